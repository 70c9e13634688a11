/* Typing `[[` asks for a new note; deleting a chip asks whether its note goes too. */
import { EditorView } from "@codemirror/view";
import { noteAt } from "./dress.js";

/**
 * Calls `on.pair(place)` instead of writing the second bracket, once the first is taken away. What is typed while
 * the converter numbers the notes is held back, and goes into the new note.
 */
export function makeTyping(on) {
  let held = null;
  const extension = EditorView.inputHandler.of((view, from, to, text) => {
    if (held !== null) {
      held += text;
      return true;
    }
    if (text !== "[" || from !== to || view.composing || view.state.sliceDoc(from - 1, from) !== "[") return false;
    view.dispatch({ changes: { from: from - 1, to: from }, userEvent: "input.type" });
    on.pair(from - 1);
    return true;
  });
  return {
    extension,
    hold: () => (held = ""),
    /** What was typed meanwhile. */
    release() {
      const typed = held ?? "";
      held = null;
      return typed;
    },
  };
}

/** `on.unmark({ number, from, to })` is called instead of deleting the mark of a note. */
export const deleting = on => [
  { key: "Backspace", run: view => unmark(view, on, -1) },
  { key: "Delete", run: view => unmark(view, on, 1) },
];

function unmark(view, on, side) {
  const { main, ranges } = view.state.selection;
  if (!main.empty || ranges.length > 1) return false;
  const found = noteAt(view.state, main.head, "marks");
  if (!found || (side < 0 ? found.to : found.from) !== main.head) return false;
  on.unmark({ number: found.note.number, from: found.from, to: found.to });
  return true;
}
