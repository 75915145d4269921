"""PDF files written by hand for the tests: pages of lines at places, and what hostile files are made of."""

import zlib

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
WIDTH, HEIGHT, LEFT, RIGHT = 595, 842, 60, 320


def stream(data: bytes, more: bytes = b"", packed: bool = False) -> bytes:
    if packed:
        data, more = zlib.compress(data), more + b"/Filter/FlateDecode"
    return b"<<" + more + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def file_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of objects, the first its catalogue."""
    out, places = HEAD, []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + table + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(out))


def shown(lines: list[tuple]) -> bytes:
    """The drawing of lines (x, y, size, words); words that stand sideways have a fifth "up"."""
    out = b""
    for x, y, size, words, *up in lines:
        place = b"0 1 -1 0 %d %d Tm" % (x, y) if up else b"1 0 0 1 %g %g Tm" % (x, y)
        bare = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        out += b"BT /F %g Tf %s (%s) Tj ET\n" % (size, place, bare)
    return out


def pdf(*pages: list[tuple], packed: bool = True, trailer: bytes = b"", extra: bytes = b"") -> bytes:
    """A file with these pages of lines."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)), font]
    for number, lines in enumerate(pages):
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%s>>>>"
                       % (WIDTH, HEIGHT, 5 + 2 * number, extra))
        objects.append(stream(shown(lines), packed=packed))
    return file_of(objects, trailer)


def column(x: float, top: float, *paragraphs: list[str], size: float = 10) -> list[tuple]:
    """Paragraphs of lines from the top down, a wider gap between two."""
    lines, y = [], top
    for paragraph in paragraphs:
        for words in paragraph:
            lines.append((x, y, size, words))
            y -= 1.2 * size
        y -= 0.8 * size
    return lines


def laughing(depth: int = 7, width: int = 10) -> bytes:
    """Forms that draw forms that draw forms."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
               stream(b"/X Do " * width), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for level in range(depth):
        drawn = b"/X Do " * width if level < depth - 1 else b"BT /F 12 Tf (ha ha ha) Tj ET"
        uses = b"/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>" % (7 + level)
        objects.append(stream(drawn, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + uses))
    return file_of(objects)
