"""Notes that come and go: new ones are typed into the text, others leave their part."""

from __future__ import annotations

from itertools import count

from converter.document.notes import KINDS
from converter.editing.filling.notes import merged
from converter.editing.filling.splice import Splice, spliced
from converter.editing.rewriting.view import TYPED_IDS, View
from converter.editing.rewriting.words import END, Told, Word, words_of
from converter.word.manuscript.scan import number_of, scan
from converter.word.names import PartNames
from converter.word.package import Parts
from converter.word.xml import children, with_attribute


def typed(new: Told, same: dict[str, str], before: View) -> list[Word]:
    """The words of the new text, whose marks are those of the file; new notes stand in it as typed."""
    taken = set(TYPED_IDS.findall(before.text))
    free = (str(number) for number in count(1) if str(number) not in taken)
    ids = {one: next(free) for one in new.notes if one not in same}
    words: list[Word] = []
    waiting: list[Word] = []
    for word in new.words:
        if word == END:
            words += waiting
            waiting = []
        if word.mark in ids:
            words.append(Word(f"[{new.kinds[word.mark]}Ref:{ids[word.mark]}]"))
            waiting += _definition(ids[word.mark], new.notes[word.mark])
        else:
            words.append(Word(word.text, same.get(word.mark, "")))
    return words


def _definition(id: str, lines: list[str]) -> list[Word]:
    words = [word for line in lines for word in (*words_of(line), END)]
    return [Word(f" [{id}:  "), *words[:-1], Word("] ")]


def without_notes(part: bytes, kind: str, ids: set[str]) -> bytes:
    """A part without the notes of these ids."""
    gone = [
        Splice(one.start, one.end, b"")
        for one in children(part)
        if one.name == kind and one.attributes.get("id") in ids
    ]
    return spliced(part, gone)


def in_order(parts: Parts, names: PartNames) -> None:
    """Give the notes of the file ids in the order of their marks, as LibreOffice takes them to be."""
    main = scan(parts[names.main])
    for kind in KINDS:
        order = [*dict.fromkeys(mark.id for mark in main.marks if mark.kind == kind)]
        ids = dict(zip(order, sorted(order, key=number_of), strict=True))
        if order == list(ids.values()):
            continue
        marks = [
            Splice(
                one.start,
                one.end,
                with_attribute(main.data[one.start : one.end], "w:id", ids[one.id]),
            )
            for one in main.marks
            if one.kind == kind
        ]
        part = names.of_notes(kind)
        numbers = {id: number_of(new) for id, new in ids.items()}
        parts[names.main] = spliced(main.data, marks)
        parts[part] = merged(parts[part], kind, numbers, {})
        main = scan(parts[names.main])
