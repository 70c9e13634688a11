"""Numbers before headings and items of lists: ``II.``, ``A.``, ``(3)``, ``1.2``, ``Part IV``.

Read letter by letter: to compile an expression for it costs more than an article has lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from converter.document.notes import roman

WORDS = frozenset(
    {
        "part",
        "chapter",
        "article",
        "title",
        "book",
        "section",
        "appendix",
        "annex",
        "teil",
        "kapitel",
    }
    | {"abschnitt", "anhang", "partie", "chapitre", "annexe", "parte", "capítulo", "capitulo"}
    | {"capitolo", "sección", "sezione", "deel", "hoofdstuk"}
)

BLANKS = " \t\u00a0\u2002\u2003"
DIGITS = "0123456789"
CLOSES = ".):—–"
ORDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""Numbers that are written out behind a word: ``Part Two``."""
NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50}

FIRST = frozenset(CLOSES + "(" + DIGITS)
NEAR = 9
"""Characters at the start of a line, among which one of these stands if a number does, and no word."""

LARGEST_ROMAN = 39
"""Parts of an article beyond this are not numbered in roman."""
MOST_DIGITS, MOST_PARTS, MOST_NUMERALS = 3, 5, 7


class Label(Struct, frozen=True, gc=False):
    """A number in a way of writing. `scheme` is the way, `parts` are the numbers: two in ``1.2``."""

    scheme: str
    parts: tuple[int, ...]

    @property
    def value(self) -> int:
        """The last number, the one that grows from one heading to the next."""
        return self.parts[-1]


class Labelled(Struct, frozen=True):
    """A line that begins with a number: what the number can be, and the words behind it.

    ``I.`` is the first in roman and the ninth of the letters; the likelier stands first. `begins` is
    where the words begin. `bare` says that nothing stands between number and words but a blank.
    """

    readings: tuple[Label, ...]
    rest: str
    begins: int
    bare: bool
    is_named: bool


def labelled(words: str) -> Labelled | None:
    """The number that words begin with, if they do.

    >>> labelled("II. Who Owns the Beam").readings
    (Label(scheme='I.', parts=(2,)),)
    >>> labelled("I. The Grant").readings
    (Label(scheme='I.', parts=(1,)), Label(scheme='A.', parts=(9,)))
    >>> labelled("In the beginning")
    """
    if not (words[:1].isalnum() or words[:1] == "("):
        return None
    if FIRST.isdisjoint(words[:NEAR]) and not _name(words)[0]:
        return None
    return _labelled(words)


def _labelled(words: str) -> Labelled | None:
    name, at = _name(words)
    opened = words[at : at + 1] == "("
    start = at + opened
    end, numbers = _number(words, start)
    if not numbers:
        return None
    close, behind = _close(words, end)
    begins = behind
    while words[begins : begins + 1] and words[begins] in BLANKS:
        begins += 1
    rest, blank = words[begins:], begins > behind
    if not _is_label(name, opened, close, rest, blank, decimal=numbers[0][0][0] == "1"):
        return None
    around = "()" if opened else close if close in (".", ")") else ":" if close else ""
    prefix = f"{name} " if name else ""
    readings = tuple(Label(f"{prefix}{way}{around}", parts) for way, parts in numbers)
    return Labelled(readings, rest, begins, not close and not name, bool(name))


def _is_label(
    name: str, opened: bool, close: str, rest: str, blank: bool, *, decimal: bool
) -> bool:
    """Whether what stands around a number makes it one of a heading or an item."""
    if opened:
        return close == ")" and (blank or not rest)
    if not name and not close:
        return decimal and blank
    if rest and not blank:
        return (close == "." and rest[0].isupper()) or bool(name and close)
    return True


def _name(words: str) -> tuple[str, int]:
    """The word before a number, such as ``part``, and where the number begins."""
    blank = words.find(" ", 0, 12)
    name = words[:blank].lower() if blank > 3 else ""
    return (name, blank + 1) if name in WORDS else ("", 0)


def _number(words: str, start: int) -> tuple[int, list[tuple[str, tuple[int, ...]]]]:
    """Where a number ends, and the ways in which it can be read, each with its parts."""
    end = start
    if words[start : start + 1] and words[start] in DIGITS:
        return _decimal(words, start)
    while end < len(words) and words[end].isalpha() and end - start <= MOST_NUMERALS:
        end += 1
    letters = words[start:end]
    if not letters or words[end : end + 1].isalnum():
        return start, []
    if start and letters.lower() in ORDINALS:
        return end, [("one", (ORDINALS.index(letters.lower()) + 1,))]
    return end, list(_of_letters(letters))


def _decimal(words: str, start: int) -> tuple[int, list[tuple[str, tuple[int, ...]]]]:
    parts: list[int] = []
    end = start
    while True:
        first = end
        while words[end : end + 1] and words[end] in DIGITS and end - first < MOST_DIGITS:
            end += 1
        parts.append(int(words[first:end]))
        more = words[end : end + 1] == "." and words[end + 1 : end + 2] in tuple(DIGITS)
        if not more or len(parts) == MOST_PARTS:
            break
        end += 1
    if words[end : end + 1].isalnum():
        return start, []
    return end, [("1" + ".1" * (len(parts) - 1), tuple(parts))]


def _of_letters(letters: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What letters number: roman numerals, or one of the alphabet."""
    if not letters.isascii() or not (letters.isupper() or letters.islower()):
        return
    number = roman_number(letters)
    if number:
        yield "I" if letters.isupper() else "i", (number,)
    if len(letters) == 1:
        yield "A" if letters.isupper() else "a", (ord(letters.lower()) - ord("a") + 1,)


def roman_number(letters: str) -> int | None:
    """The value of roman numerals up to `LARGEST_ROMAN`, if they are written as they should be.

    >>> roman_number("XIV"), roman_number("IIX")
    (14, None)
    """
    values = [NUMERALS.get(letter, 0) for letter in letters.lower()]
    if not all(values) or letters in ("l", "L"):
        return None
    pairs = zip(values, [*values[1:], 0], strict=True)
    number = sum(-one if one < following else one for one, following in pairs)
    right = 0 < number <= LARGEST_ROMAN and roman(number) == letters.lower()
    return number if right else None


def _close(words: str, end: int) -> tuple[str, int]:
    """What ends a number, and where that ends; a dash may have a blank before it."""
    sign = words[end : end + 1]
    if sign and sign in BLANKS and words[end + 1 : end + 2] in ("—", "–"):
        sign, end = words[end + 1], end + 1
    if not sign or sign not in CLOSES:
        return "", end
    following = words[end + 1 : end + 2]
    if sign in ".—–" and following and following in DIGITS:
        return "", end
    return sign, end + 1
