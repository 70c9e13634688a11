/* The preview: the article alone, drawn anew whenever another program saves its file. */
import { announce, button, h } from "./dom.js";
import { makeProblems } from "./drawers/problems.js";
import { listen } from "./keys.js";
import { makeArticle } from "./panes/article.js";
import { goRound, makePanes } from "./panes/panes.js";
import { makeStrip } from "./panes/strip.js";
import { server } from "./server.js";
import { words } from "./words.js";

const said = words.preview;
const NONE = new Set();

/** @param {object} hello with `preview`: the names of the files */
export function openPreview(root, { preview: names }) {
  let shown = 0; // index of the file
  let number = 0; // of the question asked last
  let have = null; // the number of the answer that is shown
  let isOther = true; // whether another file is to be shown
  let picture = {};
  let last = { problems: [], suggestions: [] };
  const article = makeArticle({
    clicked() {},
    key: event => deeds.byKey(event),
    scrolled() {},
    askedForNote() {},
    edited() {},
    drawn: seq => root.setAttribute("data-drawn", seq),
  });
  const tint = problem => article.tint(problem?.from);
  const show = problem => article.go({ from: problem.from });
  const problems = makeProblems({ show, tint, copyPlace, close: closeDrawer }, true);
  const count = button("", () => (problems.isOpen() ? closeDrawer() : openDrawer(true)), {
    className: "plain count", "aria-expanded": "false", "aria-controls": "problems",
  });
  const saved = h("span", { className: "state", role: "status" });
  const tabs = names.map((name, index) => button(name, () => turn(index), { className: "tab" }));
  const bar = h("header", { className: "bar" },
    names.length > 1
      ? h("nav", { className: "files", "aria-label": said.files }, tabs)
      : h("h1", { className: "name", textContent: names[0] }),
    saved, h("div", { className: "tools" }, count));
  const stop = () => server.stop().catch(() => {});
  const strip = makeStrip({ problems: () => openDrawer(true), stop, show() {}, copy() {} });
  const panes = makePanes({ article: article.element, drawers: [problems.element] });
  panes.element.classList.add("alone");
  root.replaceChildren(bar, panes.element, strip.element);

  async function draw(flash) {
    const seq = ++number;
    try {
      const answer = await server.preview({ file: shown, have: have ?? undefined });
      if (seq !== number) return;
      const isKnown = article.show(answer, { flash, unread: [], isOther });
      isOther = false;
      have = isKnown ? answer.seq : null;
      if (!isKnown) return draw(false);
      picture = answer;
      last = await server.review(answer.seq);
      tell(last);
    } catch (error) {
      if (seq === number) strip.refused(error.message);
    }
  }

  function tell({ problems: found, receipt }) {
    document.title = words.title(names[shown]);
    strip.refused("");
    saved.textContent = said.saved(picture.saved);
    count.textContent = words.bar.problems(found.length);
    count.classList.toggle("some", found.length > 0);
    strip.counted(receipt, found.length);
    if (problems.isOpen()) problems.draw(found, [], NONE);
  }

  function turn(index) {
    shown = index;
    tabs.forEach((tab, at) => tab.setAttribute("aria-pressed", String(at === index)));
    have = null;
    isOther = true;
    draw(false);
  }

  function openDrawer(takesFocus) {
    problems.element.hidden = false;
    panes.element.dataset.drawer = "problems";
    count.setAttribute("aria-expanded", "true");
    problems.draw(last.problems, [], NONE);
    if (takesFocus) problems.focus();
  }

  function closeDrawer() {
    problems.element.hidden = true;
    delete panes.element.dataset.drawer;
    count.setAttribute("aria-expanded", "false");
    tint();
    count.focus();
  }

  async function copyPlace({ line }) {
    const place = `${names[shown]}:${line ?? 1}`;
    await navigator.clipboard.writeText(place);
    announce(words.problems.copiedPlace(place));
  }

  function step(by) {
    if (!problems.isOpen()) openDrawer(false);
    const one = problems.step(by);
    if (!one) return announce(words.problems.none);
    problems.focusCard(one.id);
    show(one);
  }

  const areas = () => [
    [article.element, article.focus], [problems.element, problems.focus], [bar, () => bar.querySelector("button").focus()],
  ];
  const deeds = listen({
    next: () => goRound(areas(), 1),
    before: () => goRound(areas(), -1),
    problemNext: () => step(1),
    problemBefore: () => step(-1),
  }, new AbortController().signal);

  follow();
  turn(0);

  function follow() {
    const events = server.events();
    events.addEventListener("changed", ({ data }) => {
      if (JSON.parse(data).file === shown) draw(true);
    });
    events.addEventListener("error", () => strip.closed(false));
    events.addEventListener("open", strip.opened);
  }
}
