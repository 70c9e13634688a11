"""The Typst source itself. Whether Typst sets it is tested in tests/programs/test_pdf.py."""

from __future__ import annotations

import pytest

from converter.document.diagnostics import ConversionError
from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    CodeBlock,
    CrossRef,
    Document,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Metadata,
    Note,
    NoteKey,
    NoteKind,
    Quoted,
    Row,
    Strong,
    Table,
    Text,
)
from converter.renderers.typst import render
from converter.renderers.typst.text import escape, string
from tests.documents import EVERYTHING, cell, note, number, paragraph, ref, text

TEMPLATE = "<< body >>"
ONE = (note("1", "See there."),)


def body(*blocks: Block, notes: tuple[Note, ...] = ()) -> str:
    return str(render(Document(blocks=blocks, notes=notes), template=TEMPLATE).output)


def line(*content: str | Inline, notes: tuple[Note, ...] = ()) -> str:
    return body(paragraph(*content), notes=notes)


def test_a_note_stands_at_its_mark() -> None:
    assert line("A claim.", ref("1"), notes=ONE) == "A claim.#footnote[See there.]"


def test_a_blank_before_a_mark_goes_behind_it() -> None:
    written = line("A claim. ", ref("1"), "More.", notes=ONE)
    assert written == "A claim.#footnote[See there.] More."


def test_a_note_called_again_prints_its_number() -> None:
    written = line("A", ref("1"), " b", ref("1"), ".", notes=ONE)
    assert written.endswith(" b#super[#note-number(<fn:there>)];.")


def test_a_cross_reference_is_counted_by_typst() -> None:
    supra = CrossRef("supra", (NoteKey("footnote-1"),), (Text("supra note "), number("1")))
    written = line("A.", ref("1"), " See ", supra, ".", notes=ONE)
    assert written.endswith("See supra note~#note-number(<fn:there>);.")


def test_a_note_has_a_label_made_of_its_words_where_something_points_at_it() -> None:
    written = line("A", ref("1"), "b", ref("2"), " n ", number("1"), notes=(*ONE, note("2", "Id.")))
    assert written == ("A#footnote[See there.]<fn:there>b#footnote[Id.] n~#note-number(<fn:there>)")


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        ("(x)", ";(x)"),
        ("[x]", "\\[x\\]"),
        (";", ";;"),
        (".at", ";.at"),
        (". At", ". At"),
        ("at", "at"),
    ],
)
def test_nothing_behind_a_note_is_read_as_more_of_its_call(after: str, shown: str) -> None:
    assert line("A", ref("1"), after, notes=ONE) == f"A#footnote[See there.]{shown}"


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_that_is_put_in_changes_no_line_but_its_own(kind: NoteKind) -> None:
    def written(*, more: bool) -> list[str]:
        words = {str(at): f"Ann {chr(65 + at)}lder, Quays {at}." for at in range(9)}
        content: list[Block] = [
            paragraph(f"Claim {key}.", ref(key, kind), " See note ", number(key, kind), ".")
            for key in words
        ]
        if more:
            content.insert(1, paragraph("New.", ref("9", kind), " See ", number("9", kind), "."))
            words["9"] = "Ann Newman, Piers 3."
        notes = tuple(note(*one, kind=kind) for one in words.items())
        return str(render(Document(tuple(content), notes)).output).split("\n")

    before, after = written(more=False), written(more=True)
    new = [at for at, line in enumerate(after) if "Newman" in line or "newman" in line]
    assert len(new) == (1 if kind == "footnote" else 2)
    kept = [line for at, line in enumerate(after) if at not in new]
    assert [*filter(None, kept)] == [*filter(None, before)]


def test_no_line_ends_between_a_sign_and_its_number() -> None:
    assert line("Act §§ 5 and 6, art. 7, No. 8, Part IV, of note") == (
        "Act §§~5 and 6, art.~7, No.~8, Part~IV, of note"
    )


def test_a_table_has_a_rule_above_and_below_and_a_note_a_blank_behind_its_number() -> None:
    written = str(render(Document(blocks=(Table((Row((cell("a"),)),)),))).output)
    assert "#show table: block.with(stroke: (y: 0.8pt))" in written
    assert "h(0.25em)" in written


def test_a_note_of_a_heading_is_kept_out_of_the_bookmarks() -> None:
    written = body(Heading(2, (Text("Of Ports"), ref("1"))), notes=ONE)
    assert written == "== Of Ports#context [#footnote[See there.]]"


def test_a_custom_mark_is_not_counted_and_an_endnote_waits_for_the_end() -> None:
    notes = (note("1", "Star.", mark="*"), note("2", "End.", kind="endnote"))
    document = Document(blocks=(paragraph("A", ref("1"), " b", ref("2", "endnote")),), notes=notes)
    written = str(render(document, template="<< body >>|<< endnotes >>").output)
    assert written == (
        "A#footnote(numbering: _ => star)[Star.]"
        "#counter(footnote).update(n => n - 1) b#endnote()"
        "|#endnote-text[End.]"
    )


def test_the_head_of_a_table_is_repeated_unless_it_calls_a_note() -> None:
    rows = (Row((cell("a"),)),)
    assert "repeat" not in body(Table(rows, head=(Row((cell("H"),)),)))
    noted = Table(rows, head=(Row((cell("H", ref("1")),)),))
    assert "table.header(repeat: false," in body(noted, notes=ONE)


def test_what_follows_a_call_is_not_read_as_part_of_it() -> None:
    assert line(Emphasis(text("Id")), "(a)") == "#emph[Id];(a)"
    assert line(Emphasis(text("Id")), ".name") == "#emph[Id];.name"
    assert line(Emphasis(text("a")), Strong(text("b"))) == "#emph[a]#strong[b]"


