"""Pages of our own: what is the article, what its head says, and the way back to the markup."""

import html
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.errors import InputRefused
from dateline.intake.html import report_of_html
from dateline.intake.taken import Taken

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases" / "pages.yaml").read_text(encoding="utf-8"))
WORD = re.compile(r"\S+")


def take(name: str) -> Taken:
    return report_of_html((HERE / "pages" / name).read_bytes(), source=name)


def shown(markup: str) -> str:
    """Markup as it is shown: without comments, tags and words for screen readers, entities undone, single spaces."""
    bare = re.sub(r"<[^>]*>", "", re.sub(r"<!--.*?-->|<(script|sup)\b.*?</\1>|<span class=\"sr-only\">.*?</span>", "", markup, flags=re.S))
    return " ".join(html.unescape(bare).split())


def test_every_page_has_its_case() -> None:
    names = [p.name for p in (HERE / "pages").iterdir()]
    assert [c["page"] for c in CASES] == sorted(names, key=lambda n: int(n.split("-")[0]))


@pytest.mark.parametrize("case", CASES, ids=[c["page"] for c in CASES])
def test_page(case: dict[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(InputRefused, match=re.escape(case["refused"])):
            take(case["page"])
        return
    taken = take(case["page"])
    report = taken.report
    found = [f"{b.kind}{':' + b.reason if b.reason else ''} | {' '.join(taken.text[b.span[0]:b.span[1]].split())}" for b in report.blocks]
    assert [f[:len(e)] for f, e in zip(found, case["blocks"], strict=True)] == case["blocks"]
    assert (report.title, list(report.byline)) == (case["title"], case.get("byline", []))
    assert (report.published, report.published_from) == (case["published"], case["published_from"])
    assert (report.outlet, report.language) == (case.get("outlet"), case.get("language", "en"))
    assert report.complete is case.get("complete", True)
    dateline = [report.dateline.place, report.dateline.date] if report.dateline else None
    assert dateline == case.get("dateline")
    for words in case.get("absent", []):
        assert words not in taken.text


@pytest.mark.parametrize("name", [c["page"] for c in CASES if "refused" not in c])
def test_way_back(name: str) -> None:
    """Each word, each block and each pair of neighbouring words is found again in the markup; each block in its element."""
    taken = take(name)
    words = [m.span() for m in WORD.finditer(taken.text)]
    for span in words:
        assert shown(taken.raw_words(span)) == taken.text[slice(*span)]
    for (start, _), (_, end) in pairwise(words):
        if "\n" not in taken.text[start:end]:
            assert shown(taken.raw_words((start, end))) == taken.text[start:end]
    assert len(taken.elements) == len(taken.report.blocks)
    for block, element in zip(taken.report.blocks, taken.elements, strict=True):
        start, end = taken.raw_map.to_raw(block.span)
        assert element is not None
        assert element.span[0] <= start < end <= element.span[1]


@pytest.mark.parametrize("case", [c for c in CASES if "raw" in c], ids=lambda c: c["page"])
def test_words_in_the_markup(case: dict[str, Any]) -> None:
    """Words that run over entities and inline tags are found again in the markup just as it was written."""
    taken = take(case["page"])
    for words, markup in case["raw"].items():
        at = taken.text.index(words)
        assert taken.raw_words((at, at + len(words))) == markup


@pytest.mark.parametrize("name", [c["page"] for c in CASES if "refused" not in c])
def test_blocks_cover_the_text(name: str) -> None:
    taken = take(name)
    at = 0
    for block in taken.report.blocks:
        assert block.span[0] >= at and not taken.text[at:block.span[0]].strip()
        at = block.span[1]
    assert not taken.text[at:].strip()


def test_dropped_words_carry_their_reason() -> None:
    taken = take("01-jsonld.html")
    reasons = {taken.raw[slice(*d.span)]: d.reason for d in taken.dropped}
    assert reasons["Estonia buys a second terminal"] == "related"
    assert reasons["Home"] == "nav"
    assert reasons["Share this article"] == "share"


def test_what_is_given_wins() -> None:
    page = (HERE / "pages" / "01-jsonld.html").read_bytes()
    report = report_of_html(page, url="https://other.example/1", outlet="Other").report
    assert (report.url, report.outlet, report.published) == ("https://other.example/1", "Other", "2019-10-08")
