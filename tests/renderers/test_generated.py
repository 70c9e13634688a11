"""The words that formats add to a text, in its language."""

from __future__ import annotations

import re

import pytest
from msgspec import structs

from converter.document.model import Document, Heading, Metadata, NoteKey, NoteRef
from converter.renderers import html, latex, typst
from converter.renderers.generated import ENGLISH, TABLE, TAG, generated
from tests.documents import note, paragraph, ref, text

LANGUAGES = TAG.compiled.findall(TABLE)


def page(lang: str) -> str:
    document = Document(
        (
            Heading(1, text("I")),
            paragraph("Salt.", ref("1"), NoteRef(NoteKey("endnote-2"))),
            paragraph("Rope.", ref("1")),
        ),
        (note("1", "Dear."), note("2", "Cheap.", kind="endnote")),
        Metadata(title=text("T"), lang=lang, abstract=(paragraph("A."),)),
    )
    output = html.render(document, toc=True).output
    assert isinstance(output, str)
    return output


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_all_words_and_a_place_for_what_they_name(lang: str) -> None:
    own = generated(lang)
    assert own is not ENGLISH
    for name, words in structs.asdict(own).items():
        assert words
        assert words.count("{}") == structs.asdict(ENGLISH)[name].count("{}")
        assert not re.search('[<>&"]', words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_of_a_page_is_english_in_another_language(lang: str) -> None:
    shown = re.sub("<(style|script).*?</\\1>", "", page(lang), flags=re.S)
    spoken = re.findall('aria-label="([^"]*)"', shown)
    headings = re.findall("<h2[^>]*>(.*?)</h2>", shown)
    own = generated(lang)
    assert headings[0] == own.abstract
    assert headings[1] == own.contents
    assert headings[-2:] == [own.footnotes, own.endnotes]
    assert own.note.replace("{}", "1") in spoken
    assert not any("back to" in words or "place" in words.split() for words in spoken)
    said = dict(
        re.findall(' data-([a-z]+)="([^"]*)"', shown.partition("<article")[2].partition(">")[0])
    )
    names = ("again", "link", "citation", "copied", "cited", "before", "after", "close")
    assert said.pop("words").split("|") == [getattr(own, name) for name in names]
    assert said == {"dark": own.dark, "margin": own.margin, "find": own.find, "keys": own.keys}


@pytest.mark.parametrize(
    ("tag", "footnotes", "endnotes"),
    [
        ("de", "Fußnoten", "Endnoten"),
        ("el", "Υποσημειώσεις", "Σημειώσεις τέλους"),
        ("hu", "Lábjegyzetek", "Végjegyzetek"),
        ("uk", "Виноски", "Кінцеві виноски"),
        ("bg", "Бележки под линия", "Бележки в края"),
        ("sk", "Poznámky pod čiarou", "Koncové poznámky"),
        ("sl", "Sprotne opombe", "Končne opombe"),
        ("hr", "Fusnote", "Završne bilješke"),
        ("id", "Catatan kaki", "Catatan akhir"),
        ("ro", "Note de subsol", "Note de final"),
        ("lt", "Išnašos", "Galinės išnašos"),
        ("fa", "پانویس\u200cها", "پی\u200cنوشت\u200cها"),
    ],
)
def test_lists_of_notes_are_headed_as_in_libreoffice(
    tag: str, footnotes: str, endnotes: str
) -> None:
    own = generated(tag)
    assert (own.footnotes, own.endnotes) == (footnotes, endnotes)


def test_an_english_page_says_nothing_to_its_scripts() -> None:
    assert " data-" not in re.sub("<script.*?</script>", "", page("en-GB"), flags=re.S)


def test_a_language_that_the_table_lacks_has_english_words() -> None:
    assert generated("cy") is generated("") is generated("en-AU") is ENGLISH


@pytest.mark.parametrize(
    ("tag", "contents"),
    [("zh-CN", "目录"), ("zh-Hant", "目錄"), ("zh-HK", "目錄"), ("zh-Hans-HK", "目录"),
     ("no", "Innhold"), ("pt-BR", "Sumário"), ("pt-PT", "Índice"), ("de-CH", "Inhalt")],
)  # fmt: skip
def test_a_region_and_its_letters_choose_the_words(tag: str, contents: str) -> None:
    assert generated(tag).contents == contents


@pytest.mark.parametrize("lang", ["en", *LANGUAGES])
def test_endnotes_have_one_heading_in_all_formats(lang: str) -> None:
    document = Document(
        (paragraph("Salt.", NoteRef(NoteKey("endnote-1"))),),
        (note("1", "Dear.", kind="endnote"),),
        Metadata(lang=lang),
    )
    heading = generated(lang).endnotes
    assert f'<h2 id="endnotes">{heading}</h2>' in str(html.render(document).output)
    assert f"#heading[{heading}]" in typst.render(document).output
    named = re.search("list-name=(.*)", str(latex.render(document).output))
    assert named is not None
    assert heading in named[1]


def test_typst_names_the_abstract_in_the_language_of_the_text() -> None:
    document = Document((), (), Metadata(lang="de", abstract=(paragraph("Kurz."),)))
    output = typst.render(document).output
    assert "smallcaps[Zusammenfassung]" in output
