"""Edits of words become changes of paragraphs and runs: some go whole, some are parted or joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import groupby

from converter.document.diagnostics import ConversionError
from converter.editing.filling.splice import Splice, spared
from converter.editing.rewriting.comparing import Edit
from converter.editing.rewriting.runs import Changes, Put, Track, look, paragraph_at, text
from converter.editing.rewriting.words import END, Word
from converter.word.manuscript import OBJECT, Container, Manuscript

Runs = Callable[[str], bytes]
"""The runs of a mark that was there already, by the name of its note."""

OF_A_HEADING = re.compile(rb'<w:pStyle\b[^>]*"[^"]*(?:heading|title)', re.I)
"""A style that goes on in the next paragraph in none of Word's templates."""


def changes(
    manuscript: Manuscript, edits: list[Edit], runs: Runs, track: Track | None = None
) -> Changes:
    """What is to change in the bytes of a story, for edits of its words in order.

    Raises `ConversionError` where paragraphs are to be parted or joined that cannot be; with a `track`,
    none can.
    """
    found = Changes(track=track)
    whole: list[Container] = []
    for edit in edits:
        first, last, words = _settled(manuscript, edit)
        if track is not None:
            _check_words(manuscript, first, last, words)
        if first < last:
            first, last, joined = _without_ends(manuscript, first, last, whole)
            found.besides += joined
            if first < last:
                found.gone.append((first, last))
        if words:
            _put(manuscript, first, words, runs, found)
    kept = {one.start for one in whole}
    for paragraph in spared(_free(whole, manuscript), manuscript.paragraphs):
        found.besides.append(Splice(paragraph.start, paragraph.end, b""))
        kept.discard(paragraph.start)
    found.gone += [(one.first, one.last) for one in whole if one.start in kept]
    found.gone = sorted(one for one in found.gone if one[0] < one[1])
    return found


def _check_words(manuscript: Manuscript, first: int, last: int, words: list[Word]) -> None:
    """Raises `ConversionError` for an edit of more than words, which is not tracked."""
    gone = manuscript.text[first:last]
    if "\n" in gone or OBJECT in gone or END in words or any(word.mark for word in words):
        raise ConversionError(
            "paragraphs and notes come, go or move, and only changed words are written as tracked "
            "changes; leave --track-changes out"
        )


def _settled(manuscript: Manuscript, edit: Edit) -> Edit:
    """The same; new paragraphs follow the one before, if they can, rather than precede the next."""
    first, last, words = edit
    if not words or words[-1] != END or first < last:
        return edit
    at = paragraph_at(manuscript, first)
    own = manuscript.paragraphs[at]
    if first >= own.last and manuscript.text[own.first : own.last].strip():
        return Edit(own.last, own.last, [END, *words[:-1]])
    if not manuscript.text[own.first : first].strip():
        before = _word_before(manuscript, at - 1)
        if before is not None and before.parent == own.parent:
            return Edit(before.last, before.last, [END, *words[:-1]])
    return edit


def _word_before(manuscript: Manuscript, at: int) -> Container | None:
    """The last paragraph with words up to the number `at`."""
    while at >= 0:
        one = manuscript.paragraphs[at]
        if manuscript.text[one.first : one.last].strip():
            return one
        at -= 1
    return None


# Taken out


def _without_ends(
    manuscript: Manuscript, first: int, last: int, whole: list[Container]
) -> tuple[int, int, list[Splice]]:
    """The characters to take out of paragraphs that stay; those that go are added to `whole`.

    A paragraph goes if all of it is taken out, up to its end. Where the beginning of one and the end of
    another stay, the two are joined.
    """
    paragraphs = manuscript.paragraphs
    a, b = paragraph_at(manuscript, first), paragraph_at(manuscript, last)
    if last > paragraphs[b].last:  # up to the end of the story
        if first <= paragraphs[a].first:
            whole += paragraphs[a : b + 1]
            return first, first, []
        whole += paragraphs[a + 1 : b + 1]
        return first, paragraphs[a].last, []
    if a == b:
        return first, last, []
    text = manuscript.text
    if not text[paragraphs[a].first : first].strip():
        whole += paragraphs[a:b]
        is_blank = not text[paragraphs[b].first : last].strip()
        return last if is_blank else paragraphs[b].first, last, []
    if not text[last : paragraphs[b].last].strip():
        whole += paragraphs[a + 1 : b + 1]
        return first, paragraphs[a].last, []
    whole += paragraphs[a + 1 : b]
    return first, last, _joined(paragraphs[a], paragraphs[b], manuscript)


