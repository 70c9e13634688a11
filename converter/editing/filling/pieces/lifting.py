"""Pieces cut out of the manuscript and put into the part of the notes, with what they name.

A piece may begin and end inside of a run, whose look it then has. Fonts and sizes are those of the
notes. Addresses and pictures are named by relationships, which no part shares with another (Part 2,
6.5), and prefixes of namespaces are declared anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import chain

from converter.editing.filling.splice import Splice, spliced
from converter.word.manuscript import OBJECT, Manuscript, Piece, Run
from converter.word.names import MC, R, relationships_name
from converter.word.package import Parts, add_relationships
from converter.word.parts import Relationship, allow_relationships, relationships
from converter.word.xml import Element, declaring, editable, fragment, parse, qn, quoted

OF_NOTES = tuple(map(qn, ("rFonts", "sz", "szCs")))
"""Properties of runs that a note has of its own (17.3.2)."""

PLACE = re.compile(
    rb"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>%s</w:t></w:r>" % OBJECT.encode()
)
"""What stands for a piece in a note as we write it."""


class Lifter:
    """Cuts pieces out of a manuscript. `changes` are what is written anew in it, marks and numbers."""

    def __init__(self, manuscript: Manuscript, changes: Iterable[Splice] = ()) -> None:
        self.manuscript = manuscript
        self.runs = [run.start for run in manuscript.runs]
        self.changes = sorted(changes)
        self.declared = _declarations(manuscript.data)

    def lifted(self, piece: Piece) -> list[Element]:
        """The elements of a piece. Raises `ConversionError` if it is no well-formed XML by itself."""
        data = self.manuscript.data
        first, last = self._run_around(piece.start), self._run_around(piece.end)
        root = parse(
            b"".join((
                b"<pieces%s>" % self.declared,
                _opening(data, first) if first else b"",
                self._content(piece),
                b"</w:r>" if last else b"",
                b"</pieces>",
            ))
        )  # fmt: skip
        for element in list(root.iter(*OF_NOTES)):
            element.getparent().remove(element)
        return list(root)

    def _run_around(self, place: int) -> Run | None:
        """The run inside of which a byte stands."""
        before = bisect_left(self.runs, place) - 1
        run = self.manuscript.runs[before] if before >= 0 else None
        return run if run and place < run.end else None

    def _content(self, piece: Piece) -> bytes:
        first = bisect_left(self.changes, (piece.start,))
        last = bisect_right(self.changes, (piece.end,))
        inside = [
            Splice(one.start - piece.start, one.end - piece.start, one.content)
            for one in self.changes[first:last]
        ]
        return spliced(self.manuscript.data[piece.start : piece.end], inside)


def _opening(data: bytes, run: Run) -> bytes:
    """How a piece begins that begins inside of a run; a tracked change of format stays behind."""
    start, end = run.properties
    change = next((one for one in run.look if one.name == "rPrChange"), None)
    if change is None:
        return data[run.start : run.opening] + data[start:end]
    return b"".join(
        (data[run.start : run.opening], data[start : change.start], data[change.end : end])
    )


def _declarations(data: bytes) -> bytes:
    """All prefixes that the manuscript declares for one namespace, as attributes."""
    found: dict[bytes, set[bytes]] = {}
    for prefix, value in re.findall(rb"""\sxmlns:([\w.-]+)\s*=\s*("[^"<]*"|'[^'<]*')""", data):
        found.setdefault(prefix, set()).add(value[1:-1])
    one_each = ((prefix, *uris) for prefix, uris in found.items() if len(uris) == 1)
    return b"".join(b' xmlns:%s="%s"' % one for one in one_each)


def put_in(
    notes: dict[int, bytes],
    pieces: dict[int, list[Piece]],
    lifter: Lifter,
    parts: Parts,
    main: str,
    name: str,
) -> dict[int, bytes]:
    """Notes of the part `name` with pieces of the part `main` in their places, both by the notes' ids.

    What the pieces name is added to the relationships of the part, and their prefixes that other
    programs may ignore are told at its root.
    """
    if not any(pieces.values()):
        return notes
    carrier = _Carrier(parts, main, name)
    filled = dict(notes)
    for id, wanted in pieces.items():
        words = PLACE.split(filled[id])
        moved = [carrier.carried(lifter.lifted(one)) for one in wanted]
        filled[id] = b"".join(chain.from_iterable(zip(words, (*moved, b""), strict=True)))
    carrier.finish()
    return filled


class _Carrier:
    """Has one part name what another does."""

    def __init__(self, parts: Parts, main: str, name: str) -> None:
        self.parts, self.name = parts, name
        self.theirs = {one.id: one for one in relationships(parts, main)}
        ours = [one.id for one in relationships(parts, name)]
        numbered = (f"moved{number}_" for number in range(len(ours) + 1))
        self.prefix = next(one for one in numbered if not any(id.startswith(one) for id in ours))
        self.ids: dict[str, str] = {}
        root = parse(parts[main])
        said = root.get(f"{{{MC}}}Ignorable", "").split()
        self.ignorable = {root.nsmap[one]: one for one in said if one in root.nsmap}
        self.used: set[str] = set()

    def carried(self, elements: list[Element]) -> bytes:
        """Elements as they can stand in the other part."""
        for element in (one for whole in elements for one in whole.iter()):
            for key, value in element.items():
                if key.startswith(f"{{{R}}}") and value in self.theirs:
                    element.set(key, self._id(value))
            names = (element.tag, *element.keys())
            self.used |= {one[1:].partition("}")[0] for one in names if one.startswith("{")}
        return fragment(elements)

    def _id(self, id: str) -> str:
        return self.ids.setdefault(id, f"{self.prefix}{len(self.ids) + 1}")

    def finish(self) -> None:
        """Write the relationships, and the prefixes that may be ignored."""
        if self.ids:
            own = relationships_name(self.name)
            if own in self.parts:
                self.parts[own] = editable(self.parts[own])
            new = [_relationship(id, self.theirs[old]) for old, id in self.ids.items()]
            add_relationships(self.parts, self.name, new)
            allow_relationships(self.parts)
        prefixes = {self.ignorable[uri]: uri for uri in sorted(self.used & self.ignorable.keys())}
        needed = {"r": R} if R in self.used else {}
        self.parts[self.name] = declaring(self.parts[self.name], needed, ignorable=prefixes)


def _relationship(id: str, one: Relationship) -> str:
    kind = one.kind if ":" in one.kind else f"{R}/{one.kind}"
    target = one.target if one.is_external else f"/{one.target}"
    mode = ' TargetMode="External"' if one.is_external else ""
    said = quoted(target)
    return f'<Relationship Id="{id}" Type="{kind}" Target={said}{mode}/>'
