"""Measure the reader on a folder of marker texts whose notes are known.

    python -m benchmarks.corpus FOLDER

Beside each ``NAME.txt`` stands ``NAME.json`` with ``notes``: for each mark ``kind``, ``id``,
``number``, ``text``, ``before`` (the characters before the mark) and ``in_text`` (``full``,
``mark-only`` or ``absent``), and optionally ``repeat`` for a note that an earlier mark showed.
A document is right when every note comes out with its kind, number, text and place, every mark
without a note is reported, nothing else became a note, and the rest of the text is there.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from converter.document.model import CrossRef, Document, NoteRef, Paragraph, Stray
from converter.document.notes import NoteIndex, index_notes
from converter.document.tree import only_target, walk, walk_text
from converter.readers.marker.parser import parse


class Seen(NamedTuple):
    kind: str
    id: str
    label: str
    text: str
    before: str


STAND_IN = re.compile(r' \[(-?\d+): !!! End note with ID "\1" not found in document\.\] ?')
"""The extractor's own sentence for a note that the file lacks: reported, never printed."""


def fold(text: str) -> str:
    return " ".join(text.split())


def words(node: Any) -> str:
    """The characters of an inline as they stood in the source."""
    if isinstance(node, CrossRef) and node.kind == "mark" and (target := only_target(node)):
        kind, _, id = target.partition("-")
        return f"[{kind}Ref:{id}]"
    if hasattr(node, "text"):
        return str(node.text)
    return "".join(map(words, getattr(node, "content", ())))


def paragraphs(blocks: Any) -> str:
    return " ".join(
        "".join(map(words, block.content))
        for block in walk(tuple(blocks))
        if isinstance(block, Paragraph)
    )


def unlinked(text: str) -> str:
    """The text without the addresses that the extractor writes behind a link's words."""
    return fold(re.sub(r" <[^<>]*>", "", text))


def seen_notes(document: Document, index: NoteIndex) -> list[Seen]:
    found = []
    for block in walk_text(document):
        if not isinstance(block, Paragraph):
            continue
        before = ""
        for inline in block.content:
            if isinstance(inline, NoteRef):
                note = index.notes[inline.note]
                text = (note.mark or "") + " " + paragraphs(note.blocks)
                found.append(Seen(note.kind, note.id, index.label(note.key), fold(text), before))
            before += words(inline)
    return found


def faults(text: str, truth: list[dict[str, Any]]) -> list[str]:
    document = parse(text).document
    index = index_notes(document)
    seen = seen_notes(document, index)
    expected = [note for note in truth if note["in_text"] == "full"]
    wrong = []
    if len(seen) != len(expected):
        wrong.append(f"{len(seen)} notes instead of {len(expected)}")
    for note, here in zip(expected, seen, strict=False):
        folded = fold(STAND_IN.sub("", note["text"]))
        if note.get("custom"):
            folded = fold(here.text[: len(here.label)] + " " + folded[len(here.label) :])
        if (note["kind"], note["id"]) != (here.kind, here.id):
            wrong.append(f"{note['kind']} {note['id']} came out as {here.kind} {here.id}")
        elif folded != here.text:
            wrong.append(f"note {note['id']}: {folded[:60]!r} came out as {here.text[:60]!r}")
        elif not unlinked(here.before).endswith(fold(note["before"])[-8:]):
            wrong.append(f"note {note['id']}: after {here.before[-20:]!r}, not {note['before']!r}")
    return wrong + reported(truth, document) + lost(text, document, index)


def reported(truth: list[dict[str, Any]], document: Document) -> list[str]:
    strays = sum(isinstance(node, Stray) and node.code == "M001" for node in walk_text(document))
    bare = sum(note["in_text"] == "mark-only" for note in truth)
    return [f"{strays} marks without a note reported, not {bare}"] if strays != bare else []


def lost(text: str, document: Document, index: NoteIndex) -> list[str]:
    """The printed characters of the text that are not in the document, and the other way round."""
    shown = paragraphs(document.blocks) + "".join(
        (note.mark or "") * 2 + paragraphs(note.blocks) for note in document.notes
    )
    syntax = r"\[(?:foot|end)noteRef:-?\d+\]|\[-?\d+:|[\s\[\]\x00-\x1f]"
    repeats = sum(count - 1 for count in index.calls.values())
    strays = any(isinstance(node, Stray) for node in walk_text(document))
    difference = Counter(re.sub(syntax, "", STAND_IN.sub("", text)))
    difference.subtract(Counter(re.sub(syntax, "", shown)))
    odd = {key: count for key, count in difference.items() if count}
    return [f"characters differ: {odd}"] if odd and not repeats and not strays else []


def main(folder: str) -> int:
    total: Counter[str] = Counter()
    for path in sorted(Path(folder).glob("*.txt")):
        truth_file = path.with_name(path.name.removesuffix(".txt").removesuffix(".links") + ".json")
        truth = json.loads(truth_file.read_text(encoding="utf-8"))["notes"]
        text = path.read_bytes().decode("utf-8")
        wrong = faults(text, truth)
        total["documents"] += 1
        total["right"] += not wrong
        total["notes"] += sum(note["in_text"] == "full" for note in truth)
        total["wrong"] += len(wrong)
        for line in wrong[:8]:
            print(f"{path.name}: {line}")
    print(
        f"{total['right']} of {total['documents']} documents right, "
        f"{total['notes']} notes, {total['wrong']} faults"
    )
    return int(total["right"] != total["documents"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
