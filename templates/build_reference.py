"""Builds the Word templates that ship: ``python templates/build_reference.py``.

``reference.docx`` looks like a law review: Letter page with a narrow measure, Times, justified, small
notes below a short rule, running heads on left and right pages. ``reference-a4.docx`` is the same on
A4. ``manuscript.docx`` is what authors send in: double spaced, ragged, wide margins, all of one size.
Change the tables below and run it again, or open a file in Word and change the styles there; the same
script gives the same bytes.

The files are in the form that `converter.renderers.docx` puts text into: an empty body, note parts
with their separators, settings that name these, two list numberings, and running heads that name
metadata in double braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document as DocumentObject
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Twips

from converter.word.package import read_package, write_package

HERE = Path(__file__).parent
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MEASURE = 7560  # twips, the width of the text: 5.25 inches
MANUSCRIPT_MEASURE = 9360  # 6.5 inches, between margins of one inch
MONOSPACE = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:noProof/>'


LETTERSPACED = '<w:spacing w:val="8"/>'
"""Small capitals of a title stand a little apart: by four tenths of a point."""


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


# Paragraph styles: id, name, based on, next, paragraph properties, run properties. Lengths are twips.
# Names are Word's own where Word has one, so that a house file's style is found.
PARAGRAPHS = (
    ("Normal", "Normal", "", "", "", ""),
    (
        "BodyText", "Body Text", "Normal", "",
        '<w:ind w:firstLine="360"/><w:jc w:val="both"/>', "",
    ),
    (
        "Title", "Title", "Normal", "Author",
        '<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>'
        '<w:spacing w:before="480" w:after="160" w:line="440" w:lineRule="exact"/>'
        '<w:jc w:val="center"/>',
        f"<w:smallCaps/>{LETTERSPACED}{size(36)}",
    ),
    (
        "Subtitle", "Subtitle", "Normal", "Author",
        '<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>'
        '<w:spacing w:after="160" w:line="320" w:lineRule="exact"/><w:jc w:val="center"/>',
        size(26),
    ),
    (
        "Author", "Author", "Normal", "BodyText",
        '<w:keepNext/><w:suppressAutoHyphens/>'
        '<w:spacing w:before="80" w:after="160"/><w:contextualSpacing/><w:jc w:val="center"/>',
        f'<w:i/><w:iCs/>{size(24)}',
    ),
    (
        "Date", "Date", "Normal", "BodyText",
        '<w:keepNext/><w:spacing w:before="80" w:after="80"/><w:jc w:val="center"/>',
        size(19),
    ),
    (
        "AbstractTitle", "Abstract Title", "Normal", "Abstract",
        '<w:keepNext/><w:spacing w:before="200" w:after="60"/><w:jc w:val="center"/>',
        f"<w:smallCaps/>{size(20)}",
    ),
    (
        "Abstract", "Abstract", "Normal", "",
        '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="exact"/>'
        '<w:ind w:left="540" w:right="540"/><w:jc w:val="both"/>',
        size(19),
    ),
    *(
        (
            f"Heading{level}", f"heading {level}", "Normal", "BodyText",
            f'<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>'
            f'<w:spacing w:before="{before}" w:after="{after}"/>{position}'
            f'<w:outlineLvl w:val="{level - 1}"/>',
            look,
        )
        for level, before, after, position, look in (
            (1, 320, 160, '<w:jc w:val="center"/>', f"<w:smallCaps/>{size(24)}"),
            (2, 260, 130, '<w:jc w:val="center"/>', "<w:i/><w:iCs/>"),
            (3, 220, 110, '<w:ind w:left="360"/>', "<w:i/><w:iCs/>"),
            (4, 160, 80, '<w:ind w:left="720"/>', "<w:i/><w:iCs/>"),
            (5, 120, 60, '<w:ind w:left="720"/>', ""),
            (6, 120, 60, '<w:ind w:left="1080"/>', f'<w:i/><w:iCs/>{size(20)}'),
        )
    ),
    (
        "TOCHeading", "TOC Heading", "Normal", "BodyText",
        '<w:keepNext/><w:spacing w:before="320" w:after="120"/><w:jc w:val="center"/>',
        f"<w:smallCaps/>{size(24)}",
    ),
    *(
        (
            f"TOC{level}", f"toc {level}", "Normal", "Normal",
            f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{MEASURE}"/></w:tabs>'
            f'<w:suppressAutoHyphens/><w:spacing w:line="240" w:lineRule="exact"/>'
            f'<w:ind w:left="{300 * level + 60}" w:hanging="360"/>',
            ("<w:smallCaps/>" if level == 1 else "") + size(20),
        )
        for level in range(1, 7)
    ),
    (
        "Quote", "Quote", "Normal", "BodyText",
        '<w:spacing w:before="120" w:after="120" w:line="240" w:lineRule="exact"/>'
        '<w:ind w:left="540" w:right="540"/><w:contextualSpacing/><w:jc w:val="both"/>',
        size(20),
    ),
    (
        "Bibliography", "Bibliography", "Normal", "",
        '<w:spacing w:before="60" w:after="60"/><w:ind w:left="360" w:hanging="360"/>'
        '<w:jc w:val="both"/>',
        "",
    ),
    (
        "ListParagraph", "List Paragraph", "Normal", "",
        '<w:spacing w:before="60" w:after="60"/><w:contextualSpacing/><w:jc w:val="both"/>', "",
    ),
    (
        "FootnoteText", "footnote text", "Normal", "",
        '<w:keepLines/><w:spacing w:after="20" w:line="212" w:lineRule="exact"/>'
        '<w:ind w:firstLine="280"/><w:jc w:val="both"/>',
        size(18),
    ),
    (
        "EndnoteText", "endnote text", "Normal", "",
        '<w:spacing w:after="40" w:line="212" w:lineRule="exact"/>'
        '<w:ind w:firstLine="280"/><w:jc w:val="both"/>',
        size(18),
    ),
    (
        "FootnoteBlockText", "Footnote Block Text", "FootnoteText", "FootnoteText",
        '<w:ind w:left="540" w:right="540" w:firstLine="0"/>', "",
    ),
    (
        "Figure", "Figure", "Normal", "Caption",
        '<w:keepNext/><w:spacing w:before="200" w:after="80"/><w:jc w:val="center"/>', "",
    ),
    (
        "Caption", "caption", "Normal", "BodyText",
        '<w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="120" w:after="120"/>'
        '<w:jc w:val="center"/>',
        size(19),
    ),
    (
        "TableText", "Table Text", "Normal", "",
        '<w:suppressAutoHyphens/><w:spacing w:before="30" w:after="30" w:line="230" w:lineRule="exact"/>',
        size(19),
    ),
    (
        "TableEnd", "Table End", "Normal", "BodyText",
        '<w:spacing w:line="200" w:lineRule="exact"/>', size(8),
    ),
    (
        "ThematicBreak", "Thematic Break", "Normal", "BodyText",
        '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
        '<w:spacing w:after="240" w:line="200" w:lineRule="exact"/>'
        '<w:ind w:left="3060" w:right="3060"/>',
        "",
    ),
    (
        "SourceCode", "Source Code", "Normal", "BodyText",
        '<w:suppressAutoHyphens/>'
        '<w:spacing w:before="120" w:after="120" w:line="230" w:lineRule="exact"/><w:ind w:left="360"/>',
        MONOSPACE + size(18),
    ),
    (
        "Header", "header", "Normal", "",
        f'<w:tabs><w:tab w:val="center" w:pos="{MEASURE // 2}"/>'
        f'<w:tab w:val="right" w:pos="{MEASURE}"/></w:tabs><w:suppressAutoHyphens/>',
        size(19),
    ),
    (
        "Footer", "footer", "Normal", "",
        f'<w:tabs><w:tab w:val="center" w:pos="{MEASURE // 2}"/>'
        f'<w:tab w:val="right" w:pos="{MEASURE}"/></w:tabs><w:suppressAutoHyphens/>',
        size(19),
    ),
)  # fmt: skip

# Character styles: id, name, run properties.
CHARACTERS = (
    ("DefaultParagraphFont", "Default Paragraph Font", ""),
    ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ("EndnoteReference", "endnote reference", '<w:vertAlign w:val="superscript"/>'),
    ("Hyperlink", "Hyperlink", ""),  # black: a coloured link would cost the printer a second ink
    (
        "VerbatimChar", "Verbatim Char",
        MONOSPACE + size(19),
    ),
    ("StrayMark", "Stray Mark", '<w:noProof/><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'),
    ("PageNumber", "page number", ""),
)  # fmt: skip

CELL_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 0), ("left", 80), ("bottom", 0), ("right", 80))
)
TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
    f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{CELL_MARGINS}</w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="ArticleTable">'
    '<w:name w:val="Article Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="20"/>'
    "<w:qFormat/><w:tblPr><w:tblBorders>"
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
OWN_NAMES = {
    "Author", "Abstract Title", "Abstract", "Footnote Block Text", "Figure", "Table Text", "Table End",
    "Thematic Break", "Source Code", "Verbatim Char", "Stray Mark",
}  # fmt: skip

DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Batang"'
    f' w:cs="Times New Roman"/><w:kern w:val="2"/>{size(22)}'
    '<w:lang w:val="en-US" w:eastAsia="ko-KR" w:bidi="he-IL"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:line="270" w:lineRule="exact"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)


Row = tuple[str, str, str, str, str, str]


def styles(defaults: str = DEFAULTS, rows: Iterable[Row] = PARAGRAPHS) -> str:
    """styles.xml (17.7)."""
    paragraphs = "".join(map(paragraph_style, rows))
    characters = "".join(map(character_style, CHARACTERS))
    return f"<w:styles {NAMESPACES}>{defaults}{paragraphs}{characters}{TABLES}</w:styles>"


SINGLE_SPACED = {
    "FootnoteText", "EndnoteText", "TableText", "SourceCode", "Header", "Footer", "Caption",
    *(f"TOC{level}" for level in range(1, 7)),
}  # fmt: skip
THIN = {"TableEnd", "ThematicBreak"}


def manuscript_row(row: Row) -> Row:
    """A style as in a manuscript: double spaced, ragged, in one size but for the notes."""
    id, name, parent, following, paragraph, run = row
    if id in THIN:
        return row
    paragraph = re.sub(r' w:line="[0-9]+" w:lineRule="exact"', "", paragraph)
    paragraph = paragraph.replace('<w:jc w:val="both"/>', "").replace("<w:contextualSpacing/>", "")
    paragraph = paragraph.replace(f'"{MEASURE // 2}"', f'"{MANUSCRIPT_MEASURE // 2}"')
    paragraph = paragraph.replace(f'w:pos="{MEASURE}"', f'w:pos="{MANUSCRIPT_MEASURE}"')
    if id == "Header":  # the author on the left, all else on the right
        paragraph = re.sub(r'<w:tab w:val="center"[^>]*/>', "", paragraph)
    if id in SINGLE_SPACED:
        line = ' w:line="240" w:lineRule="auto"/>'
        if "<w:spacing" in paragraph:
            paragraph = re.sub(r"(<w:spacing[^>]*)/>", rf"\1{line}", paragraph)
        else:
            paragraph += f"<w:spacing{line}"
    run = re.sub(r'<w:sz(?:Cs)? w:val="[0-9]+"/>', "", run).replace(LETTERSPACED, "")
    run = run.replace("<w:smallCaps/>", "<w:b/><w:bCs/>")
    return id, name, parent, following, paragraph, run + (size(20) if id in NOTES else "")


NOTES = {"FootnoteText", "EndnoteText"}


def paragraph_style(row: Row) -> str:
    id, name, parent, following, paragraph, run = row
    default = ' w:default="1"' if id == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default}{own(name)} w:styleId="{id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{parent}"/>' if parent else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + '<w:uiPriority w:val="10"/><w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def character_style(row: tuple[str, str, str]) -> str:
    id, name, run = row
    default = id == "DefaultParagraphFont"
    return (
        '<w:style w:type="character"'
        + (' w:default="1"' if default else "")
        + f'{own(name)} w:styleId="{id}"><w:name w:val="{name}"/>'
        + ("" if default else '<w:basedOn w:val="DefaultParagraphFont"/>')
        + '<w:uiPriority w:val="20"/>'
        + ("<w:semiHidden/><w:unhideWhenUsed/>" if default else "<w:qFormat/>")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def own(name: str) -> str:
    return ' w:customStyle="1"' if name in OWN_NAMES else ""


def numbering() -> str:
    """numbering.xml (17.9): bullets and numbers, each for nine levels."""
    bullets = "".join(list_level(level, "bullet", "•–"[level % 2]) for level in range(9))
    numbers = "".join(list_level(level, "decimal", f"%{level + 1}.") for level in range(9))
    return (
        f"<w:numbering {NAMESPACES}>"
        '<w:abstractNum w:abstractNumId="9001"><w:nsid w:val="2F6E0001"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/><w:name w:val="Bullets"/>{bullets}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="9002"><w:nsid w:val="2F6E0002"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:name w:val="Numbers"/>{numbers}</w:abstractNum>'
        "</w:numbering>"
    )


def list_level(level: int, number_format: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (level + 2)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


SETTINGS = f"""<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="360"/>\
<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="240"/>\
<w:doNotHyphenateCaps/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>\
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\
<w:endnotePr><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr>\
<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode"\
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
<w:themeFontLang w:val="en-US"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""


