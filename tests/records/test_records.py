"""Records: what they refuse, their ids, and the way to plain data and back."""

import json
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError, RecordError, SpanError
from dateline.records import Actor, Agenda, Event, EventDate, Finding, Place, Quote, Reading, Report, Time
from dateline.records.plain import hints
from dateline.records.report import report_id, text_hash

KINDS = [Actor, Agenda, Event, Place, Quote, Time]
SPANS = st.tuples(st.integers(0, 500), st.integers(1, 80)).map(lambda p: (p[0], p[0] + p[1]))


def values(hint: Any, name: str = "") -> st.SearchStrategy[Any]:
    """Values that a field's type hint allows."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint == tuple[int, int]:
        return SPANS
    if origin is tuple:
        return st.lists(values(arguments[0]), min_size=1 if name in ("content", "anchor") else 0, max_size=3).map(tuple)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is Union or "UnionType" in type(hint).__name__:
        return st.none() | values(next(a for a in arguments if a is not type(None)))
    if hint is float:
        return st.floats(0, 1)
    if hint in (int, bool, str):
        return {int: st.integers(0, 9), bool: st.booleans(), str: st.text(max_size=9)}[hint]
    return records(hint)


def records(cls: type) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: st.builds(cls, **{n: values(h, n) for n, h in hints(cls).items() if n not in ("kind_of_record",)}))


@pytest.mark.parametrize("cls", KINDS, ids=lambda c: c.__name__)
def test_a_record_survives_the_way_to_json_and_back(cls):
    @given(records(cls))
    def round_trip(record):
        data = json.loads(json.dumps(record.to_dict()))
        assert cls.from_dict(data) == record
        assert data["id"] == cls.from_dict(data).id
        assert list(data)[:2] == ["type", "id"]
    round_trip()


def test_a_report_survives_the_way_to_json_and_back():
    @given(records(Report))
    def round_trip(report):
        assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report
    round_trip()


TIME = {"report": "r1", "sentence": (0, 40), "why": "rule", "span": (3, 9), "timex": "DATE", "value": "2021"}


@pytest.mark.parametrize("change, error", [
    ({"span": (9, 3)}, SpanError), ({"span": (-1, 3)}, SpanError), ({"span": (4, 4)}, SpanError),
    ({"sentence": (5, 1)}, SpanError), ({"doubt": 1.5}, RecordError), ({"doubt": -0.1}, RecordError)])
def test_a_finding_with_a_bad_span_or_doubt_does_not_come_into_being(change, error):
    with pytest.raises(error):
        Time(**{**TIME, **change})


def test_an_event_without_an_anchor_does_not_exist():
    with pytest.raises(SpanError, match="without a span"):
        Event(report="r1", sentence=(0, 5), why="rule", event="CONSULT", anchor=())


@pytest.mark.parametrize("data, says", [
    ({**TIME, "colour": "red"}, "no field colour"), ({**TIME, "timex": "WEEK"}, "not allowed here"),
    ({**TIME, "value": 7}, "is no str"), ({**TIME, "span": 3}, "is no list"), ({**TIME, "span": [1, 2, 3]}, "3 parts"),
    ({k: v for k, v in TIME.items() if k != "value"}, "missing"), ("text", "no object")])
def test_plain_data_that_fits_no_record_is_refused_with_the_reason(data, says):
    with pytest.raises(DatelineError, match=says):
        Time.from_dict(data)


def test_an_id_rests_on_the_report_and_the_spans_alone():
    time = Time(**TIME)
    assert Time(**{**TIME, "value": "2022", "why": "other"}).id == time.id
    assert len({time.id, Time(**{**TIME, "span": (3, 8)}).id, Time(**{**TIME, "report": "r2"}).id,
                Time(**{**TIME, "ordinal": 1}).id}) == 4
    assert time.id[0] == "t" and len(time.id) == 17


def test_a_reading_refuses_findings_outside_its_text():
    report = Report(id=report_id(None, None, "short"), sha256=text_hash("short"))
    with pytest.raises(SpanError, match="a text of 5 characters"):
        Reading(report=report, text="short", times=(Time(**TIME),))


def test_parts_of_records_say_what_is_wrong_with_them():
    assert EventDate.from_dict({"value": "2014/..", "span": [1, 5]}).span == (1, 5)
    with pytest.raises(RecordError):
        EventDate.from_dict({"value": None})


def test_every_kind_of_finding_names_itself():
    assert {c.kind_of_record for c in KINDS} == {"actor", "agenda", "event", "place", "quote", "time"}
    assert all(issubclass(c, Finding) for c in KINDS)
