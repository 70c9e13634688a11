"""Web pages on paper: WeasyPrint, Paged.js and the browser's own printer."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Document,
    Figure,
    Heading,
    ListItem,
    Metadata,
    Numbering,
    Row,
    Table,
    Text,
)
from converter.renderers import templates
from tests.documents import DRESSED, cell, note, number, paragraph, ref
from tests.programs.conftest import Open, page_of
from tests.programs.test_browser import OPEN, QUAY, mark
from tests.programs.test_web_standards import module


def text_of(pdf: Path) -> list[str]:
    """The text of each page of a PDF."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")


def pages_of_pdf(page: str, folder: Path) -> list[str]:
    """The text of each page that WeasyPrint makes of a web page."""
    source, pdf = folder / "article.html", folder / "article.pdf"
    source.write_text(page, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "weasyprint", "-q", source, pdf], check=True)
    return text_of(pdf)


def days(count: int) -> list[Block]:
    return [paragraph(f"Day {day} at the quay was like the others.") for day in range(count)]


def everywhere() -> Document:
    """Marks in all that a text has; at ``Place n`` is called the note that says ``Said of n``."""
    blocks = [
        Heading(2, (Text("Place 1"), ref("1"))),
        paragraph("Place 2", ref("2"), ", Place 3", ref("3"), "; note 1 again", ref("1"), "."),
        Table(
            caption=(Text("Place 4"), ref("4")),
            head=(Row((cell("Place 5", ref("5")),)),),
            rows=tuple(Row((cell(f"Place {row}", ref(str(row))),)) for row in range(6, 60)),
        ),
        *days(30),
        Heading(2, (Text("Place 60"), ref("60"))),
        BulletList((ListItem((paragraph("Place 61", ref("61")),)),)),
        BlockQuote((paragraph("Place 62", ref("62"), "."),)),
        Figure((paragraph("A ship"),), (Text("Place 63"), ref("63"))),
        paragraph("As note ", number("4"), " says.", ref("e", "endnote")),
    ]
    notes = [note(str(id), f"Said of {id}.", mark="†" if id == 2 else None) for id in range(1, 64)]
    end = note("e", "Said in the end.", kind="endnote")
    return Document(tuple(blocks), (*notes, end, note("uncalled", "Said of nothing.")))


@pytest.mark.parametrize(
    "looks", [{}, {"notes_as": "footnotes-per-section", "id_prefix": "endnotes-", "toc": True}]
)
def test_weasyprint_puts_each_note_once_at_the_foot_of_the_page_of_its_mark(
    tmp_path: Path, looks: dict[str, Any]
) -> None:
    document = everywhere()
    pages = pages_of_pdf(page_of(document, **looks), tmp_path)
    labels = ["1", "†", *map(str, range(2, 63))]
    for id, label in enumerate(labels, 1):
        called = [page for page in pages if re.search(rf"Place {id} ?{label}(?!\d)", page)]
        said = [page for page in pages if re.search(rf"^ *{label} Said of {id}\.$", page, re.M)]
        assert len(said) == 1, id
        assert said[0] in called, id
        assert said[0].index(f"Place {id}") < said[0].index(f"Said of {id}."), id
    whole = "".join(pages)
    assert whole.count("Said of") == 63
    assert len(re.findall(r"^ *i +Said in the end\.$", whole, re.M)) == 1
    assert "As note 3 says. i" in whole.replace("says.i", "says. i")
    assert re.search(r"note 1 again ?1 ?\.", whole)
    assert "ootnotes" not in whole
    assert "↑" not in whole


