"""Signs put into the notes of a text before pandoc reads it, by the text's format.

What only looks like a note, as in a listing, loses its sign again: signs are taken out wherever they
come out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from converter.readers.pandoc.labels import (
    ALL_CALLS,
    CLOSE,
    ENDNOTE,
    OPEN,
    Label,
    Labels,
    call_sign,
    note_sign,
)

Signed = tuple[str, Labels]
"""A text with signs, and the notes that they mean."""

LONGEST = 200
"""Characters of a label."""


def unsigned(text: str) -> Signed:
    """A text whose format is left as it is."""
    return text, ()


def _behind_text(calls: Iterable[str]) -> str:
    """A paragraph that calls all notes, for the end of a text."""
    return f"\n\n{ALL_CALLS} {' '.join(calls)}\n"


# Markdown

MARKDOWN_MARK = re.compile(rf"\[\^([^\]\[\s^]{{1,{LONGEST}}})\]")
MARKDOWN_NOTE = re.compile(rf" {{0,3}}\[\^([^\]\[\s^]{{1,{LONGEST}}})\]:[ \t]*(?=\S)")
INDENTED = ("    ", "\t")


def sign_markdown(text: str) -> Signed:
    """Pandoc's Markdown (MANUAL, Footnotes) and GitHub's: ``[^label]: words``.

    A mark in the words of a note, which pandoc would lose or print as a copy, becomes a sign too.
    """
    lines = text.split("\n")
    notes = [MARKDOWN_NOTE.match(line) for line in lines]
    numbers: dict[str, int] = {}
    labels: list[Label] = []
    for note in filter(None, notes):
        numbers.setdefault(note[1], len(labels))
        labels.append(Label(note[1]))
    if not labels:
        return text, ()

    def called(mark: re.Match[str]) -> str:
        return call_sign(numbers[mark[1]]) if mark[1] in numbers else mark[0]

    inside, blank, count = False, True, 0
    for place, (line, begins) in enumerate(zip(lines, notes, strict=True)):
        if begins:
            words = MARKDOWN_MARK.sub(called, line[begins.end() :])
            lines[place] = line[: begins.end()] + _with_sign(words, count)
            inside, count = True, count + 1
        elif inside and blank and line.strip() and not line.startswith(INDENTED):
            inside = False
        elif inside:
            lines[place] = MARKDOWN_MARK.sub(called, line)
        blank = not line.strip()
    calls = (f"[^{label}]" for label in numbers)
    return "\n".join(lines) + _behind_text(calls), tuple(labels)


def _with_sign(line: str, number: int) -> str:
    """A line with a sign behind its words, but before what breaks it."""
    words = line.rstrip(" \t\r\\")
    return words + note_sign(number) + line[len(words) :]


# reStructuredText and Org

RST_NOTE = re.compile(rf"(?m)^\.\.[ ]\[(\#[\w.:+-]{{1,{LONGEST}}}|[0-9]{{1,9}})\][ \t]+\S[^\n]*")
ORG_NOTE = re.compile(rf"(?m)^\[fn:([\w-]{{1,{LONGEST}}})\][ \t]*\S[^\n]*")
ORG_MARK = re.compile(rf"\[fn:([\w-]{{1,{LONGEST}}})\]")
ORG_INLINE = re.compile(rf"\[fn:([\w-]{{1,{LONGEST}}}):(?=[^\]\n])")


def sign_rst(text: str) -> Signed:
    """reStructuredText: ``.. [1] words`` and ``.. [#label] words``."""
    return _sign_lines(text, RST_NOTE, lambda label: f"[{label}]_")


def sign_org(text: str) -> Signed:
    """Org: ``[fn:label] words`` on a line, and ``[fn:label:words]`` in the text."""
    text, labels = _sign_lines(text, ORG_NOTE, lambda label: f"[fn:{label}]", end=False)
    inline: list[Label] = []

    def signed(note: re.Match[str]) -> str:
        inline.append(Label(note[1]))
        return f"{note[0]}{OPEN}{len(labels) + len(inline) - 1}{CLOSE} "

    text = ORG_INLINE.sub(signed, text)
    calls = [f"[fn:{label.id}]" for label in labels]
    return text + (_behind_text(calls) if calls else ""), (*labels, *inline)


def _sign_lines(
    text: str, pattern: re.Pattern[str], call: Callable[[str], str], *, end: bool = True
) -> Signed:
    """A sign behind the first line of each note; with `end`, the call of all behind the text."""
    labels: list[Label] = []

    def signed(note: re.Match[str]) -> str:
        labels.append(Label(note[1]))
        return _with_sign(note[0], len(labels) - 1)

    text = pattern.sub(signed, text)
    if labels and end:
        text += _behind_text(call(label.id) for label in labels)
    return text, tuple(Label(label.id.removeprefix("#")) for label in labels)


# MediaWiki

WIKI_REF = re.compile(
    r"""(?ix) <ref \s+ (?:group\s*=\s*[^<>/]{1,99}?\s+)? name \s*=\s*
    (?: "([^"<>\n]{1,200})" | '([^'<>\n]{1,200})' | ([^\s"'<>/]{1,200}) )
    [^<>/]{0,200} (/?) >"""
)


def sign_mediawiki(text: str) -> Signed:
    """MediaWiki: ``<ref name="label">words</ref>``, and ``<ref name="label"/>`` for it once more."""
    numbers: dict[str, int] = {}

    def signed(ref: re.Match[str]) -> str:
        label = ref[1] or ref[2] or ref[3]
        number = numbers.setdefault(label, len(numbers))
        sign = f"{OPEN}{number}{CLOSE}"
        return f"<ref>{sign}</ref>" if ref[4] else f"{ref[0]}{sign} "

    text = WIKI_REF.sub(signed, text)
    return text, tuple(map(Label, numbers))


# LaTeX

MACROS = (
    r"\newcommand{\footref}[1]{\textsuperscript{\ref{#1}}}"
    rf"\newcommand{{\endnote}}[2][]{{\footnote{{{ENDNOTE}#2}}}}"
    r"\newcommand{\footnotetext}[2][]{\footnote{#2}}"
)
"""What pandoc does not know of notes, by what it knows: ``\\ref`` to a label in a note is its number."""


def sign_latex(text: str) -> Signed:
    """LaTeX: endnotes, ``\\footref`` and ``\\footnotetext`` become what pandoc reads."""
    return MACROS + text, ()
