r"""A document as LaTeX that pdfLaTeX, LuaLaTeX and XeLaTeX compile unchanged.

The source is meant to be worked on: one paragraph a block, a new line after a sentence or a note,
``\footnote`` where its mark stood, ``\label`` only where something points, a preamble that loads
what the document uses and no more. Numbers are left to LaTeX, which counts as `converter.document.notes`
does: each note steps its counter once, in the order of the text, and a custom mark steps none.
"""

from __future__ import annotations

import re
from functools import partial

from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.model import Document, Inline, NoteKey, NumberFormat
from converter.document.notes import index_notes, not_printed
from converter.document.words import plain
from converter.formats import Rendered
from converter.renderers import templates
from converter.renderers.first_page import (
    AUTHOR_NOTE,
    FirstPage,
    first_page,
    running_authors,
    running_journal,
    running_title,
)
from converter.renderers.first_page.contents import bare, has_headings
from converter.renderers.generated import generated
from converter.renderers.languages import LEFTWARD_BABEL, language_of
from converter.renderers.latex.characters import Preamble
from converter.renderers.latex.nodes import blocks, inlines
from converter.renderers.latex.text import escape
from converter.renderers.latex.work import BODY, TIGHT, Work
from converter.renderers.typesetting import coded_letters, restarts, tied, too_deep
from converter.renderers.typesetting.labels import SLOT, labels

PARTS = (
    "lists",
    "tables",
    "lined",
    "marks",
    "held",
    "ranges",
    "strays",
    "codelines",
    "works",
    "breaks",
    "pictures",
)
"""Parts of the template that a node asks for by `Work.used`."""

MOST_LISTS = 4
"""How many lists and quotations LaTeX nests by itself."""


def render(
    document: Document,
    *,
    template: str | None = None,
    fragment: bool = False,
    toc: bool = False,
    traced: bool = False,
) -> Rendered:
    """The document as a whole LaTeX file, or as a `fragment`, its body, for a class of one's own.

    `template` is one of ours by its name, or the text of one's own, `toc` whether there is a table of
    contents. With `traced`, each block is
    preceded by its place in the source, between two ``\\x01``, for those who look for a line.

    Raises `ConversionError` for a document nested so deeply that no TeX could set it.
    """
    if fragment and template is not None:
        raise ConversionError("a fragment has no template; leave out --template or --fragment")
    front = first_page(document)
    # A fragment loads no babel, so it keeps to runs
    language = language_of(document.meta.lang)
    leftward = not fragment and language.code in LEFTWARD_BABEL
    work = Work(
        index_notes(front.document),
        Preamble(leftward=leftward),
        traced=traced,
        leftward=leftward,
        now_leftward=leftward,
        turns=leftward or not (fragment or language.is_right_to_left),
    )
    try:
        values = _values(front, work, toc=toc)
    except RecursionError:
        raise too_deep("LaTeX") from None
    form = templates.load("fragment.tex") if fragment else templates.choose(template, ".tex")
    text = templates.fill(form, values, templates.LATEX)
    found = (*work.diagnostics, *not_printed(work.index), *_unusual_letters(work.preamble))
    return Rendered(text, found)


