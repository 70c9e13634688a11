"""The grammar of cross references, as patterns: a table, without behaviour.

"before" and "after" in a name tell where the pattern is looked for, seen from the word that makes
the reference; a pattern that stands before it ends with ``\\Z``. Every repeat is bounded or of one
character class, so that no match costs more than a constant.
"""

from __future__ import annotations

from converter.speed.patterns import Pattern

COMPOUND = ("-", "/", "@", "#", "_", "\\")

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"

# supra and infra

NOUN = r"(?:(?:foot|end)?notes?|nn?\.?|fnn?s?\.?|ftns?\.?)"
NUMBER = r"\d{1,5}[A-Za-z]?(?!\w)"
PLACEHOLDER = (  # what a renumbering leaves for a lost note
    r"\[(?:deleted|unknown):\s(?:\d{1,5}[A-Za-z]?|[A-Za-z]{1,15}|[*†‡§]{1,8})\]"
)
DIGIT = r"(?:\d|\[(?:deleted|unknown):)"
ROMAN = r"(?<![A-Za-z])(?:[ivxlcdm]{1,15}|[IVXLCDM]{1,15})(?!\w)"
LETTERS = r"(?<![A-Za-z])(?:[a-z]{1,15}|[A-Z]{1,15})(?!\w)"  # `labels` says which of them number
LETTERS_END = r"(?=\s?[,;:)\]]|[-–][A-Za-z]{1,15}(?!\w)|\.(?!\w)|\s?\Z|\s(?:and|or|at|to|&)\s)"
NUMERAL = rf"(?:{ROMAN}|{LETTERS}{LETTERS_END})"
LABEL = (
    rf"(?:{NUMBER}|{PLACEHOLDER}|(?:TK|TBD|_{{1,40}})(?!\w)|{NUMERAL}"
    r"|\*{1,4}|[†‡]|\?{1,4}|\[\s?\])"
)
LEAD = rf"(?:\[(?=(?:{NUMBER}|{PLACEHOLDER})\])|#\s?(?=\d)|[Nn]os?\.\s{{0,2}}(?=\d))?"  # #3, [3], no. 3
STEP = r"(?:\.[A-Za-z]{1,5}|\.\d{1,3}|\([A-Za-z\d]{1,5}\)){0,8}(?!\w)"
ROOT = r"(?:[IVXLC]{1,7}|[ivx]{1,6}|[A-Z]|\d{1,3}[A-Za-z]?)(?![A-Za-z\d])"
ORDINAL = r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b"
PLACE = rf"(?:{ORDINAL}|{ROOT}{STEP})"
DIVISION = r"(?:(?:sub-?)?(?:part|section|chapter)s?|pts?\.|secs?\.|sects?\.|chs?\.)"
MATTER = (
    r"(?:appendix|appendices|apps?\.|figures?|figs?\.|tables?|tbls?\.|annex(?:es)?|exhibits?"
    r"|§§?|¶¶?)"
)
GAP = r"(?:,\s{0,3}|:?\s{1,3})(?:(?:at|in)\s{1,3})?"
TEXT_AT = (
    r"(?:(?:(?:and\s)?(?:the\s)?(?:text|discussion)\s(?:accompanying|at|to|in|surrounding)"
    r"|accompanying\stext)\s{1,3})?"
)
SIGNAL = (
    r"\b(?i:see(?:\s(?:also|generally))?|cf|e\.g|accord|contra|compare|contrast|vide)"
    r"[.,]{0,2}\s{1,3}"
)
CLOSED = r"(?:\s?[\"”’')\]]){0,4}"  # a thin space may part two marks of quotation
START = rf"(?:\A|\n\s{{0,9}}\n|[.?!:;]{CLOSED}\s|[.?!][\"”’)\]]{{1,3}}|[)\]]\s|[(\[—–])\s{{0,3}}"
OPENING_BEFORE = Pattern(rf"(?:{START}|{SIGNAL})\Z")
START_BEFORE = Pattern(rf"{START}\Z")
SIGNAL_BEFORE = Pattern(rf"{SIGNAL}\Z")
NAME_BEFORE = Pattern(r"(?:[\w.)’”\"\]],|\b[A-Z][\w.’'&-]{0,25}[”\"]?|\bal\.)\s{1,3}\Z")
LOWER_WORD = Pattern(r"(?:\A|\s|\()[a-z]{1,25},?\s{1,3}\Z")
POINTING_BEFORE = Pattern(
    rf"(?:{START}|{SIGNAL}|\b(?:as|[Dd]iscussed|noted|explained|described|[Cc]ited|quoted|mentioned"
    r"|stated|listed|defined|argued|examined|considered|addressed|analy[sz]ed|detailed|outlined"
    r"|referenced|collected|reproduced|observed|suggested|demonstrated|illustrated|elaborated"
    r"|developed|summari[sz]ed|identified|reviewed|indicated|surveyed|documented|presented|raised"
    r"|proposed|shown|seen|given|made|forth|discussions?|analysis|sources|cases|authorities|text)"
    r"\s{1,3})\Z"
)
NOTE_AFTER = Pattern(rf"(?i:{GAP}{TEXT_AT}({NOUN}|(?-i:nos?\.|#(?=\d))))\s{{0,3}}(?={LEAD}{LABEL})")
NOTE_BEFORE = Pattern(rf"\b(?i:({NOUN}))\s{{0,3}}(?={LEAD}{DIGIT})")
PART_AFTER = Pattern(rf"{GAP}(?i:({DIVISION}|{MATTER}))\s{{0,3}}(?={PLACE})")
PART_BEFORE = Pattern(rf"\b(?i:({DIVISION}))\s{{1,3}}(?={PLACE})")
HEADING_AFTER = Pattern(r"\s{1,3}(?:Introduction|Conclusion|Appendix|Epilogue|Prologue)\b")
PAGE_AFTER = Pattern(
    r",?\s{1,3}(?:at\s{1,3})?(?:at|pp?\.?|pages?)\s{0,3}\d{1,5}(?:[-–]\d{1,5})?(?!\w)"
)
PAGE_LABEL = Pattern(r"\b(pp?\.|pages?)\s{1,3}(?=\d)")
OF_ANOTHER = Pattern(r",?\s{1,3}of\s{1,3}(?!this\b|course\b)")
CLOSE = Pattern(r"\s?[.,;:)\]]|\s*\Z")
PIN = Pattern(r",?\s{1,3}(?:at\s{1,3}[\d*¶§\[]|[§¶]|paras?\b|pp?\.|chs?\.|\d{1,4}\s[A-Z])|\s\(")
CLAUSE_AFTER = Pattern(
    r"\s(?:in|at|the|that|and|or|for|with|by|on|under|as|is|are|was|were|because|to|this|these|when"
    r"|where|concerning|regarding|how|why)\b"
)
LATIN_AFTER = Pattern(r"\s{1,3}(?:dig|vires|protest|legem|notes?|red|structure)\b")
CAPITAL_AFTER = Pattern(r"\s{1,3}[A-Z]")
COMMA = Pattern(r",?\s{1,3}")

