"""Finding and filling the files under ``templates/``. Only this module knows where they lie."""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from typing import TYPE_CHECKING

from converter.document.diagnostics import ConversionError
from converter.formats import METADATA
from converter.speed.filling_in import Syntax, fill_in

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

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


def style_hash(style: str) -> str:
    """The source of the one style that a page of `report.html` allows (CSP 3, section 2.3.1)."""
    from binascii import b2a_base64

    from converter.speed.digest import sha256

    digest = b2a_base64(sha256(("\n" + style).encode()), newline=False)
    return f"sha256-{digest.decode()}"


class TemplateError(ConversionError):
    """A template that cannot be filled. Whoever read it from a file can say from which."""


def fill(template: str, values: Mapping[str, str], syntax: Syntax) -> str:
    """Fill a Jinja2 template with values that are already escaped for the output format.

    Raises `TemplateError` for a template that Jinja2 refuses or that names an unknown value.
    """
    try:
        filled = fill_in(template, values, syntax)
    except KeyError as missing:
        raise _unknown(missing.args[0], values) from None
    return _fill_with_jinja(template, values, syntax) if filled is None else filled


def _unknown(name: str, values: Mapping[str, str]) -> TemplateError:
    from difflib import get_close_matches

    if name.replace("_", "-") in METADATA:
        hint = f"give it in the front matter, or with -M {name}=…"
    elif near := get_close_matches(name, values, 1):
        hint = f"did you mean {near[0]}?"
    else:
        hint = f"it has {', '.join(sorted(values))}"
    return TemplateError(f"the template prints {name}, which this document does not have; {hint}")


def _fill_with_jinja(template: str, values: Mapping[str, str], syntax: Syntax) -> str:
    """Fill any template. Jinja2 is loaded here, as that takes longer than to convert an article."""
    import jinja2

    try:
        return _jinja(syntax).from_string(template).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"the template, line {error.lineno}: {error.message}") from error
    except jinja2.UndefinedError as error:
        raise TemplateError(
            f"the template: {error.message}; the document has {', '.join(sorted(values))}"
        ) from error
    except MemoryError as error:
        raise TemplateError("the template asks for more memory than there is") from error
    except Exception as error:  # a template may fail in any way, by dividing by zero for one
        said = str(error) or type(error).__name__
        raise TemplateError(f"the template: {said}") from error


def _jinja(syntax: Syntax) -> SandboxedEnvironment:
    """Jinja2 in its sandbox. A line that holds nothing but a block leaves no line behind."""
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    class Missing(jinja2.StrictUndefined):
        """May be tested, as an article without a subtitle is no mistake, but not printed."""

        def __bool__(self) -> bool:  # type: ignore[override]
            return False

    return SandboxedEnvironment(
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
