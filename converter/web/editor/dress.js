/* Markers as a reader sees notes: `[footnoteRef:5]` is a small raised number, its note a grey box. The text is
   not changed by it. Numbers and places of notes are those that the server told last, carried along. */
import { RangeSet, RangeValue, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";
import { flash, tint } from "./places.js";

const MARK = /\[(foot|end)noteRef:\s*([^\]\s]{1,20})\]/gi;
const OPENING = /\[\s*([^\s[\]:]{1,20}):[ \t]*$/;
const LONGEST_OPENING = 40;

export const setNotes = StateEffect.define();

class NoteAt extends RangeValue {
  constructor(note) {
    super();
    this.note = note;
  }
}
NoteAt.prototype.startSide = -1;
NoteAt.prototype.endSide = 1;

const rangesOf = (notes, places) =>
  RangeSet.of(notes.flatMap(note => places(note).map(([from, to]) => new NoteAt(note).range(from, to))), true);

/** The notes, and where their marks and their words are. */
export const notesOf = StateField.define({
  create: () => ({ notes: [], marks: RangeSet.empty, bodies: RangeSet.empty }),
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setNotes)) continue;
      const notes = effect.value;
      const bodies = rangesOf(notes, ({ body: [from, to] }) => (from < to ? [[from, to]] : []));
      return { notes, marks: rangesOf(notes, note => note.marks), bodies };
    }
    if (!transaction.docChanged) return value;
    const map = ranges => ranges.map(transaction.changes);
    return { notes: value.notes, marks: map(value.marks), bodies: map(value.bodies) };
  },
});

/** The note whose mark or words are at a place. */
export function noteAt(state, place, which) {
  let found = null;
  state.field(notesOf)[which].between(place, place, (from, to, value) => {
    found = { note: value.note, from, to };
    return false;
  });
  return found;
}

class Chip extends WidgetType {
  constructor(number, name) {
    super();
    Object.assign(this, { number, name });
  }

  eq(other) {
    return other.number === this.number && other.name === this.name;
  }

  toDOM() {
    const chip = document.createElement("span");
    chip.className = this.name;
    chip.textContent = this.number;
    return chip;
  }

  ignoreEvent() {
    return false;
  }
}

const chipFor = (number, name) => Decoration.replace({ widget: new Chip(number, name), chip: true });
const BOX = Decoration.mark({ class: "cm-note", inclusive: true });
const CLOSING = Decoration.mark({ class: "cm-closing" });

/* The markers in a stretch of the text. */
const markers = (state, from, to) =>
  [...state.sliceDoc(from, to).matchAll(MARK)].map(found => ({
    from: from + found.index,
    to: from + found.index + found[0].length,
    id: found[2],
  }));

/* A mark is replaced by its chip, so that what is drawn around it has to be said to that. */
function nameOf(state, { from, to }) {
  const names = ["cm-mark"];
  for (const [field, name] of [[flash, "cm-flash"], [tint, "cm-tint"]]) {
    state.field(field).between(from, to, (start, end) => void (start <= from && to <= end && names.push(name)));
  }
  return names.join(" ");
}

function decorations(view) {
  const { state } = view;
  const { marks, bodies } = state.field(notesOf);
  const drawn = [];
  for (const { from, to } of view.visibleRanges) {
    const known = new Map();
    marks.between(from, to, (start, _, { note }) => void known.set(start, note.number));
    for (const one of markers(state, from, to)) {
      drawn.push(chipFor(known.get(one.from) ?? one.id, nameOf(state, one)).range(one.from, one.to));
    }
    bodies.between(from, to, (start, end, { note }) => void drawn.push(...boxOf(state, start, end, note)));
  }
  return Decoration.set(drawn, true);
}

function* boxOf(state, from, to, note) {
  const [start, end] = inner(state, from, to);
  const opening = OPENING.exec(state.sliceDoc(Math.max(0, start - LONGEST_OPENING), start));
  if (!opening) return;
  const blanks = /^[ \t]*/.exec(state.sliceDoc(start, start + 4))[0].length;
  const first = start - opening[0].length;
  const closing = /^\s{0,2}\]/.exec(state.sliceDoc(end, end + 3));
  const last = closing ? end + closing[0].length : end;
  const words = Math.min(start + blanks, end);
  yield chipFor(note.number, "cm-label").range(first, words);
  if (words < last) yield BOX.range(words, last);
  if (closing) yield CLOSING.range(last - 1, last);
}

/* The words of a note, if its place is that of its brackets too. */
function inner(state, from, to) {
  const opening = /^\[\s*[^\s[\]:]{1,20}:/.exec(state.sliceDoc(from, from + LONGEST_OPENING));
  if (!opening) return [from, to];
  const closing = /\]\s*$/.exec(state.sliceDoc(Math.max(from, to - 4), to));
  return [from + opening[0].length, to - (closing?.[0].length ?? 0)];
}

/** Where the words of a note are, without the blanks around them. */
export function bodyOf(state, number) {
  let found = null;
  state.field(notesOf).bodies.between(0, state.doc.length, (from, to, { note }) => {
    if (note.number === number) found ??= inner(state, from, to);
  });
  if (!found) return null;
  const [from, to] = found;
  const words = state.sliceDoc(from, to);
  const start = from + words.length - words.trimStart().length;
  return [start, Math.max(start, from + words.trimEnd().length)];
}

const isChip = (from, to, decoration) => Boolean(decoration.spec.chip);

const drawn = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.draw(view);
    }

    draw(view) {
      this.decorations = decorations(view);
      this.chips = this.decorations.update({ filter: isChip });
    }

    update(update) {
      const isTold = [notesOf, flash, tint].some(one => update.startState.field(one) !== update.state.field(one));
      if (update.docChanged || update.viewportChanged || isTold) this.draw(update.view);
    }
  },
  { decorations: plugin => plugin.decorations },
);

/** Chips are stepped over as one character. */
const atomic = EditorView.atomicRanges.of(view => view.plugin(drawn)?.chips ?? Decoration.none);

export const dress = [drawn, atomic];
