"""What another text says differently: the edits that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from converter.editing.rewriting.view import LINE, RealNote, View
from converter.editing.rewriting.words import END, WORD, Word

MANY = 5_000
"""Words above which those that are everywhere, such as blanks, are not looked at one by one."""


class Placed(NamedTuple):
    """A word of a story of the file, and its characters `first` up to, not including, `last` there."""

    word: Word
    first: int
    last: int


class Edit(NamedTuple):
    """Other words for the characters `first` up to, not including, `last` of a story."""

    first: int
    last: int
    words: list[Word]


def text_words(view: View) -> list[Placed]:
    """The words of the text. The end of a paragraph takes the empty ones behind it along."""
    marks = iter([*view.marks])
    mark = next(marks, None)
    text = view.main.text
    words: list[Placed] = []
    for paragraph in view.main.paragraphs:
        done = paragraph.first
        line: list[Placed] = []
        while mark is not None and mark.first < paragraph.last:
            line += _words(text, done, mark.first)
            called = Word(text[mark.first], mark.name)
            line.append(Placed(called, mark.first, mark.first + 1))
            done, mark = mark.first + 1, next(marks, None)
        line += _words(text, done, paragraph.last)
        words += _line(line, paragraph.last)
    return _reaching(words, len(text))


def note_words(view: View, note: RealNote) -> list[Placed]:
    """The words of a note."""
    text = view.of_notes[note.note[0]].text
    words: list[Placed] = []
    for number, paragraph in enumerate(note.paragraphs):
        first = paragraph.first if number else note.first
        words += _line(list(_words(text, first, paragraph.last)), paragraph.last)
    return _reaching(words, note.paragraphs[-1].last)


def _words(text: str, first: int, last: int) -> Iterator[Placed]:
    shown = text[first:last].replace("\n", LINE)
    for found in WORD.finditer(shown):
        yield Placed(Word(found[0]), first + found.start(), first + found.end())


def _line(line: list[Placed], end: int) -> list[Placed]:
    """The words of a paragraph without blanks at its ends, and its end; nothing if it has none."""
    while line and line[-1].word.text in " \t":
        line.pop()
    first = next((at for at, one in enumerate(line) if one.word.text not in " \t"), len(line))
    return [*line[first:], Placed(END, end, end + 1)] if line[first:] else []


def _reaching(words: list[Placed], end: int) -> list[Placed]:
    """The same, where the end of each paragraph reaches up to the next word."""
    following = [*(one.first for one in words[1:]), end][: len(words)]
    return [
        one._replace(last=after) if one.word is END else one
        for one, after in zip(words, following, strict=True)
    ]


# Edits


def edits(old: list[Placed], new: list[Word], at: int) -> Iterator[Edit]:
    """What leads from the words of a story to others; `at` is its place if it has no words.

    Marks are the same where their notes are.
    """
    olds = _paragraphs(old, [one.word for one in old])
    news = _paragraphs(new, new)
    before = [tuple(_key(one.word) for one in line) for line in olds]
    after = [tuple(map(_key, line)) for line in news]
    match = SequenceMatcher(None, before, after, autojunk=False)
    for what, a, b, c, d in match.get_opcodes():
        if what != "equal":
            gone = [one for line in olds[a:b] for one in line]
            come = [one for line in news[c:d] for one in line]
            behind = olds[b][0].first if b < len(olds) else old[-1].last if old else at
            yield from _finer(gone, come, behind)


def _finer(old: list[Placed], new: list[Word], behind: int) -> Iterator[Edit]:
    is_long = len(old) > MANY
    match = SequenceMatcher(
        None, [_key(one.word) for one in old], [_key(one) for one in new], autojunk=is_long
    )
    for what, a, b, c, d in match.get_opcodes():
        if what == "insert" and a and new[d - 1] == BLANK == old[a - 1].word:
            yield Edit(old[a - 1].first, old[a - 1].first, [BLANK, *new[c : d - 1]])
        elif what != "equal":
            first = old[a].first if a < len(old) else behind
            last = old[b - 1].last if b > a else first
            yield Edit(first, last, new[c:d])


BLANK = Word(" ")
"""New words look like the word before them, so they are put in before the blank that follows it."""


def _key(word: Word) -> str:
    return f"\0{word.mark}" if word.mark else word.text


def _paragraphs(of: list[Any], words: list[Word]) -> list[list[Any]]:
    """A list for each paragraph; `words` are those of the things in it."""
    lines: list[list[Any]] = [[]]
    for one, word in zip(of, words, strict=True):
        lines[-1].append(one)
        if word == END:
            lines.append([])
    return [line for line in lines if line]
