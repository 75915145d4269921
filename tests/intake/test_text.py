"""Plain texts: blocks, headline, byline, dateline, day of publication, outlet, language, completeness."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.intake.text import report_of_text
from dateline.records import Report

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "text.yaml").read_text(encoding="utf-8"))


def told(text: str, report: Report) -> dict[str, Any]:
    return {
        "blocks": [f"{b.kind}{':' + b.reason if b.reason else ''} | {' '.join(text[b.span[0]:b.span[1]].split())}" for b in report.blocks],
        "kinds": [f"{b.kind}:{b.reason}" if b.reason else b.kind for b in report.blocks],
        "title": report.title, "byline": list(report.byline), "published": report.published, "outlet": report.outlet,
        "published_words": text[slice(*report.published_span)] if report.published_span else None,
        "dateline": [report.dateline.place, report.dateline.date] if report.dateline else None,
        "language": report.language, "complete": report.complete,
    }


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_text(case: dict[str, Any]) -> None:
    text = case["text"]
    given = case.get("given")
    report = report_of_text(text, date.fromisoformat(given) if given else None)
    found = told(text, report)
    assert {k: found[k] for k in case["expect"]} == case["expect"]
    check_cover(text, report)


def check_cover(text: str, report: Report) -> None:
    """Blocks are in order, do not overlap, and hold each character that is no space once."""
    at = 0
    for block in report.blocks:
        start, end = block.span
        assert start >= at and not text[at:start].strip(), f"not covered: {text[at:start]!r}"
        assert text[start:end].strip()
        assert (block.reason is not None) == (block.kind == "furniture")
        at = end
    assert not text[at:].strip()


def test_given_day_wins() -> None:
    text = "Envoys meet\n\nPublished: 4 June 2021\n\nTwo envoys met on Friday."
    report = report_of_text(text, date(2021, 6, 5), "Courier", "https://example.org/1")
    found = (report.published, report.published_from, report.published_span, report.outlet)
    assert found == ("2021-06-05", "given", None, "Courier")


def test_language_in_other_languages() -> None:
    assert report_of_text("Министр иностранных дел заявил в пятницу, что переговоры начнутся в следующем месяце.").language == "ru"
    assert report_of_text("El ministro dijo el viernes que las conversaciones empezarán el mes que viene en la capital.").language == "es"
    assert report_of_text("Le ministre a annoncé vendredi que les pourparlers commenceraient le mois prochain à Paris.").language == "fr"
    assert report_of_text("外交部长星期五说，会谈将于下个月在首都开始。").language == "zh"
    assert report_of_text("7 - 3").language is None


MASTHEADS = [  # text, the outlet that its first line names
    ("THE HARBOUR TIMES\nTuesday, 5 March 2019\n\nCrew held as row deepens in the north\n\nThe guard detained a trawler on Monday.\n\n"
     "The two have argued since 2014. - Northern Wire", "The Harbour Times"),
    ("Oslo Courier\n26 March 2019\n\nIceland calls off second round of talks\n\nIceland called off talks on Tuesday.\n\n"
     "It gave no reason for that.", "Oslo Courier"),
    ("Iceland calls off talks\n26 March 2019\n\nIceland called off talks on Tuesday.\n\nIt gave no reason for that.", None)]


@pytest.mark.parametrize("text, outlet", MASTHEADS, ids=["in capitals", "in small letters", "no masthead"])
def test_a_paper_s_name_over_the_date_is_the_outlet_and_no_headline(text: str, outlet: str | None) -> None:
    report = report_of_text(text)
    assert report.outlet == outlet
    assert (report.title == text.split("\n")[0]) == (outlet is None)
    assert report.complete
