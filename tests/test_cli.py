"""The command as a user meets it: a process with arguments, files, messages and an exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from converter.renderers import RENDERERS

MARKED = "So it is.[footnoteRef:1] [1:  See Ash.] \n"
FAULTY = "So it is.[footnoteRef:1] [1:  See Ash.] \n\nAnd so.[footnoteRef:2]\n"
COMMAND = [sys.executable, "-m", "converter"]


class Run(subprocess.CompletedProcess[bytes]):
    """A finished run; `said` is what it wrote to standard error."""

    @property
    def said(self) -> str:
        return self.stderr.decode("utf-8", "backslashreplace")


def footnoted(
    *args: str | bytes | Path, stdin: bytes = b"", cwd: Path | None = None, **env: str
) -> Run:
    done = subprocess.run(
        [*COMMAND, *args], input=stdin, capture_output=True, cwd=cwd, env={**os.environ, **env}
    )
    assert b"Traceback" not in done.stderr
    return Run(done.args, done.returncode, done.stdout, done.stderr)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(MARKED, encoding="utf-8")
    return path


# What it does


@pytest.mark.parametrize("suffix", [suffix for f in RENDERERS.values() for suffix in f.suffixes])
def test_the_format_follows_from_the_suffix(article: Path, suffix: str) -> None:
    out = article.with_name(f"out{suffix}")
    done = footnoted("convert", article, "-o", out)
    assert done.returncode == 0
    assert out.stat().st_size > 20
    assert done.said == f"{out}: 1 note\n"


def test_several_outputs_in_one_run(article: Path) -> None:
    outs = [article.with_name(name) for name in ("a.docx", "a.html", "a.tex")]
    done = footnoted(article, "-o", outs[0], "-o", outs[1], "-o", outs[2])
    assert done.returncode == 0
    assert all(out.exists() for out in outs)


def test_what_several_outputs_cannot_carry_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("See https://x..org/a and https://x:99999/b.\n")
    done = footnoted("a.txt", "-o", "a.docx", "-o", "a.html", "-o", "a.tex", cwd=tmp_path)
    assert done.said.count("R003") == 2


def test_standard_input_and_output() -> None:
    done = footnoted("-", "-t", "marker", stdin=MARKED.encode())
    assert done.stdout.decode() == MARKED
    assert done.said == ""


def test_convert_is_the_command_when_none_is_named(article: Path) -> None:
    assert (
        footnoted(article, "-t", "marker").stdout
        == footnoted("convert", article, "-t", "marker").stdout
    )


def test_metadata_from_the_command_line_is_stronger(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\ntitle: Old\nlang: de\n---\nText.\n")
    done = footnoted(
        path,
        "-t",
        "json",
        "--title",
        "New",
        "--author",
        "Ana",
        "--author",
        "Bo",
        "-M",
        "date=May",
        "-M",
        "x=1=2",
    )
    meta = json.loads(done.stdout)["document"]["meta"]
    assert meta["title"][0]["text"] == "New"
    assert [author[0]["text"] for author in meta["authors"]] == ["Ana", "Bo"]
    assert (meta["date"], meta["lang"], meta["extra"]) == ("May", "de", {"x": "1=2"})


def test_the_tree_comes_back_from_json(article: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree.json"
    footnoted(article, "-o", tree)
    assert footnoted(tree, "-t", "marker").stdout.decode() == MARKED


def test_an_own_template(article: Path, tmp_path: Path) -> None:
    template = tmp_path / "own.html"
    template.write_text("<main>{{ body }}</main>{# note #}{{ 7 * 7 }}\n")
    done = footnoted(article, "-t", "html", "--template", template)
    assert done.stdout.startswith(b"<main>")
    assert done.stdout.endswith(b"</main>49\n")


@pytest.mark.parametrize(
    ("page", "folder", "seen"),
    [
        ("site/a.html", "site/look/notes", "look/notes/"),
        ("site/a.html", "look", "../look/"),
        ("a.html", "./look/", "look/"),
        ("site/a.html", "site", ""),
        ("site/a.html", "{here}/site/look", "look/"),
    ],
)
def test_a_page_finds_its_assets_in_the_folder_that_the_shell_names(
    article: Path, tmp_path: Path, page: str, folder: str, seen: str
) -> None:
    (tmp_path / "site").mkdir()
    footnoted(article, "-o", page, "--assets", folder.format(here=tmp_path), cwd=tmp_path)
    output = (tmp_path / page).read_text(encoding="utf-8")
    named = re.findall(r'(?:href|src)="([^"#:]+\.(?:css|js))"', output)
    assert len(named) == 8
    for name in named:
        assert name.removeprefix("./").rpartition("/")[0] == seen.rstrip("/")
        assert ((tmp_path / page).parent / name).read_bytes()
    assert not (tmp_path / "site" / "site").exists()


def test_a_fragment_has_its_prefix_and_its_layout(article: Path) -> None:
    options = ("--fragment", "--id-prefix", "one-", "--notes-as", "sidenotes", "--toc")
    output = footnoted(article, "-t", "html", *options).stdout
    assert output.startswith(b'<article class="footnoted fn-sidenotes"')
    assert b'<span class="fn-note" role="doc-footnote" id="one-note-footnote-1">' in output


def test_formats_help_version_and_completion() -> None:
    assert b"docx" in footnoted("formats").stdout
    assert b"Exit codes" in footnoted("--help").stdout
    assert len(footnoted("convert", "-h").stdout.splitlines()) < 80
    assert footnoted("--version").stdout.startswith(b"footnoted ")
    for shell in ("bash", "zsh", "fish"):
        assert b"_FOOTNOTED_COMPLETE" in footnoted("completion", shell).stdout


# What it says


def test_help_is_a_command_too(tmp_path: Path) -> None:
    assert footnoted("help").stdout == footnoted("--help").stdout
    assert footnoted("help", "check").stdout == footnoted("check", "--help").stdout
    (tmp_path / "help").write_text(MARKED)
    assert b"<html" in footnoted("help", "-t", "html", cwd=tmp_path).stdout


def test_messages_have_file_line_column_severity_code(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    done = footnoted("a.txt", "-t", "marker", cwd=tmp_path)
    assert done.returncode == 0
    assert done.said.startswith(
        "a.txt:3:8: error M001 [footnoteRef:2] calls a note that is not in the text. "
    )


def test_a_wish_that_needs_headings_says_so_where_there_are_none(tmp_path: Path) -> None:
    wishes = ("-t", "html", "--note-restart", "section", "--toc")
    for level, codes in ((None, ["N002", "N003"]), (2, ["N002"]), (1, [])):
        heading = [{"type": "Heading", "level": level, "content": []}] if level else []
        (tmp_path / "a.json").write_text(json.dumps({"document": {"blocks": heading}}))
        assert re.findall(r"\bN\d+", footnoted("a.json", *wishes, cwd=tmp_path).said) == codes


def test_strict_turns_warnings_into_an_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    assert footnoted(path, "-t", "marker", "--strict").returncode == 1
    assert footnoted(path, "-t", "marker", "--fail-if-warnings").returncode == 1
    path.write_text(MARKED)
    assert footnoted(path, "-t", "marker", "--strict").returncode == 0


def test_quiet_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    assert footnoted(path, "-o", tmp_path / "a.html", "-q").said == ""


def test_guesses_are_always_told_and_repairs_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a\tb\tc\nd\te\tf\n\nOil.[footnoteRef: 1] [1: x]\n")
    done, told = footnoted(path, "-t", "marker"), footnoted(path, "-t", "marker", "-v")
    assert "G002" in done.said
    assert "M012" not in done.said
    assert "M012" in told.said
    assert "G002" not in footnoted(path, "-t", "marker", "-q").said


STRUCTURED = (
    "A Wage of Oil\nBy Odile Tamm\nIntroduction\nThe lamplighter was paid in oil, and when the oil gave "
    "out he was not paid at all.[footnoteRef:1] [1:  Tamm.] \n"
)


def test_what_structure_was_recognised_is_told_in_one_line_and_listed_by_check(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STRUCTURED)
    said = footnoted(path, "-t", "html").said
    assert said == (
        f"1 heading, 2 title lines recognised: footnoted check --select structure {path} lists them, "
        "--structure none leaves them as text\n"
    )
    assert footnoted(path, "-t", "html", "--structure", "none").said == ""
    listed = footnoted("check", path, "--select", "structure").stdout.decode()
    assert f"{path}:1:1 U002 this line was read as the title" in listed
    assert f"{path}:3:1 U001 this line was read as a heading of level 1" in listed
    assert "U0" not in footnoted("check", path).stdout.decode()


def test_a_line_that_was_read_as_the_title_is_text_where_another_title_is_given(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STRUCTURED)
    tree = footnoted(path, "-t", "tree", "--title", "Another").stdout.decode()
    assert "Paragraph 1:1-1:14\n    Text 'A Wage of Oil'" in tree
    same = footnoted(path, "-t", "tree", "--title", "A wage of oil").stdout.decode()
    assert "Text 'A Wage of Oil'" not in same
    assert "Text 'A wage of oil'" in same


def test_a_suffix_that_is_not_read_is_named_unless_there_are_markers(tmp_path: Path) -> None:
    path = tmp_path / "a.adoc"
    path.write_text("Oil and wick.\n")
    assert "M017 the suffix .adoc is none that is read" in footnoted(path, "-t", "marker").said
    assert "M017" in footnoted("check", path).stdout.decode()
    path.write_text("Oil.[footnoteRef:1] [1: x]\n")
    assert footnoted(path, "-t", "marker").said == ""


def test_a_web_page_is_known_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\ufeff\n<!DOCTYPE html><p>Oil &amp; wick.</p>\n", encoding="utf-8")
    done = footnoted(path, "-t", "marker")
    assert done.stdout.decode() == "Oil & wick.\n"
    assert done.said == ""
    assert footnoted(path, "-t", "marker", "-f", "marker").stdout.count(b"<p>") == 1


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<p>Oil.[footnoteRef:1] [1: x]</p>\n", "Oil.[footnoteRef:1] [1:  x]"),
        ('<div class="post">\n<p>Oil.</p></div>', "Oil."),
        ("<!-- wp:paragraph -->\n<p>Oil.</p>", "Oil."),
        ("<p> is how a paragraph begins.\n", "<p> is how a paragraph begins."),
    ],
)
def test_a_part_of_a_web_page_is_known_by_its_beginning(
    tmp_path: Path, written: str, read_as: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(written)
    assert footnoted(path, "-t", "marker").stdout.decode().strip() == read_as


def test_diagnostics_as_json(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    (row,) = json.loads(footnoted(path, "-t", "marker", "--diagnostics", "json").stderr)
    assert row["code"] == "M001"
    assert row["start"] == {"offset": 49, "line": 3, "column": 8}
    assert row["file"] == str(path)
    assert row["remedy"]


def test_messages_cannot_steer_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("[image: \x1b]0;owned\x07\u202e]")
    assert not {"\x1b", "\x07", "\u202e"} & set(footnoted(path, "-t", "marker").said)


def test_metadata_that_is_not_printed_is_named(article: Path) -> None:
    done = footnoted(article, "-t", "html", "-M", "titel=X", "-M", "court=Y", "-M", b"date=\xff")
    assert (done.returncode, b"<title>" in done.stdout) == (0, True)
    assert "Y003 titel is no key of the metadata" in done.said
    assert "title may be meant" in done.said
    assert "Y004 no format prints these keys of the metadata: court" in done.said


HOSTILE = "x\x1b]0;owned\x07\x9b\u202e\n::error::owned\n"
TREES: list[dict[str, Any]] = [
    {"document": {HOSTILE: 1}},
    {"document": {"blocks": [{"type": "NoteRef", "note": HOSTILE}]}},
    {"document": {"notes": [{"type": "Note", "key": HOSTILE, "kind": "footnote", "id": "1",
                             "blocks": []}] * 2}},
    {"document": {"notes": [{"type": "Note", "key": "1", "kind": "footnote", "id": HOSTILE,
                             "blocks": []}]}},
]  # fmt: skip


@pytest.mark.parametrize("tree", TREES)
@pytest.mark.parametrize(
    "words",
    [
        ("-t", "html"),
        ("-t", "html", "--diagnostics", "json"),
        *(("check", "-v", "--format", format) for format in ("text", "json", "sarif", "github")),
    ],
)
def test_names_in_a_tree_cannot_steer_a_terminal_or_a_build(
    tmp_path: Path, words: tuple[str, ...], tree: dict[str, Any]
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(tree))
    done = footnoted(*words, path)
    told = done.said + (done.stdout.decode() if words[0] == "check" else "")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told)
    assert "\n::error::owned" not in told


# What it refuses


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["none.txt", "-o", "a.html"], "cannot read none.txt: there is no such file or folder"),
        ([".", "-o", "a.html"], "cannot read .: it is a folder"),
        (["a.txt"], "name the output"),
        (["a.txt", "-o", "a.xyz"], "the format of a.xyz cannot be told from its name"),
        (["a.txt", "-t", "htlm"], "did you mean html?"),
        (["a.txt", "-f", "troff", "-t", "html"], "there is no format 'troff' here. There are: marker"),
        (["a.txt", "-o", "a.txt"], "a.txt is the input"),
        (["a.txt", "-o", "b.html", "-o", "b.html"], "b.html is named twice"),
        (["a.txt", "-o", "no/b.html"], "cannot write no/b.html: there is no such file or folder"),
        (["a.txt", "-o", "folder", "-t", "html"], "cannot write folder: it is a folder"),
        (["a.txt", "-o", "a.docx", "--template", "a.txt"], "--template needs an output in html or latex"),
        (["a.txt", "-o", "a.html", "--assets", "a.txt"], "cannot make the folder a.txt: file exists"),
        (["a.txt", "-t", "json", "--toc"], "--toc needs an output in docx or html or latex"),
        (["a.txt", "-o", "a.html", "--id-prefix", "1"], "--id-prefix 1: use letters"),
        (["a.txt", "-o", "a.html", "--reference-doc", "a.txt"], "--reference-doc needs an output"),
        (["a.txt", "-t", "html", "-M", "title"], "write KEY=VALUE"),
        (["a.txt", "-t", "html", "-M", " =x"], "write KEY=VALUE"),
        (["a.txt", "-t", "html", "--encoding", "utf-9"], "there is no encoding 'utf-9'"),
        (["a.txt", "-t", "html", "--max-size", "0.00001"], "allow more with --max-size"),
        (["a.txt", "-t", "html", "--template", "bad.html"], "bad.html: the template, line 1"),
        (["a.txt", "-t", "html", "--template", "unknown.html"], "unknown.html: the template prints"),
        (["a.txt", "-t", "html", "--template", "lawreveiw"], "did you mean lawreview?"),
        (["a.txt", "-o", "a.docx", "--reference-doc", "Manuskript"], "did you mean manuscript?"),
        (["a.txt", "-t", "html", "--template", "house-style"], "name one, or article or lawreview"),
        (["zip.txt", "-t", "html"], "the file is no Word document, or a damaged one"),
        (["binary.txt", "-t", "html"], "this is not text"),
        (["broken.json", "-t", "html"], "this is not a tree that -t json wrote"),
        (["a.txt", "-o", "/dev/full", "-t", "html"], "cannot write /dev/full: no space left"),
        (["/dev/zero", "-t", "html", "--max-size", "1"], "larger than 1 MB"),
        (["a.txt", "--no-such-option"], "No such option"),
        (["a\0.txt", "-t", "html"], "embedded null"),
        (["hlep"], "there is no command or file hlep; did you mean help?"),
        (["chekc", "a.txt"], "there is no command or file chekc; did you mean check?"),
        (["renumbr", "a.txt", "-o", "b.txt"], "did you mean renumber?"),
        (["bianry.txt", "-o", "a.html"], "no such file or folder; did you mean binary.txt?"),
        (["check", "folder/../bianry.txt"], "did you mean folder/../binary.txt?"),
        (["check", "folder/"], "takes all of them, as in folder/*.txt"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_plain_sentence(
    tmp_path: Path, args: list[str], words: str
) -> None:
    (tmp_path / "a.txt").write_text(MARKED)
    (tmp_path / "zip.txt").write_bytes(b"PK\x03\x04" + bytes(99))
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "broken.json").write_text('{"document": {"blocks": [{"type": "Poem"}]}}')
    (tmp_path / "bad.html").write_text("{% for %}")
    (tmp_path / "unknown.html").write_text("{{ nothing_of_this_name }}")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.iterdir())
    if "\0" in args[0]:
        code = f"import sys; sys.argv[1:] = {args!r}; from converter.__main__ import main; main()"
        process = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=tmp_path)
        done = Run(process.args, process.returncode, process.stdout, process.stderr)
    else:
        done = footnoted(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.said
    assert "Traceback" not in done.said
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (b"-dash.txt", "-dash"),
        (b"a b'c\"\n.txt", "a b'c\"\\n"),
        (b"\xff\xfe.txt", "udcff"),
        (b"n" * 240 + b".txt", "nnn"),
    ],
    ids=["dash", "blanks and quotes", "no text", "long"],
)  # fmt: skip
def test_odd_file_names_work(tmp_path: Path, name: bytes, says: str) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_text(FAULTY)
    out = path.replace(b".txt", b".html")
    done = footnoted("convert", path, "-o", out)
    assert done.returncode == 0
    assert says in done.said
    assert Path(os.fsdecode(out)).exists()


# The same everywhere, and nothing else touched


@pytest.mark.parametrize("format", RENDERERS)
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, format: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (tmp_path / "a.txt").write_text(MARKED)
    (other / "b.txt").write_text(MARKED)
    first = footnoted("a.txt", "-t", format, cwd=tmp_path, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    second = footnoted(
        "b.txt", "-t", format, cwd=other, PYTHONHASHSEED="2", TZ="Asia/Seoul", LC_ALL="C.UTF-8"
    )
    assert first.stdout == second.stdout
    assert first.stdout


def test_nothing_is_written_but_the_output_and_no_network_is_used(article: Path) -> None:
    outs = [str(article.with_name(f"out{suffix}")) for suffix in (".docx", ".html", ".tex")]
    code = (
        "import os, sys\n"
        "def hook(event, args):\n"
        "    named = event == 'open' and isinstance(args[0], str)\n"
        "    written = named and args[2] & (os.O_WRONLY | os.O_RDWR)\n"
        "    if written or event.startswith(('socket.', 'subprocess.', 'os.system', 'urllib.')):\n"
        "        print(event, args[0])\n"
        "sys.addaudithook(hook)\n"
        "sys.dont_write_bytecode = True\n"
        "from converter.__main__ import main\n"
        f"sys.argv = ['footnoted', {str(article)!r}, *sum((['-o', out] for out in {outs!r}), [])]\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    events = done.stdout.splitlines()
    assert len(events) == 3
    assert all(event.startswith(f"open {article.parent}/.footnoted-") for event in events)
    assert sorted(path.name for path in article.parent.iterdir()) == [
        "article.txt",
        "out.docx",
        "out.html",
        "out.tex",
    ]
