/* The article pane: the frame that shows it, the messages between both, and the pages of a PDF instead. */
import { h } from "../dom.js";
import { words } from "../words.js";

/**
 * @param {object} on `clicked(message)`, `key(message)`, `scrolled(from)`, `askedForNote(number)`,
 *   `edited(number, words)`, `drawn(seq)`
 */
export function makeArticle(on) {
  const token = crypto.randomUUID?.() ?? String(Math.random());
  const frame = h("iframe", { title: words.article.frame, src: "/frame" });
  frame.setAttribute("sandbox", "allow-scripts");
  const pages = h("div", { className: "pages", hidden: true });
  const look = { className: "pane article", role: "region", "aria-label": words.panes.article };
  const element = h("section", look, frame, pages);
  let known = new Set(); // hashes of the blocks that are shown
  let isReady = false;
  let waiting = []; // messages until then

  function tell(message) {
    if (isReady) frame.contentWindow.postMessage({ token, ...message }, "*"); // its origin is opaque
    else waiting.push(message);
  }

  const heard = {
    here: () => frame.contentWindow.postMessage({ token, do: "start", words: { done: words.article.done } }, "*"),
    ready() {
      isReady = true;
      for (const message of waiting.splice(0)) tell(message);
    },
    clicked: on.clicked,
    key: on.key,
    drawn: ({ seq }) => on.drawn(seq),
    scrolled: ({ from }) => on.scrolled(from),
    ask: ({ note }) => on.askedForNote(note),
    edit: ({ note, words: said }) => on.edited(note, said),
  };

  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    if (data.token === token || data.did === "here") heard[data.did]?.(data);
  });

  /** Show an answer, if all its blocks are known; false if one is not. */
  function show(answer, { flash, unread, isOther }) {
    const { seq, parts, html, lang, dir, said } = answer;
    const hashes = new Set(parts.flatMap(part => part.blocks.map(([hash]) => hash)));
    for (const hash of hashes) if (!(known.has(hash) || hash in html)) return false;
    known = hashes;
    tell({ do: "show", seq, parts, html, lang, dir, said, class: answer.class, flash, unread, isOther });
    return true;
  }

  async function showPages(make) {
    pages.hidden = false;
    frame.hidden = true;
    pages.replaceChildren(h("p", { className: "quiet", textContent: words.article.making, role: "status" }));
    try {
      const { blob } = await make();
      const src = URL.createObjectURL(new Blob([blob], { type: "application/pdf" }));
      pages.replaceChildren(h("iframe", { title: words.article.pdf, src }));
    } catch (error) {
      pages.replaceChildren(h("p", { className: "quiet", textContent: error.message, role: "alert" }));
    }
  }

  return {
    element,
    show,
    showPages,
    showWeb() {
      pages.hidden = true;
      frame.hidden = false;
      pages.replaceChildren();
    },
    go: place => tell({ do: "go", ...place }),
    unread: places => tell({ do: "unread", places }),
    tint: from => tell({ do: "tint", from }),
    scroll: from => tell({ do: "scroll", from }),
    edit: (note, text) => tell({ do: "edit", note, text, label: words.article.editNote(note) }),
    theme: theme => tell({ do: "theme", theme }),
    focus: () => frame.focus(),
  };
}
