"""ODT and EPUB files with bytes and elements changed at random are read, or refused in a sentence."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from lxml import etree

from converter import read, render
from converter.document.diagnostics import ConversionError
from converter.programs import pandoc
from converter.speed.zip import pack, unpack
from converter.word.package import LIMITS
from tests.readers.test_word_mutants import assert_nothing_is_live, other_bytes, other_elements

TEXT = """One.[^a] Two.[^b] *Slanted* and [a link](https://x.org).

> Quoted.

1. first
2. second

| a | b |
|---|---|
| c | d |

[^a]: See there.
[^b]: And here.

    - item
"""
NAMES = {"odt": ("content.xml", "styles.xml"), "epub": (".xhtml", ".opf", "container.xml")}


@cache
def members(format: str) -> dict[str, bytes]:
    made = pandoc.call(TEXT.encode(), "markdown", format, format="test").output
    return dict(unpack(made, LIMITS))


def mutant(format: str, chance: Random) -> bytes:
    """A file of a format in which one to three parts are changed."""
    parts = dict(members(format))
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([name for name in parts if name.endswith(NAMES[format])])
        change = other_bytes if chance.random() < 0.3 else other_elements
        try:
            parts[name] = change(parts[name], chance)
        except etree.XMLSyntaxError:  # it was damaged before
            parts[name] = other_bytes(parts[name], chance)
    return pack(parts)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("format", NAMES)
def test_a_changed_archive_is_read_or_refused_and_nothing_of_it_is_live(
    format: str, seed: int
) -> None:
    try:
        parsed = read(mutant(format, Random(seed)), format)
    except ConversionError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 (not each is refused)
        return
    assert_nothing_is_live(str(render(parsed.document, "html").output))
    for output in ("docx", "latex", "marker", "json"):
        render(parsed.document, output)


@pytest.mark.parametrize("format", NAMES)
def test_what_is_changed_is_read_as_long_as_it_is_whole(format: str) -> None:
    parsed = read(pack(members(format)), format)
    assert len(parsed.document.notes) == 2