def _joined(one: Container, other: Container, manuscript: Manuscript) -> list[Splice]:
    """Two paragraphs made one, which looks like the first."""
    sections = manuscript.data[slice(*other.properties)] + manuscript.data[slice(*one.properties)]
    if one.parent != other.parent or b"<w:sectPr" in sections:
        raise ConversionError(
            f"two paragraphs are joined that stand in different cells or sections of the Word file, "
            f"at “{_words_at(manuscript, other)}”; keep them apart"
        )
    return [
        Splice(one.closing, one.end, b""),
        Splice(other.start, other.properties[1], b""),
    ]


def _words_at(manuscript: Manuscript, paragraph: Container) -> str:
    return " ".join(manuscript.text[paragraph.first : paragraph.last].split()[:6])


def _free(whole: list[Container], manuscript: Manuscript) -> list[Container]:
    """Those paragraphs that hold nothing which is needed elsewhere: a section, half of a bookmark."""
    return [one for one in whole if _is_free(one, manuscript) and one.around != "tc"]


def _is_free(paragraph: Container, manuscript: Manuscript) -> bool:
    if b"<w:sectPr" in manuscript.data[slice(*paragraph.properties)]:
        return False
    for ends in manuscript.ends.values():
        inside = [paragraph.start <= one.start < paragraph.end for one in ends]
        if any(inside) and not all(inside):
            return False
    return True


# Put in


def _put(manuscript: Manuscript, at: int, words: list[Word], runs: Runs, found: Changes) -> None:
    if END not in words:
        add_put(found, at, _inline(words, runs, found.track))
        return
    paragraph = manuscript.paragraphs[paragraph_at(manuscript, at)]
    properties = _following_properties(manuscript, paragraph, at)
    if b"<w:sectPr" in manuscript.data[slice(*paragraph.properties)]:
        raise ConversionError(
            f"the paragraph “{_words_at(manuscript, paragraph)}” ends a section of the Word file and "
            "cannot be parted; put the new paragraph before it"
        )
    parting = b"</w:p><w:p>" + properties
    lines = [_inline(list(line), runs) for line in _lines(words)]
    own = look(manuscript, at)
    plain = own if properties == manuscript.data[slice(*paragraph.properties)] else b""
    if at >= paragraph.last:
        first, *others = lines
        content = first(own) + b"".join(parting + line(plain) for line in others)
        place = paragraph.closing
        found.besides.append(Splice(place, place, content))
        return

    def parted(properties: bytes) -> bytes:
        return parting.join(line(properties) for line in lines)

    add_put(found, at, parted)


def add_put(found: Changes, at: int, put: Put) -> None:
    """Put something in at a character, behind what is already put in there."""
    before = found.put.get(at)
    found.put[at] = put if before is None else lambda look: before(look) + put(look)


def _lines(words: list[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in words:
        if word == END:
            yield line
            line = []
        else:
            line.append(word)
    yield line


def _inline(words: list[Word], runs: Runs, track: Track | None = None) -> Put:
    """Runs of words, and of the marks of notes that are there already."""
    parts = [
        (runs(mark), "") if mark else (b"", "".join(word.text for word in group))
        for mark, group in groupby(words, lambda word: word.mark)
    ]

    def put(properties: bytes) -> bytes:
        written = b"".join(
            mark or b"<w:r>" + properties + text(words).encode() + b"</w:r>"
            for mark, words in parts
        )
        return written if track is None else track.inserted(written)

    return put


def _following_properties(manuscript: Manuscript, paragraph: Container, at: int) -> bytes:
    """The properties of a paragraph that follows another: the same, but for that of a heading's."""
    own = manuscript.data[slice(*paragraph.properties)]
    if at < paragraph.last or not OF_A_HEADING.search(own):
        return own
    number = bisect_left(manuscript.paragraphs, paragraph.start, key=lambda one: one.start)
    for other in manuscript.paragraphs[number + 1 :]:
        said = manuscript.data[slice(*other.properties)]
        if other.last > other.first and not OF_A_HEADING.search(said) and b"sectPr" not in said:
            return said
    return b""
