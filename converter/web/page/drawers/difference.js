/* What the safe mends will change, line by line, before they are made. */
import { button, h, openDialog } from "../dom.js";
import { words } from "../words.js";

const said = words.problems;
const AROUND = 60; // characters shown before and after what changes

/** @param {object} mended `diff` (line, old, new), `count`  @param {() => void} make */
export function openDifference({ diff, count }, make) {
  const rows = diff.map(({ line, old, new: fresh }) => {
    const [before, gone, added, after] = parted(old, fresh);
    return h("li", {}, h("span", { className: "where", textContent: said.line(line) }),
      h("p", { className: "old" }, h("span", { className: "unseen", textContent: `${said.diffBefore}: ` }), before,
        h("del", { textContent: gone }), after),
      h("p", { className: "new" }, h("span", { className: "unseen", textContent: `${said.diffAfter}: ` }), before,
        h("ins", { textContent: added }), after));
  });
  const doIt = button(said.diffDo(count), () => {
    dialog.close();
    make();
  }, { className: "main" });
  const title = said.diffTitle(count);
  const dialog = openDialog("difference", title, h("ol", { tabIndex: 0, "aria-label": title }, rows),
    h("p", { className: "actions" }, doIt, button(said.cancel, () => dialog.close(), { className: "plain" })));
  doIt.focus();
}

/* What both lines share at their ends, shortened; and what differs. */
function parted(old, fresh) {
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  const before = old.slice(0, start);
  const after = old.slice(old.length - end);
  return [
    before.length > AROUND ? `…${before.slice(-AROUND)}` : before,
    old.slice(start, old.length - end),
    fresh.slice(start, fresh.length - end),
    after.length > AROUND ? `${after.slice(0, AROUND)}…` : after,
  ];
}
