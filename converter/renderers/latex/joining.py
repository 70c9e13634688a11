"""How pieces of a run of text are joined: ties, lines of the source, marks."""

from __future__ import annotations

from converter.renderers.latex.work import Setting
from converter.renderers.typesetting import BLANKS, BLANKS_OF_NOTE, line_end


def with_lines(piece: str, setting: Setting) -> str:
    """Words, a new line of the source after each sentence, or each citation of a note."""
    return (BLANKS_OF_NOTE if setting.note else BLANKS).compiled.sub(line_end, piece)


def after_mark(piece: str, blank: bool, lines: bool) -> str:
    """The piece behind a mark before which stood a `blank`, perhaps on a line of its own."""
    if blank and piece[0].isalnum():
        piece = " " + piece
    return "\n" + piece[1:] if lines and piece[0] == " " else piece


def beside(parts: list[str], piece: str) -> str:
    """The next piece, so that it neither joins the last to a ligature nor leaves a number alone."""
    last = parts[-1]
    if piece[0] == last[-1] and piece[0] in "-,<>'":
        return "{}" + piece
    if piece.startswith("\\ref{") and last[-1] == " " and not last.endswith(("\\quad ", "space ")):
        parts[-1] = last[:-1] + "~"
    return piece
