"""What a Word file may unpack to. A small hostile file must not fill the memory."""

from __future__ import annotations

from converter.speed.zip import Limits

LIMITS = Limits(
    members=1_000, member_size=50_000_000, total_size=200_000_000, ratio=100, small=100_000
)
