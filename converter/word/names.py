"""Names of ECMA-376: namespaces, content types, and what the parts of a Word file are called."""

from __future__ import annotations

from msgspec import Struct

from converter.document.model import NoteKind

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""WordprocessingML, transitional (Part 4), as Word writes it."""
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""Attributes that name a relationship; and what most kinds of relationships begin with."""
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
"""Office Math (Part 1, 22.1)."""
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
"""What the namespaces of DrawingML begin with."""
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

HYPERLINK, IMAGE = f"{R}/hyperlink", f"{R}/image"
"""Types of relationships, of which others are named by their last word: ``styles``, ``footnotes``."""

STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
"""The same in a file that was saved as "Strict Open XML" (Part 1)."""

TYPES = "[Content_Types].xml"
"""The member of a package that tells the content type of each part (Part 2, 7.2.3)."""

WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT = f"{WML}.document.main+xml"
TEMPLATE = f"{WML}.template.main+xml"
MACROS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""Content types of the main part: of a .docx, a .dotx, and of a .docm or .dotm."""
OF_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"


class PartNames(Struct, frozen=True):
    """What the parts of a Word file are called; "" for one that it does not have.

    The defaults are the names in our own files. `heads` are its headers and footers, or what their
    names begin with.
    """

    main: str = "word/document.xml"
    styles: str = "word/styles.xml"
    numbering: str = "word/numbering.xml"
    settings: str = "word/settings.xml"
    footnotes: str = "word/footnotes.xml"
    endnotes: str = "word/endnotes.xml"
    heads: tuple[str, ...] = ("word/header", "word/footer")

    def of_notes(self, kind: NoteKind) -> str:
        """The name of the part that holds the notes of a kind."""
        return self.footnotes if kind == "footnote" else self.endnotes


def relationships_name(source: str) -> str:
    """The member that holds the relationships of a part, or of the package: "" (Part 2, 6.5.2)."""
    folder, _, file = source.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")
