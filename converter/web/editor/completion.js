/* After `supra ` or `infra `: the notes, by number and first words. */
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { keymap } from "@codemirror/view";
import { notesOf } from "./dress.js";

const BEFORE = /\b(?:supra|infra)\s(?:notes?\s?)?[\w ]{0,30}$/i;
const MOST = 300;

export const completion = words => [
  autocompletion({ override: [context => offered(context, words)], icons: false, activateOnTyping: true }),
  keymap.of(completionKeymap),
];

function offered(context, words) {
  const found = context.matchBefore(BEFORE);
  if (!found) return null;
  const typed = found.text.replace(/^\w+\s/, "");
  const from = found.to - typed.length;
  const { notes } = context.state.field(notesOf);
  const options = notes.slice(0, MOST).map(({ number, words: said }) => ({
    label: `note ${number} – ${said}`,
    displayLabel: `${words.noteNumber(number)} – ${said.slice(0, 60)}`,
    apply: `note ${number}`,
  }));
  return { from, options, validFor: /^[\w ]{0,30}$/ };
}
