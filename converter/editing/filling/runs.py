"""What stands in the text instead of typed marks and definitions: the runs of real marks."""

from __future__ import annotations

from converter.document.model import Note, NoteKey
from converter.editing.filling.places import Places
from converter.editing.filling.splice import NewRuns
from converter.editing.filling.typed import TypedMark
from converter.renderers.docx.inlines import cite_again, thin_space
from converter.renderers.docx.story import Book, Story, bookmark
from converter.renderers.docx.text import escape, properties
from converter.word.manuscript import Manuscript, Run


def new_runs(marks: list[TypedMark], manuscript: Manuscript, book: Book) -> list[NewRuns]:
    """What to take out of the text, and the marks to put in, in order."""
    again = {mark.start: _cited_again(mark.note.key, book) for mark in marks if not mark.first}
    places = Places(manuscript)
    bookmarks = max(manuscript.bookmarks.values(), default=0)
    stretches: dict[int, tuple[int, str]] = {}
    for number, mark in enumerate(marks):
        runs = again.get(mark.start, "")
        if mark.first:
            touching = number + 1 < len(marks) and marks[number + 1].start == mark.end
            runs = _real_mark(mark.note, book, _font(places.run(mark.start), manuscript), touching)
            if mark.note.key in book.cited:
                bookmarks += 1
                runs = _in_bookmark(runs, bookmarks, bookmark(book, mark.note.key))
        stretches[mark.start] = (mark.end, runs)
        if mark.note.span is not None:
            stretches[mark.note.span.start] = (mark.note.span.end, "")
    return _trimmed(sorted((start, *rest) for start, rest in stretches.items()), manuscript.text)


def unused_prefix(manuscript: Manuscript) -> str:
    """What names of our bookmarks begin with, as no name may be used twice."""
    prefixes = ("_Ref_", *(f"_Ref{number}_" for number in range(1, 1_000)))
    names = tuple(manuscript.bookmarks)
    return next(prefix for prefix in prefixes if not any(name.startswith(prefix) for name in names))


def _cited_again(note: NoteKey, book: Book) -> str:
    """The field that shows the number of a note whose own mark stands elsewhere."""
    story = Story("body", book)
    cite_again(note, story)
    return "".join(story.out)


def _in_bookmark(runs: str, id: int, name: str) -> str:
    start = f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>'
    return f'{start}{runs}<w:bookmarkEnd w:id="{id}"/>'


def _font(run: Run, manuscript: Manuscript) -> tuple[str, str]:
    """Font family and sizes of a run, as it says them."""
    said = {one.name: manuscript.data[one.start : one.end].decode() for one in reversed(run.look)}
    return said.get("rFonts", ""), said.get("sz", "") + said.get("szCs", "")


def _real_mark(note: Note, book: Book, font: tuple[str, str], touching: bool) -> str:
    """The run of a note's mark (17.11.14), in the font of the words around it.

    Its properties are in the order of CT_RPr (17.3.2.28): style, font, letter spacing, sizes.
    """
    long = len(book.index.label(note.key)) > 1
    look = properties(frozenset({note.kind, "spaced"} if touching and not long else {note.kind}))
    style, end, spacing = look.removesuffix("</w:rPr>").partition("/>")
    family, sizes = font
    custom = ' w:customMarkFollows="1"' if note.mark is not None else ""
    shown = f"<w:t>{escape(note.mark)}</w:t>" if note.mark is not None else ""
    return (
        f"<w:r>{style}{end}{family}{spacing}{sizes}</w:rPr>"
        f'<w:{note.kind}Reference{custom} w:id="{book.ids[note.key]}"/>{shown}</w:r>'
        f"{thin_space(note.kind) if touching and long else ''}"
    )


def _trimmed(stretches: list[tuple[int, int, str]], text: str) -> list[NewRuns]:
    """Edits that take along blanks before a mark, and those that a note leaves at a line's end."""
    edits: list[NewRuns] = []
    for start, end, runs in stretches:
        if edits and not runs and edits[-1].end == start and not edits[-1].runs:
            start = edits.pop().start
        floor = edits[-1].end if edits else 0
        if runs or end >= len(text) or text[end] == "\n":
            while start > floor and text[start - 1] == " ":
                start -= 1
        edits.append(NewRuns(start, end, runs))
    return edits
