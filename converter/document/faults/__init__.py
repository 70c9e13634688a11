"""Every message that the program utters of a document, with its code, severity and remedy."""

from __future__ import annotations

from converter.document import Severity
from converter.document.faults.fault import Fault
from converter.document.faults.output import OUTPUT
from converter.document.faults.pandoc import PANDOC
from converter.document.faults.reading import READING
from converter.document.faults.references import REFERENCES
from converter.document.faults.restoring import LOOKS, STRUCTURE
from converter.document.faults.web import WEB
from converter.document.faults.word import WORD

__all__ = ["FAULTS", "Fault", "Severity"]

FAULTS: dict[str, Fault] = {
    **READING, **STRUCTURE, **PANDOC, **WORD, **WEB, **REFERENCES, **OUTPUT, **LOOKS,
}  # fmt: skip
