"""Blocks become paragraphs and tables. One function a node; the common ones come first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from converter.document.diagnostics import diagnose
from converter.document.model import (
    Bibliography,
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
    Row,
    SectionBreak,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from converter.document.notes import begins_section
from converter.document.tree import marks, walk
from converter.renderers.direction import is_right_to_left
from converter.renderers.docx.inlines import inlines
from converter.renderers.docx.story import (
    LIST_INDENT,
    QUOTE_INDENT,
    Book,
    Setting,
    Story,
    heading_bookmark,
    left_indent,
)
from converter.renderers.docx.template.settings import text_size
from converter.renderers.typesetting import goes_on, is_kept_whole

TEXT_WIDTH = 7560
LIST_LEVELS = 9  # all that Word has (17.9.6)
HIGHEST_START = 32767
BULLETS = 9001
"""The ``w:num`` of all bullet lists; that of the n-th ordered list is this plus n."""

if TYPE_CHECKING:
    from converter.renderers.docx.grid import Slot

QUOTE_STYLES = {
    "BodyText": "Quote",
    "FootnoteText": "FootnoteBlockText",
    "EndnoteText": "FootnoteBlockText",
}
ITALIC = frozenset({"italic"})
ROMAN = frozenset({"roman"})


def blocks(nodes: Iterable[Block], story: Story, setting: Setting) -> None:
    """Write blocks to the story, as they look in this setting."""
    nodes = tuple(nodes)
    for node, on in zip(nodes, goes_on(nodes), strict=True):
        match node:
            case Paragraph():
                line(node.content, story, replace(setting, goes_on=True) if on else setting)
            case Heading():
                heading(node, story, setting)
            case BlockQuote():
                blocks(node.blocks, story, replace(setting, quotes=setting.quotes + 1))
            case Bibliography():
                works = "Bibliography" if setting.style == "BodyText" else setting.style
                blocks(node.blocks, story, replace(setting, style=works))
            case BulletList():
                items(node.items, BULLETS, story, setting)
            case OrderedList():
                items(node.items, ordered_list(node, story, setting), story, setting)
            case Table():
                captioned_table(node, story, setting)
            case Figure():
                figure(node, story, setting)
            case ThematicBreak():
                line((), story, Setting("ThematicBreak"))
            case SectionBreak():
                end_section(story)
            case CodeBlock():
                code_block(node, story, setting)
            case _:
                assert_never(node)


def line(content: Sequence[Inline], story: Story, setting: Setting, keep: str = "") -> None:
    """One paragraph (17.3.1.22). `keep` holds properties that follow the style."""
    book, out = story.book, story.out
    plain = not (setting.quotes or setting.lists or setting.align or setting.goes_on)
    style = setting.style if plain else style_at(setting)
    at = story.last = len(out)
    out.append("")  # its opening depends on what follows
    opening, story.opening = story.opening, ""
    story.setting = setting
    story.emphasis = ROMAN if style in book.italic_styles else ITALIC
    inlines(content, story, book.look)
    out.append("</w:p>")
    if setting.kept:
        keep += KEEP_NEXT
    if style in book.kept and is_long(content):
        keep += BREAKABLE
    bidi = is_right_to_left(content, in_such_a_document=book.right_to_left)
    if bidi and setting.of and not (setting.align or book.right_to_left):
        setting = replace(setting, align="left")  # in line with the rest of its column
    height = AS_HIGH_AS_NEEDED if story.pictured == at else ""
    where = height if plain and not bidi else position(setting, bidi=bidi, height=height)
    if story.addressed == at and style in book.justified:
        where += RAGGED
    out[at] = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{where}</w:pPr>{opening}'


KEEP_NEXT = "<w:keepNext/>"
"""For a paragraph that must not be the last of its page (17.3.1.15)."""
RAGGED = '<w:jc w:val="left"/>'
"""For a paragraph with an address, which Word does not break: all blanks before it would be wide."""
AS_HIGH_AS_NEEDED = '<w:spacing w:line="240" w:lineRule="auto"/>'
"""For a paragraph with a picture, which Word cuts off at an exact line height (17.3.1.33)."""
BREAKABLE = '<w:keepLines w:val="0"/>'
"""For a note that may go on overleaf (17.3.1.14): kept whole, it would leave half a page empty."""
LONG_NOTE = 240
"""Characters, about three lines: fewer cannot be parted so that none stands alone."""


def is_long(content: Sequence[Inline]) -> bool:
    """Whether inlines have more than `LONG_NOTE` characters, in the source if they come from one."""
    first, last = (content[0].span, content[-1].span) if content else (None, None)
    if first is not None and last is not None:
        return last.end - first.start > LONG_NOTE
    return sum(len(node.text) for node in walk(tuple(content)) if type(node) is Text) > LONG_NOTE


def style_at(setting: Setting) -> str:
    """The style of a paragraph, which quotations and lists change."""
    if setting.quotes:
        return QUOTE_STYLES.get(setting.style, setting.style)
    if setting.lists and setting.style == "BodyText":
        return "ListParagraph"
    return setting.style


def position(setting: Setting, *, bidi: bool = False, height: str = "") -> str:
    """Numbering, direction, indents and alignment, in the order of CT_PPr, beyond what the style says.

    `height` is that of its lines, which goes in between. In a paragraph from right to left, Word takes
    left for the side where lines begin (17.18.44).
    """
    direction = "<w:bidi/>" if bidi else ""
    quotes, lists, number, align = setting.quotes, setting.lists, setting.number, setting.align
    if bidi:
        align = {"left": "right", "right": "left"}.get(align, align)
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    if not (quotes or lists):
        return direction + height + (NOT_SET_IN if setting.goes_on else "") + aligned
    said_by_style = not lists and (not quotes or (quotes == 1 and setting.style in QUOTE_STYLES))
    said_by_list = number and not quotes
    return (
        (numbering(number, lists) if number else "")
        + direction
        + height
        + ("" if said_by_style or said_by_list else indent(quotes, lists, hanging=number > 0))
        + aligned
    )


NOT_SET_IN = '<w:ind w:firstLine="0"/>'


def numbering(number: int, lists: int) -> str:
    level = min(lists, LIST_LEVELS) - 1
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def indent(quotes: int, lists: int, *, hanging: bool) -> str:
    left = left_indent(quotes, lists)
    right = f' w:right="{QUOTE_INDENT * quotes}"' if quotes else ""
    first = f'w:hanging="{LIST_INDENT}"' if hanging else 'w:firstLine="0"'
    return f'<w:ind w:left="{left}"{right} {first}/>'


def heading(node: Heading, story: Story, setting: Setting) -> None:
    """A heading of the text. One in a note is a bold line, so that no outline lists it."""
    if story.kind == "body":
        if begins_section(node, story.book.index.has_breaks):
            end_section(story)
        story.opening = heading_bookmarks(node, story.book)
        line(node.content, story, Setting(f"Heading{min(max(node.level, 1), 6)}"))
    else:
        line((Strong(node.content),), story, setting, keep=KEEP_NEXT)


def heading_bookmarks(node: Heading, book: Book) -> str:
    """The bookmarks of a heading (17.13.6): for the table of contents, and for what points at it."""
    listed = book.listed.get(id(node))
    names = [listed] if listed else []
    if node.key:
        names.append(heading_bookmark(book, node.key))
    marks = ""
    for name in names:
        book.bookmarks += 1
        number = f'w:id="{book.bookmarks}"'
        marks += f'<w:bookmarkStart {number} w:name="{name}"/><w:bookmarkEnd {number}/>'
    return marks


def end_section(story: Story) -> None:
    """Let a section end with the last paragraph, if there is one."""
    if story.section_ends is not None and story.last >= 0:
        end = story.section_ends[min(story.sections, 1)]
        story.out[story.last] = story.out[story.last].replace("</w:pPr>", f"{end}</w:pPr>", 1)
        story.sections += 1


def items(nodes: Iterable[ListItem], number: int, story: Story, setting: Setting) -> None:
    """The items of a list. Only an item's first paragraph bears the bullet or number."""
    inside = replace(setting, lists=setting.lists + 1, number=0)
    marked = replace(inside, number=number)
    for item in nodes:
        rest = item.blocks
        if rest and isinstance(rest[0], Paragraph):
            line(rest[0].content, story, marked)
            rest = rest[1:]
        else:
            line((), story, marked)
        blocks(rest, story, inside)


