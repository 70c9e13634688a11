/* The dialogs that insert, move, delete or cite a note: each shows what will change before it is done. */
import { button, h, openDialog, settled } from "../dom.js";
import { server } from "../server.js";
import { words } from "../words.js";

const said = words.renumber;
const LOOKS_AFTER = 200; // ms after the last key
const MOST_ROWS = 12;

const TITLES = {
  insert: said.insertTitle, move: said.moveTitle, delete: said.deleteTitle, cite: said.citeTitle,
  unmark: said.deleteMarkTitle,
};

/**
 * Ask what is to be done with a note, show what will change, and do it.
 *
 * @param {string} kind insert, move, delete, cite, or unmark (a mark was deleted in the text)
 * @param {object} given `note`, `source`, `to` if it is known, `others` (numbers of notes of the kind), `text()`, `caret()`,
 *   `make(edits)` and, for unmark, `onlyMark()`
 */
export function openRenumbering(kind, given) {
  const { number } = given.note;
  const act = kind === "unmark" ? "delete" : kind;
  const preview = h("div", { className: "preview", role: "status" });
  const doIt = button(act === "delete" ? said.doDelete : said.do, finish, { className: "main", disabled: true });
  const lookSoon = settled(LOOKS_AFTER, look);
  const fields = fieldsOf(act, given, () => {
    doIt.disabled = true; // what it would do is of other words
    lookSoon();
  });
  const onlyMark = kind === "unmark" ? button(said.doMark, () => end(given.onlyMark), { className: "plain" }) : null;
  const form = h("form", { method: "dialog" }, fields.elements, preview,
    h("p", { className: "actions" }, doIt, onlyMark, button(said.cancel, () => dialog.close(), { className: "plain" })));
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (!doIt.disabled) finish();
  });
  const dialog = openDialog("renumbering", TITLES[kind](number), form);
  let answer = null;
  let asked = 0;

  async function look() {
    const own = ++asked;
    doIt.disabled = true;
    preview.replaceChildren(h("p", { className: "quiet", textContent: said.looking }));
    try {
      const query = { do: act, source: given.source, ...fields.query() };
      const found = await server.renumber(query, { text: given.text(), ...fields.body() });
      if (own !== asked) return;
      answer = found;
      preview.replaceChildren(...pictureOf(found));
      doIt.disabled = false;
    } catch (error) {
      if (own === asked) preview.replaceChildren(h("p", { className: "wrong", textContent: error.message }));
    }
  }

  function end(act) {
    dialog.close();
    act();
  }

  function finish() {
    end(() => given.make(answer.edits));
  }

  look();
  return dialog;
}

/* The fields of each kind, and what they add to the question. */
function fieldsOf(act, { note, to, others, caret }, changed) {
  if (act === "delete") return { elements: [], query: () => ({ note: note.number }), body: () => ({}) };
  if (act === "insert") {
    const area = h("textarea", { rows: 3, placeholder: said.newNote, oninput: changed });
    const body = () => ({ words: area.value.replace(/\s*\n\s*/g, " ").trim() || said.newNote });
    return { elements: [labelled(said.wordsOfNote, area)], query: () => ({ note: note.number }), body };
  }
  const number = h("select", { onchange: changed },
    others.filter(one => one !== note.number).map(one => h("option", { value: one, textContent: one })));
  if (to) number.value = to;
  if (act === "move") {
    const query = () => ({ note: note.number, to: number.value });
    return { elements: [labelled(said.toWhere, number)], query, body: () => ({}) };
  }
  const where = h("select", { onchange: changed },
    h("option", { value: "caret", textContent: said.atCaret }),
    others.map(one => h("option", { value: one, textContent: `${said.afterNote} ${one}` })));
  const isAtCaret = () => where.value === "caret";
  return {
    elements: [labelled(said.citeWhere, where)],
    query: () => ({ note: note.number, to: isAtCaret() ? "" : where.value }),
    body: () => (isAtCaret() ? { at: caret() } : {}),
  };
}

const labelled = (text, field) => h("label", { className: "labelled" }, h("span", { textContent: text }), field);

/* What changes: in a sentence, and number by number. */
function pictureOf({ words: sentence, rows, said: found = [] }) {
  const changed = rows.filter(([old, fresh]) => old !== fresh);
  const cells = changed.slice(0, MOST_ROWS).map(([old, fresh]) =>
    h("tr", {}, h("td", { textContent: old || "–" }), h("td", { textContent: "→", "aria-hidden": "true" }),
      h("td", { textContent: fresh || said.gone })));
  const heads = [said.old, "", said.new].map(text => h(text ? "th" : "td", { textContent: text }));
  const table = h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, cells));
  const left = changed.length - cells.length;
  return [
    h("p", { textContent: asSentence(sentence || said.unchanged) }),
    ...(changed.length ? [table] : []),
    ...(left > 0 ? [h("p", { className: "quiet", textContent: said.rest(left) })] : []),
    ...found.slice(0, 5).map(({ message }) => h("p", { className: "eye", textContent: message })),
  ];
}

const asSentence = words => `${words[0].toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
