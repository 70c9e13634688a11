"""The rules: each finds its own bad example, leaves its good one alone, and mends what it says."""

from __future__ import annotations

import re
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from converter.checks import MOST_OF_A_RULE, Finding, Profile, Selection, all_rules, check
from converter.checks.fixes import choose, edits, mend
from converter.checks.reports import Checked, statistics, summary
from converter.checks.rule import Rule, example_text
from converter.crossrefs import CitationStyle
from converter.document.faults import FAULTS
from converter.readers.marker.parser import parse
from converter.speed.patterns import Pattern
from tests.conftest import ROOT
from tests.texts import marker_texts

EVERYTHING = Selection(select=("ALL",))
RULES = list(all_rules().values())


def found(
    text: str,
    selection: Selection | None = None,
    style: CitationStyle = "bluebook",
    profile: Profile = "bluebook-lawreview",
) -> list[Finding]:
    return check(parse(text, citation_style=style), selection, style=style, profile=profile)


def codes(*notes: str, style: CitationStyle = "bluebook", hints: bool = False) -> list[str]:
    """The codes found in a text with these notes."""
    text = example_text("\n".join(f"{number}. {note}" for number, note in enumerate(notes, 1)))
    return [one.code for one in found(text, Selection(hints=hints), style)]


def mended(text: str, unsafe: bool = False) -> str:
    usage = {"style": "bluebook", "profile": "bluebook-lawreview"}
    return mend(parse(text), Selection(), unsafe=unsafe, **usage).parsed.source  # type: ignore[arg-type]


# Every rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_bad_example_and_leaves_its_good_one_alone(rule: Rule) -> None:
    assert rule.gist
    assert rule.source
    assert rule.code in [one.code for one in found(example_text(rule.bad), EVERYTHING)]
    assert rule.code not in [one.code for one in found(example_text(rule.good), EVERYTHING)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_good_example_is_good_by_the_other_rules_too(rule: Rule) -> None:
    assert [one.code for one in found(example_text(rule.good))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_mends_its_bad_example_if_it_says_so(rule: Rule) -> None:
    only = Selection(select=(rule.code,))
    parsed = parse(example_text(rule.bad))
    done = mend(parsed, only, style="bluebook", profile="bluebook-lawreview", unsafe=True)
    assert (done.count > 0) == (rule.fix != "none")
    if rule.fix != "none":
        assert rule.code not in [one.code for one in done.findings]
        again = mend(done.parsed, only, style="bluebook", profile="bluebook-lawreview", unsafe=True)
        assert (again.count, again.parsed.source) == (0, done.parsed.source)


def test_a_code_means_the_same_wherever_it_is_reported() -> None:
    shared = all_rules().keys() & FAULTS.keys()
    assert shared
    for code in shared:
        rule, fault = all_rules()[code], FAULTS[code]
        assert (rule.name, rule.severity) == (fault.name, fault.severity)


def test_names_are_unlike() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


# Whole documents


def test_the_examples_are_clean_but_for_the_bracket_that_one_of_them_lacks() -> None:
    said = {
        path.stem: [one.code for one in found(path.read_text(encoding="utf-8"))]
        for path in sorted(ROOT.glob("examples/*.txt"))
    }
    assert said == {"harbour-dues": [], "pilots-and-tides": ["M011"], "the-law-of-lighthouses": []}


def test_two_slips_of_one_note_are_found_and_nothing_else() -> None:
    notes = [
        "See Wim Haas et al., The Ebb, HARBOUR POST (Oct. 2, 2023), https://www.example.org/ebb [https://perma.cc/AB12-CD34].",
        "Id.",
        "See Tessa Roy, et. al., Flood, TIDE (Sep. 4, 2023), https://www.example.org/flood [https://perma.cc/AB12-CD35].",
        "See id.",
        "Haas et al., supra note 1, at 5-6.",
    ]
    assert codes(*notes) == ["S001", "S002"]


def test_a_finding_names_its_place_and_its_note() -> None:
    text = "Wick.[footnoteRef:7] [7:  Roe, et. al., Oil, 9 Coastal L. Rev. 4 (1988).] "
    (finding,) = found(text)
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end] == ", et. al."
    assert finding.note == "1"


def patterns() -> list[tuple[str, str]]:
    """The patterns of all rules and of what they look things up with, by name."""
    folder = Path(check.__code__.co_filename).parent
    names = [f"rules.{path.stem}" for path in sorted(folder.glob("rules/[a-z]*.py"))]
    modules = [
        import_module(f"converter.checks.{name}") for name in (*names, "subject", "named_sources")
    ]
    modules.append(import_module("converter.citations.names"))
    return [
        (f"{module.__name__}.{name}", value.pattern)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern | Pattern)
    ]


