"""What is drawn in a Word file keeps its words: charts as tables, diagrams as lists, signs as letters."""

from __future__ import annotations

import pytest

from converter.readers.docx import read
from converter.readers.docx.lists import LEVELS
from tests.readers.word_files import (
    defaults,
    item,
    numbering,
    p,
    r,
    read_file,
    row,
    style,
    table,
    word_file,
)

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CX = "http://schemas.microsoft.com/office/drawing/2014/chartex"


def drawing(graphic: str) -> str:
    data = f"<a:graphic><a:graphicData>{graphic}</a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline>{data}</wp:inline></w:drawing></w:r>"


def points(*values: str, kind: str = "num") -> str:
    made = "".join(f'<c:pt idx="{n}"><c:v>{one}</c:v></c:pt>' for n, one in enumerate(values))
    return f"<c:{kind}Ref><c:f>S!A1</c:f><c:{kind}Cache>{made}</c:{kind}Cache></c:{kind}Ref>"


def series(name: str, x: str, y: str, kinds: tuple[str, str] = ("cat", "val")) -> str:
    named = f"<c:tx>{points(name, kind='str')}</c:tx>"
    return f"<c:ser>{named}<c:{kinds[0]}>{x}</c:{kinds[0]}><c:{kinds[1]}>{y}</c:{kinds[1]}></c:ser>"


def titled(words: str) -> str:
    return (
        f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{words}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    )


def chart(*all_series: str, title: str = "", axis: str = "") -> bytes:
    bars = f"<c:barChart>{''.join(all_series)}</c:barChart>"
    plot = f"<c:plotArea>{bars}<c:valAx>{axis}</c:valAx></c:plotArea>"
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart>{title}{plot}</c:chart></c:chartSpace>'
    ).encode()


NAMED = drawing(f'<c:chart xmlns:c="{C}" r:id="c"/>')
YEARS = points("1850", "1851", kind="str")
SHIPS = series("Ships", YEARS, points("12", "4.2999999999999998"))


def test_a_chart_is_the_table_of_its_values_behind_its_paragraph_with_its_place() -> None:
    tons = series("Tons", YEARS, points("300", "310"))
    data = chart(SHIPS, tons, title=titled("Harbour"), axis=titled("a year"))
    file = word_file(p("Before"), p("Here", NAMED), p("After"), media={"c": data})
    assert read_file(file)[0] == [
        "Before",
        "Here",
        "Table: Harbour; a year",
        "=Ships=Tons",
        "1850|12|300",
        "1851|4.3|310",
        "After",
    ]
    (said,) = [one for one in read(file).diagnostics if one.code == "W014"]
    assert said.span is not None
    assert read(file).source[: said.span.start].rstrip().endswith("Here")


def test_series_with_categories_of_their_own_stand_below_each_other() -> None:
    kinds = ("xVal", "yVal")
    data = chart(
        series("A", points("1", "2"), points("5", "6"), kinds),
        series("B", points("3"), points("7"), kinds),
    )
    assert read_file(word_file(p(NAMED), media={"c": data}))[0] == ["|A", "1|5", "2|6", "|B", "3|7"]


def test_categories_of_two_levels_and_days_are_one_word_each() -> None:
    def level(*values: tuple[int, str]) -> str:
        made = "".join(f'<c:pt idx="{n}"><c:v>{one}</c:v></c:pt>' for n, one in values)
        return f"<c:lvl>{made}</c:lvl>"

    inner, outer = level((0, "May"), (1, "June"), (2, "May")), level((0, "1850"), (2, "1851"))
    cache = f"<c:multiLvlStrCache>{inner}{outer}</c:multiLvlStrCache>"
    both = f"<c:multiLvlStrRef>{cache}</c:multiLvlStrRef>"
    data = chart(series("A", both, points("1", "2", "3")))
    lines = read_file(word_file(p(NAMED), media={"c": data}))[0]
    assert lines == ["=A", "1850 May|1", "1850 June|2", "1851 May|3"]
    days = points("41518").replace("<c:pt", "<c:formatCode>m/d/yyyy</c:formatCode><c:pt", 1)
    data = chart(series("A", days, points("1")))
    assert read_file(word_file(p(NAMED), media={"c": data}))[0] == ["=A", "2013-09-01|1"]