def _values(front: FirstPage, work: Work, *, toc: bool) -> dict[str, str]:
    """What the template is filled with. The order is that in which notes are numbered."""
    document, meta = front.document, front.document.meta
    shown = {
        "title": inlines(meta.title, work, TIGHT),
        "subtitle": inlines(meta.subtitle, work, TIGHT),
        "authors": " \\and ".join(inlines(author, work, TIGHT) for author in meta.authors),
        "date": escape(meta.date, work.preamble),
        "abstract": blocks(meta.abstract, work, BODY),
        "body": blocks(document.blocks, work, BODY),
    }
    labelled = partial(_label, labels(work.index, work.pointed))
    shown = {name: SLOT.sub(labelled, text) for name, text in shown.items()}
    title = plain(meta.title, work.index).strip()
    authors = [plain(author, work.index).strip() for author in meta.authors]
    bared = {
        "running_title": _running_title(title, meta.title, work),
        "running_authors": escape(running_authors(authors), work.preamble),
        "pdf_title": escape(title, work.preamble),
        "pdf_authors": escape(", ".join(authors), work.preamble),
        "lang": escape(meta.lang, work.preamble),
        **_languages(meta.lang, work),
        "running_journal": escape(
            running_journal(front.shown.get("journal", ""), authors), work.preamble
        ),
        "contents": "yes" if toc and has_headings(document.blocks) else "",
        "abstract_title": escape(
            generated(meta.lang).abstract if meta.abstract else "", work.preamble
        ),
        "contents_title": escape(generated(meta.lang).contents if toc else "", work.preamble),
        "notes_title": escape(
            generated(meta.lang).endnotes if work.index.called["endnote"] else "", work.preamble
        ),
    }
    extra = {name: tied(escape(value, work.preamble)) for name, value in front.shown.items()}
    bared["source"] = "".join(extra.get(name, "") for name in ISSUE)
    shown["front"] = bared["source"] + "".join(shown[name] for name in FRONT)
    parts = _parts(work, "".join(shown.values()) + "".join(extra.values()))
    values = {**extra, **bared, **shown, **parts}
    for part in ("packages", "definitions"):
        filled = templates.fill(templates.load(f"{part}.tex"), values, templates.LATEX)
        values[part] = filled.rstrip("\n")
    values["needs"] = "\n".join(f"% {line}" for line in NEEDED.findall(values["packages"]))
    values["front_comment"] = _front_comment(shown, front, work)
    return values


FRONT = ("title", "subtitle", "authors", "date")
ISSUE = ("journal", "issue_line")
"""What stands above the title."""


def _running_title(title: str, content: tuple[Inline, ...], work: Work) -> str:
    """The title as running heads have it: with its italics, unless it has to be cut."""
    if running_title(title) != title:
        return escape(running_title(title), work.preamble)
    return inlines(bare(content, work.index), work, TIGHT)


NEEDED = re.compile(r"^\\usepackage(?!.*\{(?:babel|microtype)\}).*", re.MULTILINE)
"""The packages that the commands in a body come from."""


COMMANDS = {"title": "title", "subtitle": "subtitle", "authors": "author", "date": "date"}
"""The commands that classes have for what stands on the first page."""


def _front_comment(shown: dict[str, str], front: FirstPage, work: Work) -> str:
    """The front matter as comments, for the commands that a class has for it."""
    parts = [f"\\{COMMANDS[name]}{{{shown[name]}}}" for name in COMMANDS if shown[name]]
    parts += [
        f"{key}: {escape(' '.join(value.split()), work.preamble)}"
        for key, value in front.document.meta.extra.items()
        if value and key not in AUTHOR_NOTE
    ]
    if shown["abstract"]:
        parts.append(f"\\begin{{abstract}}\n{shown['abstract']}\n\\end{{abstract}}")
    lines = "\n".join(parts).split("\n")
    return "\n".join(f"% {line}".rstrip() for line in lines)


def _parts(work: Work, text: str) -> dict[str, str]:
    """Which optional parts of the template the text needs: empty where it does not."""
    found = {
        **{part: part in work.used for part in PARTS},
        "lists": "lists" in work.used or work.deepest > MOST_LISTS,
        "apostrophes": "'" in text,
        "code": "\\texttt{" in text or not work.used.isdisjoint({"codelines", "strays"}),
    }
    return {
        **{part: part if there else "" for part, there in found.items()},
        **_numbers(work),
        "list_depth": str(work.deepest) if work.deepest > MOST_LISTS else "",
        **_characters(work.preamble),
    }


