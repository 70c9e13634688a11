"""A Word file made to say what another marker text of it says, and nothing else of it changed.

`view` shows the file as marker text. `rewrite` takes that text as somebody has changed it: by hand, by
fixes, by renumbering. Words, paragraphs and notes that are the same keep their bytes, and with them their
runs and styles.

The steps: `words` reads the new text, `comparing` finds which notes are which and what words differ,
`paragraphs`, `marks` and `runs` make bytes of that, `notes` cares for notes that come and go. What comes
out is read once more, and given out only if it says what it is to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

from converter.document.diagnostics import ConversionError
from converter.document.model import NoteKind
from converter.editing.filling import fill
from converter.editing.filling.splice import spliced
from converter.editing.rewriting.comparing import (
    Edit,
    edits,
    note_words,
    text_words,
)
from converter.editing.rewriting.marks import Marks
from converter.editing.rewriting.notes import in_order, typed, without_notes
from converter.editing.rewriting.paragraphs import changes
from converter.editing.rewriting.runs import Track, placed, splices
from converter.editing.rewriting.view import View, view
from converter.editing.rewriting.words import END, Told, Word, told, words_of
from converter.editing.same import same_notes
from converter.word.manuscript import Manuscript
from converter.word.package import write_package
from converter.word.xml import parse

__all__ = ["View", "rewrite", "view"]


def rewrite(data: bytes, text: str, *, track_as: str = "") -> bytes:
    """The Word file `data` with the words of `text`, which is that of its `view` with changes.

    A note is the same if its words are, wherever it stands; then if its words differ in numbers alone;
    then if its number in the marks is. A note that is not there yet becomes a real one, and one that is
    no longer called is taken out. With an author's name `track_as`, words that differ are written as
    tracked changes of that author.

    Raises `ConversionError` where the file cannot say the text, such as two cells to be joined; then
    nothing is changed.
    """
    before = view(data)
    old, new = told(before.text), told(text)
    _check_notes(before, old)
    same = same_notes(old.notes, new.notes)
    _check_calls(old, new, same)
    wanted = typed(new, same, before)
    if wanted == old.words and all(
        old.notes[same[one]] == lines for one, lines in new.notes.items()
    ):
        return data
    output = _rewritten(before, wanted, new, same, track_as)
    _prove(output, new)
    return fill(output).output if any(one not in same for one in new.notes) else output


def _check_notes(before: View, old: Told) -> None:
    """Raises `ConversionError` if the words of a note are not read as they stand in the file."""
    for note in before.notes.values():
        lines = [" ".join(line.split()) for line in before.lines(note) if line.strip()]
        read = [" ".join(line.split()) for line in old.notes.get(note.name, lines)]
        if lines != read:
            raise ConversionError(
                f"the brackets in the note “{' '.join(lines)[:60]}” do not match, so that the file "
                "cannot be changed as text; mend them in Word"
            )


def _check_calls(old: Told, new: Told, same: dict[str, str]) -> None:
    """Raises `ConversionError` if a note is called in more places than it is now."""
    calls = Counter(word.mark for word in old.words if word.mark)
    for note, count in Counter(word.mark for word in new.words if word.mark).items():
        if note in same and count > calls[same[note]]:
            words = " ".join(new.notes[note])[:60]
            raise ConversionError(
                f"the note “{words}” is called once more; in a Word file, write “supra note” and its "
                "number, or give the new mark a note of its own"
            )


def _rewritten(
    before: View, wanted: list[Word], new: Told, same: dict[str, str], track_as: str
) -> bytes:
    """The file with the words of text and notes changed; notes that are new stand in it as typed."""
    parts = dict(before.parts)
    marks = Marks(before)
    main = before.main
    planned = changes(
        main,
        list(edits(text_words(before), wanted, len(main.text))),
        marks.runs,
        _track(main, track_as),
    )
    written = splices(main, planned)  # which asks for the marks that move
    written = sorted([*written, *marks.left_behind()], key=placed)
    parts[before.names.main] = _sound(spliced(main.data, written))
    kept = set(same.values())
    for kind, story in before.of_notes.items():
        found = list(_note_edits(before, kind, new, same))
        changed = _sound(
            spliced(
                story.data,
                splices(story, changes(story, found, _no_marks, _track(story, track_as))),
            )
        )
        gone = {
            one.note[1]
            for one in before.notes.values()
            if one.note[0] == kind and one.name not in kept
        }
        parts[before.names.of_notes(kind)] = without_notes(changed, kind, gone)
    in_order(parts, before.names)
    return write_package(parts)


def _track(story: Manuscript, author: str) -> Track | None:
    return Track(author, story.highest_id + 1) if author else None


def _note_edits(before: View, kind: NoteKind, new: Told, same: dict[str, str]) -> Iterable[Edit]:
    """The edits of the notes of a kind, in the order of their story."""
    names = {old: one for one, old in same.items()}
    for note in sorted(before.notes.values(), key=lambda one: one.first):
        one = names.get(note.name)
        if note.note[0] == kind and one is not None:
            words = [word for line in new.notes[one] for word in (*words_of(line), END)]
            yield from edits(note_words(before, note), words, note.first)


def _no_marks(note: str) -> bytes:
    raise AssertionError(f"a note calls {note}")


def _sound(part: bytes) -> bytes:
    """A part that is well-formed. Raises `ConversionError` for another."""
    try:
        parse(part)
    except ConversionError as error:
        raise ConversionError(
            "the change reaches over the edge of a link, a field or a tracked change of the Word file; "
            "make it in Word"
        ) from error
    return part


def _prove(output: bytes, new: Told) -> None:
    """Raises `ConversionError` if a file does not say what it is to say."""
    found = told(view(output).text)
    (words, notes), (new_words, new_notes) = _canonical(found), _canonical(new)
    none: list[str] = []
    for one, other in zip_longest((words, *notes), (new_words, *new_notes), fillvalue=none):
        if one != other:
            raise ConversionError(
                f"the Word file cannot say this text at “{_first_difference(one, other)}”; "
                "make this change in Word"
            )


def _first_difference(one: list[str], other: list[str]) -> str:
    """The words around the place at which two lists begin to differ, as the second has them."""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return " ".join(word for word in other[max(0, at - 5) : at + 6] if word[0] not in "\0\n")


def _canonical(said: Told) -> tuple[list[str], list[list[str]]]:
    """Words and notes without blanks, where the notes are told apart by their order."""
    ranks = {one: f"\0{rank}" for rank, one in enumerate(said.notes)}
    words = [ranks.get(word.mark, word.text) for word in said.words if word.text.strip(" ")]
    return words, [" ".join(lines).split() for lines in said.notes.values()]
