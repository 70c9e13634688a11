"""How a clause begins: its signal, or a short form of what was cited before."""

from __future__ import annotations

from converter.citations.known.words import COMPARED, LEADS_INSIDE, SIGNAL, SIGNAL_OF_WORDS, VERB
from converter.citations.reading.clause import Clause, trimmed
from converter.citations.reading.patterns import HEREINAFTER, NICKNAME, NUMBER
from converter.citations.telling import short_forms
from converter.citations.telling.capitals import is_capitals
from converter.citations.telling.containers import CITED
from converter.citations.values import PartKind


def signal(clause: Clause) -> None:
    """The signal, or the verb ``see`` of a sentence; the citation begins behind it."""
    text, end = clause.text, clause.end
    if clause.region.depth:
        lead = LEADS_INSIDE.match(text, clause.start, end)
        if lead:
            clause.body = lead.end()
            clause.is_led = True
            return
    found = SIGNAL.match(text, clause.start, end) or SIGNAL_OF_WORDS.match(text, clause.start, end)
    if found:
        clause.add("signal", *found.span("words"))
        clause.body = found.end()
        clause.is_led = True
        return
    if not clause.region.depth and (second := COMPARED.match(text, clause.start, end)):
        clause.add("signal", *second.span("words"))
        clause.body = second.end()
        return
    verb = VERB.search(text, clause.start, end)
    if verb:
        clause.is_told = True
        clause.add("verb", *verb.span("words"))
        clause.body = verb.end()


def hereinafter(clause: Clause) -> bool:
    """``[hereinafter Lee, Oil]``: what stands in brackets behind a first citation."""
    word = HEREINAFTER.match(clause.text, clause.start, clause.end)
    if not clause.region.depth or not word:
        return False
    start, end = word.end(), trimmed(clause.text, clause.start, clause.end)
    if is_capitals(clause.text[start:end]):
        clause.kind = "book"
    for one in short_forms.hereinafter(clause.text, start, end):
        kind: PartKind = "hereinafter" if one.kind == "title" else one.kind
        clause.add(kind, one.start, one.end, one.confidence)
    return True


def nickname(clause: Clause) -> bool:
    """``("Midwest I")``, behind the case that is called so."""
    found = NICKNAME.fullmatch(clause.region.raw) if clause.region.depth else None
    if found:
        shift = clause.region.raw.find(found["name"])
        clause.add("nickname", shift, shift + len(found["name"]), 0.9)
    return found is not None


def identity(clause: Clause) -> bool:
    found = short_forms.ID.match(clause.text, clause.body, clause.end)
    if found:
        clause.kind = "id"
        clause.add("id", *found.span())
    return found is not None


def short_form(clause: Clause) -> bool:
    found = short_forms.SUPRA.search(clause.text, clause.body, clause.end)
    if not found:
        return False
    end = trimmed(clause.text, clause.body, found.start())
    if end > clause.body and CITED.search(clause.text, clause.body, end):
        return False
    clause.kind = "cross-reference"
    clause.add("supra", *found.span())
    if number := NUMBER.match(clause.text, found.end(), clause.end):
        clause.add("note", *number.span("note"))
    if named := short_forms.named(clause.text, clause.body, end) if end > clause.body else []:
        clause.parts += named
        clause.kind = short_forms.kind(clause.text, named[0].start, end)
    elif short_forms.PAPERS.search(clause.text, clause.body, end):
        clause.kind = "court-paper"
    return True
