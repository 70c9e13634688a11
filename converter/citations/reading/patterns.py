"""What the kinds of works are told by: court papers, hearings, dates, addresses."""

from __future__ import annotations

from converter.crossrefs.grammar import MONTH
from converter.speed.patterns import Pattern

COURT_PAPER = Pattern(
    r"(?:[A-Z][\w.’]{0,20}\s){0,6}(?:Brief|Br\.|Petition|Pet\.|Complaint|Compl\.|Motion|Mot\."
    r"|Transcript|Tr\.|Oral\sArgument|Hearing\son"
    r"|Memorandum|Mem\.|Declaration|Decl\.|Affidavit|Aff\.|Order|Letter|Interview|E-?mail"
    r"|Press\sRelease|Statement|Answer|Reply|Indictment"
    r"|Opinion|Op\.|Exec(?:utive|\.)\sOrder|Telephone|Testimony|Joint\sAppendix|Appellant"
    r"|Appellee|Plaintiff|Defendant|Comments?\sof)[\w’.]{0,3},?\s"
)
TAIL = Pattern(
    rf"(?P<date>,\s(?:(?:{MONTH}|Spring|Summer|Fall|Autumn"
    rf"|Winter)(?:[/–-]{MONTH})?\s)?(?:\d{{1,2}}(?:[–-]\d{{1,2}})?,\s)?(?:1[6-9]|20)\d\d\b)"
    r"|(?P<url>,?\s(?i:https?://|www\.|perma\.cc))|(?P<page>\s\d[\d–-]{0,12}(?:(?:,\s"
    r"|\s&\s)\d[\d–-]{0,12}){0,6}(?:\snn?\.\d{1,4})?(?=\s\())|(?P<bracket>\s\()|(?P<at>,?\sat\s\d)"
)
"""What ends the title of a work without volume: a date, an address, a page, a bracket."""
DATED = Pattern(
    rf"(?:(?:{MONTH}|Spring|Summer|Fall|Winter|last\s(?:updated|visited)|visited|updated|posted"
    rf"|accessed)\s[^()]{{0,40}})?(?:1[5-9]|20)\d\d|n\.d\.|forthcoming"
)
EDITED = Pattern(r"\b(?:eds?\.|ed\.,|trans\.|rev\.|edition|\d(?:d|th|st)\sed)")
YEAR = Pattern(r"\b(?:1[5-9]|20)\d\d\b")
YEARLY = Pattern(r",\s(?P<year>(?:1[5-9]|20)\d\d\s(?:\d{1,2}(?:ST|ND|RD|TH)\s)?)\Z")
"""A year, and the number of a meeting, before the name of a container."""
PAPER = Pattern(r"(?i:working\spaper|rsch\.\spaper|research\spaper|discussion\spaper|ssrn|arxiv)")
NO_TITLE = Pattern(
    r"\bDocket\s(?:Nos?\.|Number)|\sat\s\d{1,3}:\d\d\b|\b(?:G\.A\.|S\.C\.)\sRes\.\s\d"
)
"""What no title is: a docket, a place in a broadcast, a resolution of the United Nations."""
DOCUMENT = Pattern(r"U\.N\.\sDoc\.|ICSID\sCase|COM\s?\(\d")
"""How the numbers of documents begin, which stand where a site would."""
DIVISION = Pattern(r",?\s(?:[§¶]{1,2}|arts?\.)\s?[\d.][^,;]{0,30}\Z")
"""A section of a work, which is not of its title."""
UNPUBLISHED = Pattern(r"(?i:unpublished|on\sfile\swith|manuscript)")
HEREINAFTER = Pattern(r"hereinafter(?:\sreferred\sto\sas)?,?\s(?:the\s)?")
NUMBER = Pattern(r"\s(?:foot)?(?:notes?|nn?\.)\s(?P<note>\d{1,5}[a-z]?|\*)")
"""The number of the note in ``supra note 5``."""
NICKNAME = Pattern(r"(?:hereinafter\s)?[“\"](?P<name>[A-Z][^“”\"()]{1,40}?)(?<![.?!]),?[”\"]")
"""What a case is called from there on: in brackets, and between quotation marks."""
MIXED_TITLE = Pattern(
    r",\s(?=[“\"]?[A-Z][\w’]{0,20}[a-z])(?!(?:[A-Z][\w’.]{0,20}\s)?(?:[Nn]o\.|[Vv]ol\.|[Pp]t\."
    r"|ed\.)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
)
ADDRESS = Pattern(r"\b(?i:https?://|www\.)[^\s\[\]()<>;”\"]{1,500}")
VOLUMES = Pattern(r"(?:\d{1,4}[A-Z]?\s){0,2}[“\"‘]?")
PINPOINT = Pattern(r"\s(?:§|¶|\d{1,4},\s)")
REPORTED = Pattern(r",?\s(?:No\.|Nos\.|\[|\d|slip|Civ|C-|Case|ECLI|ICSID|App|Crim|\()")
"""What follows the name of a case where it is cited, not told of."""
DOCKET = Pattern(
    r",\s(?:Civ(?:il|\.)\s(?:Action\s)?|Case\s|Docket\s)?Nos?\.\s[\w:.–-]{1,30}(?:,\s[\d–-]{1,20})?\Z"
)
"""The number under which a court has a case, behind its name."""
ENACTED = Pattern(
    r"\bCONST\.|\bRESTATEMENT\b|\bFED\.\sR\.|\bCODE\b|\bSTAT\.|\bLAWS?\sANN|\bMODEL\s|\bUNIF\.\s"
    r"|\bPRINCIPLES\sOF\sTHE\sLAW|\bREP\.(?:\sNO\.)?\Z"
    r"|\bDOC\.(?:\sNO\.)?\Z|\bR\.\s(?:CIV|CRIM|EVID|APP)\.|\bGUIDELINES\sMANUAL|\bORDINANCES"
    r"|\bREGS?\.|\bACT\Z|\bLAWS\b|\bFEDERALIST\b|\bADMIN\."
)
"""What tells a constitution, statute, restatement, rule or report (Bluebook 11, 12, 13)."""
LAW_INSTITUTE = Pattern(
    r"(?:AM\.?\sL\.\sINST\.|A\.L\.I\.|UNIF\.\sL\.\sCOMM[’']N|NAT[’']L\sCONF\.\sOF\s"
    r"|AM\.\sBAR\sASS[’']N|U\.S\.\sSENT[’']G\sCOMM[’']N)"
)
"""Who made a model code, in the brackets behind it (Bluebook 12.9.4)."""
CONSTITUTION = Pattern(
    r"\b(?P<name>(?:[A-Z][\w.]{0,10}\s){1,2}(?:[Cc]onst|CONST)\.),?\s(?:of\s\d{4},?\s)?(?:[Aa]rt|[Aa]mend|pmbl|preamble|§)"
)
"""A constitution, in capitals or not (Bluebook 11)."""
ACT = Pattern(
    r"(?P<name>[A-Z][^;()]{0,120}?\b(?:Act|Code|Law|Amendments?|Regulation|Directive|Treaty|Convention|Ordinance)\b"
    r"[^;()]{0,80}?),\s(?:\d{1,3}\s(?:U\.S\.C|C\.F\.R|Stat\.|Fed\.\sReg)|Pub\.\sL\.|art\.|ch\.)"
)
"""The name of a statute or treaty before where it stands (Bluebook 12.3.1)."""
HEARING = Pattern(
    r"\bHearings?\s(?:[Bb]efore|[Oo]n)\s[^;()]{1,300}?(?P<congress>,\s\d{1,3}(?:th|st|d|nd|rd)\sCong\.)"
)
CONGRESS = Pattern(r"\d(?:th|st|d|nd|rd)\sCong\.")
