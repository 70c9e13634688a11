"""Running TeX and Typst: source in, PDF out. Nothing of a document can make them do more.

TeX runs in a private folder that is deleted, without a shell, reading and writing below that folder
and in its own trees alone (``openin_any``, ``openout_any``: texmf.cnf of TeX Live), with an empty
home, for a limited time. Typst is a library; its root is an empty folder. The date is fixed, so the
same source gives the same bytes.
"""

from __future__ import annotations

import os
import re
import shutil
from hashlib import md5
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from converter.document.diagnostics import ConversionError
from converter.programs import TookTooLong, WroteTooMuch, run

TEX = ("pdflatex", "lualatex", "xelatex")
ENGINES = (*TEX, "typst")
STANDARDS = ("ua-1", "a-2a", "a-3a")
"""Standards of a tagged PDF, by Typst's names for them."""

MOST_SECONDS = 180
MOST_RUNS = 4
"""Runs of an engine without latexmk: references settle in two, endnotes that hold some in three."""

OPTIONS = ("-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "-no-shell-escape")
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "SOURCE_DATE_EPOCH")
"""Variables of the environment that an engine sees."""


class EngineError(Exception):
    """An engine gave up: its own words, and the line of its source, if it named one."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class EngineTimeout(EngineError):  # noqa: N818 — as subprocess calls its own
    """An engine was not done in time."""


def available(engine: str) -> bool:
    """Whether an engine is installed."""
    return bool(find_spec("typst") if engine == "typst" else shutil.which(engine))


def require(engine: str) -> None:
    """Raise `ConversionError` for an engine that is unknown or not installed."""
    if engine not in ENGINES:
        raise ConversionError(f"there is no engine {engine} here; there are {', '.join(ENGINES)}")
    if not available(engine):
        how = "pip install typst" if engine == "typst" else "install TeX Live or MiKTeX"
        raise ConversionError(f"{engine} is not installed; to have it, {how}")


# TeX


def set_tex(source: str, engine: str, *, own_packages: bool = False) -> tuple[bytes, str]:
    """The PDF of a LaTeX source and the log of the last run.

    With `own_packages`, TeX also finds what the user keeps in a ``texmf`` folder, as a journal's
    class. Raises `EngineError`.
    """
    with TemporaryDirectory(prefix="footnoted-") as folder:
        with open(os.path.join(folder, "article.tex"), "w", encoding="utf-8", newline="\n") as file:
            file.write(source)
        environment = _environment(folder, own_packages)
        latexmk = shutil.which("latexmk")
        if latexmk:
            flag = {"pdflatex": "-pdf", "lualatex": "-pdflua", "xelatex": "-pdfxe"}[engine]
            code = _run([latexmk, "-norc", flag, *OPTIONS, "article.tex"], folder, environment)
        else:
            code = _run_until_settled([engine, *OPTIONS, "article.tex"], folder, environment)
        log = _read(folder, "article.log").decode("utf-8", "replace")
        pdf = _read(folder, "article.pdf")
    if code or not pdf:
        _fail(log)
    return _identified(pdf, source), log


def _identified(pdf: bytes, source: str) -> bytes:
    """The PDF with an identifier (ISO 32000-1, 14.4) of its source, not of the folder and time."""
    name = md5(source.encode(), usedforsecurity=False).hexdigest().upper().encode()
    start = pdf.rfind(b"/ID")
    return pdf[:start] + re.sub(rb"(?<=<)[0-9A-Fa-f]{32}(?=>)", name, pdf[start:], count=2)


def _environment(folder: str, own_packages: bool) -> dict[str, str]:
    own = os.environ.get("TEXMFHOME") or os.path.join(os.path.expanduser("~"), "texmf")
    return {
        "SOURCE_DATE_EPOCH": "0",
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "FORCE_SOURCE_DATE": "1",
        "HOME": folder,
        "USERPROFILE": folder,
        "TEXMFHOME": own if own_packages else os.path.join(folder, "texmf"),
        "TEXMFVAR": os.path.join(folder, "texmf-var"),
        "TEXMFCONFIG": os.path.join(folder, "texmf-config"),
        "openin_any": "p",
        "openout_any": "p",
        "max_print_line": "1000",
        "LC_ALL": "C.UTF-8",
    }


def _run_until_settled(command: list[str], folder: str, environment: dict[str, str]) -> int:
    before = b""
    for _ in range(MOST_RUNS):
        code = _run(command, folder, environment)
        settled = _read(folder, "article.aux")
        if code or settled == before:
            return code
        before = settled
    return 0


def _run(command: list[str], folder: str, environment: dict[str, str]) -> int:
    """The exit code of a program that has `MOST_SECONDS`."""
    try:
        return run(command, folder=folder, environment=environment, seconds=MOST_SECONDS).code
    except TookTooLong:
        raise EngineTimeout(f"it was not done after {MOST_SECONDS} seconds") from None
    except WroteTooMuch:
        raise EngineError("it wrote messages without end") from None


def _read(folder: str, name: str) -> bytes:
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def _fail(log: str) -> NoReturn:
    """The first error of a log, ``file:line: message``, with the command that TeX was reading."""
    error = ERROR.search(log)
    if error is None:
        raise EngineError("")
    message, rest = error[2], log[error.end() :]
    if message.startswith("Undefined control sequence"):
        read = re.search(r"(\\[A-Za-z@]+)\s*$", rest.lstrip("\n").split("\n", 1)[0])
        message += f" {read[1]}" if read else ""
    line = error[1] or next((found[1] for found in LINE.finditer(rest)), None)
    raise EngineError(message, int(line) if line else None)


ERROR = re.compile(r"^(?:! |[^\s:]+:([0-9]+): )(.*)$", re.MULTILINE)
LINE = re.compile(r"^(?:(?:\./)?article\.tex:|l\.)([0-9]+)", re.MULTILINE)


# Typst


def set_typst(
    source: str, standard: str | None = None, *, check_letters: bool = False
) -> tuple[bytes, str]:
    """The PDF of a Typst source, of a standard by Typst's name for it; and the characters that no
    font there is has, if one asks for them.

    Raises `EngineError`.
    """
    import typst

    standards: Any = standard or []
    with TemporaryDirectory(prefix="footnoted-") as root:
        file = os.path.join(root, "article.typ")
        with open(file, "w", encoding="utf-8", newline="\n") as main:
            main.write(source)
        try:
            pdf = typst.compile(file, root=root, timestamp=0, pdf_standards=standards)
        except typst.TypstError as error:
            line = re.search(r"article\.typ:([0-9]+)", error.diagnostic)
            raise EngineError(error.message, int(line[1]) if line else None) from None
        return pdf, _unset(file, root) if check_letters else ""


def _unset(file: str, root: str) -> str:
    """The characters that Typst found no font for. It names them when asked for PDF/A only."""
    import typst

    try:
        typst.compile(file, root=root, timestamp=0, pdf_standards="a-2b")
    except typst.TypstError as error:
        found = re.findall(r'the text `"(.*?)"` could not be displayed', error.diagnostic)
        return " ".join(dict.fromkeys(found))
    return ""