RULE = '<w:p><w:pPr><w:spacing w:before="80" w:after="40"/></w:pPr><w:r><w:{}/></w:r></w:p>'
NOTES_HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Notes</w:t></w:r></w:p>'


def notes(kind: str) -> str:
    """footnotes.xml or endnotes.xml without a note, but with its separators, which come first.

    A heading stands over the endnotes in the place of a rule, as in a book: it is there if there are
    any, and stays above them whatever is added to the text.
    """
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{id}">{content}</w:{kind}>'
        for id, name, content in (
            (-1, "separator", NOTES_HEADING if kind == "endnote" else RULE.format("separator")),
            (0, "continuationSeparator", RULE.format("continuationSeparator")),
        )
    )
    return f"<w:{kind}s {NAMESPACES}>{separators}</w:{kind}s>"


PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
TAB = "<w:r><w:tab/></w:r>"
SMALL_CAPS = "<w:rPr><w:smallCaps/></w:rPr>"


def words(template: str, properties: str = "") -> str:
    space = ' xml:space="preserve"' if template != template.strip() else ""
    return f"<w:r>{properties}<w:t{space}>{template}</w:t></w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


LEFT_PAGE = f"{PAGE}{TAB}{words('{{ running_journal }}', SMALL_CAPS)}{TAB}" + words(
    "{% if cited_volume %}[{{ cited_volume }}{% endif %}"
)
RIGHT_PAGE = (
    words(
        "{% if year %}{{ year }}{% endif %}{% if cited_volume %}{% if year %}]{% endif %}{% endif %}"
    )
    + f"{TAB}{words('{{ running_title }}', SMALL_CAPS)}{TAB}{PAGE}"
)
MASTHEAD = (
    paragraph(
        "Header",
        words(
            "{% if journal %}{{ journal }}{% endif %}", f"<w:rPr><w:smallCaps/>{size(34)}</w:rPr>"
        ),
        '<w:spacing w:after="120" w:line="440" w:lineRule="exact"/><w:jc w:val="center"/>',
    )
    + paragraph(
        "Header",
        TAB.join(
            words(f"{{% if masthead %}}{{{{ {name} }}}}{{% endif %}}", SMALL_CAPS)
            for name in ("named_volume", "date", "named_number")
        ),
        '<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="auto"/>'
        '<w:bottom w:val="single" w:sz="4" w:space="4" w:color="auto"/></w:pBdr>',
    )
    + paragraph("Header", "")
)
"""The head of a bound volume. A paragraph of which nothing is there is left out."""
FIRST_FOOT = paragraph("Footer", f"{TAB}{PAGE}") + paragraph(
    "Footer", TAB + words("{{ identifiers }}", f"<w:rPr>{size(16)}</w:rPr>")
)

