"""Characters that LaTeX sets in its usual fonts, escaped; what others ask of the preamble.

`text` and `scripts` both stand on this: one for all words, one for those with letters beyond these.
"""

from __future__ import annotations

import re

from msgspec import Struct

from converter.speed.patterns import Pattern

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}",
    "\t": r"\quad ",
    **dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029\u1680\u205f", " "),
    "\u00a0": "~",
    "\u00ad": r"\-",
    **dict.fromkeys("\u2000\u2002", r"\enspace "),
    **dict.fromkeys("\u2001\u2003\u3000", r"\quad "),
    **dict.fromkeys("\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", r"\,"),
    "\u200b": r"\hspace{0pt}",
    **dict.fromkeys("\u200c\u200d", r"\textcompwordmark{}"),
    **dict.fromkeys("\u2060\ufeff", r"\nobreak{}"),
    **dict.fromkeys("\u200e\u200f", "{}"),
}
"""Characters that mean something to TeX or that its fonts lack, and the command that prints each."""

SPECIALS = Pattern("[" + re.escape("".join(SPECIAL)) + "]")

TEX_GYRE = (
    "¡-¬®-±´-¸º-ÿĂ-ćČ-ďđĘ-ěĞğİ-ĳĹĺĽľŁ-ńŇňŊŋŐ-ŕŘ-śŞ-ťŮ-űŸ-žƒȷˇ˘˙˛˝"
    "–—‖‘’‚“”„†‡•‰‹›※‽⁄₡₤₩₫€℃№™℮←-↓␣◦♪ﬀﬁﬂ"
)
"""Beyond ASCII, what TeX Gyre fonts set in all three engines and the PDF gives back when copied."""

OWN = "".join(special for special in SPECIAL if not " " <= special <= "~")
"""Beyond ASCII, what has a command."""

CARE = Pattern(rf"""[^ !"'()*+,\-./0-9:;<=>?@A-Z\[\]a-z|{TEX_GYRE}]""")
"""A character that cannot stand as it is."""

UNUSUAL = Pattern(rf"[^ -~{TEX_GYRE}{OWN}]")
"""A character that the usual fonts lack, and that has no command."""

LIGATURE = Pattern(r"([-,<>'])(?=\1)")
"""Pairs that a T1 font joins to one sign; a pair that begins with ` or with ?` is escaped anyway."""


class Preamble(Struct):
    """What the words of a document ask of its preamble, in the order in which they ask.

    In a `leftward` document paragraphs run from right to left.
    `declared` are characters that pdfLaTeX must be told how to set, `stand_ins` those that it
    cannot set, `coded` those that nothing can show and whose code is printed instead.
    """

    leftward: bool = False
    scripts: dict[str, None] = {}
    declared: dict[str, None] = {}
    stand_ins: dict[str, None] = {}
    coded: dict[str, None] = {}


def escape_ordinary(text: str) -> str:
    """Text of ASCII, `TEX_GYRE` and `SPECIAL` characters, escaped."""
    return without_ligatures(SPECIALS.compiled.sub(lambda special: SPECIAL[special[0]], text))


def without_ligatures(text: str) -> str:
    r"""Text whose pairs of hyphens and the like stay two signs.

    >>> without_ligatures("5--6")
    '5-{}-6'
    """
    # To look is cheaper than to try.
    has_pairs = "--" in text or ",," in text or "''" in text or "<<" in text or ">>" in text
    return LIGATURE.compiled.sub(r"\1{}", text) if has_pairs else text
