"""What is said of looks that the notes get back."""

from __future__ import annotations

from converter.document.faults.fault import Fault

LOOKS = {
    # V: what is seen
    "V001": Fault(
        "notes-typeset",
        "info",
        "in the notes, {italic} runs of words were set in italics and {small_caps} in small caps, "
        "as {house} prints them; {proposed} more are proposed",
        "footnoted check --select typography lists the proposals, --accept takes them; "
        "--typography none sets nothing.",
    ),
    "V002": Fault(
        "characters-changed",
        "info",
        "characters of the notes were changed: {listed}",
        "--characters says which may be: case, blanks, dashes, quotes, or none.",
    ),
}
