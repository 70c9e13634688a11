"""What the text of a Word file is read as: styles and looks, lists, tables, pictures, boxes."""

from __future__ import annotations

import random

import pytest

from converter.document.model import Math, Metadata
from converter.document.tree import walk, without_spans
from tests.documents import text
from tests.readers.word_files import (
    PIXEL,
    body,
    box,
    cell,
    defaults,
    document_of,
    field,
    item,
    numbering,
    p,
    picture,
    r,
    read_file,
    row,
    style,
    table,
    word_file,
)

# Paragraphs by their styles


def test_headings_are_known_by_the_names_of_their_styles_and_by_those_they_are_based_on() -> None:
    styles = (
        style("berschrift1", name="heading 1")
        + style("Mine", based_on="berschrift1")
        + style("H8", name="Heading 8")
    )
    blocks = (p("Oil", style="berschrift1"), p("Salt", style="Mine"), p("Tar", style="H8"))
    assert body(*blocks, styles=styles) == ["# Oil", "# Salt", "###### Tar"]


def test_an_outline_level_makes_a_heading_but_in_no_table() -> None:
    outlined = '<w:outlineLvl w:val="1"/>'
    blocks = (
        p("Oil", properties=outlined),
        p("Salt", style="S"),
        p("Text", properties='<w:outlineLvl w:val="9"/>'),
        table(row(cell(p("Cell", properties=outlined)), "b")),
    )
    assert body(*blocks, styles=style("S", '<w:outlineLvl w:val="0"/>')) == [
        "## Oil",
        "# Salt",
        "Text",
        "Cell|b",
    ]


@pytest.mark.parametrize("name", ["Quote", "Intense Quote", "Block Text", "Quotations"])
def test_paragraphs_of_a_style_for_quotations_are_one_quotation(name: str) -> None:
    quoted = (p("The tide", style="Q"), p("is a witness.", style="Q"))
    assert body(p("So:"), *quoted, p("Then."), styles=style("Q", name=name)) == [
        "So:",
        "> The tide",
        "> is a witness.",
        "Then.",
    ]


@pytest.mark.parametrize(
    ("indents", "is_quoted"),
    [
        ('w:left="720" w:right="720"', True),
        ('w:start="36pt" w:end="0.5in"', True),
        ('w:left="720"', False),
        ('w:left="100" w:right="100"', False),
        ('w:left="wide" w:right="720"', False),
    ],
)
def test_what_is_indented_on_both_sides_is_quoted(indents: str, *, is_quoted: bool) -> None:
    lines = body(p("The tide.", properties=f"<w:ind {indents}/>"))
    assert lines == (["> The tide."] if is_quoted else ["The tide."])


def test_what_stands_before_the_text_in_styles_of_its_own_tells_of_the_article() -> None:
    styles = "".join(map(style, ("Title", "Subtitle", "Author", "Date", "Abstract")))
    styles += defaults('<w:lang w:val="de-CH"/>')
    front = (
        p("Oil", style="Title"),
        p("A Study", style="Subtitle"),
        p("A. Roe", style="Author"),
        p("B. Lund", style="Author"),
        p("1988", style="Date"),
        p("What it is.", style="Abstract"),
    )
    document = document_of(*front, p("Text."), p("Again", style="Title"), styles=styles)
    meta = without_spans(document).meta
    assert meta == Metadata(
        title=text("Oil"),
        subtitle=text("A Study"),
        authors=(text("A. Roe"), text("B. Lund")),
        date="1988",
        lang="de-CH",
        abstract=meta.abstract,
    )
    assert body(*front, p("Text."), p("Again", style="Title"), styles=styles) == [
        "Text.",
        "# Again",
    ]


def test_captions_go_with_the_table_or_the_picture_above_or_below_them() -> None:
    caption = p("Dues by year", style="Caption")
    dues = table(row("a", "b"))
    ship = p(picture("i", "A ship"))
    drawn = "<image data:image/png;base64,iVBORw0K A ship>"
    files: dict[str, dict[str, bytes]] = {"media": {"i": PIXEL}}
    assert body(caption, dues, p("x"), styles=style("Caption")) == [
        "Table: Dues by year",
        "a|b",
        "x",
    ]
    assert body(dues, caption, p("x"), styles=style("Caption")) == [
        "Table: Dues by year",
        "a|b",
        "x",
    ]
    assert body(ship, caption, styles=style("Caption"), **files) == [drawn, "Figure: Dues by year"]


