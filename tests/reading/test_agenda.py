"""The agenda: what is to come, one item an occasion."""

from dataclasses import replace
from typing import Any

import pytest
from tests.reading.circumstances import actors_of, cases, parsed, places_of, report_of, span_of, times_of

from dateline.codes.agenda import agenda_words
from dateline.codes.book import CodeBook
from dateline.reading.agenda import find_agenda
from dateline.records import Event, EventDate


@pytest.mark.parametrize("case", cases("agenda"), ids=lambda c: c["text"][:70])
def test_agenda(case: dict[str, Any]) -> None:
    text = case["text"]
    times = times_of(text, {str(k): v for k, v in case["times"].items()})
    items = find_agenda(report_of(text, str(case["published"])), parsed(text), CodeBook(), actors_of(text, case["actors"]),
                        places_of(text, case.get("places")), times, ())
    assert [(i.when, sorted({w.country for w in i.who if w.country})) for i in items] == [(str(i["when"]), i["who"]) for i in case["items"]]
    for item, wanted in zip(items, case["items"], strict=True):
        assert wanted["what"] in item.what


def planned(text: str, words: str, value: str, start: str, **more: Any) -> Event:
    return Event(report="r0", sentence=(0, len(text)), why="case", event="CONSULT", anchor=(span_of(text, words),), status="planned",
                 date=EventDate(value=value, start=start, end=start),
                 actor=actors_of(text, {"Putin": "RUS GOV", "Biden": "USA GOV"}), **more)


TOLD = ("Putin will meet Biden on 16 June. The summit on 16 June between Putin and Biden is the first. "
        "The talks will focus on arms control and grain.")


def test_a_meeting_told_twice_is_one_item_with_the_topics_told_later() -> None:
    event = planned(TOLD, "meet", "2021-06-16", "2021-06-16")
    times = times_of(TOLD, {"16 June": "2021-06-16"})
    items = find_agenda(report_of(TOLD, "2021-06-04"), parsed(TOLD), CodeBook(), event.actor, (), times, (event,))
    assert [(i.event, i.when) for i in items] == [(event.id, "2021-06-16")]
    assert [TOLD[s:e] for s, e in items[0].topics] == ["arms control", "grain"]


def test_an_event_of_the_past_is_on_no_agenda() -> None:
    event = planned(TOLD, "meet", "2021-06-01", "2021-06-01")
    assert find_agenda(report_of(TOLD, "2021-06-04"), parsed(TOLD), CodeBook(), event.actor, (), (), (event,)) == ()


def test_without_a_day_of_publication_nothing_is_ahead() -> None:
    event = planned(TOLD, "meet", "2021-06-16", "2021-06-16")
    assert find_agenda(report_of(TOLD), parsed(TOLD), CodeBook(), event.actor, (), (), (event,)) == ()


def test_occasions_by_noun_and_by_verb() -> None:
    assert agenda_words().nouns["run-off"].kind == "election"
    found = agenda_words().verb("appear", frozenset({"court"}))
    assert found is not None and found.kind == "hearing"
    assert agenda_words().verb("appear", frozenset({"stage"})) is None


def test_a_meeting_first_told_without_its_day_is_linked_to_its_item() -> None:
    text = "Putin is preparing for a meeting with Biden. At a summit in Geneva on 16 June, Biden and Putin will talk about arms."
    parties = actors_of(text, {"Putin": "RUS GOV", "Biden": "USA GOV"})
    event = Event(report="r0", sentence=(0, 44), why="case", event="CONSULT", anchor=(span_of(text, "meeting"),), status="planned",
                  actor=parties)
    later = tuple(replace(a, span=span_of(text, f"{a.name}{tail}")) for a, tail in zip(parties, (" will", " and"), strict=True))
    items = find_agenda(report_of(text, "2021-06-04"), parsed(text), CodeBook(), (*parties, *later), (),
                        times_of(text, {"16 June": "2021-06-16"}), (event,))
    assert [(i.event, i.when) for i in items] == [(event.id, "2021-06-16")]
