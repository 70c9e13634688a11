"""The reading of parts, the form in which they can be edited, and the places of what is in them."""

from __future__ import annotations

import pytest

from converter.document.diagnostics import ConversionError
from converter.word.events import read, reader
from converter.word.names import MC, R, W
from converter.word.xml import (
    children,
    editable,
    fragment,
    in_our_form,
    normalized,
    parse,
    qn,
    serialized,
    with_attribute,
)
from tests.word.spellings import SPELLINGS, Spelling, prefix_x, said

DOCUMENT = (
    f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:m="urn:m"><w:body>'
    '<w:p w:a="1 &lt; 2 &amp; &quot;3&quot;&#10;&#9;"><w:r>'
    '<w:t xml:space="preserve"> a &lt; b </w:t></w:r></w:p>'
    '<m:x m:y="é" z=""/><y xmlns="urn:y"><z xmlns=""/></y><w:hyperlink r:id="link1"/>'
    "</w:body></w:document>"
)
PART = f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCUMENT}'.encode()


@pytest.mark.parametrize(
    "name", ["byte order mark", "single quotes", "blanks", "CDATA", "end tags"]
)
def test_a_part_in_utf_8_with_our_prefixes_is_edited_as_it_is(name: str) -> None:
    part = SPELLINGS[name](PART)
    assert editable(part) is part


@pytest.mark.parametrize(
    "name",
    ["prefix x", "default namespace", "ElementTree", "UTF-16", "Latin 1", "ASCII", "comments"],
)
def test_any_other_part_is_written_anew_before_it_is_edited(name: str) -> None:
    part = editable(SPELLINGS[name](PART))
    assert said(part) == said(PART)
    assert part.endswith(b"</w:document>")
    assert part.count(W.encode()) == 1
    assert editable(part) is part


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_a_normal_part_says_the_same_whatever_it_was_spelled_like(spelling: Spelling) -> None:
    part = normalized(spelling(PART))
    assert said(part) == said(PART)
    assert normalized(part) == part
    assert b'<w:hyperlink r:id="link1"/>' in part
    assert b"<!--" not in part
    assert parse(part).find(f".//{qn('t')}").text == " a < b "
    assert parse(part).find(f".//{qn('p')}").get(qn("a")) == '1 < 2 & "3"\n\t'


def test_line_ends_that_are_told_by_number_stay() -> None:
    part = prefix_x(PART.replace(b" a ", b"a&#13;\nb"))
    assert parse(normalized(part)).find(f".//{qn('t')}").text == "a\r\nb&lt; b ".replace(
        "&lt;", "<"
    )


@pytest.mark.parametrize("namespace", ["urn:other", R])
def test_a_prefix_of_ours_for_another_namespace_is_refused(namespace: str) -> None:
    part = f'<x:p xmlns:x="{W}"><x:r xmlns:w="{namespace}"/></x:p>'.encode()
    for work in (editable, normalized):
        with pytest.raises(ConversionError, match="not written as usual"):
            work(part)


@pytest.mark.parametrize(
    "part", [b"", b"<w:p/>", b"<a>", b"<a/><b/>", "<a>é</a>".encode("latin-1"), b"<a>&e;</a>"]
)
def test_what_is_no_well_formed_xml_is_refused(part: bytes) -> None:
    for work in (parse, editable, normalized, children):
        with pytest.raises(ConversionError, match=r"damaged: .*; open it in Word and save it"):
            work(part)


@pytest.mark.parametrize(
    "doctype",
    [
        b"<!DOCTYPE a>",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE a [<!ENTITY e "x"><!ENTITY f "&e;&e;&e;">]>',
    ],
)
def test_a_document_type_is_refused(doctype: bytes) -> None:
    for work in (parse, editable, normalized, children):
        with pytest.raises(ConversionError, match="holds a document type"):
            work(doctype + b"<a/>")


