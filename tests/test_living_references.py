"""Cross references in the outputs: each shows its note's number, and is tied to that note."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

import pytest
from lxml import html as lxml_html
from msgspec import structs

from converter import ConversionError, convert, parse, read, render
from converter.crossrefs.bind import bind
from converter.document.diagnostics import Diagnostic
from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Cell,
    CrossRef,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    ListItem,
    Note,
    NoteKey,
    NoteNumber,
    NoteRange,
    NoteRef,
    Numbering,
    Paragraph,
    Row,
    Table,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import ends_of, walk
from converter.document.words import plain
from converter.renderers.typesetting.labels import labels
from tests.documents import note, number, paragraph, ref, spelled_out
from tests.renderers.docx_parts import W, find, roots

LIGHTHOUSES = Path(__file__).parent.parent / "examples" / "the-law-of-lighthouses.txt"

SHORT = (
    "Kim sailed in, as infra note 3 tells.[footnoteRef:1] [1:  Ana Lind, The Quay, 9 COASTAL L. REV. "
    "4 (1988); see id. at 7; infra notes 2–3 and accompanying text.] \n\n"
    "So did he.[footnoteRef:2] [2:  Id. at 8.] \n\n"
    "Nobody else did,[footnoteRef:3] or nearly.[footnoteRef:1] [3:  Lind, supra note 1, at 5.] \n"
)


def numbers(blocks: Any, document: Document) -> list[str]:
    """The numbers of notes in the references of a stretch, as `converter.document.notes` gives them."""
    index = index_notes(document)
    return [index.label(node.note) for node in walk(blocks) if isinstance(node, NoteNumber)]


@cache
def article(name: str) -> tuple[str, Document]:
    text = SHORT if name == "short" else LIGHTHOUSES.read_text("utf-8")
    return text, parse(text).document


def by_story(document: Document) -> dict[str, list[str]]:
    """The numbers referred to in the text and in each note, which is named by its own number."""
    index = index_notes(document)
    notes = {index.label(note.key): numbers(note.blocks, document) for note in document.notes}
    stories = {"text": numbers(document.blocks, document), **notes}
    return {story: found for story, found in stories.items() if found}


def test_the_example_has_references_enough_to_tell() -> None:
    assert sum(map(len, by_story(article("lighthouses")[1]).values())) > 25


# Word


class Field(NamedTuple):
    """A NOTEREF field: its story, its bookmark, its switches and the number it shows."""

    story: str
    bookmark: str
    switches: tuple[str, ...]
    shown: str


def fields(parts: dict[str, Any]) -> list[Field]:
    stories = [("text", parts["document.xml"])]
    stories += [(note.get(f"{W}id"), note) for note in find(parts["footnotes.xml"], "//w:footnote")]
    return [one for story, root in stories for one in _fields(story, root)]


def _fields(story: str, root: Any) -> list[Field]:
    found, code, shown, state = [], "", "", ""
    for node in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        if node.tag == f"{W}fldChar":
            state = node.get(f"{W}fldCharType")
            if state == "begin":
                code = shown = ""
            elif state == "end" and code.split()[:1] == ["NOTEREF"]:
                found.append(Field(story, code.split()[1], tuple(code.split()[2:]), shown))
        elif node.tag == f"{W}instrText":
            code += node.text
        elif state == "separate":
            shown += node.text
    return found


def updated(document: Any) -> dict[str, str]:
    """What Word shows for each bookmark once fields are updated: the number of the note reference
    that it encloses (ECMA-376 Part 1, 17.16.5.40), here counted anew."""
    shown: dict[str, str] = {}
    count, opened = 0, {}
    for node in document.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}footnoteReference"):
        if node.tag == f"{W}bookmarkStart":
            opened[node.get(f"{W}id")] = node.get(f"{W}name")
        elif node.tag == f"{W}bookmarkEnd":
            opened.pop(node.get(f"{W}id"))
        else:
            count += node.get(f"{W}customMarkFollows") is None
            shown.update({name: str(count) for name in opened.values()})
    return shown


def word(name: str) -> dict[str, Any]:
    return roots(convert(article(name)[0], "docx").output)


def test_in_word_every_reference_is_a_field_that_shows_its_number() -> None:
    for name in ("short", "lighthouses"):
        document = article(name)[1]
        shown: dict[str, list[str]] = {}
        for one in fields(word(name)):
            if r"\f" not in one.switches:
                assert one.switches == (r"\h",)
                shown.setdefault(one.story, []).append(one.shown)
        assert shown
        assert shown == by_story(document)


def test_in_word_every_field_points_at_a_bookmark_round_its_note() -> None:
    for name in ("short", "lighthouses"):
        parts = word(name)
        targets = updated(parts["document.xml"])
        there = fields(parts)
        assert there
        assert all(targets[one.bookmark] == one.shown for one in there)


def test_in_word_the_fields_follow_when_a_note_is_put_before_them() -> None:
    parts = word("lighthouses")
    before = {one.bookmark: int(one.shown) for one in fields(parts)}
    first = find(parts["document.xml"], "//w:footnoteReference")[0].getparent()
    run = first.makeelement(f"{W}r", {})
    run.append(first.makeelement(f"{W}footnoteReference", {f"{W}id": "999"}))
    first.getparent().insert(0, run)
    after = updated(parts["document.xml"])
    assert all(int(after[bookmark]) == number + 1 for bookmark, number in before.items())


def test_in_word_a_note_cited_again_is_one_reference_and_a_field() -> None:
    parts = word("short")
    ids = [one.get(f"{W}id") for one in find(parts["document.xml"], "//w:footnoteReference")]
    assert ids == ["1", "2", "3"]
    again = [one for one in fields(parts) if r"\f" in one.switches]
    assert [(one.story, one.shown, one.switches) for one in again] == [
        ("text", "1", (r"\f", r"\h"))
    ]


def test_in_word_id_is_no_field_and_nothing_is_asked_on_opening() -> None:
    parts = word("short")
    second = find(parts["footnotes.xml"], "//w:footnote[@w:id='2']")[0]
    assert "".join(second.itertext()).strip() == "Id. at 8."
    assert not find(second, ".//w:fldChar")
    assert not find(parts["settings.xml"], "//w:updateFields")


# The web page


def page(name: str) -> Any:
    output = convert(article(name)[0], "html").output
    assert isinstance(output, str)
    return lxml_html.fromstring(output)


def linked(root: Any, tree: Any) -> list[tuple[str, str]]:
    """The words of each link to a note that is no mark, and the label of the note it leads to."""
    return [
        (
            link.text_content(),
            tree.get_element_by_id(link.get("href")[1:]).find_class("fn-label")[0].text,
        )
        for link in root.iter("a")
        if link.get("href", "").startswith("#note-") and link.get("role") is None
    ]


def test_on_the_page_every_reference_leads_to_the_note_whose_number_it_shows() -> None:
    for name in ("short", "lighthouses"):
        tree = page(name)
        links = linked(tree, tree)
        counted = sum(map(len, by_story(article(name)[1]).values()))
        numbered = [(words, target) for words, target in links if not words.lower().startswith("i")
                    or "infra" in words.lower()]  # fmt: skip
        assert len(numbered) == counted > 0
        assert all(re.findall(r"\d+", words)[-1] == target for words, target in numbered)


def test_on_the_page_id_leads_to_what_it_stands_for_unless_that_is_in_sight() -> None:
    tree = page("short")
    notes = tree.xpath("//li[starts-with(@id, 'note-')]")
    assert linked(notes[0], tree) == [("2", "2"), ("3", "3")]
    assert linked(notes[1], tree) == [("Id.", "1")]
    assert "see id. at 7" in notes[0].text_content()


def test_no_note_of_the_example_links_to_itself() -> None:
    for item in page("lighthouses").xpath("//li[starts-with(@id, 'note-')]"):
        assert not item.xpath(f".//a[@href='#{item.get('id')}']")


# LaTeX


def test_in_latex_every_reference_is_a_ref_to_the_label_in_its_footnote() -> None:
    for name in ("short", "lighthouses"):
        text, document = article(name)
        output = str(convert(text, "latex").output)
        body = output.partition("\\begin{document}")[2]
        found = re.findall(r"\\footnote\{\\label\{([^}]*)\}", body)
        assert len(set(found)) == len(found)
        refs = re.findall(r"\\ref\{([^}]*)\}", body)
        keys = [node.note for node in in_text_order(document) if isinstance(node, NoteNumber)]
        names = labels(index_notes(document), set(keys))
        assert refs
        assert refs == [names[key] for key in keys]
        assert set(refs) <= set(found)


def in_text_order(document: Document) -> list[Any]:
    """All nodes as LaTeX writes them: a note's where its first mark stands."""
    notes = {note.key: note for note in document.notes}
    nodes: list[Any] = []
    for node in walk(document.blocks):
        nodes.append(node)
        if isinstance(node, NoteRef) and node.note in notes:
            nodes += walk(notes.pop(node.note).blocks)
    return nodes


