/* The strip at the foot: the receipt that the converter counted, and what is not as it should be. */
import { button, h } from "../dom.js";
import { words } from "../words.js";

const said = words.strip;

/** @param {object} on `problems()`, `stop()`, `show()`, `copy()` */
export function makeStrip(on) {
  const receipt = h("span", { textContent: said.counting });
  const toLookAt = button("", on.problems, { className: "link", hidden: true });
  const message = h("span", { className: "message", role: "status" });
  const element = h("footer", { className: "strip", role: "contentinfo", "aria-label": words.panes.receipt },
    h("p", { className: "receipt" }, receipt, toLookAt), message);
  const shown = new Map(); // kinds of message: what each says

  const ORDER = ["closed", "refused", "slow", "unread", "notKept"];

  function tell(kind, ...content) {
    if (content.length) shown.set(kind, content);
    else if (!shown.delete(kind)) return;
    const first = ORDER.find(one => shown.has(one));
    message.replaceChildren(...(first ? shown.get(first) : []));
    element.classList.toggle("warns", Boolean(first) && first !== "slow");
  }

  return {
    element,
    counted({ words: counted, lost, notes_in: into, notes_out: out }, problems) {
      receipt.textContent = counted;
      element.classList.toggle("short", lost > 0 || into !== out);
      toLookAt.hidden = !problems;
      toLookAt.textContent = said.toLookAt(problems);
    },
    slow: isSlow => (isSlow ? tell("slow", said.working, " ", button(said.stop, on.stop)) : tell("slow")),
    refused: why => (why ? tell("refused", `${why} ${said.unread}`) : tell("refused")),
    unread: text => (text ? tell("unread", text, " ", button(said.show, on.show)) : tell("unread")),
    kept: isKept => (isKept ? tell("notKept") : tell("notKept", said.notKept)),
    opened: () => tell("closed"),
    closed(isAnew) {
      const copy = button(words.closed.copy, () => on.copy(copy));
      tell("closed", isAnew ? `${words.closed.anew} ` : "", `${words.closed.said} `, copy);
    },
  };
}
