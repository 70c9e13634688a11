"""What can be asked of any document: its words, its nodes in order, a changed copy."""

from __future__ import annotations

from typing import Any

import pytest

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
