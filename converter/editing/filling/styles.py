"""The styles that notes need, under the manuscript's own ids; ours are added where it has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from converter.renderers import templates
from converter.word.package import read_package
from converter.word.styles import aliases, read_styles
from converter.word.xml import (
    Element,
    appended,
    fragment,
    parse,
    qn,
    quoted,
)

USE = re.compile(r'(<w:(?:p|r|tbl)Style w:val=)"([^"]*)"/>')
"""How what we write names a style; our ids have no sign that XML writes in another way."""


def adapt_styles(
    styles: bytes, content: Iterable[str], mapped: Mapping[str, str]
) -> tuple[bytes, dict[str, str], list[str]]:
    """A styles part with all styles that runs and notes of ours need.

    With it, the manuscript's ids for the ids in `content`, and the names of the styles added. `mapped`
    are the manuscript's own names for styles of ours.
    """
    shipped = read_package(templates.load_bytes("reference.docx"))["word/styles.xml"]
    theirs = {style.key: style.id for style in read_styles(styles)}
    for other, key in aliases(styles, shipped, mapped).items():
        theirs[key] = theirs[other]
    ours = {style.id: style for style in read_styles(shipped)}
    sources = {one.get(qn("styleId")): one for one in parse(shipped).iter(qn("style"))}
    renamed: dict[str, str] = {}
    added: list[str] = []
    waiting = sorted(used_styles(content))
    while waiting:
        id = waiting.pop()
        if id in renamed or id not in ours:
            continue
        if ours[id].key in theirs:
            renamed[id] = theirs[ours[id].key]
            continue
        taken = {*theirs.values(), *renamed.values()}
        renamed[id] = id if id not in taken else f"{id}-note"
        added.append(id)
        waiting += (one.get(qn("val")) for one in sources[id].iter(qn("basedOn")))
    new = fragment(_adapted(sources[id], renamed) for id in sorted(added))
    names = sorted(ours[id].name.lower() for id in added if id != "DefaultParagraphFont")
    return appended(styles, new), renamed, names


def _adapted(style: Element, renamed: Mapping[str, str]) -> Element:
    style.attrib.pop(qn("default"), None)
    style.set(qn("styleId"), renamed[style.get(qn("styleId"))])
    for following in style.findall(qn("next")):
        style.remove(following)
    for base in style.iter(qn("basedOn")):
        base.set(qn("val"), renamed.get(base.get(qn("val")), base.get(qn("val"))))
    style.tail = None
    return style


def used_styles(content: Iterable[str]) -> set[str]:
    """The ids of the styles that runs and notes of ours name."""
    return {one[2] for written in content for one in USE.finditer(written)}


def with_styles(content: str, renamed: Mapping[str, str]) -> str:
    """Runs or notes of ours that name the styles by the manuscript's ids."""
    if all(old == new for old, new in renamed.items()):
        return content
    return USE.sub(lambda one: f"{one[1]}{quoted(renamed.get(one[2], one[2]))}/>", content)
