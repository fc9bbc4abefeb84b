// A slug typed ahead keeps its letters as the server keeps them. Where one would be lost, it
// stays empty: the server asks, with a proposal.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("[data-letters]");
  if (!field) return;
  const letters = JSON.parse(field.dataset.letters);
  window.URLify = (words, length) => {
    const bare = words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const plain = Array.from(bare, (sign) => letters[sign] ?? sign).join("");
    if (/[^a-z]/u.test(plain.replace(/\P{L}/gu, ""))) return "";
    const slug = plain.replace(/[^a-z0-9_\s-]/g, "").trim().replace(/[-\s]+/g, "-");
    return slug.slice(0, length).replace(/^[-_]+|[-_]+$/g, "");
  };
});
