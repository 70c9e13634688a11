"""Every key of the metadata reaches every format, and the table in `docs/options.md` says where."""

from __future__ import annotations

import pytest

from converter import parse, read, render
from converter.document.diagnostics import Diagnostic
from converter.formats import METADATA
from docs.keys import FORMATS, OTHER_NAMES, SAMPLE, keys_table, places, sample

ALIASES = [(key, name) for key, names in OTHER_NAMES.items() for name in names]


def test_the_table_has_all_keys() -> None:
    assert {*SAMPLE, *(name for _, name in ALIASES)} == METADATA.keys()
    assert len(keys_table()[1]) == len(SAMPLE)


@pytest.mark.parametrize("key", SAMPLE)
@pytest.mark.parametrize("format", FORMATS)
def test_every_key_has_a_place_in_every_format(format: str, key: str) -> None:
    assert places(format)[key] != []


@pytest.mark.parametrize("key", SAMPLE)
@pytest.mark.parametrize("format", FORMATS)
def test_a_key_that_is_not_given_is_nowhere(format: str, key: str) -> None:
    """So that what was found in its place was put there by the key."""
    write, _ = FORMATS[format]
    assert SAMPLE[key] in write(sample())
    assert SAMPLE[key] not in write(sample({one: SAMPLE[one] for one in SAMPLE if one != key}))


@pytest.mark.parametrize(("key", "name"), ALIASES)
@pytest.mark.parametrize("format", FORMATS)
def test_a_key_may_have_its_other_name(format: str, key: str, name: str) -> None:
    write, _ = FORMATS[format]
    renamed = {name if one == key else one: value for one, value in SAMPLE.items()}
    assert write(sample(renamed)) == write(sample())


@pytest.mark.parametrize("template", ["article", "lawreview"])
def test_typst_has_what_latex_has(template: str) -> None:
    output = str(render(sample(), "typst", template=template).output).replace("\\", "")
    for key, value in SAMPLE.items():
        assert (value.partition("-")[0] if key == "lang" else value) in output, key


def test_the_web_page_of_a_law_review_has_what_the_plain_one_has() -> None:
    output = str(render(sample(), "html", template="lawreview").output)
    for key, value in SAMPLE.items():
        assert value in output, key


def test_marker_text_and_trees_keep_all_keys() -> None:
    document = sample()
    again = parse(str(render(document, "marker").output)).document
    assert again.meta == document.meta
    tree = read(str(render(document, "json").output), "json").document
    assert tree.meta == document.meta


def test_keys_that_a_word_file_of_the_house_does_not_print_are_named() -> None:
    from io import BytesIO

    import docx

    file = BytesIO()
    house = docx.Document()
    house.sections[0].header.paragraphs[0].text = "Quarterly Gazette, {{ cited_volume }}"
    house.save(file)
    said = [one for one in in_house(file.getvalue()) if one.code == "R010"]
    assert [one.message for one in said] == [
        "the headers and footers of the Word file print no number, doi, issn"
    ]


def in_house(reference: bytes) -> tuple[Diagnostic, ...]:
    return render(sample(), "docx", reference_doc=reference).diagnostics