def test_weasyprint_keeps_the_dress_of_notes_at_the_foot(tmp_path: Path) -> None:
    (page, _) = pages_of_pdf(page_of(DRESSED), tmp_path)
    foot = re.sub(r" +", " ", page[page.index("* The author") :])  # letters of small capitals vary
    assert [line.strip() for line in foot.lower().splitlines() if line.strip()] == [
        "* the author thanks the sailmakers.",
        "1 see loft v. gale, 3 sailcloth 4e; infra note 2, https://example.org/loft/1.",
        "2 hemp was dear.",
        "flax was not.",
        "3 sewn twice",
        "and waxed.",
        "4 plain words.",
        "1",
    ]
    fonts = subprocess.run(
        ["pdffonts", tmp_path / "article.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert re.search("Italic(?!.*Bold)", fonts)
    assert re.search("Bold", fonts)
    assert re.search("Mono", fonts)


def rule_of(pdf: Path) -> tuple[int, int] | None:
    """Where a line begins and ends on the first page of a PDF, in points from the left."""
    command = ["pdftoppm", "-r", "72", "-gray", "-singlefile", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True)
    header = re.match(rb"P5\s(\d+)\s\d+\s\d+\s", image := pdf.with_suffix(".pgm").read_bytes())
    assert header
    width, pixels = int(header[1]), image[header.end() :]
    rows = (pixels[start : start + width] for start in range(0, len(pixels), width))
    lines = [found.span() for row in rows for found in re.finditer(rb"[^\xe0-\xff]{50,}", row)]
    return lines[0] if lines else None


@pytest.mark.parametrize("notes_as", ["popup", "sidenotes"])
@pytest.mark.parametrize(("lang", "rule"), [("en", (62, 170)), ("ar", (425, 533))])
def test_weasyprint_sets_a_short_rule_above_the_notes(
    tmp_path: Path, notes_as: str, lang: str, rule: tuple[int, int]
) -> None:
    document = Document((paragraph("Text", ref("1")),), (note("1", "Said."),), Metadata(lang=lang))
    pages_of_pdf(page_of(document, notes_as=notes_as), tmp_path)
    assert rule_of(tmp_path / "article.pdf") == pytest.approx(rule, abs=1)


def test_weasyprint_sets_no_rule_where_no_note_is(tmp_path: Path) -> None:
    pages_of_pdf(page_of(Document((paragraph("Text"),))), tmp_path)
    assert rule_of(tmp_path / "article.pdf") is None


PLACED = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*)</word>')


def test_weasyprint_sets_notes_alike_whether_they_stood_in_a_list_or_beside_the_text(
    tmp_path: Path,
) -> None:
    feet = []
    for notes_as in ("popup", "sidenotes"):
        pages_of_pdf(page_of(DRESSED, notes_as=notes_as), tmp_path)
        command = ["pdftotext", "-bbox", str(tmp_path / "article.pdf"), "-"]
        boxes = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        words = [(*map(float, place), word) for *place, word in PLACED.findall(boxes)]
        feet.append([word for word in words if word[1] > 500])
    popup, sidenotes = feet
    assert [word for *_, word in popup] == [word for *_, word in sidenotes]
    for one, other in zip(popup, sidenotes, strict=True):
        assert one[:3] == pytest.approx(other[:3], abs=0.5)
    _, top, bottom, _ = next(word for word in popup if word[3] == "2")
    _, upper, lower, _ = next(word for word in popup if word[3] == "Hemp")
    assert bottom - top < 0.7 * (lower - upper)
    assert bottom < lower - 1


def test_weasyprint_takes_the_note_of_a_head_along_with_its_table(tmp_path: Path) -> None:
    rows = tuple(Row((cell(words),)) for words in ("Hemp", "Flax", "Tar"))
    blocks: list[Block] = []
    for id in range(12):
        head = Row((cell(f"Head{id}.", ref(str(id))),))
        blocks += [*days(30 + id % 7), Table(rows, head=(head,), caption=(Text("Prices"),))]
    notes = tuple(note(str(id), f"Note{id}.") for id in range(12))
    pages = pages_of_pdf(page_of(Document(tuple(blocks), notes)), tmp_path)
    for id in range(12):
        (headed,) = (page for page in pages if f"Head{id}." in page)
        assert f"Note{id}." in headed, id


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_weasyprint_numbers_notes_as_the_page_does(tmp_path: Path, lang: str) -> None:
    blocks = tuple(paragraph(f"Word{id}.", ref(id)) for id in "abc")
    notes = tuple(note(id, f"Said{id}.") for id in "abc")
    numbering = Numbering(format="lower-roman", start=4)
    document = Document(blocks, notes, Metadata(lang=lang), numbering=numbering)
    (page, _) = pages_of_pdf(page_of(document), tmp_path)
    plain = re.sub(r"[\u200e-\u202e ]+", " ", page)
    for id, label in zip("abc", ("iv", "v", "vi"), strict=True):
        assert re.search(rf"Word{id}\. ?{label}\b|\b{label} ?\.?Word{id}", plain)
        assert re.search(rf"{label} Said{id}\.|\.?Said{id} {label}", plain)


def test_weasyprint_numbers_the_notes_of_each_fragment_in_a_page(tmp_path: Path) -> None:
    parts = [page_of(DRESSED, fragment=True, id_prefix=f"{name}-") for name in ("one", "two")]
    styles = "".join(templates.load(name) for name in ("notes.css", "footnotes.css"))
    page = f"<!DOCTYPE html><title>Two</title><style>{styles}</style>{''.join(parts)}"
    (page, _) = pages_of_pdf(page, tmp_path)
    assert len(re.findall(r"Canvas holds\. ?2 ?3 It held before\. ?2 ?4", page)) == 2
    assert len(re.findall(r"^ *4 Plain words\.$", page, re.M)) == 2


def test_weasyprint_moves_the_line_of_a_mark_to_the_page_where_its_note_has_room(
    tmp_path: Path,
) -> None:
    blocks = [paragraph("The tide was slow. " * 3, f"Mark{id}.", ref(str(id))) for id in range(60)]
    notes = tuple(note(str(id), f"Note{id}. " + "Said there. " * (id * 7 % 40)) for id in range(60))
    pages = pages_of_pdf(page_of(Document(tuple(blocks), notes)), tmp_path)
    assert len(pages) > 4
    for id in range(60):
        (marked,) = (page for page in pages if f"Mark{id}." in page)
        assert re.search(rf"^ *{id + 1} Note{id}\.", marked, re.M), id


@pytest.mark.parametrize("notes_as", ["popup", "sidenotes"])
def test_weasyprint_loses_no_note_at_the_end_of_a_page(tmp_path: Path, notes_as: str) -> None:
    blocks, notes = [], []
    for place in range(30):
        ids = [f"{place}-{number}" for number in range(3 + place % 5)]
        sentences = (("The keeper of the light owed the brig a warning.", ref(id)) for id in ids)
        blocks.append(paragraph(*(part for sentence in sentences for part in sentence)))
        notes += [note(id, f"Said in {id}. " + "It was. " * (place * 7 % 30)) for id in ids]
    page = page_of(Document(tuple(blocks), tuple(notes)), notes_as=notes_as)
    whole = "".join(pages_of_pdf(page, tmp_path))
    said = re.findall(r"Said in ([\d-]+)\.", whole)
    assert sorted(said) == sorted(one.id for one in notes)


def test_weasyprint_prints_the_list_if_a_note_is_more_than_paragraphs(tmp_path: Path) -> None:
    items = BulletList((ListItem((paragraph("Hawsers"),)),))
    notes = (*QUAY.notes[:2], note("3", "Of rope:", items))
    first, *rest = pages_of_pdf(page_of(Document(QUAY.blocks, notes)), tmp_path)
    assert "Granite" not in first
    end = "".join(rest).partition("Day 59")[2]
    assert re.search(
        r"ootnotes\s+1 +Granite, by preference\.\s+2 +Hemp[^•◦]*3 +Of rope:\s+[•◦] Haw", end
    )


@pytest.mark.parametrize(
    ("notes_as", "items"),
    [
        ("popup", ()),
        ("sidenotes", ()),
        ("sidenotes", (BulletList((ListItem((paragraph("Last"),)),)),)),
    ],
    ids=["popup", "sidenotes", "sidenotes with a list"],
)
def test_weasyprint_loses_nothing_of_a_note_longer_than_a_page(
    tmp_path: Path, notes_as: str, items: tuple[Block, ...]
) -> None:
    words = " ".join(f"Word{place} of many said there." for place in range(400))
    text = (paragraph("A.", ref("1"), " B.", ref("2")),)
    document = Document(text, (note("1", words, *items), note("2", "C.")))
    whole = "".join(pages_of_pdf(page_of(document, notes_as=notes_as), tmp_path))
    assert re.findall(r"Word(\d+)", whole) == [str(place) for place in range(400)]


def test_weasyprint_puts_sidenotes_at_the_foot_of_the_page_of_their_mark(tmp_path: Path) -> None:
    first, *rest = pages_of_pdf(page_of(QUAY, notes_as="sidenotes"), tmp_path)
    assert "Stone outlasts wood.1" in first.replace(" 1", "1")
    assert first.index("Day 9") < first.index("1 Granite, by preference.")
    assert re.search(r"^ *2 Hemp\. See supra note 1", first, re.M)
    assert "↑" not in "".join([first, *rest])


def test_weasyprint_prints_an_empty_note_of_a_heading(tmp_path: Path) -> None:
    document = Document((Heading(1, (Text("Ropes"), ref("1"))),), (note("1"),))
    (page, _) = pages_of_pdf(page_of(document, notes_as="sidenotes"), tmp_path)
    assert re.search(r"^ *1$", page, re.M)


def test_weasyprint_prints_a_list_in_a_note_without_empty_lines(tmp_path: Path) -> None:
    items = tuple(ListItem((paragraph(words),)) for words in ("Hawsers", "Warps"))
    listed = note("1", "Of rope:", BulletList(items), "No chain.")
    document = Document((paragraph("Bring rope.", ref("1")),), (listed,))
    (first, _) = pages_of_pdf(page_of(document, notes_as="sidenotes"), tmp_path)
    assert re.search(r"1 Of rope:\n+ *• Hawsers\n *• Warps\n+ *No chain\.", first)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (QUAY, ["1 Granite, by preference. 2 Hemp. See supra note 1 and https"]),
        (DRESSED, ["* The author thanks the sailmakers.", "2 Hemp was dear. Flax was not. 3 Sewn"]),
    ],
    ids=["plain", "dressed"],
)
def test_a_browser_prints_the_notes_as_a_list(
    open_page: Open, tmp_path: Path, document: Document, said: list[str]
) -> None:
    page = open_page(document)
    page.pdf(path=tmp_path / "browser.pdf", prefer_css_page_size=True)
    whole = " ".join("".join(text_of(tmp_path / "browser.pdf")).split())
    heading = re.search("F ?o ?o ?t ?n ?o ?t ?e ?s", whole)
    assert heading
    for words in said:
        assert whole.count(words) == whole[heading.end() :].count(words) == 1


