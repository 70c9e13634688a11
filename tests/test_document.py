"""What can be asked of any document: its words, a changed copy, how its language is written."""

from __future__ import annotations

from typing import Any

import pytest

from converter.document.languages import BABEL, SCRIPT_OF, language_of
from converter.document.model import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    CrossRef,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Metadata,
    Node,
    NoteKey,
    Quoted,
    Row,
    SmallCaps,
    Span,
    Stray,
    Table,
    Text,
    ThematicBreak,
)
from converter.document.notes import index_notes
from converter.document.tree import CHILDREN, marks, rebuilt, walk, without_spans
from converter.document.words import in_paragraphs, plain
from tests.documents import EVERYTHING, cell, note, number, paragraph, ref, text
from tests.generated import drawn

INDEX = index_notes(
    Document((paragraph(ref("a"), ref("b", "endnote"), ref("c")),),
             (note("a", "A."), note("b", "B.", kind="endnote"), note("c", "C.", mark="*")))
)  # fmt: skip

# Words


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Text("as it stands\t "), "as it stands\t "),
        (Code("x_1"), "x_1"),
        (Stray("[footnoteRef:9]", "M001"), "[footnoteRef:9]"),
        (Emphasis((Text("a "), SmallCaps(text("b")))), "a b"),
        (Link("https://x.org", text("there")), "there"),
        (Quoted("double", (Text("she said "), Quoted("single", text("no")))), "“she said ‘no’”"),
        (LineBreak(), " "),
        (Image("a.png", "Ships at anchor"), "Ships at anchor"),
        (Image("a.png"), ""),
        (ref("a"), ""),
        (number("a"), "1"),
        (number("b", "endnote"), "i"),
        (number("c"), "*"),
        (CrossRef("supra", (NoteKey("footnote-a"),), (Text("supra note "), number("a"))),
         "supra note 1"),
        (CrossRef("mark", (NoteKey("footnote-a"),), (number("a"),)), ""),
    ],
)  # fmt: skip
def test_an_inline_has_these_words(node: Inline, words: str) -> None:
    assert plain((node,), INDEX) == words
    assert plain((Text("<"), node, Text(">")), INDEX) == f"<{words}>"


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (Heading(1, (Text("Of "), ref("a"), Text("Ports"))), "Of Ports"),
        (BulletList((ListItem((paragraph("one"), paragraph("two"))), ListItem(()))), "one two"),
        (Table((Row((cell("a"), cell("b"))),), (Row((cell("Head"),)),), text("Of")), "Of Head a b"),
        (Figure((paragraph(Image("a.png", "Ships")),), text("At anchor")), "Ships At anchor"),
        (CodeBlock("if tide:\n\tpass"), ""),
        (ThematicBreak(), ""),
    ],
)
def test_what_stands_on_lines_of_its_own_is_not_run_together(block: Block, words: str) -> None:
    assert plain((block,), INDEX).split() == words.split()
    following = plain((block, paragraph("Next.")), INDEX)
    assert following.split() == [*words.split(), "Next."]


def test_of_many_words_as_many_are_given_as_are_asked_for() -> None:
    blocks = tuple(paragraph("word ", Emphasis(text("after"))) for _ in range(1000))
    beginning = plain(blocks, INDEX, most=100)
    assert 100 <= len(beginning) < 120
    assert plain(blocks, INDEX).startswith(beginning)


def test_words_may_stand_as_deep_as_they_like() -> None:
    deep: Inline = Text("down")
    for _ in range(5000):
        deep = Emphasis((deep,))
    assert plain((deep,), INDEX) == "down"


@pytest.mark.parametrize("seed", range(5))
def test_no_text_is_left_out(seed: int) -> None:
    document = drawn(seed)
    words = plain(document.blocks, index_notes(document))
    for node in walk(document.blocks):
        if isinstance(node, Text | Code | Stray):
            assert node.text in words


def test_the_paragraphs_of_a_note_are_told_apart() -> None:
    blocks = (paragraph("One ", Emphasis(text("two"))), BulletList((ListItem((paragraph("x"),)),)))
    assert in_paragraphs(blocks, INDEX) == "One two\n\nx"


# Trees


def test_a_figure_is_read_before_its_caption() -> None:
    figure = Figure((paragraph("Ships", ref("1")),), caption=(Text("Old"), ref("2")))
    notes = (note("1", "In it."), note("2", "Below it."))
    assert index_notes(Document((figure,), notes)).labels == {"footnote-1": "1", "footnote-2": "2"}


