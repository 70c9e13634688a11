"""Completion in a real bash, in which a reader types and presses Tab."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from converter.checks import all_rules
from converter.renderers import RENDERERS
from tests.conftest import HANGS_AFTER

BASH = shutil.which("bash") or "bash is missing; install it"
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with the command, and with what it prints for bash in the file LOADED."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "footnoted"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m converter "$@"\n')
    command.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "TERM": "dumb",
        "PS1": "> ", "HISTFILE": "", "INPUTRC": str(folder / "inputrc"), "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    (folder / "inputrc").write_text("set bell-style none\nset enable-bracketed-paste off\n")
    printed = subprocess.run(
        [command, "completion", "bash"], env=environment, capture_output=True, check=True
    )
    (folder / "completion").write_bytes(printed.stdout)
    return environment | {"LOADED": str(folder / "completion")}


def offered(environment: dict[str, str], folder: Path, *words: str) -> list[str]:
    """What bash is offered for the last of the words."""
    line = " ".join(f"'{word}'" for word in words)
    script = (
        f'. "$LOADED"; COMP_WORDS=(footnoted {line}); COMP_CWORD={len(words)};'
        "_footnoted_completion footnoted; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(
        [BASH, "--norc", "-c", script], env=environment, cwd=folder, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split()


def typed(environment: dict[str, str], folder: Path, keys: str) -> list[str]:
    """The words of the command, as bash takes the line once the keys were pressed."""
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(folder)
        os.execve(BASH, ["bash", "--norc", "--noprofile", "-i"], environment)
    os.write(terminal, b'. "$LOADED"; footnoted() { printf "<%s>" "$@"; echo " done"; }\n')
    read_until(terminal, "> ")
    for key in keys:
        os.write(terminal, key.encode())
        time.sleep(1.5 if key == "\t" else 0)
    os.write(terminal, b"\n")
    output = read_until(terminal, " done\r\n")
    os.write(terminal, b"exit\n")
    os.waitpid(pid, 0)
    os.close(terminal)
    return output.rpartition(" done")[0].rpartition("\n")[2].strip("<>").split("><")


def read_until(terminal: int, end: str) -> str:
    seen, until = "", time.monotonic() + HANGS_AFTER
    while end not in seen and time.monotonic() < until:
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 4096).decode()
    assert end in seen
    return seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("rope.txt", "two words.txt", "law.tex"):
        (tmp_path / name).touch()
    (tmp_path / "deep").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["che"], ["check"]),
        (["ru"], ["rules", "rule"]),
        (["r"], ["renumber", "rules", "rule", "rope.txt"]),
        (["rope.txt", "--templ"], ["--template"]),
        (["--pdf-s"], ["--pdf-standard"]),
        (["rope.txt", "-t", "js"], ["json"]),
        (["-f", "jso"], ["json"]),
        (["rope.txt", "--template", "l"], ["lawreview", "law.tex"]),
        (["rope.txt", "--reference-doc", "manu"], ["manuscript"]),
        (["rope.txt", "--notes-as", "s"], ["sidenotes"]),
        (["check", "--select", "X004"], ["X004"]),
        (["check", "--select", "S001,x004"], ["S001,X004"]),
        (["check", "--ignore", "cross"], ["crossreferences"]),
        (["check", "--extend-select", "A"], ["ALL"]),
        (["check", "rope.txt", "--format", "s"], ["sarif"]),
        (["rule", "x004"], ["X004"]),
        (["chek", "rope.txt", "--templ"], ["--template"]),
    ],
)
def test_bash_is_offered(
    loaded: dict[str, str], folder: Path, words: list[str], expected: list[str]
) -> None:
    assert offered(loaded, folder, *words) == expected


@pytest.mark.parametrize("words", [["check", "--select", ""], ["rule", ""]])
def test_every_rule_is_offered(loaded: dict[str, str], folder: Path, words: list[str]) -> None:
    assert set(offered(loaded, folder, *words)) >= all_rules().keys()


def test_every_format_that_is_written_is_offered(loaded: dict[str, str], folder: Path) -> None:
    assert offered(loaded, folder, "rope.txt", "-t", "") == list(RENDERERS)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("footnoted ro\t -o x.html", ["rope.txt", "-o", "x.html"]),
        ("footnoted two\t", ["two words.txt"]),
        ("footnoted che\tro\t", ["check", "rope.txt"]),
        ("footnoted rope.txt -o dee\tx.html", ["rope.txt", "-o", "deep/x.html"]),
        ("footnoted rope.txt --assets de\t", ["rope.txt", "--assets", "deep/"]),
        ("footnoted --into law\t", ["--into", "law.tex"]),
        ("footnoted rope.txt --template la\tr\t", ["rope.txt", "--template", "lawreview"]),
        ("footnoted check --select X00\t4", ["check", "--select", "X004"]),
    ],
)
def test_tab_in_bash_completes(
    loaded: dict[str, str], folder: Path, keys: str, words: list[str]
) -> None:
    assert typed(loaded, folder, keys) == words


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_told_of_files_and_names(
    loaded: dict[str, str], folder: Path, shell: str
) -> None:
    for words, wanted in (
        ("footnoted rope.txt --template l", "lawreview"),
        ("footnoted x", "file"),
    ):
        *before, last = words.split()
        environment = loaded | {
            "_FOOTNOTED_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(before)) if shell == "zsh" else last,
        }
        done = subprocess.run(
            ["footnoted"], env=environment, cwd=folder, capture_output=True, text=True, check=True
        )
        assert wanted in done.stdout
