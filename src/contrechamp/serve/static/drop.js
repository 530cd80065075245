// What only a script can do is shown only with one.
for (const element of document.querySelectorAll("[data-scripted]")) element.hidden = false;

// Files dropped anywhere on the page go into its field; without this they would replace the page.
const field = document.querySelector("input.drop");

function carriesFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}

if (field) {
  for (const kind of ["dragover", "dragenter"]) {
    document.addEventListener(kind, (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      field.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) field.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    field.classList.remove("over");
    if (event.target === field) return; // the browser does that itself
    event.preventDefault();
    field.files = event.dataTransfer.files;
    field.focus();
  });
}
