"""A look over the parts of a Word file before it is given out: whatever is named must be there.

Not a validation against the schemas, which the tests make, but what a schema cannot see and what
makes Word offer a repair: references, relationships, content types, bookmarks and fields that do
not fit together.

It searches bytes, as every conversion to Word has it done: for an article of 289 million instructions
that takes 8, a parser with a function for each tag 16, and the import of lxml alone 21. So it reads
parts in the form that we write, and no other: those of a user's file are `normalized` before
(`converter.word.xml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.word.names import TYPES, PartNames, relationships_name
from converter.word.package import Parts

OUR_NAMES = PartNames()
FIELD = re.compile(rb"fld(?<=<w:fld)")
"""What begins with a rare letter is found sooner."""


def inconsistencies(parts: Parts, names: PartNames = OUR_NAMES) -> list[str]:
    """What does not fit together in a Word file of ours, or filled by us; nothing if all does.

    `names` says what the parts are called.
    """
    found: list[str] = []
    told = tuple(filter(None, (names.main, names.footnotes, names.endnotes, *names.heads)))
    stories = {name: content for name, content in parts.items() if name.startswith(told)}
    lists = parts.get(names.numbering, b"")
    found += _package(parts)
    found += _relationships(parts, names.numbering, lists)  # of pictures used as bullets
    with_fields = {name: content for name, content in stories.items() if FIELD.search(content)}
    for name, content in stories.items():
        found += _relationships(parts, name, content)
    for name, content in with_fields.items():
        found += _fields(name, content)
    found += _styles_and_lists(parts.get(names.styles, b""), lists, stories)
    found += _bookmarks(stories, with_fields)
    for kind, name in (("footnote", names.footnotes), ("endnote", names.endnotes)):
        found += _notes(kind, parts.get(name, b""), parts[names.main])
    return found


def _package(parts: Parts) -> Iterator[str]:
    """Each part has a content type (Part 2, 7.2.3), and each relationship inside leads to a part."""
    types = parts[TYPES]
    named = set(re.findall(rb'PartName="/([^"]*)"', types))
    endings = set(re.findall(rb'Extension="([^"]*)"', types))
    for name in parts:
        ending = name.rpartition(".")[2].encode()
        if name != TYPES and name.encode() not in named and ending not in endings:
            yield f"{name} has no content type"
    for name in named - {part.encode() for part in parts}:
        yield f"{name.decode()} has a content type and is not there"
    for name, content in parts.items():
        if name.endswith(".rels"):
            folder = name.rpartition("_rels/")[0]
            outside = content.count(b'TargetMode="External"')
            if content.count(b"<Relationship") == outside + 1:  # with the element around them
                continue
            for relationship in re.findall(rb"<Relationship\s([^>]*)", content):
                if b'TargetMode="External"' in relationship:
                    continue
                for path in map(bytes.decode, _values(relationship, 'Target="')):
                    if not _is_there(path, folder, parts):
                        yield f"{name} leads to {path}, which is not there"


def _is_there(target: str, folder: str, parts: Parts) -> bool:
    if target.startswith("/"):
        return target[1:] in parts
    steps: list[str] = folder.split("/")[:-1]
    for step in target.split("/"):
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps) in parts


def _relationships(parts: Parts, name: str, content: bytes) -> Iterator[str]:
    """No part sees the relationships of another (Part 2, 6.5)."""
    ids = _values(parts.get(relationships_name(name), b""), 'Id="', r'(?<=\sId=")')
    known = set(ids)
    if len(ids) != len(known):
        yield f"{name} has two relationships of one name"
    used = re.findall(rb'r:(?<=\sr:)(?:id|embed|link)="([^"]*)"', content)
    for id in sorted(set(used) - known) if used != ids else ():
        yield f"{name} names the relationship {id.decode()}, which it does not have"


def _fields(name: str, content: bytes) -> Iterator[str]:
    """Complex fields (17.16.18) open and close in order, once tracked changes are accepted."""
    if b"</w:del>" in content or b"</w:moveFrom>" in content:
        content = re.sub(rb"(?s)<w:(del|moveFrom) [^>]*(?<!/)>.*?</w:\1>", b"", content)
    depth: list[bytes] = []
    for kind in _values(content, "<w:fldChar ", '[^>]*w:fldCharType="'):
        if kind == b"begin":
            depth.append(kind)
        elif not depth or (kind == b"separate" and depth[-1] != b"begin"):
            yield f"{name} has a field that is out of order"
            return
        elif kind == b"separate":
            depth[-1] = kind
        else:
            depth.pop()
    if depth:
        yield f"{name} has a field that does not end"


def _styles_and_lists(styles_part: bytes, lists: bytes, stories: dict[str, bytes]) -> Iterator[str]:
    styles = _values(styles_part, 'w:styleId="')
    if len(styles) != len(set(styles)):
        yield "two styles have one id"
    numbers = _values(lists, "<w:num ", '[^>]*w:numId="')
    for name, content in stories.items():
        for id in sorted(set(_values(content, 'Style w:val="')).difference(styles)):
            yield f"{name} uses the style {id.decode()}, which is not there"
        for id in sorted(set(_values(content, '<w:numId w:val="')) - {*numbers, b"0"}):
            yield f"{name} uses the list {id.decode()}, which is not there"


def _bookmarks(stories: dict[str, bytes], with_fields: dict[str, bytes]) -> Iterator[str]:
    """Bookmarks open and close, under names of their own (17.13.6), and fields find theirs."""
    tags = b""
    pointed: set[bytes] = set()
    for content in stories.values():
        if b"<w:bookmark" in content:
            tags += b"".join(re.findall(rb"<w:bookmark[^>]*>", content))
        pointed.update(_values(content, 'w:anchor="'))
    for content in with_fields.values():
        if b"NOTEREF" not in content:
            continue
        pointed.update(re.findall(rb'instr(?:Text[^>]*>|=") ?NOTEREF ([^ ]*)', content))
    names = _values(tags, 'w:name="')
    if len(names) != len(set(names)):
        yield "two bookmarks have one name"
    starts = _values(tags, "<w:bookmarkStart ", '[^>]*w:id="')
    if sorted(starts) != sorted(_values(tags, "<w:bookmarkEnd ", '[^>]*w:id="')):
        yield "a bookmark does not open and close once"
    for name in sorted(pointed.difference(names)):
        yield f"a field points at {name.decode()}, which is no bookmark"


def _notes(kind: str, part: bytes, body: bytes) -> Iterator[str]:
    """Every note is marked once, in the order of the ids (LibreOffice pairs them by rank)."""
    no_separator = '(?![^>]*w:type="(?!normal"))'
    notes = _values(part, f"<w:{kind} ", f'{no_separator}[^>]*w:id="')
    marks = _values(body, f"<w:{kind}Reference ", '[^>]*w:id="')
    numbers = _numbers(marks)
    if notes != marks and _numbers(notes) != numbers:
        yield f"the marks of {kind}s do not fit the {kind}s"
    if numbers != sorted(set(numbers)):
        yield f"the ids of {kind}s are not in the order of their marks"


def _numbers(ids: list[bytes]) -> list[int]:
    try:
        return list(map(int, ids))
    except ValueError:  # what another program wrote
        return [int(id) if id.isdigit() else 0 for id in ids]


def _values(content: bytes, words: str, rest: str = "") -> list[bytes]:
    """What stands between each of these `words`, with what the pattern `rest` says, and the next quote.

    Most parts have no such words, and spare the compiling of a pattern.
    """
    if words.encode() not in content:
        return []
    return re.findall(f'{words}{rest}([^"]*)"'.encode(), content)
