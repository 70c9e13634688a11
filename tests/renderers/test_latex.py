"""The LaTeX source itself. Whether engines take it is tested in tests/programs/test_tex.py."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter import parse
from converter.document.diagnostics import ConversionError
from converter.document.model import (
    Block,
    BlockQuote,
    BulletList,
    Capitals,
    Cell,
    CrossRef,
    Document,
    Emphasis,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    Metadata,
    Note,
    NoteKey,
    Quoted,
    Row,
    Strikeout,
    Table,
    Text,
    Underline,
)
from converter.document.notes import index_notes
from converter.document.tree import walk
from converter.renderers.latex import render
from converter.renderers.latex.characters import Preamble
from converter.renderers.latex.text import escape
from converter.renderers.typesetting.labels import labels
from tests.documents import EVERYTHING, cell, note, number, paragraph, ref, text


def source(*blocks: Block, notes: tuple[Note, ...] = (), meta: Metadata | None = None) -> str:
    output = render(Document(blocks=blocks, notes=notes, meta=meta or Metadata())).output
    assert isinstance(output, str)
    return output


def everything() -> str:
    output = render(EVERYTHING).output
    assert isinstance(output, str)
    return output


def body(*blocks: Block, notes: tuple[Note, ...] = ()) -> str:
    whole = source(*blocks, notes=notes)
    return whole.split("\\begin{document}\n\n")[1].split("\n\\end{document}")[0].strip()


def line(*content: str | Inline, notes: tuple[Note, ...] = ()) -> str:
    return body(paragraph(*content), notes=notes)


ONE = (note("1", "See there."),)


def test_a_note_stands_at_its_mark() -> None:
    assert line("A claim.", ref("1"), notes=ONE) == "A claim.\\footnote{See there.}"


def test_a_blank_before_a_mark_goes_behind_it() -> None:
    assert (
        line("A claim. ", ref("1"), "More.", notes=ONE) == "A claim.\\footnote{See there.}\nMore."
    )
    assert (
        line("A claim. ", ref("1"), ", more", notes=ONE) == "A claim.\\footnote{See there.}, more"
    )


def test_a_note_called_again_prints_its_number() -> None:
    twice = line("A.", ref("1"), " B.", ref("1"), notes=ONE)
    assert twice == "A.\\footnote{\\label{fn:there}See there.}\nB.\\footref{fn:there}"


def test_marks_side_by_side_are_told_apart() -> None:
    notes = (*ONE, note("2", "And there."))
    for between in ("", " "):
        assert (
            line("A.", ref("1"), between, ref("2"), notes=notes)
            == "A.\\footnote{See there.}\\textsuperscript{,}\\footnote{And there.}"
        )


def test_a_cross_reference_is_a_ref_after_a_blank_that_does_not_break() -> None:
    supra = CrossRef("supra", (NoteKey("footnote-1"),), (Text("supra note "), number("1")))
    written = line("A.", ref("1"), " See ", supra, ".", notes=ONE)
    assert written.endswith("See supra note~\\ref{fn:there}.")


def test_only_notes_that_something_points_at_have_labels() -> None:
    assert "\\label" not in line("A.", ref("1"), notes=ONE)


def test_a_note_of_several_paragraphs_has_blank_lines_but_not_in_a_heading() -> None:
    notes = (note("1", "One.", "Two."),)
    assert line("A.", ref("1"), notes=notes) == "A.\\footnote{One.\n\nTwo.}"
    heading = body(Heading(1, (Text("Head"), ref("1"))), notes=notes)
    assert heading == "\\section[Head]{Head\\footnote{One.\\endgraf\nTwo.}}"


def test_a_heading_without_notes_needs_no_short_form() -> None:
    assert body(Heading(2, text("Of [Ports]"))) == "\\subsection{Of [Ports]}"
    written = body(Heading(2, (Text("Of [Ports]"), LineBreak(), Text("and Seas"))))
    assert written == "\\subsection[{Of [Ports] and Seas}]{Of [Ports]\\\\\nand Seas}"


def test_custom_marks_and_endnotes() -> None:
    notes = (note("1", "Star.", mark="*"), note("2", "End.", kind="endnote"))
    written = line("A", ref("1"), " b", ref("2", "endnote"), notes=notes)
    assert written.startswith("A\\marknote{*}{Star.}\nb\\endnote{End.}")
    assert written.endswith("\\printendnotes")


def test_notes_of_a_table_head_follow_the_head() -> None:
    table = Table((Row((cell("[a]"), cell("b"))),), head=(Row((cell("H", ref("1")), cell("I"))),))
    assert body(table, notes=ONE).splitlines()[3:] == [
        "H\\footref{fn:there} & I \\\\",
        "\\midrule",
        "\\endhead",
        "\\bottomrule",
        "\\endlastfoot",
        "\\noalign{\\notetext{\\label{fn:there}See there.}}",
        "{}[a] & b \\\\",
        "\\end{longtable}",
    ]


def test_cells_over_several_columns_and_rows() -> None:
    rows = (
        Row((Cell((paragraph("tall"),), rowspan=3), cell("a"), cell("b"))),
        Row((Cell((paragraph("wide"),), colspan=2, align="center"),)),
        Row((cell("c"),)),
    )
    written = body(Table(rows))
    assert "tall & a & b \\\\\n & \\multicolumn{2}{c}{wide} \\\\\n & c" in written


def test_sentences_end_their_line_but_abbreviations_do_not() -> None:
    assert line("The sea sleeps. The port keeps watch.") == "The sea sleeps.\nThe port keeps watch."
    assert line("See Prof. Adams and U.S. Law.") == "See Prof. Adams and U.S. Law."


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("5% of $10 & #3", r"5\% of \$10 \& \#3"),
        ("a_b {c} ~d ^e", r"a\_b \{c\} \textasciitilde{}d \textasciicircum{}e"),
        ("\\input{x}", r"\textbackslash{}input\{x\}"),
        ("-- --- '' `` ,, << >>", r"-{}- -{}-{}- '{}' \textasciigrave{}\textasciigrave{} ,{}, <{}< >{}>"),
        ("[t]he “sea”—§ 5, naïve, it's \"so\"", "[t]he “sea”—§ 5, naïve, it's \"so\""),
        ("no\u00a0break", "no~break"),
        ("e\u0301 i\u0308 q\u0301", r"\'{e} \"{\i} \'{q}"),
        ("김정은, 나 and 習近平", r"\Korean{김정은, 나} and \Chinese{習近平}"),
        ("漢字と“漢字”", r"\Japanese{漢字と}“\Japanese{漢字}”"),
        ("שלום, עולם טוב", r"\Hebrew{שלום, עולם טוב}"),
        ("חוק (1391), עמ׳ 150. Id", r"\Hebrew{חוק (1391), עמ׳ 150}. Id"),
        ("5 חוק & 2 b חוק", r"5 \Hebrew{חוק \& 2} b \Hebrew{חוק}"),
        ("חוק (5), x", r"\Hebrew{חוק (5)}, x"),
        ("(חוק) 5, x", r"(\Hebrew{חוק}) 5, x"),
        ("a\u200eb\u200f", "a{}b{}"),
        ("「条文」と『法』", r"\Japanese{「条文」と『法』}"),
        ("a\u202eb\x00", "a[U+202E]b[U+0000]"),
        ("Nguyễn ≤ 5", "Nguyễn ≤ 5"),
        ("👩\u200d💻✓", "\\Symbol{👩\u200d💻}\\Symbol{✓}"),
        ("a\u200db", "a\\textcompwordmark{}b"),
        ("می\u200cخواهم", "\\Arabic{می\u200cخواهم}"),
        ("😀\ufe0f 1\u20e3 ™\ufe0f", "\\Symbol{😀\ufe0f} \\Symbol{1\u20e3} \\Symbol{™\ufe0f}"),
    ],
)  # fmt: skip
def test_words_are_escaped_as_a_person_would(words: str, written: str) -> None:
    assert escape(words, Preamble()) == written


def test_a_ligature_does_not_arise_between_two_texts() -> None:
    assert line("a-", "-b") == "a-{}-b"


def test_after_item_a_bracket_is_no_label() -> None:
    written = body(BulletList((ListItem((paragraph("[t]he"),)),)))
    assert written == "\\begin{itemize}\n\\item{} [t]he\n\\end{itemize}"


def test_addresses() -> None:
    url = "https://x.org/a_(b)~c?q=1&r=%20#top"
    assert line(Link(url, text(url))) == r"\url{https://x.org/a_(b)~c?q=1\&r=\%20\#top}"
    assert line(Link(url, text("there"))).startswith(
        r"\href{https://x.org/a_(b)~c?q=1\&r=\%20\#top}"
    )
    odd = "https://x.org/{a}\\é"
    target, shown = r"https://x.org/\%7Ba\%7D\%5C\%C3\%A9", r"https://x.org/\allowbreak \{a\}"
    assert line(Link(odd, text(odd))).startswith(f"\\href{{{target}}}{{{shown}")


def test_unsafe_links_and_pictures_are_words_and_reported() -> None:
    document = Document(
        blocks=(
            paragraph("See ", Link("javascript:x", text("a trap")), Image("a.png", "a ship"), "."),
            paragraph(Image("https://x.org/b.png", "a boat")),
        ),
        notes=(note("9", "Lost."),),
    )
    result = render(document)
    assert isinstance(result.output, str)
    assert "See a trap[a ship]." in result.output
    assert [one.code for one in result.diagnostics] == ["R003", "R002", "R002", "R004"]


def test_notes_in_a_link_follow_it_and_struck_words_hold_only_words() -> None:
    linked = line(Link("https://x.org", (Text("there"), ref("1"))), notes=ONE)
    assert linked == "\\href{https://x.org}{there}\\footnote{See there.}"
    struck = line(Strikeout((Text("a"), Emphasis(text("b")), ref("1"))), notes=ONE)
    assert struck == "\\sout{a}\\emph{\\sout{b}}\\footnote{See there.}"
    underlined = line(Underline((Text("a"), ref("1"))), notes=ONE)
    assert underlined == "\\uline{a}\\footnote{See there.}"


def test_capitals_are_written_as_such_and_their_notes_are_not() -> None:
    assert line(Capitals((Text("a ß"), ref("1"))), notes=ONE) == "A SS\\footnote{See there.}"


def test_the_preamble_loads_what_the_document_uses() -> None:
    plain = source(paragraph("Plain words."), meta=Metadata(lang="en-GB"))
    assert "\\usepackage[british]{babel}" in plain
    assert "[german, provide=*]{babel}" in source(meta=Metadata(lang="de-AT"))
    for part in (
        "longtable",
        "enotez",
        "ulem",
        "enumitem",
        "accsupp",
        "newscript",
        "stray",
        "active",
    ):
        assert part not in plain
    whole = everything()
    for part in (
        "longtable",
        "enotez",
        "ulem",
        "enumitem",
        "accsupp",
        "newscript",
        "stray",
        "active",
    ):
        assert part in whole


def test_metadata() -> None:
    whole = everything()
    assert "pdflang={en-US}" in whole
    assert "pdftitle={Harbour Dues \\& the Mare Liberum}" in whole
    assert "\\author{Ana Żółkiewska \\and \\Korean{김 서연}}" in whole


def test_the_title_of_the_pdf_keeps_what_words_can_say() -> None:
    title = (Quoted("single", text("Id.")), LineBreak(), Text("after Note "), number("1"))
    whole = source(paragraph("So.", ref("1")), notes=ONE, meta=Metadata(title=title))
    assert "pdftitle={‘Id.’ after Note 1}" in whole


def test_own_templates_get_the_front_matter() -> None:
    document = Document(meta=Metadata(title=text("A_b"), extra={"journal": "L. & Sea"}))
    template = "\\BLOCK{if journal}\n\\VAR{journal}: \\VAR{title}\n\\BLOCK{endif}\n\\VAR{body}."
    assert render(document, template=template).output == "L. \\& Sea: A\\_b\n."


def test_values_are_not_read_as_a_template() -> None:
    assert line("\\VAR{body}") == r"\textbackslash{}VAR\{body\}"


@given(st.lists(st.text()))
def test_labels_are_safe_and_differ(texts: list[str]) -> None:
    keys = [str(at) for at in range(len(texts))]
    document = Document(
        (paragraph(*(ref(key) for key in keys), *(ref(key) for key in keys)),),
        tuple(note(key, words) for key, words in zip(keys, texts, strict=True)),
    )
    index = index_notes(document)
    given = labels(index, set(index.calls))
    assert given.keys() == index.calls.keys()
    assert all(re.fullmatch("fn:[a-z0-9-]+", label) for label in given.values())
    assert len(set(given.values())) == len(given)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Susan Y. Byun, The Quay, 5 L. Rev. 1 (1990).", "fn:byun}"),
        ("See, e.g., ROSA ACHTERHAVEN & ULF LO, SIGNALS 4 (1998).", "fn:achterhaven}"),
        ("See generally Zoë Łuk-Święty, Światło, 27 Prz. 12.", "fn:luk}"),
        ("See Roe v. Wade, 410 U.S. 113 (1973).", "fn:roe}"),
        ("42 U.S.C. § 1983.", "fn:42-us"),
        ("Id. at 5.", "fn:5-"),
        ("註 第三", "fn:note-"),
    ],
)
def test_a_label_is_the_author_or_the_first_words_of_its_note(words: str, label: str) -> None:
    written = line("A.", ref("7"), " b", ref("7"), notes=(note("7", words),))
    assert written.startswith(f"A.\\footnote{{\\label{{{label}")


def test_a_note_that_is_put_in_changes_no_line_but_its_own() -> None:
    def written(*, more: bool) -> list[str]:
        notes = {str(at): f"Ann {chr(65 + at)}lder, Quays {at}." for at in range(9)}
        content: list[Block] = [
            paragraph(f"Claim {key}.", ref(key), " See note ", number(key), ".") for key in notes
        ]
        if more:
            content.insert(1, paragraph("New.", ref("9"), " See note ", number("9"), "."))
            notes["9"] = "Ann Newman, Piers 3."
        return body(*content, notes=tuple(note(*one) for one in notes.items())).split("\n")

    before, after = written(more=False), written(more=True)
    at = after.index("New.\\footnote{\\label{fn:newman}Ann Newman, Piers 3.}")
    assert after[:at] + after[at + 3 :] == before


COMMAND = re.compile(
    r"\\(textbackslash|textasciicircum|textasciitilde|textasciigrave|textcompwordmark|nobreak){}"
    r"|\\(quad|enspace) |\\hspace{0pt}|\\[,-]|\\([\\{}$&#%_])|\\([A-Z][a-z]+){"
    r"|\\([`'^~=u.\"rHvdckb]){\\?(.)}"
)


@given(st.text())
def test_nothing_but_known_commands_comes_out_and_braces_balance(words: str) -> None:
    written = escape(words, Preamble())
    bare = COMMAND.sub("", written)
    assert "\\" not in bare
    assert not set(bare) & set("$&#%_^`")
    depth = 0
    for character in re.sub(r"\\[{}]", "", written):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Z"])))
def test_no_letter_is_lost(words: str) -> None:
    names = {"backslash": "\\", "asciicircum": "^", "asciitilde": "~", "asciigrave": "`"}
    written = escape(words, Preamble())
    written = re.sub(r"\\text(\w+){}", lambda one: "\0" + str(ord(names[one[1]])) + "\0", written)
    written = re.sub(r"\\[A-Z][a-z]+{", "", written)
    written = re.sub(r"\\([`'^~=u.\"rHvdckb]){\\?(.)}", r"\2\1", written)
    assert sorted(set(words) - set(written) - set("\\^~`") - MARKS) == []


MARKS = set(
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328\u0331"
)


def test_what_no_tex_could_nest_is_refused_in_a_sentence() -> None:
    deep: Block = paragraph("x")
    for _ in range(2000):
        deep = BlockQuote((deep,))
    with pytest.raises(ConversionError, match="nested too deeply"):
        render(Document(blocks=(deep,)))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert render(EVERYTHING).output == render(EVERYTHING).output


def test_every_text_of_everything_is_written() -> None:
    whole = everything()
    for one in EVERYTHING.notes:
        for node in walk(one.blocks):
            if isinstance(node, Text):
                assert escape(node.text, Preamble()).strip() in whole.replace("~\\ref", " \\ref")


def test_an_endnote_has_its_label_behind_its_mark() -> None:
    notes = (note("1", "End.", kind="endnote"),)
    written = line("A", ref("1", "endnote"), " see ", number("1", "endnote"), notes=notes)
    assert written.startswith("A\\endnote{End.}\\label{en:end}\nsee~\\ref{en:end}")


def test_a_fragment_is_the_body_with_what_it_needs() -> None:
    document = Document(
        blocks=(paragraph("A.", ref("1"), ref("s")), BulletList((ListItem((paragraph("x"),)),))),
        notes=(*ONE, note("s", "Star.", mark="*")),
        meta=Metadata(title=text("On Oil"), abstract=(paragraph("Short."),)),
    )
    fragment = str(render(document, fragment=True).output)
    commands = [one for one in fragment.splitlines() if not one.startswith("%")]
    assert "% \\usepackage{enumitem}" in fragment
    assert "% \\title{On Oil}" in fragment
    assert "% Short." in fragment
    assert not any("documentclass" in one or "usepackage" in one for one in commands)
    assert "\\NewDocumentCommand{\\marknote}{m +m}{%" in commands
    with pytest.raises(ConversionError, match="a fragment has no template"):
        render(document, fragment=True, template="lawreview")


def test_a_look_is_chosen_by_its_name() -> None:
    meta = Metadata(title=text("T"), date="May 2031", extra={"volume": "7", "first-page": "12"})
    written = str(render(Document(meta=meta), template="lawreview").output)
    assert "\\fancyhead[CE]{\\heads{\\thepage}{}{[Vol.~7:12}}" in written
    assert "\\fancyhead[CO]{\\heads{2031]}{T}{\\thepage}}" in written
    assert "\\setcounter{page}{12}" in written
    assert str(render(Document(meta=meta), template="article").output) == str(
        render(Document(meta=meta)).output
    )


def test_a_first_page_that_is_no_number_is_left_out() -> None:
    meta = Metadata(title=text("T"), extra={"volume": "7", "first-page": "\\input{x}"})
    written = str(render(Document(meta=meta), template="lawreview").output)
    assert "\\setcounter{page}" not in written
    assert "\\input" not in written


def test_traced_output_is_the_same_but_for_the_places() -> None:
    document = parse("One.[footnoteRef:1] [1:  See.]\n\nTwo.\n").document
    traced = str(render(document, traced=True).output)
    assert re.sub("\x01[0-9]+\x01", "", traced) == render(document).output
    assert "\x0132\x01Two." in traced


def test_what_no_engine_takes_as_a_letter_is_printed_by_its_code() -> None:
    rendered = render(Document(blocks=(paragraph("a\ufffdb"),)))
    assert "a[U+FFFD]b" in str(rendered.output)
    assert [one.code for one in rendered.diagnostics] == ["R001"]


@pytest.mark.parametrize(
    "cluster", ["\u1ecc\u0300", "\u1ecd\u0301", "∑\u0328", "b\u0328", "Ж\u0301"]
)
def test_only_letters_of_the_usual_fonts_get_a_latex_accent(cluster: str) -> None:
    assert re.fullmatch(r"\\(Latin|Symbol|Cyrillic)\{.*\}", escape(cluster, Preamble()))
    assert escape("e\u0328", Preamble()) == r"\k{e}"


def test_no_line_ends_between_a_sign_and_its_number() -> None:
    written = line("Act §§ 5 and 6, art. 7, No. 8, Part IV, supra note 9, n. 2; a part I took")
    assert written == ("Act §§~5 and 6, art.~7, No.~8, Part~IV, supra note~9, n.~2; a part I took")


def test_long_notes_have_a_line_for_each_sentence_and_source() -> None:
    notes = (
        note("1", "See Hall v. Rue, 4 Corv. Adm. 1 (1893). It was reversed later. Id.; In re A."),
    )
    assert line("A.", ref("1"), notes=notes) == (
        "A.\\footnote{See Hall v. Rue, 4 Corv. Adm. 1 (1893).\n"
        "It was reversed later.\nId.;\nIn re A.}"
    )


def test_a_table_that_may_not_fit_shares_the_line_and_gives_its_longest_words_room() -> None:
    def columns(*words: str) -> str:
        return body(Table((Row(tuple(map(cell, words))),)))

    assert "{lll}" in columns("Old Head", "nothing", "0")
    assert "p{" in columns("Some name of middling length", "Another of the same length", "third")
    long = columns(*["Responsibilities"] * 7)
    assert "{\\scriptsize\\setlength{\\tabcolsep}{2pt}%" in long
    shares = re.findall(
        r"p\{\\dimexpr([0-9.]+)\\linewidth", columns("NOTWITHSTANDING", *["a b"] * 30)
    )
    assert float(shares[0]) > 10 * float(shares[1])


def test_the_year_stands_without_a_bracket_where_no_volume_opens_one() -> None:
    meta = Metadata(title=text("T"), date="May 2031")
    assert "\\fancyhead[CO]{\\heads{2031}{T}{\\thepage}}" in str(
        render(Document(meta=meta), template="lawreview").output
    )


def test_a_hebrew_article_is_laid_out_by_babel_and_others_are_not() -> None:
    words = "ראו Roe (1912), פסקה 7 (Doe), וכן (Poe) 8"
    document = Document((paragraph(words),), (), Metadata(lang="he"))
    output = str(render(document).output)
    assert "provide=*, main=hebrew]{babel}" in output
    body = output.partition(r"\begin{document}")[2]
    assert body.count(r"\lrm{}") == 1
    assert r"Roe (1912)\lrm{}, " in body
    other = str(render(Document((paragraph(f"See {words}"),))).output)
    assert "hebrew" not in other
    assert "lrm" not in other


LEFT, RIGHT = "ראו שם, פסקה 7 (Doe)", "See there, at 7 (פסקה)."


def test_what_runs_the_other_way_than_the_article_is_turned() -> None:
    notes = (note("1", LEFT), note("2", RIGHT), note("3", LEFT, kind="endnote"))
    content: tuple[Block, ...] = (
        paragraph(RIGHT, ref("1")),
        paragraph(LEFT, ref("2")),
        Heading(1, text(LEFT)),
        BlockQuote((paragraph(LEFT),)),
        BulletList((ListItem((paragraph(RIGHT),)), ListItem((paragraph(LEFT),)))),
        Table((Row((cell(RIGHT), cell(LEFT))),)),
        paragraph(RIGHT, ref("3", "endnote")),
    )
    output = str(render(Document(content, notes)).output)
    assert "bidi=basic, layout=lists, provide*=*, main=american, hebrew]{babel}" in output
    words = r"\Hebrew{ראו שם, פסקה 7} (Doe)"
    body = output.partition(r"\begin{document}")[2]
    assert rf"\leftwardnote{{\footnote{{{words}}}}}" in body
    assert f"\\begin{{leftward}}\n{words}\\rightwardnote{{\\footnote{{See there" in body
    assert rf"\section{{\leftwardwords{{{words}}}}}" in body
    assert f"\\begin{{leftward}}\n\\begin{{quote}}\n{words}" in body
    assert rf"\item \leftwardwords{{{words}}}" in body
    assert rf"& \leftwardwords{{{words}}}" in body
    assert f"\\endnote{{\\begin{{leftward}}\n{words}" in body


def test_an_english_paragraph_of_a_hebrew_article_is_turned() -> None:
    article = Document((paragraph(LEFT), paragraph("See there.")), (), Metadata(lang="he"))
    output = str(render(article).output)
    assert "provide*=*, main=hebrew, american]{babel}" in output
    assert "\\begin{rightward}\nSee there.\n\\end{rightward}" in output
    assert "begin{rightward}" not in str(render(article, fragment=True).output)


def test_a_hebrew_fragment_needs_no_babel() -> None:
    document = Document((paragraph("ראו Roe (1912), פסקה 7"),), (), Metadata(lang="he"))
    output = str(render(document, fragment=True).output)
    assert "lrm" not in output
    assert r"\ifLuaTeX \textdir TRT" in output


@pytest.mark.parametrize(("template", "style"), [(None, "plain"), ("lawreview", "opening")])
def test_the_first_page_has_its_number_below_with_and_without_a_title(
    template: str | None, style: str
) -> None:
    for title in ((), text("Wick")):
        document = Document((paragraph("Oil."),), meta=Metadata(title=title))
        written = str(render(document, template=template).output)
        assert f"\\AtBeginDocument{{\\thispagestyle{{{style}}}}}" in written
