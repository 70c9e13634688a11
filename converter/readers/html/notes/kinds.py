"""How pages mark notes: the names that editors, plug-ins and publishers give to marks and notes.

A name is one of several signs. What makes a mark is mostly that it leads to a note, and the note back.
"""

from __future__ import annotations

import re

from converter.document.model import NoteKind
from converter.readers.html.page import Element

SYMBOLS = "*†‡§¶‖#∗⁎"
SIGN = rf"(?:[0-9]{{1,4}}|[a-zA-Z]{{1,2}}|[ivxlcIVXLC]{{1,7}}|[{SYMBOLS}]{{1,6}})"
LABEL = re.compile(
    rf"[\[({{<\s\u00a0]{{0,4}}"
    rf"(?P<label>{SIGN}|(?:nb|note|n|fn|footnote|lower-alpha)[.\s]{{0,2}}[0-9a-z]{{1,4}})"
    r"[\])}>.\s\u00a0]{0,4}",
    re.IGNORECASE,
)
"""What a mark shows: a number, a letter or a symbol, perhaps in brackets."""

STARRED = re.compile(r"\*(?=[0-9])")
"""A star before a number, as blogs in Japan mark their notes: ``*1``."""

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

MARK_ROLES = frozenset(("doc-noteref", "noteref"))
NOTE_ROLES = frozenset(("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"))
AREA_ROLES = frozenset(("doc-endnotes", "footnotes", "endnotes", "rearnotes", "doc-footnotes"))
BACK_ROLES = frozenset(("doc-backlink", "backlink", "referrer"))

MARK_ATTRIBUTES = ("data-fn", "data-mfn", "data-footnote-ref", "data-footnote-id", "data-ref-type")
"""Of WordPress, Modern Footnotes and GitHub."""
MARK_CLASS = re.compile(
    r"(?:^|[-_])(?:foot|end)note-?_?(?:ref|reference|anchor|anc|link|number|count|item|marker)?s?(?:$|[-_])"
    r"|^(?:fn|fnref|noteref|reference|footnoteref|sd(?:foot|end)noteanc|mfn|sup-?note)$"
)
"""A class of a mark: ``footnote-ref`` of pandoc, ``footnote-anchor`` of Substack."""

NOTE_CLASS = re.compile(
    r"(?:^|[-_])(?:foot-?_?notes?|end-?_?notes?|fn-group|notes?-list)(?:$|[-_])|^(?:nlm_fn|references)$"
)
"""A class of a note, or of what holds notes."""

TARGET = re.compile(
    r"""(?x)(?:user-content-|post-\d+-)?_?
    (?: (?:ftn|ftnt|edn|fn|en|mfn|efn|note|cite_note|ref-?note|foot-?_?note|end-?_?note|sdfootnote
        |sdendnote|easy-footnote|bottom-footnote|footnotes?_plugin|notes?) [-_:.]? (?:[\w.:-]{0,80})?\d
      | (?:footnote|fn|note|cite_note|endnote)[-_:][\w.:-]{1,80} )""",
    re.IGNORECASE,
)
"""An id of a note: ``_ftn1``, ``fn:1``, ``cite_note-5``, ``footnote-1-123``."""

BESIDE_CLASS = re.compile(
    r"^(?:(?:side|margin)-?note|fn-note|foot-ref|footnote|footnote-(?:content|text|body|inline)"
    r"|footnote_tooltip"
    r"|(?:inline|tooltip)-footnote|modern-footnotes-footnote__note)$"
)
"""A class of a note that stands at its mark, in the text: Tufte's, Modern Footnotes', Columbia's."""
BESIDE_NAMES = frozenset(("span", "cite", "small", "aside", "div"))

POINTERS = (
    "data-definition",
    "aria-describedby",
    "aria-details",
    "aria-controls",
    "data-target",
    "data-note",
    "for",
)
"""Attributes by which a mark that is no link leads to its note."""

CLICKED = re.compile(r"\(\s{0,9}['\"]#?([\w:.-]{1,99})['\"]\s{0,9}\)")
"""The id that a script is called with when a mark is clicked, as by WordPress's plug-in Footnotes."""

REPEATED = "footnote_tooltip"
"""The class of what that plug-in shows above a mark: its note once more, or the beginning of it."""

ENDNOTE = re.compile(r"(?:^|[-_#])(?:edn|sdendnote|endnotes?|en)(?:$|[-_:\d])", re.IGNORECASE)

OWN_ID = re.compile(r"(?:^|-)note-((?:footnote|endnote)-.+)\Z")
"""An id that our own pages give to a note: it holds the key."""

