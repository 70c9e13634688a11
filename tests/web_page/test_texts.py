"""What the page gets for a text: its elements, problems, mends and renumberings."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from converter import convert, parse
from converter.renderers.html import in_parts
from tests.web_page.running import Running, cut, edited

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXT = (
    "The lamp 😀 was paid in oil.[footnoteRef:1] Then it was not.[footnoteRef:2]\n\n"
    "So the keeper said.[footnoteRef:3]\n\n"
    "[1:  See Odile Tamm, A Wage of Oil, 9 COASTAL L. REV. 4 (1988).] \n"
    "[2:  Tamm, supra note 1, at 8.] \n"
    "[3:  Bo Lund et. al., The Wick (1982), supra note 2.] \n"
)


def blocks(answer: Any, name: str) -> list[Any]:
    return [one for part in answer["parts"] if part["name"] == name for one in part["blocks"]]


def test_a_text_comes_as_elements_with_their_places(server: Running) -> None:
    answer = server.render(TEXT, 1, "places").json
    assert (answer["lang"], answer["dir"], answer["class"]) == ("en", "ltr", "footnoted")
    body = [cut(TEXT, start, end) for _, start, end in blocks(answer, "body")]
    assert body == TEXT.split("\n\n")[:2]
    notes = [cut(TEXT, start, end) for _, start, end in blocks(answer, "notes")]
    assert [note.strip() for note in notes] == [line.strip() for line in TEXT.split("\n")[4:7]]
    html = [answer["html"][hash] for hash, _, _ in blocks(answer, "notes")]
    assert html[0].startswith('<li id="note-footnote-1">')


@pytest.mark.parametrize("layout", ["popup", "sidenotes", "endnotes", "footnotes-per-section"])
@pytest.mark.parametrize("article", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_each_element_is_one_and_all_are_the_page(
    server: Running, article: Path, layout: str
) -> None:
    from lxml.html import fragments_fromstring

    text = article.read_text(encoding="utf-8")
    answer = server.render(text, 1, f"{article.stem}-{layout}", notes_as=layout).json
    shown = [answer["html"][hash] for part in answer["parts"] for hash, _, _ in part["blocks"]]
    for element in shown:
        assert len(fragments_fromstring(element)) == 1
    for part in answer["parts"]:
        assert part["wrap"].count("data-blocks") == (1 if part["wrap"] else 0)
    page = str(convert(text, "html", template="{{ title }}{{ body }}{{ notes }}").output)
    assert set(page.split()) & {"supra", "note"} <= set(" ".join(shown).split())


def test_what_the_page_has_is_not_sent_again(server: Running) -> None:
    first = server.render(TEXT, 1, "have").json
    again = server.render(TEXT, 2, "have", have=1).json
    assert again["parts"] == first["parts"]
    assert again["html"] == {}
    changed = server.render(TEXT.replace("the keeper", "a keeper"), 3, "have", have=2).json
    assert [*changed["html"].values()] == [
        html.replace("the keeper", "a keeper")
        for html in first["html"].values()
        if "the keeper" in html
    ]
    for query in ({}, {"have": 1, "all": 1}, {"have": 77}):
        assert len(server.render(TEXT, 4, "have", **query).json["html"]) == len(first["html"])


def test_what_was_not_applied_is_sent(server: Running) -> None:
    """An answer that the page did not wait for counts for nothing."""
    first = server.render(TEXT, 1, "skipped").json
    server.render(TEXT.replace("keeper", "king"), 2, "skipped", have=1)
    third = server.render(TEXT.replace("keeper", "king"), 3, "skipped", have=1).json
    assert len(third["html"]) == 1
    assert not third["html"].keys() & first["html"].keys()


def test_typing_at_random_gives_what_the_whole_text_gives(server: Running) -> None:
    """Whatever was sent before, an answer with what the page has is the article."""
    chance = random.Random(5)
    text, shown = TEXT, dict[str, str]()
    for seq in range(1, 60):
        at = chance.randrange(len(text))
        words = chance.choice(["x", " ", "\n", "\n\n", "[", "]", "5", "😀", ".", "Id. at 3"])
        text = text[:at] + chance.choice(["", words]) + text[at + chance.randrange(3) :]
        answer = server.render(text, seq, "typing", have=seq - 1).json
        shown |= answer["html"]
        got = [shown[hash] for part in answer["parts"] for hash, _, _ in part["blocks"]]
        article = in_parts(parse(text).document)
        assert got == [one.html for part in article.parts for one in part.pieces if one.html], text


def test_problems_have_a_place_a_reason_and_a_mend(server: Running) -> None:
    server.render(TEXT, 1, "problems")
    found = server.get("/api/problems", session="problems", seq=1).json
    (problem,) = [one for one in found["problems"] if one["code"] == "S001"]
    assert cut(TEXT, problem["from"], problem["to"]) == problem["at"] == " et. al."
    assert problem["before"].endswith("Bo Lund")
    assert problem["after"].startswith(", The Wick")
    assert (problem["note"], problem["group"]) == ("3", "sources")
    assert "et al." in problem["why"]
    mended = edited(TEXT, problem["fix"]["edits"])
    assert "Bo Lund et al., The Wick" in mended
    server.render(mended, 2, "problems")
    left = server.get("/api/problems", session="problems", seq=2).json["problems"]
    assert "S001" not in [one["code"] for one in left]


def test_an_edit_elsewhere_does_not_change_the_id_of_a_problem(server: Running) -> None:
    ids = []
    for seq, text in enumerate((TEXT, "More words before.\n\n" + TEXT), 1):
        server.render(text, seq, "ids")
        found = server.get("/api/problems", session="ids", seq=seq).json["problems"]
        ids.append([one["id"] for one in found])
    assert ids[0] == ids[1] != []


def test_notes_are_listed_with_what_cites_them(server: Running) -> None:
    server.render(TEXT, 1, "notes")
    notes = server.get("/api/problems", session="notes", seq=1).json["notes"]
    assert [one["number"] for one in notes] == ["1", "2", "3"]
    first = notes[0]
    assert first["words"].startswith("See Odile Tamm")
    assert cut(TEXT, *first["mark"]) == "[footnoteRef:1]"
    assert cut(TEXT, *first["body"]).startswith("[1:  See")
    assert [one["label"] for one in first["cited_by"]] == ["note 2"]


def test_guesses_at_structure_can_be_refused(server: Running) -> None:
    text = (EXAMPLES / "the-law-of-lighthouses.txt").read_text(encoding="utf-8")
    server.render(text, 1, "guesses")
    found = server.get("/api/problems", session="guesses", seq=1).json["suggestions"]
    (first, *_) = [one for one in found if one["code"] == "U001"]
    kept = edited(text, first["fix"]["edits"])
    server.render(kept, 2, "guesses")
    again = server.get("/api/problems", session="guesses", seq=2).json["suggestions"]
    assert len([one for one in again if one["code"] == "U001"]) < len(
        [one for one in found if one["code"] == "U001"]
    )


def test_an_older_text_is_refused(server: Running) -> None:
    server.render(TEXT, 5, "older")
    assert server.render(TEXT, 4, "older").status == 409
    assert server.get("/api/problems", session="older", seq=4).status == 409
    assert server.get("/api/problems", session="never", seq=1).status == 409


def test_mends_are_shown_as_lines_and_made_as_edits(server: Running) -> None:
    answer = server.post("/api/mend", TEXT, which="safe").json
    (line,) = answer["diff"]
    assert (line["line"], answer["count"]) == (7, 1)
    assert "et. al." in line["old"]
    assert edited(TEXT, answer["edits"]) == TEXT.replace("et. al.", "et al.")
    assert server.post("/api/mend", TEXT, which="both").status == 400


def renumbered(server: Running, do: str, text: str = TEXT, **asked: Any) -> Any:
    body = {"text": text, "words": asked.pop("words", ""), "at": asked.pop("at", None)}
    return server.post("/api/renumber", json.dumps(body), do=do, **asked)


def at(text: str, words: str) -> int:
    """Behind these words, as JavaScript counts."""
    place = text.index(words) + len(words)
    return len(text[:place].encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ("", ["New.", "See Odile", "Tamm, supra note 2,", "Bo Lund"]),
        ("The lamp 😀", ["New.", "See Odile", "Tamm, supra note 2,", "Bo Lund"]),
        ("Then", ["See Odile", "New.", "Tamm, supra note 1,", "Bo Lund"]),
        ("So the", ["See Odile", "Tamm, supra note 1,", "New.", "Bo Lund"]),
        ("keeper said.[footnoteRef:3]", ["See Odile", "Tamm", "Bo Lund", "New."]),
    ],
)
def test_a_note_is_put_where_the_caret_is(server: Running, words: str, notes: list[str]) -> None:
    answer = renumbered(server, "insert", at=at(TEXT, words), words="New.").json
    text = edited(TEXT, answer["edits"])
    document = parse(text).document
    shown = [str(convert(text, "html").output)]
    place = text.index("New.")
    mark = text.index("[footnoteRef:" + text[: place - 3].rpartition("[")[2] + "]")
    assert text[:mark].endswith(words)
    called = [
        html.html
        for part in in_parts(document).parts
        if part.name == "notes"
        for html in part.pieces
    ]
    assert len(called) == 4
    for html, beginning in zip(called, notes, strict=True):
        plain = "".join(_text(html)).split(" ", 1)[1]
        assert plain.startswith(beginning), shown
    assert "is new" in answer["words"]
    assert not answer["said"]


def _text(html: str) -> list[str]:
    from lxml.html import fromstring

    return [str(one).replace("\xa0", " ") for one in fromstring(html).itertext()]


def test_the_first_note_of_a_text_is_put(server: Running) -> None:
    text = "One line.\n\nAnother.\n"
    answer = renumbered(server, "insert", text, at=at(text, "One"), words="New.").json
    assert edited(text, answer["edits"]) == "One[footnoteRef:1] line. [1:  New.] \n\nAnother.\n"


def test_notes_move_and_go_and_references_follow(server: Running) -> None:
    moved = renumbered(server, "move", note="1", to="2").json
    text = edited(TEXT, moved["edits"])
    assert "Tamm, infra note 2, at 8" in text
    assert moved["words"].startswith("note 1 becomes 2; note 2 becomes 1; ")
    gone = renumbered(server, "delete", note="2").json
    assert "note 2 is deleted" in gone["words"]
    assert "1 needs your eye" in gone["words"]
    assert [one["code"] for one in gone["said"]] == ["X101"]
    assert len(parse(edited(TEXT, gone["edits"])).document.notes) == 2


def test_a_note_is_cited_again(server: Running) -> None:
    answer = renumbered(server, "cite", note="1", at=at(TEXT, "So the keeper")).json
    text = edited(TEXT, answer["edits"])
    assert "So the keeper[footnoteRef:1] said." in text
    refused = renumbered(server, "cite", note="3", at=at(TEXT, "The lamp"))
    assert refused.status == 400
    assert "further down" in refused.json["error"]


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "insert", "note": "9"},
        {"do": "delete", "note": "9"},
        {"do": "move", "note": "1", "to": "9"},
        {"do": "move", "note": "1"},
        {"do": "cite", "note": "1"},
        {"do": "cite", "note": "9", "at": 0},
        {"do": "dance"},
        {"do": "insert", "at": at(TEXT, "See Odile"), "words": "x"},
        {"do": "insert", "at": at(TEXT, "[footnote"), "words": "x"},
    ],
)
def test_what_cannot_be_renumbered_says_why(server: Running, asked: dict[str, Any]) -> None:
    reply = renumbered(server, **asked)
    assert reply.status == 400
    assert reply.json["error"].endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b'{"text": 5}',
        b'{"text": "x", "words": 5}',
        b'{"text": "x", "at": "5"}',
        b'{"text": "x", "at": 1e400}',
        b"\xff\xfe",
        b"[" * 5000,
    ],
)
def test_a_request_that_is_none_is_refused(server: Running, body: bytes) -> None:
    assert server.post("/api/renumber", body, do="tidy").status == 400
    if not body.startswith(b"\xff"):
        return
    assert server.post("/api/render", body, session="bad", seq=1).status == 400
    assert server.post("/api/mend", body).status == 400


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"session": "s"},
        {"session": "s", "seq": "x"},
        {"session": "s", "seq": "-1"},
        {"session": "s", "seq": "9" * 30},
        {"session": "s", "seq": "٣"},
        {"session": "../x", "seq": "1"},
        {"session": "s" * 65, "seq": "1"},
        {"session": "q", "seq": "1", "notes_as": "nonsense"},
        {"session": "q", "seq": "1", "notes": "nonsense"},
        {"session": "q", "seq": "1", "have": "x"},
        {"session": "q", "seq": "1", "typography": "1", "accept": "nonsense"},
    ],
)
def test_a_query_that_is_none_is_refused(server: Running, query: dict[str, str]) -> None:
    reply = server.post("/api/render", TEXT, **query)
    assert reply.status == 400, reply.body
    assert reply.json["error"]


def test_a_file_that_is_closed_is_named(server: Running) -> None:
    reply = server.render(TEXT, 1, "closed", source="unknown")
    assert reply.status == 410
    assert reply.json["remedy"] == "Open it again."


def test_typography_is_shown_when_it_is_asked_for(server: Running) -> None:
    plain = server.render(TEXT, 1, "looks").json
    set_up = server.render(TEXT, 2, "looks", typography=1).json
    assert "<em>" not in "".join(plain["html"].values())
    assert "<em>" in "".join(set_up["html"].values())


def test_a_picture_that_does_not_fit_any_more_says_so(server: Running) -> None:
    """What an edit within a line changes elsewhere is seen by the review, and shown by the whole."""
    long = "The keeper of the light was paid in oil, and when it gave out he was not paid. " * 4
    text = (
        f"{long}\n\n{long}[footnoteRef:1] So.[footnoteRef:2]\n\n"
        "[1:  Odile Tamm, A Wage of Oil, supra note 2.] \n[2:  Id. at 3.] \n"
    )
    server.render(text, 1, "stale")
    assert server.get("/api/problems", session="stale", seq=1).json["stale"] is False
    text = text.replace("Odile Tamm, A Wage of Oil, supra note 2.", "Id.")
    quick = server.render(text, 2, "stale", have=1).json
    stale = server.get("/api/problems", session="stale", seq=2).json["stale"]
    again = server.render(text, 3, "stale", have=2, whole=1).json
    assert stale == bool(again["html"])
    assert quick["parts"] != again["parts"] or not stale
    assert server.get("/api/problems", session="stale", seq=3).json["stale"] is False
