"""The local page from the first screen to a Word file, as a person goes through it."""

from __future__ import annotations

from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from converter import read
from converter.document.model import Document
from converter.document.notes import index_notes
from converter.document.words import plain
from tests.programs.desk.conftest import (
    EXAMPLE,
    OpenDesk,
    article,
    marks,
    note_count,
    open_text,
    problem_count,
    put_caret,
    text_of,
    wait_for_review,
)

FAULTS = {
    "Id. at 1-2.": "Id at 1-2.",
    "Oyanagi-Bell, supra note 5": "Oyanagi-Bell, supra note 3",
    "Karstensen-Roy et al.,": "Karstensen-Roy et. al.,",
    "Ullevik-Soto et al.,": "Ullevik-Soto et. al.,",
    "[11:  See id.": "[11:  See id",
}
"""What is right in the example, and what is planted instead."""


def faulty() -> str:
    text = EXAMPLE.read_text(encoding="utf-8")
    for right, wrong in FAULTS.items():
        assert right in text
        text = text.replace(right, wrong)
    return text


def drop(page: Page, name: str, data: bytes) -> None:
    """Drop a file onto the window."""
    page.evaluate(
        """([name, bytes]) => {
            const carried = new DataTransfer();
            carried.items.add(new File([new Uint8Array(bytes)], name));
            for (const type of ["dragenter", "dragover", "drop"]) {
                const options = { dataTransfer: carried, bubbles: true, cancelable: true };
                document.body.dispatchEvent(new DragEvent(type, options));
            }
        }""",
        [name, list(data)],
    )


def test_the_first_screen_asks_for_one_thing_and_says_where_the_text_stays(
    open_desk: OpenDesk,
) -> None:
    page = open_desk()
    expect(page.get_by_role("heading", level=1)).to_have_text("Footnotes, made real")
    expect(page.get_by_role("button", name="Choose a file…")).to_be_visible()
    expect(page.get_by_text("Your text stays on this computer.")).to_be_visible()


def test_the_example_shows_its_twelve_notes_on_hover_too(open_desk: OpenDesk) -> None:
    page = open_desk()
    page.get_by_role("button", name="Try the example").click()
    expect(note_count(page)).to_have_text("12 notes")
    expect(marks(page)).to_have_count(12)
    marks(page).nth(2).hover()
    expect(article(page).locator(".fn-popup")).to_contain_text("Harbour Practice Council [HPC]")
    expect(page.locator(".receipt")).to_contain_text("12 notes in, 12 notes out")


def test_a_dropped_file_is_opened(open_desk: OpenDesk) -> None:
    page = open_desk()
    drop(page, "dues.txt", EXAMPLE.read_bytes())
    expect(page.get_by_role("heading", level=1)).to_have_text("dues.txt")
    expect(marks(page)).to_have_count(12)


def test_a_pasted_text_is_opened(open_desk: OpenDesk) -> None:
    page = open_desk()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("navigator.clipboard.writeText('Oil.[footnoteRef:1] [1: See Roe.]')")
    page.keyboard.press("Control+v")
    expect(marks(page)).to_have_count(1)


