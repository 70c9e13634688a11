"""What can be said of a web page that is read."""

from __future__ import annotations

from converter.document.faults.fault import Fault

WEB = {
    "B001": Fault(
        "page-parts-dropped",
        "info",
        "left out of the page: {what}",
        "Look whether something of the article is missing; --selector says where in the page it stands.",
    ),
    "B002": Fault(
        "note-not-called-in-page",
        "warning",
        "an entry of the list of notes is called by no mark: {words}",
        "It is kept as text at the end. Link to it where the note belongs.",
    ),
    "B003": Fault(
        "page-nested-deeply",
        "warning",
        "the page nests its elements more than 200 deep; deeper ones were left out, their words kept",
        "Look whether quotations, lists and tables came out as they are meant.",
    ),
    "B004": Fault(
        "page-number-changed",
        "warning",
        "the page numbers this note {label}, which does not follow the number before it",
        "This note and those behind it keep the page's numbers as marks of their own. Look whether one "
        "is missing, or stands twice.",
    ),
}