# above, below, accompanying, n

NOTE_AFTER_ABOVE = Pattern(
    rf",?\s{{1,3}}(?:at\s)?(?i:(nn?\.?|fnn?s?\.?|(?:foot)?notes?))\s{{0,3}}(?={LEAD}{LABEL})"
)
FN_AFTER = Pattern(r",?\s{1,3}fns?\b")
PART_AFTER_ABOVE = Pattern(rf",?\s{{1,3}}(?:in\s{{1,3}})?(?i:({DIVISION}))\s{{1,3}}(?={PLACE})")
NOTE_AFTER_TEXT = Pattern(rf"\s{{1,3}}((?:foot|end)?notes?|nn?\.?)\s{{0,3}}(?={LEAD}{LABEL})")
AFTER_ABOVE = Pattern(r"\s?[.,;:)\]]|\s*\Z|\s(?:and|at|for|in|with|or|where)\b|\s[(&—–]")
TEXT_AFTER = Pattern(r"\s(?:text|footnotes?|notes?)\b")
TEXT_BEFORE = Pattern(r"(?<!&\s)\b[Tt]exts?\s\Z")
AND = Pattern(r"\s(?:and|&)\s(?:its\s|the\s)?")
POINTS_BEFORE = Pattern(
    r"(?:\b(?i:see|cf\.?|also|at|to|and|in|with|text|from|or|under|by|generally|compare|cit\.?)|[(\[;,.:—&][”’\"]?|\A)"
    r"\s{0,3}\Z"
)
DIRECTION = Pattern(r",?\s{1,3}(?:above|below|supra|infra|(?:and|&)\s(?:the\s)?accompanying)\b")
COUNTED_BEFORE = Pattern(
    r"\b(?i:students?|participants?|respondents?|patients?|subjects?|women|men|children|adults"
    r"|girls|boys|females?|males?|samples?|sample size|people|persons|individuals|users|responses"
    r"|interviews|interviewees|items|households|countries|firms|schools|teachers|controls?|total"
    r"|groups?|observations|surveys|cases|events|staff|employees|workers|pupils|clients|victims"
    r"|asked|interviewed|surveyed|sampled|questioned|polled|enrolled|recruited|tested|excluded)\s\Z"
)
COUNTED_AFTER = Pattern(
    r"\)\s(?:were|was|had|took|completed|reported|answered|responded|received)\b"
)
NO_NOTE_BEFORE = Pattern(
    r"(?:[,\]]|\bat|\bpp?\.?|\bparas?\.?)\s\d{1,5}(?:[-–]\d{1,5})?\s\Z|[.,+−-]\d{1,9}\s\Z|%\s\Z"
)

