"""Where a web address begins and ends in running text."""

from __future__ import annotations

import pytest

from converter import parse
from converter.document.model import Link, Paragraph, Text


def shown(text: str) -> str:
    """The words of a text, its links in angle brackets."""
    (block,) = parse(text).document.blocks
    assert isinstance(block, Paragraph)
    words = []
    for node in block.content:
        assert isinstance(node, Text | Link)
        words.append(node.text if isinstance(node, Text) else f"<{node.url}>")
    return "".join(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(see https://x.org/a)", "(see <https://x.org/a>)"),
        ("(see https://x.org/a).", "(see <https://x.org/a>)."),
        ("((see https://x.org/a))", "((see <https://x.org/a>))"),
        ("https://x.org/a_(b)", "<https://x.org/a_(b)>"),
        ("(see https://x.org/a_(b))", "(see <https://x.org/a_(b)>)"),
        ("https://x.org/a_(b), and", "<https://x.org/a_(b)>, and"),
        ("So https://x.org/a...", "So <https://x.org/a>..."),
    ],
)
def test_an_address_leaves_what_ends_the_sentence_around_it(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PDFhttps://a.org/c?u=https://d.org/f (so)", "PDFhttps://a.org/c?u=https://d.org/f (so)"),
        ("2031http://www.x.org", "2031http://www.x.org"),
        ("See www.y.org, xhttp://a", "See <https://www.y.org>, xhttp://a"),
    ],
)
def test_an_address_within_a_longer_word_is_no_link(text: str, expected: str) -> None:
    assert shown(text) == expected
