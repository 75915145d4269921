r"""The body of an answer, never more than is allowed of it on the wire and unpacked: gzip and deflate are undone piece by piece.

>>> import gzip, io
>>> read_body(io.BytesIO(gzip.compress(b"Riga")), None, "gzip", 100)
b'Riga'
>>> read_body(io.BytesIO(gzip.compress(b"a" * 10_000)), None, "gzip", 100)
Traceback (most recent call last):
...
dateline.fetching.errors.FetchRefused: unpacks to more than 100 bytes; it looks like a bomb
"""

import zlib
from typing import Protocol

from dateline.fetching.errors import FetchRefused

PIECE = 65_536
GZIP, EITHER, BARE = 31, 47, -15  # zlib's window bits: gzip, gzip or zlib by its header, deflate without a header


class Readable(Protocol):
    """What a body is read from."""

    def read(self, size: int, /) -> bytes: ...


def read_body(stream: Readable, length: int | None, coding: str, most: int) -> bytes:
    """All of a body, its content coding undone; raises FetchRefused for a body too large, cut short, or in another coding."""
    coding = coding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchRefused(f"comes in the coding {coding[:40]!r}, which was not asked for")
    if length is not None and length > most:
        raise FetchRefused(f"{length:,} bytes; at most {most:,} are fetched")
    packed = bytearray()
    unpacker = Unpacker(coding, most) if coding not in ("", "identity") else None
    while piece := stream.read(PIECE):
        packed += piece if unpacker is None else b""
        if unpacker is not None:
            unpacker.add(piece)
        if (len(packed) if unpacker is None else unpacker.taken) > most:
            raise FetchRefused(f"more than {most:,} bytes")
    taken = len(packed) if unpacker is None else unpacker.taken
    if length is not None and taken < length:
        raise FetchRefused(f"breaks off after {taken:,} of {length:,} bytes", again=True)
    return bytes(packed) if unpacker is None else unpacker.all()


class Unpacker:
    """Undoes gzip (also of several members) or deflate (with or without zlib's header) under a cap."""

    def __init__(self, coding: str, most: int) -> None:
        self.gzip, self.most, self.taken = coding != "deflate", most, 0
        self.found, self.machine = bytearray(), None if coding == "deflate" else zlib.decompressobj(GZIP)

    def add(self, piece: bytes) -> None:
        self.taken += len(piece)
        if self.machine is None:
            self.machine = zlib.decompressobj(EITHER if piece[0] & 0x0F == 8 else BARE)
        try:
            while piece:
                self.found += self.machine.decompress(piece, self.most + 1 - len(self.found))
                if len(self.found) > self.most:
                    raise FetchRefused(f"unpacks to more than {self.most:,} bytes; it looks like a bomb")
                piece = self.machine.unconsumed_tail
                if self.machine.eof and self.gzip and self.machine.unused_data.startswith(b"\x1f\x8b"):
                    piece, self.machine = self.machine.unused_data, zlib.decompressobj(GZIP)
        except zlib.error as error:
            raise FetchRefused(f"cannot be unpacked: {error}") from error

    def all(self) -> bytes:
        """What came out; raises FetchRefused where the packed body is not whole."""
        if self.taken and (self.machine is None or not self.machine.eof):
            raise FetchRefused("breaks off inside its packing", again=True)
        return bytes(self.found)
