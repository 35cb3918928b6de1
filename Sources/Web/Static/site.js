// Mini-CRM: improves pages that work without it.
"use strict";

(() => {
  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
  });
  // A page that comes back from the browser's history can be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Buttons that copy what their `data-copy` says; hidden where nothing can be copied.
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.dataset.copied = "1";
      setTimeout(() => delete button.dataset.copied, 2000);
    });
  }

  // After a refused form the first wrong field has the focus.
  document.querySelector("[aria-invalid='true']")?.focus();
})();
