"""Promises that hold for any text in every format; those of one module are tested with it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from converter import parse, render
from converter.document.model import Code, Document, Node, NoteNumber, NoteRef, Stray, Text
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import walk, walk_text
from tests.growth import is_linear
from tests.texts import any_texts


def printed(document: Document) -> Counter[str]:
    """The characters that a reader must find: words once, numbers and marks at each call and note.

    A note that no mark of the text calls has no place; it is reported (R004).
    """
    index = index_notes(document)
    words = [word(node, index) for node in walk_text(document)]
    for note in document.notes:
        if note.key not in index.calls:
            continue
        words.append(index.label(note.key))
        words += [word(node, index) for node in walk(note.blocks)]
    return visible("".join(words))


def word(node: Node, index: NoteIndex) -> str:
    if isinstance(node, Text | Stray | Code):
        return node.text
    if isinstance(node, NoteNumber):
        return index.number(node)
    return index.label(node.note) if isinstance(node, NoteRef) else ""


def visible(text: str) -> Counter[str]:
    return Counter(one for one in text if not one.isspace())


class Page(HTMLParser):
    """The words of a page as a reader sees them: body and notes, without back links and headings."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        role = dict(attrs).get("role")
        if self.hidden or tag == "h2" or role == "doc-backlink":
            self.hidden += tag not in ("wbr", "br", "hr", "img", "meta")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words += data


def html_words(document: Document) -> Counter[str]:
    page = Page()
    page.feed(
        str(
            render(
                document, "html", template="<main>{{ title }}{{ body }}{{ notes }}</main>"
            ).output
        )
    )
    page.close()
    return visible(page.words)


def docx_words(document: Document) -> Counter[str]:
    data = render(document, "docx").output
    assert isinstance(data, bytes)
    index = index_notes(document)
    words = ""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in ("document", "footnotes", "endnotes"):
            if f"word/{name}.xml" in package.namelist():
                xml = package.read(f"word/{name}.xml").decode()
                xml = re.sub('<w:(endnote|footnote) w:type=".*?</w:\\1>', "", xml)
                words += "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
    words = unescape(words)
    # Word prints the numbers of first calls and of notes itself.
    numbers = [
        index.label(note.key) * 2
        for note in document.notes
        if index.calls.get(note.key) and not note.mark
    ]
    return visible(words + "".join(numbers))


def differing(found: Counter[str], expected: Counter[str]) -> dict[str, int]:
    return {
        one: found[one] - expected[one] for one in found | expected if found[one] != expected[one]
    }


@given(any_texts)
@settings(max_examples=200)
def test_nothing_is_lost_or_doubled_in_a_page(text: str) -> None:
    document = parse(text).document
    assert differing(html_words(document), printed(document)) == {}


@given(any_texts)
@settings(max_examples=200)
def test_nothing_is_lost_or_doubled_in_a_word_file(text: str) -> None:
    document = parse(text).document
    assert differing(docx_words(document), printed(document)) == {}


def plain_tex(document: Document) -> Counter[str]:
    """The letters that no TeX command holds. Addresses have a command of their own, and two parts."""
    source = str(
        render(
            document, "latex", template=r"\BLOCK{if title}\VAR{title}\BLOCK{endif}\VAR{body}"
        ).output
    )
    source = re.sub(r"\\(?:label|ref|footref|footnotemark)\{[^}]*\}", "", source)
    source = re.sub(r"\\href\{(?:[^{}\\]|\\.)*\}", "", source)
    source = re.sub(r"\\(?:Hebrew|Korean|symbols?|[A-Z][a-z]+)(?=\{)", "", source)
    source = re.sub(r"\\[A-Za-z]+", "", source)
    return Counter(re.findall("[A-Za-z]", source))


@given(any_texts)
@settings(max_examples=200)
def test_no_letter_is_lost_or_doubled_in_latex(text: str) -> None:
    document = parse(text).document
    nodes = [*walk_text(document), *walk(document.notes)]
    texts = "".join(node.text for node in nodes if isinstance(node, Text | Stray | Code))
    expected = Counter(re.findall("[A-Za-z]", texts))
    found = plain_tex(document)
    assert not expected - found


@given(any_texts)
@settings(max_examples=200)
def test_every_mark_with_a_note_gives_one_note_in_every_format(text: str) -> None:
    document = parse(text).document
    called = [note for kind in index_notes(document).called.values() for note in kind]
    assert len(called) == len(document.notes)
    page = str(render(document, "html").output)
    assert page.count('<li id="note-') == len(called)
    data = render(document, "docx").output
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    assert body.count("<w:footnoteReference ") + body.count("<w:endnoteReference ") == len(called)


def notes(words: str) -> Callable[[int], str]:
    """Texts of so many notes of these words."""
    return lambda n: "".join(f"A.[footnoteRef:{i}] [{i}: {words}] \n\n" for i in range(1, n))


HOSTILE: dict[str, Callable[[int], str]] = {
    "references between marks": lambda n: notes("x")(3) + "See supra note 1.[footnoteRef:1] " * n,
    "references between links": lambda n: f"A.[footnoteRef:1] [1: {'Id.; https://x.org/a ' * n}]",
    "marks of one line": lambda n: (
        "".join(f"a.[footnoteRef:{i}]" for i in range(n)) + "".join(f" [{i}: x] " for i in range(n))
    ),
    "marks without notes": lambda n: "".join(f"a.[footnoteRef:{i}]" for i in range(n)),
    "notes without marks": lambda n: "".join(f"[{i}: x] " for i in range(n)),
    "one note called again": lambda n: "a.[footnoteRef:1]" * n + "[1: x]",
    "notes under one number": lambda n: "a.[footnoteRef:1] [1: x] \n\n" * n,
    "notes that point back": notes("Id. at 4; Ash, supra note 1, at 2."),
    "brackets": lambda n: "a.[footnoteRef:1] [1: " + "[ab " * n + "].c" * n,
    "rows": lambda n: "a\tb\n" * n,
    "columns": lambda n: ("a\t" * n + "b\n") * 2,
    "lines": lambda n: "some words that may or may not go on in the next\n" * n,
    "scripts": lambda n: "등대 מגדלור منارة “a” " * n,
}


def test_the_time_to_pair_is_linear_in_marks_whose_definitions_are_none() -> None:
    def make(n: int) -> str:
        return "[footnoteRef:1]" * n + " b[1: x] c" * n

    assert is_linear(make, parse, 10_000)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_is_linear_in_every_format(name: str) -> None:
    def work(text: str) -> None:
        document = parse(text).document
        for format in ("html", "docx", "latex", "typst", "marker", "json", "tree"):
            render(document, format)

    work(HOSTILE[name](10))  # loads what all sizes need
    assert is_linear(HOSTILE[name], work, 1_500)