def test_in_latex_a_note_cited_again_is_not_printed_twice() -> None:
    output = str(convert(SHORT, "latex").output)
    assert output.count("The Quay") == 1
    assert output.count("\\footref{") == 1


# Reading


def test_a_reference_to_no_note_is_reported_and_stays_text() -> None:
    text = (
        "So.[footnoteRef:1] [1:  Lind, supra note 99; infra notes 1–3, TK.] \n\nSee infra Part 5.\n"
    )
    document, diagnostics, source = parse(text)
    said = [one for one in diagnostics if one.code == "X001"]
    assert [one.message for one in said] == ["note 99 does not exist", "note 3 does not exist"]
    assert [source[one.span.start : one.span.end] for one in said if one.span] == ["99", "3"]
    found = [node for node in in_text_order(document) if isinstance(node, CrossRef)]
    assert found[0].targets == ()


def test_the_end_of_a_shortened_range_is_judged_whole() -> None:
    notes = "".join(f"A.[footnoteRef:{n}] [{n}: x]\n\n" for n in range(1, 131))
    said = parse(f"{notes}See supra notes 128-30, 129-31.").diagnostics
    assert [one.message for one in said if one.code == "X001"] == ["note 131 does not exist"]


RANGES = "See supra notes 128-30, 98–101, 99-100; supra notes 128-9."


