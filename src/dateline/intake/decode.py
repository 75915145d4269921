"""Bytes to text: by byte-order mark, declared charset, UTF-8, or the old Western code page; binary files are refused.

>>> decode(b"na\\xefve").text, decode(b"na\\xefve").encoding
('naïve', 'cp1252')
>>> decode(b"%PDF-1.7 ...")
Traceback (most recent call last):
...
dateline.errors.InputRefused: a PDF file, which is not read; give its text or the page it was printed from
"""

import codecs
import re
from dataclasses import dataclass

from dateline.errors import InputRefused

MOST_BYTES = 20_000_000
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_READ = (
    (b"%PDF", "a PDF file, which is not read; give its text or the page it was printed from"),
    (b"PK\x03\x04", "a ZIP archive or office file, which is not read; unpack it and give the files"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip file, which is not read; unpack it and give the file"),
    (b"BZh", "a bzip2 file, which is not read; unpack it and give the file"),
    (b"\xfd7zXZ\x00", "an xz file, which is not read; unpack it and give the file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file, which is not read; unpack it and give the file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive, which is not read; unpack it and give the files"),
    (b"Rar!", "a RAR archive, which is not read; unpack it and give the files"),
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"II*\x00", "a TIFF picture"),
    (b"RIFF", "a sound, film or WebP file"), (b"OggS", "a sound or film file"), (b"ID3", "a sound file"),
    (b"\x00\x00\x00\x18ftyp", "a film file"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"\xca\xfe\xba\xbe", "a program"), (b"\x00asm", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"), (b"PAR1", "a Parquet file"),
    (b"\xd0\xcf\x11\xe0", "an old office file, which is not read"),
    (b"{\\rtf", "an RTF file, which is not read; save it as plain text"), (b"wOFF", "a font"), (b"%!PS", "a PostScript file"),
)
META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.I)
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
SAMPLE = 65536
MOST_CONTROL = 0.02  # share of control characters above which a file is binary
SURROGATE = re.compile("[\ud800-\udfff]")
NOT_BELIEVED = ("utf-16", "utf-32", "utf-7", "idna", "punycode", "raw", "unicode")
WESTERN = frozenset(("ascii", "iso8859-1", "latin-1", "latin1", "us-ascii"))  # pages that declare these are cp1252 in practice


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding that it was read in."""

    text: str
    encoding: str


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of bytes; raises InputRefused for empty, binary and too large ones.

    `declared` is a charset that came with them (HTTP, mail); a page's own charset is looked for in its head. NULs and lone
    surrogates become U+FFFD.
    """
    if len(raw) > MOST_BYTES:
        raise InputRefused(f"{len(raw):,} bytes; at most {MOST_BYTES:,} are read as one report; split it")
    if not raw.strip(b" \t\r\n\x00\f\v"):
        raise InputRefused("nothing in it but space" if raw else "empty")
    _refuse_known(raw)
    found = _decoded(raw, declared)
    sample = found.text[:SAMPLE]
    if len(CONTROL.findall(sample)) > MOST_CONTROL * len(sample):
        raise InputRefused("binary: it holds too many control characters to be text")
    return Decoded(clean(found.text), found.encoding)


def clean(text: str) -> str:
    r"""A text with U+FFFD for each NUL and lone surrogate, so that offsets stay.

    >>> clean("a\ud800b\0")
    'a\ufffdb\ufffd'
    """
    return SURROGATE.sub("\ufffd", text.replace("\0", "\ufffd"))


def _refuse_known(raw: bytes) -> None:
    for magic, reason in NOT_READ:
        if raw.startswith(magic):
            raise InputRefused(reason)


def _decoded(raw: bytes, declared: str | None) -> Decoded:
    for mark, codec in BOMS:
        if raw.startswith(mark):
            return Decoded(raw.decode(codec, "replace"), codec)
    for name in (_charset(declared), _charset(_of_page(raw))):
        if name:
            try:
                return Decoded(raw.decode(name), name)
            except (UnicodeError, LookupError):  # LookupError: a codec that makes no text, such as "hex"
                continue
    wide = _utf16_without_mark(raw)
    if wide:
        return Decoded(raw.decode(wide, "replace"), wide)
    return _by_trial(raw)


def _by_trial(raw: bytes) -> Decoded:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    mended = raw.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    right = sum(c > "\x7f" for c in mended[:SAMPLE * 4]) - bad
    if right > bad:
        return Decoded(mended, "utf-8")
    try:
        return Decoded(raw.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return Decoded(raw.decode("cp1252", "replace"), "cp1252")


def _of_page(raw: bytes) -> str | None:
    found = META_CHARSET.search(raw, 0, 4096)
    return (found[1] or found[2]).decode("ascii") if found else None


def _charset(name: str | None) -> str | None:
    """A codec for a declared charset; the narrow Western ones are read as cp1252, UTF-16 without a mark is not believed."""
    if not name:
        return None
    try:
        known = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    if known.name.startswith(NOT_BELIEVED):
        return None
    return "cp1252" if known.name in WESTERN else known.name


def _utf16_without_mark(raw: bytes) -> str | None:
    """UTF-16 shows in Western text by a NUL in every second byte."""
    head = raw[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 4 and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half >= 4 and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
