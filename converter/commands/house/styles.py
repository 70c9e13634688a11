"""The command ``footnoted styles``: what a Word file of the house has of the styles we use."""

from __future__ import annotations

import sys
from textwrap import fill

import click

from converter.commands import FINE, FOUND
from converter.commands.completion import files
from converter.commands.configuration import nearest
from converter.commands.convert import LARGEST_REFERENCE
from converter.commands.files import STANDARD, read_input, show, write_output
from converter.document.diagnostics import ConversionError, printable
from converter.renderers import templates

OF_SOME = {"toc ": "with --toc", "bibliography": "with a bibliography"}
"""How the names of styles begin that few documents need, and which."""


@click.command("styles")
@click.argument("house", metavar="HOUSE.docx...", nargs=-1, required=True, shell_complete=files)
@click.option("--learn", is_flag=True, help="Write how the notes of published files are printed.")
@click.option("-o", "--output", metavar="OUT", default=STANDARD, help="With --learn: the profile.")
def styles_command(house: tuple[str, ...], learn: bool, output: str) -> int:
    """List which of our styles a Word file has, which are missing, and which others it has.

    Names may be mapped under [styles] in footnoted.toml. Exits with 1 if a style is missing.

    \b
    footnoted styles house.dotx
    footnoted styles --learn published.docx more.docx -o house.toml
    footnoted article.txt -o article.docx --typography house.toml
    """
    if learn:
        return _learn(house, output)
    if len(house) > 1 or output != STANDARD:
        raise ConversionError("name one Word file, or add --learn to learn from several")
    return _list(house[0])


def _learn(house: tuple[str, ...], output: str) -> int:
    """Write the profile of the typography that these files show."""
    from converter.conversion import read
    from converter.readers.restoring.typography.learning import learn

    documents = [read(read_input(file, LARGEST_REFERENCE), "docx").document for file in house]
    if not any(one.notes for one in documents):
        raise ConversionError(f"there are no notes in {', '.join(map(show, house))} to learn from")
    write_output(output, learn(documents).encode())
    return FINE


def _list(file: str) -> int:
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
        if theirs is None:
            said = " ".join(("missing: ours will be added", _when(ours))).rstrip()
        else:
            said = "found" if theirs.lower() == ours.lower() else f'found as "{printable(theirs)}"'
        sys.stdout.write(f"{ours:24} {said}\n")
    if found.others:
        others = fill(
            printable(", ".join(found.others)), 96, initial_indent="  ", subsequent_indent="  "
        )
        sys.stdout.write(f"\nNot used, and free to be mapped:\n{others}\n")
    needed = [name for name in found.ours if not _when(name)]
    return FOUND if None in map(found.ours.get, needed) else FINE


def _when(style: str) -> str:
    """In which documents alone a style is needed; empty if in all."""
    return next((why for name, why in OF_SOME.items() if style.lower().startswith(name)), "")