@pytest.mark.parametrize(
    "encoding", ["UTF-7", "Shift_JIS", "idna", "undefined", "hex", "punycode", "nonsense"]
)
@pytest.mark.parametrize("written", ["UTF-8", "UTF-8-sig", "UTF-16", "UTF-16-BE"])
def test_an_encoding_that_cannot_be_read_is_refused(encoding: str, written: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>\n{DOCUMENT}'.encode(written)
    for work in (editable, normalized, children):
        with pytest.raises(ConversionError, match=r"damaged: .*; open it in Word and save it"):
            work(part)


def test_an_error_of_a_handler_is_not_taken_for_one_of_the_encoding() -> None:
    def fail(*_: object) -> None:
        raise KeyError("ours")

    parser = reader()
    parser.StartElementHandler = fail
    with pytest.raises(KeyError, match="ours"):
        read(parser, PART)


def test_names_of_prefixes_in_attributes_follow_their_prefixes() -> None:
    """Word refuses a file that names a prefix that is not there, as one that ElementTree wrote does."""
    part = (
        f'<x:document xmlns:x="{W}" xmlns:mc="{MC}" xmlns:v="urn:v" mc:Ignorable="v w14 x">'
        '<mc:AlternateContent><mc:Choice Requires="x v"/></mc:AlternateContent></x:document>'
    ).encode()
    root = parse(normalized(part))
    assert root.get(f"{{{MC}}}Ignorable") == "v"
    assert root[0][0].get("Requires") == "w v"


# Places


def test_children_are_told_with_their_bytes() -> None:
    part = (
        f"""\ufeff<w:a xmlns:w="{W}" xmlns:o='urn:o'> <!-- <w:no/> --><w:b w:id='1>2' />é"""
        """<o:c x="y"><w:d/>\n</o:c ><w:e/></w:a>"""
    ).encode()
    found = children(part)
    assert [(one.name, one.attributes) for one in found] == [
        ("b", {"id": "1>2"}), ("urn:o c", {"x": "y"}), ("e", {}),
    ]  # fmt: skip
    assert [part[one.start : one.end].split()[0] for one in found] == [b"<w:b", b"<o:c", b"<w:e/>"]
    assert part[found[0].start : found[1].start] == "<w:b w:id='1>2' />é".encode()
    assert part[found[1].end : found[2].end] == b"<w:e/>"


def test_children_of_a_child_are_those_of_the_root_s_own() -> None:
    part = (
        f'<w:a xmlns:w="{W}"><w:c><w:b><w:no/></w:b></w:c><w:b><w:d><w:b/></w:d><w:e/></w:b></w:a>'
    )
    found = children(part.encode(), "b")
    assert [(one.name, part[one.start : one.end]) for one in found] == [
        ("d", "<w:d><w:b/></w:d>"), ("e", "<w:e/>"),
    ]  # fmt: skip


def test_a_part_in_our_form_is_searched_as_it_is() -> None:
    part = f'<?xml version="1.0"?>\r\n<w:a xmlns:w="{W}"><w:b w:id="1"/>a b</w:a>'.encode()
    assert in_our_form(part) is part


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ('w:id="1"', "w:id='1'"),
        ('w:id="1"', 'w:id = "1"'),
        (' w:id="1"', '\n w:id="1"'),
        (' w:id="1"', '  w:id="1"'),
        ("/>", " />"),
        ("<w:b ", "<!-- w:id -->\n<w:b "),
    ],
)
def test_a_part_that_is_written_otherwise_is_searched_in_our_form(ours: str, theirs: str) -> None:
    part = f'<w:a xmlns:w="{W}"><w:b w:id="1"/></w:a>'.replace(ours, theirs)
    assert b'<w:b w:id="1"/>' in in_our_form(part.encode())


@pytest.mark.parametrize(
    ("element", "changed"),
    [
        (b'<w:a w:id="1"/>', b'<w:a w:id="2"/>'),
        (b"<w:a w:id = '1'><w:b w:id='1'/></w:a>", b"<w:a w:id = \"2\"><w:b w:id='1'/></w:a>"),
        (b"""<w:a x=" w:id='1'" w:id="1"/>""", b"""<w:a x=" w:id='1'" w:id="2"/>"""),
        (b'<w:a xw:id="1" w:ide="1"/>', b'<w:a xw:id="1" w:ide="1"/>'),
    ],
)
def test_an_attribute_is_changed_and_nothing_else(element: bytes, changed: bytes) -> None:
    assert with_attribute(element, "w:id", "2") == changed


def test_a_value_is_escaped_in_its_attribute() -> None:
    assert with_attribute(b"<a b=''/>", "b", '<&"') == b'<a b="&lt;&amp;&quot;"/>'


def test_elements_of_a_tree_can_stand_in_another_part() -> None:
    root = parse(PART)
    pieces = fragment([root.find(f".//{qn('p')}"), root.find(f".//{qn('hyperlink')}")])
    assert pieces.startswith(b"<w:p w:a=")
    assert pieces.endswith(b'<w:hyperlink r:id="link1"/>')
    assert b"xmlns" not in pieces


def test_a_root_that_is_empty_has_an_end_tag() -> None:
    assert serialized(parse(b"<a/>")).endswith(b"<a></a>")