FORMATS: dict[NumberFormat, str] = {
    "decimal": "arabic",
    "lower-roman": "roman",
    "upper-roman": "Roman",
    "lower-alpha": "noteletter",
    "upper-alpha": "noteLetter",
    "symbols": "notesymbol",
}
"""LaTeX's commands that write a counter; the template defines those that begin with ``note``."""


def _numbers(work: Work) -> dict[str, str]:
    """How notes are numbered: the command for each kind, and what the first number is set to."""
    index = work.index
    formats = {kind: FORMATS[index.formats[kind]] for kind, notes in index.called.items() if notes}
    foot, end = formats.get("footnote", "arabic"), formats.get("endnote", "")
    begun = {kind: str(index.numbering[kind].start - 1) for kind in formats}
    return {
        "endnotes": end,
        "footnote_format": "" if foot == "arabic" else f"\\{foot}",
        "endnote_format": f"\\{end}" if end.startswith("note") else "",
        "endnote_named": "" if end.startswith("note") else end,
        "footnote_start": begun.get("footnote", "0").removeprefix("0"),
        "endnote_start": begun.get("endnote", "0").removeprefix("0"),
        "doubled": "doubled" if any("note" in name for name in formats.values()) else "",
        "restarts": "restarts" if "restarts" in work.used else "",
        "restarted": "".join(
            f"\\setcounter{{{kind}}}{{{before}}}" for kind, before in restarts(index).items()
        ),
    }


def _characters(preamble: Preamble) -> dict[str, str]:
    """What the template says about characters beyond the usual fonts."""
    if not preamble.scripts and not preamble.declared:
        return dict.fromkeys(("accessible", "declarations", "scripts", "script_names"), "")
    from converter.renderers.latex.scripts import declarations, scripts

    return {
        "accessible": "accessible",
        "declarations": declarations(preamble),
        "scripts": scripts(preamble),
        "script_names": ", ".join(preamble.scripts),
    }


def _label(names: dict[NoteKey, str], slot: re.Match[str]) -> str:
    name = names.get(NoteKey(slot[2]), "")
    return f"\\label{{{name}}}" if name and not slot[1] else name


def _babel(lang: str) -> str:
    """Babel's option for a language, or none where TeX would need fonts that may be missing.

    What babel needs for English is always there; for others it is told to use its own files.
    """
    language = language_of(lang)
    if language.code == "en" or not language.babel:
        return language.babel
    return f"{language.babel}, provide=*"


def _languages(lang: str, work: Work) -> dict[str, str]:
    """What babel is told: `bidi` where paragraphs run to the left, and both languages if some turn."""
    language = _babel(lang)
    if not (work.leftward or work.turned):
        return {"language": language, "other": "", "by_run": "by_run"} | dict.fromkeys(BOTH, "")
    leftward = LEFTWARD_BABEL.get(
        language_of(lang).code, "hebrew" if "Hebrew" in work.preamble.scripts else "arabic"
    )
    rightward = language_of(lang).babel or "american"
    main, second = (leftward, rightward) if work.leftward else (rightward, leftward)
    layout = "lists tabular footnotes" if work.leftward else "lists"
    every, more = ("*=*", f", {second}") if work.turned else ("=*", "")
    return {
        "language": "",
        "other": language,
        "by_run": "",
        "bidi": f"layout={layout}, provide{every}, main={main}{more}",
        "turned": "turned" if work.turned else "",
        "leftward": leftward,
        "rightward": rightward,
    }


BOTH = ("bidi", "turned", "leftward", "rightward")


def _unusual_letters(preamble: Preamble) -> list[Diagnostic]:
    """What is said of letters that pdfLaTeX, or any TeX, cannot set."""
    stand_ins = preamble.stand_ins
    found = [diagnose("R005", characters=_listed(stand_ins))] if stand_ins else []
    return found + coded_letters(preamble.coded, "LaTeX")


def _listed(characters: dict[str, None], most: int = 20) -> str:
    shown = " ".join(list(characters)[:most])
    return shown if len(characters) <= most else f"{shown} and {len(characters) - most} others"
