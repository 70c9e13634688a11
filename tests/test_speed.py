"""What stands in for a library, to start faster, does the same as the library.

The reading of regular lines is held equal to that of tokens in `tests/test_parser.py`.
"""

from __future__ import annotations

import hashlib
import io
import marshal
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import meta
from msgspec import structs

import converter
from converter.commands import FINE, cli
from converter.commands.convert import Conversion, arguments
from converter.document.diagnostics import ConversionError
from converter.readers.marker import front_matter
from converter.readers.marker.front_matter import read_front_matter
from converter.readers.marker.front_matter.yaml_values import Loaded, load
from converter.renderers import RENDERERS, templates
from converter.renderers.pandoc.writers import WRITERS
from converter.renderers.templates import HTML, LATEX, TYPST
from converter.speed import filling_in, patterns
from converter.speed.digest import sha256
from converter.speed.filling_in import Syntax, fill_in
from converter.speed.front_matter import plain_values
from converter.speed.patterns import Pattern
from converter.speed.start import COMMANDS, usual_conversion
from converter.speed.zip import DAMAGED, LimitError, Limits, pack, unpack
from converter.word.package import read_package
from tests.texts import any_texts

# SHA-256, without hashlib


@given(st.binary())
def test_a_digest_is_that_of_hashlib(data: bytes) -> None:
    assert sha256(data) == hashlib.sha256(data).digest()


def test_a_digest_is_taken_from_hashlib_where_python_has_no_module_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, name, None)  # as if it could not be imported
    assert sha256(b"so") == hashlib.sha256(b"so").digest()


# Front matter, read without PyYAML

YAML_PIECES = [
    "title", "title: ", "Title: ", "a", "null", "-", "_", ":", ": ", ":\n", ":\t", " ", "  ", "\n",
    "\n\n", "\n  ", "|", "|\n  ", '"', "'", "#", " #", "#9", " #9", "Of Ports", "é", "12", "~", "\\",
    "[", "{", "&", "&a ", "*", "*a", "!", "!!int ", "%", "---", "...", "?", "? ", "- ", ",", "\r\n",
    "\r", "\t", "<<", "<<: ", "=", ">", "|-", "|2", "\u00a0", "\u2028", "\x85", "\x0b", "\ufeff",
    "\ud800", "key: x\n", "b: |\n  so\n\n    and so\n", "c: 'x'\n", 'd: "y: z"\n', "e: http://x.org\n",
    "author: [A, B]\n", "author: A\n", "lang: English\n", "language: de\n", "volume: 012\n",
    "volume: 2\n", "date: 2031-02-30\n", "first-page: 1:30\n", "issue: 0xff\n",
    "abstract: |\n  So: it goes\n", f"{'k' * 101}: x\n",
]  # fmt: skip
yaml_lines = st.lists(st.sampled_from(YAML_PIECES), max_size=12).map("".join).map("{}\n".format)


@given(yaml_lines)
@settings(max_examples=1000)
def test_front_matter_is_read_as_by_pyyaml_or_left_to_it(lines: str) -> None:
    values = plain_values(lines)
    if values is not None:
        assert load(lines) == Loaded(values or None, {}, [])


@given(yaml_lines)
@settings(max_examples=500)
def test_what_comes_of_front_matter_is_the_same_without_the_quick_way(lines: str) -> None:
    text = f"---\n{lines}---\nText.\n"
    read = read_front_matter(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "plain_values", lambda lines: None)
        assert read_front_matter(text) == read


def test_the_usual_front_matter_does_without_pyyaml() -> None:
    usual = (
        "title: 'On Dues: A Study'\nsubtitle: \"\"\nauthor: A. Author\nvolume: 012\r\nissn:\n\n"
        "abstract: |\n  Of dues.\n\n   And of “ports”.\n\ndoi: 10.1/x#y\nlang: null\n"
    )
    assert plain_values(usual) == {
        "title": "On Dues: A Study", "subtitle": "", "author": "A. Author", "volume": "012",
        "issn": None, "abstract": "Of dues.\n\n And of “ports”.\n", "doi": "10.1/x#y", "lang": None,
    }  # fmt: skip
    assert load(usual) == Loaded(plain_values(usual), {}, [])


