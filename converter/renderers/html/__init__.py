"""A document as a web page: one file that loads nothing and shows each note at its mark.

A note's text stands in the page once, in a list or beside its first mark, and every mark links to it;
so the page is whole without JavaScript and on paper. ``templates/notes.js`` shows copies of notes.
Roles are those of DPUB-ARIA 1.1. Nothing of the text can become live: it is escaped where it is
written (`text`), links are held to `is_safe_url`, and the page's Content
Security Policy names the only style and script a browser may use, by their hashes.
"""

from __future__ import annotations

import re
from binascii import b2a_base64
from typing import NamedTuple

from converter.document.diagnostics import ConversionError
from converter.document.model import Document, Metadata
from converter.document.notes import index_notes, not_printed
from converter.formats import Rendered
from converter.renderers import templates
from converter.renderers.first_page import FirstPage, first_page
from converter.renderers.generated import ENGLISH
from converter.renderers.html.blocks import blocks, heading_places, in_block
from converter.renderers.html.inlines import inlines
from converter.renderers.html.metadata import metadata
from converter.renderers.html.notes import (
    LAYOUTS,
    NotesAs,
    Part,
    Piece,
    no_script_hover,
    text_and_notes,
    text_and_notes_in_parts,
)
from converter.renderers.html.page import Page, new_page, words
from converter.renderers.html.paper import plan_foot
from converter.renderers.html.text import escape, escape_address, escape_attribute
from converter.renderers.languages import language_of
from converter.speed.digest import sha256
from converter.speed.patterns import Pattern

