"""Where each key of the metadata comes out: an article that has them all is converted and looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZipFile

from converter import parse, render
from converter.document.model import Document

SAMPLE = {
    "title": "Lantern Law",
    "subtitle": "Seven Oils",
    "author": "Odile Tamm",
    "date": "17 May 1899",
    "lang": "de-AT",
    "abstract": "What burns and why",
    "journal": "Quarterly Gazette",
    "volume": "61871",
    "number": "9723",
    "year": "1877",
    "page": "4711",
    "author-note": "Harbour master at Zeal",
    "doi": "10.5555/zq",
    "issn": "2049-3630",
}
"""Keys, each with a value that no other holds."""

OTHER_NAMES = {
    "author": ("authors",),
    "number": ("issue",),
    "page": ("first-page", "first_page"),
    "author-note": ("author_note",),
}
"""Keys that may be given by other names, too."""

BODY = "\nThe text.[footnoteRef:1] [1: A note.]\n"

Region = Callable[[str], str]
"""Finds a place in an output, or nothing."""


def sample(values: Mapping[str, str] = SAMPLE) -> Document:
    """A short article with this front matter."""
    lines = "".join(f'{key}: "{value}"\n' for key, value in values.items())
    return parse(f"---\n{lines}---\n{BODY}").document


def _between(start: str, end: str) -> Region:
    def find(output: str) -> str:
        return "\n".join(re.findall(f"(?s){start}(.*?){end}", output))

    return find


def _lines(*words: str) -> Region:
    def find(output: str) -> str:
        return "\n".join(
            line for line in output.splitlines() if any(word in line for word in words)
        )

    return find


WORD = {
    "text": _between("<w:body>", "<w:sectPr"),
    "note on the first page": _between("<w:footnotes ", "</w:footnotes>"),
    "head of the first page": _between('<w:hdr [^>]*type="first">', "</w:hdr>"),
    "heads of left pages": _between('<w:hdr [^>]*type="even">', "</w:hdr>"),
    "heads of right pages": _between('<w:hdr [^>]*type="default">', "</w:hdr>"),
    "foot of the first page": _between('<w:ftr [^>]*type="first">', "</w:ftr>"),
    "page numbers": _between("<w:pgNumType ", "/>"),
    "language": _between("<w:lang ", "/>"),
    "properties": _between("<cp:coreProperties ", "</cp:coreProperties>"),
}
STAR_NOTE = r"\\marknote\{\*\}\{(.*?)\}\}\n"


def _title_page(output: str) -> str:
    """From the definition of the title to the text, without the author's note."""
    page = re.search(r"(?s)\\renewcommand\{\\and\}.*(?=The text)", output)
    return re.sub(STAR_NOTE, "", page[0]) if page else ""


LATEX = {
    "first page": _title_page,
    "note on the first page": lambda output: "".join(re.findall(STAR_NOTE, output)),
    "heads of left pages": _lines(r"\fancyhead[CE]", r"\fancyhead[RE]", r"\fancyhead[L]"),
    "heads of right pages": _lines(r"\fancyhead[LO]", r"\fancyhead[CO]", r"\fancyhead[L]"),
    "foot of the first page": _lines(r"\fancyfoot"),
    "page numbers": _lines(r"\setcounter{page}"),
    "language": _lines("pdflang"),
    "properties": _between(r"\\hypersetup\{", r"\n\}"),
}
WEB = {
    "first page": _between("<header", "</header>"),
    "abstract": _between('<section role="doc-abstract"', "</section>"),
    "note": _between('<ul class="fn-notes">', "</ul>"),
    "language": _between("<html ", ">"),
    "metadata": _lines("<meta name=", "<meta property=", "ld+json"),
}


def word_parts(document: Document) -> str:
    """The parts of a Word file one after the other, each header and footer with its kind of pages."""
    output = render(document, "docx").output
    assert isinstance(output, bytes)
    with ZipFile(BytesIO(output)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    relationships = parts["word/_rels/document.xml.rels"]
    for kind, id in re.findall(
        r'<w:(?:header|footer)Reference w:type="(\w+)" r:id="(\w+)"', parts["word/document.xml"]
    ):
        tag = next(
            one for one in re.findall("<Relationship [^>]*>", relationships) if f'Id="{id}"' in one
        )
        target = re.search('Target="([^"]*)"', tag)
        assert target is not None
        name = f"word/{target[1]}"
        parts[name] = re.sub("<w:(hdr|ftr) [^>]*>", rf'<w:\1 type="{kind}">', parts[name])
    return "\n".join(parts.values())


FORMATS: dict[str, tuple[Callable[[Document], str], Mapping[str, Region]]] = {
    "Word": (word_parts, WORD),
    "LaTeX and PDF, `lawreview`": (
        lambda one: str(render(one, "latex", template="lawreview").output),
        LATEX,
    ),
    "LaTeX and PDF, `article`": (lambda one: str(render(one, "latex").output), LATEX),
    "web page": (lambda one: str(render(one, "html").output), WEB),
}


def places(format: str, values: Mapping[str, str] = SAMPLE) -> dict[str, list[str]]:
    """Where the value of each key stands in a format: the names of the places."""
    write, regions = FORMATS[format]
    output = write(sample(values))
    found = {place: region(output) for place, region in regions.items()}
    return {
        key: [place for place, region in found.items() if value in region]
        for key, value in values.items()
    }


def keys_table() -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The head and the rows of a table: keys, and where each comes out in each format."""
    each = [places(format) for format in FORMATS]
    rows = [
        (
            ", ".join(f"`{name}`" for name in (key, *OTHER_NAMES.get(key, ()))),
            *(", ".join(found[key]) for found in each),
        )
        for key in SAMPLE
    ]
    return ("key", *FORMATS), rows
