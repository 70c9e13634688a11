"""Parts that are only read: as trees of Python's own ElementTree, whole or piece by piece.

To load lxml takes longer than to read an article, and it makes an object of each element that is looked
at. As in `converter.word.xml`, a part with a document type is refused, and nothing is fetched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Literal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Element  # for whoever reads

from converter.document.diagnostics import ConversionError
from converter.word.events import damaged, read, reader
from converter.word.names import MATH, W

ROOT_AT_ONCE, AT_ONCE = 2_048, 65_536
"""Bytes that are read at once: of the root, whose tag takes 2,000 in Word's files; and of pieces."""

MALFORMED = (ElementTree.ParseError, ValueError, LookupError)
"""What the parser raises, also for encodings that it does not know."""


def root_tag(part: bytes) -> str:
    """The tag of the root of a part, which is not read any further.

    Raises `ConversionError` for what is no XML up to there, and for a document type.
    """
    parser = reader()
    found: list[str] = []

    def first(name: str, _: object) -> None:
        found.append(name)
        parser.StartElementHandler = None

    parser.StartElementHandler = first
    for start in range(0, len(part), ROOT_AT_ONCE):
        end = start + ROOT_AT_ONCE
        read(parser, part[start:end], is_last=end >= len(part))
        if found:
            break
    namespace, _, local = found[0].rpartition(" ") if found else ("", "", "")
    return f"{{{namespace}}}{local}" if namespace else local


def tree(part: bytes) -> Element:
    """The root of a part.

    Raises `ConversionError` for what is no well-formed XML, and for a document type.
    """
    root_tag(part)
    try:
        return ElementTree.XML(part)
    except MALFORMED as error:
        raise damaged(error) from error


def pieces(part: bytes, level: Literal[1, 2]) -> Iterator[Element]:
    """The elements one or two steps below the root of a part, in their order.

    Each is taken out of the tree before the next ones are read, so that a long part takes the memory of
    its longest piece. Raises `ConversionError` as `tree` does.
    """
    root_tag(part)
    parser: Any = ElementTree.XMLPullParser(("start",))  # its stubs know no single kind of event
    root: Element | None = None
    try:
        for start in range(0, len(part), AT_ONCE):
            parser.feed(part[start : start + AT_ONCE])
            started = parser.read_events()
            if root is None:
                root = next((element for _, element in started), None)
            deque(started, maxlen=0)  # else the parser would keep all elements
            if root is not None:
                yield from _taken(root, level, is_whole=False)
        parser.close()
    except MALFORMED as error:
        raise damaged(error) from error
    if root is not None:
        yield from _taken(root, level, is_whole=True)


def _taken(root: Element, level: int, *, is_whole: bool) -> Iterator[Element]:
    """What stands below a root, taken out of it; the last stays while it may still be growing."""
    holders = [root] if level == 1 else [*root]
    for holder in holders:
        is_growing = holder is holders[-1] and not is_whole
        some = holder[:-1] if is_growing else holder[:]
        del holder[: len(some)]
        yield from some


def written(element: Element) -> str:
    """An element of a part as XML, with the prefixes that Word writes."""
    for prefix, uri in (("w", W), ("m", MATH)):
        ElementTree.register_namespace(prefix, uri)
    element.tail = None
    return str(ElementTree.tostring(element, encoding="unicode"))


def nested_too_deeply() -> ConversionError:
    """What is raised for a file whose tables, or other elements, stand in one another without end."""
    return ConversionError("the Word file is nested too deeply; flatten its tables")
