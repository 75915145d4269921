r"""WARC files (ISO 28500), plain or gzipped, to reports: each HTTP response with a page is one; whatever is not read is counted.

>>> import io
>>> block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nTwo envoys met in Riga."
>>> head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://c.example/1\r\nContent-Length: {len(block)}\r\n\r\n"
>>> def read(raw, source, suffix, url):
...     yield source, suffix, raw
>>> list(taken_of_warc(io.BytesIO(head.encode() + block + b"\r\n\r\n"), "in.warc", read))
[('in.warc#https://c.example/1', '.txt', b'Two envoys met in Riga.')]
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from dateline.errors import InputRefused
from dateline.intake.decode import MOST_BYTES
from dateline.intake.taken import Refused
from dateline.intake.warc_stretch import Packed, Plain, Stretch
from dateline.intake.zipped import label

MOST_HEAD = 65_536  # bytes of a record's or response's headers
MOST_BROKEN = 1_000  # broken places of one file, after which the rest of it is not read
READ = ("response", "resource", "conversion")
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
BROKEN = (OSError, EOFError, zlib.error, ValueError)
Result = TypeVar("Result")
Reader = Callable[[bytes, str, str, str | None], Iterator[Result]]  # (bytes, where they stand, suffix, address)


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its headers in small letters, its block, and whether the block was too large to be kept."""

    number: int
    headers: dict[str, str]
    block: bytes
    cut: bool


def taken_of_warc(file: BinaryIO, source: str, read: Reader[Result]) -> Iterator[Result | Refused]:
    """What `read` makes of each page in the file, in order. Requests, metadata, pictures and redirects are passed over.

    Where a record is broken or cut off, a refusal says where, and reading goes on at the next record that starts as one must. The
    libraries for it take a record that is cut off for a whole one, or stop without a word; half a report is none.
    """
    opening = file.read(2)
    file.seek(0)
    stretch: Stretch | None = Packed(file, 0) if opening == b"\x1f\x8b" or source.lower().endswith(".gz") else Plain(file, 0)
    number = broken = 0
    while stretch is not None:
        try:
            for record in records(stretch.stream, number, stretch.mark):
                stretch.settle()
                number = record.number
                yield from _pages(record, source, read)
            break
        except (InputRefused, *BROKEN) as error:
            broken += 1
            start = stretch.start
            stretch = stretch.after() if broken < MOST_BROKEN else None
            lost = f"up to byte {stretch.start:,} is not read" if stretch else "is not read"
            at = f"{source}#byte {start}" if stretch or broken > 1 else source
            yield Refused(at, f"broken after record {number}, at byte {start:,}: {str(error)[:150]}; what follows {lost}")
    if number == 0 and not broken:
        yield Refused(source, "a WARC file without records")


def records(stream: BinaryIO, number: int = 0, mark: Callable[[int], None] = lambda _: None) -> Iterator[Record]:
    """All records, blocks cut at MOST_BYTES; raises InputRefused where one does not start as a record must.

    `number` is the number of the record before the first; `mark` is called where each begins.
    """
    while line := _first_line(stream):
        mark(len(line))
        number += 1
        if not line.startswith(b"WARC/"):
            raise InputRefused(f"record {number} starts with {line[:20]!r}, not with WARC/")
        headers = _headers(_head(stream))
        size = headers.get("content-length", "")
        if not size.isascii() or not size.isdigit():
            raise InputRefused(f"record {number} does not say how long it is")
        length = int(size[:18])
        block = stream.read(min(length, MOST_BYTES))
        left = length - len(block)
        if len(block) < min(length, MOST_BYTES) or not _skip(stream, left):
            raise InputRefused(f"record {number} breaks off")
        yield Record(number, headers, block, left > 0)


def _pages(record: Record, source: str, read: Reader[Result]) -> Iterator[Result | Refused]:
    """What `read` makes of a record that holds a page."""
    kind, url = record.headers.get("warc-type", ""), record.headers.get("warc-target-uri", "").strip("<>") or None
    if kind not in READ:
        return
    at = f"{source}#{label(url) if url else record.number}"
    try:
        media, body = record.headers.get("content-type", ""), record.block
        if kind == "response" and (media.lower().startswith("application/http") or body.startswith(b"HTTP/")):
            status, headers, body = _response(record.block)
            if status != 200:
                return
            media = headers.get("content-type", "")
        suffix = SUFFIXES.get(media.split(";")[0].strip().lower())
        if suffix is None:
            return
        if record.cut:
            raise InputRefused(f"a record of more than {MOST_BYTES:,} bytes")
        yield from read(body, at, suffix, url if url and url.startswith(("http://", "https://")) else None)
    except InputRefused as error:
        yield Refused(at, str(error))


def _response(block: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and decoded body of an HTTP response; raises InputRefused for one that cannot be decoded."""
    head, gap, body = block.partition(b"\r\n\r\n")
    if not gap:
        head, gap, body = block.partition(b"\n\n")
    first, *lines = head[:MOST_HEAD].splitlines() or [b""]
    parts = first.split()
    if len(parts) < 2 or not parts[1].isdigit():
        raise InputRefused("no HTTP response")
    headers = _headers(lines)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = dechunked(body)
    return int(parts[1]), headers, _unpacked(body, headers.get("content-encoding", "").strip().lower())


def dechunked(body: bytes) -> bytes:
    """A body without the sizes of its chunks; a body that is not chunked, as some crawlers store it, stays as it is.

    >>> dechunked(b"4\\r\\nRiga\\r\\n0\\r\\n\\r\\n"), dechunked(b"<p>Riga")
    (b'Riga', b'<p>Riga')
    """
    at = 0
    parts: list[bytes] = []
    while (end := body.find(b"\r\n", at, at + 100)) >= 0:
        try:
            size = int(body[at:end].split(b";")[0], 16)
        except ValueError:
            return body if not parts else b"".join(parts)
        if size <= 0:
            break
        parts.append(body[end + 2:end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(parts) if parts else body


def _unpacked(body: bytes, coding: str) -> bytes:
    """A body without its content coding, never more than MOST_BYTES of it."""
    if coding in ("", "identity"):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise InputRefused(f"a response in the coding {coding[:20]!r}; read are gzip and deflate")
    if coding != "deflate" and not body.startswith(b"\x1f\x8b"):
        return body  # unpacked already by the crawler
    try:
        machine = zlib.decompressobj(47 if coding != "deflate" or body[:1] == b"\x78" else -15)
        text = machine.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise InputRefused(f"a response that cannot be unpacked: {error}") from error
    if len(text) > MOST_BYTES:
        raise InputRefused(f"a response that unpacks to more than {MOST_BYTES:,} bytes; it looks like a bomb")
    return text


def _first_line(stream: BinaryIO) -> bytes:
    """The next line that is not empty; b"" at the end of the file."""
    for _ in range(100):
        line = stream.readline(MOST_HEAD)
        if not line or line.strip():
            return line
    raise InputRefused("a hundred empty lines where a record should start")


def _head(stream: BinaryIO) -> list[bytes]:
    lines: list[bytes] = []
    size = 0
    while (line := stream.readline(MOST_HEAD)) and line.strip():
        lines.append(line)
        size += len(line)
        if size > MOST_HEAD:
            raise InputRefused(f"headers of more than {MOST_HEAD:,} bytes")
    return lines


def _headers(lines: list[bytes]) -> dict[str, str]:
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _skip(stream: BinaryIO, size: int) -> bool:
    """Pass over what of a block is not kept; False where the file ends before."""
    while size > 0:
        piece = stream.read(min(size, 1_000_000))
        if not piece:
            return False
        size -= len(piece)
    return True
