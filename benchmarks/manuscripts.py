"""Measure the reader of Word files: ``python -m benchmarks.manuscripts [FOLDER]``.

Beside each ``NAME.docx`` stands ``NAME.json`` with ``notes``: for each mark ``kind``, ``display`` (the
number that Word prints), ``text`` or ``full_text``, ``before`` (the characters before the mark),
``links``, and ``repeat``, ``tracked``, ``missing``, ``where``, as in `benchmarks.corpus`. Printed is
how many notes stand where they should, and how many are right in what; the share of letters directly
set in italics or small capitals that are such; letters of the text that are lost, but for contents
and indexes; and letters that are more, in ours the numbers that Word prints before paragraphs. Beside
footnoted stand the other readers (`benchmarks.others`), as far as they are installed
(``pip install --group readers``), with a dash for looks that one does not give. Time and memory for
3,000 notes, and for a short file, come first, and alone if no folder is named: a process is charged
for the memory of the one that starts it.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pypandoc  # type: ignore[import-untyped]
from lxml import etree

from benchmarks.__main__ import ARTICLE, footnoted, pair, show_cpu, show_wall, spend, write
from benchmarks.others import READERS, Seen, Understood
from converter.word.names import MATH, W
from converter.word.parts import main_part

T, P = f"{{{W}}}t", f"{{{W}}}p"
GONE = {f"{{{W}}}del", f"{{{W}}}moveFrom"}
NOT_IN_TEXT = {"header", "footer", "note"}


def solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


def wanted(file: Path) -> list[dict[str, Any]]:
    """The notes that a reader is to find, if changes are read as accepted."""
    notes = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["notes"]
    return [
        note
        for note in notes
        if note.get("tracked") not in ("del", "moveFrom")
        and note["where"] not in NOT_IN_TEXT
        and not note.get("missing")
    ]


def judged(note: dict[str, Any], seen: Seen) -> Counter[str]:
    """In what a note is right that stands where it should."""
    display = note["display"].split(" (")[0]
    text = note.get("full_text", note["text"])
    if note.get("custom"):
        text = text.strip().removeprefix(display)
    lines = [solid(line) for line in text.split("\n") if line.strip()]
    found = [solid(line) for line in seen.paragraphs if line.strip()]
    return Counter({
        "kind": seen.kind == note["kind"],
        "number": seen.label == display or bool(note.get("repeat")),
        "text": "".join(found) == "".join(lines),
        "paragraphs": found == lines,
        "links": all(seen.links.intersection(link) for link in _addresses(note)),
    })  # fmt: skip


def _addresses(note: dict[str, Any]) -> list[list[str]]:
    """The links of a note, without those to places in the file."""
    return [link for link in note.get("links", ()) if not link[0].startswith("#")]


def score(truth: list[dict[str, Any]], found: list[Seen]) -> Counter[str]:
    """How many notes stand where they should, and how many of these are right in what."""
    total: Counter[str] = Counter(notes=len(truth), extra=len(found))
    place = 0
    for note in truth:
        before = solid(note["before"])[-12:]
        here = (n for n in range(place, len(found)) if solid(found[n].before).endswith(before))
        at = next(here, None)
        if at is None:
            continue
        place = at + 1
        right = judged(note, found[at])
        total.update(right)
        total.update(place=1, all_right=int(all(right.values())), extra=-1)
    return total


class Raw(NamedTuple):
    """Letters of a file as its XML has them.

    `contents` are those of tables of contents and indexes, which a reader may leave out, `drawn` those
    of charts and diagrams, which it may keep; the others are directly set in italics or small capitals.
    """

    text: Counter[str]
    contents: Counter[str]
    drawn: Counter[str]
    italics: Counter[str]
    small_capitals: Counter[str]


def raw(file: Path) -> Raw:
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts[main_part(parts)])
    for old in [*root.iter("{*}Fallback")]:
        above = old.getparent()
        assert above is not None
        above.remove(old)
    found = Raw(*(Counter[str]() for _ in Raw._fields))
    for name, part in parts.items():
        if re.search("charts/chart|diagrams/data", name):
            words = etree.fromstring(part).iter("{*}t", "{*}v")
            found.drawn.update(letters("".join(one.text or "" for one in words)))
    fields: list[str] = []  # the instructions of those that are open
    for one in root.iter(T, f"{{{MATH}}}t", f"{{{W}}}fldChar", f"{{{W}}}instrText"):
        around = [*one.iterancestors()]
        if any(element.tag in GONE for element in around):
            continue
        if one.tag not in (T, f"{{{MATH}}}t"):
            _follow(one, fields)
            continue
        some = letters(one.text or "")
        style = next((p.find(f"{{*}}pPr/{{{W}}}pStyle") for p in around if p.tag == P), None)
        found.text.update(some)
        styled = style is not None and style.get(f"{{{W}}}val", "").upper().startswith("TOC")
        if styled or any(re.match(r"\s*(TOC|INDEX|TOA)\b", one) for one in fields):
            found.contents.update(some)
        elif one.tag == T:
            found.italics.update(some if _is_on(around[0], "i") else {})
            found.small_capitals.update(some if _is_on(around[0], "smallCaps") else {})
    return found


def letters(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w", text))


def _follow(one: etree._Element, fields: list[str]) -> None:
    """Go past an element that is part of a field."""
    kind = one.get(f"{{{W}}}fldCharType")
    if kind == "begin":
        fields.append("")
    elif kind == "end" and fields:
        fields.pop()
    elif one.tag.endswith("instrText") and fields:
        fields[-1] += one.text or ""


def _is_on(run: etree._Element, name: str) -> bool:
    said = run.find(f"{{{W}}}rPr/{{{W}}}{name}")
    return said is not None and said.get(f"{{{W}}}val", "1") not in ("0", "false", "off")


def measured(file: Path, understood: Understood) -> Counter[str]:
    total = score(wanted(file), understood.notes)
    there = raw(file)
    found = letters(understood.text)
    total["documents"] += total["all_right"] == total["notes"] and not total["extra"]
    total["lost"] += (there.text - there.contents - found).total()
    total["more"] += (found - there.text - there.drawn).total()
    total["letters"] += there.text.total()
    for look in LOOKS:
        total[look] += getattr(there, look).total()
        kept = letters(getattr(understood, look) or "")
        total[f"no {look}"] += getattr(understood, look) is None
        total[f"{look} kept"] += (getattr(there, look) & kept).total()
    return total


LOOKS = ("italics", "small_capitals")


def show(name: str, files: list[Path], total: Counter[str]) -> None:
    print(f"\n{name}: {total['documents']} of {len(files)} documents right in all", end="")
    print(f", {total['failed']} not read" if total["failed"] else "")
    print(
        f"  {total['place']} of {total['notes']} notes in place, {total['extra']} others;", end=" "
    )
    respects = ("kind", "number", "text", "paragraphs", "links")
    print("right in " + ", ".join(f"{respect} {total[respect]}" for respect in respects))
    for look in LOOKS:
        kept = "—" if total[f"no {look}"] else total[f"{look} kept"]
        print(f"  {look.replace('_', ' ')} {kept} of {total[look]} letters;", end="")
    print(f" of {total['letters']} letters of text {total['lost']} lost, {total['more']} more")


def speed() -> None:
    """Time and memory beside pandoc's: a long file, whose reading counts, and a short one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source, runs, tell in (("3000", 9, show_cpu), (str(ARTICLE), 21, show_wall)):
            stem = write(folder, source)
            spend([*footnoted(), f"{stem}.txt", "-q", "-o", f"{stem}.docx"])
            ours = [*footnoted(), f"{stem}.docx", "-q", "-o", str(folder / "ours.html")]
            theirs = [pypandoc.get_pandoc_path(), "-s", "-M", "title=x", f"{stem}.docx"]
            tell("html", *pair(ours, [*theirs, "-o", str(folder / "theirs.html")], runs))


def fidelity(folder: str) -> None:
    files = sorted(Path(folder).glob("*.docx"))
    for name, read in READERS.items():
        total: Counter[str] = Counter()
        for file in files:
            try:
                understood = read(file)
            except ImportError:
                print(f"\n{name} is not installed")
                break
            except Exception:  # what others raise is theirs
                total["failed"] += 1
                understood = Understood([], "", "", "")
            total.update(measured(file, understood))
        else:
            show(name, files, total)


if __name__ == "__main__":
    print("3,000 notes, processor time and peak memory; then a short file, wall time\n")
    speed()
    for folder in sys.argv[1:]:
        fidelity(folder)
