"""The typography of notes: what each rule sets, what it leaves alone, and that words never change."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import converter
from benchmarks.typography import behaviour
from converter.checks.selection import Selection
from converter.citations.known import known
from converter.commands.convert.arguments import convert_command
from converter.commands.house.styles import styles_command
from converter.document.diagnostics import ConversionError
from converter.document.model import (
    Document,
    Emphasis,
    HeadingRef,
    Inline,
    NoteNumber,
    SmallCaps,
    Text,
)
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.document.words import contents, in_paragraphs
from converter.readers.restoring.typography import SHIPPED
from converter.readers.restoring.typography.casing import Casing
from converter.readers.restoring.typography.characters import (
    CHARACTERS,
    NO_BREAK,
    Characters,
    printed,
)
from converter.readers.restoring.typography.learning import learn
from converter.readers.restoring.typography.profile import profile, ways_of
from converter.readers.restoring.typography.typesetter import Accepted, accepted, has_looks, typeset
from docs.figures import measured
from tests.test_cli import footnoted


def article(*notes: str) -> Document:
    marks = " ".join(f"A point.[footnoteRef:{number}]" for number, _ in enumerate(notes, 1))
    texts = " ".join(f"[{number}:  {note}] " for number, note in enumerate(notes, 1))
    return converter.parse(f"{marks} {texts}").document


def marked(content: tuple[Inline, ...], document: Document) -> str:
    """Inlines with ``*`` around italics and ``^`` around small caps."""
    said = ""
    for inline in content:
        match inline:
            case Text(text):
                said += text
            case NoteNumber():
                said += index_notes(document).number(inline)
            case Emphasis(inner):
                said += f"*{marked(inner, document)}*"
            case SmallCaps(inner):
                said += f"^{marked(inner, document)}^"
            case _:
                said += marked(getattr(inline, "content", ()), document)
    return said


def shown(note: str, *before: str, house: str = "bluebook", **asked: object) -> str:
    """A note as it is set, the last of several; nothing of its characters is changed."""
    asked = {"characters": (), **asked}
    document = typeset(article(*before, note), house, **asked).document  # type: ignore[arg-type]
    found = contents(document.notes[-1].blocks)
    return "\n".join(marked(content, document) for content in found)


RULES = {
    "T1 id": ("Id. at 5; see id.", "*Id.* at 5; *see* *id.*"),
    "T1 the comma after it is roman": ("Id., at 5.", "*Id.*, at 5."),
    "T2 supra and infra": ("Lund, supra note 1.", "Lund, *supra* note 1."),
    "T2 a part": ("See infra Part II.A.", "*See* *infra* Part II.A."),
    "T3 signals": (
        "See also Roe v. Lund, 9 U.S. 4 (1988). But see Lee v. Roe, 8 U.S. 5 (1980).",
        "*See also* Roe v. Lund, 9 U.S. 4 (1988). *But see* Lee v. Roe, 8 U.S. 5 (1980).",
    ),
    "T3 Compare and with": (
        "Compare Roe v. Lund, 9 U.S. 4 (1988), with Lee v. Roe, 8 U.S. 5 (1980).",
        "*Compare* Roe v. Lund, 9 U.S. 4 (1988), *with* Lee v. Roe, 8 U.S. 5 (1980).",
    ),
    "T4 a verb": (
        "For a list of ports, see infra Part II.",
        "For a list of ports, see *infra* Part II.",
    ),
    "T5 the last comma is roman": (
        "See, e.g., Roe v. Lund, 9 U.S. 4 (1988).",
        "*See, e.g.*, Roe v. Lund, 9 U.S. 4 (1988).",
    ),
    "T6 a full citation of a case": ("Roe v. Lund, 9 U.S. 4 (1988).",) * 2,
    "T7 a short one": ("Lund, 9 U.S. at 5.", "*Lund*, 9 U.S. at 5."),
    "T7 a case that is told of": (
        "The court followed Roe v. Lund in that year.",
        "The court followed *Roe v. Lund* in that year.",
    ),
    "T8 procedure": (
        "In re Lund, 9 F.3d 4 (2d Cir. 1988).",
        "*In re* Lund, 9 F.3d 4 (2d Cir. 1988).",
    ),
    "T9 history": (
        "Roe v. Lund, 9 F.3d 4 (2d Cir. 1988), aff’d, 510 U.S. 5 (1990).",
        "Roe v. Lund, 9 F.3d 4 (2d Cir. 1988), *aff’d*, 510 U.S. 5 (1990).",
    ),
    "T10 and T12 an article": (
        "Bo Lund, Wicks, Oil, and Law, 74 FORDHAM L. REV. 695 (2005).",
        "Bo Lund, *Wicks, Oil, and Law*, 74 ^FORDHAM L. REV.^ 695 (2005).",
    ),
    "T11 a newspaper": (
        "Bo Lund, The Last Wick, N.Y. TIMES, Jan. 2, 2020, at A1.",
        "Bo Lund, *The Last Wick*, ^N.Y. TIMES^, Jan. 2, 2020, at A1.",
    ),
    "T11 a year behind a newspaper": (
        "Bo Lund, The Last Wick, LAMP BRIEF, 2024, at 1, 5.",
        "Bo Lund, *The Last Wick*, ^LAMP BRIEF^, 2024, at 1, 5.",
    ),
    "T11 an author that is a court": (
        "Harbour Criminal Court [HCC], What Is It?, https://example.org/a.",
        "Harbour Criminal Court [HCC], What Is It?, https://example.org/a.",
    ),
    "T13 a book": (
        "See BO LUND & ADA ROE, THE KEEPER’S TRADE 54 (2d ed. 1990).",
        "*See* ^BO LUND & ADA ROE^, ^THE KEEPER’S TRADE^ 54 (2d ed. 1990).",
    ),
    "T14 an institution": (
        "HARBOUR INST., OIL AND LIGHT: A REPORT (2001).",
        "^HARBOUR INST.^, ^OIL AND LIGHT: A REPORT^ (2001).",
    ),
    "T15 in": (
        "Bo Lund, On Wicks, in THE HANDBOOK OF LAMPS 5 (Ada Roe ed., 1999).",
        "Bo Lund, *On Wicks*, *in* ^THE HANDBOOK OF LAMPS^ 5 (Ada Roe ed., 1999).",
    ),
    "T18 a constitution": ("U.S. CONST. art. I, § 8.", "^U.S. CONST.^ art. I, § 8."),
    "T18 a restatement": (
        "RESTATEMENT (SECOND) OF TORTS § 6 (AM. L. INST. 1977).",
        "^RESTATEMENT (SECOND) OF TORTS^ § 6 (^AM. L. INST.^ 1977).",
    ),
    "T18 a report": ("S. REP. NO. 73-781, at 1 (1934).", "^S. REP. NO.^ 73-781, at 1 (1934)."),
    "T19 et al.": ("Lund et al., supra note 1.", "Lund et al., *supra* note 1."),
}


@pytest.mark.parametrize(("note", "wanted"), RULES.values(), ids=list(RULES))
def test_a_rule_sets_what_it_is_for(note: str, wanted: str) -> None:
    assert shown(note) == wanted


ALONE = {
    "a card": "He showed his Id. Card to the keeper.",
    "an article of the Idaho reports": "Roe v. Lund, 5 Idaho 7 (1890).",
    "supra within a word": "The supra-national harbour.",
    "a verb that cites nothing": "See what the keeper wrote down.",
    "an acronym": "The ICC and the FCC are no courts.",
    "a treaty": "Treaty of the Ports, 2187 U.N.T.S. 90.",
    "a code": "47 U.S.C. § 154(a) (2006).",
    "a bill": "H.R. 3054, 117th Cong. (2021).",
    "an address": "https://example.org/See-also/SUPRA-NOTE [https://perma.cc/AB12-CD34].",
    "a docket": "Roe v. Lund, No. CR16-307 (W.D. Wash. Apr. 25, 2017).",
    "a court in brackets": "Roe v. Lund, 9 F.3d 4 (D.C. Cir. 2005).",
    "a judge": "Roe v. Lund, 9 U.S. 4 (1988) (Lee, C.J., concurring in part).",
    "a brief": "Brief for the Keeper at 4, Roe v. Lund, 9 U.S. 4 (1988) (No. 12).",
    "plain words": "The harbour was closed, and the lamp was out, that winter.",
    "a press release": "Press Release, Harbour Inst., Lamp Lit Again (May 25, 2020).",
}


@pytest.mark.parametrize("note", ALONE.values(), ids=list(ALONE))
def test_a_trap_is_left_alone(note: str) -> None:
    assert shown(note) == note


def test_a_page_of_the_web_in_ordinary_letters_is_proposed() -> None:
    note = "Bo A. Lund, The Last Wick, Lamp Inst. (Jan. 2, 2020), https://example.org/a."
    assert shown(note) == note
    found = typeset(article(note)).proposals
    assert [one.words for one in found if one.group == "web-title"] == ["The Last Wick"]


def test_what_only_looks_like_a_book_is_none_where_journals_are_in_capitals() -> None:
    note = "Bo Lund, The Keeper’s Trade 54 (2d ed. 1990)."
    journal = "Ada Roe, Wicks, 74 FORDHAM L. REV. 695 (2005)."
    assert [one.group for one in typeset(article(note)).proposals] == ["book-authors", "book"]
    assert typeset(article(journal, note)).proposals == ()


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "BO LUND, OIL: (AND WHY WE LIGHT IT) 2 (2011).",
            "^BO LUND^, ^OIL: (AND WHY WE LIGHT IT)^ 2 (2011).",
        ),
        (
            "BO LUND, A HISTORY OF LAMPS — AND OF OIL 7, 13 (2017).",
            "^BO LUND^, ^A HISTORY OF LAMPS — AND OF OIL^ 7, 13 (2017).",
        ),
        (
            "Bo Lund, On Wicks, 23 REVISTA D’OLI, LLUM I DRET 45 (2016).",
            "Bo Lund, *On Wicks*, 23 ^REVISTA D’OLI, LLUM I DRET^ 45 (2016).",
        ),
        (
            "Bo Lund, On Wicks, 115 WICK 261, 261–309 (2006).",
            "Bo Lund, *On Wicks*, 115 ^WICK^ 261, 261–309 (2006).",
        ),
        (
            "Bo Lund, On Wicks, 2022 5TH LIA CONF. ON LAMPS, June 21, 2022, at 17.",
            "Bo Lund, *On Wicks*, ^2022 5TH LIA CONF. ON LAMPS^, June 21, 2022, at 17.",
        ),
        (
            "Bo Lund, The Lamp T, HARBOUR, https://example.org/a.",
            "Bo Lund, The Lamp T, ^HARBOUR^, https://example.org/a.",
        ),
    ],
)
def test_a_run_of_capitals_ends_where_its_name_does(note: str, wanted: str) -> None:
    assert shown(note) == wanted


JOURNAL = "Bo Lund, Oil, 3 COASTAL L. REV. 4 (1999)."


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("He had LAMPS OF THE COAST with him.", "He had ^LAMPS OF THE COAST^ with him."),
        ("He had FCC, LAMPS OF THE COAST with him.", "He had FCC, ^LAMPS OF THE COAST^ with him."),
        ("He said “LAMPS OF THE COAST” to her.",) * 2,
        ("He told the HCC and the FCC so.",) * 2,
    ],
)
def test_words_in_capitals_are_small_caps_where_journals_are(note: str, wanted: str) -> None:
    assert shown(note, JOURNAL) == wanted
    assert shown(note) == note


def test_a_famous_case_is_set_off_in_a_title() -> None:
    note = "Bo Lund, Standing After Lujan: Oil, 3 COASTAL L. REV. 4 (1999)."
    assert shown(note).startswith("Bo Lund, *Standing After *Lujan*: Oil*, 3")


@pytest.mark.parametrize(
    "note",
    [
        "In the Matter of Oil, WC Docket No. 07-52, Feb. 28, 2008, at 2.",
        "The keeper wrote “service [with a] fair lamp.”",
        "The court was sure, in 1990, of Lund’s answer.",
    ],
)
def test_nothing_is_proposed_where_nothing_is_cited(note: str) -> None:
    done = typeset(article(note), characters=())
    assert done.proposals == ()
    assert done.counts == {}


# What notes know of each other


def test_a_short_title_has_the_look_of_the_work_it_is_of() -> None:
    first = "Bo Lund, Ports in Winter, 3 COASTAL L. REV. 4 (1999)."
    assert (
        shown("Lund, Ports, supra note 1, at 5.", first) == "Lund, *Ports*, *supra* note 1, at 5."
    )


def test_a_book_is_told_from_an_article_by_the_note_that_cites_it() -> None:
    first = "BO VEGA, THE KEEPER’S TRADE 54 (1990)."
    assert shown("VEGA, supra note 1.", first) == "^VEGA^, *supra* note 1."


def test_a_name_that_a_source_was_given_has_the_look_of_the_source() -> None:
    first = "Bo Lund, Ports, 3 COASTAL L. REV. 4 (1999) [hereinafter Winter Ports]."
    assert shown("Winter Ports, supra note 1.", first) == "*Winter Ports*, *supra* note 1."
    assert shown(first).endswith("[hereinafter *Winter Ports*].")


def test_a_case_within_a_title_is_set_off_from_it() -> None:
    note = "Bo Lund, After Roe v. Lund: Oil, 3 COASTAL L. REV. 4 (1999)."
    assert shown(note) == "Bo Lund, *After *Roe v. Lund*: Oil*, 3 ^COASTAL L. REV.^ 4 (1999)."


def test_a_case_that_is_called_by_one_word_is_proposed_only() -> None:
    first = "Harkness v. Lund, 9 U.S. 4 (1988)."
    second = "Harkness, 9 U.S. at 6. The keeper had read Harkness."
    done = typeset(article(first, second))
    assert [one.group for one in done.proposals] == ["named-case"]
    taken = shown(second, first, accepted=Accepted(everything=True))
    assert taken.endswith("The keeper had read *Harkness*.")


def test_a_case_that_is_called_by_one_word_is_set_where_the_words_around_tell_it() -> None:
    first = "Harkness v. Lund, 9 U.S. 4 (1988)."
    second = "Harkness, 9 U.S. at 6. This is the holding in Harkness itself."
    assert shown(second, first).endswith("the holding in *Harkness* itself.")
    assert shown("So said Mr. Harkness itself.", first, second) == "So said Mr. Harkness itself."


# Proposals


def test_what_is_accepted_is_set() -> None:
    note = "Bo Lund, The Keeper’s Trade 54 (2d ed. 1990)."
    house = profile("bluebook")
    assert shown(note) == note
    for names in (["T13"], ["note:1"], ["all"]):
        taken = shown(note, accepted=accepted(names, house))
        assert taken == "^Bo Lund^, ^The Keeper’s Trade^ 54 (2d ed. 1990)."
    for names in (["T12"], ["note:2"], []):
        assert shown(note, accepted=accepted(names, house)) == note


def test_what_cannot_be_accepted_is_refused() -> None:
    with pytest.raises(ConversionError, match=r"note:5.*T1, T2"):
        accepted(["T99"], profile("bluebook"))


@pytest.mark.parametrize("names", [["t13"], ["note: 1"], ["ALL"]])
def test_what_is_accepted_may_be_written_as_one_likes(names: list[str]) -> None:
    note = "Bo Lund, The Keeper’s Trade 54 (2d ed. 1990)."
    assert shown(note, accepted=accepted(names, profile("bluebook"))) != note


ASKED = {
    "a note that is not there": (("--accept", "note:9"), b"note:9: no note has this number"),
    "no typography": (("--typography", "none", "--accept", "all"), b"leave out --typography none"),
}


@pytest.mark.parametrize(("options", "said"), ASKED.values(), ids=list(ASKED))
def test_what_cannot_be_taken_is_said(
    tmp_path: Path, options: tuple[str, ...], said: bytes
) -> None:
    (tmp_path / "a.txt").write_text("A.[footnoteRef:1] [1:  Bo Lund, Lamps 54 (2d ed. 1990).] ")
    done = footnoted(tmp_path / "a.txt", "-t", "html", *options)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_conversion_says_what_it_set_and_where_proposals_are_listed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A.[footnoteRef:1] [1:  See Bo Lund, Lamps 54 (2d ed. 1990).] ")
    asked = (tmp_path / "a.txt", "-o", tmp_path / "a.html", "--typography", "bluebook")
    said = footnoted(*asked).stderr.decode()
    assert "1 run of words in the notes set in italics and 0 in small caps" in said
    assert "2 more proposed: footnoted check --select typography" in said
    everything = footnoted(*asked, "--accept", "all").stderr.decode()
    assert "0 more proposed\n" in everything


def test_the_check_lists_what_is_proposed_with_its_rule() -> None:
    parsed = converter.parse("A.[footnoteRef:1] [1:  Bo Lund, The Keeper’s Trade 54 (1990).] ")
    found = converter.check(parsed, Selection(select=("V003",)))
    assert [one.code for one in found] == ["V003", "V003"]
    assert "T13, Bluebook rule 15.1" in found[0].message
    assert "--accept T13" in found[0].remedy
    assert found[0].note == "1"


# Houses


def test_a_court_sets_names_of_cases_and_no_signals() -> None:
    note = "See Roe v. Lund, 9 U.S. 4 (1988); BO LUND, OIL AND LIGHT 3 (1990)."
    wanted = "See *Roe v. Lund*, 9 U.S. 4 (1988); BO LUND, *OIL AND LIGHT* 3 (1990)."
    assert shown(note, house="bluebook-court") == wanted


@pytest.mark.parametrize("house", ["oscola", "chicago"])
def test_other_houses_set_the_title_of_a_book_and_not_its_author(house: str) -> None:
    note = "See BO LUND, OIL AND LIGHT 3 (2d ed. 1990)."
    assert shown(note, house=house) == "See BO LUND, *OIL AND LIGHT* 3 (2d ed. 1990)."


@pytest.mark.parametrize("name", SHIPPED)
def test_a_profile_that_ships_names_every_group_once(name: str) -> None:
    house = profile(name)
    assert house.groups.keys() == profile("bluebook").groups.keys()
    assert all(0 < one.set <= 1 for one in house.groups.values())
    assert house.about


def test_a_profile_of_ones_own_may_be_short() -> None:
    own = '[groups]\nid = { look = "italic" }\n'
    assert shown("See id. at 4.", house=own) == "See *id.* at 4."


@pytest.mark.parametrize(
    "wrong", ["[groups", '[groups]\nid = { look = "bold" }', '[groups]\nids = { look = "italic" }']
)
def test_a_profile_that_is_not_valid_says_what_it_may_hold(wrong: str) -> None:
    with pytest.raises(ConversionError, match="looks are italic, small-caps, roman"):
        typeset(article("Id."), wrong)


# Characters


def test_capitals_become_small_ones_but_first_letters_and_acronyms() -> None:
    document = typeset(article("Bo Lund, Oil, 74 FORDHAM L. REV. 695 (2005).")).document
    caps = next(node for node in walk(document.notes) if isinstance(node, SmallCaps))
    assert caps.content[0] == Text("Fordham L. Rev.", span=caps.content[0].span)


@pytest.mark.parametrize(
    ("typed", "small"),
    [
        ("FORDHAM L. REV.", "Fordham L. Rev."),
        ("N.Y.U. L. REV.", "N.Y.U. L. Rev."),
        ("THE LAW OF THE SEA: A HISTORY", "The Law of the Sea: A History"),
        ("UCLA L. REV.", "UCLA L. Rev."),
        ("NAT’L ASS’N OF PORTS", "Nat’l Ass’n of Ports"),
        ("BO O’BRIEN, LAMPS", "Bo O’Brien, Lamps"),
        ("AM. J. INT’L L.", "Am. J. Int’l L."),
        ("BBC", "BBC"),
        ("KUNC", "KUNC"),
        ("TIME", "Time"),
        ("HENRY VIII AND THE PORTS", "Henry VIII and the Ports"),
        ("Fordham L. Rev.", "Fordham L. Rev."),
    ],
)
def test_capitals_are_put_as_small_caps_need_them(typed: str, small: str) -> None:
    assert Casing().lowered(typed) == small


def test_a_name_with_a_capital_within_is_known_from_the_text() -> None:
    assert Casing(["As McVey says,"]).lowered("BO MCVEY") == "Bo McVey"


def test_an_acronym_is_known_from_the_text() -> None:
    assert Casing().lowered("LIA ISSUES NOTE") == "Lia Issues Note"
    assert (
        Casing(["Under the LIA, ports are free."]).lowered("LIA ISSUES NOTE") == "LIA Issues Note"
    )


@given(st.text(alphabet="ABCDEÉÖß’. :&-", max_size=40))
def test_only_the_case_of_capitals_changes(words: str) -> None:
    small = Casing().lowered(words)
    assert small.upper() == words.upper()
    assert len(small) == len(words)


def test_blanks_dashes_and_quotes_are_each_switched() -> None:
    text = 'See id. at 5-7, § 4; Roe v. Lund, 2187 U.N.T.S. 90 ("the keeper\'s lamp").'
    assert printed(text, ()) == text
    blanks = text.replace("at 5", "at~5").replace("§ 4", "§~4").replace("v. L", "v.~L")
    blanks = blanks.replace("2187 U", "2187~U").replace("S. 90", "S. 90")
    assert printed(text, ("blanks",)).replace(NO_BREAK, "~") == blanks
    assert printed(text, ("dashes",)) == text.replace("5-7", "5–7")
    quoted = text.replace('"the keeper\'s lamp"', "“the keeper’s lamp”")
    assert printed(text, ("quotes",)) == quoted


@pytest.mark.parametrize(
    "text", ['A 5" pipe.', 'One " alone.', "https://example.org/a'b \"c", "No. 3-16, § 5-7."]
)
def test_marks_that_are_no_quotation_stay(text: str) -> None:
    assert printed(text, ("quotes", "dashes")) == text


# What may never happen

PIECES = (
    *("See ", "But see, e.g., ", "id. ", "Id. at 5; ", "supra note 1, ", "In re ", "Roe v. Lund, "),
    *(
        "Bo Lund, ",
        "The Law of Oil, ",
        "74 FORDHAM L. REV. 695 ",
        "(2005). ",
        "(citing ",
        ") ",
        "; ",
    ),
    *("BO LUND, OIL AND LIGHT 3 ", "N.Y. TIMES ", "(Jan. 2, 2020), ", "https://a.org/b ", "“so,” "),
    *(
        "aff’d, ",
        "9 U.S. at 4. ",
        "in ",
        "[hereinafter Ports] ",
        '"x" ',
        "U.S. CONST. art. I ",
        "et al., ",
    ),
)


@pytest.mark.parametrize("seed", range(60))
def test_no_order_of_words_makes_any_of_them_change(seed: int) -> None:
    chosen = random.Random(seed)
    note = "".join(chosen.choice(PIECES) for _ in range(chosen.randint(1, 25))).replace("[", "(")
    document = article(note.replace("]", ")"), "Lund, supra note 1.")
    for characters in ((), ("case", "blanks", "quotes", "dashes")):
        done = typeset(
            document,
            accepted=Accepted(everything=True),
            characters=characters,
        )
        old, new = (
            [in_paragraphs(one.blocks, index_notes(whole)) for one in whole.notes]
            for whole in (document, done.document)
        )
        same = str.maketrans({NO_BREAK: " ", "–": "-", "“": '"', "”": '"', "’": "'"})
        if not characters:
            assert new == old
        folded = [[one.translate(same).lower() for one in texts] for texts in (old, new)]
        assert folded[0] == folded[1]


KINDS = {" ": "blanks", "-": "dashes", '"': "quotes", "'": "quotes"}


@given(
    st.lists(
        st.sampled_from(
            [*"aZ5é.,;:§¶-–'\"“”()[] ", "at 5-7", "No. 5", " v. ", "https://a.org/b-c'd"]
        )
    ).map("".join),
    st.sets(st.sampled_from(CHARACTERS)),
)
def test_characters_change_only_as_they_are_allowed(text: str, wanted: set[Characters]) -> None:
    new = printed(text, tuple(wanted))
    assert len(new) == len(text)
    for before, after in zip(text, new, strict=True):
        assert before == after or KINDS[before] in wanted


@given(st.lists(st.sampled_from(PIECES), max_size=20), st.sets(st.sampled_from(CHARACTERS)))
def test_every_letter_of_a_note_stays(pieces: list[str], wanted: set[Characters]) -> None:
    document = article("".join(pieces).replace("[", "(").replace("]", ")"))
    done = typeset(document, accepted=Accepted(everything=True), characters=tuple(wanted))
    old, new = (
        [in_paragraphs(one.blocks, index_notes(whole)) for one in whole.notes]
        for whole in (document, done.document)
    )
    letters = [["".join(filter(str.isalnum, one)) for one in texts] for texts in (old, new)]
    if "case" in wanted:
        letters = [[one.upper() for one in texts] for texts in letters]
    assert letters[0] == letters[1]


def test_references_stay_bound_and_numbers_stay_numbers() -> None:
    document = typeset(
        article("Bo Lund, Oil, 3 COASTAL L. REV. 4 (1999).", "Lund, supra note 1.")
    ).document
    assert any(isinstance(node, NoteNumber) for node in walk(document.notes[1].blocks))
    assert shown("Lund, supra note 1.", "Lund.").endswith("*supra* note 1.")


def test_supra_is_set_where_it_leads_to_a_heading_too() -> None:
    source = (
        "# I. Oil\n\nA point.[footnoteRef:1]\n\n# II. Wicks\n\nAn end. [1:  See infra Part II.] "
    )
    document = typeset(converter.parse(source).document).document
    assert any(isinstance(node, HeadingRef) for node in walk(document.notes))
    (content,) = contents(document.notes[0].blocks)
    assert marked(content, document).replace(NO_BREAK, " ") == "*See* *infra* Part II."
    for format in ("html", "latex", "typst", "docx"):
        assert converter.render(document, format).output


def test_words_with_a_look_of_their_own_keep_it() -> None:
    page = "<p>A.<a href='#fn1' id='r1'>1</a></p><ol><li id='fn1'><p><i>See id.</i> at 4.</p></li></ol>"
    document = converter.read(page, "html").document
    assert has_looks(document) == bool(document.notes)
    assert typeset(document, characters=()).document.notes == document.notes


def test_the_lists_of_names_are_there() -> None:
    assert {"fordhamlrev", "harvlrev"} <= known("journals")
    assert {"us", "f3d"} <= known("reporters")


HOSTILE = {
    "one name": "Aa v. B, 9 U.S. 4 (1988); Aa, 9 U.S. at 4; Aa ",
    "capitals": "Bo Lund, Oil, 9 HARV. L. REV. 4 (1990); ",
    "titles": "Bo Lund, Aa Aa v. B, 9 HARV. L. REV. 4 (1990); ",
    "short forms": "LUND, supra note 1; Lund, Oil, supra note 1; ",
    "quotes": "' \" 'a' ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_note_takes_no_longer_than_its_length(name: str) -> None:
    took = []
    for times in (250, 1000):
        document = article(HOSTILE[name] * times)
        start = process_time()
        typeset(document)
        took.append(process_time() - start)
    assert took[1] < 10 * took[0] + 0.3


# The command


def convert(tmp_path: Path, *arguments: str) -> str:
    source, target = tmp_path / "a.txt", tmp_path / "a.tex"
    source.write_text("A.[footnoteRef:1] [1:  See id. at 4.] ", encoding="utf-8")
    done = CliRunner().invoke(convert_command, [str(source), "-o", str(target), "-q", *arguments])
    assert done.exception is None, done.output
    return target.read_text(encoding="utf-8")


def test_the_look_of_a_law_review_sets_notes_by_itself(tmp_path: Path) -> None:
    assert "\\emph{See}" not in convert(tmp_path)
    assert "\\emph{See}" in convert(tmp_path, "--template", "lawreview")
    assert "\\emph{See}" not in convert(tmp_path, "--template", "lawreview", "--typography", "none")


def test_a_profile_is_named_or_read_from_a_file(tmp_path: Path) -> None:
    assert "\\emph{See}" in convert(tmp_path, "--typography", "bluebook")
    own = tmp_path / "house.toml"
    own.write_text('[groups]\nid = { look = "italic" }\n', encoding="utf-8")
    page = convert(tmp_path, "--typography", str(own))
    assert "\\emph{id.}" in page
    assert "\\emph{See}" not in page


def test_characters_are_changed_as_asked(tmp_path: Path) -> None:
    assert "at~4" in convert(tmp_path, "--typography", "bluebook")
    assert "at 4" in convert(tmp_path, "--typography", "bluebook", "--characters", "none")


# A house that is learned


def published(tmp_path: Path, house: str = "bluebook") -> bytes:
    notes = [
        f"See Bo Lund, Oil and Law, {number} COASTAL L. REV. {number}, at p. 9 (1990); id. at 5."
        for number in range(4, 9)
    ]
    return converter.render(typeset(article(*notes), house).document, "docx").output  # type: ignore[return-value]


def test_a_house_is_learned_from_what_it_printed(tmp_path: Path) -> None:
    document = converter.read(published(tmp_path), "docx").document
    own = learn([document])
    assert "signal = " in own
    assert "# 5 of 5" in own
    learned = profile(own)
    assert learned.groups["article-title"].look == "italic"
    assert learned.groups["journal"].look == "small-caps"
    assert learned.groups["article-authors"].look == "roman"
    assert "book" not in learned.groups  # none was seen
    assert learned.habits["pages"] in ("at 5", "at p. 5")


HABITS = {
    "archive": "[perma.cc/…]",
    "pages": "at p. 5",
    "ranges": "5–7",
    "supra-within-a-note": "supra note 5",
}
HOUSE = "[habits]\n" + "".join(f'{habit} = "{way}"\n' for habit, way in HABITS.items())
WRITTEN = (
    "Bo Lund, Wicks, 3 COASTAL L. REV. 4 (1999), https://example.org/a [perma.cc/AB12-CD34]; "
    "Lund, supra note 1, at p. 5; Lund, supra note 1, at 6-7."
)


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("S008", WRITTEN.replace("[perma", "[https://perma")),
        ("S009", WRITTEN),
        ("S013", WRITTEN),
        ("X013", WRITTEN),
    ],
)
def test_a_check_heeds_the_habits_of_a_house(code: str, note: str) -> None:
    parsed = converter.parse(f"A.[footnoteRef:1] [1:  {note}] ")
    without = converter.check(parsed, Selection(select=(code,)))
    with_house = converter.check(parsed, Selection(select=(code,)), house=profile(HOUSE))
    assert bool(without) == (code != "S008")
    assert bool(with_house) == (code in ("S008", "S009"))


def test_a_house_that_prints_en_dashes_gets_them(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("A.[footnoteRef:1] [1:  Id. at 5-7.] ")
    files = [str(tmp_path / "a.txt"), "-o", str(tmp_path / "a.html")]
    asked = ["--typography", str(tmp_path / "house.toml")]
    for more, pages in (([], "5–7"), (["--characters", "blanks"], "5-7")):
        done = CliRunner().invoke(convert_command, [*files, *asked, *more], standalone_mode=False)
        assert done.exception is None
        assert pages in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_check_looks_for_the_en_dashes_of_a_house(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("A.[footnoteRef:1] [1:  Id. at 5-7.] ")
    asked = ["--extend-select", "S001", str(tmp_path / "a.txt")]
    own = footnoted("check", *asked, "--typography", tmp_path / "house.toml")
    assert b"S009" not in footnoted("check", *asked).stdout
    assert b"S009" in own.stdout


def test_a_habit_of_a_house_is_one_of_the_ways_that_are_known() -> None:
    with pytest.raises(ConversionError, match=r"pages is one of at 5, at p\. 5"):
        profile('[habits]\npages = "at page 5"')


def test_supra_with_the_number_of_its_own_note_is_a_habit() -> None:
    assert [*ways_of("Lund, supra note 3.", "3")] == [("supra-within-a-note", "supra note 5")]
    assert [*ways_of("Lund, supra note 2.", "3")] == []


def test_the_check_proposes_what_a_house_prints(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A.[footnoteRef:1] [1:  Bo Lund, Lamps 54 (2d ed. 1990).] ")
    asked = ("check", "--select", "V003", tmp_path / "a.txt", "--typography", "oscola")
    said = footnoted(*asked).stdout.decode()
    assert "printed in italics (T13, OSCOLA 3.2" in said
    assert "Convert with the same --typography and --accept T13" in said


def test_a_house_without_small_caps_is_learned_as_one(tmp_path: Path) -> None:
    document = converter.read(published(tmp_path, "oscola"), "docx").document
    assert profile(learn([document])).groups["signal"].look == "roman"


def test_the_command_writes_what_it_learned(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(published(tmp_path))
    target = tmp_path / "house.toml"
    done = CliRunner().invoke(
        styles_command,
        ["--learn", str(tmp_path / "a.docx"), "-o", str(target)],
        standalone_mode=False,
    )
    assert done.exception is None
    assert profile(target.read_text(encoding="utf-8")).groups["id"].look == "italic"


def test_several_files_are_only_learned_from(tmp_path: Path) -> None:
    done = CliRunner().invoke(styles_command, ["a.docx", "b.docx"], standalone_mode=False)
    assert isinstance(done.exception, ConversionError)


def test_a_conversion_without_it_loads_none_of_it(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("A.[footnoteRef:1] [1:  See id. at 4.] ", encoding="utf-8")
    code = (
        "import sys; from converter.commands.convert.arguments import convert_command; "
        f"convert_command([{str(source)!r}, '-o', {str(tmp_path / 'a.docx')!r}], standalone_mode=False); "
        "print(*(name for name in sys.modules if name.startswith('converter.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "converter.commands.convert.typography" in loaded
    assert not [name for name in loaded if name.startswith("converter.citations")]
    assert "converter.readers.restoring.typography.typesetter" not in loaded


def test_the_figures_are_those_of_these_rules() -> None:
    """If not: python -m benchmarks.typography FOLDER --write, and pytest --accept tests/test_docs.py."""
    assert measured()["behaviour"] == behaviour()


def test_what_is_set_unasked_is_right_by_each_rule() -> None:
    figures = measured()["figures"]
    for name, (right, wrong, _) in figures.items():
        if name.startswith("rule ") and name.endswith(", set"):
            assert right >= 0.98 * (right + wrong), name
    for look, least in (("italic", 0.90), ("small-caps", 0.95)):
        right, _, missed = figures[f"{look}, letters, set"]
        assert right >= least * (right + missed), look
