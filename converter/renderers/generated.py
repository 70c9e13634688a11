"""The words that a format adds to a text, in the language of the text: one table for all formats."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from converter.renderers.languages import language_of
from converter.speed.patterns import Pattern


class Generated(Struct, frozen=True):
    """Generated words of a language. `footnotes` and `endnotes` head their lists, in every format.

    In `note`, `endnote`, `place`, `back`, `again` and `link` stands ``{}``.
    `note` and `endnote` name one of them by its number. `back`, from a note to its mark in the text,
    and `again`, to the note read before, take such a name; `place` the count of a mark among those of
    one note. So that no word has to be inflected, most languages set the name after a colon.
    From `link` on, they are what a page's scripts say: `link` takes the name of a note, and links to
    places follow `cited`.
    """

    footnotes: str
    endnotes: str
    note: str
    endnote: str
    contents: str
    abstract: str
    table: str
    dark: str
    back: str
    place: str
    again: str
    link: str
    citation: str
    copied: str
    cited: str
    find: str
    before: str
    after: str
    close: str
    margin: str
    keys: str


ENGLISH = Generated(
    "Footnotes",
    "Endnotes",
    "note {}",
    "endnote {}",
    "Contents",
    "Abstract",
    "table",
    "Dark colours",
    "back to {} in the text",
    ", place {}",
    "back to {}",
    "Copy link to {}",
    "Copy citation",
    "Copied",
    "Cited in:",
    "Find in notes",
    "Previous note",
    "Next note",
    "Close",
    "Notes in the margin",
    "Keyboard shortcuts",
)

TABLE = """
ar: الحواشي | التعليقات الختامية | حاشية {} | تعليق ختامي {} | المحتويات | الملخص | جدول |
    ألوان داكنة | العودة إلى النص: {} | ، الموضع {} | رجوع: {} | نسخ الرابط: {} |
    نسخ الاستشهاد | تم النسخ | مشار إليها في: | البحث في الهوامش | الحاشية السابقة |
    الحاشية التالية | إغلاق | الحواشي بجانب النص | اختصارات لوحة المفاتيح
bg: Бележки под линия | Бележки в края | бележка {} | бележка в края {} | Съдържание | Резюме |
    таблица | Тъмни цветове | обратно към текста: {} | , място {} | обратно: {} |
    Копиране на връзката: {} | Копиране на позоваването | Копирано | Цитирана в: |
    Търсене в бележките | Предишна бележка | Следваща бележка | Затваряне | Бележки в полето |
    Клавишни комбинации
ca: Notes a peu de pàgina | Notes finals | nota {} | nota final {} | Índex | Resum | taula |
    Colors foscos | torna al text: {} | , lloc {} | enrere: {} | Copia l’enllaç: {} |
    Copia la citació | Copiat | Citada a: | Cerca a les notes | Nota anterior | Nota següent |
    Tanca | Notes al marge | Dreceres de teclat
cs: Poznámky pod čarou | Koncové poznámky | poznámka {} | koncová poznámka {} | Obsah |
    Abstrakt | tabulka | Tmavé barvy | zpět do textu: {} | , místo {} | zpět: {} |
    Kopírovat odkaz: {} | Kopírovat citaci | Zkopírováno | Citováno v: | Hledat v poznámkách |
    Předchozí poznámka | Další poznámka | Zavřít | Poznámky na okraji | Klávesové zkratky
da: Fodnoter | Slutnoter | note {} | slutnote {} | Indhold | Resumé | tabel | Mørke farver |
    tilbage til teksten: {} | , sted {} | tilbage: {} | Kopiér link: {} |
    Kopiér kildehenvisning | Kopieret | Citeret i: | Søg i noterne | Forrige note | Næste note |
    Luk | Noter i margenen | Genvejstaster
de: Fußnoten | Endnoten | Fußnote {} | Endnote {} | Inhalt | Zusammenfassung | Tabelle |
    Dunkle Farben | zurück zum Text: {} | , Stelle {} | zurück: {} | Link kopieren: {} |
    Quellenangabe kopieren | Kopiert | Zitiert in: | In Fußnoten suchen | Vorige Fußnote |
    Nächste Fußnote | Schließen | Fußnoten am Rand | Tastenkürzel
el: Υποσημειώσεις | Σημειώσεις τέλους | υποσημείωση {} | σημείωση τέλους {} | Περιεχόμενα |
    Περίληψη | πίνακας | Σκούρα χρώματα | επιστροφή στο κείμενο: {} | , θέση {} |
    επιστροφή: {} | Αντιγραφή συνδέσμου: {} | Αντιγραφή παραπομπής | Αντιγράφηκε | Αναφορές: |
    Αναζήτηση στις σημειώσεις | Προηγούμενη σημείωση | Επόμενη σημείωση | Κλείσιμο |
    Σημειώσεις στο περιθώριο | Συντομεύσεις πληκτρολογίου
