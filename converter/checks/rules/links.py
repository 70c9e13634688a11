"""Links: web addresses, and the archive links beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from converter.checks.passage import CheckedPassage
from converter.checks.rule import BLUEBOOK, Found, group
from converter.checks.subject import Subject
from converter.renderers.addresses import STRAY_PERCENT, is_safe_url

rule = group("links")

PERMA = re.compile(
    r"(?P<open>\[)?(?:[a-z]{3,7}[:;]?/{1,3}[ ]{0,2})?(?:www\.)?perma\.cc"
    r"(?P<code>/[^\s\[\]()<>”\"]{0,2000})(?P<close>\])?"
)
"""An address that begins wrong (``https:/``) is another rule's."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
PERMA_CODE = re.compile(r"/(?:[A-Z\d]{4}-[A-Z\d]{4}|0[A-Za-z\d]{8,11})(?:/?(?:[?#].{0,2000})?)")
PERMA_PAGE = re.compile(r"/(?:[a-z][a-z/-]{0,200})?[.,;]?")
ARCHIVE = re.compile(
    r"\b(?:perma\.cc|web\.archive\.org|archive\.(?:org|is|ph|today)|webcitation\.org)/",
    re.IGNORECASE,
)
ARCHIVES = ("perma.cc", "web.archive.org", "archive.org", "archive.is", "archive.ph", "archive.today",
            "webcitation.org", "doi.org", "arxiv.org", "ssrn.com", "hdl.handle.net")  # fmt: skip
MALFORMED = re.compile(
    r"(?<![A-Za-z])(?:(?P<right>https?://)(?=https?://)|(?<!\d{8}/)https?:/(?=[\w])|https?//(?=\w)|https?:\\\\|https?;//"
    r"|(?:hhttps?|htps?|htttps?|httpss|htpps?|htt)://|https?:\s//)"
)
NO_HOST = re.compile(r"(?i:https?)://(?:[^\s/.\[\]()<>]{1,60})(?=[/\s,;)\]]|\.\s|\.?\Z)")
NO_BEGINNING = re.compile(r"\bhttps?://[/.-]{1,9}\w[^\s\[\]()<>]{0,60}", re.IGNORECASE)
NO_OCTET = re.compile(STRAY_PERCENT)
BROKEN = re.compile(
    r"(?<=[/_=&?-])[ ]{1,2}"
    r"(?=[\w.~%/?=&#-]{0,200}(?:[/=_?&][\w.~%-]|\.(?:html?|pdf|aspx?|php)\b))"
)
BROKEN_AFTER_SCHEME = re.compile(r"\b(?i:https?)://[ ]{1,3}(?=[a-z\d-]{1,63}\.[a-z])")
LOCAL = ("localhost", "http://localhost", "https://localhost")
WORDS_AROUND = 60


@rule("L001", "warning", "RFC 3986, section 3", fix="offered")
def address_malformed(subject: Subject) -> Iterator[Found]:
    """A web address that no browser can open.

    Bad:
        1. Bo Lund, The Wick (2023), http:/www.example.org/wick.
    Good:
        1. Bo Lund, The Wick (2023), http://www.example.org/wick.
    """
    for passage in subject.passages_with(MALFORMED):
        for match in MALFORMED.finditer(passage.text):
            secure = "s" in match[0][:6].partition(":")[0].partition("/")[0]
            fix = "" if match["right"] else f"http{'s' if secure else ''}://"
            yield passage.found(match, f"“{match[0]}” begins no address", "Check the address.", fix)
    for passage in subject.passages_with(NO_HOST):
        for match in NO_HOST.finditer(passage.text):
            if not match[0].lower().startswith(LOCAL) and not MALFORMED.match(match[0]):
                message = f"“{match[0]}” has no domain such as example.org"
                yield passage.found(match, message, "Check the address.")
    for passage in subject.passages_with(NO_BEGINNING):
        for match in NO_BEGINNING.finditer(passage.text):
            message = f"“{match[0]}” has no domain such as example.org"
            yield passage.found(match, message, "Check the address.")
    for passage in subject.passages_with_addresses():
        yield from _impossible(passage)
        yield from _glued(passage)


def _impossible(passage: CheckedPassage) -> Iterator[Found]:
    """The addresses that can be none, but for those that are named for what they begin with."""
    for start, end in passage.addresses:
        address = passage.text[start:end]
        whole = f"https://{address}" if address.lower().startswith("www.") else address
        shown = address[:LONGEST_SHOWN]
        if is_safe_url(whole):
            if sign := NO_OCTET.search(address):
                message = f"a percent sign in “{shown}” has no two digits behind it"
                at = start + sign.start()
                yield passage.found((at, at + 1), message, "Write %25, or the digits.")
        elif not any(one.search(address) for one in (MALFORMED, NO_HOST)):
            message = f"“{shown}” can be no address, and is printed as text"
            remedy = "Check its domain, and what stands behind it."
            yield passage.found((start, end), message, remedy)


def _glued(passage: CheckedPassage) -> Iterator[Found]:
    """The addresses that begin where another ends, as in ``https://x.orghttps://y.org``."""
    for before, (start, end) in pairwise(passage.addresses):
        if before[1] == start:
            address = passage.text[start : min(end, start + LONGEST_SHOWN)]
            message = f"“{address}” begins within another address, and is a link of its own"
            yield passage.found((start, end), message, "Put a blank between them, or delete one.")


LONGEST_SHOWN = 80
"""Characters of an address in a message."""


