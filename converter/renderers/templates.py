"""Finding and filling the files under ``templates/``. Only this module knows where they lie."""

from __future__ import annotations

import os.path
import re
from collections.abc import Mapping

from msgspec import Struct

from converter.document.diagnostics import ConversionError


class Syntax(Struct, frozen=True):
    """How a text format writes Jinja2's tags: what opens and closes each."""

    variable: tuple[str, str]
    block: tuple[str, str]
    comment: tuple[str, str]


HTML = Syntax(("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
LATEX = Syntax((r"\VAR{", "}"), (r"\BLOCK{", "}"), (r"\#{", "}"))
TYPST = Syntax(("<<", ">>"), ("<%", "%>"), ("<#", "#>"))

SHIPPED = ("article", "lawreview")
"""Names that may stand for a template of one's own: looks that ship with the program."""


WORD_TEMPLATES = {
    "lawreview": "reference.docx",
    "lawreview-a4": "reference-a4.docx",
    "manuscript": "manuscript.docx",
}
"""Names that may stand for a Word file of the house: looks that ship with the program."""


def folder() -> str:
    """The templates of this installation: inside the package in a wheel, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(__file__))
    inside = os.path.join(package, "templates")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "templates")


def load_bytes(name: str) -> bytes:
    """A template that ships with the program, such as ``reference.docx``."""
    with open(os.path.join(folder(), name), "rb") as file:
        return file.read()


def load(name: str) -> str:
    """The text of a template that ships with the program, such as ``article.html``."""
    return load_bytes(name).decode("utf-8")


def choose(template: str | None, suffix: str) -> str:
    """The text of a template: ``article`` for None, a look by its name, or the text itself.

    Raises `ConversionError` for a look that the format with this suffix does not have.
    """
    if template is not None and template not in SHIPPED:
        return template
    try:
        return load((template or SHIPPED[0]) + suffix)
    except FileNotFoundError:
        raise ConversionError(
            f"there is no template {template} for {suffix[1:]}; it is for LaTeX and PDF"
        ) from None


def fill(template: str, values: Mapping[str, str], syntax: Syntax) -> str:
    """Fill a Jinja2 template with values that are already escaped for the output format.

    Templates that only name values and test them with an ``if`` (all that ship do) are filled here;
    anything more goes to Jinja2, in its sandbox, whose import costs more than a whole conversion.
    Both give the same text. As in Jinja2's ``trim_blocks`` and ``lstrip_blocks``, a line that holds
    nothing but an ``if`` or ``endif`` leaves no line behind.

    Raises `ConversionError` for a template that Jinja2 refuses or that names an unknown value.
    """
    simple = _simple_tags(syntax)
    rest = simple.sub("", template)
    if any(tag[0] in rest for tag in (syntax.variable, syntax.block, syntax.comment)):
        return _fill_with_jinja(template, values, syntax)
    shown = [True]
    filled: list[str] = []
    end = 0
    for tag in simple.finditer(template):
        if shown[-1]:
            filled.append(template[end : tag.start()])
        end = tag.end()
        if tag["test"]:
            shown.append(shown[-1] and bool(values.get(tag["test"])))
        elif tag["name"] is None:
            shown.pop()
        elif shown[-1]:
            filled.append(_value(values, tag["name"]))
    filled.append(template[end:])
    return "".join(filled)


def _simple_tags(syntax: Syntax) -> re.Pattern[str]:
    block, unblock = map(re.escape, syntax.block)
    variable, unvariable = map(re.escape, syntax.variable)
    return re.compile(
        rf"(?:^[ \t]*)?{block} *(?:if +(?P<test>\w+)|endif) *{unblock}\n?"
        rf"|{variable} *(?P<name>\w+) *{unvariable}",
        re.MULTILINE,
    )


def _value(values: Mapping[str, str], name: str) -> str:
    if name not in values:
        raise ConversionError(
            f"the template prints {name}, which this document does not have; "
            f"it has {', '.join(sorted(values))}"
        )
    return values[name]


def _fill_with_jinja(template: str, values: Mapping[str, str], syntax: Syntax) -> str:
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    class Missing(jinja2.StrictUndefined):
        """May be tested, as an article without a subtitle is no mistake, but not printed."""

        def __bool__(self) -> bool:  # type: ignore[override]
            return False

    environment = SandboxedEnvironment(
        variable_start_string=syntax.variable[0],
        variable_end_string=syntax.variable[1],
        block_start_string=syntax.block[0],
        block_end_string=syntax.block[1],
        comment_start_string=syntax.comment[0],
        comment_end_string=syntax.comment[1],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=Missing,
    )
    try:
        return environment.from_string(template).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise ConversionError(f"the template, line {error.lineno}: {error.message}") from error
    except jinja2.UndefinedError as error:
        raise ConversionError(
            f"the template: {error.message}; the document has {', '.join(sorted(values))}"
        ) from error
    except Exception as error:  # a template may fail in any way, by dividing by zero for one
        raise ConversionError(f"the template: {error}") from error
