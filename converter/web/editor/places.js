/* What is marked in the text for a while: problems, and the place that the other pane points at. */
import { setDiagnostics } from "@codemirror/lint";
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

export const setFlash = StateEffect.define();
export const setTint = StateEffect.define();

/** A stretch `{ from, to }` that an effect sets, drawn with a class. */
const marked = (effect, name) =>
  StateField.define({
    create: () => Decoration.none,
    update(value, transaction) {
      for (const one of transaction.effects) if (one.is(effect)) return stretch(one.value, name);
      return value.map(transaction.changes);
    },
    provide: field => EditorView.decorations.from(field),
  });

const stretch = (place, name) =>
  place && place.from < place.to
    ? Decoration.set(Decoration.mark({ class: name }).range(place.from, place.to))
    : Decoration.none;

export const flash = marked(setFlash, "cm-flash");
export const tint = marked(setTint, "cm-tint");

/** A transaction that underlines problems, each with a card on hover. */
export function setProblems(state, found, carried, words, on) {
  return setDiagnostics(state, found.map(one => diagnostic(one, carried([one.from, one.to]), words, on)));
}

function diagnostic(problem, [from, to], words, on) {
  const mend = problem.fix && { name: problem.fix.label, apply: () => on.mend(problem) };
  const leave = { name: words.leave, apply: () => on.leave(problem) };
  return {
    from,
    to: Math.max(from, to),
    severity: problem.severity,
    message: `${problem.message}. ${problem.remedy}`.replace("?.", "?").replace("..", "."),
    actions: mend ? [mend, leave] : [leave],
  };
}
