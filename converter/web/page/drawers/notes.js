/* The drawer of notes: a table of all of them, and what can be done with one. */
import { button, h } from "../dom.js";
import { hang } from "../menu.js";
import { words } from "../words.js";
import { makeDrawer } from "./drawer.js";

const said = words.notes;
const AT_ONCE = 200; // rows that are drawn; more come as the reader scrolls

/** @param {object} on `show(note)`, `edit(kind, note, given)` with kind insert, move, delete or cite, `close()` */
export function makeNotes(on) {
  const filter = h("input", { type: "search", placeholder: said.filter, "aria-label": said.filter });
  const shown = h("p", { className: "quiet shown", role: "status" });
  const body = h("tbody", {});
  const head = [said.number, said.first, said.cited, said.kind].map(text => h("th", { scope: "col", textContent: text }));
  const table = h("table", {}, h("thead", {}, h("tr", {}, head, h("td", {}))), body);
  const empty = h("div", { className: "empty", hidden: true });
  const menu = h("div", { className: "menu", popover: "auto", role: "menu" });
  const drawer = makeDrawer("notes", words.panes.notes, on.close, filter, shown, table, empty, menu);
  let notes = [];
  let most = AT_ONCE;
  let dragged = null;

  filter.addEventListener("input", () => {
    most = AT_ONCE;
    fill();
  });
  drawer.element.querySelector(".body").addEventListener("scroll", ({ target }) => {
    if (target.scrollTop + target.clientHeight < target.scrollHeight - 400 || most >= notes.length) return;
    most += AT_ONCE;
    fill();
  }, { passive: true });

  const matches = note => {
    const sought = filter.value.trim().toLowerCase();
    return !sought || note.number === sought || note.words.toLowerCase().includes(sought);
  };

  function fill() {
    const found = notes.filter(matches);
    shown.textContent = said.shown(found.length, notes.length);
    shown.hidden = !notes.length;
    table.hidden = filter.hidden = !notes.length;
    empty.hidden = found.length > 0;
    empty.replaceChildren(
      h("p", { className: "large", textContent: notes.length ? said.noMatch : said.none }),
      notes.length ? "" : h("p", { className: "quiet", textContent: said.noneSaid }));
    drawer.keepingFocus(() => body.replaceChildren(...found.slice(0, most).map(rowOf)));
  }

  function rowOf(note) {
    const { number, kind } = note;
    const more = button("⋯", () => open(more, note), {
      className: "plain more", "aria-label": said.more(number), "aria-haspopup": "menu",
    });
    const row = h("tr", { "data-id": `${kind}-${number}`, draggable: true, title: said.drag },
      h("th", { scope: "row", textContent: number }),
      h("td", {}, button(note.words || "…", () => on.show(note), { className: "first" })),
      h("td", {}, citedBy(note)),
      h("td", { className: "quiet", textContent: said.kinds[kind] }),
      h("td", {}, more));
    dragging(row, note);
    return row;
  }

  const citedBy = note =>
    note.cited_by.flatMap((place, index) => [
      index ? ", " : "", button(said.short(place.label), () => on.show(note, place), {
        className: "link", "aria-label": place.label,
      }),
    ]);

  function open(opener, note) {
    const item = (text, kind) => button(text, () => {
      menu.hidePopover();
      opener.focus();
      if (kind) on.edit(kind, note);
      else on.show(note);
    }, { role: "menuitem" });
    menu.setAttribute("aria-label", said.more(note.number));
    menu.replaceChildren(item(said.insert, "insert"), item(said.move, "move"), item(said.remove, "delete"),
      item(said.cite, "cite"), item(said.edit));
    hang(menu, opener);
    menu.showPopover();
  }

  /* A row that is dropped on another goes to its place. */
  function dragging(row, note) {
    const isGoal = () => dragged && dragged !== note && dragged.kind === note.kind;
    row.addEventListener("dragstart", event => {
      dragged = note;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", note.number);
      row.classList.add("dragged");
    });
    row.addEventListener("dragend", () => {
      dragged = null;
      row.classList.remove("dragged");
    });
    row.addEventListener("dragover", event => {
      if (!isGoal()) return;
      event.preventDefault();
      row.classList.add("goal");
    });
    row.addEventListener("dragleave", () => row.classList.remove("goal"));
    row.addEventListener("drop", event => {
      row.classList.remove("goal");
      if (!isGoal()) return;
      event.preventDefault();
      on.edit("move", dragged, { to: note.number });
    });
  }

  return {
    ...drawer,
    draw(found) {
      notes = found;
      fill();
    },
  };
}
