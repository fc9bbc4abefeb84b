// A ticked box, an axis, an order or a choice taken away answers at once, where it stands; without
// this file each does so with a page of its own. The last act wins: the boxes are what is asked,
// an answer that is under way when the reader acts again is dropped, and what a link was written
// to change is done to the boxes as they stand now.

const IN_PLACE = ".chips a, .sorts > ul a, #filters .apply a"; // acts on the question
const OUT = ".views a, .parts a, .pages a, .kinds a"; // leave it, and take it along

// A browser of 2020 does not read the script that changes one answer into another: there each has a
// page of its own, as without any script.
const in_place = "Idiomorph" in window;

let under_way = null; // what stops the answer that is asked for
let shown = location.href; // the address of the answer in sight
let turned_back = null; // the step through the history that is under way

const ask = () => document.getElementById("ask");
const boxes = () => document.getElementById("filters");
const pathOf = (address) => address.split("#")[0];

// Empty parameters ask nothing: leave them out, so that the address is one to share.
document.addEventListener("formdata", ({ target, formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  if (target.method === "get" && target.closest("#answer") && target.id !== "tray") {
    takeAlong(target, formData);
  }
});

document.addEventListener("change", ({ target }) => {
  const { form } = target;
  if (in_place && form && (form === boxes() || form.matches(".axes"))) answer(asked());
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!in_place) return;
  if (form !== boxes() && !form.matches(".axes")) return;
  event.preventDefault();
  const by_button = document.activeElement && document.activeElement.matches("button");
  const address = asked();
  const there = !under_way && address === shown;
  if ((there || (await answer(address))) && form === boxes() && by_button) {
    document.dispatchEvent(new Event("atlas:show"));
    heading();
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest(`${IN_PLACE}, ${OUT}`);
  const is_plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!in_place || !link || !is_plain || event.button || event.defaultPrevented) return;
  if (link.matches(OUT)) {
    if (under_way) {
      event.preventDefault();
      location.assign(addressOf(link.pathname, changedBy(link)));
    }
    return;
  }
  event.preventDefault();
  const data = changedBy(link);
  fill(data);
  act(link, addressOf(link.pathname, data));
});

async function act(link, address) {
  const chips = () => [...document.querySelectorAll(".chips a")];
  const at = chips().indexOf(link);
  if (!(await answer(address)) || at < 0) return;
  // What was pressed is gone: the next choice, or the heading of what came.
  const left = chips().filter((one) => !one.matches(".all"));
  if (left.length) left[Math.min(at, left.length - 1)].focus();
  else heading();
}

window.addEventListener("popstate", () => {
  if (pathOf(location.href) === pathOf(shown)) { // within the page, or there again
    if (turned_back && under_way) under_way.abort();
    if (turned_back) under_way = turned_back = null;
    return;
  }
  const mine = turned_back = {};
  answer(location.href, false).then(() => { if (turned_back === mine) turned_back = null; });
});

// --- the question -----------------------------------------------------------------------

// What the boxes and the axes say now, as the address of its answer.
function asked() {
  return addressOf(new URL(boxes().action).pathname, dataOf());
}

function dataOf() {
  const data = new URLSearchParams(new FormData(boxes()));
  for (const { name, value } of document.querySelectorAll(".axes select")) data.set(name, value);
  return data;
}

function addressOf(path, data) {
  const query = String(data);
  return new URL(query ? `${path}?${query}` : path, location.href).href;
}

const has = (data, [name, value]) => data.getAll(name).includes(value);
function drop(data, [name, value]) {
  const rest = data.getAll(name).filter((one) => one !== value);
  data.delete(name);
  for (const one of rest) data.append(name, one);
}
function isBox(name) {
  return [...boxes().elements].some((one) => one.name === name && one.type === "checkbox");
}

