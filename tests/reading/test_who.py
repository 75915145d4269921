"""Who a mention means: the table cases/who.yaml, and what must hold for any text."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.codes.book import CodeBook
from dateline.reading.times_calendar import bounds
from dateline.reading.who import as_of, as_then, countries_in, find_who
from dateline.records import Actor, Report

CODES = CodeBook()
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "who.yaml").read_text(encoding="utf-8"))


def on_day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['mention']} {c['day']}")
def test_who_a_mention_means(case: dict[str, Any]) -> None:
    found = find_who(case["mention"], case.get("context"), on_day(case["day"]), CODES)
    for field in ("name", "country", "sector", "office", "last_known"):
        if field in case:
            told = getattr(found, field, None)
            assert (told if told is not None else "") == case[field], f"{field} of {found}"


@pytest.mark.parametrize("mention", ["", "   ", "the", "of", "'s", "-", "purple monkeys dishwasher", "on Tuesday"])
def test_nothing_is_made_of_nothing(mention: str) -> None:
    assert find_who(mention, None, date(2020, 1, 1), CODES) is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_text_is_answered_or_not(mention: str, on: date) -> None:
    found = find_who(mention, mention, on, CODES)
    assert found is None or isinstance(found, Actor)


def test_a_long_mention_is_cheap() -> None:
    assert find_who("President of the United States of America " * 20_000, None, date(2020, 1, 1), CODES) is not None


def test_the_same_mention_at_an_events_date() -> None:
    today = find_who("Bill Clinton", None, date(2019, 12, 18), CODES)
    assert today is not None and today.sector == "ELI"
    then = as_of(today, date(1998, 12, 19), CODES)
    assert (then.name, then.country, then.sector, then.office) == ("Bill Clinton", "USA", "GOV", "President")
    assert then.span == today.span


def test_who_has_no_office_stays_as_it_is() -> None:
    police = find_who("Lima police", None, date(2019, 12, 18), CODES)
    assert police is not None
    assert as_of(police, date(1998, 12, 19), CODES) == police


def test_countries_of_a_context_by_how_often_they_are_told() -> None:
    text = "Ankara and Damascus blamed each other. Turkey closed the border; Turkish troops stayed in Syria."
    assert countries_in(text, "2019-10-10") == ("TUR", "SYR")


HELD = [  # who, the day of the report, the days of what they said or did, the sector that they had then
    ("Donald Trump", "2021-06-04", "2017", "GOV"),
    ("Donald Trump", "2021-06-04", "2021-03", "ELI"),
    ("Angela Merkel", "2023-02-01", "2015-09", "GOV"),
    ("Angela Merkel", "2023-02-01", "2023-03", "ELI"),  # ahead of the report: nobody knows who will hold what
]


@pytest.mark.parametrize(("name", "published", "said", "sector"), HELD)
def test_the_office_is_that_of_the_day(name: str, published: str, said: str, sector: str) -> None:
    codes = CodeBook()
    now = find_who(name, None, date.fromisoformat(published), codes)
    assert now is not None
    report = Report(id="r", sha256="", published=published, blocks=())
    assert as_then((now,), bounds(said), report, codes)[0].sector == sector
