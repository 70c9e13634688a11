"""The commands ``footnoted serve`` and ``footnoted preview``: a page in the browser, on this machine."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from converter import __version__
from converter.commands import FINE
from converter.commands.completion import files
from converter.commands.files import show
from converter.commands.options import MAX_SIZE, GroupedCommand, as_click
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
    return _serve((), options)


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
    return _serve(input, options)


def _serve(watched: tuple[str, ...], options: dict[str, Any]) -> int:
    try:
        from converter.web.serving import Serving, serve  # which no conversion needs
    except ImportError as error:
        raise ConversionError(
            f"the page needs {error.name}, which is not installed; install footnoted again"
        ) from error
    asked = Serving(
        version=__version__,
        host=options["host"],
        port=options["port"],
        max_size=int(options["max_size"] * 1_000_000),
        watched=watched,
    )

    def opened(link: str) -> None:
        sys.stderr.write(f"footnoted is open at {link}\nCtrl+C ends it.\n")
        if not options["no_browser"]:
            _open(link)

    serve(asked, opened)
    return FINE


def _open(link: str) -> None:
    """Open the link in the browser, if there is one, without waiting for it."""
    import webbrowser
    from threading import Thread

    Thread(target=webbrowser.open, args=(link,), daemon=True).start()


OFFER = "Open the page in your browser? Ctrl+C ends it later."


def offer() -> int | None:
    """Offer the page to whoever typed no more than the name of the program; None for no."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    if not click.confirm(OFFER, default=True, err=True):
        return None
    return _serve((), {"host": None, "port": None, "no_browser": False, "max_size": MAX_SIZE.default})