NAMED_BEFORE = re.compile(
    r"(?:\b(?:foot|end)?notes?|\bnn?\.|\bfn\.?|\bsupra|\binfra|\bAnm\.|\bFn\.)[\s\u00a0]*\Z",
    re.IGNORECASE,
)
"""Words before a number that is no mark, but part of a cross reference."""

DIRECTED = re.compile(r"\b(?:supra|infra)[\s\u00a0]+(?:notes?|nn?\.)[\s\u00a0]*\Z", re.IGNORECASE)
CONTINUED = re.compile(r"[0-9][\s\u00a0]*(?:[-–—,;&]|and|or|to)[\s\u00a0]*\Z")
"""Words between two numbers of one reference."""

BACK_WORDS = re.compile(
    r"""(?xi)[\s\u00a0\[\]().^↑↩↵⤴⏎←→⇧▲△\ufe0e\ufe0f\u200b]*
    (?:(?:jump|go|back|return|up|to|the|text|citation|content|article|reference|footnote|note|source
        |main|body|in|zurück|zum|retour|au|texte|volver|al|texto)[\s.:]*)*
    [\s\[\]().^↑↩↵⤴⏎←→⇧▲△\ufe0e\ufe0f\u200b\d]*"""
)
"""The words of a link that leads from a note back to its mark."""

HEADING = re.compile(
    r"(?xi)[\s#*]*(?:(?:foot|end)?-?\s?notes?(?:\s(?:and|&)\sreferences)?|references(?:\s(?:and|&)\snotes)?"
    r"|citations|fu(?:ß|ss)noten?|anmerkungen|endnoten|einzelnachweise|notes?\sde\s(?:bas\sde\spage|fin)"
    r"|notas(?:\sal\spie(?:\sde\sp[áa]gina)?|\sfinales)?|note(?:\sa\spi[èe]\sdi\spagina)?|voetnoten"
    r"|noten|przypisy|примечания|hide|show|collapse|see)(?:[\s:.|+−-]*(?:hide|show|toggle|\[edit\]|\[[+−-]\]|notes\s&\sreferences))*[\s:.]*"
)
"""The heading above notes, in the languages of the field."""


def label_of(element: Element) -> str | None:
    """The number or symbol that an element shows as a mark would; "" for none at all, None for words."""
    text = STARRED.sub("", element.text().translate(RAISED))
    if len(text) > LONGEST_LABEL:
        return None
    if not text.strip("[]() "):
        return ""
    found = LABEL.fullmatch(text)
    return found["label"].strip() if found else None


LONGEST_LABEL = 20


def is_marked(element: Element, fragment: str, target: Element) -> bool:
    """Whether names say that an element is a mark, or what it leads to a note."""
    return _is_named_mark(element) or bool(TARGET.fullmatch(fragment)) or is_note(target)


def _is_named_mark(element: Element) -> bool:
    for one in (element, element.parent):
        if one is None:
            continue
        if one.roles & MARK_ROLES or any(name in one.attributes for name in MARK_ATTRIBUTES):
            return True
        if any(MARK_CLASS.search(name) for name in one.classes) and not one.is_block:
            return True
    return element.get("rel").lower() == "footnote"


def is_note(target: Element) -> bool:
    """Whether names say that an element is a note, or lies in a list of notes."""
    for depth, one in enumerate((target, *target.ancestors())):
        if depth > NEAR or one.name in ("body", "article", "main", "html"):
            return False
        if one.roles & NOTE_ROLES or one.roles & AREA_ROLES:
            return True
        if any(NOTE_CLASS.search(name) for name in one.classes) or "footnote" in one.get("style"):
            return True
    return False


NEAR = 5
"""Elements around a target that are looked at."""


def is_area(element: Element) -> bool:
    """Whether an element is named as one that holds nothing but notes."""
    named = any(NOTE_CLASS.search(name) for name in element.classes)
    return bool(element.roles & AREA_ROLES) or (named and element.is_block)


def is_back_link(link: Element) -> bool:
    """Whether names say that a link leads from a note to its mark."""
    names = " ".join(link.classes)
    return bool(
        link.roles & BACK_ROLES
        or "data-footnote-backref" in link.attributes
        or re.search(
            r"back-?ref|back-?link|footnote-back|to-top|footnote-return|reversefootnote", names
        )
    )


def kind_of(target: Element, fragment: str) -> NoteKind:
    """Footnotes, unless the page names its notes endnotes."""
    own = OWN_ID.search(fragment)
    if own:
        return "endnote" if own[1].startswith("endnote") else "footnote"
    names = (fragment, target.get("id"), *target.classes)
    return "endnote" if any(ENDNOTE.search(name) for name in names) else "footnote"
