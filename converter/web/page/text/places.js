/* From a place in the article to the one in the text. */

const MARK = /\[(?:foot|end)noteRef:\s*[^\]\s]{1,20}\]/gi;

/** The marks in a stretch of text that begins at `start`: `[from, to]` each. */
export const marksIn = (text, start) =>
  [...text.matchAll(MARK)].map(found => [start + found.index, start + found.index + found[0].length]);

/**
 * Where in a stretch of the text a reader pointed at.
 *
 * `before` are the words of the article before that point. Both are walked together, letter by letter, over
 * marks and blanks; `skipped` are stretches of the text that the article shows elsewhere, such as notes.
 * If the words are not those of the text, the place is the beginning.
 */
export function placeOf(text, start, before, skipped = []) {
  const wanted = letters(before);
  let at = 0;
  let seen = 0;
  const jumps = [...marksIn(text, start), ...skipped].sort((one, other) => one[0] - other[0]);
  while (seen < wanted.length && at < text.length) {
    const jump = jumps.find(([from, to]) => from <= start + at && start + at < to);
    if (jump) at = jump[1] - start;
    else {
      if (same(text[at], wanted[seen])) seen++;
      else if (/\S/.test(text[at]) && !/[\\*^#>[\]]/.test(text[at])) break;
      at++;
    }
  }
  if (seen < wanted.length) return start;
  if (/(^|\s)$/.test(before)) while (/\s/.test(text[at] ?? "")) at++;
  return start + at;
}

const letters = words => words.replace(/\s+/g, "");
const same = (one, other) => one === other || one.toLowerCase() === other?.toLowerCase();

/** A function that says on which line of a text a place is, counted from 1. */
export function lineFinder(text) {
  const ends = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) ends.push(at);
  return place => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < place) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
