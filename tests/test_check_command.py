"""``footnoted check`` as a user meets it: files, findings, mending, settings and exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from msgspec import structs

from converter import parse, render
from converter.commands.check.settings import Settings, read_settings
from converter.commands.configuration import read_file
from converter.document.diagnostics import ConversionError
from converter.document.model import Note, NoteKey, Paragraph, Text
from tests.conftest import ROOT
from tests.test_cli import footnoted

FAULTY = "The wick.[footnoteRef:1] [1:  Roe, et. al., The Wick, HARBOUR POST (Sep. 4, 2023).] \n"
MENDED = "The wick.[footnoteRef:1] [1:  Roe et al., The Wick, HARBOUR POST (Sept. 4, 2023).] \n"
CLEAN = "The wick.[footnoteRef:1] [1:  See Ash.] \n"

PLACE = {"type": "integer", "minimum": 1}
REGION = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "properties": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), PLACE),
    "additionalProperties": False,
}
ARTIFACT = {"type": "object", "properties": {"uri": {"type": "string", "pattern": r"^[^\s\\]+$"}}}
WORDS = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
SARIF: dict[str, Any] = {  # the constraints of SARIF 2.1.0 on what is used of it
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "$schema": {"type": "string", "format": "uri"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": WORDS,
                                                "help": WORDS,
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {
                                                            "enum": ["note", "warning", "error"]
                                                        }
                                                    }
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        }
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "required": ["message"],
                            "properties": {
                                "message": WORDS,
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": ARTIFACT,
                                                    "region": REGION,
                                                },
                                            }
                                        }
                                    }
                                },
                                "fixes": {
                                    "items": {
                                        "required": ["artifactChanges"],
                                        "properties": {
                                            "artifactChanges": {
                                                "minItems": 1,
                                                "items": {
                                                    "required": [
                                                        "artifactLocation",
                                                        "replacements",
                                                    ],
                                                    "properties": {
                                                        "replacements": {
                                                            "minItems": 1,
                                                            "items": {
                                                                "required": ["deletedRegion"],
                                                                "properties": {
                                                                    "deletedRegion": REGION
                                                                },
                                                            },
                                                        }
                                                    },
                                                },
                                            }
                                        },
                                    }
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return written(tmp_path, FAULTY)


def written(folder: Path, text: str, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def said_codes(output: bytes) -> list[str]:
    lines = output.decode().splitlines()
    return [line.split(" ")[1] for line in lines if line.startswith("article.txt:")]


# What it says


def test_findings_are_lines_with_place_code_and_message_and_a_summary(article: Path) -> None:
    done = footnoted("check", article.name, cwd=article.parent)
    assert done.returncode == 1
    first, second, *summary = done.stdout.decode().splitlines()
    assert first.startswith("article.txt:1:34 S001 [*] “et. al.” is written “et al.”")
    assert second.startswith("article.txt:1:69 S002 [*] “Sep.” is written “Sept.”")
    assert first.endswith("(note 1). Write “et al.”")
    assert summary[0] == "2 problems found in 1 file with 1 note: 2 warnings."
    assert "--fix" in summary[1]


def test_nothing_found_is_said_in_words(tmp_path: Path) -> None:
    paths = [written(tmp_path, CLEAN, name) for name in ("one.txt", "two.txt")]
    done = footnoted("check", *paths)
    assert (done.returncode, done.stdout) == (0, b"Nothing to mend in 2 files with 2 notes.\n")
    assert footnoted("check", "-q", *paths).stdout == b""


def test_standard_input_is_checked() -> None:
    done = footnoted("check", "-", stdin=FAULTY.encode())
    assert done.stdout.startswith(b"standard input:1:34 S001")


def test_json_names_file_places_and_fix(article: Path) -> None:
    rows = json.loads(footnoted("check", "--format", "json", article).stdout)
    assert [(row["code"], row["severity"], row["note"]) for row in rows] == [
        ("S001", "warning", "1"),
        ("S002", "warning", "1"),
    ]
    assert rows[0]["start"] == {"offset": 33, "line": 1, "column": 34}
    edit = rows[0]["fix"]["edits"][0]
    assert FAULTY[edit["start"] : edit["end"]] == ", et. al."
    assert edit["words"] == " et al."


def test_sarif_fits_the_standard_and_its_places_fit_the_text(tmp_path: Path) -> None:
    path = written(tmp_path, FAULTY + "\nSo.[footnoteRef:2]\n", "on oil & wicks.txt")
    log = json.loads(footnoted("check", "--format", "sarif", path.name, cwd=tmp_path).stdout)
    jsonschema.validate(log, SARIF)
    run = log["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["S001", "S002", "M001"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "on%20oil%20%26%20wicks.txt"
    region = run["results"][1]["locations"][0]["physicalLocation"]["region"]
    line = path.read_text(encoding="utf-8").split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "Sep."


def test_a_clean_file_is_an_empty_log(tmp_path: Path) -> None:
    done = footnoted("check", "--format", "sarif", written(tmp_path, CLEAN))
    log = json.loads(done.stdout)
    jsonschema.validate(log, SARIF)
    assert (done.returncode, log["runs"][0]["results"]) == (0, [])


def test_github_gets_annotations_without_stray_signs(tmp_path: Path) -> None:
    text = "The wick.[footnoteRef:1] [1:  See 100%, Error! Bookmark not defined.] \n"
    path = written(tmp_path, text, "a,b:c%.txt")
    done = footnoted("check", "--format", "github", "--select", "T011", path.name, cwd=tmp_path)
    (line,) = done.stdout.decode().splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25.txt,line=1,endLine=1,col=41,endColumn=")
    assert ",title=T011 word-error-left::“Error! Bookmark" in line


def test_statistics_count_the_findings_of_each_rule(tmp_path: Path) -> None:
    path = written(tmp_path, FAULTY.replace("Roe", "Roe, et. al., and Lund"))
    done = footnoted("check", "--statistics", path)
    assert done.stdout.decode().splitlines()[:2] == [
        "     2 S001 et-al",
        "     1 S002 month-abbreviation",
    ]


def test_rules_are_listed_and_explained() -> None:
    listed = footnoted("rules").stdout.decode()
    assert "S001 warning et-al" in listed
    assert "M001 error   mark-without-note" in listed
    for name in ("S001", "s001", "et-al"):
        assert "Anjali Roe, et. al.," in footnoted("rule", name).stdout.decode()
    assert b"no text" in footnoted("rule", "M007").stdout
    unknown = footnoted("rule", "et-all")
    assert (unknown.returncode, "did you mean et-al?" in unknown.said) == (2, True)


# What it selects


def test_rules_are_selected_and_ignored(article: Path) -> None:
    def codes(*options: str) -> list[str]:
        return said_codes(footnoted("check", article.name, *options, cwd=article.parent).stdout)

    assert codes("--select", "S001") == ["S001"]
    assert codes("--select", "citations", "--ignore", "S001") == ["S002"]
    assert codes("--select", "Cross references,et-al") == ["S001"]
    assert codes("--ignore", "S") == []
    assert footnoted("check", article, "--exit-zero").returncode == 0
    wrong = footnoted("check", article, "--select", "citation")
    assert wrong.returncode == 2
    assert "did you mean citations?" in wrong.said


def test_hints_are_said_when_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, CLEAN.replace("wick.", "wick. "))
    assert footnoted("check", path).returncode == 0
    assert said_codes(footnoted("check", "-v", path.name, cwd=tmp_path).stdout) == ["M021"]


# What it mends


def test_fix_mends_the_file_and_is_done_the_second_time(article: Path) -> None:
    done = footnoted("check", "--fix", article)
    assert (done.returncode, article.read_text(encoding="utf-8")) == (0, MENDED)
    assert done.stdout == b"2 problems mended. Nothing more to mend in 1 file with 1 note.\n"
    before = article.stat()
    assert footnoted("check", "--fix", article).returncode == 0
    assert article.stat().st_ino == before.st_ino  # a file that is right is not written again


def test_what_wants_an_eye_is_mended_only_on_request(tmp_path: Path) -> None:
    text = "Lit[footnoteRef:1]. [1:  See Ash.] \n"
    path = written(tmp_path, text)
    assert footnoted("check", "--fix", path).returncode == 1
    assert path.read_text(encoding="utf-8") == text
    assert footnoted("check", "--fix", "--unsafe-fixes", path).returncode == 0
    assert path.read_text(encoding="utf-8") == "Lit.[footnoteRef:1] [1:  See Ash.] \n"


@pytest.mark.parametrize("options", [("--diff",), ("--fix", "--diff")])
def test_diff_shows_and_changes_nothing(article: Path, options: tuple[str, ...]) -> None:
    done = footnoted("check", *options, article.name, cwd=article.parent)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "--- article.txt",
        "+++ article.txt",
        "@@ -1,1 +1,1 @@",
        "-" + FAULTY.rstrip("\n"),
        "+" + MENDED.rstrip("\n"),
    ]
    assert done.said == "2 problems would be mended; nothing was changed.\n"
    assert article.read_text(encoding="utf-8") == FAULTY


def test_mending_keeps_the_byte_order_mark_and_the_line_ends(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffOne.\r\n\r\n" + FAULTY)
    footnoted("check", "--fix", path)
    assert path.read_bytes().decode() == "\ufeffOne.\r\n\r\n" + MENDED


def test_standard_input_is_mended_onto_standard_output() -> None:
    done = footnoted("check", "--fix", "-", stdin=FAULTY.encode())
    assert (done.returncode, done.stdout.decode()) == (0, MENDED)


def test_a_text_of_another_encoding_is_checked_but_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    data = FAULTY.replace("Roe", "Roé").encode("windows-1252")
    path.write_bytes(data)
    assert footnoted("check", path, "--ignore", "E").returncode == 1
    done = footnoted("check", "--fix", path)
    assert (done.returncode, path.read_bytes()) == (2, data)
    assert "UTF-8" in done.said


def test_nothing_is_written_when_one_of_the_files_cannot_be_read(article: Path) -> None:
    done = footnoted("check", "--fix", article, article.with_name("none.txt"))
    assert done.returncode == 2
    assert article.read_text(encoding="utf-8") == FAULTY


def test_a_tree_is_checked_as_marker_text(article: Path) -> None:
    tree = article.with_suffix(".json")
    footnoted(article, "-o", tree)
    done = footnoted("check", tree)
    assert (done.returncode, b" S001 " in done.stdout) == (1, True)


# Settings


def test_the_nearest_settings_count_and_the_command_line_is_stronger(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    path = written(inner, FAULTY)

    def codes(*options: str) -> list[str]:
        return said_codes(footnoted("check", path.name, *options, cwd=inner).stdout)

    written(tmp_path, '[tool.footnoted]\nignore = ["S001"]\n', "pyproject.toml")
    assert codes() == ["S002"]
    written(tmp_path / "a", "[tool.other]\n", "pyproject.toml")
    assert codes() == ["S002"]  # that one says nothing of us
    written(tmp_path / "a", 'select = ["et-al"]\n', "footnoted.toml")
    assert codes() == ["S001"]
    assert codes("--select", "S002") == ["S002"]
    assert codes("--isolated") == ["S001", "S002"]
    assert codes("--config", str(tmp_path / "pyproject.toml")) == ["S002"]


def test_a_house_that_prints_en_dashes_asks_for_them(tmp_path: Path) -> None:
    written(tmp_path, 'ranges = "endash"\n', "footnoted.toml")
    text = "Wick.[footnoteRef:1] [1:  Roe, Oil, 9 Coastal L. Rev. 4, 6-8 (1988).] \n"
    path = written(tmp_path, text)
    assert said_codes(footnoted("check", path.name, cwd=tmp_path).stdout) == ["S009"]
    footnoted("check", "--fix", path)
    assert path.read_text(encoding="utf-8") == text.replace("6-8", "6–8")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('ignroe = ["S001"]', "did you mean ignore?"),
        ("colour = 1", "there are select"),
        ('select = "S001"', "as a list"),
        ('profile = "courts"', "did you mean court?"),
        ('unsafe-fixes = "yes"', "true or false"),
        ("select = [", "not valid TOML"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConversionError, match=r"footnoted\.toml") as raised:
        settings(tmp_path, text)
    assert words in str(raised.value)


def settings(folder: Path, text: str) -> Settings:
    file = folder / "footnoted.toml"
    file.write_text(text, encoding="utf-8")
    configuration = read_file(str(file))
    assert configuration is not None
    return read_settings(configuration)


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    text = """
        select = ["S", "links"]
        extend-select = ["H001"]
        ignore = ["S005"]
        profile = "court"
        citation-style = "mcgill"
        ranges = "endash"
        unsafe-fixes = true
    """
    assert settings(tmp_path, text) == Settings(
        select=("S", "links"),
        extend_select=("H001",),
        ignore=("S005",),
        profile="court",
        citation_style="mcgill",
        ranges="endash",
        unsafe_fixes=True,
    )


def test_the_hooks_for_pre_commit_name_commands_that_run(article: Path) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["footnoted-check", "footnoted-fix"]
    for hook, code in zip(hooks, (1, 0), strict=True):
        program, *args = hook["entry"].split()
        assert program == "footnoted"
        assert footnoted(*args, article).returncode == code


NUMBERED = (
    "As note 2 says and supra note 3.[footnoteRef:1] [1: Roe v. Wade, 410 U.S. 113, 120 n.4 (1973).]\n\n"
    "Two.[footnoteRef:2] [2: Roe, supra notes 1, 3–4; “see supra note 9”; see infra note TK.]\n\n"
    "Three.[footnoteRef:3] [3: See supra note 1/2; Lee (n 3) 4; infra notes 105–19.]\n"
)
WORDS_ALONE = Note(
    NoteKey("footnote-2"), "footnote", "2", (Paragraph((Text("Lee, supra note 1."),)),)
)
BOUND = [("3", "3"), ("1", "1"), ("3", "3"), ("1", "1"), ("3", "3")]
UNBOUND = [
    ("text", "2", "no word such as supra"),
    ("1", "4", "a page stands before it"),
    ("2", "4", "no note has this number"),
    ("2", "9", "quotation"),
    ("2", "TK", "no number"),
    ("3", "2", "list of notes"),
    ("3", "105", "no note has this number"),
    ("3", "19", "no note has this number"),
]


def test_references_lists_each_number_with_its_note_or_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(NUMBERED, "utf-8")
    done = footnoted("check", "--references", "--format", "json", file)
    assert done.returncode == 0
    rows = json.loads(done.stdout)
    assert [(one["number"], one["bound_to"]) for one in rows if one["bound_to"]] == BOUND
    left = [one for one in rows if not one["bound_to"]]
    assert [(one["note"] or "text", one["number"]) for one in left] == [row[:2] for row in UNBOUND]
    assert [row[2] in one["reason"] for row, one in zip(UNBOUND, left, strict=True)] == [True] * 8
    for one in rows:
        offset = one["start"]["offset"]
        assert NUMBERED[offset : offset + len(one["number"])] == one["number"]


def test_references_are_a_table_in_columns(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(NUMBERED, "utf-8")
    head, first, *_, told = footnoted("check", "--references", file).stdout.decode().splitlines()
    assert head.split() == ["place", "in", "words", "number", "bound", "to", "why", "not"]
    assert first.startswith(f"{file}:1:9")
    assert first.index("no word such as") == head.index("why not")
    assert told == "13 numbers behind a word for notes, 5 of them bound to a note."
    file.write_text(CLEAN, "utf-8")
    none = footnoted("check", "--references", file).stdout.decode()
    assert none == "0 numbers behind a word for notes, 0 of them bound to a note.\n"


@pytest.mark.parametrize("option", ["--fix", "--diff", "--statistics", "--format=sarif"])
def test_references_only_lists(tmp_path: Path, option: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(NUMBERED, "utf-8")
    done = footnoted("check", "--references", option, file)
    assert done.returncode == 2
    assert done.stderr.startswith(b"footnoted: --references")
    assert file.read_text("utf-8") == NUMBERED


def test_numbers_of_a_tree_are_those_that_are_bound_in_it(tmp_path: Path) -> None:
    tree = tmp_path / "a.json"
    text = "One.[footnoteRef:1] [1: Lee.] Two.[footnoteRef:2] [2: Lee, supra note 1; infra n. 2.]"
    document = parse(text).document
    unbound = structs.replace(document, notes=(document.notes[0], WORDS_ALONE))
    written = render(unbound, "json").output
    assert isinstance(written, str)
    tree.write_text(written, "utf-8")
    rows = json.loads(footnoted("check", "--references", "--format", "json", tree).stdout)
    (row,) = rows
    assert row["place"] == f"{tree}, note 2"
    assert (row["number"], row["bound_to"]) == ("1", "")
    assert row["reason"].startswith("it is plain words")


def test_nothing_is_offered_to_be_mended_in_a_web_page(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        '<p>Oil.<a id="a" href="#b">1</a></p><p id="b"><a href="#a">1</a> Roe, et. al.</p>'
    )
    said = footnoted("check", page).stdout.decode()
    assert "S001" in said
    assert "can be mended" not in said
    assert footnoted("check", page, "--fix").returncode == 2
