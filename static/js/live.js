// A ticked box answers at once; what it does without this file, it does with its button.

// Empty parameters ask nothing: leave them out, so that the address is one to share.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) if (!value) detail.formData.delete(name);
});
document.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});

// What the reader unfolded stays so, whatever the answer says of it.
document.addEventListener("toggle", ({ target }) => { target.dataset.touched = ""; }, true);
if (window.Idiomorph) {
  Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) =>
    !(name === "open" && "touched" in node.dataset);
}

// The drawer shuts with Escape, as drawers do.
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && document.querySelector(".facets:target")) location.hash = "answer";
});
