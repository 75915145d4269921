"""Looking after a book as a whole file."""

from __future__ import annotations

from pathlib import Path

from dateline.book import care


def vacuum(path: str | Path) -> tuple[int, int]:
    """Write a book anew without the room that changes left free; its bytes before and after. Raises BookError where the disk is full."""
    return care.vacuum(Path(path))
