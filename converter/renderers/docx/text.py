"""Characters become runs here: escaping, run properties and scripts, the leaf of every Word part.

A run is ECMA-376 Part 1, 17.3.2. Its formatting is a `Look`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from converter.renderers.addresses import (
    PLAIN_HOST,
    STRAY_PERCENT,
    is_safe_url,
    percent_encoded,
)
from converter.speed.patterns import Pattern

Look: TypeAlias = frozenset[str]
"""How a run looks: names out of `CHARACTER_STYLES` and `PROPERTIES`."""

NO_LOOK: Look = frozenset()

CHARACTER_STYLES = {
    "footnote": "FootnoteReference",
    "endnote": "EndnoteReference",
    "link": "Hyperlink",
    "code": "VerbatimChar",
    "stray": "StrayMark",
}
"""A run has one of these at most: the first that its look names."""

PROPERTIES = {
    "simsun": '<w:rFonts w:eastAsia="SimSun"/>',
    "mincho": '<w:rFonts w:eastAsia="MS Mincho"/>',
    "bold": "<w:b/><w:bCs/>",
    "italic": "<w:i/><w:iCs/>",
    "roman": '<w:i w:val="0"/><w:iCs w:val="0"/>',
    "capitals": "<w:caps/>",
    "small-caps": "<w:smallCaps/>",
    "strike": "<w:strike/>",
    "spaced": '<w:spacing w:val="40"/>',
    "underline": '<w:u w:val="single"/>',
    "superscript": '<w:vertAlign w:val="superscript"/>',
    "subscript": '<w:vertAlign w:val="subscript"/>',
    "right-to-left": "<w:rtl/>",
    "el": '<w:lang w:val="el-GR"/>',
    "ru": '<w:lang w:val="ru-RU"/>',
    "uk": '<w:lang w:val="uk-UA"/>',
    "be": '<w:lang w:val="be-BY"/>',
    "sr": '<w:lang w:val="sr-Cyrl-RS"/>',
    "mk": '<w:lang w:val="mk-MK"/>',
    "ko": '<w:lang w:eastAsia="ko-KR"/>',
    "zh": '<w:lang w:eastAsia="zh-CN"/>',
    "ja": '<w:lang w:eastAsia="ja-JP"/>',
    "he": '<w:lang w:bidi="he-IL"/>',
    "ar": '<w:lang w:bidi="ar-SA"/>',
}
"""What the names of a look mean, in the order that CT_RPr gives its children."""

# Patterns are compiled when first used: classes that reach over many scripts take milliseconds, which
# most articles can do without.

FORBIDDEN = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]|[\ufffe\uffff]")
"""What XML 1.0 cannot hold, not even escaped (section 2.2). Readers replace it; this is the last gate."""

ARABIC = "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
RIGHT_TO_LEFT = f"\u0590-\u05ff\ufb1d-\ufb4f{ARABIC}"
KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d"
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
EAST_ASIAN = f"\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff01-\uffef{HANGUL}"
BETWEEN_WORDS = r"[ \u00a0.,:;'\"()0-9/\u2013-]"

GREEK, CYRILLIC = "\u0370-\u03ff\u1f00-\u1fff", "\u0400-\u052f"
COMBINING = "\u0300-\u036f"

MAYBE_NOT_PLAIN = Pattern("[^ -\u036f\u2000-\u2e7f]")
"""All that PIECES looks for, and more: a class of two ranges is far sooner compiled."""
PIECES = Pattern(
    f"([{RIGHT_TO_LEFT}]+(?:{BETWEEN_WORDS}++[{RIGHT_TO_LEFT}]+)*"
    rf"|[{EAST_ASIAN}]+(?: [{EAST_ASIAN}]+)*|\t|\r\n?|\n"
    + "".join(
        f"|[{script}][{script}{COMBINING}]*(?:{BETWEEN_WORDS}++[{script}][{script}{COMBINING}]*)*"
        for script in (GREEK, CYRILLIC)
    )
    + ")"
)

SCRIPT_LOOKS: tuple[tuple[str, Look], ...] = (
    (ARABIC, frozenset({"right-to-left", "ar"})),
    (RIGHT_TO_LEFT, frozenset({"right-to-left", "he"})),
    (KANA, frozenset({"mincho", "ja"})),
    (HANGUL, frozenset({"ko"})),
    (EAST_ASIAN, frozenset({"simsun", "zh"})),
)
"""What words of a script are set with. The first that a piece of text has a letter of counts."""

CYRILLIC_LETTERS = {"be": "ўЎ", "sr": "ђћџљњјЂЋЏЉЊЈ", "mk": "ѓќѕЃЌЅ", "uk": "іїєґІЇЄҐ"}
"""Letters that tell languages written in Cyrillic from Russian, for which others are taken."""


def escape(text: str) -> str:
    """Text for the content of an element or a double-quoted attribute."""
    return with_references(text if text.isprintable() else without_forbidden(text))


def without_forbidden(text: str) -> str:
    return FORBIDDEN.compiled.sub("\ufffd", text)


def with_references(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;")


@cache
def mark_properties(kind: str, mark: str | None = None) -> str:
    """The ``w:rPr`` of the mark of a note.

    An asterisk stands high as it is: raised and made small like a number, it would be a speck.
    """
    said = properties(frozenset({kind}))
    if not mark or mark.strip("*"):
        return said
    return said.replace("</w:rPr>", '<w:vertAlign w:val="baseline"/></w:rPr>')


@cache
def properties(look: Look) -> str:
    """The ``w:rPr`` of a look, or nothing."""
    styles = (f'<w:rStyle w:val="{id}"/>' for name, id in CHARACTER_STYLES.items() if name in look)
    children = next(styles, "")
    children += "".join(xml for name, xml in PROPERTIES.items() if name in look)
    return f"<w:rPr>{children}</w:rPr>" if children else ""


def runs(text: str, look: Look) -> str:
    """Text as runs, usually one.

    Tabs and breaks become elements of their own, and Greek, Cyrillic, Hebrew, Arabic and East Asian
    words runs that name their language: Word sets order, font and proofing of such words by it. A
    `look` that names ``greek`` or ``cyrillic`` is that of an article in such letters: they name none.
    """
    if (text.isascii() and text.isprintable()) or not MAYBE_NOT_PLAIN.compiled.search(text):
        # Without xml:space, Word drops blanks at the edges.
        space = SPACE if text != text.strip() or "  " in text else ""
        # To look is cheaper than to try.
        if "&" in text or "<" in text or ">" in text or '"' in text:
            text = with_references(text)
        opening = run_opening(look) if look else "<w:r><w:t"
        return f"{opening}{space}>{text}</w:t></w:r>" if text else ""
    if text.isascii() and text.replace("\t", "").isprintable():
        return _piece("\t", look).join([_run(one, look) if one else "" for one in text.split("\t")])
    plain_and_other = PIECES.compiled.split(without_forbidden(text))
    return "".join(
        _piece(piece, look) if number % 2 else _run(piece, look)
        for number, piece in enumerate(plain_and_other)
        if piece
    )


SPACE = ' xml:space="preserve"'


def _run(text: str, look: Look) -> str:
    return f"{run_opening(look)}{SPACE}>{with_references(text)}</w:t></w:r>"


@cache
def run_opening(look: Look) -> str:
    """How a run of text begins, before the attributes of the text."""
    return f"<w:r>{properties(look)}<w:t"


def _piece(text: str, look: Look) -> str:
    if text == "\t":
        return f"<w:r>{properties(look)}<w:tab/></w:r>"
    if text[0] in "\r\n":
        return line_break(look)
    if text[0] < "\u0530" or "\u1f00" <= text[0] < "\u2000":
        return _run(text, look if look & _letters(text) else look | _language(text))
    return _run(text, look | next(script for ranges, script in SCRIPT_LOOKS if _has(text, ranges)))


def _letters(text: str) -> Look:
    return frozenset({"cyrillic" if "\u0400" <= text[0] < "\u0530" else "greek"})


def _language(text: str) -> Look:
    """The language of Greek or Cyrillic words, as far as their letters tell."""
    if _letters(text) == {"greek"}:
        return frozenset({"el"})
    letters = set(text)
    told = (name for name, own in CYRILLIC_LETTERS.items() if not letters.isdisjoint(own))
    return frozenset({next(told, "ru")})


def _has(text: str, ranges: str) -> bool:
    """Whether a text has a letter of these ranges, written as in a pattern: ``a-zA-Z``."""
    pairs = tuple(zip(ranges[::3], ranges[2::3], strict=True))
    return any(low <= letter <= high for letter in text for low, high in pairs)


def line_break(look: Look) -> str:
    """A break within a paragraph (17.3.3.1)."""
    return f"<w:r>{properties(look)}<w:br/></w:r>"


ILLEGAL_IN_URI = rf"{STRAY_PERCENT}|[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
"""What RFC 3986 does not allow as it is; a relationship's target may hold no others."""
WEB = (
    r"(?i)(https?://(?:[^\s/?#@\[\]]*@)?(?:[^\s/?#@:\[\]]+|\[[0-9a-f:.]+\])(?::[0-9]*)?)"
    r"([/?#].*)?"
)
LONGEST_URI = 2083  # what Word's own dialog takes
ORDINARY = Pattern(PLAIN_HOST + r"(?:/(?>(?:[A-Za-z0-9\-._~/?!$&'()*+,;=:@]++|%[0-9A-Fa-f]{2})*))?")
"""What nearly all addresses are like: `uri` leaves one as it is, if it is not too long."""


def uri(url: str) -> str | None:
    """A link's address as a relationship may hold it (Part 2, 6.5.3); None if it cannot or may not.

    >>> uri("https://example.org/a[b]?q=100%#ü")
    'https://example.org/a%5Bb%5D?q=100%25#%C3%BC'
    >>> uri("https://") is None and uri("file:///etc/passwd") is None
    True
    """
    if not is_safe_url(url):
        return None
    if url.lower().startswith("mailto:"):
        target = percent_encoded(url, f"{ILLEGAL_IN_URI}|#")
    elif found := re.fullmatch(WEB, url):
        path, mark, fragment = (found[2] or "").partition("#")
        target = percent_encoded(found[1], ILLEGAL_IN_URI)
        target += percent_encoded(path, rf"{ILLEGAL_IN_URI}|[\[\]]")
        target += mark + percent_encoded(fragment, rf"{ILLEGAL_IN_URI}|[\[\]#]")
    else:
        return None
    return target if len(target) <= LONGEST_URI else None
