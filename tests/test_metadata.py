"""Front matter, and metadata from the command line."""

from __future__ import annotations

import pytest

from converter import parse, render
from converter.commands.convert.arguments import OPTIONS
from converter.document.metadata.keys import MEANT
from converter.document.model import Metadata, Text
from converter.document.tree import walk
from converter.formats import METADATA


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
        ("title: {\n", "", "a value is missing, or a bracket is not closed"),
        ("title: A: B\n  more: x\n", ":", "there is a colon in a value without quotes"),
        ("title: [A, B\nlang: de\n", "[", "a bracket is not closed"),
        ('title: "A\nlang: de\n', '"', "a quotation mark is not closed"),
        (
            'title: "A \\q"\n',
            "q",
            "there is a backslash in double quotes; single quotes take it as it is",
        ),
        ("title: A\nB\n", "B", "there is no key with a colon on this line"),
        ("author:\n- A\n  B: C: D\n", ":", "there is a colon in a value without quotes"),
        ("title: A\n- B\n", "-", "this does not go with what stands before it"),
        ("? [a, b]\n: x\n", "[", "a key is no word"),
        ("- a\n- b\n", "- a\n- b\n", "this is not a list of keys with values"),
        ("just words\n", "just words\n", "this is not a list of keys with values"),
        ("a: &x [1]\nb: *x\n", "*", "aliases (*name) are not allowed"),
        ("a: &x b\nc: &x d\n", "&", "an anchor (&name) is there twice"),
        ("a: &x {b: c}\n<<: *x\n", "*", "aliases (*name) are not allowed"),
        ("\tx: y\n", "\t", "there is a tab where only blanks may stand"),
        (f"a: {'{a: ' * 9_999}\n", "{", "brackets are nested too deeply"),
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


