"""Addresses in an output: each format leaves as it is what may stand there, and no more."""

from __future__ import annotations

import pytest

from converter.renderers.addresses import is_safe_url, percent_encoded
from converter.renderers.docx.text import uri
from converter.renderers.html.text import escape_address
from converter.renderers.latex.text import url_target


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://x.org/a", True),
        ("HTTP://x.org", True),
        ("mailto:ann@x.org", True),
        ("https://x.org/é", True),
        ("https://x.org/a b", False),
        ("https://x.org/\n", False),
        ("https://x.org/\u202e", False),
        ("javascript:alert(1)", False),
        ("//x.org", False),
        ("", False),
    ],
)
def test_only_some_addresses_may_be_live(url: str, safe: bool) -> None:
    assert is_safe_url(url) is safe


def test_octets_are_those_of_utf_8() -> None:
    assert percent_encoded("aé海%[", "[^a-z]") == "a%C3%A9%E6%B5%B7%25%5B"
    assert percent_encoded("\ud800", "[^a-z]") == "%3F"


@pytest.mark.parametrize(
    ("url", "html", "word", "latex"),
    [
        ("https://x.org/a-b?c=d", None, None, None),
        ("https://x.org/?a&b", "https://x.org/?a&amp;b", None, "https://x.org/?a\\&b"),
        ("https://x.org/a[1]{2}", "https://x.org/a%5B1%5D%7B2%7D", "https://x.org/a%5B1%5D%7B2%7D",
         "https://x.org/a[1]\\%7B2\\%7D"),
        ("https://x.org/é", None, "https://x.org/%C3%A9", "https://x.org/\\%C3\\%A9"),
        ("https://x.org/100%", None, "https://x.org/100%25", "https://x.org/100\\%"),
        ("https://x.org/%C3%A9", None, None, "https://x.org/\\%C3\\%A9"),
        ("https://x.org/it's", None, None, "https://x.org/it\\%27s"),
        ("https://x.org/#a#b", None, "https://x.org/#a%23b", "https://x.org/\\#a\\#b"),
        ("https://[2001:db8::1]/[a]", "https://[2001:db8::1]/%5Ba%5D",
         "https://[2001:db8::1]/%5Ba%5D", None),
        ('https://x.org/"<>', "https://x.org/%22%3C%3E", "https://x.org/%22%3C%3E",
         "https://x.org/\\%22\\%3C\\%3E"),
    ],
)  # fmt: skip
def test_each_format_encodes_what_it_must(
    url: str, html: str | None, word: str | None, latex: str | None
) -> None:
    """None: as it is."""
    assert escape_address(url) == (html or url)
    assert uri(url) == (word or url)
    assert url_target(url) == (latex or url)
