"""What is said of what plain text gets back: its structure, and the typography of its notes."""

from __future__ import annotations

from converter.document.faults.fault import Fault

UNDO = "Put a \\ before it to keep it as text, or convert with --structure none."

STRUCTURE = {
    # U: structure
    "U001": Fault(
        "heading-guessed",
        "info",
        "this line was read as a heading of level {level}: {why}",
        f"{UNDO} A # before it makes it a heading, ## one of level 2.",
    ),
    "U002": Fault(
        "title-guessed",
        "info",
        "this line was read as the {kind}: {why}",
        f"{UNDO} Front matter gives title, author and date for certain.",
    ),
    "U003": Fault(
        "quote-guessed",
        "info",
        "this was read as a block quote: {why}",
        f"{UNDO} A > before a paragraph makes it a quote.",
    ),
    "U004": Fault("list-guessed", "info", "this was read as a list: {why}", UNDO),
    "U005": Fault(
        "separator-guessed", "info", "this line was read as a break between parts: {why}", UNDO
    ),
    "U006": Fault(
        "caption-guessed", "info", "this was read as the caption of a picture: {why}", UNDO
    ),
    "U007": Fault("abstract-guessed", "info", "this was read as the abstract: {why}", UNDO),
    "U008": Fault(
        "structure-typed",
        "info",
        "this was read as a {kind}, as it was typed",
        "Put a \\ before it to keep it as text.",
    ),
    "U009": Fault(
        "line-kept-as-text",
        "info",
        "this line would be more than text, but for the \\ before it, which is left out",
        "Nothing needs doing.",
    ),
    "U010": Fault(
        "structure-not-sought",
        "info",
        "{count} paragraphs and tables are more than an article has; no structure was looked for",
        "Convert the text in parts.",
    ),
    "U011": Fault("bibliography-guessed", "info", "this was read as a bibliography: {why}", UNDO),
}

LOOKS = {
    # V: what is seen
    "V001": Fault(
        "notes-typeset",
        "info",
        "{italic} of words in the notes set in italics and {small_caps} in small caps, as {house} "
        "prints them, {proposed} more proposed",
        "footnoted check --select typography lists the proposals, --accept takes them; "
        "--typography none sets nothing.",
    ),
    "V002": Fault(
        "characters-changed",
        "info",
        "characters of the notes were changed: {listed}",
        "--characters says which may be: case, blanks, dashes, quotes, or none.",
    ),
}
