/* Shows a note beside the link that calls it, on hover, focus, tap or click. A note's text stands in
   the page once, in the list at its end; what is shown is a copy of those nodes. Without this script
   the links lead to the list. */
(() => {
  "use strict";
  const OPEN_AFTER = 150; // ms a pointer must rest on a mark: one that only crosses it opens nothing
  const CLOSE_AFTER = 300; // ms to reach the popup
  const EDGE = 8; // px between popup and the edge of the screen
  const CALLS = 'a[href^="#note-"]';

  const popup = document.createElement("aside");
  const back = document.createElement("button");
  const text = document.createElement("div");
  popup.className = "popup";
  popup.tabIndex = -1;
  popup.setAttribute("role", "doc-footnote");
  if (popup.showPopover) popup.popover = "manual"; // in the top layer nothing clips or covers it
  else popup.hidden = true;
  text.className = "popup-text";
  popup.append(text);
  (document.querySelector("article") ?? document.body).append(popup);

  let mark = null; // the link whose note is shown
  let trail = []; // the notes gone through in the popup; the last one is shown
  let pinned = false; // by a click: leaving it with the pointer does not close it
  let quiet = false; // while focus is moved by this script or by a back link
  let pressed = false; // whether the pointer went down outside, so that a selection may end there
  let timer = 0;

  const callAt = target => target.closest?.(CALLS);
  const noteOf = link => document.getElementById(link.hash.slice(1));
  const isOutside = target => mark && !popup.contains(target) && !mark.contains(target);
  const isFocused = () =>
    popup.contains(document.activeElement) ||
    (mark === document.activeElement && mark.matches(":focus-visible"));
  const nameOf = note =>
    document.querySelector(`[role="doc-noteref"][href="#${note.id}"]`)?.ariaLabel ?? "note";

  function later(wait, act) {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  }

  function withoutPopup(act) {
    quiet = true;
    act();
    quiet = false;
  }

  function fill() {
    const copy = trail.at(-1).cloneNode(true);
    for (const link of copy.querySelectorAll('[role="doc-backlink"]')) link.remove();
    text.replaceChildren(...copy.childNodes);
    popup.setAttribute("aria-label", nameOf(trail.at(-1)));
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
      if (popup.showPopover) popup.showPopover({ source: link }); // its links follow the mark in tab order
      else popup.hidden = false;
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
    if (popup.hidePopover) popup.hidePopover();
    else popup.hidden = true;
    if (wasInside) withoutPopup(() => left.focus({ preventScroll: true }));
  }

  function turn(notes) {
    trail = notes;
    pinned = true;
    fill();
    place();
    popup.focus({ preventScroll: true });
  }

  /* Above the mark if the note fits there, else below, else where there is more room, and then it
     scrolls: never over the mark, never off the screen, however far that is zoomed in. */
  function place() {
    if (!mark) return;
    const view = window.visualViewport;
    const [left, top] = [view.offsetLeft, view.offsetTop];
    const [right, bottom] = [left + view.width, top + view.height];
    const at = mark.getBoundingClientRect();
    if (at.bottom < top || at.top > bottom || at.right < left || at.left > right) return hide();
    popup.style.maxWidth = `${view.width - 2 * EDGE}px`;
    const [above, below] = [at.top - top - EDGE, bottom - at.bottom - EDGE];
    const height = popup.offsetHeight - text.clientHeight + text.scrollHeight;
    const over = height <= above || above > below;
    popup.style.maxHeight = `${over ? above : below}px`;
    const x = (at.left + at.right - popup.offsetWidth) / 2;
    popup.style.left = `${Math.max(left + EDGE, Math.min(x, right - EDGE - popup.offsetWidth))}px`;
    popup.style.top = `${over ? at.top - popup.offsetHeight : at.bottom}px`;
    text.tabIndex = text.scrollHeight > text.clientHeight ? 0 : -1;
  }

  function hover(target) {
    if (pinned || popup.contains(target)) return clearTimeout(timer);
    const link = callAt(target);
    if (link && link === mark) clearTimeout(timer);
    else if (link && noteOf(link)) later(OPEN_AFTER, () => show(link, false));
    else if (mark && !isFocused()) later(CLOSE_AFTER, hide);
    else clearTimeout(timer);
  }

  const on = (type, act) => document.addEventListener(type, act);

  on("pointerover", event => event.pointerType !== "touch" && hover(event.target));
  document.documentElement.addEventListener("pointerleave", event => hover(event.target));

  on("focusin", event => {
    if (quiet || popup.contains(event.target)) return;
    const link = callAt(event.target);
    if (link && noteOf(link) && link.matches(":focus-visible")) show(link, false);
    else if (link !== mark) hide();
  });

  on("click", event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (event.target === back) return turn(trail.slice(0, -1));
    if (event.target.closest('[role="doc-backlink"]')) return withoutPopupOnArrival();
    const link = callAt(event.target);
    const note = link && noteOf(link);
    if (!note) return;
    event.preventDefault();
    if (popup.contains(link)) return turn([...trail, note]);
    if (link === mark && pinned) return hide();
    show(link, true);
    if (!event.detail) popup.focus({ preventScroll: true }); // by keyboard: read it, use its links
  });

  function withoutPopupOnArrival() {
    quiet = true;
    setTimeout(() => (quiet = false));
  }

  on("pointerdown", event => (pressed = isOutside(event.target)));
  on("pointerup", event => {
    if (pressed && isOutside(event.target) && !callAt(event.target)) hide();
  });

  on("keydown", event => event.key === "Escape" && hide());

  const follow = event => popup.contains(event.target) || place();
  window.addEventListener("scroll", follow, { capture: true, passive: true });
  window.addEventListener("resize", place);
  window.visualViewport.addEventListener("resize", place);
  window.visualViewport.addEventListener("scroll", place);
})();
