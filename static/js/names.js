// Names for the boxes of select2, which gives them none: that of the field's label. Without
// scripts there is no such box, and the field has its label.
{
  const nameOf = (box) => {
    const select = box.previousElementSibling;
    const label = select?.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    if (label && !label.id) label.id = `${select.id}_label`;
    return label;
  };

  const set = (element, name, value) => {
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  };

  const dress = (box) => {
    const label = nameOf(box);
    if (!label) return;
    const words = label.textContent.trim().replace(/\s*:$/, "");
    const shown = box.querySelector(".select2-selection__rendered");
    // A list of what is chosen is a list; one choice is the value of the box.
    for (const one of [shown, ...(shown?.children ?? [])]) {
      one?.removeAttribute("role");
      one?.removeAttribute("aria-readonly");
    }
    // Nor does a list hold what is no item of it.
    const clear = shown?.querySelector(":scope > .select2-selection__clear");
    if (clear || !shown?.querySelector("li:not(.select2-search), :scope > span")) {
      shown?.parentElement.querySelector(":scope > .select2-selection__clear")?.remove();
    }
    if (clear && shown.matches("ul")) shown.before(clear);
    const value = shown?.id ? ` ${shown.id}` : "";
    set(box.querySelector(".select2-selection"), "aria-labelledby", label.id + value);
    set(box.querySelector(".select2-search__field"), "aria-label", words);
    if (!box.classList.contains("select2-container--open")) return;
    const open = document.querySelector("body > .select2-container--open");
    const selection = box.querySelector(".select2-selection");
    if (selection?.hasAttribute("aria-owns")) {
      set(selection, "aria-controls", selection.getAttribute("aria-owns"));
    }
    // It is put at the end of the page, outside all that has a name.
    set(open, "role", "region");
    set(open, "aria-label", words);
    set(open?.querySelector(".select2-search__field"), "aria-label", words);
    set(open?.querySelector("[role=listbox]"), "aria-label", words);
  };

  let isAsked = false;
  const soon = () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      document.querySelectorAll("select + .select2-container").forEach(dress);
    });
  };
  new MutationObserver(soon).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributeFilter: ["class"],
  });
  soon();
}