HEADS = {
    "header": paragraph("Header", RIGHT_PAGE),
    "even_page_header": paragraph("Header", LEFT_PAGE),
    "first_page_footer": FIRST_FOOT,
    "first_page_header": MASTHEAD,
}
MANUSCRIPT_HEADS = {
    "header": paragraph(
        "Header",
        words("{{ running_authors }}") + TAB + words("{{ running_title }} · ") + PAGE,
    ),
    "first_page_footer": FIRST_FOOT,
    "first_page_header": paragraph(
        "Header",
        words("{% if journal %}{{ journal }}{% endif %}") + TAB + words("{{ issue_line }}"),
    ),
}
DROPPED = ("customXml", "stylesWithEffects", "webSettings", "thumbnail")
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties"/>'
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>footnoted</Application></Properties>"
)


class Look(NamedTuple):
    """What sets a template apart: its page, its styles, its running heads, its settings."""

    width: int
    height: int
    measure: int
    top: int
    bottom: int
    heads: dict[str, str]
    styles: str
    settings: str = SETTINGS


LETTER, A4 = (12240, 15840), (11906, 16838)
LOOKS = {
    "reference.docx": Look(*LETTER, MEASURE, 2160, 2016, HEADS, styles()),
    "reference-a4.docx": Look(*A4, MEASURE, 2500, 2360, HEADS, styles()),
    "manuscript.docx": Look(
        *LETTER, MANUSCRIPT_MEASURE, 1440, 1440, MANUSCRIPT_HEADS,
        styles(
            DEFAULTS.replace('w:line="270" w:lineRule="exact"', 'w:line="480" w:lineRule="auto"')
            .replace(size(22), size(24)),
            map(manuscript_row, PARAGRAPHS),
        ),
        SETTINGS.replace("<w:autoHyphenation/>", "").replace("<w:evenAndOddHeaders/>", ""),
    ),
}  # fmt: skip