es: Notas al pie | Notas finales | nota {} | nota final {} | Índice | Resumen | tabla |
    Colores oscuros | volver al texto: {} | , lugar {} | volver: {} | Copiar enlace: {} |
    Copiar cita | Copiado | Citada en: | Buscar en las notas | Nota anterior | Nota siguiente |
    Cerrar | Notas al margen | Atajos de teclado
et: Joonealused märkused | Lõpumärkused | märkus {} | lõpumärkus {} | Sisukord | Kokkuvõte |
    tabel | Tumedad värvid | tagasi teksti juurde: {} | , koht {} | tagasi: {} |
    Kopeeri link: {} | Kopeeri viide | Kopeeritud | Viidatud: | Otsi märkustest |
    Eelmine märkus | Järgmine märkus | Sulge | Märkused veerisel | Kiirklahvid
fa: پانویس‌ها | پی‌نوشت‌ها | پانویس {} | پی‌نوشت {} | فهرست مطالب | چکیده | جدول |
    رنگ‌های تیره | بازگشت به متن: {} | ، مورد {} | بازگشت: {} | کپی پیوند: {} | کپی ارجاع |
    کپی شد | ارجاع‌ها: | جستجو در پانویس‌ها | پانویس قبلی | پانویس بعدی | بستن |
    پانویس‌ها در حاشیه | میان‌برهای صفحه‌کلید
fi: Alaviitteet | Loppuviitteet | alaviite {} | loppuviite {} | Sisällys | Tiivistelmä |
    taulukko | Tummat värit | takaisin tekstiin: {} | , kohta {} | takaisin: {} |
    Kopioi linkki: {} | Kopioi lähdeviite | Kopioitu | Viittaukset: | Etsi viitteistä |
    Edellinen viite | Seuraava viite | Sulje | Viitteet marginaalissa | Pikanäppäimet
fr: Notes de bas de page | Notes de fin | note {} | note de fin {} | Table des matières |
    Résumé | tableau | Couleurs sombres | retour au texte : {} | , endroit {} | retour : {} |
    Copier le lien : {} | Copier la référence | Copié | Citée dans : | Chercher dans les notes |
    Note précédente | Note suivante | Fermer | Notes en marge | Raccourcis clavier
he: הערות שוליים | הערות סיום | הערה {} | הערת סיום {} | תוכן העניינים | תקציר | טבלה |
    צבעים כהים | חזרה לטקסט: {} | , מקום {} | חזרה: {} | העתקת קישור: {} | העתקת מראה המקום |
    הועתק | אזכורים: | חיפוש בהערות | ההערה הקודמת | ההערה הבאה | סגירה | הערות בצד הטקסט |
    קיצורי מקשים
hi: पाद टिप्पणियाँ | अंत टिप्पणियाँ | पाद टिप्पणी {} | अंत टिप्पणी {} | विषय सूची | सारांश |
    तालिका | गहरे रंग | पाठ पर वापस: {} | , स्थान {} | वापस: {} | लिंक कॉपी करें: {} |
    संदर्भ कॉपी करें | कॉपी हो गया | उल्लेख: | टिप्पणियों में खोजें | पिछली टिप्पणी |
    अगली टिप्पणी | बंद करें | टिप्पणियाँ हाशिए में | कीबोर्ड शॉर्टकट
hr: Fusnote | Završne bilješke | fusnota {} | završna bilješka {} | Sadržaj | Sažetak |
    tablica | Tamne boje | natrag na tekst: {} | , mjesto {} | natrag: {} |
    Kopiraj poveznicu: {} | Kopiraj izvor | Kopirano | Citirano u: | Traži u bilješkama |
    Prethodna bilješka | Sljedeća bilješka | Zatvori | Bilješke na margini |
    Prečaci na tipkovnici
hu: Lábjegyzetek | Végjegyzetek | {}. lábjegyzet | {}. végjegyzet | Tartalomjegyzék | Kivonat |
    táblázat | Sötét színek | vissza a szöveghez: {} | , {}. hely | vissza: {} |
    Link másolása: {} | Hivatkozás másolása | Másolva | Hivatkozások: | Keresés a jegyzetekben |
    Előző jegyzet | Következő jegyzet | Bezárás | Jegyzetek a margón | Billentyűparancsok
