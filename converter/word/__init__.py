"""A Word file as a package (ECMA-376), for whoever reads, writes or fills one.

`package` reads and writes the archive, `parts` finds what a part is for, `xml` reads a part, whoever
wrote it, `scan` its text (a `manuscript`), `styles` its styles. `consistency` looks a file over before
it is given out. `names` is what ECMA-376 calls things.

A conversion to Word without a file of the user's needs `package`, `consistency` and `names` alone: the
others bring lxml, whose import takes longer than most articles.
"""
