"""Word files whose package is odd or broken: each is read rightly, or refused in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest

from converter.document.diagnostics import ConversionError
from converter.editing.filling import fill
from converter.renderers.docx import render
from converter.word.names import DOCUMENT, STRICT_R, STRICT_W, TEMPLATE, TYPES, R, W
from converter.word.package import Parts, read_package
from converter.word.parts import (
    content_type,
    main_part,
    part_names,
    related_part,
    relationships,
)
from converter.word.styles import read_styles, styles_part
from tests.documents import EVERYTHING
from tests.renderers.docx_parts import assert_consistent, find, members, packed, roots, words
from tests.renderers.test_docx_house import house
from tests.test_cli import footnoted
from tests.test_filling import notes, paragraphs

TEXT = "So.[footnoteRef:1] [1:  See https://example.org/1.]"


@cache
def both() -> bytes:
    """A file that is a manuscript and the house's, with a head."""
    document = docx.Document(BytesIO(house()))
    document.add_paragraph(TEXT)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = members(both())
    after = change(parts[name])
    assert after != parts[name]
    return packed(parts | {name: after})


# What is refused

DOCTYPE = b'<!DOCTYPE x [<!ENTITY e "told">]>'


def with_doctype(part: bytes) -> bytes:
    declaration, end, rest = part.partition(b"?>")
    return declaration + end + DOCTYPE + rest


def without_target(part: bytes) -> bytes:
    return re.sub(rb' Target="[^"]*"', b"", part, count=1)


def in_utf_7(part: bytes) -> bytes:
    return re.sub(rb"(?i)utf-8", b"UTF-7", part, count=1)


OF_THE_TEXT = "word/_rels/document.xml.rels"
DOCTYPES = ("word/document.xml", "word/styles.xml", "_rels/.rels", OF_THE_TEXT)
REFUSED = {
    "no content types": (
        packed({name: part for name, part in members(both()).items() if name != TYPES}),
        "is no Word document",
    ),
    "no main part": (
        changed("_rels/.rels", lambda part: part.replace(b"/document.xml", b"/x.xml")),
        "is no Word document",
    ),
    "a relationship of the package without a target": (
        changed("_rels/.rels", without_target),
        "a relationship in _rels/.rels has no target",
    ),
    "a relationship of the text without a target": (
        changed(OF_THE_TEXT, without_target),
        f"a relationship in {OF_THE_TEXT} has no target",
    ),
    "relationships cut off": (changed(OF_THE_TEXT, lambda part: part[:-9]), "damaged"),
    **{
        f"a document type in {name}": (changed(name, with_doctype), "document type")
        for name in DOCTYPES
    },
}

UNREAD_BY_STYLES = REFUSED["a document type in word/document.xml"][0]

LAST_WORDS = "in Word|it is refused"
"""A refusal says what to do, but for a document type, which no Word file has by mistake."""


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_a_broken_file_is_refused_by_every_command_in_plain_words(
    data: bytes, said: str, tmp_path: Path
) -> None:
    file, text, out = tmp_path / "a.docx", tmp_path / "a.txt", tmp_path / "b.docx"
    file.write_bytes(data)
    text.write_text(TEXT, encoding="utf-8")
    for arguments in (
        ("--into", file, "-o", out), (text, "--reference-doc", file, "-o", out), ("styles", file),
    ):  # fmt: skip
        if arguments == ("styles", file) and data == UNREAD_BY_STYLES:
            continue
        done = footnoted(*arguments)
        assert (done.returncode, out.exists()) == (2, False)
        assert said in done.said
        assert re.search(LAST_WORDS, done.said)
        assert done.said.count("\n") == 1


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "word/settings.xml", "word/numbering.xml", "word/header1.xml"]
)
def test_a_document_type_is_refused_in_every_part_of_a_house_file(name: str) -> None:
    with pytest.raises(ConversionError, match="document type"):
        render(EVERYTHING, reference_doc=changed(name, with_doctype))


