r"""What stands around words: environments, items, and ``\sout``, which takes nothing but words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from converter.document.model import (
    Inline,
    ListFormat,
    OrderedList,
    Strikeout,
    Text,
    Underline,
)
from converter.document.tree import rebuilt
from converter.document.words import AROUND_NUMBERS
from converter.renderers.typesetting import indented


def list_options(node: OrderedList) -> str:
    r"""The options of an ``enumerate`` of enumitem: how its numbers look, and where they begin.

    >>> list_options(OrderedList((), 3, "lower-alpha", "parens"))
    '[label=(\\alph*), start=3]'
    """
    options = []
    if (node.format, node.delimiter) != ("decimal", "period"):
        before, after = AROUND_NUMBERS[node.delimiter]
        options.append(f"label={before}{COUNTERS[node.format]}*{after}")
    if node.start != 1:
        options.append(f"start={node.start}")
    return f"[{', '.join(options)}]" if options else ""


COUNTERS: dict[ListFormat, str] = {
    "decimal": r"\arabic",
    "lower-roman": r"\roman",
    "upper-roman": r"\Roman",
    "lower-alpha": r"\alph",
    "upper-alpha": r"\Alph",
}


def lined(content: Iterable[Inline], line: type[Strikeout | Underline]) -> tuple[Inline, ...]:
    """The content with each stretch of words struck out or underlined, and nothing but words."""
    return tuple(_lined(node, line) for node in content)


def _lined(node: Inline, line: type[Strikeout | Underline]) -> Inline:
    if isinstance(node, line):
        return node
    return line((node,)) if isinstance(node, Text) else rebuilt(node, partial(lined, line=line))


def environment(name: str, text: str, options: str = "") -> str:
    return f"\\begin{{{name}}}{options}\n{text}\n\\end{{{name}}}"


def list_item(text: str) -> str:
    r"""A list item. After ``\item`` a bracket would be read as its label."""
    guard = "{}" if text.startswith("[") else ""
    return f"\\item{guard} {indented(text)}".rstrip()


def small(caption: str) -> str:
    """The words of a caption, if there are any."""
    return f"{{\\small {caption}\\par}}" if caption else ""
