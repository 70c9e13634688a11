"""Texts that would take long if any step were slower than linear, and the work that is done on them.

This is run by itself under valgrind (`tests.growth`), so it imports no more than that work needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from converter import parse, read, render
from converter.checks import Selection, check
from converter.checks.rule import example_text
from converter.citations import cite
from converter.citations.sources import sources
from converter.crossrefs.antecedents import NoteText, resolve
from converter.crossrefs.grammar.languages import LANGUAGES
from converter.crossrefs.mentions import mentions
from converter.editing.renumber import Edit, renumber
from converter.formats import Notation
from converter.word.names import W
from converter.word.xml import normalized
from tests.readers.word_files import (
    bookmark,
    box,
    cell,
    fld,
    mark,
    note,
    p,
    r,
    row,
    table,
    tracked,
    word_file,
)

Make = Callable[[int], str]
"""The text of a size."""

Work = Callable[[str], object]


class Case(NamedTuple):
    """Work on the text of a size, which is compared with that on a text of twice the size."""

    make: Make
    work: Work
    size: int


def _all_formats(text: str) -> None:
    document = parse(text).document
    for format in ("html", "docx", "latex", "typst", "marker", "json", "tree"):
        render(document, format)


def _references(text: str) -> None:
    resolve(text, 40)
    _ = NoteText(text).only_repeats


def _listed(text: str) -> None:
    mentions(parse(text), "bluebook")


def _references_in_languages(text: str) -> None:
    for style in LANGUAGES:
        resolve(text, 40, style)


def _checked(text: str) -> None:
    check(parse(text), Selection(select=("ALL",)))


def _sources(text: str) -> None:
    sources(text, cite(text))


def _normalized(part: str) -> None:
    normalized(part.replace("w:", "x:").replace("xmlns:w=", "xmlns:x=").encode())


def _read_page(text: str) -> None:
    read(text, "html")


def _inserted(text: str) -> None:
    renumber(text, Edit(kind="insert", note="1", text="[Text to come.]"))


def _deleted(text: str) -> None:
    renumber(text, Edit(kind="delete", note="1"))


def _word(blocks: str) -> None:
    body, _, notes = blocks.partition(NOTES)
    read(word_file(body, footnotes=notes), "docx")


NOTES = "\f"
"""What stands between the text and the notes of a Word file in a case."""


def ids(n: int) -> range:
    """So many ids, each of as many digits."""
    return range(10_000, 10_000 + n)


def article(*notes: str) -> str:
    """A paragraph for each note."""
    marked = zip(ids(len(notes)), notes, strict=True)
    return "".join(f"A.[footnoteRef:{id}] [{id}: {note}] \n\n" for id, note in marked)


ARTICLES: dict[str, Make] = {
    "references between marks": lambda n: (
        article("x", "x") + "See supra note 1.[footnoteRef:10000] " * n
    ),
    "references between links": lambda n: f"A.[footnoteRef:1] [1: {'Id.; https://x.org/a ' * n}]",
    "marks of one line": lambda n: (
        "".join(f"a.[footnoteRef:{i}]" for i in ids(n)) + "".join(f" [{i}: x] " for i in ids(n))
    ),
    "marks without notes": lambda n: "".join(f"a.[footnoteRef:{i}]" for i in ids(n)),
    "notes without marks": lambda n: "".join(f"[{i}: x] " for i in ids(n)),
    "one note called again": lambda n: "a.[footnoteRef:1]" * n + "[1: x]",
    "notes under one number": lambda n: "a.[footnoteRef:1] [1: x] \n\n" * n,
    "notes that point back": lambda n: article(*["Id. at 4; Ash, supra note 1, at 2."] * n),
    "brackets": lambda n: "a.[footnoteRef:1] [1: " + "[ab " * n + "].c" * n,
    "wide ranges": lambda n: article(*[f"See supra notes 1-{n}; infra nn. 1–{n}."] * n),
    "lines of one letter": lambda n: "a\n" * n,
    "rows": lambda n: "a\tb\n" * n,
    "columns": lambda n: ("a\t" * n + "b\n") * 2,
    "lines": lambda n: "some words that may or may not go on in the next\n" * n,
    "scripts": lambda n: "등대 מגדלור منارة “a” " * n,
}

MARKERS: dict[str, Make] = {
    "opening brackets": lambda n: "[" * n,
    "brackets and blanks": lambda n: "[ " * n,
    "closing brackets": lambda n: "]" * n,
    "marks without notes": lambda n: "x[footnoteRef:1]" * n,
    "lines of marks without notes": lambda n: "".join(f"x[footnoteRef:{i}]\n" for i in ids(n)),
    "definitions never closed": lambda n: "x[footnoteRef:1]" + " [1: a" * n,
    "definitions without marks": lambda n: "[1: a" * n,
    "a paragraph of marks": lambda n: (
        "".join(f"w[footnoteRef:{i}]" for i in ids(n)) + "".join(f" [{i}:  n [x]] " for i in ids(n))
    ),
    "a paragraph of unbalanced notes": lambda n: (
        "".join(f"w[footnoteRef:{i}]" for i in ids(n)) + "".join(f" [{i}:  n [x] " for i in ids(n))
    ),
    "a row of cells": lambda n: "".join(f"w[endnoteRef:{i}] [{i}:  n [x] \t" for i in ids(n)),
    "definitions at the end": lambda n: (
        "".join(f"w[footnoteRef:{i}]\n\n" for i in ids(n)) + "".join(f"[{i}: n]\n" for i in ids(n))
    ),
    "addresses": lambda n: "http://x((" * n,
    "addresses and brackets": lambda n: "http://x]" * n,
    "addresses that grew together": lambda n: "https://a" * n + " www." + "https://a;" * n,
    "schemes": lambda n: "https://" * n + " www." + "https://" * n,
    "blanks": lambda n: " " * n,
    "one id, many notes": lambda n: "".join(f"w[footnoteRef:1] [1:  {i}] \n\n" for i in ids(n)),
    "rules": lambda n: "---\n" * n,
    "lists in front matter": lambda n: f"---\na: {'[' * n}\n---\nText.\n",
    "keys in front matter": lambda n: f"---\na: {'{a: ' * n}\n---\nText.\n",
    "keys with odd values": lambda n: "---\n" + "".join(f'k{i}: "\\0"\n' for i in ids(n)) + "---\n",
    "keys that are given twice": lambda n: (
        "---\n" + "".join(f"k{i}: x\n" for i in ids(n)) * 2 + "---\n"
    ),
    "front matter without an end": lambda n: "---\ntitle: x\n" + "- a\n" * n,
    "empty lines in front matter": lambda n: "---\ntitle: x\n" + "\r" * n,
    "a mark far behind": lambda n: "x[footnoteRef:1]" + " [1: " * n + "[footnoteRef:2]",
    "marks whose definitions are none": lambda n: "[footnoteRef:1]" * n + " b[1: x] c" * n,
    "wrapped lines": lambda n: "a line of words that runs on to the next one and\n" * n,
    "custom marks": lambda n: "".join(f"w[footnoteRef:{i}]* [{i}: * n] \n\n" for i in ids(n)),
    "comments": lambda n: "w\tComment by A B: why\n" * n,
}

REFERENCES: dict[str, Make] = {
    "list": lambda n: "supra notes " + ", ".join(map(str, ids(n))),
    "singular list": lambda n: "supra note " + ", ".join(map(str, ids(n))),
    "id": lambda n: "id. " * n,
    "Id at": lambda n: "Id. at 5; " * n,
    "supra": lambda n: "supra " * n,
    "supra comma": lambda n: "supra, " * n,
    "digits": lambda n: "supra note " + "1" * n,
    "blanks": lambda n: "supra" + " " * n + "note 5",
    "above": lambda n: "note 5 above " * n,
    "parts": lambda n: "infra Parts " + "I.A–" * n,
    "quotes": lambda n: '"supra note 5 ' * n,
    "curly": lambda n: "“supra note 5" * n,
    "brackets": lambda n: "(" * n + "Id.",
    "capitals": lambda n: "1 " + "A " * n + "supra note 5",
    "accompanying": lambda n: "text accompanying note 5 and " * n,
    "addresses": lambda n: "https://x.y/z supra note 5 " * n,
    "newlines": lambda n: "Id." + "\n" * n,
    "n": lambda n: "(n 5" * n,
}

IN_LANGUAGES: dict[str, Make] = {
    "aaO": lambda n: "a.a.O. " * n,
    "oben": lambda n: "o. " * n,
    "list": lambda n: "Fn. 9, " * n,
    "nota": lambda n: "nota 5 y " * n,
    "op. cit.": lambda n: "op. cit., " * n,
    "ivi": lambda n: "Ivi, " * n,
    "letters": lambda n: "i" * n,
    "soft hyphens": lambda n: "su\u00adpra note 5 " * n,
}

CITATIONS: dict[str, Make] = {
    "notes that point at one": lambda n: example_text(
        "1. Ana Roe, Oil, 9 Coastal L. Rev. 4 (1988).\n"
        + "\n".join(
            f"{i}. Roe, supra note 1, at 5; see id.; Lund, supra note 99999." for i in range(2, n)
        )
    ),
}

LISTED: dict[str, Make] = {
    "notes of one note": lambda n: article("Roe, supra note 1; note 1/2. " * n),
    "notes of many": lambda n: article(*["See supra note 10000, and n. 5."] * n),
}

SOURCES: dict[str, Make] = {
    name: lambda n, unit=unit: unit * n  # type: ignore[misc]
    for name, unit in {
        "citations": "9 U.S. 4 (1988); ",
        "Id.": "Id. at 5; ",
        "supra": "Roe, supra note 5; ",
        "words": "see ",
        "brackets": "(",
        "constitutions": "U.S. Const. art. ",
        "blanks": " ",
    }.items()
}

UNITS = [
    *" \t\n.,;:([“”’'\"§–-/aA1", "See ", "Id. ", "Id.", "supra ", "infra ", "note ", "supra, note 1 ",
    "Roe, supra, ", "Roe, supra note 1; ", "et. ", "et al, ", "https://", "perma.cc/", "[perma.cc/",
    "A. ", "U.S. ", "1 U.S. ", "1 U.S 2", "e.g. ", "Roe v. Lund, ", "(1990) ", "(January ", "at pp. ",
    "[hereinafter ", "Part I ", "and ", "& ", "a,A", "”,", "at 3–3, ", "note 1 and accompanying text ",
    "Error! ", "Ana Roe, Oil, 9 J. 4 (1988); ",
]  # fmt: skip

REPEATED: dict[str, Make] = {
    repr(unit): lambda n, unit=unit: (  # type: ignore[misc]
        f"Oil {unit * n}.[footnoteRef:1] [1:  Roe{unit * n}x.] \n"
    )
    for unit in UNITS
}
"""What a rule may meet again and again in one paragraph and one note."""

PARTS: dict[str, Make] = {
    "namespaces declared again and again": lambda n: (
        f'<w:p xmlns:w="{W}">' + n * '<w:r><a:a xmlns:a="urn:a"><w:t/></a:a></w:r>' + "</w:p>"
    ),
}

RENUMBERED: dict[str, Make] = {
    "notes that point at the first": lambda n: article(*["See supra note 1."] * n),
    "notes that point at the one before": lambda n: article("A.", *["Id. at 5."] * n),
    "marks that call again": lambda n: article("A.") + "Again.[footnoteRef:10000] " * n,
    "ranges": lambda n: article(*["A."] * 20) + "See supra notes 1–20. " * n,
    "numbers that are no references": lambda n: article("A.", "As note 1 says, notes 1/1. " * n),
    "marks of one definition": lambda n: "[footnoteRef:1]" * n + "[1: x]",
    "paragraphs of a note": lambda n: "A.[footnoteRef:1] [1:  " + "x\n\n" * n + "] \n",
}

WORD: dict[str, Make] = {
    "paragraphs": lambda n: p("a b") * n,
    "runs": lambda n: p(r("a ") * n),
    "runs of many looks": lambda n: p((r("a", "<w:i/>") + r("b", "<w:b/>")) * n),
    "notes": lambda n: (
        "".join(p("a", mark(str(id))) for id in ids(n))
        + NOTES
        + "".join(note(str(id), "N.") for id in ids(n))
    ),
    "marks of one note": lambda n: p(mark("1") * n) + NOTES + note("1", "N."),
    "fields in fields": lambda n: p(
        fld("begin") * n, (fld("separate") + r("a")) * n, fld("end") * n
    ),
    "fields that never end": lambda n: p((fld("begin") + r("a")) * n),
    "long instructions": lambda n: p(
        fld("begin"), "<w:r><w:instrText>x </w:instrText></w:r>" * n, fld("end")
    ),
    "bookmarks that never end": lambda n: "".join(
        p(f'<w:bookmarkStart w:id="{id}" w:name="b{id}"/>', "a") for id in ids(n)
    ),
    "bookmarks": lambda n: (
        "".join(p(bookmark(f"b{id}", mark("1"), id)) for id in ids(n)) + NOTES + note("1", "N.")
    ),
    "deleted ends": lambda n: p("a", properties="<w:rPr><w:del/></w:rPr>") * n,
    "changes": lambda n: p((tracked("ins", r("a")) + tracked("del", r("b"))) * n),
    "cells that go on": lambda n: table(
        row(cell("a", '<w:vMerge w:val="restart"/>'), "b"),
        row(cell("c", "<w:vMerge/>"), "d") * n,
    ),
    "rows": lambda n: table(row("a", "b") * n),
    "columns": lambda n: table(row(*["a"] * n)),
    "boxes": lambda n: p(box(p("a")) * n),
    "typed markers": lambda n: "".join(p(f"a[footnoteRef:{id}] [{id}: N.]") for id in ids(n)),
}
"""Blocks of a Word file."""


PAGES: dict[str, Make] = {
    "quotes that never close": lambda n: "<a '" * n,
    "comments that never close": lambda n: "<!-- " * n,
    "tags that never close": lambda n: "<p" * n,
    "notes": lambda n: (
        "<p>"
        + "".join(f'x<a id="r{i}" href="#n{i}">{i}</a> ' for i in range(n))
        + "</p><ol>"
        + "".join(f'<li id="n{i}">y <a href="#r{i}">↩</a></li>' for i in range(n))
        + "</ol>"
    ),
    "marks of one note": lambda n: '<a href="#n">1</a>' * n + '<p id="n">1. x</p>',
    "notes in one paragraph": lambda n: (
        "".join(f'<a id="r{i}" href="#n{i}">{i}</a>' for i in range(n))
        + "<p>"
        + "".join(f'<a id="n{i}" href="#r{i}">{i}</a> y<br>' for i in range(n))
    ),
    "side notes": lambda n: "<p>" + 'x<sup>1</sup><span class="sidenote">y</span>' * n,
    "side notes without marks": lambda n: "<p>" + 'x<span class="sidenote">y</span>' * n,
    "small letters": lambda n: "<p>" + "x<small>Y</small>" * n,
    "rules in a sheet": lambda n: "<style>" + ".a{font-style:italic}" * n + "</style><p class=a>x",
    "braces in a sheet": lambda n: "<style>" + "{" * n + "}" * n + "</style><p>x",
    "headings": lambda n: "<h1>x</h1>" * n,
    "entities": lambda n: "&amp;&lt;&nbsp;" * n,
    "literal marks": lambda n: "<p>x[footnoteRef:1] [1: y]</p>" * n,
    "figures": lambda n: "<figure><img src=x><figcaption>y</figcaption></figure>" * n,
    "bylines": lambda n: "<h1>x</h1>" + "<p>x</p>" * n,
}
"""Web pages: tags that never close, and notes in all the ways that they are found."""


NOTATIONS: dict[Notation, Make] = {
    "brackets": lambda n: "Oil.[1] " * n + "\n\n" + "1. x\n" * n,
    "numbers": lambda n: "".join(f"Oil.{i % 900} " for i in range(n)) + "\n\n" + "1. x\n2. y\n" * n,
    "raised": lambda n: "Oil.¹ Wick.²\n\n¹ x\n² y\n\n" * n,
    "markdown": lambda n: "".join(f"Oil.[^{i}]\n\n[^{i}]: x\n\n" for i in ids(n)),
    "named": lambda n: "Oil.[note 1: x " * n,
}
"""Notes that are written in another way than by markers."""


PROSE = "The pilots were heard first, the masters after them, and nobody asked the keeper anything."
STRUCTURED: dict[str, Make] = {
    "headings": lambda n: "".join(f"{'IVX'[i % 3]}. Oil\n\n{PROSE}\n\n" for i in range(n)),
    "one series": lambda n: "".join(f"{i % 900 + 1}. Oil\n\n{PROSE}\n\n" for i in range(n)),
    "numbers in numbers": lambda n: "1.1.1.1.1.1 Oil\n" * n,
    "numbers with nothing between": lambda n: "1. Oil\n2. Oil\n" * n,
    "short lines": lambda n: "Of Oil\n" * n,
    "short lines between paragraphs": lambda n: f"Of Oil\n\n{PROSE}\n\n" * n,
    "contents": lambda n: "".join(f"Of Oil {i}\t{i}\n" for i in range(n)),
    "bullets": lambda n: "• oil\n" * n,
    "items": lambda n: "So:\n1. oil\n2. oil\n" * n,
    "typed": lambda n: "# Oil\n\n> Oil\n\n\\# Oil\n\n" * n,
    "backslashes": lambda n: "Oil.\n\n" + "\\" * (n + 300) + "# Oil",
    "quotes": lambda n: f"So:\n\n“{PROSE * 3}\n\n" * n,
    "quotes in quotes": lambda n: f"So:\n\n“{'“' * n}{PROSE * 3}",
    "set in": lambda n: f"So:\n\n    {PROSE * 3}\n\n{PROSE}\n\n" * n,
    "blanks": lambda n: "So:\n\n" + " " * n + PROSE * 3,
    "separators": lambda n: "Oil.\n\n* * *\n\n" * n,
    "authors": lambda n: "A Wage of Oil\nBy " + "Ada Roe, " * (n + 40) + f"Bo Lee\n{PROSE}\n",
    "parts": lambda n: "".join(
        f"# {'IV'[i % 2]}. Oil\n\n{PROSE}[footnoteRef:{i}] [{i}:  Supra Part {i % 9}.A.]\n\n"
        for i in range(n)
    ),
}
"""Text that has headings, quotes and lists, or nearly."""


def _structured(text: str) -> None:
    for structure in ("safe", "full"):
        document = parse(text, structure=structure).document
    for format in ("html", "latex", "marker"):
        render(document, format)


MARKED: dict[str, Make] = {
    "stars": lambda n: "*" * n,
    "open marks": lambda n: "*oil ^oil **oil " * n,
    "pairs": lambda n: "*oil* **oil** ^oil^ ***oil*** " * n,
    "backslashes": lambda n: "\\* \\" * n,
}
"""Marks of looks, typed."""


def _compare_each_with_each(text: str) -> int:
    return sum(one == other for one in text for other in text)


SLOW = {
    "a loop": Case(lambda n: "x" * n, _compare_each_with_each, 200),
    "a pattern": Case(lambda n: "x" * n, re.compile("x*y").findall, 2_000),
}
"""Work that is not linear, to show that this is noticed."""

CASES = SLOW | {
    **{f"all formats: {name}": Case(make, _all_formats, 300) for name, make in ARTICLES.items()},
    **{f"parse: {name}": Case(make, parse, 1_000) for name, make in MARKERS.items()},
    **{f"references: {name}": Case(make, _references, 1_000) for name, make in REFERENCES.items()},
    **{
        f"languages: {name}": Case(make, _references_in_languages, 1_000)
        for name, make in IN_LANGUAGES.items()
    },
    **{f"numbers: {name}": Case(make, _listed, 500) for name, make in LISTED.items()},
    **{f"check: {name}": Case(make, _checked, 200) for name, make in CITATIONS.items()},
    **{f"sources: {name}": Case(make, _sources, 500) for name, make in SOURCES.items()},
    **{f"check: {name}": Case(make, _checked, 100) for name, make in REPEATED.items()},
    **{f"normalized: {name}": Case(make, _normalized, 300) for name, make in PARTS.items()},
    **{f"page: {name}": Case(make, _read_page, 300) for name, make in PAGES.items()},
    **{
        f"notation: {name}": Case(make, partial(parse, notation=name), 1_000)
        for name, make in NOTATIONS.items()
    },
    **{f"structure: {name}": Case(make, _structured, 200) for name, make in STRUCTURED.items()},
    **{
        f"marks: {name}": Case(make, partial(parse, inline_marks=True), 1_000)
        for name, make in MARKED.items()
    },
    **{f"word: {name}": Case(make, _word, 100) for name, make in WORD.items()},
    **{f"insert: {name}": Case(make, _inserted, 200) for name, make in RENUMBERED.items()},
    **{f"delete: {name}": Case(make, _deleted, 200) for name, make in RENUMBERED.items()},
}
