"""The blocks of a text as lines to be judged: their words, their size, and how they were laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from converter.document.model import Block, Inline, Paragraph, Span, Stray, Text
from converter.document.tree import around as around_inlines
from converter.document.tree import part
from converter.readers.restoring.structure.headings.labels import Labelled, labelled

KEPT = "\\"
"""What keeps a line as text that would be read as more."""

SHORT = 200
"""Characters of source that a line may have which is anything but running text or a quotation."""

LONGEST_STOPPED = 120
"""Characters of one that ends with a full stop, as it may after an abbreviation."""

PROSE, SENTENCE = 80, 40
"""Characters that running text has at least, and a sentence that stands by itself."""

LEAST_WORDS = 4
"""Words of a short sentence."""

STOPS = tuple(".!?")
"""What a sentence ends with."""
ENDS = ".!?…。！？:;,"
"""What running text ends with, a quotation or a list that it announces included."""
CLOSING = "'\"’”»)]"
"""What may stand behind that."""


class Lines:
    """The blocks of a text. What is asked of one is found out when it is asked for first.

    Words are those without marks, notes, and backslashes before them: those keep a line as text that
    would be read as more, so that it is judged as if they were not there. `sizes` are characters of
    the source, marks included, `starts` where each block stands in it, `signs` its first character.
    """

    def __init__(self, blocks: tuple[Block, ...], source: str) -> None:
        self.blocks = blocks
        self.source = source
        spans = [block.span for block in blocks]
        self.starts = [span.start if span else -1 for span in spans]
        self.sizes = [span.end - span.start if span else 0 for span in spans]
        self.signs = [source[start] if start >= 0 else "" for start in self.starts]
        self.short = [
            at
            for at, size in enumerate(self.sizes)
            if size <= SHORT and type(blocks[at]) is Paragraph and self._may_be_more(at)
        ]
        self._words: dict[int, str] = {}
        self._labels: dict[int, Labelled | None] = {}

    def __len__(self) -> int:
        return len(self.blocks)

    def _may_be_more(self, at: int) -> bool:
        """Whether a line may be more than text: long ones with a full stop, as most have, may not."""
        return self.sizes[at] <= LONGEST_STOPPED or self.last_sign(at) != "."

    def content(self, at: int) -> tuple[Inline, ...]:
        """The inlines of a paragraph; none of another block, or beyond the text."""
        if not 0 <= at < len(self.blocks):
            return ()
        block = self.blocks[at]
        return block.content if type(block) is Paragraph else ()

    def words(self, at: int) -> str:
        """The words of a paragraph; none of another block, or beyond the text."""
        if at not in self._words:
            self._words[at] = words_of(self.content(at)).lstrip("\\")
        return self._words[at]

    def label(self, at: int) -> Labelled | None:
        """The number that a paragraph begins with, if it does."""
        if at not in self._labels:
            self._labels[at] = labelled(self.words(at))
        return self._labels[at]

    def first_sign(self, at: int) -> str:
        """The first character of a paragraph behind backslashes; none of what has no place."""
        sign = self.signs[at]
        if sign != "\\":
            return sign
        start = self.starts[at]
        while self.source[start : start + 1] == "\\":
            start += 1
        return self.source[start : start + 1]

    def last_sign(self, at: int) -> str:
        """The last character of a paragraph's words; none of another block."""
        for node in reversed(self.content(at)):
            if type(node) is Text:
                return node.text.rstrip()[-1:]
        return ""

    def is_prose(self, at: int) -> bool:
        """Whether a block is running text: long, and a sentence to its end, or a whole sentence."""
        if not 0 <= at < len(self.sizes) or self.sizes[at] < SENTENCE:
            return False
        words = self.words(at)
        if len(words) < PROSE:
            return len(words) >= SENTENCE and words[-1] == "."
        return words.rstrip(CLOSING)[-1:] in ENDS

    def is_sentence(self, at: int) -> bool:
        """Whether a block is running text, or a sentence however short: ``It stayed with the Crown.``"""
        if self.is_prose(at):
            return True
        words = self.words(at)
        is_whole = words[:1].isupper() and words.rstrip(CLOSING)[-1:] in STOPS
        return is_whole and len(words.split()) >= LEAST_WORDS and self.label(at) is None

    def indent(self, at: int) -> str:
        """The blanks and tabs before a paragraph."""
        start = end = max(0, self.starts[at])
        while start and self.source[start - 1] in " \t":
            start -= 1
        return self.source[start:end]


def words_of(content: Iterable[Inline]) -> str:
    """The words of inlines as a reader of plain text gives them."""
    words: list[str] = []
    for node in content:
        if type(node) is Text or type(node) is Stray:
            words.append(node.text)
        elif hasattr(node, "content"):  # of a link, or what was typed between marks
            words.append(words_of(node.content))
    return "".join(words).strip()


def is_kept(content: Sequence[Inline]) -> bool:
    """Whether a paragraph begins with a `KEPT`."""
    return bool(content) and type(content[0]) is Text and content[0].text.startswith(KEPT)


def without_start(paragraph: Paragraph, size: int) -> Paragraph:
    """A paragraph without the first characters of its text, and the blanks behind them."""
    first, *others = paragraph.content
    if type(first) is not Text:
        return paragraph
    size = len(first.text) - len(first.text[size:].lstrip())
    rest = (part(first, size, len(first.text)), *others) if size < len(first.text) else (*others,)
    return Paragraph(rest, span=around_inlines(rest) if rest else paragraph.span)


def around(run: Sequence[Paragraph]) -> Span | None:
    """From the first of these paragraphs to the last."""
    first, last = run[0].span, run[-1].span
    return Span(first.start, last.end) if first and last else None
