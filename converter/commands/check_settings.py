"""What a project has set for its checks."""

from __future__ import annotations

from typing import Any, Literal, get_args

from msgspec import Struct

from converter.checks.rule import Profile
from converter.commands.configuration import Configuration
from converter.crossrefs import CitationStyle
from converter.document.diagnostics import ConversionError

Ranges = Literal["hyphen", "endash"]


class Settings(Struct, frozen=True, kw_only=True):
    """What a project has set. `ranges` is how its house prints page ranges."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile = "bluebook-lawreview"
    citation_style: CitationStyle = "bluebook"
    ranges: Ranges = "hyphen"
    unsafe_fixes: bool = False


CHOICES: dict[str, tuple[str, ...]] = {
    "profile": get_args(Profile),
    "citation_style": get_args(CitationStyle),
    "ranges": get_args(Ranges),
}
LISTS = ("select", "extend_select", "ignore")


def read_settings(configuration: Configuration) -> Settings:
    """The settings for checks in a configuration.

    Raises `ConversionError` for a key that is not known or a value that does not fit.
    """
    file = configuration.file
    own = {key: value for key, value in configuration.table.items() if key != "styles"}
    return Settings(**{_known(key, file): _value(key, value, file) for key, value in own.items()})


def _known(key: str, file: str) -> str:
    names = [name.replace("_", "-") for name in Settings.__struct_fields__]
    if key not in names:
        from difflib import get_close_matches

        close = get_close_matches(key, names, 1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"
        raise ConversionError(f"{file}: there is no setting {key!r}; {hint}")
    return key.replace("-", "_")


def _value(key: str, value: Any, file: str) -> Any:
    name = key.replace("-", "_")
    if name in LISTS:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise ConversionError(f'{file}: write {key} as a list, as in {key} = ["S001", "links"]')
    if name in CHOICES:
        if value in CHOICES[name]:
            return value
        from difflib import get_close_matches

        close = get_close_matches(str(value), CHOICES[name], 1)
        hint = f"did you mean {close[0]}? " if close else ""
        listed = ", ".join(CHOICES[name])
        raise ConversionError(f"{file}: {key} = {value!r}: {hint}There are {listed}")
    if not isinstance(value, bool):
        raise ConversionError(f"{file}: {key} is true or false")
    return value
