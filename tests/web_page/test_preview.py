"""Files that other programs save, and a page that is told."""

from __future__ import annotations

import http.client
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from converter import convert
from tests.web_page.running import Running, made, running

TEXT = "First.[footnoteRef:1] [1: See there.] \n\nSecond, which stays.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = made(tmp_path / "articles")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.docx").write_bytes(bytes(convert(TEXT, "docx").output))  # type: ignore[arg-type]
    return [folder / "a.txt", folder / "b.docx"]


@pytest.fixture
def server(tmp_path: Path, files: list[Path]) -> Iterator[Running]:
    with running(made(tmp_path / "page"), *files) as one:
        yield one


@pytest.fixture
def listen() -> Iterator[Callable[[Running], Listening]]:
    """Opens pages that listen, and closes them."""
    opened: list[Listening] = []

    def listening(server: Running) -> Listening:
        opened.append(Listening(server))
        return opened[-1]

    yield listening
    for one in opened:
        one.close()


class Listening:
    """A page that reads events."""

    def __init__(self, server: Running) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        self.connection.request("GET", "/api/events", headers={"Cookie": server.cookie})
        self.answer = self.connection.getresponse()
        assert self.answer.headers["content-type"].startswith("text/event-stream")
        assert self.answer.readline() == b"retry: 1000\n"

    def close(self) -> None:
        self.answer.close()
        self.connection.close()

    def next(self) -> tuple[str, Any]:
        """The next event."""
        while True:
            line = self.answer.readline().decode()
            if line.startswith("event: "):
                data = self.answer.readline().decode()
                return line[7:].strip(), json.loads(data.removeprefix("data: "))


Listen = Callable[[Running], Listening]


def shown(server: Running, file: int, **query: Any) -> Any:
    reply = server.get("/api/preview", file=file, session=f"p{file}", **query)
    assert reply.status == 200, reply.body
    return reply.json


def save_in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def save_over(path: Path, text: str) -> None:
    """As Word and Vim save: a new file, then the old one's name."""
    draft = path.with_name("draft~")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def save_away(path: Path, text: str) -> None:
    """As others save: the old file is put away, then there is none, then the new one."""
    path.rename(path.with_name("old~"))
    path.write_text(text, encoding="utf-8")


def test_the_files_are_named(server: Running) -> None:
    assert server.get("/api/hello").json["preview"] == ["a.txt", "b.docx"]


def test_each_file_is_shown(server: Running) -> None:
    first, second = shown(server, 0), shown(server, 1)
    assert (first["name"], second["name"]) == ("a.txt", "b.docx")
    assert ":" in first["saved"]
    for answer in (first, second):
        assert "Second, which stays." in "".join(answer["html"].values())
    problems = server.get("/api/problems", session="p1", seq=second["seq"])
    assert [one["number"] for one in problems.json["notes"]] == ["1"]


@pytest.mark.parametrize("save", [save_in_place, save_over, save_away])
def test_a_save_is_told_and_only_what_changed_is_sent(
    server: Running, listen: Listen, files: list[Path], save: Any
) -> None:
    first = shown(server, 0)
    page = listen(server)
    save(files[0], TEXT.replace("First", "Changed"))
    event, about = page.next()
    assert (event, about["file"]) == ("changed", 0)
    assert about["version"] > 1
    again = shown(server, 0, version=about["version"], have=first["seq"])
    assert [html for html in again["html"].values() if "Changed" in html]
    assert not [html for html in again["html"].values() if "stays" in html]
    save(files[0], TEXT)
    assert page.next()[1]["version"] > about["version"]


def test_a_save_is_told_soon(server: Running, listen: Listen, files: list[Path]) -> None:
    """Of several saves, as the machine may be busy with other things."""
    shown(server, 0)
    page = listen(server)
    took = []
    for number in range(5):
        saved = monotonic()
        save_over(files[0], f"{TEXT}\n\nSave {number}.\n")
        page.next()
        shown(server, 0)
        took.append(monotonic() - saved)
    assert min(took) < 0.2, took


def test_other_files_of_the_folder_are_not_told(
    server: Running, listen: Listen, files: list[Path]
) -> None:
    page = listen(server)
    (files[0].parent / "other.txt").write_text("x", encoding="utf-8")
    save_over(files[1], "no Word file any more")
    assert page.next() == ("changed", {"file": 1, "version": 2})


def test_what_the_system_does_not_tell_is_found(
    tmp_path: Path, listen: Listen, files: list[Path]
) -> None:
    """A change that watching does not see, as on a network drive: the folder was put in its place."""
    with running(made(tmp_path / "page"), *files) as server:
        shown(server, 0)
        page = listen(server)
        new = made(tmp_path / "new")
        (new / "a.txt").write_text("From elsewhere.\n", encoding="utf-8")
        os.rename(files[0].parent, tmp_path / "away")
        os.rename(new, files[0].parent)
        assert page.next()[1]["file"] == 0
        assert "From elsewhere." in "".join(shown(server, 0)["html"].values())


def test_a_file_that_is_broken_or_gone_is_said_and_comes_back(
    server: Running, files: list[Path]
) -> None:
    whole = files[1].read_bytes()
    files[1].write_bytes(whole[:2000])
    reply = server.get("/api/preview", file=1, session="p1")
    assert reply.status == 422
    assert reply.json["error"]
    files[1].unlink()
    reply = server.get("/api/preview", file=1, session="p1")
    assert (reply.status, reply.json["remedy"]) == (404, "Save it again.")
    files[1].write_bytes(whole)
    assert shown(server, 1)["name"] == "b.docx"


@pytest.mark.parametrize("file", ["2", "x", "-1", "99999999999"])
def test_no_other_file_is_shown(server: Running, file: str) -> None:
    assert server.get("/api/preview", file=file, session="p").status in (400, 404)


def test_without_files_there_is_no_preview(tmp_path: Path) -> None:
    with running(made(tmp_path / "page")) as server:
        reply = server.get("/api/preview", file=0, session="p")
        assert (reply.status, reply.json["remedy"]) == (404, "Start with: footnoted preview FILE")
        assert server.get("/api/hello").json["preview"] is None
