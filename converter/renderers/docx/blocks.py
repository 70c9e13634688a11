"""Blocks become paragraphs and tables. One function a node; the common ones come first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from msgspec.structs import replace

from converter.diagnostics import report
from converter.model import (
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from converter.notes import walk
from converter.renderers.docx.direction import is_right_to_left
from converter.renderers.docx.inlines import inlines
from converter.renderers.docx.story import Place, Story

QUOTE_INDENT = 540  # twips, as in the style Quote of the template
LIST_INDENT = 360
TEXT_WIDTH = 7560
LIST_LEVELS = 9  # all that Word has (17.9.6)
HIGHEST_START = 32767
BULLETS = 9001
"""The ``w:num`` of all bullet lists; that of the n-th ordered list is this plus n."""

QUOTE_STYLES = {
    "BodyText": "Quote",
    "FootnoteText": "FootnoteBlockText",
    "EndnoteText": "FootnoteBlockText",
}
ITALIC = frozenset({"italic"})
ROMAN = frozenset({"roman"})


def blocks(nodes: Iterable[Block], story: Story, place: Place) -> None:
    """Write blocks to the story, as they look at this place."""
    for node in nodes:
        if type(node) is Paragraph:
            line(node.content, story, place)
            continue
        match node:
            case Heading():
                heading(node, story, place)
            case BlockQuote():
                blocks(node.blocks, story, replace(place, quotes=place.quotes + 1))
            case BulletList():
                items(node.items, BULLETS, story, place)
            case OrderedList():
                items(node.items, ordered_list(node, story, place), story, place)
            case Table():
                from converter.renderers.docx.tables import captioned_table  # most texts have none

                captioned_table(node, story, place)
            case Figure():
                figure(node, story, place)
            case ThematicBreak():
                line((), story, Place("ThematicBreak"))
            case CodeBlock():
                code_block(node, story, place)
            case _:
                assert_never(node)


def line(content: Sequence[Inline], story: Story, place: Place, keep: str = "") -> None:
    """One paragraph (17.3.1.22). `keep` holds properties that follow the style."""
    book, out = story.book, story.out
    plain = not (place.quotes or place.lists or place.align)
    style = place.style if plain else style_at(place)
    at = story.last = len(out)
    out.append("")  # its opening depends on what follows
    opening, story.opening = story.opening, ""
    story.place = place
    story.emphasis = ROMAN if style in book.italic_styles else ITALIC
    inlines(content, story, book.form)
    out.append("</w:p>")
    if style in book.kept and is_long(content):
        keep += BREAKABLE
    bidi = is_right_to_left(content, in_such_a_document=book.right_to_left)
    if bidi and place.of and not (place.align or book.right_to_left):
        place = replace(place, align="left")  # in line with the rest of its column
    height = AS_HIGH_AS_NEEDED if story.pictured == at else ""
    where = height if plain and not bidi else position(place, bidi=bidi, height=height)
    if story.addressed == at and style in book.justified:
        where += RAGGED
    out[at] = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{where}</w:pPr>{opening}'


RAGGED = '<w:jc w:val="left"/>'
"""For a paragraph with an address, which Word does not break: all blanks before it would be wide."""
AS_HIGH_AS_NEEDED = '<w:spacing w:line="240" w:lineRule="auto"/>'
"""For a paragraph with a picture, which Word cuts off at an exact line height (17.3.1.33)."""
BREAKABLE = '<w:keepLines w:val="0"/>'
"""For a note that may go on overleaf (17.3.1.14): kept whole, it would leave half a page empty."""
LONG_NOTE = 600  # characters, about seven lines


def is_long(content: Sequence[Inline]) -> bool:
    """Whether inlines have more than `LONG_NOTE` characters, in the source if they come from one."""
    first, last = (content[0].span, content[-1].span) if content else (None, None)
    if first is not None and last is not None:
        return last.end - first.start > LONG_NOTE
    return sum(len(node.text) for node in walk(tuple(content)) if type(node) is Text) > LONG_NOTE


def style_at(place: Place) -> str:
    """The style of a paragraph, which quotations and lists change."""
    if place.quotes:
        return QUOTE_STYLES.get(place.style, place.style)
    if place.lists and place.style == "BodyText":
        return "ListParagraph"
    return place.style


def position(place: Place, *, bidi: bool = False, height: str = "") -> str:
    """Numbering, direction, indents and alignment, in the order of CT_PPr, beyond what the style says.

    `height` is that of its lines, which goes in between. In a paragraph from right to left, Word takes
    left for the side where lines begin (17.18.44).
    """
    direction = "<w:bidi/>" if bidi else ""
    quotes, lists, number, align = place.quotes, place.lists, place.number, place.align
    if not (quotes or lists or align):
        return direction + height
    if bidi:
        align = {"left": "right", "right": "left"}.get(align, align)
    said_by_style = not lists and (not quotes or (quotes == 1 and place.style in QUOTE_STYLES))
    said_by_list = number and not quotes
    return (
        (numbering(number, lists) if number else "")
        + direction
        + height
        + ("" if said_by_style or said_by_list else indent(quotes, lists, hanging=number > 0))
        + (f'<w:jc w:val="{align}"/>' if align else "")
    )


def numbering(number: int, lists: int) -> str:
    level = min(lists, LIST_LEVELS) - 1
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def indent(quotes: int, lists: int, *, hanging: bool) -> str:
    left = left_indent(quotes, lists)
    right = f' w:right="{QUOTE_INDENT * quotes}"' if quotes else ""
    first = f'w:hanging="{LIST_INDENT}"' if hanging else 'w:firstLine="0"'
    return f'<w:ind w:left="{left}"{right} {first}/>'


def left_indent(quotes: int, lists: int) -> int:
    """Where text begins: bullets stand in by as much as a paragraph's first line."""
    return QUOTE_INDENT * quotes + LIST_INDENT * (lists + 1 if lists else 0)


