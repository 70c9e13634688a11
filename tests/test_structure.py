"""Plain text gets its structure back: what cannot be anything else, and what was typed."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion import read, render
from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    OrderedList,
    Paragraph,
    SmallCaps,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from converter.document.tree import without_spans
from converter.formats import Parsed
from converter.readers.marker.parser import parse
from converter.readers.restoring.structure import MOST_BLOCKS
from converter.readers.restoring.structure.lines import words_of
from tests.outlines import LONG, PROSE, SENTENCE, headings, outline, text


def kinds(document: Document) -> set[type[Block]]:
    return {type(block) for block in document.blocks}


# Headings


def test_numbers_that_count_on_make_headings_and_their_nesting_makes_levels() -> None:
    found = headings(
        "Introduction", "P", "I. The Keeper", "A. The Grant", "P", "B. The Due", "1. In Oil", "P",
        "2. In Coin", "P", "II. The Beam", "P", "Conclusion", "P",
    )  # fmt: skip
    assert found == [
        "# Introduction", "# I. The Keeper", "## A. The Grant", "## B. The Due", "### 1. In Oil",
        "### 2. In Coin", "# II. The Beam", "# Conclusion",
    ]  # fmt: skip


def test_the_letter_i_follows_h_and_the_number_i_begins() -> None:
    letters = [f"{letter}. Port of {letter}" for letter in "ABCDEFGHIJ"]
    lines = [line for letter in letters for line in (letter, "P")]
    assert headings(*lines) == [f"# {letter}" for letter in letters]


def test_numbers_that_begin_anew_below_lines_without_any_are_the_lower_level() -> None:
    found = headings(
        "P", "Ports Compared", "A. Of Old", "P", "B. Of Late", "P",
        "Ports Explained", "A. By Sea", "P", "B. By Land", "P",
    )  # fmt: skip
    assert found[0] == "# Ports Compared"
    assert found[1] == "## A. Of Old"
    assert found[4] == "## A. By Sea"


def test_an_introduction_at_once_below_a_numbered_heading_is_part_of_that() -> None:
    found = headings("P", "I. Oil", "Introduction", "P", "II. Wick", "P", "Conclusion", "P")
    assert found == ["# I. Oil", "## Introduction", "# II. Wick", "# Conclusion"]


def test_lines_in_capitals_between_paragraphs_are_headings() -> None:
    assert headings("P", "THE HEARING", "P", "P", "THE EVIDENCE", "P") == [
        "# THE HEARING",
        "# THE EVIDENCE",
    ]


def test_what_a_typed_table_of_contents_lists_is_a_heading() -> None:
    found = headings(
        "Oil\t1\nWicks and their trimming\t2\nGlass\t9", "P", "Oil", "P", "Wicks and their trimming",
        "Of hemp", "P", "Glass", "P",
    )  # fmt: skip
    assert found == ["# Oil", "# Wicks and their trimming", "# Glass"]


def test_a_heading_keeps_its_note() -> None:
    document = parse(text("P", "I. Oil[footnoteRef:7] [7:  Tamm.] ", "P", "II. Wick", "P")).document
    assert outline(document) == ["# I. Oil", "# II. Wick"]
    heading = next(block for block in document.blocks if isinstance(block, Heading))
    assert heading.content[-1].note == document.notes[0].key  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "lines",
    [
        ["P", "A. Smith", "B. Jones", "C. Brown", "P"],
        ["P", "I. M. Pei", "P", "P"],
        ["P", "A. Smith", "P", "A man came.", "P"],
        ["1. The buyer pays the price;", "P", "2. The seller hands over the oil.", "P"],
        ["P", "1. Oil", "2. Wick", "3. Glass", "P"],
        ["P", "1. See Tamm, A Wage of Oil 4 (1988)", "2. Id. at 9", "3. Roe, supra note 1, at 7"],
        ["P", "Figure 1. The Lamp", "P", "Figure 2. The Wick", "P"],
        ["P", "Figure 1", "P", "Table 2: Of Oil", "P", "Source: The Author", "P"],
        ["P", "Roses are red", "Violets are blue", "Oil is dear", "And so are you", "P"],
        ["P", "Dear Sir", "P", "Yours Sincerely", "Jane Doe", "P"],
        ["P", "/s/ Jane Doe", "Keeper of the Lamp", "1 Harbour Street", "Sandrey"],
        ["P", "Romeo", "P", "Juliet", "P", "Romeo", "P", "Juliet", "P"],
        ["P", "“Who Is There?”", "P", "“It Is I”", "P"],
        ["P", "He went home", "P", "She was not there", "P", "They left", "P", "It rained", "P"],
        ["P", "MR. ROE: Who lit it?", "P", "MS. DOE: I did.", "P"],
        [
            "P",
            "1. Did you light the lamp that night?",
            "P",
            "2. Who paid you for the oil that you had?",
            "P",
        ],
        ["P", "Port\tDues", "P", "Hull\tNone", "P"],
        [
            "P",
            "The rule reads as follows:",
            "Ports Must Be Lit",
            "P",
            "It goes on:",
            "At All Hours",
            "P",
        ],
        ["Oil\t1\nGlass\t9", "P", "P"],
        ["P", "The End"],
        ["P", "12 Monkeys", "P", "13 Pilots", "P"],
        ["P", "A. Oil\t2", "B. Wick\t3", "C. Glass\t9", "P"],
        ["P", "www.example.org/Oil", "P", "Https://Example.org/Wick", "P"],
    ],
    ids=lambda lines: " / ".join(line for line in lines if line != "P")[:50],
)
def test_what_only_resembles_a_heading_stays_text(lines: list[str]) -> None:
    document = parse(text(*lines)).document
    assert outline(document) == []


def test_a_word_alone_is_no_heading_where_it_ends_a_text() -> None:
    assert headings("P", "P", "Notes", "1 Harbour Street") == []


# Quotes, lists, separators


def test_a_long_quotation_that_a_sentence_announces_is_a_block_quote() -> None:
    document = parse(
        text("P", "The court held, in the words of its president:", f"“{LONG}”", "P")
    ).document
    (quote,) = (block for block in document.blocks if isinstance(block, BlockQuote))
    assert words_of(quote.blocks[0].content) == f"“{LONG}”"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "lines",
    [
        ["P", "The court held:", f"“{SENTENCE}”", "P"],
        ["P", "The court held:", f"“{LONG}” So it did.", "P"],
        ["P", f"“{LONG}”", f"“{LONG}”", "P"],
        ["P", f"\t{LONG}", f"\t{LONG}", "P"],
        [f"“{LONG}”"],
    ],
    ids=["short", "goes on", "speech", "first lines set in", "alone"],
)
def test_what_only_resembles_a_quote_stays_text(lines: list[str]) -> None:
    assert kinds(parse(text(*lines)).document) == {Paragraph}


def test_bullets_in_a_row_are_a_list_without_them() -> None:
    document = parse("It cost:\n• oil,\n• wick,\n• glass.\n").document
    (_, found) = document.blocks
    assert isinstance(found, BulletList)
    assert [words_of(item.blocks[0].content) for item in found.items] == ["oil,", "wick,", "glass."]  # type: ignore[union-attr]


def test_numbers_in_a_row_below_a_colon_are_a_list() -> None:
    document = parse("It cost:\n(a) oil,\n(b) wick.\n").document
    (_, found) = document.blocks
    assert isinstance(found, OrderedList)
    assert (found.start, found.format, found.delimiter) == (1, "lower-alpha", "parens")


def shape(node: Block) -> object:
    """A list as its way of numbering and its items; an item with lists below it is a pair."""
    if not isinstance(node, BulletList | OrderedList):
        return words_of(node.content)  # type: ignore[union-attr]
    way = f"{node.start} {node.format} {node.delimiter}" if isinstance(node, OrderedList) else "•"
    items = [(*map(shape, one.blocks),) for one in node.items]
    return way, [one[0] if len(one) == 1 else one for one in items]


def test_lists_within_lists_are_told_by_their_marks() -> None:
    document = parse(
        "It cost:\n1. oil:\n(a) of whales,\n(b) of seals:\n(i) grey,\n(ii) black;\n"
        "2. wick;\n• of hemp\n• of wool\n3. glass.\n"
    ).document
    assert shape(document.blocks[1]) == ("1 decimal period", [
        ("oil:", ("1 lower-alpha parens", [
            "of whales,",
            ("of seals:", ("1 lower-roman parens", ["grey,", "black;"])),
        ])),
        ("wick;", ("•", ["of hemp", "of wool"])),
        "glass.",
    ])  # fmt: skip


def test_bullets_that_stand_further_in_are_a_list_below() -> None:
    document = parse("It cost:\n• oil\n    • of whales\n    • of seals\n• wick\n").document
    assert shape(document.blocks[1]) == (
        "•",
        [("oil", ("•", ["of whales", "of seals"])), "wick"],
    )


def test_the_letter_i_goes_on_behind_h_and_the_number_i_begins_a_list_below() -> None:
    letters = "".join(f"({letter}) port {letter};\n" for letter in "abcdefghij")
    (found,) = parse(f"They are:\n{letters}").document.blocks[1:]
    assert isinstance(found, OrderedList)
    assert len(found.items) == 10


def test_a_list_goes_on_behind_a_paragraph_with_the_number_that_stands_there() -> None:
    document = parse(
        text("It cost:\n1. oil\n2. wick", "P", "3. glass\n4. rope", "P", "5. time")
    ).document
    lists = [one for one in document.blocks if isinstance(one, OrderedList)]
    assert [(one.start, len(one.items)) for one in lists] == [(1, 2), (3, 2), (5, 1)]
    alone = parse(text("P", "3. glass\n4. rope")).document
    assert kinds(alone) == {Paragraph}


def test_items_that_end_with_a_semicolon_need_no_colon_above() -> None:
    document = parse(
        text("P", "(a) the oil is paid for;\n(b) the wick is; and\n(c) the glass is not.")
    ).document
    assert shape(document.blocks[1]) == (
        "1 lower-alpha parens",
        ["the oil is paid for;", "the wick is; and", "the glass is not."],
    )


def test_a_list_within_others_that_are_not_sure_stands_alone() -> None:
    document = parse(
        text("P", f"1. {SENTENCE}\n2. The port pays:\n(a) oil,\n(b) wick.\n3. {SENTENCE}")
    ).document
    assert [type(one) for one in document.blocks] == [*[Paragraph] * 3, OrderedList, Paragraph]


def test_lists_within_lists_are_read_back_from_marker_text() -> None:
    document = parse(
        "It cost:\n1. oil:\n(a) of whales,\n(b) of seals;\n2. wick;\n• of hemp\n• of wool\n"
    ).document
    rendered = render(document, "marker")
    assert rendered.diagnostics == ()
    again = parse(str(rendered.output)).document
    assert shape(again.blocks[1]) == shape(document.blocks[1])


@pytest.mark.parametrize(
    "lines",
    [
        "– Who is there?\n– It is I.\n",
        "It cost:\n• oil\n",
        "It cost:\n1. oil\n3. wick\n",
        "So it ends.\n1. See Tamm, A Wage of Oil.\n2. Id. at 9.\n",
        "A. Smith\nB. Jones\n",
        "* Professor of Oil.\n** Keeper.\n",
        f"So.\n1. {LONG}\n2. {LONG}\n",
        "So:\n1. Oil\t2\n2. Wick\t3\n",
        "- Oui, dit-il.\n- Non, dit-elle.\n",
    ],
)
def test_what_only_resembles_a_list_stays_text(lines: str) -> None:
    assert kinds(parse(lines).document) <= {Paragraph, Table}


def test_asterisks_between_paragraphs_part_them() -> None:
    assert kinds(parse(text("P", "* * *", "P")).document) == {Paragraph, ThematicBreak}
    assert kinds(parse(text("* * *", "P")).document) == {Paragraph}
    assert kinds(parse(text("P", "________", "P", "-----", "P")).document) == {Paragraph}


# What stands above


def test_title_author_and_date_above_a_text_become_its_metadata() -> None:
    parsed = parse(
        "A Wage of Oil\nBy Odile Tamm[footnoteRef:1]* and Ana Żółkiewska [1: * Pilots, Corvane.] \n"
        f"May 2031\nAbstract\n{SENTENCE}\nIntroduction\n{PROSE}\n{SENTENCE}\n"
    )
    meta = parsed.document.meta
    assert words_of(meta.title) == "A Wage of Oil"
    assert [words_of(author) for author in meta.authors] == ["Odile Tamm", "Ana Żółkiewska"]
    assert meta.authors[0][-1].note == parsed.document.notes[0].key  # type: ignore[union-attr]
    assert meta.date == "May 2031"
    assert words_of(meta.abstract[0].content) == SENTENCE  # type: ignore[union-attr]
    assert outline(parsed.document) == ["# Introduction"]


def test_front_matter_is_stronger_and_nothing_stands_there_twice() -> None:
    body = f"A Wage of Oil\nBy Odile Tamm\n{SENTENCE}\n{SENTENCE}\n"
    other = parse(f"---\ntitle: Another\n---\n{body}").document
    assert words_of(other.meta.title) == "Another"
    assert words_of(other.blocks[0].content) == "A Wage of Oil"  # type: ignore[union-attr]
    same = parse(f"---\ntitle: A wage of oil\nauthor: Odile Tamm\n---\n{body}").document
    assert len(same.meta.authors) == 1
    assert words_of(same.meta.title) == "A wage of oil"
    assert words_of(same.blocks[0].content) == SENTENCE  # type: ignore[union-attr]


def test_the_credit_of_a_picture_at_the_head_is_a_caption() -> None:
    document = parse(
        f"Ships at anchor (photograph), in THE PACKET (Oct. 25, 2024)\n{PROSE}\n"
    ).document
    assert isinstance(document.blocks[0], Figure)
    assert words_of(document.blocks[0].caption).startswith("Ships at anchor")


@pytest.mark.parametrize(
    "lines",
    [
        ["Dear Sir or Madam", "P", "P", "P", "P", "P"],
        ["The First Lamp", "P", "The Second Lamp", "P", "The Third Lamp", "P"],
        ["United Nations", "Distr.: General", "P", "P"],
        ["The Harbour Trust", "5 May 2031", "1 Quay Street", "Dear Sir", "P", "P", "P"],
        ["Notice of the Harbour Trust", "By Registered Mail", "Dear Sir", "P", "P", "P"],
        ["Of the Sea", "Early History[footnoteRef:1] [1:  x]", "P", "P"],
        ["A line in sentence case", "P", "P", "P", "P", "P"],
    ],
)
def test_what_is_not_sure_to_be_a_title_stays_where_it_is(lines: list[str]) -> None:
    assert parse(text(*lines)).document.meta.title == ()


# Said and undone


def said(parsed: Parsed) -> list[tuple[str, int]]:
    return [(one.code, one.span.start) for one in parsed.diagnostics if one.span]


def test_each_guess_is_said_at_its_place() -> None:
    source = text("P", "I. Oil", "P", "II. Wick", "P")
    assert said(parse(source)) == [
        ("U001", source.index("I. Oil")),
        ("U001", source.index("II. Wick")),
    ]


def test_none_leaves_all_as_text() -> None:
    source = text("P", "I. Oil", "# Typed", "P", "II. Wick", "P")
    assert kinds(parse(source, structure="none").document) == {Paragraph}


def test_full_sets_what_is_likely_too() -> None:
    lines = ["P", "The Lamp", "P"]
    assert headings(*lines) == []
    assert headings(*lines, structure="full") == ["# The Lamp"]


def test_a_backslash_keeps_a_line_as_text_and_goes() -> None:
    source = text("P", "I. Oil", "P", "\\II. Wick", "P", "III. Glass", "P")
    parsed = parse(source)
    assert outline(parsed.document) == ["# I. Oil", "# III. Glass"]
    assert words_of(parsed.document.blocks[3].content) == "II. Wick"  # type: ignore[union-attr]
    assert ("U009", source.index("\\II")) in said(parsed)


@pytest.mark.parametrize(
    "line", ["\\section{Oil}", "\\Oil", "C:\\Oil", "\\\\server\\oil", "a \\ b"]
)
def test_other_backslashes_are_text(line: str) -> None:
    document = parse(text("P", line, "P")).document
    assert words_of(document.blocks[1].content) == line  # type: ignore[union-attr]


def test_typed_marks_make_headings_and_quotes() -> None:
    document = parse("## Oil\nIt was dear.\n> The oil,\n> said Tamm, is dear.\nSo.\n").document
    heading, _, quote, _ = document.blocks
    assert heading == Heading(2, heading.content, span=heading.span)  # type: ignore[union-attr]
    assert words_of(heading.content) == "Oil"
    assert isinstance(quote, BlockQuote)
    assert [words_of(one.content) for one in quote.blocks] == ["The oil,", "said Tamm, is dear."]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line",
    [
        "#5 of the ports",
        "# 5",
        "#oil",
        "> 50 %",
        ">oil",
        "# # #x",
        "####### Oil",
        "> ",
        "#",
        "-> oil",
        "    # oil",
        "\t> oil",
        "\\>\toil",
    ],
)
def test_other_signs_are_text(line: str) -> None:
    document = parse(text("P", line, "P")).document
    assert kinds(document) == {Paragraph}
    assert words_of(document.blocks[1].content) == line.strip()  # type: ignore[union-attr]


# Written as marker text


ROUND = [
    text("P", "I. Oil", "A. Whale", "P", "B. Seed", "P", "II. Wick", "P", "* * *", "P"),
    "# Oil\n\nIt was dear.\n\n> The oil, said Tamm, is dear.\n\n> It is.\n\nSo.\n",
    "It cost:\n\n• oil,\n\n• wick.\n\nOr:\n\n1. oil,\n\n2. wick.\n\nSo.\n",
    text(
        "P", "\\I. Oil", "P", "\\II. Wick", "P", "\\# Oil", "\\\\# Oil", "\\> Oil", "\\* * *", "P"
    ),
    f"Oil and the Lamp\n\nBy Odile Tamm\n\n{text('P', 'P')}",
    f"Ships at anchor (photograph), in THE PACKET.\n\n{text('P', 'P')}",
]


@pytest.mark.parametrize("source", ROUND)
def test_what_is_written_is_read_as_the_same(source: str) -> None:
    document = parse(source).document
    written, noticed = render(document, "marker")
    assert noticed == ()
    assert without_spans(parse(str(written)).document) == without_spans(document)


def test_text_that_would_be_read_as_more_is_written_so_that_it_stays_text() -> None:
    document = parse(text("P", "I. Oil", "P", "II. Wick", "P"), structure="none").document
    written, noticed = render(document, "marker")
    assert noticed == ()
    assert "\n\\I. Oil\n" in str(written)
    assert without_spans(parse(str(written)).document) == without_spans(document)


WORDS = (
    "I. Oil",
    "II. Wick",
    "A. Of Old",
    "# Oil",
    "\\> Oil",
    "• oil",
    "1. oil",
    "* * *",
    "It cost:",
    "P",
    "Q",
)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
    st.sampled_from(["none", "safe", "full"]),
)
def test_no_word_is_lost_and_what_is_written_is_read_as_the_same(
    lines: list[str], structure: str
) -> None:
    source = text(*(f"“{LONG}”" if line == "Q" else line for line in lines))
    document = read(source, structure=structure).document
    written, noticed = render(document, "marker")
    same = without_spans(parse(str(written)).document) == without_spans(document)
    assert same or noticed
    words = re.sub("(?m)^(?:title|subtitle|author|date|abstract):", "", str(written))
    assert sorted(re.findall("[A-Za-z]{3,}", words)) == sorted(re.findall("[A-Za-z]{3,}", source))


# Looks between marks


def shown(line: str) -> str:
    """A paragraph with italic words in <i>, bold ones in <b>, small capitals in <sc>."""
    document = parse(line, inline_marks=True).document
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    return "".join(map(tagged, paragraph.content))


def tagged(node: Inline) -> str:
    tags = {Emphasis: "i", Strong: "b", SmallCaps: "sc"}
    inner = (
        node.text if isinstance(node, Text) else "".join(map(tagged, getattr(node, "content", ())))
    )
    tag = tags.get(type(node))
    return f"<{tag}>{inner}</{tag}>" if tag else inner


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("*See* Tamm, ^A Wage of Oil^ 4.", "<i>See</i> Tamm, <sc>A Wage of Oil</sc> 4."),
        ("**Held:** so (*id.*).", "<b>Held:</b> so (<i>id.</i>)."),
        ("***Oil***, **the *dear* one**.", "<b><i>Oil</i></b>, <b>the <i>dear</i> one</b>."),
        ("*See* [footnoteRef:1]*Id.* [1:  x]", "<i>See</i> <i>Id.</i>"),
        ("5*3 = 15 and x^2^ or 2 * 3 * 4.", "5*3 = 15 and x^2^ or 2 * 3 * 4."),
        ("Odile Tamm* and Ana Roe**", "Odile Tamm* and Ana Roe**"),
        ("* * * and *open, but never shut", "* * * and *open, but never shut"),
        (r"\*See\* Tamm \^4, C:\oil", r"*See* Tamm ^4, C:\oil"),
        ("*one **two* three**", "<i>one **two</i> three**"),
        ("snake*case*word, **", "snake*case*word, **"),
    ],
)
def test_marks_open_before_a_word_and_close_behind_one(typed: str, expected: str) -> None:
    assert shown(typed) == expected


def test_marks_are_text_unless_they_are_asked_for() -> None:
    assert words_of(parse("*See* **Tamm**.").document.blocks[0].content) == "*See* **Tamm**."  # type: ignore[union-attr]


def test_marks_are_read_in_notes_and_references_among_them_are_bound() -> None:
    parsed = parse(
        "Oil.[footnoteRef:1] Wick.[footnoteRef:2] [1:  Tamm, *A Wage*.]  [2:  Tamm, *supra* note 1.] ",
        inline_marks=True,
    )
    first, second = parsed.document.notes
    assert "Emphasis" in str(first.blocks[0])
    assert "NoteNumber(note='footnote-1'" in str(second.blocks[0])


def test_a_heading_between_marks_is_one() -> None:
    document = parse(text("**Introduction**", "P", "P"), inline_marks=True).document
    assert outline(document) == ["# Introduction"]


def test_typed_lines_of_a_text_that_is_wrapped_by_hand_stay_lines() -> None:
    wrapped = "\n".join(textwrap.wrap(LONG, 60))
    quoted = "\n".join(f"> {line}" for line in textwrap.wrap(LONG, 58)[:3])
    document = parse(f"# Oil\n{wrapped}\n\n{quoted}\n\n{wrapped}\n\n{wrapped}\n").document
    assert outline(document) == ["# Oil"]
    (quote,) = (block for block in document.blocks if isinstance(block, BlockQuote))
    assert len(quote.blocks) == 3


def test_in_more_than_a_journal_prints_in_years_no_structure_is_looked_for() -> None:
    text = "# Oil\n\n" + "Wick.\n\n" * MOST_BLOCKS
    document, diagnostics, _ = parse(text)
    assert [one.code for one in diagnostics] == ["U010"]
    assert without_spans(document).blocks[0] == Paragraph((Text("# Oil"),))


# Notes

LISTED_NOTE = (
    "It is so.[footnoteRef:1] It was.[footnoteRef:2] [1:  The court said, in all its words:\n\n"
    "1. light the lamp;\n\n2. keep it lit.\n\n> The lamp is lit, and it is kept.\n\nSo it did.] "
    " [2:  Tamm, A Wage of Oil 4.\n\nSee also Roe.] "
)


def test_notes_of_several_paragraphs_have_lists_and_quotes() -> None:
    parsed = parse(LISTED_NOTE)
    listed, plain = parsed.document.notes
    assert [type(one) for one in listed.blocks] == [Paragraph, OrderedList, BlockQuote, Paragraph]
    assert shape(listed.blocks[1]) == ("1 decimal period", ["light the lamp;", "keep it lit."])
    assert {type(one) for one in plain.blocks} == {Paragraph}
    assert [one.code for one in parsed.diagnostics if one.code[0] == "U"] == ["U004", "U008"]
    assert {type(one) for one in parse(LISTED_NOTE, structure="none").document.notes[0].blocks} == {
        Paragraph
    }


def test_a_long_quotation_in_a_note_is_a_block_quote() -> None:
    note = f"The court held, in the words of its president:\n\n“{LONG}”\n\nSo it did."
    (only,) = parse(f"It is so.[footnoteRef:1] [1:  {note}] ").document.notes
    assert [type(one) for one in only.blocks] == [Paragraph, BlockQuote, Paragraph]


def test_a_note_has_no_headings() -> None:
    note = f"# Oil\n\n{SENTENCE}\n\nII. Wick\n\n{SENTENCE}"
    (only,) = parse(f"It is so.[footnoteRef:1] [1:  {note}] ").document.notes
    assert {type(one) for one in only.blocks} == {Paragraph}


def test_lists_and_quotes_in_notes_are_read_back_from_marker_text() -> None:
    document = parse(LISTED_NOTE).document
    rendered = render(document, "marker")
    assert rendered.diagnostics == ()
    assert without_spans(parse(str(rendered.output)).document) == without_spans(document)
