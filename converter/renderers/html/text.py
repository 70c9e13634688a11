"""The escaping of a web page: one function for each place that words can stand in."""

from __future__ import annotations

from converter.renderers.addresses import STRAY_PERCENT, percent_encoded
from converter.speed.patterns import Pattern

PLAIN_ADDRESS = Pattern(
    r"[A-Za-z0-9:/.?#=&+,;@!$'()*~_-]*+(?>(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:/.?#=&+,;@!$'()*~_-]*+)*)"
)
"""What nearly all addresses are like: nothing in them but `&` is written otherwise."""

IP_HOST = Pattern(r"(://\[[0-9A-Fa-f:.]+\])")
"""A host that is a number (RFC 3986, 3.2.2), where alone brackets may stand."""

NOT_IN_ADDRESSES = rf'[\[\]"<>\\^`{{|}}]|{STRAY_PERCENT}'
"""What no address may hold (URL Standard, "URL code points"). Letters beyond ASCII may stay."""

NOT_IN_SLUGS = Pattern("[^A-Za-z0-9.-]")


def escape(text: str) -> str:
    """For text between tags."""
    # To look is cheaper than to try.
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """For a value between double quotes; right in text as well."""
    return escape(text).replace('"', "&quot;")


def escape_address(url: str) -> str:
    """For an address between double quotes.

    >>> escape_address("https://x.org/{a}?b&c=ü")
    'https://x.org/%7Ba%7D?b&amp;c=ü'
    """
    if PLAIN_ADDRESS.compiled.fullmatch(url):
        return url.replace("&", "&amp;")
    parts = IP_HOST.compiled.split(url)  # every second one is a host
    parts[::2] = [percent_encoded(part, NOT_IN_ADDRESSES) for part in parts[::2]]
    return escape_attribute("".join(parts))


def breakable(words: str) -> str:
    """Escaped words that, if an address, may break after slashes: browsers do not break there."""
    if "://" not in words:
        return words
    scheme, _, path = words.partition("://")
    return f"{scheme}://{path.replace('/', '/<wbr>')}"


def slug(key: str) -> str:
    """A key as part of an id: letters, digits, hyphens and dots stay, so no two keys become one."""
    return NOT_IN_SLUGS.compiled.sub(lambda found: f"_{ord(found[0]):x}_", key)