@pytest.mark.parametrize(
    "lines",
    [
        "author: [A, B]\n", "author:\n- A\n", "title: Oil: A History\n", "title: so\n  on\n",
        "title: >\n  so\n", "title: so # far\n", "null: so\n", "a: 1\na: 2\n", "a: *b\n", 'a: "\\x"\n',
        "a: |\n  so\n on\n", "a: |\n\n  so\n", "a: |2\n  so\n", "a: 'it''s'\n", "title:\tso\n", "so\n",
    ],
)  # fmt: skip
def test_other_front_matter_is_left_to_pyyaml(lines: str) -> None:
    assert plain_values(lines) is None


# The command line, read without click

WORDS = [
    "a.txt", "b.html", "c.docx", "", "-", "--", "a b", "=", "é", "\udcff", "--output", "-q=1",
    "--output=x.tex", "-ox.tex", "-qv", "-vq", "-qo", "--quiet", "-t", "html", "-x", "--help",
    "--strict", "--no-such", "-o=", *cli.command.commands,
]  # fmt: skip
USUAL = st.permutations([["a.txt"], ["-o", "b.html"], ["-o", "c.tex"], ["-q"], ["-v"]])


@st.composite
def argument_lists(draw: st.DrawFn) -> list[str]:
    """Usual ones with up to two odd words among them, and some of the usual left out."""
    some = draw(USUAL)[: draw(st.integers(1, 5))]
    words = ["convert"] * draw(st.booleans()) + [word for part in some for word in part]
    for _ in range(draw(st.integers(0, 2))):
        odd = draw(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)))
        words.insert(draw(st.integers(0, len(words))), odd)
    return words


def asked_of_click(args: list[str]) -> Conversion | None:
    """The conversion that the full command would run; None if it would not."""
    asked: list[Conversion] = []

    def run(conversion: Conversion) -> int:
        asked.append(conversion)
        return FINE

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arguments, "run", run)
        try:
            cli.main(args)
        except ConversionError:
            return None
    return asked[0] if asked else None


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("place", range(4))
def test_an_odd_word_among_usual_arguments_means_what_it_means_to_click(
    word: str, place: int
) -> None:
    args = ["a.txt", "-o", "b.html"]
    args.insert(place, word)
    usual = usual_conversion(args)
    assert usual is None or Conversion(**usual) == asked_of_click(args)


@given(argument_lists())
@settings(max_examples=500)
def test_the_usual_arguments_ask_for_what_they_ask_of_click(args: list[str]) -> None:
    usual = usual_conversion(args)
    if usual is not None:
        assert Conversion(**usual) == asked_of_click(args)


@given(st.permutations(["a.txt", ("-o", "b.html"), ("-o", "-q"), "-q", "-v", "-v"]), st.booleans())
def test_the_usual_arguments_do_without_click(
    parts: list[str | tuple[str, ...]], named: bool
) -> None:
    args = ["convert"] * named
    for part in parts:
        args += [part] if isinstance(part, str) else part
    outputs = tuple(part[1] for part in parts if isinstance(part, tuple))
    assert usual_conversion(args) == {
        "input": "a.txt", "outputs": outputs, "quiet": True, "verbose": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    "args",
    [
        [], ["convert"], ["a.txt"], ["-o", "b.html"], ["a.txt", "-o"], ["a.txt", "-o", ""],
        ["a.txt", "c.txt", "-o", "b.html"], ["-", "-o", "b.html"], ["a.txt", "-qv", "-o", "b.html"],
        ["--", "a.txt", "-o", "b.html"], ["check", "-o", "b.html"], ["a.txt", "-ob.html"],
    ],
)  # fmt: skip
def test_other_arguments_are_left_to_click(args: list[str]) -> None:
    assert usual_conversion(args) is None


