/* The desk: a text, its article, its problems and notes, and what passes between them. */
import { announce, h, openDialog, settled, button } from "./dom.js";
import { makeFollowing } from "./deeds/following.js";
import { makeMending } from "./deeds/mending.js";
import { makeNumbering } from "./deeds/numbering.js";
import { makeSaving } from "./deeds/saving.js";
import { makeNotes } from "./drawers/notes.js";
import { makeProblems } from "./drawers/problems.js";
import { listen } from "./keys.js";
import { keeping } from "./keeping.js";
import { makeArticle } from "./panes/article.js";
import { makeBar } from "./panes/bar.js";
import { goRound, makePanes } from "./panes/panes.js";
import { makeStrip } from "./panes/strip.js";
import { makeRendering } from "./rendering.js";
import { server, whenClosed } from "./server.js";
import { lineFinder } from "./text/places.js";
import { words } from "./words.js";

const KEEPS_AFTER = 400; // ms after the last key
const SPEAKS_AFTER = 1000;
const SETS_PAGES_AFTER = 1500;

/* What a download has unless asked otherwise. A Word file keeps its own notes and looks, so that it can be given
   back with nothing changed but what was edited. */
const FIRST = { notes: "", notesAs: "popup", house: "0" };

/**
 * @param {object} opened `name`, `kind`, `source`, `text`, as the converter or this tab's memory gives it
 * @param {object} around `createText`, `hello`, `file` (what was opened), `other()` (back to the first screen)
 */
