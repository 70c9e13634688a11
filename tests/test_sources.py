"""Sources are counted, not the clauses that cite them."""

from __future__ import annotations

import pytest

from converter.citations import cite
from converter.citations.sources import cited, short_names, sources

ROE = "Roe v. Lund, 9 U.S. 4 (1988)"
OIL = "Ana Roe, Oil, 9 Coastal L. Rev. 4 (1988)"


@pytest.mark.parametrize(
    "note",
    [
        f"{ROE}.",
        "Id. at 4; see also id. at 9–10.",
        "Id. at 22. The keeper fled at the sight of the lamp. Id.",
        f"{ROE}. The Court did not say why. Id. at 7.",
        f"{OIL}; see also Roe, supra, at 9.",
        f"{ROE}; Roe, 9 U.S. at 7.",
        f"{ROE}; id. at 11 (Lund, J., dissenting).",
        f"{ROE}, aff’d, 12 U.S. 7 (1990).",
        f"{ROE}; cert. denied, 12 U.S. 7 (1990).",
        f"See {ROE}; see also Roe, 9 U.S. at 9; but see id. at 30.",
        "Roe v. Lund, 9 U.S. 4, 8 S. Ct. 11, 3 L. Ed. 2d 5 (1988).",
        "U.S. Const. amend. V; id. amend. XIV.",
        "U.S. Const. amend. V; U.S. Const. amend. XIV, § 1; U.S. Const. art. II.",
        "U.S. Const. art. I, § 8; amend. X.",
        "42 U.S.C. § 1983; 42 U.S.C. § 1988.",
        "15 C.F.R. § 7.1; § 7.4.",
        f"{OIL}; cited in Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).",
        f"{OIL}; reprinted in Bo Lund, Lamps 9 (1982).",
        "Roe, supra note 5, at 8; see also Roe, supra note 5, at 12.",
        f"{ROE} (citing Lund v. Ash, 3 U.S. 9 (1980); Ash v. Elm, 2 U.S. 1 (1979)).",
        f"See {OIL}. The tables in § 3 say more.",
        "Lamps Act, Pub. L. No. 88-3, tit. VII, § 7, 78 Stat. 241 (codified at 42 U.S.C. § 2).",
        "In re Harbor Co., 405 B.R. 180 (2009), aff’d sub nom. Oar v. Marr, 12 F.4th 9 (1st Cir. 2021).",
        "Lamp Code, bk. IV, vol. II, pt. Two, 9 Coastal L. Rev. 4 (1988).",
        "Bo Lund, 'What’s New about Lamps?' Wick, Vol. 70, p. 9. https://example.org/a.",
        "13A ROE & LUND’S LAMP PRACTICE § 3531 n.12 (3d ed. 1998).",
    ],
)
def test_what_repeats_a_source_adds_none(note: str) -> None:
    assert len(sources(note, cite(note))) == 1


@pytest.mark.parametrize(
    "note",
    [
        f"{ROE}; Lund v. Ash, 9 U.S. 50 (1988).",
        f"{OIL}; Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982).",
        "Id. at 5; Lund, supra note 2, at 8.",
        "Roe, supra note 5, at 8; Lund, supra note 5, at 12.",
        f"{ROE}. See also {OIL}.",
        f"{ROE}. In Lund v. Ash, 3 U.S. 9 (1980), it held otherwise.",
        "U.S. Const. amend. V; Cal. Const. art. I.",
        "42 U.S.C. § 1983; 28 U.S.C. § 1331.",
        f"Compare {ROE}, with {OIL}.",
        "163 Cong. Rec. H123 (daily ed. Jan. 4, 2017); Lamps (PBS television broadcast May 4, 2019).",
        "1 William Blackstone, Commentaries *63; U.S. Const. amends. I, IV, V.",
        "Decision 2000/520/EC, 2000 O.J. (L 215) 7; Lamp Act, R.S.C. 1985, c L-4, s 12 (Can.).",
        "E-mail from Ann Roe to author (May 4, 2019, 07:12 EST); General Comment 34, U.N. Doc. CCPR/34.",
        "Anna Roe, Lamps 3 (1990); see generally Bo Lund, Wicks (1991).",
    ],
)
def test_two_sources_are_two(note: str) -> None:
    assert len(sources(note, cite(note))) == 2


PROSE = "The keepers thought otherwise."


def test_a_note_without_a_citation_has_no_source() -> None:
    assert sources(PROSE, cite(PROSE)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Id.", 1),
        ("See supra note 3 and accompanying text.", 0),
        ("The seller did not appear.", 0),
        ("Roe v. Wade, 410 U.S. 113 (1973).", 1),
        ("Roe v. Wade, 410 U.S. 113, 93 S. Ct. 705 (1973).", 1),
        ("Roe v. Wade, 410 U.S. 113 (1973); 42 U.S.C. § 1983.", 2),
        ("Lind, supra note 3, at 4 (citing Ober, supra note 4; Diaz, supra note 5).", 1),
        ("Lind, supra note 3, at 4. See also Ober, infra note 50.", 2),
        ("Ana Diaz, On Notes, 12 J. Made Up L. 34 (2019) [hereinafter Notes].", 1),
        ("The rule is old. 42 U.S.C. § 1983. It has changed since.", 1),
        ("See § 29-2519(2)(b).", 1),
        ("Brief for appellant at 53.", 1),
        ("Ana Diaz, Notes, N.Y. Times, June 23, 2021, at A1.", 1),
        ("Lind v. Ober, 5 F.3d 6 (2d Cir. 1993), cert. denied, 510 U.S. 7 (1994).", 1),
    ],
)
def test_what_cites_is_counted_by_clause(text: str, count: int) -> None:
    assert len([*cited(cite(text))]) == count


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("See Lund, The Wick, supra note 5, at 8.", "Lund, The Wick"),
        ("See Harbour Ctr., supra note 5.", "Harbour Ctr."),
        ("Lund, “On Oil,” supra note 5.", "Lund, “On Oil,”"),
        ("As Part II and supra note 5 show.", ""),
        ("See sources cited supra note 5.", ""),
    ],
)
def test_the_name_before_supra_is_that_of_the_source(note: str, name: str) -> None:
    found = short_names(note, cite(note))
    assert next(iter(found.values()), "") == name.rstrip(",")