@pytest.mark.parametrize(
    ("name", "pattern"), patterns(), ids=lambda one: one[:50] if one.startswith("converter") else ""
)
def test_only_what_ends_a_pattern_repeats_without_a_bound(name: str, pattern: str) -> None:
    """``\\s+x`` looks at each blank of a long run anew from each blank before it."""
    bare = re.sub(r"\[(?:\\.|[^\]\\])+\]", "C", pattern)  # sets of characters, to see signs only
    unbounded = re.finditer(r"(?<!\\)[*+](?![?+]?\)*\Z)", bare)
    assert [bare[: one.end()] for one in unbounded] == [], name


def test_of_very_many_findings_the_first_are_told_and_the_rest_counted() -> None:
    text = f"Oil.[footnoteRef:1] [1:  {'Roe, et. al., ' * 1234}x.] \n"
    findings = found(text, Selection(select=("S001",)))
    assert len(findings) == MOST_OF_A_RULE + 1
    assert findings[-1].message == "… and 234 more of et-al"
    assert findings[-1].stands_for == 234
    checked = [Checked("a.txt", parse(text), findings)]
    assert statistics(checked).split() == ["1234", "S001", "et-al"]
    assert "1234 problems found" in summary(checked, unsafe=False)


def test_what_nobody_could_mend_by_hand_is_not_counted_to_the_end() -> None:
    findings = check(parse("[" * 40_000), Selection(select=("S016",)))
    assert len(findings) == 1001
    assert findings[-1].message == "… and more than 20,000 more of unbalanced"


def test_all_findings_are_mended_however_many_they_are() -> None:
    text = f"Oil.[footnoteRef:1] [1:  {'Roe, et. al., ' * 1234}x.] \n"
    assert mended(text) == text.replace(", et. al.", " et al.")


@given(text=marker_texts)
@settings(max_examples=100)
def test_any_text_can_be_checked_and_mended_and_keeps_its_notes(text: str) -> None:
    parsed = parse(text)
    before = check(parsed, EVERYTHING)
    spans = [(edit.start, edit.end) for one in choose(before, unsafe=True) for edit in edits(one)]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    done = mend(parsed, EVERYTHING, style="bluebook", profile="bluebook-lawreview", unsafe=True)
    assert len(done.parsed.document.notes) == len(parsed.document.notes)
    again = mend(
        done.parsed, EVERYTHING, style="bluebook", profile="bluebook-lawreview", unsafe=True
    )
    assert again.parsed.source == done.parsed.source


# Single rules


ROE = "Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988)."
LUND = "Bo Lund, The Wick, 3 Coastal L. Rev. 7 (1982)."


@pytest.mark.parametrize(
    "note",
    [
        "Roe’s, supra note 1, at 5.",
        "See generally ROE, supra note 1.",
        "As Part II and supra note 1 show, oil is dear.",
        "See supra note 1 and accompanying text.",
        "CMA, supra note 2, at 4.",
    ],
)
def test_a_name_that_is_in_the_note_is_not_missed(note: str) -> None:
    assert codes(ROE, "Competition and Markets Authority, Oil § 4 (2018).", note) == []


def test_a_number_typed_wrong_is_mended_to_the_note_that_cites_the_source_in_full() -> None:
    text = example_text(f"1. {ROE}\n2. {LUND}\n3. Roe, supra note 2, at 5.")
    assert "Roe, supra note 1, at 5." in mended(text, unsafe=True)
    assert "Roe, supra note 2, at 5." in mended(text)


