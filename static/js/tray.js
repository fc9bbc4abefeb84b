// What is kept stays kept from page to page, in this browser alone. Without this file the boxes
// of one page go together, by the form that they belong to.
const NAME = "kept-cases";

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) || "[]");
    return Array.isArray(kept) ? kept.filter((one) => one && typeof one.slug === "string") : [];
  } catch {
    return [];
  }
}

function write(kept) {
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing: the boxes of this page go on working.
  }
}

function title_of(box) {
  const link = box.closest("li") && box.closest("li").querySelector("a");
  return box.dataset.title || (link ? link.textContent : undefined);
}

// What the address names came ticked: it is kept on this page, in the order of the address and
// before what the browser remembers, until it is let go here.
const let_go = new Set();
const in_address = () => new URLSearchParams(location.search).getAll("case");
function kept_here() {
  const came = [...document.querySelectorAll("input[form=tray]")].filter((box) => box.defaultChecked);
  const titles = new Map(came.map((box) => [box.value, title_of(box)]));
  const kept = [...new Set([...in_address(), ...titles.keys()])]
    .filter((slug) => titles.has(slug) && !let_go.has(slug));
  const rest = read().filter(({ slug }) => !kept.includes(slug));
  return [...kept.map((slug) => ({ slug, title: titles.get(slug) })), ...rest];
}

const tray = () => document.getElementById("tray");
const boxes = () => [...document.querySelectorAll("input[form=tray]:not([data-added])")];

function row({ slug, title }) {
  const item = document.createElement("li");
  const label = item.appendChild(document.createElement("label"));
  const box = label.appendChild(document.createElement("input"));
  Object.assign(box, { type: "checkbox", name: "case", value: slug, checked: true });
  box.setAttribute("form", "tray");
  box.dataset.added = "";
  box.dataset.title = title;
  label.append(` ${title}`);
  return item;
}

// Rows that are there already stay, and with them the focus; from one that goes it moves on.
function list(place, kept) {
  const at = [...place.children].findIndex((item) => item.contains(document.activeElement));
  const before = new Map([...place.querySelectorAll("input")].map((box) => [box.value, box]));
  const slugs = new Set(kept.map(({ slug }) => slug));
  for (const [slug, box] of before) if (!slugs.has(slug)) box.closest("li").remove();
  kept.forEach((one, number) => {
    const box = before.get(one.slug);
    if (box) box.checked = true;
    else place.insertBefore(row(one), place.children[number] || null);
  });
  if (at < 0 || place.contains(document.activeElement)) return;
  const next = place.children[Math.min(at, place.childElementCount - 1)] || tray();
  next.querySelector("input, button").focus();
}

function show() {
  const form = tray();
  if (!form) return;
  const kept = kept_here();
  const here = new Map(boxes().map((box) => [box.value, box]));
  const slugs = new Set(kept.map((one) => one.slug));
  for (const box of boxes()) box.checked = slugs.has(box.value); // a case may stand twice
  const elsewhere = form.querySelector("[data-elsewhere]");
  list(elsewhere, kept.filter((one) => !here.has(one.slug)));
  elsewhere.hidden = !elsewhere.childElementCount;
  form.querySelector("[data-count]").textContent = kept.length || "";
  form.querySelector("[data-empty]").hidden = !kept.length;
  // What the address has is this page; the bar stays in sight for what stands on others too.
  const named = in_address();
  const is_the_link = kept.length === named.length && kept.every(({ slug }) => named.includes(slug));
  form.classList.toggle("holds", kept.length > 0 && !is_the_link);
  for (const box of boxes()) box.disabled = !box.checked && kept.length >= form.dataset.most;
  clearFoot(form);
}

// The bar of what is kept grows with it: what has the focus stays above it.
function clearFoot(form) {
  const is_bar = getComputedStyle(form).position === "sticky";
  document.documentElement.style.scrollPaddingBottom = is_bar ? `${form.offsetHeight + 24}px` : "";
}
window.addEventListener("resize", () => { if (tray()) clearFoot(tray()); });

document.addEventListener("change", ({ target }) => {
  if (!target.matches || !target.matches("input[form=tray]")) return;
  const rest = kept_here().filter((one) => one.slug !== target.value);
  const added = target.checked ? [{ slug: target.value, title: title_of(target) }] : [];
  let_go[target.checked ? "delete" : "add"](target.value);
  write([...rest, ...added]);
  show();
});
document.addEventListener("click", ({ target }) => {
  if (!target.matches || !target.matches("#tray [data-empty]")) return;
  for (const { slug } of kept_here()) let_go.add(slug);
  write([]);
  show();
  (boxes()[0] || tray().querySelector("button")).focus();
});
// The order in which they were kept is the order of the address.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.id !== "tray") return;
  const ticked = formData.getAll("case");
  const first = kept_here().map((one) => one.slug).filter((slug) => ticked.includes(slug));
  formData.delete("case");
  for (const slug of new Set([...first, ...ticked])) formData.append("case", slug);
});
document.addEventListener("atlas:answered", show);
window.addEventListener("storage", show);
window.addEventListener("pageshow", show);
show();
