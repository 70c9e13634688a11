"""The notes of a document, set as a house prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct, structs

from converter.document.diagnostics import ConversionError
from converter.document.model import (
    Document,
    Emphasis,
    Inline,
    Note,
    NoteKey,
    SmallCaps,
)
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import rebuilt, walk
from converter.document.words import contents, plain
from converter.readers.restoring.typography.casing import Casing
from converter.readers.restoring.typography.characters import USUAL, Characters, printed
from converter.readers.restoring.typography.profile import Group, Printed, Profile, profile
from converter.readers.restoring.typography.runs import Run, runs
from converter.readers.restoring.typography.setting import Setting, set_in


class Accepted(Struct, frozen=True):
    """Which proposals an editor takes: all, those of rules (``T10``), or those of notes by number."""

    everything: bool = False
    rules: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()

    def takes(self, rule: str, note: str) -> bool:
        return self.everything or rule in self.rules or note.lower() in self.notes


def accepted(names: Iterable[str], house: Profile) -> Accepted:
    """What words such as ``T10``, ``note:5`` and ``all`` accept. Raises `ConversionError` for others.

    >>> accepted(["T10", "note:5"], profile("bluebook")).takes("T11", "5")
    True
    """
    rules = {one.rule for one in house.groups.values()}
    words = [one.replace(" ", "").lower() for one in names]
    notes = {one.removeprefix("note:") for one in words if one.startswith("note:")}
    chosen = {one.upper() for one in words if not one.startswith("note:") and one != "all"}
    if unknown := sorted(chosen - rules):
        listed = ", ".join(sorted(rules - {""}, key=lambda one: (len(one), one)))
        raise ConversionError(
            f"--accept {unknown[0]}: write all, the number of a note as in note:5, or one of {listed}"
        )
    return Accepted("all" in words, frozenset(chosen), frozenset(notes))


def labels(document: Document) -> set[str]:
    """The printed numbers of the notes of a document."""
    index = index_notes(document)
    return {index.label(note.key).lower() for note in document.notes}


class Proposal(Struct, frozen=True):
    """Words of a note that may have a look: not sure enough to be set unasked."""

    note: NoteKey
    words: str
    group: Group
    printed: Printed
    confidence: float


class Typeset(Struct, frozen=True):
    """A document with its typography, what was not sure enough, and how much was done.

    `counts` are of runs by their look, and of changed characters by their kind.
    """

    document: Document
    proposals: tuple[Proposal, ...]
    counts: dict[str, int]


LEAST = 0.6
"""The least confidence with which anything is proposed."""


def typeset(
    document: Document,
    house: Profile | str = "bluebook",
    *,
    accepted: Accepted = Accepted(),  # noqa: B008 (it is frozen)
    characters: tuple[Characters, ...] = USUAL,
) -> Typeset:
    """A document whose notes are set as a house prints them.

    `house` is a profile, or the name or text of one. Words that have a look keep it.
    Raises `ConversionError` for text that is no profile.
    """
    return _Typesetter(
        document, house if isinstance(house, Profile) else profile(house), accepted, characters
    ).typeset()


def looks(found: Iterable[Run], house: Profile) -> Iterator[tuple[Run, Printed]]:
    """The runs that a house does not print as other words, and are not too doubtful to be told of."""
    for run in found:
        how = house.groups.get(run.group)
        if how is not None and how.look != "roman" and run.confidence >= LEAST:
            yield run, how


def has_looks(document: Document) -> bool:
    """Whether the notes of a document have italics or small caps of their own."""
    blocks = tuple(block for note in document.notes for block in note.blocks)
    return any(isinstance(node, Emphasis | SmallCaps) for node in walk(blocks))


class _Typesetter:
    def __init__(
        self,
        document: Document,
        house: Profile,
        accepted: Accepted,
        characters: tuple[Characters, ...],
    ) -> None:
        self.document = document
        self.house = house
        self.accepted = accepted
        self.characters = characters
        self.index = index_notes(document)
        self.proposals: list[Proposal] = []
        self.counts: Counter[str] = Counter()

    def typeset(self) -> Typeset:
        paragraphs = [*_paragraphs(self.document, self.index)]
        texts = [plain(content, self.index) for _, content in paragraphs]
        casing = Casing(
            chain(texts, (plain(one, self.index) for one in contents(self.document.blocks)))
        )
        changed: dict[int, tuple[Inline, ...]] = {}
        for (note, content), text, found in zip(paragraphs, texts, runs(texts), strict=True):
            settings = [*self._settings(note, text, found)]
            words = self._characters(text, settings, casing)
            if settings or words != text:
                changed[id(content)] = set_in(content, settings, words, self.index)
        notes = tuple(_with(note, changed) for note in self.document.notes)
        document = structs.replace(self.document, notes=notes)
        return Typeset(document, tuple(self.proposals), dict(self.counts))

    def _settings(self, note: NoteKey, text: str, found: Sequence[Run]) -> Iterator[Setting]:
        for run, how in looks(found, self.house):
            if run.confidence >= how.set or self.accepted.takes(how.rule, self.index.label(note)):
                self.counts[how.look] += 1
                yield Setting(run.start, run.end, how.look)
            else:
                words = text[run.start : run.end]
                self.proposals.append(Proposal(note, words, run.group, how, run.confidence))

    def _characters(self, text: str, settings: Sequence[Setting], casing: Casing) -> str:
        """The words with the characters that are printed for them; as many as before."""
        words = printed(text, self.characters, self.counts)
        if "case" not in self.characters:
            return words
        parts: list[str] = []
        at = 0
        for one in settings:
            if one.look == "small-caps":
                run = words[one.start : one.end]
                small = casing.lowered(run)
                self.counts["case"] += small != run
                parts += words[at : one.start], small
                at = one.end
        return "".join([*parts, words[at:]])


def _paragraphs(
    document: Document, index: NoteIndex
) -> Iterator[tuple[NoteKey, tuple[Inline, ...]]]:
    """The paragraphs of the notes in printed order, each with its note."""
    for called in index.called.values():
        for note in called:
            for content in contents(note.blocks):
                yield note.key, content


def _with(note: Note, changed: dict[int, tuple[Inline, ...]]) -> Note:
    """A note with other paragraphs, which are known by their identity."""

    def change(children: tuple[object, ...]) -> tuple[object, ...]:
        if id(children) in changed:
            return changed[id(children)]
        return tuple(rebuilt(one, change) for one in children)  # type: ignore[arg-type,type-var]

    return rebuilt(note, change) if changed else note  # type: ignore[arg-type]
