"""An option is declared once, and the command line, the functions and the docs follow from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from inspect import Parameter, signature
from types import ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from msgspec import structs

from converter import ConversionError, Document, Rendered, parse, read, render
from converter.commands import FAILED
from converter.commands.check import Checking
from converter.commands.check.settings import SETTINGS, Settings
from converter.commands.cli import main
from converter.commands.convert import Conversion, run
from converter.commands.convert.arguments import READING, RENDERING
from converter.document.model import Metadata, Numbering
from converter.document.overrides import FIELDS
from converter.formats import METADATA, Format, Option, options_of
from converter.readers import NOTES, READERS
from converter.renderers import RENDERERS
from converter.renderers.html.metadata import CITATION
from converter.renderers.pdf.engines import ENGINES, STANDARDS
from converter.renderers.templates import SHIPPED, load
from docs.generate import COMMANDS, HERE
from tests.test_cli import footnoted

TABLES = {"read": READERS, "render": RENDERERS}
FORMATS = [(function, name) for function, table in TABLES.items() for name in table]
OF_COMMANDS = [(command, one) for command, options in COMMANDS.items() for one in options]
CHOICES = [
    (function, name, one)
    for function, table in TABLES.items()
    for name, row in table.items()
    for one in row.options
    if one.choices
]
INTERNAL = {"traced", "source", "target"}
"""Arguments with which one format asks another, or that its row gives; they are no options."""


def of(value: object) -> str:
    """A name for a case."""
    return value.name if isinstance(value, Option) else str(value)


def call(function: str, format: str, options: dict[str, Any]) -> object:
    """Read or render nothing."""
    if function == "read":
        return read(b"{}" if format == "json" else b"", format, **options)
    return render(Document(), format, **options)


# The command line


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_shows_every_option_with_its_choices(command: str) -> None:
    text = " ".join(footnoted(command, "--help").stdout.decode().split())
    for option in COMMANDS[command]:
        for flag in option.spellings:
            assert flag in text
        for one in option.help.removesuffix(".").split():
            assert one in text
        for choice in option.choices:
            assert f"{choice} (default)" if choice == option.default else choice in text


@pytest.mark.parametrize(("command", "option"), OF_COMMANDS, ids=of)
def test_the_command_line_has_every_option(command: str, option: Option) -> None:
    """It complains of an input that is not there, or of one option without another."""
    given = {"flag": [], "number": ["7"], "size": ["7"]}.get(option.kind, ["word"] * option.values)
    words = [option.choices[0]] if option.choices else given
    files = {"compare": 2, "serve": 0}.get(command, 1)
    input = [] if option.name == "into" else ["/no/such.txt"] * files
    if command == "serve":  # which reads nothing that could fail: it would serve
        words = [*words, "--no-such-option"]
        assert "no-such-option" in footnoted(command, *option.spellings, *words).said
        return
    for flag in option.spellings:
        with pytest.raises(ConversionError):  # what click does not know ends with an exit code
            main([command, *input, flag, *words])
    assert main([command, *input, "--no-such-option"]) == FAILED


@pytest.mark.parametrize("option", RENDERING, ids=of)
def test_an_output_that_has_no_such_option_is_refused(option: Option) -> None:
    able = [name for name, row in RENDERERS.items() if option in row.options]
    wanted = Conversion(input="a.txt", outputs=("a.tree",), rendering={option.name: option.default})
    with pytest.raises(ConversionError) as raised:
        run(wanted)
    assert str(raised.value) == f"{option.spellings[-1]} needs an output in {' or '.join(able)}"


def test_records_have_the_defaults_that_are_declared() -> None:
    fields = {one.name: one.default for one in structs.fields(Conversion)}
    declared = {one.name: one for one in COMMANDS["convert"]}
    assert {"max_size", "strict", "diagnostics", "quiet", "verbose"} <= fields.keys()
    for name in fields.keys() & declared.keys() - {"into", "outputs", "metadata"}:
        assert fields[name] == declared[name].default, name
    checked = [one.name for one in COMMANDS["check"]]
    assert sorted(Checking.__struct_fields__) == sorted(["files", *checked])
    assert Settings.__struct_fields__ == tuple(one.name for one in SETTINGS.values())


def test_a_name_means_one_option_in_all_formats() -> None:
    for table in TABLES.values():
        declared = {one.name: one for one in options_of(table)}
        for row in table.values():
            assert all(declared[one.name] is one for one in row.options)


# The functions


def defaults(module: ModuleType, function: str) -> dict[str, Any]:
    """The keywords of a function, those that a `TypedDict` declares with None among them."""
    given = signature(getattr(module, function)).parameters
    own = {
        name: one.default
        for name, one in given.items()
        if one.kind is Parameter.KEYWORD_ONLY and name not in INTERNAL
    }
    return own | dict.fromkeys(shared(module, function))


def shared(module: ModuleType, function: str) -> dict[str, Any]:
    """The types of the keywords that a function shares with others, through a `TypedDict`."""
    given = signature(getattr(module, function)).parameters
    hints = get_type_hints(getattr(module, function))
    return {
        name: hint
        for rest, one in given.items()
        if one.kind is Parameter.VAR_KEYWORD
        for name, hint in get_type_hints(get_args(hints[rest])[0]).items()
    }


@pytest.mark.parametrize(("function", "format"), FORMATS)
def test_a_format_takes_the_options_that_are_declared(function: str, format: str) -> None:
    row = TABLES[function][format]
    module = import_module(row.module)
    assert {one.name: one.default for one in row.options} == defaults(module, function)
    hints = get_type_hints(getattr(module, function)) | shared(module, function)
    for option in row.options:
        hint = hints[option.name]
        alone = [one for one in get_args(hint) if get_origin(one) is Literal]
        literal = get_args(alone[0] if alone else hint)
        if option.name == "pdf_engine":
            literal = ENGINES
        if option.name == "pdf_standard":
            literal = STANDARDS
        assert option.choices == () or option.choices == literal
        assert (option.kind == "flag") == (hints[option.name] is bool)


@pytest.mark.parametrize(("function", "format"), FORMATS)
def test_the_functions_accept_an_option_for_exactly_its_formats(
    function: str, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = TABLES[function][format]
    got: dict[str, Any] = {}

    def take(data: object, **options: Any) -> Rendered:
        got.update(options)
        return Rendered("")

    monkeypatch.setattr(import_module(row.module), function, take)
    for option in (one for table in TABLES.values() for one in options_of(table)):
        if option in row.options:
            call(function, format, {option.name: option.default})
            assert option.name in got
        else:
            with pytest.raises(ConversionError, match=f"{format} has no option '{option.name}'"):
                call(function, format, {option.name: option.default})


@pytest.mark.parametrize(("function", "format"), FORMATS)
def test_an_unknown_option_is_refused_with_the_list(function: str, format: str) -> None:
    known = ", ".join(one.name for one in TABLES[function][format].options) or "none"
    with pytest.raises(ConversionError) as raised:
        call(function, format, {"colour": "red"})
    assert str(raised.value) == f"{format} has no option 'colour'; it has {known}"


@pytest.mark.parametrize(("function", "format", "option"), CHOICES, ids=of)
def test_a_value_that_an_option_does_not_have_is_refused(
    function: str, format: str, option: Option
) -> None:
    with pytest.raises(ConversionError) as raised:
        call(function, format, {option.name: "sideways"})
    assert str(raised.value) == f"{option.name} = 'sideways': there are {', '.join(option.choices)}"


# The docs


def test_the_page_has_a_row_for_every_option() -> None:
    page = (HERE / "options.md").read_text(encoding="utf-8")
    for command, options in COMMANDS.items():
        part = page.partition(f"## footnoted {command}\n")[2].partition("\n## ")[0]
        for option in options:
            (row,) = re.findall(rf"^\| .*`{option.spellings[-1]}[` ].*$", part, re.MULTILINE)
            assert option.help.removesuffix(".") in row
            assert all(f"`{choice}`" in row for choice in option.choices)
            able = [name for table in TABLES.values() for name in with_option(table, option)]
            assert row.endswith(f"| {', '.join(able)} |")
    part = page.partition("## Only in Python\n")[2]
    for option in options_of(RENDERERS):
        assert (f"`{option.name}`" in part) == (option not in RENDERING)
    assert set(READING) == set(options_of(READERS))


def with_option(table: Mapping[str, Format], option: Option) -> list[str]:
    return [name for name, row in table.items() if option in row.options]


# Metadata


def test_every_metadata_key_that_has_a_field_is_listed() -> None:
    front = "".join(f"{key}: x\n" for key in METADATA)
    meta = parse(f"---\n{front}---\nText.\n").document.meta
    of_documents = set(METADATA) - set(meta.extra)
    assert of_documents == {"title", "subtitle", "author", "authors", "date", "lang", "abstract"}
    assert all(getattr(meta, name) for name in Metadata.__struct_fields__)


@pytest.mark.parametrize(
    ("format", "tag"),
    [("html", "{{ %s }}"), ("latex", r"\VAR{%s}"), ("typst", "<< %s >>")],
)
def test_every_metadata_key_that_a_template_prints_is_listed(format: str, tag: str) -> None:
    """What a template names is given by the format itself, or is a key of the front matter."""
    with pytest.raises(ConversionError) as raised:
        render(Document(), format, template=tag % "nothing")
    given = set(str(raised.value).partition("it has ")[2].split(", "))
    known = {key.replace("-", "_") for key in METADATA}
    suffix = RENDERERS[format].suffixes[0]
    opening = re.escape(tag.partition("%s")[0].strip())
    for look in SHIPPED if format != "html" else ["article"]:
        printed = set(re.findall(rf"{opening} *(\w+)", load(look + suffix)))
        assert {"title", "body"} <= printed
        assert printed - given <= known


def test_every_metadata_key_that_a_page_is_cited_by_is_listed() -> None:
    assert CITATION.keys() <= METADATA.keys()


def test_the_fields_of_a_numbering_have_an_option_each() -> None:
    assert tuple(FIELDS.values()) == Numbering.__struct_fields__
    declared = {FIELDS[one.name]: one for one in NOTES if one.name in FIELDS}
    for field, hint in get_type_hints(Numbering).items():
        choices = declared[field].choices
        assert choices == tuple(one for one in get_args(hint) if one != "never")
