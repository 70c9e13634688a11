"""Word: a DOCX file (ECMA-376, transitional) with real footnotes and endnotes.

Everything that is not the text comes from a template, ``templates/reference.docx`` or a file of the
house: styles, page, running heads, separators, settings. `house` brings a file of the house into
the form that ours has, so that writing is one path: the text is put in at known places.

`text` makes runs of characters, `inlines` and `blocks` walk the tree, `story` is what they write to,
`template` the file around the text. What goes into which part is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain

from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.model import (
    Bibliography,
    Document,
    Metadata,
    Note,
    NoteKey,
    NoteKind,
    OrderedList,
    Paragraph,
    Text,
)
from converter.document.notes import KINDS, NoteIndex, index_notes, not_printed
from converter.document.words import AROUND_NUMBERS
from converter.formats import Rendered
from converter.renderers import templates
from converter.renderers.docx.blocks import BULLETS, blocks, line
from converter.renderers.docx.story import (
    LIST_INDENT,
    Book,
    Setting,
    Story,
    finish,
    left_indent,
    settle,
)
from converter.renderers.docx.template.metadata import letters_of, prints_date, set_metadata
from converter.renderers.docx.template.settings import (
    NUMBER_FORMATS,
    last_section,
    number_lines,
    number_pages,
    right_to_left_section,
    section_ends,
    set_numbering,
)
from converter.renderers.docx.text import escape, mark_properties
from converter.renderers.first_page import FirstPage, first_page
from converter.renderers.generated import generated
from converter.renderers.languages import language_of
from converter.renderers.typesetting import restarts
from converter.word.consistency import inconsistencies
from converter.word.names import HYPERLINK, IMAGE
from converter.word.package import Parts, add_relationships, read_package, write_package

BLOCKS_AT_ONCE = 50

TEXT_SETTING = Setting("BodyText")
NOTE_SETTINGS = {"footnote": Setting("FootnoteText"), "endnote": Setting("EndnoteText")}
NOTE_STYLES = frozenset({"FootnoteText", "FootnoteBlockText"})
NOTE_SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'


def render(
    document: Document,
    *,
    reference_doc: bytes | str | None = None,
    styles: Mapping[str, str] | None = None,
    line_numbers: bool = False,
    toc: bool = False,
    created: int | None = None,
) -> Rendered:
    """The document as the bytes of a DOCX file.

    `reference_doc` is a .docx or .dotx file of the house: its styles, page set-up, headers and
    footers are used, its text is not; or the name of one that ships. `styles` are its own
    names for styles of ours. `line_numbers` numbers the lines of the text, for editing, `toc` puts a
    table of contents before it. `created` is the date of the file, in seconds since 1970.

    Raises `ConversionError` if the reference document is no Word file.
    """
    used = {
        "TOC": toc,
        "AbstractTitle": bool(document.meta.abstract),
        "Bibliography": any(type(block) is Bibliography for block in document.blocks),
    }
    unused = [id for id, is_used in used.items() if not is_used]
    parts, diagnostics = template_parts(reference_doc, styles, unused)
    in_house = isinstance(reference_doc, bytes)
    before = inconsistencies(parts) if in_house else []
    if line_numbers:
        number_lines(parts)
    try:
        diagnostics += write(document, parts, created, in_house=in_house, toc=toc)
    except RecursionError:
        raise ConversionError(
            "the text is nested too deeply for Word; flatten its lists and quotations"
        ) from None
    if in_house:
        from converter.renderers.docx.template.house import read_again

        read_again(parts)
    faults = [diagnose("F003", problem=one) for one in inconsistencies(parts) if one not in before]
    return Rendered(write_package(parts), (*diagnostics, *faults))


def template_parts(
    reference_doc: bytes | str | None,
    styles: Mapping[str, str] | None = None,
    unused: Iterable[str] = (),
) -> tuple[Parts, list[Diagnostic]]:
    """The parts that the text is put into, and what had to be added to them.

    A file of the house needs no styles of ours whose ids begin with one that is `unused`, as those of
    a table of contents are where there is none.
    """
    shipped = read_package(templates.load_bytes("reference.docx"))
    if reference_doc is None:
        return shipped, []
    if isinstance(reference_doc, str):
        return read_package(templates.load_bytes(templates.WORD_TEMPLATES[reference_doc])), []
    from converter.renderers.docx.template.house import (
        adopt,  # brings python-docx, which takes its time
    )

    for id in unused:
        style = rf'(?s)<w:style [^>]*w:styleId="{id}[^"]*">(?:(?!</w:style>).)*</w:style>'
        shipped["word/styles.xml"] = re.sub(style.encode(), b"", shipped["word/styles.xml"])
    return adopt(read_package(reference_doc), shipped, styles or {})


def write(
    document: Document,
    parts: Parts,
    created: int | None = None,
    *,
    in_house: bool = False,
    toc: bool = False,
) -> list[Diagnostic]:
    """Put a document into the parts of a template, one of ours or `in_house`."""
    front = first_page(document)
    document = front.document
    index = index_notes(document)
    number_pages(parts, front.shown["first_page"])
    book = new_book(document, index, parts, in_house=in_house)
    for kind in KINDS:
        write_notes(kind, book, parts)
    of_notes, book.diagnostics = book.diagnostics, []
    # The text comes last: a mark that something points at is written with its bookmark.
    book.cited |= index.cited
    write_text(front, book, parts, toc=toc)
    if book.pictures:
        from converter.renderers.docx.pictures import add_media

        add_media(parts, book.pictures)
    head, tail = cut(parts["word/numbering.xml"], "</w:numbering>")
    parts["word/numbering.xml"] = head + "".join(list_instances(book)).encode() + tail
    unsaid = set_metadata(parts, front, index, created)
    return book.diagnostics + of_notes + not_printed(index) + unsaid


def new_book(document: Document, index: NoteIndex, parts: Parts, *, in_house: bool) -> Book:
    """What the stories of a document share, once its page and settings are as it asks for."""
    styles = parts["word/styles.xml"].decode()
    book = Book(index, word_ids(index), styles_with("<w:i/>", styles))
    if not in_house:  # the file of a house says itself how its lines are set
        book.justified = styles_with('<w:jc w:val="both"/>', styles)
        book.kept = NOTE_STYLES
    set_numbering(parts, index)
    book.right_to_left = language_of(document.meta.lang).is_right_to_left
    if book.right_to_left:
        parts["word/document.xml"] = right_to_left_section(parts["word/document.xml"])
    book.page = parts["word/document.xml"]
    book.look = letters_of(document.meta.lang)
    return book


def write_notes(kind: NoteKind, book: Book, parts: Parts) -> None:
    """Put the called notes of a kind into their part."""
    name = f"word/{kind}s.xml"
    head, tail = cut(parts[name], f"</w:{kind}s>")
    story = Story(kind, book)
    story.settled.write(head)
    for note in book.index.called[kind]:
        write_note(note, story)
        settle(story)
    parts[name] = finish(story, tail)
    add_links(parts, name, story)


def write_text(front: FirstPage, book: Book, parts: Parts, *, toc: bool) -> None:
    """Put front matter, contents and text into the main part."""
    document = front.document
    name = "word/document.xml"
    story = Story("body", book)
    if restarts(book.index):
        story.section_ends = section_ends(parts[name].decode())
    head, tail = cut(parts[name], "<w:sectPr")
    story.settled.write(head)
    dated = front.shown["masthead"] and prints_date(parts)
    front_matter(document.meta, story, date="" if dated else document.meta.date)
    if toc:
        from converter.renderers.docx.contents import contents

        contents(document, story, parts["word/styles.xml"].decode(), front.first_number)
    for first in range(0, len(document.blocks), BLOCKS_AT_ONCE):
        blocks(document.blocks[first : first + BLOCKS_AT_ONCE], story, TEXT_SETTING)
        settle(story)
    parts[name] = finish(story, tail)
    if story.section_ends is not None and story.sections:
        before, _, _ = parts[name].rpartition(b"<w:sectPr")
        last = last_section(story.section_ends[1], book.index)
        parts[name] = before + f"{last}</w:body></w:document>".encode()
    add_links(parts, name, story)


def word_ids(index: NoteIndex) -> dict[NoteKey, int]:
    """The ``w:id`` of each called note: its rank among the marks of its kind.

    LibreOffice pairs the k-th mark with the note of the k-th smallest id, so no other ids are safe.
    """
    return {note.key: id for called in index.called.values() for id, note in enumerate(called, 1)}


def styles_with(property: str, styles: str) -> frozenset[str]:
    """The ids of the styles that have a property, such as ``<w:i/>``."""
    found = (style for style in styles.split("</w:style>") if property in style)
    return frozenset(id[1] for style in found if (id := STYLE_ID.search(style)))


STYLE_ID = re.compile(r'w:styleId="([^"]*)"')


def front_matter(meta: Metadata, body: Story, date: str) -> None:
    """Title, subtitle, authors, date and abstract, in paragraphs of their own styles."""
    if meta.title:
        line(meta.title, body, Setting("Title"))
    if meta.subtitle:
        line(meta.subtitle, body, Setting("Subtitle"))
    for author in meta.authors:
        line(author, body, Setting("Author"))
    if date:
        line((Text(date),), body, Setting("Date"))
    if meta.abstract:
        line((Text(generated(meta.lang).abstract),), body, Setting("AbstractTitle"))
    blocks(meta.abstract, body, Setting("Abstract"))


def write_note(note: Note, story: Story) -> None:
    """One note (17.11.10). It opens with its own number, or with its custom mark."""
    kind, setting = note.kind, NOTE_SETTINGS[note.kind]
    story.opening = own_mark(kind, note.mark)
    story.out.append(f'<w:{kind} w:id="{story.book.ids[note.key]}">')
    if not note.blocks or type(note.blocks[0]) is not Paragraph:
        line((), story, setting)  # no list or table can bear the number
    blocks(note.blocks, story, setting)
    story.out.append(f"</w:{kind}>")


@lru_cache(maxsize=64)
def own_mark(kind: NoteKind, mark: str | None) -> str:
    """What a note opens with: its number, which Word fills in, or its custom mark."""
    shown = f"<w:{kind}Ref/>" if mark is None else f"<w:t>{escape(mark)}</w:t>"
    return f"<w:r>{mark_properties(kind, mark)}{shown}</w:r>{NOTE_SPACE}"


def list_instances(book: Book) -> list[str]:
    """A ``w:num`` (17.9.15) for all bullet lists, and one for each ordered list."""
    bullets = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
    return [bullets] + [
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{BULLETS + 1}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{one.start}"/>'
        f"{list_level(one, level)}</w:lvlOverride></w:num>"
        for number, (level, one) in enumerate(book.lists, BULLETS + 1)
    ]


def list_level(node: OrderedList, level: int) -> str:
    """How the numbers of a list look (17.9.6), where that is not as the template has it."""
    if (node.format, node.delimiter) == ("decimal", "period"):
        return ""
    before, after = AROUND_NUMBERS[node.delimiter]
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{node.start}"/>'
        f'<w:numFmt w:val="{NUMBER_FORMATS[node.format]}"/>'
        f'<w:lvlText w:val="{before}%{level + 1}{after}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{left_indent(0, level + 1)}" w:hanging="{LIST_INDENT}"/></w:pPr></w:lvl>'
    )


def cut(part: bytes, before: str) -> tuple[bytes, bytes]:
    """A part in two, before the last place where `before` stands: the text goes in between."""
    head, mark, tail = part.rpartition(before.encode())
    return head, mark + tail


def add_links(parts: Parts, name: str, story: Story) -> None:
    """Tell a part where its links and pictures are. No part sees the relationships of another."""
    links = (
        f'<Relationship Id="{id}" Type="{HYPERLINK}" Target="{target.replace("&", "&amp;")}"'
        ' TargetMode="External"/>'
        for target, id in story.links.items()
    )
    pictures = (
        f'<Relationship Id="{id}" Type="{IMAGE}" Target="{target}"/>'
        for target, id in story.pictures.items()
    )
    if story.links or story.pictures:
        add_relationships(parts, name, chain(links, pictures))
