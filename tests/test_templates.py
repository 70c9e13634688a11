"""Templates are found and filled alike however the program was installed."""

from __future__ import annotations

from typing import NoReturn

import pytest

from converter.document.diagnostics import ConversionError
from converter.renderers.templates import (
    HTML,
    LATEX,
    SHIPPED,
    TYPST,
    choose,
    fill,
    load,
)
from converter.speed.filling_in import Syntax

VALUES = {"title": "T & {{ sub }}", "sub": "", "body": "b"}


LOOKS = [(f"{name}{suffix}", syntax) for name in SHIPPED for suffix, syntax in
         ((".tex", LATEX), (".typ", TYPST))]  # fmt: skip


@pytest.mark.parametrize(("name", "syntax"), [("article.html", HTML), *LOOKS])
def test_shipped_templates_need_no_jinja(
    name: str, syntax: Syntax, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> str:
        raise AssertionError(name)

    monkeypatch.setattr("converter.renderers.templates._fill_with_jinja", refuse)
    with pytest.raises(ConversionError, match="which this document does not have"):
        fill(load(name), {}, syntax)


def test_latex_templates_have_tags_that_tex_can_bear() -> None:
    template = (
        "\\VAR{title}\\BLOCK{if sub}x\\BLOCK{endif}\\BLOCK{for i in 'ab'}\\VAR{i}\\BLOCK{endfor}"
    )
    assert fill(template, VALUES, LATEX) == "T & {{ sub }}ab"


@pytest.mark.parametrize(
    "template",
    ["{% for %}", "{{ unknown }}", "{{ unknown }}{# #}", "{{ 1 / 0 }}", "{% include 'x' %}",
     "{{ ''.__class__.__mro__ }}"],
)  # fmt: skip
def test_a_template_that_fails_says_why(template: str) -> None:
    with pytest.raises(ConversionError, match="the template"):
        fill(template, VALUES, HTML)


def test_a_template_that_asks_for_too_much_memory_says_so() -> None:
    with pytest.raises(ConversionError, match="asks for more memory than there is"):
        fill(f"{{{{ 'x' * {2**62} }}}}", VALUES, HTML)


def test_a_failure_without_words_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Syntax) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr("converter.renderers.templates._jinja", fail)
    with pytest.raises(ConversionError, match="the template: ZeroDivisionError"):
        fill("{{ title }}{# #}", VALUES, HTML)


def test_a_missing_value_may_be_tested() -> None:
    assert fill("{% if unknown %}x{% endif %}y", VALUES, HTML) == "y"
    assert fill("{% if unknown %}x{% endif %}y{# #}", VALUES, HTML) == "y"


def test_a_look_that_a_format_does_not_have_is_refused() -> None:
    assert choose(None, ".tex") == choose("article", ".tex") == load("article.tex")
    assert choose("of my own", ".tex") == "of my own"
    with pytest.raises(ConversionError, match="no template lawreview for html"):
        choose("lawreview", ".html")
