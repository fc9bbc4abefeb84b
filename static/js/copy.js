/* A button beside each citation that copies it. Without this script the words can be selected. */
for (const block of document.querySelectorAll("[data-copy]")) {
  const list = block.closest("[data-copy-label]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button plain copy";
  button.textContent = list.dataset.copyLabel;
  button.setAttribute("aria-label", `${list.dataset.copyLabel} (${block.querySelector("dt").textContent})`);
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("[data-copy-text]").textContent.trim());
    told.textContent = ` ${list.dataset.copied}`;
  });
  if (navigator.clipboard) {
    const row = document.createElement("dd");
    row.append(button, told);
    block.append(row);
  }
}
