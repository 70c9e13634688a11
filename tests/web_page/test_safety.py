"""Who may ask the server, and what every answer says to the browser."""

from __future__ import annotations

import http.client
import re
import socket
from pathlib import Path

import pytest

from tests.web_page.running import Running, running

ROUTES = [
    ("GET", "/"),
    ("GET", "/frame"),
    ("GET", "/assets/desk.js"),
    ("GET", "/api/hello"),
    ("GET", "/api/events"),
    ("POST", "/api/open"),
    ("GET", "/api/example"),
    ("POST", "/api/render"),
    ("GET", "/api/preview"),
    ("GET", "/api/problems"),
    ("POST", "/api/stop"),
    ("POST", "/api/mend"),
    ("POST", "/api/renumber"),
    ("POST", "/api/download"),
    ("GET", "/api/house"),
    ("POST", "/api/house"),
    ("DELETE", "/api/house"),
]


def test_the_link_sets_a_cookie_and_leads_to_the_page(server: Running) -> None:
    reply = server.enter()
    assert (reply.status, reply.headers["location"]) == (303, "/")
    cookie = reply.headers["set-cookie"]
    assert cookie.startswith(f"footnoted-{server.port}=")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert server.get("/").status == 200


@pytest.mark.parametrize("cookie", ["", "footnoted=x", "footnoted-{port}=x", "{{", "a=é"])
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_is_let_in_without_the_cookie(
    server: Running, method: str, path: str, cookie: str
) -> None:
    headers = {"Cookie": cookie.format(port=server.port).encode().decode("latin-1")}
    reply = server.ask(method, path, "" if method == "POST" else None, headers)
    assert reply.status == 401
    assert reply.json["remedy"]


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 5000])
def test_another_token_opens_nothing(server: Running, token: str) -> None:
    reply = server.ask("GET", "/", headers={"Cookie": ""}, token=token)
    assert reply.status == 401
    assert "set-cookie" not in reply.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", ""]
)
def test_a_name_that_was_bound_anew_is_refused(server: Running, host: str) -> None:
    """DNS rebinding: the browser sends the cookie, but says which name it was told."""
    reply = server.ask("GET", "/api/hello", headers={"Host": host.format(port=server.port)})
    assert reply.status == 403


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}"])
def test_the_names_of_this_machine_are_its_own(server: Running, host: str) -> None:
    reply = server.ask("GET", "/api/hello", headers={"Host": host.format(port=server.port)})
    assert reply.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "nonsense"},
    ],
)
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_other_pages_are_refused(
    server: Running, method: str, path: str, headers: dict[str, str]
) -> None:
    body = "" if method == "POST" else None
    assert server.ask(method, path, body, headers).status == 403


def test_its_own_page_is_let_in(server: Running) -> None:
    own = {"Origin": f"http://{server.host}", "Sec-Fetch-Site": "same-origin"}
    assert server.ask("GET", "/api/hello", headers=own).status == 200
    assert server.ask("GET", "/", headers={"Sec-Fetch-Site": "none"}).status == 200


@pytest.mark.parametrize(
    ("method", "path"), [*ROUTES[:4], ("GET", "/nothing"), ("PUT", "/"), ("POST", "/api/render")]
)
def test_every_answer_keeps_others_out(server: Running, method: str, path: str) -> None:
    headers = server.ask(method, path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-frame-options"] == ("SAMEORIGIN" if path == "/frame" else "DENY")
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert not [name for name in headers if name.startswith("access-control")]
    assert "server" not in headers


def test_the_page_runs_its_own_scripts_alone(server: Running) -> None:
    policy = server.get("/").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "connect-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_frame_has_an_origin_of_its_own_and_loads_nothing(server: Running) -> None:
    reply = server.get("/frame")
    policy = reply.headers["content-security-policy"]
    assert policy.endswith("sandbox allow-scripts")
    assert "'self'" not in policy.replace("frame-ancestors 'self'", "")
    assert policy.count("'sha256-") == 3
    page = reply.body.decode()
    assert "<link" not in page
    assert "src=" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "/* the frame's own */" in page


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "frame.html",
        "example.txt",
        "nothing.js",
        "../app.py",
        "%2e%2e/app.py",
        "..%2fapp.py",
        "/etc/passwd",
        "desk.js%00",
        "desk.js/",
        "DESK.JS",
        "x" * 3000,
    ],
)
def test_only_the_files_in_the_table_are_given(server: Running, name: str) -> None:
    reply = server.get(f"/assets/{name}")
    assert reply.status == 404
    assert reply.json["error"]


def test_a_file_in_the_table_is_given(server: Running) -> None:
    reply = server.get("/assets/desk.js")
    assert (reply.status, reply.body) == (200, b"/* the desk */\n")
    assert reply.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "DELETE", "TRACE"])
def test_there_is_nothing_but_the_routes(server: Running, method: str) -> None:
    assert server.ask(method, "/api/hello").status == 404


CHUNKED = "Transfer-Encoding: chunked\r\n"


def raw(server: Running, request: str) -> tuple[int, str]:
    """What is answered to a request of these very bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        head = f"Host: {server.host}\r\nCookie: {server.cookie}\r\n"
        connection.sendall(request.replace("HEAD", head, 1).encode("latin-1"))
        response = http.client.HTTPResponse(connection)
        response.begin()
        return response.status, response.read().decode()


def test_the_length_is_looked_at_before_anything_is_read(server: Running) -> None:
    """Nothing is sent: whoever waited for the body would wait for ever."""
    request = "POST /api/open HTTP/1.1\r\nHEADContent-Length: 61000000\r\n\r\n"
    status, said = raw(server, request)
    assert status == 413
    assert "This file has 61 MB; the limit is 5." in said
    assert "--max-size" in said


@pytest.mark.parametrize(
    "length",
    ["", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\n"],
)
def test_a_body_without_a_length_is_refused(server: Running, length: str) -> None:
    status, _ = raw(server, f"POST /api/open HTTP/1.1\r\nHEAD{length}\r\n")
    assert status in (400, 411)


@pytest.mark.parametrize("length", ["-1", "1e3", "٣", "9" * 30, "0x10", "5, 6"])
def test_a_length_that_is_none_is_refused(server: Running, length: str) -> None:
    data = length.encode().decode("latin-1")
    status, _ = raw(server, f"POST /api/open HTTP/1.1\r\nHEADContent-Length: {data}\r\n\r\n")
    assert status in (400, 411, 413)


@pytest.mark.parametrize(
    "request_line",
    ["GET", "\0\0\0\0", "GET http://evil.example/ HTTP/1.1", "G" * 70_000],
)
def test_what_is_no_request_is_refused(server: Running, request_line: str) -> None:
    status, _ = raw(server, f"{request_line}\r\nHEAD\r\n")
    assert status in (400, 401, 403, 404)


def test_two_servers_do_not_let_in_the_page_of_the_other(server: Running, tmp_path: Path) -> None:
    with running(tmp_path) as other:
        assert server.ask("GET", "/", headers={"Cookie": other.cookie}).status == 401
        assert other.ask("GET", "/", headers={"Cookie": server.cookie}).status == 401
        both = {"Cookie": f"{server.cookie}; {other.cookie}"}
        assert server.ask("GET", "/", headers=both).status == 200