def ordered_list(node: OrderedList, story: Story, setting: Setting) -> int:
    """A numbering instance of its own for each list, so that each starts where it should."""
    start = min(max(node.start, 0), HIGHEST_START)
    if start != node.start:
        words = {"format": "Word", "what": f"a list that starts at {node.start}"}
        remedy = f"It starts at {start}. Type its numbers as text."
        story.book.diagnostics.append(diagnose("R001", node.span, remedy=remedy, **words))
    level = min(setting.lists + 1, LIST_LEVELS) - 1
    story.book.lists.append((level, replace(node, start=start, items=())))
    return BULLETS + len(story.book.lists)


def figure(node: Figure, story: Story, setting: Setting) -> None:
    """Matter and caption, held together by the style of the matter."""
    blocks(node.blocks, story, replace(setting, style="Figure", align=""))
    if node.caption:
        line(node.caption, story, Setting("Caption"))


def code_block(node: CodeBlock, story: Story, setting: Setting) -> None:
    line((Text(node.text.removesuffix("\n")),), story, replace(setting, style="SourceCode"))


def captioned_table(node: Table, story: Story, setting: Setting) -> None:
    """A table, its caption above, or a thin paragraph as room, and below a thin paragraph.

    That paragraph keeps two tables from growing together, and Word wants one at the end of a cell.
    """
    from converter.renderers.docx.grid import layout  # most texts have no table

    grid = layout((*node.head, *node.rows))
    if node.caption:
        line(node.caption, story, Setting("Caption"), keep=KEEP_NEXT)
    elif grid and story.setting == setting:  # words of the text stand right above
        line((), story, Setting("TableEnd"), keep=KEEP_NEXT)
    if grid:
        kept = len(grid) - 1 if is_kept_whole(node) else len(node.head)
        table(grid, node.head, story, setting, kept)
        line((), story, Setting("TableEnd"))


