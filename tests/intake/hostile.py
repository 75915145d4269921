"""Hostile and odd files, built in memory: each with the report (how its text begins) or the refusal that is right for it."""
# ruff: noqa: E501  a table: one case a line

from __future__ import annotations

import base64
import gzip
import io
import json
import quopri
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

P = "Two envoys met in Riga on Friday, the ministry said."
Q = "They will meet again in Tallinn in two weeks, a spokeswoman added."
MB = 1_000_000


@dataclass(frozen=True)
class Odd:
    """A file: its name, how its bytes are made; `begins` = how each report's text begins, `refused` = words of each refusal, in order."""

    name: str
    build: Callable[[], bytes]
    begins: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><title>t</title>{head}</head><body>{body}</body></html>".encode()


def article(inside: str = "") -> bytes:
    return page(f"<article><h1>Envoys meet</h1><p>{P}</p>{inside}<p>{Q}</p></article>")


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def mail(headers: str, body: bytes) -> bytes:
    return headers.replace("\n", "\r\n").encode("latin-1") + b"\r\n\r\n" + body


def multipart(*parts: tuple[str, bytes]) -> bytes:
    out = b"From: Wire <a@example.org>\r\nSubject: Envoys meet\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=XX\r\n\r\n"
    for headers, body in parts:
        out += b"--XX\r\n" + headers.encode() + b"\r\n\r\n" + body + b"\r\n"
    return out + b"--XX--\r\n"


