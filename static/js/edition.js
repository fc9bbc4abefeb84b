// Answers questions in an edition that opens from a disk: the same boxes and the same words as on
// line, over the small index that `edition/index.py` wrote. Without this, all cases are listed.
(() => {
  const atlas = window.atlasEdition;
  const root = document.currentScript.dataset.root;
  if (!atlas) return;
  const { said, things } = atlas;
  const plural = new Intl.PluralRules(atlas.language);
  const one_or_more = (words, count) => words[plural.select(count) === "one" ? 0 : 1];
  const cases = (count) => one_or_more(said.cases, count);
  const stop = new Set(atlas.stop);
  const everyCase = things.map((_thing, number) => number).slice(0, atlas.cases);

  // --- words -------------------------------------------------------------------------------

  function fold(text) {
    const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return Array.from(bare, (sign) => atlas.letters[sign] || sign).join("");
  }

  // Scripts without spaces are read sign by sign, as on line.
  const WORD = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\s\p{P}\p{S}]+/gu;
  const wordsOf = (text) => fold(text).match(WORD) || [];

  // The words of a question, the longest names first: "older persons" is one thing asked.
  function unitsOf(text) {
    const words = wordsOf(text);
    const units = [];
    for (let at = 0; at < words.length; ) {
      let length = Math.min(8, words.length - at);
      while (length > 0 && !has(atlas.names, words.slice(at, at + length).join(" "))) length -= 1;
      const unit = words.slice(at, at + Math.max(length, 1));
      if (length || !stop.has(unit[0])) units.push({ words: unit, name: length && unit.join(" ") });
      at += unit.length;
    }
    return units;
  }

  const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

  function lemmasOf(word) {
    for (const form of [word, word.replace(/(es|s|x)$/, ""), word.replace(/s$/, "")])
      if (has(atlas.words, form)) return atlas.words[form];
    if (word.length < 4) return [];
    // Nothing is written so: what begins so.
    return Object.keys(atlas.words)
      .filter((one) => one.startsWith(word))
      .flatMap((one) => atlas.words[one]);
  }

  // {thing: weight}: a word that few things have weighs more, and more where it names them.
  function foundBy(unit) {
    const found = new Map();
    const add = (numbers, weight) => {
      for (const number of numbers) found.set(number, Math.max(weight, found.get(number) || 0));
    };
    if (unit.name) {
      const [facet, value] = atlas.names[unit.name];
      const coded = (atlas.facets[facet] && atlas.facets[facet][value]) || [];
      add(coded, 6 * rarity(coded.length));
    }
    const each = unit.words
      .filter((word) => unit.words.length === 1 || !stop.has(word))
      .map((word) => {
        const places = new Map();
        for (const lemma of lemmasOf(word)) {
          const [strong, other] = atlas.lemmas[lemma];
          const weight = rarity(strong.length + other.length);
          for (const number of other) places.set(number, Math.max(weight, places.get(number) || 0));
          for (const number of strong) places.set(number, 3 * weight);
        }
        return places;
      });
    if (each.length)
      for (const [number, weight] of each[0])
        if (each.every((places) => places.has(number))) add([number], weight);
    return found;
  }

  const rarity = (count) => Math.log(1 + things.length / (1 + count));

  // All things of a question in words: those that have all of it, and those that have some.
  function search(text) {
    const units = unitsOf(text);
    const found = units.map(foundBy).filter((one) => one.size || units.length === 1);
    const weights = new Map();
    for (const places of found)
      for (const [number, weight] of places) weights.set(number, (weights.get(number) || 0) + weight);
    const byWeight = [...weights.keys()].sort((a, b) => weights.get(b) - weights.get(a) || a - b);
    const everything = found.length === units.length;
    const whole = byWeight.filter((one) => everything && found.every((some) => some.has(one)));
    return {
      whole,
      some: whole.length ? [] : byWeight,
      meant: units.filter((unit) => unit.name).map((unit) => atlas.names[unit.name]),
    };
  }

  // --- facets ------------------------------------------------------------------------------

  const union = (lists) => new Set(lists.flat());

  // {facet: numbers of the cases that it leaves} of those that the question narrows by.
  function narrowed(asked) {
    const sets = {};
    for (const [facet, values] of Object.entries(atlas.facets)) {
      const chosen = asked.getAll(facet).filter((value) => value);
      if (chosen.length) sets[facet] = union(chosen.map((value) => values[value] || []));
    }
    for (const { first, last, numbers } of atlas.ranges) {
      const [from, to] = [asked.get(first), asked.get(last)];
      if (from || to)
        sets[first] = union(
          Object.keys(numbers)
            .filter((number) => (!from || +number >= +from) && (!to || +number <= +to))
            .map((number) => numbers[number]),
        );
    }
    const picked = asked.getAll("case");
    if (picked.length) sets.case = new Set(picked.map((slug) => atlas.slugs[slug]));
    return sets;
  }

  const within = (numbers, sets, but) =>
    numbers.filter((one) =>
      Object.entries(sets).every(([facet, set]) => facet === but || set.has(one)),
    );

  // --- what is shown -----------------------------------------------------------------------

  function make(tag, classes, ...inside) {
    const element = document.createElement(tag);
    if (classes) element.className = classes;
    element.append(...inside.filter((one) => one));
    return element;
  }

  function card(number) {
    const thing = things[number];
    const link = make("a", "", thing.t);
    link.href = root + thing.a;
    const title = make("h3", "", link);
    if (thing.l && thing.l !== atlas.language) title.lang = thing.l;
    const at = thing.w && make("p", "at", make("span", "", thing.w), " ", make("span", "", thing.y));
    return make(
      "li",
      `card small edition-card ${thing.h || ""}`,
      make("div", "", at, title, thing.s && make("p", "what", thing.s)),
    );
  }

  function cards(numbers) {
    return make("ul", "cards list", ...numbers.map(card));
  }

  function answerTo(asked) {
    const text = (asked.get("q") || "").trim();
    const found = text ? search(text) : { whole: everyCase, some: [], meant: [] };
    const sets = narrowed(asked);
    const isCase = (one) => one < atlas.cases;
    const numbers = found.whole.length ? found.whole : found.some;
    return {
      sets,
      before: numbers.filter(isCase),
      numbers: within(numbers.filter(isCase), sets),
      others: numbers.filter((one) => !isCase(one)),
      partly: !found.whole.length && found.some.length > 0,
      meant: found.meant,
      text,
    };
  }

  function shown(answer) {
    const parts = [];
    if (answer.text && answer.meant.length)
      parts.push(
        make("p", "label", `${said.meant} `, answer.meant.map(([, , label]) => label).join(", ")),
      );
    if (answer.partly && answer.numbers.length) parts.push(make("p", "partly", said.partly));
    parts.push(answer.numbers.length ? cards(answer.numbers) : make("p", "partly", said.none));
    if (answer.text) parts.push(make("p", "label edition-said", said.simple));
    return parts;
  }

  // As `replaceChildren`, which browsers of 2020 have not.
  function fill(element, inside) {
    element.textContent = "";
    element.append(...inside);
  }

  function headline(title, count) {
    fill(title, [make("span", "num", String(count)), ` ${cases(count)}`]);
  }

  const written = (asked) => {
    const query = String(asked);
    try {
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    } catch (error) {
      // Some browsers keep the address of a file as it is: the answer stands without it.
    }
  };

  // --- the two pages -----------------------------------------------------------------------

  function onList(form) {
    const place = document.getElementById("answer");
    const title = place.querySelector("h1");
    title.setAttribute("aria-live", "polite");
    const own = make("div", "");
    place.append(own);
    const before = title.cloneNode(true);
    const theirs = Array.from(place.children).filter(
      (one) => one !== own && one !== title && !one.matches("form.q, .open-facets"),
    );
    const field = document.querySelector("main form.q input[name=q]");

    function show(asked) {
      const isAsked = !asked.keys().next().done;
      for (const one of theirs) one.classList.toggle("edition-hidden", isAsked);
      own.textContent = "";
      const answer = answerTo(asked);
      if (isAsked) {
        headline(title, answer.numbers.length);
        const all = make("a", "", said.clear);
        all.href = location.pathname;
        own.append(make("p", "chips", all), ...shown(answer));
      } else fill(title, before.cloneNode(true).childNodes);
      const found = answer.numbers.length;
      const button = form.querySelector(".apply button");
      button.textContent = one_or_more(said.show, found).replace("#", found);
      for (const box of form.querySelectorAll("input[type=checkbox]")) {
        const count = box.parentNode.querySelector(".count");
        const having = new Set((atlas.facets[box.name] || {})[box.value] || []);
        const number = within(answer.before, answer.sets, box.name).filter((one) => having.has(one));
        if (count) count.textContent = number.length;
        box.parentNode.classList.toggle("none", !number.length);
      }
    }

    function asked() {
      const data = new URLSearchParams();
      for (const [name, value] of new FormData(form))
        if (value && name !== "q" && name !== "sort") data.append(name, value);
      if (field && field.value.trim()) data.append("q", field.value.trim());
      return data;
    }

    const first = new URLSearchParams(location.search);
    for (const box of form.querySelectorAll("input[type=checkbox]")) {
      box.checked = first.getAll(box.name).includes(box.value);
      if (box.checked && box.closest("details")) box.closest("details").open = true;
    }
    for (const input of form.querySelectorAll("input[inputmode=numeric]"))
      input.value = first.get(input.name) || "";
    if (field) field.value = first.get("q") || "";
    show(first);

    const again = (event) => {
      if (event) event.preventDefault();
      const now = asked();
      written(now);
      show(now);
    };
    form.addEventListener("change", () => again());
    form.addEventListener("submit", again);
    if (field) field.form.addEventListener("submit", again);
  }

  function onSearch() {
    const form = document.querySelector("main form.q");
    const field = form.querySelector("input[name=q]");
    const own = make("div", "");
    // What is there without a question makes room for the answer, which is read at once.
    const theirs = Array.from(document.querySelectorAll("main .page > section"));
    document.querySelector("main .page").append(own);

    function show(text) {
      own.textContent = "";
      for (const one of theirs) one.classList.toggle("edition-hidden", Boolean(text));
      if (!text) return;
      const answer = answerTo(new URLSearchParams({ q: text }));
      const title = make("h2", "");
      headline(title, answer.numbers.length);
      own.append(make("section", "section", make("div", "head", title), ...shown(answer)));
      if (answer.others.length)
        own.append(
          make(
            "section",
            "section",
            make("div", "head", make("h2", "", said.contributions)),
            cards(answer.others),
          ),
        );
    }
    own.setAttribute("aria-live", "polite");
    field.value = new URLSearchParams(location.search).get("q") || "";
    show(field.value.trim());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      written(new URLSearchParams(text ? { q: text } : {}));
      show(text);
    });
  }

  const facets = document.querySelector("main form.facets");
  if (facets && document.getElementById("answer")) onList(facets);
  else onSearch();
})();
