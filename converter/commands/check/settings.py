"""What a project has set for its checks."""

from __future__ import annotations

from typing import Any, Literal, get_args

from msgspec import Struct, structs

from converter.checks.rule import Profile
from converter.commands.configuration import Configuration
from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError
from converter.formats import Option
from converter.readers import CITATION_STYLE

Ranges = Literal["hyphen", "endash"]


class Settings(Struct, frozen=True, kw_only=True):
    """What a project has set. `ranges` is how the journal prints page ranges."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    dismiss: tuple[str, ...] = ()
    profile: Profile = "bluebook-lawreview"
    citation_style: CitationStyle | None = None
    ranges: Ranges = "hyphen"
    unsafe_fixes: bool = False


SELECT = Option(
    name="select",
    kind="names",
    metavar="RULES",
    group="Rules",
    help="Run these only: codes (S001), beginnings (S), groups, ALL.",
)
EXTEND_SELECT = Option(
    name="extend_select",
    kind="names",
    metavar="RULES",
    group="Rules",
    help="Run these as well, such as hints.",
)
IGNORE = Option(
    name="ignore",
    kind="names",
    metavar="RULES",
    group="Rules",
    help="Leave these out.",
)
PROFILE = Option(
    name="profile",
    choices=get_args(Profile),
    metavar="PROFILE",
    group="Rules",
    help="Whose usage the text follows.",
)
USED_STYLE = structs.replace(CITATION_STYLE, default=None, group="Rules")
RANGES = Option(
    name="ranges",
    choices=get_args(Ranges),
    help="How the journal prints page ranges.",
)
UNSAFE_FIXES = Option(
    name="unsafe_fixes",
    kind="flag",
    group="Mending",
    help="Mend also what wants an editor's eye.",
)

DISMISS = Option(
    name="dismiss",
    kind="names",
    help="Findings that are left as they are, as --write-baseline names them.",
)

SETTINGS = {
    one.name.replace("_", "-"): one
    for one in (SELECT, EXTEND_SELECT, IGNORE, DISMISS, PROFILE, USED_STYLE, RANGES, UNSAFE_FIXES)
}
"""By the names that they have in a file."""


def read_settings(configuration: Configuration) -> Settings:
    """The settings for checks in a configuration.

    Raises `ConversionError` for a key that is not known or a value that does not fit.
    """
    file = configuration.file
    own = {key: value for key, value in configuration.table.items() if key != "styles"}
    return Settings(**{_known(key, file).name: _value(key, one, file) for key, one in own.items()})


def _known(key: str, file: str) -> Option:
    if key not in SETTINGS:
        from difflib import get_close_matches

        close = get_close_matches(key, SETTINGS, 1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(SETTINGS)}"
        raise ConversionError(f"{file}: there is no setting {key!r}; {hint}")
    return SETTINGS[key]


def _value(key: str, value: Any, file: str) -> Any:
    option = SETTINGS[key]
    if option.kind == "names":
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise ConversionError(f'{file}: write {key} as a list, as in {key} = ["S001", "links"]')
    if option.choices:
        if value in option.choices:
            return value
        from difflib import get_close_matches

        close = get_close_matches(str(value), option.choices, 1)
        hint = f"did you mean {close[0]}? " if close else ""
        listed = ", ".join(option.choices)
        raise ConversionError(f"{file}: {key} = {value!r}: {hint}There are {listed}")
    if not isinstance(value, bool):
        raise ConversionError(f"{file}: {key} is true or false")
    return value