def test_marks_come_in_reading_order() -> None:
    table = Table((Row((cell("a", ref("3")),)),), caption=(Text("b"), ref("1")))
    nodes: tuple[Node, ...] = (paragraph(Emphasis((ref("2"),))), table)
    assert [one.note for one in marks(nodes)] == ["footnote-2", "footnote-1", "footnote-3"]


def test_every_field_with_children_is_rebuilt() -> None:
    for node in walk(EVERYTHING.blocks):
        emptied = rebuilt(node, lambda children: children[:0])
        assert all(getattr(emptied, name) == () for name in CHILDREN[type(node)])
        if not CHILDREN[type(node)]:
            assert emptied is node


def test_a_copy_rebuilt_all_the_way_down_is_the_same() -> None:
    def copied(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rebuilt(node, copied) for node in nodes)

    assert copied(EVERYTHING.blocks) == EVERYTHING.blocks
    assert copied(EVERYTHING.notes) == EVERYTHING.notes


def placed(nodes: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same nodes, each with a place."""
    return tuple(type(one)(**{name: getattr(one, name) for name in one.__struct_fields__}
                           | {name: placed(getattr(one, name)) for name in CHILDREN[type(one)]}
                           | {"span": Span(3, 4)}) for one in nodes)  # fmt: skip


def test_no_place_is_left_where_none_is_to_be() -> None:
    meta = EVERYTHING.meta
    with_places = Document(
        placed(EVERYTHING.blocks),
        placed(EVERYTHING.notes),
        Metadata(
            title=placed(meta.title),
            subtitle=placed(meta.subtitle),
            authors=tuple(map(placed, meta.authors)),
            date=meta.date,
            lang=meta.lang,
            abstract=placed(meta.abstract),
            extra=meta.extra,
        ),
        lines=(0, 7),
    )
    assert with_places != EVERYTHING
    assert without_spans(with_places) == EVERYTHING


# Languages


@pytest.mark.parametrize(
    ("tag", "code", "region", "script"),
    [
        ("en", "en", "", "Latn"),
        ("en-GB", "en", "GB", "Latn"),
        ("de_at", "de", "AT", "Latn"),
        ("pt-Latn-BR", "pt", "BR", "Latn"),
        ("zh-yue-Hant-HK", "zh", "HK", "Hant"),
        ("sr", "sr", "", "Cyrl"),
        ("sr-Latn", "sr", "", "Latn"),
        ("ku-Arab-IQ", "ku", "IQ", "Arab"),
        ("CKB", "ckb", "", "Arab"),
        ("en-u-ca-buddhist", "en", "", "Latn"),
        ("en-x-arab-il", "en", "", "Latn"),
        ("de-1996", "de", "", "Latn"),
        ("es-419", "es", "", "Latn"),
        ("", "", "", "Latn"),
        ("arabic-Arab", "", "", "Latn"),
        ('he"><x', "", "", "Latn"),
        ("ее", "", "", "Latn"),
    ],
)
def test_a_tag_names_a_language(tag: str, code: str, region: str, script: str) -> None:
    found = language_of(tag)
    assert (found.code, found.region, found.script) == (code, region, script)


@pytest.mark.parametrize("tag", ["ar", "ckb", "dv", "fa", "he", "syr", "ug", "ur", "yi", "az-Arab"])
def test_some_languages_run_from_right_to_left(tag: str) -> None:
    assert language_of(tag).is_right_to_left


@pytest.mark.parametrize("tag", ["en", "ru", "el", "zh", "ar-Latn", "yi-Latn", "ja-JP"])
def test_most_languages_do_not(tag: str) -> None:
    assert not language_of(tag).is_right_to_left


def test_east_asian_letters_are_known() -> None:
    told = {tag: language_of(tag).is_east_asian for tag in ("ko", "ja", "zh", "zh-Hans", "zh-Latn")}
    assert told == {"ko": True, "ja": True, "zh": True, "zh-Hans": True, "zh-Latn": False}


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en-US", "american"), ("en-Latn-GB", "british"), ("de-CH", "german"), ("pt", "portuguese"),
     ("pt_br", "brazilian"), ("tr-Arab", ""), ("ru", ""), ("xx", "")],
)  # fmt: skip
def test_babel_is_asked_for_what_it_can_set_in_latin_letters(tag: str, name: str) -> None:
    assert language_of(tag).babel == name


def test_no_language_with_other_letters_has_a_name_for_babel() -> None:
    assert not SCRIPT_OF.keys() & {tag.split("-")[0] for tag in BABEL}
