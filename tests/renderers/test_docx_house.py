"""Word files of the house as templates: what is taken, what is left, and what is refused."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree
from msgspec.structs import replace

from converter.document.diagnostics import ConversionError
from converter.document.model import Document, Emphasis, Link, Metadata, Numbering
from converter.renderers import templates
from converter.renderers.docx import render
from tests.documents import EVERYTHING, note, paragraph, ref, text
from tests.renderers.docx_parts import (
    Element,
    W,
    assert_consistent,
    body,
    find,
    members,
    packed,
    roots,
    values,
    words,
)
from tests.test_cli import footnoted

REFERENCE = templates.load_bytes("reference.docx")


def house(*, template: bool = False) -> bytes:
    """A Word file as python-docx makes it, with its own look and text, as .docx or .dotx."""
    document = docx.Document()
    document.add_paragraph("Old text of the house.")
    document.sections[0].header.paragraphs[0].text = "The House Review"
    document.styles["Heading 1"].font.name = "Garamond"
    added = document.styles.add_style("Abstract", WD_STYLE_TYPE.PARAGRAPH)
    added.font.bold = True
    file = BytesIO()
    document.save(file)
    parts = members(file.getvalue())
    if template:
        types = parts["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
        parts["[Content_Types].xml"] = types
    return packed(parts)


def in_house(reference: bytes, document: Document = EVERYTHING) -> dict[str, Element]:
    data = render(document, reference_doc=reference).output
    assert_consistent(data)
    return roots(data)


@pytest.mark.parametrize("template", [False, True], ids=["docx", "dotx"])
def test_a_house_file_gives_styles_and_heads_but_no_text(template: bool) -> None:
    parts = in_house(house(template=template))
    heading = find(parts["styles.xml"], "w:style[@w:styleId='Heading1']")[0]
    assert "Garamond" in find(heading, "w:rPr/w:rFonts")[0].values()
    assert "The House Review" in words(parts["header1.xml"])
    assert "Old text" not in words(body(parts))
    assert "In a caption." in words(parts["footnotes.xml"])


def test_the_same_house_file_gives_the_same_bytes() -> None:
    reference = house()
    assert render(EVERYTHING, reference_doc=reference) == render(
        EVERYTHING, reference_doc=reference
    )


def test_styles_that_the_house_lacks_are_added_and_named() -> None:
    added = [
        one for one in render(Document(), reference_doc=house()).diagnostics if one.code == "R006"
    ]
    assert "footnote text" in added[0].message
    assert "abstract" not in added[0].message


def test_our_own_output_serves_as_a_template() -> None:
    output = render(EVERYTHING).output
    assert isinstance(output, bytes)
    parts = in_house(output)
    dated = words(body(parts))  # our own look has the date in the head of the first page
    assert dated.replace("March 2, 2025", "") == words(body(roots(output)))
    assert not [
        one for one in render(Document(), reference_doc=output).diagnostics if one.code == "R006"
    ]


def changed(name: str, *changes: tuple[str, str]) -> bytes:
    """The shipped template with one part changed, as if by the house."""
    parts = members(REFERENCE)
    part = parts[name].decode()
    for old, new in changes:
        assert old in part
        part = part.replace(old, new)
    return packed(parts | {name: part.encode()})


def test_styles_are_found_by_name_whatever_their_ids() -> None:
    reference = changed(
        "word/styles.xml",
        ('"FootnoteText"', '"Funotentext"'),
        ('styleId="Quote"', 'styleId="Zitat"'),
    )
    rendered = render(EVERYTHING, reference_doc=reference)
    assert_consistent(rendered.output)
    assert "R006" not in [one.code for one in rendered.diagnostics]


def test_a_house_style_with_an_id_of_ours_keeps_out_of_the_way() -> None:
    reference = changed(
        "word/styles.xml", ('<w:name w:val="Quote"/>', '<w:name w:val="House Quote"/>')
    )
    parts = in_house(reference)
    names = {
        one.get(f"{W}styleId"): values(one, "w:name")[0]
        for one in find(parts["styles.xml"], "w:style")
    }
    assert (names["Quote"], names["Quote-house"]) == ("Quote", "House Quote")


def test_separators_of_the_house_leave_the_ids_from_1_free() -> None:
    reference = changed("word/footnotes.xml", ('w:id="0"', 'w:id="1"'), ('w:id="-1"', 'w:id="0"'))
    in_house(reference)


def test_a_name_that_word_has_split_is_filled_all_the_same() -> None:
    split = (
        '<w:t>{{ running_</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>title }}, 1</w:t>'
    )
    reference = changed("word/header1.xml", ("<w:t>{{ running_title }}</w:t>", split))
    assert "Harbour Dues & the Mare Liberum, 1" in words(in_house(reference)["header1.xml"])


def test_metadata_of_ones_own_may_stand_in_the_heads() -> None:
    reference = changed("word/header1.xml", ("running_title", "journal"))
    assert "Littoral L. Rev." in words(in_house(reference)["header1.xml"])
    with pytest.raises(ConversionError, match="prints journal"):
        render(Document(), reference_doc=reference)


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("Draft {{ of the Review", "its double braces do not close"),
        ("The {{ titel }} of Law", "prints titel, which this document does not have; did you mean"),
        ("{{ journal }}", "does not have; give it in the front matter, or with -M journal="),
    ],
)
def test_a_head_that_cannot_be_filled_is_named_with_its_file(
    tmp_path: Path, head: str, why: str
) -> None:
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "{{ title }}"
    document.sections[0].header.paragraphs[0].text = head
    file, text = tmp_path / "house.docx", tmp_path / "a.txt"
    document.save(str(file))
    text.write_text("So.", encoding="utf-8")
    done = footnoted(text, "-o", tmp_path / "a.docx", "--reference-doc", file)
    assert done.returncode == 2
    assert f"house.docx: the header “{head}” (word/header" in done.said
    assert why in done.said


def test_what_concerned_the_old_text_is_left_out() -> None:
    protected = '<w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    reference = changed("word/settings.xml", ("<w:defaultTabStop", f"{protected}<w:defaultTabStop"))
    settings = in_house(reference)["settings.xml"]
    assert not find(settings, "w:trackRevisions | w:documentProtection")


def test_heads_that_the_last_section_takes_from_one_before_are_kept() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "The House Review"
    document.sections[0].footer.paragraphs[0].text = "At the Quay"
    document.add_section().different_first_page_header_footer = True
    document.sections[1].first_page_header.paragraphs[0].text = "First"
    file = BytesIO()
    document.save(file)
    parts = in_house(file.getvalue())
    kinds = [
        (etree.QName(one).localname, one.get(f"{W}type"))
        for one in find(parts["document.xml"], "//w:sectPr/*[@r:id]")
    ]
    assert sorted(kinds) == [
        ("footerReference", "default"),
        ("headerReference", "default"),
        ("headerReference", "first"),
    ]
    heads = "".join(words(root) for name, root in parts.items() if re.match("header|footer", name))
    assert all(said in heads for said in ("The House Review", "At the Quay", "First"))


def test_what_a_house_says_of_notes_in_its_section_is_said_once() -> None:
    told = (
        '<w:footnotePr><w:pos w:val="beneathText"/><w:numFmt w:val="upperLetter"/></w:footnotePr>'
        '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    )
    reference = changed("word/document.xml", ("<w:pgSz", f"{told}<w:pgSz"))
    document = replace(EVERYTHING, numbering=Numbering("symbols", 2, "section"))
    parts = in_house(reference, document)
    for section in find(parts["document.xml"], "//w:sectPr"):
        assert [len(find(section, f"w:{kind}Pr")) for kind in ("footnote", "endnote")] == [1, 0]
        (said,) = find(section, "w:footnotePr")
        assert [etree.QName(one).localname for one in said] == [
            "pos",
            "numFmt",
            "numStart",
            "numRestart",
        ]


def test_bullets_that_are_pictures_go_with_their_pictures() -> None:
    bullet = '<w:numPicBullet w:numPicBulletId="0"><w:pict/></w:numPicBullet><w:abstractNum '
    reference = changed("word/numbering.xml", ("<w:abstractNum ", bullet))
    assert not find(in_house(reference)["numbering.xml"], "//w:numPicBullet")


def test_a_house_file_whose_section_says_nothing_can_be_numbered_by_section() -> None:
    document = members(REFERENCE)["word/document.xml"].decode()
    section = document[document.index("<w:sectPr") : document.index("</w:body>")]
    reference = changed("word/document.xml", (section, ""))
    numbered = replace(EVERYTHING, numbering=Numbering(restart="section"))
    rendered = render(numbered, reference_doc=reference, line_numbers=True)
    sections = find(roots(rendered.output)["document.xml"], "//w:sectPr")
    assert [[etree.QName(one).localname for one in section] for section in sections] == [
        ["footnotePr", "lnNumType", "pgNumType"], ["footnotePr", "type", "lnNumType"],
    ]  # fmt: skip


def test_lines_and_addresses_of_a_house_are_set_as_it_says() -> None:
    url = "https://example.org/a/rather/long/address"
    document = Document(
        (paragraph("See ", Link(url, text(url)), ref("1")),), (note("1", "x " * 400),)
    )
    ours, theirs = render(document), render(document, reference_doc=REFERENCE)
    for rendered, expected in ((ours, (1, 1)), (theirs, (0, 0))):
        parts = roots(rendered.output)
        loose = (
            find(parts["document.xml"], "//w:pPr/w:jc"),
            find(parts["footnotes.xml"], "//w:keepLines"),
        )
        assert tuple(map(len, loose)) == expected


def hostile(name: str, content: bytes) -> bytes:
    return packed(members(REFERENCE) | {name: content})


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (b"", "no Word document"),
        (b"just text", "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password"),
        (packed({"a.txt": b"a"}), "no Word document"),
        (packed({f"{number}": b"" for number in range(1001)}), "1000 are the most"),
        (hostile("word/media/x.png", bytes(20_000_000)), "unpacks to more than"),
        (hostile("word/styles.xml", b"<not xml"), "the Word file is damaged: .*; open it in Word"),
    ],
    ids=["empty", "text", "encrypted", "zip", "many", "bomb", "broken"],
)
def test_what_is_no_word_file_is_refused_in_words(reference: bytes, said: str) -> None:
    with pytest.raises(ConversionError, match=said):
        render(EVERYTHING, reference_doc=reference)


def test_an_external_entity_in_a_house_file_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("told", encoding="utf-8")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    header = members(REFERENCE)["word/header1.xml"].decode()
    declaration, _, rest = header.partition("?>")
    hostile_header = f"{declaration}?>{doctype}{rest}".replace("{{ running_title }}", "&e;")
    reference = hostile("word/header1.xml", hostile_header.encode())
    with pytest.raises(ConversionError, match="no Word file"):
        render(EVERYTHING, reference_doc=reference)


def test_a_part_of_a_house_file_that_became_broken_is_not_given_out() -> None:
    """A head may hold a template that puts anything into it, such as half an element."""
    part = "<w:t>{{ running_title }}</w:t>"
    reference = changed(
        "word/header1.xml",
        (part, "<w:t>{{ running_title }}{{ '&lt;w:p>' | replace('&lt;', '\\x3c') }}</w:t>"),
    )
    with pytest.raises(ConversionError, match="could not be put into the reference document"):
        render(EVERYTHING, reference_doc=reference)


@pytest.mark.parametrize("value", ["", ' w:val="1"', ' w:val="true"'])
def test_a_title_that_the_house_slants_is_known_to_be_slanted(value: str) -> None:
    """Some programs write ``w:val="1"`` where Word writes nothing. Emphasis stands upright there."""
    reference = changed("word/styles.xml", ("<w:smallCaps/>", f"<w:i{value}/><w:smallCaps/>"))
    title = Metadata(title=(*text("On "), Emphasis(text("Tides"))))
    runs = find(body(in_house(reference, Document(meta=title))), "w:p/w:r[w:rPr/w:i]")
    assert [(words(run), *values(run, "w:rPr/w:i")) for run in runs] == [("Tides", "0")]


@pytest.mark.parametrize("value", ["", ' w:val="true"', ' w:val="0"'])
def test_a_page_of_a_house_that_is_read_from_the_right_says_so_once(value: str) -> None:
    reference = changed("word/document.xml", ("</w:sectPr>", f"<w:bidi{value}/></w:sectPr>"))
    parts = in_house(reference, replace(EVERYTHING, meta=replace(EVERYTHING.meta, lang="he")))
    assert [one.attrib for one in find(parts["document.xml"], "//w:sectPr/w:bidi")] == [{}]


# Styles under the house's own names


def own_names() -> bytes:
    """A house that calls its quotations extracts, and has a Quote of another kind besides."""
    document = docx.Document()
    extract = document.styles.add_style("Extract", WD_STYLE_TYPE.PARAGRAPH)
    extract.font.name = "Garamond"
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_style_mapped_to_ours_is_taken_before_one_of_our_name() -> None:
    rendered = render(EVERYTHING, reference_doc=own_names(), styles={"quote": "Extract"})
    assert_consistent(rendered.output)
    styles = roots(rendered.output)["styles.xml"]
    taken = find(styles, "w:style[@w:styleId='Quote']")[0]
    assert values(taken, "w:name") == ["Extract"]
    assert values(find(styles, "w:style[@w:styleId='Quote-house']")[0], "w:name") == ["Quote"]


@pytest.mark.parametrize(
    ("mapped", "said"),
    [({"Quotte": "Extract"}, "no style 'Quotte' of ours"), ({"Quote": "Gone"}, "style 'Gone'")],
)
def test_a_mapping_that_fits_nothing_is_refused(mapped: dict[str, str], said: str) -> None:
    with pytest.raises(ConversionError, match=said):
        render(EVERYTHING, reference_doc=own_names(), styles=mapped)


def test_the_command_lists_styles_and_reads_the_mapping(tmp_path: Path) -> None:
    file, text = tmp_path / "house.docx", tmp_path / "a.txt"
    file.write_bytes(own_names())
    text.write_text("So.[footnoteRef:1] [1:  See.] ", encoding="utf-8")
    listed = footnoted("styles", file)
    assert listed.returncode == 1
    assert re.search(rb"footnote text +missing", listed.stdout)
    assert b"Extract" in listed.stdout.split(b"Not used")[1]
    settings = tmp_path / "footnoted.toml"
    settings.write_text('[styles]\nQuote = "Extract"\n', encoding="utf-8")
    assert re.search(rb'Quote +found as "Extract"', footnoted("styles", file).stdout)
    out = tmp_path / "a.docx"
    assert footnoted(text, "-o", out, "--reference-doc", file).returncode == 0
    quote = values(roots(out.read_bytes())["styles.xml"], "w:style[@w:styleId='Quote']/w:name")
    assert quote == ["Extract"]
    settings.write_text("[styles]\nQuote = 3\n", encoding="utf-8")
    assert "write under [styles]" in footnoted("styles", file).said


def test_the_templates_that_ship_have_names(tmp_path: Path) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "a.docx"
    text.write_text("So.[footnoteRef:1] [1:  See.] ", encoding="utf-8")
    for name, width in (("lawreview", "12240"), ("lawreview-a4", "11906"), ("manuscript", "12240")):
        assert footnoted(text, "-o", out, "--reference-doc", name).returncode == 0
        size = find(roots(out.read_bytes())["document.xml"], "//w:pgSz")[0]
        assert size.get(f"{W}w") == width


def test_the_date_comes_from_source_date_epoch_alone(tmp_path: Path) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "a.docx"
    text.write_text("So.[footnoteRef:1] [1:  See.] ", encoding="utf-8")
    assert footnoted(text, "-o", out, SOURCE_DATE_EPOCH="86400").returncode == 0
    assert b">1970-01-02T00:00:00Z<" in members(out.read_bytes())["docProps/core.xml"]
    assert footnoted(text, "-o", out, SOURCE_DATE_EPOCH="now").returncode == 2


def test_notes_may_all_be_made_endnotes_and_numbered(tmp_path: Path) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "a.docx"
    text.write_text("A.[footnoteRef:1] B.[endnoteRef:1] [1:  f] [1:  e]\n", encoding="utf-8")
    wishes = ("--notes", "endnotes", "--note-numbering", "upper-alpha", "--note-start", "3")
    assert footnoted(text, "-o", out, "-o", tmp_path / "a.html", *wishes).returncode == 0
    parts = roots(out.read_bytes())
    notes = find(parts["endnotes.xml"], "w:endnote[not(@w:type)]")
    assert [words(one).strip() for one in notes] == ["f", "e"]
    assert not find(parts["footnotes.xml"], "w:footnote[not(@w:type)]")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert [mark in page for mark in (">C<", ">D<", ">E<")] == [True, True, False]
