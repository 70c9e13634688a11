"""The words round the numbers of volume, issue and page, in the language of the article."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from converter.renderers.languages import language_of


class IssueWords(Struct, frozen=True):
    """Words with a place for the number: above the title, and `vol` in running heads."""

    volume: str
    number: str
    vol: str
    page: str


TABLE = """
en: Volume {} | Number {} | Vol. {} | p. {}
ar: المجلد {} | العدد {} | المجلد {} | ص {}
bg: Том {} | Брой {} | т. {} | с. {}
ca: Volum {} | Número {} | vol. {} | p. {}
cs: Ročník {} | Číslo {} | roč. {} | s. {}
da: Bind {} | Nummer {} | bd. {} | s. {}
de: Band {} | Heft {} | Bd. {} | S. {}
el: Τόμος {} | Τεύχος {} | τόμ. {} | σ. {}
es: Volumen {} | Número {} | vol. {} | p. {}
et: Köide {} | Number {} | kd. {} | lk {}
fa: دوره {} | شماره {} | دوره {} | ص {}
fi: Vuosikerta {} | Numero {} | vsk. {} | s. {}
fr: Volume {} | Numéro {} | vol. {} | p. {}
he: כרך {} | גיליון {} | כרך {} | עמ׳ {}
hi: खंड {} | अंक {} | खंड {} | पृ. {}
hr: Svezak {} | Broj {} | sv. {} | str. {}
hu: {}. évfolyam | {}. szám | {}. évf. | {}. o.
id: Volume {} | Nomor {} | vol. {} | hlm. {}
it: Volume {} | Numero {} | vol. {} | p. {}
ja: 第{}巻 | 第{}号 | 第{}巻 | {}頁
ko: 제{}권 | 제{}호 | 제{}권 | {}쪽
lt: Tomas {} | Numeris {} | t. {} | p. {}
nb: Årgang {} | Nummer {} | årg. {} | s. {}
nl: Jaargang {} | Nummer {} | jrg. {} | p. {}
pl: Tom {} | Numer {} | t. {} | s. {}
pt: Volume {} | Número {} | vol. {} | p. {}
ro: Volumul {} | Numărul {} | vol. {} | p. {}
ru: Том {} | Номер {} | т. {} | с. {}
sk: Ročník {} | Číslo {} | roč. {} | s. {}
sl: Letnik {} | Številka {} | let. {} | str. {}
sv: Årgång {} | Nummer {} | årg. {} | s. {}
th: เล่มที่ {} | ฉบับที่ {} | เล่มที่ {} | หน้า {}
tr: Cilt {} | Sayı {} | c. {} | s. {}
uk: Том {} | Номер {} | т. {} | с. {}
vi: Tập {} | Số {} | tập {} | tr. {}
zh: 第{}卷 | 第{}期 | 第{}卷 | 第{}页
zh-Hant: 第{}卷 | 第{}期 | 第{}卷 | 第{}頁
"""
"""Languages by their tags, each with its words in the order of `IssueWords`."""


def issue_words(tag: str) -> IssueWords:
    """The words of the language that a tag (BCP 47) names; English where we have none.

    >>> issue_words("de-AT").volume, issue_words("zh-TW").page, issue_words("xx").vol
    ('Band {}', '第{}頁', 'Vol. {}')
    """
    language, known = language_of(tag), _known()
    if language.is_traditional_chinese:
        return known["zh-Hant"]
    code = {"no": "nb"}.get(language.code, language.code)
    return known.get(code, known["en"])


@cache
def _known() -> dict[str, IssueWords]:
    rows = (row.partition(": ") for row in TABLE.strip().splitlines())
    return {tag: IssueWords(*words.split(" | ")) for tag, _, words in rows}
