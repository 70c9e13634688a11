"""The arguments of ``footnoted serve`` and ``footnoted preview``."""

from __future__ import annotations

import os
from typing import Any

import click

from converter.commands.completion import files
from converter.commands.files import show
from converter.commands.options import MAX_SIZE, GroupedCommand, as_click
from converter.commands.serve import run
from converter.document.diagnostics import ConversionError
from converter.formats import Option

HOST = Option(
    name="host",
    metavar="ADDRESS",
    group="Server",
    help="Let other machines in, at this address of yours. Whoever has the link sees your texts.",
)
PORT = Option(
    name="port",
    kind="number",
    bounds=(1, 65535),
    metavar="N",
    group="Server",
    help="Without: 7878, or the next one that is free.",
)
NO_BROWSER = Option(
    name="no_browser",
    kind="flag",
    default=False,
    group="Server",
    help="Only print the link.",
)
OPTIONS = (HOST, PORT, NO_BROWSER, MAX_SIZE)


@click.command("serve", cls=GroupedCommand, params=[*map(as_click, OPTIONS)])
def serve_command(**options: Any) -> int:
    """Open a page in the browser for Word files and texts: see, mend, download.

    \b
    footnoted serve

    Nothing leaves this machine. Ctrl+C ends it.
    """
    return run((), options)


@click.command(
    "preview",
    cls=GroupedCommand,
    params=[
        click.Argument(["input"], metavar="FILE...", nargs=-1, required=True, shell_complete=files),
        *map(as_click, OPTIONS),
    ],
)
def preview_command(input: tuple[str, ...], **options: Any) -> int:
    """Show files in the browser, anew whenever another program saves them.

    \b
    footnoted preview article.docx
    """
    for name in input:
        if not os.path.isfile(name):
            raise ConversionError(f"cannot read {show(name)}: there is no such file")
    return run(input, options)
