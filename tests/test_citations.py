"""Citations as values: a note in sentences and clauses, a clause in its parts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.citations import cite, words
from converter.citations.sources import sources
from converter.citations.values import Citation


def clauses(text: str) -> list[Citation]:
    return [clause for sentence in cite(text) for clause in sentence.clauses]


def parts(text: str, number: int = 0) -> dict[str, str]:
    """The parts of a clause by their kind; of several of a kind the first."""
    clause = clauses(text)[number]
    return {part.kind: part.of(text) for part in reversed(clause.parts)}


ARTICLE = (
    "See Bo Lund & Ada Roe, Note, The Wick, the Oil, and the Law, 12 COASTAL L. REV. 7, 9 (1982)."
)


def test_an_article_has_all_its_parts() -> None:
    found = parts(ARTICLE)
    assert found["signal"] == "See"
    assert found["authors"] == "Bo Lund & Ada Roe"
    assert found["designation"] == "Note"
    assert found["title"] == "The Wick, the Oil, and the Law"
    assert found["volume"] == "12"
    assert found["container"] == "COASTAL L. REV."
    assert found["page"] == "7"
    assert found["pinpoint"] == "9"
    assert found["date"] == "1982"


def test_a_case_has_its_reporter_court_and_explanation() -> None:
    found = parts("Roe v. Lund, 12 F.3d 4, 5–6 & n.2 (2d Cir. 1994) (holding that lamps are lit).")
    assert found["case"] == "Roe v. Lund"
    assert found["reporter"] == "F.3d"
    assert found["pinpoint"] == "5–6"
    assert found["court"] == "2d Cir."
    assert found["date"] == "1994"
    assert found["explanation"] == "holding that lamps are lit"


def test_a_page_of_the_web_has_its_address_and_archive() -> None:
    text = (
        "Bo Lund, The Last Wick, N.Y. TIMES (Jan. 2, 2020, 5:35 PM), https://example.org/a "
        "[https://perma.cc/AB12-CD34]."
    )
    found = parts(text)
    assert found["date"] == "Jan. 2, 2020, 5:35 PM"
    assert found["url"] == "https://example.org/a"
    assert found["archive"] == "https://perma.cc/AB12-CD34"


def test_a_book_has_its_edition() -> None:
    found = parts("BO LUND, OIL AND LIGHT § 4 (2d ed. 1990).")
    assert (found["pinpoint"], found["edition"], found["date"]) == ("§ 4", "2d ed.", "1990")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "2 BO LUND, OIL AND LIGHT 3 (1990).",
            {"volume": "2", "authors": "BO LUND", "pinpoint": "3"},
        ),
        ("Bo Lund, Wicks 54–55, 60 (2d ed. 1990).", {"title": "Wicks", "pinpoint": "54–55, 60"}),
        (
            "Bo Lund, On Wicks, in THE HANDBOOK OF LAMPS 5, 7 (Ada Roe ed., 1999).",
            {"container": "THE HANDBOOK OF LAMPS", "pinpoint": "5, 7", "edition": "Ada Roe ed."},
        ),
        (
            "Bo Lund, Wicks, N.Y. TIMES, Jan. 2, 2020, at A1.",
            {"container": "N.Y. TIMES", "date": "Jan. 2, 2020", "pinpoint": "A1"},
        ),
        (
            "In re Lund, No. 12-345, 2003 WL 4567, at *3 (D. Me. Jan. 2, 2003).",
            {"case": "In re Lund", "page": "4567", "pinpoint": "*3", "court": "D. Me."},
        ),
        (
            "Roe v. Lund, 9 F.3d 4 (2d Cir. 1988), aff’d, 510 U.S. 5 (1990).",
            {"case": "Roe v. Lund", "history": "aff’d", "court": "2d Cir."},
        ),
        ("Lamp Act, 42 U.S.C. § 7401.", {"act": "Lamp Act", "code": "U.S.C.", "page": "§ 7401"}),
        ("Lund, Oil, supra note 5, at 6.", {"authors": "Lund", "title": "Oil", "note": "5"}),
        ("Me. Const. art. I.", {"enactment": "Me. Const."}),
    ],
)
def test_a_citation_has_what_a_sheet_of_sources_needs(text: str, wanted: dict[str, str]) -> None:
    found = parts(text)
    assert {kind: found.get(kind) for kind in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ARTICLE, "article"),
        ("General Comment 34, U.N. Doc. CCPR/34.", "other"),
        ("E-mail to the author (May 4, 2019, 07:12 EST).", "court-paper"),
        ("13A BO LUND & ADA ROE, LAMP PRACTICE § 3531 (3d ed. 1998).", "book"),
        ("Bo Lund, Ports in Winter, 3 J. Harb. Stud. 4 (1999).", "article"),
        ("Roe v. Lund Lamp Co., 12 F.3d 4, 5 (2d Cir. 1994).", "case"),
        ("Roe, 12 F.3d at 5.", "short-case"),
        ("588 U.S. 128 (2019).", "case"),
        ("See 54 F.4th at 361.", "short-case"),
        ("Roe v. Lund, No. 3:16-CV-9, 2017 WL 123456, at *4 (S.D. Ill. Oct. 20, 2017).", "case"),
        ("42 U.S.C. § 1983.", "enactment"),
        ("U.S. CONST. art. I, § 8.", "enactment"),
        ("RESTATEMENT (SECOND) OF TORTS § 611 (AM. L. INST. 1977).", "enactment"),
        ("S. REP. NO. 73-781, at 1 (1934).", "enactment"),
        ("BO LUND, THE KEEPER’S TRADE 54 (2d ed. 1990).", "book"),
        ("LAMP INST., OIL AND ITS USES: A REPORT 3 (2001).", "book"),
        ("Bo Lund, The Keeper’s Trade 54 (2d ed. 1990).", "book"),
        ("Bo Lund, The Last Wick, N.Y. TIMES (Jan. 2, 2020), https://example.org/a.", "periodical"),
        ("Bo Lund, The Last Wick, N.Y. Times (Jan. 2, 2020), https://example.org/a.", "web"),
        ("Bo Lund, On Wicks, in THE HANDBOOK OF LAMPS 5 (Ada Roe ed., 1999).", "chapter"),
        ("Brief for the Keeper at 4, Roe v. Lund, 12 U.S. 5 (1810).", "court-paper"),
        ("Lund, supra note 5, at 9.", "short"),
        ("LUNDGREN, supra note 5, at 9.", "book"),
        ("See infra Part II.B.", "cross-reference"),
        ("Id. at 4.", "id"),
        ("The harbour was closed that winter.", "prose"),
    ],
)
def test_a_clause_is_of_its_kind(text: str, kind: str) -> None:
    assert clauses(text)[0].kind == kind


def test_semicolons_and_signals_part_clauses() -> None:
    text = "See Roe v. Lund, 9 U.S. 4 (1988); cf. Lee, supra note 5; id. at 7. But see U.S. CONST. art. I"
    found = clauses(text)
    said = [text[one.start : one.end].split(",")[0] for one in found if one.start in (0, 35, 58)]
    assert [one.kind for one in found if one.kind != "prose"] == [
        "case",
        "short",
        "id",
        "enactment",
    ]
    assert said[0] == "See Roe v. Lund"


@pytest.mark.parametrize(
    "title",
    [
        "Who Owns the Beam?",
        "Wick v. Oil in the Law of Lamps",
        "Section 3 of the Harbour Act",
        "Ports, Piers, and Tides: 1900–1950",
        "The “Keeper” in 8 U.S.C. § 1103",
        "Light Now! A Reply to Ms. Roe",
    ],
)
def test_a_title_is_one_run_from_the_author_to_the_volume(title: str) -> None:
    text = f"See also Bo Lund, {title}, 74 FORDHAM L. REV. 695, 728 (2005)."
    if title.endswith("?"):
        text = text.replace("?,", "?")
        text = text.replace("? 74", "?, 74")
    assert parts(text)["title"] == title


def test_a_sentence_does_not_end_at_an_abbreviation() -> None:
    text = "Roe v. S. Metro. Transit Auth., 4 Cal. App. 4th 5 (Ct. App. 1990). It was not appealed."
    assert len(cite(text)[0].clauses) == 1
    assert [text[one.start : one.end] for one in cite(text)[:2]][1] == "It was not appealed."


def test_what_stands_in_brackets_is_read_with_the_clause_it_stands_in() -> None:
    text = "Id. at 3 (citing Roe v. Lund, 410 U.S. 113 (1973))."
    inner = next(one for one in cite(text) if one.host is not None)
    assert inner.host is not None
    assert inner.host.kind == "id"
    assert inner.clauses[0].words("case", text) == "Roe v. Lund"


def test_words_that_always_look_the_same_are_found_anywhere() -> None:
    text = "In re Lund, 3 F.2d 4 (1920), aff’d in part, 5 F.2d 6 (1921); id.; infra note 4."
    assert [one.of(text) for one in sorted(words(text), key=lambda one: one.start)] == [
        "In re", "aff’d in part", "id.", "infra",
    ]  # fmt: skip


def test_a_note_of_a_quotation_is_not_cut_at_its_semicolons() -> None:
    text = "Lund, supra note 4, at 5 (“First the oil; then the wick. So it burns.”)."
    assert [one.kind for one in clauses(text) if one.kind != "prose"] == ["short"]


@given(st.text(alphabet="aA1.,;:()[]“”\"'’& §v", max_size=80))
def test_any_text_is_covered_by_its_clauses_in_order(text: str) -> None:
    for sentence in cite(text):
        for clause in sentence.clauses:
            assert 0 <= clause.start <= clause.end <= len(text)
            for part in clause.parts:
                assert 0 <= part.start < part.end <= len(text)


HOSTILE = {
    "brackets": "(" * 20_000 + ")" * 20_000,
    "nested": "(see Lund (" * 3_000,
    "versus": "A v. B, " * 5_000,
    "volumes": "1 A " * 10_000,
    "capitals": "AB CD, " * 6_000,
    "one word": "A" * 40_000,
    "commas": "Bo Lund, " * 5_000,
    "quotes": "“" * 20_000,
    "signals": "see See also, e.g., " * 2_000,
    "supra": "Lund, supra note 5, " * 2_000,
    "digits": "1 " * 20_000,
    "stops": "a. " * 15_000,
    "petition": "petition for cert. " * 2_000,
    "dots": ". " * 20_000,
    "in": ", in A" * 8_000,
    "acts": "Lamp Act of 1990 and " * 2_000,
    "dockets": "Roe, No. 12-3, 9 U.S. 4 " * 1_500,
    "publishers": "Bo T, LAMP, " * 3_000,
    "constitutions": "Me. Const. art. " * 2_500,
    "commas in capitals": "9 LAMP, OIL, " * 3_000,
    "cases": "A v. B, 9 U.S. 4, " * 3_000,
    "dated": "Bo Lund, Oil (2d ed. 1990); " * 2_500,
    "brackets apart": "(so it is) " * 4_000,
    "titles": "Bo Lund, A v. B v. C, 9 HARV. L. REV. 4, " * 2_000,
    "quoted commas": "“A, " * 10_000,
    "capital runs": "Bo, LAMP OIL, HARV. L. (1990) " * 2_000,
    "defined": "Roe v. Lund, 9 U.S. 4 (1988) (“Roe”) " * 1_500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_notes_take_no_longer_than_their_length(name: str) -> None:
    """Twice the text may take a little more than twice the time, and not four times."""
    text = HOSTILE[name]
    took = []
    for size in (len(text) // 4, len(text)):
        start = time.process_time()
        sources(text[:size], cite(text[:size]))
        words(text[:size])
        took.append(time.process_time() - start)
    assert took[1] < 10 * took[0] + 0.3
