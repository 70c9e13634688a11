"""Front matter, and metadata from the command line."""

from __future__ import annotations

import pytest

from converter import parse, render
from converter.document.model import Metadata, Span, Text
from converter.document.tree import walk


def meta(front: str) -> Metadata:
    return parse(f"---\n{front}---\nText.\n").document.meta


def test_front_matter_is_metadata() -> None:
    read = meta(
        "title: The Quay\nsubtitle: A View\nauthor: [Ana Ż, 김 서연]\ndate: 2031-04-05\n"
        "lang: en-GB\nabstract: |\n  One.\n\n  Two.\nvolume: 12\n"
    )
    assert read.title == (Text("The Quay"),)
    assert read.authors == ((Text("Ana Ż"),), (Text("김 서연"),))
    assert (read.date, read.lang, read.extra) == ("2031-04-05", "en-GB", {"volume": "12"})
    assert [node.text for node in walk(read.abstract) if isinstance(node, Text)] == ["One.", "Two."]


def test_one_author_needs_no_list() -> None:
    assert meta("author: Ana Ż\n").authors == ((Text("Ana Ż"),),)


def test_an_author_may_have_a_name_and_more() -> None:
    assert meta("author:\n- name: Ana Ż\n  affiliation: x\n").authors == ((Text("Ana Ż"),),)


def test_places_count_from_the_start_of_the_file() -> None:
    parsed = parse("---\ntitle: x\n---\nText.[footnoteRef:1]\n")
    span = parsed.diagnostics[0].span
    assert span is not None
    assert parsed.document.position(span.start).line == 4


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("front", "place", "reason"),
    [
        ("title: {\n", "", "expected the node content, but found '<stream end>'"),
        ("title: A: B\n  more: x\n", ":", "mapping values are not allowed here"),
        ("- a\n- b\n", "- a\n- b\n", "this is not a list of keys with values"),
        ("just words\n", "just words\n", "this is not a list of keys with values"),
        ("a: &x [1]\nb: *x\n", "a: &x [1]\nb: *x\n", "aliases (*name) are not allowed"),
        ("\tx: y\n", "\t", "found character '\\t' that cannot start any token"),
    ],
)
def test_what_is_no_yaml_mapping_stays_text_and_is_reported(
    front: str, place: str, reason: str, mark: str
) -> None:
    text = f"---\n{front}---\nText.\n"
    document, diagnostics, source = parse(mark + text)
    (error,) = [one for one in diagnostics if one.code == "Y001"]
    assert error.message == f"the lines between --- are not valid YAML: {reason}"
    assert error.span is not None
    assert source[error.span.start : error.span.end] == place
    assert document.meta == Metadata()
    shown = "".join(node.text for node in walk(document.blocks) if isinstance(node, Text))
    assert "".join(shown.split()) == "".join(text.split())


def test_an_unusable_value_is_reported_where_the_front_matter_stands() -> None:
    (found,) = parse("---\ntitle: [a, b]\n---\nText.\n").diagnostics
    assert (found.code, found.span) == ("Y002", Span(4, 18))


def test_front_matter_of_more_than_64_kilobytes_is_text() -> None:
    longest = 65536
    head, foot = "---\ntitle: x\n# ", "\n---\n"
    comment = "c" * (longest - len(head + foot))
    assert parse(f"{head}{comment}{foot}Text.").document.meta.title == (Text("x"),)
    assert parse(f"{head}{comment}cc{foot}Text.").document.meta == Metadata()


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: Lamps: A History\n", "Lamps: A History"),
        ("title: Lamps: A History\r\n", "Lamps: A History"),
        ('author: Ana Ż\ntitle: “Lamps”: "A\\B": C  \n', '“Lamps”: "A\\B": C'),
        ("title: Lamps:\n", "Lamps:"),
        ("abstract: |\n  So: it goes.\ntitle: Lamps: A History\n", "Lamps: A History"),
        ('title: "Lamps: A History"\n', "Lamps: A History"),
    ],
)
def test_a_title_may_have_a_colon(front: str, title: str) -> None:
    parsed = parse(f"---\n{front}---\nText.\n")
    assert parsed.diagnostics == ()
    assert parsed.document.meta.title == (Text(title),)