def test_lines_of_code_are_one_block() -> None:
    lines = (p("if x:", style="C"), p(r("  y"), style="C"))
    assert body(*lines, styles=style("C", name="Source Code")) == ["`if x:\n  y`"]


def test_empty_paragraphs_and_paragraphs_of_blanks_are_none() -> None:
    assert body(p(), p("One."), p(r("  ")), p("Two."), p("<w:r><w:br/></w:r>")) == ["One.", "Two."]


# How words look


def test_direct_format_becomes_nodes_and_neighbours_of_one_look_are_one() -> None:
    runs = (
        r("Roe", "<w:i/>"),
        r(" "),
        r("v.", "<w:i/>"),
        r(" Lund", '<w:b w:val="false"/><w:i w:val="1"/>'),
        r(", "),
        r("Oil", "<w:smallCaps/>"),
        r(" C", "<w:caps/>"),
        r("s", "<w:strike/>"),
        r("d", '<w:dstrike/><w:strike w:val="0"/>'),
        r("u", '<w:u w:val="double"/>'),
        r("n", '<w:u w:val="none"/>'),
        r("2", '<w:vertAlign w:val="superscript"/>'),
        r("i", '<w:vertAlign w:val="subscript"/>'),
    )
    assert body(p(*runs)) == [
        "<i>Roe v. Lund</i>, <sc>Oil</sc><caps> C</caps><s>sd</s><u>u</u>n<sup>2</sup><sub>i</sub>"
    ]


def test_a_line_through_is_not_taken_away_by_the_double_one_that_is_off() -> None:
    """LibreOffice writes both."""
    assert body(p(r("so", '<w:strike/><w:dstrike w:val="false"/>'))) == ["<s>so</s>"]


BOLD = "<w:b/>"
CASCADE = {
    "by the paragraph's style": ("P", "", "", True),
    "by the character's style": ("", "C", "", True),
    "by both styles, which is none (17.7.3)": ("P", "C", "", False),
    "by a style that another is based on": ("Under", "", "", True),
    "off in a style that is based on a bold one": ("Off", "", "", False),
    "off directly, against the style": ("P", "", '<w:b w:val="0"/>', False),
    "on directly, against both styles": ("P", "C", "<w:b/>", True),
    "by the default paragraph style alone": ("", "", "", False),
}


@pytest.mark.parametrize("case", CASCADE)
def test_toggles_of_styles_are_put_together_as_word_does(case: str) -> None:
    paragraph_style, character_style, direct, is_bold = CASCADE[case]
    styles = (
        style("P", run=BOLD)
        + style("C", run=BOLD, kind="character")
        + style("Under", based_on="P")
        + style("Off", based_on="P", run='<w:b w:val="0"/>')
    )
    named = f'<w:rStyle w:val="{character_style}"/>' if character_style else ""
    lines = body(p(r("tar", named + direct), style=paragraph_style), styles=styles)
    assert lines == (["<b>tar</b>"] if is_bold else ["tar"])


def test_what_the_defaults_say_holds_for_all_but_what_says_otherwise() -> None:
    lines = body(p(r("a"), r("b", '<w:i w:val="0"/>'), r("c", '<w:rStyle w:val="C"/>')),
                 styles=defaults("<w:i/>") + style("C", run="<w:i/>", kind="character"))  # fmt: skip
    assert lines == ["<i>a</i>b<i>c</i>"]


def test_a_paragraph_without_a_style_has_the_default_one() -> None:
    default = style("N", run="<w:i/>").replace("<w:style ", '<w:style w:default="1" ')
    assert body(p("tar"), styles=default) == ["<i>tar</i>"]


def test_in_a_heading_only_what_differs_from_the_rest_of_it_is_marked() -> None:
    styles = style("H", name="heading 1", run="<w:i/>")
    heading = p(r("Of "), r("Roe", '<w:i w:val="0"/>'), r(" and", "<w:b/>"), style="H")
    assert body(heading, styles=styles) == ["# Of <i>Roe</i><b> and</b>"]


def test_styles_in_a_circle_end() -> None:
    styles = style("A", based_on="B") + style("B", based_on="A", run="<w:b/>")
    assert body(p("tar", style="A"), styles=styles) == ["<b>tar</b>"]


