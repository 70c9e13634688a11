/* A switch for notes in the margin or in popups, where the screen is wide; the choice is remembered. Notes
   that a page lists are moved to their marks and back: each stands in it once. */
(() => {
  "use strict";
  const article = document.querySelector(".footnoted");
  if (!article?.querySelector('[role="doc-noteref"]')) return;
  const wide = matchMedia("(min-width: 64rem)");
  const listed = [...article.querySelectorAll(".fn-notes > li")];
  const lists = article.querySelectorAll('[role="doc-endnotes"]');
  const button = document.createElement("button");
  const remembered = value => {
    try {
      if (!value) return localStorage.getItem("notes");
      localStorage.setItem("notes", value);
    } catch {} // a reader may forbid it; the choice then holds for this visit
  };
  let chosen = remembered() ?? (article.matches(".fn-sidenotes") ? "margin" : "popup");
  let beside = []; // notes that were moved to the margin, in the order of `listed`

  function move() {
    beside = listed.map(note => {
      const aside = document.createElement("aside");
      const mark = article.querySelector(`[role="doc-noteref"][href="#${note.id}"]`);
      aside.className = "fn-note";
      aside.role = "doc-footnote";
      aside.dir = note.dir || article.dir;
      exchange(note, aside);
      let before = placeOf(mark.closest(".fn-marks"));
      while (before.nextSibling?.className === "fn-note") before = before.nextSibling;
      before.after(aside);
      return aside;
    });
  }

  // Behind the mark in a paragraph; else behind what holds it
  function placeOf(mark) {
    if (mark.closest("p") && !mark.closest("table, figure, header")) return mark;
    let place = mark;
    while (!place.parentElement.matches("article, section")) place = place.parentElement;
    return place;
  }

  function moveBack() {
    beside.forEach((aside, at) => {
      exchange(aside, listed[at]);
      aside.remove();
    });
    beside = [];
  }

  function exchange(from, to) {
    to.id = from.id;
    from.removeAttribute("id");
    to.append(...from.childNodes);
  }

  function show(isBeside) {
    article.classList.toggle("fn-sidenotes", isBeside);
    if (isBeside === beside.length > 0) return;
    if (isBeside) move();
    else moveBack();
    for (const list of lists) list.hidden = isBeside;
  }

  function choose() {
    button.ariaPressed = String(chosen === "margin");
    show(chosen === "margin" && (wide.matches || !listed.length));
  }

  button.className = "fn-switch";
  button.type = "button";
  button.ariaLabel = button.title =
    document.querySelector("[data-margin]")?.dataset.margin ?? "Notes in the margin";
  button.addEventListener("click", () => {
    remembered((chosen = chosen === "margin" ? "popup" : "margin"));
    choose();
  });
  wide.addEventListener("change", choose);
  addEventListener("beforeprint", () => show(!listed.length)); // paper has the list, or its own margin
  addEventListener("afterprint", choose);
  document.body.prepend(button);
  choose();
})();