def heading(node: Heading, story: Story, place: Place) -> None:
    """A heading of the text. One in a note is a bold line, so that no outline lists it."""
    if story.kind == "body":
        if node.level == 1 and story.section_ends is not None:
            end_section(story)
        line(node.content, story, Place(f"Heading{min(max(node.level, 1), 6)}"))
    else:
        line((Strong(node.content),), story, place, keep="<w:keepNext/>")


def end_section(story: Story) -> None:
    """Let a section end with the last paragraph, if there is one."""
    if story.section_ends is not None and story.last >= 0:
        end = story.section_ends[min(story.sections, 1)]
        story.out[story.last] = story.out[story.last].replace("</w:pPr>", f"{end}</w:pPr>", 1)
        story.sections += 1


def items(nodes: Iterable[ListItem], number: int, story: Story, place: Place) -> None:
    """The items of a list. Only an item's first paragraph bears the bullet or number."""
    inside = replace(place, lists=place.lists + 1, number=0)
    marked = replace(inside, number=number)
    for item in nodes:
        rest = item.blocks
        if rest and isinstance(rest[0], Paragraph):
            line(rest[0].content, story, marked)
            rest = rest[1:]
        else:
            line((), story, marked)
        blocks(rest, story, inside)


def ordered_list(node: OrderedList, story: Story, place: Place) -> int:
    """A numbering instance of its own for each list, so that each starts where it should."""
    start = min(max(node.start, 0), HIGHEST_START)
    if start != node.start:
        words = {"format": "Word", "what": f"a list that starts at {node.start}"}
        remedy = f"It starts at {start}. Type its numbers as text."
        story.book.diagnostics.append(report("R001", node.span, remedy=remedy, **words))
    story.book.lists.append((min(place.lists + 1, LIST_LEVELS) - 1, start))
    return BULLETS + len(story.book.lists)


def figure(node: Figure, story: Story, place: Place) -> None:
    """Matter and caption, held together by the style of the matter."""
    blocks(node.blocks, story, replace(place, style="Figure", align=""))
    if node.caption:
        line(node.caption, story, Place("Caption"))


def code_block(node: CodeBlock, story: Story, place: Place) -> None:
    line((Text(node.text.removesuffix("\n")),), story, replace(place, style="SourceCode"))
