"""What is said of Word files, read or written."""

from __future__ import annotations

from converter.document.faults.fault import Fault

WORD = {
    # F: filling and checking a Word file
    "F001": Fault(
        "marker-left-in-place",
        "warning",
        "note {id} stands in {where}, where no note can be put",
        "It is left as it was. Move its mark or its words into the running text.",
    ),
    "F002": Fault(
        "note-style-added",
        "info",
        "the Word file has no style {styles}; ours was added",
        "Change it there, in Word, to have another look.",
    ),
    "F003": Fault(
        "word-file-inconsistent",
        "error",
        "the Word file does not fit together: {problem}",
        "Word may offer to repair it. This is a fault of footnoted's own; please report it.",
    ),
    "F004": Fault(
        "definition-moved",
        "info",
        "the definition of note {id} is {note} now",
        "Nothing is to be done; the number is that of the filled file.",
    ),
    # W: Word files that are read
    "W001": Fault(
        "mark-of-no-note",
        "error",
        "the Word file calls {kind} {id}, and has none of that number",
        "A mark in brackets stands in its place. Look into the Word file for its words.",
    ),
    "W002": Fault(
        "headers-left-out",
        "info",
        "the words of headers and footers are left out ({count})",
        "They belong to the pages of the Word file. Type what you need of them into the text.",
    ),
    "W003": Fault(
        "comments-left-out",
        "info",
        "comments are left out ({count})",
        "Say --comments keep to have them in the text, each at its place.",
    ),
    "W004": Fault(
        "changes-tracked",
        "info",
        "tracked changes are read {read} ({count})",
        "Say --track-changes accept, reject or all to have them otherwise.",
    ),
    "W005": Fault(
        "hidden-left-out",
        "info",
        "hidden text is left out ({count} pieces)",
        "Show it in Word (Font, Hidden) if it belongs to the article.",
    ),
    "W006": Fault(
        "text-box-moved",
        "info",
        "text boxes stand behind the paragraph that they hang on ({count})",
        "Look whether their words stand where they should.",
    ),
    "W007": Fault(
        "contents-left-out",
        "info",
        "the table of contents is left out ({count} lines or fields)",
        "Say --toc to have one made of the headings.",
    ),
    "W008": Fault(
        "formula-as-text",
        "info",
        "formulas are kept as their characters ({count})",
        "Look whether they can be read so; a Word file as output has them as they were.",
    ),
    "W009": Fault(
        "symbol-not-known",
        "warning",
        "character {sign} of the font {font} is not known",
        "A sign for a missing character stands in its place. Type the right one in Word.",
    ),
    "W010": Fault(
        "file-in-file",
        "warning",
        "the Word file takes in other files, whose words are not read ({count})",
        "Open it in Word and save it: then their text is its own.",
    ),
    "W011": Fault(
        "number-was-stale",
        "warning",
        "a cross reference shows {shown}; its note has the number {number} now",
        "The right number is printed. Check that the note is the one that is meant.",
    ),
    "W012": Fault(
        "numbers-differ",
        "warning",
        "the sections of the Word file write the numbers of their notes in different formats",
        "All are written as in the first. Say --note-numbering to have another format.",
    ),
    "W013": Fault(
        "reference-to-deleted-note",
        "warning",
        "a cross reference shows {shown}, the number of a note whose mark is deleted",
        "It is kept as text. Take it out, or have it point at another note.",
    ),
    "W014": Fault(
        "chart-as-table",
        "info",
        "a chart is read as a table of its values",
        "Put it into Word as a picture if it matters how it is drawn.",
    ),
    "W015": Fault(
        "diagram-as-list",
        "info",
        "a diagram (SmartArt) is read as a list of its words",
        "Put it into Word as a picture if it matters how it is drawn.",
    ),
    "W016": Fault(
        "graphic-left-out",
        "warning",
        "a {what} is left out, as the Word file has no words or values of it",
        "Put it into Word as a picture.",
    ),
    "W017": Fault(
        "number-format-not-known",
        "warning",
        "numbers that Word writes in the format {format} are written as 1, 2, 3",
        "Choose another format in Word, or type the numbers.",
    ),
}
