"""The work on any text grows with its size and no faster, counted in instructions by valgrind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.growth import Meter
from tests.hostile import CASES, SLOW

MOST = 1.05
"""What a character may cost in a text of twice the size. All cases measure less than 1.02; work of which
a nineteenth is quadratic in the small text would measure more than this."""


@pytest.fixture(scope="session")
def meter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meter]:
    meter = Meter(tmp_path_factory.mktemp("growth") / "valgrind.log")
    yield meter
    meter.close()


@pytest.mark.parametrize("case", [case for case in CASES if case not in SLOW])
def test_the_work_is_linear(meter: Meter, case: str) -> None:
    assert meter.growth(case) <= MOST


@pytest.mark.parametrize("case", SLOW)
def test_work_that_is_not_linear_is_noticed(meter: Meter, case: str) -> None:
    assert meter.growth(case) > 1.5  # quadratic work gives 2, less what a text of any size takes
