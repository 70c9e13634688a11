"""Texts of lines and paragraphs, and the headings that a document of them has."""

from __future__ import annotations

from converter.conversion import read
from converter.document.model import Document, Heading
from converter.readers.restoring.structure.lines import words_of

PROSE = (
    "The lamplighter was paid in oil, and when the oil gave out he was not paid at all, as the harbour "
    "court found in the case of his widow.[footnoteRef:1] [1:  Tamm, A Wage of Oil.] "
)
SENTENCE = (
    "The pilots were heard first, the masters after them, and nobody asked the keeper anything."
)
LONG = " ".join([SENTENCE] * 5)


def text(*lines: str) -> str:
    """Lines as text; `P` stands for a paragraph of its own words."""
    paragraphs = (f"{SENTENCE} It was the year {number}." for number in range(1800, 2000))
    return "\n\n".join(next(paragraphs) if line == "P" else line for line in lines) + "\n"


def outline(document: Document) -> list[str]:
    """The headings of a document, each behind as many # as it is deep."""
    return [
        f"{'#' * block.level} {words_of(block.content)}"
        for block in document.blocks
        if isinstance(block, Heading)
    ]


def headings(*lines: str, structure: str = "safe") -> list[str]:
    return outline(read(text(*lines), structure=structure).document)
