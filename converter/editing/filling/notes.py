"""The parts that hold notes: new ones among those that are there, each under its id."""

from __future__ import annotations

from msgspec import structs

from converter.document.model import NoteKind
from converter.editing.filling.looks import with_looks
from converter.editing.filling.splice import Splice, spliced
from converter.editing.filling.typed import TypedMark
from converter.renderers import templates
from converter.renderers.docx import add_links, write_note
from converter.renderers.docx.story import Book, Story, taken
from converter.renderers.docx.template.settings import AFTER_NOTE_SETTINGS
from converter.word.manuscript import Manuscript
from converter.word.manuscript.scan import number_of
from converter.word.names import WML, PartNames, R, relationships_name
from converter.word.package import Parts, read_package
from converter.word.parts import add_part, allow_relationships, relationships
from converter.word.xml import appended, children, editable, parse, with_attribute


def with_part(parts: Parts, names: PartNames, kind: str) -> PartNames:
    """The names of the parts, with one of this kind, which is that of our template if there is none."""
    name = getattr(names, kind)
    if name:
        parts[name] = editable(parts[name])
        return names
    shipped = read_package(templates.load_bytes("reference.docx"))
    content = shipped[f"word/{kind}.xml"]
    if kind == "endnotes":  # a rule above them, not a heading that nobody asked for
        content = shipped["word/footnotes.xml"].replace(b"footnote", b"endnote")
    name = add_part(parts, names.main, kind, content, f"{WML}.{kind}+xml")
    return structs.replace(names, **{kind: name})


def with_note_part(parts: Parts, names: PartNames, kind: NoteKind) -> PartNames:
    """The same for the notes of a kind, with the lines above the notes named in the settings."""
    if not getattr(names, f"{kind}s"):
        names = with_part(parts, names, "settings")
        parts[names.settings] = name_separators(parts[names.settings], kind)
    return with_part(parts, names, f"{kind}s")


def name_separators(settings: bytes, kind: NoteKind) -> bytes:
    """Name the two lines above the notes in the settings (17.11.9), where the schema has it."""
    named = (one for one in children(settings, f"{kind}Pr") if one.name == kind)
    settings = spliced(settings, [Splice(one.start, one.end, b"") for one in named])
    content = f'<w:{kind} w:id="-1"/><w:{kind} w:id="0"/>'.encode()
    there = children(settings)
    for one in there:
        if one.name == f"{kind}Pr":
            element = settings[one.start : one.end]
            if element.endswith(b"/>"):
                element = element[:-2] + f"></w:{kind}Pr>".encode()
            return settings[: one.start] + appended(element, content) + settings[one.end :]
    later = AFTER_NOTE_SETTINGS if kind == "endnote" else ("endnotePr", *AFTER_NOTE_SETTINGS)
    places = [one.start for one in there if one.name in later or " " in one.name]
    place = min(places) if places else settings.rfind(b"</")
    element = f"<w:{kind}Pr>".encode() + content + f"</w:{kind}Pr>".encode()
    return settings[:place] + element + settings[place:]


def highest_separator(part: bytes, kind: NoteKind) -> int:
    """The highest id of the lines above the notes, and 0 at least."""
    separators = (
        one for one in children(part) if one.name == kind and _is_separator(one.attributes)
    )
    return max((number_of(one.attributes.get("id", "")) for one in separators), default=0)


def _is_separator(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "normal") != "normal"


def new_notes(
    kind: NoteKind,
    firsts: list[TypedMark],
    manuscript: Manuscript,
    book: Book,
    parts: Parts,
    name: str,
) -> dict[int, str]:
    """The new notes of a kind, by id, with their links in the relationships of their part, `name`.

    `firsts` are the marks that call a note for the first time.
    """
    story = Story(kind, book)
    ids = [one.id for one in relationships(parts, name)]
    story.prefix = next(one for one in LINK_PREFIXES if not any(id.startswith(one) for id in ids))
    notes = {}
    begins = [run.first for run in manuscript.runs]
    for mark in firsts:
        if mark.note.kind != kind:
            continue
        blocks = with_looks(mark.note.blocks, manuscript, begins)
        write_note(structs.replace(mark.note, blocks=blocks), story)
        notes[book.ids[mark.note.key]] = taken(story)
    own = relationships_name(name)
    if own in parts:
        parts[own] = editable(parts[own])
    add_links(parts, name, story)
    allow_relationships(parts)
    if "r" not in parse(parts[name]).nsmap:
        declared = f' xmlns:r="{R}" r:id='
        notes = {id: note.replace(" r:id=", declared) for id, note in notes.items()}
    return notes


LINK_PREFIXES = ("link", *(f"link{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"))


def merged(part: bytes, kind: NoteKind, ids: dict[str, int], new: dict[int, bytes]) -> bytes:
    """A notes part with new notes, by id, among those that are there.

    `ids` are the ids to come of those that stay, by the ids that they have. Separators come first,
    notes that no mark calls last.
    """
    there = [one for one in children(part) if one.name == kind]
    separators: list[bytes] = []
    placed = dict(new)
    uncalled: list[bytes] = []
    for one in there:
        raw, id = part[one.start : one.end], ids.get(one.attributes.get("id", ""))
        if _is_separator(one.attributes):
            separators.append(raw)
        elif id is not None and id not in placed:
            placed[id] = _with_id(raw, id)
        else:
            uncalled.append(raw)
    after = max(placed, default=0) + 1
    rest = (_with_id(raw, id) for id, raw in enumerate(uncalled, after))
    body = b"".join((*separators, *(placed[id] for id in sorted(placed)), *rest))
    if not there:
        return appended(part, body)
    return part[: there[0].start] + body + part[there[-1].end :]


def _with_id(note: bytes, id: int) -> bytes:
    return with_attribute(note, "w:id", str(id))
