"""What a short form stands for: the row in which its source is cited first."""

from __future__ import annotations

from converter.checks.passage import CheckedPassage
from converter.citations.known import folded
from converter.citations.names import name_tokens
from converter.citations.values import Citation

LONGEST = 80
"""Characters of a source that are shown where it is meant."""


class Standing:
    """The sources cited so far, by what later forms call them; each is the number of its first row.

    An ``Id.`` stands for the source of the row before (Bluebook 4.1), ``supra note 5`` for the one of
    note 5 with its name (4.2), a short case for the one with its volume or name (10.9), and a full
    citation for one with the same volume, container and page, or address, that was cited before.
    """

    def __init__(self) -> None:
        self.roots: list[int] = []
        self.words: dict[int, str] = {}
        self.tokens: dict[int, set[str]] = {}
        self.of_note: dict[str, list[int]] = {}
        self.places: dict[tuple[str, ...], int] = {}

    def root_of(self, clause: Citation, note: CheckedPassage, number: int) -> int:
        """The row in which the source of a clause was first cited; its own `number` for a new one."""
        root = self._known(clause, note, number)
        self.roots.append(root)
        self.of_note.setdefault(note.label, []).append(root)
        if root == number:
            signal = clause.part("signal")
            start = signal.end if signal else clause.start
            words = " ".join(note.text[start : clause.end].split()).lstrip(", ")
            self.words[number] = words
            self.tokens[number] = name_tokens(words)
        for place in _places(clause, note.text):
            self.places.setdefault(place, root)
        return root

    def words_of(self, root: int, number: int) -> str:
        """The source that the row `number` means, if that is another's; else ``""``."""
        if root == number:
            return ""
        words = self.words[root]
        return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + "…"

    def _known(self, clause: Citation, note: CheckedPassage, number: int) -> int:
        found: int | None
        if clause.kind == "id":
            found = self.roots[-1] if self.roots else None
        elif cited := clause.part("note"):
            found = self._named(clause, note, self.of_note.get(cited.of(note.text), []))
        elif clause.part("supra") or clause.kind == "short-case":
            found = self._placed(_places(clause, note.text, short=True))
            if found is None:
                found = self._named(clause, note, list(reversed(self.words)), surely=True)
        else:
            found = self._placed(_places(clause, note.text))
        return number if found is None else found

    def _placed(self, places: list[tuple[str, ...]]) -> int | None:
        return next((self.places[one] for one in places if one in self.places), None)

    def _named(
        self, clause: Citation, note: CheckedPassage, rows: list[int], *, surely: bool = False
    ) -> int | None:
        """The row, of some, whose source has the names of a short form; the first if not `surely`."""
        words = " ".join(
            one.of(note.text)
            for one in clause.parts
            if one.kind in ("authors", "title", "short-case", "hereinafter", "designation")
        )
        names = name_tokens(words)
        for row in rows:
            if names and names <= self.tokens[row]:
                return row
        return None if surely or not rows else rows[0]


def _places(clause: Citation, text: str, *, short: bool = False) -> list[tuple[str, ...]]:
    """What names a source wherever it is cited: volume, container and first page; its address."""
    found: list[tuple[str, ...]] = []
    for one, two, three in zip(clause.parts, clause.parts[1:], clause.parts[2:], strict=False):
        if one.kind == "volume" and two.kind in ("reporter", "container"):
            named = (one.of(text), folded(two.of(text)))
            if three.kind == "page" and not short:
                found.append((*named, three.of(text)))
            if short or clause.kind == "case":
                found.append(("short", *named))
    if url := clause.words("url", text):
        found.append((url.rstrip("/"),))
    return found
