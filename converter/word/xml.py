"""Parts read as XML, whatever program wrote them.

There are two ways. `parse` gives a tree, for what is only read or is written anew. `children` says at
which bytes something stands, so that these can be changed and all others stay what another program
wrote. Bytes are changed in a part that is `editable`, and in no other: what we put in is UTF-8 and has
the prefixes ``w:`` and ``r:``.

A part with a document type is refused (Part 2, 8.2.5: none may have one), so there are no entities
but XML's own, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from converter.document.diagnostics import ConversionError
from converter.word.events import damaged, doctype, read, reader
from converter.word.names import CONTENT_TYPES, MC, RELATIONSHIPS, R, W

Element = Any
"""An lxml element; its stubs know no part of WordprocessingML."""


def qn(name: str) -> str:
    """The name of an element or attribute of WordprocessingML in a tree.

    >>> qn("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{W}}}{name}"


def escaped(text: str) -> str:
    """Characters as they stand between tags. Python's own function for it loads what opens addresses."""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        text = text.replace(sign, written)
    return text


def quoted(value: str) -> str:
    """A value of an attribute, in double quotes; its blanks are kept (XML 1.0, 3.3.3).

    >>> quoted('a"b\\n')
    '"a&quot;b&#10;"'
    """
    value = escaped(value)
    for sign, written in (('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;")):
        value = value.replace(sign, written)
    return f'"{value}"'


def unusual() -> ConversionError:
    """What is raised for XML that is sound, and that nothing can be put into."""
    return ConversionError(
        "the Word file is not written as usual; open it in Word and save it as .docx "
        "(not 'Strict Open XML')"
    )


# Trees


def parse(part: bytes) -> Element:
    """The root of a part, in any encoding; comments and processing instructions are left out.

    Raises `ConversionError` for what is no well-formed XML, and for a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: Element = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(error.msg) from error
    if root.getroottree().docinfo.doctype:
        raise doctype()
    return root


def serialized(root: Element) -> bytes:
    """A part of this root, in UTF-8."""
    from lxml import etree

    if not len(root):
        root.text = root.text or ""  # for an end tag
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def fragment(elements: Iterable[Element]) -> bytes:
    """Elements as they can stand in a part that is `editable`."""
    from lxml import etree

    root = etree.Element("fragment", nsmap=OURS)
    root.text = ""
    root.extend(elements)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, encoding="UTF-8")[len(FRAGMENT) : -len("</fragment>")]


OURS = {"w": W, "r": R}
"""The namespaces of what we write, by their prefixes."""
FRAGMENT = f'<fragment xmlns:w="{W}" xmlns:r="{R}">'.encode()


# The form that can be edited


class _Form(Struct, frozen=True):
    """How a part is written: its root's namespace and first byte, its prefixes, whether in UTF-8."""

    namespace: str
    place: int
    declared: frozenset[tuple[str | None, str | None]]
    is_utf8: bool

    @property
    def usual(self) -> dict[str, str | None]:
        """The prefixes that namespaces have in our parts with such a root."""
        if self.namespace in (RELATIONSHIPS, CONTENT_TYPES):
            return {self.namespace: None}
        return {uri: prefix for prefix, uri in OURS.items()} if self.namespace == W else {}

    @property
    def renamed(self) -> dict[str | None, str | None]:
        """The prefixes that are not as usual, and what they are in our parts."""
        return {
            prefix: self.usual[uri]
            for prefix, uri in self.declared
            if uri in self.usual and self.usual[uri] != prefix
        }


def editable(part: bytes) -> bytes:
    """A part whose bytes can be edited: as it is if it is written as usual, else written anew.

    Usual is UTF-8, our prefixes for our namespaces, and an end tag of the root with nothing behind it.
    Raises `ConversionError` as `parse` does, and for prefixes of ours that mean something else.
    """
    form = _form(part)
    name = ROOT_NAME.match(part, form.place)
    end = name and re.compile(rb"</%s\s*>\s*" % re.escape(name[1]))
    if form.is_utf8 and not form.renamed and end and end.fullmatch(part, part.rfind(b"</")):
        return part
    return normalized(part)


ROOT_NAME = re.compile(rb"<([^\s/>]+)")


def in_our_form(part: bytes) -> bytes:
    """A part in the form that searches of its bytes expect: as it is if nothing in it differs.

    Raises `ConversionError` as `editable` does.
    """
    part = editable(part)
    begins = part.find(b"?>") + 4  # a line may end behind the XML declaration
    differs = any(part.find(sign, begins) >= 0 for sign in UNLIKE_OURS)
    return normalized(part) if differs else part


UNLIKE_OURS = (b"='", b"= ", b" =", b" >", b" />", b"  ", b"\t", b"\n", b"\r", b"<!")
"""What stands in other quotes, other blanks in tags and comments; and in the words of some texts."""


def normalized(part: bytes) -> bytes:
    """A part written anew, in the form of our own: UTF-8, our prefixes, double quotes, no comments.

    Raises `ConversionError` as `editable` does.
    """
    form = _form(part)
    root = parse(_with_usual_prefixes(part, form) if form.renamed else part)
    _mend_compatibility(root, form.renamed)
    return serialized(root)


def _form(part: bytes) -> _Form:
    parser = reader()
    encodings: list[str] = []
    root: list[tuple[str, int]] = []
    declared: set[tuple[str | None, str | None]] = set()

    def first(name: str, _: object) -> None:
        root.append((name.rpartition(" ")[0], parser.CurrentByteIndex))
        parser.StartElementHandler = None

    parser.XmlDeclHandler = lambda _, encoding, __: encodings.append(encoding or "UTF-8")
    parser.StartNamespaceDeclHandler = lambda prefix, uri: declared.add((prefix, uri))
    parser.StartElementHandler = first
    read(parser, part)
    # A part in UTF-16 begins with a NUL, or has one behind its byte order mark or first letter.
    is_utf8 = b"\0" not in part[:4] and {one.upper() for one in encodings} <= {"UTF-8"}
    form = _Form(*root[0], frozenset(declared), is_utf8)
    ours = {prefix: uri for uri, prefix in form.usual.items()}
    if any(ours.get(prefix, uri) != uri for prefix, uri in declared):
        raise unusual()
    return form


def _with_usual_prefixes(part: bytes, form: _Form) -> bytes:
    """A part with our prefixes for our namespaces, declared at its root; others stay as they are.

    lxml gives elements no other prefix but where it moves them to another tree, in quadratic time.
    """
    out: list[str] = []
    parser = reader()
    parser.namespace_prefixes = True
    usual = form.usual
    declared = [_declaration(prefix, uri) for uri, prefix in usual.items()]

    def named(full: str) -> str:
        uri, local, *rest = full.split(" ") if " " in full else ("", full)
        prefix = usual.get(uri, rest[0] if rest else None)
        return f"{prefix}:{local}" if prefix else local

    def declare(prefix: str | None, uri: str | None) -> None:
        if uri not in usual:
            declared.append(_declaration(prefix, uri or ""))

    def start(full: str, attributes: dict[str, str]) -> None:
        said = (f" {named(key)}={quoted(value)}" for key, value in attributes.items())
        out.append(f"<{named(full)}{''.join(declared)}{''.join(said)}>")
        declared.clear()

    parser.StartNamespaceDeclHandler = declare
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda full: out.append(f"</{named(full)}>")
    parser.CharacterDataHandler = lambda text: out.append(escaped(text))
    read(parser, part)
    return "".join(out).encode()


def _declaration(prefix: str | None, uri: str) -> str:
    return f" xmlns{f':{prefix}' if prefix else ''}={quoted(uri)}"


def _mend_compatibility(root: Element, renamed: Mapping[str | None, str | None]) -> None:
    """Attributes of Markup Compatibility (Part 3) name prefixes, of which some have changed.

    A program that changes prefixes may have left names of such as are gone: Word refuses the file.
    """
    ignorable = root.get(f"{{{MC}}}Ignorable")
    if ignorable is not None:
        known = (one for one in ignorable.split() if one in root.nsmap)
        root.set(f"{{{MC}}}Ignorable", " ".join(known))
    if renamed:
        for choice in root.iter(f"{{{MC}}}Choice"):
            required = choice.get("Requires", "").split()
            choice.set("Requires", " ".join(renamed.get(one) or one for one in required))


# Bytes


class Child(Struct, frozen=True):
    """An element that a part's root, or the part, holds: bytes `start` up to, not including, `end`.

    Names of WordprocessingML are local; others follow their namespace and a blank.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int


IN_W = f"{W} "
"""What expat puts before a name of WordprocessingML."""

TAG = re.compile(rb"""<[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")
"""A tag, at a byte where a parser has found one."""

ATTRIBUTE = re.compile(rb"""([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")
"""An attribute in a start tag: its name, and its value in quotes."""


def children(part: bytes, parent: str = "") -> list[Child]:
    """The children of a root, or of its child `parent`, in a part in UTF-8, and the bytes they take."""
    found: list[Child] = []
    parser = reader()
    depth, level = 0, 3 if parent else 2
    is_inside = not parent

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, is_inside
        depth += 1
        if depth == 2 and parent:
            is_inside = name.removeprefix(IN_W) == parent
        if depth == level and is_inside:
            found.append(_child(name, attributes, parser.CurrentByteIndex, 0))

    def end(_: str) -> None:
        nonlocal depth
        if depth == level and is_inside:
            opening = tag_end(part, found[-1].start)
            is_empty = part[opening - 2 : opening] == b"/>"
            after = opening if is_empty else tag_end(part, parser.CurrentByteIndex)
            found[-1] = replace(found[-1], end=after)
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    read(parser, part)
    return found


def elements(part: bytes, names: frozenset[str]) -> list[Child]:
    """The elements of these names in a part in UTF-8, at any depth; none may hold another of them."""
    found: list[Child] = []
    parser = reader()

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.removeprefix(IN_W) in names:
            found.append(_child(name, attributes, parser.CurrentByteIndex, 0))

    def end(name: str) -> None:
        if name.removeprefix(IN_W) in names:
            opening = tag_end(part, found[-1].start)
            is_empty = part[opening - 2 : opening] == b"/>"
            after = opening if is_empty else tag_end(part, parser.CurrentByteIndex)
            found[-1] = replace(found[-1], end=after)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    read(parser, part)
    return found


def _child(name: str, attributes: dict[str, str], start: int, end: int) -> Child:
    names = {key.removeprefix(IN_W): value for key, value in attributes.items()}
    return Child(name.removeprefix(IN_W), names, start, end)


def tag_end(part: bytes, place: int) -> int:
    """The byte behind a tag that a parser has found."""
    tag = TAG.match(part, place)
    return tag.end() if tag else place


def with_attribute(element: bytes, name: str, value: str) -> bytes:
    """An element with another value for an attribute that its start tag has; all else stays.

    >>> with_attribute(b'<w:num w:id="1" w:val="w:id"/>', "w:id", "2")
    b'<w:num w:id="2" w:val="w:id"/>'
    """
    for found in ATTRIBUTE.finditer(element, 0, tag_end(element, 0)):
        if found[1] == name.encode():
            new = quoted(value).encode()
            return element[: found.start(2)] + new + element[found.end(2) :]
    return element


def declaring(part: bytes, prefixes: Mapping[str, str], ignorable: Mapping[str, str]) -> bytes:
    """A part that is `editable` whose root declares prefixes; some may be ignored (Part 3, 7.2).

    A prefix that means something else there already is left as it is.
    """
    root = parse(part)
    needed = {**prefixes, **ignorable, **({"mc": MC} if ignorable else {})}
    new = {prefix: uri for prefix, uri in needed.items() if prefix not in root.nsmap}
    means = root.nsmap | new
    told = root.get(f"{{{MC}}}Ignorable", "")
    known = [one for one, uri in ignorable.items() if means[one] == uri]
    added = " ".join(one for one in known if one not in told.split())
    place = _form(part).place
    end = tag_end(part, place)
    tag = (
        part[place:end].removesuffix(b">") + "".join(map(_declaration, new, new.values())).encode()
    )
    mc = next((one for one, uri in means.items() if uri == MC), "mc")
    if added and told:
        tag = with_attribute(tag + b">", f"{mc}:Ignorable", f"{told} {added}")[:-1]
    elif added:
        tag += f' {mc}:Ignorable="{added}"'.encode()
    return part[:place] + tag + b">" + part[end:]


def appended(part: bytes, content: bytes) -> bytes:
    """A part that is `editable` with more at the end of its root."""
    before, end, after = part.rpartition(b"</")
    return b"".join((before, content, end, after))
