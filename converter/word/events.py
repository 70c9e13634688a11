"""Parts read by expat, whose events know the byte at which they happen, and what no part may be."""

from __future__ import annotations

from xml.parsers import expat

from converter.document.diagnostics import ConversionError


def damaged(why: object) -> ConversionError:
    """What is raised for a part that cannot be read."""
    said = " ".join(str(why).split()).replace(" ,", ",")  # lxml puts places on lines of their own
    return ConversionError(f"the Word file is damaged: {said}; open it in Word and save it")


def doctype() -> ConversionError:
    """What is raised for a part with a document type."""
    return ConversionError(
        "the Word file holds a document type, which no Word file may; it is refused"
    )


def reader() -> expat.XMLParserType:
    """A parser that tells bytes; it refuses a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise doctype()


def read(parser: expat.XMLParserType, part: bytes, *, is_last: bool = True) -> None:
    """Have a parser read a part, or some of it. Raises `ConversionError` for what is not well formed.

    It is raised also for an encoding that expat does not read: all but UTF-8, UTF-16 and those of one
    byte a letter that Python knows. expat then says why in an error of Python's own, which is told
    from one of a handler by the place: no handler runs before the end of the XML declaration.
    """
    is_declared = b"<?xml" in part[:16].replace(b"\0", b"")  # in UTF-16, too
    declared = part.find(b">") + 2 if is_declared else 0  # ">" may have a second byte
    try:
        _begin(parser, part[:declared])
        parser.Parse(memoryview(part)[declared:], is_last)
    except expat.ExpatError as error:
        raise damaged(error) from error


def _begin(parser: expat.XMLParserType, declaration: bytes) -> None:
    try:
        parser.Parse(declaration, False)
    except (ValueError, LookupError) as error:
        raise damaged("a part is in an encoding that no Word file may have") from error