def build(look: Look = LOOKS["reference.docx"]) -> bytes:
    """A template: python-docx carries the package and the page, the tables above fill the parts."""
    document = docx.Document()
    main, package = document.part, document.part.package
    for rels in (main.rels, package.rels):
        for relationship in list(rels.values()):
            if relationship.reltype.rpartition("/")[2] in DROPPED:
                del rels[relationship.rId]
    for kind, content_type in (
        ("footnote", CONTENT_TYPE.WML_FOOTNOTES),
        ("endnote", CONTENT_TYPE.WML_ENDNOTES),
    ):
        part = Part(PackURI(f"/word/{kind}s.xml"), content_type, notes(kind).encode(), package)
        main.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind}s".upper()))
    set_up_page(document, look)
    saved = BytesIO()
    document.save(saved)
    parts = {name: clean(part) for name, part in read_package(saved.getvalue()).items()}
    for name, xml in (
        ("word/styles.xml", look.styles),
        ("word/numbering.xml", numbering()),
        ("word/settings.xml", look.settings),
        ("docProps/core.xml", CORE),
        ("docProps/app.xml", APP),
    ):
        parts[name] = (DECLARATION + xml).encode()
    return write_package(parts)


def clean(part: bytes) -> bytes:
    """A part without the names of Word's extensions, none of which is used."""
    root = rf"<w:\1 {NAMESPACES}>".encode()
    part = re.sub(rb"<w:(document|hdr|ftr) [^>]*>", root, part)
    return re.sub(rb'<w:docGrid[^>]*/>| w:rsid\w*="[^"]*"', b"", part)


def set_up_page(document: DocumentObject, look: Look) -> None:
    """An empty body, and one section, with a head on all pages but the first."""
    section = document.sections[0]
    section.page_width, section.page_height = Twips(look.width), Twips(look.height)
    section.left_margin = section.right_margin = Twips((look.width - look.measure) // 2)
    section.top_margin, section.bottom_margin = Twips(look.top), Twips(look.bottom)
    section.header_distance = Twips(min(1440, look.top - 720))
    section.footer_distance = Twips(min(1200, look.top - 720))
    section.different_first_page_header_footer = True
    for name, content in look.heads.items():
        head = getattr(section, name)
        head.is_linked_to_previous = False
        old = head.paragraphs[0]._p
        for new in parse_xml(f"<w:hdr {NAMESPACES}>{content}</w:hdr>"):
            old.addprevious(new)
        old.getparent().remove(old)


if __name__ == "__main__":
    for file, look in LOOKS.items():
        (HERE / file).write_bytes(build(look))
