"""Dates of events: the time of the act itself, not of what stands beside it."""

from typing import Any

import pytest
from tests.reading.circumstances import cases, mentions, parsed, times_of, token_of

from dateline.reading.when import ahead, date_of, day_value


@pytest.mark.parametrize("case", cases("when"), ids=lambda c: f"{c['act']}: {c['text'][:60]}")
def test_when(case: dict[str, Any]) -> None:
    text = case["text"]
    sentence, token = token_of(parsed(text), case["act"])
    times = mentions(times_of(text, {str(k): v for k, v in case["times"].items()}))
    found = date_of(sentence, token, times, case.get("status", "actual"), str(case["published"]) if "published" in case else None)
    assert (found.value if found else None) == (str(case["date"]) if case["date"] is not None else None)


def test_an_interval_has_the_first_and_the_last_day() -> None:
    text = "Dockers struck from 3 May to 5 May."
    sentence, token = token_of(parsed(text), "struck")
    found = date_of(sentence, token, mentions(times_of(text, {"3 May": "2021-05-03", "5 May": "2021-05-05"})))
    assert found is not None
    assert (found.start, found.end, found.span) == ("2021-05-03", "2021-05-05", (20, 34))


def test_only_a_day_after_publication_is_ahead() -> None:
    day, = times_of("He left on 3 May.", {"3 May": "2021-05-03"})
    assert ahead(day, "2021-05-02")
    assert not ahead(day, "2021-05-03")


@pytest.mark.parametrize(("value", "day"), [("2021-06-04T09:00", "2021-06-04"), ("PRESENT_REF", None), ("P3D", None), ("2021", "2021"),
                                            ("2021-W23", "2021-W23"), ("XXXX-05", None), ("2014/..", "2014/..")])
def test_values_that_name_a_date(value: str, day: str | None) -> None:
    assert day_value(value) == day
