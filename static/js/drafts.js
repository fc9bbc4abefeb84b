// What this browser keeps of forms that are not saved: on this machine only, a person's own
// only, for some days. Which were saved meanwhile the server tells with every page of the desk.
const drafts = (() => {
  const { user, saved } = document.currentScript.dataset;
  const mine = `draft:${user}:`;
  const LARGEST = 1e6; // characters of one draft
  const LONGEST = 14 * 24 * 3600 * 1000; // as long as a form may stay open

  const all = (beginning) => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
    } catch {
      return []; // the browser was told to keep nothing
    }
  };

  const read = (key) => {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      return draft && typeof draft.changed === "object" && Number(draft.at) ? draft : null;
    } catch {
      return null;
    }
  };

  const remove = (key) => {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  };

  let isClosing = false; // asked to sign out, perhaps to stay after all
  let isClosed = false; // signing out: a page that is being left keeps nothing

  const oldest = (keys) => keys.sort((a, b) => (read(a)?.at ?? 0) - (read(b)?.at ?? 0))[0];

  // Whether there was room for it; older ones of the same person give way.
  const write = (key, draft) => {
    if (isClosed) return true;
    const text = JSON.stringify(draft);
    if (text.length > LARGEST) return false;
    for (;;) {
      try {
        localStorage.setItem(key, text);
        return true;
      } catch {
        const others = all(mine).filter((other) => other !== key);
        if (!others.length) return false;
        remove(oldest(others));
      }
    }
  };

  const key = (token) => `${mine}${location.pathname}:${token}`;
  const here = () => all(`${mine}${location.pathname}:`).filter((one) => read(one));

  for (const one of all("draft:")) {
    const draft = read(one);
    if (!draft || Date.now() - draft.at > LONGEST) remove(one);
  }
  for (const token of saved.split(" ").filter(Boolean)) {
    for (const one of all(mine)) if (one.endsWith(`:${token}`)) remove(one);
  }
  // Who signs out leaves nothing on a machine that others use too; who stays, once asked about
  // what is not saved, still has it kept.
  document.addEventListener("submit", ({ target }) => { isClosing = target.id === "logout-form"; });
  window.addEventListener("beforeunload", () => {
    isClosed = isClosing;
    isClosing = false;
  });
  window.addEventListener("pagehide", () => {
    isClosed = isClosed || isClosing; // not every browser asks before
    if (isClosed) all(mine).forEach(remove);
  });
  document.addEventListener("input", () => { isClosed = isClosing = false; }, true);

  return { here, key, read, remove, write };
})();