export function openDesk(root, opened, { createText, hello, file, other }) {
  const desk = {
    name: opened.name,
    kind: opened.kind,
    source: opened.source ?? "",
    file,
    choices: { ...FIRST, typography: opened.kind === "word" ? "0" : "1", accept: [], ...opened.choices },
    picture: { parts: [], text: null }, // what is shown, and the text that it is of
    last: { notes: [], problems: [], suggestions: [], receipt: null, text: null }, // what there is to say of it
    isBusy: () => !rendering.isIdle(),
    redraw,
    openDrawer,
    chosen,
    saved,
    refused: message => strip.refused(message),
    turned: name => panes.isNarrow() && panes.turn(name),
  };
  const closing = new AbortController();
  let isTouched = Boolean(opened.isTouched); // edited since it was opened or saved
  let view = "web";
  let isDressed = true;

  // The panes

  const pane = h("section", { className: "pane text", role: "region", "aria-label": words.panes.text });
  desk.text = createText(pane, words.text, {
    changed,
    moved: (place, byPointer) => following.moved(place, byPointer),
    pair: place => numbering.pair(place),
    unmark: mark => numbering.unmark(mark),
    mend: problem => mending.mend([problem]),
    leave: problem => mending.leave(problem),
  });
  desk.article = makeArticle({
    clicked: message => following.clicked(message),
    key: event => deeds.byKey(event),
    scrolled: from => following.scrolled(from),
    askedForNote: number => following.askedForNote(number),
    edited: (number, said) => following.edited(number, said),
    drawn: seq => root.setAttribute("data-drawn", seq),
  });
  const mending = makeMending(desk);
  const numbering = makeNumbering(desk);
  const following = makeFollowing(desk);
  const saving = makeSaving(desk);
  desk.problems = makeProblems({ ...mending, close: () => closeDrawer("problems"), tint }, false);
  desk.notes = makeNotes({ show: showNote, edit: numbering.edit, close: () => closeDrawer("notes") });
  const bar = makeBar(hello.views ?? ["web", "pdf"], {
    undo: () => desk.text.undo(),
    redo: () => desk.text.redo(),
    notes: () => toggle("notes"),
    problems: () => toggle("problems"),
    view: seen,
    download: saving.sheet,
    menu: name => menu[name](),
  });
  const strip = makeStrip({
    problems: () => openDrawer("problems", true),
    stop: () => server.stop().catch(() => {}),
    show: () => unread()[0] && mending.show(unread()[0]),
    copy: copyText,
  });
  const drawers = [desk.problems, desk.notes];
  const panes = makePanes({ text: pane, article: desk.article.element, drawers: drawers.map(one => one.element) });
  root.replaceChildren(bar.element, panes.tabs, panes.element, strip.element);

  // Drawing

  const rendering = makeRendering(desk.text.take, how, { drawn, reviewed, slow: strip.slow, refused: strip.refused });

  function how() {
    const { notesAs, typography, accept } = desk.choices;
    return { notes_as: notesAs, typography, accept: accept.join(","), source: desk.source };
  }

  function drawn(answer, text) {
    const old = desk.picture.text;
    desk.picture = { ...answer, text };
    if (old !== desk.last.text) old?.drop();
    strip.refused("");
    return desk.article.show(answer, { unread: unread().map(one => place(one)[0]) });
  }

  function reviewed(answer, text) {
    const old = desk.last.text;
    desk.last = withPlaces(answer, text);
    if (old !== desk.picture.text) old?.drop();
    mending.answered();
    desk.text.told(text, desk.last.notes, desk.last.problems.filter(mending.isOpen));
    desk.article.unread(unread().map(one => one.from));
    redraw();
    speak();
  }

  const unread = () =>
    desk.last.problems.filter(one => one.group === "notes" && one.severity === "error" && mending.isOpen(one));
  const place = ({ from, to }) => [desk.last.text.place(from, 1), desk.last.text.place(to)];

  function redraw() {
    const { notes, problems, suggestions, receipt } = desk.last;
    const number = mending.open().length;
    const isListed = one => !mending.isMended(one);
    if (desk.problems.isOpen()) {
      desk.problems.draw(problems.filter(isListed), suggestions.filter(isListed), mending.left);
    }
    if (desk.notes.isOpen()) desk.notes.draw(notes);
    bar.counted(notes.length, number);
    if (receipt) strip.counted(receipt, number);
    const [first] = unread();
    strip.unread(first ? words.strip.unreadLine(first.line) : "");
  }

  let spoken = null;
  const speak = settled(SPEAKS_AFTER, () => {
    const number = mending.open().length;
    if (spoken !== null && spoken !== number) announce(words.problems.announced(number));
    spoken = number;
  });

  function changed(isTyped = true) {
    isTouched = true;
    bar.saved(false);
    bar.canUndo(desk.text.canUndo(), desk.text.canRedo());
    desk.problems.hush();
    rendering.changed(isTyped);
    keep();
    speak();
    if (view !== "web") setPages();
  }

  // Keeping

  const keep = settled(KEEPS_AFTER, keepNow);

  function keepNow() {
    const { name, kind, source, choices } = desk;
    if (closing.signal.aborted) return;
    strip.kept(keeping.keepDesk({ name, kind, source, choices, isTouched, text: desk.text.now() }));
  }

  function saved(receipt) {
    isTouched = false;
    bar.saved(true);
    if (receipt) strip.counted(receipt, mending.open().length);
    keep();
  }

  function chosen(name) {
    if (["notesAs", "typography", "accept"].includes(name)) rendering.anew();
    if (view !== "web") setPages();
    keep();
  }

  async function copyText(copier) {
    await navigator.clipboard.writeText(desk.text.now());
    copier.textContent = words.closed.copied;
  }

  // Drawers

  function openDrawer(name, takesFocus = false) {
    for (const one of drawers) one.element.hidden = one !== desk[name];
    panes.element.dataset.drawer = name;
    bar.opened(name);
    redraw();
    if (takesFocus) desk[name].focus();
  }

  function closeDrawer(name) {
    const hadFocus = desk[name].element.contains(document.activeElement);
    desk[name].element.hidden = true;
    delete panes.element.dataset.drawer;
    bar.opened(null);
    tint();
    if (hadFocus) bar.focusDrawerButton(name);
  }

  const toggle = name => (desk[name].isOpen() ? closeDrawer(name) : openDrawer(name, true));

  function tint(problem) {
    desk.text.tint(...(problem ? place(problem) : []));
    desk.article.tint(problem?.from);
  }

  function showNote(note, cited) {
    const [from, to] = cited ? [cited.from, cited.from] : (note.marks[0] ?? note.body);
    desk.text.show(...place({ from, to }));
    desk.article.go({ from: cited ? cited.from : note.body[0], note: cited ? "" : note.number });
  }

  // What is seen

  const setPages = settled(SETS_PAGES_AFTER, () => seen(view));

  function seen(name) {
    view = name;
    if (name === "web") desk.article.showWeb();
    else desk.article.showPages(() => saving.file(name === "pdf" ? "pdf" : "word-pages"));
    desk.turned("article");
  }

  const menu = {
    find: () => desk.text.find(),
    markers() {
      isDressed = !isDressed;
      desk.text.showMarkers(!isDressed);
      bar.pressed("markers", !isDressed);
    },
    dark() {
      const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
      const { dataset } = document.documentElement;
      const theme = (dataset.theme || (isDark ? "dark" : "light")) === "dark" ? "light" : "dark";
      keeping.keepChoice("theme", (dataset.theme = theme));
      desk.article.theme(theme);
    },
    keys: () => deeds.keys(),
    other: () => before(other),
  };

  /* Do what takes the text away, once the reader knows. */
  function before(act) {
    if (isTouched) askBefore(act, saving.word);
    else act();
  }

  const areas = () => [
    [pane, desk.text.focus],
    [desk.article.element, desk.article.focus],
    ...drawers.map(one => [one.element, one.focus]),
    [bar.element, () => bar.element.querySelector("button:enabled").focus()],
  ];
  const deeds = listen({
    next: () => goRound(areas(), 1),
    before: () => goRound(areas(), -1),
    problemNext: () => mending.step(1),
    problemBefore: () => mending.step(-1),
    pair: () => numbering.pair(),
    word: saving.word,
    save: saving.save,
    mend: mending.mendAtCaret,
    undo: () => desk.text.undo(),
    redo: () => desk.text.redo(),
  }, closing.signal);

  // The converter goes and comes back

  whenClosed(strip.closed, () => {
    strip.opened();
    announce(words.closed.back);
    rendering.anew();
  }, closing.signal);
  addEventListener("pagehide", keepNow, { signal: closing.signal });

  bar.named(desk.name);
  desk.text.load(opened.text);
  desk.article.theme(document.documentElement.dataset.theme);
  rendering.anew();
  keep();
  desk.text.focus();

  return {
    close() {
      keepNow();
      closing.abort();
    },
    refused: strip.refused,
    before,
  };
}

/* With the lines of problems, and the places of notes as lists. */
function withPlaces(answer, text) {
  const lineOf = lineFinder(text.words);
  const withLine = one => ({ line: lineOf(one.from), ...one });
  const notes = answer.notes.map(note => ({
    ...note, marks: note.marks ?? (note.mark ? [note.mark] : []), body: note.body ?? [0, 0],
  }));
  return { ...answer, notes, problems: answer.problems.map(withLine), suggestions: answer.suggestions.map(withLine), text };
}

/* Before a text that is not saved goes. */
function askBefore(act, save) {
  const said = words.leaving;
  const doing = one => () => {
    dialog.close();
    one();
  };
  const dialog = openDialog("leaving", said.title, h("p", { textContent: said.said }), h("p", { className: "actions" },
    button(said.save, doing(save), { className: "main" }), button(said.leave, doing(act), { className: "plain" }),
    button(said.stay, () => dialog.close(), { className: "plain" })));
}
