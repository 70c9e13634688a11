/* Keys of the whole page; those pressed in the article's frame come here too. */
import { button, h, openDialog } from "./dom.js";
import { words } from "./words.js";

/* What a key asks for: the name of one of the page's deeds, or nothing. */
function deedOf({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  const control = ctrlKey || metaKey;
  if (key === "F6") return shiftKey ? "before" : "next";
  if (key === "F8") return shiftKey ? "problemBefore" : "problemNext";
  if (control && altKey && key.toLowerCase() === "f") return "pair";
  if (!control || altKey) return key === "?" ? "keys" : null;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return { enter: "word", ".": "mend", s: "save", y: "redo" }[key.toLowerCase()] ?? null;
}

const isWriting = target =>
  Boolean(target.closest?.("input, textarea, select, [contenteditable='true'], .cm-editor"));

/* What whoever writes has for themselves. */
const WRITING = ["keys", "undo", "redo"];

/**
 * Listen to keys until a signal says that it is enough.
 *
 * @param {Record<string, () => void>} deeds
 * @returns `byKey(event)` for keys that were pressed in the frame, and `keys()`
 */
export function listen(deeds, signal) {
  const all = { keys: openKeys, ...deeds };

  function byKey(event) {
    const deed = deedOf(event);
    if (!all[deed]) return false;
    all[deed]();
    return true;
  }

  addEventListener("keydown", event => {
    if (event.defaultPrevented || document.querySelector("dialog:modal")) return;
    if (isWriting(event.target) && WRITING.includes(deedOf(event))) return;
    if (byKey(event)) event.preventDefault();
  }, { signal });

  return { byKey, keys: openKeys };
}

function openKeys() {
  const said = words.keys;
  const rows = said.list.map(([keys, text]) =>
    h("tr", {}, h("th", { scope: "row" }, h("kbd", { textContent: keys })), h("td", { textContent: text })));
  const dialog = openDialog("keys", said.title, h("table", {}, h("tbody", {}, rows)),
    h("p", { className: "actions" }, button(said.close, () => dialog.close(), { className: "plain" })));
}