@pytest.mark.parametrize(
    "name", ["word/document.xml", "word/styles.xml", "word/settings.xml", TYPES, OF_THE_TEXT]
)
def test_a_part_in_an_encoding_that_cannot_be_read_is_refused(name: str) -> None:
    data = changed(name, in_utf_7)
    for work in (fill, lambda data: render(EVERYTHING, reference_doc=data)):
        if work is fill or name != "word/document.xml":  # of a house file, that is not read
            with pytest.raises(ConversionError, match="open it in Word and save it"):
                work(data)


def strict(data: bytes) -> bytes:
    parts = members(data)
    return packed({
        name: part.replace(W.encode(), STRICT_W.encode()).replace(R.encode(), STRICT_R.encode())
        for name, part in parts.items()
    })  # fmt: skip


def test_a_strict_file_is_refused_by_its_name_and_its_styles_can_be_listed() -> None:
    data = strict(both())
    with pytest.raises(ConversionError, match="not 'Strict Open XML'"):
        fill(data)
    with pytest.raises(ConversionError, match="not 'Strict Open XML'"):
        render(EVERYTHING, reference_doc=data)
    theirs, ours = (styles_part(read_package(one)) for one in (data, both()))
    assert theirs
    assert ours
    assert read_styles(theirs) == read_styles(ours)


def other_meaning(part: bytes) -> bytes:
    """Our prefix for something else, deep in a part: what is put in there would mean that."""
    part = (
        part.replace(b"xmlns:w=", b"xmlns:x=", 1).replace(b"<w:", b"<x:").replace(b"</w:", b"</x:")
    )
    part = part.replace(b" w:", b" x:")
    return part.replace(b"<x:body>", b'<x:body xmlns:w="urn:other">')


def test_a_prefix_of_ours_that_means_something_else_is_refused() -> None:
    data = changed("word/document.xml", other_meaning)
    for work in (fill, lambda data: render(EVERYTHING, reference_doc=data)):
        with pytest.raises(ConversionError, match="not written as usual; open it in Word and save"):
            work(data)


# What is read


def test_names_of_parts_are_found_by_their_relationships(tmp_path: Path) -> None:
    """Word on the web calls them ``document2.xml`` and the like; others put them elsewhere."""
    parts = members(both())
    new = {"word/document.xml": "word/document2.xml", "word/styles.xml": "looks/my%20styles.xml"}
    moved = {new.get(name, name): part for name, part in parts.items()}
    moved["word/_rels/document2.xml.rels"] = moved.pop("word/_rels/document.xml.rels")
    for name, old, target in (
        (TYPES, b"/word/document.xml", b"/word/document2.xml"),
        (TYPES, b"/word/styles.xml", b"/looks/my%20styles.xml"),
        ("_rels/.rels", b'"word/document.xml"', b'"/word/document2.xml"'),
        ("word/_rels/document2.xml.rels", b'"styles.xml"', b'"../looks/./my%20styles.xml"'),
    ):
        assert old in moved[name]
        moved[name] = moved[name].replace(old, target)
    data = packed(moved)
    names = part_names(read_package(data))
    assert (names.main, names.styles) == ("word/document2.xml", "looks/my%20styles.xml")
    filled = fill(data)
    assert [one.code for one in filled.diagnostics] == ["F002"]
    after = read_package(filled.output)
    assert b"See " in after["word/footnotes.xml"]
    assert len(find(roots(filled.output)["document2.xml"], "//w:footnoteReference")) == 1
    assert docx.Document(BytesIO(filled.output)).paragraphs[-1].text == "So."
    rendered = render(EVERYTHING, reference_doc=data)
    assert_consistent(rendered.output)
    assert "Garamond" in members(rendered.output)["word/styles.xml"].decode()
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    assert re.search(rb"Abstract +found\n", footnoted("styles", file).stdout)


def test_a_part_that_is_there_and_not_named_is_not_written_over() -> None:
    parts = members(both())
    parts["word/footnotes.xml"] = b"<left/>"
    after = members(fill(packed(parts)).output)
    assert after["word/footnotes.xml"] == b"<left/>"
    assert b"See " in after["word/footnotes1.xml"]


