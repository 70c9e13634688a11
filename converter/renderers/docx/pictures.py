"""Pictures in a Word file: in the line of text, with their description, no larger than there is room."""

from __future__ import annotations

from converter.document.model import Image
from converter.renderers.docx.story import QUOTE_INDENT, Story, left_indent
from converter.renderers.docx.template.settings import text_size
from converter.renderers.docx.text import escape
from converter.renderers.pictures import Picture, read_picture
from converter.word.names import DRAWING, TYPES
from converter.word.package import Parts

EMU = 635  # in a twip
FIRST_ID = 9_001
"""Above the ids that pictures in the heads of a house's file have."""
CELL_MARGINS = 160
TALLEST, TALLEST_IN_NOTE = 0.8, 0.4
"""Parts of a page's text that a picture may fill, so that its caption or its mark stands with it."""


def embed(node: Image, story: Story) -> bool:
    """Write an image to the story as a picture (17.3.3.9), if it is one."""
    pictures = story.book.pictures
    if node.url not in pictures:
        found = read_picture(node.url)
        if found is None:
            return False
        pictures[node.url] = f"media/footnoted{len(pictures) + 1}.{found.kind}", found
    name, picture = pictures[node.url]
    relationship = story.pictures.setdefault(name, f"picture{len(story.pictures) + 1}")
    story.book.drawings += 1
    width, height = fitted(picture, story)
    number = FIRST_ID - 1 + story.book.drawings
    story.out.append(drawing(number, relationship, width, height, node.alt))
    story.pictured = story.last
    return True


def drawing(number: int, relationship: str, width: int, height: int, alt: str) -> str:
    """A picture in the line of text (20.4.2.8), with its description (20.4.2.5)."""
    size = f'cx="{width}" cy="{height}"'
    named = f'id="{number}" name="Picture {number - FIRST_ID + 1}"'
    described = f' descr="{escape(alt)}"' if alt else ""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f"<wp:docPr {named}{described}/>"
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def add_media(parts: Parts, pictures: dict[str, tuple[str, Picture]]) -> None:
    """Put the pictures into the package, and say what type they are of (Part 2, 7.2.3)."""
    types = parts[TYPES]
    for name, picture in pictures.values():
        parts[f"word/{name}"] = picture.data
        if f'Extension="{picture.kind}"'.encode() not in types:
            default = f'<Default Extension="{picture.kind}" ContentType="image/{picture.kind}"/>'
            start = types.index(b">", types.index(b"<Types")) + 1
            types = types[:start] + default.encode() + types[start:]
    parts[TYPES] = types


# How large a picture may be


def fitted(picture: Picture, story: Story) -> tuple[int, int]:
    """Width and height in EMU, made smaller in proportion where there is no room for them."""
    width, height = text_size(story.book.page)
    setting = story.setting
    if setting.of:
        width = max(width * setting.columns // setting.of - CELL_MARGINS, CELL_MARGINS)
    across = width - left_indent(setting.quotes, setting.lists)
    across = max(across - QUOTE_INDENT * setting.quotes, width // 8)
    down = height * (TALLEST if story.kind == "body" else TALLEST_IN_NOTE)
    scale = min(1.0, across * EMU / picture.width, down * EMU / picture.height)
    return max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
