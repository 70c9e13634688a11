"""Files that are opened, and files that are taken away."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from converter import convert, read
from converter.document.model import Emphasis, Text
from converter.document.tree import walk
from tests.web_page.running import Running, edited

TEXT = (
    "---\ntitle: On Oil\n---\n"
    "The lamp was paid in oil.[footnoteRef:1] Then it was not.[footnoteRef:2]\n\n"
    "[1:  See Odile Tamm, A Wage of Oil (1988).] \n[2:  Tamm, supra note 1, at 8.] \n"
)
ITALIC = (
    '<article lang="en"><h1>On Oil</h1><p>The lamp was <em>paid</em> in oil.<sup><a href="#n1" id="m1">1'
    "</a></sup> Then it was not, as the keeper said to all who asked him about it at the time.</p>"
    '<ol><li id="n1"><p>See <em>A Wage</em> of Oil. <a href="#m1">↑</a></p></li></ol></article>'
)


def word(text: str = TEXT) -> bytes:
    output = convert(text, "docx").output
    assert isinstance(output, bytes)
    return output


def opened(server: Running, data: bytes, name: str) -> Any:
    reply = server.post("/api/open", data, name=name)
    assert reply.status == 200, reply.body
    return reply.json


def test_a_text_is_opened_as_it_is(server: Running) -> None:
    answer = opened(server, TEXT.encode(), "a.txt")
    assert answer["text"] == TEXT
    assert (answer["kind"], answer["format"], answer["source"]) == ("text", "marker", "")


def test_an_example_is_opened(server: Running) -> None:
    answer = server.get("/api/example").json
    assert answer["name"] == "example.txt"
    assert answer["text"].startswith("An example.[footnoteRef:1]")


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.docx", word(), "docx"),
        ("nameless", word(), "docx"),
        ("wrong.txt", word(), "docx"),
        ("a.html", ITALIC.encode(), "html"),
        ("a.md", b"# On Oil\n\nSo.[^1]\n\n[^1]: See there.\n", "markdown"),
        ("a.json", str(convert(TEXT, "json").output).encode(), "json"),
    ],
)
def test_other_files_become_marker_text(
    server: Running, name: str, data: bytes, format: str
) -> None:
    answer = opened(server, data, name)
    assert answer["format"] == format
    assert answer["kind"] == ("word" if format == "docx" else "text")
    assert "[footnoteRef:1]" in answer["text"]
    assert answer["source"]


@pytest.mark.parametrize(
    ("name", "data", "status", "remedy"),
    [
        ("a.pdf", b"%PDF-1.7", 415, "Use the Word file"),
        ("a.docx", b"%PDF-1.7", 415, "Use the Word file"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900),
            415,
            "Save it in Word as .docx",
        ),
        ("a.rtf", b"{\\rtf1 x}", 415, "Save it in Word as .docx"),
        ("a.pages", b"PK\x03\x04", 415, "In Pages, choose File"),
        ("a.txt", b"", 400, "Choose another one"),
        ("a.docx", b"PK\x03\x04" + bytes(99), 422, ""),
        ("a.docx", b"no archive", 422, ""),
        ("a.docx", word()[:3000], 422, ""),
        ("a.txt", bytes(range(256)) * 40, 422, ""),
        ("a.json", b"{}", 422, ""),
        ("a.json", b'{"document": {}, "footnoted": 99}', 422, ""),
    ],
)
def test_a_file_that_is_not_read_says_what_to_do(
    server: Running, name: str, data: bytes, status: int, remedy: str
) -> None:
    reply = server.post("/api/open", data, name=name)
    assert reply.status == status, reply.body
    assert reply.json["error"].endswith(".")
    assert reply.json["remedy"].startswith(remedy)


def test_a_bomb_is_refused(server: Running) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", bytes(300_000_000))
    reply = server.post("/api/open", bomb.getvalue(), name="a.docx")
    assert reply.status == 422


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\a\\b.txt", "a\r\nb.txt", "\u202egnp.txt"]
)
def test_a_name_is_only_a_name(server: Running, name: str) -> None:
    answer = opened(server, TEXT.encode(), name)
    assert not set("/\\\r\n\u202e") & set(answer["name"])
    reply = server.post("/api/download", TEXT, to="markers", name=name)
    assert reply.headers["content-disposition"].count("\n") == 0


def test_the_looks_of_a_file_stay_where_its_words_do(server: Running) -> None:
    answer = opened(server, ITALIC.encode(), "a.html")
    text, source = answer["text"], answer["source"]
    html = "".join(server.render(text, 1, "dress", source=source).json["html"].values())
    assert "<em>paid</em>" in html
    assert "<em>A Wage</em>" in html
    changed = text.replace("A Wage", "The Wage")
    html = "".join(server.render(changed, 2, "dress", source=source).json["html"].values())
    assert "<em>paid</em>" in html
    assert "The<em> Wage</em> of Oil" in html


LISTED = (
    '<article lang="en"><h1>On Oil</h1><h2>The lamp</h2>'
    '<p>The <em>lamp</em> was paid in oil.<sup><a href="#n1" id="m1">1</a></sup> Then it was not.</p>'
    "<ol><li><p>First <em>one</em>.</p></li><li><p>Second <strong>one</strong>.</p></li></ol>"
    "<table><tr><td>Oil</td><td><em>dear</em></td></tr><tr><td>Wick</td><td>cheap"
    "<table><tr><td>within</td><td>another</td></tr></table></td></tr></table>"
    '<section><ol><li id="n1"><p>See <em>A Wage</em> of Oil. <a href="#m1">↑</a></p></li></ol></section>'
    "</article>"
)


@pytest.fixture(scope="module")
def smith() -> bytes:
    """A Word file with italics, a heading, a list, a table and a note."""
    output = convert(LISTED, "docx", "html").output
    assert isinstance(output, bytes)
    return output


def shown(server: Running, text: str, seq: int, source: str) -> str:
    html = server.render(text, seq, f"smith{source}", source=source).json["html"]
    return "".join(html.values())


def test_a_word_file_is_shown_as_it_is(server: Running, smith: bytes) -> None:
    answer = opened(server, smith, "Smith.docx")
    assert "The lamp was paid in oil.[footnoteRef:1] Then" in answer["text"]
    page = shown(server, answer["text"], 1, answer["source"])
    assert page.count("On Oil") == 1
    for expected in (
        "<h1>On Oil</h1>",
        '<h2 id="the-lamp">The lamp</h2>',
        "<p>The <em>lamp</em> was",
        "<li>First <em>one</em>.</li>",
        "<td><em>dear</em></td>",
        "See <em>A Wage</em> of Oil.",
    ):
        assert expected in page
    review = server.get("/api/problems", session=f"smith{answer['source']}", seq=1).json
    assert review["stale"] is False
    assert (review["receipt"]["notes_out"], review["receipt"]["lost"]) == (1, 0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Then it", "Soon it", "The <em>lamp</em> was paid"),
        ("was paid", "was never paid", "The <em>lamp</em> was never paid"),
        ("The lamp was", "The big lamp was", "<p>The big"),
        ("Second one.", "Second and last.", "<li>Second and last.</li>"),
        ("dear", "very dear", "<td>very <em>dear</em></td>"),
        ("another", "some other", "<td>some other</td>"),
        ("Second one.\n", "Second one.\nBetween.\n", "<li>Second <strong>one</strong>.</li>"),
        ("A Wage", "The Wage", "of Oil."),
        ("On Oil", "On Wicks", "<h1>On Wicks</h1>"),
    ],
)
def test_what_is_edited_of_a_word_file_is_shown_and_all_else_stays(
    server: Running, smith: bytes, old: str, new: str, expected: str
) -> None:
    answer = opened(server, smith, "Smith.docx")
    page = shown(server, answer["text"].replace(old, new), 1, answer["source"])
    assert expected in page
    assert "<em>" in page
    assert "<td>" in page


def test_a_key_in_a_word_file_keeps_its_looks_and_needs_no_more(
    server: Running, smith: bytes
) -> None:
    long = "and the keeper said so to all who asked him about it at the time, and to others. " * 3
    text = LISTED.replace("Then it was not.", f"Then it was not, {long}")
    output = convert(text, "docx", "html").output
    assert isinstance(output, bytes)
    answer = opened(server, output, "Smith.docx")
    session = {"session": f"smith{answer['source']}"}
    shown(server, answer["text"], 1, answer["source"])
    typed = answer["text"].replace("was paid", "was once paid").replace("A Wage", "A Just Wage")
    reply = server.post(
        "/api/render", typed, seq=2, have=1, source=answer["source"], **session
    ).json
    html = "".join(reply["html"].values())
    assert "The <em>lamp</em> was once paid" in html
    assert "Wage</em> of Oil." in html
    assert server.get("/api/problems", seq=2, **session).json["stale"] is False


def test_a_word_file_that_was_not_edited_comes_out_byte_for_byte(
    server: Running, smith: bytes
) -> None:
    answer = opened(server, smith, "Smith.docx")
    asked = {"to": "docx", "name": "Smith.docx", "source": answer["source"]}
    assert server.post("/api/download", answer["text"], **asked).body == smith


def test_edits_go_back_into_the_word_file(server: Running, smith: bytes) -> None:
    answer = opened(server, smith, "Smith.docx")
    at = answer["text"].index("Then it")
    body = {"text": answer["text"], "words": "New.", "at": at}
    added = server.post("/api/renumber", json.dumps(body), do="insert").json
    text = edited(answer["text"], added["edits"]).replace("was not.", "was never.")
    reply = server.post(
        "/api/download", text, to="docx", name="Smith.docx", source=answer["source"]
    )
    document = read(reply.body, "docx").document
    assert len(document.notes) == 2
    assert "A Wage" in [one for note in document.notes for one in _italic(note.blocks)]
    assert "lamp" in _italic(document.blocks)
    with zipfile.ZipFile(io.BytesIO(reply.body)) as new, zipfile.ZipFile(io.BytesIO(smith)) as old:
        assert new.read("word/styles.xml") == old.read("word/styles.xml")
    receipt = json.loads(reply.headers["x-receipt"])
    assert receipt["words"] == "2 notes in, 2 notes out, no letter lost"


def test_where_a_word_file_cannot_say_it_a_new_one_does_and_tells(
    server: Running, smith: bytes
) -> None:
    answer = opened(server, smith, "Smith.docx")
    text = answer["text"].replace("Oil\ndear\n", "Oil and dear\n")
    reply = server.post("/api/download", text, to="docx", name="a", source=answer["source"])
    assert reply.status == 200
    words = json.loads(reply.headers["x-receipt"])["words"]
    assert "a new file, as the old one cannot be changed: " in words
    assert len(read(reply.body, "docx").document.notes) == 1


def _italic(blocks: Any) -> list[str]:
    found = [one.content[0] for one in walk(blocks) if isinstance(one, Emphasis)]
    return [one.text for one in found if isinstance(one, Text)]


TYPES = {
    "docx": (b"PK\x03\x04", "Smith.footnoted.docx"),
    "html": (b"<!DOCTYPE html>", "Smith.footnoted.html"),
    "latex": (b"\\documentclass", "Smith.footnoted.tex"),
    "pdf": (b"%PDF-", "Smith.footnoted.pdf"),
    "zip": (b"PK\x03\x04", "Smith.footnoted.zip"),
    "markers": (b"---\ntitle", "Smith.footnoted.txt"),
}


@pytest.mark.parametrize("to", TYPES)
def test_every_format_is_given_with_its_receipt(server: Running, to: str) -> None:
    reply = server.post("/api/download", TEXT, to=to, name="Smith.docx")
    assert reply.status == 200, reply.body
    beginning, name = TYPES[to]
    assert beginning in reply.body[:4000]
    assert f'filename="{name}"' in reply.headers["content-disposition"]
    receipt = json.loads(reply.headers["x-receipt"])
    assert (receipt["notes_in"], receipt["notes_out"]) == (2, 2)
    assert receipt["lost"] in (0, None)
    assert receipt["words"].startswith("2 notes in, 2 notes out")


def test_the_word_file_has_real_notes(server: Running) -> None:
    reply = server.post("/api/download", TEXT, to="docx", name="a.txt")
    package = docx.Document(io.BytesIO(reply.body))
    assert "The lamp was paid in oil." in [p.text.split("[")[0] for p in package.paragraphs][1]
    with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
        assert b"A Wage of Oil" in archive.read("word/footnotes.xml")


def test_the_archive_holds_all_of_them(server: Running) -> None:
    reply = server.post("/api/download", TEXT, to="zip", name="Smith.txt")
    with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
        assert archive.namelist() == [TYPES[to][1] for to in ("docx", "html", "latex", "pdf")]
    again = server.post("/api/download", TEXT, to="zip", name="Smith.txt")
    assert len(again.body) == len(reply.body)


def test_notes_become_of_one_kind(server: Running) -> None:
    reply = server.post("/api/download", TEXT, to="docx", name="a", notes="endnotes")
    assert {note.kind for note in read(reply.body, "docx").document.notes} == {"endnote"}
    page = server.post("/api/download", TEXT, to="html", name="a", notes_as="sidenotes").body
    assert b"fn-sidenotes" in page


@pytest.mark.parametrize(
    "query", [{}, {"to": "exe"}, {"to": "html", "notes_as": "x"}, {"to": "docx", "notes": "x"}]
)
def test_a_download_that_there_is_not_is_refused(server: Running, query: dict[str, str]) -> None:
    assert server.post("/api/download", TEXT, **query).status == 400


def test_a_name_in_any_letters_is_kept(server: Running) -> None:
    reply = server.post("/api/download", TEXT, to="html", name='Żółć "1".docx')
    named = reply.headers["content-disposition"]
    assert named == (
        'attachment; filename="____ _1_.footnoted.html"; '
        "filename*=UTF-8''%C5%BB%C3%B3%C5%82%C4%87%20%221%22.footnoted.html"
    )


def test_the_house_style_is_kept_and_used_and_forgotten(server: Running, tmp_path: Path) -> None:
    assert server.get("/api/house").json["name"] is None
    assert server.post("/api/download", TEXT, to="docx", name="a", house=1).status == 404
    house = docx.Document()
    house.styles["Normal"].font.name = "Garamond of the House"
    house.save(str(tmp_path / "house.docx"))
    data = (tmp_path / "house.docx").read_bytes()
    kept = server.post("/api/house", data, name="Journal.docx").json
    assert kept["name"] == "Journal.docx"
    assert "Normal" in kept["has"]
    assert "Footnote Text".lower() in [one.lower() for one in kept["lacks"]]
    assert "ours are taken." in kept["words"]
    assert server.get("/api/house").json == kept
    reply = server.post("/api/download", TEXT, to="docx", name="a", house=1)
    with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
        assert b"Garamond of the House" in archive.read("word/styles.xml")
    assert server.ask("DELETE", "/api/house").json["name"] is None
    assert server.get("/api/house").json["name"] is None


def test_what_is_no_house_style_is_refused(server: Running) -> None:
    for data in (b"", b"text", b"%PDF-1.7", word()[:2000]):
        reply = server.post("/api/house", data, name="a.docx")
        assert reply.status == 415
        assert reply.json["error"].startswith("This cannot be a house style: ")
    assert server.get("/api/house").json["name"] is None
