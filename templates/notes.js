/* Shows a copy of a note beside the link that calls it, on hover, focus, tap or click. Without this
   script the links lead to the note. */
(() => {
  "use strict";
  const OPEN_AFTER = 150; // ms a pointer must rest on a mark: one that only crosses it opens nothing
  const CLOSE_AFTER = 300; // ms to reach the popup
  const EDGE = 8; // px between popup and the edge of the screen

  if (document.querySelector(".fn-popup")) return; // another article of this page has brought it
  const popup = document.createElement("aside");
  const back = document.createElement("button");
  const text = document.createElement("div");
  const peek = document.createElement("aside"); // in the popup: the note a link in it leads to
  const peekText = document.createElement("div");
  back.type = "button";
  popup.className = "fn-popup";
  popup.tabIndex = -1;
  popup.role = "doc-footnote";
  peek.className = "fn-peek";
  for (const box of [popup, peek]) {
    if (box.showPopover) box.popover = "manual"; // in the top layer nothing clips or covers it
    else {
      box.showPopover = () => (box.hidden = false);
      box.hidePopover = () => (box.hidden = true);
      box.hidden = true;
    }
  }
  text.className = peekText.className = "fn-popup-text";
  peek.append(peekText);
  popup.append(text);
  (document.querySelector(".footnoted") ?? document.body).append(popup);

  let mark = null; // the link whose note is shown
  let trail = []; // the notes gone through in the popup; the last one is shown
  let pinned = false; // by a click: leaving it with the pointer does not close it
  let typed = false; // whether the last word was the keyboard's; Firefox's clicks do not tell
  let quiet = false; // while focus is moved by this script or by a back link
  let pressed = false; // whether the pointer went down outside, so that a selection may end there
  let timer = 0;

  const inEvery = selector => [...document.querySelectorAll(`.footnoted ${selector}`)];
  const allMarks = () => inEvery('[role="doc-noteref"]');
  const allNotes = () => inEvery(":is(.fn-notes > li, .fn-note)");
  const noteOf = link => document.getElementById(link.hash.slice(1));

  // Whether all of a note stands in sight beside the text.
  function isBeside(note) {
    if (!note.matches(".fn-note") || !note.offsetWidth) return false;
    const { top, bottom } = note.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && note.scrollHeight <= note.clientHeight + 1;
  }

  // The link to a note that a target belongs to, unless that note can be read where it is.
  function callAt(target) {
    const link = target.closest?.('a[href^="#"]');
    const note = link && noteOf(link);
    return note?.matches(".fn-notes > li, .fn-note") && !isBeside(note) ? link : null;
  }

  const isOutside = target => mark && !popup.contains(target) && !mark.contains(target);
  const isFocused = () => popup.contains(document.activeElement) || mark.matches(":focus-visible");
  const nameOf = note =>
    document.querySelector(`[role="doc-noteref"][href="#${note.id}"]`)?.ariaLabel ?? "";

  function later(wait, act) {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  }

  function beQuiet() {
    quiet = true;
    setTimeout(() => (quiet = false));
  }

  function wordsOf(note) {
    const copy = note.cloneNode(true);
    for (const link of copy.querySelectorAll('[role="doc-backlink"]')) link.remove();
    for (const run of copy.querySelectorAll("[id]")) run.removeAttribute("id");
    return copy.childNodes;
  }

  function fill() {
    clearTimeout(timer);
    peek.remove();
    text.replaceChildren(...wordsOf(trail.at(-1)));
    popup.ariaLabel = nameOf(trail.at(-1));
    if (trail.length > 1) {
      const words = mark.closest("[data-back]")?.dataset.back ?? "back to {}";
      back.textContent = words.replace("{}", nameOf(trail.at(-2)));
      text.prepend(back);
    }
    text.scrollTop = 0;
  }

  function show(link, pin) {
    clearTimeout(timer);
    if (link !== mark) {
      hide();
      mark = link;
      mark.classList.add("fn-open");
      mark.ariaExpanded = "true";
      mark.ariaDetailsElements = [popup];
      mark.closest(".footnoted")?.append(popup); // its language, letters and colours
      colour();
      trail = [noteOf(link)];
      fill();
      popup.showPopover({ source: link }); // its links follow this one in tab order
    }
    pinned ||= pin;
    place();
  }

  // In a page that names no colours: the ground that the mark stands on
  function colour() {
    let ground = mark;
    const isClear = one => /^rgba.*, 0\)$|^transparent/.test(getComputedStyle(one).backgroundColor);
    while (ground && isClear(ground)) ground = ground.parentElement;
    popup.style.color = ground ? "" : "CanvasText";
    popup.style.setProperty("--fn-ground", ground ? getComputedStyle(ground).backgroundColor : "");
  }

  function hide() {
    clearTimeout(timer);
    if (!mark) return;
    const left = mark;
    left.ariaExpanded = "false";
    left.ariaDetailsElements = null;
    const wasInside = popup.contains(document.activeElement);
    mark.classList.remove("fn-open");
    mark = null;
    pinned = false;
    peek.remove();
    popup.hidePopover();
    if (!wasInside) return;
    beQuiet();
    left.focus({ preventScroll: true });
  }

  function turn(notes) {
    trail = notes;
    pinned = true;
    fill();
    place();
    popup.focus({ preventScroll: true });
  }

  function peekAt(link) {
    peek.remove();
    popup.append(peek);
    peekText.replaceChildren(...wordsOf(noteOf(link)));
    peek.showPopover({ source: link });
    put(peek, peekText, link.getBoundingClientRect(), false);
  }

  /* Above the mark if the note fits there, else below, else where there is more room, and then it
     scrolls: never over the mark, never off the screen, however far that is zoomed in. */
  function place() {
    if (!mark) return;
    const at = mark.getBoundingClientRect();
    if (isOff(at)) return hide();
    peek.remove();
    put(popup, text, at, true);
    text.tabIndex = text.scrollHeight > text.clientHeight ? 0 : -1;
  }

  function isOff(at) {
    const { left, top, right, bottom } = screen();
    return at.bottom < top || at.top > bottom || at.right < left || at.left > right;
  }

  function screen() {
    const { offsetLeft: left, offsetTop: top, width, height } = visualViewport;
    return { left, top, right: left + width, bottom: top + height };
  }

  function put(box, words, at, anchored) {
    const { left, top, right, bottom } = screen();
    box.style.maxWidth = `${right - left - 2 * EDGE}px`;
    const [above, below] = [at.top - top - EDGE, bottom - at.bottom - EDGE];
    const height = box.offsetHeight - words.clientHeight + words.scrollHeight;
    const over = height <= above || above > below;
    box.style.maxHeight = `${over ? above : below}px`;
    const x = (at.left + at.right - box.offsetWidth) / 2;
    box.style.left = `${Math.max(left + EDGE, Math.min(x, right - EDGE - box.offsetWidth))}px`;
    const [side, up] = over ? ["top", box.offsetHeight] : ["bottom", 0];
    box.style.top = `${at[side] - up}px`;
    if (!anchored) return; // WebKit finds no anchor inside of a popover
    // Where the browser has anchors this holds, and it moves the box with the link while that scrolls
    box.style.top = `calc(anchor(${side}, ${at[side]}px) - ${up}px)`;
    box.style.positionAnchor = "auto"; // the popover's source
  }

  function hover(target) {
    const link = callAt(target);
    if (peek.contains(target) || (link && link === mark)) clearTimeout(timer);
    else if (link && popup.contains(link)) later(OPEN_AFTER, () => peekAt(link));
    else if (pinned && link) later(OPEN_AFTER, () => peekAt(link));
    else if (pinned || popup.contains(target)) later(CLOSE_AFTER, () => peek.remove());
    else if (link) later(OPEN_AFTER, () => show(link, false));
    else if (mark && !isFocused()) later(CLOSE_AFTER, hide);
    else clearTimeout(timer);
  }

  const on = (type, act) => document.addEventListener(type, act);

  on("pointerover", event => event.pointerType !== "touch" && hover(event.target));
  document.documentElement.addEventListener("pointerleave", event => hover(event.target));

  on("focusin", event => {
    if (quiet || popup.contains(event.target)) return;
    const link = callAt(event.target);
    if (!link?.matches(":focus-visible")) return link === mark || hide();
    reveal(link);
    show(link, false);
  });

  // WebKit gives the focus before it scrolls
  function reveal(link) {
    if (isOff(link.getBoundingClientRect())) {
      link.scrollIntoView({ block: "center", behavior: "instant" });
    }
  }

  // With the keys n and p, while a note is open: the note after it, or before it
  function step(by) {
    const marks = allMarks();
    const next = marks[marks.indexOf(mark) + by];
    if (!next) return;
    const kept = pinned;
    reveal(next);
    show(next, kept);
    (kept ? popup : next).focus({ preventScroll: true });
  }

  // "#note-9" leads to the note whose number is 9, whatever its id is
  function lead() {
    const number = /^#note-(.+)$/.exec(decodeURIComponent(location.hash))?.[1];
    if (!number || document.getElementById(`note-${number}`)) return;
    const note = allNotes().find(one => one.querySelector(".fn-label").textContent === number);
    if (note) location.replace(`#${note.id}`);
  }

  on("click", event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (event.target === back) return turn(trail.slice(0, -1));
    if (event.target.closest('[role="doc-backlink"]')) return beQuiet();
    const link = callAt(event.target);
    if (!link) return;
    event.preventDefault();
    if (popup.contains(link)) return turn([...trail, noteOf(link)]);
    if (link === mark && pinned) return hide();
    show(link, true);
    if (!event.detail || typed) popup.focus({ preventScroll: true }); // by keyboard: read it, use its links
  });

  on("pointerdown", event => {
    typed = false;
    pressed = isOutside(event.target);
  });
  on("pointerup", event => {
    if (pressed && isOutside(event.target) && !callAt(event.target)) hide();
  });

  document.addEventListener("keydown", event => {
    typed = true;
    if (event.key === "Escape") hide();
    if (!mark || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  }, true);

  const isWriting = one => one.isContentEditable || one.matches("input, select, textarea");
  // Who enlarges the page with two fingers moves about in it to read: the note stays as it is
  const isEnlarged = () => visualViewport.scale > 1;
  const follow = () => isEnlarged() || place();
  document.addEventListener("scroll", event => popup.contains(event.target) || follow(), true);
  addEventListener("resize", follow);
  visualViewport.addEventListener("resize", follow);
  visualViewport.addEventListener("scroll", follow);
  addEventListener("hashchange", lead);
  lead();
})();
