"""Messages of formats that are read through pandoc."""

from __future__ import annotations

from converter.document.faults.fault import Fault

PANDOC = {
    "P001": Fault(
        "not-kept",
        "warning",
        "there is no place here for {what} ({count})",
        "{remedy}",
    ),
    "P002": Fault(
        "foreign-markup",
        "warning",
        "{text} is markup of another format, which is not read here",
        "It is kept as text. Write it in the markup of the file, or delete it.",
    ),
    "P003": Fault(
        "note-inside-note",
        "warning",
        "a note stands in note {id}, where no note can be called",
        "Its words stand in brackets in its place. Move it into the text to have it as a note.",
    ),
    "P004": Fault(
        "said-by-pandoc",
        "warning",
        "pandoc, which read this file, says: {words}",
        "Look at that place of the file.",
    ),
    "P005": Fault(
        "passed-over-by-pandoc",
        "warning",
        "pandoc, which read this file, passed over {what}",
        "Look whether words of the article were among it.",
    ),
}
