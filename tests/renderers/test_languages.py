"""What a language tag says of how a text is written."""

from __future__ import annotations

import pytest

from converter.renderers.languages import BABEL, SCRIPT_OF, language_of


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
