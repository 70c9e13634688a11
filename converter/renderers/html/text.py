"""The escaping of a web page: one function for each place that words can stand in."""

from __future__ import annotations

import re

NOT_IN_URLS = re.compile(r'(?P<host>://\[[0-9A-Fa-f:.]+\])|[\[\]"<>\\^`{|}]')


PLAIN_URL = re.compile(r"[A-Za-z0-9:/.?#=&%+,;@!$'()*~_-]*+")
"""What nearly all addresses are like: nothing in them but `&` is written otherwise."""


NOT_IN_SLUGS = re.compile("[^A-Za-z0-9.-]")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """For a value between double quotes; right in text as well."""
    return escape(text).replace('"', "&quot;")


def slug(key: str) -> str:
    """A key as part of an id: letters, digits, hyphens and dots stay, so no two keys become one."""
    return NOT_IN_SLUGS.sub(lambda found: f"_{ord(found[0]):x}_", key)


def _address(url: str) -> str:
    """An address as an attribute; what may not stand in one (URL Standard, 1.1) by its number."""
    if PLAIN_URL.fullmatch(url):
        return url.replace("&", "&amp;")
    valid = NOT_IN_URLS.sub(lambda found: found["host"] or f"%{ord(found[0]):02X}", url)
    return escape_attribute(valid)


def _breakable(words: str) -> str:
    """An address may break after its slashes, where browsers do not break by themselves."""
    if "://" not in words:
        return words
    scheme, _, path = words.partition("://")
    return f"{scheme}://{path.replace('/', '/<wbr>')}"
