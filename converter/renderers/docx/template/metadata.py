"""What a Word file says about itself: properties, language, running heads."""

from __future__ import annotations

import re

from converter.document.model import (
    Code,
    Image,
    Inline,
    LineBreak,
    Metadata,
    NoteNumber,
    NoteRef,
    Quoted,
    Stray,
    Text,
)
from converter.renderers import templates
from converter.renderers.docx.inlines import QUOTES
from converter.renderers.docx.text import escape
from converter.speed.patterns import Pattern
from converter.word.package import Parts

CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:creator>{authors}</dc:creator>"
    "<dc:language>{lang}</dc:language>{dates}</cp:coreProperties>"
)
DATES = "".join(
    f'<dcterms:{name} xmlns:dcterms="http://purl.org/dc/terms/" xsi:type="dcterms:W3CDTF"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{0}'
    f"</dcterms:{name}>"
    for name in ("created", "modified")
)
"""When the file was made (Part 2, 8.3.4), if a time is given: none is taken from the clock."""
RUNNING_HEADS = ("word/header", "word/footer")
LONGEST_HEAD = 60
LANGUAGE = Pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SLOTS = {"ko": "eastAsia", "ja": "eastAsia", "zh": "eastAsia"} | dict.fromkeys(
    ("ar", "fa", "he", "ps", "ur", "yi"), "bidi"
)
"""Word has three languages, for Latin, East Asian and right-to-left text (17.3.2.20)."""
LETTERS = {"el": "greek"} | dict.fromkeys(
    ("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), "cyrillic"
)
"""What languages are written in that share the first of these with Latin text."""


def set_metadata(parts: Parts, meta: Metadata, created: int | None = None) -> None:
    """Write properties and language, and fill the running heads of the template."""
    values = {name: escape(value) for name, value in values_of(meta).items()}
    dates = DATES.format(_date(created)) if created is not None else ""
    parts["docProps/core.xml"] = CORE.format_map({**values, "dates": dates}).encode()
    set_language(parts, meta.lang)
    for name in parts:
        if not (name.startswith(RUNNING_HEADS) and name.endswith(".xml")):
            continue
        if b"{{" in parts[name] or b"{%" in parts[name]:
            filled = templates.fill(parts[name].decode(), values, templates.HTML)
            parts[name] = filled.encode()


def values_of(meta: Metadata) -> dict[str, str]:
    """What a template may name in double braces, in its headers and footers."""
    title = plain(meta.title)
    names = [plain(author) for author in meta.authors]
    values = {
        "title": title,
        "subtitle": plain(meta.subtitle),
        "authors": ", ".join(names),
        "date": meta.date,
        "lang": meta.lang if LANGUAGE.fullmatch(meta.lang) else "en-US",
        "running_title": shortened(title),
        "running_authors": f"{names[0]} et al." if len(names) > 2 else " & ".join(names),
    }
    return values | meta.extra


def shortened(title: str) -> str:
    """A title that fits on the line of a running head.

    >>> shortened("On the Several Kinds of Harbour Dues: A Study in Maritime Custom")
    'On the Several Kinds of Harbour Dues'
    """
    if len(title) > LONGEST_HEAD:
        title = re.split(r"[:?—]", title)[0]
    if len(title) > LONGEST_HEAD:
        title = title[: LONGEST_HEAD + 1].rpartition(" ")[0] + " …"
    return title


def set_language(parts: Parts, lang: str) -> None:
    """Make `lang` the language of all text that names none itself."""
    if not LANGUAGE.fullmatch(lang) or lang == "en-US":
        return
    slot = slot_of(lang)
    pattern = rf'(<w:lang\b[^>]*\bw:{slot}=")[^"]*'.encode()
    value = {"en": "en-US"}.get(lang, lang).encode()
    parts["word/styles.xml"] = re.sub(pattern, rb"\g<1>" + value, parts["word/styles.xml"], count=1)


def _date(seconds: int) -> str:
    from time import gmtime, strftime

    return strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(seconds))


def slot_of(lang: str) -> str:
    """Which of Word's three languages a language is: ``val``, ``eastAsia`` or ``bidi``."""
    return SLOTS.get(lang.split("-")[0].lower(), "val")


def letters_of(lang: str) -> frozenset[str]:
    """What letters a language is written in, as a format of runs; nothing for Latin ones."""
    letters = LETTERS.get(lang.split("-")[0].lower())
    return frozenset({letters} if letters else ())


def plain(content: tuple[Inline, ...]) -> str:
    """The words of inlines, for places that hold no markup; marks are no words."""
    return "".join(map(_words, content))


def _words(node: Inline) -> str:
    match node:
        case Text() | Code() | Stray():
            return node.text
        case LineBreak():
            return " "
        case Quoted():
            opening, closing = QUOTES[node.kind]
            return f"{opening}{plain(node.content)}{closing}"
        case NoteRef() | NoteNumber():
            return ""
        case Image():
            return node.alt
        case _:
            return plain(node.content)
