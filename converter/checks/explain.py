"""What a rule is about, in words: for ``footnoted rules``, ``footnoted rule`` and docs/rules.md."""

from __future__ import annotations

import re

from converter.checks import all_rules
from converter.checks.rule import Rule
from converter.checks.selection import GROUPS, group_of
from converter.document.diagnostics import ConversionError
from converter.document.faults import FAULTS

FIXES = {"none": "", "safe": "mended by --fix", "offered": "mended by --fix --unsafe-fixes"}


def explain(code: str) -> str:
    """The page of a rule or message, by its code or name.

    Raises `ConversionError` if there is none.
    """
    named = {rule.name: one for one, rule in all_rules().items()}
    named.update({fault.name: one for one, fault in FAULTS.items()})
    wanted = named.get(code.lower(), code.upper())
    if wanted in all_rules():
        return _page(all_rules()[wanted])
    if wanted in FAULTS:
        fault = FAULTS[wanted]
        head = f"{wanted} {fault.name} ({fault.severity}), noticed while a file is read\n\n"
        return f"{head}{fault.message}.\n{fault.remedy}\n"
    from difflib import get_close_matches

    close = get_close_matches(code, [*all_rules(), *FAULTS, *named], 1)
    hint = f"did you mean {close[0]}?" if close else "see footnoted rules"
    raise ConversionError(f"there is no rule {code!r}; {hint}")


def _page(rule: Rule) -> str:
    about = ", ".join(filter(None, (rule.severity, *_conditions(rule))))
    bad, good = (example.replace("\n", "\n    ") for example in (rule.bad, rule.good))
    gist = rule.gist.replace("``", "`")
    return (
        f"{rule.code} {rule.name} ({about})\n\n{gist}\n\nBad:\n    {bad}\nGood:\n    {good}\n\n"
        f"Group: {rule.group}. Source: {rule.source}.\n"
    )


def _conditions(rule: Rule) -> tuple[str, ...]:
    """When a rule runs, and what mends it."""
    hint = "a hint: with -v or --extend-select" if rule.severity == "info" else ""
    unasked = "only with --extend-select" if rule.asked_only else hint
    courts = "" if rule.courts else "not under --profile court"
    styles = "" if len(rule.styles) > 1 else f"only for the {rule.styles[0]} style"
    return FIXES[rule.fix], unasked, courts, styles


def list_rules() -> str:
    """All rules by group, a line each; then the messages of reading."""
    lines: list[str] = []
    for group, title in GROUPS.items():
        lines.append(f"\n{title} ({group})")
        for rule in all_rules().values():
            if rule.group == group:
                gist = rule.gist.replace("``", "`")
                lines.append(f"  {rule.code} {rule.severity:7} {rule.name:28} {gist}")
        for code, fault in FAULTS.items():
            if (
                code[0] not in ("R", "N", "F")
                and group_of(code) == group
                and code not in all_rules()
            ):
                message = re.sub(r"\{\w+\}", "…", fault.message)
                lines.append(f"  {code} {fault.severity:7} {fault.name:28} {message}.")
    return "\n".join(lines).lstrip("\n") + "\n"


def rules_page() -> str:
    """docs/rules.md."""
    parts = [
        "# Rules of `footnoted check`\n\nEach with an example of what it finds and of what it leaves "
        "alone; a numbered line stands for the note of that number. Rules of severity *info* are "
        "hints: they run with `-v`, or when `--extend-select` names them; some only then. What "
        "reading a file notices is reported under the codes of [diagnostics.md](diagnostics.md).\n"
    ]
    for group, title in GROUPS.items():
        members = [rule for rule in all_rules().values() if rule.group == group]
        if members:
            parts.append(f"\n## {title}\n\nGroup `{group}`.\n")
        parts += map(_section, members)
    return "".join(parts)


def _section(rule: Rule) -> str:
    about = "; ".join(filter(None, (rule.severity, *_conditions(rule))))
    gist = rule.gist.replace("``", "`")
    return (
        f"\n### {rule.code} {rule.name}\n\n{gist}\n\n*{about}.* Source: {rule.source}.\n\n"
        f"```\nBad:\n{rule.bad}\n\nGood:\n{rule.good}\n```\n"
    )
