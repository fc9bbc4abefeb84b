// Suggestions under a search box, as an ARIA combobox; without this file it is a plain field.
const WAIT = 150; // milliseconds after the last key

class Suggestions {
  constructor(box) {
    this.field = box.querySelector("input");
    this.list = box.querySelector("ul");
    this.status = box.querySelector("[role=status]");
    this.address = box.dataset.suggestions;
    // What is suggested may depend on all that the form asks.
    this.wants_all = "wholeForm" in box.dataset;
    this.chosen = -1;
    this.asked = 0;
    const field = this.field;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.list.id);
    this.list.setAttribute("role", "listbox");
    field.addEventListener("input", () => this.later());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => setTimeout(() => this.close(), WAIT));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const typed = this.field.value.trim();
    const number = ++this.asked;
    if (typed.length < 2) return this.close();
    try {
      const answer = await fetch(`${this.address}?${this.question(typed)}`);
      // An answer that comes after a later question is not shown.
      if (answer.ok && number === this.asked) this.show((await answer.json()).suggestions);
    } catch {
      this.close(); // offline: the form still works when there is a network again
    }
  }

  question(typed) {
    const asked = new URLSearchParams(this.wants_all ? new FormData(this.field.form) : {});
    asked.set(this.field.name, typed);
    return asked;
  }

  show(suggestions) {
    this.chosen = -1;
    this.list.textContent = "";
    this.list.append(...suggestions.map((one, number) => this.option(one, number)));
    this.list.hidden = !suggestions.length;
    this.field.setAttribute("aria-expanded", String(suggestions.length > 0));
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = suggestions.length
      ? `${this.status.dataset.some} (${suggestions.length})`
      : this.status.dataset.none;
  }

  option(one, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (one.language) option.lang = one.language;
    const label = document.createElement("bdi"); // a name from right to left stays apart
    label.textContent = one.label;
    option.append(label);
    if (one.note) {
      const note = document.createElement("small");
      note.lang = document.documentElement.lang;
      note.textContent = one.note;
      option.append(" ", note);
    }
    option.dataset.address = one.address;
    // Before the field loses its focus, which closes the list.
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.open(option);
    });
    return option;
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key in steps && !this.list.hidden) {
      event.preventDefault();
      this.choose(steps[event.key]);
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.open(this.list.children[this.chosen]);
    }
  }

  choose(step) {
    const options = [...this.list.children];
    // One more place than there are options: the field itself.
    this.chosen = ((this.chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1;
    options.forEach((option, number) =>
      option.setAttribute("aria-selected", String(number === this.chosen)),
    );
    if (this.chosen < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", options[this.chosen].id);
  }

  open(option) {
    location.assign(option.dataset.address);
  }

  close() {
    this.asked++;
    this.list.hidden = true;
    this.chosen = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

document.querySelectorAll("[data-suggestions]").forEach((box) => new Suggestions(box));