def test_a_head_under_any_name_is_filled() -> None:
    parts = members(both())
    parts["word/kopf.xml"] = parts.pop("word/header1.xml").replace(
        b"The House Review", b"{{ title }}"
    )
    for name in (TYPES, "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"header1.xml", b"kopf.xml")
    rendered = roots(render(EVERYTHING, reference_doc=packed(parts)).output)
    head = next(root for name, root in rendered.items() if name.startswith("header"))
    assert "Harbour Dues" in words(head)


def test_a_content_type_may_be_that_of_an_ending() -> None:
    types = (
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="XML" ContentType="{TEMPLATE}"/></Types>'
    ).encode()
    parts: Parts = {TYPES: types, "word/document.xml": b""}
    assert content_type(parts, "word/document.xml") == TEMPLATE

    def of_ending(part: bytes) -> bytes:
        part = re.sub(rb'<Override PartName="/word/document.xml"[^>]*>', b"", part)
        return part.replace(
            b'ContentType="application/xml"', b'ContentType="%s"' % TEMPLATE.encode()
        )

    data = changed(TYPES, of_ending)
    assert content_type(read_package(fill(data).output), "word/document.xml") == DOCUMENT


def test_relationships_say_where_they_lead() -> None:
    parts = read_package(fill(both()).output)
    (link,) = relationships(parts, "word/footnotes.xml")
    assert (link.kind, link.target, link.is_external) == (
        "hyperlink",
        "https://example.org/1",
        True,
    )
    assert main_part(parts) == "word/document.xml"
    assert related_part(parts, "word/document.xml", "footnotes") == "word/footnotes.xml"
    assert related_part(parts, "word/document.xml", "hyperlink") is None


# Elements that are empty or not there


def emptied(name: str, element: str, *, data: bytes | None = None) -> bytes:
    """A part whose element of this name is written ``<element/>``, with its attributes."""
    parts = members(data or both())
    pattern = rf"<{element}((?:\s[^>]*)?)>.*</{element}>".encode()
    after, count = re.subn(pattern, rf"<{element}\1/>".encode(), parts[name], flags=re.DOTALL)
    assert count == 1
    return packed(parts | {name: after})


def test_parts_that_are_empty_elements_are_opened() -> None:
    parts = members(fill(both()).output)
    mark = rb"<w:r><w:rPr>(?:(?!</w:r>).)*<w:footnoteReference.*?</w:r>"
    typed = b"<w:r><w:t>%s</w:t></w:r>" % TEXT.encode()
    parts["word/document.xml"], count = re.subn(mark, typed, parts["word/document.xml"])
    assert count == 1
    data = packed(parts)
    for name, element in (
        ("word/footnotes.xml", "w:footnotes"), ("word/styles.xml", "w:styles"),
        ("word/_rels/footnotes.xml.rels", "Relationships"),
    ):  # fmt: skip
        data = emptied(name, element, data=data)
    filled = fill(data)
    assert paragraphs(filled)[-1] == "So.So.^"
    assert "F003" not in [one.code for one in filled.diagnostics]
    after = read_package(filled.output)
    assert [one.target for one in relationships(after, "word/footnotes.xml")] == [
        "https://example.org/1"
    ]


def test_separators_are_named_in_settings_that_say_nothing_of_notes() -> None:
    for settings in (b"<w:footnotePr/>", b"<w:footnotePr></w:footnotePr>", b""):
        parts = members(both())
        part = re.sub(rb"<w:footnotePr.*?</w:footnotePr>", b"", parts["word/settings.xml"])
        assert b"<w:compat>" in part
        parts["word/settings.xml"] = part.replace(b"<w:compat>", settings + b"<w:compat>")
        filled = fill(packed(parts))
        assert notes(filled) == ["See https://example.org/1."]


def test_a_file_without_settings_or_styles_gets_ours() -> None:
    parts = members(both())
    for kind in ("settings", "styles"):
        del parts[f"word/{kind}.xml"]
        for name in (TYPES, "word/_rels/document.xml.rels"):
            parts[name] = re.sub(rb"<[^<>]*%s\.xml[^<>]*/>" % kind.encode(), b"", parts[name])
    filled = fill(packed(parts))
    assert notes(filled) == ["See https://example.org/1."]