LANGUAGE_TAG = Pattern("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The shape of a BCP 47 tag; any other would make the page invalid, and no browser knows it."""

NAMED = 500
"""Notes up to which a page has a style rule for each, by which it shows without a script."""

LONGEST_TITLE = 60
"""Characters of a title that is made of the beginning of the text."""

ASSETS = ("style", "script", "theme", "follow", "assets")
"""What a template may print of styles and scripts: their text, or the folder that holds them."""


def render(
    document: Document,
    *,
    template: str | None = None,
    notes_as: NotesAs = "popup",
    toc: bool = False,
    fragment: bool = False,
    id_prefix: str = "",
    assets: str | None = None,
) -> Rendered:
    """The web page of a document, by the text of a Jinja2 template, or one of our looks by its name.

    Both of our looks are ``article.html``; `lawreview` has the head of a bound volume.
    `notes_as` says where the notes stand, `toc` whether a table of contents does. A `fragment` is
    the ``article`` alone, for a page that has the style sheet ``notes.css`` and ``notes.js``, and
    `id_prefix` begins all ids in it. `assets` is the folder, seen from the page, from which it
    takes styles and scripts; without it the page holds them itself.

    Raises `ConversionError` for an unknown layout and a prefix that cannot stand in every id.
    """
    _check_layout(notes_as)
    if id_prefix and not re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", id_prefix):
        raise ConversionError(
            f"--id-prefix {id_prefix}: use letters, digits, - and _, and begin with a letter"
        )
    front = first_page(document)
    document = front.document
    index = index_notes(document)
    page = new_page(index, id_prefix, notes_as == "sidenotes", document.meta.lang)
    page.places = heading_places(document, page)
    listed = notes_as in ("popup", "footnotes-per-section")
    page.foot = plan_foot(index) if listed else None
    values = _heading_values(front, page)
    values |= _look(values, law_review=template == "lawreview")
    values["body"], values["notes"] = text_and_notes(document, page, notes_as)
    if page.foot and page.foot.overlong:
        page.foot = None
    values["contents"] = _contents(page) if toc else ""
    values |= _assets(assets, page, notes_as) if not fragment else dict.fromkeys(ASSETS, "")
    values["hover"] = _hover(page) if listed and 0 < len(page.names) <= NAMED else ""
    values["at_foot"] = "yes" if page.foot else ""
    values["class"] = _kind(page)
    values["scripted"] = "yes" if index.calls and notes_as != "endnotes" else ""
    page.diagnostics += not_printed(index)
    ours = template is None or template in templates.SHIPPED
    form = templates.load("article.html") if ours else str(template)
    output = _fill(form, values, pictured=page.pictured)
    return Rendered(_article(output) if fragment else output, tuple(page.diagnostics))


class InParts(NamedTuple):
    """An article element by element, and what the ``article`` around them says of itself.

    `said` are its data attributes. `page` is what was gathered, for whoever writes an element anew.
    """

    title: str
    lang: str
    dir: str
    kind: str
    said: dict[str, str]
    parts: list[Part]
    page: Page


def in_parts(document: Document, notes_as: NotesAs = "popup") -> InParts:
    """The ``article`` of a document in its elements, for whoever exchanges those that have changed.

    Its marks carry nothing for paper, as `render` has them do. Raises `ConversionError` for an
    unknown layout.
    """
    _check_layout(notes_as)
    front = first_page(document)
    document = front.document
    page = new_page(index_notes(document), "", notes_as == "sidenotes", document.meta.lang)
    page.places = heading_places(document, page)
    values = _heading_values(front, page)
    parts = text_and_notes_in_parts(document, page, notes_as)
    filled = dict.fromkeys(
        ("body", "notes", "contents", "hover", "at_foot", "scripted", *ASSETS), ""
    )
    values |= filled | _look(values, law_review=False) | {"class": ""}
    head = _article(_fill(templates.load("article.html"), values, pictured=False))
    inner = head[head.index(">") + 1 : head.rindex("<")]
    elements = [
        Piece(None, one.strip()) for one in re.split("(?<=</header>)", inner) if one.strip()
    ]
    title = _page_title(document, page)
    parts.insert(0, Part("head", elements))
    return InParts(title, values["lang"], values["dir"], _kind(page), _said(page), parts, page)


def _check_layout(notes_as: str) -> None:
    if notes_as not in LAYOUTS:
        raise ConversionError(f"--notes-as {notes_as}: there are {', '.join(LAYOUTS)}")


def _contents(page: Page) -> str:
    from converter.renderers.html.contents import contents  # which most pages do without

    return contents(page)


def _kind(page: Page) -> str:
    """The classes of an article, which say how it is laid out."""
    if page.beside:
        return "footnoted fn-sidenotes"
    return "footnoted fn-at-foot" if page.foot else "footnoted"


def _assets(assets: str | None, page: Page, notes_as: NotesAs) -> dict[str, str]:
    """The styles and scripts of a page, or the folder that holds them, as a part of an address."""
    if assets is None:
        scripted = notes_as != "endnotes" and page.index.calls
        where = {"sidenotes": scripted, "footnotes": page.foot}
        sheets = ["article", "notes", *(sheet for sheet, used in where.items() if used)]
        style = "\n".join(templates.load(f"{sheet}.css") for sheet in sheets)
        behaviour = ("notes", "margin", "find") if scripted else ()
        return {
            "style": style,
            "script": "\n".join(templates.load(f"{one}.js") for one in behaviour),
            "theme": templates.load("theme.js"),
            "follow": templates.load("contents.js") if page.headings else "",
            "assets": "",
        }
    from urllib.parse import quote

    folder = escape_attribute(quote(assets.rstrip("/") or "."))
    return dict.fromkeys(ASSETS, "") | {"assets": folder}


def _hover(page: Page) -> str:
    """The style by which notes show while their mark is pointed at, without a script."""
    values = {"selectors": no_script_hover(page), "prefix": page.prefix}
    return templates.fill(templates.load("hover.css"), values, templates.HTML)


def _article(page: str) -> str:
    """The article of a page. No word of the text can open or end an element, so it is found so."""
    _, opening, rest = page.partition("<article")
    article, closing, _ = rest.partition("</article>")
    return f"{opening}{article}{closing}\n" if closing else page


def _fill(template: str, values: dict[str, str], *, pictured: bool) -> str:
    """The template filled; first without the text, as the policy names what the template brings."""
    long = ("body", "notes", "abstract", "contents")
    outline = values | {"policy": ""} | {name: values[name] and "…" for name in long}
    policy = policy_of(templates.fill(template, outline, templates.HTML))
    policy += "; img-src data:" if pictured else ""
    return templates.fill(template, values | {"policy": policy}, templates.HTML)


def _heading_values(front: FirstPage, page: Page) -> dict[str, str]:
    """What a template may print of front matter."""
    document, meta = front.document, front.document.meta
    title = _page_title(document, page)
    values = {name: escape_attribute(value) for name, value in front.shown.items()}
    values["doi_address"] = escape_address(front.shown["doi_address"])
    values["source"] = "yes" if any(front.shown.get(name) for name in SOURCE) else ""
    values |= {
        "lang": meta.lang if LANGUAGE_TAG.fullmatch(meta.lang) else "",
        "dir": "rtl" if language_of(meta.lang).is_right_to_left else "ltr",
        "prefix": page.prefix,
        "abstract_title": page.own.abstract,
        "said": "".join(f' {name}="{words}"' for name, words in _said(page).items()),
        "title_text": escape(title),
        "author_text": escape_attribute(", ".join(words(one, page) for one in meta.authors)),
        "metadata": metadata(front, page, title),
    }
    values |= in_block(lambda: _title_block(meta, page), page)
    values["heading"] = "yes" if any(values[name] for name in ("source", *HEADING)) else ""
    return values


HEADING = ("title", "subtitle", "authors", "date")


SOURCE = ("journal", "issue_line", "identifiers")
"""What stands above the title."""


def _look(values: dict[str, str], *, law_review: bool) -> dict[str, str]:
    """Where volume, number and date stand: in a line above the title, or as the head of a volume."""
    if law_review and values["masthead"]:
        year = "" if values["year"] in values["date"] else values["year"]
        line = ", ".join(
            filter(None, (year, values["named_page"]))
        )  # a page has no number of its own
        return {"law_review": "yes", "issue_line": line}
    return {
        "law_review": "yes" if law_review else "",
        "masthead": "",
        "date_below": values["date"],
    }


def _said(page: Page) -> dict[str, str]:
    """Attributes with the words that the scripts add, where these are not English."""
    own = page.own
    if own is ENGLISH:
        return {}
    of_notes = (own.again, own.link, own.citation, own.copied, own.cited)
    words = "|".join((*of_notes, own.before, own.after, own.close))
    others = {name: getattr(own, name) for name in ("dark", "margin", "find", "keys")}
    return {f"data-{name}": said for name, said in {"words": words, **others}.items()}


def _title_block(meta: Metadata, page: Page) -> dict[str, str]:
    authors = (f'<span class="fn-author">{inlines(author, page)}</span>' for author in meta.authors)
    block = {
        "title": inlines(meta.title, page),
        "subtitle": inlines(meta.subtitle, page),
        "authors": "\n".join(authors),
        "date": escape_attribute(meta.date),
    }
    return block | {
        "abstract": blocks(meta.abstract, page),
    }


def _page_title(document: Document, page: Page) -> str:
    """The title, or the beginning of the text; HTML wants one that is not empty."""
    if title := words(document.meta.title, page):
        return title
    beginnings = (words((block,), page, most=4 * LONGEST_TITLE) for block in document.blocks)
    beginning = next(filter(None, beginnings), "Untitled")
    if len(beginning) <= LONGEST_TITLE:
        return beginning
    return (beginning[:LONGEST_TITLE].rpartition(" ")[0] or beginning[:LONGEST_TITLE]) + "…"


def policy_of(page: str) -> str:
    """A Content Security Policy that allows the styles and scripts a page holds and nothing else.

    Each is named by the hash of what it holds (CSP 3, section 2.3.1), so that a designer may change
    it freely. All come from the template: escaped text opens no element.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "style-src " + _sources(page, "style", '<link rel="stylesheet"'),
            "script-src " + _sources(page, "script", "<script src="),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _sources(page: str, element: str, from_file: str) -> str:
    openings = re.finditer(rf"<{element}\b(?![^>]*json)[^>]*>", page)
    contents = [page[found.end() : page.find(f"</{element}>", found.end())] for found in openings]
    digests = [sha256(content.encode()) for content in contents if content]
    hashes = [b2a_base64(digest, newline=False).decode() for digest in digests]
    sources = ["'self'"] if from_file in page else []
    return " ".join(sources + [f"'sha256-{digest}'" for digest in hashes]) or "'none'"
