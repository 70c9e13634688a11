"""What all formats share: what is known of one and may be asked of it, and what it gives."""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from converter.document.diagnostics import Diagnostic
from converter.document.model import Document

Kind = Literal["text", "flag", "number", "size", "names", "mapping", "text file", "file"]
"""What the value of an option is. A size is a number above 0, names stand between commas."""


Notation = Literal["brackets", "numbers", "raised", "markdown", "named"]
"""How a text without markers writes its notes: ``[1]`` and a list, figures behind words, raised figures,
``[^1]``, or ``[Footnote A: …]``."""

Structure = Literal["none", "safe", "full"]
"""How much structure is given back to plain text: none, what cannot be anything else, or also what is
likely."""


class Option(Struct, frozen=True, kw_only=True):
    """What a user may ask for. The command line, the functions and ``docs/options.md`` follow from it.

    `name` is that of the argument in Python. On the command line it has dashes, or is one of `flags`.
    Where `choices` are given, there are no other values; `bounds` are the least and greatest number.
    Of a file, the command line takes the name and the function what it holds; one of `names` stands
    for a file that ships with the program. `values` is how many words follow a flag, `group` the
    heading it has in the help. The command line has no option that is `only_python`.
    """

    name: str
    help: str
    kind: Kind = "text"
    default: Any = None
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    names: tuple[str, ...] = ()
    metavar: str = ""
    flags: tuple[str, ...] = ()
    repeated: bool = False
    values: int = 1
    group: str = ""
    only_python: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """How the command line writes it: short and in full."""
        return self.flags or (f"--{self.name.replace('_', '-')}",)


class Format(Struct, frozen=True):
    """What is known of a format without importing its module."""

    module: str
    suffixes: tuple[str, ...]
    description: str
    options: tuple[Option, ...] = ()
    assets: tuple[str, ...] = ()
    """Templates that an output takes from a folder beside it, where the option `assets` names one."""
    given: dict[str, str] = {}
    """Arguments that the module's function gets for this format, where it is there for several."""

    def option(self, name: str) -> Option | None:
        """The option of this name, if the format has it."""
        return next((one for one in self.options if one.name == name), None)


def options_of(table: Mapping[str, Format]) -> tuple[Option, ...]:
    """The options of all formats in a table, each once."""
    return tuple({one.name: one for format in table.values() for one in format.options}.values())


def format_of(name: str, table: Mapping[str, Format]) -> str | None:
    """The format in a table whose files have the suffix of this one, if there is one."""
    suffix = os.path.splitext(name)[1].lower()
    return next((format for format, row in table.items() if suffix in row.suffixes), None)


METADATA = {
    "title": "The title of the article.",
    "subtitle": "What stands below the title.",
    "author": "An author, or a list of them.",
    "authors": "The same.",
    "date": "When it appeared, in the words that are to be printed.",
    "lang": "The language of the text, as a BCP 47 tag such as en-GB. Without: en.",
    "abstract": "What stands before the text.",
    "journal": "The name of the journal.",
    "volume": "The number of the volume.",
    "issue": "The number of the issue.",
    "number": "The same, if it is printed otherwise.",
    "year": "The year of the volume, if it is not that of the date.",
    "page": "The number of the first page.",
    "first-page": "The same.",
    "first_page": "The same.",
    "author-note": "Who the authors are, in a note.",
    "author_note": "The same.",
    "doi": "The Digital Object Identifier of the article.",
    "issn": "The International Standard Serial Number of the journal.",
}
"""The metadata that our formats and templates show. Other keys are kept, for templates of one's own."""


class Parsed(NamedTuple):
    """A document, what was noticed while it was read, and the text that their spans count in."""

    document: Document
    diagnostics: tuple[Diagnostic, ...] = ()
    source: str = ""

    def with_source(self) -> Parsed:
        """The same; where the reader gave no text, with one of the document's own words."""
        if self.source:
            return self
        from converter.document.landmarks import located, strays  # which only checks need

        document, text = located(self.document)
        return Parsed(document, (*self.diagnostics, *strays(document)), text)


class Rendered(NamedTuple):
    """An output, as text or as the bytes of a file, and what was noticed on the way."""

    output: str | bytes
    diagnostics: tuple[Diagnostic, ...] = ()
