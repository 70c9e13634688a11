/* The text pane: CodeMirror with the markers of notes drawn as marks. The page knows only `createText` and
   what it gives; `plain.js` of the page gives the same with a plain text area. Places are offsets in UTF-16.

   What is said of a text comes when the user may have typed on. So a text is taken as `{ words, place, drop }`:
   its words, where a place in them is now, and the end of following it. */
import { defaultKeymap, history, historyKeymap, isolateHistory, redo, redoDepth, undo, undoDepth }
  from "@codemirror/commands";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { Annotation, ChangeSet, Compartment, EditorSelection, EditorState, Prec } from "@codemirror/state";
import { drawSelection, dropCursor, EditorView, keymap } from "@codemirror/view";
import { completion } from "./completion.js";
import { bodyOf, dress, notesOf, setNotes } from "./dress.js";
import { deleting, makeTyping } from "./markers.js";
import { flash, setFlash, setProblems, setTint, tint } from "./places.js";
import { idTooltip } from "./id.js";
import { look } from "./look.js";

const FLASHES_FOR = 1000; // ms

const quietly = Annotation.define(); // a change that the page makes and knows of

/**
 * @param {HTMLElement} parent where the editor goes
 * @param {object} words texts of the page
 * @param {object} on what to call: `changed()`, `moved(place, byPointer)`, `pair(place)`, `unmark(mark)`,
 *   `mend(problem)`, `leave(problem)`
 */
