/* The article in its frame. The page sends its blocks, each with a hash and its place in the text, and those that
   the frame does not have as HTML. The frame has an origin of its own: all that passes is messages with the
   page's token. */
(() => {
  "use strict";
  const STEP = 24; // ms of drawing at a time, so that the frame answers meanwhile
  const SHOWN_FOR = 1000; // ms
  const DRIVES_FOR = 400; // ms after a wheel or a finger the scrolling is the reader's
  const MARK = '[role="doc-noteref"]';
  const KEYS = /^(F6|F8|\?)$/;
  const WITH_CONTROL = /^(Enter|\.|s|z|y|f)$/i;

  const article = document.querySelector("article");
  const make = (name, values) => Object.assign(document.createElement(name), values);
  const parts = []; // { wrap, section, box, rows: [{ hash, from, to, element }] }
  const { html, rowOf, elementOf, draw } = footnotedBlocks;
  let token = null;
  let shown = null; // the message that is drawn
  let rest = 0; // the step that draws the rest of it
  let driven = 0; // when the reader last scrolled
  let words = {};

  const tell = message => parent.postMessage({ token, ...message }, "*");

  // What the page asks

  const doing = { start, show, unread, go, tint, scroll, edit, theme };

  addEventListener("message", ({ source, data }) => {
    if (source !== parent || (token && data.token !== token)) return;
    doing[data.do]?.(data);
  });

  function start(message) {
    ({ token, words } = message);
    tell({ did: "ready" });
  }

  function show(message) {
    for (const [hash, text] of Object.entries(message.html)) html.set(hash, text);
    shown = message;
    clearTimeout(rest);
    if (message.isOther) scrollTo({ top: 0, behavior: "instant" });
    step();
  }

  function step() {
    const end = performance.now() + STEP;
    const isLate = () => performance.now() > end;
    const whenNew = element => shown.flash && flash(element, "desk-new");
    const top = topRow();
    dressArticle();
    const isDone = shown.parts.map((one, at) => draw(partOf(one, at), one.blocks, isLate, whenNew)).every(Boolean);
    for (const { section } of parts.splice(shown.parts.length)) section.remove();
    hold(top);
    if (!isDone) return void (rest = setTimeout(step));
    forget();
    unread({ places: shown.unread });
    refresh();
    tell({ did: "drawn", seq: shown.seq });
  }

  /* Only what differs: a language that is set again makes the browser lay out the whole article. */
  function dressArticle() {
    const { lang, dir, said } = shown;
    setAll(document.documentElement, { lang, dir });
    setAll(article, { lang, dir, class: shown.class, ...said });
  }

  function setAll(element, values) {
    for (const [name, value] of Object.entries(values)) {
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  }

  /* What is drawn needs its HTML no more; the next message brings what it has anew. */
  function forget() {
    const current = new Set(shown.parts.flatMap(part => part.blocks.map(([hash]) => hash)));
    for (const hash of html.keys()) if (!current.has(hash)) html.delete(hash);
  }

  /* A part with the element around its blocks: that of the article, or one of the frame's. */
  function partOf({ wrap }, at) {
    const old = parts[at];
    if (old?.wrap === wrap) return old;
    const section = wrap ? elementOf(wrap) : make("div", { className: "part" });
    const box = section.matches("[data-blocks]") ? section : (section.querySelector("[data-blocks]") ?? section);
    if (old) {
      box.append(...old.rows.map(row => row.element));
      old.section.replaceWith(section);
    } else if (at) parts[at - 1].section.after(section);
    else article.prepend(section);
    return (parts[at] = { wrap, section, box, rows: old?.rows ?? [] });
  }

  /* The block at the top of the window stays where it is, whatever changes above it. Windows scroll by whole
     pixels: so that many changes do not add up, it is held where it was when the reader scrolled there. */
  let held = null; // { row, top, scroll }

  function topRow() {
    if (scrollY < 1) return (held = null);
    if (held?.scroll === scrollY && held.row.element.isConnected) return held;
    const row = rowAt(0);
    return (held = row && { row, top: row.element.getBoundingClientRect().top, scroll: scrollY });
  }

  function hold(before) {
    if (!before?.row.element.isConnected) return;
    const moved = before.row.element.getBoundingClientRect().top - before.top;
    if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: "instant" });
    before.scroll = scrollY;
  }

  /* The first block that ends below a height of the window. */
  function rowAt(y) {
    for (const { rows } of parts) {
      let [low, high] = [0, rows.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rows[middle].element.getBoundingClientRect().bottom > y) high = middle;
        else low = middle + 1;
      }
      if (low < rows.length) return rows[low];
    }
    return null;
  }

  /* Blocks with what cannot be read as a note. */
  function unread({ places }) {
    for (const one of article.querySelectorAll(".desk-unread")) one.classList.remove("desk-unread");
    for (const place of places ?? []) rowFor(place)?.element.classList.add("desk-unread");
  }

  /* The script of notes shows a copy of a note: after a change, one of the note as it is now. */
  function refresh() {
    const open = document.querySelector(".fn-open");
    const box = document.querySelector(".fn-popup .fn-popup-text");
    if (!box?.checkVisibility()) return;
    if (!open) return hideNote();
    const note = document.getElementById(open.hash.slice(1));
    if (!note || box.querySelector(":scope > button")) return; // a note that a link in the note led to
    const copy = note.cloneNode(true);
    for (const link of copy.querySelectorAll('[role="doc-backlink"]')) link.remove();
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    const kept = [...box.children].filter(one => one.matches(".fn-cited, .fn-tools"));
    const now = make("div", { className: box.className });
    now.append(...copy.childNodes);
    const [was, is] = [box.cloneNode(true), now];
    for (const one of was.querySelectorAll(".fn-cited, .fn-tools")) one.remove();
    if (was.innerHTML !== is.innerHTML) box.replaceChildren(...now.childNodes, ...kept);
  }

  const hideNote = () =>
    void document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));

  // Places

  /* The block of a place in the text: a note's if it is in one, as notes stand within the stretch of the
     paragraph that calls them. */
  function rowFor(place) {
    for (const { rows } of [...parts].reverse()) {
      const found = rows.find(row => row.from !== null && row.from <= place && place <= row.to);
      if (found) return found;
    }
    const before = parts.flatMap(({ rows }) => rows).filter(row => row.from !== null && row.from <= place);
    return before.reduce((one, other) => (!one || other.from > one.from ? other : one), null);
  }

  const marksIn = element => [...element.querySelectorAll(MARK)];

  function targetOf({ from, mark: at, note }) {
    const beside = note && [...document.querySelectorAll(".fn-note > .fn-label")]
      .find(label => label.textContent === note)?.parentElement;
    if (beside) return beside;
    const row = rowFor(from);
    return (row && at >= 0 && marksIn(row.element)[at]) || row?.element;
  }

  function go(message) {
    const target = targetOf(message);
    if (!target) return;
    const { top, bottom } = target.getBoundingClientRect();
    const isSeen = top >= 0 && bottom <= innerHeight;
    if (!isSeen) target.scrollIntoView({ block: message.gently ? "nearest" : "center", behavior: "instant" });
    if (!message.gently) flash(target, "desk-place");
    tell({ did: "went", hash: target.closest("[id]")?.id ?? "" });
  }

  function flash(element, name) {
    element.classList.add(name);
    setTimeout(() => element.classList.remove(name), SHOWN_FOR);
  }

  function tint({ from }) {
    for (const one of document.querySelectorAll(".desk-tint")) one.classList.remove("desk-tint");
    if (from !== undefined) rowFor(from)?.element.classList.add("desk-tint");
  }

  function scroll({ from }) {
    const row = rowFor(from);
    if (!row) return;
    const { top, height } = row.element.getBoundingClientRect();
    const share = row.to > row.from ? (from - row.from) / (row.to - row.from) : 0;
    scrollBy({ top: top + share * height, behavior: "instant" });
  }

  function theme({ theme: name }) {
    if (name) document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
  }

  // What the reader does

  const rowAround = target => {
    for (let one = target; one && one !== article; one = one.parentElement) {
      if (rowOf.has(one)) return rowOf.get(one);
    }
    return null;
  };

  /* The words of a block before a point, without its marks and the labels of notes. */
  function wordsBefore(element, x, y) {
    const at = document.caretPositionFromPoint?.(x, y);
    if (!at || !element.contains(at.offsetNode)) return null;
    const range = document.createRange();
    range.setStart(element, 0);
    range.setEnd(at.offsetNode, at.offset);
    const copy = make("div", {});
    copy.append(range.cloneContents());
    for (const one of copy.querySelectorAll(".fn-marks, .fn-label, [role='doc-backlink'], .fn-note")) one.remove();
    return copy.textContent;
  }

  const labelOf = note => note?.querySelector(".fn-label")?.textContent ?? "";

  document.addEventListener("click", event => {
    const { target } = event;
    if (target.closest("a[href]:not([href^='#'])")) event.preventDefault(); // the frame goes nowhere
    const row = rowAround(target);
    if (!row || target.closest(".fn-popup, .desk-edit")) return;
    const link = target.closest(MARK);
    const note = link ? document.getElementById(link.hash.slice(1)) : target.closest(".fn-notes > li, .fn-note");
    if (event.altKey && note) {
      event.preventDefault();
      return tell({ did: "ask", note: labelOf(note) });
    }
    if (!getSelection().isCollapsed) return; // the reader marks words
    tell({
      did: "clicked",
      from: row.from,
      to: row.to,
      what: link ? "mark" : note ? "note" : "block",
      mark: link ? marksIn(row.element).indexOf(link) : -1,
      note: labelOf(note),
      words: link ? null : wordsBefore(target.closest(".fn-note") ?? row.element, event.clientX, event.clientY),
    });
  });

  document.addEventListener("keydown", event => {
    const { key, shiftKey, altKey } = event;
    const control = event.ctrlKey || event.metaKey;
    const isWriting = event.target.matches("input, textarea");
    if (!(control ? WITH_CONTROL : KEYS).test(key) || (isWriting && (key === "?" || control))) return;
    event.preventDefault();
    tell({ did: "key", key, shiftKey, altKey, ctrlKey: control });
  });

  for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(type, () => (driven = performance.now()), { passive: true, capture: true });
  }
  addEventListener("scroll", () => {
    if (performance.now() - driven > DRIVES_FOR) return;
    driven = performance.now();
    const row = rowAt(0);
    if (!row) return;
    const { top, height } = row.element.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, -top / (height || 1)));
    tell({ did: "scrolled", from: Math.round(row.from + share * (row.to - row.from)) });
  }, { passive: true });

  // A note edited where it is called

  let editor = null;

  function edit({ note, label, text }) {
    editor?.remove();
    const called = [...document.querySelectorAll(MARK)].find(link => link.textContent === note && link.offsetParent);
    const box = called?.getBoundingClientRect() ?? { left: 16, bottom: innerHeight / 3, top: innerHeight / 3 };
    hideNote();
    editor = make("div", { className: "desk-edit", popover: "auto" });
    const area = make("textarea", { value: text, rows: 4 });
    area.addEventListener("input", () => tell({ did: "edit", note, words: area.value }));
    const name = make("label", { textContent: label });
    name.append(area);
    const done = make("button", { type: "button", textContent: words.done, onclick: () => editor.hidePopover() });
    editor.append(name, done);
    editor.addEventListener("toggle", ({ newState }) => newState === "closed" && close(called));
    article.append(editor);
    editor.showPopover();
    const { width, height } = editor.getBoundingClientRect();
    const isBelow = box.bottom + height + 16 < innerHeight;
    editor.style.left = `${Math.max(8, Math.min(box.left - width / 2, innerWidth - width - 8))}px`;
    editor.style.top = `${isBelow ? box.bottom + 8 : Math.max(8, box.top - height - 8)}px`;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  function close(called) {
    editor?.remove();
    editor = null;
    tell({ did: "edited" });
    called?.focus({ preventScroll: true });
  }

  tell({ did: "here" });
})();
