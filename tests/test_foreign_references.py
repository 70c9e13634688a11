"""Cross references in German, French, Spanish and Italian notes; written as in `test_crossrefs`."""

from __future__ import annotations

from pathlib import Path

import pytest

from converter import parse
from converter.commands import FOUND
from converter.crossrefs import TRIGGERS, CitationStyle, style_of
from converter.document.model import CrossRef
from converter.document.notes import index_notes
from converter.document.tree import ends_of, walk
from converter.editing.renumber import Edit, renumber
from tests.test_cli import footnoted
from tests.test_crossrefs import written

GERMAN = [
    ("S. o. Fn. 9.", "above_n <S. o. Fn. 9> 9"),
    ("S.o. Fn. 9, S. 12.", "above_n <S.o. Fn. 9> 9"),
    ("Vgl. Kranz, s. u. Fn. 12, S. 3.", "above_n <s. u. Fn. 12> 12"),
    ("Kranz, S. 5, o. Fn. 9.", "above_n <o. Fn. 9> 9"),
    ("Siehe unten Fußnote 41.", "above_n <unten Fußnote 41> 41"),
    ("Vgl. Fußnote 9.", "note <Fußnote 9> 9"),
    ("Vgl. hierzu die Angaben in Fn. 7.", "note <Fn. 7> 7"),
    ("Kranz (Fn. 12), S. 34.", "n <(Fn. 12)> 12"),
    ("Kranz, a.a.O. (Fn. 12), S. 34.", "n <(Fn. 12)> 12"),
    ("Kranz (wie Anm. 8), S. 3.", "note <Anm. 8> 8"),
    ("Siehe Fn. 3, 5 und 9–11.", "note <Fn. 3, 5 und 9–11> 3 5 9 10 11"),
    ("Siehe supra Fn. 5.", "supra <supra Fn. 5> 5"),
    ("Vgl. Fn 9.", "note <Fn 9> 9"),
    ("Siehe oben Fn. 3 bis 5.", "above_n <oben Fn. 3 bis 5> 3 4 5"),
    ("Vgl. oben Fn. 4 und Fn. 9–11.", "above_n <oben Fn. 4> 4 | note <Fn. 9–11> 9 10 11"),
    ("Siehe unten Teil III.", "part <unten Teil III>"),
    ("Dazu oben II. 2.", "part <oben II>"),
    ("o. V., Das Licht, 1901.", ""),
    ("»Licht« und »Nacht«, s. o. Fn. 9, sind »eins«.", "above_n <s. o. Fn. 9> 9"),
    ("„Licht“, sagt Kranz (Fn. 12), sei „hell“.", "n <(Fn. 12)> 12"),
    ("Er schrieb: „Siehe Fn. 5“.", ""),
    ("Ebda., S. 5.", "ibid <Ebda.> 39"),
    ("Kranz, a. a. O., S. 4.", "supra_bare <a. a. O.>"),
    ("A.a.O., S. 4.", "ibid <A.a.O.> 39"),
    ("Ebd., S. 5.", "ibid <Ebd.> 39"),
    ("Ebenda.", "ibid <Ebenda> 39"),
    ("OLG Bremen, Recht 1901, 34 (36 Fn. 5).", ""),
    ("Kranz/Moos, § 12 Rn. 5 Fn. 7.", ""),
    ("Die Fußnote 9 ist zu lang.", ""),
    ("Das sagte er oben auf dem Turm.", ""),
]
FRENCH = [
    ("Voir supra note 5.", "supra <supra note 5> 5"),
    ("V. supra, notes 5 et 7.", "supra <supra, notes 5 et 7> 5 7"),
    ("Cf. note 12 ci-dessus.", "note <note 12 ci-dessus> 12"),
    ("Lemoine, op. cit., note 5, p. 12.", "note <note 5> 5"),
    ("Lemoine, préc., note 12, p. 3.", "note <note 12> 12"),
    ("Lemoine, op. cit., p. 3.", "supra_bare <op. cit.>"),
    ("Cf. supra notes 12 à 14.", "supra <supra notes 12 à 14> 12 13 14"),
    ("Voir supra, à la note 14.", "supra <supra, à la note 14> 14"),
    ("V. infra, n° 45.", "part <infra, n° 45>"),
    ("Ibid., p. 12.", "ibid <Ibid.> 39"),
    ("Ibidem.", "ibid <Ibidem> 39"),
    ("La note 5 du traité est claire.", ""),
    ("Cass. civ., 3 mai 1901, note Lemoine.", ""),
    ("Revue du phare 1901, p. 5, note 12.", ""),
]
SPANISH = [
    ("Vid. nota 5 supra.", "note <nota 5 supra> 5"),
    ("Véase supra, notas 5 y 7.", "supra <supra, notas 5 y 7> 5 7"),
    ("Vega, op. cit., nota 5, p. 3.", "note <nota 5> 5"),
    ("Ver nota al pie 7.", "note <nota al pie 7> 7"),
    ("Vega (nota 5), p. 3.", "n <(nota 5)> 5"),
    ("Ibídem, p. 12.", "ibid <Ibídem> 39"),
    ("Véanse las notas 5 a 8.", "note <notas 5 a 8> 5 6 7 8"),
    ("Véase nota a pie de página 5.", "note <nota a pie de página 5> 5"),
    ("Véase supra, sección II.", "part <supra, sección II>"),
    ("La nota 5 del banco fue pagada.", ""),
]
ITALIAN = [
    ("Ivi, p. 12.", "ibid <Ivi> 39"),
    ("Cfr. supra, nt. 5.", "supra <supra, nt. 5> 5"),
    ("Bruni, op. cit., nt. 5, 34.", "note <nt. 5> 5"),
    ("Bruni (nt. 12), 45.", "n <(nt. 12)> 12"),
    ("V. retro, nota 3.", "above_n <retro, nota 3> 3"),
    ("Vedi infra, note 41 e 42.", "infra <infra, note 41 e 42> 41 42"),
    ("V. la nota 5.", "note <nota 5> 5"),
    ("Cfr. supra, § 3.", "part <supra, § 3>"),
    ("Ivi si legge altro.", ""),
    ("Corte cost., n. 348 del 2007.", ""),
    ("Cass., 3 maggio 1901, n. 345.", ""),
]
SENTENCES = [
    (style, *row)
    for style, rows in [
        ("german", GERMAN),
        ("french", FRENCH),
        ("spanish", SPANISH),
        ("italian", ITALIAN),
    ]
    for row in rows
]