// A link was written for the answer in sight: what it takes away and adds, in what is asked now.
// All is cleared, though, with what was chosen since.
function changedBy(link) {
  const [before, after] = [new URL(shown).searchParams, new URL(link.href).searchParams];
  if (link.matches(".chips .all, .apply a")) return after;
  const data = dataOf();
  for (const pair of before) if (!has(after, pair)) drop(data, pair);
  for (const [name, value] of after) {
    if (has(before, [name, value]) || has(data, [name, value])) continue;
    if (isBox(name)) data.append(name, value);
    else data.set(name, value);
  }
  return data;
}

// The boxes say what is asked, whoever changed it.
function fill(data) {
  const [form, words] = [boxes(), document.getElementById("words")];
  if (words && new URL(shown).searchParams.has("q") && !data.has("q")) words.value = "";
  for (const one of [...form.elements]) {
    if (one.type === "checkbox") one.checked = has(data, [one.name, one.value]);
    else if (one.type === "hidden" && !has(data, [one.name, one.value])) one.remove();
    else if (one.inputMode === "numeric") one.value = data.get(one.name) || "";
  }
  const said = new URLSearchParams(new FormData(form));
  for (const [name, value] of data) {
    if (has(said, [name, value]) || isBox(name)) continue;
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(hidden);
  }
}

// A form beside the boxes carries the question that it was written with: the present one instead.
function takeAlong(form, data) {
  const own = new Set([...form.elements].filter(({ type }) => type !== "hidden").map(({ name }) => name));
  const [before, now] = [new URL(shown).searchParams, dataOf()];
  for (const pair of before) if (!own.has(pair[0]) && !has(now, pair)) drop(data, pair);
  for (const [name, value] of now) {
    const is_new = !own.has(name) && !has(before, [name, value]) && !has(data, [name, value]);
    if (is_new && isBox(name)) data.append(name, value);
  }
}

// --- the answer -------------------------------------------------------------------------

// Whether it came: not if the reader acted again meanwhile.
async function answer(address, is_new = true) {
  if (under_way) under_way.abort();
  const mine = under_way = new AbortController();
  let page;
  try {
    const response = await fetch(address, { signal: mine.signal });
    page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (mine !== under_way) return false;
    if (!page.getElementById("ask")) throw new Error(response.status);
  } catch (error) {
    // Without a network, or refused: the page itself says so.
    if (mine === under_way) location.assign(address);
    return false;
  }
  under_way = null;
  put(page);
  shown = address;
  if (is_new) history.pushState(null, "", address);
  document.dispatchEvent(new Event("atlas:answered"));
  return true;
}

function put(page) {
  document.title = page.title;
  Idiomorph.morph(ask(), page.getElementById("ask"), { morphStyle: "outerHTML" });
  for (const part of [".tongues", ".printed"]) {
    const [old, now] = [document.querySelector(part), page.querySelector(part)];
    if (old && now && !old.contains(document.activeElement)) old.replaceWith(now);
  }
}

// A table that does not go on sideways does not say so; the line keeps its room, so that nothing
// moves if this file comes late.
function hint() {
  for (const words of document.querySelectorAll(".pan-hint")) {
    const pane = words.parentElement;
    words.style.visibility = pane.scrollWidth > pane.clientWidth ? "" : "hidden";
  }
}
hint();
document.addEventListener("atlas:answered", hint);
window.addEventListener("resize", hint);

function heading() {
  const title = document.querySelector("#answer h1");
  title.tabIndex = -1;
  title.focus();
}

// What the reader unfolded or folded stays so, what they typed meanwhile is not lost, and the
// search box keeps what its own script made of it: no box that is ticked changes it.
const touched = new WeakSet();
document.addEventListener("toggle", ({ target }) => touched.add(target), true);
window.addEventListener("DOMContentLoaded", () => {
  if (in_place) Object.assign(Idiomorph.defaults.callbacks, {
    beforeNodeMorphed: (node) => !(node.matches && node.matches("[data-suggestions]")),
    beforeAttributeUpdated: (name, element) =>
      !(name === "open" && touched.has(element)) &&
      !(name === "tabindex" && element.matches("h1")) &&
      !(name === "value" && element.inputMode === "numeric" && !turned_back &&
        element.value !== element.defaultValue),
  });
});
