"""The house whose typography is asked for: a profile that ships, or a file of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.commands.files import read_input
from converter.document.diagnostics import ConversionError
from converter.formats import Option
from converter.readers.restoring.typography import NAMES

if TYPE_CHECKING:
    from converter.readers.restoring.typography.profile import Profile

OFF = "none"

TYPOGRAPHY = Option(
    name="typography",
    kind="text file",
    names=(OFF, *NAMES),
    metavar="NAME|FILE",
    group="Notes",
    help="Italics and small caps of citations: bluebook, oscola, chicago, your own, or none.",
)
LARGEST_PROFILE = 1_000_000
"""Bytes of a profile that are read."""


def house_of(name: str) -> Profile:
    """The profile of a name, or in a file. Raises `ConversionError` where there is none."""
    from converter.readers.restoring.typography.profile import profile

    if name in NAMES:
        return profile(name)
    try:
        return profile(read_input(name, LARGEST_PROFILE, TYPOGRAPHY.names).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConversionError(f"the profile {name} is not UTF-8 text") from error
