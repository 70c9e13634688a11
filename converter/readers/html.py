"""The words of a web page, with the literal markers in them. Its own notes are not read yet."""

from __future__ import annotations

import re
from typing import Unpack

from lxml import etree
from lxml import html as lxml_html

from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError, diagnose
from converter.document.overrides import NoteOptions
from converter.formats import Parsed
from converter.readers.marker.encodings import decode
from converter.readers.marker.parser import parse

LEFT_OUT = ("script", "style", "head", "nav", "template", "noscript", "iframe", "svg", "form")
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
"""Elements that stand on lines of their own."""

BLANKS = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*|[ \t\r\f]+")


def read(
    data: bytes,
    *,
    encoding: str | None = None,
    citation_style: CitationStyle | None = None,
    **notes: Unpack[NoteOptions],
) -> Parsed:
    """The text of a web page, read as text with markers; tags, scripts and styles are left out.

    Raises `ConversionError` for data that is no text.
    """
    text, noticed = decode(data, encoding)
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = lxml_html.document_fromstring(text if text.strip() else "<p></p>", parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise ConversionError(f"this web page cannot be read: {error}") from error
    etree.strip_elements(page, *LEFT_OUT, with_tail=False)
    words = _words(page)
    document, diagnostics, source = parse(words, citation_style=citation_style, **notes)
    said = (*noticed, diagnose("M016"), *diagnostics)
    return Parsed(document, said, source)


def _words(page: lxml_html.HtmlElement) -> str:
    """The words of a page; blocks are set apart by empty lines, other blanks are one."""
    parts: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        stands_alone = element.tag in BLOCKS
        if event == "start":
            parts += (
                ["\0"] * stands_alone + ["\n"] * (element.tag == "br") + [_folded(element.text)]
            )
        else:
            parts += ["\0"] * stands_alone + [_folded(element.tail)]
            parts += ["\t"] * (element.tag in ("td", "th"))
    lines = ("".join(parts)).split("\0")
    return "\n\n".join(line.strip(" \t\n") for line in lines if line.strip())


def _folded(text: str | None) -> str:
    """Text with its blanks folded, as browsers do it (CSS Text 3, 4.1.1)."""
    return BLANKS.sub(" ", (text or "").replace("\0", ""))
