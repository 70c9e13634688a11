"""Whatever is sent, the answer is a reason: never 500, never none."""

from __future__ import annotations

import random

import pytest

from tests.web_page.running import Running
from tests.web_page.test_safety import ROUTES

BODIES = [
    b"",
    b"\0" * 1000,
    b"\xff\xfe\xfd",
    b"{" * 5000,
    b"[[[[" * 2000,
    b'{"text": "\\ud800", "words": "\\udfff", "at": -5}',
    b'{"text": "x", "at": 99999999999999999999}',
    b"PK\x03\x04" + bytes(100),
    b"%PDF-",
    b"<html><body>" + b"<div>" * 3000,
    "[footnoteRef:1]".encode("utf-16"),
    b"[footnoteRef:1] [1: " * 300,
    b"---\ntitle: [\n---\nx",
    b"---\n" + b"a: &a [*a]\n" * 9 + b"---\n",
    "\ud800".encode("utf-8", "surrogatepass"),
    "😀\u202e\u2028".encode(),
]

QUERIES = [
    "",
    "session=a&seq=1",
    "session=a&seq=999999999&have=0&notes_as=sidenotes&all=1&whole=1",
    "session=a&seq=1&source=x&source=y",
    "name=%00%0a/../x.docx&to=docx&house=1&do=insert&note=%F0%9F%98%80&to=1",
    "do=move&note=1&to=-1&which=all",
    "do=delete&note=" + "9" * 500,
    "typography=1&accept=,,,&to=latex&name=" + "x" * 4000,
    "a=1&" * 300,
    "%ff%fe=%ff",
]


@pytest.mark.parametrize(("method", "path"), [one for one in ROUTES if one[1] != "/api/events"])
def test_nothing_that_is_sent_is_a_fault(server: Running, method: str, path: str) -> None:
    chance = random.Random(path)
    for body in BODIES if method == "POST" else [b""]:
        query = chance.choice(QUERIES)
        reply = server.ask(method, f"{path}?{query}", body)
        assert reply.status < 500 or reply.status == 503, (query, body[:80], reply.body)
        assert b"fault in footnoted" not in reply.body, (query, body[:80], reply.body)
        if reply.status >= 400:
            assert reply.json.keys() == {"error", "remedy"}
            assert reply.json["error"].endswith(".")


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_is_a_fault(server: Running, query: str) -> None:
    for method, path in ROUTES:
        if path == "/api/events":
            continue
        body = b"So.[footnoteRef:1] [1: x] \n" if method == "POST" else b""
        reply = server.ask(method, f"{path}?{query}", body)
        assert reply.status != 500, (path, reply.body)
        assert b"fault in footnoted" not in reply.body, (path, reply.body)
