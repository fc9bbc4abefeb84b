// A place is found by a town of the gazetteer or by clicks on our own map. Without this file
// the two numbers are typed, and what is doubtful of them is told once they are saved.
document.addEventListener("DOMContentLoaded", () => {
  const chart = document.getElementById("chart");
  const [latitude, longitude, country] = ["latitude", "longitude", "country"].map((name) =>
    document.getElementById(`id_${name}`),
  );
  if (!chart || !latitude || !longitude) return;
  const sheet = chart.querySelector("svg"), pin = chart.querySelector(".chart-pin");
  let seen = {}, asked = 0, timer;

  const answerOf = async (address, question) => {
    try {
      const answer = await fetch(`${address}?${new URLSearchParams(question)}`);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };
  const point = () => ({
    latitude: latitude.value.replace(",", "."),
    longitude: longitude.value.replace(",", "."),
  });
  const tell = (field) => {
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  };

  const doubt = async () => {
    const number = ++asked, told = document.getElementById("doubts");
    if (!told) return;
    const found = await answerOf(chart.dataset.point, { ...point(), country: country?.value ?? "",
      kind: document.getElementById("id_kind")?.value ?? "" });
    if (found && number === asked) told.outerHTML = found.doubts;
  };
  const doubtSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(doubt, 350);
  };

  const show = async (question) => {
    const now = point();
    const known = now.latitude && now.longitude ? now : {};
    const found = await answerOf(chart.dataset.chart, { ...seen, ...known, ...question });
    if (!found) return;
    seen = { left: found.left, top: found.top, width: found.width };
    chart.querySelector(".chart-land").setAttribute("d", found.land);
    chart.querySelector(".chart-borders").setAttribute("d", found.borders);
    pin.toggleAttribute("hidden", !found.pin);
    if (found.pin) {
      pin.setAttribute("cx", found.pin[0]);
      pin.setAttribute("cy", found.pin[1]);
    }
    if (found.latitude === undefined) return;
    latitude.value = found.latitude;
    longitude.value = found.longitude;
    tell(latitude);
  };

  const put = (north, east) => {
    latitude.value = north;
    longitude.value = east;
    tell(latitude);
    show({ step: 0 });
  };

  sheet.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(
      sheet.getScreenCTM().inverse(),
    );
    show({ x: at.x, y: at.y, step: 1 });
  });
  chart.querySelector(".chart-deeds").hidden = false;
  for (const button of chart.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      if (button.dataset.step === "world") seen = {};
      show({ step: button.dataset.step === "world" ? 0 : button.dataset.step });
    });
  }
  document.addEventListener("click", ({ target }) => {
    const offer = target.closest?.("#doubts .offer");
    if (offer) put(offer.dataset.latitude, offer.dataset.longitude);
  });
  for (const field of [latitude, longitude]) field.addEventListener("input", doubtSoon);
  window.django?.jQuery(country).on("change", doubtSoon);

  const bare = (words) => words.normalize("NFKD").replace(/\P{L}/gu, "").toLowerCase();
  document.addEventListener("town", ({ detail: town }) => {
    const name = document.getElementById("id_name_fr");
    // What was typed may be its name in French; what only begins it is not.
    const typed = bare(name.value.split(",")[0]);
    if (bare(town.name).startsWith(typed)) {
      for (const code of ["fr", "en", "es"]) {
        const box = document.getElementById(`id_name_${code}`);
        if (box && (code === "fr" || !box.value)) box.value = town.name;
      }
    } else name.value = name.value.split(",")[0].trim();
    tell(name);
    name.dispatchEvent(new Event("keyup", { bubbles: true }));
    if (country && town.country) {
      if (![...country.options].some((one) => one.value === String(town.country))) {
        country.add(new Option(town.country_name, town.country));
      }
      country.value = town.country;
      window.django?.jQuery(country).trigger("change");
    }
    put(town.latitude, town.longitude);
  });
});
