// Keeps what is being written in a form of the desk, offers it again, and asks before it, or what
// is written beside it, is left.
document.addEventListener("DOMContentLoaded", () => {
  const mark = document.querySelector("input[data-token]");
  if (!mark || typeof drafts === "undefined") return;
  const form = mark.form;
  const offers = document.getElementById("unsaved-offers"); // where there are none: it only asks
  const key = drafts.key(mark.dataset.token);
  const base = form.elements._base; // the version it was opened at, where the desk says it
  let initial = {}, leaving = null, timer; // leaving: the form that is being sent

  const changes = () => typed.changes(form, initial);
  // Forms beside it, of a comment for one: what is typed there is not kept, but asked about.
  const beside = new Map([...document.querySelectorAll("input[data-token]")]
    .filter((other) => other.form !== form).map((other) => [other.form, {}]));
  const isDirty = (one) => Object.keys(
    one === form ? changes() : typed.changes(one, beside.get(one))).length > 0;

  const keep = () => {
    clearTimeout(timer);
    if (!offers || leaving === form) return;
    const changed = changes();
    if (!Object.keys(changed).length) return drafts.remove(key);
    const draft = {
      at: Date.now(),
      base: base?.value,
      changed,
      labels: typed.labels(form, changed),
      names: typed.namesOf(form, changed),
      rows: typed.rowIds(form, changed),
    };
    const isKept = drafts.write(key, draft);
    if (isKept) offers.querySelector(".unsaved-full")?.remove();
    else if (!offers.querySelector(".unsaved-full")) {
      const words = document.createElement("p");
      words.className = "unsaved-full";
      words.textContent = offers.dataset.full;
      offers.append(words);
    }
  };
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 500);
  };

  const difference = (draft, list) => {
    const names = new Map();
    for (const [name, values] of Object.entries(draft.changed)) {
      const words = values.map((value) => draft.labels[name]?.[value] ?? value).filter(Boolean);
      const label = draft.names[name] ?? name;
      names.set(label, [...(names.get(label) ?? []), ...words]);
    }
    for (const [label, words] of names) {
      const term = document.createElement("dt"), text = document.createElement("dd");
      const whole = words.join(", ");
      term.textContent = label;
      text.textContent = whole.length > 300 ? `${whole.slice(0, 300)}…` : whole || offers.dataset.empty;
      list.append(term, text);
    }
    return names.size;
  };

  const offer = (old, draft) => {
    const panel = document.getElementById("unsaved").content.firstElementChild.cloneNode(true);
    const lead = panel.querySelector(".unsaved-lead"), summary = panel.querySelector("summary");
    const when = new Intl.DateTimeFormat(document.documentElement.lang,
      { dateStyle: "long", timeStyle: "short" }).format(draft.at);
    const button = (deed) => panel.querySelector(`[data-deed=${deed}]`);
    const count = difference(draft, panel.querySelector("dl"));
    summary.textContent = count === 1 ? summary.dataset.one : summary.dataset.many.replace("{count}", count);
    let undo;
    const show = (words, isDone) => {
      lead.textContent = words.replace("{when}", when);
      button("take").hidden = button("leave").hidden = isDone;
      button("undo").hidden = !isDone;
      panel.querySelector("details").hidden = isDone;
    };
    const done = (words, how) => {
      undo = how;
      show(words, true);
      button("undo").focus();
    };
    button("take").addEventListener("click", () => {
      const before = typed.read(form), version = base?.value;
      const { values, added } = typed.takeBack(form, draft);
      if (base && draft.base) base.value = draft.base;
      keep();
      drafts.remove(old);
      done(lead.dataset.taken, () => {
        added.reverse().forEach(typed.removeRow);
        typed.fill(form, Object.fromEntries(
          Object.entries(before).filter(([name]) => name in values)));
        if (base) base.value = version;
        drafts.write(old, draft);
        keep();
      });
    });
    button("leave").addEventListener("click", () => {
      drafts.remove(old);
      done(lead.dataset.gone, () => drafts.write(old, draft));
    });
    button("undo").addEventListener("click", () => {
      undo();
      show(lead.dataset.offer, false);
      button("take").focus();
    });
    show(lead.dataset.offer, false);
    offers.append(panel);
  };

  // A form that stands open in another window holds a lock; its text is not offered here.
  const begin = async () => {
    const held = navigator.locks ? (await navigator.locks.query()).held.map((one) => one.name) : [];
    navigator.locks?.request(key, () => new Promise(() => {}));
    const found = drafts.here().filter((one) => one !== key && !held.includes(one));
    for (const old of found) offer(old, drafts.read(old));
  };

  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  window.addEventListener("pagehide", keep);
  window.addEventListener("pageshow", () => { leaving = null; });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    keep();
    leaving = event.target;
  });
  window.addEventListener("beforeunload", (event) => {
    const sent = leaving;
    setTimeout(() => { leaving = null; }); // who stays may write on, and is asked again
    if ([form, ...beside.keys()].some((one) => one !== sent && isDirty(one))) event.preventDefault();
  });
  document.addEventListener("input", () => { leaving = null; });
  for (const deed of ["input", "change", "click"]) form.addEventListener(deed, keepSoon);
  // The desk's own widgets tell jQuery alone.
  window.django?.jQuery(form).on("change", keepSoon);

  // After the scripts of the desk have dressed the form. What was refused still holds what was
  // typed: it is as unsaved as before.
  setTimeout(() => {
    initial = typed.read(form);
    for (const one of beside.keys()) beside.set(one, typed.read(one));
    if (mark.dataset.before) {
      const before = drafts.key(mark.dataset.before);
      const names = Object.keys(drafts.read(before)?.changed ?? initial);
      for (const name of names) delete initial[name];
      drafts.remove(before);
      keep();
    }
    if (offers) begin();
  });
});