NOTE_OR_DIRECTION = Pattern(
    rf",?\s{{1,3}}\(?(?:(?:supra|infra|above|below),?\s{{1,3}})?{NOUN}\s{{0,3}}\d|,?\s{{1,3}}(?:supra|infra)\b"
)
PAGE_AND_BEFORE = Pattern(r"\d,?\s(?:and|&)\s\Z")
NOTE_AND_BEFORE = Pattern(r"\bnn?\.?\s\d{1,4}(?:[-–]\d{1,4})?,?\s(?:and|&)\s\Z")
PAGE_BEFORE = Pattern(r"\d[”’)\]]?,?\s{1,3}\Z")
NEWSPAPER_BEFORE = Pattern(r"\b(?:Wash|Hous|Huff|Sat|Fin|Nat[’']l|N\.Y)\.\s{1,3}\Z")
ANTE_BEFORE = Pattern(r"\b(?i:ex|in|status quo|the)\s{1,3}\Z")

# Id. and ibid

JOINS_BEFORE = Pattern(
    r"(?:\b(?:and|or|citing|quoting|[Cc]ited|quoted|in|at|under|to|of|from|by|than|per|both|[Bb]ut|also"
    r"|construing|following|discussing|accompanying|interpreting|with),?"
    rf"|,{CLOSED}|&)\s{{1,3}}\Z"
)
LOWER_BEFORE = Pattern(
    r"\b(?!(?:the|an?|this|that|his|her|their|your|my|our|photo|voter)\s)[a-z]{1,20},?\s{1,3}\Z"
)
PARTY_BEFORE = Pattern(r"\sv\.?\s{1,3}\Z")
VOLUME_BEFORE = Pattern(
    rf"(?:{START}|{SIGNAL}|\b(?:and|citing|quoting|in|&|with),?\s)\d{{1,2}}\s{{1,3}}\Z"
)
DIGIT_BEFORE = Pattern(r"\d\s{1,3}\Z")
ARTICLE_BEFORE = Pattern(r"\b(?i:the|an?|this|that)\s{1,3}\Z")
GLUED = Pattern(r"(?!at\s{1,3}\d)[\w@/'’\\=<-]")
ID_PIN = Pattern(
    r",?\s{0,3}(?:at\s{1,3}(?:\d|[*¶§nivxA-Z]|pp?\.)|§|¶|sections?\s"
    r"|(?:art|cl|ch|pt|tit|app|para|sec)s?\.|\d)"
)
ID_CLOSE = Pattern(r"\s?[,;)\]]|\s{1,3}\(|\s*\Z")
STOPLESS_BEFORE = Pattern(rf"(?:\A|[.?!;][”’)]{{0,3}}\s{{1,3}}|{SIGNAL})\Z")
STOPLESS_PIN = Pattern(r"\s?,?\s{1,3}(?:at\s{1,3}[\d*A-Z]|[§¶])")
STOPLESS_END = Pattern(r",\s\d|;|\s*\Z")
ID_CARD = Pattern(
    r"\s(?:1[5-9]|20)\d\d\)|\s{1,3}(?i:cards?|numbers?|nos?\.|badges?|checks?|theft|code|documents?|tags?|papers?|est)\b"
)
IBID_PARTY = Pattern(
    r"\s(?!(?:Art|Part|Sec|Sch|Ch|Ann|App|Lord|Lady|Rec|Reg|Rule|See|At)[a-z]*)[A-Z][a-z]"
)

