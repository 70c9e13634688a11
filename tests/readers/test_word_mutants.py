"""Word files with bytes and elements changed at random: each is read, or refused in a sentence."""

from __future__ import annotations

import re
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from converter import render
from converter.document.diagnostics import ConversionError
from converter.document.tree import walk_text
from converter.formats import Parsed
from converter.readers.docx import read
from converter.word.names import W
from tests.documents import EVERYTHING
from tests.generated import drawn
from tests.readers.word_files import (
    PIXEL,
    bookmark,
    box,
    cell,
    field,
    item,
    mark,
    note,
    numbering,
    p,
    picture,
    r,
    row,
    style,
    table,
    tracked,
    word_file,
)
from tests.renderers.docx_parts import members, packed

HOSTILE = [
    "", "-1", "0", "9" * 30, "1e9", "true", "..", "../../etc/passwd", "\u202e", "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "<script>alert(1)</script>", '" onload="alert(1)',
    "file:///etc/passwd", "\\\\host\\share", "%1%2%3", "NOTEREF x \\f", "eachSect", "restart",
    ' HYPERLINK "javascript:alert(1)" ', "customXml", "1", "2", "heading 1", "separator",
]  # fmt: skip
"""Values of attributes, and words, that mean harm or make no sense."""

LIVE = re.compile(r"^\s*(javascript|vbscript|data:text)", re.IGNORECASE)

ADDRESSES = {"href", "src", "srcset", "action", "data", "cite", "background", "poster"}


@cache
def originals() -> tuple[dict[str, bytes], ...]:
    """Files that hold all kinds of things, from our writer and from hand."""
    body = (
        p("Head", mark("1"), style="H"),
        item("one"),
        item("two", 1),
        table(
            row(cell("a", '<w:vMerge w:val="restart"/>'), cell("b", '<w:gridSpan w:val="2"/>')),
            row(cell("c", "<w:vMerge/>"), "d", "e", properties="<w:tblHeader/>"),
        ),
        p(box(p("boxed")), picture("i", "A ship"), field(' HYPERLINK "https://x.org" ', "there")),
        p(tracked("ins", r("new")), tracked("del", mark("2")), properties="<w:sectPr/>"),
        p(bookmark("_Ref1", mark("2", custom="*")), field(r" NOTEREF _Ref1 \f ", "*")),
        p(f'<w:hyperlink r:id="h">{r("here", "<w:i/><w:vanish/>")}</w:hyperlink> [footnoteRef:7]'),
        p("[7: Typed.]"),
        "<w:sectPr/>",
    )
    by_hand = word_file(
        *body,
        footnotes=note("1", p("See ", mark("2"))) + note("2", table(row("x")), p("y")),
        styles=style("H", name="heading 1", run="<w:b/>") + style("I", based_on="H"),
        numbering=numbering("decimal:%1.", "bullet:·"),
        settings="<w:footnotePr/>",
        comments='<w:comment w:id="0"/>',
        links={"h": "https://x.org"},
        media={"i": PIXEL},
    )
    written = (render(document, "docx").output for document in (EVERYTHING, drawn(3)))
    return (members(by_hand), *map(members, written))


def other_bytes(part: bytes, chance: Random) -> bytes:
    """A part with some stretches changed, left out, or there twice."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(part) + 1)
        piece = part[start : start + chance.randint(1, 40)]
        new = chance.choice((b"", piece * 2, chance.randbytes(len(piece)), b"<w:p/>", b"\0"))
        part = part[:start] + new + part[start + len(piece) :]
    return part


def other_elements(part: bytes, chance: Random) -> bytes:
    """A part with elements left out, doubled, moved, renamed, and with other attributes and words."""
    root = etree.fromstring(part)
    for _ in range(chance.randint(1, 12)):
        elements = [one for one in root.iter() if one is not root and isinstance(one.tag, str)]
        if not elements:
            break
        _change(chance.choice(elements), chance.choice(elements), chance)
    return etree.tostring(root)


def _change(one: etree._Element, other: etree._Element, chance: Random) -> None:
    parent = one.getparent()
    assert parent is not None
    match chance.randrange(6):
        case 0:
            parent.remove(one)
        case 1:
            parent.insert(0, etree.fromstring(etree.tostring(one)))
        case 2 if (
            other is not one
            and other not in one.iterancestors()
            and one not in other.iterancestors()
        ):
            other.append(one)
        case 3:
            one.tag = other.tag
        case 4:
            names = [*one.attrib, f"{{{W}}}val", f"{{{W}}}id"]
            one.set(chance.choice(names), chance.choice(HOSTILE))
        case _:
            one.text = chance.choice(HOSTILE)


def mutant(seed: int) -> bytes:
    chance = Random(seed)
    parts = dict(chance.choice(originals()))
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        change = other_bytes if chance.random() < 0.3 else other_elements
        try:
            parts[name] = change(parts[name], chance)
        except etree.XMLSyntaxError:  # it was damaged before
            parts[name] = other_bytes(parts[name], chance)
    return packed(parts)


def read_or_refused(data: bytes, chance: Random) -> Parsed | None:
    try:
        return read(
            data,
            track_changes=chance.choice(("accept", "reject", "all")),
            comments=chance.choice(("keep", "drop")),
        )
    except ConversionError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 (not each is refused)
        return None


def assert_nothing_is_live(page: str) -> None:
    root = html.fromstring(page)
    article = next(root.iter("article"))
    assert not [*article.iter("script", "iframe", "object", "embed", "form", "style", "link")]
    for element in article.iter():
        for name, value in ((str(key), str(value)) for key, value in element.attrib.items()):
            assert not name.startswith("on"), name
            assert name not in ADDRESSES or not LIVE.match(value), value


@given(st.integers(0, 2**32))
@settings(max_examples=150)
def test_a_changed_file_is_read_or_refused_and_nothing_of_it_is_live(seed: int) -> None:
    parsed = read_or_refused(mutant(seed), Random(seed))
    if parsed is None:
        return
    length = len(parsed.source)
    for node in walk_text(parsed.document):
        assert node.span is None or 0 <= node.span.start <= node.span.end <= length
    assert_nothing_is_live(str(render(parsed.document, "html").output))
    for format in ("docx", "latex", "marker", "json", "tree", "typst"):
        render(parsed.document, format)


def test_a_page_with_something_live_would_be_noticed() -> None:
    for live in ("<script>x</script>", '<a href=" javascript:x">y</a>', '<b onclick="x">y</b>'):
        with pytest.raises(AssertionError):
            assert_nothing_is_live(f"<html><body><article>{live}</article></body></html>")
