/* The first screen, and every way for a file to come in: dropped, chosen, pasted, the example. */
import { button, h } from "../dom.js";
import { keeping } from "../keeping.js";
import { words } from "../words.js";

const said = words.start;
const KINDS = ".docx,.html,.htm,.txt,.md,.odt,.epub,.tex,.rst,.org,.json";

/** @param {object} on `file(file)`, `text(name, text)`, `example()` */
export function makeStart(on) {
  const input = h("input", { type: "file", accept: KINDS, className: "unseen", tabIndex: -1, "aria-hidden": "true" });
  input.addEventListener("change", () => {
    if (input.files[0]) on.file(input.files[0]);
    input.value = "";
  });
  const message = h("p", { className: "refusal", role: "alert" });
  const field = h("div", { className: "field" },
    h("p", { className: "ask", textContent: said.drop }),
    h("p", { className: "ways" },
      button(said.choose, () => input.click(), { className: "main" }),
      button(said.example, on.example, { className: "link" })),
    input, message);
  const element = h("main", { className: "start" },
    h("p", { className: "product", textContent: words.product }),
    h("h1", { textContent: said.title }), field, lately(),
    h("p", { className: "quiet", textContent: said.local }),
    h("details", { className: "quiet" }, h("summary", { textContent: said.what }),
      said.whatSaid.map(text => h("p", { textContent: text }))));
  return {
    element,
    tell: (text, isWrong = true) => {
      message.textContent = text;
      message.classList.toggle("wrong", isWrong);
    },
  };
}

function lately() {
  const names = keeping.names();
  if (!names.length) return null;
  const box = h("section", { className: "lately", "aria-labelledby": "lately" },
    h("h2", { id: "lately", textContent: said.recent }),
    h("ul", {}, names.map(name => h("li", { textContent: name }))),
    h("p", { className: "quiet" }, `${said.recentSaid} `, button(said.forget, forget, { className: "link" })));

  function forget() {
    keeping.dropNames();
    const told = h("p", { className: "quiet", textContent: said.forgotten, tabIndex: -1 });
    box.replaceWith(told);
    told.focus();
  }

  return box;
}

/** The whole window takes files, and on the first screen what is pasted. */
export function takeIn(on, isAtStart) {
  let depth = 0;
  const veil = h("div", { className: "veil", hidden: true }, h("p", { textContent: said.letGo }));
  document.body.append(veil);
  const hasFile = event => event.dataTransfer?.types.includes("Files");
  const lift = () => {
    depth = 0;
    veil.hidden = true;
  };

  addEventListener("dragenter", event => {
    if (!hasFile(event)) return;
    depth++;
    veil.hidden = false;
  });
  addEventListener("dragleave", event => hasFile(event) && --depth <= 0 && lift());
  addEventListener("dragover", event => hasFile(event) && event.preventDefault());
  addEventListener("drop", event => {
    if (!hasFile(event)) return;
    event.preventDefault();
    lift();
    on.file(event.dataTransfer.files[0]);
  });
  addEventListener("paste", event => {
    if (!isAtStart()) return;
    const [file] = event.clipboardData.files;
    const text = event.clipboardData.getData("text/plain");
    if (file) on.file(file);
    else if (text.trim()) on.text(said.pasted, text);
  });
}
