"""What is here only because Python's libraries load more slowly than an article converts.

Each module names the library that it stands for, what doing without the module costs, and the test that
holds both equal. A cost is how many times the processor time a conversion then takes, and in brackets how
many times the instructions (`python -m benchmarks.instructions`); first for an article, then for one of
3,000 notes, to a web page unless another format is named, by CPython 3.11. What costs less than 1.03 of
both is not worth its lines.

================================  =========================  ===========================
here                              article                    3,000 notes
================================  =========================  ===========================
`filling_in`, for Jinja2          1.55 (1.52)                1.29 (1.21)
`front_matter`, for PyYAML        1.25 (1.31)                none has any
`start.usual_conversion`, click   1.35 (1.27)                1.22 (1.12)
`start.load_msgspec`              1.17 (1.14)                1.10 (1.06)
`patterns`, compiled late         1.11 (1.17)                1.03 (1.03)
`patterns`, kept compiled         (1.53)                     (1.02)
`zip`, for `zipfile`, to Word     1.12 (1.07)                1.05 (1.04)
`digest`, for `hashlib`           1.05 (1.03)                1.03 (1.01)
================================  =========================  ===========================

Other places have what can only stand there:

- `converter.__main__` ends with `os._exit`, 1.11 (1.05) and 1.07 (1.02), and switches the collector of
  garbage off, 1.04 (1.02) and 1.02 (1.01).
- `converter.markers.regular` reads the usual line at one go, (1.02) and 1.26 (1.34);
  `tests/test_parser.py` holds it equal to the reading by tokens.
- Modules are imported where they are needed; `tests/test_shape.py` names some that a plain text never
  loads. `converter.commands.files` does without pathlib, (1.04) and (1.01).
- `converter.crossrefs.trigger_places` looks for parts of words, (1.01) and (1.05).
- Before a pattern or a loop looks at each character, a plain search tells whether it has to:
  `readers.marker.inlines.RARE`, (1.00) and (1.09); `readers.marker.parser._is_printable`, (1.02) and
  (1.03); to Word, `renderers.docx.text.MAYBE_NOT_PLAIN`, (1.15) and (1.15), and the first letter in
  `renderers.direction`, (1.01) and (1.05).
"""
