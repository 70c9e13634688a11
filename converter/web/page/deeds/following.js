/* One place in both panes: a click, the caret, scrolling, and a note that is edited in the article. */
import { settled } from "../dom.js";
import { marksIn, placeOf } from "../text/places.js";

const FOLLOWS_AFTER = 150; // ms after the caret came to rest
const DRIVES_FOR = 400; // ms after a wheel or a finger the scrolling is the reader's

/** @param {object} desk `text`, `article`, `picture` (blocks), `last` (notes), each with the text that it is of */
export function makeFollowing(desk) {
  const isIn = (place, [from, to]) => from <= place && place <= to;

  /* The notes, with the places of their words as they are now. */
  const notes = () => {
    const { notes: all, text } = desk.last;
    return all.map(note => ({ ...note, body: [text.place(note.body[0], 1), text.place(note.body[1])] }));
  };
  const bodiesIn = (from, to) =>
    notes().map(note => note.body).filter(([start, end]) => start >= from && end <= to && start < end);

  /* From the article into the text. */

  function clicked(said) {
    const { text } = desk.picture;
    if (!text || said.from === null) return;
    const message = { ...said, from: text.place(said.from, 1), to: text.place(said.to) };
    const [start, end] = message.what === "mark" ? markAt(message) : pointAt(message);
    desk.text.show(start, end);
    desk.turned("text");
  }

  /* The mark of which the article's block has so many before it. */
  function markAt({ from, to, mark, note }) {
    const bodies = bodiesIn(from, to);
    const marks = marksIn(desk.text.slice(from, to), from).filter(([start]) => !bodies.some(body => isIn(start, body)));
    return marks[mark] ?? notes().find(one => one.number === note)?.body ?? [from, from];
  }

  function pointAt({ from, to, what, note, words }) {
    const own = what === "note" && notes().find(one => one.number === note)?.body;
    const [start, end] = own ? inner(own) : [from, to];
    const skipped = own ? [] : bodiesIn(start, end).map(outer);
    if (words === null || words === undefined) return [start, end];
    const at = placeOf(desk.text.slice(start, end), start, words, skipped);
    return wordAt(start, at, end);
  }

  function wordAt(start, at, end) {
    const before = /[\p{L}\p{N}]*$/u.exec(desk.text.slice(start, at))[0].length;
    const after = /^[\p{L}\p{N}]*/u.exec(desk.text.slice(at, end))[0].length;
    return [at - before, at + after];
  }

  /* A note without its brackets, and with them, whichever the converter gave. */
  function inner([from, to]) {
    const opening = /^\s*\[\s*[^\s[\]:]{1,20}:\s*/.exec(desk.text.slice(from, Math.min(to, from + 40)));
    return [from + (opening?.[0].length ?? 0), to];
  }

  function outer([from, to]) {
    const opening = /\[\s*[^\s[\]:]{1,20}:\s*$/.exec(desk.text.slice(Math.max(0, from - 40), from));
    const closing = /^\s*\]/.exec(desk.text.slice(to, to + 9));
    return [from - (opening?.[0].length ?? 0), to + (closing?.[0].length ?? 0)];
  }

  /* From the text into the article. */

  const follow = settled(FOLLOWS_AFTER, (place, byPointer) => {
    if (desk.isBusy() || !desk.last.text) return;
    const note = notes().find(one => isIn(place, one.body));
    const mark = note ? -1 : markBefore(place);
    desk.article.go({ from: place, note: note?.number, mark, gently: !byPointer });
  });

  /* Which mark of its block a place touches. */
  function markBefore(place) {
    const blocks = desk.picture.parts.filter(part => part.name === "body").flatMap(part => part.blocks);
    const [, from] = blocks.findLast(([, start]) => start !== null && start <= place) ?? [];
    if (from === undefined) return -1;
    const bodies = bodiesIn(from, Infinity);
    return marksIn(desk.text.slice(from, place + 24), from)
      .filter(([start]) => !bodies.some(body => isIn(start, body)))
      .findIndex(mark => isIn(place, mark));
  }

  /* Scrolling, from the pane that the reader scrolls. */

  let driven = 0;
  const { scroller } = desk.text;
  for (const type of ["wheel", "touchmove"]) {
    scroller.addEventListener(type, () => (driven = performance.now()), { passive: true });
  }
  scroller.addEventListener("scroll", () => {
    if (performance.now() - driven > DRIVES_FOR) return;
    driven = performance.now();
    desk.article.scroll(desk.text.topPlace());
  }, { passive: true });

  return {
    clicked,
    moved: follow,
    scrolled: from => from !== null && desk.text.scrollTo(desk.picture.text.place(from)),
    askedForNote(number) {
      const body = desk.text.body(number);
      if (body) desk.article.edit(number, desk.text.slice(...body));
    },
    edited(number, words) {
      const body = desk.text.body(number);
      if (body) desk.text.change(null, [[...body, words]], { isTyped: true });
    },
  };
}
