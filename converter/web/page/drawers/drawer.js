/* What the drawers share: a landmark at the side, on a phone a sheet at the foot, with a heading and a way out. */
import { button, h } from "../dom.js";
import { words } from "../words.js";

export function makeDrawer(id, title, close, ...content) {
  const heading = h("h2", { textContent: title, tabIndex: -1 });
  const body = h("div", { className: "body" }, content);
  const element = h("aside", { className: "drawer", id, hidden: true, "aria-label": title, tabIndex: -1 },
    h("div", { className: "head" }, heading,
      button("×", close, { className: "plain close", "aria-label": `${words.panes.close}: ${title}` })), body);
  element.addEventListener("keydown", event => {
    if (event.key !== "Escape" || element.querySelector(":popover-open")) return;
    event.preventDefault();
    close();
  });

  const owners = () => [...element.querySelectorAll("[data-id]")];

  return {
    element,
    isOpen: () => !element.hidden,
    /** Draw anew, with the focus left on the same button of the same card or row, or of that in its place. */
    keepingFocus(draw) {
      const active = element.contains(document.activeElement) ? document.activeElement : null;
      const owner = active?.closest("[data-id]");
      const order = owner && owners().indexOf(owner);
      const at = owner && focusable(owner).indexOf(active);
      const { scrollTop } = body;
      draw();
      body.scrollTop = scrollTop;
      if (!active || active.isConnected) return;
      const all = owners();
      const again = owner && (all.find(one => one.dataset.id === owner.dataset.id) ?? all[order] ?? all.at(-1));
      (again ? (focusable(again)[at] ?? again) : heading).focus({ preventScroll: true });
    },
    focus: () => heading.focus({ preventScroll: true }),
  };
}

const focusable = element => [...element.querySelectorAll("button, summary, [tabindex='0']")];
