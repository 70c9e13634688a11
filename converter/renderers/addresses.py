"""Web addresses: which of them a link may lead to, and how they are written in an output."""

from __future__ import annotations

import re

SAFE_SCHEMES = ("http://", "https://", "mailto:")


def is_safe_url(url: str) -> bool:
    """Whether a link may be live: http, https and mailto only, and no control or space inside."""
    return url.lower().startswith(SAFE_SCHEMES) and url.isprintable() and " " not in url


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