@pytest.mark.parametrize(
    "value",
    ["012", "1_000", "1:30", "1.10", "No", "2031-02-30", "Spring 2031", ".inf", "0x1F", "1e999"],
)
def test_a_value_is_printed_as_it_is_written(value: str) -> None:
    read = meta(f"volume: {value}\ndate: {value}\ntitle: {value}\n")
    assert (read.extra, read.date, read.title) == ({"volume": value}, value, (Text(value),))


@pytest.mark.parametrize(
    "value",
    [
        *("0x" + "f" * 60_000, "9" * 60_000, "0b" + "1" * 60_000, "1:" * 20_000 + "1"),
        *("!!int x", "!!float x", "!!bool x", "!!timestamp x", "!!binary x", "!!python/name:os x"),
    ],
    ids=lambda value: value[:12],
)
def test_numbers_and_tags_of_any_kind_are_words(value: str) -> None:
    (kept,) = meta(f"volume: {value}\n").extra.values()
    assert kept == value.rpartition(" ")[2]


@pytest.mark.parametrize("written", [r"\ud800", r"\0", r"\e", r"\uffff"])
def test_what_no_document_may_hold_is_replaced_in_metadata(written: str) -> None:
    document = parse(f'---\ntitle: "a{written}b"\n"k{written}": "{written}"\n---\nText.\n').document
    assert document.meta.title == (Text("a\ufffdb"),)
    assert document.meta.extra == {"k\ufffd": "\ufffd"}
    for format in ("html", "json", "docx"):
        assert render(document, format).output


def test_keys_may_have_capitals() -> None:
    parsed = parse("---\nTitle: The Quay\nAUTHOR: Ana\nAuthor Note: Lecturer\n---\nText.\n")
    read = parsed.document.meta
    assert (read.title, read.authors) == ((Text("The Quay"),), ((Text("Ana"),),))
    assert (read.extra, parsed.diagnostics) == ({"author-note": "Lecturer"}, ())


@pytest.mark.parametrize(
    ("key", "near"),
    [("titel", "title"), ("Autor", "author"), ("abstrct", "abstract"), ("jurnal", "journal")],
)
def test_a_misspelt_key_is_kept_and_the_near_one_named(key: str, near: str) -> None:
    document, (one,), _ = parse(f"---\n{key}: The Quay\n---\nText.\n")
    assert document.meta.extra == {key: "The Quay"}
    assert (one.code, one.severity) == ("Y003", "warning")
    assert one.message.startswith(f"{key} is no key")
    assert f"; {near} may" in one.message


def test_other_unknown_keys_are_kept_and_named_in_one_message() -> None:
    keys = [f"court{one}" for one in range(2_000)]
    lines = "".join(f"{key}: x\n" for key in keys)
    document, (one,), _ = parse(f"---\n{lines}---\nText.\n")
    assert list(document.meta.extra) == keys
    assert (one.code, one.severity) == ("Y004", "info")
    assert "court0, court1, " in one.message
    assert one.message.endswith(", 1991 more")


@pytest.mark.parametrize("front", ["", "# only a comment\n", "title:\n"])
def test_empty_front_matter_is_fine(front: str) -> None:
    document, diagnostics, _ = parse(f"---\n{front}---\nText.\n")
    assert document.meta == Metadata()
    assert diagnostics == ()


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert parse("---\nText.\n").document.meta == Metadata()


def test_a_title_with_a_colon_may_go_on_on_an_indented_line() -> None:
    text = '---\ntitle: Oil: A History\n  of the Wick: "Part" One\nauthor: A. Author\n---\nText.\n'
    document, diagnostics, _ = parse(text)
    assert document.meta.title == (Text('Oil: A History of the Wick: "Part" One'),)
    assert document.meta.authors == ((Text("A. Author"),),)
    assert diagnostics == ()


def test_a_key_that_is_given_twice_is_reported_at_its_last_place() -> None:
    text = "---\ntitle: Oil: One\ntitle: Gas\n---\nText.\n"
    document, (said,), source = parse(text)
    assert document.meta.title == (Text("Gas"),)
    assert (said.code, said.severity) == ("Y005", "warning")
    assert said.span is not None
    assert source[: said.span.end].endswith("\ntitle")
    assert "title more than once" in said.message
