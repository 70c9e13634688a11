"""What a Word file says about itself: properties, language, running heads."""

from __future__ import annotations

import re

from converter.document.diagnostics import Diagnostic, diagnose
from converter.document.notes import NoteIndex
from converter.document.words import plain
from converter.renderers import templates
from converter.renderers.docx.text import escape
from converter.renderers.first_page import (
    FirstPage,
    running_authors,
    running_journal,
    running_title,
)
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
LANGUAGE = Pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
LETTERS = {"Grek": "greek", "Cyrl": "cyrillic"}
"""Scripts that share the first of Word's three languages with Latin text, as a look names them."""


def set_metadata(
    parts: Parts, front: FirstPage, index: NoteIndex, created: int | None = None
) -> list[Diagnostic]:
    """Write properties and language, and fill the running heads of the template.

    What the heads do not print of volume and issue is reported.
    """
    meta = front.document.meta
    values = {name: escape(value) for name, value in values_of(front, index).items()}
    dates = DATES.format(_date(created)) if created is not None else ""
    parts["docProps/core.xml"] = CORE.format_map({**values, "dates": dates}).encode()
    set_language(parts, meta.lang)
    for name in heads_of(parts):
        if b"{{" in parts[name] or b"{%" in parts[name]:
            parts[name] = _filled(name, parts[name].decode(), values).encode()
    return _about_unsaid(front, b"".join(map(parts.__getitem__, heads_of(parts))).decode())


def heads_of(parts: Parts) -> list[str]:
    """The names of the parts that hold headers and footers."""
    return [name for name in parts if name.startswith(RUNNING_HEADS) and name.endswith(".xml")]


def prints_date(parts: Parts) -> bool:
    """Whether a head prints the date beside the volume, so that none is wanted below the authors."""
    return any(b"{% if masthead %}{{ date }}" in parts[name] for name in heads_of(parts))


def _filled(name: str, head: str, values: dict[str, str]) -> str:
    """A head with its names filled in. A line of it for which there is nothing is left out."""
    try:
        filled = templates.fill(head, values, templates.HTML)
    except templates.TemplateError as error:
        raise templates.TemplateError(_about_head(name, head, str(error))) from error
    return _without_empty_lines(filled)


def _about_head(name: str, head: str, reason: str) -> str:
    """What is said of a head that cannot be filled: which it is, and why."""
    words = " ".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", head)).split())
    which = f"the {'header' if 'header' in name else 'footer'} “{words}” ({name})"
    if words.count("{{") != words.count("}}"):
        reason = "its double braces do not close; write a name as in {{ title }}, or take them out"
    return f"{which} cannot be filled: {reason}"


def _without_empty_lines(head: str) -> str:
    """A head without the paragraphs whose texts were all filled with nothing."""
    kept = re.sub(r"(?s)<w:p(?: [^>]*)?>.*?</w:p>", _unless_empty, head)
    return kept if "<w:p" in kept and "<w:tbl>" not in kept else head


def _unless_empty(paragraph: re.Match[str]) -> str:
    texts = re.findall(r"<w:t(?: [^>]*)?(?:/>|>([^<]*)</w:t>)", paragraph[0])
    is_empty = texts and not any(texts) and not OTHER_CONTENT.search(paragraph[0])
    return "" if is_empty else paragraph[0]


OTHER_CONTENT = Pattern(r"<w:(?:fldChar|fldSimple|drawing|pict|object|sym|ptab)\b")
"""What a paragraph shows beside texts."""


def _about_unsaid(front: FirstPage, heads: str) -> list[Diagnostic]:
    """What is to say of metadata that no head prints."""
    said = {key: front.shown.get(name, "") for key, name in IN_HEADS.items()}
    if front.shown["first_page"]:
        said["page"] = ""  # the pages count from it
    unsaid = [key for key, value in said.items() if value and escape(value) not in heads]
    return [diagnose("R010", keys=", ".join(unsaid))] if unsaid else []


IN_HEADS = {
    "journal": "journal",
    "volume": "volume",
    "number": "number",
    "page": "page",
    "doi": "doi_address",
    "issn": "issn",
}
"""Keys that a Word file has no other place for than its heads, and what is printed of them."""


def values_of(front: FirstPage, index: NoteIndex) -> dict[str, str]:
    """What a template may name in double braces, in its headers and footers."""
    meta, shown = front.document.meta, front.shown
    title = plain(meta.title, index)
    names = [plain(author, index) for author in meta.authors]
    values = {
        "title": title,
        "subtitle": plain(meta.subtitle, index),
        "authors": ", ".join(names),
        "date": meta.date,
        "lang": meta.lang if LANGUAGE.fullmatch(meta.lang) else "en-US",
        "running_title": running_title(title),
        "running_authors": running_authors(names),
        "running_journal": running_journal(shown.get("journal", ""), names),
    }
    return {**shown, **values}


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
