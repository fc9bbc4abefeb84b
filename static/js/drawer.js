// The drawer of the filters, opened and shut by two links. While it lies over the page, nothing
// behind it is reached; with Escape it shuts, as drawers do, and its link has the focus again.

const OVER_ALL = matchMedia("(max-width: 56rem)"); // as in facets.css
const BEHIND = ".skip, .masthead, #answer, .footer";

const drawer = () => document.querySelector(".facets:target");
const opener = () => document.getElementById("narrow");
let was_open = false;

function settle() {
  const open = drawer();
  const over = Boolean(open && OVER_ALL.matches);
  for (const part of document.querySelectorAll(BEHIND)) part.inert = over;
  const form = document.getElementById("filters");
  if (over) {
    form.setAttribute("role", "dialog");
    form.setAttribute("aria-modal", "true");
  } else {
    form.removeAttribute("role");
    form.removeAttribute("aria-modal");
  }
  if (over && !open.contains(document.activeElement)) open.focus();
  if (was_open && !open) opener().focus();
  was_open = Boolean(open);
}

function shut() {
  if (!drawer()) return;
  location.hash = "narrow";
  settle();
}

document.addEventListener("keydown", ({ key, defaultPrevented }) => {
  if (key === "Escape" && !defaultPrevented) shut();
});
// Browsers that know no `inert` let the Tab key out: back in.
document.addEventListener("focusin", ({ target }) => {
  const open = drawer();
  if (open && OVER_ALL.matches && !open.contains(target)) open.focus();
});
document.addEventListener("atlas:show", () => { if (OVER_ALL.matches) shut(); });
document.addEventListener("atlas:answered", settle);
window.addEventListener("hashchange", settle);
OVER_ALL.addListener(settle); // Safari has no addEventListener here before 14
settle();
