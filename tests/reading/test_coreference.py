"""Whom surnames, titles and pronouns mean within a report: the table cases/actors_coreference.yaml."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.codes.book import CodeBook
from dateline.intake.text import report_of_text
from dateline.reading.actors import find_actors
from dateline.reading.parse import parse

CODES = CodeBook()
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "actors_coreference.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:50])
def test_whom_a_mention_means(case: dict[str, Any]) -> None:
    text = case["text"]
    report = dataclasses.replace(report_of_text(text), published=case.get("day", "2019-05-05"))
    found = find_actors(report, parse(text, report.blocks), CODES)
    for words, nth, name in case["refs"]:
        start = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)][nth - 1]
        names = "+".join(sorted(a.name for a in found if a.span == (start, start + len(words))))
        assert names == (name or ""), [(text[a.span[0]:a.span[1]], a.name, a.why) for a in found]
