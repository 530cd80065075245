// Review by keys: a decision is sent and the next proposal takes its place, without losing the place of the reader.
const view = () => document.querySelector("#review");

async function take(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("main");
  if (!answer.ok || !fresh?.querySelector("#review")) { location.assign(answer.url); return; }
  const said = fresh.querySelector("#announce")?.textContent ?? "";
  fresh.querySelector("#announce")?.replaceChildren();
  document.querySelector("main").replaceWith(fresh);
  document.title = page.title;
  history.pushState(null, "", answer.url);
  fresh.querySelector("#task")?.focus({ preventScroll: true });
  scrollTo({ top: 0 });
  const announce = fresh.querySelector("#announce");
  if (announce) setTimeout(() => { announce.textContent = [said, fresh.querySelector(".progress span")?.textContent, fresh.querySelector("#task")?.textContent].join(" ").replace(/\s+/g, " "); }, 60);
}

let busy = false;
async function go(request) {
  if (busy) return;
  busy = true;
  try { await take(await request()); } finally { busy = false; }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form.decide, .changes form")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  const to = event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action;
  go(() => fetch(to, { method: "POST", body }));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-key=next], a[data-key=previous]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(() => fetch(link.href));
});
addEventListener("popstate", () => location.reload());

const KEYS = { a: "accept", r: "reject", u: "unsure", n: "next", p: "previous", o: "open", ArrowRight: "next", ArrowLeft: "previous" };
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target instanceof HTMLElement && event.target.matches("input, textarea, select")) return;
  const found = KEYS[event.key] && view()?.querySelector(`[data-key=${KEYS[event.key]}]`);
  if (found) { event.preventDefault(); found.click(); }
});
