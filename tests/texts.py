"""Hypothesis strategies for texts: pieces of the format, in any order."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    "[footnoteRef:1]", "[footnoteRef:2]", "[endnoteRef:1]", "[FootnoteRef: 3]", "[footnoteRef:x]",
    " [1:  ", " [2:  ", "[1:", "[3: ", "] ", "]", "]  [2: ", "[", "[[", "]]", "\n", "\n\n", "\r\n",
    "\t", " ", "  ", "*", "**", "242", "Ash.", "elm", "Id.", "supra note 1", "é", "e\u0301", "김",
    "שלום", "\u00a0", "\u200b", "\x00", "\x0b", "\x85", "\u2028", "\ud800", "\ufeff", "-", "…",
    "https://x.org/a_(b)", "[https://perma.cc/AB12-CD34]", "www.x.org", "<https://x.org>", ")", ".",
    '!!! End note with ID "1" not found in document.', "\tComment by A B: why", "[bookmark: _Go]",
    "---\n", "---\ntitle: x\n---\n", "title: {", "\\input{x}", "{{7*7}}", "<script>", "&amp;", "%",
    "$x$", "#", "~", "^^5c", "a line of words that is rather long and runs on to the next\n",
]  # fmt: skip

marker_texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map(
    "".join
)
"""Texts that use the format's pieces well and badly."""

any_texts = st.one_of(marker_texts, st.text())

USUAL = ["So. ", "[t]he tide ", "", " ", "Id.", "https://x.org [https://perma.cc/AB12-CD34]."]
FAULTS = ["*", "12 ", "a]b ", "[", "]", "\t", "[2: ", "[a [b] c] ", "[footnoteRef:2]",
          "[FootnoteRef:1]", "\r", "\x0b", '!!! End note with ID "1" not found in document.']  # fmt: skip
WORDS = st.sampled_from([*USUAL * 9, *FAULTS])


@st.composite
def _noted_lines(draw: st.DrawFn) -> str:
    ids = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3))
    marks = [f"{draw(WORDS)}[footnoteRef:{id}]" for id in ids]
    notes = [f" [{id}:  {draw(WORDS)}] " for id in ids]
    return "".join([*marks, draw(WORDS), *notes])


noted_texts = st.lists(st.one_of(_noted_lines(), WORDS, st.sampled_from(PIECES)), max_size=8).map(
    "\n".join
)
"""Lines as the extractor writes them, with a fault here and there."""