def test_a_chart_of_a_newer_kind_is_read_too() -> None:
    data = (
        f'<cx:chartSpace xmlns:cx="{CX}" xmlns:a="{A}"><cx:chartData><cx:data id="0">'
        '<cx:strDim type="cat"><cx:lvl><cx:pt idx="0">Oil</cx:pt></cx:lvl></cx:strDim>'
        '<cx:numDim type="val"><cx:lvl><cx:pt idx="0">7</cx:pt></cx:lvl></cx:numDim>'
        "</cx:data></cx:chartData><cx:chart><cx:plotArea><cx:plotAreaRegion><cx:series>"
        '<cx:tx><cx:txData><cx:v>Dues</cx:v></cx:txData></cx:tx><cx:dataId val="0"/></cx:series>'
        "</cx:plotAreaRegion></cx:plotArea></cx:chart></cx:chartSpace>"
    ).encode()
    named = drawing(f'<cx:chart xmlns:cx="{CX}" r:id="c"/>')
    lines, _, codes = read_file(word_file(p(named), media={"c": data}))
    assert (lines, codes) == (["=Dues", "Oil|7"], ["W014"])


def diagram(*points: tuple[str, str], hang: str = "") -> bytes:
    """Points by their ids and words, and ``above>below`` for those that hang on others."""
    made = "".join(
        f'<dgm:pt modelId="{id}"><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for id, words in points
    )
    ties = "".join(
        f'<dgm:cxn srcId="{one.partition(">")[0]}" destId="{one.partition(">")[2]}" srcOrd="{n}"/>'
        for n, one in enumerate(hang.split())
    )
    return (
        f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}"><dgm:ptLst>{made}</dgm:ptLst>'
        f"<dgm:cxnLst>{ties}</dgm:cxnLst></dgm:dataModel>"
    ).encode()


SMART = drawing(f'<dgm:relIds xmlns:dgm="{DGM}" r:dm="c"/>')


def test_a_diagram_is_the_list_of_its_words_as_they_hang_on_one_another() -> None:
    data = diagram(("0", ""), ("1", "Keeper"), ("2", "Mate"), ("3", "Boy"), hang="0>2 0>1 1>3")
    indented = p("After", properties='<w:ind w:left="720"/>')
    lines, _, codes = read_file(word_file(p(SMART), indented, media={"c": data}))
    assert (lines, codes) == (["- Mate", "- Keeper", "  - Boy", "After"], ["W015"])


def test_no_word_of_a_diagram_is_lost_that_hangs_on_itself_or_deeper_than_lists_go() -> None:
    ring = diagram(("1", "One"), ("2", "Two"), hang="1>2 2>1")
    assert sorted("".join(read_file(word_file(p(SMART), media={"c": ring}))[0]).split()) == [
        "-", "-", "One", "Two",
    ]  # fmt: skip
    many = [(str(n), f"w{n}") for n in range(3 * LEVELS)]
    chain = diagram(*many, hang=" ".join(f"{n}>{n + 1}" for n in range(3 * LEVELS - 1)))
    words = "".join(read_file(word_file(p(SMART), media={"c": chain}))[0]).replace("-", " ").split()
    assert words == [word for _, word in many]


@pytest.mark.parametrize("graphic", [NAMED, SMART])
def test_a_drawing_without_words_is_reported_with_its_place(graphic: str) -> None:
    empty = f'<c:chartSpace xmlns:c="{C}"/>'.encode()
    for media in ({}, {"c": empty}):
        lines, _, codes = read_file(word_file(p("Here", graphic), media=media))
        assert (lines, codes) == (["Here"], ["W016"])


