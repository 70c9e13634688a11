"""What a language tag (BCP 47) says: the language, its region, and the letters it is written in."""

from __future__ import annotations

from itertools import takewhile

from msgspec import Struct

WRITTEN_IN = {
    "Arab": ("ar", "ckb", "fa", "ks", "ps", "sd", "ug", "ur"),
    "Cyrl": ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"),
    "Grek": ("el",),
    "Hani": ("zh",),
    "Hebr": ("he", "yi"),
    "Jpan": ("ja",),
    "Kore": ("ko",),
    "Syrc": ("syr",),
    "Thaa": ("dv",),
}
"""Scripts (ISO 15924) and the languages that are written in them unless their tag names another."""

SCRIPT_OF = {language: script for script, languages in WRITTEN_IN.items() for language in languages}
LATIN = "Latn"
"""The script of all languages that `WRITTEN_IN` does not list."""

RIGHT_TO_LEFT = frozenset(("Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"))
EAST_ASIAN = frozenset(("Bopo", "Hang", "Hani", "Hans", "Hant", "Hira", "Jpan", "Kana", "Kore"))

TRADITIONAL = ("HK", "MO", "TW")
"""Regions where Chinese is written in traditional characters unless the tag says otherwise."""

BABEL = {
    "ca": "catalan",
    "cs": "czech",
    "cy": "welsh",
    "da": "danish",
    "de": "german",
    "en": "american",
    "en-AU": "australian",
    "en-CA": "canadian",
    "en-GB": "british",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hr": "croatian",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "la": "latin",
    "lt": "lithuanian",
    "nb": "norsk",
    "nl": "dutch",
    "nn": "nynorsk",
    "pl": "polish",
    "pt": "portuguese",
    "pt-BR": "brazilian",
    "ro": "romanian",
    "sk": "slovak",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
    "vi": "vietnamese",
}
"""The names that LaTeX's babel has for languages written in Latin letters."""

LEFTWARD_BABEL = {
    "ar": "arabic",
    "fa": "persian",
    "he": "hebrew",
    "ur": "urdu",
    "yi": "yiddish",
}
"""The same for languages written from right to left."""


class Language(Struct, frozen=True):
    """A language: `code` as in ``pt`` or ``syr``, `region` as in ``BR``, `script` as in ``Latn``.

    `code` and `region` are empty where the tag has none.
    """

    code: str
    region: str
    script: str

    @property
    def is_right_to_left(self) -> bool:
        return self.script in RIGHT_TO_LEFT

    @property
    def is_east_asian(self) -> bool:
        return self.script in EAST_ASIAN

    @property
    def is_traditional_chinese(self) -> bool:
        """Whether it is Chinese in traditional characters, as the tag says or the region has it."""
        traditional = self.script == "Hant" or (
            self.script == "Hani" and self.region in TRADITIONAL
        )
        return self.code == "zh" and traditional

    @property
    def babel(self) -> str:
        """Babel's name of the language; empty where it has none or needs other letters."""
        if self.script != LATIN:
            return ""
        return BABEL.get(f"{self.code}-{self.region}", BABEL.get(self.code, ""))


def language_of(tag: str) -> Language:
    """The language that a tag names; of what is no tag, a language without a code.

    >>> language_of("pt-Latn-BR"), language_of("ku_arab")
    (Language(code='pt', region='BR', script='Latn'), Language(code='ku', region='', script='Arab'))
    """
    code, *others = tag.replace("_", "-").lower().split("-")
    if not _is_letters(code, 2, 3):
        return Language("", "", LATIN)
    # What follows a single character is an extension, or private (RFC 5646, 2.1).
    parts = list(takewhile(lambda part: len(part) > 1, others))
    script = next((part.title() for part in parts if _is_letters(part, 4)), "")
    region = next((part.upper() for part in parts if _is_letters(part, 2)), "")
    return Language(code, region, script or SCRIPT_OF.get(code, LATIN))


def _is_letters(part: str, *lengths: int) -> bool:
    return len(part) in lengths and part.isascii() and part.isalpha()
