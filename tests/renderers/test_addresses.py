"""Addresses in an output: each format leaves as it is what may stand there, and no more."""

from __future__ import annotations

import pytest

from converter.conversion import render
from converter.document.model import Document, Link, Paragraph, Text
from converter.renderers import RENDERERS
from converter.renderers.addresses import is_safe_url, percent_encoded
from converter.renderers.docx.text import uri
from converter.renderers.html.text import escape_address
from converter.renderers.latex.text import url_target
from tests.renderers.docx_parts import members


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
        ("https://user@x.org:8080?q#f", True),
        ("https://[2001:db8::1]:80/", True),
        ("https://münchen.example/", True),
        ("https://", False),
        ("https:///a", False),
        ("https://:80/a", False),
        ("https://x.org:port/a", False),
        ("http://foo..bar/x", False),
        ("http://a_b.example.com:99999/x", False),
        ("http://a_b.example.com:65535/x", True),
        ("https://user@foo..bar/x", False),
        ("https://x.org./a..b", True),
        ("https://-x.com/y", False),
        ("https://x-.com/y", False),
        ("https://xn--mnchen-3ya.example/", True),
        ("https://.com/x", False),
        ("https://x.gov.uhttps://www.gov.uk/a.pdf", False),
        ("https://x%zz.org/", False),
        ("https://x<y>.org/", False),
        ("https://[x]/", False),
        ("https://x.org\\a", False),
        ("mailto:", False),
        ("mailto:ann", False),
        ("mailto:ann@x.org?subject=a", True),
        ("", False),
    ],
)
def test_only_some_addresses_may_be_live(url: str, safe: bool) -> None:
    assert is_safe_url(url) is safe


TEXT_IN = {"docx": "word/document.xml", "odt": "content.xml", "epub": "EPUB/text/ch001.xhtml"}
DATA = {"pdf", "pandoc-json"}
"""What other programs make files of, and give words apart."""
NO_ADDRESSES = [
    "http://foo..bar/x",
    "http://a_b.org:99999/x",
    "https://x.gov.uhttps://y.org/a.pdf",
    "https://:80/a",
    "https://x.org:port/a",
]


@pytest.mark.parametrize("url", NO_ADDRESSES)
@pytest.mark.parametrize("format", sorted(set(RENDERERS) - DATA))
def test_what_can_be_no_address_is_text_in_every_format(format: str, url: str) -> None:
    shown = Link(url, (Text("words here"),))
    rendered = render(Document((Paragraph((shown,)),)), format)
    assert "R003" in [one.code for one in rendered.diagnostics] or format in (
        "json",
        "marker",
        "tree",
    )
    output = rendered.output
    if isinstance(output, str):
        assert "words here" in output
        live = (f'href="{url}', f"\\href{{{url}", f'#link("{url}')
        assert not any(one in output for one in live)
    else:
        parts = members(output)
        assert b"words here" in parts[TEXT_IN[format]]
        assert not any(url.encode() in part for part in parts.values())


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
        ("https://x.org/100%", "https://x.org/100%25", "https://x.org/100%25",
         "https://x.org/100\\%25"),
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


def test_a_percent_sign_that_begins_no_octet_is_one_itself_in_typst() -> None:
    shown = Link("https://x.org/100%", (Text("words"),))
    output = render(Document((Paragraph((shown,)),)), "typst").output
    assert '#link("https://x.org/100%25")' in str(output)
