"""Words and addresses for LaTeX: what TeX reads as a command is spelled out, letters stay letters.

`escape` is the only way of the document's words into LaTeX. What it writes means the same to
pdfLaTeX, LuaLaTeX and XeLaTeX, and is what a person would type. `Preamble` notes what it asks of
the preamble. Characters that the usual fonts lack are the business of `scripts`.
"""

from __future__ import annotations

from converter.renderers.addresses import STRAY_PERCENT, percent_encoded
from converter.renderers.latex.characters import (
    CARE,
    UNUSUAL,
    Preamble,
    escape_ordinary,
    without_ligatures,
)
from converter.speed.patterns import Pattern

URL_SAFE = Pattern(r"[A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]+")
r"""What ``\url`` prints as it stands: the characters of RFC 3986 without the apostrophe."""

PLAIN_ADDRESS = Pattern(r"[A-Za-z0-9\-._~:/?@!()*+,;=]+")
"""What most addresses are like: nothing in them is written otherwise."""

NOT_IN_ADDRESSES = rf"[^!#$&(-;=?@A-Z\[\]_a-z~%]|{STRAY_PERCENT}"
"""What no URL may hold (RFC 3986, section 2), and the apostrophe."""

URL_ESCAPES = str.maketrans({"%": r"\%", "#": r"\#", "&": r"\&"})


def escape(text: str, preamble: Preamble) -> str:
    r"""Text as LaTeX that prints it, and nothing else, letter for letter.

    >>> escape(r"\input{x} 5% -- [t]he", Preamble())
    '\\textbackslash{}input\\{x\\} 5\\% -{}- [t]he'
    """
    if preamble.leftward and "(" in text:
        return "\\lrm{}".join([_escape(piece, preamble) for piece in _behind_brackets(text)])
    return _escape(text, preamble)


BRACKETS = Pattern(r"\([^()]*\)")
LEFTWARD = Pattern("[\u0590-\u08ff]")
STRONG = Pattern("[A-Za-z\u0590-\u08ff]")


def _behind_brackets(text: str) -> list[str]:
    """The text cut behind each pair of brackets that belongs to Latin words before it.

    These are the pairs of UAX #9, rule N0, with Latin words before them and no others in them. Babel
    takes the second bracket for one of the words behind it, unless a left-to-right mark follows.
    """
    pieces, start, seen, latin = [], 0, 0, False
    for pair in BRACKETS.finditer(text):
        latin = _is_latin(text[seen : pair.start()], latin)
        if latin and LEFTWARD.search(pair[0]) is None:
            pieces.append(text[start : pair.end()])
            start = pair.end()
        latin = _is_latin(pair[0], latin)
        seen = pair.end()
    return [*pieces, text[start:]]


def _is_latin(text: str, before: bool) -> bool:
    """Whether the last letter is Latin; of a text without letters, what is known from before it."""
    letters = STRONG.compiled.findall(text)
    return letters[-1].isascii() if letters else before


def _escape(text: str, preamble: Preamble) -> str:
    if CARE.compiled.search(text) is None:
        return without_ligatures(text)
    if UNUSUAL.compiled.search(text) is None:
        return escape_ordinary(text)
    from converter.renderers.latex.scripts import escape_unusual

    return escape_unusual(text, preamble)


def url_target(url: str) -> str:
    r"""A URL as the target of ``\href``, in a note too.

    >>> url_target("https://x.org/{a}?q=1&r=50%#top")
    'https://x.org/\\%7Ba\\%7D?q=1\\&r=50\\%25\\#top'
    """
    if PLAIN_ADDRESS.compiled.fullmatch(url):
        return url
    return percent_encoded(url, NOT_IN_ADDRESSES).translate(URL_ESCAPES)


def as_option(text: str) -> str:
    """A text as the optional argument of a command, whose brackets would end it."""
    return f"[{{{text}}}]" if "]" in text else f"[{text}]"


def code(text: str, preamble: Preamble) -> str:
    """Code with its blanks kept, where LaTeX would make one of several."""
    kept = BLANKS.compiled.sub(lambda blanks: "\u00a0" * len(blanks[0]), text.expandtabs(4))
    return escape(kept, preamble)


BLANKS = Pattern("^ +| {2,}")


def breakable(address: str) -> str:
    """The words of an address, written as LaTeX, which may end a line behind each slash."""
    return SLASH.compiled.sub(r"/\\allowbreak ", address)


SLASH = Pattern("(?<!/)/(?!/|$)")
