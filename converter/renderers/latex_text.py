"""Words and addresses for LaTeX: what TeX reads as a command is spelled out, letters stay letters.

`escape` is the only way of the document's words into LaTeX. What it writes means the same to
pdfLaTeX, LuaLaTeX and XeLaTeX, and is what a person would type. `Preamble` notes what it asks of
the preamble. Characters that the usual fonts lack are the business of `latex_scripts`.
"""

from __future__ import annotations

import re

from msgspec import Struct

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
}
SPECIALS = re.compile("[" + re.escape("".join(SPECIAL)) + "]")

LIGATURE = re.compile(r"([-,<>'])(?=\1)")
"""Pairs that a T1 font joins to one sign; a pair that begins with ` or with ?` is escaped anyway."""

PLAIN = (
    "¡-¬®-±´-¸º-ÿĂ-ćČ-ďđĘ-ěĞğİ-ĳĹĺĽľŁ-ńŇňŊŋŐ-ŕŘ-śŞ-ťŮ-űŸ-žƒȷˇ˘˙˛˝"
    "–—‖‘’‚“”„†‡•‰‹›※‽⁄₡₤₩₫€℃№™℮←-↓␣◦♪ﬀﬁﬂ"
)
"""Beyond ASCII, what TeX Gyre fonts set in all three engines and the PDF gives back when copied."""

OWN = "".join(special for special in SPECIAL if not " " <= special <= "~")
CARE = re.compile(rf"""[^ !"'()*+,\-./0-9:;<=>?@A-Z\[\]a-z|{PLAIN}]""")
UNUSUAL = re.compile(rf"[^ -~{PLAIN}{OWN}]")


class Preamble(Struct):
    """What the words of a document ask of its preamble, in the order in which they ask.

    `declared` are characters that pdfLaTeX must be told how to set, `stand_ins` those that it
    cannot set, `coded` those that nothing can show and whose code is printed instead.
    """

    scripts: dict[str, None] = {}
    declared: dict[str, None] = {}
    stand_ins: dict[str, None] = {}
    coded: dict[str, None] = {}


def escape(text: str, preamble: Preamble) -> str:
    r"""Text as LaTeX that prints it, and nothing else, letter for letter.

    >>> escape(r"\input{x} 5% -- [t]he", Preamble())
    '\\textbackslash{}input\\{x\\} 5\\% -{}- [t]he'
    """
    if CARE.search(text) is None:
        return LIGATURE.sub(r"\1{}", text) if _has_pairs(text) else text
    if UNUSUAL.search(text) is None:
        return escape_ordinary(text)
    from converter.renderers.latex_scripts import escape_unusual

    return escape_unusual(text, preamble)


def _has_pairs(text: str) -> bool:
    return "--" in text or ",," in text or "''" in text or "<<" in text or ">>" in text


def escape_ordinary(text: str) -> str:
    """Text of ASCII, `PLAIN` and `SPECIAL` characters, escaped."""
    escaped = SPECIALS.sub(lambda special: SPECIAL[special[0]], text)
    return LIGATURE.sub(r"\1{}", escaped) if _has_pairs(escaped) else escaped


URL_SAFE = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]+")
r"""What ``\url`` prints as it stands: the characters of RFC 3986 without the apostrophe."""

URL_ESCAPES = str.maketrans({"%": r"\%", "#": r"\#", "&": r"\&"})


def url_target(url: str) -> str:
    r"""A URL as the target of ``\href``, in a note too. Characters that no URL may hold
    (RFC 3986, section 2) are percent-encoded, as browsers do.

    >>> url_target("https://x.org/{a}?q=1&r=50%#top")
    'https://x.org/\\%7Ba\\%7D?q=1\\&r=50\\%\\#top'
    """
    if UNREMARKABLE.fullmatch(url):
        return url
    return UNSAFE.sub(_percent, url).translate(URL_ESCAPES)


UNREMARKABLE = re.compile(r"[A-Za-z0-9\-._~:/?@!()*+,;=]+")
UNSAFE = re.compile(r"[^!#$&(-;=?@A-Z\[\]_a-z~%]")


def _percent(character: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in character[0].encode("utf-8", "replace"))
