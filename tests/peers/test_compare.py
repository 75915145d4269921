"""Setting ours against theirs: the three levels, days apart, what is told many times, and what does not depend on order."""
# ruff: noqa: E501  rows and cases written out

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codes.plover import kinds
from dateline.peers.compare import Told, compared, dyads, span_of

MUTUAL = ("CONSULT", "AGREE", "COOPERATE")


def told(event, day, dyad=("NOR", "ISL"), ref=None, last=None, quad=None):
    return Told(dyad, event in MUTUAL, event, quad or kinds()[event].quad, day, last or day, ref or f"{event} {day}")


def shown(pairs):
    return [(p.verdict, p.level, p.beside, [r for u in p.ours for r in u.refs], [r for u in p.theirs for r in u.refs]) for p in pairs]


@pytest.mark.parametrize("ours, theirs, verdicts", [
    ("COERCE", "COERCE", [("agree", "event")]), ("COERCE", "ASSAULT", [("agree", "quad")]), ("COERCE", "SUPPORT", [("agree", "dyad")])])
def test_the_three_levels_are_told_apart(ours, theirs, verdicts):
    pairs = compared([told(ours, "2019-03-04")], [told(theirs, "2019-03-04")])
    assert [(p.verdict, p.level) for p in pairs] == verdicts


@pytest.mark.parametrize("ours, theirs, level", [
    (("NOR", "ISL"), ("ISL", "NOR"), None), (("NOR", "ISL"), ("NOR", "DNK"), None), (("NOR", "ISL"), ("NOR", "ISL"), "event")])
def test_a_dyad_has_a_direction(ours, theirs, level):
    pairs = compared([told("COERCE", "2019-03-04", ours)], [told("COERCE", "2019-03-04", theirs)])
    assert pairs[0].level == level and len(pairs) == (1 if level else 2)


def test_what_is_done_together_has_no_direction():
    (pair,) = compared([told("CONSULT", "2019-03-14", ("NOR", "ISL"))], [told("CONSULT", "2019-03-14", ("ISL", "NOR"), "a"),
                                                                         told("CONSULT", "2019-03-14", ("NOR", "ISL"), "b")])
    assert pair.level == "event" and pair.theirs[0].refs == ("a", "b"), "a row each way is one meeting told twice"


@pytest.mark.parametrize("day, within, agree", [("2019-03-05", 1, True), ("2019-03-03", 1, True), ("2019-03-06", 1, False), ("2019-03-05", 0, False),
                                                ("2019-03-06", 2, True)])
def test_days_may_lie_apart_as_far_as_is_said(day, within, agree):
    pairs = compared([told("COERCE", "2019-03-04")], [told("COERCE", day)], "day", within)
    assert [p.verdict for p in pairs] == (["agree"] if agree else sorted([p.verdict for p in pairs])) and len(pairs) == (1 if agree else 2)


def test_several_days_of_ours_meet_any_day_among_them():
    (pair,) = compared([told("CONSULT", "2019-03-14", last="2019-03-16")], [told("CONSULT", "2019-03-16")], "day", 0)
    assert pair.level == "event"


@pytest.mark.parametrize("by, first, days", [("day", "2019-03-04", 1), ("week", "2019-03-04", 7), ("month", "2019-03-01", 31)])
def test_weeks_begin_on_monday_and_months_on_the_first(by, first, days):
    start, end = span_of("2019-03-06" if by != "day" else "2019-03-04", "2019-03-06" if by != "day" else "2019-03-04", by)
    assert end - start + 1 == days and start == span_of(first, first, "day")[0]


def test_each_goes_to_its_nearest_and_the_rest_joins_it():
    pairs = compared([told("COERCE", "2019-03-04"), told("COERCE", "2019-03-06")],
                     [told("COERCE", "2019-03-05", ref=1), told("COERCE", "2019-03-06", ref=2), told("COERCE", "2019-03-07", ref=3)])
    assert shown(pairs) == [("agree", "event", None, ["COERCE 2019-03-04"], [1]), ("agree", "event", None, ["COERCE 2019-03-06"], [2, 3])]


def test_a_second_kind_of_the_same_day_is_only_theirs_beside_what_agrees():
    pairs = compared([told("ASSAULT", "2019-03-04")], [told("ASSAULT", "2019-03-04"), told("COERCE", "2019-03-04"), told("AID", "2019-03-04")])
    assert [(p.verdict, p.level, p.beside) for p in pairs] == [
        ("only_theirs", None, "dyad"), ("agree", "event", None), ("only_theirs", None, "quad")]


def test_a_finer_level_takes_what_a_coarser_one_could_have_had():
    pairs = compared([told("ASSAULT", "2019-03-04"), told("COERCE", "2019-03-04")], [told("COERCE", "2019-03-04"), told("SANCTION", "2019-03-04")])
    assert sorted((p.level, p.ours[0].event, p.theirs[0].event) for p in pairs) == [
        ("event", "COERCE", "COERCE"), ("quad", "ASSAULT", "SANCTION")]


def test_rows_that_name_no_event_meet_by_quad_or_dyad():
    statement = replace(told("AGREE", "2019-03-04"), event=None, mutual=False)
    assert [p.level for p in compared([told("SUPPORT", "2019-03-04")], [statement])] == ["quad"]
    assert [p.level for p in compared([told("SUPPORT", "2019-03-04")], [replace(statement, quad=None)])] == ["dyad"]


def test_nobody_acts_on_himself_where_nobody_is_said_to_act():
    assert list(dyads(("NOR", "ISL"), ("NOR", "ISL"), True, unsaid=True)) == [("ISL", "NOR")]
    assert list(dyads(("NOR",), ("NOR",), False)) == [("NOR", "NOR")]
    assert len(list(dyads([str(i) for i in range(100)], [str(i) for i in range(100)], False))) == 400


TOLD = st.builds(lambda e, d, y, r: told(e, f"2019-03-{d:02}", y, r), st.sampled_from(["CONSULT", "COERCE", "ASSAULT", "SUPPORT"]),
                 st.integers(1, 9), st.sampled_from([("NOR", "ISL"), ("ISL", "NOR"), ("DNK", "NOR")]), st.integers(0, 1000).map(str))


@given(st.lists(TOLD, max_size=12), st.lists(TOLD, max_size=12), st.sampled_from(["day", "week", "month"]), st.integers(0, 3), st.randoms())
def test_every_unit_stands_once_and_order_does_not_matter(ours, theirs, by, within, random):
    pairs = compared(ours, theirs, by, within)
    for side, given_ in (("ours", ours), ("theirs", theirs)):
        units = [u for p in pairs for u in getattr(p, side)]
        assert len(units) == len(set(units)) and {r for u in units for r in u.refs} == {t.ref for t in given_}
    ours2, theirs2 = random.sample(ours, len(ours)), random.sample(theirs, len(theirs))
    again = compared(ours2, theirs2, by, within)
    bare = [[(p.verdict, p.level, p.beside, [(u.dyad, u.event, u.first, set(u.refs)) for u in (*p.ours, *p.theirs)]) for p in x]
            for x in (pairs, again)]
    assert bare[0] == bare[1]


@given(st.lists(TOLD, max_size=12))
def test_a_side_agrees_with_itself_on_every_event(ours):
    assert {(p.verdict, p.level) for p in compared(ours, ours, "day", 0)} <= {("agree", "event")}
