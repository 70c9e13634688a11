r"""Words and addresses for Typst: what Typst reads as markup is escaped, letters stay letters.

`escape` is the only way of the document's words into markup, `string` into code. What Typst would
make of plain characters is undone too: two hyphens stay two, a hyphen before a digit is no minus.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from converter.renderers.typesetting import CODED
from converter.speed.patterns import Pattern

PLAIN = r" !\"%&'()+,0-9:;=?A-Z^a-z{|}\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027"
"""What stays as it is, wherever it stands. Letters beyond the usual are looked at singly."""

IS_MARKUP = r"(?:(?<![-./])|(?<=-)(?=[-?0-9]|\Z)|(?<=\.)(?=\.)|(?<=/)(?=[/*]|\Z))"
"""Behind any other character: whether it begins markup or a shorthand where it stands (Typst reference,
"Syntax", "Shorthands")."""

BLANKS = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
ODD = Pattern(f"[^{PLAIN}]{IS_MARKUP}")
"""All that cannot stay as it is, and what may not. A set of characters first: it is searched for."""

KEPT = {
    "\u00ad": "-?",
    "\u200b": "#sym.zws;",
    **dict.fromkeys("\u200c\u200d\u200e\u200f\u2060", ""),
    "\ufeff": "#sym.wj;",
}
"""Format characters that steer how letters join or lines break: kept, or named where invisible."""

LINE_START = Pattern(r"(?:[=+/-]|(?=[0-9]+\.)[0-9]+)")
"""What makes a heading, list or term of a line that begins with it."""


def escape(text: str, coded: dict[str, None]) -> str:
    r"""Text as Typst markup that prints it, letter for letter; `coded` learns what nothing can show.

    >>> escape(r"#read(x) 5--6 [t]he -1", {})
    '\\#read(x) 5\\-\\-6 \\[t\\]he \\-1'
    """
    return ODD.compiled.sub(lambda one: _escaped(one[0], coded), text)


def _escaped(character: str, coded: dict[str, None]) -> str:
    if character in BLANKS:
        return " "
    if character.isascii() and character.isprintable():
        return "\\" + character
    if character in KEPT:
        return KEPT[character] or character
    if not is_coded(character):
        return character
    coded[character] = None
    return f"\\[U+{ord(character):04X}\\]"


@cache
def is_coded(character: str) -> bool:
    """Whether nothing can show a character, so that its code stands for it."""
    return unicodedata.category(character) in CODED


def string(text: str) -> str:
    r"""Text as a string of Typst's code, which evaluates nothing within.

    >>> string('a "b" \\ #c')
    '"a \\"b\\" \\\\ #c"'
    """
    visible = text
    if not text.isprintable():
        visible = "".join("\ufffd" if _invisible(one) else one for one in text)
    return '"' + visible.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _invisible(character: str) -> bool:
    return is_coded(character) and character not in KEPT and character not in "\n\t"


def bracketed(markup: str) -> str:
    """Markup as an argument, ``[…]``, whose first line cannot be taken for a list or heading."""
    return f"[{guarded(markup)}]"


def guarded(markup: str) -> str:
    r"""Markup at the beginning of a line.

    >>> guarded("1. Of Ports"), guarded("= x"), guarded("1999")
    ('1\\. Of Ports', '\\= x', '1999')
    """
    start = LINE_START.match(markup.lstrip())
    if start is None:
        return markup
    blanks = len(markup) - len(markup.lstrip())
    at = blanks + (start.end() if start[0].isdigit() else 0)
    return f"{markup[:at]}\\{markup[at:]}"
