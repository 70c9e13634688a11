/* Shows a copy of a note beside the link that calls it, on hover, focus, tap or click. Without this
   script the links lead to the note. */
(() => {
  "use strict";
  const OPEN_AFTER = 150; // ms a pointer must rest on a mark: one that only crosses it opens nothing
  const CLOSE_AFTER = 300; // ms to reach the popup
  const EDGE = 8; // px between popup and the edge of the screen

  if (document.querySelector(".popup")) return; // another article of this page has brought it
  const popup = document.createElement("aside");
  const back = document.createElement("button");
  const text = document.createElement("div");
  const peek = document.createElement("aside"); // in the popup: the note a link in it leads to
  const peekText = document.createElement("div");
  back.type = "button";
  popup.className = "popup";
  popup.tabIndex = -1;
  popup.role = "doc-footnote";
  peek.className = "peek";
  for (const box of [popup, peek]) {
    if (box.showPopover) box.popover = "manual"; // in the top layer nothing clips or covers it
    else {
      box.showPopover = () => (box.hidden = false);
      box.hidePopover = () => (box.hidden = true);
      box.hidden = true;
    }
  }
  text.className = peekText.className = "popup-text";
  peek.append(peekText);
  popup.append(text);
  (document.querySelector(".footnoted") ?? document.body).append(popup);

  let mark = null; // the link whose note is shown
  let trail = []; // the notes gone through in the popup; the last one is shown
  let pinned = false; // by a click: leaving it with the pointer does not close it
  let quiet = false; // while focus is moved by this script or by a back link
  let pressed = false; // whether the pointer went down outside, so that a selection may end there
  let timer = 0;

  const noteOf = link => document.getElementById(link.hash.slice(1));

  // The link to a note that a target belongs to, unless that note stands in sight beside the text.
  function callAt(target) {
    const link = target.closest?.('a[href^="#"]');
    const note = link && noteOf(link);
    const beside = note?.matches(".note") && note.offsetWidth;
    return note?.matches(".notes > li, .note") && !beside ? link : null;
  }

  const isOutside = target => mark && !popup.contains(target) && !mark.contains(target);
  const isFocused = () => popup.contains(document.activeElement) || mark.matches(":focus-visible");
  const nameOf = note =>
    document.querySelector(`[role="doc-noteref"][href="#${note.id}"]`)?.ariaLabel ?? "note";

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
      back.textContent = `back to ${nameOf(trail.at(-2))}`;
      text.prepend(back);
    }
    text.scrollTop = 0;
  }

  function show(link, pin) {
    clearTimeout(timer);
    if (link !== mark) {
      hide();
      mark = link;
      mark.classList.add("open");
      trail = [noteOf(link)];
      fill();
      popup.showPopover({ source: link }); // its links follow this one in tab order
    }
    pinned ||= pin;
    place();
  }

  function hide() {
    clearTimeout(timer);
    if (!mark) return;
    const left = mark;
    const wasInside = popup.contains(document.activeElement);
    mark.classList.remove("open");
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
    put(peek, peekText, link.getBoundingClientRect());
  }

  /* Above the mark if the note fits there, else below, else where there is more room, and then it
     scrolls: never over the mark, never off the screen, however far that is zoomed in. */
  function place() {
    if (!mark) return;
    const { left, top, right, bottom } = screen();
    const at = mark.getBoundingClientRect();
    if (at.bottom < top || at.top > bottom || at.right < left || at.left > right) return hide();
    peek.remove();
    put(popup, text, at);
    text.tabIndex = text.scrollHeight > text.clientHeight ? 0 : -1;
  }

  function screen() {
    const { offsetLeft: left, offsetTop: top, width, height } = visualViewport;
    return { left, top, right: left + width, bottom: top + height };
  }

  function put(box, words, at) {
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
    // Where the browser has anchors this holds, and it moves the box with the link while that scrolls
    box.style.top = `calc(anchor(${side}, ${at[side]}px) - ${up}px)`;
    box.style.positionAnchor = "auto"; // the popover's source
  }

  function hover(target) {
    const link = callAt(target);
    if (peek.contains(target) || (link && link === mark)) clearTimeout(timer);
    else if (link && popup.contains(link)) later(OPEN_AFTER, () => peekAt(link));
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
    if (link?.matches(":focus-visible")) show(link, false);
    else if (link !== mark) hide();
  });

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
    if (!event.detail) popup.focus({ preventScroll: true }); // by keyboard: read it, use its links
  });

  on("pointerdown", event => (pressed = isOutside(event.target)));
  on("pointerup", event => {
    if (pressed && isOutside(event.target) && !callAt(event.target)) hide();
  });

  on("keydown", event => event.key === "Escape" && hide());

  const follow = event => popup.contains(event.target) || place();
  document.addEventListener("scroll", follow, true);
  addEventListener("resize", place);
  visualViewport.addEventListener("resize", place);
  visualViewport.addEventListener("scroll", place);
})();