def test_what_the_text_points_at_counts_from_its_place() -> None:
    text = "Wick.[footnoteRef:1] See infra note 1, infra note 2. Oil.[footnoteRef:2] [1:  A.]  [2:  B.] "
    assert [one.code for one in found(text)] == ["X003"]


def test_an_id_after_the_title_of_a_report_has_a_source() -> None:
    assert codes("Review of Lamp Market Arrangements.", "Id. at 4.") == []
    assert codes("For more detail see the answer of the keepers.", "Id. at 4.") == []


def test_a_source_in_brackets_is_no_second_source() -> None:
    assert codes(f"{ROE[:-1]} (citing {LUND[:-1]}).", "Id. at 9.") == []


def test_what_another_style_writes_is_left_alone() -> None:
    assert codes(ROE, "Ibid.", style="oscola") == []
    assert codes(ROE, "Ibid.") == ["I010"]


def test_a_piece_of_another_style_is_one_finding_that_mends_all() -> None:
    text = example_text(f"1. {ROE}\n2. Ibid. at 8.\n3. Ibid. at 9.\n4. See ibid. at 10.")
    assert [one.code for one in found(text)] == ["I010"]
    assert mended(text, unsafe=True).count("ibid") == 0
    assert codes(ROE, "Ibid. at 8.", "Id. at 9.", "Ibid. at 7.", "Ibid.") == ["I010"] * 3


def test_a_piece_without_stops_after_its_notes_is_left_alone() -> None:
    assert codes("The oil", "The wick", "The lamp", "The keeper", "A light.") == []
    assert codes("The oil", "The wick.", "The lamp.", "A light") == ["S005", "S005"]


def test_courts_may_use_supra_for_cases() -> None:
    text = example_text("1. Roe v. Lund, 410 U.S. 113 (1973).\n2. Roe v. Lund, supra note 1.")
    assert [one.code for one in found(text)] == ["X007"]
    assert found(text, profile="court") == []


@pytest.mark.parametrize(
    "note",
    [
        "See the keeper at https://www.example.org/a_(b)/et.al../x--y?q=“1”.",
        "A wait . . . and more.",
        "May 5, 2023, and June 6, 2023, were dark.",
        "The lamp was 6' high.",
        "He named (a) oil, b) wick, and 3) glass.",
        "The rule (“no oil, no ‘light’”) is old.",
        "See https://perma.cc for a service, or https://perma.cc/about.",
        "Lit at noon. A. B. Smith Jr., Inc. saw it.",
        "解説は別の頁にある。",
        "See the file ../oil/wick.txt of the keeper.",
        "See https://web.archive.org/web/20100921035225/http:/www.example.org/wick.",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(note: str) -> None:
    assert codes(note) == []


def test_a_quotation_that_runs_on_opens_each_paragraph_and_closes_once() -> None:
    assert found("“The lamp was lit.\n\n“The oil was dear.”\n") == []
    assert [one.code for one in found("“The lamp was lit.\n\nThe oil was dear.\n")] == ["S016"]


def test_a_mark_with_its_neighbours_goes_behind_the_stop() -> None:
    text = "Lit[footnoteRef:1][footnoteRef:2]. [1:  A.]  [2:  B.] \n"
    assert mended(text, unsafe=True) == "Lit.[footnoteRef:1][footnoteRef:2] [1:  A.]  [2:  B.] \n"


def test_a_fix_never_reaches_over_a_mark() -> None:
    text = "See[footnoteRef:1] infra Part I. Roe et.[footnoteRef:2] al. said. [1:  A.]  [2:  B.] \n"
    assert mended(text, unsafe=True) == text


TITLED = "Eva Ash, Lamps After Roe v. Lund, 7 Coastal L. Rev. 303 (1990)."


def test_who_writes_about_a_case_is_no_case() -> None:
    assert codes(TITLED, "Ash, supra note 1, at 305.") == []
    assert (
        codes("Petition for Certiorari, Roe v. Lund, 9 U.S. 4 (1988).", "Petition, supra note 1.")
        == []
    )
    assert codes("Clean Lamps Act, 42 U.S.C. § 7401.", "Clean Lamps Act, supra note 1.") == ["X007"]


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("Eva Ash, The Lamp Act, 42 U.S.C. § 12, Reconsidered, 9 Coastal L. Rev. 4 (1988).", "Ash"),
        ("Eva Ash, A Theory of Law, 42 U.S.C.L. Rev. 9 (1988).", "Ash"),
        ("Eva Ash, The Code and the Constitution, art. III, 9 Coastal L. Rev. 4 (1988).", "Ash"),
        ("Roe v. Ash, 9 U.S. 4 (1988); Eva Ash, The Lamp, 9 Coastal L. Rev. 4 (1988).", "Ash"),
        (
            "Eva Ash, Oil, 9 Tide L. Rev. 4 (1988); Dan Ash, Wicks, 9 Tide L. Rev. 9 (1988).",
            "E. Ash",
        ),
        ("Harbor Safety Admin., Lamp Safety 12 (2019).", "HSA"),
        ("2 The Records of the Harbor, at 4 (Eva Ash ed., 1911).", "3 Ash"),
    ],
)
def test_a_short_form_that_fits_its_source_is_right(note: str, name: str) -> None:
    assert codes(note, f"See {name}, supra note 1, at 305.") == []


