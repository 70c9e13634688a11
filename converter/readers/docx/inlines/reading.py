"""What is known while a Word file is read, by all of its stories."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from converter.document.diagnostics import Diagnostic
from converter.document.model import NoteKey, Span
from converter.readers.docx.file import WordFile
from converter.readers.docx.inlines.fields import Noted
from converter.readers.docx.inlines.pictures import Pictures
from converter.readers.docx.lists import Lists
from converter.readers.docx.looks import Styles
from converter.readers.docx.source import Source

TrackChanges = Literal["accept", "reject", "all"]
"""What is read of changes that Word has tracked: the new text, the old one, or both."""


class Reading:
    """What is known while a Word file is read, by all of its stories.

    `noted` are the notes whose marks stand in bookmarks, by the bookmarks' names, `defined` those that
    the file has. `called` has the notes in the order of their marks, `marks` the custom ones among
    them, `named` those whose numbers are shown elsewhere. `drawn` are the parts of charts
    and diagrams that are read. `left_out` counts what is not read, for one message each.
    """

    def __init__(
        self, file: WordFile, changes: TrackChanges, comments: dict[str, tuple[str, str]] | None
    ) -> None:
        self.file = file
        self.changes = changes
        self.comments = comments
        self.styles = Styles(file.root(file.names.styles))
        self.lists = Lists(file.root(file.names.numbering), self.styles)
        self.source = Source()
        self.pictures = Pictures(file)
        self.noted: dict[str, Noted] = {}
        self.defined: set[NoteKey] = set()
        self.called: dict[NoteKey, None] = {}
        self.named: set[NoteKey] = set()
        self.deleted: set[NoteKey] = set()
        self.marks: dict[NoteKey, str] = {}
        self.shown: list[tuple[NoteKey, str, Span]] = []
        self.left_out: Counter[str] = Counter()
        self.drawn: set[str] = set()
        self.found: list[Diagnostic] = []
