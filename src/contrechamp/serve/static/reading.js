// Reading: a sentence that is opened fills the margin, and every column goes to its place. Without it the links do the same.
const reading = document.querySelector(".side-by-side");
const margin = document.querySelector("#margin");
const texts = [...document.querySelectorAll(".texts > article")];
const form = document.querySelector("form.marks");
const small = matchMedia("(max-width: 700px)");

const sentencesOf = (article) => [...article.querySelectorAll(".s:not(.more)")];
const placeOf = (sentence) => `${sentence.closest("article").dataset.account}:${sentence.id.split("-").pop()}`;
let asked = 0;

async function fill(query) {
  const mine = ++asked;
  const answer = await fetch(`${margin.dataset.source}?${new URLSearchParams(query)}`);
  if (!answer.ok || mine !== asked) return;
  margin.innerHTML = await answer.text();
  margin.scrollTop = 0;
  htmlLinks();
}

function remember(query) {
  const kept = new URLSearchParams(new FormData(form));
  for (const name of ["s", "c", "point"]) kept.delete(name);
  for (const [name, value] of Object.entries(query)) kept.set(name, value);
  if (!kept.has("a")) for (const article of texts) kept.append("a", article.dataset.account);
  for (const hidden of form.querySelectorAll("input[type=hidden]")) if (["s", "c", "point"].includes(hidden.name)) hidden.remove();
  for (const [name, value] of Object.entries(query)) {
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(hidden);
  }
  history.replaceState(null, "", `${form.getAttribute("action")}?${kept}`);
}

function light(points, sentence) {
  for (const old of document.querySelectorAll(".s.here")) old.classList.remove("here");
  for (const old of document.querySelectorAll("mark.open")) old.classList.remove("open");
  sentence?.classList.add("here");
  for (const point of points) for (const mark of document.querySelectorAll(`mark.${CSS.escape(point)}`)) mark.classList.add("open");
}

// The other columns bring their first open claim to the height of the sentence that was opened.
function align(from) {
  if (small.matches) return;
  leading = null;
  const home = from?.closest("article");
  const top = from ? from.getBoundingClientRect().top - home.getBoundingClientRect().top : 120;
  for (const article of texts) {
    const mark = article === home ? null : article.querySelector("mark.open");
    if (!mark) continue;
    article.classList.add("gliding");
    article.scrollTop += mark.getBoundingClientRect().top - article.getBoundingClientRect().top - Math.max(top, 90);
  }
}

// While something is open, a column that is scrolled takes the others with it.
const together = document.querySelector("#together");
let leading = null;
const tops = new Map(texts.map((article) => [article, article.scrollTop]));
for (const article of texts) {
  for (const name of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    article.addEventListener(name, () => { leading = article; article.classList.remove("gliding"); }, { passive: true });
  }
  article.addEventListener("scroll", () => {
    const moved = article.scrollTop - tops.get(article);
    tops.set(article, article.scrollTop);
    if (leading !== article || !together?.checked || small.matches || !document.querySelector("mark.open")) return;
    for (const other of texts) {
      if (other === article || !other.querySelector("mark.open")) continue;
      other.classList.remove("gliding");
      other.scrollTop += moved;
    }
  }, { passive: true });
}

async function open(sentence) {
  const points = new Set();
  for (const mark of sentence.querySelectorAll("mark.claim")) for (const name of mark.classList) if (name.startsWith("p-")) points.add(name);
  for (let outer = sentence.parentElement; outer?.matches("mark"); outer = outer.parentElement) for (const name of outer.classList) if (name.startsWith("p-")) points.add(name);
  light(points, sentence);
  remember({ s: placeOf(sentence) });
  align(sentence);
  await fill({ s: placeOf(sentence) });
}

async function openPoint(id, link) {
  light([`p-${id}`], link?.closest(".s"));
  remember({ point: id });
  align(link?.closest(".s") ?? link);
  await fill({ point: id });
}

// Within a text the arrow keys go from sentence to sentence; only one of them is in the order of tabs.
for (const article of texts) {
  const first = article.querySelector(".s.here") ?? article.querySelector(".s");
  first?.setAttribute("tabindex", "0");
  article.addEventListener("keydown", (event) => {
    const all = sentencesOf(article);
    const at = all.indexOf(event.target.closest(".s") ?? article.querySelector(".s[tabindex='0']"));
    const step = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, button, a")) return;
    if (step && event.target.matches(".s")) {
      event.preventDefault();
      const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
      for (const each of all) each.removeAttribute("tabindex");
      next.setAttribute("tabindex", "0");
      next.focus();
      open(next);
    } else if ((event.key === "Enter" || event.key === " ") && event.target.matches(".s")) {
      event.preventDefault();
      open(event.target);
      if (event.key === "Enter") toMargin();
    }
  });
  article.addEventListener("click", (event) => {
    if (event.target.closest("a:not(.rel)") || String(getSelection()).length) return;
    const link = event.target.closest("a.rel");
    if (link && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    if (link) {
      event.preventDefault();
      openPoint(new URL(link.href).searchParams.get("point"), link);
      if (small.matches || event.detail === 0) toMargin();
      return;
    }
    const sentence = event.target.closest(".s");
    if (!sentence) return;
    open(sentence);
  });
}

function toMargin() {
  if (small.matches) show("#margin");
  margin.focus();
}

// A link of the margin into a text that is open goes there without loading the page again.
function htmlLinks() {
  for (const link of margin.querySelectorAll("a.words")) {
    link.addEventListener("click", (event) => {
      const target = document.querySelector(new URL(link.href).hash || "#none");
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const article = target.closest("article");
      if (small.matches) show(`#${article.id}`);
      target.scrollIntoView({ block: "center" });
      const sentence = target.closest(".s") ?? target.querySelector(".s") ?? article;
      if (sentence !== article) sentence.setAttribute("tabindex", "0");
      sentence.focus({ preventScroll: true });
    });
  }
}

// On a phone one column at a time.
const tabs = document.querySelector(".columns-tabs");
function show(hash) {
  const at = hash === "#margin" ? null : document.querySelector(hash);
  reading.classList.toggle("at-margin", !at);
  if (at) for (const article of texts) article.classList.toggle("current", article === at);
  for (const link of tabs.querySelectorAll("a")) {
    if (link.hash === hash) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
}
tabs.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !small.matches) return;
  event.preventDefault();
  show(link.hash);
  if (link.hash === "#margin") margin.focus();
});
const opened = document.querySelector(".s.here")?.closest("article") ?? document.querySelector("mark.open")?.closest("article") ?? texts[0];
if (opened) show(`#${opened.id}`);

// Six columns at most.
form.addEventListener("change", () => {
  const boxes = [...form.querySelectorAll("input[name=a]")];
  const full = boxes.filter((box) => box.checked).length >= 6;
  for (const box of boxes) box.disabled = full && !box.checked;
});
// Whole passages from another origin, or one voice among others, are drawn by the server.
for (const box of form.querySelectorAll("input[name=voice]")) box.addEventListener("change", () => form.requestSubmit());

htmlLinks();
const start = document.querySelector("mark.found") ?? document.querySelector(".s.here") ?? document.querySelector("mark.open");
if (start && small.matches) {
  start.scrollIntoView({ block: "center" });
} else if (start) {
  const article = start.closest("article");
  article.scrollTop += start.getBoundingClientRect().top - article.getBoundingClientRect().top - 120;
  align(document.querySelector(".s.here"));
}
