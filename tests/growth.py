"""Whether the time of some work grows with its size and no faster."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

MOST = 2.6
"""What twice the size may cost; quadratic work costs 4."""


def is_linear(make: Callable[[int], str], work: Callable[[str], object], size: int) -> bool:
    """Compare processor times of `work` on texts of `size` and of twice that.

    The least of three to a dozen measures counts: what else runs on the machine only adds to them.
    """
    small, large = make(size), make(2 * size)
    least_small = least_large = float("inf")
    for measured in range(12):
        least_small = min(least_small, _seconds(work, small))
        least_large = min(least_large, _seconds(work, large))
        if measured >= 2 and least_large <= MOST * max(least_small, 0.001):
            return True
    return False


def enough(make: Callable[[int], str], work: Callable[[str], object], size: int) -> int:
    """A size from `size` on for which the work takes long enough to be measured."""
    while _seconds(work, make(size)) < 0.02 and size < 1_000_000:
        size *= 4
    return size


def _seconds(work: Callable[[str], object], text: str) -> float:
    gc.disable()  # a collection looks at all that other tests have left, too
    try:
        start = time.process_time()
        work(text)
        return time.process_time() - start
    finally:
        gc.enable()