def with_ranges(*, inserted: int = 0) -> Document:
    """130 notes and a text that names ranges of them; `inserted` notes come first without a name."""
    notes = "".join(f"A.[footnoteRef:{n}] [{n}: x]\n\n" for n in range(1, 131))
    document = parse(f"{notes}{RANGES}").document
    first = tuple(Note(NoteKey(f"new-{n}"), "footnote", "1", ()) for n in range(inserted))
    marks = Paragraph(tuple(NoteRef(note.key) for note in first))
    blocks, all_notes = (marks, *document.blocks), (*first, *document.notes)
    moved: Document = structs.replace(document, blocks=blocks, notes=all_notes)
    return moved


def test_a_shortened_range_is_shortened_wherever_its_notes_move() -> None:
    for inserted, expected in (
        (0, "supra notes 128-30, 98–101, 99-100; supra notes 128-9"),
        (3, "supra notes 131-33, 101–104, 102-103; supra notes 131-2"),
        (71, "supra notes 199-201, 169–172, 170-171; supra notes 199-200"),
    ):
        document = with_ranges(inserted=inserted)
        for format in ("marker", "html"):
            output = str(render(document, format).output).replace("\u00a0", " ")
            assert expected in re.sub("<[^>]*>", "", output)
        words = "".join(roots(render(document, "docx").output)["document.xml"].itertext())
        assert expected in re.sub(r" NOTEREF \S+ \\h ", "", words).replace("\u00a0", " ")


def test_tex_and_typst_shorten_a_range_themselves() -> None:
    document = with_ranges()
    keys = {node.note for node in walk(document.blocks) if isinstance(node, NoteNumber)}
    names = labels(index_notes(document), keys)
    first, last = names[NoteKey("footnote-128")], names[NoteKey("footnote-130")]
    written = str(render(document, "latex").output)
    assert f"\\ref{{{first}}}-\\lastref[2]{{{first}}}{{{last}}}" in written
    typst = str(render(document, "typst").output)
    assert f"#note-number(<{last}>, after: <{first}>, digits: 2)" in typst


# Numbers as they are printed


def number_of_target(text: str, **options: Any) -> list[tuple[str, list[str]]]:
    """For each reference of a text its words, and the printed numbers of its targets."""
    document = read(text, **options).document
    index = index_notes(document)
    return [
        (
            plain(one.content, index),
            [index.label(key) for key in spelled_out(one.targets, document)],
        )
        for one in walk((*document.blocks, *document.notes))
        if is_typed(one)
    ]


CHAPTERS = (
    "First.[footnoteRef:1] [1: Lee.]\n\nSecond.[footnoteRef:2] [2: Lee, supra note {}.]\n\n"
    "Third.[footnoteRef:3] [3: Roe.]\n\nFourth.[footnoteRef:4] [4: Roe, supra note {}.]\n"
)