@pytest.mark.parametrize(
    ("note", "hint"),
    [
        ("Brief for Roe at 12, Roe v. Lund, 542 U.S. 507 (2004).", "I004"),
        ("H.R. Rep. No. 92-9, at 14, reprinted in 1972 U.S.C.C.A.N. 2076.", "I004"),
        ("Eva Ash, Lamps 209 (1999), cited in Bo Lund, Oil, 4 Tide L. Rev. 1 (2003).", "I004"),
    ],
)
def test_the_page_of_another_source_is_not_that_of_the_id(note: str, hint: str) -> None:
    assert hinted(hint, note, "Id. at 15.") == 0


def test_a_note_that_names_the_source_does_not_only_point_on() -> None:
    quoting = "Id. at 5 (quoting Bo Lund, Wicks (1881))."
    assert hinted("X015", ROE, quoting, "The keeper.", "Lund, supra note 2.") == 0
    assert hinted("X015", ROE, f"Id. at 5; see also {LUND}", "Lund, supra note 2.") == 0
    assert hinted("X015", ROE, "See supra note 1.", "See supra text accompanying note 2.") == 0
    assert hinted("X015", ROE, "Id. at 5.", "The keeper.", "Roe, supra note 2.") == 1


def test_half_a_name_is_none_where_another_note_has_it_all() -> None:
    memo = "Letter from Anjali Roe to Eva Ash (May 4, 1881)."
    assert codes(ROE, memo, "Letter from Anjali Roe to Eva Ash, supra note 1.") == ["X004"]
    assert codes(ROE, LUND, "Roe Memorandum, supra note 1, at 5.") == []


def test_a_source_named_in_the_same_note_needs_no_number() -> None:
    assert codes("3 Bo Lund, The Wick 4 (1982) (citing 2 Lund, supra, at 7).") == []
    assert codes(ROE, "Roe, supra, at 7.") == ["X006"]


def test_authors_together_are_not_each_of_them() -> None:
    two = f"{ROE[:-1]}; Anjali Roe & Bo Lund, Wicks, 3 Coastal L. Rev. 7 (1982)."
    assert codes(two, "Roe, supra note 1, at 5.") == []
    assert codes(two, "Roe & Lund, supra note 1, at 5.") == []
    again = (
        f"{ROE[:-1]}; see Roe, supra, at 8; Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4 (1988)."
    )
    assert codes(again, "Roe, supra note 1, at 5.") == []


def test_pages_of_the_piece_itself_have_their_word() -> None:
    note = "See infra Part II, pp. 5–9; Lund, Wick, at p. 4."
    text = f"I. Oil\nLit.[footnoteRef:1] [1:  {note}] \nII. Wick\n"
    assert [one.code for one in found(text)] == ["S013"]


