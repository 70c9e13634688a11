/* Files out of the desk. */
import { announce, keepFile } from "../dom.js";
import { openDownload } from "../panes/download.js";
import { Refused, server } from "../server.js";
import { words } from "../words.js";

const GONE = 410; // the Word file that the text came from is no longer held

/** @param {object} desk `text`, `name`, `kind`, `source`, `file`, `choices`, `saved()`, `chosen()`, `refused(message)` */
export function makeSaving(desk) {
  const { choices } = desk;

  const stem = () => desk.name.replace(/\.\w{1,5}$/, "") || "article";

  async function file(to) {
    const { notes, notesAs, house, typography, accept } = choices;
    const download = () => server.download({
      to, name: `${stem()}.txt`, notes, notes_as: notesAs, house, typography,
      accept: accept.join(","), source: desk.source,
    }, desk.text.now());
    try {
      return await download();
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== GONE || !desk.file) throw error;
      desk.source = (await server.open(desk.name, desk.file)).source; // another converter has not seen it
      return download();
    }
  }

  async function save(to) {
    try {
      const { name, blob, receipt } = await file(to);
      keepFile(name, blob);
      desk.saved(receipt);
      announce(`${words.download.done(name)} ${receipt?.words ?? ""}`);
    } catch (error) {
      desk.refused(error.message);
    }
  }

  return {
    file,
    word: () => save("docx"),
    save: () => save(desk.kind === "word" ? "docx" : "markers"),
    sheet: () => openDownload(choices, { file, chosen: desk.chosen, done: (_, receipt) => desk.saved(receipt) }),
  };
}
