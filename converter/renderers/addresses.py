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

PLAIN_HOST = r"https?://[A-Za-z0-9]++(?>(?:[.-][A-Za-z0-9]++)*)"
PLAIN = Pattern(rf"{PLAIN_HOST}(?:/[!-~]*+)?")
"""What nearly all of them are like, told without a look at all that an address may be."""


HOST = Pattern(rf"(?i)https?://(?:[^{OF_NO_HOST}]*@)?([^:\[{OF_NO_HOST}]+)(?::([0-9]*))?")
LARGEST_PORT = 65535

STRAY_PERCENT = "%(?![0-9A-Fa-f]{2})"
"""A percent sign that begins no octet, for `percent_encoded`: it must be one itself (RFC 3986, 2.4)."""


def is_safe_url(url: str) -> bool:
    """Whether a link may be live: http, https and mailto only, and nothing in it that no address has.

    All formats ask here; what may not be live is printed as text.

    >>> is_safe_url("https://example.org/a"), is_safe_url("https://:80/a"), is_safe_url("file:///a")
    (True, False, False)
    """
    if PLAIN.compiled.fullmatch(url):
        return True
    if not url.isprintable() or " " in url or not ADDRESS.compiled.fullmatch(url):
        return False
    host = HOST.compiled.match(url)
    return host is None or _can_be_host(host[1], host[2] or "")


def _can_be_host(name: str, port: str) -> bool:
    """Whether a host has labels as RFC 1123, 2.1 has them, and a port that there can be.

    An underscore is let pass: some hosts have one, and browsers find them.
    """
    labels = name.removesuffix(".").split(".")
    fits = all(one and not one.startswith("-") and not one.endswith("-") for one in labels)
    return fits and int(port or 0) <= LARGEST_PORT


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
