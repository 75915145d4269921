r"""A WARC file from some byte on, as a stream of records, and where to go on after a broken one.

>>> import gzip, io
>>> file = io.BytesIO(gzip.compress(b"WARC/1.0 one") + b"damage" + gzip.compress(b"WARC/1.0 two"))
>>> Packed(file, 1).after().stream.read()
b'WARC/1.0 two'
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol, Self, cast

from dateline.errors import InputRefused

PIECE = 1_000_000
MAGIC = b"\x1f\x8b\x08"
GZIP = 31
PLAIN_RECORD = re.compile(rb"(?<=\n)WARC/[01]\.[0-9]\r?\n(?=[A-Za-z-]+:)")
OVERLAP = 512
AFTER_RECORD = 8  # bytes


class Stretch(Protocol):
    """A stretch of a file: its stream, where the record in hand begins (in bytes of the file), what to do where one begins."""

    @property
    def start(self) -> int: ...

    @property
    def stream(self) -> BinaryIO: ...

    def mark(self, size: int) -> None:
        """A record begins with a line of `size` bytes, which was just read."""

    def settle(self) -> None:
        """A record was read: raise an error where its checksum says that it is not what was written."""

    def after(self) -> "Stretch | None": ...


class Plain:
    """A file that is not packed: after a broken record the next line that starts a record is looked for."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        file.seek(start)
        self.stream, self.start = file, start

    def mark(self, size: int) -> None:
        self.start = self.stream.tell() - size

    def settle(self) -> None:
        """There is no checksum."""

    def after(self) -> "Plain | None":
        for at, data in _pieces(self.stream, self.start + 1):
            found = PLAIN_RECORD.search(data)
            if found:
                return Plain(self.stream, at + found.start())
        return None


class Packed:
    """A gzip file of one member a record: after a broken one the next member that holds a record is looked for."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self.file, self.members = file, Members(file, start)
        self.stream = cast(BinaryIO, io.BufferedReader(self.members))

    @property
    def start(self) -> int:
        return self.members.start

    def mark(self, size: int) -> None:
        """The members know where they begin."""

    def settle(self) -> None:
        self.members.settle()

    def after(self) -> "Self | None":
        for at, data in _pieces(self.file, self.start + 1):
            place = data.find(MAGIC)
            while place >= 0:
                if _holds_record(data[place:place + 4096]):
                    return type(self)(self.file, at + place)
                place = data.find(MAGIC, place + 1)
        return None


class Members(io.RawIOBase):
    """The unpacked bytes of gzip members, one after another; no read goes beyond the member in hand, whose place is `start`."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        file.seek(start)
        self.file, self.start, self.next = file, start, start
        self.packed, self.machine, self.ahead = b"", zlib.decompressobj(GZIP), b""

    def readable(self) -> bool:
        return True

    def settle(self) -> None:
        """Go on to the member's end, where its checksum stands, unless more than the two empty lines after a record are left of it."""
        while not self.machine.eof and len(self.ahead) < AFTER_RECORD:
            if not self.packed and not self._more():
                raise InputRefused("the file ends inside a gzip member")
            self.ahead += self.machine.decompress(self.packed, AFTER_RECORD - len(self.ahead))
            self.packed = self.machine.unconsumed_tail

    def readinto(self, buffer: Any) -> int:
        if self.ahead:
            piece, self.ahead = self.ahead[:len(buffer)], self.ahead[len(buffer):]
            buffer[:len(piece)] = piece
            return len(piece)
        while True:
            if self.machine.eof:
                self.packed = self.machine.unused_data.lstrip(b"\0")
                self.machine = zlib.decompressobj(GZIP)
                if not self.packed and not self._more():
                    return 0
                self.start = self.next - len(self.packed)
            elif not self.packed and not self._more():
                if self.next == self.start:
                    return 0  # the file ended with the member before
                raise InputRefused("the file ends inside a gzip member")
            piece = self.machine.decompress(self.packed, len(buffer))
            self.packed = self.machine.unconsumed_tail
            if piece:
                buffer[:len(piece)] = piece
                return len(piece)

    def _more(self) -> bool:
        self.packed = self.file.read(65_536)
        self.next += len(self.packed)
        return bool(self.packed)


def _pieces(file: BinaryIO, start: int) -> Iterator[tuple[int, bytes]]:
    """The file from `start` in pieces that overlap, each with its place."""
    file.seek(start)
    before = b""
    while data := file.read(PIECE):
        yield start - len(before), before + data
        start += len(data)
        before = (before + data)[-OVERLAP:]


def _holds_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(GZIP).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
