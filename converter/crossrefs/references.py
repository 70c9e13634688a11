"""How legal notes refer to one another: ``supra note 5``, ``infra Part II``, ``Id.``, ``(n 5)``.

`find_references` reads them in any text, in one pass and in linear time. A reference says which
characters it spans and which labels were typed, so that a caller can bind the labels to notes and
print other numbers in their place.

Doubtful words stay text: what stands in quotation marks or in an address belongs to another
document, and so does ``note 5`` without a direction, ``n.5`` behind a page, or ``Id. Card``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from converter.crossrefs import BY_LANGUAGE, SOFT_HYPHEN, TRIGGERS, CitationStyle
from converter.crossrefs import grammar as g
from converter.crossrefs.grammar.languages import find_in_language
from converter.crossrefs.grammar.names import name_before
from converter.crossrefs.labels import MOST_REFERENCES, Kind, Ranges, Reference, series, shifted
from converter.crossrefs.stretches import Stretch, foreign_stretches, overlaps
from converter.speed.patterns import Pattern


class _Word(Struct, frozen=True, gc=False):
    """A word that may make a reference, in its text; the reference begins at `floor` or later."""

    text: str
    start: int
    end: int
    floor: int
    style: CitationStyle

    @property
    def letters(self) -> str:
        return self.text[self.start : self.end]

    @property
    def behind_stop(self) -> bool:
        """Whether a clause or sentence ended right before it, as before most words: told soonest."""
        before = self.text[max(0, self.start - 3) : self.start]
        return before.endswith("; ") or (before.endswith(". ") and before[0] != "v")

    @property
    def after_name(self) -> bool:
        """``Lee, supra``; nothing but a name stands before the comma of ``infra``."""
        lists = self.letters.lower() == "infra" and self.follows(g.LOWER_WORD)
        return self.follows(g.NAME_BEFORE) and not lists and not self.follows(g.SIGNAL_BEFORE)

    def follows(self, pattern: Pattern, at: int | None = None) -> bool:
        """Whether the text before the word (or before `at`) ends with `pattern`."""
        end = self.start if at is None else at
        return pattern.search(self.text, max(0, end - 30), end) is not None

    def precedes(self, pattern: Pattern, at: int | None = None) -> bool:
        """Whether the text after the word (or from `at` on) begins with `pattern`."""
        return pattern.match(self.text, self.end if at is None else at) is not None


def find_references(text: str, style: CitationStyle = "bluebook") -> list[Reference]:
    """Every cross reference of `text`, in order, up to `MOST_REFERENCES`. Soft hyphens are no letters.

    >>> text = "Id. at 3; Byun, supra note 5, at 2."
    >>> [text[found.start : found.end] for found in find_references(text)]
    ['Id.', 'supra note 5']
    """
    if SOFT_HYPHEN in text:
        places = [place for place, one in enumerate(text) if one != SOFT_HYPHEN]
        found = _find_references(text.replace(SOFT_HYPHEN, ""), style)
        return [shifted(one, places) for one in found]
    return _find_references(text, style)


def _find_references(text: str, style: CitationStyle) -> list[Reference]:
    references: list[Reference] = []
    foreign: list[Stretch] | None = None
    floor = 0
    for trigger in TRIGGERS[style].finditer(text):
        if len(references) == MOST_REFERENCES:
            break
        word = _Word(text, *trigger.span(), floor, style)
        found = _read(word) if word.start >= floor else None
        if not found:
            continue
        foreign = foreign_stretches(text) if foreign is None else foreign
        if not (foreign and overlaps((found.start, found.end), foreign)):
            references.append(_with_surroundings(found, text, floor))
            floor = found.end
    return _merged(references, find_in_language(text, style), text)


def _merged(references: list[Reference], others: Iterable[Reference], text: str) -> list[Reference]:
    """References with those that a language writes in its own words, which go before."""
    own = list(islice(others, MOST_REFERENCES))
    if not own:
        return references
    foreign = [*foreign_stretches(text)]
    own = [one for one in own if not overlaps((one.start, one.end), foreign)]
    taken = [(one.start, one.end) for one in own]
    rest = [one for one in references if not overlaps((one.start, one.end), taken)]
    return sorted([*own, *rest], key=lambda one: one.start)[:MOST_REFERENCES]


def _read(word: _Word) -> Reference | None:
    """What the word makes, unless it is part of another: ``supra-national``, ``infra/README``."""
    before, after = word.text[word.start - 1 : word.start], word.text[word.end : word.end + 1]
    if before in g.COMPOUND or after in g.COMPOUND:
        return None
    letters = word.letters.lower()
    read = _op_cit if letters.endswith("cit") else _READERS.get(letters, _note)
    return read(word)


# supra and infra


def _directed(word: _Word) -> Reference | None:
    kind: Kind = "supra" if word.letters.lower() == "supra" else "infra"
    if word.precedes(g.OF_ANOTHER):
        return None
    return (
        _after(word, kind, g.NOTE_AFTER, _notes)
        or _part(word)
        or _before(word, "note", g.NOTE_BEFORE, _notes)
        or _before(word, "part", g.PART_BEFORE, _places)
        or _before(word, "page", g.PAGE_LABEL, _pages)
        or _page(word)
        or _bare(word)
    )


def _part(word: _Word) -> Reference | None:
    """``infra Part II.C``; but ``Corbin, supra § 5`` is a section of Corbin."""
    if word.after_name and word.precedes(g.PIN):
        return None
    heading = None if word.letters.istitle() else g.HEADING_AFTER.match(word.text, word.end)
    return _after(word, "part", g.PART_AFTER, _places) or (
        Reference("part", word.start, heading.end()) if heading else None
    )


def _page(word: _Word) -> Reference | None:
    """``infra, at 694``, ``supra p. 12``; but ``Lee, supra, at 4`` is a page of Lee."""
    page = g.PAGE_AFTER.match(word.text, word.end)
    if page and (word.letters.lower() == "infra" or not word.after_name):
        return Reference("page", word.start, page.end())
    return None


def _bare(word: _Word) -> Reference | None:
    """``Lee, supra, at 4``, ``as discussed infra``; not ``In re Supra Corp.``, ``infra dig``."""
    closed = word.precedes(g.CLOSE) or word.precedes(g.PIN)
    a_name = word.letters.istitle() and not (closed and word.follows(g.OPENING_BEFORE))
    if a_name or word.precedes(g.LATIN_AFTER):
        return None
    if (
        (closed and word.after_name)
        or (word.follows(g.POINTING_BEFORE) and (closed or word.precedes(g.CLAUSE_AFTER)))
        or (word.follows(g.SIGNAL_BEFORE) and word.precedes(g.CAPITAL_AFTER))
    ):
        kind: Kind = "supra_bare" if word.letters.lower() == "supra" else "infra_bare"
        return Reference(kind, word.start, word.end)
    return None


# above, below, accompanying, n


def _above(word: _Word) -> Reference | None:
    """``above n 5`` (AGLC 3), ``note 5 above``, ``Part II below``."""
    after = _after(word, "above_n", g.NOTE_AFTER_ABOVE, _notes)
    after = after or _after(word, "part", g.PART_AFTER_ABOVE, _places)
    if after:
        is_sure = word.after_name or word.precedes(g.FN_AFTER) or word.follows(g.POINTING_BEFORE)
        return after if is_sure or word.follows(g.POINTS_BEFORE) else None
    if not word.precedes(g.AFTER_ABOVE):
        return None
    found = _before(word, "note", g.NOTE_BEFORE, _notes)
    found = found or _before(word, "part", g.PART_BEFORE, _places)
    return found if found and word.follows(g.POINTS_BEFORE, found.start) else None


def _accompanying(word: _Word) -> Reference | None:
    """``text accompanying note 5``, ``note 5 and accompanying text``: the span is ``note 5``."""
    if word.follows(g.TEXT_BEFORE):
        return _after(word, "note", g.NOTE_AFTER_TEXT, _notes, with_word=False)
    found = _before(word, "note", g.NOTE_BEFORE, _notes, g.AND)
    if not (found and word.precedes(g.TEXT_AFTER) and word.follows(g.POINTS_BEFORE, found.start)):
        return None
    return replace(found, end=found.labels[-1].last.end)


def _n(word: _Word) -> Reference | None:
    """``(n 5)``, ``(fn. 5)``, ``see fn. 5``; in a document of OSCOLA or AGLC also ``see n 5``."""
    opening = g.NOTE_BEFORE.match(word.text, word.start)
    ranges, end = _notes(word.text, opening) if opening else ((), word.end)
    if not ranges:
        return None
    if word.follows(g.PAGE_AND_BEFORE) and not word.follows(g.NOTE_AND_BEFORE):
        return None
    if word.text[word.start - 1 : word.start] == "(" and word.text.startswith(")", end):
        counts = _counts(word, end)
        return None if counts else Reference("n", word.start - 1, end + 1, ranges)
    if word.style in ("oscola", "aglc"):
        points = word.follows(g.POINTS_BEFORE) and not word.follows(g.PAGE_BEFORE)
    else:
        points = word.letters.startswith("f") and word.follows(g.SIGNAL_BEFORE)
    if points and not word.precedes(g.DIRECTION, end) and not word.precedes(g.OF_ANOTHER, end):
        return Reference("n", word.start, end, ranges)
    return None


def _counts(word: _Word, end: int) -> bool:
    """Whether brackets hold the note of a page, or the size of a sample: ``students (n 45)``."""
    before = word.start - 1
    if word.follows(g.NO_NOTE_BEFORE, before) or word.follows(g.COUNTED_BEFORE, before):
        return True
    return word.precedes(g.COUNTED_AFTER, end)


def _ante(word: _Word) -> Reference | None:
    """``ante, at 5``, ``ante, note 5``, ``note 5 ante``; but ``ex ante`` is no place."""
    if word.follows(g.ANTE_BEFORE):
        return None
    found = _after(word, "supra", g.NOTE_AFTER, _notes) or _after(
        word, "part", g.PART_AFTER, _places
    )
    if found := found or _before(word, "note", g.NOTE_BEFORE, _notes):
        return found
    return _own_page(word)


def _post(word: _Word) -> Reference | None:
    """``post, at 3``, of an opinion below; ``Roe post, n. 3``; no ``Wash. Post``, no ``blog post``."""
    if word.follows(g.NEWSPAPER_BEFORE):
        return None
    if word.letters == "post" and word.after_name:
        return _after(word, "infra", g.NOTE_AFTER, _notes)
    if not (word.follows(g.OPENING_BEFORE) or word.follows(g.JOINS_BEFORE)):
        return None
    return _after(word, "infra", g.NOTE_AFTER, _notes) or _own_page(word)


def _own_page(word: _Word) -> Reference | None:
    page = g.PAGE_AFTER.match(word.text, word.end)
    return Reference("page", word.start, page.end()) if page else None


def _op_cit(word: _Word) -> Reference | None:
    """``Roe, op cit, 34``; but ``Roe, op cit n 5`` is a reference to that note."""
    if word.style in BY_LANGUAGE.values():
        return None  # `find_in_language` reads it
    end = word.end + word.text.startswith(".", word.end)
    if word.precedes(g.NOTE_OR_DIRECTION, end):
        return None
    return Reference("supra_bare", word.start, end)


def _note(word: _Word) -> Reference | None:
    """``see note 5``, in a document of the Chicago style."""
    opening = g.NOTE_BEFORE.match(word.text, word.start)
    ranges, end = _notes(word.text, opening) if opening else ((), word.end)
    if not ranges or word.precedes(g.DIRECTION, end) or not word.precedes(g.CLOSE, end):
        return None
    if word.follows(g.PAGE_BEFORE):  # a note of the work just cited
        return None
    return Reference("note", word.start, end, ranges) if word.follows(g.POINTS_BEFORE) else None


# Id. and ibid


def _id(word: _Word) -> Reference | None:
    """``Id.`` where a citation may begin; ``Id at 4``, which lost its stop."""
    end = word.end + word.text.startswith(".", word.end)
    if word.precedes(g.GLUED, end) or word.precedes(g.ID_CARD, end):
        return None
    if end > word.end and word.behind_stop:
        return Reference("id", word.start, end)
    if word.follows(g.PARTY_BEFORE):
        return None
    if word.follows(g.DIGIT_BEFORE):
        of_volume = word.letters == "id" and word.follows(g.VOLUME_BEFORE)
        fits = of_volume and word.precedes(g.ID_PIN, end)
        return Reference("id", word.start, end) if fits else None
    if end == word.end:
        ends = word.letters != "ID" and word.precedes(g.STOPLESS_END)
        fits = word.follows(g.STOPLESS_BEFORE) and (ends or word.precedes(g.STOPLESS_PIN))
    elif word.letters == "ID":
        fits = word.follows(g.START_BEFORE) or _joins(word, end)
    else:
        fits = word.follows(g.OPENING_BEFORE) or _joins(word, end)
    return Reference("id", word.start, end) if fits else None


def _joins(word: _Word, end: int) -> bool:
    """Within a sentence ``id.`` needs a pinpoint, or an end and a word that cites before it."""
    before = word.follows(g.JOINS_BEFORE) or word.follows(g.SIGNAL_BEFORE)
    if word.precedes(g.ID_PIN, end):
        return before or word.follows(g.LOWER_BEFORE)
    return before and word.precedes(g.ID_CLOSE, end)


def _ibid(word: _Word) -> Reference | None:
    end = word.end + word.text.startswith(".", word.end)
    party = end == word.end and word.precedes(g.IBID_PARTY)
    if party or word.follows(g.ARTICLE_BEFORE) or word.precedes(g.GLUED, end):
        return None
    return Reference("ibid", word.start, end)


_READERS: dict[str, Callable[[_Word], Reference | None]] = {
    "supra": _directed,
    "infra": _directed,
    "id": _id,
    "ibid": _ibid,
    "above": _above,
    "below": _above,
    "accompanying": _accompanying,
    "n": _n,
    "nn": _n,
    "fn": _n,
    "fns": _n,
    "fnn": _n,
    "ante": _ante,
    "post": _post,
}


# Labels

ReadLabels = Callable[[str, re.Match[str]], tuple[Ranges, int]]


def _after(
    word: _Word,
    kind: Kind,
    opening: Pattern,
    labels: ReadLabels,
    *,
    with_word: bool = True,
) -> Reference | None:
    """``supra note 5``: the labels follow the word."""
    match = opening.match(word.text, word.end)
    if not match:
        return None
    ranges, end = labels(word.text, match)
    if not ranges or g.OF_ANOTHER.match(word.text, end):
        return None
    return Reference(kind, word.start if with_word else match.start(1), end, ranges)


def _before(
    word: _Word,
    kind: Kind,
    opening: Pattern,
    labels: ReadLabels,
    gap: Pattern = g.COMMA,
) -> Reference | None:
    """``note 5 supra``: the labels stand before the word."""
    matches = list(opening.finditer(word.text, max(word.floor, word.start - 90), word.start))
    if not matches:
        return None
    ranges, end = labels(word.text, matches[-1])
    between = gap.match(word.text, end, word.start)
    if not ranges or not between or between.end() != word.start:
        return None
    return Reference(kind, matches[-1].start(), word.end, ranges)


def _notes(text: str, noun: re.Match[str]) -> tuple[Ranges, int]:
    """After ``note`` one label, a range or a pair; only after ``notes`` a list."""
    plural = noun[1].rstrip(".").lower().endswith(("s", "nn", "fn"))  # few write fns.
    return series(text, noun.end(), g.ITEM, g.NEXT_ITEM if plural else g.SECOND_ITEM)


def _places(text: str, noun: re.Match[str]) -> tuple[Ranges, int]:
    plural = noun[1].rstrip(".").lower().endswith(("s", "§§", "¶¶"))
    following = g.NEXT_PLACE if plural else g.NOTHING
    return series(text, noun.end(), g.PLACE_ITEM, following, of_notes=False)


def _pages(text: str, noun: re.Match[str]) -> tuple[Ranges, int]:
    return series(text, noun.end(), g.ITEM, g.NEXT_ITEM)


def _with_surroundings(found: Reference, text: str, floor: int) -> Reference:
    tail = g.TAIL.match(text, found.end)
    named = found.kind not in ("id", "ibid", "part", "page", "note")
    name = name_before(text, max(floor, found.start - 160), found.start) if named else ""
    return replace(found, name=name, tail=tail[0] if tail else "") if name or tail else found
