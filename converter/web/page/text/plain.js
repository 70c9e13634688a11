/* The text pane as a plain text area, with `?plain`, for those whose tools like that better. It gives what
   `createText` of the editor gives; of marks, only the markers themselves are seen. */
import { h } from "../dom.js";

export function createText(parent, words, on) {
  const area = h("textarea", { className: "plain-text", ariaLabel: words.text, spellcheck: true });
  parent.append(area);
  let before = ""; // the text before the last key
  let notes = [];

  area.addEventListener("input", () => {
    const caret = area.selectionStart;
    if (area.value.slice(caret - 2, caret) === "[[" && area.value.length > before.length) {
      write(caret - 2, caret, "");
      on.pair(caret - 2);
    }
    before = area.value;
    on.changed();
  });
  for (const type of ["keyup", "click"]) {
    area.addEventListener(type, () => on.moved(area.selectionStart, type === "click"));
  }

  /* Through the browser's own editing, so that its undo knows of it. */
  function write(from, to, text) {
    area.focus();
    area.setSelectionRange(from, to);
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!done) area.setRangeText(text, from, to, "end");
  }

  /* Behind the stretch that changed since, places moved by as much. */
  function take() {
    const words = area.value;
    const place = at => {
      const now = area.value;
      let start = 0;
      while (start < words.length && words[start] === now[start]) start++;
      return at <= start ? at : Math.max(start, at + now.length - words.length);
    };
    return { words, place, drop() {} };
  }

  function change(text, edits, { chosen } = {}) {
    const { place } = text ?? take();
    const moved = edits.map(([from, to, insert]) => ({ from: place(from), to: place(to), insert }));
    if (!moved.length) return;
    const [from, to] = [moved[0].from, moved.at(-1).to];
    let fresh = "";
    let at = from;
    for (const one of moved) {
      fresh += area.value.slice(at, one.from) + one.insert;
      at = one.to;
    }
    write(from, to, fresh + area.value.slice(at, to));
    before = area.value;
    const start = chosen ? from + fresh.indexOf(chosen) : -1;
    if (start >= from) area.setSelectionRange(start, start + chosen.length);
    on.changed();
  }

  return {
    take,
    now: () => area.value,
    slice: (from, to) => area.value.slice(from, to),
    load(text) {
      area.value = before = text;
    },
    change,
    type: words => write(area.selectionStart, area.selectionEnd, words),
    typing: { hold() {}, release: () => "" },
    undo: () => area.focus() ?? document.execCommand("undo"),
    redo: () => area.focus() ?? document.execCommand("redo"),
    canUndo: () => true,
    canRedo: () => true,
    caret: () => area.selectionStart,
    show(from, to = from, { focus = false } = {}) {
      area.setSelectionRange(from, Math.min(to, from + 400));
      const lines = area.value.slice(0, from).length / Math.max(1, area.value.length);
      area.scrollTop = lines * area.scrollHeight - area.clientHeight / 2;
      if (focus) area.focus();
    },
    tint() {},
    told(text, found) {
      notes = found.map(note => ({ ...note, body: note.body.map(text.place) }));
    },
    body: number => notes.find(note => note.number === number)?.body,
    showMarkers() {},
    scrollTo() {},
    topPlace: () => area.selectionStart,
    find() {},
    focus: () => area.focus(),
    scroller: area,
  };
}
