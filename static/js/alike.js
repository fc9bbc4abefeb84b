// What may be there already, shown while a name is typed. Without this file the desk says so
// once it is saved.
document.addEventListener("DOMContentLoaded", () => {
  const WAIT = 350; // milliseconds after the last key
  const make = (name, words = "", more = {}) =>
    Object.assign(document.createElement(name), { textContent: words }, more);
  const own = location.pathname.match(/\/(\d+)\/change\/$/)?.[1] ?? "";

  for (const field of document.querySelectorAll("[data-alike]")) {
    const panel = make("div", "", { className: "alike", hidden: true });
    panel.setAttribute("role", "status");
    (field.closest(".fieldBox") ?? field.parentElement).append(panel);
    let timer, asked = 0;

    const show = ({ alike, towns = [] }) => {
      const list = make("ul");
      for (const one of alike) {
        const link = make("a", one.label, { href: one.address, target: "_blank", rel: "noopener" });
        link.append(make("span", ` (${field.dataset.alikeTab})`, { className: "visually-hidden" }));
        const item = make("li");
        item.append(link, one.note ? ` · ${one.note}` : "");
        list.append(item);
      }
      panel.replaceChildren();
      if (alike.length) panel.append(make("p", field.dataset.alikeLead), list);
      for (const town of towns) {
        const button = make("button", town.label, { type: "button", className: "offer" });
        button.addEventListener("click", () => {
          field.dispatchEvent(new CustomEvent("town", { bubbles: true, detail: town }));
          panel.hidden = true;
          field.focus();
        });
        panel.append(button);
      }
      panel.hidden = !panel.children.length;
    };

    const ask = async () => {
      const number = ++asked, typed = field.value.trim();
      if (typed.length < 3) return show({ alike: [] });
      try {
        const question = new URLSearchParams({ q: typed, not: own });
        const answer = await fetch(`${field.dataset.alike}?${question}`);
        if (answer.ok && number === asked) show(await answer.json());
      } catch {
        show({ alike: [] }); // offline: it is said when it is saved
      }
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
  }
});
