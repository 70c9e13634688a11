"""Cross references: found in text, bound to notes.

`references` finds them, by the patterns in `grammar`; `authorities` says what a note cites and what
an ``Id.`` stands for; `bind` makes them nodes of a document that point at its notes.
"""
