r"""What stands around words: environments, items, and ``\sout``, which takes nothing but words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from converter.document.model import (
    Heading,
    Image,
    Inline,
    ListFormat,
    OrderedList,
    SectionBreak,
    Strikeout,
    Text,
    Underline,
)
from converter.document.tree import rebuilt
from converter.document.words import AROUND_NUMBERS
from converter.renderers.addresses import is_safe_url
from converter.renderers.latex.characters import Preamble
from converter.renderers.latex.text import code, escape, url_target
from converter.renderers.latex.work import Work
from converter.renderers.typesetting import indented, restarts_at


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


def way(leftward: bool) -> str:
    """What turns words that run to the left, or to the right, the other way."""
    return "rightward" if leftward else "leftward"


def words_turned(text: str, leftward: bool) -> str:
    """Words that stand among others, which run to the left or the right."""
    return f"\\{way(leftward)}words{{{text}}}"


def small(caption: str) -> str:
    """A caption, smaller than the text."""
    return f"{{\\small {caption}\\par}}" if caption else ""


def release(held: list[str]) -> str:
    """What was held back, which is held no more."""
    text = "".join(held)
    held.clear()
    return text


def alternative(node: Image, work: Work) -> str:
    """The description of a picture, which is printed for it."""
    from converter.renderers.pictures import described, not_embedded

    work.diagnostics.append(not_embedded(node))
    return escape(described(node), work.preamble)


def linked_image(node: Image, shown: str) -> str:
    """What is shown for a picture, with a link to it."""
    return f"\\href{{{url_target(node.url)}}}{{{shown}}}" if is_safe_url(node.url) else shown


def code_lines(text: str, preamble: Preamble) -> str:
    """The lines of code, none of which can be an option of what ends the line before it."""
    lines = (code(line, preamble) or "~" for line in text.rstrip("\n").split("\n"))
    return "\\\\\n".join("{}" + line if line.startswith(("[", "*")) else line for line in lines)


def restart(node: Heading | SectionBreak, work: Work) -> str:
    """What begins the numbers of notes anew where a section begins."""
    if not restarts_at(node, work.index):
        return ""
    work.used.add("restarts")
    return "\\restartnotes\n"
