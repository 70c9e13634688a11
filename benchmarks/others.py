"""What footnoted and other readers make of a Word file, in one form for `benchmarks.manuscripts`."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pypandoc  # type: ignore[import-untyped]
from lxml import etree, html

from converter.document.model import (
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Link,
    Math,
    NoteNumber,
    NoteRef,
    Paragraph,
    SmallCaps,
    Stray,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import walk, walk_text
from converter.document.words import plain
from converter.readers.docx import read


class Seen(NamedTuple):
    """A note where it is marked: its number as it is shown, and the text before the mark."""

    kind: str
    label: str
    paragraphs: list[str]
    before: str
    links: set[str]


class Understood(NamedTuple):
    """The notes of a file, the letters of its text, and those of them in italics and in small capitals.

    None for looks that the library does not give.
    """

    notes: list[Seen]
    text: str
    italics: str
    small_capitals: str | None


def ours(file: Path) -> Understood:
    document = read(file.read_bytes()).document
    index = index_notes(document)
    notes: list[Seen] = []
    words: list[str] = [document.meta.date]
    looks: dict[type, list[str]] = {Emphasis: [], SmallCaps: []}
    for node in walk_text(document):
        if isinstance(node, Text | Code | CodeBlock | Stray | Math):
            words.append(node.text)
        elif isinstance(node, NoteNumber):
            words.append(index.number(node))
        elif isinstance(node, Emphasis | SmallCaps):
            looks[type(node)].append(plain((node,), index))
        elif isinstance(node, NoteRef):
            note = index.notes[node.note]
            paragraphs = [
                one.text if isinstance(one, CodeBlock) else plain(one.content, index)
                for one in walk(note.blocks)
                if isinstance(one, Paragraph | Heading | CodeBlock)
            ]
            links = {one.url for one in walk(note.blocks) if isinstance(one, Link)}
            label = index.label(node.note)
            notes.append(Seen(note.kind, label, paragraphs, "".join(words[-200:]), links))
            words.append(note.mark or "")
    return Understood(notes, "".join(words), *map("".join, looks.values()))


class _Pandoc:
    """Pandoc's tree: nested lists and objects with ``t`` and ``c``."""

    def __init__(self) -> None:
        self.notes: list[Seen] = []
        self.words: list[str] = []
        self.looks: dict[str, list[str]] = {"Emph": [], "SmallCaps": []}
        self.links: set[str] = set()
        self.around: list[str] = []

    def walk(self, node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                self.walk(one)
            return
        if not isinstance(node, dict):
            return
        kind: str | None = node.get("t")
        content: Any = node.get("c")
        if kind in ("Str", "Code", "CodeBlock", "Math"):
            words = str(content if kind == "Str" or content is None else content[-1])
            self.words.append(words)
            for look in {*self.around}:
                self.looks[look].append(words)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            self.words.append(" ")
        elif kind == "Note":
            self.note(content)
        elif kind in ("Emph", "SmallCaps"):
            self.around.append(str(kind))
            self.walk(content)
            self.around.pop()
        else:
            if kind == "Link":
                self.links.add(content[-1][0])
            self.walk(content if kind else [*node.values()])

    def note(self, blocks: list[Any]) -> None:
        inner = _Pandoc()
        paragraphs = []
        for block in blocks:
            inner.words = []
            inner.walk(block)
            paragraphs.append("".join(inner.words))
        label = str(len(self.notes) + 1)
        before = "".join(self.words[-200:])
        self.notes.append(Seen("footnote", label, paragraphs, before, inner.links))


def pandoc(file: Path) -> Understood:
    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "json", str(file)]
    tree = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    found = _Pandoc()
    meta = tree["meta"]
    found.walk(
        [meta[key] for key in ("title", "subtitle", "author", "date", "abstract") if key in meta]
    )
    found.walk(tree["blocks"])
    return Understood(found.notes, "".join(found.words), *map("".join, found.looks.values()))


def mammoth(file: Path) -> Understood:
    from mammoth import convert_to_html  # type: ignore[import-not-found]

    with file.open("rb") as data:
        page: Any = html.fromstring(f"<div>{convert_to_html(data).value}</div>")
    listed: dict[str, Any] = {}
    for one in [*page.iter("li")]:
        if "note-" in (key := one.get("id") or ""):
            listed[key] = one
            one.drop_tree()
    notes: list[Seen] = []
    words: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        key = (element.get("href") or "").removeprefix("#")
        if event == "end":
            words.append(element.tail or "")
        elif element.tag == "a" and key in listed:
            note = listed[key]
            lines = [one.text_content().strip().removesuffix("↑") for one in note.iter("p")]
            links = {one.get("href") for one in note.iter("a")}
            kind = "endnote" if "endnote" in key else "footnote"
            label = "".join(map(str, element.itertext())).strip("[]")
            notes.append(Seen(kind, label, lines, "".join(words[-200:]), links))
            element.text = ""
        else:
            words.append(element.text or "")
    italics = "".join("".join(map(str, one.itertext())) for one in page.iter("em"))
    return Understood(notes, "".join(words), italics, None)


MARK = re.compile(r"----(footnote|endnote)(\d+)----")
TAGS = re.compile(r"<[^<>]*>")


def docx2python(file: Path) -> Understood:
    from docx2python import docx2python as opened  # type: ignore[import-not-found]

    with opened(file, html=True) as document:
        body = document.body_runs
        parts = {"footnote": document.footnotes_runs, "endnote": document.endnotes_runs}
    listed: dict[tuple[str, str], str] = {}
    for kind, runs in parts.items():
        for one in re.split(rf"(?={kind}\d+\)\t)", _flat(runs)):
            if found := re.match(rf"{kind}(\d+)\)\t", one):
                listed[kind, found[1]] = one[found.end() :]
    text = _flat(body)
    notes = []
    for found in MARK.finditer(text):
        note = listed.get((found[1], found[2]), "")
        before = TAGS.sub("", MARK.sub("", text[: found.start()]))
        links = set(re.findall('href="([^"]*)"', note))
        notes.append(Seen(found[1], found[2], TAGS.sub("", note).split("\n\n"), before, links))
    italics, small = (
        "".join(re.findall(one, text)) for one in (r"<i>(.*?)</i>", r"small-caps\">(.*?)<")
    )
    return Understood(notes, TAGS.sub("", MARK.sub("", text)), TAGS.sub("", italics), small)


def _flat(runs: Any) -> str:
    """Runs within paragraphs, cells, rows and tables."""
    if isinstance(runs, str):
        return runs
    if runs and isinstance(runs[0], str):
        return "".join(runs) + "\n\n"
    return "".join(map(_flat, runs))


READERS: dict[str, Callable[[Path], Understood]] = {
    "footnoted": ours,
    "pandoc": pandoc,
    "mammoth": mammoth,
    "docx2python": docx2python,
}
