"""Word files written by hand, part by part, and a compact view of what is read from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Capitals,
    Code,
    CodeBlock,
    CrossRef,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteKind,
    NoteNumber,
    NoteRef,
    OrderedList,
    Paragraph,
    SectionBreak,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    ThematicBreak,
    Underline,
)
from converter.document.notes import NoteIndex, index_notes
from converter.formats import Parsed
from converter.readers.docx import read
from converter.word.names import (
    CONTENT_TYPES,
    DOCUMENT,
    HYPERLINK,
    IMAGE,
    MATH,
    MC,
    RELATIONSHIPS,
    WML,
    R,
    W,
)
from converter.word.package import write_package

SPACES = {
    "w": W,
    "r": R,
    "mc": MC,
    "m": MATH,
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
"""A picture: a PNG file of one pixel."""

# Words, paragraphs, fields


def r(text: str, properties: str = "") -> str:
    """A run: words, with properties such as ``<w:i/>``."""
    return f'<w:r>{_properties("r", properties)}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of words, in a style."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = (one if one.startswith("<") or not one else r(one) for one in content)
    return f"<w:p>{_properties('p', styled + properties)}{''.join(runs)}</w:p>"


def _properties(kind: str, properties: str) -> str:
    return f"<w:{kind}Pr>{properties}</w:{kind}Pr>" if properties else ""


def mark(id: str, kind: NoteKind = "footnote", custom: str = "") -> str:
    """A run with the mark of a note."""
    follows = ' w:customMarkFollows="1"' if custom else ""
    words = f"<w:t>{custom}</w:t>" if custom else ""
    return f'<w:r><w:{kind}Reference w:id="{id}"{follows}/>{words}</w:r>'


def note(id: str, *content: str, kind: NoteKind = "footnote") -> str:
    """A note: paragraphs, or the words of one."""
    blocks = (one if one.startswith(("<w:p>", "<w:tbl>")) else p(one) for one in content)
    return f'<w:{kind} w:id="{id}">{"".join(blocks)}</w:{kind}>'


def field(instruction: str, *shown: str) -> str:
    """A complex field and what it shows, as runs or words."""
    runs = (one if one.startswith("<") else r(one) for one in shown)
    return (
        f'{fld("begin")}<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f"{fld('separate')}{''.join(runs)}{fld('end')}"
    )


def fld(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def bookmark(name: str, content: str, id: int = 0) -> str:
    start = f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{id}"/>'


def tracked(kind: str, content: str) -> str:
    """Runs in ``w:ins``, ``w:del`` or the like."""
    return f'<w:{kind} w:id="1" w:author="A">{content}</w:{kind}>'


def row(*cells: str, properties: str = "") -> str:
    """A row of cells: words, or what `cell` has made."""
    made = (one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr>{_properties('tr', properties)}{''.join(made)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc>{_properties('tc', properties)}{inner}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def box(*paragraphs: str) -> str:
    """A run with a text box, in both forms that Word writes."""
    text = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f"<wps:wsp><wps:txbx>{text}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{text}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def picture(id: str, alt: str = "", how: str = "embed") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/>'
        f'<a:blip r:{how}="{id}"/></wp:inline></w:drawing></w:r>'
    )


# Styles and lists


def style(id: str, properties: str = "", *, name: str = "", based_on: str = "", run: str = "",
          kind: str = "paragraph") -> str:  # fmt: skip
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name or id}"/>{based}'
        f"{_properties('p', properties)}{_properties('r', run)}</w:style>"
    )


def defaults(run: str) -> str:
    """What the styles part says of all runs."""
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault></w:docDefaults>"


def numbering(*levels: str, id: str = "1", overrides: str = "") -> str:
    """A list and its definition: a level for each of ``format:text``, such as ``decimal:%1.``"""
    made = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{one.partition(":")[0]}"/>'
        f'<w:lvlText w:val="{one.partition(":")[2]}"/></w:lvl>'
        for place, one in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{id}">{made}</w:abstractNum>'
        f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/>{overrides}</w:num>'
    )


def item(text: str, level: int = 0, list_id: str = "1") -> str:
    """A paragraph in a list."""
    told = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=told)


# Files

PARTS = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments", "header")
RELATED = "document"


def word_file(
    *body: str,
    links: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
    **parts: str,
) -> bytes:
    """A Word file of these blocks. `links` are addresses and `media` files in it, by relationship."""
    return write_package(word_parts(*body, links=links, media=media, **parts))


def word_parts(
    *body: str,
    links: Mapping[str, str] | None = None,
    media: Mapping[str, bytes] | None = None,
    **parts: str,
) -> dict[str, bytes]:
    """The members of such a file, to be changed before it is packed."""
    assert parts.keys() <= {*PARTS}
    links, media = links or {}, media or {}
    own = [
        *(_related(kind, f"{R}/{kind}", f"{kind}.xml") for kind in parts),
        *(_related(id, HYPERLINK, url, external=True) for id, url in links.items()),
        *(_related(id, IMAGE, f"media/{id}.png") for id in media),
    ]
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{WML}.{kind}+xml"/>' for kind in parts
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="xml" ContentType="text/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT}"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": _relations([_related("m", f"{R}/officeDocument", "word/document.xml")]),
        "word/document.xml": root("document", f"<w:body>{''.join(body)}</w:body>"),
        "word/_rels/document.xml.rels": _relations(own),
        "word/_rels/footnotes.xml.rels": _relations(
            [_related(id, HYPERLINK, url, external=True) for id, url in links.items()]
        ),
        **{f"word/{kind}.xml": root(ROOTS.get(kind, kind), part) for kind, part in parts.items()},
        **{f"word/media/{id}.png": data for id, data in media.items()},
    }


ROOTS = {"header": "hdr"}


def root(name: str, content: str) -> bytes:
    return f'<?xml version="1.0"?><w:{name} {DECLARED}>{content}</w:{name}>'.encode()


def _related(id: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>'


def _relations(some: list[str]) -> bytes:
    return f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(some)}</Relationships>'.encode()


# What is read

WRAPS: dict[type, str] = {
    Emphasis: "i",
    Strong: "b",
    SmallCaps: "sc",
    Capitals: "caps",
    Underline: "u",
    Strikeout: "s",
    Superscript: "sup",
    Subscript: "sub",
}


def read_file(data: bytes, **options: Any) -> tuple[list[str], dict[str, list[str]], list[str]]:
    """The lines of the text, those of each note by its number, and the codes of what is said."""
    return seen(read(data, **options))


def seen(parsed: Parsed) -> tuple[list[str], dict[str, list[str]], list[str]]:
    document = parsed.document
    index = index_notes(document)
    notes = {_called(index, note.key): [*lines(note.blocks, index)] for note in document.notes}
    return [*lines(document.blocks, index)], notes, [one.code for one in parsed.diagnostics]


def body(*blocks: str, **parts: Any) -> list[str]:
    """The lines that the text of a file of these blocks has."""
    return read_file(word_file(*blocks, **parts))[0]


def document_of(*blocks: str, **parts: Any) -> Document:
    return read(word_file(*blocks, **parts)).document


def lines(blocks: tuple[Block, ...], index: NoteIndex) -> Iterator[str]:
    """A line for each paragraph, with a sign for what it is."""
    for block in blocks:
        match block:
            case Paragraph():
                yield shown(block.content, index)
            case Heading():
                yield "#" * block.level + " " + shown(block.content, index)
            case BlockQuote():
                yield from (f"> {line}" for line in lines(block.blocks, index))
            case BulletList():
                for one in block.items:
                    yield from _item("-", [*lines(one.blocks, index)])
            case OrderedList():
                for number, one in enumerate(block.items, block.start):
                    yield from _item(f"{number}.", [*lines(one.blocks, index)])
            case Table():
                yield from _table(block, index)
            case Figure():
                yield from lines(block.blocks, index)
                yield f"Figure: {shown(block.caption, index)}"
            case CodeBlock():
                yield f"`{block.text}`"
            case ThematicBreak():
                yield "---"
            case SectionBreak():
                yield "§"


def _item(sign: str, inner: list[str]) -> Iterator[str]:
    yield f"{sign} {inner[0]}"
    yield from (f"  {line}" for line in inner[1:])


def _table(block: Table, index: NoteIndex) -> Iterator[str]:
    if block.caption:
        yield f"Table: {shown(block.caption, index)}"
    for rows, sign in ((block.head, "="), (block.rows, "|")):
        for row in rows:
            yield sign.join(
                "¶".join(lines(one.blocks, index))
                + (f"→{one.colspan}" if one.colspan > 1 else "")
                + (f"↓{one.rowspan}" if one.rowspan > 1 else "")
                for one in row.cells
            )


def shown(content: tuple[Inline, ...], index: NoteIndex) -> str:
    return "".join(_shown(one, index) for one in content)


def _shown(node: Inline, index: NoteIndex) -> str:
    match node:
        case NoteRef():
            return f"{{{_called(index, node.note)}}}"
        case NoteNumber():
            return f"<#{index.label(node.note)}>"
        case LineBreak():
            return "⏎"
        case Code():
            return f"`{node.text}`"
        case Link():
            return f"<{node.url}: {shown(node.content, index)}>"
        case Image():
            return f"<image {node.url[:30]} {node.alt}>"
        case CrossRef():
            return f"<{node.kind}: {shown(node.content, index)}>"
    name = WRAPS.get(type(node))
    inner = shown(node.content, index) if hasattr(node, "content") else str(node.text)
    return f"<{name}>{inner}</{name}>" if name else inner


def _called(index: NoteIndex, key: Any) -> str:
    kind = "e" if index.notes[key].kind == "endnote" else ""
    return kind + index.label(key)
