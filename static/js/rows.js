// Rows of an inline change places by a button; without this script, by the number typed.
document.addEventListener("DOMContentLoaded", () => {
  const words = document.querySelector("[data-move-up]")?.dataset;
  if (!words) return;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("aria-live", "polite");
  document.body.append(said);

  const rowOf = (box) => box.closest(".inline-related, tr.form-row");
  const boxesOf = (group) => [...group.querySelectorAll("[data-order]")]
    .filter((box) => !box.name.includes("__prefix__"));

  const move = (box, step) => {
    const group = box.closest(".inline-group");
    const boxes = boxesOf(group);
    const here = boxes.indexOf(box);
    const other = boxes[here + step];
    if (!other) return;
    const numbers = boxes.map((one) => Number(one.value) || 0);
    numbers.forEach((number, at) => {
      if (at && numbers[at] <= numbers[at - 1]) numbers[at] = numbers[at - 1] + 1;
      boxes[at].value = numbers[at];
    });
    [box.value, other.value] = [other.value, box.value];
    if (step < 0) rowOf(other).before(rowOf(box));
    else rowOf(other).after(rowOf(box));
    said.textContent = box.value;
  };

  const dress = (box) => {
    if (box.name.includes("__prefix__") || box.dataset.dressed) return;
    box.dataset.dressed = "yes";
    for (const [step, label, sign] of [[1, words.moveDown, "↓"], [-1, words.moveUp, "↑"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "move";
      button.textContent = sign;
      button.setAttribute("aria-label", label);
      button.title = label;
      button.addEventListener("click", () => { move(box, step); button.focus(); });
      box.after(button);
    }
  };

  // A new source can be chosen by a result of the same form.
  const offer = (select) => {
    const group = document.getElementById("sources-group");
    const chosen = select.value;
    for (const old of select.querySelectorAll("[data-new]")) old.remove();
    for (const title of group?.querySelectorAll("[name$='-title']") ?? []) {
      const row = title.name.replace(/-title$/, "");
      const id = group.querySelector(`[name='${row}-id']`);
      if (row.includes("__prefix__") || !title.value || id?.value) continue;
      select.querySelector(`option[value='${row}']`)?.remove();
      const option = new Option(`${title.value} (${words.isNew})`, row);
      option.dataset.new = "";
      select.append(option);
    }
    select.value = chosen;
  };
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches?.("select[name^='results-'][name$='-source']")) offer(target);
  });

  document.querySelectorAll("[data-order]").forEach(dress);
  document.addEventListener("formset:added", ({ target }) => {
    target.querySelectorAll("[data-order]").forEach(dress);
  });
});