def test_a_part_that_is_drawn_again_and_again_is_read_once() -> None:
    lines, _, codes = read_file(word_file(p(NAMED, NAMED, NAMED), media={"c": chart(SHIPS)}))
    assert lines == ["=Ships", "1850|12", "1851|4.3"]
    assert sorted(codes) == ["W014", "W016", "W016"]


# Signs, numbers, heads


def test_private_letters_of_fonts_of_signs_are_characters_wherever_the_font_is_named() -> None:
    styles = style("Greek", run='<w:rFonts w:ascii="Symbol"/>', kind="character")
    direct = r("\uf061 \uf0a3", '<w:rFonts w:hAnsi="Symbol"/>')
    by_style = r("\uf062", '<w:rStyle w:val="Greek"/>')
    other = r("\uf061", '<w:rFonts w:ascii="Junicode"/>')
    file = word_file(p(direct, by_style, other), styles=styles)
    assert read_file(file) == (["α ≤β\uf061"], {}, [])


def test_a_private_letter_that_is_not_known_is_reported() -> None:
    file = word_file(p("a", r("\uf069", '<w:rFonts w:ascii="Wingdings 2"/>')))
    assert read_file(file) == (["a\ufffd"], {}, ["W009"])


@pytest.mark.parametrize(
    ("format", "language", "label", "codes"),
    [
        ("ordinalText", "en-GB", "Third.", []),
        ("cardinalText", "en-US", "Three.", []),
        ("ordinal", "en-US", "3rd.", []),
        ("chicago", "de-DE", "‡.", []),
        ("ordinalText", "fr-FR", "3.", ["W017"]),
        ("chineseCounting", "en-US", "3.", ["W017"]),
    ],
)
def test_numbers_are_written_as_word_does_or_it_is_said(
    format: str, language: str, label: str, codes: list[str]
) -> None:
    lang = defaults(f'<w:lang w:val="{language}"/>')
    list_of_it = numbering(f"{format}:%1.")
    file = word_file(*[item("So") for _ in range(3)], numbering=list_of_it, styles=lang)
    lines, _, found = read_file(file)
    assert (lines[2], found) == (f"{label} So", codes)


def test_numbers_of_notes_in_an_unknown_format_are_reported() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="hebrew1"/></w:footnotePr>'
    assert read_file(word_file(p("a"), settings=settings))[2] == ["W017"]


def test_word_s_own_format_with_noughts_is_kept() -> None:
    custom = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    choice = f'<mc:Choice Requires="w14">{custom}</mc:Choice>'
    own = numbering("decimal:%1-").replace(
        '<w:numFmt w:val="decimal"/>', f"<mc:AlternateContent>{choice}</mc:AlternateContent>"
    )
    assert read_file(word_file(item("So"), numbering=own))[0] == ["001- So"]


@pytest.mark.parametrize(
    ("look", "has_head"),
    [
        ('w:firstRow="1"', True),
        ('w:firstRow="0" w:val="0420"', False),
        ('w:val="0420"', True),
        ('w:val="0400"', False),
    ],
)
def test_the_first_row_is_a_head_if_the_style_sets_it_apart_and_the_table_shows_it(
    look: str, has_head: bool
) -> None:
    grid = style("Grid", kind="table")
    apart = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    lined = style("Lined", kind="table").replace("</w:style>", apart)
    based = style("Based", kind="table", based_on="Lined")
    for name in ("Grid", "Lined", "Based"):
        properties = f'<w:tblPr><w:tblStyle w:val="{name}"/><w:tblLook {look}/></w:tblPr>'
        file = word_file(
            table(properties, row("Port", "Dues"), row("Dover", "2")), styles=grid + lined + based
        )
        (only,) = read(file).document.blocks
        assert bool(getattr(only, "head", ())) == (has_head and name != "Grid")
