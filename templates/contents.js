/* Marks the line of the contents whose section is read. */
(() => {
  "use strict";
  const contents = document.querySelector('.footnoted [role="doc-toc"]');
  if (!contents) return;
  const lines = [...contents.querySelectorAll("a")];
  const headings = lines.map(line => document.getElementById(decodeURIComponent(line.hash.slice(1))));
  let due = 0;

  function follow() {
    due = 0;
    const read = headings.findLastIndex(one => one.getBoundingClientRect().top < innerHeight / 8);
    if (lines[read]?.ariaCurrent) return;
    for (const line of lines) line.ariaCurrent = null;
    if (read < 0) return;
    lines[read].ariaCurrent = "location";
    contents.scrollTop = lines[read].offsetTop - contents.clientHeight / 2; // where the list is long
  }

  const later = () => (due ||= requestAnimationFrame(follow));
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  follow();
})();
