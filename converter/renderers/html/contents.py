"""The table of contents of a page."""

from __future__ import annotations

from converter.renderers.html.page import HeadingLine, Page


def contents(page: Page) -> str:
    """The headings as nested lists of links; "" for a text without any."""
    if not page.headings:
        return ""
    lines: list[str] = []
    open_levels: list[int] = []
    for heading in page.headings:
        lines += _begin(open_levels, heading)
        lines.append(f'<li><a href="#{heading.id}">{heading.words}</a>')
    lines += ["</li>\n</ul>"] * len(open_levels)
    return (
        f'<nav role="doc-toc" aria-labelledby="{page.prefix}contents">\n'
        f'<h2 id="{page.prefix}contents">{page.own.contents}</h2>\n' + "\n".join(lines) + "\n</nav>"
    )


def _begin(open_levels: list[int], heading: HeadingLine) -> list[str]:
    """What ends the lists and items before a heading, and begins its own list if it needs one."""
    ended = []
    while len(open_levels) > 1 and open_levels[-2] >= heading.level:
        open_levels.pop()
        ended.append("</li>\n</ul>")
    if not open_levels or heading.level > open_levels[-1]:
        open_levels.append(heading.level)
        return [*ended, "<ul>"]
    open_levels[-1] = heading.level
    return [*ended, "</li>"]
