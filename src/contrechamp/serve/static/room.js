// What every page has: filters that send themselves, help on `?`, a key for undo. Everything works without it.
document.documentElement.classList.add("js");

const typing = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type));

for (const form of document.querySelectorAll("form[data-send]")) {
  form.addEventListener("change", (event) => { if (event.target.type !== "search") form.requestSubmit(); });
}
for (const one of document.querySelectorAll("input[data-send]")) one.addEventListener("change", () => one.form.requestSubmit());

// A form whose choices the page shows at once: the address keeps them, so that it can be sent to somebody.
for (const form of document.querySelectorAll("form[data-keep]")) {
  form.addEventListener("change", () => {
    const kept = new URLSearchParams(new FormData(form));
    history.replaceState(null, "", `${form.getAttribute("action")}?${kept}${location.hash}`);
  });
}

async function help() {
  const answer = await fetch("/help", { headers: { accept: "text/html" } });
  if (!answer.ok) { location.assign("/help"); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const keys = page.querySelector("#all-keys");
  if (!keys) { location.assign("/help"); return; }
  const dialog = document.createElement("dialog");
  dialog.className = "help";
  dialog.setAttribute("aria-labelledby", "help-title");
  const head = document.createElement("h2");
  head.id = "help-title";
  head.textContent = page.querySelector("#keys")?.textContent ?? "?";
  const close = document.createElement("button");
  close.textContent = keys.dataset.close;
  close.addEventListener("click", () => dialog.close());
  dialog.append(head, document.adoptNode(keys), close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "?") { event.preventDefault(); help(); return; }
  const button = { z: "#undo", Z: "#redo", y: "#redo" }[event.key];
  if (button) { const found = document.querySelector(button); if (found && !found.disabled) { event.preventDefault(); found.click(); } }
});
document.querySelector("[data-help]")?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  help();
});
