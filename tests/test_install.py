"""An installed wheel does what the checkout does, from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of a wheel, as pip would unpack them."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--quiet",
        "--wheel-dir",
        str(folder),
    ]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("suffix", ["docx", "html", "tex"])
def test_a_wheel_finds_its_templates(installed: Path, tmp_path: Path, suffix: str) -> None:
    source = ROOT / "examples" / "harbour-dues.txt"
    done = {}
    for name, path in (("wheel", installed), ("checkout", ROOT)):
        out = tmp_path / f"{name}.{suffix}"
        command = [sys.executable, "-m", "converter", str(source), "-o", str(out)]
        env = {**os.environ, "PYTHONPATH": str(path)}
        subprocess.run(command, check=True, cwd=tmp_path, env=env, capture_output=True)
        done[name] = out.read_bytes()
    assert done["wheel"] == done["checkout"]


def test_a_wheel_holds_what_it_needs_and_no_more(installed: Path) -> None:
    top = {path.name for path in installed.iterdir()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"converter"}
    assert (installed / "converter" / "py.typed").exists()
    assert (installed / "converter" / "templates" / "reference.docx").exists()
    web = installed / "converter" / "web"
    assert (web / "page" / "index.html").exists()
    assert (web / "page" / "text" / "editor.js").exists()
    assert not (web / "editor").exists()
