"""Typography of notes: italics and small caps given back to citations, as a house prints them.

`runs` finds what has a look of its own, `profile` says which look a house gives it, `setting` puts it
into the tree; `typesetter` does it all, and `learning` writes the profile of a house from its files.
Words never change; which characters may is asked (`characters`, `casing`).
"""

from __future__ import annotations

SHIPPED = ("bluebook-lawreview", "bluebook-court", "oscola", "chicago")
"""The profiles that come with the program; ``bluebook`` stands for the first."""
NAMES = ("bluebook", *SHIPPED)