def test_the_line_under_a_link_is_no_emphasis() -> None:
    styles = style("H", name="Hyperlink", run='<w:u w:val="single"/>', kind="character")
    here = r("here", '<w:rStyle w:val="H"/>')
    link = f'<w:hyperlink r:id="h">{here}</w:hyperlink>'
    assert body(p(link), styles=styles, links={"h": "https://x.org"}) == ["<https://x.org: here>"]


# Lists


def test_lists_begin_where_word_begins_them_and_nest() -> None:
    levels = numbering("decimal:%1.", "lowerLetter:(%2)")
    items = (item("one"), item("inner", 1), item("more", 1), item("two"), p("Text."), item("three"))
    assert body(*items, numbering=levels) == [
        "1. one",
        "  1. inner",
        "  2. more",
        "2. two",
        "Text.",
        "3. three",
    ]


def test_a_list_may_begin_at_another_number_and_another_of_its_kind_goes_on() -> None:
    levels = numbering("decimal:%1.", overrides=start_override(4))
    again = '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    other = '<w:num w:numId="8"><w:abstractNumId w:val="1"/>' + start_override(1) + "</w:num>"
    items = (item("a"), item("b"), p("-"), item("c", list_id="7"), p("-"), item("d", list_id="8"))
    assert body(*items, numbering=levels + again + other) == [
        "4. a",
        "5. b",
        "-",
        "6. c",
        "-",
        "1. d",
    ]


def start_override(number: int) -> str:
    return f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'


def test_a_level_that_never_begins_anew_goes_on_counting() -> None:
    levels = numbering("upperRoman:%1.", "decimal:%2.").replace(
        '<w:lvlText w:val="%2."/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="%2."/>'
    )
    items = (item("Oil"), item("a", 1), item("Salt"), item("b", 1))
    assert body(*items, numbering=levels) == ["1. Oil", "  1. a", "2. Salt", "  2. b"]


def test_bullets_are_bullets_and_paragraphs_indented_with_an_item_are_parts_of_it() -> None:
    indented = p("more", properties='<w:ind w:left="720"/>')
    own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720"/>'
    items = (p("one", properties=own), indented, p("two", properties=own), p("Text."))
    assert body(*items, numbering=numbering("bullet:·")) == ["- one", "  more", "- two", "Text."]


def test_headings_have_their_numbers_as_text() -> None:
    styles = style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr>', name="heading 1")
    styles += style("H2", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', name="heading 2", based_on="H1")
    levels = numbering("upperRoman:%1.", "upperLetter:%1.%2")
    blocks = (p("Oil", style="H1"), p("Tar", style="H2"), p("Salt", style="H1"), p("x", style="H2"))
    assert body(*blocks, styles=styles, numbering=levels) == [
        "# I. Oil",
        "## I.A Tar",
        "# II. Salt",
        "## II.A x",
    ]


def test_numbers_that_no_list_of_ours_can_write_are_text() -> None:
    levels = numbering("decimal:%1.", "decimal:%1.%2", "decimal:Article %3:")
    items = (item("one"), item("deep", 1), item("deeper", 2))
    assert body(*items, numbering=levels) == ["1. one", "1.1 deep", "Article 1: deeper"]


def test_a_list_may_name_the_style_that_defines_it() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>'
    )
    levels = numbering("decimal:%1)").replace(
        '<w:abstractNum w:abstractNumId="1">',
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>',
    )
    assert body(item("a", list_id="5"), item("b", list_id="5"), numbering=linked + levels) == [
        "1. a",
        "2. b",
    ]