@pytest.mark.parametrize(
    ("front", "said", "place"),
    [
        ("lang: de\ntitle: [a, b]\n", ["Y002"], "title"),
        ("lang: de\nVolume: {a: b}\n", ["Y002"], "Volume"),
        ("lang: de\nkeywords: [a, b]\n", ["Y002"], "keywords"),
        ("lang: de\n<<: {title: b}\n", ["Y002"], "<<"),
        ("lang: de\ntitel: a\n", ["Y003"], "titel"),
        ('lang: de\n"titel" : a\n', ["Y003"], "titel"),
        ("lang: de\ncourt: a\nkeywords: b\n", ["Y004"], "court"),
        ("titel: a\ntitle: b\ntitle: c\n", ["Y003", "Y005"], "title"),
        ("lang: de\nauthor:\n- name: A\n  name: B\n", ["Y005"], "name"),
        ("Title: a\ntitle: b\n", ["Y005"], "title"),
        ("author: a\nauthors: [b, c]\n", ["Y005"], "authors"),
        ("lang: de\nfirst-page: abc\n", ["Y006"], "first-page"),
        ("lang: English\n", ["Y006"], "lang"),
        ("lang: de\ndate: 2031-02-30\n", ["Y006"], "date"),
        ("lang: de\ntitle: &Law and Order\n", ["Y007"], "&Law"),
        ("lang: de\ntitle: !Law and Order\n", ["Y007"], "!Law"),
        ("lang: de\ntitle: !!python/object:os.system ls\n", ["Y007"], "!!python/object:os.system"),
        ('lang: de\ntitle: "\\ud800"\n', ["E001"], "title"),
        ("{titel: a}\n", ["Y003"], "{titel: a}\n"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_is_said_of_a_value_stands_where_its_key_stands(
    front: str, said: list[str], place: str, line_end: str
) -> None:
    text = f"---\n{front}---\nText.\n".replace("\n", line_end)
    _, diagnostics, source = parse(text)
    assert sorted(one.code for one in diagnostics) == said
    span = max(diagnostics, key=lambda one: one.code).span
    assert span is not None
    assert source[span.start : span.end].replace(line_end, "\n") == place
    assert span.start == source.rindex(place.replace("\n", line_end))


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
    [
        ("titel", "title"), ("Autor", "author"), ("abstrct", "abstract"), ("jurnal", "journal"),
        ("language", "lang"), ("langauge", "lang"), ("vol", "volume"), ("Vol.", "volume"),
        ("firstpage", "first-page"), ("Start Page", "first-page"), ("affiliation", "author-note"),
        ("auteur", "author"), ("No", "number"), ("toc", "the option --toc"),
        ("footnote-start", "the option --note-start"), ("note_start", "the option --note-start"),
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    "key",
    ["court", "keywords", "publisher", "bibliography", "editor", "isbn", "url", "note", "serie"],
)
def test_no_key_is_named_that_is_not_meant(key: str) -> None:
    (one,) = parse(f"---\n{key}: x\n---\nText.\n").diagnostics
    assert one.code == "Y004"


def test_what_may_be_meant_is_a_key_or_an_option() -> None:
    options = {f"--{one.name.replace('_', '-')}" for one in OPTIONS}
    assert {*MEANT} <= options | METADATA.keys()
    names = [name for names in MEANT.values() for name in names.split()]
    assert not {*names} & METADATA.keys()
    assert len({*names}) == len(names)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("#MeToo and the Law", "#MeToo and the Law"),
        ("Executive Order #9066 and After", "Executive Order #9066 and After"),
        ("Order #9066: A History", "Order #9066: A History"),
        ("Oil # not printed", "Oil"),
        ('"Oil" and Law', '"Oil" and Law'),
        ('"Oil" # not printed', "Oil"),
        ("'Oil' in the ''Law''", "'Oil' in the ''Law''"),
        ("*Oil* and Law", "*Oil* and Law"),
        ("@home", "@home"),
        ("`Oil` and Law", "`Oil` and Law"),
        ("100% Oil", "100% Oil"),
        ("%5B", "%5B"),
        ("&c., or What Is Left", "&c., or What Is Left"),
        ("\tOil", "Oil"),
        (" \t Oil: A History", "Oil: A History"),
        ("Oil\x85and\u2028Law\x0band\x0cWick", "Oil and Law and Wick"),
        ("!!str 12", "12"),
    ],
)
def test_words_are_words_whatever_they_are_to_yaml(written: str, words: str) -> None:
    parsed = parse(f"---\ntitle: {written}\nlang: de\n---\nText.\n")
    assert parsed.diagnostics == ()
    assert parsed.document.meta.title == (Text(words),)
    assert parsed.document.meta.lang == "de"


@pytest.mark.parametrize("head", ["---\n", "--- \t\n", "\ufeff---\n", "\n \n---\n", "---\n\n"])
@pytest.mark.parametrize("foot", ["---\n", "...\n", "--- \n", "---"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_front_matter_may_be_written_in_many_ways(head: str, foot: str, line_end: str) -> None:
    text = f"{head}title: The Quay\nlang: de\n{foot}"
    parsed = parse(text.replace("\n", line_end))
    assert parsed.document.meta == Metadata(title=(Text("The Quay"),), lang="de")
    assert [one.code for one in parsed.diagnostics] == ["E004"]


@pytest.mark.parametrize(
    "prose",
    [
        "---\n\nThe first part.\n\n---\n\nThe second.\n",
        "---\n\nNote: this is a draft.\n\n---\n\nThe second.\n",
        "---\nTo the reader: welcome.\n---\nThe second.\n",
        "---\nThe first part.\n",
        "---\nNote: this is a draft.\nIt has no end.\n",
        "---\n\n---\n",
        "The first part.\n\n---\ntitle: x\n---\n",
    ],
)
def test_prose_below_a_rule_is_prose(prose: str) -> None:
    document, diagnostics, _ = parse(prose, structure="none")
    assert diagnostics == ()
    assert document.meta == Metadata()
    shown = "".join(node.text for node in walk(document.blocks) if isinstance(node, Text))
    assert shown == prose.replace("\n", "")


@pytest.mark.parametrize(
    ("front", "code", "place"),
    [
        ("title: A\nauthor: B\n\nText.\n", "Y009", "---"),
        ("court: A\nTitle : B\nText.\n", "Y009", "---"),
        (f"a: {'{a: ' * 20_000}\n---\n", "Y008", "a"),
        (f"lang: de\ntitle: {'9' * 200_000}\n---\n", "Y008", "title"),
        (f"author:\n{'- A. Author' * 20_000}\n...\nText.", "Y008", "author"),
    ],
)
def test_front_matter_without_an_end_is_text_and_is_reported(
    front: str, code: str, place: str
) -> None:
    document, diagnostics, source = parse(f"---\n{front}")
    (said,) = [one for one in diagnostics if one.code == code]
    assert said.severity == "error"
    assert said.span is not None
    assert source[said.span.start : said.span.end].rstrip() == place
    assert document.meta == Metadata()
    shown = "".join(node.text for node in walk(document.blocks) if isinstance(node, Text))
    assert "".join(shown.split()) == "".join(f"---{front}".split())