def test_two_problems_are_mended_a_note_is_put_in_and_the_word_file_has_it_all(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    page = open_desk(faulty())
    expect(problem_count(page)).to_have_text("5 problems")
    problem_count(page).click()
    page.get_by_role("button", name="Change to note 5").click()
    expect(problem_count(page)).to_have_text("4 problems")
    page.get_by_role("button", name="Change to “et al.”").first.click()
    expect(problem_count(page)).to_have_text("3 problems")
    put_caret(page, "the mercy of the weather")
    page.keyboard.press("Control+Alt+f")
    expect(note_count(page)).to_have_text("13 notes")
    page.keyboard.type("A new note.")
    expect(article(page).locator("#note-footnote-3")).to_contain_text("A new note.")
    expect(article(page).locator(".fn-notes")).to_contain_text("supra note 6")
    with page.expect_download() as taken:
        page.keyboard.press("Control+Enter")
    file = tmp_path / "out.docx"
    taken.value.save_as(file)
    assert taken.value.suggested_filename == "article.footnoted.docx"
    expect(page.get_by_role("banner")).to_contain_text("Saved")
    body = "".join(one.text for one in docx.Document(str(file)).paragraphs)
    assert "the mercy of the weather" in body
    document = read(file.read_bytes(), "docx").document
    assert len(document.notes) == 13
    assert "A new note." in str(document.notes[2])
    assert "CrossRef" in str(document.notes)


def test_five_faults_are_mended_in_twelve_actions_by_keys(open_desk: OpenDesk) -> None:
    page = open_desk(faulty())
    expect(problem_count(page)).to_have_text("5 problems")
    keys = ["F8", *["Enter"] * 5, "Control+Enter"]
    for key in keys[:-1]:
        page.keyboard.press(key)
        page.wait_for_timeout(300)
    expect(problem_count(page)).to_have_text("No problems")
    with page.expect_download() as taken:
        page.keyboard.press(keys[-1])
    assert len(keys) <= 12
    assert_clean(Path(taken.value.path()))


def test_five_faults_are_mended_in_twelve_clicks(open_desk: OpenDesk) -> None:
    page = open_desk(faulty())
    problem_count(page).click()
    clicks = [
        page.get_by_role("button", name="Change to note 5"),
        page.get_by_role("button", name="Fix 4 safe ones"),
        page.get_by_role("button", name="Make 4 changes"),
        page.get_by_role("button", name="Download", exact=True),
    ]
    for target in clicks:
        target.click()
    with page.expect_download() as taken:
        page.get_by_role("dialog").get_by_role("button", name="Word").click()
    expect(page.get_by_role("dialog")).to_contain_text("article.footnoted.docx is downloaded")
    assert len(clicks) + 2 <= 12
    assert_clean(Path(taken.value.path()))


def assert_clean(file: Path) -> None:
    """The notes of a Word file are those of the example before faults were planted."""
    wanted = read(EXAMPLE.read_bytes()).document
    assert notes(read(file.read_bytes(), "docx").document) == notes(wanted)


def notes(document: Document) -> list[str]:
    """The words of notes; small capitals may stand where capitals stood."""
    index = index_notes(document)
    return ["".join(plain(one.blocks, index).split()).lower() for one in document.notes]


def test_what_cannot_be_opened_is_refused_in_plain_words(open_desk: OpenDesk) -> None:
    page = open_desk(may_fail=True)
    for name, data, said in (
        ("old.doc", b"\xd0\xcf\x11\xe0", "Save it in Word as .docx first."),
        ("paper.pdf", b"%PDF-1.7", "A PDF has lost its notes; use the Word file."),
        ("broken.docx", b"PK\x03\x04 no archive", "no Word document, or a damaged one"),
    ):
        drop(page, name, data)
        expect(page.get_by_role("alert")).to_contain_text(said)


def test_text_that_cannot_be_read_as_a_note_is_shown_and_said(open_desk: OpenDesk) -> None:
    page = open_desk("Oil.[footnoteRef:1] [1: See Roe.] \n\nTar.[footnoteRef:2]\n")
    expect(page.get_by_role("contentinfo")).to_contain_text("Line 3 cannot be read as a note")
    expect(article(page).locator(".desk-unread")).to_contain_text("Tar.")
    page.get_by_role("contentinfo").get_by_role("button", name="Show").click()
    expect(page.locator(".cm-flash")).to_have_text("2")


def test_undo_takes_a_mend_back_in_one_step(open_desk: OpenDesk) -> None:
    page = open_desk(faulty())
    before = text_of(page)
    problem_count(page).click()
    page.get_by_role("button", name="Fix 4 safe ones").click()
    page.get_by_role("button", name="Make 4 changes").click()
    expect(problem_count(page)).to_have_text("1 problem")
    page.get_by_role("banner").get_by_role("button", name="Undo").click()
    expect(problem_count(page)).to_have_text("5 problems")
    assert text_of(page) == before


def test_what_is_left_stays_left_when_the_file_is_opened_again(open_desk: OpenDesk) -> None:
    page = open_desk(faulty())
    problem_count(page).click()
    page.get_by_role("button", name="Leave it").first.click()
    expect(problem_count(page)).to_have_text("4 problems")
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Open another…").click()
    open_text(page, faulty())
    expect(problem_count(page)).to_have_text("4 problems")
    problem_count(page).click()
    page.get_by_text("Left (1)").click()
    page.get_by_role("button", name="Put back").click()
    expect(problem_count(page)).to_have_text("5 problems")


def test_a_reload_keeps_the_text(open_desk: OpenDesk) -> None:
    page = open_desk("Oil.[footnoteRef:1] [1: See Roe.] \n")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Whale ")
    page.reload()
    wait_for_review(page)
    expect(article(page).locator("article")).to_contain_text("Whale Oil.")


def test_the_plain_text_area_does_the_same(open_desk: OpenDesk) -> None:
    page = open_desk(faulty(), query="?plain")
    expect(page.get_by_role("textbox", name="Text")).to_have_value(faulty())
    page.keyboard.press("F8")
    page.get_by_role("button", name="Change to note 5").click()
    expect(problem_count(page)).to_have_text("4 problems")
    expect(page.get_by_role("textbox", name="Text")).to_have_value(
        faulty().replace("supra note 3", "supra note 5")
    )


def test_a_text_that_was_edited_does_not_go_unasked(open_desk: OpenDesk) -> None:
    page = open_desk("Oil.[footnoteRef:1] [1: See Roe.] \n")
    page.locator(".cm-content").press("Control+End")
    page.keyboard.type("More.")
    drop(page, "other.txt", b"Another text.")
    dialog = page.get_by_role("dialog", name="Open another?")
    dialog.get_by_role("button", name="Stay here").click()
    expect(article(page).locator("article")).to_contain_text("More.")
    drop(page, "other.txt", b"Another text.")
    dialog.get_by_role("button", name="Open another").click()
    expect(article(page).locator("article")).to_contain_text("Another text.")


def test_a_word_file_is_edited_and_given_back_with_all_else_as_it_was(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    source = tmp_path / "dues.docx"
    written = docx.Document()
    written.add_paragraph().add_run("Every word was bold.").bold = True
    written.add_paragraph("The end.")
    written.save(str(source))
    page = open_desk()
    page.locator("input[type=file]").set_input_files(source)
    wait_for_review(page)
    put_caret(page, "The end")
    page.keyboard.type(" of it")
    with page.expect_download() as taken:
        page.keyboard.press("Control+s")
    assert taken.value.suggested_filename == "dues.footnoted.docx"
    first, second = docx.Document(str(taken.value.path())).paragraphs
    assert (first.text, first.runs[0].bold) == ("Every word was bold.", True)
    assert second.text == "The end of it."