def test_what_is_cited_in_full_again_after_five_notes_is_right() -> None:
    def hints(between: int) -> list[str]:
        notes = [ROE, *["The keepers thought otherwise."] * between, ROE]
        text = example_text("\n".join(f"{n}. {note}" for n, note in enumerate(notes, 1)))
        return [one.code for one in found(text, Selection(select=("D001",)))]

    assert hints(4) == ["D001"]
    assert hints(5) == []


def hinted(code: str, *notes: str) -> int:
    text = example_text("\n".join(f"{n}. {note}" for n, note in enumerate(notes, 1)))
    return len(found(text, Selection(select=(code,))))


def test_a_reference_with_soft_hyphens_is_judged() -> None:
    assert hinted("X001", LUND, "See text accom\u00adpanying note 9.") == 1


def test_the_page_of_a_source_in_brackets_is_not_that_of_the_id() -> None:
    assert (
        hinted(
            "I004", "Roe, 9 U.S. at 580 (quoting Lund v. Ash, 3 U.S. 203 (1980)).", "Id. at 581."
        )
        == 0
    )


def test_a_full_citation_beside_a_short_form_is_enough() -> None:
    both = f"Lund, supra note 1; {ROE} See Roe, supra note 3."
    assert hinted("X005", LUND, "Oil.", both, "Roe, supra note 3, at 5.") == 0
    assert hinted("X005", LUND, "Oil.", both, "Lund, supra note 3, at 5.") == 1


def test_the_text_at_a_mark_may_be_meant_and_not_its_note() -> None:
    assert hinted("X015", ROE, "Id. at 5.", "See supra note 2 and accompanying text.") == 0
    assert hinted("X015", ROE, "Id. at 5.", "See supra note 2.") == 1


def test_an_archive_link_needs_no_scheme() -> None:
    assert (
        hinted(
            "S007", "Bo Lund, The Wick (2023), https://www.example.org/wick [perma.cc/VYR3-7QUP]."
        )
        == 0
    )
    assert (
        hinted("S007", "Bo Lund, The Wick (2023), https://www.example.org/wick [VYR3-7QUP].") == 1
    )


@pytest.mark.parametrize(
    "link",
    [
        "[https:/perma.cc/AB12-CD34]",
        "[https:// perma.cc/AB12-CD34]",
        "[https://perma.cc/AB12- CD34]",
        "[https://perma.cc/AB12-CD3]",
        "[perma.cc/AB12-CD34.]",
        "[hhttps://perma.cc/AB12-CD34]",
        "[perma.cc/AB12-\u200dCD34]",
    ],
)
def test_a_broken_archive_link_is_one_finding(link: str) -> None:
    assert len(codes(f"Bo Lund, The Wick (2023), https://www.example.org/wick {link}.")) == 1


def test_half_the_brackets_of_an_archive_link_are_one_finding() -> None:
    text = "See https://perma.cc/AB12-CD34] and [https://perma.cc/AB12-CD35 there.\n"
    assert [one.code for one in found(text)] == ["S008", "S008"]


def test_a_wrong_number_is_one_finding() -> None:
    assert codes(ROE, "Lund, supra note 3, at 5.", "The keeper.", LUND) == ["X002"]


def test_a_quotation_that_a_line_break_cut_is_whole() -> None:
    assert found("“The lamp\nwas lit.”\n") == []
    assert [one.code for one in found("“The lamp was lit.\n\nThe oil was dear.”\n")] == ["S016"]


def test_a_comma_within_the_quotation_marks_is_one() -> None:
    assert codes("Anjali Roe, “Oil,” Harbour News (2023).", "Roe, “Oil,” supra note 1, at 5.") == []


@pytest.mark.parametrize("language", ["fr", "es", "pt-BR", "it", "pl", "de"])
def test_where_a_mark_stands_is_a_matter_of_language(language: str) -> None:
    text = f"---\nlang: {language}\n---\n\nAllumée[footnoteRef:1]. [1:  A.] \n"
    assert "M005" not in [one.code for one in found(text)]
    assert mended(text, unsafe=True) == text