@pytest.mark.parametrize(
    ("options", "typed"),
    [
        ({"note_start": 82}, ("82", "84")),
        ({"note_numbering": "upper-roman"}, ("I", "III")),
        ({"notes": "endnotes", "note_start": 5}, ("5", "7")),
        ({"note_restart": "page"}, ("1", "3")),
    ],
)
def test_a_typed_number_is_the_printed_one_however_notes_are_numbered(
    options: dict[str, Any], typed: tuple[str, str]
) -> None:
    text = CHAPTERS.format(*typed)
    assert number_of_target(text, **options) == [
        (f"supra note {number}", [number]) for number in typed
    ]
    document = read(text, **options).document
    targets = [one.targets for one in walk(document.notes) if isinstance(one, CrossRef)]
    notes = [one.key for one in document.notes]
    assert targets == [(notes[0],), (notes[2],)]


def test_numbers_that_begin_anew_are_those_of_the_section() -> None:
    """And everything that holds words is bound, whatever its reader says of their places."""
    called = [Paragraph((Text("So."), NoteRef(NoteKey(key)))) for key in "abcd"]
    lists = [
        Note(NoteKey(key), "footnote", key, (BlockQuote((Paragraph((Text("Supra note 1."),)),)),))
        for key in "abcd"
    ]
    heading = Heading(1, (Text("As infra note 2 tells"),))
    document = Document(
        (heading, *called[:2], structs.replace(heading), *called[2:]),
        tuple(lists),
        numbering=Numbering(restart="section"),
    )
    found: list[Diagnostic] = []
    bound = bind(document, None, "bluebook", found)
    targets = [one.targets for one in walk((*bound.blocks, *bound.notes)) if is_typed(one)]
    assert targets == [("b",), ("d",), ("a",), ("a",), ("c",), ("c",)]
    assert not found


@pytest.mark.parametrize(
    "holder",
    [
        lambda words: Heading(2, words),
        lambda words: Figure((), caption=words),
        lambda words: Table((), (Row((Cell((Paragraph(words),)),)),)),
    ],
)
def test_an_id_that_only_repeats_is_followed_wherever_it_stands(
    holder: Callable[[tuple[Inline, ...]], Block],
) -> None:
    """The third note stands for the source of the first, as the second only repeats that."""
    words: list[Block] = [
        Paragraph((Text("Roe v. Wade, 410 U.S. 113 (1973)."),)),
        holder((Text("Id. at 3."),)),
        Paragraph((Text("Id. at 4."),)),
    ]
    keys = [*map(NoteKey, "abc")]
    notes = [Note(key, "footnote", key, (one,)) for key, one in zip(keys, words, strict=True)]
    document = Document((Paragraph(tuple(map(NoteRef, keys))),), tuple(notes))
    bound = bind(document, None, "bluebook", [])
    assert [one.targets for one in walk(bound.notes) if is_typed(one)] == [("a",), ("a",)]


def is_typed(node: object) -> TypeGuard[CrossRef]:
    return isinstance(node, CrossRef) and node.kind != "mark"


def test_a_number_before_the_first_printed_one_is_of_no_note() -> None:
    parsed = read(
        "One.[footnoteRef:1] [1: A.] Two.[footnoteRef:2] [2: supra note 1.]", note_start=9
    )
    assert [one.code for one in parsed.diagnostics if one.code == "X001"] == ["X001"]


def test_endnotes_made_footnotes_are_found_by_their_new_numbers() -> None:
    text = "One.[footnoteRef:1] [1: A.] Two.[endnoteRef:1] [1: B, supra note 1; see infra note 3.] "
    text += "Three.[endnoteRef:2] [2: C, supra note 2.]"
    assert number_of_target(text, notes="footnotes") == [
        ("supra note 1", ["1"]),
        ("infra note 3", ["3"]),
        ("supra note 2", ["2"]),
    ]


@pytest.mark.parametrize("value", [0, 40000, "9"])
def test_a_first_number_that_no_format_can_print_is_refused(value: Any) -> None:
    with pytest.raises(ConversionError, match="write a number from 1 to 32767"):
        read("One.[footnoteRef:1] [1: A.]", note_start=value)


def test_a_word_with_soft_hyphens_is_bound_and_printed_as_it_was_typed() -> None:
    text = "One.[footnoteRef:1] [1: Lee.] Two.[footnoteRef:2] [2: Lee, su\u00adpra note 1.]"
    assert number_of_target(text) == [("su\u00adpra note 1", ["1"])]


