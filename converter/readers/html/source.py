"""Bytes → the text of a web page, what lxml makes of it, and its words where they stand in it."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree
from msgspec import Struct

from converter.readers.marker.encodings import BYTE_ORDER_MARKS, Decoded, decode

DEEPEST = 200
"""Nesting that is parsed; libxml2 gives up at 256 unless its limits are taken off, which they are not."""

TAG = re.compile(
    r"""(?xs) <!--.*?(?:-->|\Z)
    | <(?P<raw>script|style)\b(?i:[^<>]*)>.*?(?:</(?P=raw)\b[^<>]*>|\Z)
    | <(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*)(?>[^<>"']+|"[^"<]*"|'[^'<]*'|["'])*>
    | <[/!?][^<>]*>
    """,
    re.IGNORECASE,
)
"""A tag, a comment, or a script with all that is in it. No quoted value holds a ``<``: so a quote that
is never closed is not looked for beyond the next tag, and the time stays linear."""

ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
NOT_LINE_END = re.compile(r"[^\r\n]")

DECLARED = re.compile(
    rb"""(?i)<\?xml[^>]{0,99}?encoding=["']([\w.:-]{1,40})|<meta[^>]{0,300}?charset=["']?([\w.:-]{1,40})"""
)
DECLARED_WITHIN = 4096
"""Bytes in which a page says how it is encoded; browsers look at 1,024 (HTML, 13.2.3.2)."""

AS_WINDOWS = frozenset(("iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"))
"""Names under which pages mean Windows-1252 (Encoding Standard, 4.2)."""

IMPLIED_ENDS = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
))  # fmt: skip
"""Elements that the next of their kind ends, so that pages leave out their end tags."""

VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
))  # fmt: skip
"""Elements without an end tag (HTML, 13.1.2)."""


class Source(Struct, frozen=True):
    """A page as text; `words` has a blank for each character that is none of its words.

    So both are equally long and have the same lines. What stands for a character, as ``&amp;``
    does, is that character and blanks. `is_cut` says that tags were left out, as they nest too deeply.
    """

    text: str
    words: str
    root: etree._Element | None
    is_cut: bool


def decoded(data: bytes, encoding: str | None) -> Decoded:
    """The text of a page: as told, by its byte order mark, as UTF-8, or as the page says.

    What is UTF-8 is read as such, whatever the page says: pages are saved in other encodings than
    they came in.
    """
    if encoding is None and not any(map(data.startswith, BYTE_ORDER_MARKS)):
        said = DECLARED.search(data[:DECLARED_WITHIN])
        if said and not _is_utf_8(data):
            encoding = _known((said[1] or said[2]).decode("ascii").lower())
    return decode(data, encoding)


def _known(name: str) -> str | None:
    """Python's name of the encoding that a page names; None if that cannot be."""
    from codecs import lookup

    try:
        known = lookup("windows-1252" if name in AS_WINDOWS else name).name
    except LookupError:
        return None
    return None if known.startswith(("utf", "base64", "hex", "rot", "zlib", "bz2")) else known


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def parsed(text: str) -> Source:
    """What lxml makes of a page. Malformed pages are mended as libxml2 does it; none raises."""
    words = TAG.sub(_blank, text)
    words = ENTITY.sub(_one_character, words) if "&" in words else words
    markup = _closed(text) if text.lstrip("\ufeff \r\n\t").startswith("<?xml") else text
    root, is_whole = _tree(markup)
    if not is_whole:
        root, _ = _tree(_shallow(markup))
    return Source(text, words, root, not is_whole)


def _tree(markup: str) -> tuple[etree._Element | None, bool]:
    """The tree of a page, and whether all of it was parsed. Nothing is fetched, no DTD is read."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    too_deep = any("Excessive depth" in error.message for error in parser.error_log)
    return root, not too_deep


def _blank(found: re.Match[str]) -> str:
    return NOT_LINE_END.sub(" ", found[0])


def _one_character(found: re.Match[str]) -> str:
    return unescape(found[0]).ljust(len(found[0]))


def _closed(markup: str) -> str:
    """XHTML in which ``<a/>`` is written as HTML has it: there such a tag only opens an element."""

    def close(found: re.Match[str]) -> str:
        name = found["name"]
        if not name or not found[0].endswith("/>") or name.lower() in VOID:
            return found[0]
        return f"{found[0][:-2]}></{name}>"

    return TAG.sub(close, markup)


def _end_implied(opened: list[str], name: str) -> None:
    """End the element that an element of this name ends, if it stands in the same list or table."""
    for depth, one in enumerate(reversed(opened[-4:]), 1):
        if one == name:
            del opened[-depth:]
            return
        if one not in IMPLIED_ENDS:
            return


def _shallow(markup: str) -> str:
    """The page without the tags that nest deeper than `DEEPEST`; their words stay."""
    opened: list[str] = []
    deeper: dict[str, int] = {}  # how many tags of a name were left out and are not closed

    def keep(found: re.Match[str]) -> str:
        name = (found["name"] or "").lower()
        if not name or name in VOID:
            return found[0]
        if found["end"]:
            if deeper.get(name):
                deeper[name] -= 1
                return ""
            if name in opened[-9:]:
                del opened[len(opened) - 1 - opened[::-1].index(name) :]
            return found[0]
        if name in IMPLIED_ENDS:
            _end_implied(opened, name)
        if len(opened) >= DEEPEST:
            deeper[name] = deeper.get(name, 0) + 1
            return ""
        opened.append(name)
        return found[0]

    return TAG.sub(keep, markup)
