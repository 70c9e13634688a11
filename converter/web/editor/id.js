/* What `Id.` stands for, when the pointer rests on it. */
import { hoverTooltip } from "@codemirror/view";
import { noteAt, notesOf } from "./dress.js";

/** On `Id.` at the head of a note: the words of the note before. */
export const idTooltip = words =>
  hoverTooltip((view, place) => {
    const line = view.state.doc.lineAt(place);
    const around = view.state.sliceDoc(Math.max(line.from, place - 3), Math.min(line.to, place + 3));
    if (!/\bid\./i.test(around)) return null;
    const found = noteAt(view.state, place, "bodies");
    if (!found) return null;
    const isFirst = !/[\p{L}\d]{3}/u.test(view.state.sliceDoc(found.from, place - 3));
    const { notes } = view.state.field(notesOf);
    const before = notes[notes.indexOf(found.note) - 1];
    const said = isFirst ? before && words.idMeans(before.number, before.words) : words.idMeansHere;
    if (!said) return null;
    return { pos: place, above: true, create: () => ({ dom: tip(said) }) };
  });

function tip(said) {
  const dom = document.createElement("div");
  dom.className = "cm-tip";
  dom.textContent = said;
  return dom;
}
