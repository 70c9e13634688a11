/* A problem as a card: what is wrong in a sentence, the words it is about, and what can be done. */
import { button, h } from "../dom.js";
import { words } from "../words.js";

const said = words.problems;

/** @param {object} look `isLeft`, `isPreview`, `isOpen` (the rule is shown), `isCurrent` */
export function card(problem, look, on) {
  const { id, message, severity, code } = problem;
  const remedy = withoutOptions(problem.remedy);
  const title = button("", () => on.show(problem), { className: "sentence", id: `problem-${id}` });
  title.append(h("span", { className: "where", textContent: where(problem) }), ended(message));
  const why = h("details", { className: "why", open: look.isOpen },
    h("summary", { textContent: said.why }), h("p", { className: "code", textContent: problem.rule || code }),
    h("pre", { textContent: problem.why, tabIndex: 0, "aria-label": problem.rule || code }));
  why.addEventListener("toggle", () => on.why(why.open));
  const element = h("article", {
    className: `card ${severity}${look.isCurrent ? " current" : ""}`, tabIndex: -1, "data-id": id, "aria-label": message,
  }, title, snippet(problem), remedy ? h("p", { className: "remedy", textContent: remedy }) : null,
    h("p", { className: "actions" }, actions(problem, look, on)), problem.why ? why : null);
  element.addEventListener("pointerenter", () => on.tint(problem));
  element.addEventListener("pointerleave", () => on.tint());
  element.addEventListener("focusin", () => on.tint(problem));
  element.addEventListener("focusout", () => on.tint());
  return element;
}

/* Sentences about options of the command are none for this page. */
const withoutOptions = remedy => remedy.split(/(?<=[.!?])\s/).filter(one => !/(^|\s)--\w/.test(one)).join(" ");

const ended = sentence => (/[.?!…”]$/.test(sentence) ? sentence : `${sentence}.`);

function where({ note, line }) {
  if (note) return said.inNote(note);
  return line ? said.line(line) : said.inText;
}

function snippet({ before, at, after }) {
  if (!at) return null;
  const marked = h("mark", { textContent: at.length > 160 ? `${at.slice(0, 160)}…` : at });
  return h("p", { className: "snippet" }, before, marked, after);
}

function actions(problem, look, on) {
  if (look.isPreview) return [button(said.copyPlace, () => on.copyPlace(problem), { className: "plain" })];
  if (look.isLeft) return [button(said.putBack, () => on.putBack(problem), { className: "plain" })];
  const properties = { className: "do", "aria-describedby": `problem-${problem.id}` };
  return [
    problem.fix && button(problem.fix.label, () => on.mend([problem]), properties),
    acceptedBy(problem) && button(said.accept, () => on.accept(problem, `note:${problem.note}`), properties),
    button(said.leave, () => on.leave(problem), { className: "plain" }),
  ].filter(Boolean);
}

/** What accepts all looks of the kind that a suggestion is of, such as ``T13``; "" if it is of no look. */
export const acceptedBy = ({ group, note, remedy }) =>
  group === "typography" && note ? (/--accept (\w+)/.exec(remedy)?.[1] ?? "") : "";
