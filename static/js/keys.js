/* A key (WebAuthn): asks the browser for it, puts the answer into the form and sends that. */
"use strict";
(() => {
  const press = document.getElementById("key_press");
  const form = document.getElementById("key_form");
  const failed = document.getElementById("key_failed");
  const told = JSON.parse(document.getElementById("key_data").textContent);
  const key = window.webauthnJSON;

  async function answer() {
    if (press.dataset.deed === "get") return key.get(told.request_options);
    const options = structuredClone(told.creation_options);
    Object.assign(options.publicKey.authenticatorSelection, {
      residentKey: "discouraged",
      requireResidentKey: false,
    });
    return key.create(options);
  }

  press.addEventListener("click", async () => {
    failed.hidden = true;
    press.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(await answer());
      form.submit();
    } catch {
      failed.hidden = false;
      press.disabled = false;
    }
  });
})();