def repeated_rows(head: tuple[Row, ...]) -> int:
    """How many rows to repeat on every page (17.4.49): those above the first that calls a note.

    LibreOffice leaves out the notes of a repeated row, and a lost note is worse than a lost head.
    """
    quiet = takewhile(lambda row: not any(marks((row,))), head)
    return sum(1 for _ in quiet)


def table(
    grid: list[list[Slot]], head: tuple[Row, ...], story: Story, setting: Setting, kept: int
) -> None:
    """A table (17.4.37) as wide as the text. `head` are the first of its rows.

    So many of its first rows are `kept` with the next one: all of a short table, the head of a long one.
    """
    repeated = repeated_rows(head)
    columns = sum(slot.columns for slot in grid[0])
    column = f'<w:gridCol w:w="{TEXT_WIDTH // columns}"/>'
    left = left_indent(setting.quotes, setting.lists)
    width = 5000
    if left:
        across = text_size(story.book.page)[0]
        width -= 5000 * min(left + QUOTE_INDENT * setting.quotes, across // 2) // across
    direction = "<w:bidiVisual/>" if story.book.right_to_left else ""
    story.out.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ArticleTable"/>{direction}'
        f'<w:tblW w:w="{width}" w:type="pct"/>'
        + (f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else "")
        + f'<w:tblLook w:val="06{20 if head else 0:02}" w:firstRow="{int(bool(head))}" w:lastRow="0"'
        f' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{column * columns}</w:tblGrid>"
    )
    for number, row in enumerate(grid):
        repeat = "<w:tblHeader/>" if number < repeated else ""
        story.out.append(f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>")
        for slot in row:
            cell(slot, story, columns, kept=number < kept)
        story.out.append("</w:tr>")
    story.out.append("</w:tbl>")


def cell(slot: Slot, story: Story, columns: int, *, kept: bool) -> None:
    """A table cell (17.4.65) of a table of so many columns; it holds one paragraph at least."""
    span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    merge = f'<w:vMerge w:val="{slot.merge}"/>' if slot.merge else ""
    story.out.append(f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}{merge}</w:tcPr>')
    align = "" if slot.cell.align == "default" else slot.cell.align
    setting = Setting("TableText", align=align, columns=slot.columns, of=columns, kept=kept)
    begun = len(story.out)
    if slot.merge != "continue":
        blocks(slot.cell.blocks, story, setting)
    if len(story.out) == begun:
        line((), story, setting)
    story.out.append("</w:tc>")
