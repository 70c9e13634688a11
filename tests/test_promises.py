"""Promises that hold for any text in every format; those of one module are tested with it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.promises import COMMANDS, SECONDS, TEXTS, allowed, spend
from converter import parse, render
from converter.document.model import Code, Document, Node, NoteNumber, NoteRef, Stray, Text
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import walk, walk_text, without_spans
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
    """The words of a page as a reader sees them: body and notes, without back links and their heading."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.hidden = 0
        self.in_notes = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        role = dict(attrs).get("role")
        self.in_notes |= role == "doc-endnotes"
        if self.hidden or (self.in_notes and tag == "h2") or role == "doc-backlink":
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
    """The letters that no TeX command holds. Addresses have a command of their own, and two parts.

    ``[U+200B]`` stands for a character that no font has.
    """
    source = str(
        render(
            document, "latex", template=r"\BLOCK{if title}\VAR{title}\BLOCK{endif}\VAR{body}"
        ).output
    )
    source = re.sub(r"\\(?:label|ref|footref|footnotemark)\{[^}]*\}", "", source)
    source = re.sub(r"\\href\{(?:[^{}\\]|\\.)*\}", "", source)
    source = re.sub(r"\\(?:begin|end)\{[a-z]+\}(?:\{[^\n]*\})?|\\hspace\{0pt\}", "", source)
    source = re.sub(r"\[U\+[0-9A-F]{4,6}\]", "", source)
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
    assert differing(plain_tex(document), expected) == {}


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


SHORT = "# Oil\n\nOil.[footnoteRef:1] Wick.[footnoteRef:2] [1: See Roe.] [2: Id.; supra note 1.]\n"
"""A text for which a command loads what it has for texts of any size."""

# Hostile texts; `make test` measures every command on every one of them


@pytest.mark.parametrize(
    ("title", "command"),
    [("wide ranges", "json"), ("wide ranges in a note", "renumber"), ("one-letter lines", "html"),
     ("one-letter lines", "renumber"), ("table rows", "check"), ("opening brackets", "check")],
)  # fmt: skip
def test_a_hostile_text_takes_no_more_memory_than_its_size_allows(
    title: str, command: str, tmp_path: Path
) -> None:
    size = 100_000
    (tmp_path / "in.txt").write_text(SHORT, encoding="utf-8")
    empty = spend(COMMANDS[command], tmp_path)
    (tmp_path / "in.txt").write_text(TEXTS[title](size), encoding="utf-8")
    spent = spend(COMMANDS[command], tmp_path)
    assert spent.memory <= allowed(size, empty.memory)
    assert spent.seconds <= SECONDS  # ten times what it may take, as other work slows it


plain_lines = st.lists(
    st.sampled_from(["a", "b c", " d", "e\tf", "\t", " ", "", "x,"]), max_size=12
)


@given(plain_lines, st.sampled_from(["\r\n", "\r"]))
def test_plain_lines_are_the_same_whatever_ends_them(lines: list[str], end: str) -> None:
    first = without_spans(parse("\n".join(lines)).document)
    assert without_spans(parse(end.join(lines)).document) == first


@given(plain_lines)
def test_plain_lines_are_read_together_as_they_are_one_by_one(lines: list[str]) -> None:
    """A line with a bracket is read by way of its tokens."""
    text = "\n".join(lines)
    apart = parse("\n".join(f"{line}[" if line.strip() else line for line in lines)).document
    together = parse(text).document
    assert len(together.blocks) == len(apart.blocks)
    words = [node.text for node in walk(together.blocks) if isinstance(node, Text)]
    bare = [node.text.replace("[", "") for node in walk(apart.blocks) if isinstance(node, Text)]
    assert [one.strip() for one in words] == [one.strip() for one in bare]
