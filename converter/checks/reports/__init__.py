"""How findings are written: for people, as JSON, as SARIF 2.1.0, and as GitHub's annotations.

`page` writes them as a web page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from msgspec import Struct, to_builtins

from converter.checks import Finding, all_rules
from converter.checks.fixes import edits, is_mendable
from converter.document.diagnostics import excerpt, printable, printable_json
from converter.document.faults import FAULTS, Severity
from converter.document.model import Span
from converter.editing.edits import Replacement
from converter.formats import Parsed

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
ANNOTATIONS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


class Checked(Struct, frozen=True):
    """A file as it was read, and what was found in it. `mended` is how many findings were mended."""

    file: str
    parsed: Parsed
    findings: list[Finding]
    mended: int = 0


def as_text(checked: Sequence[Checked], *, excerpts: bool, unsafe: bool) -> str:
    """A line for each finding, and with `excerpts` the line of the source with carets."""
    return "".join(
        _line(one, finding, excerpts=excerpts, unsafe=unsafe)
        for one in checked
        for finding in one.findings
    )


def _line(checked: Checked, finding: Finding, *, excerpts: bool, unsafe: bool) -> str:
    place, below = checked.file, ""
    if finding.span is not None:
        place = checked.parsed.document.position(finding.span.start).within(place)
        if excerpts:
            below = excerpt(checked.parsed.source, checked.parsed.document, finding.span)
    star = " [*]" if is_mendable(finding, unsafe=unsafe) else ""
    note = f" (note {finding.note})" if finding.note else ""
    words = f"{finding.message}{note}. {finding.remedy}"
    return printable(f"{place} {finding.code}{star} {words}") + below + "\n"


def statistics(checked: Sequence[Checked]) -> str:
    """How often each rule found something, the commonest first."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in (one for file in checked for one in file.findings):
        counts[one.code, one.name] += one.stands_for
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:6} {code} {name}\n" for (code, name), count in ordered)


def summary(checked: Sequence[Checked], *, unsafe: bool, advice: bool = True) -> str:
    """What came of it, in a sentence or two for people who do not program; with advice how to mend it."""
    findings = [finding for one in checked for finding in one.findings]
    notes = sum(len(one.parsed.document.notes) for one in checked)
    mended = sum(one.mended for one in checked)
    looked = f"{_count(len(checked), 'file')} with {_count(notes, 'note')}"
    done = f"{_count(mended, 'problem')} mended. " if mended else ""
    if not findings:
        return f"{done}Nothing {'more ' if mended else ''}to mend in {looked}.\n"
    severities: Counter[Severity] = Counter()
    for one in findings:
        severities[one.severity] += one.stands_for
    parts = ", ".join(
        _count(severities[one], "hint" if one == "info" else one)
        for one in LEVELS
        if severities[one]
    )
    text = f"{done}{_count(severities.total(), 'problem')} found in {looked}: {parts}.\n"
    if not advice:
        return text
    safe = sum(is_mendable(finding, unsafe=unsafe) for finding in findings)
    offered = sum(is_mendable(finding, unsafe=True) for finding in findings) - safe
    if safe:
        text += f"[*] {safe} can be mended by adding --fix; --diff shows beforehand what would change.\n"
    if offered:
        text += f"{offered} more can be mended with --unsafe-fixes; read what it changes.\n"
    return text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_json(checked: Sequence[Checked]) -> str:
    """An array of findings, each with its file, and its first and last place."""
    rows = []
    for one in checked:
        for finding in one.findings:
            row = {"file": one.file, **to_builtins(finding)}
            if finding.span is not None:
                row["start"] = one.parsed.document.position(finding.span.start)
                row["end"] = one.parsed.document.position(finding.span.end)
            rows.append(row)
    return printable_json(rows) + "\n"


def as_github(checked: Sequence[Checked]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    lines = []
    for one in checked:
        for finding in one.findings:
            place = {"file": one.file, **_lines(one.parsed, finding.span)}
            place["title"] = f"{finding.code} {finding.name}"
            known = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in place.items())
            words = _escaped(f"{finding.message}. {finding.remedy}", "")
            lines.append(f"::{ANNOTATIONS[finding.severity]} {known}::{words}\n")
    return "".join(lines)


def _lines(parsed: Parsed, span: Span | None) -> dict[str, str]:
    """Where GitHub shows a finding; nowhere in a file without lines."""
    if span is None or parsed.document.landmarks:
        return {}
    start, end = parsed.document.position(span.start), parsed.document.position(span.end)
    place = {"line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:  # GitHub knows columns within one line only
        place |= {"col": str(start.column), "endColumn": str(end.column)}
    return place


def _escaped(text: str, special: str) -> str:
    text = "\n".join(map(printable, re.split(r"\r\n?|\n", text)))
    for one in "%\n" + special:
        text = text.replace(one, f"%{ord(one):02X}")
    return text


def as_sarif(checked: Sequence[Checked], version: str) -> str:
    """A log of SARIF 2.1.0 (OASIS), with the rules that found something, and their fixes.

    `version` is that of this program.
    """
    codes = sorted({finding.code for one in checked for finding in one.findings})
    results = [_result(one, finding, codes) for one in checked for finding in one.findings]
    driver = {"name": "footnoted", "version": version, "rules": [_descriptor(c) for c in codes]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable_json(log) + "\n"


def _descriptor(code: str) -> dict[str, Any]:
    rule = all_rules().get(code)
    if rule is None:
        fault = FAULTS[code]
        words, help, severity, name = fault.message, fault.remedy, fault.severity, fault.name
    else:
        words, severity, name = rule.gist.replace("``", "`"), rule.severity, rule.name
        help = f"Bad:\n{rule.bad}\n\nGood:\n{rule.good}\n\nSource: {rule.source}."
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": words},
        "help": {"text": help},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }


def _result(checked: Checked, finding: Finding, codes: list[str]) -> dict[str, Any]:
    artifact = {"uri": quote(checked.file, safe="/:")}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.span is not None and checked.parsed.document.landmarks:
        landmark = checked.parsed.document.position(finding.span.start).landmark
        location["logicalLocations"] = [{"name": landmark}]
    elif finding.span is not None:
        physical["region"] = _region(checked.parsed, finding.span)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.remedy}"},
        "locations": [location],
    }
    if finding.fix:
        replacements = [_replacement(checked.parsed, edit) for edit in edits(finding)]
        change = {"artifactLocation": artifact, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.remedy}, "artifactChanges": [change]}]
    return result


def _replacement(parsed: Parsed, edit: Replacement) -> dict[str, Any]:
    region = _region(parsed, Span(edit.start, edit.end))
    return {"deletedRegion": region, "insertedContent": {"text": edit.words}}


def _region(parsed: Parsed, span: Span) -> dict[str, int]:
    start, end = parsed.document.position(span.start), parsed.document.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
