"""What stands above the text of a Word file, which its marker text has as its first paragraphs."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import structs

from converter.document.model import Metadata, Paragraph, Text


class Piece(NamedTuple):
    """A paragraph above the text: of which field it is, and which of several."""

    field: str
    number: int
    leaf: Paragraph


def pieces(meta: Metadata) -> list[Piece]:
    """The paragraphs that became front matter, in the order in which they stand in a file.

    An abstract counts as far as it is paragraphs.
    """
    abstract = [one for one in meta.abstract if isinstance(one, Paragraph)]
    found = [
        *([Piece("title", 0, Paragraph(meta.title))] if meta.title else []),
        *([Piece("subtitle", 0, Paragraph(meta.subtitle))] if meta.subtitle else []),
        *(Piece("authors", at, Paragraph(one)) for at, one in enumerate(meta.authors)),
        *([Piece("date", 0, Paragraph((Text(meta.date),)))] if meta.date else []),
        *(Piece("abstract", at, one) for at, one in enumerate(abstract)),
    ]
    return (
        found
        if len(abstract) == len(meta.abstract)
        else [one for one in found if one.field != "abstract"]
    )


def with_pieces(meta: Metadata, worded: list[tuple[Piece, Any]]) -> Metadata:
    """The front matter of these paragraphs, each with the words that it has now."""
    fields: dict[str, Any] = {
        "title": (),
        "subtitle": (),
        "authors": (),
        "date": "",
        "abstract": (),
    }
    for piece, paragraph in worded:
        match piece.field:
            case "title" | "subtitle":
                fields[piece.field] = paragraph.content
            case "authors":
                fields["authors"] += (paragraph.content,)
            case "date":
                fields["date"] = "".join(getattr(one, "text", "") for one in paragraph.content)
            case _:
                fields["abstract"] += (paragraph,)
    return structs.replace(meta, **fields)
