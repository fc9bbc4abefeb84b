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

function show() {
  const form = tray();
  if (!form) return;
  const kept = read();
  const here = new Map(boxes().map((box) => [box.value, box]));
  const slugs = new Set(kept.map((one) => one.slug));
  for (const [slug, box] of here) box.checked = slugs.has(slug);
  const elsewhere = form.querySelector("[data-elsewhere]");
  elsewhere.replaceChildren(...kept.filter((one) => !here.has(one.slug)).map(row));
  elsewhere.hidden = !elsewhere.childElementCount;
  form.querySelector("[data-count]").textContent = kept.length || "";
  form.querySelector("[data-empty]").hidden = !kept.length;
  form.classList.toggle("holds", kept.length > 0);
  for (const box of here.values()) box.disabled = !box.checked && kept.length >= form.dataset.most;
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches?.("input[form=tray]")) return;
  const rest = read().filter((one) => one.slug !== target.value);
  const added = target.checked ? [{ slug: target.value, title: target.dataset.title }] : [];
  write([...rest, ...added]);
  show();
});
document.addEventListener("click", ({ target }) => {
  if (!target.matches?.("#tray [data-empty]")) return;
  write([]);
  show();
  boxes()[0]?.focus();
});
// The order in which they were kept is the order of the address.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.id !== "tray") return;
  const ticked = formData.getAll("case");
  const first = read().map((one) => one.slug).filter((slug) => ticked.includes(slug));
  formData.delete("case");
  for (const slug of new Set([...first, ...ticked])) formData.append("case", slug);
});
document.addEventListener("htmx:afterSettle", show);
window.addEventListener("storage", show);
window.addEventListener("pageshow", show);
show();