def test_where_most_marks_stand_is_a_matter_of_the_house() -> None:
    def marks(early: int, late: int) -> int:
        text = "".join(f"Oil[footnoteRef:{one}]. [{one}:  A.] \n\n" for one in range(early))
        text += "".join(
            f"Oil.[footnoteRef:{one}] [{one}:  A.] \n\n" for one in range(10, 10 + late)
        )
        return [one.code for one in found(text)].count("M005")

    assert marks(3, 0) == 3
    assert marks(5, 2) == 0
    assert marks(5, 9) == 5


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("Roe, supra, note 1, at 29.", "X018"),
        ("Roe, supra note 1, at 483–83.", "S017"),
        ("Roe, supra note 1, at 483–79.", "S017"),
        ("Roe v. Lund, 376 U.S 254 (1964).", "S018"),
        ("Roe v. Lund, 376 S. Ct 254 (1964).", "S018"),
        ("Bo Lund, Wicks, 9 Coastal L. Rev 254 (1964).", "S018"),
        ("Am . L. Inst., Lamps (1964).", "S019"),
        ("The software,BriefCam, was lit.", "S020"),
        ("Roe, 9 U.S. at 4. Id.Meta is not.", "S020"),
        ("He said “so.”Id. at 7.", "S020"),
        ("Bo Lund, The Wick (1964);Kim Oar.", "S020"),
        ("Bo Lund, The Wick (1964)Kim Oar.", "S020"),
        ("The “oil”and the wick.", "S020"),
        ("Bo Lund, The Wick (1964).See Oar.", "S020"),
        ("Roe,supra note 1, at 9.", "S020"),
        ("Roe, supra note 1,at 9.", "S020"),
        ("See id.at 9.", "S020"),
        ("The lamp is lit.He said so.", "S020"),
        ("Roe v.Lund, 9 U.S. 4 (1964).", "S020"),
        ("Lit (in May)and out.", "S020"),
        ("Bo Lund, The Wick (1964) .", "S019"),
        ("Bo Lund, U.S . Lamps (1964).", "S019"),
        ("Bo Lund, Wicks, 9 Yale L.J 254 (1964).", "S018"),
        ("Roe v. Lund, 9 N.E.2d 4 (Mass. App. Ct 1993).", "S018"),
        ("Roe, supra, n. 1, at 29.", "X018"),
        ("Roe, supra,note 1, at 29.", "X018"),
        ("Roe, supra note 1 § 9.", "X011"),
        ("Roe, note 1, at 9.", "X017"),
        ("But see note 1.", "X017"),
        ("Roe, et al., supra note 1.", "S001"),
        ("Bo Lund, The Wick, N.Y. Times, September 4, 2019, at A1.", "S015"),
        ("The keeper said,“Lit.”", "S020"),
        ("Roe v. Lund, 9 F.3d 4 (2d Cir 1964).", "S018"),
        ("Lamps, 9 U.S.C § 4.", "S018"),
        ("Bo Lund, Wicks, 9 COASTAL L. REV 254 (1964).", "S018"),
        ("The “oil,” the “wick”, and the “lamp.”", "S021"),
        ("See, e.g., note 1 and accompanying text.", "X017"),
        ("See text accompanying notes 1–2.", "X017"),
    ],
)
def test_what_an_editor_catches_is_found(note: str, code: str) -> None:
    assert codes(ROE, note) == [code]


@pytest.mark.parametrize(
    "address",
    ["http://foo..bar/x", "http://a_b.com:99999/x", "https:///x", "https://-x.com/y", "https://.com/x",
     "https://x.com/%zz"],
)  # fmt: skip
def test_what_can_be_no_address_is_told_once(address: str) -> None:
    assert codes(f"Bo Lund, The Wick (2023), {address}.") == ["L001"]


def test_a_host_with_an_underscore_is_let_pass() -> None:
    assert codes("Bo Lund, The Wick (2023), http://a_b.example.com:8080/x.") == []


