"""Scripts and letters that the usual fonts of LaTeX lack, and how each engine is to set them.

Letters with accents that pdfLaTeX must build are declared in the preamble. A run of another script
is the argument of a command named after it, which LuaLaTeX and XeLaTeX set in a font that is
installed, and pdfLaTeX by a stand-in. This module is imported when a text needs it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from converter.renderers.latex.characters import (
    OWN,
    TEX_GYRE,
    UNUSUAL,
    Preamble,
    escape_ordinary,
)
from converter.renderers.typesetting import CODED

ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331",
        "`'^~=u.\"rHvdckb",
        strict=True,
    )
)
"""Combining marks and the LaTeX accent that sets each over or under a letter."""

ACCENTED = (
    "ĀāĈĉĊċĒēĔĕĖėĜĝĠġĢģĤĥĨĩĪīĬĭĮįĴĵĶķĻļŅņŌōŎŏŖŗŜŝŨũŪūŬŭŲųŴŵŶŷǍǎǏǐǑǒǓǔǗǘǙǚǛǜǦǧǪǫǰǴǵǺǻ"
    "ḌḍḎḏḤḥḦḧḮḯḶḷḸḹṂṃṄṅṆṇṘṙṚṛṜṝṢṣṬṭṮṯẀẁẂẃẄẅẒẓẗẠạẤấẦầẪẫẬậẮắẰằẴẵẶặẸẹẼẽẾếỀềỄễỆệỊịỌọỐốỒồỖỗỘộ"
    "ỤụỲỳỴỵỸỹ"
)
"""Letters of the TeX Gyre fonts that pdfLaTeX must build from a letter and `ACCENTS`."""

NAMED = {
    "²": r"\texttwosuperior",
    "³": r"\textthreesuperior",
    "¹": r"\textonesuperior",
    "Đ": r"\DJ",
    "Ș": r"\textcommabelow{S}",
    "ș": r"\textcommabelow{s}",
    "Ț": r"\textcommabelow{T}",
    "ț": r"\textcommabelow{t}",
    "ˆ": r"\textasciicircum",
    "˜": r"\textasciitilde",
    "฿": r"\textbaht",
    "‐": "-",
    "\u2011": r"\mbox{-}",
    "⁒": r"\textdiscount",
    "␢": r"\textblank",
    "…": r"\textellipsis",
    "‱": r"\textpertenthousand",
    "₦": r"\textnaira",
    "₱": r"\textpeso",
    "℗": r"\textcircledP",
    "℞": r"\textrecipe",
    "℠": r"\textservicemark",
    "\u2126": r"\textohm",
    "℧": r"\textmho",
    "−": r"\ensuremath{-}",
    "∓": r"\ensuremath{\mp}",
    "∗": r"\ensuremath{\ast}",
    "√": r"\ensuremath{\surd}",
    "∞": r"\ensuremath{\infty}",
    "∂": r"\ensuremath{\partial}",
    "∑": r"\ensuremath{\sum}",
    "≈": r"\ensuremath{\approx}",
    "≠": r"\ensuremath{\neq}",
    "≤": r"\ensuremath{\leq}",
    "≥": r"\ensuremath{\geq}",
    "ℓ": r"\ensuremath{\ell}",
}
"""Other signs of the TeX Gyre fonts, and the command by which pdfLaTeX sets each."""

MARKS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff"
)
CLUSTER = re.compile(
    rf"(?:[ -~{TEX_GYRE}{OWN}](?![{MARKS}]))+|.[{MARKS}]*(?:(?<=\u200d).[{MARKS}]*)*", re.DOTALL
)
NOTHING = re.compile("(?!)")
SPACE = re.compile(" ")
PUNCTUATION = re.compile(r"[,.;:!?)]? \(?|-")
NO_LETTER = re.compile(r"[ !-@\[-`{-~§«»–—‘’“”„…‹›\u200f]+")
NEUTRAL = r"[ !-'*-/:-@\\^_`{-~§«»–—‘’“”„…‹›\u200f]*"
DIGITS = r"[0-9]+(?:[.,:/-][0-9]+)*"
NUMBER_BEHIND = re.compile(
    rf"(?:{NEUTRAL}(?:{DIGITS}|\({NEUTRAL}{DIGITS}{NEUTRAL}\)|\[{NEUTRAL}{DIGITS}{NEUTRAL}\]))+"
)
"""Numbers behind words that run to the left, with what joins them: they stand to the left of them."""


class Script(Struct, frozen=True):
    """How a script is set: fonts that hold it, the likeliest first, and options of fontspec.

    `between` is what may stand between two of its words and go with them. Where words run to the
    left, all must that is no letter: by the Unicode Bidirectional Algorithm (UAX #9, rules N1 and
    W7) it runs to the left with them, and so does a number behind them.
    """

    fonts: str
    options: str = ""
    leftward: bool = False
    between: re.Pattern[str] = SPACE


def _unshaped(fonts: str) -> Script:
    return Script(fonts, between=PUNCTUATION)


def _shaped(name: str) -> Script:
    return Script(f"Noto Serif {name}, Noto Sans {name}, FreeSerif", f"Script={name}")


SCRIPTS = {
    "Korean": _unshaped("Noto Serif CJK KR, Noto Serif KR, Noto Sans CJK KR, UnBatang, Batang"),
    "Japanese": _unshaped("Noto Serif CJK JP, Noto Serif JP, Noto Sans CJK JP, IPAexMincho"),
    "Chinese": _unshaped("Noto Serif CJK SC, Noto Serif SC, Noto Sans CJK SC, FandolSong, SimSun"),
    "Cyrillic": _unshaped("Noto Serif, DejaVu Serif, FreeSerif, CMU Serif, Times New Roman"),
    "Greek": _unshaped("Noto Serif, DejaVu Serif, FreeSerif, GFS Didot, Times New Roman"),
    "Latin": _unshaped("Noto Serif, DejaVu Serif, FreeSerif, DejaVu Sans"),
    "Hebrew": Script(
        "Noto Serif Hebrew, Noto Sans Hebrew, FreeSerif, David CLM, Times New Roman",
        "Script=Hebrew",
        leftward=True,
        between=NO_LETTER,
    ),
    "Arabic": Script(
        "Noto Naskh Arabic, Noto Sans Arabic, Amiri, Scheherazade New, Times New Roman",
        "Script=Arabic",
        leftward=True,
        between=NO_LETTER,
    ),
    "Syriac": Script("Noto Sans Syriac", "Script=Syriac", leftward=True, between=NO_LETTER),
    "Thaana": Script(
        "Noto Sans Thaana, FreeSerif", "Script=Thaana", leftward=True, between=NO_LETTER
    ),
    **{
        name: _shaped(name)
        for name in (
            *("Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi"),
            *("Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Sinhala", "Tamil", "Telugu"),
            *("Thai", "Tibetan"),
        )
    },
    "Symbol": Script(
        "Noto Sans Symbols2, Noto Sans Math, Noto Sans Symbols, Noto Emoji, Symbola, DejaVu Sans, "
        "Segoe UI Symbol, FreeSerif",
        between=NOTHING,
    ),
}
"""Scripts by the name of the command that sets them. ``Symbol`` is whatever has no other."""

CJK = {"Cjk", "Kangxi", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Ideographic", "Fullwidth"}


def escape_unusual(text: str, preamble: Preamble) -> str:
    """Text with any character at all, escaped; `preamble` learns what it needs."""
    return "".join(_set(kind, run, preamble) for kind, run in _runs(text))


def _runs(text: str) -> list[tuple[str, str]]:
    """The text cut where the kind of its characters changes: a script's name or a word of `_kind`."""
    runs: list[tuple[str, str]] = []
    clusters = ((_kind(cluster), cluster) for cluster in CLUSTER.findall(text))
    for kind, group in groupby(clusters, itemgetter(0)):
        parts = [cluster for _, cluster in group]
        if kind == "Symbol":  # each may need a font of its own
            runs.extend((kind, part) for part in parts)
        else:
            run = "".join(parts)
            runs.append((_language(run, text) if kind == "CJK" else kind, run))
    joined: list[tuple[str, list[str]]] = []
    for kind, run in runs:
        if len(joined) > 1 and joined[-2][0] == kind and _goes_between(joined[-1], kind):
            between = joined.pop()[1]
            joined[-1][1].extend((*between, run))
        else:
            joined.append((kind, [run]))
    return _with_numbers([(kind, "".join(parts)) for kind, parts in joined])


