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

  // Texts that are completed with names that a path of ours finds: a combobox as of the ARIA
  // Authoring Practices. Its last choice adds what was typed, where the form can.
  for (const input of document.querySelectorAll("input[data-source]")) combobox(input);

  function combobox(input) {
    const frame = document.createElement("div");
    const list = document.createElement("ul");
    frame.className = "combobox";
    input.replaceWith(frame);
    frame.append(input, list);
    list.id = `${input.id}-choices`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
    for (const [name, value] of [
      ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id],
      ["aria-expanded", "false"],
    ]) input.setAttribute(name, value);
    const adding = input.form?.elements[`new${input.name[0].toUpperCase()}${input.name.slice(1)}`];
    if (adding) adding.closest(".field").hidden = true;
    let chosen = -1;
    let asked = 0;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (place) => {
      chosen = place;
      [...list.children].forEach((item, index) => {
        item.setAttribute("aria-selected", String(index === place));
        if (index === place) item.scrollIntoView({ block: "nearest" });
      });
      if (place >= 0) input.setAttribute("aria-activedescendant", list.children[place].id);
      else input.removeAttribute("aria-activedescendant");
    };
    const choose = (item) => {
      input.value = item.dataset.value;
      if (adding) adding.checked = item.dataset.adds === "1";
      close();
    };
    const offer = (label, value, adds) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${list.children.length}`;
      item.setAttribute("role", "option");
      item.textContent = label;
      item.dataset.value = value;
      if (adds) item.dataset.adds = "1";
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose(item);
      });
      list.append(item);
    };
    const look = async () => {
      const text = input.value.trim();
      const turn = ++asked;
      if (adding) adding.checked = false;
      const answer = await fetch(`${input.dataset.source}?text=${encodeURIComponent(text)}`);
      if (!answer.ok || turn !== asked) return;
      const found = await answer.json();
      if (turn !== asked || document.activeElement !== input) return;
      list.replaceChildren();
      for (const one of found) {
        offer(one.value === one.name ? one.name : `${one.name} (${one.id})`, one.value, false);
      }
      const label = adding?.closest(".field").dataset.offer;
      if (label && text) offer(`${label}: ${text}`, text, true);
      list.hidden = list.children.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark(list.hidden || !text ? -1 : 0);
    };
    input.addEventListener("input", look);
    input.addEventListener("focus", () => { if (!input.value) look(); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const count = list.children.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) return look();
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark((chosen + step + count) % count);
      } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
        event.preventDefault();
        choose(list.children[chosen]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
  }

  // The keys of the Inbox: they work wherever nothing is being typed.
  const isTyping = (target) =>
    target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const list = document.querySelector("[data-list]");
    const go = (row) => row?.querySelector("a").click();
    if (event.key === "u") {
      document.querySelector("button[data-key='u']")?.click();
    } else if (list && event.key === "?") {
      const keys = document.querySelector("[data-keys]");
      keys.open = !keys.open;
      if (keys.open) keys.scrollIntoView({ block: "nearest" });
    } else if (list && event.key === "j") {
      const here = list.querySelector("[aria-current]");
      go(here ? here.nextElementSibling : list.firstElementChild);
    } else if (list && event.key === "k") {
      go(list.querySelector("[aria-current]")?.previousElementSibling);
    } else if (list && event.key === "e") {
      document.querySelector("button[data-key='e']")?.click();
    } else if (list && event.key === "Enter" && event.target === document.body) {
      document.getElementById("file")?.requestSubmit();
    } else {
      return;
    }
    event.preventDefault();
  });

  // An image that can't be made is said in words.
  for (const image of document.querySelectorAll("[data-preview] img")) {
    const missing = () => image.classList.add("missing");
    if (image.complete && image.naturalWidth === 0) missing();
    image.addEventListener("error", missing);
  }

  // Files are sent one by one, with their progress, also when dropped on the page.
  for (const form of document.querySelectorAll("form[data-upload]")) upload(form);

  function upload(form) {
    const input = form.querySelector("input[type=file]");
    const progress = form.querySelector("[data-progress]");
    form.querySelector("[data-drop]").hidden = false;
    const send = (file) => new Promise((done) => {
      const line = document.createElement("li");
      const bar = document.createElement("progress");
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      line.append(file.name, bar);
      progress.append(line);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("loadend", () => {
        bar.remove();
        const taken = request.status >= 200 && request.status < 400;
        const why = request.status === 413 ? form.dataset.tooLarge : form.dataset.failed;
        line.textContent = taken ? `✓ ${file.name}` : `✗ ${file.name}: ${why}`;
        if (!taken) line.className = "refusal";
        done(taken);
      });
      const body = new FormData();
      body.append("file", file);
      request.send(body);
    });
    const sendAll = async (files) => {
      let all = true;
      for (const file of files) all = (await send(file)) && all;
      if (all) location.assign(`${form.action.replace(/\/add$/, "")}?state=inbox`);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.files.length) sendAll([...input.files]);
    });
    for (const kind of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(kind, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        form.closest("details").open = true;
        form.classList.toggle("over", kind === "dragover");
        if (kind === "drop") sendAll([...event.dataTransfer.files]);
      });
    }
  }

  // News of the company: the Inbox takes new documents in while nothing is being typed, and says
  // how many wait otherwise.
  const news = document.querySelector("[data-new]");
  if (news) {
    let known = null;
    const stream = new EventSource(news.dataset.events);
    const refresh = async () => {
      const answer = await fetch(location.href);
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [old, fresh] = [document, page].map((where) => where.querySelector("[data-list]"));
      if (old && fresh) old.replaceChildren(...fresh.children);
      if (!document.querySelector(".sheet") && fresh?.children.length) location.reload();
      news.hidden = true;
    };
    stream.addEventListener("inbox", async (event) => {
      const { count } = JSON.parse(event.data);
      const more = known === null ? 0 : count - known;
      if (known === null) known = count;
      if (more === 0) return;
      const busy = isTyping(document.activeElement) || document.querySelector("[data-list] :checked");
      if (!busy) {
        known = count;
        return refresh();
      }
      if (more < 0) return;
      const button = document.createElement("button");
      button.className = "plain";
      button.textContent = `${more} ${news.dataset.label}`;
      button.addEventListener("click", () => { known = count; refresh(); });
      news.replaceChildren(button);
      news.hidden = false;
    });
    addEventListener("pagehide", () => stream.close());
  }

  // Others who look at the same document.
  const viewers = document.querySelector("[data-viewers]");
  if (viewers) {
    const stream = new EventSource(viewers.dataset.events);
    stream.addEventListener("viewers", (event) => {
      const { names } = JSON.parse(event.data);
      viewers.hidden = names.length === 0;
      viewers.textContent = `${viewers.dataset.label}: ${names.join(", ")}`;
    });
    addEventListener("pagehide", () => stream.close());
  }

  // More of a list comes as one scrolls; the link stays for those who would rather choose.
  const more = document.querySelector("a[data-more]");
  if (more && "IntersectionObserver" in window) {
    const rows = document.querySelector("main tbody");
    const observer = new IntersectionObserver(async ([entry]) => {
      if (!entry.isIntersecting || !rows) return;
      observer.unobserve(more);
      const answer = await fetch(more.href);
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      rows.append(...(page.querySelector("main tbody")?.children ?? []));
      const next = page.querySelector("a[data-more]");
      if (!next) return more.remove();
      more.href = next.href;
      observer.observe(more);
    });
    observer.observe(more);
  }
})();
