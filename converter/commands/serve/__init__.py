"""The commands ``footnoted serve`` and ``footnoted preview``: a page in the browser, on this machine."""

from __future__ import annotations

import gc
import sys
from typing import Any

import click

from converter import __version__
from converter.commands import FINE
from converter.commands.files import LARGEST_INPUT
from converter.document.diagnostics import ConversionError


def run(watched: tuple[str, ...], options: dict[str, Any]) -> int:
    """Serve the page, or a preview of files, until somebody ends it; the exit code.

    Raises `ConversionError` if there can be no server.
    """
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

    gc.enable()  # unlike a conversion, it goes on for hours
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
    options = {"host": None, "port": None, "no_browser": False, "max_size": LARGEST_INPUT}
    return run((), options)