QUOTING = "Roe said “it is lit”, 9 Yale L.J. 5 (2001)."


@pytest.mark.parametrize(
    ("lang", "notes", "count"),
    [
        ("en-US", [QUOTING], 1),
        ("en-GB", [QUOTING], 0),
        ("en", [QUOTING], 0),
        ("en", ["The “oil,” the “wick.”", QUOTING], 1),
        ("en-US", [QUOTING] * 5, 0),
    ],
)
def test_a_comma_behind_a_quotation_is_told_in_an_american_piece(
    lang: str, notes: list[str], count: int
) -> None:
    text = example_text("\n".join(f"{number}. {note}" for number, note in enumerate(notes, 1)))
    codes = [one.code for one in found(f"---\nlang: {lang}\n---\n\n{text}")]
    assert codes.count("S021") == count


def test_a_comma_glued_between_supra_and_note_becomes_a_blank() -> None:
    text = example_text(f"1. {ROE}\n2. Roe, supra,note 1, at 29.")
    assert "Roe, supra note 1, at 29." in mended(text)


@pytest.mark.parametrize(
    "note",
    [
        "Roe, supra note 1, at 483–84, 495-505.",
        "Wick Stat. § 12-12, at § 3, 12-12.",
        "Roe v. Lund, 376 U.S. 254 (1964); 9 F. Supp. 2d 3; 9 S. Ct. 8; 6 F. App’x 4.",
        "He waited . . . and left . . . .",
        "Booking.Com and YouTube at 5:30 p.m. met e.g. iPhone users.",
        "The “oil,” the “wick,” and the “lamp” . . . .",
        "See note 1 and accompanying text of his article.",
        "See the text accompanying note 1, above.",
        "See note 1 of the treaty; Lund, note 1, at 9, is another.",
        "The keeper(s) and the lamp(s) of f(x) cost 1,000 (in May), and 4.5 more.",
        "See Table 1 and note 9.",
    ],
)
def test_what_is_no_such_slip_is_left_alone(note: str) -> None:
    assert codes(ROE, note) == []


@pytest.mark.parametrize(
    "note",
    [
        "The oil is “so dear,” id. at 7, and “so old,” id.; the “wick,” id. at 9, is not.",
        "Who lit it? asked Roe. “Who?” id. at 7.",
        "The oil is dear (Id. at 7.) and old (see id. at 8).",
        "Roe’s Oil Co. Id. at 9. Cf. id. at 10.",
    ],
)
def test_an_id_within_a_sentence_is_written_small(note: str) -> None:
    assert codes(ROE, note) == []


@pytest.mark.parametrize(
    "note",
    [
        "The oil is “dear,” Id. at 7.",
        "See Id.",
        "It was lit. id. at 7.",
        "It is “lit.” id. at 7.",
        "Roe, supra note 1; Id. at 7.",
        "Cf. Id.",
    ],
)
def test_an_id_has_the_case_of_its_place(note: str) -> None:
    assert codes(ROE, note) == ["I006"]


def test_works_that_are_compared_are_two() -> None:
    two = f"Compare {ROE[:-1]}, with Anjali Roe, Wicks, 3 Coastal L. Rev. 7 (1982)."
    assert codes(two, "Roe, supra note 1, at 5.") == ["X014"]


def test_pages_before_a_name_are_not_of_it() -> None:
    note = "Roe, supra note 1, at 205–06, 212–13 Lund, supra note 1, at 9."
    (one,) = found(example_text(f"1. {ROE}\n2. {note}"))
    assert one.message.startswith("“Lund” does not occur")


def test_quotation_marks_of_code_are_not_glued() -> None:
    assert "S020" not in codes("The tag is name[@type=”lamp”] there.")


def test_quotation_marks_of_german_are_a_pair() -> None:
    assert codes("He wrote „Licht“ and „Öl” there.") == []


def test_quotation_marks_before_stops_are_right_where_the_piece_has_them_so() -> None:
    assert codes("The “oil”, the “wick”, and the “lamp.”") == []


