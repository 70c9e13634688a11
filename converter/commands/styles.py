"""The command ``footnoted styles``: what a Word file of the house has of the styles we use."""

from __future__ import annotations

import sys
from textwrap import fill

import click

from converter.commands import FINE, FOUND
from converter.commands.completion import files
from converter.commands.configuration import nearest
from converter.commands.convert import LARGEST_REFERENCE
from converter.commands.files import read_input
from converter.document.diagnostics import ConversionError, printable
from converter.renderers import templates

OF_CONTENTS = "toc "
"""How the names of styles begin that only a table of contents needs."""


@click.command("styles")
@click.argument("file", metavar="HOUSE.docx", shell_complete=files)
def styles_command(file: str) -> int:
    """List which of our styles a Word file has, which are missing, and which others it has.

    Names may be mapped under [styles] in footnoted.toml. Exits with 1 if a style is missing.
    """
    from converter.word.package import read_package
    from converter.word.styles import compare, styles_part

    house = styles_part(read_package(read_input(file, LARGEST_REFERENCE)))
    if house is None:
        raise ConversionError(
            f"{file} has no styles; open it in Word and save it as .docx or .dotx"
        )
    shipped = read_package(templates.load_bytes("reference.docx"))["word/styles.xml"]
    found = compare(house, shipped, nearest(file).styles)
    for ours, theirs in found.ours.items():
        if theirs is None and ours.lower().startswith(OF_CONTENTS):
            said = "missing: ours will be added with --toc"
        elif theirs is None:
            said = "missing: ours will be added"
        else:
            said = "found" if theirs.lower() == ours.lower() else f'found as "{printable(theirs)}"'
        sys.stdout.write(f"{ours:24} {said}\n")
    if found.others:
        others = fill(
            printable(", ".join(found.others)), 96, initial_indent="  ", subsequent_indent="  "
        )
        sys.stdout.write(f"\nNot used, and free to be mapped:\n{others}\n")
    needed = [name for name in found.ours if not name.lower().startswith(OF_CONTENTS)]
    return FOUND if None in map(found.ours.get, needed) else FINE
