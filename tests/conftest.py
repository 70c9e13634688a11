"""``pytest --accept`` rewrites the golden files; read the difference before committing it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("plain", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("plain")

ROOT = Path(__file__).parent.parent

HANGS_AFTER = 1800
"""Seconds after which a program that a test has started hangs, on the busiest machine."""

PAGE_HANGS_AFTER = 120
"""Seconds after which a web page does, if it still does not show what it is to show."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the golden files")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept")) and not os.environ.get("CI")
