/* The drawer of problems: by what they mean to an editor, a card for each, with its mend. */
import { button, h } from "../dom.js";
import { words } from "../words.js";
import { acceptedBy, card } from "./card.js";
import { makeDrawer } from "./drawer.js";

const said = words.problems;
const GROUPS = ["notes", "references", "sources", "links", "word"];
const MOST_CARDS = 200; // of a group; nobody reads more, and the rest come as these are mended

/**
 * @param {object} on `show(problem)`, `tint(problem or none)`, `mend(problems)`, `leave(problem)`,
 *   `accept(problem, what)`,   `accept(problem, what)`, `putBack(problem)`, `fixSafe()`, `copyPlace(problem)`, `close()`
 * @param {boolean} isPreview whether the text can only be looked at
 */
export function makeProblems(on, isPreview) {
  const safe = button("", on.fixSafe, { className: "main wide", hidden: true, "aria-haspopup": "dialog" });
  const told = h("div", { className: "told", role: "status" });
  const list = h("div", { className: "groups" });
  const drawer = makeDrawer("problems", words.panes.problems, on.close, safe, told, list);
  let all = []; // problems and, behind them, suggestions, in the order of the list
  let current = ""; // id of the one that was gone to last
  const opened = new Set(); // ids of cards whose rule is shown, and names of folded groups

  /** @param {object[]} found @param {object[]} guessed @param {Set} left ids of those left as they are */
  function draw(found, guessed, left) {
    const isLeft = one => left.has(one.id);
    const open = found.filter(one => !isLeft(one));
    const suggestions = guessed.filter(one => !isLeft(one));
    const put = [...found, ...guessed].filter(isLeft);
    all = [...GROUPS.flatMap(group => open.filter(one => one.group === group)), ...suggestions];
    const fixable = isPreview ? 0 : open.filter(one => one.fix?.safe).length;
    safe.hidden = !fixable;
    safe.textContent = said.fixSafe(fixable);
    const groups = GROUPS.map(group => groupOf(group, open.filter(one => one.group === group)));
    drawer.keepingFocus(() => list.replaceChildren(
      ...(open.length ? [] : [nothing()]),
      ...groups,
      ...(suggestions.length ? [suggested(suggestions)] : []),
      ...(put.length ? [folded("left", said.left(put.length), put.map(one => cardOf(one, true)))] : []),
    ));
  }

  const cardOf = (problem, isLeft = false) =>
    card(problem, { isLeft, isPreview, isOpen: opened.has(problem.id), isCurrent: problem.id === current }, {
      ...on,
      why: isOpen => (isOpen ? opened.add(problem.id) : opened.delete(problem.id)),
      show(one) {
        current = one.id;
        on.show(one);
      },
    });

  function groupOf(group, found) {
    const heading = h("h3", {}, said.groups[group],
      h("span", { className: found.length ? "number" : "tick" },
        found.length ? String(found.length) : "✓",
        h("span", { className: "unseen", textContent: found.length ? ` ${said.found(found.length)}` : ` ${said.clean}` })));
    if (!found.length) return h("section", { className: "group clean" }, heading);
    return h("section", { className: "group" }, heading, found.slice(0, MOST_CARDS).map(one => cardOf(one)));
  }

  /* Guesses, by kind: each can be taken or left, and all of a kind. */
  function suggested(guessed) {
    const kindOf = one => acceptedBy(one) || `${one.code} ${one.fix?.label ?? ""}`;
    const boxes = [...new Set(guessed.map(kindOf))].map(kind => {
      const same = guessed.filter(one => kindOf(one) === kind);
      return h("div", { className: "kind" }, same.slice(0, MOST_CARDS).map(one => cardOf(one)), allOf(same));
    });
    const lead = h("p", { className: "quiet", textContent: said.suggestionsSaid });
    return folded("suggestions", said.suggestions(guessed.length), [lead, ...boxes]);
  }

  function allOf(same) {
    const [first] = same;
    const kind = acceptedBy(first);
    if (same.length < 2 || isPreview || !(kind || first.fix)) return null;
    const text = said.allOfKind(kind ? said.accept : first.fix.label, same.length);
    return button(text, () => (kind ? on.accept(first, kind) : on.mend(same)), { className: "plain" });
  }

  function folded(name, title, content) {
    const box = h("details", { className: `group ${name}`, open: opened.has(name) }, h("summary", { textContent: title }),
      content);
    box.addEventListener("toggle", () => (box.open ? opened.add(name) : opened.delete(name)));
    return box;
  }

  const nothing = () =>
    h("div", { className: "empty" }, h("p", { className: "large", textContent: said.none }),
      h("p", { className: "quiet", textContent: said.noneSaid }));

  /** The next problem, or the one before, from the one gone to last. */
  function step(by) {
    if (!all.length) return null;
    const at = all.findIndex(one => one.id === current);
    const next = all[(at < 0 ? (by > 0 ? 0 : -1) : at + by + all.length) % all.length] ?? all.at(-1);
    current = next.id;
    return next;
  }

  return {
    ...drawer,
    draw,
    step,
    /** Put the focus on what mends a problem, or else on its card; false if it is not listed. */
    focusCard(id) {
      const found = id && list.querySelector(`[data-id="${CSS.escape(id)}"]`);
      for (const one of list.querySelectorAll(".current")) one.classList.remove("current");
      if (!found) return false;
      current = id;
      found.closest("details.group")?.setAttribute("open", "");
      found.classList.add("current");
      found.scrollIntoView({ block: "nearest" });
      found.querySelector(".actions button").focus({ preventScroll: true });
      return true;
    },
    /** The card that takes the place of one that goes. */
    after(problem) {
      const at = all.findIndex(one => one.id === problem.id);
      return all[at + 1] ?? all[at - 1];
    },
    position: problem => said.place(all.findIndex(one => one.id === problem.id) + 1, all.length),
    /** What was done, with a way back. */
    tell(text, undo) {
      told.replaceChildren(text, " ", button(said.undo, () => {
        told.replaceChildren();
        drawer.focus();
        undo();
      }, { className: "link" }));
    },
    hush: () => told.replaceChildren(),
  };
}