def row(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


EMPTY = [
    Odd("empty.txt", lambda: b"", refused=("empty",)),
    Odd("empty.html", lambda: b"", refused=("empty",)),
    Odd("empty.eml", lambda: b"", refused=("empty",)),
    Odd("empty.csv", lambda: b"", refused=("empty",)),
    Odd("empty.json", lambda: b"", refused=("empty",)),
    Odd("empty.jsonl", lambda: b""),
    Odd("space.txt", lambda: b" \n\t \r\n ", refused=("nothing in it but space",)),
    Odd("nuls.txt", lambda: b"\0" * 5000, refused=("nothing in it but space",)),
    Odd("one-byte.txt", lambda: b"x", begins=("x",)),
    Odd("one-stop.txt", lambda: b".", begins=(".",)),
    Odd("bom-only.txt", lambda: b"\xef\xbb\xbf", begins=("",)),
    Odd("blank-lines.jsonl", lambda: b"\n\n  \n" + row(text=P) + b"\n", begins=(P,)),
    Odd("no-newline-at-end.txt", lambda: P.encode(), begins=(P,)),
    Odd("only-newlines-between.txt", lambda: (P + "\n" * 100_000 + Q).encode(), begins=(P,)),
]

ENCODED = [
    Odd("utf8-bom.txt", lambda: b"\xef\xbb\xbf" + P.encode(), begins=(P,)),
    Odd("utf16le-bom.txt", lambda: b"\xff\xfe" + P.encode("utf-16-le"), begins=(P,)),
    Odd("utf16be-bom.txt", lambda: b"\xfe\xff" + P.encode("utf-16-be"), begins=(P,)),
    Odd("utf32-bom.txt", lambda: P.encode("utf-32"), begins=(P,)),
    Odd("utf16le.txt", lambda: P.encode("utf-16-le"), begins=(P,)),
    Odd("utf16be.txt", lambda: P.encode("utf-16-be"), begins=(P,)),
    Odd("utf16-odd-length.txt", lambda: b"\xff\xfe" + P.encode("utf-16-le") + b"x", begins=(P,)),
    Odd("cp1252.txt", lambda: "“Café” closed – for good".encode("cp1252"), begins=("“Café” closed – for good",)),
    Odd("latin1-declared.html", lambda: page(f"<p>Café: {P}</p>", "<meta charset=iso-8859-1>").decode().encode("cp1252"), begins=("Café:",)),
    Odd("declared-utf8-is-cp1252.html", lambda: page(f"<p>Café: {P}</p>", "<meta charset=utf-8>").decode().encode("cp1252"), begins=("Café:",)),
    Odd("declared-nonsense.html", lambda: page(f"<p>Café: {P}</p>", "<meta charset=klingon-1>"), begins=("Café:",)),
    Odd("declared-hex.html", lambda: page(f"<p>Café: {P}</p>", "<meta charset=hex>"), begins=("Café:",)),
    Odd("declared-utf7.html", lambda: page(f"<p>+ADw-b+AD4- {P}</p>", "<meta charset=utf-7>"), begins=("+ADw-b+AD4-",)),
    Odd("declared-utf16-is-utf8.html", lambda: page(f"<p>Café: {P}</p>", "<meta charset=utf-16>"), begins=("Café:",)),
    Odd("cp1251.html", lambda: page("<p>Министр сообщил о встрече в пятницу в Риге.</p>", "<meta charset=windows-1251>").decode().encode("cp1251"),
        begins=("Министр",)),
    Odd("shift-jis.html", lambda: page("<p>外相は金曜日にリガで会談した。会談は二時間続いた。</p>", "<meta charset=shift_jis>").decode().encode("shift_jis"),
        begins=("外相",)),
    Odd("gb18030.html", lambda: page("<p>外交部长星期五在里加举行会谈，会谈持续了两个小时。</p>", "<meta charset=gb18030>").decode().encode("gb18030"),
        begins=("外交部长",)),
    Odd("broken-utf8.txt", lambda: P.encode() + " “Café” – “naïve” ".encode() + b"\xff" + Q.encode(), begins=(P,)),
    Odd("cut-utf8.txt", lambda: (P + " – “").encode()[:-1], begins=(P,)),
    Odd("mixed.txt", lambda: "Café “x” – “y” ".encode() + "é".encode("cp1252") + P.encode(), begins=("Café",)),
    Odd("surrogate-bytes.txt", lambda: P.encode() + b" \xed\xa0\x80 " + Q.encode(), begins=(P,)),
    Odd("overlong.txt", lambda: P.encode() + b" \xc0\xaf " + Q.encode(), begins=(P,)),
    Odd("nul-in-text.txt", lambda: P.encode() + b"\0" + Q.encode(), begins=(P + "\ufffd",)),
    Odd("nul-in-page.html", lambda: article("<p>a\0b</p>"), begins=("Envoys meet",)),
    Odd("old-mac.txt", lambda: f"Envoys meet\r\r{P}\r\r{Q}".encode(), begins=("Envoys meet",)),
    Odd("mixed-line-ends.txt", lambda: f"Envoys meet\r\n\n{P}\r\r\n{Q}\n\r".encode(), begins=("Envoys meet",)),
    Odd("line-separators.txt", lambda: f"Envoys meet\u2028\u2028{P}\u2029{Q}".encode(), begins=("Envoys meet",)),
    Odd("form-feeds.txt", lambda: f"Envoys meet\f\f{P}\v{Q}".encode(), begins=("Envoys meet",)),
    Odd("right-to-left-marks.txt", lambda: f"\u202e\u202d\u2066{P}\u2069".encode(), begins=("\u202e",)),
    Odd("combining.txt", lambda: ("e" + "\u0301" * 50_000 + " " + P).encode(), begins=("e\u0301",)),
    Odd("astral.txt", lambda: ("\U0001f600 " * 10_000 + P).encode(), begins=("\U0001f600",)),
    Odd("private-use.txt", lambda: ("\ue000\uf8ff " + P).encode(), begins=("\ue000",)),
    Odd("noncharacters.txt", lambda: ("\ufffe\uffff " + P).encode(), begins=("\ufffe",)),
]

BINARY = [
    Odd("report.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", refused=("PDF",)),
    Odd("pdf-as.txt", lambda: b"%PDF-1.4\n", refused=("PDF",)),
    Odd("bomb.zip", lambda: zipped("a.txt", b"\0" * 20 * MB), refused=("ZIP",)),
    Odd("nested.zip", lambda: zipped("a.zip", zipped("b.zip", zipped("../../c.txt", b"x"))), refused=("ZIP",)),
    Odd("zip-as.html", lambda: zipped("a.html", article()), refused=("ZIP",)),
    Odd("report.docx", lambda: zipped("word/document.xml", b"<x/>"), refused=("ZIP",)),
    Odd("empty.zip", lambda: b"PK\x05\x06" + b"\0" * 18, refused=("empty ZIP",)),
    Odd("bomb.gz", lambda: gzip.compress(b"\0" * 20 * MB), refused=("gzip",)),
    Odd("gzip-as.html", lambda: gzip.compress(article()), begins=("Envoys meet",)),
    Odd("a.bz2", lambda: b"BZh91AY&SY", refused=("bzip2",)),
    Odd("a.xz", lambda: b"\xfd7zXZ\x00\x00", refused=("xz",)),
    Odd("a.zst", lambda: b"\x28\xb5\x2f\xfd\x04", refused=("Zstandard",)),
    Odd("a.7z", lambda: b"7z\xbc\xaf\x27\x1c\x00", refused=("7z",)),
    Odd("a.rar", lambda: b"Rar!\x1a\x07", refused=("RAR",)),
    Odd("a.png", lambda: b"\x89PNG\r\n\x1a\n", refused=("PNG",)),
    Odd("jpeg-as.txt", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", refused=("JPEG",)),
    Odd("a.gif", lambda: b"GIF89a\x01\x00", refused=("GIF",)),
    Odd("a.mp3", lambda: b"ID3\x03\x00", refused=("sound",)),
    Odd("a.wav", lambda: b"RIFF\x24\x00\x00\x00WAVE", refused=("sound",)),
    Odd("a.so", lambda: b"\x7fELF\x02\x01", refused=("program",)),
    Odd("a.exe", lambda: b"MZ\x90\x00\x03", refused=("program",)),
    Odd("a.db", lambda: b"SQLite format 3\x00", refused=("SQLite",)),
    Odd("a.parquet", lambda: b"PAR1\x15\x04", refused=("Parquet",)),
    Odd("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", refused=("office",)),
    Odd("a.rtf", lambda: b"{\\rtf1\\ansi Hello}", refused=("RTF",)),
    Odd("noise.txt", lambda: bytes((i * 7919 + i // 3 * 104729) % 256 for i in range(20_000)), refused=("binary",)),
    Odd("noise.html", lambda: bytes((i * 31 + i * i) % 32 for i in range(20_000)), refused=("binary",)),
    Odd("controls.txt", lambda: b"\x01\x02\x03\x04abc" * 100, refused=("binary",)),
    Odd("terminal-colours.txt", lambda: f"\x1b[31m{P}\x1b[0m\n\n{Q}".encode(), begins=("\x1b[31m",)),
]

LARGE = [
    Odd("over-the-size.txt", lambda: b"word " * 4_000_001, refused=("at most 20,000,000",)),
    Odd("one-long-line.txt", lambda: b"word " * 200_000, begins=("word word",)),
    Odd("one-long-word.txt", lambda: b"w" * MB, begins=("wwww",)),
    Odd("one-long-line.html", lambda: article("<p>" + "word " * 190_000 + "</p>"), begins=("Envoys meet",)),
    Odd("too-long-line.txt", lambda: b"word " * 2_000_000, refused=("a text of 10,000,000 characters; at most 1,000,000",)),
    Odd("one-character-too-long.txt", lambda: b"w" * (MB + 1), refused=("a text of 1,000,001 characters",)),
    Odd("as-long-as-may-be.txt", lambda: ("é" * 1_000_000).encode(), begins=("ééé",)),  # 2 MB: characters are counted, not bytes
    Odd("too-long.html", lambda: article("<p>" + "word " * 210_000 + "</p>"), refused=("at most 1,000,000 are read as one report",)),
    Odd("long-page-short-text.html", lambda: article(f"<p>{P}</p>" + "<!-- filler -->" * 200_000), begins=("Envoys meet",)),
    Odd("too-long-row.jsonl", lambda: row(text="word " * 210_000) + row(text=P), begins=(P,), refused=("a text of 1,050,000 characters",)),
    Odd("too-long.eml", lambda: b"Subject: Envoys meet\nFrom: a@example.org\n\n" + b"word " * 210_000,
        refused=("a text of 1,050,000 characters",)),
    Odd("50-mb-line.jsonl", lambda: b'{"text": "' + b"w " * 25 * MB + b'"}\n' + row(text=P), begins=(P,), refused=("a line of more than",)),
    Odd("200000-nested-divs.html", lambda: page("<div>" * 200_000 + f"<p>{P}</p>"), begins=(P,)),
    Odd("50000-nested-bolds.html", lambda: page("<b>" * 50_000 + f"<p>{P}</p>"), begins=(P,)),
    Odd("50000-nested-closed.html", lambda: page("<div>" * 50_000 + f"<p>{P}</p>" + "</div>" * 50_000), begins=(P,)),
    Odd("nested-lists.html", lambda: page("<ul><li>" * 50_000 + f"<p>{P}</p>"), begins=(P,)),
    Odd("nested-tables.html", lambda: page("<table><tr><td>" * 20_000 + f"<p>{P}</p>"), begins=(P,)),
    Odd("closers.html", lambda: page("</div></p></b>" * 30_000 + f"<p>{P}</p>"), begins=(P,)),
    Odd("open-tags.html", lambda: page(f"<p>{P}</p><p>{Q}</p>" + "<a " * 200_000), begins=(P,)),
    Odd("open-quotes.html", lambda: page(f"<p>{P}</p><p>{Q}</p>" + "<a href=\"" * 200_001), begins=(P,)),
    Odd("open-comments.html", lambda: page(f"<p>{P}</p><p>{Q}</p>" + "<!--" * 200_000), begins=(P,)),
    Odd("open-scripts.html", lambda: page(f"<p>{P}</p><p>{Q}</p>" + "<script>" * 200_000), begins=(P,)),
    Odd("open-textareas.html", lambda: page(f"<p>{P}</p><p>{Q}</p>" + "<textarea>" * 100_000), begins=(P,)),
    Odd("angle-signs.html", lambda: page(f"<p>{P}</p><p>{Q}</p>" + "<" * 150_000), begins=(P,)),
    Odd("ampersands.html", lambda: page(f"<p>{P}</p><p>{'&' * 150_000}</p><p>{Q}</p>"), begins=(P,)),
    Odd("entities.html", lambda: page(f"<p>{P}</p><p>{'&amp;' * 200_000}</p><p>{Q}</p>"), begins=(P,)),
    Odd("attributes.html", lambda: page(f"<div {'a=b ' * 200_000}><p>{P}</p></div>"), begins=(P,)),
    Odd("classes.html", lambda: page(f"<div class=\"{'nav share ' * 100_000}\"></div><p>{P}</p>"), begins=(P,)),
    Odd("breaks.html", lambda: page(f"<p>{P}{'<br>' * 70_000}{Q}</p>"), begins=(P,)),
    Odd("spaces.html", lambda: page(f"<p>{P}{' ' * 2 * MB}{Q}</p>"), begins=(P,)),
    Odd("paragraphs.html", lambda: page(f"<p>{P}</p>" * 8_000), begins=(P,)),
    Odd("empty-paragraphs.html", lambda: page("<p></p>" * 60_000 + f"<p>{P}</p>"), begins=(P,)),
    Odd("data-uri.html", lambda: article(f'<img src="data:image/png;base64,{"A" * 2 * MB}">'), begins=("Envoys meet",)),
    Odd("head-comments.html", lambda: b"<!---->" * 1000 + b"x" + article(), begins=("Envoys meet",)),
    Odd("head-comments", lambda: b"<!---->" * 1000 + article(), begins=("Envoys meet",)),
    Odd("million-short-lines.txt", lambda: b"a\n" * 200_000 + P.encode(), begins=("a\n",)),
    Odd("dateline-lines.txt", lambda: "\n\n".join(["RIGA - " + P] * 8_000).encode(), begins=("RIGA - ",)),
    Odd("speakers.txt", lambda: "\n\n".join(["MINISTER: We met."] * 8_000).encode(), begins=("MINISTER:",)),
    Odd("quotes.txt", lambda: ("\"" * 900_000 + P).encode(), begins=("\"",)),
    Odd("brackets.txt", lambda: ("(" * 450_000 + P + "[" * 450_000).encode(), begins=("(",)),
    Odd("dots.txt", lambda: (P + "." * 900_000).encode(), begins=(P,)),
    Odd("dates.txt", lambda: ("4 June 2021 " * 80_000).encode(), begins=("4 June 2021",)),
    Odd("byline.txt", lambda: ("Envoys meet\n\nBy " + "Ann Lee and " * 50_000 + f"\n\n{P}").encode(), begins=("Envoys meet",)),
    Odd("capitals.txt", lambda: ("RIGA " * 190_000 + P).encode(), begins=("RIGA",)),
    Odd("slashes.txt", lambda: ("News / " * 100_000 + "\n\n" + P).encode(), begins=("News /",)),
    Odd("greater-than.txt", lambda: ("> " * 200_000 + P).encode(), begins=("> >",)),
    Odd("credits.txt", lambda: ("(Photo by " * 80_000 + P).encode(), begins=("(Photo by",)),
    Odd("hashes.txt", lambda: ("#a " * 100 + "!\n" + P).encode(), begins=("#a",)),
    Odd("domains.txt", lambda: ("a-" * 140 + ".\n\n" + P).encode(), begins=("a-",)),
    Odd("zeros.txt", lambda: ("0" * 290 + "x\n\n" + P).encode(), begins=("0",)),
]

MARKUP = [
    Odd("no-words.html", lambda: page("<img src=x><hr>"), refused=("without words",)),
    Odd("script-only.html", lambda: page("<script>var a = '<p>" + P + "</p>'</script>"), refused=("without words",)),
    Odd("tag-only.html", lambda: b"<", refused=("without words",)),
    Odd("half-a-tag.html", lambda: b"<html><body><p>" + P.encode() + b"</p><di", begins=(P,)),
    Odd("frames.html", lambda: b"<html><frameset><frame src=a></frameset></html>", refused=("without words",)),
    Odd("plain-words.html", lambda: P.encode(), begins=(P,)),
    Odd("page-as.txt", lambda: article(), begins=("Envoys meet",)),
    Odd("page-without-suffix", lambda: article(), begins=("Envoys meet",)),
    Odd("text-without-suffix", lambda: P.encode(), begins=(P,)),
    Odd("script-in-headline.html", lambda: page(f"<h1>Envoys <script>alert(1)</script>meet</h1><p>{P}</p>"), begins=("Envoys meet",)),
    Odd("event-handlers.html", lambda: article("<p onmouseover=\"alert('<p>')\">They shook hands for the cameras, twice.</p>"), begins=("Envoys meet",)),
    Odd("escaped-script.html", lambda: article("<p>&lt;script&gt;alert(1)&lt;/script&gt; was what the poster in the hall said.</p>"), begins=("Envoys meet",)),
    Odd("template.html", lambda: article("<template><p>Not shown to any reader, ever, said nobody.</p></template>"), begins=("Envoys meet",)),
    Odd("cdata.html", lambda: article("<![CDATA[ <p>Not shown</p> ]]>"), begins=("Envoys meet",)),
    Odd("doctype-entities.html", lambda: b'<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + article("<p>&c;</p>"), begins=("Envoys meet",)),
    Odd("billion-laughs.xml", lambda: b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>', refused=("XML",)),
    Odd("external-entity.xml", lambda: b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', refused=("XML",)),
    Odd("picture.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>', refused=("XML",)),
    Odd("bad-references.html", lambda: article("<p>Zero &#0; big &#9999999; hex &#xZZ; bare &amp none &nosuch; said the clerk of the court.</p>"), begins=("Envoys meet",)),
    Odd("surrogate-reference.html", lambda: article("<p>A &#xD800; half of a pair, the printer of the bill said.</p>"), begins=("Envoys meet",)),
    Odd("json-ld-broken.html", lambda: page(f"<h1>Envoys meet</h1><p>{P}</p>", '<script type="application/ld+json">{"@type": "NewsArticle", </script>'),
        begins=("Envoys meet",)),
    Odd("json-ld-deep.html", lambda: page(f"<h1>Envoys meet</h1><p>{P}</p>", '<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
        begins=("Envoys meet",)),
    Odd("json-ld-odd-types.html", lambda: page(f"<h1>Envoys meet</h1><p>{P}</p>", '<script type="application/ld+json">'
        '{"@type": ["NewsArticle", 7, null], "headline": {"a": 1}, "author": [null, 3, {"name": []}], "datePublished": 20210604, "publisher": []}</script>'),
        begins=("Envoys meet",)),
    Odd("meta-dates-absurd.html", lambda: page(f"<h1>Envoys meet</h1><p>{P}</p>", '<meta name="date" content="9999-99-99">'), begins=("Envoys meet",)),
    Odd("upper-and-stray.html", lambda: b"<P>" + P.encode() + b"</B></I><P><Q>" + Q.encode(), begins=(P,)),
    Odd("nested-links.html", lambda: article("<p>" + "<a href=x>Officials " * 50 + "said so in the evening.</p>"), begins=("Envoys meet",)),
]

ROWS = [
    Odd("array.jsonl", lambda: b"[1, 2]\n", refused=("a JSON list",)),
    Odd("number.jsonl", lambda: b"7\n", refused=("a JSON int",)),
    Odd("broken.jsonl", lambda: b'{"text": "a\n' + row(text=P), begins=(P,), refused=("no JSON",)),
    Odd("deep.jsonl", lambda: b'{"text": ' + b"[" * 200_000 + b"\n" + row(text=P), begins=(P,), refused=("no JSON",)),
    Odd("no-text.jsonl", lambda: row(id="1"), refused=("no text",)),
    Odd("empty-text.jsonl", lambda: row(text="  "), refused=("is empty",)),
    Odd("null-text.jsonl", lambda: row(text=None), refused=("no text",)),
    Odd("list-text.jsonl", lambda: row(text=["a"]), refused=("is no string but list",)),
    Odd("bad-date.jsonl", lambda: row(text=P, published="yesterday"), refused=("is not understood",)),
    Odd("impossible-date.jsonl", lambda: row(text=P, published="2021-02-30"), refused=("is not understood",)),
    Odd("number-date.jsonl", lambda: row(text=P, published=20210604), begins=(P,)),
    Odd("timestamp.jsonl", lambda: row(text=P, published="2021-06-04T23:59:59Z"), begins=(P,)),
    Odd("surrogate.jsonl", lambda: b'{"text": "Envoys \\ud800 met in Riga."}\n', begins=("Envoys \ufffd met",)),
    Odd("nul.jsonl", lambda: b'{"text": "Envoys \\u0000 met in Riga."}\n', begins=("Envoys \ufffd met",)),
    Odd("not-utf8.jsonl", lambda: b'{"text": "Caf\xe9"}\n' + row(text=P), begins=(P,), refused=("not UTF-8 at byte",)),
    Odd("bom.jsonl", lambda: b"\xef\xbb\xbf" + row(text=P), begins=(P,)),
    Odd("crlf.jsonl", lambda: row(text=P).replace(b"\n", b"\r\n"), begins=(P,)),
    Odd("markup.jsonl", lambda: row(html=article().decode()), begins=("Envoys meet",)),
    Odd("huge-number.jsonl", lambda: b'{"text": ' + b"9" * 10_000 + b"}\n", refused=("no JSON",)),
    Odd("repeated-keys.jsonl", lambda: b'{"text": "a", "text": "Two envoys met."}\n', begins=("Two envoys met.",)),
    Odd("one.json", lambda: row(text=P), begins=(P,)),
    Odd("list.json", lambda: json.dumps([{"text": P}, 5, {"text": Q}]).encode(), begins=(P, Q), refused=("a JSON int",)),
    Odd("lines-as.json", lambda: row(text=P) + row(text=Q), begins=(P, Q)),
    Odd("broken.json", lambda: b'["a', refused=("no JSON",)),
    Odd("deep.json", lambda: b"[" * 200_000, refused=("no JSON",)),
    Odd("rows.csv", lambda: f'id,text\n1,"{P}"\n2,"{Q}"\n'.encode(), begins=(P, Q)),
    Odd("rows.tsv", lambda: f"id\ttext\n1\t{P}\n".encode(), begins=(P,)),
    Odd("semicolons.csv", lambda: f'id;text\n1;"{P}"\n'.encode("cp1252"), begins=(P,)),
    Odd("long-cell.csv", lambda: b"text,id\n" + b"word " * 150_000 + b",1\n" + P.replace(",", "").encode() + b",2\n", begins=("word", P[:20])),
    Odd("over-the-size.csv", lambda: b"text,id\n" + (P.replace(",", "").encode() + b"," + b"x" * 9000 + b"\n") * 2_400, begins=(P[:20],) * 2_400),
    Odd("no-column.csv", lambda: b"a,b\n1,2\n", refused=("names no column",)),
    Odd("ragged.csv", lambda: f'text,outlet\n"{P}"\n"{Q}",a,b,c\n'.encode(), begins=(P, Q)),
    Odd("open-quote.csv", lambda: b'text\n"' + b"word " * 100_000, begins=("word word",)),
    Odd("empty-cell.csv", lambda: b'text,outlet\n,Courier\n', refused=("is empty",)),
]

MAIL = [
    Odd("plain.eml", lambda: mail("From: a@example.org\nSubject: Envoys meet", P.encode()), begins=(P,)),
    Odd("latin1.eml", lambda: mail("From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1", f"Café: {P}".encode("latin-1")), begins=("Café:",)),
    Odd("quoted-printable.eml", lambda: mail("From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
        quopri.encodestring(f"Café – {P}".encode())), begins=("Café – Two",)),
    Odd("base64.eml", lambda: mail("From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
        base64.encodebytes(f"Café – {P}".encode())), begins=("Café – Two",)),
    Odd("broken-base64.eml", lambda: mail("From: a@example.org\nSubject: x\nContent-Transfer-Encoding: base64", b"!!!" + base64.b64encode(P.encode())[:-3]),
        begins=("Two envoys",)),
    Odd("html.eml", lambda: mail("From: a@example.org\nSubject: x\nContent-Type: text/html; charset=utf-8", article()), begins=("Envoys meet",)),
    Odd("both.eml", lambda: multipart(("Content-Type: text/plain", b"See the HTML part."), ("Content-Type: text/html", article())), begins=("Envoys meet",)),
    Odd("both-plain-wins.eml", lambda: multipart(("Content-Type: text/plain", f"{P}\n\n{Q}".encode()), ("Content-Type: text/html", article())), begins=(P,)),
    Odd("attachment-only.eml", lambda: multipart(("Content-Type: application/pdf\r\nContent-Disposition: attachment", b"%PDF")), refused=("without a part of text",)),
    Odd("unknown-charset.eml", lambda: mail("From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=x-nonsense", P.encode()), begins=(P,)),
    Odd("no-boundary.eml", lambda: mail("From: a@example.org\nSubject: x\nContent-Type: multipart/mixed", P.encode()), begins=(P,)),
    Odd("many-parts.eml", lambda: multipart(*[("Content-Type: image/png", b"x")] * 2000), refused=("more than 500 parts",)),
    Odd("deep-parts.eml", lambda: b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(3000)), refused=("mail",)),
    Odd("bad-date.eml", lambda: mail("From: a@example.org\nSubject: x\nDate: the other day", P.encode()), begins=(P,)),
    Odd("bad-subject.eml", lambda: mail("From: a@example.org\nSubject: =?klingon?B?AAAA?=", P.encode()), begins=(P,)),
    Odd("headers-only.eml", lambda: b"From: a@example.org\nSubject: x\n", refused=("empty",)),
    Odd("mail-without-suffix", lambda: mail("From: a@example.org\nSubject: Envoys meet", P.encode()), begins=(P,)),
    Odd("long-header.eml", lambda: mail("From: a@example.org\nSubject: " + "x" * 200_000, P.encode()), begins=(P,)),
]

TAR = b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 248 + P.encode().ljust(512, b"\0")
SITEMAP = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://c.example/1</loc></url></urlset>'
PACKED = [
    Odd("page.html.gz", lambda: gzip.compress(article()), begins=("Envoys meet",)),
    Odd("text.txt.gz", lambda: gzip.compress(P.encode()), begins=(P,)),
    Odd("no-suffix-inside.gz", lambda: gzip.compress(article()), begins=("Envoys meet",)),
    Odd("rows.jsonl.gz", lambda: gzip.compress(row(text=P) + b"\n[]\n" + row(text=Q)), begins=(P, Q), refused=("a JSON list",)),
    Odd("rows-as.jsonl", lambda: gzip.compress(row(text=P)), begins=(P,)),
    Odd("rows.csv.gz", lambda: gzip.compress(f'id,text\n1,"{P}"\n2,"{Q}"\n'.encode()), begins=(P, Q)),
    Odd("mail.eml.gz", lambda: gzip.compress(mail("From: a@example.org\nSubject: Envoys meet", P.encode())), begins=(P,)),
    Odd("two-members.txt.gz", lambda: gzip.compress(P.encode()) + gzip.compress(b" " + Q.encode()), begins=(f"{P} {Q}",)),
    Odd("padded.txt.gz", lambda: gzip.compress(P.encode()) + b"\0" * 512, begins=(P,)),
    Odd("empty.txt.gz", lambda: gzip.compress(b""), refused=("empty",)),
    Odd("bomb.txt.gz", lambda: gzip.compress(b"\0" * 50 * MB), refused=("bomb",)),
    Odd("bomb.jsonl.gz", lambda: gzip.compress(row(text=P) + b" " * 50 * MB), begins=(P,), refused=("bomb",)),
    Odd("bomb.csv.gz", lambda: gzip.compress(b"text\n" + b"a" * 50 * MB), refused=("bomb",)),
    Odd("bomb-of-members.txt.gz", lambda: gzip.compress(b"\0" * MB) * 30, refused=("bomb",)),
    Odd("large.txt.gz", lambda: gzip.compress(b"".join(b"%d and some words\n" % (i * 7919) for i in range(1_100_000)), 1), refused=("more than 20,000,000 bytes unpacked",)),
    Odd("gzip-in-gzip.txt.gz", lambda: gzip.compress(gzip.compress(P.encode())), refused=("inside another",)),
    Odd("zip-in.gz", lambda: gzip.compress(zipped("a.txt", P.encode())), refused=("ZIP",)),
    Odd("cut.txt.gz", lambda: gzip.compress(P.encode())[:-9], refused=("breaks off",)),
    Odd("cut.jsonl.gz", lambda: gzip.compress(row(text=P) * 3, 0)[:-30], begins=(P, P), refused=("breaks off",)),
    Odd("broken.txt.gz", lambda: gzip.compress(P.encode())[:20] + b"xxxx" + gzip.compress(P.encode())[24:], refused=("cannot be unpacked",)),
    Odd("tail.txt.gz", lambda: gzip.compress(P.encode()) + b"garbage", refused=("cannot be unpacked",)),
    Odd("head-only.gz", lambda: b"\x1f\x8b", refused=("breaks off",)),
    Odd("no-gzip.txt.gz", lambda: P.encode(), begins=(P,)),
    Odd("archive.tar", lambda: TAR, refused=("tar archive",)),
    Odd("archive.tar.gz", lambda: gzip.compress(TAR), refused=("tar archive",)),
    Odd("sitemap.xml", lambda: SITEMAP, refused=("a sitemap of 1 addresses",)),
    Odd("sitemap.xml.gz", lambda: gzip.compress(SITEMAP), refused=("a sitemap of 1 addresses",)),
]

ALL = [*PACKED, *EMPTY, *ENCODED, *BINARY, *LARGE, *MARKUP, *ROWS, *MAIL]
