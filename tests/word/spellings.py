"""The same Word file as other programs would write it: other prefixes, quotes and encodings."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from xml.etree import ElementTree

from lxml import etree

from converter.word.names import W
from tests.renderers.docx_parts import Element, members, packed

Spelling = Callable[[bytes], bytes]

TAG = re.compile(rb"<[^<>!?]*>")
"""In the files of these tests, which have no sign of the kind in an attribute."""


def in_tags(change: Callable[[bytes], bytes]) -> Spelling:
    return lambda part: TAG.sub(lambda tag: change(tag[0]), part)


def single_quotes(tag: bytes) -> bytes:
    assert b"'" not in tag
    return tag.replace(b'"', b"'")


def prefix_x(part: bytes) -> bytes:
    """Our prefixes replaced, and one where there was none."""
    part = in_tags(lambda tag: re.sub(rb"(?<=[</\s])w(?=:)|(?<=\sxmlns:)w(?==)", b"x", tag))(part)
    if PACKAGE not in part:
        return part
    part = part.replace(PACKAGE, b"xmlns:x" + PACKAGE.removeprefix(b"xmlns"))
    return in_tags(lambda tag: re.sub(rb"^(</?)", rb"\1x:", tag))(part)


PACKAGE = b'xmlns="http://schemas.openxmlformats.org/package/2006/'


def default_namespace(tag: bytes) -> bytes:
    """Elements without a prefix; attributes need one."""
    tag = tag.replace(b"xmlns:w=", b'xmlns="%s" xmlns:w=' % W.encode(), 1)
    return re.sub(rb"^(</?)w:", rb"\1", tag)


def element_tree(part: bytes) -> bytes:
    """As Python's ElementTree writes: ``ns0:``, ``ns1:`` and so on, and no namespace that is not used."""
    root = ElementTree.fromstring(part)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))


def encoded(encoding: str) -> Spelling:
    def change(part: bytes) -> bytes:
        text = re.sub(r"^\s*<\?xml.*?\?>\s*", "", part.decode("utf-8-sig"))
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
        return declared.encode(encoding, "xmlcharrefreplace")

    return change


def noise(part: bytes) -> bytes:
    """Comments and processing instructions wherever they may stand, which look like what is sought."""
    comment = (
        b"<!-- <w:style w:type='paragraph'><w:name w:val='no'/></w:style> </w:footnotes>"
        b' </Relationships> <w:sectPr/> <w:tbl> r:id="rId99" PartName="/x" -->'
    )
    head, start, body = part.rpartition(b"?>")
    return head + start + body.replace(b"><", b">" + comment + b"<?x w:p?><") + comment


def cdata(part: bytes) -> bytes:
    def wrap(text: re.Match[bytes]) -> bytes:
        return text[1] + b"<![CDATA[" + unescape(text[2].decode()).encode() + b"]]></w:t>"

    return re.sub(rb"(<w:t[ >][^<]*?>|<w:t>)([^<]+)</w:t>", wrap, part)


def spaced(tag: bytes) -> bytes:
    """Blanks and line ends wherever a tag may have them."""
    if tag.startswith(b"</"):
        return tag.replace(b">", b"\n>")
    return re.sub(rb'(\s[\w:]+)="', rb'\1 =\n "', tag).replace(b"/>", b" />")


def opened(part: bytes) -> bytes:
    """Empty elements with an end tag of their own."""
    return re.sub(rb"<([\w:]+)((?:\s[^<>]*)?)/>", rb"<\1\2></\1>", part)


def all_at_once(part: bytes) -> bytes:
    return encoded("UTF-16")(noise(in_tags(single_quotes)(prefix_x(cdata(part)))))


SPELLINGS: dict[str, Spelling] = {
    "single quotes": in_tags(single_quotes),
    "prefix x": prefix_x,
    "default namespace": in_tags(default_namespace),
    "ElementTree": element_tree,
    "UTF-16": encoded("UTF-16"),
    "Latin 1": encoded("ISO-8859-1"),
    "ASCII": encoded("US-ASCII"),
    "byte order mark": lambda part: b"\xef\xbb\xbf" + part,
    "comments": noise,
    "CDATA": cdata,
    "blanks": in_tags(spaced),
    "end tags": opened,
    "all at once": all_at_once,
}


def spelled(data: str | bytes, spelling: Spelling) -> bytes:
    """A Word file with all its XML spelled otherwise."""
    parts = members(data)
    return packed({
        name: spelling(part) if name.endswith((".xml", ".rels")) else part
        for name, part in parts.items()
    })  # fmt: skip


IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
"""Names prefixes; ElementTree, which renames them all, leaves those that it knew before."""


def said(part: bytes) -> list[tuple[str, dict[str, str], str]]:
    """What a part says, however it is spelled: elements, attributes and words, in their order."""
    root: Element = etree.fromstring(part, etree.XMLParser(remove_comments=True, remove_pis=True))
    return [
        (
            one.tag,
            {name: value for name, value in one.attrib.items() if name != IGNORABLE},
            (one.text or "").strip(),
        )
        for one in root.iter()
    ]


def said_by(data: str | bytes) -> dict[str, list[tuple[str, dict[str, str], str]]]:
    return {
        name: said(part) for name, part in members(data).items() if name.endswith((".xml", ".rels"))
    }