def test_a_paragraph_may_stand_in_no_list_though_its_style_does() -> None:
    styles = style("L", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    none = p("b", style="L", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    blocks = (p("a", style="L"), none, p("c", style="L"))
    assert body(*blocks, styles=styles, numbering=numbering("decimal:%1.")) == ["1. a", "b", "2. c"]


# Tables


def merged(how: str) -> str:
    return f'<w:vMerge w:val="{how}"/>'


def test_merged_cells_are_spans_and_header_rows_the_head() -> None:
    head = row(cell("Port", '<w:gridSpan w:val="2"/>'), "Dues", properties="<w:tblHeader/>")
    rows = (
        row(cell("Quay", merged("restart")), "1", "2"),
        row(cell("", merged("continue")), "3", "4"),
        row("Pier", "5", "6"),
    )
    assert body(table(head, *rows)) == ["Port→2=Dues", "Quay↓2|1|2", "3|4", "Pier|5|6"]


def test_a_row_that_only_goes_on_from_the_one_before_is_none() -> None:
    rows = (
        row(cell("a", merged("restart")), cell("b", merged("restart"))),
        row(cell("", "<w:vMerge/>"), cell("more", "<w:vMerge/>")),
        row("c", "d"),
    )
    assert body(table(*rows)) == ["a|b¶more", "c|d"]


def test_a_cell_that_goes_on_from_none_is_one_of_its_own() -> None:
    rows = (row(cell("a", "<w:vMerge/>"), "b"), row("c", cell("d", "<w:vMerge/>")))
    assert body(table(*rows)) == ["a|b", "c|d"]


def test_a_head_that_reaches_into_the_rows_below_is_none() -> None:
    head = row(cell("Port", merged("restart")), "x", properties="<w:tblHeader/>")
    assert body(table(head, row(cell("", "<w:vMerge/>"), "y"), row("a", "b"))) == [
        "Port↓2|x",
        "y",
        "a|b",
    ]


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    rows = (row("a", "b"), row("c", properties='<w:gridBefore w:val="1"/>'))
    assert body(table(*rows)) == ["a|b", "|c"]


def test_tables_stand_in_tables_and_rows_in_content_controls() -> None:
    inner = table(row("x", "y"))
    rows = f"<w:sdt><w:sdtContent>{row(cell(inner + p('after')), 'b')}</w:sdtContent></w:sdt>"
    assert body(table(rows)) == ["x|y¶after|b"]


def test_what_stands_in_a_table_is_no_quotation_by_its_indents() -> None:
    indented = p("a", properties='<w:ind w:left="900" w:right="900"/>')
    assert body(table(row(cell(indented)))) == ["a"]


# Pictures, boxes, formulas, signs


def test_a_picture_of_the_file_is_embedded_and_others_are_named() -> None:
    run = p(picture("i", "A ship"), picture("e"), picture("gone"))
    lines = body(run, media={"i": PIXEL, "e": b"\x01\0\0\0 metafile"})
    assert lines == ["<image data:image/png;base64,iVBORw0K A ship><image e.png >"]


def test_a_picture_beside_a_text_box_is_kept_and_one_in_it_stands_there() -> None:
    grouped = picture("i", "outer").replace(
        "<a:blip",
        f"<w:txbxContent>{p('Words', picture('i', 'inner'))}</w:txbxContent><a:blip",
    )
    shown = "<image data:image/png;base64,iVBORw0K {}>"
    assert body(p(grouped), media={"i": PIXEL}) == [
        shown.format("outer"),
        "Words" + shown.format("inner"),
    ]


def test_the_end_of_a_line_of_xml_is_a_blank() -> None:
    assert body(p("<w:r><w:t>two\nlines</w:t></w:r>")) == ["two lines"]


def test_a_picture_outside_of_the_file_is_named_and_not_fetched() -> None:
    lines = body(p("x", picture("h", how="link")), links={"h": "file:///etc/passwd"})
    assert lines == ["x<image file:///etc/passwd >"]


def test_pictures_that_are_shown_again_and_again_do_not_fill_the_memory() -> None:
    big = PIXEL + random.Random(1).randbytes(3_000_000)
    lines = body(*[p(picture("i"))] * 60, media={"i": big})
    assert len(lines) == 60
    assert 0 < sum("data:" in line for line in lines) < 60


def test_the_words_of_a_text_box_are_read_once_behind_their_paragraph() -> None:
    file = word_file(p("Before", box(p("In the box"), p("and more")), " after"), p("Then"))
    lines, _, codes = read_file(file)
    assert lines == ["Before after", "In the box", "and more", "Then"]
    assert codes == ["W006"]


def test_a_box_in_a_box_is_read_once() -> None:
    assert body(p("a", box(p("b", box(p("c")))))) == ["a", "b", "c"]


def test_formulas_are_kept_as_text_and_as_they_were() -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r><m:r><m:t>+1</m:t></m:r></m:oMath>"
    document = document_of(p("Of ", formula, "."), f"<m:oMathPara>{formula}</m:oMathPara>")
    found = [node for node in walk(document.blocks) if isinstance(node, Math)]
    assert [one.text for one in found] == ["x+1", "x+1"]
    assert all("<m:oMath" in one.omml for one in found)
    assert body(p("Of ", formula, ".")) == ["Of x+1."]


def test_signs_that_are_elements_are_characters() -> None:
    run = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>"
        '<w:t>d</w:t><w:br/><w:t>e</w:t><w:cr/><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    )
    assert body(p(run)) == ["a\tb\u2011c\u00add⏎e⏎α"]


def test_a_sign_of_a_font_that_is_not_known_is_reported() -> None:
    file = word_file(p("a", '<w:r><w:sym w:font="Runes" w:char="F041"/></w:r>'))
    assert read_file(file) == (["a\ufffd"], {}, ["W009"])


def test_the_end_of_a_page_parts_words_and_says_nothing_at_the_end() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    assert body(p(page, "one", page, "two", page), p(page)) == ["one⏎two"]


def test_words_above_others_are_put_behind_them_in_brackets() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    assert body(p(ruby, "!")) == ["漢(kan)!"]


@pytest.mark.parametrize(
    "around",
    [
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:dir w:val="rtl">{}</w:dir>',
        '<w:bdo w:val="ltr">{}</w:bdo>',
        '<w:fldSimple w:instr=" AUTHOR ">{}</w:fldSimple>',
        '<mc:AlternateContent><mc:Choice Requires="x">{}</mc:Choice><mc:Fallback>'
        "<w:r><w:t>twice</w:t></w:r></mc:Fallback></mc:AlternateContent>",
    ],
)  # fmt: skip
def test_what_only_stands_around_words_changes_nothing(around: str) -> None:
    assert body(p("a ", around.format(r("b")), " c")) == ["a b c"]


def test_content_controls_around_paragraphs_change_nothing() -> None:
    around = f"<w:sdt><w:sdtContent>{p('b')}{p('c')}</w:sdtContent></w:sdt>"
    assert body(p("a"), around, f"<w:customXml>{p('d')}</w:customXml>") == ["a", "b", "c", "d"]


# Links and fields


def test_links_lead_where_relationships_and_fields_say() -> None:
    by_relationship = f'<w:hyperlink r:id="h" w:anchor="top">{r("one")}</w:hyperlink>'
    by_field = field(r' HYPERLINK "https://y.org/a b" \o "tip" \l "part" ', "two")
    inside = f'<w:hyperlink w:anchor="place">{r("three")}</w:hyperlink>'
    lines = body(p(by_relationship, " ", by_field, " ", inside), links={"h": "https://x.org"})
    assert lines == ["<https://x.org#top: one> <https://y.org/a b#part: two> three"]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    nested = field(f" IF {field(' PAGE ', '7')} = 1 ", "so ", field(" DATE ", "today"))
    assert body(p("a ", nested, " z")) == ["a so today z"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    instruction = "<w:r><w:instrText> TOC </w:instrText></w:r>"
    assert body(p("a", begun, instruction, "b"), p("c")) == ["ab", "c"]
    assert body(p("a", begun, instruction, separate, "b"), p("c")) == ["ab", "c"]


def test_a_table_of_contents_is_left_out_and_said() -> None:
    file = word_file(
        p("Contents", style="TOCHeading"),
        p("Oil 1", style="TOC1"),
        p("a", field(" TOC \\o ", "Oil 1"), "b"),
        styles=style("TOC1", name="toc 1") + style("TOCHeading", name="TOC Heading"),
    )
    assert read_file(file) == (["ab"], {}, ["W007"])


def test_a_table_of_contents_may_begin_outside_and_end_inside_its_lines() -> None:
    begin = field(" TOC ", "x").partition('<w:r><w:fldChar w:fldCharType="end"')[0]
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    styles = style("TOC1", name="toc 1")
    assert body(p(begin), p("Oil 1", end, style="TOC1"), p("Text."), styles=styles) == ["Text."]


def test_files_taken_in_are_said() -> None:
    assert read_file(word_file(p("a"), '<w:altChunk r:id="x"/>')) == (["a"], {}, ["W010"])


def test_words_of_headers_are_left_out_and_said() -> None:
    assert read_file(word_file(p("a"), header=p("Page"))) == (["a"], {}, ["W002"])
    assert read_file(word_file(p("a"), header=p(""))) == (["a"], {}, [])
