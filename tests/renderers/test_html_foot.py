"""What marks carry so that notes can stand at the foot of a printed page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Document,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Quoted,
    Row,
    Superscript,
    Table,
    Text,
)
from converter.renderers import html
from converter.renderers.html.notes import LAYOUTS
from tests.documents import DRESSED, cell, note, paragraph, ref, text
from tests.generated import PICTURE

PLAIN = Document(
    (paragraph("One", ref("1"), " and two", ref("2"), "."),),
    (
        note("1", "See there."),
        note("2", paragraph(Quoted("double", (Link("https://example.org/x", text("x")),)))),
    ),
)


def page(document: Document, **options: Any) -> str:
    output = html.render(document, **options).output
    assert isinstance(output, str)
    return output


def marks(output: str) -> list[str]:
    return re.findall(r'<a role="doc-noteref".*?</a>', output)


def with_note(*blocks: str | Block) -> Document:
    return Document((paragraph("Text", ref("1")),), (note("1", *blocks),))


def test_the_mark_of_a_plain_note_carries_nothing_for_paper() -> None:
    output = page(PLAIN)
    assert '<article class="footnoted fn-at-foot"' in output
    assert marks(output)[1] == (
        '<a role="doc-noteref" id="mark-footnote-2" href="#note-footnote-2" '
        'aria-label="note 2">2</a>'
    )


def test_a_mark_says_its_number_where_counting_would_give_another() -> None:
    blocks = (paragraph(*(ref(id) for id in "abc")),)
    document = Document(blocks, (note("a", "A."), note("b", "B.", mark='"'), note("c", "C.")))
    said = [re.findall('data-number="(.*?)"', one) for one in marks(page(document))]
    assert said == [[], ["&quot;"], ["2"]]


def test_endnotes_and_notes_that_are_cited_again_stay_in_their_lists() -> None:
    content = (ref("1"), ref("1"), ref("e", "endnote"), ref("2"))
    notes = (note("1", "A."), note("e", "E.", kind="endnote"), note("2", "B."))
    listed = [
        'class="fn-listed"' in one for one in marks(page(Document((paragraph(*content),), notes)))
    ]
    assert listed == [False, True, True, False]


def test_the_outline_of_a_dressed_note_names_each_of_its_runs_once_and_in_order() -> None:
    output = page(DRESSED, id_prefix="sail-")
    named = re.findall('data-run="#([^"]*)"', output)
    held = dict(re.findall('<span id="([^"]*)">([^<]*)</span>', output))
    assert named == list(held)
    assert (
        "".join(held[run] for run in named if run.endswith("footnote-3")) == "Sewntwiceand waxed."
    )
    assert all(re.fullmatch(r"sail-run\d+-footnote-\d", run) for run in named)


def test_an_outline_has_no_words_and_no_link_of_its_own() -> None:
    for one in marks(page(DRESSED)):
        shown = re.sub(r"<span hidden>.*</span>", "", one)
        assert re.sub("<[^>]*>", "", one) == re.sub("<[^>]*>", "", shown)
        assert one.count("<a ") == one.count("href") == 1
    assert page(DRESSED).count("Loft v.") == 1


@pytest.mark.parametrize("run", [" a", "a ", "\u00a0a", " ", "a  b "])
def test_spaces_round_words_are_kept_in_the_list_and_stand_in_the_outline(run: str) -> None:
    output = page(with_note(paragraph(Emphasis(text(run)), "end")))
    (words,) = re.findall('<li id="note-footnote-1">.*?</span> <p>(.*?) <a role', output)
    assert re.sub("<[^>]*>", "", words) == f"{run}end"
    (outline,) = re.findall("<span hidden><wbr>(.*)</span></a>", output)
    gaps = 1 if run.strip() else 0
    assert outline.count("<wbr") == 1
    assert outline.count("data-run") == 1 + gaps


@pytest.mark.parametrize(
    ("space", "outlined"),
    [
        (" ", "<wbr>"),
        ("  ", "<wbr>"),
        ("\u00a0", '<wbr data-space="\u00a0">'),
        (" \u3000", '<wbr data-space=" \u3000">'),
        ("\t", '<span class="fn-tab"><wbr data-space="\t"></span>'),
    ],
)
def test_the_outline_says_which_space_stands_between_runs(space: str, outlined: str) -> None:
    output = page(with_note(paragraph(Emphasis(text("See")), f"{space}there")))
    assert f'</span></em>{outlined}<span data-run="#run2-' in output


def test_a_line_break_is_one_in_the_outline_too_wherever_it_stands() -> None:
    output = page(with_note(paragraph("a", Emphasis((LineBreak(), Text("b"))))))
    (outline,) = re.findall("<span hidden><wbr>(.*)</span></a>", output)
    assert '<em><br><span data-run="#run2-footnote-1">' in outline


def test_a_heading_in_the_contents_shows_nothing_of_an_outline() -> None:
    document = Document(
        (Heading(1, (Text("Coats"), ref("1"), Text(" and Hats"))), paragraph("Text")),
        (note("1", paragraph("x", Superscript(text("2")), " and ", Superscript(text("3")))),),
    )
    assert '<a href="#coats-and-hats">Coats and Hats</a>' in page(document, toc=True)


@pytest.mark.parametrize(
    "block",
    [
        BulletList((ListItem((paragraph("a"),)),)),
        BlockQuote((paragraph("a"),)),
        Table((Row((cell("a"),)),)),
        paragraph("a ", Image(PICTURE, "A ship")),
    ],
    ids=["list", "quotation", "table", "picture"],
)
def test_all_notes_stay_in_the_list_if_one_cannot_stand_at_the_foot(block: Block) -> None:
    document = Document(
        (paragraph(ref("1"), ref("2"), ref("3")),),
        (note("1", "A."), note("2", "B.", "C."), note("3", block)),
    )
    output = page(document)
    assert ' at-foot"' not in output
    assert "hidden" not in output[output.index("<article") : output.index("</article>")]


@pytest.mark.parametrize("notes_as", ["popup", "sidenotes"])
@pytest.mark.parametrize(
    ("content", "fits"),
    [
        (["Said. " * 700], True),
        (["Said. " * 800], False),
        (["汉" * 1400], True),
        (["汉" * 1600], False),
        ([Emphasis(text("a ")), Emphasis(text("b "))] * 1000, True),
        ([Text("a"), LineBreak()] * 30, True),
        ([Text("a"), LineBreak()] * 40, False),
    ],
)
def test_a_note_that_may_not_fit_on_a_page_is_known(
    notes_as: str, content: list[str | Inline], fits: bool
) -> None:
    output = page(with_note(paragraph(*content)), notes_as=notes_as)
    article = output[output.index("<article") :]
    if notes_as == "sidenotes":
        assert ('class="fn-note fn-overlong"' not in article) == fits
    else:
        assert ('class="footnoted fn-at-foot"' in article) == fits


@pytest.mark.parametrize("notes_as", LAYOUTS)
def test_only_layouts_with_popups_have_the_style_of_notes_at_the_foot(notes_as: str) -> None:
    with_popups = notes_as in ("popup", "footnotes-per-section")
    assert ("target-text" in page(PLAIN, notes_as=notes_as)) == with_popups
    linked = 'href="look/footnotes.css"' in page(PLAIN, notes_as=notes_as, assets="look")
    assert linked == with_popups


def test_a_page_without_footnotes_has_no_style_for_them() -> None:
    endnote = Document((paragraph(ref("e", "endnote")),), (note("e", "E.", kind="endnote"),))
    assert ' fn-at-foot"' not in page(endnote)
    assert "fn-listed" not in page(endnote)


def test_a_fragment_says_that_its_notes_can_stand_at_the_foot() -> None:
    assert page(PLAIN, fragment=True).startswith('<article class="footnoted fn-at-foot"')
