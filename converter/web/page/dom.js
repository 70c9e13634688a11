/* Elements, and what is said aloud. */

/** An element with properties, attributes (those with a dash, and `role`), listeners (`onclick`) and children. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.includes("-") || key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.flat().filter(one => one !== null && one !== undefined && one !== false));
  return element;
}

export const button = (text, onclick, properties = {}) =>
  h("button", { type: "button", textContent: text, onclick, ...properties });

/** Fields of one choice: `choices` are `[value, words]`. */
export function radios(legend, name, choices, chosen, onchange) {
  const options = choices.map(([value, text]) =>
    h("label", {},
      h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onchange(value) }),
      h("span", { textContent: text })));
  return h("fieldset", { className: "radios" }, h("legend", { textContent: legend }), ...options);
}

let live = null;

/** Say something to those who do not see the page. */
export function announce(text) {
  live ??= document.body.appendChild(h("p", { className: "unseen", "aria-live": "polite", role: "status" }));
  live.textContent = text;
}

/** A dialog that goes away with Esc, and gives the focus back to where it was, or near it. */
export function openDialog(name, title, ...children) {
  const heading = h("h2", { textContent: title, id: `${name}-title` });
  const dialog = h("dialog", { className: name, "aria-labelledby": heading.id }, heading, ...children);
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  dialog.addEventListener("click", event => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Calls `act` once, `wait` ms after the last call. */
export function settled(wait, act) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait, ...values);
  };
}

export const timeNow = () =>
  new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

/** Give the browser a file to keep. */
export function keepFile(name, blob) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
