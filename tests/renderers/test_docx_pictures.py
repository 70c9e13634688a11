"""Pictures in Word files: those that an address carries itself, and no others."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from converter import render as convert
from converter.document.model import (
    BlockQuote,
    Cell,
    Document,
    Figure,
    Heading,
    Image,
    Paragraph,
    Row,
    Table,
)
from converter.renderers.docx import render
from converter.renderers.pictures import MOST_PIXELS, Picture, read_picture
from tests.documents import EVERYTHING, note, paragraph, ref, text
from tests.generated import PICTURE, address, png
from tests.renderers.docx_parts import (
    Element,
    W,
    assert_consistent,
    body,
    find,
    members,
    roots,
    style,
    values,
    words,
)

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
INCH = 914_400
TWIP = 635


def jpeg(columns: int, rows: int, density: bytes = b"\x01\x01\x2c\x01\x2c") -> bytes:
    """The parts of a JPEG file that say how large it is: 300 dots an inch, if not told otherwise."""
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x02" + density + b"\0\0"
    comment = b"\xff\xfe\0\x04hm"
    frame = b"\xff\xc2" + struct.pack(">HB2H", 11, 8, rows, columns) + b"\x01\x01\x11\0"
    return b"\xff\xd8" + jfif + comment + frame + b"\xff\xda\0\x02data\xff\xd9"


def gif(columns: int, rows: int) -> bytes:
    return b"GIF89a" + struct.pack("<2H", columns, rows) + b"\0\0\0;"


def in_file(*blocks: Any, notes: tuple[Any, ...] = (), **options: Any) -> dict[str, Element]:
    rendered = render(Document(blocks, notes), **options)
    assert rendered.diagnostics == ()
    assert_consistent(rendered.output)
    return roots(rendered.output)


def sizes(root: Element) -> list[tuple[int, int]]:
    return [(int(one.get("cx")), int(one.get("cy"))) for one in root.iter(f"{WP}extent")]


def test_a_picture_stands_in_the_text_with_its_description() -> None:
    document = Document((paragraph("So ", Image(PICTURE, 'A <"quay"> & ships')),))
    rendered = render(document)
    assert rendered.diagnostics == ()
    parts = roots(rendered.output)
    (described,) = body(parts).iter(f"{WP}docPr")
    assert described.get("descr") == 'A <"quay"> & ships'
    assert members(rendered.output)["word/media/footnoted1.png"] == png(120, 60)
    assert words(body(parts)) == "So "
    assert render(document) == rendered


@pytest.mark.parametrize(
    ("url", "inches"),
    [
        (address(png(96, 48)), (1, 0.5)),
        (address(png(300, 600, across=11811)), (1, 2)),
        (address(png(96, 96, across=0)), (1, 1)),
        (address(jpeg(600, 300), "jpeg"), (2, 1)),
        (address(jpeg(96, 96, b"\0\0\x01\0\x01"), "jpg"), (1, 1)),
        (address(jpeg(100, 100, b"\x02\0\x64\0\x64"), "jpeg"), (1 / 2.54, 1 / 2.54)),
        (address(gif(48, 96), "gif"), (0.5, 1)),
        (address(png(96, 96)).replace("data:image/png", "DATA:Image/PNG;name=a.png"), (1, 1)),
        (address(png(96, 96)).replace("+", "%2B"), (1, 1)),
    ],
    ids=["png", "300 dpi", "no dpi", "jpeg", "square", "per cm", "gif", "parameter", "percent"],
)  # fmt: skip
def test_its_size_is_what_the_file_says(url: str, inches: tuple[float, float]) -> None:
    picture = read_picture(url)
    assert picture is not None
    assert (picture.width / INCH, picture.height / INCH) == pytest.approx(inches, rel=1e-3)


LARGE = address(png(2000, 1000))
TALL = address(png(100, 4000))


@pytest.mark.parametrize(
    ("look", "twips"), [(None, 7560), ("lawreview-a4", 7560), ("manuscript", 9360)]
)
def test_a_picture_is_no_wider_than_the_text(look: str | None, twips: int) -> None:
    parts = in_file(paragraph(Image(LARGE, "x")), reference_doc=look)
    assert sizes(body(parts)) == [(twips * TWIP, twips * TWIP // 2)]


def test_a_picture_leaves_room_for_its_caption_on_the_page() -> None:
    parts = in_file(Figure((paragraph(Image(TALL, "x")),), caption=text("Tall")))
    ((width, height),) = sizes(body(parts))
    page = (15840 - 2160 - 2016) * TWIP
    assert height == int(page * 0.8)
    assert width == pytest.approx(height / 40, abs=1)


def test_a_picture_is_no_wider_than_its_place() -> None:
    large = paragraph(Image(LARGE, "x"))
    table = Table((Row((Cell((large,)), Cell((large,), colspan=2))),))
    parts = in_file(BlockQuote((large,)), table)
    widths = [round(width / TWIP) for width, _ in sizes(body(parts))]
    assert widths == [7560 - 2 * 540, 7560 // 3 - 160, 7560 * 2 // 3 - 160]


def test_one_picture_in_two_places_is_one_part_that_each_story_knows() -> None:
    small = Image(PICTURE, "x")
    parts = in_file(
        paragraph("So", ref("1"), small, small), notes=(note("1", paragraph("See ", small)),)
    )
    for name in ("document.xml", "footnotes.xml"):
        targets = [one.get("Target") for one in parts[f"_rels/{name}.rels"]]
        assert targets.count("media/footnoted1.png") == 1
    ids = [
        one.get("id")
        for name in ("document.xml", "footnotes.xml")
        for one in parts[name].iter(f"{WP}docPr")
    ]
    assert len(set(ids)) == len(ids) == 3
    assert len(find(body(parts), "w:p/w:pPr/w:spacing")) == 1


def test_the_line_of_a_picture_is_as_high_as_it_must_be() -> None:
    parts = in_file(
        paragraph("a"), paragraph(Image(PICTURE, "x")), Heading(1, (Image(PICTURE, "x"),))
    )
    lines = find(body(parts), "w:p")
    rules = [[one.get(f"{W}lineRule") for one in find(line, "w:pPr/w:spacing")] for line in lines]
    assert rules == [[], ["auto"], ["auto"]]
    assert [style(line) for line in lines] == ["BodyText", "BodyText", "Heading1"]


MALFORMED = [
    "data:image/png;base64,",
    "data:image/png;base64,AAAA",
    "data:image/png;base64,***",
    "data:image/png," + png(1, 1).hex(),
    "data:image/svg+xml;base64,PHN2Zy8+",
    "data:text/html;base64,PHN2Zy8+",
    address(png(96, 96)[:-20]),
    address(png(0, 96)),
    address(png(1, 1).replace(struct.pack(">2L", 1, 1), struct.pack(">2L", 2**31, 2**31))),
    address(png(1, 1).replace(struct.pack(">2L", 1, 1), struct.pack(">2L", MOST_PIXELS, 2))),
    address(jpeg(5, 5)[:30], "jpeg"),
    address(jpeg(5, 5)[:-8], "jpeg"),
    address(gif(5, 5)[:-1], "gif"),
    address(b"BM" + bytes(60), "png"),
]


@pytest.mark.parametrize("url", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_no_whole_picture_stands_as_its_description(url: str) -> None:
    rendered = render(Document((paragraph(Image(url, "A quay")),)))
    assert [one.code for one in rendered.diagnostics] == ["R002"]
    assert len(rendered.diagnostics[0].message) < 120
    assert words(body(roots(rendered.output))) == "A quay"
    assert not any("media" in name for name in members(rendered.output))


def test_data_of_no_use_do_not_fill_the_page() -> None:
    rendered = render(Document((paragraph(Image("data:image/png;base64," + "A" * 9_999)),)))
    assert len(words(body(roots(rendered.output)))) < 60


@pytest.mark.parametrize("format", ["docx", "html", "latex", "typst"])
def test_no_message_holds_a_whole_picture(format: str) -> None:
    noticed = convert(Document((paragraph(Image(LARGE + "*", "x")),)), format).diagnostics
    assert [(one.code, len(one.message) < 300) for one in noticed] == [("R002", True)]


@given(
    st.binary(max_size=80), st.sampled_from([png(3, 3), jpeg(3, 3), gif(3, 3)]), st.integers(0, 60)
)
@example(b"\xff\xd8\xff\xff", b"", 0)
def test_any_bytes_are_a_picture_or_none(noise: bytes, good: bytes, cut: int) -> None:
    for data in (noise, good[:cut] + noise + good[cut:], good[:cut] + noise):
        found = read_picture(address(data))
        assert found is None or (isinstance(found, Picture) and found.width > 0 < found.height)


def test_pictures_may_stand_wherever_inlines_may() -> None:
    picture = Image(PICTURE, "A quay")
    blocks = (*EVERYTHING.blocks, Paragraph((picture,)))
    shown = (Paragraph((picture,)),)
    notes = tuple(replace(one, blocks=one.blocks + shown) for one in EVERYTHING.notes)
    title = (*EVERYTHING.meta.title, picture)
    meta = replace(EVERYTHING.meta, title=title, abstract=shown)
    rendered = render(replace(EVERYTHING, blocks=blocks, notes=notes, meta=meta))
    assert_consistent(rendered.output)
    parts = roots(rendered.output)
    assert len(list(parts["footnotes.xml"].iter(f"{WP}docPr"))) == 11
    assert len(list(parts["endnotes.xml"].iter(f"{WP}docPr"))) == 1
    assert values(parts["document.xml"], "//w:p[.//w:drawing]/w:pPr/w:pStyle") == [
        "Title", "Abstract", "BodyText",
    ]  # fmt: skip
