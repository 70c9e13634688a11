"""Word files as the pages that LibreOffice lays out, where it is installed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from converter.document.diagnostics import ConversionError
from converter.programs import TookTooLong, run

SECONDS = 120.0
"""Seconds that a file may take: the first run of LibreOffice makes its settings."""


def is_there() -> bool:
    """Whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def pages_of(data: bytes) -> bytes:
    """The pages of a Word file as PDF. Raises `ConversionError` where LibreOffice gives none."""
    program = shutil.which("soffice")
    if program is None:
        raise ConversionError("LibreOffice, which would lay out the pages, is not installed")
    with TemporaryDirectory() as folder:
        file = Path(folder, "article.docx")
        file.write_bytes(data)
        settings = f"-env:UserInstallation={Path(folder, 'settings').as_uri()}"
        command = (program, settings, "--headless", "--convert-to", "pdf", "--outdir", folder)
        home = {"HOME": folder, "PATH": os.environ.get("PATH", "")}
        try:
            run((*command, str(file)), folder=folder, environment=home, seconds=SECONDS)
            return file.with_suffix(".pdf").read_bytes()
        except TookTooLong as error:
            raise ConversionError("LibreOffice took too long to lay out the pages") from error
        except OSError as error:
            raise ConversionError("LibreOffice could not lay out the pages") from error
