"""The edges of a line of inlines: what is layout there, and not text."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from converter.document.model import Inline, LineBreak, NoteRef, Text
from converter.document.tree import CHILDREN, part, walk
from converter.readers.marker.inlines import merged
from converter.readers.marker.lines import LAYOUT, begins_word


def trimmed(content: list[Inline]) -> tuple[Inline, ...]:
    """Inlines without blanks and line breaks at the ends, and without blanks before marks and breaks.

    A blank that stood before a mark goes behind it where words follow. Neighbouring texts become one.
    """
    trimmed: list[Inline] = []
    blank = False
    for inline in merged(content):
        if type(inline) is NoteRef:
            blank = _strip_end(trimmed) or (blank and bool(trimmed))
            trimmed.append(inline)
        elif type(inline) is LineBreak:
            _strip_end(trimmed)
            blank = False
            trimmed += [inline] * bool(trimmed)
        else:
            if blank and _begins_word(inline):
                trimmed.append(Text(" "))
            blank = False
            trimmed.append(inline)
    while _strip_end(trimmed) or (trimmed and type(trimmed[-1]) is LineBreak and trimmed.pop()):
        pass
    if trimmed and type(first := trimmed[0]) is Text:
        lead = len(first.text) - len(first.text.lstrip(LAYOUT))
        trimmed[0] = part(first, lead, len(first.text)) if lead else first
    return tuple(merged([one for one in trimmed if type(one) is not Text or one.text]))


def _strip_end(content: list[Any]) -> bool:
    """Take the blanks at the end away, also those within italics; whether there were any."""
    if not content:
        return False
    last = content[-1]
    if type(last) is not Text:
        if "content" not in CHILDREN[type(last)]:
            return False
        inner = list(last.content)
        if not _strip_end(inner):
            return False
        content[-1:] = [structs.replace(last, content=tuple(inner))] if inner else []
        return True
    end = len(last.text.rstrip(LAYOUT))
    if end == len(last.text):
        return False
    content[-1:] = [part(last, 0, end)] if end else []
    return True


def _begins_word(inline: Inline) -> bool:
    """Whether an inline would be glued to the word before a mark, had that no blank."""
    words = (node.text for node in walk((inline,)) if type(node) is Text and node.text)
    return begins_word(next(words, ""))
