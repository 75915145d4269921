"""ZIP and WARC: as many reports and refusals as an independent count says, whatever their names, sizes and damage."""
# ruff: noqa: E501  tables: one case a line

import gzip
import io
import stat
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.intake.files import taken_of_file
from dateline.intake.taken import Refused
from dateline.intake.warc import records
from tests.intake.hostile import MB, P, Q, article


def read(path):
    return [(one.source.split("#", 1)[-1], one.reason if isinstance(one, Refused) else one.text) for one in taken_of_file(path)]


def archive(path, *members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as made:
        for name, data in members:
            made.writestr(name, data)
    return path


def inner(*members):
    out = io.BytesIO()
    archive(out, *members)
    return out.getvalue()


def test_each_member_is_read_in_its_own_form(tmp_path):
    path = archive(tmp_path / "in.zip", ("a.txt", P), ("sub/", ""), ("sub/b.html", article()), ("c.jsonl", f'{{"text": "{P}"}}\n{{"text": "{Q}"}}\n'),
                   ("__MACOSX/._a.txt", "x"), (".hidden.txt", "x"), ("d.eml", f"From: Wire <a@x.example>\nSubject: Talks\n\n{P}"), ("e.zip", inner(("f.txt", Q))))
    found = read(path)
    assert [name for name, _ in found] == ["a.txt", "sub/b.html", "c.jsonl#1", "c.jsonl#2", "d.eml", "e.zip#f.txt"]
    assert found[0][1] == P and P in found[1][1] and found[5][1] == Q


def test_names_that_lead_out_are_names_and_write_nothing(tmp_path):
    path = archive(tmp_path / "in.zip", ("../../out.txt", P), ("/etc/abs.txt", P), ("a\nb.txt", P), ("C:\\x.txt", P))
    before = sorted(tmp_path.rglob("*"))
    assert [text for _, text in read(path)] == [P] * 4
    assert sorted(tmp_path.rglob("*")) == before and not (tmp_path.parent.parent / "out.txt").exists()
    assert all("\n" not in name for name, _ in read(path))


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def locked(path):
    """An archive whose member says that it is encrypted."""
    archive(path, ("a.txt", P), method=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(bytes(data))
    return path


@pytest.mark.parametrize("members, reason", [
    ([(link("a.txt"), "/etc/passwd")], "a link"), ([("a.txt", b"\0" * 5 * MB)], "bomb"), ([("a.txt", b"\0" * 21 * MB)], "at most 20,000,000"),
    ([("a.zip", inner(("b.zip", inner(("c.txt", P)))))], "inside 2 others"), ([("a.zip", b"PK no")], "no ZIP archive"), ([], "an empty ZIP"),
    ([("a.pdf", b"%PDF-1.7")], "PDF")])
def test_what_is_refused_says_why(tmp_path, members, reason):
    (one,) = read(archive(tmp_path / "in.zip", *members))
    assert reason in one[1]


def test_a_locked_member_and_a_broken_one_leave_the_others(tmp_path):
    assert "password" in read(locked(tmp_path / "locked.zip"))[0][1]
    path = archive(tmp_path / "broken.zip", ("a.txt", P), ("b.txt", Q), method=zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(P.encode(), P.upper().encode()))
    found = read(path)
    assert "cannot be read" in found[0][1] and found[1][1] == Q


@pytest.mark.parametrize("cut", [3, 40, 90])
def test_a_cut_archive_is_refused_whole(tmp_path, cut):
    path = archive(tmp_path / "in.zip", ("a.txt", P))
    path.write_bytes(path.read_bytes()[:-cut])
    (one,) = read(path)
    assert "no ZIP archive" in one[1] or "cannot be read" in one[1]


# -- WARC ----------------------------------------------------------------------------------------------------------------
class Writer(WARCWriter):
    """warcio's writer without the temporary files that it leaves open."""

    @staticmethod
    def _create_temp_file():
        return io.BytesIO()


def warc(path, *pages, packed=False):
    """A file that warcio wrote: a request, a response and a metadata record for each page."""
    with path.open("wb") as file:
        writer = Writer(file, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for number, (status, media, body, *more) in enumerate(pages, 1):
            uri = f"https://c.example/2021/06/04/{number}"
            headers = StatusAndHeaders(status, [("Content-Type", media), *more], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(uri, "request", payload=io.BytesIO(b""), http_headers=StatusAndHeaders(
                "GET / HTTP/1.1", [("Host", "c.example")], is_http_request=True)))
            writer.write_record(writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=headers))
    return path


CHUNKS = b"%x\r\n%s\r\n0\r\n\r\n" % (len(article()), article())
PAGES = [("200 OK", "text/html; charset=utf-8", article()), ("200 OK", "image/png", b"\x89PNG"), ("301 Moved", "text/html", b"<p>moved</p>"),
         ("404 Not Found", "text/html", article()), ("200 OK", "text/plain", P.encode()),
         ("200 OK", "text/html", gzip.compress(article()), ("Content-Encoding", "gzip")), ("200 OK", "text/html", CHUNKS, ("Transfer-Encoding", "chunked")),
         ("200 OK", "text/html", b"\x00", ("Content-Encoding", "br")),
         ("200 OK", "text/html", gzip.compress(b"\0" * 21 * MB), ("Content-Encoding", "gzip"))]


@pytest.mark.parametrize("packed, name", [(False, "in.warc"), (True, "in.warc.gz")])
def test_each_page_of_a_crawl_is_a_report_or_a_refusal(tmp_path, packed, name):
    path = warc(tmp_path / name, *PAGES, packed=packed)
    found = read(path)
    assert [n.rsplit("/", 1)[-1] for n, _ in found] == ["1", "5", "6", "7", "8", "9"]
    assert all(P in text for n, text in found[:4])
    assert "coding 'br'" in found[4][1] and "bomb" in found[5][1]
    first = next(iter(taken_of_file(path)))
    assert first.report.url == "https://c.example/2021/06/04/1" and first.report.published == "2021-06-04"


def test_as_many_records_as_warcio_counts(tmp_path):
    path = warc(tmp_path / "in.warc", *PAGES)
    with path.open("rb") as ours, path.open("rb") as theirs:
        assert sum(1 for _ in records(ours)) == sum(1 for _ in ArchiveIterator(theirs)) == 1 + 2 * len(PAGES)


@pytest.mark.parametrize("packed, name", [(False, "in.warc"), (True, "in.warc.gz")])
def test_a_crawl_that_breaks_off_says_where(tmp_path, packed, name):
    path = warc(tmp_path / name, *[("200 OK", "text/plain", P.encode())] * 5, packed=packed)
    path.write_bytes(path.read_bytes()[:-60])
    found = read(path)
    assert [text for _, text in found[:-1]] == [P] * 4
    assert "broken after record" in found[-1][1] and "is not read" in found[-1][1]


def numbered(tmp_path, packed, count=5):
    """A crawl of pages that differ, and where each of its records starts, as warcio tells."""
    name = "in.warc.gz" if packed else "in.warc"
    path = warc(tmp_path / name, *[("200 OK", "text/plain", f"{P} It was meeting number {n}.".encode()) for n in range(count)], packed=packed)
    with path.open("rb") as file:
        walk = ArchiveIterator(file)
        return path, [walk.get_record_offset() for _ in walk]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("hit", [1, 4, 7, 10])
def test_after_a_broken_record_reading_goes_on_at_the_next(tmp_path, packed, hit):
    """Records 2, 4, 6, 8 and 10 (counted from 0) are the pages; what is hit is lost and said to be lost, all else is read."""
    path, starts = numbered(tmp_path, packed)
    data = bytearray(path.read_bytes())
    data[starts[hit]:starts[hit] + 3] = b"XXX"
    path.write_bytes(bytes(data))
    found = read(path)
    lost = {(hit - 2) // 2} if hit % 2 == 0 else set()
    assert [int(text.split()[-1].rstrip(".")) for _, text in found if "number" in text] == [n for n in range(5) if n not in lost]
    (refusal,) = [text for _, text in found if "is not read" in text]
    assert f"at byte {starts[hit]:,}:" in refusal and (f"up to byte {starts[hit + 1]:,}" in refusal if hit + 1 < len(starts) else True)


def test_a_flipped_byte_anywhere_costs_one_page_at_most_and_is_never_silent(tmp_path):
    """A packed crawl has a checksum for each record: a page that is read is the page that was written, or a refusal says what is not read."""
    path, _ = numbered(tmp_path, True)
    whole = path.read_bytes()
    right = {text for _, text in read(path)}
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:])
        found = [text for _, text in read(path)]
        pages = [text for text in found if "is not read" not in text]
        assert set(pages) <= right and len(pages) >= 4 and (len(pages) == 5 or len(pages) < len(found)), at


@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_cut_at_any_byte_gives_each_whole_page_and_says_what_is_cut(tmp_path, packed):
    path, starts = numbered(tmp_path, packed)
    whole = path.read_bytes()
    for at in range(1, len(whole), 61):
        path.write_bytes(whole[:at])
        found = [text for _, text in read(path)]
        held = sum(start <= at for start in [*starts[3::2], len(whole)])
        assert sum("number" in text for text in found) in (held, held - 1, held + 1)
        assert any("is not read" in text for text in found) or at in starts or any(0 <= at - s < 5 or 0 <= s - at < 5 for s in starts)


def test_damage_without_end_ends(tmp_path):
    piece = gzip.compress(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n")[:-8] + b"x" * 8
    (tmp_path / "in.warc.gz").write_bytes(piece * 3000)
    found = read(tmp_path / "in.warc.gz")
    assert len(found) == 1000 and found[-1][1].endswith("what follows is not read")


@pytest.mark.parametrize("data, reason", [
    (b"", "without records"), (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "how long"), (b"<html>no crawl</html>", "not with WARC/"),
    (b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\nx", "breaks off"), (b"\n" * 500, "empty lines")])
def test_no_crawl_is_refused(tmp_path, data, reason):
    (tmp_path / "in.warc").write_bytes(data)
    (one,) = read(tmp_path / "in.warc")
    assert reason in one[1]


def test_a_book_takes_each_member_once(tmp_path):
    from dateline.api.book import Book

    path = archive(tmp_path / "in.zip", ("a.txt", "Norway thanked Denmark for its help on Friday."), ("b.txt", "Riga hosted the talks on Monday."))
    with Book(tmp_path / "b.db") as book:
        first, second = book.add_paths([path]), book.add_paths([path])
        assert (first.new, second.new, second.known) == (2, 0, 2)
        assert {Path(r["path"]).name for r in book.reports()} == {"in.zip#a.txt", "in.zip#b.txt"}
        assert book.verify() == []
