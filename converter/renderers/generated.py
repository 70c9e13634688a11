"""The words that a format adds to a text, in the language of the text: one table for all formats."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from converter.renderers.languages import language_of
from converter.speed.patterns import Pattern


class Generated(Struct, frozen=True):
    """Generated words of a language. `notes` heads endnotes where these are the only list.

    In `note`, `endnote`, `place`, `back` and `again` stands ``{}``.
    `note` and `endnote` name one of them by its number. `back`, from a note to its mark in the text,
    and `again`, to the note read before, take such a name; `place` the count of a mark among those of
    one note. So that no word has to be inflected, most languages set the name after a colon.
    """

    footnotes: str
    endnotes: str
    notes: str
    note: str
    endnote: str
    contents: str
    abstract: str
    table: str
    dark: str
    back: str
    place: str
    again: str


ENGLISH = Generated(
    "Footnotes",
    "Endnotes",
    "Notes",
    "note {}",
    "endnote {}",
    "Contents",
    "Abstract",
    "table",
    "Dark colours",
    "back to {} in the text",
    ", place {}",
    "back to {}",
)

TABLE = """
ar: الحواشي | التعليقات الختامية | الهوامش | حاشية {} | تعليق ختامي {} | المحتويات | الملخص |
    جدول | ألوان داكنة | العودة إلى النص: {} | ، الموضع {} | رجوع: {}
ca: Notes a peu de pàgina | Notes finals | Notes | nota {} | nota final {} | Índex | Resum |
    taula | Colors foscos | torna al text: {} | , lloc {} | enrere: {}
cs: Poznámky pod čarou | Koncové poznámky | Poznámky | poznámka {} | koncová poznámka {} | Obsah |
    Abstrakt | tabulka | Tmavé barvy | zpět do textu: {} | , místo {} | zpět: {}
da: Fodnoter | Slutnoter | Noter | note {} | slutnote {} | Indhold | Resumé | tabel |
    Mørke farver | tilbage til teksten: {} | , sted {} | tilbage: {}
de: Fußnoten | Endnoten | Anmerkungen | Fußnote {} | Endnote {} | Inhalt | Zusammenfassung |
    Tabelle | Dunkle Farben | zurück zum Text: {} | , Stelle {} | zurück: {}
es: Notas al pie | Notas finales | Notas | nota {} | nota final {} | Índice | Resumen | tabla |
    Colores oscuros | volver al texto: {} | , lugar {} | volver: {}
fi: Alaviitteet | Loppuviitteet | Viitteet | alaviite {} | loppuviite {} | Sisällys |
    Tiivistelmä | taulukko | Tummat värit | takaisin tekstiin: {} | , kohta {} | takaisin: {}
fr: Notes de bas de page | Notes de fin | Notes | note {} | note de fin {} | Table des matières |
    Résumé | tableau | Couleurs sombres | retour au texte : {} | , endroit {} | retour : {}
he: הערות שוליים | הערות סיום | הערות | הערה {} | הערת סיום {} | תוכן העניינים | תקציר | טבלה |
    צבעים כהים | חזרה לטקסט: {} | , מקום {} | חזרה: {}
it: Note a piè di pagina | Note di chiusura | Note | nota {} | nota di chiusura {} | Indice |
    Sommario | tabella | Colori scuri | torna al testo: {} | , punto {} | indietro: {}
ja: 脚注 | 文末脚注 | 注 | 注{} | 文末脚注{} | 目次 | 要旨 |
    表 | 暗い配色 | 本文に戻る：{} | 、{}か所目 | 戻る：{}
ko: 각주 | 미주 | 주 | 각주 {} | 미주 {} | 차례 | 초록 |
    표 | 어두운 색상 | 본문으로 돌아가기: {} | , 위치 {} | 돌아가기: {}
nb: Fotnoter | Sluttnoter | Noter | note {} | sluttnote {} | Innhold | Sammendrag | tabell |
    Mørke farger | tilbake til teksten: {} | , sted {} | tilbake: {}
nl: Voetnoten | Eindnoten | Noten | noot {} | eindnoot {} | Inhoud | Samenvatting | tabel |
    Donkere kleuren | terug naar de tekst: {} | , plaats {} | terug: {}
pl: Przypisy | Przypisy końcowe | Przypisy | przypis {} | przypis końcowy {} | Spis treści |
    Streszczenie | tabela | Ciemne kolory | powrót do tekstu: {} | , miejsce {} | wstecz: {}
pt: Notas de rodapé | Notas finais | Notas | nota {} | nota final {} | Índice | Resumo | tabela |
    Cores escuras | voltar ao texto: {} | , lugar {} | voltar: {}
pt-BR: Notas de rodapé | Notas finais | Notas | nota {} | nota final {} | Sumário | Resumo |
    tabela | Cores escuras | voltar ao texto: {} | , lugar {} | voltar: {}
ru: Примечания | Концевые сноски | Примечания | примечание {} | концевая сноска {} | Содержание |
    Аннотация | таблица | Тёмные цвета | назад к тексту: {} | , место {} | назад: {}
sv: Fotnoter | Slutnoter | Noter | not {} | slutnot {} | Innehåll | Sammanfattning | tabell |
    Mörka färger | tillbaka till texten: {} | , ställe {} | tillbaka: {}
zh: 脚注 | 尾注 | 注释 | 注{} | 尾注{} | 目录 | 摘要 |
    表格 | 深色 | 返回正文：{} | ，第{}处 | 返回：{}
zh-Hant: 註腳 | 尾註 | 註釋 | 註{} | 尾註{} | 目錄 | 摘要 |
    表格 | 深色 | 返回正文：{} | ，第{}處 | 返回：{}
"""
"""Languages by their tags, each with its words in the order of `Generated`."""

TAG = Pattern(r"(?m)^([a-zA-Z-]+):")

SAME = {"no": "nb"}
"""Tags of languages that have the words of another."""


def generated(tag: str) -> Generated:
    """The generated words of the language that a tag (BCP 47) names; English where we have none.

    >>> generated("de-AT").footnotes, generated("zh-TW").contents, generated("xx").abstract
    ('Fußnoten', '目錄', 'Abstract')
    """
    language = language_of(tag)
    if language.code in ("", "en"):
        return ENGLISH
    others = _others()
    if language.is_traditional_chinese:
        return others["zh-Hant"]
    code = SAME.get(language.code, language.code)
    return others.get(f"{code}-{language.region}", others.get(code, ENGLISH))


@cache
def _others() -> dict[str, Generated]:
    _, *parts = TAG.compiled.split(TABLE)
    rows = zip(parts[::2], parts[1::2], strict=True)
    return {tag: Generated(*map(str.strip, words.split("|"))) for tag, words in rows}
