"""Sentences of our own, each with the references it holds.

A reference is written ``kind <words> targets``; several stand in order, apart by ``|``. All
sentences stand in note 40.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converter import parse
from converter.crossrefs import TRIGGERS, CitationStyle, trigger_places
from converter.crossrefs.antecedents import Target, resolve
from converter.crossrefs.labels import MOST_REFERENCES
from converter.crossrefs.mentions import TOO_MANY, mentions
from converter.crossrefs.passages import FEW, Passage, Passages
from converter.crossrefs.references import find_references
from converter.document.model import CrossRef, Paragraph, Text

SUPRA_AND_INFRA = [
    ("Okafor, supra note 5, at 12.", "supra <supra note 5> 5"),
    ("See generally Okafor, supra note 5 (collecting statutes).", "supra <supra note 5> 5"),
    ("OKAFOR & LIND, supra note 112, at 4 n.9.", "supra <supra note 112> 112"),
    ("Supra note 5.", "supra <Supra note 5> 5"),
    ("See supra notes 5-7.", "supra <supra notes 5-7> 5 6 7"),
    ("See supra notes 5–7 and accompanying text.", "supra <supra notes 5–7> 5 6 7"),
    ("See supra notes 5—7.", "supra <supra notes 5—7> 5 6 7"),
    ("See supra notes 5 – 7.", "supra <supra notes 5 – 7> 5 6 7"),
    ("See supra notes 5 to 7, and the text there.", "supra <supra notes 5 to 7> 5 6 7"),
    ("See supra notes 98 through 101.", "supra <supra notes 98 through 101> 98 99 100 101"),
    ("See supra notes 135-38 and accompanying text.", "supra <supra notes 135-38> 135 136 137 138"),
    ("See supra notes 198–201.", "supra <supra notes 198–201> 198 199 200 201"),
    ("See supra notes 12-5.", "supra <supra notes 12-5> 12 13 14 15"),
    ("See supra notes 9-4.", "supra <supra notes 9-4> 9 4"),
    ("See supra notes 3, 5, and 8.", "supra <supra notes 3, 5, and 8> 3 5 8"),
    ("See supra notes 2,4.", "supra <supra notes 2,4> 2 4"),
    ("See supra notes 1,2,3, and 4.", "supra <supra notes 1,2,3, and 4> 1 2 3 4"),
    ("See supra notes 1–3,5&8.", "supra <supra notes 1–3,5&8> 1 2 3 5 8"),
    ("See supra notes 12,345 U.S. 3.", "supra <supra notes 12> 12"),
    ("See supra notes 2;4; 5 & 6.", "supra <supra notes 2;4; 5 & 6> 2 4 5 6"),
    ("See supra notes 2/4, 3 et seq.", "supra <supra notes 2/4, 3> 2 4 3"),
    ("See supra notes 1-2-3.", "supra <supra notes 1-2-3> 1 2 3"),
    ("See supra notes 2; 12 Yale L.J. 3.", "supra <supra notes 2> 2"),
    ("See supra notes 2, 3; 2019 was worse.", "supra <supra notes 2, 3> 2 3"),
    ("Kingdon, infra,note 52, at 3.", "infra <infra,note 52> 52"),
    ("See supra note no. 3.", "supra <supra note no. 3> 3"),
    ("See supra nos. 2, 3.", "supra <supra nos. 2, 3> 2 3"),
    ("See supra note #3.", "supra <supra note #3> 3"),
    ("See supra notes #3 & #4.", "supra <supra notes #3 & #4> 3 4"),
    ("See supra notes [1], [3]; Lind.", "supra <supra notes [1], [3]> 1 3"),
    ("It is old [see supra note [3]].", "supra <supra note [3]> 3"),
    ("Lind, supra No. 3, at 5.", ""),
    ("See supra note lxxxiii.", "supra <supra note lxxxiii> lxxxiii"),
    ("See supra note MCDXLIV, at 3.", "supra <supra note MCDXLIV> MCDXLIV"),
    ("See text accompanying note xlii.", "note <note xlii> xlii"),
    ("See supra notes i, iv–vi, and ix.", "supra <supra notes i, iv–vi, and ix> i iv vi ix"),
    ("See supra note a.", "supra <supra note a> a"),
    ("See supra notes b–d, and aa.", "supra <supra notes b–d, and aa> b d aa"),
    ("They supra note a change.", ""),
    ("They supra note mild weather.", ""),
    ("Lind, supra notes 2, 3, i.e., all.", "supra <supra notes 2, 3> 2 3"),
    ("See supra notes 3, 5 & 8.", "supra <supra notes 3, 5 & 8> 3 5 8"),
    ("See supra notes 3 and 8 for both views.", "supra <supra notes 3 and 8> 3 8"),
    ("See supra notes 3–4, 7, 11-13.", "supra <supra notes 3–4, 7, 11-13> 3 4 7 11 12 13"),
    ("See supra note 3 and accompanying text.", "supra <supra note 3> 3"),
    ("See supra note 3 & accompanying text.", "supra <supra note 3> 3"),
    (
        "Compare supra note 3, with infra note 61.",
        "supra <supra note 3> 3 | infra <infra note 61> 61",
    ),
    ("See supra note 3 & infra note 61.", "supra <supra note 3> 3 | infra <infra note 61> 61"),
    (
        "See supra accompanying text notes 14–16.",
        "supra <supra accompanying text notes 14–16> 14 15 16",
    ),
    (
        "See supra text accompanying notes 14–16.",
        "supra <supra text accompanying notes 14–16> 14 15 16",
    ),
    ("See infra text accompanying note 88.", "infra <infra text accompanying note 88> 88"),
    (
        "See infra at text accompanying notes 88–89.",
        "infra <infra at text accompanying notes 88–89> 88 89",
    ),
    ("See text accompanying supra notes 14 & 16.", "supra <supra notes 14 & 16> 14 16"),
    ("See cases cited supra note 6.", "supra <supra note 6> 6"),
    ("See sources cited infra notes 52–53.", "infra <infra notes 52–53> 52 53"),
    ("As the cases collected infra note 61 show, the split is old.", "infra <infra note 61> 61"),
    ("But see Brandt, supra n.5, at 3.", "supra <supra n.5> 5"),
    ("But see Brandt, supra n. 5, at 3.", "supra <supra n. 5> 5"),
    ("Brandt, supra nn. 4-6.", "supra <supra nn. 4-6> 4 5 6"),
    ("Brandt, supra nn.4, 6.", "supra <supra nn.4, 6> 4 6"),
    ("Brandt, supra footnote 5.", "supra <supra footnote 5> 5"),
    ("Brandt, supra fn. 5, at p. 3.", "supra <supra fn. 5> 5"),
    ("Brandt, supra, note 5, at 3.", "supra <supra, note 5> 5"),
    ("Brandt, supra at note 5.", "supra <supra at note 5> 5"),
    ("Brandt, supra\nnote 5, at 3.", "supra <supra\nnote 5> 5"),
    ("Brandt, supra\u00a0note\u00a05, at 3.", "supra <supra\u00a0note\u00a05> 5"),
    ("Brandt supra note 5 at 3.", "supra <supra note 5> 5"),
    ("BRANDT, SUPRA NOTE 5, AT 3.", "supra <SUPRA NOTE 5> 5"),
    ("Brandt, Supra Note 5, at 3.", "supra <Supra Note 5> 5"),
    ("Brandt, supra note 5c.", "supra <supra note 5c> 5c"),
    ("Brandt, supra note 5A, at 3.", "supra <supra note 5A> 5A"),
    ("Brandt, supra note *.", "supra <supra note *> *"),
    ("Brandt, supra note iv.", "supra <supra note iv> iv"),
    ("Brandt, supra note TK, at 9.", "supra <supra note TK> TK"),
    ("Brandt, supra note ___, at 9.", "supra <supra note ___> ___"),
    ("Brandt, supra note XX.", "supra <supra note XX> XX"),
    ("Brandt, supra note [ ].", "supra <supra note [ ]> [ ]"),
    ("Brandt, supra note ??, at 9.", "supra <supra note ??> ??"),
    ("Brandt, supra note 5, 96-98.", "supra <supra note 5> 5"),
    ("Brandt v. Lee, supra note 26, 275 Neb. at 16.", "supra <supra note 26> 26"),
    ("Brandt v. Lee, supra notes 26 & 27, 275 Neb. at 16.", "supra <supra notes 26 & 27> 26 27"),
    ("Brandt, supra notes 26 and 27, 11 U.S.C. § 5.", "supra <supra notes 26 and 27> 26 27"),
    ("Brandt, supra note 26, ¶ 12.", "supra <supra note 26> 26"),
    ("Brandt, supra note 26, § 3.2.", "supra <supra note 26> 26"),
    ("Brandt, supra note 26, ch. 4, at 99.", "supra <supra note 26> 26"),
    ("The rule (see Brandt, supra note 5) is settled.", "supra <supra note 5> 5"),
    ("The ‘90s were bad for states’ rights, supra note 5; so Lind’s.", "supra <supra note 5> 5"),
    ("Lind, ‘On Notes’ (2001), supra note 5.", "supra <supra note 5> 5"),
    ("The rule—see supra note 5—is settled.", "supra <supra note 5> 5"),
    ("The rule [see supra note 5] is settled.", "supra <supra note 5> 5"),
    (
        "See Diaz, supra note 2; Ober, supra note 3; Yang, infra note 41.",
        "supra <supra note 2> 2 | supra <supra note 3> 3 | infra <infra note 41> 41",
    ),
    (
        "Diaz, supra note 2, at 5–7 (quoting Ober, supra note 3, at 1).",
        "supra <supra note 2> 2 | supra <supra note 3> 3",
    ),
    ("For a sceptical view, see Diaz, supra note 12345.", "supra <supra note 12345> 12345"),
    ("See supra note 5 of this Article.", "supra <supra note 5> 5"),
    ("See Diaz, supra note 3 and 5.", "supra <supra note 3 and 5> 3 5"),
    ("Diaz, supra note 3 and 5 others.", "supra <supra note 3> 3"),
    ("Diaz, supra note 3 and 11 U.S.C. § 101.", "supra <supra note 3> 3"),
    ("Diaz, supra note 3-4.", "supra <supra note 3-4> 3 4"),
    ("See Diaz, supra note 3, at 5 [https://perma.cc/AB12-CD34].", "supra <supra note 3> 3"),
]

LABEL_FIRST = [
    ("See text accom\u00adpanying note 5.", "note <note 5> 5"),
    ("See su\u00adpra notes 5–\u00ad7.", "supra <su\u00adpra notes 5–\u00ad7> 5 6 7"),
    ("As was said above fn 5.", "above_n <above fn 5> 5"),
    ("Lind, Cited Above, Note 5, at 3.", "above_n <Above, Note 5> 5"),
    ("See supra fn. 36, 37.", "supra <supra fn. 36, 37> 36 37"),
    ("Lind, ante, note 5.", "supra <ante, note 5> 5"),
    ("See note 12 supra.", "note <note 12 supra> 12"),
    ("See note 12, supra.", "note <note 12, supra> 12"),
    ("See notes 12-14, supra, and accompanying text.", "note <notes 12-14, supra> 12 13 14"),
    ("See footnote 12, infra.", "note <footnote 12, infra> 12"),
    ("See n.12, supra.", "note <n.12, supra> 12"),
    ("See Lind, “Prints,” n. 4 above.", "note <n. 4 above> 4"),
    ("See note 15 above.", "note <note 15 above> 15"),
    ("See notes 15 and 16 above for the earlier cases.", "note <notes 15 and 16 above> 15 16"),
    ("The figures are in note 60 below.", "note <note 60 below> 60"),
    ("(See note 60 below)", "note <note 60 below> 60"),
    ("See text accompanying note 7.", "note <note 7> 7"),
    ("See the text accompanying notes 7–9.", "note <notes 7–9> 7 8 9"),
    ("See note 7 and accompanying text.", "note <note 7> 7"),
    ("See notes 7 & 8 and accompanying text.", "note <notes 7 & 8> 7 8"),
    ("Lind, above n 5.", "above_n <above n 5> 5"),
    ("Lind, above n 5, 34.", "above_n <above n 5> 5"),
    ("See above nn 5–7.", "above_n <above nn 5–7> 5 6 7"),
    ("See below n 44.", "above_n <below n 44> 44"),
    ("Lind (n 5) 34.", "n <(n 5)> 5"),
    ("Lind (n 5).", "n <(n 5)> 5"),
    ("Fraud Act 2006 (n 5) s 2.", "n <(n 5)> 5"),
    ("See Lind (n 5) and Ober (n 17) 3-4.", "n <(n 5)> 5 | n <(n 17)> 17"),
    ("Lind and Ober (nn 5–7).", "n <(nn 5–7)> 5 6 7"),
]

ID = [
    ("Id.", "id <Id.> 39"),
    ("Id. at 5.", "id <Id.> 39"),
    ("id. at 5–6", "id <id.> 39"),
    ("Id. § 12.", "id <Id.> 39"),
    ("Id. ¶ 12.", "id <Id.> 39"),
    ("Id., 410 U.S. at 113.", "id <Id.> 39"),
    ("Id., at 7.", "id <Id.> 39"),
    ("Id. art. IV.", "id <Id.> 39"),
    ("Id. (emphasis added).", "id <Id.> 39"),
    ("Id.; see also Diaz, supra note 3.", "id <Id.> 39 | supra <supra note 3> 3"),
    ("See id.", "id <id.> 39"),
    ("See id. at *4.", "id <id.> 39"),
    ("See, e.g., id. at 4.", "id <id.> 39"),
    ("See also id. passim.", "id <id.> 39"),
    ("Cf. id. at 4.", "id <id.> 39"),
    ("But see id. at xii.", "id <id.> 39"),
    ("Accord id. § 4.", "id <id.> 39"),
    ("See generally id.", "id <id.> 39"),
    ("Compare id. at 4, with id. at 9.", "id <id.> 39 | id <id.> 40"),
    ("Id. at 5; id. at 9.", "id <Id.> 39 | id <id.> 40"),
    ("The panel agreed,” id. at 1048, and affirmed.", "id <id.> 39"),
    ("It “was ‘old.’ ” Id. at 5.", "id <Id.> 39"),
    ("ID. at 5.", "id <ID.> 39"),
    ("ID.; Diaz, supra note 3.", "id <ID.> 39 | supra <supra note 3> 3"),
    ("Id. The court then turned to remedy.", "id <Id.> 39"),
    ("The panel agreed. Id.", "id <Id.> 39"),
    ("The panel agreed. Id. at 5.", "id <Id.> 39"),
    ("The panel agreed.” Id. at 5.", "id <Id.> 39"),
    ("The panel agreed, id. at 5, and affirmed.", "id <id.> 39"),
    ("The holding of id. § 5 is narrow.", "id <id.> 39"),
    ("The holding (id. at 5) is narrow.", "id <id.> 39"),
    ("See Diaz, supra note 3, at 7 (citing id. at 9).", "supra <supra note 3> 3 | id <id.> 40"),
    ("Roe v. Wade, 410 U.S. 113, 120 (1973). Id. at 121.", "id <Id.> 40"),
    ("Ana Diaz, On Notes, 12 J. Made Up L. 34 (2019); id. at 36.", "id <id.> 40"),
    ("42 U.S.C. § 1983; see id. § 1988.", "id <id.> 40"),
    ("N.J. Stat. Ann. section 2A:14-2; id. section 2A:14-3.", "id <id.> 40"),
    ("Ana Diaz, Notes, https://example.org/notes. Id.", "id <Id.> 40"),
    ("Diaz, supra note 3, at 4. Id. at 5.", "supra <supra note 3> 3 | id <Id.> 40"),
    ("See supra note 3 and accompanying text. Id. at 5.", "supra <supra note 3> 3 | id <Id.> 39"),
    ("Lind (n 5) 34; ibid 36.", "n <(n 5)> 5 | ibid <ibid> 40"),
    ("The seller lost (though it had won in 2004). Id. at 9.", "id <Id.> 39"),
    ("Id at 4.", "id <Id> 39"),
    ("Id, at 21.", "id <Id> 39"),
    ("Id , at 21.", "id <Id> 39"),
    ("See id at 4.", "id <id> 39"),
    ("Id", "id <Id> 39"),
    ("Ibid.", "ibid <Ibid.> 39"),
    ("Ibid", "ibid <Ibid> 39"),
    ("ibid 75.", "ibid <ibid> 39"),
    ("ibid, 75-77.", "ibid <ibid> 39"),
    ("Ibid at para 5.", "ibid <Ibid> 39"),
    ("ibid [34] (Lord Example).", "ibid <ibid> 39"),
    ("ibid Art 5.", "ibid <ibid> 39"),
    ("See ibid.", "ibid <ibid.> 39"),
]

BARE_PARTS_AND_PAGES = [
    ("Diaz, supra.", "supra_bare <supra>"),
    ("Diaz, supra, at 44.", "supra_bare <supra>"),
    ("Diaz, supra at 44.", "supra_bare <supra>"),
    ("See Diaz, supra; Ober, supra.", "supra_bare <supra> | supra_bare <supra>"),
    ("(People v. Diaz, supra, 25 Cal.4th at p. 123.)", "supra_bare <supra>"),
    ("Diaz, supra (Lee, J., dissenting).", "supra_bare <supra>"),
    ("Diaz, supra, § 12.", "supra_bare <supra>"),
    ("Diaz et al., supra.", "supra_bare <supra>"),
    ("As discussed infra, the test is looser.", "infra_bare <infra>"),
    ("As noted supra, the test is looser.", "supra_bare <supra>"),
    ("The test set forth supra is looser.", "supra_bare <supra>"),
    ("See infra.", "infra_bare <infra>"),
    ("(see infra)", "infra_bare <infra>"),
    ("See supra Okafor & Lind.", "supra_bare <supra>"),
    ("Brandt, infra.", "infra_bare <infra>"),
    ("See infra Part II.", "part <infra Part II>"),
    ("See infra Part II.C.3.a.", "part <infra Part II.C.3.a>"),
    ("See infra Part III(B)(2).", "part <infra Part III(B)(2)>"),
    ("See discussion infra Sections II.B.2, III.C.1.", "part <infra Sections II.B.2, III.C.1>"),
    ("See supra Parts I & II.", "part <supra Parts I & II>"),
    ("See supra Parts I, II, and III for the rest.", "part <supra Parts I, II, and III>"),
    ("See supra Parts I–III.", "part <supra Parts I–III>"),
    ("See supra Part II.A–B.", "part <supra Part II.A–B>"),
    ("See infra Section 4.2.", "part <infra Section 4.2>"),
    ("See infra section IV, which extends this.", "part <infra section IV>"),
    ("See infra § IV.B.", "part <infra § IV.B>"),
    ("See infra Subsection II.A.1.", "part <infra Subsection II.A.1>"),
    ("See infra Chapter 4.", "part <infra Chapter 4>"),
    ("See infra Part Two.", "part <infra Part Two>"),
    ("See infra Appendix A.", "part <infra Appendix A>"),
    ("See supra Figure 2.", "part <supra Figure 2>"),
    ("See infra Table 3 and Figure 4.", "part <infra Table 3>"),
    ("See infra Conclusion.", "part <infra Conclusion>"),
    ("See supra, Part II.", "part <supra, Part II>"),
    ("See Part II.B, supra.", "part <Part II.B, supra>"),
    ("See Parts II and III, infra.", "part <Parts II and III, infra>"),
    ("See Section 4.2 infra.", "part <Section 4.2 infra>"),
    ("See Part II below.", "part <Part II below>"),
    (
        "See Part II.A above; but see note 3 supra.",
        "part <Part II.A above> | note <note 3 supra> 3",
    ),
    ("An issue addressed separately infra Section III.D.", "part <infra Section III.D>"),
    ("See above Part II(A).", "part <above Part II(A)>"),
    ("See below Section 3.", "part <below Section 3>"),
    ("See infra tbl. 3.", "part <infra tbl. 3>"),
    ("See infra Sect. 4.", "part <infra Sect. 4>"),
    ("It is old (see above, Section V).", "part <above, Section V>"),
    ("It is told below in Part III.", ""),
    ("It is discussed below in Part III.", "part <below in Part III>"),
    ("See ante, at 12.", "page <ante, at 12>"),
    ("Ober, ante, p. 12.", "page <ante, p. 12>"),
    ("See infra at 12.", "page <infra at 12>"),
    ("See supra, at 12–14.", "page <supra, at 12–14>"),
    ("See infra pp. 106–07.", "page <infra pp. 106–07>"),
    ("See supra p. 12.", "page <supra p. 12>"),
    ("See supra page 12.", "page <supra page 12>"),
]

NOT_REFERENCES = [
    "He flew supra-orbital missions.",
    "The supranational court sat.",
    "The infrastructure supra the river bed was old.",
    "It was infra dig for a judge to argue.",
    "The bill was accepted supra protest.",
    "The act was infra vires of the council.",
    "Dominus supra omnes regnat.",
    "As in the proverb, ne sutor supra crepidam iudicaret.",
    "Infra-red and ultra-violet lamps were excluded.",
    "The Toyota Supra was seized.",
    "Two Toyota Supras and one Supra, a 1994 model, were seized.",
    "Supra Holdings, LLC v. Lind, 12 F.4th 34 (9th Cir. 2021).",
    "In re Infra Capital Partners, 400 B.R. 1 (2009).",
    "The plan covers app, infra, database and network costs.",
    "Increased infra spending was proposed.",
    "As Lind supra notes, the rule is old.",
    "The paper supra note the same.",
    "The Galaxy Note 5 above $100 was excluded.",
    "The promissory note 5 above was paid.",
    "The note 5 was paid.",
    "Payment of a note 5 days late is default.",
    "See Note 7 to the Financial Statements.",
    "See note 7 of the Restatement.",
    "UCC § 2-207 cmt. n.5.",
    "Restatement (Second) of Torts § 402A cmt. 5 note 3 (1965).",
    "Fed. R. Evid. 403 advisory committee’s note 4.",
    "Lind v. Ober, 500 U.S. 1, 12 n.5 (1991).",
    "Lind v. Ober, 500 U.S. 1, 12 nn.5–6 (1991).",
    "Lind v. Ober, 500 U.S. 1, 12 & n.5 (1991).",
    "Reply Brief at 14 n.42 & Ex. 11.",
    "Lind v. Ober [1999] AC 5, 12 (n 5).",
    "The mean was 0.03 (n 12) and the median lower.",
    "For n 5 or more the bound fails.",
    "The yield was above n 5 in each run.",
    "A fee of above 5 per cent.",
    "Prices above note 5 of the scale.",
    "The notes 5, 6 and 7 above the staff were sung.",
    "The third floor above Note 5 Records was let.",
    "Accompanying note 5 was a cheque.",
    "A letter accompanying note 5 was lost.",
    "The court’s note 5 and accompanying text were struck.",
    "Id. Card No. 5 was forged.",
    "A false Id. card was shown.",
    "The id. and the ego were at odds.",
    "Freud’s id. is not a citation.",
    "An ID. was required.",
    "ID: 5. ID 5.",
    "The ID, at 5 dollars, was cheap.",
    "Show your photo ID. Then sign.",
    "They left with ID. The clerk agreed.",
    "Bouncers must see ID. Then they may sell.",
    "Idaho Code § 5-201.",
    "Id. Code § 5-201.",
    "3 Id. 45 (Terr. 1889).",
    "I.d. and i.d. fittings were alike.",
    "The user id, the name, and the address.",
    "The columns (id, name) were joined.",
    "The column (id) was joined.",
    "Visit ID.me to verify.",
    "Write to id@example.org or ibid@example.org.",
    "id est, that is.",
    "Ibid Holdings v Crown [2001] UKHL 5.",
    "The ibid was abolished.",
    "Of the staff (n 88) few agreed.",
    "All students (n 45) and most women (n 12) agreed.",
    "The keepers (n 45) were asked.",
    "It was cheap ex ante, at 5 dollars.",
    "The status quo ante, at page 5, was kept.",
    "See https://example.org/supra/note/5?x=supra note.",
    "See https://example.org/(n 5)/infra.",
    "Lind, Notes, https://perma.cc/id.at5 (last visited May 1, 2020).",
    "The brief said: “See Lind, supra note 5, at 3.”",
    'The brief said: "See Lind, supra note 5, at 3."',
    "The brief said: “the court agreed. Id. at 5.”",
    "The brief said: “as shown above (n 5), it fails.”",
    "The brief said: ‘See the Court’s rule, note 5, supra, at 3.’",
    "The floor above Part 5 was let.",
    "The stream\nID. If it is missing",
    "The message [id 344, to all] was lost.",
    "x = y ? title : id;",
    "The dissent cites “Part II, infra” as proof.",
    "See note 14, supra, of the Panel Opinion.",
    "See supra note 14 of the Panel Opinion.",
    "See Part II of the Act.",
    "Section 5 above the line is blank.",
    "Part 2 above all concerned speech.",
    "The infra of the bank failed.",
    "Below 5 and above 7 nothing counts.",
    "He paid the note 5 above par.",
    "The Note above the fold.",
    "Signed: Anne Ibid-Jones.",
    "note 5",
    "",
]

STYLED: list[tuple[CitationStyle, str, str]] = [
    ("oscola", "See n 5.", "n <n 5> 5"),
    ("oscola", "See Lind (n. 5) 3.", "n <(n. 5)> 5"),
    ("oscola", "See text to nn 5-7.", "n <nn 5-7> 5 6 7"),
    ("oscola", "See n 5 above.", "note <n 5 above> 5"),
    ("oscola", "For n 5 the bound fails.", ""),
    ("oscola", "Lind (n 2) 101, fn 3.", "n <(n 2)> 2"),
    ("oscola", "The students (n 212) agreed.", ""),
    ("bluebook", "See n 5.", ""),
    ("bluebook", "See fn. 6, 7.", "n <fn. 6, 7> 6 7"),
    ("bluebook", "See also fnn. 5, 6.", "n <fnn. 5, 6> 5 6"),
    ("bluebook", "But see fn. 6 of the opinion.", ""),
    ("bluebook", "See Lind, 12, fn. 6.", ""),
    ("bluebook", "Lind, supra fnn. 5, 6.", "supra <supra fnn. 5, 6> 5 6"),
    ("bluebook", "Roe post, n. 3.", "infra <post, n. 3> 3"),
    ("bluebook", "See Roe, post, nn. 3, 4.", "infra <post, nn. 3, 4> 3 4"),
    ("bluebook", "The Wash. Post, n. 3.", ""),
    ("bluebook", "A blog post, n. 3, says so.", ""),
    ("oscola", "See fnn. 5, 6.", "n <fnn. 5, 6> 5 6"),
    ("bluebook", "See Lind (n. 5) 3.", "n <(n. 5)> 5"),
    ("bluebook", "See Lind (n.5) 3.", "n <(n.5)> 5"),
    ("bluebook", "See Lind (fn. 5).", "n <(fn. 5)> 5"),
    ("chicago", "Lind, Tides, at 25-7, notes 33-37.", ""),
    ("chicago", "Lind, Tides, 44, note 3.", ""),
    ("aglc", "Lind (n 5) 34; see also n 9.", "n <(n 5)> 5 | n <n 9> 9"),
    ("mcgill", "Lind, supra note 5 at para 10.", "supra <supra note 5> 5"),
    ("mcgill", "Lind, supra.", "supra_bare <supra>"),
    ("chicago", "See note 5.", "note <note 5> 5"),
    ("chicago", "See note 5 above.", "note <note 5 above> 5"),
    (
        "chicago",
        "Compare notes 5 and 7; but see note 9.",
        "note <notes 5 and 7> 5 7 | note <note 9> 9",
    ),
    ("chicago", "See note 5 to the accounts.", ""),
    ("chicago", "The bank’s note 5, unpaid, was sold.", ""),
    ("bluebook", "See note 5.", ""),
]


def spelled_out(targets: tuple[Target, ...]) -> Iterator[str]:
    for target in targets:
        yield from map(str, target if isinstance(target, range) else (target,))


def written(text: str, style: CitationStyle = "bluebook") -> str:
    return " | ".join(
        " ".join([found.kind, f"<{text[found.start : found.end]}>", *spelled_out(targets)])
        for found, targets in resolve(text, 40, style)
    )


@pytest.mark.parametrize(("text", "expected"), SUPRA_AND_INFRA + LABEL_FIRST)
def test_a_reference_to_a_note_is_read(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(("text", "expected"), ID)
def test_id_stands_for_the_authority_before_it(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(("text", "expected"), BARE_PARTS_AND_PAGES)
def test_a_reference_without_a_note_is_read(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize("text", NOT_REFERENCES)
def test_these_words_refer_to_nothing(text: str) -> None:
    assert written(text) == ""


@pytest.mark.parametrize(("style", "text", "expected"), STYLED)
def test_a_form_belongs_to_its_style(style: CitationStyle, text: str, expected: str) -> None:
    assert written(text, style) == expected


def test_labels_tell_where_the_typed_numbers_stand() -> None:
    text = "Lind, supra notes 5, 135-38."
    (found,) = find_references(text)
    ends = [(labels.first, labels.last) for labels in found.labels]
    assert [(first.text, last.text) for first, last in ends] == [("5", "5"), ("135", "38")]
    assert all(text[label.start : label.end] == label.text for pair in ends for label in pair)


@pytest.mark.parametrize(
    ("text", "name", "tail"),
    [
        ("See Lind & Ober, supra note 5, at 12–14.", "Lind & Ober", ", at 12–14"),
        ("It was so held. See, e.g., Chen et al., supra note 5.", "Chen et al.", ""),
        ("State v. Lind, supra note 5, ¶ 12.", "State v. Lind", ", ¶ 12"),
        ("Ober, Law of the Sea, supra note 5.", "Ober, Law of the Sea", ""),
        ("See supra note 5 and accompanying text.", "", " and accompanying text"),
        ("As was noted in Lind, supra note 5.", "Lind", ""),
        ("Lind (n 5) 34.", "Lind", ""),
        ("Discussion supra note 5.", "", ""),
        ("Lind, supra note 3, at 1191; infra note 7.", "", ""),
        ("It is so. Ana Diaz, Notes (2001), supra note 5.", "Ana Diaz, Notes (2001)", ""),
        ("SEC Release No. 81207, supra note 3 (so holding).", "SEC Release No. 81207", ""),
        ("Id. at 3; Lind, supra note 5 at 7.", "Lind", " at 7"),
    ],
)
def test_the_words_around_a_reference_are_kept(text: str, name: str, tail: str) -> None:
    found = find_references(text)[-1]
    assert (found.name, found.tail) == (name, tail)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["supra", "infra", "Id.", "note", "notes", "5", "12", "-", "–", ",", ";", "&", "and",
             "(n 5)", "above", "at", '"', "“", "”", "Part", "II", "https://x.y/",
             " ", " ", "\n", "See"]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_references_stand_in_order_and_hold_their_labels(text: str) -> None:
    floor = 0
    for found in find_references(text):
        assert floor <= found.start < found.end <= len(text)
        floor = found.end
        for labels in found.labels:
            assert found.start <= labels.first.start < labels.last.end <= found.end
            assert text[labels.last.start : labels.last.end] == labels.last.text


def test_the_table_is_large() -> None:
    tables = SUPRA_AND_INFRA, LABEL_FIRST, ID, BARE_PARTS_AND_PAGES
    assert sum(len(table) for table in tables) + len(NOT_REFERENCES) + len(STYLED) >= 150


PIECES = [
    *(
        "supra",
        "Supra",
        "SUPRA",
        "infra",
        "INFRA",
        "ibid",
        "Ibid.",
        "IBID",
        "id.",
        "Id.",
        "ID",
        "iD",
    ),
    *("above", "Above", "below", "BELOW", "ante", "accompanying", "n", "nn", "fn", "fns", "notes"),
    *("N", "sad", "and", "nd", "é", "ß", "Ω", "5", "[deleted: 5]", "[", ".", ". ", " ", "\u00a0"),
    *("post", "Post, at ", "post,\u00a0note ", "POST, p. ", "op. cit.", "a", "r"),
    *("  ", "\n", "-", "’", "(", ")", "_", "\u00ad"),
]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(list(TRIGGERS)))
@example("", "bluebook")
@example("n 5 fns. 6-7 nn.\u00a08 id", "bluebook")
def test_the_words_that_may_refer_begin_where_the_pattern_finds_them(
    text: str, style: CitationStyle
) -> None:
    found = [word.start() for word in TRIGGERS[style].finditer(text)]
    assert trigger_places(text, style) == found


@given(
    st.lists(st.text("ab. ", max_size=6), min_size=FEW, max_size=FEW + 9),
    st.sampled_from([r"\Aab", r"b\.(?=\s|\Z)", r"(?<!\s)a+\b", r"\s+b", r"a[^b]{0,9}b"]),
)
def test_a_search_of_many_passages_finds_each_that_one_search_finds(
    texts: list[str], pattern: str
) -> None:
    def passage(place: int) -> Passage:
        return Passage(texts[place], None, (0,), (0,), ())

    found = {*Passages(texts, passage).places_of(re.compile(pattern))}
    assert found >= {place for place, text in enumerate(texts) if re.search(pattern, text)}


@pytest.mark.parametrize(("words", "style"), [("Id. ", "bluebook"), ("Ebd. ", "german")])
def test_of_a_paragraph_so_many_references_are_read_and_no_more(
    words: str, style: CitationStyle
) -> None:
    found = find_references(words * (MOST_REFERENCES + 2), style)
    assert len(found) == MOST_REFERENCES
    assert found[-1].end < len(words) * MOST_REFERENCES


def test_references_beyond_those_stay_text_and_it_is_said() -> None:
    note = "supra note 1; " * (MOST_REFERENCES + 2)
    parsed = parse(f"A.[footnoteRef:1] [1: {note}x.]")
    (block,) = parsed.document.notes[0].blocks
    assert isinstance(block, Paragraph)
    assert sum(type(one) is CrossRef for one in block.content) == MOST_REFERENCES
    assert block.content[-1] == Text(
        "; supra note 1; supra note 1; x.", span=block.content[-1].span
    )
    assert [one.code for one in parsed.diagnostics] == ["X019"]
    *_, before, last = mentions(parsed, "bluebook")[: MOST_REFERENCES + 2]
    assert (before.reason, last.reason) == (TOO_MANY, TOO_MANY)
