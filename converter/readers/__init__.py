"""One file per input format: ``read(data, …) -> Parsed``. Here stands their table."""

from __future__ import annotations

from converter.formats import Format

READERS = {
    "marker": Format(
        "converter.readers.marker",
        (".txt",),
        "text with [footnoteRef:n] markers",
        ("encoding", "extractor_text", "citation_style"),
    ),
    "json": Format("converter.readers.json", (".json",), "the tree, as -t json writes it"),
}
