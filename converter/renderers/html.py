"""A document as a web page: one file that loads nothing and shows each note at its mark.

A note's text stands in the page once, in a list at its end, and every mark links to it; so the page
is whole without JavaScript and on paper. ``templates/notes.js`` shows copies of those list items.
Roles are those of DPUB-ARIA 1.1. Nothing of the text can become live: it is escaped where it is
written (`escape`, `escape_attribute`), links are held to `is_safe_url`, and the page's Content
Security Policy names the only style and script a browser may use, by their hashes.
"""

from __future__ import annotations

import re
from binascii import b2a_base64

from converter import templates
from converter.diagnostics import report
from converter.model import Code, Document, Metadata, Node, NoteNumber, Stray, Text
from converter.notes import index_notes, walk
from converter.renderers import Rendered
from converter.renderers.html_nodes import (
    LIST_HEADINGS,
    Page,
    escape,
    escape_attribute,
    find_targets,
    render_blocks,
    render_inlines,
    render_note_list,
)

RTL_LANGUAGES = frozenset(
    ("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi")
)
RTL_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))


def render(document: Document, *, template: str | None = None) -> Rendered:
    """The web page of a document, by the text of a Jinja2 template (None: ``article.html``)."""
    index = index_notes(document)
    page = Page(index, find_targets(index), {}, [])
    values = _heading_values(page, document)
    values["body"] = render_blocks(page, document.blocks)
    page.in_note = True
    values["notes"] = "\n".join(
        render_note_list(page, kind) for kind in LIST_HEADINGS if index.called[kind]
    )
    for note in index.uncalled:
        page.diagnostics.append(report("R004", note.span, id=note.id))
    output = _fill(template or templates.load("article.html"), values)
    return Rendered(output, tuple(page.diagnostics))


def _fill(template: str, values: dict[str, str]) -> str:
    """The template filled; first without the text, as the policy names what the template brings."""
    outline = values | {
        "policy": "",
        "body": values["body"] and "…",
        "notes": values["notes"] and "…",
    }
    policy = _policy(templates.fill(template, outline, templates.HTML))
    return templates.fill(template, values | {"policy": policy}, templates.HTML)


def _heading_values(page: Page, document: Document) -> dict[str, str]:
    meta = document.meta
    values = {name: escape_attribute(value) for name, value in meta.extra.items()}
    values |= {
        "lang": escape_attribute(meta.lang),
        "dir": _direction(meta.lang),
        "style": templates.load("article.css"),
        "script": templates.load("notes.js"),
        "title_text": escape(_page_title(page, document)),
        "author_text": escape_attribute(", ".join(_plain(page, author) for author in meta.authors)),
    }
    return values | _title_block(page, meta)


def _title_block(page: Page, meta: Metadata) -> dict[str, str]:
    authors = (
        f'<span class="author">{render_inlines(page, author)}</span>' for author in meta.authors
    )
    block = {
        "title": render_inlines(page, meta.title),
        "subtitle": render_inlines(page, meta.subtitle),
        "authors": "\n".join(authors),
        "date": escape_attribute(meta.date),
    }
    return block | {
        "heading": "".join(block.values()) and "yes",
        "abstract": render_blocks(page, meta.abstract),
    }


def _direction(lang: str) -> str:
    """The direction a language is written in: a script subtag says so, or the language itself."""
    language, *subtags = lang.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == 4 and tag.isalpha()), None)
    if script is not None:
        return "rtl" if script in RTL_SCRIPTS else "ltr"
    return "rtl" if language in RTL_LANGUAGES else "ltr"


def _page_title(page: Page, document: Document) -> str:
    """The title, or the beginning of the text; HTML wants one that is not empty."""
    if title := _plain(page, document.meta.title):
        return title
    beginnings = (_plain(page, (block,)) for block in document.blocks)
    words = next(filter(None, beginnings), "Untitled")
    if len(words) <= 60:
        return words
    return (words[:60].rpartition(" ")[0] or words[:60]) + "…"


def _plain(page: Page, nodes: tuple[Node, ...]) -> str:
    """The words of these nodes, without marks."""
    words = []
    for node in walk(nodes):
        if isinstance(node, Text | Code | Stray):
            words.append(node.text)
        elif isinstance(node, NoteNumber):
            words.append(page.index.label(node.note))
    return " ".join("".join(words).split())


def _policy(page: str) -> str:
    """A Content Security Policy that allows the styles and scripts a page holds and nothing else.

    Each is named by the hash of what it holds (CSP 3, section 2.3.1), so that a designer may change
    it freely. All come from the template: escaped text opens no element.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hashes(page, 'style')}",
            f"script-src {_hashes(page, 'script')}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hashes(page: str, element: str) -> str:
    from hashlib import sha256

    contents = re.findall(rf"<{element}\b[^>]*>(.*?)</{element}>", page, re.DOTALL)
    digests = [sha256(content.encode()).digest() for content in contents]
    hashes = [b2a_base64(digest, newline=False).decode() for digest in digests]
    return " ".join(f"'sha256-{digest}'" for digest in hashes) or "'none'"
