"""Print the text of Word files as Apache POI extracts it, with their notes as markers.

``extract_markers.py JAR FILE…``; a form feed ends each text. A process of its own, since Java does not
leave the process in which it was started.
"""

from __future__ import annotations

import sys

import jpype  # type: ignore[import-untyped]


def main(jar: str, *names: str) -> None:
    jpype.startJVM("--enable-native-access=ALL-UNNAMED", classpath=[jar])
    stream = jpype.JClass("java.io.FileInputStream")
    document = jpype.JClass("org.apache.poi.xwpf.usermodel.XWPFDocument")
    extractor = jpype.JClass("org.apache.poi.xwpf.extractor.XWPFWordExtractor")
    for name in names:
        text = str(extractor(document(stream(name))).getText())
        sys.stdout.buffer.write(f"{text}\f".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
