"""What a Word file says about itself: properties, language, running heads."""

from __future__ import annotations

import re

from converter.document.model import Metadata
from converter.document.notes import NoteIndex
from converter.document.words import plain
from converter.renderers import templates
from converter.renderers.docx.text import escape
from converter.renderers.languages import language_of
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
LETTERS = {"Grek": "greek", "Cyrl": "cyrillic"}
"""Scripts that share the first of Word's three languages with Latin text, as a look names them."""


def set_metadata(
    parts: Parts, meta: Metadata, index: NoteIndex, created: int | None = None
) -> None:
    """Write properties and language, and fill the running heads of the template."""
    values = {name: escape(value) for name, value in values_of(meta, index).items()}
    dates = DATES.format(_date(created)) if created is not None else ""
    parts["docProps/core.xml"] = CORE.format_map({**values, "dates": dates}).encode()
    set_language(parts, meta.lang)
    for name in parts:
        if not (name.startswith(RUNNING_HEADS) and name.endswith(".xml")):
            continue
        if b"{{" in parts[name] or b"{%" in parts[name]:
            filled = templates.fill(parts[name].decode(), values, templates.HTML)
            parts[name] = filled.encode()


def values_of(meta: Metadata, index: NoteIndex) -> dict[str, str]:
    """What a template may name in double braces, in its headers and footers."""
    title = plain(meta.title, index)
    names = [plain(author, index) for author in meta.authors]
    values = {
        "title": title,
        "subtitle": plain(meta.subtitle, index),
        "authors": ", ".join(names),
        "date": meta.date,
        "lang": meta.lang if LANGUAGE.fullmatch(meta.lang) else "en-US",
        "running_title": running_title(title),
        "running_authors": f"{names[0]} et al." if len(names) > 2 else " & ".join(names),
    }
    return values | meta.extra


def running_title(title: str) -> str:
    """A title that fits on the line of a running head.

    >>> running_title("On the Several Kinds of Harbour Dues: A Study in Maritime Custom")
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
    """Which of Word's three languages (17.3.2.20) a language is: Latin, East Asian or right to left."""
    language = language_of(lang)
    if language.is_right_to_left:
        return "bidi"
    return "eastAsia" if language.is_east_asian else "val"


def letters_of(lang: str) -> frozenset[str]:
    """What letters a language is written in, as a look of runs; nothing for Latin ones."""
    letters = LETTERS.get(language_of(lang).script)
    return frozenset({letters} if letters else ())
