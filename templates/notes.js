/* Shows a copy of a note beside the link that calls it, on hover, focus, tap or click, with every place
   that cites it; once it is clicked, with buttons. Without this script the links lead to the note. */
(() => {
  "use strict";
  const OPEN_AFTER = 150; // ms a pointer must rest on a mark: one that only crosses it opens nothing
  const CLOSE_AFTER = 300; // ms to reach the popup
  const EDGE = 8; // px between popup and the edge of the screen
  const SWIPE = 50; // px that a finger moves aside for the next note
  const ENGLISH =
    "back to {}|Copy link to {}|Copy citation|Copied|Cited in:|Previous note|Next note|Close";
  const BACK = '[role="doc-backlink"]';
  const NOTE = ":is(.fn-notes > li, .fn-note)";

  if (document.querySelector(".fn-popup")) return; // another article of this page has brought it
  const make = (name, className = "") =>
    Object.assign(document.createElement(name), { className });
  const popup = make("aside", "fn-popup");
  const text = make("div", "fn-popup-text");
  const back = button(() => turn(trail.slice(0, -1)));
  const peek = make("aside", "fn-peek"); // in the popup: the note another link leads to
  const peekText = make("div", "fn-popup-text");
  const tools = make("div", "fn-tools");
  const told = make("output");
  popup.tabIndex = -1;
  for (const box of [popup, peek]) {
    box.role = "doc-footnote";
    if (box.showPopover) box.popover = "manual"; // in the top layer nothing clips or covers it
    else {
      box.showPopover = () => (box.hidden = false);
      box.hidePopover = () => (box.hidden = true);
      box.hidden = true;
    }
  }
  peek.append(peekText);
  popup.append(text);
  (document.querySelector(".footnoted") ?? document.body).append(popup);

  let mark = null; // the link whose note is shown
  let peeked = null; // the link whose note is shown beside it
  let trail = []; // the notes gone through in the popup; the last one is shown
  let pinned = false; // by a click: leaving it with the pointer does not close it
  let typed = false; // whether the last word was the keyboard's; Firefox's clicks do not tell
  let quiet = false; // while focus is moved by this script or by a back link
  let pressed = false; // whether the pointer went down outside, so that a selection may end there
  let timer = 0;
  let touch = null; // where a finger went down in the popup
  let named = 0; // places that got an id
  let isLow = true; // whether on a phone the note lies at the foot of the screen, or at its head

  const inEvery = selector => [...document.querySelectorAll(`.footnoted ${selector}`)];
  const allMarks = () => inEvery('[role="doc-noteref"]');
  const allNotes = () => inEvery(NOTE);
  const marksOf = note => inEvery(`[role="doc-noteref"][href="#${note.id}"]`);
  const phone = matchMedia("(pointer: coarse) and (max-width: 40rem)");
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
    return note?.matches(NOTE) && !isBeside(note) ? link : null;
  }

  const isOutside = target => mark && !popup.contains(target) && !mark.contains(target);
  const isFocused = () => popup.contains(document.activeElement) || mark.matches(":focus-visible");
  const nameOf = note => marksOf(note)[0]?.ariaLabel ?? "";

  // The words of a page's language, in the order of ENGLISH
  function said(at, name = "") {
    const words = mark.closest("[data-words]")?.dataset.words ?? ENGLISH;
    return words.split("|")[at].replace("{}", name);
  }

  function button(act, words = "", name = "") {
    const one = make("button");
    one.type = "button";
    one.textContent = words;
    if (name) one.ariaLabel = one.title = name;
    one.onclick = act;
    return one;
  }

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
    for (const link of copy.querySelectorAll(BACK)) link.remove();
    for (const run of copy.querySelectorAll("[id]")) run.removeAttribute("id");
    return copy;
  }

  // Links to every place that cites a note: its marks, if several, the text, and other notes
  function citedIn(note) {
    const places = [...note.querySelectorAll(BACK)].map(link => link.cloneNode(true));
    if (places.length < 2) places.pop();
    const seen = new Set([note]);
    for (const link of inEvery(`a[href="#${note.id}"]:not([role])`)) {
      const by = link.closest(NOTE);
      if (link.closest(".fn-popup") || seen.has(by ?? link)) continue;
      seen.add(by ?? link);
      places.push(by ? linkTo(by, nameOf(by)) : linkTo(link, `↑ ${link.textContent}`));
    }
    const line = make("p", "fn-cited");
    line.append(said(4), ...places.flatMap(place => [" ", place]));
    return places.length ? [line] : [];
  }

  function linkTo(place, words) {
    const link = make("a");
    place.id ||= `fn-place-${named++}`;
    link.href = `#${place.id}`;
    link.textContent = words;
    if (!place.matches(NOTE)) link.role = "doc-backlink";
    return link;
  }

  function fill() {
    clearTimeout(timer);
    unpeek();
    text.replaceChildren(...wordsOf(trail.at(-1)).childNodes);
    popup.ariaLabel = nameOf(trail.at(-1));
    text.dir = trail.at(-1).dir;
    if (trail.length > 1) {
      back.textContent = said(0, nameOf(trail.at(-2)));
      text.prepend(back);
    }
    if (pinned) equip();
    text.scrollTop = 0;
  }

  // What stands below a note that stays; in one that comes and goes it would be in the way of Tab
  function equip() {
    const note = trail.at(-1);
    told.textContent = "";
    tools.replaceChildren(
      button(() => step(-1), "‹", said(5)),
      button(() => step(1), "›", said(6)),
      ...(navigator.clipboard ? copiers(note) : []), // there is none in pages without https
      button(hide, "×", said(7)),
      told,
    );
    text.append(...citedIn(note), tools);
  }

  const copiers = note => [
    button(() => copy(addressOf(note)), said(1, nameOf(note))),
    button(() => copy(citationOf(note)), said(2)),
  ];

  const copy = words =>
    navigator.clipboard.writeText(words).then(() => (told.textContent = said(3)), () => {});

  const addressOf = note => `${location.href.split("#")[0]}#${note.id}`;
  // What a page says of its article; of a page with several, this is nothing or the page's own
  const meta = name =>
    [...document.querySelectorAll(`meta[name="citation_${name}"]`)].map(one => one.content);

  // The words of a note, and where they stand
  function citationOf(note) {
    const words = wordsOf(note);
    words.querySelector(".fn-label").remove();
    const [title = document.title] = meta("title");
    const journal = ["volume", "journal_title", "firstpage"].flatMap(meta).join(" ");
    const where = [...meta("author"), title, journal, nameOf(note)];
    const [date] = meta("publication_date");
    const year = date ? ` (${date.slice(0, 4)})` : "";
    return `${words.textContent.trim().replace(/\s+/g, " ")}
${where.filter(Boolean).join(", ")}${year}, ${addressOf(note)}`;
  }

  function show(link, pin) {
    clearTimeout(timer);
    if (link !== mark) {
      hide();
      mark = link;
      mark.classList.add("fn-open");
      tie(mark, popup);
      mark.closest(".footnoted")?.append(popup); // its language, letters and colours
      colour();
      trail = [noteOf(link)];
      pinned = pin;
      fill();
      popup.showPopover({ source: link }); // its links follow this one in tab order
    } else if (pin && !pinned) {
      pinned = true;
      equip();
    }
    place(true);
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
    tie(left, null);
    const wasInside = popup.contains(document.activeElement);
    mark.classList.remove("fn-open");
    mark = null;
    pinned = false;
    unpeek();
    popup.hidePopover();
    if (!wasInside) return;
    beQuiet();
    left.focus({ preventScroll: true });
  }

  function turn(notes) {
    trail = notes;
    pinned = true;
    fill();
    place(true);
    popup.focus({ preventScroll: true });
  }

  // Tells those who cannot see it that a link has its note shown, and where
  function tie(link, box) {
    link.ariaExpanded = String(!!box);
    link.ariaDetailsElements = box && [box];
  }

  function unpeek() {
    peek.remove();
    if (peeked) tie(peeked, null);
    peeked = null;
  }

  function peekAt(link) {
    unpeek();
    popup.append(peek);
    const note = noteOf(link);
    peeked = link;
    tie(link, peek);
    peek.ariaLabel = nameOf(note);
    peekText.dir = note.dir;
    peekText.replaceChildren(...wordsOf(note).childNodes, ...citedIn(note));
    peek.showPopover({ source: link });
    put(peek, peekText, link.getBoundingClientRect(), false);
  }

  /* Above the mark if the note fits there, else below, else where there is more room, and then it
     scrolls: never over the mark, never off the screen, however far that is zoomed in. */
  function place(isNew) {
    if (!mark) return;
    const at = mark.getBoundingClientRect();
    if (isOff(at)) return hide();
    unpeek();
    popup.classList.toggle("fn-sheet", phone.matches);
    if (phone.matches) lay(isNew);
    else put(popup, text, at, true);
    text.tabIndex = text.scrollHeight > text.clientHeight ? 0 : -1;
  }

  // On a phone: as wide as the screen, at its foot, and the mark above that; else at its head
  function lay(isNew) {
    const { left, top, right, bottom } = screen();
    const { style } = popup;
    style.left = `${left}px`;
    style.width = style.maxWidth = `${right - left}px`;
    style.maxHeight = `${(bottom - top) * 0.55}px`;
    const low = bottom - popup.getBoundingClientRect().height;
    const below = () => mark.getBoundingClientRect().bottom + EDGE - low;
    if (isNew) {
      if (below() > 0) scrollBy({ top: below(), behavior: "instant" });
      isLow = below() < 1;
    }
    style.top = `${isLow ? low : top}px`;
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
    box.style.width = "";
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
    else if (pinned || popup.contains(target)) later(CLOSE_AFTER, unpeek);
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
    if (!mark) return;
    const marks = allMarks();
    const next = marks[marks.indexOf(mark) + by];
    if (!next) return;
    const kept = pinned;
    reveal(next);
    show(next, kept);
    (kept ? popup : next).focus({ preventScroll: true });
  }

  // A finger that moves aside leads to the next note, or the one before
  popup.addEventListener("touchstart", event => {
    touch = event.target.closest(".fn-table") || event.touches[1] ? null : event.touches[0];
  }, { passive: true });
  popup.addEventListener("touchend", event => {
    if (!touch || !phone.matches) return;
    const aside = touch.clientX - event.changedTouches[0].clientX;
    const along = Math.abs(touch.clientY - event.changedTouches[0].clientY);
    const by = getComputedStyle(popup).direction === "rtl" ? -1 : 1;
    if (Math.abs(aside) > Math.max(SWIPE, 2 * along)) step(aside > 0 ? by : -by);
  });

  // "#note-9" leads to the note whose number is 9, whatever its id is
  function lead() {
    const number = /^#note-(.+)$/.exec(decodeURIComponent(location.hash))?.[1];
    if (!number || document.getElementById(`note-${number}`)) return;
    const note = allNotes().find(one => one.querySelector(".fn-label").textContent === number);
    if (note) location.replace(`#${note.id}`);
  }

  on("click", event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (event.target.closest(BACK)) {
      if (popup.contains(event.target)) hide();
      return beQuiet();
    }
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
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (document.documentElement.dataset.keys === "off") return; // WCAG 2.2, 2.1.4
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  }, true);

  const isWriting = one => one.isContentEditable || one.matches("input, select, textarea");
  // Who enlarges the page with two fingers moves about in it to read: the note stays as it is
  const isEnlarged = () => visualViewport.scale > 1;
  const follow = () => isEnlarged() || place(false);
  document.addEventListener("scroll", event => popup.contains(event.target) || follow(), true);
  addEventListener("resize", follow);
  visualViewport.addEventListener("resize", follow);
  visualViewport.addEventListener("scroll", follow);
  addEventListener("hashchange", lead);
  lead();
})();