@rule("L002", "warning", "RFC 3986, section 2: an address holds no blank", fix="offered")
def address_broken(subject: Subject) -> Iterator[Found]:
    """A blank stands within a web address, so that only its beginning is a link.

    Bad:
        1. Bo Lund, The Wick (2023), https://www.example.org/reports/ wick-2023.pdf.
    Good:
        1. Bo Lund, The Wick (2023), https://www.example.org/reports/wick-2023.pdf.
    """
    for passage in subject.passages_with_addresses():
        for start, end in passage.addresses:
            match = BROKEN.match(passage.text, end)
            if (
                match
                and not PERMA.match(passage.text, start)
                and _goes_on(passage.text[match.end() : match.end() + 200])
            ):
                message = "the address goes on after this blank"
                yield passage.found(match, message, "Delete the blank.", "")
    for passage in subject.passages_with(BROKEN_AFTER_SCHEME):
        for match in BROKEN_AFTER_SCHEME.finditer(passage.text):
            blank = match.start() + len(match[0].rstrip()), match.end()
            yield passage.found(
                blank, "the address goes on after this blank", "Delete the blank.", ""
            )


def _goes_on(after: str) -> bool:
    """Whether the next word is more likely a piece of an address than of the sentence."""
    word = after.split(None, 1)[0] if after.split() else ""
    own = word.lower().startswith(("http", "www."))
    return not own and any(one.isdecimal() or one in "-_.=?%" for one in word.rstrip(".,;)]"))


@rule("L003", "info", "one source has one title: Bluebook rule 18.2")
def same_address_other_words(subject: Subject) -> Iterator[Found]:
    """Two notes give one web address to differently named sources.

    Bad:
        1. Bo Lund, The Wick, Harbour News (2023), https://www.example.org/wick.
        2. Ana Tamm, Oil for the Poor, Tide Monthly (2023), https://www.example.org/wick.
    Good:
        1. Bo Lund, The Wick, Harbour News (2023), https://www.example.org/wick.
        2. Lund, supra note 1, https://www.example.org/wick.
    """
    first: dict[str, tuple[str, set[str]]] = {}
    for note in subject.notes:
        for start, end in note.addresses:
            address = note.text[start:end].rstrip("/")
            before = note.text[max(0, start - 200) : start].rpartition("; ")[2]
            words = set(re.findall(r"[^\W\d_]{4,}", before.lower()))
            label, known = first.setdefault(address, (note.label, words))
            if label != note.label and min(len(words), len(known)) > 2 and not words & known:
                message = f"note {label} gives this address to another source"
                yield note.found((start, end), message, "Check which source it belongs to.")


@rule("S007", "info", "Bluebook rule 18.2.1(d) encourages archive links", styles=BLUEBOOK)
def archive_link_missing(subject: Subject) -> Iterator[Found]:
    """A web source has no archive link. A rule of many houses, not of all.

    Bad:
        1. Bo Lund, The Wick (2023), https://www.example.org/wick.
    Good:
        1. Bo Lund, The Wick (2023), https://www.example.org/wick [https://perma.cc/AB12-CD34].
    """
    for note in subject.notes:
        for start, end in note.addresses:
            archived = ARCHIVE.search(note.text, end, end + WORDS_AROUND)
            if not archived and not _is_archive(note.text[start:end]):
                message = "this web source has no archive link"
                form = subject.habit("archive") or "[https://perma.cc/…]"
                yield note.found((start, end), message, f"Add an archive link, as {form}.")


def _said_of_code(code: str) -> tuple[str, str]:
    """What is wrong with the code of an archive link, and what to do."""
    visible = INVISIBLE.sub("", code)
    if PERMA_CODE.fullmatch(visible):
        return f"an invisible character stands in “perma.cc{visible}”", "Type the link anew."
    remedy = "It has four letters or digits, a hyphen and four more: copy it again."
    return f"“perma.cc{code}” is not a perma.cc link", remedy


def _is_archive(address: str) -> bool:
    host = address.split("//")[-1].split("/")[0].lower()
    return host.endswith(ARCHIVES)


@rule("S008", "warning", "Bluebook rule 18.2.1(d); perma.cc user guide")
def archive_link_malformed(subject: Subject) -> Iterator[Found]:
    """A perma.cc link without its eight letters and digits, or with half of its brackets.

    Where the profile of the house says how it writes them (``--typography``), one in another form too.

    Bad:
        1. Bo Lund, The Wick (2023), https://www.example.org/wick [https://perma.cc/AB12-CD3].
    Good:
        1. Bo Lund, The Wick (2023), https://www.example.org/wick [https://perma.cc/AB12-CD34].
    """
    for passage in subject.passages_with(PERMA):
        for match in PERMA.finditer(passage.text):
            code = match["code"].rstrip(".,;:’'")
            if PERMA_PAGE.fullmatch(code):
                continue
            if not PERMA_CODE.fullmatch(code):
                yield passage.found(match, *_said_of_code(code))
            elif subject.is_reported_unbalanced(passage.span(*match.span())):
                continue
            elif bool(match["open"]) != bool(match["close"]):
                message = f"the brackets around “perma.cc{code}” are not a pair"
                yield passage.found(match, message, "Put the whole link in square brackets.")
            elif match["open"] and code != match["code"]:
                message = "a stop stands within the brackets of the archive link"
                yield passage.found(match, message, "Put it behind the bracket.")
            elif (form := subject.habit("archive")) and form != _form(passage.text, match):
                yield passage.found(match, f"the house writes {form}", "Write it in that form.")


def _form(text: str, link: re.Match[str]) -> str:
    """The way in which an archive link is written."""
    if text[max(0, link.start() - 14) : link.start()].lower().rstrip().endswith("archived at"):
        return "archived at"
    return "[https://perma.cc/…]" if "//" in link[0] else "[perma.cc/…]"
