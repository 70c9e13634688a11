/* The panes side by side, with a seam that can be dragged; on a narrow screen tabs. And the way around them by F6. */
import { button, h } from "../dom.js";
import { keeping } from "../keeping.js";
import { words } from "../words.js";

const LEAST = 20; // of the width for a pane, in per cent
const STEP = 4;
const NARROW = matchMedia("(max-width: 47.99rem)");

/** @param {object} parts `text` (not in the preview), `article`, `drawers` */
export function makePanes({ text, article, drawers }) {
  const seam = h("div", {
    className: "seam", role: "separator", tabIndex: 0, "aria-orientation": "vertical", "aria-label": words.panes.seam,
    "aria-valuemin": LEAST, "aria-valuemax": 100 - LEAST,
  });
  const tabs = h("nav", { className: "tabs", "aria-label": words.panes.tabs });
  const element = h("main", { className: "panes" }, text ? [text, seam] : [], article, drawers);
  const byName = { text, article };
  if (text) {
    tabs.append(...["text", "article"].map(name => button(words.panes[name], () => turn(name), { className: "tab" })));
    turn("text");
    widen(keeping.choice("seam", 50));
    slide();
  }

  function turn(name) {
    for (const [one, pane] of Object.entries(byName)) pane?.classList.toggle("turned", one === name);
    [...tabs.children].forEach((tab, index) =>
      tab.setAttribute("aria-pressed", String(["text", "article"][index] === name)));
  }

  function widen(share) {
    const kept = Math.round(Math.min(100 - LEAST, Math.max(LEAST, share)));
    element.style.setProperty("--seam", kept);
    seam.setAttribute("aria-valuenow", kept);
    return kept;
  }

  const now = () => Number(seam.getAttribute("aria-valuenow"));

  function slide() {
    seam.addEventListener("pointerdown", event => {
      seam.setPointerCapture(event.pointerId);
      element.classList.add("sliding"); // the frame would swallow the pointer
    });
    seam.addEventListener("pointermove", event => {
      if (!seam.hasPointerCapture(event.pointerId)) return;
      const { left, right } = article.getBoundingClientRect();
      const start = text.getBoundingClientRect();
      const [from, to] = start.left < left ? [start.left, right] : [start.right, left];
      widen((100 * (event.clientX - from)) / (to - from));
    });
    seam.addEventListener("lostpointercapture", () => {
      element.classList.remove("sliding");
      keeping.keepChoice("seam", now());
    });
    seam.addEventListener("dblclick", () => keeping.keepChoice("seam", widen(50)));
    seam.addEventListener("keydown", ({ key }) => {
      const step = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -100, End: 100 }[key];
      if (step) keeping.keepChoice("seam", widen(now() + step));
    });
  }

  return {
    element,
    tabs,
    isNarrow: () => NARROW.matches,
    /** On a narrow screen, the pane of this name. */
    turn: name => byName[name] && turn(name),
  };
}

/** Put the focus into the next of some areas, `[element, focus]`; those that are not seen are passed over. */
export function goRound(areas, by) {
  const seen = areas.filter(([element]) => element.checkVisibility());
  const at = seen.findIndex(([element]) => element.contains(document.activeElement));
  const [, focus] = seen[(at + by + seen.length) % seen.length];
  focus();
}