export function createText(parent, words, on) {
  const dressed = new Compartment();
  const taken = new Set(); // { changes } for each text that was taken: all since then
  const typing = makeTyping(on);
  const view = new EditorView({ parent, state: start("") });
  let flashing = 0;

  function start(text) {
    return EditorState.create({
      doc: text,
      extensions: [
        history(),
        Prec.high([keymap.of(deleting(on)), typing.extension]),
        drawSelection(),
        dropCursor(),
        EditorView.lineWrapping,
        EditorView.perLineTextDirection.of(true),
        EditorState.allowMultipleSelections.of(true),
        EditorState.phrases.of(words.editor),
        EditorState.lineSeparator.of("\n"), // a lone \r stays what it is
        EditorView.contentAttributes.of({ "aria-label": words.text, spellcheck: "true", tabindex: "0" }),
        search({ top: true }),
        highlightSelectionMatches({ minSelectionLength: 4 }),
        keymap.of([...historyKeymap, ...searchKeymap, ...defaultKeymap.filter(isOurs)]),
        tint,
        flash,
        notesOf,
        dressed.of(dress),
        completion(words),
        idTooltip(words),
        look,
        EditorView.updateListener.of(heard),
      ],
    });
  }

  function heard(update) {
    if (update.docChanged) {
      for (const one of taken) one.changes = one.changes.compose(update.changes);
      on.changed(update.transactions.every(one => !one.isUserEvent("input.mend")));
    }
    const quiet = update.transactions.some(one => one.annotation(quietly));
    if (!quiet && (update.selectionSet || update.docChanged)) {
      on.moved(view.state.selection.main.head, update.transactions.some(one => one.isUserEvent("select.pointer")));
    }
  }

  function take() {
    const one = { changes: ChangeSet.empty(view.state.doc.length) };
    taken.add(one);
    return {
      words: view.state.doc.toString(),
      place: (at, side = -1) => one.changes.mapPos(Math.min(at, one.changes.length), side),
      isTouched: (from, to) => from < to && Boolean(one.changes.touchesRange(from, to)),
      drop: () => taken.delete(one),
    };
  }

  /* Edits of a text that was taken, as they are now; those that the user has written over are left out. */
  const moved = (text, edits) =>
    edits.filter(([from, to]) => !text.isTouched(from, to)).map(([from, to, insert]) => {
      const start = text.place(from, from === to ? 1 : -1);
      return { from: start, to: Math.max(start, text.place(to, 1)), insert };
    });

  const clear = effect => view.dispatch({ effects: effect.of(null) });

  function show(from, to = from, { focus = false, select = true } = {}) {
    const most = view.state.doc.length;
    const [start, end] = [Math.min(from, most), Math.min(to, most)];
    clearTimeout(flashing);
    view.dispatch({
      selection: select ? EditorSelection.cursor(start) : undefined,
      effects: [
        EditorView.scrollIntoView(EditorSelection.range(start, Math.min(end, start + 400)), { y: "center" }),
        setFlash.of({ from: start, to: end }),
      ],
      annotations: quietly.of(true),
    });
    flashing = setTimeout(() => clear(setFlash), FLASHES_FOR);
    if (focus) view.focus();
  }

  return {
    take,
    now: () => view.state.doc.toString(),
    slice: (from, to) => view.state.sliceDoc(from, to),
    /** Another text, with no history. */
    load(text) {
      taken.clear();
      view.setState(start(text));
    },
    /** Make edits of a text that was taken, or of the text now, as one step of undo. Of what they bring, the
        words `chosen` are selected. With `isTyped` they are one step with the edits before. */
    change(text, edits, { chosen, isTyped } = {}) {
      const from = text ?? take();
      const changes = view.state.changes(moved(from, edits));
      if (!text) from.drop();
      view.dispatch({
        changes,
        selection: chosen && selectionOf(changes, chosen),
        scrollIntoView: Boolean(chosen),
        annotations: [...(isTyped ? [] : [isolateHistory.of("full")]), quietly.of(true)],
        userEvent: isTyped ? "input.type" : "input.mend",
      });
    },
    typing,
    /** As if it were typed at the caret. */
    type: words => view.dispatch(view.state.replaceSelection(words), { userEvent: "input.type", scrollIntoView: true }),
    undo: () => undo(view),
    redo: () => redo(view),
    canUndo: () => undoDepth(view.state) > 0,
    canRedo: () => redoDepth(view.state) > 0,
    caret: () => view.state.selection.main.head,
    show,
    tint(from, to) {
      view.dispatch({ effects: setTint.of(from === undefined ? null : { from, to }) });
    },
    /** What the server said of a text that was taken. */
    told(text, notes, found) {
      const now = ([from, to]) => [text.place(from, 1), Math.max(text.place(from, 1), text.place(to, -1))];
      const carried = notes.map(note => ({ ...note, marks: note.marks.map(now), body: now(note.body) }));
      view.dispatch({ effects: setNotes.of(carried) });
      view.dispatch(setProblems(view.state, found, now, words, on));
    },
    /** Where the words of a note are. */
    body: number => bodyOf(view.state, number),
    showMarkers(shown) {
      view.dispatch({ effects: dressed.reconfigure(shown ? [] : dress) });
    },
    topPlace() {
      const { left, width, top } = view.scrollDOM.getBoundingClientRect();
      return view.posAtCoords({ x: left + width / 2, y: top + 8 }, false);
    },
    scrollTo(place) {
      view.dispatch({ effects: EditorView.scrollIntoView(place, { y: "start", yMargin: 0 }) });
    },
    find: () => openSearchPanel(view),
    focus: () => view.focus(),
    scroller: view.scrollDOM,
  };
}

/* Where the words `chosen` stand in what changes bring. */
function selectionOf(changes, chosen) {
  let selection;
  changes.iterChanges((_from, _to, start, _end, inserted) => {
    const at = inserted.toString().indexOf(chosen);
    if (at >= 0) selection ??= EditorSelection.range(start + at, start + at + chosen.length);
  });
  return selection;
}

/* Keys that the page has for itself, or that would keep a reader in the pane (WCAG 2.1.2). */
const isOurs = ({ key }) => !["Mod-Enter", "Mod-Alt-f", "Alt-l", "Ctrl-m"].includes(key);
