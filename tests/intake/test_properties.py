"""What holds for every text and every page, tried on random ones."""
# ruff: noqa: E501  lists of pieces

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputRefused
from dateline.intake.decode import clean, decode
from dateline.intake.html import report_of_markup
from dateline.intake.markup import scan
from dateline.intake.text import report_of_text

WORDS = st.sampled_from([
    "Two envoys met in Riga on Friday.", "RIGA, June 4 (BNS) -", "By Ann Lee", "SHARE", "News / Europe", "4 June 2021", "(Photo by AFP)", "\n", "\n\n",
    "\r\n", "• one", "1. two", "“We agreed,” he said.", "Related stories", "12 Comments", "www.example.org", "…", "\t", "\u2028", " ", "Subscribe to continue reading",
    "FILE PHOTO: A flag", "> quoted", "MINISTER:", "Envoys meet", "\x1c", "\ufeff", "a", "—"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map("".join), st.lists(WORDS, max_size=30).map(" ".join))
TAGS = st.sampled_from([
    "<p>", "</p>", "<div class='nav share'>", "</div>", "<h1>", "</h1>", "<br>", "<a href=\"x>y\">", "</a>", "<b>", "</b>", "<!-- c -->", "<!--", "<script>",
    "</script>", "<li>", "<ul>", "</ul>", "<td>", "<pre>", "</pre>", "&amp;", "&nbsp;", "&#8217;", "&", "<", ">", "\"", "'", "<p", "<article>", "<figcaption>",
    "<time datetime='2021-06-04'>", "<meta name=date content=x>", "  \n ", "Two envoys met in Riga on Friday, they said.", "Envoys", "word", "é"])
PAGES = st.lists(TAGS, max_size=60).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_blocks_cover_each_text_once(text: str) -> None:
    report = report_of_text(text)
    at = 0
    for block in report.blocks:
        assert at <= block.span[0] < block.span[1] <= len(text)
        assert not text[at:block.span[0]].strip()
        at = block.span[1]
    assert not text[at:].strip()
    assert report == report_of_text(text)


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_scan_finds_words_where_they_stand(raw: str) -> None:
    last = 0
    for block in scan(raw).blocks:
        start, end = block.span
        assert last <= start < end <= len(raw)
        last = end
        assert block.text == block.text.strip() and block.text
        runs = block.build.map().runs
        assert all(a[1] <= b[0] and a[3] <= b[2] for a, b in pairwise(runs))
        for a, b, c, d in runs:
            if b - a == d - c and "&" not in raw[c:d]:
                assert re.sub(r"\s", " ", raw[c:d]) == re.sub(r"\s", " ", block.text[a:b])


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_pages_never_crash(raw: str) -> None:
    try:
        taken = report_of_markup(clean(raw))
    except InputRefused:
        return
    for block in taken.report.blocks:
        start, end = taken.raw_map.to_raw(block.span)
        assert 0 <= start < end <= len(taken.raw)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_decode_or_are_refused(raw: bytes) -> None:
    try:
        text = decode(raw).text
    except InputRefused as error:
        assert str(error)
        return
    assert "\0" not in text
    text.encode("utf-8")


@pytest.mark.parametrize("text", ["Two envoys met in Riga.", "“Café” – naïve", "外交部长星期五说"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_are_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text
