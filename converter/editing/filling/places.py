"""Where marks and definitions stand, and where no note can be put."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.model import Landmark, NoteKey, Span
from converter.editing.filling.typed import TypedMark, ids_of_marks
from converter.word.manuscript import OBJECT, Manuscript, Run
from converter.word.package import Parts
from converter.word.parts import relationships
from converter.word.scan import scan


class Places:
    """Answers where a stretch of the text stands."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.runs = [run.first for run in manuscript.runs]
        self.paragraphs = [paragraph.first for paragraph in manuscript.paragraphs]

    def run(self, place: int) -> Run:
        """The run that holds a character."""
        return self.manuscript.runs[bisect_right(self.runs, place) - 1]

    def obstacle(self, span: Span) -> str:
        """Why nothing can be put in the place of a stretch of text, or nothing."""
        first = max(0, bisect_right(self.runs, span.start) - 1)
        for run in self.manuscript.runs[first : bisect_left(self.runs, span.end)]:
            if run.where == "a field":
                return "a field"
        if OBJECT in self.manuscript.text[span.start : span.end]:
            return "the same place as a picture, a formula or a real note"
        first = bisect_right(self.paragraphs, span.start) - 1
        around = self.manuscript.paragraphs[first : bisect_left(self.paragraphs, span.end)]
        return "more than one table cell" if len({one.parent for one in around}) > 1 else ""


def fillable(
    marks: list[TypedMark], manuscript: Manuscript
) -> tuple[list[TypedMark], list[Diagnostic]]:
    """The marks that can be made real, and a message for each note that must stay as it is."""
    places = Places(manuscript)
    left: dict[NoteKey, Diagnostic] = {}
    for mark in marks:
        for span in (Span(mark.start, mark.end), mark.note.span):
            if span is not None and (where := places.obstacle(span)):
                left.setdefault(mark.note.key, diagnose("F001", span, id=mark.note.id, where=where))
    return [mark for mark in marks if mark.note.key not in left], list(left.values())


STORIES = {
    "header": "a header",
    "footer": "a footer",
    "comments": "a comment",
    "footnotes": "a footnote",
    "endnotes": "an endnote",
}
"""Parts with text in which no note can be called, by the kinds of their relationships."""


def elsewhere(parts: Parts, main: str, manuscript: Manuscript) -> list[Diagnostic]:
    """A message for each mark in a box, a deletion, a head, a comment or a note, which can call none."""
    words = manuscript.apart.copy()
    kinds = {one.target: one.kind for one in relationships(parts, main) if one.kind in STORIES}
    for name in parts:
        if name in kinds:
            story = scan(parts[name])
            texts = (story.text, *(said for _, said in story.apart))
            words += ((STORIES[kinds[name]], said) for said in texts)
    return [
        diagnose("F001", None, id=id, where=where)
        for where, said in dict.fromkeys(words)  # a text box is there in two forms
        for id in ids_of_marks(said)
    ]


def landmarks(manuscript: Manuscript) -> tuple[Landmark, ...]:
    """The paragraphs of a Word file by their numbers: a person sees no lines of its text."""
    starts = sorted({one.first for one in manuscript.paragraphs})
    return tuple(Landmark(start, f"paragraph {at}") for at, start in enumerate(starts, 1))
