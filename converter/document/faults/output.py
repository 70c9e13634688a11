"""What is said of numbers and outputs: what a format cannot carry."""

from __future__ import annotations

from converter.document.faults.fault import Fault

OUTPUT = {
    # N: numbering
    "N001": Fault(
        "numbers-restart-by-page",
        "info",
        "numbers that restart on every page are known only once pages are set",
        "Word restarts them; cross references and other formats count through the text. "
        "Update the fields in Word (Ctrl+A, F9) before printing.",
    ),
    "N002": Fault(
        "no-heading-to-restart-at",
        "warning",
        "notes are to begin anew at each heading of the first level, but there is none",
        "They count through. In plain text, type # and a blank before each heading.",
    ),
    "N003": Fault(
        "no-heading-for-contents",
        "warning",
        "a table of contents lists the headings, but there are none",
        "It was left out. In plain text, type # and a blank before each heading.",
    ),
    "N004": Fault(
        "page-numbers-reckoned",
        "info",
        "the page numbers in the table of contents are reckoned, as only Word knows its pages",
        "Update the table in Word (click into it, F9). Word does so itself when it prints.",
    ),
    # R: rendering
    "R001": Fault(
        "not-carried",
        "warning",
        "{format} cannot carry {what}",
        "{remedy}",
    ),
    "R002": Fault(
        "image-not-embedded",
        "warning",
        "the image {url} is shown by its description, not as a picture",
        "Insert the picture into the output by hand.",
    ),
    "R003": Fault(
        "link-not-live",
        "warning",
        "the link {url} was set as plain text",
        "Only http, https and mailto links with a host that can be one are made live.",
    ),
    "R004": Fault(
        "note-not-printed",
        "error",
        "no mark calls note {id}, so it has no place in the output",
        "Put a mark where the note belongs.",
    ),
    "R005": Fault(
        "script-not-set",
        "warning",
        "pdfLaTeX cannot set {characters}; it prints a stand-in for them",
        "Compile with lualatex or xelatex, which set the real characters.",
    ),
    "R006": Fault(
        "style-added",
        "info",
        "the reference document has no style {styles}; ours was added",
        "Define it there under this name to have the house's own look.",
    ),
    "R007": Fault(
        "engine-replaced",
        "warning",
        "{reason}, so {engine} set the PDF",
        "Install what is missing, or choose the engine with --pdf-engine.",
    ),
    "R008": Fault(
        "letters-without-font",
        "warning",
        "no font on this machine has {what}; {shown} in the PDF",
        "Install a font that has them, such as one of the Noto fonts.",
    ),
    "R009": Fault(
        "font-replaced",
        "warning",
        "this TeX has no TeX Gyre fonts; Latin Modern stands in the PDF",
        "Install TeX Gyre (on Debian: tex-gyre and texlive-fonts-recommended) for the look as drawn.",
    ),
    "R010": Fault(
        "metadata-not-in-heads",
        "info",
        "the headers and footers of the Word file print no {keys}",
        "Name them there in double braces, as in {{{{ journal }}}}, or type them.",
    ),
}
