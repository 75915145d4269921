"""Books for the tests: filled from hand-made findings, or from the example reports."""

import hashlib
from pathlib import Path

import pytest

from dateline.book.store import Store
from dateline.records import Actor, Event, EventDate, Place, Quote, Report
from dateline.records.report import report_id

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"
NOW = "2026-01-01T00:00:00+00:00"
TEXT = "Norway freed the crew on Friday in Oslo. Hagen said it was right.\nIceland thanked Norway."


def a_report(text=TEXT, outlet="Oslo Courier", published="2019-03-08", **more):
    return Report(id=report_id(outlet, None, text), sha256=hashlib.sha256(text.encode()).hexdigest(), outlet=outlet,
                  title="Norway frees crew", published=published, published_from="given", language="en", **more)


def some_findings(report):
    """An event with its date and place, a quote, and an event that is only claimed."""
    base = {"report": report.id, "why": "by hand", "codes": "c1", "doubt": 0.2}
    norway = Actor(**base, sentence=(0, 40), span=(0, 6), name="Norway", country="NOR", sector="GOV")
    hagen = Actor(**base, sentence=(41, 65), span=(41, 46), name="Solveig Hagen", country="NOR", sector="GOV")
    iceland = Actor(**base, sentence=(66, 89), span=(66, 73), name="Iceland", country="ISL", sector="GOV")
    oslo = Place(**base, sentence=(0, 40), span=(35, 39), name="Oslo", country="NOR", precision="city")
    day = EventDate(value="2019-03-08", start="2019-03-08", end="2019-03-08", span=(25, 31))
    return [norway, hagen, iceland, oslo,
            Event(**base, sentence=(0, 40), event="RETREAT", mode="release", anchor=((7, 12),), actor=(norway,), date=day, place=oslo),
            Quote(**base, sentence=(41, 65), kind="indirect", content=((52, 64),), source=((41, 46),), cue=((47, 51),), speaker=hagen),
            Event(**base, sentence=(66, 89), event="SUPPORT", anchor=((74, 81),), actor=(iceland,), recipient=(norway,), claimed=True)]


def add(store, report, text=TEXT, findings=None):
    raw = text.encode()
    found = some_findings(report) if findings is None else findings
    return store.add(raw, hashlib.sha256(raw).hexdigest(), "", "a.txt", text, report.to_dict(), [f.to_dict() for f in found],
                     "c1", "test", NOW)


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "news.db")
    yield opened
    opened.close()


@pytest.fixture
def filled(store):
    """A book with one report, three events and quotes."""
    add(store, a_report())
    return store