@pytest.mark.parametrize(
    ("start", "escaped"),
    [
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("= x", "\\= x"),
        ("/ x: y", "\\/ x: y"),
        ("12. x", "12\\. x"),
    ],
)
def test_no_line_becomes_a_list_or_heading(start: str, escaped: str) -> None:
    assert line(start) == escaped
    assert line(Emphasis(text(start))) == f"#emph[{escaped}]"


def test_code_and_addresses_are_strings() -> None:
    assert body(CodeBlock('a "b"\n\\c', "sh")) == (
        '#raw(block: true, lang: "sh", "a \\"b\\"\\n\\\\c")'
    )
    link = Link("https://x.org/[a]#b", text("there"))
    assert line(link) == '#link("https://x.org/[a]#b")[there]'
    assert line(Link("javascript:x", text("trap"))) == "trap"


def test_lists_and_quotations_are_indented_calls() -> None:
    items = (ListItem((paragraph("one"),)), ListItem((paragraph("two"), paragraph("more"))))
    assert body(BulletList(items)) == "#list(\n  [one],\n  [two\n\n  more],\n)"
    assert body(BlockQuote((paragraph("q"),))) == "#quote(block: true)[\nq\n]"


def test_characters_that_nothing_can_show_are_printed_by_their_code() -> None:
    rendered = render(Document(blocks=(paragraph("a\x01b\u202ec"),)), template=TEMPLATE)
    assert rendered.output == "a\\[U+0001\\]b\\[U+202E\\]c"
    assert [one.code for one in rendered.diagnostics] == ["R001", "R001"]
    assert string("a\x01") == '"a\ufffd"'


def test_shorthands_are_undone() -> None:
    assert escape("5--6, -1 ... ~ x//y /* z */", {}) == (
        "5\\-\\-6, \\-1 \\.\\.. \\~ x\\//y \\/\\* z \\*\\/"
    )
    assert line(Text("-"), Text("-")) == "\\-\\-"


def test_metadata_is_plain_and_the_language_is_one_that_typst_knows() -> None:
    meta = Metadata(title=(Text('A "B"'), ref("1")), authors=(text("Ann"),), lang="pt-Latn-BR")
    template = "<< pdf_title >> << pdf_authors >> << language >> << region >>"
    document = Document(meta=meta, notes=ONE)
    assert render(document, template=template).output == '"A \\"B\\"" ("Ann",) "pt" "BR"'
    odd = Document(meta=Metadata(lang='x"] #panic()'))
    assert render(odd, template="<< language >>").output == '"en"'


def test_the_title_of_the_pdf_keeps_what_words_can_say() -> None:
    title = (Quoted("single", text("Id.")), LineBreak(), Text("after Note "), number("1"))
    document = Document((paragraph("So.", ref("1")),), ONE, Metadata(title=title))
    assert render(document, template="<< pdf_title >>").output == '"‘Id.’ after Note 1"'


def test_every_note_is_written_once() -> None:
    output = str(render(EVERYTHING).output)
    assert output.count("#footnote[") + output.count("#footnote(") == 11
    assert output.count("#endnote-text") == 1


def test_a_document_nested_too_deeply_is_refused() -> None:
    deep: Block = paragraph("x")
    for _ in range(3000):
        deep = BlockQuote((deep,))
    with pytest.raises(ConversionError, match="nested too deeply"):
        render(Document(blocks=(deep,)))


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2031-05-09", "datetime(year: 2031, month: 5, day: 9)"),
        ("May 2031", "datetime(year: 2031, month: 5, day: 1)"),
        ("Sept. 9, 2031", "datetime(year: 2031, month: 9, day: 9)"),
        ("3rd March 1998", "datetime(year: 1998, month: 3, day: 3)"),
        ("Frühling 2031", "datetime(year: 2031, month: 1, day: 1)"),
        ("February 30, 2031", "none"),
        ("in press", "none"),
    ],
)
def test_the_date_of_the_pdf_is_that_of_the_front_matter(words: str, date: str) -> None:
    written = str(render(Document(meta=Metadata(date=words)), template="<< pdf_date >>").output)
    assert written == date


LEFT, RIGHT = "ראו שם, פסקה 7 (Doe)", "See there."


def test_what_runs_the_other_way_than_the_article_is_turned() -> None:
    content = (paragraph(RIGHT), paragraph(LEFT, ref("1")), BlockQuote((paragraph(LEFT),)))
    notes = (note("1", paragraph(LEFT), paragraph(RIGHT)),)
    written = body(*content, notes=notes)
    words = f"#footnote[#turned-note;{LEFT}\n\n#rightward[\n{RIGHT}\n]]"
    assert f"#leftward[\n{LEFT}{words}\n]" in written
    assert f"#leftward[\n#quote(block: true)[\n{LEFT}\n]\n]" in written
    output = str(render(Document(content, notes)).output)
    assert "set text(dir: rtl) if is-turned(note.body)" in output
    assert "turned" not in str(render(Document((paragraph(RIGHT),))).output)


def test_an_english_note_of_a_hebrew_paragraph_runs_as_the_article_does() -> None:
    assert (
        body(paragraph(LEFT, ref("1")), notes=ONE) == f"#leftward[\n{LEFT}#footnote[See there.]\n]"
    )


def test_an_english_paragraph_of_a_hebrew_article_is_turned() -> None:
    document = Document((paragraph(LEFT), paragraph(RIGHT)), (), Metadata(lang="he"))
    assert render(document, template=TEMPLATE).output == f"{LEFT}\n\n#rightward[\n{RIGHT}\n]"
