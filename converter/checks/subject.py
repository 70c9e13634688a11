"""What rules look at: the words of a document, its notes and references."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from converter.checks.passage import CheckedPassage, Cited, Clause, name_of
from converter.checks.rule import BLUEBOOK, Profile
from converter.citations import cite
from converter.citations.names import name_tokens
from converter.citations.sources import cited, short_names, sources
from converter.citations.values import Citation, Sentence
from converter.crossrefs import SOFT_HYPHEN, TRIGGERS, CitationStyle, may_refer
from converter.crossrefs.antecedents import Target, resolve
from converter.crossrefs.bind import keys_by_label
from converter.crossrefs.passages import PassageReader, Passages, holes_of, words_alone
from converter.crossrefs.rows import Rows
from converter.crossrefs.stretches import Stretch
from converter.document.model import (
    Inline,
    NoteKey,
    NoteRef,
    Paragraph,
    Span,
    Table,
)
from converter.document.notes import index_notes
from converter.document.tree import walk_text
from converter.document.words import contents
from converter.formats import Parsed

if TYPE_CHECKING:
    from converter.readers.restoring.typography.profile import Habit
    from converter.readers.restoring.typography.profile import Profile as House

ONLY_ID = re.compile(r"\A\W{0,3}(?:see\s(?:also\s)?)?(?:id|ibid)\.", re.IGNORECASE)
HEREINAFTER = re.compile(r"[\[(]hereinafter[\s,]{1,9}(?:referred to as\s)?([^\])]{1,200})[\])]")
MOST_CLAUSES = 100
"""Citations of one note that are looked at one by one."""
LONGEST_CITED = 20_000
"""Characters of a note, ten printed pages of it, in which citations are looked for."""
MOST_MISSING = 4
"""Numbers that no note bears, of one reference, which are listed."""
UNBALANCED = ("M006", "M011")
"""What reading says of a note whose brackets do not balance."""


class Subject:
    """A document as rules see it."""

    def __init__(
        self, parsed: Parsed, style: CitationStyle, profile: Profile, house: House | None = None
    ) -> None:
        self._parsed = parsed
        self.document, self.diagnostics, self.source = parsed
        self.style = style
        self.profile = profile
        self.house = house
        self.index = index_notes(self.document)
        self.keys = keys_by_label(self.index)
        self._rows = Rows(self.keys, self.index)
        self._sentences: dict[NoteKey, tuple[Sentence, ...]] = {}
        self._clauses: dict[NoteKey, list[Clause]] = {}
        self._short_forms: dict[NoteKey, tuple[list[set[str]], set[str]]] = {}
        self._tables: list[range] = []  # of the places of passages
        self._references: dict[NoteKey, list[Cited]] = {}

    def habit(self, name: Habit) -> str:
        """Which way the house writes something, or ``""`` where that is not known."""
        return self.house.habits.get(name, "") if self.house else ""

    @property
    def language(self) -> str:
        """The language of the piece, without its region: ``en``."""
        return self.document.meta.lang.partition("-")[0].lower()

    @cached_property
    def _ambiguous(self) -> set[str]:
        """Numbers that more than one note bears, as they begin anew with each section."""
        labels = Counter(self.index.label(note.key) for note in self.index.called["footnote"])
        return {label for label, count in labels.items() if count > 1}

    @cached_property
    def marks(self) -> list[tuple[Span, NoteKey]]:
        """The marks that call notes, in reading order."""
        refs = [node for node in walk_text(self.document) if isinstance(node, NoteRef)]
        return [(ref.span, ref.note) for ref in refs if ref.span is not None]

    @cached_property
    def calls(self) -> dict[NoteKey, int]:
        """Where in the source each note is first called."""
        return {key: span.start for span, key in reversed(self.marks)}

    @cached_property
    def notes(self) -> Passages[CheckedPassage]:
        """The notes that marks call, footnotes before endnotes, in printed order."""
        called = [note for notes in self.index.called.values() for note in notes]
        content = [tuple(contents(note.blocks)) for note in called]

        def note(place: int) -> CheckedPassage:
            key = called[place].key
            return self._passage(content[place], key, label=self.index.label(key))

        return Passages((words_alone(one[0]) if len(one) == 1 else None for one in content), note)

    @cached_property
    def text(self) -> Passages[CheckedPassage]:
        """The paragraphs, headings and captions of the text."""
        content: list[tuple[Inline, ...]] = []
        for block in self.document.blocks:
            if type(block) is Paragraph:
                content.append(block.content)
                continue
            first = len(content)
            content += contents((block,))
            if isinstance(block, Table):
                self._tables.append(range(first, len(content)))

        def paragraph(place: int) -> CheckedPassage:
            return self._passage([content[place]], None, in_table=self.is_in_table(place))

        return Passages(map(words_alone, content), paragraph)

    def is_in_table(self, place: int) -> bool:
        """Whether the passage at this place of the text stands in a table."""
        table = bisect_right(self._tables, place, key=lambda one: one.start) - 1
        return table >= 0 and place in self._tables[table]

    def passages_with(self, pattern: re.Pattern[str]) -> Iterator[CheckedPassage]:
        """The passages, those of the text first, in which a pattern matches, and perhaps others."""
        for passage in chain(self.text.having(pattern), self.notes.having(pattern)):
            if passage.text:
                yield passage

    def passages_with_addresses(self) -> Iterator[CheckedPassage]:
        """The passages with web addresses, those of the text first."""
        for passages in (self.text, self.notes):
            for place in passages.composed:
                if passages[place].addresses:
                    yield passages[place]

    def count(self, pattern: re.Pattern[str]) -> int:
        """How often a pattern matches in all passages; it reaches over the end of none."""
        return sum(len(pattern.findall(one.words)) for one in (self.text, self.notes))

    @cached_property
    def numbered(self) -> list[CheckedPassage]:
        """The notes with a number of their own: those with a custom mark are passed over."""
        return [
            note for note in self.notes if self.index.notes[note.key or NoteKey("")].mark is None
        ]

    @cached_property
    def by_key(self) -> dict[NoteKey, CheckedPassage]:
        return {note.key: note for note in self.notes if note.key is not None}

    @cached_property
    def _before(self) -> dict[NoteKey, CheckedPassage]:
        before: dict[NoteKey, CheckedPassage] = {}
        for one, two in zip(self.numbered, self.numbered[1:], strict=False):
            if one.key and two.key and self._kind(one.key) == self._kind(two.key):
                before[two.key] = one
        return before

    def _kind(self, key: NoteKey) -> str:
        return self.index.notes[key].kind

    def is_reported_unbalanced(self, span: Span) -> bool:
        """Whether reading has said that the brackets of the note around a place do not balance."""
        last = bisect_right(self._unbalanced, (span.start, len(self.source) + 1)) - 1
        return last >= 0 and span.start < self._unbalanced[last][1]

    @cached_property
    def _unbalanced(self) -> list[Stretch]:
        told = [one.span for one in self.diagnostics if one.code in UNBALANCED and one.span]
        return sorted((span.start, span.end) for span in told)

    def before(self, note: CheckedPassage) -> CheckedPassage | None:
        """The note before, of the same kind."""
        return self._before.get(note.key) if note.key else None

    def place_of(self, passage: CheckedPassage, at: int) -> int:
        """Where a reader comes to this passage: at the mark of a note, or at the words of the text."""
        return self.calls[passage.key] if passage.key else passage.place(at)

    def references(self, note: CheckedPassage) -> list[Cited]:
        """The cross references of a note, each bound to the notes it names."""
        key = note.key or NoteKey("")
        if key not in self._references:
            self._references[key] = list(self._read_references(note))
        return self._references[key]

    def all_references(self, *kinds: str) -> Iterator[Cited]:
        """The references of these kinds in the whole document."""
        return (cited for cited in self._all_references if cited.reference.kind in kinds)

    @cached_property
    def _all_references(self) -> list[Cited]:
        found: list[Cited] = []
        pattern = TRIGGERS[self.style].compiled
        if SOFT_HYPHEN in self.text.words or SOFT_HYPHEN in self.notes.words:
            pattern = re.compile(f"{SOFT_HYPHEN}|(?:{pattern.pattern})")
        for passage in self.passages_with(pattern):
            found += self.references(passage) if passage.key else self._read_references(passage)
        return found

    def _read_references(self, passage: CheckedPassage) -> Iterator[Cited]:
        if not may_refer(passage.text, self.style):
            return
        is_american = passage.key is not None and self.style in BLUEBOOK
        names = short_names(passage.text, self.sentences(passage)) if is_american else {}
        for found, targets in resolve(passage.text, 2, self.style):
            is_id = found.kind in ("id", "ibid")
            if is_id and passage.key is None:
                continue
            named = () if is_id else targets
            if self._is_ambiguous(named):
                continue
            typed = tuple(_ends(named))
            keys = tuple([self.keys.get(str(target)) for target in typed])
            missing = tuple(islice(self._missing(named), MOST_MISSING))
            own = any(self._means(target, passage) for target in named)
            here = is_id and targets == (2,)
            name = names.get(found.start) or name_of(found)
            yield Cited(passage, found, typed, keys, missing, own, here, name)

    def _is_ambiguous(self, targets: tuple[Target, ...]) -> bool:
        """Whether more than one note bears one of these labels."""
        return bool(self._ambiguous) and any(
            not self._ambiguous.isdisjoint(map(str, one if isinstance(one, range) else (one,)))
            for one in targets
        )

    def _missing(self, targets: tuple[Target, ...]) -> Iterator[int]:
        """The numbers that no note bears."""
        for one in targets:
            if isinstance(one, range):
                yield from self._rows.missing(one)
            elif isinstance(one, int) and str(one) not in self.keys:
                yield one

    def _means(self, target: Target, passage: CheckedPassage) -> bool:
        """Whether a target is the note of a passage, or a range with that note."""
        if passage.key is None:
            return False
        if isinstance(target, range):
            return passage.label.isdecimal() and int(passage.label) in target
        return self.keys.get(str(target)) == passage.key

    def sentences(self, note: CheckedPassage) -> tuple[Sentence, ...]:
        """The sentences of a note, with what they cite."""
        key = note.key or NoteKey("")
        if key not in self._sentences:
            self._sentences[key] = cite(note.text[:LONGEST_CITED])
        return self._sentences[key]

    def sources(self, note: CheckedPassage) -> list[Citation]:
        """The sources that a note cites; a clause that repeats one is none."""
        return sources(note.text, self.sentences(note))

    def clauses(self, note: CheckedPassage) -> list[Clause]:
        """The citations of a note, an ``Id.`` too, but for those in brackets."""
        key = note.key or NoteKey("")
        if key not in self._clauses:
            found = islice(cited(self.sentences(note)), MOST_CLAUSES)
            self._clauses[key] = [Clause(one, note.text) for one in found]
        return self._clauses[key]

    def clause_with(self, note: CheckedPassage, names: set[str]) -> Clause | None:
        """The first citation of a note that holds these words, else one of them."""
        clauses = self.clauses(note)
        whole = (one for one in clauses if names <= one.tokens)
        return next(whole, next((one for one in clauses if names & one.tokens), None))

    def short_forms(self, note: CheckedPassage) -> tuple[list[set[str]], set[str]]:
        """The `name_tokens` of each source that a note names by ``supra note``, and all its others."""
        key = note.key or NoteKey("")
        if key not in self._short_forms:
            short: list[set[str]] = []
            rest: list[str] = []
            at = 0
            for cited in self.references(note)[:MOST_CLAUSES]:
                if cited.reference.kind == "supra" and cited.name:
                    start = note.text.rfind(cited.name, at, cited.reference.start)
                    rest.append(note.text[at : max(at, start)])
                    at = cited.reference.end
                    short.append(name_tokens(cited.name))
            self._short_forms[key] = short, name_tokens("".join([*rest, note.text[at:]]))
        return self._short_forms[key]

    @cached_property
    def tokens(self) -> dict[NoteKey, set[str]]:
        """The `name_tokens` of each note."""
        return {key: name_tokens(note.text) for key, note in self.by_key.items()}

    @cached_property
    def _notes_by_token(self) -> dict[str, list[NoteKey]]:
        index: dict[str, list[NoteKey]] = {}
        for key, tokens in self.tokens.items():
            for token in tokens:
                index.setdefault(token, []).append(key)
        return index

    def notes_with(self, names: set[str]) -> list[NoteKey]:
        """The first notes, in printed order, that hold all of these words."""
        rarest = min((self._notes_by_token.get(name, []) for name in sorted(names)), key=len)
        return [key for key in rarest[:MOST_CLAUSES] if names <= self.tokens[key]]

    def tokens_meant(self, note: CheckedPassage) -> set[str]:
        """The `name_tokens` of a note; where it is an ``Id.``, those of its source with them."""
        tokens = self.tokens[note.key or NoteKey("")]
        for _ in range(6):
            before = self.before(note)
            if before is None or not ONLY_ID.match(note.text):
                break
            note = before
            tokens = tokens | self.tokens[note.key or NoteKey("")]
        return tokens

    @cached_property
    def _reader(self) -> PassageReader:
        return PassageReader(self.source, self.index, holes_of(self._parsed), strays=False)

    def _passage(
        self,
        contents: Iterable[tuple[Inline, ...]],
        key: NoteKey | None,
        *,
        label: str = "",
        in_table: bool = False,
    ) -> CheckedPassage:
        read = self._reader.read(contents, key)
        where = (read.starts, read.places, read.addresses)
        return CheckedPassage(read.text, key, *where, label, in_table)


def _ends(targets: tuple[Target, ...]) -> Iterator[int | str]:
    """The targets, of a range the first and last number."""
    for one in targets:
        if isinstance(one, range):
            yield from (one[0], one[-1])
        else:
            yield one