id: Catatan kaki | Catatan akhir | catatan kaki {} | catatan akhir {} | Daftar isi | Abstrak |
    tabel | Warna gelap | kembali ke teks: {} | , tempat {} | kembali: {} | Salin tautan: {} |
    Salin sitasi | Disalin | Dikutip di: | Cari di catatan | Catatan sebelumnya |
    Catatan berikutnya | Tutup | Catatan di margin | Pintasan papan ketik
it: Note a piè di pagina | Note di chiusura | nota {} | nota di chiusura {} | Indice |
    Sommario | tabella | Colori scuri | torna al testo: {} | , punto {} | indietro: {} |
    Copia link: {} | Copia citazione | Copiato | Citata in: | Cerca nelle note |
    Nota precedente | Nota successiva | Chiudi | Note a margine | Scorciatoie da tastiera
ja: 脚注 | 文末脚注 | 注{} | 文末脚注{} | 目次 | 要旨 | 表 | 暗い配色 | 本文に戻る：{} |
    、{}か所目 | 戻る：{} | リンクをコピー：{} | 出典をコピー | コピーしました | 引用箇所： |
    注を検索 | 前の注 | 次の注 | 閉じる | 注を余白に表示 | ショートカットキー
ko: 각주 | 미주 | 각주 {} | 미주 {} | 차례 | 초록 | 표 | 어두운 색상 | 본문으로 돌아가기: {} |
    , 위치 {} | 돌아가기: {} | 링크 복사: {} | 출처 복사 | 복사됨 | 인용된 곳: | 주에서 찾기 |
    이전 주 | 다음 주 | 닫기 | 주를 여백에 표시 | 단축키
lt: Išnašos | Galinės išnašos | išnaša {} | galinė išnaša {} | Turinys | Santrauka | lentelė |
    Tamsios spalvos | grįžti į tekstą: {} | , vieta {} | grįžti: {} | Kopijuoti nuorodą: {} |
    Kopijuoti šaltinį | Nukopijuota | Cituojama: | Ieškoti išnašose | Ankstesnė išnaša |
    Kita išnaša | Užverti | Išnašos paraštėje | Spartieji klavišai
nb: Fotnoter | Sluttnoter | note {} | sluttnote {} | Innhold | Sammendrag | tabell |
    Mørke farger | tilbake til teksten: {} | , sted {} | tilbake: {} | Kopier lenke: {} |
    Kopier kildehenvisning | Kopiert | Sitert i: | Søk i notene | Forrige note | Neste note |
    Lukk | Noter i margen | Hurtigtaster
nl: Voetnoten | Eindnoten | noot {} | eindnoot {} | Inhoud | Samenvatting | tabel |
    Donkere kleuren | terug naar de tekst: {} | , plaats {} | terug: {} | Link kopiëren: {} |
    Bronvermelding kopiëren | Gekopieerd | Aangehaald in: | Zoeken in noten | Vorige noot |
    Volgende noot | Sluiten | Noten in de marge | Sneltoetsen
pl: Przypisy | Przypisy końcowe | przypis {} | przypis końcowy {} | Spis treści | Streszczenie |
    tabela | Ciemne kolory | powrót do tekstu: {} | , miejsce {} | wstecz: {} |
    Kopiuj link: {} | Kopiuj cytowanie | Skopiowano | Cytowany w: | Szukaj w przypisach |
    Poprzedni przypis | Następny przypis | Zamknij | Przypisy na marginesie | Skróty klawiszowe
pt: Notas de rodapé | Notas finais | nota {} | nota final {} | Índice | Resumo | tabela |
    Cores escuras | voltar ao texto: {} | , lugar {} | voltar: {} | Copiar ligação: {} |
    Copiar citação | Copiado | Citada em: | Procurar nas notas | Nota anterior | Nota seguinte |
    Fechar | Notas na margem | Atalhos de teclado
pt-BR: Notas de rodapé | Notas finais | nota {} | nota final {} | Sumário | Resumo | tabela |
    Cores escuras | voltar ao texto: {} | , lugar {} | voltar: {} | Copiar link: {} |
    Copiar citação | Copiado | Citada em: | Buscar nas notas | Nota anterior | Próxima nota |
    Fechar | Notas na margem | Atalhos de teclado
ro: Note de subsol | Note de final | nota {} | nota de final {} | Cuprins | Rezumat | tabel |
    Culori închise | înapoi la text: {} | , locul {} | înapoi: {} | Copiază linkul: {} |
    Copiază referința | Copiat | Citată în: | Caută în note | Nota anterioară | Nota următoare |
    Închide | Note pe margine | Comenzi rapide de la tastatură
