/* What can be done with notes: inserted, moved, deleted, cited again, with every number that follows. */
import { openRenumbering } from "../drawers/renumbering.js";
import { server } from "../server.js";

const PLACEHOLDER = "…"; // the words of a new note, until they are written
const LATEST = 2000; // ms that the caret waits for the converter

/** @param {object} desk `text`, `last`, `refused(message)` */
export function makeNumbering(desk) {
  function edit(kind, note, given = {}) {
    let taken = null;
    const dialog = openRenumbering(kind, {
      note,
      source: desk.source,
      to: given.to,
      others: desk.last.notes.filter(one => one.kind === note.kind).map(one => one.number),
      caret: () => desk.text.caret(),
      text() {
        taken?.drop();
        taken = desk.text.take();
        return taken.words;
      },
      make: edits => desk.text.change(taken, edits),
      onlyMark: () => desk.text.change(null, [[given.mark.from, given.mark.to, ""]]),
    });
    dialog.addEventListener("close", () => taken?.drop());
  }

  /** The mark of a note was deleted: does the note go too? One that is called elsewhere stays. */
  function unmark(mark) {
    const note = desk.last.notes.find(one => one.number === mark.number);
    if (note?.marks.length === 1) edit("unmark", note, { mark });
    else desk.text.change(null, [[mark.from, mark.to, ""]]);
  }

  /** A new note at a place, with the caret in it. */
  async function pair(place = desk.text.caret()) {
    const taken = desk.text.take();
    desk.text.typing.hold();
    try {
      const asked = { text: taken.words, words: PLACEHOLDER, at: place };
      const { edits } = await Promise.race([server.renumber({ do: "insert", source: desk.source }, asked), tooLate()]);
      desk.text.change(taken, edits, { chosen: PLACEHOLDER });
    } catch {
      desk.text.change(null, ownPair(taken.words, place), { chosen: PLACEHOLDER }); // the numbers can follow later
    }
    taken.drop();
    const typed = desk.text.typing.release();
    desk.text.focus();
    if (typed) desk.text.type(typed);
  }

  return { edit, unmark, pair };
}

const tooLate = () => new Promise((_, refuse) => setTimeout(refuse, LATEST));

/* A pair with an id that no marker has, its note at the end of the paragraph. */
function ownPair(text, place) {
  const ids = [...text.matchAll(/\[(?:foot|end)noteRef:\s*(\d{1,9})\]/gi)].map(found => Number(found[1]));
  const id = Math.max(0, ...ids) + 1;
  const end = text.indexOf("\n", place);
  const at = end < 0 ? text.length : end;
  return [[place, place, `[footnoteRef:${id}]`], [at, at, ` [${id}: ${PLACEHOLDER}] `]];
}
