// A ticked box answers at once; what it does without this file, it does with its button.

// Empty parameters ask nothing: leave them out, so that the address is one to share.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) if (!value) detail.formData.delete(name);
});
document.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});

// What the reader unfolded or folded stays so, and what they typed meanwhile is not lost.
const touched = new WeakSet();
document.addEventListener("toggle", ({ target }) => touched.add(target), true);
if (window.Idiomorph) {
  Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, element) =>
    !(name === "open" && touched.has(element)) &&
    !(name === "value" && element.inputMode === "numeric" && element.value !== element.defaultValue);
}

// The drawer shuts with Escape, as drawers do.
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && document.querySelector(".facets:target")) location.hash = "answer";
});
