// What stands in a form, as {name: [values]}; and what of it was typed since it was opened.
const typed = (() => {
  const ROW = /^(.+)-(\d+)-(.+)$/;
  const isKept = ({ name, type, dataset, classList }) => name && !name.includes("__prefix__")
    && !(name.startsWith("_") && type === "hidden") && name !== "csrfmiddlewaretoken" && dataset.token === undefined
    && !classList.contains("filtered") // two lists of rights, moved by a script of their own
    && !["password", "file", "submit", "button", "reset", "image"].includes(type)
    && !/-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(name) && !name.startsWith("initial-");

  const valuesOf = (element) => {
    if (element.type === "checkbox" || element.type === "radio") {
      return element.checked ? [element.value] : [];
    }
    if (element.type === "select-multiple") {
      return [...element.selectedOptions].map((option) => option.value).sort();
    }
    return [element.value];
  };

  const read = (form) => {
    const values = {};
    for (const element of form.elements) {
      const [name, kept] = [element.name, isKept(element)];
      if (kept) values[name] = [...(values[name] || []), ...valuesOf(element)];
    }
    return values;
  };

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // What a row that was just added has before anybody types in it.
  const untouched = (form, name) => {
    const [, part, , field] = name.match(ROW) ?? [];
    const template = part && form.elements[`${part}-__prefix__-${field}`];
    return template ? valuesOf(template) : undefined;
  };

  const changes = (form, initial) => {
    const changed = {};
    for (const [name, values] of Object.entries(read(form))) {
      if (!same(values, initial[name] ?? untouched(form, name))) changed[name] = values;
    }
    return changed;
  };

  // The words that an autocomplete field or a list shows for a value.
  const labels = (form, changed) => {
    const shown = {};
    for (const element of form.querySelectorAll("select")) {
      if (changed[element.name]) {
        shown[element.name] = Object.fromEntries(
          [...element.selectedOptions].map((option) => [option.value, option.textContent]));
      }
    }
    return shown;
  };

  const rowIds = (form, changed) => {
    const ids = {};
    for (const name of Object.keys(changed)) {
      const [, part, number] = name.match(ROW) ?? [];
      if (part) ids[`${part}-${number}`] = form.elements[`${part}-${number}-id`]?.value ?? "";
    }
    return ids;
  };

  const addRow = (part) => {
    const button = document.querySelector(`#${part}-group .add-row a`);
    const total = document.getElementById(`id_${part}-TOTAL_FORMS`);
    if (!button || !total) return null;
    const number = total.value;
    button.click();
    return total.value === number ? null : `${part}-${number}`;
  };

  // {row of the draft: row of this page}: by its id; a new one by its turn, or added.
  const rowsFor = (form, ids) => {
    const rows = {}, added = [], taken = new Set();
    for (const [row, id] of Object.entries(ids)) {
      const part = row.replace(/-\d+$/, "");
      const boxes = [...document.querySelectorAll(`#${part}-group [name$="-id"]`)]
        .filter((box) => ROW.test(box.name) && box.name.startsWith(`${part}-`));
      const box = boxes.find((one) => one.value === id && !taken.has(one.name));
      rows[row] = box?.name.replace(/-id$/, "") ?? addRow(part);
      if (!box && rows[row]) added.push(rows[row]);
      taken.add(`${rows[row]}-id`);
    }
    return { rows, added };
  };

  const put = (element, values, words = {}) => {
    if (element.type === "checkbox" || element.type === "radio") {
      element.checked = values.includes(element.value);
    } else if (element.options) {
      for (const value of values) {
        const has = [...element.options].some((option) => option.value === value);
        if (value && !has) element.append(new Option(words[value] ?? value, value));
      }
      for (const option of element.options) option.selected = values.includes(option.value);
    } else {
      element.value = values[0] ?? "";
    }
    element.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const fill = (form, values, words = {}) => {
    for (const [name, given] of Object.entries(values)) {
      const found = form.elements[name];
      const elements = found?.tagName ? [found] : [...(found ?? [])];
      for (const element of elements) {
        const now = valuesOf(element);
        const wanted = elements.length > 1
          ? given.filter((value) => value === element.value) : given;
        if (!same(now, wanted)) put(element, wanted, words[name]);
      }
    }
  };

  // Puts a draft into the form; what was put, and the rows that had to be added.
  const takeBack = (form, draft) => {
    const { rows, added } = rowsFor(form, draft.rows);
    const values = {}, words = {};
    for (const [name, given] of Object.entries(draft.changed)) {
      const [, part, number, field] = name.match(ROW) ?? [];
      const row = part && rows[`${part}-${number}`];
      if (part && !row) continue;
      if (field === "id") continue;
      const here = row ? `${row}-${field}` : name;
      values[here] = given.map((value) => rows[value] ?? value);
      words[here] = Object.fromEntries(Object.entries(draft.labels[name] ?? {})
        .map(([value, label]) => [rows[value] ?? value, label]));
    }
    fill(form, values, words);
    return { values, added };
  };

  const removeRow = (row) => document.querySelector(`#${row} .inline-deletelink`)?.click();

  // How a person calls a field.
  const nameOf = (element) => {
    const row = element.closest(".inline-group");
    const column = element.closest("td")?.className.match(/field-\S+/)?.[0].replace("field-", "column-");
    const label = (column && row?.querySelector(`th.${column}`))
      || element.closest("fieldset.checkboxes, .form-row")?.querySelector("legend")
      || (element.id && document.querySelector(`label[for="${element.id}"]`));
    const part = row?.querySelector("h2")?.textContent.trim();
    const own = label?.textContent.replace(/\s*:\s*$/, "").trim() || element.name;
    return part ? `${part} · ${own}` : own;
  };

  const namesOf = (form, changed) => Object.fromEntries(Object.keys(changed).map((name) => {
    const found = form.elements[name];
    return [name, nameOf(found.tagName ? found : found[0])];
  }));

  return { changes, fill, labels, namesOf, read, removeRow, rowIds, takeBack };
})();