@pytest.mark.parametrize(("style", "text", "expected"), SENTENCES)
def test_a_reference_of_a_language_is_read(style: CitationStyle, text: str, expected: str) -> None:
    assert written(text, style) == expected
    assert not expected or TRIGGERS[style].search(text)


@pytest.mark.parametrize(
    ("lang", "style"),
    [("de", "german"), ("de-AT", "german"), ("FR", "french"), ("es-MX", "spanish"),
     ("it", "italian"), ("en-GB", "bluebook"), ("", "bluebook"), ("nl", "bluebook")],
)  # fmt: skip
def test_the_language_of_a_text_chooses_the_style(lang: str, style: str) -> None:
    assert style_of(lang) == style


GERMAN_TEXT = (
    "---\nlang: de\n---\nEins.[footnoteRef:1] [1: Kranz, Das Licht, 1901.]\n\n"
    "Zwei.[footnoteRef:2] [2: Kranz (Fn. 1), S. 3; s. u. Fn. 3.]\n\nDrei.[footnoteRef:3] [3: Ebd.]\n"
)


def test_references_of_a_german_text_are_bound_and_follow_their_notes() -> None:
    document = parse(GERMAN_TEXT).document
    index = index_notes(document)
    found = [one for one in walk(document.notes) if isinstance(one, CrossRef)]
    targets = [[index.label(key) for key in ends_of(one.targets)] for one in found]
    assert targets == [["1"], ["3"], ["2"]]
    new = renumber(GERMAN_TEXT, Edit(kind="insert", note="1", text="Moos.")).text
    assert "Kranz (Fn. 1), S. 3; s. u. Fn. 4." in new
    assert parse(GERMAN_TEXT, citation_style="bluebook").document.notes[2] != document.notes[2]


def test_a_number_of_no_note_is_found_in_any_language(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GERMAN_TEXT.replace("Fn. 3", "Fn. 33"), "utf-8")
    done = footnoted("check", "--select", "X001", file)
    assert done.returncode == FOUND
    assert b"note 33 does not exist" in done.stdout