def test_marks_are_printed_alike_whether_they_carry_something_for_paper_or_not(
    open_page: Open,
) -> None:
    page = open_page(DRESSED)
    page.emulate_media(media="print")
    size = "all => all.map(one => getComputedStyle(one).fontSize)"
    assert len(set(page.locator("p .fn-marks a").evaluate_all(size))) == 1
    two, three = mark(page, "2").first.bounding_box(), mark(page, "3").bounding_box()
    assert two
    assert three
    assert three["x"] - two["x"] - two["width"] > 3


def test_on_a_screen_nothing_is_seen_of_what_a_mark_carries_for_paper(open_page: Open) -> None:
    page = open_page(DRESSED)
    assert page.locator(".fn-marks a").all_inner_texts() == ["*", "1", "2", "3", "2", "4"]
    mark(page, "1").click()
    expect(page.locator(OPEN)).to_contain_text("See Loft v. Gale, 3 Sailcloth 4e; infra note 2")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))


PAGED_NOTES = """() => [...document.querySelectorAll(".pagedjs_page")].map(page => [
    page.querySelector(".pagedjs_page_content").innerText,
    [...page.querySelectorAll(".pagedjs_footnote_area [data-note]")].map(note => note.textContent)])"""


def paged(open_page: Open, document: Document, **looks: Any) -> Any:
    """A page after Paged.js has cut it into pages."""
    page = open_page(document, looks=looks, bypass_csp=True)
    page.emulate_media(media="print")
    page.add_script_tag(path=module("pagedjs/dist/paged.polyfill.js"))
    page.wait_for_selector(".pagedjs_page:nth-child(2) p")
    return page


