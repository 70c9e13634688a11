"""Text that extraction from Word left behind. Comments and bookmarks are reported by reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from converter.checks.rule import Found, group
from converter.checks.subject import Subject

rule = group("extractor")

WORD_ERROR = re.compile(
    r"Error! (?:Bookmark not defined|Reference source not found|No text of specified style)\.?"
)
FIELD_CODE = re.compile(
    r"\bHYPERLINK \"[^\"\n]{0,300}\"|\b(?:PAGEREF|NOTEREF|REF) _[A-Za-z]{3}\d{3,}[^\n]{0,4}\\[hfrp]\b"
    r"|\bTOC \\o \"[^\"\n]{0,20}\"|\bSEQ [A-Z][a-z]{1,40} \\\*"
)
PAGE = re.compile(r"Page\s|PAGE\s")
PAGE_LINE = re.compile(r"\W{0,3}(?:Page|PAGE)\s\d{1,4}(?:\sof\s\d{1,4})?\W{0,3}")
LEAST_REPEATS = 3
LEAST_LETTERS = 8
LONGEST_HEADER = 100


@rule("T010", "warning", "Word: headers and footers are extracted among the paragraphs")
def page_number_left(subject: Subject) -> Iterator[Found]:
    """The number of a page stands among the paragraphs.

    Bad:
        Page 3 of 12

        The lamp was lit.
    Good:
        The lamp was lit.
    """
    for passage in subject.text.having(PAGE):
        line = passage.text.strip()
        if PAGE_LINE.fullmatch(line):
            message = f"“{line}” is the number of a page"
            yield passage.found((0, len(passage.text)), message, "Delete it.")


@rule("T013", "info", "Word: headers and footers are extracted among the paragraphs")
def line_repeated(subject: Subject) -> Iterator[Found]:
    """A short line stands again and again, as the header or footer of a page would.

    Bad:
        Of Wicks and Oil

        The lamp was lit.

        Of Wicks and Oil

        The lamp went out.

        Of Wicks and Oil
    Good:
        Of Wicks and Oil

        The lamp was lit.
    """
    lines = [text.strip() if len(text) <= LONGEST_HEADER else "" for text in subject.text.texts]
    counts = Counter(line for place, line in enumerate(lines) if not subject.is_in_table(place))
    repeated = {line for line, count in counts.items() if count >= LEAST_REPEATS}
    headers = {line for line in repeated if sum(map(str.isalpha, line)) >= LEAST_LETTERS}
    for place, line in enumerate(lines):
        if line in headers and not subject.is_in_table(place):
            passage = subject.text[place]
            message = f"“{line}” stands {counts[line]} times in the text"
            yield passage.found((0, len(passage.text)), message, "Delete it if it is a header.")


@rule("T011", "error", "Word writes this where the target of a field is gone")
def word_error_left(subject: Subject) -> Iterator[Found]:
    """Word’s own error message stands in the text.

    Bad:
        1. See supra note Error! Bookmark not defined.
    Good:
        1. Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).
    """
    for passage in subject.passages_with(WORD_ERROR):
        for match in WORD_ERROR.finditer(passage.text):
            message = f"“{match[0]}” stands where Word lost the target of a field"
            yield passage.found(match, message, "Put in what it should say.")


@rule("T012", "warning", "Word field codes: ECMA-376 Part 1, 17.16")
def field_code_left(subject: Subject) -> Iterator[Found]:
    """The code of a Word field stands in the text in place of its result.

    Bad:
        See HYPERLINK "https://www.example.org/wick" the wick.
    Good:
        See the wick, https://www.example.org/wick.
    """
    for passage in subject.passages_with(FIELD_CODE):
        for match in FIELD_CODE.finditer(passage.text):
            yield passage.found(match, f"“{match[0]}” is the code of a Word field", "Delete it.")
