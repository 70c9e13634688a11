"""Characters of fonts that are older than Unicode: as ``w:sym`` names them (17.3.3.30), or as text."""

from __future__ import annotations

SYMBOL = (
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x72: "❒", 0x76: "❖", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xB2: "✧", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip

FONTS = {
    "symbol": {
        **dict(enumerate(SYMBOL, 0x20)),
        **dict(enumerate(SYMBOL_HIGH, 0xA0)),
    },
    "wingdings": WINGDINGS,
}
"""What the characters of a font are in Unicode. Symbol's are those of Adobe's symbol encoding."""

SIGNS = ("symbol", "wingdings", "webdings")
"""How the names of fonts begin, in small letters, that have signs where Unicode has nothing."""


def character(font: str, code: str) -> str | None:
    """The character that a font has at a code in hexadecimal digits; None if it is not known.

    >>> character("Symbol", "F061"), character("Garamond", "00A7")
    ('α', '§')
    """
    try:
        number = int(code, 16)
    except ValueError:
        return None
    table = FONTS.get(font.lower())
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if table is not None:
        return table.get(low)
    if low != number or not 0x20 <= number <= 0xD7FF:
        return None
    return chr(number)