# Labels

DASH = r"(?:\s?(?:--|[-‐-–−])\s?|—|\s{1,3}(?:to|through)\s{1,3})"
NEXT = r"\s?(?:,\s{0,3}(?:(?:and|or)\s{1,3}|&\s{0,3})?|&\s{0,3}|(?:and|or)\s{1,3})"
NEXT_RARE = (  # what else parts numbers of notes, where it does not part citations
    r"(?:/|\s?;\s?(?=\S{1,9}(?:[.,;:)\]]|\s?\Z|\s(?:and|or|&)\s))|--|[-‐-–−])(?=\d)"
)
NO_VOLUME = r"(?!\.\d|[%$])(?!\s{1,3}(?:[A-Z§¶]|\d))"
TO = rf"(?:{DASH}|\]{DASH}\[(?=(?:{NUMBER}|{PLACEHOLDER})\]))"  # 1–3, [1]–[3]
ITEM = Pattern(rf"{LEAD}({LABEL})(?:{TO}({LABEL}))?(?!\.\d)")
NEXT_LABEL = rf"(?:{NUMBER}|{PLACEHOLDER}|{LETTERS}{LETTERS_END})"
NEXT_ITEM = Pattern(
    rf"(?:{NEXT}{LEAD}|{NEXT_RARE})({NEXT_LABEL})(?:{TO}({NEXT_LABEL}))?{NO_VOLUME}"
)
SECOND_ITEM = Pattern(
    rf"\s(?:&|and)\s({NUMBER}|{PLACEHOLDER})()"
    r"(?=[.,;:)\]]\s|[.;)\]]?\s*\Z|\s(?:and|above|below|supra|infra)\b)"
)
PLACE_ITEM = Pattern(rf"({PLACE})(?:\.?{DASH}\.?({PLACE}))?")
NEXT_PLACE = Pattern(rf"{NEXT}(?!A\s)({PLACE})(?:\.?{DASH}\.?({PLACE}))?")
NOTHING = Pattern(r"(?!)")

# What stands around a reference

TAIL = Pattern(
    r"\s(?:and|&)\s(?:the\s)?accompanying\s(?:text|footnotes?|notes?)"
    r"|,?\s{1,3}(?:at\s{1,3}|pp?\.\s?|paras?\.?\s|§§?\s?|¶¶?\s?)\[?[\w*][\w*.:–-]{0,20}(?<![.:])\]?"
)
