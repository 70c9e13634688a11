"""The parts of a Word file, and a check that they agree with each other."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from converter.document.model import (
    Block,
    Document,
    Metadata,
    Note,
)
from converter.renderers.docx import render
from tests.documents import paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMES = {"w": W[1:-1], "r": R[1:-1]}

Element = Any


def members(data: str | bytes) -> dict[str, bytes]:
    assert isinstance(data, bytes)
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def written(*blocks: str | Block, notes: tuple[Note, ...] = (), **meta: Any) -> dict[str, Element]:
    """The parts of a document of these blocks, after a check that they agree with each other."""
    content = tuple(paragraph(one) if isinstance(one, str) else one for one in blocks)
    data = render(Document(content, notes, Metadata(**meta))).output
    assert_consistent(data)
    return roots(data)


def roots(data: str | bytes) -> dict[str, Element]:
    return {
        name.removeprefix("word/"): etree.fromstring(part)
        for name, part in members(data).items()
        if name.endswith((".xml", ".rels"))
    }


def find(root: Element, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=NAMES))


def values(root: Element, path: str) -> list[str]:
    return [element.get(f"{W}val") for element in find(root, path)]


def words(root: Element) -> str:
    shown = {
        f"{W}t": lambda one: one.text or "",
        f"{W}tab": lambda _: "\t",
        f"{W}br": lambda _: "\n",
    }
    return "".join(shown[one.tag](one) for one in root.iter(*shown))  # type: ignore[no-untyped-call]


def body(parts: dict[str, Element]) -> Element:
    return parts["document.xml"].find(f"{W}body")


def style(element: Element) -> str:
    return str(values(element, "./w:pPr/w:pStyle")[0])


def assert_consistent(data: str | bytes) -> None:
    parts = roots(data)
    assert_every_part_has_a_type_and_is_reachable(members(data))
    assert_all_relationships_exist(parts)
    assert_all_styles_and_numberings_exist(parts)
    for kind in ("footnote", "endnote"):
        assert_notes_are_paired(parts, kind)
    assert_bookmarks_and_fields_match(parts)
    assert_tables_are_complete(parts)


def assert_every_part_has_a_type_and_is_reachable(files: dict[str, bytes]) -> None:
    types = files["[Content_Types].xml"].decode()
    endings = set(re.findall('Extension="([^"]*)"', types)) - {"xml"}
    targets = "".join(part.decode() for name, part in files.items() if name.endswith(".rels"))
    for name in files:
        if name.endswith(".rels") or name == "[Content_Types].xml":
            continue
        assert f'PartName="/{name}"' in types or name.rpartition(".")[2] in endings
        assert f'Target="{name.removeprefix("word/")}"' in targets or f'"{name}"' in targets


def assert_all_relationships_exist(parts: dict[str, Element]) -> None:
    for name, root in parts.items():
        rels = parts.get(f"_rels/{name}.rels")
        known = [] if rels is None else [one.get("Id") for one in rels]
        assert len(known) == len(set(known))
        for element in root.iter():
            for use in ("id", "embed"):
                if (id := element.get(f"{R}{use}")) is not None:
                    assert id in known, f"{name}: {id}"


def assert_all_styles_and_numberings_exist(parts: dict[str, Element]) -> None:
    ids = [one.get(f"{W}styleId") for one in find(parts["styles.xml"], "w:style")]
    assert len(ids) == len(set(ids))
    numbers = [one.get(f"{W}numId") for one in find(parts["numbering.xml"], "w:num")]
    assert len(numbers) == len(set(numbers))
    for root in parts.values():
        for use in find(root, "//w:pStyle | //w:rStyle | //w:tblStyle | //w:basedOn | //w:next"):
            assert use.get(f"{W}val") in ids
        assert set(values(root, "//w:numId")) <= {*numbers, "0"}


def assert_notes_are_paired(parts: dict[str, Element], kind: str) -> None:
    """Separators first; then the notes, numbered from 1 as their marks are; each marked once."""
    notes = parts[f"{kind}s.xml"]
    ids = [int(one.get(f"{W}id")) for one in notes]
    separators = [int(one.get(f"{W}id")) for one in notes if one.get(f"{W}type")]
    assert ids == list(range(1 - len(separators), len(ids) - len(separators) + 1))
    marks = [int(one.get(f"{W}id")) for one in find(parts["document.xml"], f"//w:{kind}Reference")]
    assert marks == [id for id in ids if id > 0]
    named = [
        int(one.get(f"{W}id")) for one in find(parts["settings.xml"], f"//w:{kind}Pr/w:{kind}")
    ]
    assert named == separators
    for one in notes:
        assert one.find(f"{W}p") is not None
    for other in ("footnotes.xml", "endnotes.xml", "header1.xml", "header2.xml", "footer1.xml"):
        assert not find(parts[other], f"//w:{kind}Reference") if other in parts else True


def assert_bookmarks_and_fields_match(parts: dict[str, Element]) -> None:
    document = parts["document.xml"]
    starts = find(document, "//w:bookmarkStart")
    names = [one.get(f"{W}name") for one in starts]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)
    assert [one.get(f"{W}id") for one in starts] == [
        one.get(f"{W}id") for one in find(document, "//w:bookmarkEnd")
    ]
    pointed = set()
    for root in (document, parts["footnotes.xml"], parts["endnotes.xml"]):
        for instruction in find(root, "//w:instrText"):
            pointed.add(instruction.text.split()[1])
        pointed.update(one.get(f"{W}anchor") for one in find(root, "//w:hyperlink[@w:anchor]"))
        kinds = [one.get(f"{W}fldCharType") for one in find(root, "//w:fldChar")]
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)
    assert pointed == set(names)


def assert_tables_are_complete(parts: dict[str, Element]) -> None:
    for table in find(parts["document.xml"], "//w:tbl"):
        columns = len(find(table, "w:tblGrid/w:gridCol"))
        for row in find(table, "w:tr"):
            spans = [values(one, "w:tcPr/w:gridSpan") for one in find(row, "w:tc")]
            assert sum(int(span[0]) if span else 1 for span in spans) == columns
        assert all(one[-1].tag == f"{W}p" for one in find(table, "w:tr/w:tc"))
        assert table.getnext().tag == f"{W}p"
