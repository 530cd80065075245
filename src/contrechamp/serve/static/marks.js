// Other words for a mark: selected with the mouse, or by the links a word at a time. Offsets count code points.
const text = document.querySelector("#span-text");
const form = document.querySelector("#span-form");
const points = (said) => Array.from(said).length;

function offset(node, at) {
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, at);
  return Number(text.dataset.from) + points(before.toString()) - lead();
}
// White space that the template puts before the first character of the passage.
function lead() {
  const first = document.createRange();
  first.setStart(text, 0);
  first.setEnd(text.querySelector("p"), 0);
  return points(first.toString());
}

function take() {
  const selection = getSelection();
  if (!form || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const inside = text.querySelector("p");
  if (!inside.contains(range.startContainer) || !inside.contains(range.endContainer)) return;
  const said = range.toString();
  const before = said.length - said.trimStart().length, after = said.length - said.trimEnd().length;
  if (!said.trim()) return;
  form.elements.start.value = offset(range.startContainer, range.startOffset) + points(said.slice(0, before));
  form.elements.end.value = offset(range.endContainer, range.endOffset) - points(said.slice(said.length - after));
  const shown = document.querySelector("#span-new");
  const words = document.createElement("b");
  words.className = "words";
  words.textContent = said.trim();
  shown.replaceChildren(words);
  document.querySelector("#span-save").hidden = false;
}
if (text && form) {
  document.addEventListener("mouseup", take);
  document.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") take(); });
}