def test_a_shell_that_asks_for_completions_is_left_to_click(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    args = ["a.txt", "-o", "b.html"]
    assert usual_conversion(args)
    monkeypatch.setenv("_FOOTNOTED_COMPLETE", "bash_complete")
    assert usual_conversion(args) is None


def test_the_names_of_commands_are_those_that_click_knows() -> None:
    assert {*COMMANDS, "convert"} == cli.command.commands.keys()


# msgspec, loaded without modules that no command needs

CONVERSIONS = """
import sys
from converter.speed.start import load_msgspec
mode, suffixes, *texts = sys.argv[1:]
if mode == "spared":
    load_msgspec()
from converter.commands.cli import main
for number, text in enumerate(texts):
    outputs = [f"{number}{suffix}" for suffix in suffixes.split()]
    main([text, *(word for output in outputs for word in ("-o", output))])
    main([f"{number}.json", "-o", f"{number}.html", "-M", "date=2024-03-01"])
    main(["check", text, "--select", "ALL", "--format", "json"])
    main(["renumber", text, "--delete", "1", "--diff"])
"""
SUFFIXES = [
    format.suffixes[0]
    for name, format in RENDERERS.items()
    if format.suffixes and name not in ("pdf", *WRITERS)
]
"""Other programs set PDF, from sources that are compared, and write what is written through pandoc."""
DATED = (
    "---\ntitle: On Dates\ndate: 2024-03-01\nvolume: 61\n---\nSo.[footnoteRef:1] [1:  Id. at 4.] \n"
)


def python(*args: str, cwd: Path | None = None) -> bytes:
    """What a process of its own prints."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    done = subprocess.run(
        [sys.executable, "-c", *args], capture_output=True, env=environment, check=True, cwd=cwd
    )
    return done.stdout + done.stderr


def made(mode: str, texts: list[Path], folder: Path) -> dict[str, bytes]:
    """What is printed and written for some texts."""
    folder.mkdir()
    said = python(CONVERSIONS, mode, " ".join(SUFFIXES), *map(str, texts), cwd=folder)
    return {"said": said, **{path.name: path.read_bytes() for path in folder.iterdir()}}


def test_every_format_is_the_same_with_all_of_msgspec_loaded(tmp_path: Path) -> None:
    dated = tmp_path / "dated.txt"
    dated.write_text(DATED)
    texts = [dated, *Path(__file__).parent.glob("golden/*/source.txt")]
    spared = made("spared", texts, tmp_path / "spared")
    assert spared == made("whole", texts, tmp_path / "whole")
    assert len(spared) == 1 + len(texts) * len(SUFFIXES)
    assert len(spared["said"]) > 1_000


def names_of_msgspec() -> list[str]:
    """All that the program names of msgspec, as ``json.decode``."""
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(converter.__file__).parent.rglob("*.py")
    )
    names = set(re.findall(r"\bmsgspec\.([a-z_.]+\w+)\(", source))
    for module, imported in re.findall(r"from msgspec(\.\w+)? import ([\w, ]+)", source):
        names |= {f"{module}.{name}".strip(".") for name in imported.split(", ")}
    return sorted(names)


LATER = """
import sys
loaded = "uuid", "decimal", "typing_extensions", "msgspec.inspect", "msgspec.toml"
from converter.speed.start import load_msgspec
if sys.argv[1] == "spared":
    load_msgspec()
    assert not set(loaded) & sys.modules.keys(), sys.modules.keys()
import datetime, decimal, uuid, typing, typing_extensions, operator, msgspec
for name in sys.argv[2:]:
    print(name, operator.attrgetter(name)(msgspec))
print(datetime, decimal, uuid, typing_extensions)
kinds = typing.Union[datetime.datetime, list[typing.Annotated[int, msgspec.Meta(gt=0)]]]
print(msgspec.json.decode(b'["2024-03-01T00:00:00"]', type=list[kinds]))
"""


def test_what_the_program_uses_of_msgspec_is_there() -> None:
    names = names_of_msgspec()
    assert {"Struct", "structs", "json.decode", "to_builtins"} <= set(names)
    whole = python(LATER, "whole", *names)
    # All is as it would be, but functions of Python lie elsewhere.
    place = re.compile(rb" at 0x[0-9a-f]+")
    assert place.sub(b"", python(LATER, "spared", *names)) == place.sub(b"", whole)


MORE_IS_ASKED_FOR = """
import types
from converter.speed import start
start.SimpleNamespace = lambda **names: types.SimpleNamespace()
start.load_msgspec()
import converter
print(converter.convert("So.[footnoteRef:1] [1:  x] ", "json").output)
"""


def test_a_msgspec_that_asks_for_more_is_loaded_whole() -> None:
    assert b'"footnote-1"' in python(MORE_IS_ASKED_FOR)


# Templates, filled without Jinja2

VALUES = {"title": "T & {{ sub }}\r\n", "sub": "", "body": "b"}
SYNTAXES = [HTML, LATEX, TYPST]
LOOKS = {".html": HTML, ".tex": LATEX, ".typ": TYPST}


def tag_pieces(syntax: Syntax) -> st.SearchStrategy[str]:
    """Tags of a syntax, well and badly written, and what may stand around them."""
    names = ["title", "sub", "gone", "true", "none", "self", "range", "not", "1", "é", "a b"]
    tags = [
        "endif",
        "endif ",
        "- endif",
        "else",
        "raw",
        "endraw",
        *(f"if {name}" for name in names),
    ]
    written = [f"{start}{tag} {end}" for tag in tags for start, end in [syntax.block]]
    written += [f"{start} {name}{end}" for name in names for start, end in [syntax.variable]]
    openings = [*syntax.variable, *syntax.block, *syntax.comment, "".join(syntax.comment)]
    return st.sampled_from([*written, *openings, *"\n\r\t\v \u2028\xa0x{<\\%}", "\r\n"])


@st.composite
def simple_templates(draw: st.DrawFn) -> tuple[Syntax, str]:
    """Values within tests within tests."""
    syntax = draw(st.sampled_from(SYNTAXES))
    (block, unblock), (variable, unvariable) = syntax.block, syntax.variable
    words = st.sampled_from([
        "\n", "\r\n", "  ", "\t", "x", f"{variable} title {unvariable}", f"{variable}sub{unvariable}",
    ])  # fmt: skip
    tested = st.sampled_from(["title", "sub", "gone"])

    def test(name: str, inner: list[str]) -> str:
        return f"{block} if {name} {unblock}{''.join(inner)}{block}endif{unblock}"

    def within(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(test, tested, st.lists(children, max_size=5))

    return syntax, "".join(draw(st.lists(st.recursive(words, within), max_size=8)))


def outcome(fill: Callable[[str, dict[str, str], Syntax], str], *args: Any) -> str | None:
    """The filled template; None if it is refused."""
    try:
        return fill(*args)
    except ConversionError:
        return None


def with_jinja(template: str, values: dict[str, str], syntax: Syntax) -> str:
    return templates._fill_with_jinja(template, values, syntax)


@given(simple_templates())
@settings(deadline=None)
def test_a_simple_template_is_filled_as_jinja_fills_it(case: tuple[Syntax, str]) -> None:
    syntax, template = case
    assert fill_in(template, VALUES, syntax) == with_jinja(template, VALUES, syntax)


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(data=st.data())
@settings(max_examples=400, deadline=None)
def test_any_template_is_filled_or_refused_as_by_jinja(syntax: Syntax, data: st.DataObject) -> None:
    template = "".join(data.draw(st.lists(tag_pieces(syntax), max_size=8)))
    filled = outcome(templates.fill, template, VALUES, syntax)
    assert filled == outcome(with_jinja, template, VALUES, syntax)


def shipped() -> Iterator[tuple[str, str, Syntax]]:
    """Names, texts and syntaxes of all that ships with tags in it."""
    folder = Path(templates.folder())
    for path in [*folder.glob("*.html"), *folder.glob("*.tex"), *folder.glob("*.typ")]:
        yield path.name, path.read_text(encoding="utf-8"), LOOKS[path.suffix]
    yield "hover.css", templates.load("hover.css"), HTML
    for file in templates.WORD_TEMPLATES.values():
        for name, part in read_package(templates.load_bytes(file)).items():
            if name.startswith(("word/header", "word/footer")) and b"{{" in part:
                yield f"{file}/{name}", part.decode(), HTML


SHIPPED = [pytest.param(text, syntax, id=name) for name, text, syntax in shipped()]


@pytest.mark.parametrize(("template", "syntax"), SHIPPED)
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_every_shipped_template_is_filled_as_jinja_fills_it(
    template: str, syntax: Syntax, data: st.DataObject
) -> None:
    names = meta.find_undeclared_variables(templates._jinja(syntax).parse(template))
    assert fill_in(template, dict.fromkeys(names, "x"), syntax) is not None
    some = {name: st.sampled_from(["", "a\n b"]) for name in sorted(names)}
    values = data.draw(st.fixed_dictionaries({}, optional=some))
    filled = outcome(templates.fill, template, values, syntax)
    assert filled == outcome(with_jinja, template, values, syntax)


# ZIP archives, without zipfile

AMPLE = Limits(members=99, member_size=9_999, total_size=99_999, ratio=1, small=9_999)
contents = st.one_of(
    st.binary(max_size=300), st.builds(bytes.__mul__, st.binary(max_size=3), st.integers(0, 999))
)
names = st.text(min_size=1, max_size=9).filter(lambda name: is_a_name(name))
members = st.dictionaries(names, contents, max_size=5)


def is_a_name(text: str) -> bool:
    """Whether zipfile takes it as it is."""
    return text.isprintable() and text.isascii()


@given(members)
def test_what_is_packed_zipfile_reads(members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(pack(members))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == members
        assert {one.date_time for one in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
        assert {one.external_attr >> 16 for one in archive.infolist()} <= {0o600}


def test_no_comment_ends_what_is_packed() -> None:
    assert pack({"a": b"x"}).endswith(b"\0\0")  # its length; zipfile does not mind a wrong one


class Stream(io.RawIOBase):
    """A file that cannot be sought in: zipfile writes sizes behind the members then."""

    def __init__(self) -> None:
        self.written = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += bytes(data)
        return len(data)


EXTRA = b"\x99\x99\3\0abc"
"""An extra field: its kind, its length, and that many bytes (APPNOTE 4.5)."""


def zipped(
    members: dict[str, bytes], method: int, comment: bytes = b"", *, sought: bool = True
) -> bytes:
    """An archive of these members that zipfile writes."""
    file = io.BytesIO() if sought else Stream()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = method
            member.extra, member.comment = EXTRA, b"of a member"
            archive.writestr(member, content)
        archive.comment = comment
    return file.getvalue() if isinstance(file, io.BytesIO) else file.written


@given(
    members,
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    st.one_of(st.binary(max_size=40), st.just(b"PK\5\6" + bytes(30))),
    st.booleans(),
)
def test_what_zipfile_packs_is_read(
    members: dict[str, bytes], method: int, comment: bytes, sought: bool
) -> None:
    assert dict(unpack(zipped(members, method, comment, sought=sought), AMPLE)) == members


@given(members, st.data())
def test_a_damaged_archive_is_refused_or_gives_what_was_put_in(
    members: dict[str, bytes], data: st.DataObject
) -> None:
    archive = bytearray(pack(members))
    for _ in range(data.draw(st.integers(1, 3))):
        archive[data.draw(st.integers(0, len(archive) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        for _, content in unpack(bytes(archive), AMPLE):
            assert content in members.values()
    except (*DAMAGED, LimitError):
        return


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_word_does_not_write_is_refused(compression: int) -> None:
    with pytest.raises(ValueError, match="damaged or encrypted"):
        list(unpack(zipped({"a": b"x" * 99}, compression), AMPLE))


def test_a_damaged_member_is_refused() -> None:
    stored = zipped({"a": b"as it was"}, zipfile.ZIP_STORED)
    assert dict(unpack(stored, AMPLE)) == {"a": b"as it was"}
    with pytest.raises(ValueError, match="a is damaged"):
        list(unpack(stored.replace(b"as it was", b"as it is."), AMPLE))


def test_an_encrypted_archive_is_refused() -> None:
    archive = pack({"a": b"x"})
    entry = archive.index(b"PK\1\2")
    flags = entry + 8
    encrypted = archive[:flags] + bytes([archive[flags] | 1]) + archive[flags + 1 :]
    with (
        pytest.raises(RuntimeError, match="encrypted"),
        zipfile.ZipFile(io.BytesIO(encrypted)) as read,
    ):
        read.read("a")
    with pytest.raises(ValueError, match="damaged or encrypted"):
        list(unpack(encrypted, AMPLE))


def test_an_entry_that_is_none_is_refused() -> None:
    archive = pack({"a": b"x"}).replace(b"PK\1\2", b"PK\1\3")
    with pytest.raises(ValueError, match="damaged or encrypted"):
        list(unpack(archive, AMPLE))


ZEROS = {"a": bytes(1_000), "b": bytes(1_000)}


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"members": 2}, ""),
        ({"members": 1}, "the file has 2 parts; 1 are the most"),
        ({"member_size": 1_000}, ""),
        ({"member_size": 999}, "a unpacks to more than 999 bytes"),
        ({"total_size": 2_000}, ""),
        ({"total_size": 1_999}, "b unpacks to more than 999 bytes"),
        ({"small": 1_000, "ratio": 0}, ""),
        ({"small": 999, "ratio": 0}, "a unpacks to more than 999 bytes"),
    ],
)
def test_an_archive_may_reach_its_limits_but_not_pass_them(
    limits: dict[str, int], words: str
) -> None:
    archive = pack(ZEROS)
    within = structs.replace(AMPLE, **limits)
    if not words:
        assert dict(unpack(archive, within)) == ZEROS
        return
    with pytest.raises(LimitError, match=words):
        list(unpack(archive, within))


def test_a_member_may_be_so_many_times_as_large_as_it_is_packed() -> None:
    archive = pack(ZEROS)
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        packed = read.getinfo("a").compress_size
    ratio = 1_000 // packed
    assert dict(unpack(archive, structs.replace(AMPLE, small=0, ratio=ratio + 1))) == ZEROS
    with pytest.raises(LimitError, match=f"a unpacks to more than {ratio * packed} bytes"):
        list(unpack(archive, structs.replace(AMPLE, small=0, ratio=ratio)))


def test_the_sizes_that_an_archive_names_are_not_believed() -> None:
    archive = zipped({"a": bytes(20_000)}, zipfile.ZIP_DEFLATED)
    lying = archive.replace((20_000).to_bytes(4, "little"), (1).to_bytes(4, "little"))
    assert lying != archive
    with pytest.raises(LimitError, match="a unpacks to more than 9999 bytes"):
        list(unpack(lying, AMPLE))


# Patterns, compiled when first used


def late_patterns() -> dict[str, Pattern]:
    """All of them, by where they stand."""
    found = {}
    for module in walk_packages(converter.__path__, "converter."):
        if not module.name.endswith("__main__"):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, Pattern):
                    found[f"{module.name}.{name}"] = value
    return found


LATE = late_patterns()


def test_a_pattern_is_not_compiled_before_it_is_used() -> None:
    wrong = Pattern("(")
    with pytest.raises(re.error):
        wrong.match("")


@pytest.mark.parametrize("name", LATE)
def test_a_late_pattern_compiles_to_what_re_gives_kept_or_not(name: str) -> None:
    prompt = re.compile(LATE[name].pattern)
    kept = patterns._restored(prompt.pattern, *patterns._compiled(prompt.pattern))
    assert LATE[name].compiled == kept == prompt  # flags, code and pattern
    assert (kept.groups, kept.groupindex) == (prompt.groups, prompt.groupindex)


def spans(match: re.Match[str] | None) -> object:
    return match and (match.regs, match.groups())


@given(st.sampled_from([*LATE.values()]), any_texts, st.integers(0, 9), st.integers(0, 99))
@settings(max_examples=300)
def test_a_late_pattern_finds_what_re_finds(late: Pattern, text: str, start: int, end: int) -> None:
    prompt = re.compile(late.pattern)
    late.__dict__["compiled"] = patterns._restored(late.pattern, *patterns._compiled(late.pattern))
    for places in ((), (start,), (start, end)):
        assert spans(late.match(text, *places)) == spans(prompt.match(text, *places))
        assert spans(late.search(text, *places)) == spans(prompt.search(text, *places))
        found = [spans(one) for one in late.finditer(text, *places)]
        assert found == [spans(one) for one in prompt.finditer(text, *places)]
    assert spans(late.fullmatch(text)) == spans(prompt.fullmatch(text))


# Patterns, kept from one run to the next


def converted(folder: Path, **environment: str) -> bytes:
    """A web page of our example, by a process that keeps in `folder` what it compiles."""
    page = folder / "page.html"
    article = Path(__file__).parent.parent / "examples" / "harbour-dues.txt"
    prefix = {"PYTHONPYCACHEPREFIX": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run(
        [sys.executable, "-m", "converter", article, "-q", "-o", page],
        env=os.environ | prefix | environment,
        check=True,
    )
    return page.read_bytes()


def kept_in(folder: Path) -> list[Path]:
    return [*folder.rglob("*.patterns*")]


def test_a_run_with_kept_patterns_writes_what_the_first_one_did(tmp_path: Path) -> None:
    first = converted(tmp_path)
    (kept,) = kept_in(tmp_path)
    before = kept.read_bytes()
    assert converted(tmp_path) == first
    assert kept.read_bytes() == before


def test_only_patterns_of_the_code_are_kept(tmp_path: Path) -> None:
    converted(tmp_path)
    (file,) = kept_in(tmp_path)
    _, kept = marshal.loads(file.read_bytes())
    assert len(kept) > 20
    of_templates = {filling_in._tags(syntax).pattern for syntax in SYNTAXES}
    assert kept.keys() <= {one.pattern for one in LATE.values()} | of_templates


@pytest.mark.parametrize("damage", [b"", b"x", marshal.dumps(0), marshal.dumps((0, {"(": ()}))])
def test_a_damaged_or_foreign_file_of_patterns_is_replaced(tmp_path: Path, damage: bytes) -> None:
    first = converted(tmp_path)
    (kept,) = kept_in(tmp_path)
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert converted(tmp_path) == first
    assert kept.read_bytes() == whole


def test_where_python_keeps_no_modules_no_patterns_are_kept(tmp_path: Path) -> None:
    converted(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert not kept_in(tmp_path)
