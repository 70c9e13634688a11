"""Notes that are written in another way than by markers, read on request."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter import parse, read, render
from converter.document.diagnostics import diagnose
from converter.document.model import NoteRef, Paragraph
from converter.document.notes import index_notes
from converter.document.words import plain
from converter.formats import Notation

TEXTS: dict[Notation, list[str]] = {
    "brackets": [
        "Oil.[1] It burns.[2]\n\nIt went out.\n\n[1] See Roe.\n[2] Id. at 5.\n",
        "Oil. [1] It burns. [2]\n\nIt went out.\n\nNotes\n\n1. See Roe.\n2. Id. at 5.\n",
    ],
    "numbers": ["Oil.1 It burns.2\n\nIt went out.\n\nNotes\n\n1. See Roe.\n2. Id. at 5.\n"],
    "raised": [
        "Oil.¹ It burns.²\n\nIt went out.\n\n¹ See Roe.\n² Id. at 5.\n",
        "Oil.¹ It burns.²\n\nIt went out.\n\nEndnotes\n1. See Roe.\n2. Id. at 5.\n",
    ],
    "markdown": ["Oil.[^a] It burns.[^2]\n\nIt went out.\n\n[^a]: See Roe.\n[^2]: Id. at 5.\n"],
    "named": ["Oil.[Footnote A: See Roe.] It burns.[footnote 2: Id. at 5.]\n\nIt went out.\n"],
}
CASES = [(notation, text) for notation, texts in TEXTS.items() for text in texts]


def shown(text: str, notation: Notation) -> tuple[list[str], list[str], list[str]]:
    """The paragraphs with marks as ``{1}``, the notes, and the codes of messages."""
    document, diagnostics, _ = parse(text, notation=notation, structure="none")
    index = index_notes(document)
    body = []
    for block in document.blocks:
        assert isinstance(block, Paragraph)
        body.append(
            "".join(
                f"{{{index.label(one.note)}}}" if isinstance(one, NoteRef) else plain((one,), index)
                for one in block.content
            )
        )
    notes = [plain(note.blocks, index).strip() for note in document.notes]
    return body, notes, [one.code for one in diagnostics]


@pytest.mark.parametrize(("notation", "text"), CASES)
def test_notes_of_another_notation_are_read_on_request(notation: Notation, text: str) -> None:
    body, notes, codes = shown(text, notation)
    assert body == ["Oil.{1} It burns.{2}", "It went out."]
    assert notes == ["See Roe.", "Id. at 5."]
    assert codes == []


@pytest.mark.parametrize(("notation", "text"), CASES)
def test_without_the_request_they_are_text(notation: Notation, text: str) -> None:
    document, _, _ = parse(text)
    assert document.notes == ()


def test_a_note_may_go_on_in_the_next_lines() -> None:
    body, notes, _ = shown(
        "Oil.[1] Wick.[2]\n\n[1] See Roe.\nMore.\n[2] Id.\n\nThe end.\n", "brackets"
    )
    assert notes == ["See Roe. More.", "Id."]
    assert body == ["Oil.{1} Wick.{2}", "The end."]


def test_each_chapter_may_have_a_list_of_its_own() -> None:
    text = "Oil.[1]\n\n[1] Roe.\n\nWick.[1]\n\n[1] Lee.\n"
    body, notes, _ = shown(text, "brackets")
    assert (body, notes) == (["Oil.{1}", "Wick.{2}"], ["Roe.", "Lee."])


def test_a_note_cited_twice_is_one() -> None:
    body, notes, codes = shown("Oil.[1] Wick.[1]\n\n[1] Roe.\n", "brackets")
    assert (body, notes, codes) == (["Oil.{1} Wick.{1}"], ["Roe."], ["M003"])


def test_what_does_not_pair_stays_text_and_is_reported() -> None:
    body, notes, codes = shown("Oil.[1] Wick.[7]\n\n[1] Roe.\n[2] Lee.\n", "brackets")
    assert body == ["Oil.{1} Wick.[7]", "[2] Lee."]
    assert notes == ["Roe."]
    assert sorted(codes) == ["M001", "M002"]


def test_lists_and_numbers_that_are_no_notes_stay() -> None:
    text = "Buy:\n\n1. Oil\n2. Wick\n\nIt cost 3 m². In 1999.12 it did.\n"
    for notation in ("brackets", "raised", "numbers"):
        body, notes, codes = shown(text, notation)
        assert notes == []
        assert "1. Oil" in body
        assert codes == ["M016"]


def test_typed_references_follow_their_notes() -> None:
    parsed = parse(
        "Oil.[1] Wick.[2]\n\n[1] Roe.\n[2] Roe, supra note 1, at 5.\n", notation="brackets"
    )
    assert "CrossRef(kind='supra', targets=('footnote-1',)" in str(parsed.document.notes[1])
    assert "[footnoteRef:2]" in str(render(parsed.document, "marker").output)


def test_the_message_names_the_notation() -> None:
    for notation, texts in TEXTS.items():
        if notation == "numbers":  # which look like any other
            continue
        (said,) = (one for one in parse(texts[0]).diagnostics if one.code == "M015")
        assert said.remedy.endswith(f"--notation {notation}.")


def test_the_option_is_one_of_the_format() -> None:
    text = TEXTS["brackets"][0]
    assert len(read(text.encode(), "marker", notation="brackets").document.notes) == 2
    assert diagnose("M015", what="x", remedy="y").remedy == "They were kept as text. y."


PIECES = st.sampled_from(
    ["Oil.", " ", "[1]", "[2]", "[^1]", "[^1]: ", "\n", "\n\n", "1. ", "2) ", "¹", "²", "Notes\n",
     "[note 1: ", "]", "[", "1", "\t", "[footnoteRef:1]", "[1: x]"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(get_args(Notation)))
def test_any_text_can_be_read_so_and_nothing_is_lost(text: str, notation: Notation) -> None:
    document, diagnostics, _ = parse(text, notation=notation)
    for one in diagnostics:
        assert one.span is None or one.span.end <= len(text)
    keys = [note.key for note in document.notes]
    assert len(set(keys)) == len(keys)
    index = index_notes(document)
    words = plain((*document.blocks, *document.notes), index)
    assert words.count("Oil.") == text.count("Oil.")


@pytest.mark.parametrize(
    ("notation", "text", "remedy"),
    [
        ("brackets", "Oil.[footnoteRef:1] [1: See Roe.]", "markers such as [footnoteRef:1]"),
        ("brackets", "Oil.[^1] Gas.[^2]\n\n[^1]: See Roe.\n[^2]: Id.\n", "use --notation markdown"),
        ("numbers", "Oil.1 Gas.2\n\n1 Roe.\n2 Lee.\n", "a line that begins with 1. or 1)"),
        ("raised", "Oil.¹ Gas.²\n", "a line that begins with ¹, 1. or 1)"),
        ("named", "Oil.\n", "[Footnote 1: its words]"),
    ],
)
def test_a_notation_that_finds_no_note_says_what_it_reads(
    notation: Notation, text: str, remedy: str
) -> None:
    (said,) = (one for one in parse(text, notation=notation).diagnostics if one.code == "M016")
    assert said.severity == "warning"
    assert remedy in said.remedy
