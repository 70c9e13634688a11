/* Menus: popovers that hang below what opens them. */

/** Put a popover below what opens it, and let arrow keys go through its buttons. */
export function hang(list, opener) {
  list.addEventListener("toggle", ({ newState }) => {
    if (newState !== "open") return;
    const { bottom, right, top } = opener.getBoundingClientRect();
    const { width, height } = list.getBoundingClientRect();
    list.style.left = `${Math.max(8, Math.min(right - width, innerWidth - width - 8))}px`;
    list.style.top = `${bottom + height + 8 < innerHeight ? bottom + 4 : Math.max(8, top - height - 4)}px`;
    list.querySelector("button")?.focus();
  });
  list.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...list.querySelectorAll("button")];
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  });
}
