"""Every message that the program utters of a document, with its code, severity and remedy."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]


class Fault(Struct, frozen=True):
    """An entry of the list of messages. `message` and `remedy` may hold ``{words}`` to fill in."""

    name: str
    severity: Severity
    message: str
    remedy: str


FAULTS = {
    # M: marks and notes
    "M001": Fault(
        "mark-without-note",
        "error",
        "{mark} calls a note that is not in the text",
        "The mark is kept as text. Add its note at the end of the paragraph, or delete the mark.",
    ),
    "M002": Fault(
        "note-without-mark",
        "error",
        "this looks like note {id}, but no mark calls it",
        "It is kept as text. Put its mark where the note belongs, or delete the brackets.",
    ),
    "M003": Fault(
        "note-cited-again",
        "info",
        "note {id} is cited more than once",
        "Nothing needs doing: the note is printed once, and every mark shows its number.",
    ),
    "M006": Fault(
        "note-never-closed",
        "error",
        "the bracket that opens note {id} is never closed",
        "The note was ended at the end of its line. Close it with a ] where it ends.",
    ),
    "M007": Fault(
        "note-missing-in-source",
        "error",
        "the Word file had no text for note {id}, and the extractor says so in its place",
        "The mark is kept as text, the extractor's sentence is left out. Look into the Word file.",
    ),
    "M008": Fault(
        "note-id-used-twice",
        "warning",
        "note {id} is defined more than once, with different words",
        "Each is kept as a note of its own. Check that each stands at the right mark.",
    ),
    "M009": Fault(
        "note-far-from-mark",
        "info",
        "note {id} does not stand at the end of its mark's paragraph",
        "It was paired by its number. Check that it is the right note.",
    ),
    "M010": Fault(
        "mark-inside-note",
        "warning",
        "{mark} stands inside a note, where no note can be called",
        "It is printed as the number of that note.",
    ),
    "M011": Fault(
        "note-end-uncertain",
        "warning",
        "the brackets inside note {id} do not balance, so its end is uncertain",
        "Check where the note ends, and close its brackets.",
    ),
    "M012": Fault(
        "mark-spelled-oddly",
        "info",
        "{mark} is not written the way Word extraction writes it",
        "It was read as {meant}.",
    ),
    "M013": Fault(
        "mark-unreadable",
        "warning",
        "this mark has no number that can be read",
        "It is kept as text. Write a number of at most nine digits, as in [footnoteRef:12].",
    ),
    "M014": Fault(
        "mark-escaped",
        "warning",
        "the brackets of this mark were escaped by another program, as writers of Markdown do",
        "It is kept as text. Take out the backslashes; footnoted check --fix does it.",
    ),
    "M015": Fault(
        "other-notation",
        "warning",
        "there is no marker such as [footnoteRef:1] in this text, but there are {what}",
        "They were kept as text. Only markers are read as notes: write [footnoteRef:1] at each "
        "place, and [1: its words] at the end of the paragraph.",
    ),
    "M016": Fault(
        "web-page",
        "warning",
        "this is a web page: its words were read, its tags, scripts and styles were left out",
        "Look whether menus and the like are among the words, and delete them. Only markers such as "
        "[footnoteRef:1] are read as notes.",
    ),
    "M017": Fault(
        "unknown-suffix",
        "warning",
        "the suffix {suffix} is none that is read; the file was read as text, and has no markers",
        "footnoted formats lists what is read. Save it as one of these.",
    ),
    # T: text left by the extractor
    "T001": Fault(
        "extractor-comment",
        "warning",
        "a comment by {author} was left in the text by the extractor",
        "Delete it, or convert with --extractor-text drop.",
    ),
    "T002": Fault(
        "extractor-placeholder",
        "warning",
        "{text} was left in the text by the extractor",
        "Delete it, or convert with --extractor-text drop.",
    ),
    "T003": Fault(
        "extractor-text-dropped",
        "info",
        "left out as asked: {text}",
        "Convert with --extractor-text keep to have it in the text.",
    ),
    # G: guesses
    "G001": Fault(
        "lines-joined",
        "info",
        "these lines look wrapped by hand and were joined to one paragraph",
        "Put a blank line between them if they are paragraphs of their own.",
    ),
    "G002": Fault(
        "table-guessed",
        "info",
        "these {rows} lines with tabs were read as a table",
        "Put a blank line between them if they are no table.",
    ),
    "G003": Fault(
        "paragraphs-restored",
        "info",
        "the text has no line breaks; a paragraph was ended behind its notes at {count} places",
        "Convert a text that has its line breaks, or put them in where they are missing.",
    ),
    # E: encoding and characters
    "E001": Fault(
        "control-character",
        "warning",
        "{count} characters that no document may hold were replaced by {replacement}; here is the first",
        "Delete or retype them. They often come from a copy out of a PDF.",
    ),
    "E002": Fault(
        "encoding-guessed",
        "warning",
        "the text is not UTF-8 (byte {offset}); it was read as {encoding}",
        "Give the right one with --encoding if letters look wrong.",
    ),
    "E003": Fault(
        "undecodable-bytes",
        "warning",
        "{count} bytes are not valid {encoding}; they were replaced by {replacement}",
        "Give the right encoding with --encoding.",
    ),
    "E004": Fault(
        "empty-text",
        "warning",
        "there is no text in the input",
        "The output is a valid, empty document. Check that this is the right file.",
    ),
    # Y: metadata
    "Y001": Fault(
        "front-matter-unreadable",
        "error",
        "the lines between --- are not valid YAML: {reason}",
        "They are kept as text. Write one 'key: value' a line, values with a colon in quotes.",
    ),
    "Y002": Fault(
        "metadata-ignored",
        "warning",
        "the value of {key} cannot be used: {reason}",
        "Write it as plain text.",
    ),
    "Y003": Fault(
        "metadata-key-misspelt",
        "warning",
        "{key} is no key of the metadata that is printed; {near} may be meant",
        "It is kept for templates of your own, which may print it. Correct it if it is misspelt.",
    ),
    "Y004": Fault(
        "metadata-key-unknown",
        "info",
        "no format prints these keys of the metadata: {keys}",
        "They are kept for templates of your own, which may print them. docs/options.md lists the "
        "keys that are printed.",
    ),
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
    # X: cross references
    "X001": Fault(
        "note-does-not-exist",
        "error",
        "note {label} does not exist",
        "The number is kept as text. Write the printed number of the note that is meant.",
    ),
    # X1: renumbering
    "X101": Fault(
        "reference-to-deleted-note",
        "warning",
        "{who} cites note {label}, which was deleted",
        "A placeholder [deleted: {label}] stands there now; a range was made shorter. "
        "Cite another note, and move the full citation if note {label} held it.",
    ),
    "X102": Fault(
        "direction-changed",
        "warning",
        "{old} in {who} became {new}, as the order of the notes changed",
        "Check that it reads well.",
    ),
    "X103": Fault(
        "direction-mixed",
        "warning",
        "{word} in {who} points at notes before and behind it, now that their order changed",
        "Write two references, one with supra and one with infra.",
    ),
    "X104": Fault(
        "number-taken",
        "warning",
        "{who} cites note {label}, which was not there",
        "A placeholder [unknown: {label}] stands there now, so that it cannot come to mean another "
        "note. Write the number of the note that is meant.",
    ),
    "X105": Fault(
        "range-covers-more",
        "info",
        "the range in {who} now covers note {covered} as well",
        "Check that it should.",
    ),
    "X106": Fault(
        "id-changed",
        "warning",
        "{words} in {who} stood for the source of {old}, and would now stand for {new}",
        "Write instead: {offer}.",
    ),
    "X107": Fault(
        "numbers-ambiguous",
        "warning",
        "the ids in the marks are not in order, and typed numbers were taken for printed ones",
        "If they mean the ids in the marks, renumber with --labels ids.",
    ),
    "X108": Fault(
        "id-made-unique",
        "warning",
        "number {old} has no note here, and became {new} so that it calls none by accident",
        "Add the note that it calls, or delete it.",
    ),
    "X109": Fault(
        "encoding-changed",
        "warning",
        "the input was not UTF-8, but the output is",
        "Nothing needs doing, unless another program wants the old encoding.",
    ),
    "X110": Fault(
        "number-left-alone",
        "info",
        "{label} in {words} ({who}) was left as it is, but note {label} is now {new}",
        "It was not read as a reference: {reason}. Change it if it means a note of this document.",
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
    # N: numbering
    "N001": Fault(
        "numbers-restart-by-page",
        "info",
        "numbers that restart on every page are known only once pages are set",
        "Word restarts them; cross references and other formats count through the text. "
        "Update the fields in Word (Ctrl+A, F9) before printing.",
    ),
    "N002": Fault(
        "no-heading-to-restart-at",
        "warning",
        "notes are to begin anew at each heading of the first level, but there is none",
        "They count through. Text with markers holds no headings; a tree (.json) can.",
    ),
    "N003": Fault(
        "no-heading-for-contents",
        "warning",
        "a table of contents lists the headings, but there are none",
        "It was left out. Text with markers holds no headings; a tree (.json) can.",
    ),
    # R: rendering
    "R001": Fault(
        "not-carried",
        "warning",
        "{format} cannot carry {what}",
        "{remedy}",
    ),
    "R002": Fault(
        "image-not-embedded",
        "warning",
        "the image {url} is shown by its description, not as a picture",
        "Insert the picture into the output by hand.",
    ),
    "R003": Fault(
        "link-not-live",
        "warning",
        "the link {url} was set as plain text",
        "Only http, https and mailto links are made live.",
    ),
    "R004": Fault(
        "note-not-printed",
        "error",
        "no mark calls note {id}, so it has no place in the output",
        "Put a mark where the note belongs.",
    ),
    "R005": Fault(
        "script-not-set",
        "warning",
        "pdfLaTeX cannot set {characters}; it prints a stand-in for them",
        "Compile with lualatex or xelatex, which set the real characters.",
    ),
    "R006": Fault(
        "style-added",
        "info",
        "the reference document has no style {styles}; ours was added",
        "Define it there under this name to have the house's own look.",
    ),
    "R007": Fault(
        "engine-replaced",
        "warning",
        "{reason}, so {engine} set the PDF",
        "Install what is missing, or choose the engine with --pdf-engine.",
    ),
    "R008": Fault(
        "letters-without-font",
        "warning",
        "no font on this machine has {what}; {shown} in the PDF",
        "Install a font that has them, such as one of the Noto fonts.",
    ),
    "R009": Fault(
        "font-replaced",
        "warning",
        "this TeX has no TeX Gyre fonts; Latin Modern stands in the PDF",
        "Install TeX Gyre (on Debian: tex-gyre and texlive-fonts-recommended) for the look as drawn.",
    ),
}