def test_numbers_that_are_live_already_become_part_of_the_reference_that_they_stand_in() -> None:
    live = paragraph(
        "Lee, ", ref("3"), "supra note ", number("1"), "; infra notes ", number("2"), "–",
        number("3"), " and ", Emphasis((Text("supra note "), number("1"))), "; at ", number("2"), ". ",
        Emphasis((Text("But see infra"),)), " note ", number("3"), "; Lee, ",
        Emphasis((Text("supra"),)), " note ", number("1"), ".",
    )  # fmt: skip
    body = (paragraph("a", ref("1"), "b", ref("2"), ref("3")),)
    notes = (note("1", "Lee, Oil (1988)."), note("2", "y"), note("3", "z"))
    found: list[Diagnostic] = []
    bound = bind(Document((*body, live), notes), None, "bluebook", found)
    references = [node for node in walk(bound.blocks) if isinstance(node, CrossRef)]
    assert [(one.kind, one.targets) for one in references] == [
        ("supra", ("footnote-1",)),
        ("infra", ("footnote-2", "footnote-3")),
        ("supra", ("footnote-1",)),
        ("infra", ("footnote-3",)),
        ("supra", ("footnote-1",)),
    ]
    leaves = [node for node in walk(bound.blocks) if isinstance(node, NoteNumber | NoteRef)]
    assert [one.note for one in leaves] == [f"footnote-{id}" for id in "12331231231"]
    index = index_notes(bound)
    assert plain(bound.blocks, index) == plain((*body, live), index)
    assert not found


def test_a_reference_reaches_over_italics_and_over_no_link() -> None:
    typed = paragraph(
        Emphasis((Text("See supra"),)), " note 1; ", Emphasis((Text("infra notes 2–3"),)), "; ",
        Link("https://x.org", (Text("supra"),)), " note 1; ", Emphasis((Text("supra"),)), " note 9.",
    )  # fmt: skip
    body = (paragraph("a", ref("1"), "b", ref("2"), ref("3")), typed)
    notes = (note("1", "x"), note("2", "y"), note("3", "z"))
    found: list[Diagnostic] = []
    bound = bind(Document(body, notes), None, "bluebook", found)
    references = [node for node in walk(bound.blocks) if isinstance(node, CrossRef)]
    assert [(one.kind, one.targets) for one in references] == [
        ("supra", ("footnote-1",)),
        ("infra", (NoteRange(NoteKey("footnote-2"), NoteKey("footnote-3")),)),
        ("supra", ()),
    ]
    assert [one.code for one in found] == ["X001"]
    assert bound.blocks[1].content[:2] == (  # type: ignore[union-attr]
        Emphasis((Text("See "),)),
        CrossRef(
            "supra",
            (NoteKey("footnote-1"),),
            (Emphasis((Text("supra"),)), Text(" note "), NoteNumber(NoteKey("footnote-1"))),
        ),
    )
    index = index_notes(bound)
    assert plain(bound.blocks, index) == plain(body, index)


KRANZ = "Ada Kranz, The Light, 3 Coastal L. Rev. 7 (1982)."
LIND = "Ana Lind, The Quay, 9 Coastal L. Rev. 4 (1988)."


@pytest.mark.parametrize(
    ("blocks", "targets"),
    [
        ([LIND, "Id. at 9."], ["2"]),
        ([LIND, "The quay is old.", "Id. at 9. See also id. at 11."], ["2", "2"]),
        ([LIND, BulletList((ListItem((paragraph("Id. at 9."),)),))], ["2"]),
        ([BulletList((ListItem((paragraph(LIND), paragraph("Id. at 9."))),))], ["2"]),
        ([Table((Row((Cell((paragraph(LIND),)), Cell((paragraph("Id. at 9."),)))),))], ["2"]),
        ([LIND, BlockQuote((paragraph("Id. at 9."),)), "The quay is old."], ["2"]),
        (["The quay is old.", "Id. at 9.", LIND], ["1"]),
        ([f"The quay is old (but see {LIND[:-1]}).", "Id. at 9."], ["1"]),
        (["Id. at 9; id. at 11.", "See id. at 12."], ["1", "1", "1"]),
        (["Id. at 9.", LIND, "Id. at 11."], ["1", "2"]),
    ],
)
def test_id_stands_for_the_last_authority_in_any_paragraph_above(
    blocks: list[str | Block], targets: list[str]
) -> None:
    body = (paragraph("a", ref("1"), "b", ref("2")),)
    bound = bind(Document(body, (note("1", KRANZ), note("2", *blocks))), None, "bluebook", [])
    found = [node for node in walk(bound.notes) if isinstance(node, CrossRef)]
    labels = index_notes(bound)
    assert [[labels.label(key) for key in ends_of(one.targets)] for one in found] == [
        [n] for n in targets
    ]
