"""Whether a text is whole: `cases/unfinished.yaml`, as plain text and as a row; what a page says of itself."""

import json
from pathlib import Path

import pytest
import yaml

from dateline.intake.forms import taken_of_bytes
from dateline.intake.html import report_of_html
from dateline.intake.text import report_of_text

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "unfinished.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][-40:] for case in CASES])
def test_plain_text_and_rows(case):
    assert report_of_text(case["text"]).complete is case["complete"]
    (one,) = taken_of_bytes(json.dumps({"text": case["text"]}).encode(), "a.jsonl", ".jsonl")
    assert one.report.complete is case["complete"]


@pytest.mark.parametrize("free, complete", [("true", True), ("false", False)])
def test_a_page_that_says_it_is_not_free_shows_a_teaser(free, complete):
    words = "Two envoys met in Riga on Friday, the ministry said. They will meet again in Tallinn in two weeks."
    about = {"@type": "NewsArticle", "headline": "Envoys meet", "isAccessibleForFree": free}
    head = f'<script type="application/ld+json">{json.dumps(about)}</script>'
    page = f"<html><head>{head}</head><body><article><h1>Envoys meet</h1><p>{words}</p><p>And: {words}</p></article></body></html>"
    assert report_of_html(page.encode()).report.complete is complete
