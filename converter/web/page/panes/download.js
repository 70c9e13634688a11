/* The sheet from which the article is downloaded: four choices, and a button for each format. */
import { button, h, keepFile, openDialog, radios } from "../dom.js";
import { server } from "../server.js";
import { words } from "../words.js";

const said = words.download;
const FORMATS = [["docx", said.word], ["html", said.page], ["pdf", said.pdf], ["latex", said.latex], ["zip", said.zip]];

/**
 * @param {object} choices `notes`, `notesAs`, `house`, `typography`: changed in place
 * @param {object} on `file(to)` gives a file, `chosen()` hears of a choice, `done(receipt)` of a download
 */
export async function openDownload(choices, on) {
  const choose = (name, value) => {
    choices[name] = value;
    on.chosen(name);
  };
  const report = h("div", { className: "house", role: "status" });
  const message = h("p", { className: "done", role: "status" });
  const formats = FORMATS.map(([to, text]) => button(text, () => get(to, text), { className: "format" }));
  const dialog = openDialog("download", said.title,
    h("div", { className: "choices" },
      radios(said.notes, "kind",
        [["", said.asTheyAre], ["footnotes", said.footnotes], ["endnotes", said.endnotes]], choices.notes,
        value => choose("notes", value)),
      radios(said.web, "web", [["popup", said.popup], ["sidenotes", said.sidenotes], ["endnotes", said.end]],
        choices.notesAs, value => choose("notesAs", value)),
      h("div", {}, radios(said.house, "house", [["0", said.ours], ["1", said.yours]], choices.house,
        value => choose("house", value) || showHouse(value)), report),
      radios(said.italics, "italics", [["1", said.yes], ["0", said.no]], choices.typography,
        value => choose("typography", value))),
    h("p", { className: "formats" }, formats), message,
    h("p", { className: "actions" },
      button(said.markers, () => get("markers", said.markers), { className: "link" }),
      button(said.close, () => dialog.close(), { className: "plain" })));
  formats[0].focus();
  showHouse(choices.house);

  async function get(to, text) {
    message.className = "done";
    message.textContent = said.making(text);
    try {
      const { name, blob, receipt } = await on.file(to);
      keepFile(name, blob);
      message.replaceChildren(said.done(name), receipt ? h("br", {}) : "", receipt?.words ?? "");
      on.done(to, receipt);
    } catch (error) {
      message.className = "wrong";
      message.textContent = error.message;
    }
  }

  async function showHouse(value) {
    if (value === "0") return report.replaceChildren();
    const input = h("input", { type: "file", accept: ".docx", id: "house-file", className: "unseen" });
    const label = h("label", { className: "choose", htmlFor: "house-file", textContent: said.houseUse });
    const told = h("p", { className: "quiet" });
    input.addEventListener("change", () => take(server.useHouse(input.files[0]), told));
    report.replaceChildren(input, label, told);
    take(server.house(), told);
  }

  /* What the journal's file has and lacks. */
  async function take(asked, told) {
    try {
      const { name, words: found } = await asked;
      if (!name) return;
      told.className = "quiet";
      told.replaceChildren(h("b", { textContent: name }), ` ${found} `, button(said.houseForget, async () => {
        await server.forgetHouse();
        told.replaceChildren();
      }, { className: "link" }));
    } catch (error) {
      told.className = "wrong";
      told.textContent = error.message;
    }
  }

  return dialog;
}
