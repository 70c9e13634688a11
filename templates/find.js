/* With the key "/" or its button: a field for words, the notes with all of them, and a switch for keys of one
   letter (WCAG 2.2, 2.1.4). */
(() => {
  "use strict";
  const MOST = 100; // notes listed
  const BEFORE = 40; // characters before the word
  const SHOWN = 120;

  const article = document.querySelector(".footnoted");
  if (!article?.querySelector('[role="doc-noteref"]')) return;
  const name = document.querySelector("[data-find]")?.dataset.find ?? "Find in notes";
  const named = document.querySelector("[data-keys]")?.dataset.keys ?? "Keyboard shortcuts";
  const root = document.documentElement;
  const remembered = value => {
    try {
      if (!value) return localStorage.getItem("keys");
      localStorage.setItem("keys", value);
    } catch {}
  };
  const make = (element, values) => Object.assign(document.createElement(element), values);
  const button = make("button", { className: "fn-search", type: "button" });
  const box = make("div", { className: "fn-finder", role: "search", popover: "manual" });
  const input = make("input", { type: "search", ariaLabel: name, placeholder: name });
  const count = make("output");
  const results = make("ol");
  const keys = make("input", { type: "checkbox" });
  const label = make("label");
  let origin = null; // of the focus; null while the box is closed

  const fold = words => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function find() {
    if (!box.showPopover) return;
    origin ??= document.activeElement;
    box.showPopover();
    input.focus();
    input.select();
    list();
  }

  function close() {
    origin = null;
    box.hidePopover();
  }

  function list() {
    const sought = fold(input.value).split(/\s+/).filter(Boolean);
    const notes = [...article.querySelectorAll(":is(.fn-notes > li, .fn-note)")];
    const found = !sought.length ? [] : notes.filter(note => {
      const words = fold(note.textContent);
      return sought.every(word => words.includes(word));
    });
    count.textContent = sought.length ? `${found.length} / ${notes.length}` : "";
    results.replaceChildren(...found.slice(0, MOST).map(note => line(note, sought[0])));
  }

  // The note's words round one that was found
  function line(note, word) {
    const copy = note.cloneNode(true);
    const number = copy.querySelector(".fn-label").textContent;
    for (const one of copy.querySelectorAll('[role="doc-backlink"], .fn-label')) one.remove();
    const words = copy.textContent.trim().replace(/\s+/g, " ");
    const from = Math.max(0, fold(words).indexOf(word) - BEFORE);
    const shown = `${from ? "…" : ""}${words.slice(from, from + SHOWN)}`;
    const textContent = `${number}\u2002${shown}${words.length > from + SHOWN ? "…" : ""}`;
    const item = make("li");
    item.append(make("button", { type: "button", textContent, onclick: () => open(note) }));
    return item;
  }

  function open(note) {
    const mark = article.querySelector(`[role="doc-noteref"][href="#${note.id}"]`);
    close();
    mark.scrollIntoView({ block: "center", behavior: "instant" });
    mark.click();
  }

  function onKey(event) {
    if (event.key === "Escape" && origin) {
      origin.focus({ preventScroll: true });
      return close();
    }
    const isWriting = event.target.matches("input, select, textarea");
    if (event.key !== "/" || root.dataset.keys === "off" || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // Firefox searches the page
    find();
  }

  // notes.js looks here
  function choose(value) {
    root.dataset.keys = value;
    keys.checked = value !== "off";
    button.ariaLabel = button.title = keys.checked ? `${name} (/)` : name;
  }

  const leave = event => origin && !box.contains(event.target) && close();

  keys.onchange = () => {
    choose(keys.checked ? "on" : "off");
    remembered(root.dataset.keys);
  };
  label.append(keys, ` ${named}: / n p`);
  button.onclick = find;
  input.oninput = list;
  input.onkeydown = event => {
    if (event.key === "Enter") results.querySelector("button")?.click();
  };
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", leave);
  document.addEventListener("pointerdown", leave);
  box.append(input, count, results, label);
  article.append(box);
  document.body.prepend(button);
  choose(remembered() ?? root.dataset.keys ?? "on");
})();
