"""The typography of notes, as a conversion asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from converter.commands import count
from converter.commands.house.profile import OFF, TYPOGRAPHY, house_of
from converter.document.diagnostics import ConversionError, Diagnostic, diagnose
from converter.document.model import Document
from converter.formats import Option
from converter.renderers.templates import WORD_TEMPLATES

if TYPE_CHECKING:
    from converter.readers.restoring.typography.characters import Characters
    from converter.readers.restoring.typography.profile import Profile
    from converter.readers.restoring.typography.typesetter import Accepted

ACCEPT = Option(
    name="accept",
    kind="names",
    metavar="LIST",
    group="Notes",
    help="Take what the check proposes of them: T10, note:5, all.",
)
CHARACTERS = Option(
    name="characters",
    kind="names",
    metavar="LIST",
    group="Notes",
    help="What they may change: case,blanks,quotes (default), dashes, or none.",
)
OPTIONS = (TYPOGRAPHY, ACCEPT, CHARACTERS)


def with_typography(
    document: Document, asked: dict[str, Any], rendering: dict[str, Any]
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A document whose notes are set as was asked, and what is to say of it.

    Where nothing was asked, those are set that have no looks of their own, for the look of a law
    review. Raises `ConversionError` for a profile or a name that is not there.
    """
    name = asked.get(TYPOGRAPHY.name)
    if name == OFF and asked.get(ACCEPT.name):
        raise ConversionError(
            "--accept takes what a typography proposes; leave out --typography none"
        )
    if name == OFF or (name is None and not (_is_lawreview(rendering) or len(asked))):
        return document, ()
    if not document.notes:
        return document, ()
    from converter.readers.restoring.typography.profile import profile
    from converter.readers.restoring.typography.typesetter import has_looks, typeset

    if name is None and (has_looks(document) or not document.meta.lang.lower().startswith("en")):
        return document, ()
    house = house_of(name) if name else profile("bluebook")
    taken = _taken(asked.get(ACCEPT.name, ()), document, house)
    characters = _characters(asked.get(CHARACTERS.name), house)
    done = typeset(document, house, accepted=taken, characters=characters)
    shown = name or "bluebook-lawreview"
    return done.document, (*_said(done.counts, shown, len(done.proposals)),)


def _taken(names: tuple[str, ...], document: Document, house: Profile) -> Accepted:
    """The proposals that are taken. Raises `ConversionError` for a note that is not there."""
    from converter.readers.restoring.typography.typesetter import accepted, labels

    taken = accepted(names, house)
    if missing := taken.notes - labels(document):
        raise ConversionError(f"--accept note:{min(missing)}: no note has this number")
    return taken


def _is_lawreview(rendering: dict[str, Any]) -> bool:
    """Whether an output has the look of a law review."""
    looks = (rendering.get("template"), rendering.get("reference_doc"))
    return any(
        one == "lawreview" or (one in WORD_TEMPLATES and one != "manuscript") for one in looks
    )


def _characters(names: tuple[str, ...] | None, house: Profile) -> tuple[Characters, ...]:
    """What may change: what was asked for, or the usual, and dashes in a house that prints them."""
    from converter.readers.restoring.typography.characters import CHARACTERS as KINDS
    from converter.readers.restoring.typography.characters import USUAL
    from converter.readers.restoring.typography.profile import EN_DASH

    if names is None:
        return (*USUAL, "dashes") if house.habits.get("ranges") == EN_DASH else USUAL
    if unknown := [one for one in names if one not in (*KINDS, OFF)]:
        raise ConversionError(f"--characters {unknown[0]}: there are {', '.join(KINDS)}, or none")
    return tuple(one for one in KINDS if one in names)


def _said(counts: dict[str, int], house: str, proposed: int) -> list[Diagnostic]:
    said = [
        diagnose(
            "V001",
            italic=count(counts.get("italic", 0), "run"),
            small_caps=counts.get("small-caps", 0),
            house=house,
            proposed=proposed,
        )
    ]
    kinds = {
        "case": "runs in capitals to small capitals",
        "blanks": "blanks that no longer break",
        "dashes": "hyphens to en dashes",
        "quotes": "straight quotation marks and apostrophes to curly ones",
    }
    listed = [f"{counts[kind]} {words}" for kind, words in kinds.items() if counts.get(kind)]
    return [*said, diagnose("V002", listed=", ".join(listed))] if listed else said
