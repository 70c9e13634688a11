"""Words and addresses for LaTeX: what TeX reads as a command is spelled out, letters stay letters.

`escape` is the only way of the document's words into LaTeX. What it writes means the same to
pdfLaTeX, LuaLaTeX and XeLaTeX, and is what a person would type. `Preamble` notes what it asks of
the preamble. Characters that the usual fonts lack are the business of `latex_scripts`.
"""

from __future__ import annotations

import re

from converter.renderers.latex.characters import (
    CARE,
    LIGATURE,
    UNUSUAL,
    Preamble,
    _has_pairs,
    escape_ordinary,
)


def escape(text: str, preamble: Preamble) -> str:
    r"""Text as LaTeX that prints it, and nothing else, letter for letter.

    >>> escape(r"\input{x} 5% -- [t]he", Preamble())
    '\\textbackslash{}input\\{x\\} 5\\% -{}- [t]he'
    """
    if CARE.search(text) is None:
        return LIGATURE.sub(r"\1{}", text) if _has_pairs(text) else text
    if UNUSUAL.search(text) is None:
        return escape_ordinary(text)
    from converter.renderers.latex.scripts import escape_unusual

    return escape_unusual(text, preamble)


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