def test_paged_js_puts_sidenotes_at_the_foot_of_the_page_of_their_mark(open_page: Open) -> None:
    page = paged(open_page, QUAY, notes_as="sidenotes")
    words, notes = page.evaluate(PAGED_NOTES)[0]
    assert "Stone outlasts wood." in words
    assert "Day 9" in words
    assert [note[:9] for note in notes] == ["1 Granite", "2 Hemp. S", "3 A coil "]
    call = "getComputedStyle(document.querySelector('[data-footnote-call]'), '::after').content"
    assert page.evaluate(call) == "none"


def test_paged_js_prints_the_notes_of_popups_as_a_list_at_the_end(open_page: Open) -> None:
    document = Document((*DRESSED.blocks, *days(60)), DRESSED.notes)
    page = paged(open_page, document)
    page.wait_for_function("document.querySelector('.pagedjs_pages').innerText.includes('Plain')")
    pages = page.evaluate(PAGED_NOTES)
    assert [notes for _, notes in pages if notes] == []
    words = " ".join("".join(text for text, _ in pages).split())
    assert "Day 59" in words[: words.index("Hemp was dear.")]
    assert words.count("See Loft v. Gale, 3") == 1
    assert "Canvas holds.2 3 It held" in words or "Canvas holds.23 It held" in words


def test_contents_on_paper_have_dots_and_the_page_of_each_heading(tmp_path: Path) -> None:
    blocks = (Heading(1, (Text("Oil"),)), *days(90), Heading(1, (Text("Wick"),)), *days(3))
    pages = pages_of_pdf(page_of(Document(blocks), toc=True), tmp_path)
    listed = re.search(r"Wick[ .]+\.\.\.[ .]+(\d+)", pages[0])
    assert listed is not None
    assert "Wick" in pages[int(listed[1]) - 1]
    assert int(listed[1]) > 1