ru: Примечания | Концевые сноски | примечание {} | концевая сноска {} | Содержание | Аннотация |
    таблица | Тёмные цвета | назад к тексту: {} | , место {} | назад: {} |
    Копировать ссылку: {} | Копировать источник | Скопировано | Упоминания: |
    Поиск в примечаниях | Предыдущее примечание | Следующее примечание | Закрыть |
    Примечания на полях | Горячие клавиши
sk: Poznámky pod čiarou | Koncové poznámky | poznámka {} | koncová poznámka {} | Obsah |
    Abstrakt | tabuľka | Tmavé farby | späť k textu: {} | , miesto {} | späť: {} |
    Kopírovať odkaz: {} | Kopírovať citáciu | Skopírované | Citované v: | Hľadať v poznámkach |
    Predchádzajúca poznámka | Nasledujúca poznámka | Zavrieť | Poznámky na okraji |
    Klávesové skratky
sl: Sprotne opombe | Končne opombe | opomba {} | končna opomba {} | Kazalo | Povzetek | tabela |
    Temne barve | nazaj k besedilu: {} | , mesto {} | nazaj: {} | Kopiraj povezavo: {} |
    Kopiraj navedbo vira | Kopirano | Navedeno v: | Iskanje po opombah | Prejšnja opomba |
    Naslednja opomba | Zapri | Opombe na robu | Bližnjice na tipkovnici
sv: Fotnoter | Slutnoter | not {} | slutnot {} | Innehåll | Sammanfattning | tabell |
    Mörka färger | tillbaka till texten: {} | , ställe {} | tillbaka: {} | Kopiera länk: {} |
    Kopiera källhänvisning | Kopierat | Citerad i: | Sök i noterna | Föregående not |
    Nästa not | Stäng | Noter i marginalen | Kortkommandon
th: เชิงอรรถ | เชิงอรรถท้ายเรื่อง | เชิงอรรถ {} | เชิงอรรถท้ายเรื่อง {} | สารบัญ | บทคัดย่อ |
    ตาราง | สีเข้ม | กลับไปที่เนื้อหา: {} | , ตำแหน่งที่ {} | กลับ: {} | คัดลอกลิงก์: {} |
    คัดลอกการอ้างอิง | คัดลอกแล้ว | อ้างถึงใน: | ค้นหาในเชิงอรรถ | เชิงอรรถก่อนหน้า |
    เชิงอรรถถัดไป | ปิด | แสดงเชิงอรรถที่ขอบหน้า | แป้นพิมพ์ลัด
tr: Dipnotlar | Sonnotlar | dipnot {} | sonnot {} | İçindekiler | Özet | tablo | Koyu renkler |
    metne dön: {} | , {}. yer | geri dön: {} | Bağlantıyı kopyala: {} | Atıf bilgisini kopyala |
    Kopyalandı | Atıf yapılan yerler: | Dipnotlarda ara | Önceki dipnot | Sonraki dipnot |
    Kapat | Dipnotlar kenar boşluğunda | Klavye kısayolları
uk: Виноски | Кінцеві виноски | виноска {} | кінцева виноска {} | Зміст | Анотація | таблиця |
    Темні кольори | назад до тексту: {} | , місце {} | назад: {} | Копіювати посилання: {} |
    Копіювати джерело | Скопійовано | Згадки: | Пошук у виносках | Попередня виноска |
    Наступна виноска | Закрити | Виноски на полях | Комбінації клавіш
vi: Cước chú | Chú thích cuối | cước chú {} | chú thích cuối {} | Mục lục | Tóm tắt | bảng |
    Màu tối | quay lại văn bản: {} | , vị trí {} | quay lại: {} | Sao chép liên kết: {} |
    Sao chép trích dẫn | Đã sao chép | Được trích dẫn tại: | Tìm trong chú thích |
    Chú thích trước | Chú thích tiếp theo | Đóng | Chú thích bên lề | Phím tắt
zh: 脚注 | 尾注 | 注{} | 尾注{} | 目录 | 摘要 | 表格 | 深色 | 返回正文：{} | ，第{}处 |
    返回：{} | 复制链接：{} | 复制引用信息 | 已复制 | 引用位置： | 在注释中查找 | 上一条注释 |
    下一条注释 | 关闭 | 在页边显示注释 | 快捷键
zh-Hant: 註腳 | 尾註 | 註{} | 尾註{} | 目錄 | 摘要 | 表格 | 深色 | 返回正文：{} | ，第{}處 |
    返回：{} | 複製連結：{} | 複製引用資訊 | 已複製 | 引用位置： | 在註釋中尋找 | 上一則註釋 |
    下一則註釋 | 關閉 | 在頁邊顯示註釋 | 快速鍵
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
