// Says who else has this form open, and to them that it is open here, while it is looked at.
document.addEventListener("DOMContentLoaded", () => {
  const EVERY = 30 * 1000; // milliseconds
  const OVER = [400, 401, 403, 404, 410]; // no right to it any more, or no such thing
  const line = document.querySelector("[data-here]");
  const token = line?.closest("form")?.elements.csrfmiddlewaretoken;
  if (!token) return;
  let isOver = false;

  const body = (more = {}) => {
    const sent = new FormData();
    const said = { csrfmiddlewaretoken: token.value, form: line.dataset.form, ...more };
    for (const [name, text] of Object.entries(said)) sent.append(name, text);
    return sent;
  };
  const say = (words) => {
    if (line.textContent.trim() !== words) line.textContent = words;
  };

  const renew = async () => {
    if (isOver || document.hidden) return;
    try {
      const answer = await fetch(line.dataset.here,
        { method: "POST", body: body(), redirect: "manual" });
      // The way in, instead of an answer, is shown to whoever saves: not to a script.
      isOver = answer.type === "opaqueredirect" || OVER.includes(answer.status);
      say(answer.ok ? (await answer.json()).words : "");
    } catch {
      say(""); // out of reach: who is here is not known
    }
  };

  setInterval(renew, EVERY);
  document.addEventListener("visibilitychange", renew);
  window.addEventListener("pageshow", renew);
  window.addEventListener("pagehide", () => {
    if (!isOver) navigator.sendBeacon(line.dataset.here, body({ left: "on" }));
  });
});
