"""Word files: what stands in their parts for each node of the tree."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.document.diagnostics import ConversionError
from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CodeBlock,
    CrossRef,
    Document,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    NoteKey,
    OrderedList,
    Paragraph,
    Quoted,
    Row,
    Strong,
    Table,
    Text,
)
from converter.renderers import templates
from converter.renderers.docx import render
from converter.renderers.docx.grid import MOST_COLUMNS
from converter.renderers.docx.text import uri
from converter.renderers.first_page import running_title
from tests.documents import EVERYTHING, cell, note, number, paragraph, ref, text
from tests.renderers.docx_parts import (
    W,
    assert_consistent,
    body,
    find,
    members,
    roots,
    style,
    values,
    words,
    written,
)


@pytest.mark.parametrize("document", [Document(), EVERYTHING], ids=["empty", "everything"])
def test_the_parts_agree(document: Document) -> None:
    assert_consistent(render(document).output)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(EVERYTHING) == render(EVERYTHING)


def test_python_docx_opens_it() -> None:
    output = render(EVERYTHING).output
    assert isinstance(output, bytes)
    opened = docx.Document(BytesIO(output))
    assert opened.core_properties.title == "Harbour Dues & the Mare Liberum"
    assert opened.core_properties.author == "Ana Żółkiewska, 김 서연"
    assert opened.core_properties.language == "en-US"
    assert [one.style.name for one in opened.paragraphs[:6] if one.style] == [
        "Title", "Subtitle", "Author", "Author", "Abstract Title", "Abstract",
    ]  # fmt: skip
    head = opened.sections[0].first_page_header.paragraphs
    assert [one.text for one in head] == ["Littoral L. Rev.", "Volume 12\tMarch 2, 2025\t", ""]


def test_the_shipped_template_needs_neither_python_docx_nor_lxml() -> None:
    code = (
        "import sys; from converter.renderers.docx import render; "
        "from converter.document.model import Document; render(Document()); "
        "print({'docx', 'lxml', 'jinja2'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_the_shipped_templates_are_what_their_script_builds() -> None:
    script = runpy.run_path(f"{templates.folder()}/build_reference.py")
    for file, look in script["LOOKS"].items():
        assert script["build"](look) == templates.load_bytes(file)


# Text


@given(st.text())
def test_any_text_comes_out_as_it_is(typed: str) -> None:
    parts = roots(render(Document((paragraph(typed),))).output)
    expected = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", typed)
    assert words(body(parts)) == re.sub("\r\n?", "\n", expected)


def test_all_words_of_all_nodes_come_out() -> None:
    parts = roots(render(EVERYTHING).output)
    for expected in (
        "“she said ‘no’”", "H2O", "a trap", "[footnoteRef:99]", "{{7*7}} \\input{x}",
        "Ships at anchor", "if tide:\n\treturn  'ebb' # 100%", "e\u0301, no\u00a0break",
        "שלום, محمد", "김정은, 習近平",
    ):  # fmt: skip
        assert expected in words(body(parts))


def test_blanks_at_the_edges_of_a_run_survive() -> None:
    parts = written(paragraph("one ", Emphasis(text("two")), " three"))
    runs = find(body(parts), ".//w:t")
    assert [run.text for run in runs] == ["one ", "two", " three"]
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert [run.get(space) for run in runs] == ["preserve", None, "preserve"]


def test_words_of_other_scripts_say_how_to_set_them() -> None:
    parts = written("Kim 김정은 and 習近平 and さくら met שלום, עולם, then محمد.")
    marked = {
        words(run): (bool(find(run, "w:rPr/w:rtl")), dict(find(run, "w:rPr/w:lang")[0].attrib))
        for run in find(body(parts), ".//w:r[w:rPr]")
    }
    assert marked == {
        "김정은": (False, {f"{W}eastAsia": "ko-KR"}),
        "習近平": (False, {f"{W}eastAsia": "zh-CN"}),
        "さくら": (False, {f"{W}eastAsia": "ja-JP"}),
        "שלום, עולם": (True, {f"{W}bidi": "he-IL"}),
        "محمد": (True, {f"{W}bidi": "ar-SA"}),
    }


@pytest.mark.parametrize(
    ("words_of_it", "lang"),
    [
        ("Владимир, Путин", "ru-RU"),
        ("за\u0301мок 12 и", "ru-RU"),
        ("Хто чекає", "uk-UA"),
        ("воўк", "be-BY"),
        ("Ђорђе", "sr-Cyrl-RS"),
        ("Ѓорѓи", "mk-MK"),
        ("Πλημμυρίδα και άμπωτις", "el-GR"),
    ],
)
def test_greek_and_cyrillic_words_name_their_language(words_of_it: str, lang: str) -> None:
    parts = written(f"So été: {words_of_it}.")
    (run,) = find(body(parts), ".//w:r[w:rPr]")
    assert (words(run), values(run, "w:rPr/w:lang")) == (words_of_it, [lang])


def test_an_article_in_cyrillic_names_only_the_languages_in_other_letters() -> None:
    parts = written("Владимир и Ελένη", lang="bg")
    assert values(body(parts), ".//w:r/w:rPr/w:lang") == ["el-GR"]
    assert find(parts["styles.xml"], "w:docDefaults//w:lang")[0].get(f"{W}val") == "bg"


def test_emphasis_is_roman_in_an_italic_heading() -> None:
    parts = written(
        Heading(2, (Text("On "), Emphasis(text("Id.")))), paragraph(Emphasis(text("Id.")))
    )
    assert [one.get(f"{W}val") for one in find(body(parts), ".//w:i")] == ["0", None]


def test_emphasis_in_emphasis_is_roman() -> None:
    parts = written(paragraph(Emphasis((Text("a "), Emphasis(text("b"))))))
    assert [bool(find(run, "w:rPr/w:i")) for run in find(body(parts), ".//w:r")] == [True, False]


def test_run_properties_stand_in_the_order_of_the_schema() -> None:
    marked = Link("https://example.org", (Strong((Emphasis(text("x")),)),))
    properties = find(body(written(paragraph(marked))), ".//w:rPr")[0]
    assert [etree.QName(one).localname for one in properties] == ["rStyle", "b", "bCs", "i", "iCs"]


# Notes


def test_a_note_is_tied_to_its_mark() -> None:
    parts = written(
        paragraph("So.", ref("9")),
        paragraph("Then.", ref("4")),
        notes=(note("4", "b"), note("9", "a")),
    )
    assert [words(one).strip() for one in find(parts["footnotes.xml"], "w:footnote[not(@w:type)]")] == [
        "a", "b",
    ]  # fmt: skip
    opening = find(parts["footnotes.xml"], "w:footnote[@w:id='1']/w:p/*")
    assert [child[-1].tag for child in opening[1:]] == [f"{W}footnoteRef", f"{W}t", f"{W}t"]
    assert style(find(parts["footnotes.xml"], "w:footnote[@w:id='1']/w:p")[0]) == "FootnoteText"


def test_a_custom_mark_is_printed_and_not_counted() -> None:
    parts = written(paragraph("So.", ref("1")), notes=(note("1", "Thanks.", mark="†"),))
    mark = find(body(parts), ".//w:footnoteReference")[0]
    assert mark.get(f"{W}customMarkFollows") == "1"
    assert mark.getnext().text == "†"
    assert words(find(parts["footnotes.xml"], "w:footnote[@w:id='1']")[0]) == "† Thanks."
    assert not find(parts["footnotes.xml"], "w:footnote[@w:id='1']//w:footnoteRef")


def test_a_note_cited_again_is_a_field_that_points_at_its_mark() -> None:
    parts = written(paragraph("So.", ref("1"), " Again.", ref("1")), notes=(note("1", "a"),))
    line = find(body(parts), "w:p")[0]
    assert [child.tag.removeprefix(W) for child in line][2:5] == [
        "bookmarkStart",
        "r",
        "bookmarkEnd",
    ]
    assert find(line, ".//w:instrText")[0].text == r" NOTEREF _Ref_footnote_1 \f \h "
    assert words(line) == "So. Again.1"


def test_a_number_in_the_text_is_a_field_whatever_it_points_at() -> None:
    later = CrossRef("infra", (NoteKey("footnote-2"),), (Text("infra note "), number("2")))
    parts = written(
        paragraph("So.", ref("1"), ref("2")), notes=(note("1", paragraph(later)), note("2", "b"))
    )
    assert find(parts["footnotes.xml"], "//w:instrText")[0].text == r" NOTEREF _Ref_footnote_2 \h "
    assert words(find(parts["footnotes.xml"], "w:footnote[@w:id='1']")[0]) == " infra note\u00a02"


def test_only_a_mark_that_is_pointed_at_has_a_bookmark() -> None:
    parts = written(paragraph("So.", ref("1"), ref("2")), notes=(note("1", "a"), note("2", "b")))
    assert not find(parts["document.xml"], "//w:bookmarkStart")


def test_what_is_said_of_the_text_comes_before_what_is_said_of_its_notes() -> None:
    def dead(name: str) -> Link:
        return Link(f"javascript:{name}", (Text(name),))

    noted = note("1", paragraph(dead("note")))
    document = Document((paragraph(dead("text"), ref("1")),), (noted,))
    assert [one.message.split(":")[1][:4] for one in render(document).diagnostics] == [
        "text",
        "note",
    ]


def test_references_reach_over_all_of_a_long_article() -> None:
    last = CrossRef("infra", (NoteKey("footnote-900"),), (Text("infra note "), number("900")))
    first = CrossRef("supra", (NoteKey("footnote-1"),), (Text("supra note "), number("1")))
    texts = (paragraph(last), *(paragraph("So.", ref(str(n))) for n in range(1, 901)))
    notes = (*(note(str(n), "a") for n in range(1, 900)), note("900", paragraph(first)))
    parts = written(*texts, notes=notes)
    names = [one.get(f"{W}name") for one in find(parts["document.xml"], "//w:bookmarkStart")]
    assert names == ["_Ref_footnote_1", "_Ref_footnote_900"]
    pointing = [one.text.split()[1] for one in find(parts["document.xml"], "//w:instrText")]
    assert pointing == ["_Ref_footnote_900"]
    (pointing,) = find(parts["footnotes.xml"], "//w:instrText")
    assert pointing.text.split()[1] == "_Ref_footnote_1"


def test_a_mark_in_a_note_is_a_field() -> None:
    parts = written(
        paragraph("So.", ref("1"), ref("2")),
        notes=(note("1", paragraph("as in", ref("2"))), note("2", "b")),
    )
    assert words(find(parts["footnotes.xml"], "w:footnote[@w:id='1']")[0]) == " as in2"


def test_a_custom_mark_cited_again_is_a_link_as_a_field_would_lose_it() -> None:
    parts = written(
        paragraph("So.", ref("1"), " Again.", ref("1")), notes=(note("1", "a", mark="*"),)
    )
    link = find(body(parts), ".//w:hyperlink")[0]
    assert (words(link), link.get(f"{W}anchor")) == ("*", "_Ref_footnote_1")


def test_marks_side_by_side_are_set_apart_without_a_character() -> None:
    parts = written(paragraph("So.", ref("1"), ref("2")), notes=(note("1", "a"), note("2", "b")))
    first, second = find(body(parts), ".//w:r[w:footnoteReference]")
    assert find(first, "w:rPr/w:spacing")
    assert not find(second, "w:rPr/w:spacing")
    assert words(body(parts)) == "So."


def test_the_digits_of_a_number_are_not_set_apart() -> None:
    ids = [str(id) for id in range(1, 12)]
    parts = written(
        paragraph("So.", *map(ref, ids), ref("1"), ref("2")),
        notes=tuple(note(id, "x") for id in ids),
    )
    marks = find(body(parts), ".//w:r[w:footnoteReference]")
    assert [bool(find(mark, "w:rPr/w:spacing")) for mark in marks] == [True] * 9 + [False] * 2
    assert words(body(parts)) == "So.\u2009\u200912"


def test_long_notes_may_go_on_overleaf_and_short_ones_are_kept() -> None:
    notes = (
        note("1", "x " * 120),
        note("2", "x " * 121),
        note("3", BlockQuote((paragraph("x " * 301),))),
    )
    parts = written(paragraph("So.", ref("1"), ref("2"), ref("3")), notes=notes)
    assert find(parts["styles.xml"], "w:style[@w:styleId='FootnoteText']/w:pPr/w:keepLines")
    lines = find(parts["footnotes.xml"], "w:footnote[not(@w:type)]/w:p[last()]")
    assert [values(one, "w:pPr/w:keepLines") for one in lines] == [[], ["0"], ["0"]]


def test_a_line_with_a_long_address_is_not_justified() -> None:
    long, short = "https://example.org/a/rather/long/address", "https://perma.cc/AB12-CD34"
    blocks = tuple(
        paragraph("See ", Link(url, text(shown)), ".")
        for url, shown in ((long, long), (short, short), (long, "a book of dues"))
    )
    for look, expected in ((None, [["left"], [], []]), ("manuscript", [[], [], []])):
        parts = roots(render(Document(blocks), reference_doc=look).output)
        assert [values(one, "w:pPr/w:jc") for one in find(body(parts), "w:p")] == expected


def test_a_heading_stands_over_the_endnotes_and_none_over_the_footnotes() -> None:
    parts = written(paragraph("So."))
    separators = [words(parts[f"{kind}s.xml"]) for kind in ("footnote", "endnote")]
    assert separators == ["", "Notes"]
    assert values(parts["endnotes.xml"], "w:endnote[@w:type='separator']/w:p/w:pPr/w:pStyle") == [
        "Heading1"
    ]


@pytest.mark.parametrize(("with_footnote", "expected"), [(True, "lowerRoman"), (False, "decimal")])
def test_endnotes_take_roman_numbers_beside_footnotes(with_footnote: bool, expected: str) -> None:
    marks: list[Inline] = [ref("1", "endnote"), *([ref("1")] if with_footnote else [])]
    notes = (note("1", "e", kind="endnote"), note("1", "f"))
    parts = written(paragraph("So.", *marks), notes=notes[: 1 + with_footnote])
    assert values(parts["settings.xml"], "w:endnotePr/w:numFmt") == [expected]
    assert values(parts["settings.xml"], "w:footnotePr/w:numFmt") == ["decimal"]


def test_a_note_that_begins_with_a_list_has_its_number_on_a_line_before() -> None:
    listed = BulletList((ListItem((paragraph("one"),)),))
    parts = written(paragraph("So.", ref("1"), ref("2")), notes=(note("1", listed), note("2")))
    first, empty = find(parts["footnotes.xml"], "w:footnote[not(@w:type)]")
    assert [bool(find(one, ".//w:numPr")) for one in find(first, "w:p")] == [False, True]
    assert len(find(empty, ".//w:footnoteRef")) == 1


def test_a_heading_in_a_note_is_a_bold_line() -> None:
    parts = written(paragraph("So.", ref("1")), notes=(note("1", "a", Heading(2, text("On it"))),))
    heading = find(parts["footnotes.xml"], "w:footnote[@w:id='1']/w:p")[1]
    assert style(heading) == "FootnoteText"
    assert find(heading, ".//w:b")


def test_a_note_that_no_mark_calls_is_reported() -> None:
    rendered = render(Document((paragraph("So."),), (note("1", "lost"),)))
    assert [one.code for one in rendered.diagnostics] == ["R004"]
    assert_consistent(rendered.output)


# Links


def test_links_have_relationships_of_the_part_they_stand_in() -> None:
    link = Link("https://example.org/?a=1&b=2", text("there"))
    parts = written(paragraph(link, ref("1"), link), notes=(note("1", paragraph(link)),))
    for name in ("document.xml", "footnotes.xml"):
        targets = [one for one in parts[f"_rels/{name}.rels"] if one.get("TargetMode")]
        assert [one.get("Target") for one in targets] == ["https://example.org/?a=1&b=2"]
    assert len(find(body(parts), ".//w:hyperlink")) == 2


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "https://", "http://[x", "http://a:b/", "//x"],
)
def test_a_link_that_may_not_be_live_is_text(url: str) -> None:
    rendered = render(Document((paragraph(Link(url, text("there"))),)))
    assert [one.code for one in rendered.diagnostics] == ["R003"]
    parts = roots(rendered.output)
    assert not find(body(parts), ".//w:hyperlink")
    assert words(body(parts)) == "there"


@given(st.text())
def test_an_address_is_a_legal_uri_or_none(typed: str) -> None:
    target = uri(f"https://example.org/{typed}")
    legal = r"https://example\.org/(?:[\w\-.~:/?#@!$&'()*+,;=]|%[0-9A-F]{2}|%[0-9a-fA-F]{2})*"
    assert target is None or re.fullmatch(legal, target, re.ASCII)


def test_an_image_is_its_description() -> None:
    rendered = render(Document((paragraph(Image("https://example.org/a.png", "A quay")),)))
    assert [one.code for one in rendered.diagnostics] == ["R002"]
    parts = roots(rendered.output)
    assert words(find(body(parts), ".//w:hyperlink")[0]) == "A quay"


# Blocks


def test_each_ordered_list_starts_where_it_should() -> None:
    one = (ListItem((paragraph("x"),)),)
    parts = written(OrderedList(one), OrderedList(one, start=5))
    starts = values(parts["numbering.xml"], "w:num/w:lvlOverride/w:startOverride")
    assert starts == ["1", "5"]
    first, second = values(body(parts), ".//w:numId")
    assert first != second


def test_lists_nest_as_deep_as_word_can() -> None:
    nested: Block = paragraph("deep")
    for _ in range(12):
        nested = BulletList((ListItem((paragraph("x"), nested)),))
    levels = values(body(written(nested)), ".//w:ilvl")
    assert levels == [*map(str, range(9)), "8", "8", "8"]


def test_only_the_first_paragraph_of_an_item_has_a_bullet() -> None:
    item = ListItem((paragraph("one"), paragraph("two")))
    first, second = find(body(written(BulletList((item,)))), "w:p")
    assert find(first, "w:pPr/w:numPr")
    assert not find(second, "w:pPr/w:numPr")
    assert find(second, "w:pPr/w:ind")[0].get(f"{W}left") == "720"


def test_an_item_that_begins_with_code_has_its_bullet() -> None:
    first, second = find(body(written(BulletList((ListItem((CodeBlock("x"),)),)))), "w:p")
    assert find(first, "w:pPr/w:numPr")
    assert style(second) == "SourceCode"


def test_a_quotation_in_a_quotation_stands_further_in() -> None:
    quoted = BlockQuote((paragraph("a"), BlockQuote((paragraph("b"),))))
    outer, inner = find(body(written(quoted)), "w:p")
    assert (style(outer), style(inner)) == ("Quote", "Quote")
    assert not find(outer, "w:pPr/w:ind")
    assert find(inner, "w:pPr/w:ind")[0].get(f"{W}left") == "1080"


def test_cells_span_columns_and_rows() -> None:
    tall = Cell((paragraph("tall"),), rowspan=2)
    wide = Cell((paragraph("wide"),), colspan=2)
    parts = written(Table((Row((tall, wide)), Row((cell("a"), cell("b"))), Row(()))))
    assert values(body(parts), ".//w:vMerge") == ["restart", "continue"]
    assert values(body(parts), ".//w:gridSpan") == ["2"]
    assert words(body(parts)) == "tallwideab"


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 70), st.integers(1, 4)), max_size=70),
        min_size=1,
        max_size=5,
    )
)
def test_any_spans_give_whole_rows_and_lose_no_cell(spans: list[list[tuple[int, int]]]) -> None:
    rows = tuple(
        Row(tuple(Cell((paragraph("x"),), colspan=wide, rowspan=tall) for wide, tall in row))
        for row in spans
    )
    parts = written(Table(rows))
    assert words(body(parts)) == "x" * sum(map(len, spans))
    assert len(find(body(parts), ".//w:gridCol")) <= MOST_COLUMNS


def test_a_head_row_is_repeated_unless_it_calls_a_note() -> None:
    quiet = Table((Row((cell("1"),)),), head=(Row((cell("Year"),)),))
    calling = Table((Row((cell("1"),)),), head=(Row((cell("Year", ref("1")),)),))
    parts = written(quiet, calling, notes=(note("1", "a"),))
    assert [len(find(one, ".//w:tblHeader")) for one in find(body(parts), "w:tbl")] == [1, 0]


def test_only_a_table_with_a_head_has_a_first_row_of_another_look() -> None:
    rows = (Row((cell("1"),)),)
    looks = find(body(written(Table(rows), Table(rows, head=rows))), ".//w:tblLook")
    assert [(one.get(f"{W}val"), one.get(f"{W}firstRow")) for one in looks] == [
        ("0600", "0"), ("0620", "1"),
    ]  # fmt: skip


def test_a_table_in_a_quotation_is_no_wider_than_the_quotation() -> None:
    quoted = BlockQuote((Table((Row((cell("1"),)),)),))
    width = find(body(written(quoted)), ".//w:tblW")[0].get(f"{W}w")
    assert int(width) == pytest.approx(5000 * (7560 - 2 * 540) / 7560, abs=1)


def test_a_table_has_room_above_as_below() -> None:
    table = Table((Row((cell("1"),)),))
    captioned = Table(table.rows, caption=text("One"))
    lines = find(body(written("So.", table, table, "Then.", captioned)), "w:p")
    assert [style(one) for one in lines] == [
        "BodyText", "TableEnd", "TableEnd", "TableEnd", "BodyText", "Caption", "TableEnd",
    ]  # fmt: skip


def test_a_table_without_rows_is_its_caption() -> None:
    parts = written(Table((), caption=text("Nothing")))
    assert words(body(parts)) == "Nothing"


def test_a_cell_without_blocks_holds_a_paragraph() -> None:
    written(Table((Row((Cell((BlockQuote(()),)), Cell(()))),)))


def test_what_nests_too_deeply_is_refused_in_words() -> None:
    deep: Block = paragraph("x")
    for _ in range(2000):
        deep = BlockQuote((deep,))
    with pytest.raises(ConversionError, match="nested too deeply"):
        render(Document((deep,)))


# Metadata


def test_running_heads_show_title_and_authors_as_text() -> None:
    parts = written(
        "{{ title }}", title=text("Dues & {{ authors }}"), authors=(text("Ana"), text("Bo"))
    )
    assert "Dues & {{ authors }}" in words(parts["header1.xml"])
    assert "Ana & Bo" in words(parts["header2.xml"])
    assert words(body(parts)).endswith("{{ title }}")


def test_a_title_with_quoted_words_keeps_its_quotes_in_the_properties() -> None:
    quoted = (Text("On "), Quoted("double", text("Id.")), LineBreak(), ref("1"))
    parts = written(title=quoted, notes=(note("1", "a"),))
    assert "On “Id.” " in "".join(parts["docProps/core.xml"].itertext())


def test_a_title_keeps_the_number_of_a_note_in_the_properties() -> None:
    parts = written(
        paragraph(ref("1")), title=(Text("Beyond Note "), number("1")), notes=(note("1", "a"),)
    )
    assert "Beyond Note 1" in "".join(parts["docProps/core.xml"].itertext())


def test_a_long_title_is_cut_between_words() -> None:
    cut = running_title(
        "A Very Long Title That Goes On and On without Any Colon to Break It at All"
    )
    assert cut == "A Very Long Title That Goes On and On …"


@pytest.mark.parametrize(
    ("lang", "slot", "expected"),
    [
        ("de-DE", "val", "de-DE"),
        ("en", "val", "en-US"),
        ("ko-KR", "eastAsia", "ko-KR"),
        ("ar-EG", "bidi", "ar-EG"),
        ("ug", "bidi", "ug"),
        ('"><x', "val", "en-US"),
    ],
)
def test_the_language_is_set_for_its_script(lang: str, slot: str, expected: str) -> None:
    language = find(written("So.", lang=lang)["styles.xml"], "w:docDefaults//w:lang")[0]
    assert language.get(f"{W}{slot}") == expected


def test_ten_times_the_notes_take_ten_times_the_parts() -> None:
    sizes = []
    for count in (100, 1000):
        blocks = tuple(paragraph("So.", ref(str(id))) for id in range(count))
        notes = tuple(note(str(id), "See there.") for id in range(count))
        sizes.append(len(members(render(Document(blocks, notes)).output)["word/footnotes.xml"]))
    assert all(later < 11 * earlier for earlier, later in pairwise(sizes))


def test_paragraph_of_a_foreign_tree_without_content_is_written() -> None:
    assert words(body(written(Paragraph(())))) == ""
