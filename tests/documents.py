"""Documents that the tests of several renderers share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from converter.document.model import (
    Bibliography,
    Block,
    BlockQuote,
    BulletList,
    Capitals,
    Cell,
    Code,
    CodeBlock,
    CrossRef,
    Document,
    Emphasis,
    Figure,
    Heading,
    HeadingKey,
    HeadingRef,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Math,
    Metadata,
    Note,
    NoteKey,
    NoteKind,
    NoteNumber,
    NoteRange,
    NoteRef,
    OrderedList,
    Paragraph,
    Quoted,
    Row,
    SectionBreak,
    SmallCaps,
    Stray,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    ThematicBreak,
    Underline,
)
from converter.document.notes import index_notes


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words),)


def paragraph(*content: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(one) if isinstance(one, str) else one for one in content))


def spelled_out(targets: Iterable[NoteKey | NoteRange], document: Document) -> Iterator[NoteKey]:
    """The notes that a reference means, each of a range."""
    for target in targets:
        if not isinstance(target, NoteRange):
            yield target
            continue
        for notes in index_notes(document).called.values():
            counted = [note.key for note in notes if note.mark is None]
            if target.first in counted:
                yield from counted[counted.index(target.first) : counted.index(target.last) + 1]


def ref(id: str, kind: NoteKind = "footnote") -> NoteRef:
    return NoteRef(NoteKey(f"{kind}-{id}"))


def number(id: str, kind: NoteKind = "footnote") -> NoteNumber:
    return NoteNumber(NoteKey(f"{kind}-{id}"))


def note(
    id: str, *blocks: str | Block, kind: NoteKind = "footnote", mark: str | None = None
) -> Note:
    return Note(
        NoteKey(f"{kind}-{id}"),
        kind,
        id,
        tuple(paragraph(one) if isinstance(one, str) else one for one in blocks),
        mark=mark,
    )


def cell(*content: str | Inline) -> Cell:
    return Cell((paragraph(*content),))


EVERYTHING = Document(
    meta=Metadata(
        title=(Text("Harbour Dues & the "), Emphasis(text("Mare Liberum")), ref("0")),
        subtitle=text("A Study in 100% Certainty"),
        authors=(text("Ana Żółkiewska"), text("김 서연")),
        date="March 2, 2025",
        lang="en-US",
        abstract=(paragraph("What the port keeps, the sea forgets."),),
        extra={"journal": "Littoral L. Rev.", "volume": "12", "page": "301"},
    ),
    blocks=(
        Heading(1, (Text("The Harbour"), ref("2"))),
        paragraph(
            "Plain words, ",
            Emphasis(text("emphasis")),
            ", ",
            Strong(text("strong")),
            ", ",
            SmallCaps(text("Small Caps")),
            ", x",
            Superscript(text("2")),
            ", H",
            Subscript(text("2")),
            "O, ",
            Strikeout(text("struck")),
            ", ",
            Underline(text("underlined")),
            ", ",
            Capitals(text("in capitals")),
            ", ",
            Math("a²+b²=c²"),
            ", ",
            Code("a_b{c}"),
            ", ",
            Quoted("double", (Text("she said "), Quoted("single", text("no")))),
            ".",
            ref("3"),
            ref("7"),
            " Then a line",
            LineBreak(),
            "breaks, and note 3 is called again",
            ref("3"),
            ".",
        ),
        paragraph(
            "See ",
            Link(
                "https://example.org/a_(b)?x=1&y=%20#z",
                text("https://example.org/a_(b)?x=1&y=%20#z"),
            ),
            " and ",
            Link("javascript:alert(1)", text("a trap")),
            "; ",
            CrossRef("supra", (NoteKey("footnote-3"),), (Text("supra note "), number("3"))),
            " and ",
            CrossRef("part", (), (HeadingRef(HeadingKey("part-B"), text("infra Part B")),)),
            "; stray ",
            Stray("[footnoteRef:99]", "M001"),
            " \\ { } $ & # % _ ^ ~ < > \" ' -- ?` <script>alert(1)</script> {{7*7}} \\input{x}",
            ref("1", "endnote"),
        ),
        Heading(2, text("B. Lists and Quotations"), HeadingKey("part-B")),
        BlockQuote(
            (paragraph("The tide is a witness.", ref("8")), paragraph("It is never sworn."))
        ),
        BulletList(
            (
                ListItem(
                    (
                        paragraph("one"),
                        OrderedList((ListItem((paragraph("inner", ref("9")),)),), start=3),
                    )
                ),
                ListItem((paragraph("two"), paragraph("and its second paragraph"))),
            )
        ),
        Table(
            caption=(Text("Dues by year"), ref("10")),
            head=(Row((cell("Port"), cell("Dues", ref("11")))),),
            rows=(
                Row((cell("Gdańsk"), Cell((paragraph("1,200"),), align="right"))),
                Row((cell("부산", ref("12")), cell("900"))),
            ),
        ),
        Figure(
            (paragraph(Image("pictures/harbour.png", "Ships at anchor")),),
            caption=(Text("The old harbour"), ref("13")),
        ),
        ThematicBreak(),
        SectionBreak(),
        CodeBlock("if tide:\n\treturn  'ebb' # 100%\n", "python"),
        Heading(2, text("References")),
        Bibliography(
            (
                paragraph(
                    "Tamm, Odile. ", Emphasis(text("A Wage of Oil")), ". Corvane, 1988.", ref("14")
                ),
                paragraph("Roe, Jo. Of Wicks. Sandrey, 2001."),
            )
        ),
        Heading(3, text("Names")),
        paragraph(
            "Владимир, Ελένη, 김정은, 習近平, שלום, محمد, naïve, e\u0301, no\u00a0break, “quoted”—so."
        ),
    ),
    notes=(
        note("0", "Professor of Tides.", mark="*"),
        note("2", "A note in a heading."),
        note(
            "3",
            paragraph(
                "First paragraph of a note, with ", Emphasis(text("Id.")), " and [brackets]."
            ),
            paragraph(
                "Second paragraph, ",
                Link("https://perma.cc/AAAA-1111", text("https://perma.cc/AAAA-1111")),
                ".",
            ),
            BulletList((ListItem((paragraph("a list in a note"),)),)),
        ),
        note(
            "7",
            paragraph(
                "See ",
                CrossRef("supra", (NoteKey("footnote-3"),), (Text("supra note "), number("3"))),
                ", at 5\u20136.",
            ),
        ),
        note("8", "In a quotation."),
        note("9", "In a list in a list."),
        note("10", "In a caption."),
        note("11", "In a header row."),
        note("12", "In a cell."),
        note("13", "In a figure’s caption."),
        note("14", "In a list of works."),
        note(
            "1",
            paragraph(
                "An endnote, pointing at note ",
                CrossRef("mark", (NoteKey("footnote-8"),), (number("8"),)),
                ".",
            ),
            kind="endnote",
        ),
    ),
)
"""Every kind of node, and notes wherever a note can stand."""


DRESSED = Document(
    meta=Metadata(title=(Text("On Sails"), ref("star"))),
    blocks=(
        Heading(1, (Text("Canvas"), ref("1"))),
        paragraph("Canvas holds.", ref("2"), ref("3"), " It held before.", ref("2"), ref("4")),
    ),
    notes=(
        note("star", "The author thanks the sailmakers.", mark="*"),
        note(
            "1",
            paragraph(
                "See ",
                Emphasis((Text("Loft v. "), Strong(text("Gale")))),
                ", 3 ",
                SmallCaps(text("Sailcloth")),
                " 4",
                Superscript(text("e")),
                "; ",
                CrossRef("infra", (NoteKey("footnote-2"),), (Text("infra note "), number("2"))),
                ", ",
                Link("https://example.org/loft/1", text("https://example.org/loft/1")),
                ".",
            ),
        ),
        note("2", "Hemp was dear.", "Flax was not."),
        note("3", paragraph("Sewn ", Code("twice"), LineBreak(), "and waxed.")),
        note("4", "Plain words."),
    ),
)
"""Footnotes of all that can stand at the foot of a printed page, and not a list or a picture."""
