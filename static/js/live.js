// A ticked box answers at once; what it does without this file, it does with its button.

// Empty parameters ask nothing: leave them out, so that the address is one to share.
function leaveOutEmpty(data) {
  for (const [name, value] of [...data]) if (!value) data.delete(name);
}
document.addEventListener("htmx:configRequest", ({ detail }) => leaveOutEmpty(detail.formData));
document.addEventListener("formdata", ({ formData }) => leaveOutEmpty(formData));

// What the reader unfolded or folded stays so, what they typed meanwhile is not lost, and the
// search box keeps what its own script made of it: no box that is ticked changes it.
const touched = new WeakSet();
document.addEventListener("toggle", ({ target }) => touched.add(target), true);
if (window.Idiomorph) {
  Object.assign(Idiomorph.defaults.callbacks, {
    beforeNodeMorphed: (node) => !node.matches?.("[data-suggestions]"),
    beforeAttributeUpdated: (name, element) =>
      !(name === "open" && touched.has(element)) &&
      !(name === "value" && element.inputMode === "numeric" && element.value !== element.defaultValue),
  });
}

// The drawer shuts with Escape, as drawers do.
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && document.querySelector(".facets:target")) location.hash = "answer";
});
