"""Web addresses: which of them a link may lead to, and how they are written in an output."""

from __future__ import annotations

import re

from converter.speed.patterns import Pattern

OF_NO_HOST = r"/?#@\[\]<>\"\\^`{|}"
ADDRESS = Pattern(
    rf"""(?ix) https?:// (?: [^{OF_NO_HOST}]*+ @ )?
    (?: (?> (?: [^:%{OF_NO_HOST}]++ | %[0-9a-f]{{2}} )+ ) | \[ [0-9a-f:.]++ \] )
    (?: : (?! // ) [0-9]{{0,5}} )? (?: [/?#] .* )?
    | mailto: [^@?]++ @ [^?]++ (?: \? .* )?"""
)
"""An address with a host that can be one (RFC 3986, 3.2), or to a person (RFC 6068, 2).

Letters beyond ASCII may stand in it (RFC 3987), and what else has to be written as octets in the path
(`percent_encoded`). No host ends in a scheme, as in ``https://x.gov.uhttps://y.org``.
"""

PLAIN = Pattern(r"https?://[A-Za-z0-9.-]++(?:/[!-~]*+)?")
"""What nearly all of them are like, told without a look at all that an address may be."""


def is_safe_url(url: str) -> bool:
    """Whether a link may be live: http, https and mailto only, and nothing in it that no address has.

    All formats ask here; what may not be live is printed as text.

    >>> is_safe_url("https://example.org/a"), is_safe_url("https://:80/a"), is_safe_url("file:///a")
    (True, False, False)
    """
    if PLAIN.compiled.fullmatch(url):
        return True
    return url.isprintable() and " " not in url and bool(ADDRESS.compiled.fullmatch(url))


def percent_encoded(text: str, encoded: str) -> str:
    """A part of an address with what the pattern `encoded` finds written as octets of UTF-8.

    What may stand as it is differs by format and by part (RFC 3986, section 2). `urllib.parse.quote`
    can leave no letter beyond ASCII as it is, and tells no ``%41`` from a percent sign.

    >>> percent_encoded("a[b]ü", "[^a-z]")
    'a%5Bb%5D%C3%BC'
    """
    return re.sub(encoded, _octets, text)


def _octets(found: re.Match[str]) -> str:
    return "".join(f"%{octet:02X}" for octet in found[0].encode("utf-8", "replace"))
