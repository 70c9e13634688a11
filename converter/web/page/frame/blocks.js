/* Draws the blocks of an article with as few changes as there are, so that scroll, selection and the open note
   stay. Shared with `frame.js`, which follows, as `footnotedBlocks`. */
const footnotedBlocks = (() => {
  "use strict";
  const html = new Map(); // of blocks, by their hashes
  const rowOf = new WeakMap();
  // A page that names its policy may ask for trusted types; what comes here was escaped by the renderer
  const trusted = window.trustedTypes?.createPolicy("footnoted", { createHTML: words => words });

  // HTML, in a document of its own in which nothing is loaded

  const inert = document.implementation.createHTMLDocument("");

  function elementOf(text) {
    const box = inert.createElement("template");
    box.innerHTML = trusted ? trusted.createHTML(text) : text;
    return document.importNode(box.content.firstElementChild, true);
  }

  // Morphing: an element made like another with as few changes as there are

  function morph(old, fresh) {
    if (old.isEqualNode(fresh)) return old;
    if (old.nodeName !== fresh.nodeName || (fresh.id && old.id && old.id !== fresh.id)) {
      old.replaceWith(fresh);
      return fresh;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      rewrite(old, fresh.data);
      return old;
    }
    dress(old, fresh);
    morphChildren(old, fresh);
    return old;
  }

  // Only the characters that differ, so that a selection beside them stays
  function rewrite(node, text) {
    const old = node.data;
    const most = Math.min(old.length, text.length);
    let start = 0;
    while (start < most && old[start] === text[start]) start++;
    let end = 0;
    while (end < most - start && old.at(-1 - end) === text.at(-1 - end)) end++;
    node.replaceData(start, old.length - start - end, text.slice(start, text.length - end));
  }

  function dress(old, fresh) {
    const isOpen = old.classList.contains("fn-open");
    for (const { name } of [...old.attributes]) {
      const isScripts = name === "aria-expanded" || (name === "id" && old.id.startsWith("fn-place"));
      if (!fresh.hasAttribute(name) && !isScripts) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    if (isOpen) old.classList.add("fn-open");
  }

  const isLike = (one, other) => one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");

  function morphChildren(old, fresh) {
    const [olds, news] = [[...old.childNodes], [...fresh.childNodes]];
    const most = Math.min(olds.length, news.length);
    let start = 0;
    while (start < most && olds[start].isEqualNode(news[start])) start++;
    let end = 0;
    while (end < most - start && olds.at(-1 - end).isEqualNode(news.at(-1 - end))) end++;
    const left = olds.slice(start, olds.length - end);
    const after = olds[olds.length - end] ?? null;
    for (const one of news.slice(start, news.length - end)) {
      const found = left.findIndex(each => isLike(each, one));
      if (found < 0) {
        old.insertBefore(one, left[0] ?? after);
        continue;
      }
      for (const gone of left.splice(0, found)) gone.remove();
      morph(left.shift(), one);
    }
    for (const gone of left) gone.remove();
  }

  /* The blocks of a part. Those with the same hash stay, others are morphed in their order. What is not done
     in time keeps its old look, or is not there, until the next step. `whenNew` hears of each element that was
     drawn. Whether all is done. */
  function draw(part, blocks, isLate, whenNew) {
    const { rows } = part;
    const most = Math.min(rows.length, blocks.length);
    let start = 0;
    while (start < most && rows[start].hash === blocks[start][0]) start++;
    let end = 0;
    while (end < most - start && rows.at(-1 - end).hash === blocks.at(-1 - end)[0]) end++;
    const news = blocks.slice(start, blocks.length - end);
    const { kept, spare } = matched(rows.slice(start, rows.length - end), news);
    let isDone = true;
    const middle = news.flatMap(([hash], index) => {
      if (kept[index]) return [kept[index]];
      const row = spare.shift();
      if (!isLate()) return [filled(row, hash, whenNew)];
      isDone = false;
      return row ? [row] : [];
    });
    for (const { element } of spare) element.remove();
    place(part.box, middle, rows[start - 1]?.element);
    part.rows = [...rows.slice(0, start), ...middle, ...(end ? rows.slice(-end) : [])];
    if (isDone) part.rows.forEach((row, index) => ([, row.from, row.to] = blocks[index]));
    return isDone;
  }

  function matched(rows, blocks) {
    const byHash = new Map();
    for (const row of rows) byHash.set(row.hash, [...(byHash.get(row.hash) ?? []), row]);
    const kept = blocks.map(([hash]) => byHash.get(hash)?.shift());
    const taken = new Set(kept);
    return { kept, spare: rows.filter(row => !taken.has(row)) };
  }

  // A new block; in place of another, if there is one to spare
  function filled(row, hash, whenNew) {
    const fresh = elementOf(html.get(hash));
    const element = row ? morph(row.element, fresh) : fresh;
    const one = { hash, element };
    rowOf.set(element, one);
    whenNew(element);
    return one;
  }

  function place(box, rows, before) {
    let next = before ? before.nextSibling : box.firstChild;
    for (const { element } of rows) {
      if (element === next) next = next.nextSibling;
      else box.insertBefore(element, next);
    }
  }

  return { html, rowOf, elementOf, draw };
})();
