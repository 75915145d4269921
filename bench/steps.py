"""Milliseconds a sentence for each reading step, and the parser's share of the whole."""

import gc
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.codes.book import CodeBook
from dateline.intake.text import report_of_text
from dateline.reading.actors import find_actors
from dateline.reading.agenda import find_agenda
from dateline.reading.events import find_events
from dateline.reading.parse import parse_many
from dateline.reading.places import find_places
from dateline.reading.quotes import find_quotes
from dateline.reading.times import find_times

FILES = ("records.jsonl", "quotes-ggt.jsonl", "quotes-polnear.jsonl", "places-geovirus.jsonl")


def measure(gold: Path) -> dict[str, Any]:
    """Seconds by step over the news texts in `gold`, with the number of sentences; the first text warms everything up."""
    texts = [json.loads(line)["text"] for name in FILES if (gold / name).exists() for line in (gold / name).open(encoding="utf-8")]
    _run(texts[:3])
    gc.freeze()  # as `api` does once its tables are loaded
    return _run(texts)


def _run(texts: list[str]) -> dict[str, Any]:
    codes, spent = CodeBook(), {}

    def timed(name: str, call: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        found = call()
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - start
        return found
    reports = timed("intake", lambda: [report_of_text(t) for t in texts])
    parses = timed("parse", lambda: parse_many([(t, r.blocks) for t, r in zip(texts, reports, strict=True)]))
    for report, parse in zip(reports, parses, strict=True):
        times = timed("times", lambda: find_times(report, parse, codes))  # noqa: B023
        places = timed("places", lambda: find_places(report, parse, codes))  # noqa: B023
        actors = timed("actors", lambda: find_actors(report, parse, codes))  # noqa: B023
        quotes = timed("quotes", lambda: find_quotes(report, parse, codes, actors, places, times))  # noqa: B023
        events = timed("events", lambda: find_events(report, parse, codes, actors, places, times, quotes))  # noqa: B023
        timed("agenda", lambda: find_agenda(report, parse, codes, actors, places, times, events))  # noqa: B023
    return {"sentences": sum(len(p.sentences) for p in parses), "seconds": spent}
