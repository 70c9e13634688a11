/* What can be done with problems: mended, left, put back; and the way from one to the next. */
import { announce } from "../dom.js";
import { openDifference } from "../drawers/difference.js";
import { keeping } from "../keeping.js";
import { server } from "../server.js";
import { words } from "../words.js";

const said = words.problems;

/**
 * @param {object} desk the panes (`text`, `article`, `problems`), `last` (what was said of the text), `redraw()` of
 *   the problems, `openDrawer(name)`, `refused(message)`
 */
export function makeMending(desk) {
  const { name } = desk;
  const left = keeping.left(name);
  const mended = new Set(); // ids of problems that are being mended: not listed until the answer comes

  const isOpen = one => !left.has(one.id) && !mended.has(one.id);
  const open = () => desk.last.problems.filter(isOpen);

  function without(problem, act) {
    const next = desk.problems.after(problem);
    const hadFocus = desk.problems.element.contains(document.activeElement);
    act();
    desk.redraw();
    if (!hadFocus) return;
    if (!desk.problems.focusCard(next?.id)) return desk.problems.focus();
    show(next);
  }

  function mend(problems) {
    const edits = problems.flatMap(one => one.fix?.edits ?? []).sort((one, other) => one[0] - other[0]);
    if (!edits.length) return;
    without(problems[0], () => {
      for (const one of problems) mended.add(one.id);
      desk.text.change(desk.last.text, edits);
    });
    desk.problems.tell(said.mended(problems.length), () => desk.text.undo());
    announce(said.mended(problems.length));
  }

  function leave(problem) {
    without(problem, () => left.add(problem.id));
    keeping.keepLeft(name, left);
    desk.problems.tell(said.leftOne, () => putBack(problem));
  }

  /* The look of a word in a note that was proposed, or all of a kind: no word of the text changes. */
  function accept(problem, what) {
    without(problem, () => desk.choices.accept.push(what));
    desk.chosen("accept");
    desk.problems.tell(said.accepted, () => {
      desk.choices.accept = desk.choices.accept.filter(one => one !== what);
      desk.chosen("accept");
    });
  }

  function putBack(problem) {
    left.delete(problem.id);
    keeping.keepLeft(name, left);
    desk.redraw();
  }

  async function fixSafe() {
    const taken = desk.text.take();
    try {
      const found = await server.mend({ which: "safe", source: desk.source }, taken.words);
      openDifference(found, () => {
        desk.text.change(taken, found.edits);
        taken.drop();
        desk.problems.tell(said.mended(found.count), () => desk.text.undo());
        desk.problems.focus();
      });
    } catch (error) {
      desk.refused(error.message);
    }
  }

  /* Where the text now has what a problem is about. */
  const placeOf = ({ from, to }) => [desk.last.text.place(from, 1), desk.last.text.place(to)];

  function show(problem) {
    const [from, to] = placeOf(problem);
    desk.text.show(from, to);
    desk.article.go({ from: problem.from });
  }

  function step(by) {
    desk.openDrawer("problems");
    const next = desk.problems.step(by);
    if (!next) return announce(said.none);
    desk.problems.focusCard(next.id);
    show(next);
    announce(desk.problems.position(next));
  }

  /* The first problem with a mend around the caret, or else on its line. */
  function mendAtCaret() {
    const caret = desk.text.caret();
    const mendable = open().filter(one => one.fix);
    const around = mendable.find(one => placeOf(one)[0] <= caret && caret <= placeOf(one)[1]);
    const line = at => desk.text.slice(Math.min(at, caret), Math.max(at, caret));
    const found = around ?? mendable.find(one => !line(placeOf(one)[0]).includes("\n"));
    if (found) mend([found]);
    else announce(said.noMend);
  }

  return {
    mend,
    leave,
    accept,
    putBack,
    fixSafe,
    show,
    step,
    mendAtCaret,
    open,
    left,
    isOpen,
    isMended: one => mended.has(one.id),
    /** A new answer says whether the mends have mended. */
    answered: () => mended.clear(),
  };
}
