"""The tree as JSON, read back as ``-t json`` wrote it."""

from __future__ import annotations

from itertools import pairwise
from typing import Unpack

import msgspec

from converter.document.diagnostics import ConversionError, Diagnostic
from converter.document.model import (
    CrossRef,
    Document,
    Heading,
    HeadingRef,
    Node,
    NoteKey,
    NoteNumber,
    NoteRef,
)
from converter.document.overrides import NoteOptions, with_notes
from converter.document.tree import DEEPEST, TreeFile, ends_of, is_deeper_than, walk, walk_text
from converter.formats import Parsed


def read(data: bytes, **notes: Unpack[NoteOptions]) -> Parsed:
    """The document in a file of type `TreeFile`: UTF-8, or what a byte order mark says.

    Raises `ConversionError`, which names the place, for data that is not such a tree or whose marks
    and notes do not belong together.
    """
    try:
        text, noticed = _decoded(data)
        document = msgspec.json.decode(text, type=TreeFile).document
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ConversionError(f"this is not a tree that -t json wrote: {error}") from error
    except RecursionError as error:
        raise ConversionError("this tree is nested too deeply") from error
    if is_deeper_than(document, DEEPEST):
        raise ConversionError(f"this tree is nested more than {DEEPEST} levels deep")
    _check_places(document)
    _check_notes(document)
    _check_headings(document)
    found = [*noticed]
    return Parsed(with_notes(document, found, **notes), tuple(found))


def _decoded(data: bytes) -> tuple[bytes | str, tuple[Diagnostic, ...]]:
    """The data as msgspec takes it: UTF-8, or text. Windows' PowerShell writes UTF-16 for ``>``.

    JSON begins with characters of ASCII, so a zero byte tells UTF-16 (RFC 4627, section 3).
    """
    if data[:1] in b"{ \n" and b"\0" not in data[:4]:
        return data, ()
    from converter.readers.marker.encodings import decode

    return decode(data)


def _check_places(document: Document) -> None:
    """A place is found by halving, which needs an ascending order."""
    if document.lines[0] != 0 or any(one >= next for one, next in pairwise(document.lines)):
        raise ConversionError("the lines of this tree do not begin with 0 and ascend")
    if any(one.offset > next.offset for one, next in pairwise(document.landmarks)):
        raise ConversionError("the landmarks of this tree do not ascend")


def _check_notes(document: Document) -> None:
    keys = {note.key for note in document.notes}
    if len(keys) != len(document.notes):
        raise ConversionError("two notes of this tree have the same key")
    for node in walk(document.notes):
        if isinstance(node, NoteRef):
            raise ConversionError(f"a note of this tree calls note {node.note}; only text can")
        _check_targets(node, keys)
    for node in walk_text(document):
        _check_targets(node, keys)


def _check_headings(document: Document) -> None:
    every = [*walk_text(document), *walk(document.notes)]
    keys = [node.key for node in every if isinstance(node, Heading) and node.key is not None]
    if len(set(keys)) != len(keys):
        raise ConversionError("two headings of this tree have the same key")
    known = set(keys)
    for node in every:
        if isinstance(node, HeadingRef) and node.heading not in known:
            raise ConversionError(
                f"this tree points at heading {node.heading}, which it does not hold"
            )


def _check_targets(node: Node, keys: set[NoteKey]) -> None:
    match node:
        case NoteRef(note) | NoteNumber(note=note, after=None):
            meant = [note]
        case NoteNumber(note=note, after=str(first)):
            meant = [note, NoteKey(first)]
        case CrossRef(targets=targets):
            meant = ends_of(targets)
        case _:
            return
    for target in meant:
        if target not in keys:
            raise ConversionError(f"this tree points at note {target}, which it does not hold")
