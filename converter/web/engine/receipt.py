"""What went in and what came out, counted in the source and in the output that is given.

Counted are notes and letters. Marks and the brackets of notes are no letters of the text; figures are
left out, as numbers follow their notes, and so are the signs that say what a line is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import chain
from typing import Any, NamedTuple

from converter.document.model import Document, OrderedList
from converter.document.notes import written
from converter.document.tree import walk
from converter.formats import Parsed
from converter.markers import read_markers
from converter.web.engine.picture.shown import Shown

MARK = re.compile(r"\[\s*(?:foot|end)noteRef\s*:\s*-?[0-9]+\s*\]", re.IGNORECASE)
"""A mark, found without the reader that is to be controlled."""

NO_TEXT = "M007"
"""The code of what is said of a sentence that extraction wrote in place of a note."""

TAG = re.compile(r"<[^>]*>")
BACK_LINK = re.compile(r'<a role="doc-backlink".*?</a>', re.DOTALL)
NOTE = re.compile(r'id="note-')
LATEX_NOTE = re.compile(r"\\(?:footnote|endnote|notetext|marknote)(?=[\[{])")
HIDDEN = re.compile(r"<(script|style|noscript|head)\b.*?</\1>", re.DOTALL)


class Taken(NamedTuple):
    """What an output has to have: so many notes, and these letters."""

    notes: int
    letters: Counter[str]


def taken(parsed: Parsed, format: str) -> Taken:
    """What went in: of marker text all but front matter and marks, of other sources what was read."""
    if format == "marker":
        words = _words_of(parsed.source)
    else:
        words = "".join([getattr(node, "text", "") for node in _nodes(parsed.document)])
    letters = _letters(words)
    return Taken(len(parsed.document.notes), letters - _of_lists(parsed.document))


def of_page(into: Taken, shown: Shown) -> dict[str, Any]:
    """The receipt of the picture of a text."""
    html: dict[bool, list[str]] = {True: [], False: []}
    for part in shown.parts:
        html[part.name == "head"] += [shown.html[one.hash] for one in part.items]
    head, rest = html[True], html[False]
    words = shown_words("".join(rest))
    return receipt(into, sum(map(_notes_out, rest)), shown_words("".join(head)), words)


def of_html(into: Taken, page: str) -> dict[str, Any]:
    """The receipt of a web page."""
    page = HIDDEN.sub("", page)
    head, end, rest = page.rpartition("</header>")
    return receipt(into, _notes_out(page), shown_words(head + end), shown_words(rest))


def of_word(into: Taken, data: bytes, said: str = "") -> dict[str, Any]:
    """The receipt of a Word file, which is read for it."""
    from converter.conversion import read

    written = read(data, "docx", comments="keep")
    done = receipt(into, len(written.document.notes), "", written.source)
    return done | {"words": f"{done['words']}; {said}"} if said else done


def of_latex(into: Taken, source: str) -> dict[str, Any]:
    """The receipt of LaTeX, or of the PDF that was set from it: of notes only."""
    return receipt(into, len(LATEX_NOTE.findall(source.partition("\\begin{document}")[2])))


def receipt(
    into: Taken, notes_out: int, head: str = "", words: str | None = None
) -> dict[str, Any]:
    """What is said of an output with so many notes.

    `words` are its own, None if they are not known; `head` those above the text, most of them out of
    front matter.
    """
    lost = None if words is None else _lost(into, head, words)
    return {
        "notes_in": into.notes,
        "notes_out": notes_out,
        "lost": lost,
        "words": _sentence(into.notes, notes_out, lost),
    }


def _lost(into: Taken, head: str, words: str) -> int:
    """How many letters of the source are not in the output.

    Those of front matter are not counted, so the head is asked only for what else is missing.
    """
    missing = into.letters - _letters(words)
    return sum((missing - _letters(head)).values())


def _sentence(notes_in: int, notes_out: int, lost: int | None) -> str:
    said = f"{_count(notes_in, 'note')} in, {_count(notes_out, 'note')} out"
    if lost is None:
        return said
    return f"{said}, no letter lost" if not lost else f"{said}, {_count(lost, 'letter')} missing"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _notes_out(html: str) -> int:
    return len(NOTE.findall(html))


def shown_words(html: str) -> str:
    """The words of HTML as a reader sees them, without the links back."""
    return unescape(TAG.sub("", BACK_LINK.sub("", html)))


def _words_of(source: str) -> str:
    """The words of marker text, of notes that stand in it more than once those of one.

    Extraction writes a note at each of its marks. A copy is left out only if it is one, to the letter.
    """
    markers = read_markers(source, _behind_front_matter(source))
    notes = {one.key: source[one.definition.start : one.definition.end] for one in markers.notes}
    done, parts = markers.start, []
    for start, key in sorted(markers.repeated.items()):
        end = markers.holes[start]
        if _letters(source[start:end]) == _letters(notes.get(key, "")):
            parts.append(source[done:start])
            done = end
    for one in markers.diagnostics:
        if one.code == NO_TEXT and one.span is not None and one.span.start >= done:
            parts.append(source[done : one.span.start])
            done = one.span.end
    return MARK.sub("", "".join([*parts, source[done:]]))


def _nodes(document: Document) -> Iterator[Any]:
    return chain(walk(document.blocks), walk(document.notes))


def _behind_front_matter(text: str) -> int:
    if not text.startswith("---"):
        return 0
    from converter.readers.marker.front_matter import read_front_matter

    return read_front_matter(text).end


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalpha, text.lower()))


def _of_lists(document: Document) -> Counter[str]:
    """The letters that number items: an output has them as numbers of its own."""
    letters: Counter[str] = Counter()
    for node in walk(document.blocks):
        if isinstance(node, OrderedList) and node.format != "decimal":
            for number in range(node.start, node.start + len(node.items)):
                letters.update(written(max(number, 1), node.format).lower())
    return letters