def _with_numbers(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The runs, those that run to the left with the number that follows them."""
    for at in range(len(runs) - 1):
        (kind, run), (after, rest) = runs[at : at + 2]
        number = NUMBER_BEHIND.match(rest) if after == "set" else None
        if number and kind in SCRIPTS and SCRIPTS[kind].leftward:
            end = number.end()
            runs[at : at + 2] = (kind, run + rest[:end]), (after, rest[end:])
    return runs


def _goes_between(run: tuple[str, list[str]], kind: str) -> bool:
    if run[0] != "set" or kind not in SCRIPTS:
        return False
    return SCRIPTS[kind].between.fullmatch("".join(run[1])) is not None


def _kind(cluster: str) -> str:
    """How to set a letter with its marks: as it stands, declared, accented, coded, or in a script."""
    first = cluster[0]
    kind = _kind_of(first)
    if len(cluster) == 1 or kind in SCRIPTS or kind in ("CJK", "coded"):
        return kind
    if len(cluster) == 2 and kind == "set" and first.isalpha() and _takes(first, cluster[1]):
        return "accented"
    if all(_kind_of(character) == "set" for character in cluster):
        return "set"
    return "Latin" if first.isalpha() else "Symbol"


def _takes(letter: str, mark: str) -> bool:
    """Whether every engine can set a letter of its fonts under an accent. No font has a lone ogonek."""
    return mark in ACCENTS and (
        mark != "\u0328" or len(unicodedata.normalize("NFC", letter + mark)) == 1
    )


@cache
def _kind_of(character: str) -> str:
    if UNUSUAL.match(character) is None:
        return "set"
    if character == REPLACEMENT:
        return "coded"
    if character in NAMED or character in ACCENTED:
        return "declared"
    category = unicodedata.category(character)
    if category in CODED:
        return "coded"
    words = unicodedata.name(character, "").title().split()
    if words and (words[0] in CJK or "\u3001" <= character <= "\u303f"):
        return "CJK"
    if words and words[0] in SCRIPTS:
        return words[0]
    return "Latin" if category == "Lm" else "Symbol"


def _set(kind: str, run: str, preamble: Preamble) -> str:
    match kind:
        case "set":
            return escape_ordinary(run)
        case "declared":
            preamble.declared.update(dict.fromkeys(run))
            return run
        case "accented":
            return ACCENTED_LETTER.sub(lambda pair: _accent(pair[1], pair[2]), run)
        case "coded":
            preamble.coded.update(dict.fromkeys(run))
            return "".join(f"[U+{ord(character):04X}]" for character in run)
    preamble.scripts[kind] = None
    preamble.stand_ins.update(dict.fromkeys(character for character in run if character > "~"))
    return f"\\{kind}{{{ASCII.sub(lambda some: escape_ordinary(some[0]), run)}}}"


ASCII = re.compile("[ -~\u200e\u200f]+")
ACCENTED_LETTER = re.compile(r"(.)(.)")


def _language(run: str, text: str) -> str:
    """Whose forms of the Han characters to use, as far as the letters beside them tell."""
    if HANGUL.search(run):
        return "Korean"
    return "Japanese" if KANA.search(text) else "Chinese"


REPLACEMENT = "\ufffd"
"""What readers put for bytes that mean nothing. LuaTeX takes the sign for such bytes, and stops."""

KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3\uffa0-\uffdc]")


def declarations(preamble: Preamble) -> str:
    r"""Lines that tell pdfLaTeX how to set the characters it must be told about.

    >>> declarations(Preamble(declared={"ẹ": None}))
    '  \\declarecharacter{ẹ}{1EB9}{\\d{e}}'
    """
    return "\n".join(
        f"  \\declarecharacter{{{one}}}{{{ord(one):04X}}}{{{NAMED.get(one) or _built(one)}}}"
        for one in sorted(preamble.declared)
    )


def _built(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    letter = parts[0]
    for mark in parts[1:]:
        letter = _accent(letter, mark)
    return letter


def _accent(letter: str, mark: str) -> str:
    """A letter under an accent, or over it. An i or j takes one above in place of its dot."""
    accent = ACCENTS[mark]
    if letter in ("i", "j") and accent not in "dckb":
        letter = "\\" + letter
    return f"\\{accent}{{{letter}}}"


def scripts(preamble: Preamble) -> str:
    r"""Lines that define a command for each script.

    >>> scripts(Preamble(scripts={"Syriac": None}))
    '\\newscript*{\\Syriac}[Script=Syriac]{Noto Sans Syriac}'
    """
    return "\n".join(
        f"\\newscript{'*' * script.leftward}{{\\{name}}}"
        + (f"[{script.options}]" if script.options else "")
        + f"{{{script.fonts}}}"
        for name, script in SCRIPTS.items()
        if name in preamble.scripts
    )
