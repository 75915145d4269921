"""The line that tells how far long work has come."""

import gzip
import json
from pathlib import Path

import pytest

from dateline.api.taking import expected
from dateline.views.cli.progress import tell

LINES = [
    (("added", 0, 0.0, 0), "added 0"),
    (("added", 1, 4.0, 0), "added 1, 0.2 a second"),
    (("added", 1500, 10.0, 3000), "added 1,500 of 3,000 (50 %), 150 a second, 10 s left"),
    (("added", 3000, 10.0, 3000), "added 3,000 of 3,000 (100 %), 300 a second"),
    (("added", 11, 1.0, 10), "added 11, 11 a second"),  # more came than was expected: no false hundred per cent
]


@pytest.mark.parametrize(("given", "line"), LINES)
def test_a_line(given: tuple[str, int, float, int], line: str) -> None:
    assert tell(*given) == line


def test_one_report_a_file_and_one_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two envoys met in Riga.")
    (tmp_path / "b.jsonl").write_text("".join(json.dumps({"text": str(i)}) + "\n" for i in range(4)))
    assert expected([tmp_path]) == 5


def test_nobody_knows_what_an_archive_holds(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n'))
    assert expected([tmp_path]) == 0
