/* Where the page begins: the first screen, the desk for a text, or the preview of files. */
import { announce, h } from "./dom.js";
import { openDesk } from "./editing.js";
import { keeping } from "./keeping.js";
import { makeStart, takeIn } from "./panes/start.js";
import { openPreview } from "./preview.js";
import { Closed, server } from "./server.js";
import { words } from "./words.js";

const MB = 1_000_000;
const NEVER = { doc: words.refused.doc, pdf: words.refused.pdf };

const isPlain = new URLSearchParams(location.search).has("plain");
const desk = h("div", { id: "desk" });
let start = null;
let open = null; // the desk, once there is a text

document.body.append(desk);
document.documentElement.dataset.theme = keeping.choice("theme", "");
takeIn({ file: openFile, text: openText }, () => !open);
const greeting = server.hello().catch(() => ({ max_size: 50 * MB, preview: null }));
const hello = await greeting;
if (hello.preview) openPreview(desk, hello);
else if (keeping.desk()) show(keeping.desk());
else begin();

function begin() {
  open?.close();
  open = null;
  document.title = words.title("");
  start = makeStart({ file: openFile, example: () => take(words.start.example, server.example()) });
  desk.replaceChildren(start.element);
}

async function openFile(file) {
  const { preview, max_size: most } = await greeting;
  if (preview) return;
  const refusal = refusalOf(file, most);
  if (refusal) return tell(refusal);
  const act = () => take(file.name, server.open(file.name, file), file);
  if (open) open.before(act);
  else act();
}

function refusalOf({ name, size }, most) {
  const suffix = name.toLowerCase().split(".").at(-1);
  if (NEVER[suffix]) return NEVER[suffix];
  return size > most ? words.refused.tooBig(Math.ceil(size / MB), Math.floor(most / MB)) : "";
}

async function openText(name, text) {
  if (!(await greeting).preview) show({ name, kind: "text", source: "", text });
}

async function take(name, answer, file = null) {
  start?.tell(words.start.opening(name), false);
  try {
    const opened = await answer;
    keeping.addName(opened.name);
    show(opened, file);
  } catch (error) {
    tell(error instanceof Closed ? words.closed.gone : error.message);
  }
}

/* A refusal is said where the reader looks. */
function tell(refusal) {
  if (open) open.refused(refusal);
  else start.tell(refusal);
  announce(refusal);
}

async function show(opened, file = null) {
  open?.close();
  const { createText } = await import(isPlain ? "./text/plain.js" : "./text/editor.js");
  open = openDesk(desk, opened, { createText, hello, file, other: leave });
}

/* Back to the first screen; what was kept of the text goes. */
function leave() {
  keeping.dropDesk();
  begin();
  desk.querySelector("button")?.focus();
}