def test_a_missing_supra_is_put_in_by_the_way_it_points() -> None:
    text = example_text(
        "1. See note 2 and accompanying text.\n2. Lamps. See note 1 and accompanying text."
    )
    done = mended(text, unsafe=True)
    assert "See infra note 2 and" in done
    assert "See supra note 1 and" in done


def test_a_mark_between_two_words_is_no_missing_blank() -> None:
    assert found("The oil.[footnoteRef:1]Wick,[footnoteRef:2]Lamp. [1:  A.]  [2:  B.] \n") == []


# Selection


def test_groups_codes_and_beginnings_select_rules() -> None:
    text = example_text("1. Roe, et. al., Oil, at p. 4 (Sep. 4, 2023)")
    assert [one.code for one in found(text)] == ["S001", "S013", "S002", "S005"]
    assert [one.code for one in found(text, Selection(select=("S00",)))] == ["S001", "S002", "S005"]
    assert [one.code for one in found(text, Selection(ignore=("citations",)))] == []
    extended = found(text, Selection(ignore=("citations",), extend=("S",)))
    assert extended == []  # what is ignored stays ignored


def test_hints_run_when_asked_for() -> None:
    note = "Bo Lund, The Wick (2023), https://www.example.org/wick."
    assert codes(note) == []
    assert codes(note, hints=True) == ["S007"]


def test_some_rules_run_only_when_named() -> None:
    note = "Anjali Roe, A Wage of Oil, 9 Coastal L. Rev. 4, 6-8 (1988)."
    assert codes(note, hints=True) == []
    text = example_text(f"1. {note}")
    assert [one.code for one in found(text, Selection(extend=("S009",)))] == ["S009"]


def test_the_ids_of_word_are_no_numbers_out_of_order() -> None:
    def hints(*ids: int) -> list[str]:
        text = "".join(f"Oil.[footnoteRef:{one}] [{one}:  See Ash.] \n\n" for one in ids)
        return [one.code for one in found(text, Selection(select=("M004", "M020")))]

    assert hints(2, 17, 5, 9, 30, 31) == []
    assert hints(1, 2, 3, 5, 6, 7) == ["M020"]
    assert hints(1, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13) == ["M020", "M004", "M020"]


def test_what_reading_notices_is_a_finding_of_its_own_code() -> None:
    text = "Lit.[footnoteRef:1] So.[footnoteRef:2] [1:  A.] \n\tComment by Ana: why?\n"
    assert [one.code for one in found(text)] == ["M001", "T001"]
    assert [one.code for one in found(text, Selection(select=("extractor",)))] == ["T001"]


def test_rules_live_in_files_of_their_own_group() -> None:
    folder = Path(check.__code__.co_filename).parent / "rules"
    registered = {rule.run.__module__.rpartition(".")[2] for rule in RULES}
    holding = {path.stem for path in folder.rglob("*.py") if "= group(" in path.read_text("utf-8")}
    assert holding == registered


@pytest.mark.parametrize(
    "address",
    ["https://x.org:port/a", "https://x%zz.org/q", "https://www.a.org:80:80/b"],
)
def test_an_address_that_can_be_none_is_named_with_its_place(address: str) -> None:
    text = example_text(f"1. Bo Lund, The Wick (2023), {address}.")
    (finding,) = (one for one in found(text) if one.code == "L001")
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end] == address
    assert "printed as text" in finding.message


def test_an_address_that_begins_within_another_is_named() -> None:
    text = example_text("1. Bo Lund, The Wick (2023), https://x.ukhttps://www.y.uk/b.pdf.")
    (finding,) = (one for one in found(text) if one.code == "L001")
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end] == "https://www.y.uk/b.pdf"


def test_a_common_address_is_no_finding() -> None:
    addresses = (
        "https://web.archive.org/web/2031/https://x.org/a",
        "https://x.org, https://y.org",
        "https://x.org/a?b=c#d",
        "http://x.org:8080/",
        "www.example.org/é",
        "https://[::1]/a",
    )
    for address in addresses:
        assert "L001" not in codes(f"Bo Lund, The Wick (2023), {address}.")
