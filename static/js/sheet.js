// Nearer and farther on the sheet: wheel, pinch, drag, keys, buttons. Without this file the
// sheets of the regions, one link each, do the same.

const NEAREST = 8;
const STEP = 1.6;
const TOUCH = 28; // pixels between two marks that fingers tell apart
const GROWN = 3; // steps of growth on a phone; their widths stand in map.css
const NARROW = matchMedia("(max-width: 44rem)"); // where the sheet is wider than the screen
const SAID = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
const known = new WeakMap(); // sheet: what draws it anew

start();
document.addEventListener("atlas:answered", start);

// Also after an answer that changed in place: the marks are others, the reader's view is kept.
function start() {
  for (const svg of document.querySelectorAll("svg.world")) {
    if (!known.has(svg)) known.set(svg, movable(svg));
    known.get(svg)();
  }
}

function movable(svg) {
  const { width: WIDTH, height: HEIGHT } = svg.viewBox.baseVal;
  let marks = [];
  const view = { x: 0, y: 0, zoom: 1, grown: 0 };
  const pointers = new Map();

  function show() {
    const [width, height] = [WIDTH / view.zoom, HEIGHT / view.zoom];
    view.x = clamp(view.x, 0, WIDTH - width);
    view.y = clamp(view.y, 0, HEIGHT - height);
    if (!NARROW.matches) svg.setAttribute("viewBox", `${view.x} ${view.y} ${width} ${height}`);
    // One finger scrolls the page, until there is something to move inside the sheet.
    svg.classList.toggle("near", view.zoom > 1 && !NARROW.matches);
    const is_fitted = fit();
    for (const [link, [x, y]] of is_fitted ? [] : marks) {
      // Marks and names keep their size on paper; only the land grows.
      size(link, x, y, 1 / view.zoom);
    }
    // A button at its end is told so and keeps the focus: one that is disabled would lose it.
    for (const [button, is_over] of [
      [whole, view.zoom === 1], [farther, view.zoom === 1],
      [nearer, view.zoom >= (NARROW.matches ? STEP ** GROWN : NEAREST)],
    ]) button.setAttribute("aria-disabled", is_over);
    tell();
  }

  // On a phone the whole sheet is in sight first. Marks that would lie on one another there are
  // a ring that brings nearer; the sheet of each part of the world does so without this file.
  function fit() {
    for (const ring of svg.querySelectorAll(".gathered")) ring.remove();
    const is_fitted = NARROW.matches && view.zoom === 1;
    svg.classList.toggle("fitted", is_fitted);
    box.classList.toggle("below", is_fitted);
    for (const [link] of marks) link.classList.remove("behind");
    if (!is_fitted || !svg.clientWidth) return is_fitted;
    const unit = WIDTH / svg.clientWidth; // of a pixel
    const heaps = [];
    for (const mark of marks) {
      const [, at] = mark;
      const near = heaps.find((heap) => apartOf(heap.at, at) < TOUCH * unit);
      if (!near) heaps.push({ at, held: [mark] });
      else near.held.push(mark);
    }
    for (const { at: [x, y], held } of heaps) {
      if (held.length === 1) size(held[0][0], x, y, unit * 0.8);
      else {
        for (const [link] of held) link.classList.add("behind");
        svg.append(gathering(x, y, held, unit));
      }
    }
    return true;
  }

  function gathering(x, y, held, unit) {
    const ring = part("a", { class: "gathered", href: "#sheet", "font-size": 16 * unit });
    const name = held.map(([link]) => link.querySelector("title").textContent).join(" ; ");
    ring.append(
      part("title", {}, `${svg.parentElement.dataset.nearer} : ${name}`),
      part("circle", { class: "halo", cx: x, cy: y, r: 13 * unit }),
      part("circle", { class: "ring-of-marks", cx: x, cy: y, r: 10 * unit }),
      part("text", { class: "n", x, y: y + 5.5 * unit }, "+"),
    );
    ring.addEventListener("click", (event) => {
      event.preventDefault();
      zoom(STEP);
      held[0][0].focus();
    });
    return ring;
  }

  // How near it is, aloud, once it changed.
  function tell() {
    const words = `${svg.parentElement.dataset.enlarged} × ${SAID.format(view.zoom)}`;
    if (told.zoom !== view.zoom) status.textContent = told.zoom === undefined ? "" : words;
    told.zoom = view.zoom;
  }

  // On a phone the sheet itself grows, and fingers pan it as they pan everything.
  function grow(by) {
    const pane = svg.parentElement;
    const before = svg.clientWidth;
    const [x, y] = [pane.scrollLeft + pane.clientWidth / 2, pane.scrollTop + pane.clientHeight / 2];
    view.grown = by ? clamp(view.grown + (by > 1 ? 1 : -1), 0, GROWN) : 0;
    svg.dataset.grown = view.grown;
    view.zoom = STEP ** view.grown;
    svg.classList.toggle("fitted", view.zoom === 1);
    show();
    const grown = svg.clientWidth / before;
    pane.scrollTo(x * grown - pane.clientWidth / 2, y * grown - pane.clientHeight / 2);
  }

  function zoom(by, at = { x: view.x + WIDTH / view.zoom / 2, y: view.y + HEIGHT / view.zoom / 2 }) {
    if (NARROW.matches) return grow(by);
    const zoomed = clamp(view.zoom * by, 1, NEAREST);
    view.x = at.x - (at.x - view.x) * (view.zoom / zoomed);
    view.y = at.y - (at.y - view.y) * (view.zoom / zoomed);
    view.zoom = zoomed;
    show();
  }

  function move(x, y) {
    view.x += x / view.zoom;
    view.y += y / view.zoom;
    show();
  }

  function under({ clientX, clientY }) {
    const point = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }

  // --- controls ---
  const box = controls(svg, [() => zoom(STEP), () => zoom(1 / STEP), () => zoom(0)]);
  const [nearer, farther, whole, status] = box.children;
  const told = {};
  const keys = document.getElementById("sheet-keys");

  svg.parentElement.addEventListener("keydown", (event) => {
    if (NARROW.matches) return;
    const act = {
      "+": () => zoom(STEP), "=": () => zoom(STEP), "-": () => zoom(1 / STEP), 0: () => zoom(0),
      ArrowLeft: () => move(-80, 0), ArrowRight: () => move(80, 0),
      ArrowUp: () => move(0, -60), ArrowDown: () => move(0, 60),
    }[event.key];
    const is_arrow = event.key.startsWith("Arrow");
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (is_arrow && view.zoom === 1)) return;
    event.preventDefault();
    act();
  });

  // The page goes on scrolling under a bare wheel; with Ctrl, as a pinch reports itself, it zooms.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 200), under(event));
  }, { passive: false });

  svg.addEventListener("dblclick", (event) => {
    if (!event.target.closest("a")) zoom(STEP, under(event));
  });

  let dragged = false;
  svg.addEventListener("pointerdown", (event) => {
    pointers.set(event.pointerId, event);
    dragged = false;
  });
  svg.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const units = WIDTH / svg.clientWidth;
    if (pointers.size === 2 && !NARROW.matches) {
      const other = [...pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
      zoom(apart(event, other) / apart(before, other), under(middle(event, other)));
    } else if (view.zoom > 1 && !NARROW.matches) {
      move((before.clientX - event.clientX) * units, (before.clientY - event.clientY) * units);
    }
    if (Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) > 2) dragged = true;
    pointers.set(event.pointerId, event);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    svg.addEventListener(end, ({ pointerId }) => pointers.delete(pointerId));
  }
  // A drag that ends on a mark does not open it.
  svg.addEventListener("click", (event) => { if (dragged && view.zoom > 1) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  // A mark that the Tab key reaches is brought into sight.
  svg.addEventListener("focusin", ({ target }) => {
    const link = target.closest("a");
    if (!link || view.zoom === 1 || NARROW.matches) return;
    const [x, y] = centre(link);
    view.x = x - WIDTH / view.zoom / 2;
    view.y = y - HEIGHT / view.zoom / 2;
    show();
  });
  return () => {
    marks = [...svg.querySelectorAll("a:not(.gathered)")].map((link) => [link, centre(link)]);
    if (!box.isConnected) svg.parentElement.after(box);
    keys.hidden = NARROW.matches;
    // An answer in place takes away what the page did not say.
    svg.parentElement.setAttribute("aria-describedby", "sheet-keys");
    if (view.grown) svg.dataset.grown = view.grown;
    show();
  };
}

function controls(svg, acts) {
  const { nearer, farther, whole } = svg.parentElement.dataset;
  const words = [nearer, farther, whole];
  const box = document.createElement("div");
  box.className = "zoom";
  const buttons = ["+", "−", "↺"].map((sign, number) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", words[number]);
    button.title = words[number];
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") acts[number]();
    });
    return button;
  });
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  box.append(...buttons, status);
  return box;
}

function size(link, x, y, times) {
  link.setAttribute("transform", `translate(${x} ${y}) scale(${times}) translate(${-x} ${-y})`);
}

function part(name, attributes, words = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = words;
  return made;
}

function centre(link) {
  const circle = link.querySelector("circle");
  return [circle.cx.baseVal.value, circle.cy.baseVal.value];
}

function apartOf([x, y], [to_x, to_y]) { return Math.hypot(x - to_x, y - to_y); }
function apart(one, other) { return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY); }
function middle(one, other) {
  return { clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
}
function clamp(value, low, high) { return Math.min(Math.max(value, low), high); }
