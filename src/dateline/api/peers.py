"""A peer's file: opened (plain, gzip or ZIP), read line by line, what is no row counted and told with its number."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputRefused
from dateline.peers.formats import READERS, guess
from dateline.peers.row import BadLine, PeerRow

LONGEST_LINE = 1 << 20  # bytes; the longest rows of the peers have some thousands
MOST_BYTES = 8 << 30  # unpacked, of one file: a year of GDELT events; a bomb ends here, and nothing of it is ever held but a line
MOST_TOLD = 1000  # refusals that are told one by one; all are counted
SKIPPED = re.compile(r"(?:^|/)(?:\.|__MACOSX/)|/$")
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error)


@dataclass(slots=True)
class PeerFile:
    """A peer's file while and after it is read: the formats found in it, how many rows it gave, how many lines were refused, and why.

    `given` is the format where the user names it, else it is told from the first line (of each member of an archive).
    """

    path: Path
    given: str | None = None
    formats: tuple[str, ...] = ()
    read: int = 0
    refused: int = 0
    repeated: int = 0
    reasons: list[str] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def rows(self) -> Iterator[PeerRow]:
        """The rows, each id once; raises InputRefused where the file cannot be opened or its format is not known."""
        try:
            with self.path.open("rb") as file:
                for name, stream in _members(file, self.path.name):
                    yield from self._of_member(name, stream)
        except BROKEN as error:
            if isinstance(error, OSError) and error.errno and not self.read:
                raise InputRefused(f"{self.path}: {error.strerror}; give the path of a peer's file") from error
            self._refuse("", f"the file is broken ({error}); what follows is not read")

    def _of_member(self, name: str, stream: BinaryIO) -> Iterator[PeerRow]:
        at = f"{name}: " if name != self.path.name else ""
        lines = self._lines(stream, at)
        first = next(lines, None)
        if first is None:
            return
        format_ = self.given or guess(name, first[1])
        if format_ is None:
            if at:
                self._refuse(name, "its format cannot be told from its first line")
                return
            raise InputRefused(f"{self.path}: its format cannot be told from its first line; say it with --format {'|'.join(READERS)}")
        self.formats = tuple(dict.fromkeys((*self.formats, format_)))
        for row in READERS[format_](chain([first], lines)):
            if isinstance(row, BadLine):
                self._refuse(f"{at}line {row.line}", row.reason)
            elif (row.source, row.id) in self._seen and format_ != "gdelt-mentions":
                self.repeated += 1
            else:
                self._seen.add((row.source, row.id))
                self.read += 1
                yield row

    def _lines(self, stream: BinaryIO, at: str) -> Iterator[tuple[int, str]]:
        """The numbered lines that hold something: UTF-8, or Latin-1 where a line is not UTF-8."""
        size = number = 0
        while True:
            try:
                raw = stream.readline(LONGEST_LINE + 1)
            except BROKEN as error:
                self._refuse(f"{at}line {number + 1}", f"the file is broken here ({error}); what follows is not read")
                return
            if not raw:
                return
            number, size = number + 1, size + len(raw)
            if size > MOST_BYTES:
                self._refuse(f"{at}line {number}", f"more than {MOST_BYTES >> 30} GiB; what follows is not read")
                return
            if len(raw) > LONGEST_LINE:
                self._refuse(f"{at}line {number}", f"longer than {LONGEST_LINE:,} bytes")
                while raw and not raw.endswith(b"\n") and size <= MOST_BYTES:
                    raw = stream.readline(LONGEST_LINE)
                    size += len(raw)
            elif raw.strip():
                yield number, _decoded(raw).rstrip("\r\n").removeprefix("\ufeff" if number == 1 else "")

    def _refuse(self, where: str, reason: str) -> None:
        self.refused += 1
        if len(self.reasons) < MOST_TOLD:
            self.reasons.append(f"{self.path}, {where}: {reason}" if where else f"{self.path}: {reason}")


def _members(file: BinaryIO, name: str) -> Iterator[tuple[str, BinaryIO]]:
    """The streams of a file with the name that tells each one's format: itself, unpacked, or each member of a ZIP archive."""
    head = file.read(4)
    file.seek(0)
    if head[:2] == b"\x1f\x8b":
        with gzip.open(file) as unpacked:
            yield name.removesuffix(".gz"), unpacked  # type: ignore[misc]
    elif head == b"PK\x03\x04":
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                if not SKIPPED.search(member.filename):
                    with archive.open(member) as stream:
                        yield f"{name}#{member.filename}", stream  # type: ignore[misc]
    else:
        yield name, file


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
