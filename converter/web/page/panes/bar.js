/* The bar above the panes: the file, undo, the drawers, how the article is seen, and download. */
import { button, h, timeNow } from "../dom.js";
import { hang } from "../menu.js";
import { words } from "../words.js";

const said = words.bar;

/**
 * @param {string[]} views of web, pdf, word
 * @param {object} on `undo()`, `redo()`, `view(name)`, `notes()`, `problems()`, `download()`, `menu(name)`
 */
export function makeBar(views, on) {
  const name = h("h1", { className: "name" });
  const state = h("span", { className: "state", textContent: said.notSaved });
  const undo = button(said.undo, on.undo, { className: "plain step", disabled: true });
  const redo = button(said.redo, on.redo, { className: "plain step", disabled: true });
  const notes = button("", on.notes, { className: "plain count", "aria-expanded": "false", "aria-controls": "notes" });
  const problems = button("", on.problems, {
    className: "plain count", "aria-expanded": "false", "aria-controls": "problems",
  });
  const view = h("select", { "aria-label": said.view, onchange: () => on.view(view.value) },
    views.map(one => h("option", { value: one, textContent: said[one] })));
  const download = button(said.download, on.download, { className: "main", "aria-haspopup": "dialog" });
  const menu = makeMenu(on);
  const element = h("header", { className: "bar", "aria-label": words.panes.bar },
    h("div", { className: "file" }, name, state),
    h("div", { className: "tools" }, undo, redo, h("span", { className: "gap" }), notes, problems,
      h("span", { className: "gap" }), view, menu.opener, menu.list, download));

  return {
    element,
    named(file) {
      name.textContent = name.title = file;
      document.title = words.title(file);
    },
    saved(isSaved) {
      state.textContent = isSaved ? said.saved(timeNow()) : said.notSaved;
    },
    canUndo(can, again) {
      keepFocus(undo, !can, redo);
      keepFocus(redo, !again, undo);
    },
    counted(ofNotes, ofProblems) {
      notes.textContent = said.notes(ofNotes);
      problems.textContent = said.problems(ofProblems);
      problems.classList.toggle("some", ofProblems > 0);
    },
    opened(drawer) {
      notes.setAttribute("aria-expanded", String(drawer === "notes"));
      problems.setAttribute("aria-expanded", String(drawer === "problems"));
    },
    pressed: (name, isOn) => menu[name].setAttribute("aria-checked", String(isOn)),
    focusDrawerButton: drawer => (drawer === "notes" ? notes : problems).focus(),
  };
}

/* A button that is switched off while it has the focus would lose it. */
function keepFocus(one, isOff, other) {
  const had = document.activeElement === one;
  one.disabled = isOff;
  if (had && isOff && !other.disabled) other.focus();
}

function makeMenu(on) {
  const item = (name, properties = {}) => button(said[name], () => {
    list.hidePopover();
    on.menu(name);
  }, { role: "menuitem", ...properties });
  const markers = item("markers", { role: "menuitemcheckbox", "aria-checked": "false" });
  const list = h("div", { className: "menu", id: "more", popover: "auto", role: "menu", "aria-label": said.more },
    item("find"), markers, item("dark"), item("keys"), item("other"));
  const opener = button("⋯", () => {}, { className: "plain more", "aria-label": said.more, "aria-haspopup": "menu" });
  opener.popoverTargetElement = list;
  hang(list, opener);
  return { opener, list, markers };
}
