"""Files to reports that wait to be read: each with the bytes it came from, or the reason why it is turned away. Book and lake share it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.api.reading import iso_day
from dateline.intake.decode import MOST_BYTES
from dateline.intake.files import LINES, files_of, is_archive, taken_of_file
from dateline.intake.jsonl import columns_of
from dateline.intake.taken import Refused, Taken
from dateline.records import Report

Given = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that is taken in and not yet read. `raw` are the bytes of the file that it came from."""

    raw: bytes
    sha256: str
    part: str
    path: str
    text: str
    report: Report


@dataclass(frozen=True, slots=True)
class Turned:
    """Input that is turned away: the hash of its bytes (of its path where it is no whole file), where it stands, and why."""

    sha256: str
    part: str
    path: str
    reason: str


def parts_of_file(file: Path, given: Given, raw: bytes, take: Callable[[], Iterator[Taken | Refused]] | None = None,
                  ) -> Iterator[Waiting | Turned]:
    """What a file holds, in its order. `raw` are its bytes, none for a file of many originals: its parts are originals of their own.

    `take` takes in a stretch of the file where it is not the whole.
    """
    by_part, sha256, columns = not raw, hashlib.sha256(raw).hexdigest(), columns_of(given.get("columns"))
    for taken in take() if take else taken_of_file(file, given.get("outlet"), iso_day(given.get("published")), columns):
        part = taken.source.removeprefix(str(file)).lstrip("#")
        if isinstance(taken, Refused):
            yield turned(taken.source, taken.reason, None if by_part else sha256, part)
            continue
        if by_part:
            raw, part = taken.raw.encode("utf-8", "surrogatepass"), ""
            sha256 = hashlib.sha256(raw).hexdigest()
        yield Waiting(raw, sha256, part, taken.source, taken.text, taken.report)


def turned(source: str, reason: str, sha256: str | None = None, part: str = "") -> Turned:
    """A refusal by what it is known under: the hash of the bytes, or of the name where there are none."""
    return Turned(sha256 or hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest(), part, source, reason)


def bytes_of(file: Path) -> bytes:
    """A file's bytes; none for a file of many originals, and where they are too many or cannot be read: taking it in then says why."""
    if file.suffix.lower() in LINES or is_archive(file):
        return b""
    try:
        return file.read_bytes() if file.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return b""


def expected(paths: Iterable[str | Path]) -> int:
    """How many reports files and folders seem to hold, one a file and one a line of JSON lines; 0 where an archive hides how many."""
    found = 0
    for file in (file for path in paths for file in files_of(path)):
        if is_archive(file):
            return 0
        found += _lines_of(file) if file.suffix.lower() in LINES else 1
    return found


def _lines_of(file: Path) -> int:
    """Newlines in a file; a file that cannot be read counts for one, its refusal."""
    try:
        with file.open("rb") as held:
            return sum(block.count(b"\n") for block in iter(lambda: held.read(2**20), b"")) or 1
    except OSError:
        return 1
