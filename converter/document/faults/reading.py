"""What is said of texts that are read: their markers, layout, encoding and front matter."""

from __future__ import annotations

from converter.document.faults.fault import Fault

READING = {
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
        "The note was ended at the end of its line, or where another begins. Close it with a ] where it "
        "ends.",
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
        "They were kept as text. {remedy}.",
    ),
    "M016": Fault(
        "notation-not-found",
        "warning",
        "nothing in this text is a note as --notation {notation} reads them",
        "{remedy}.",
    ),
    "M017": Fault(
        "unknown-suffix",
        "warning",
        "the suffix {suffix} is none that is read; the file was read as text, and has no markers",
        "footnoted formats lists what is read. Save it as one of these.",
    ),
    "M018": Fault(
        "tags-in-text",
        "warning",
        "the text holds {count} tags of a web page, such as {tag}",
        "They were kept as text. Read it as a web page, with -f html, which finds the markers too.",
    ),
    "M019": Fault(
        "other-notation-beside-markers",
        "warning",
        "beside markers the text has notes as Markdown writes them, such as {example}",
        "They were kept as text. Write them as markers, such as [footnoteRef:2], each with its note.",
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
        "the text has no line breaks; a paragraph was ended behind its notes, {count} in all",
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
        "They are kept as text. Write one 'key: value' a line, values with a colon in quotes; leave a "
        "blank line below a --- that is only a rule.",
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
    "Y005": Fault(
        "metadata-key-repeated",
        "warning",
        "the metadata give {key} more than once; only the last one is used",
        "Delete all but one. Several authors are a list: authors: [A. One, B. Two].",
    ),
    "Y006": Fault(
        "metadata-value-odd",
        "warning",
        "the value of {key}, {value}, {problem}",
        "{remedy}.",
    ),
    "Y007": Fault(
        "front-matter-words-left-out",
        "warning",
        "{words} is taken for {what} of YAML, and not printed",
        "Put the whole value in quotes if it is part of the words; delete it if it is not.",
    ),
    "Y008": Fault(
        "front-matter-too-long",
        "error",
        "the front matter is longer than {most} characters, the most that are read",
        "It is kept as text. Keep a key and its value for each line; the article stands below it.",
    ),
    "Y009": Fault(
        "front-matter-never-closed",
        "error",
        "front matter begins here, but no line --- ends it",
        "It is kept as text. Put a line --- behind its last key.",
    ),
}
