"""Pairs of events that are one, and pairs that only look it."""

import pytest

from dateline.joining.alike import alike
from dateline.joining.told import told
from dateline.records import Actor, Event, EventDate, Figure, Place


def tell(report, sentence, kind, actor=(), recipient=(), day=None, place=None, killed=None, published="2020-05-05", around="", **more):
    """One event of one report, from short forms: "name|country|sector", "town|country"."""
    base = {"report": report, "sentence": (0, len(sentence)), "why": "by hand"}

    def who(names):
        return tuple(Actor(**base, span=(0, 1), name=n, country=c or None, sector=s) for n, c, s in (a.split("|") for a in names))
    event, _, mode = kind.partition(" ")
    where = Place(**base, span=(0, 1), name=place.split("|")[0], country=place.split("|")[1], precision="city") if place else None
    figures = (Figure(what="killed", low=killed, high=killed, span=(0, 1)),) if killed else ()
    date = EventDate(value=day, start=day, end=day) if day else None
    made = Event(**base, event=event, mode=mode or None, anchor=((0, 1),), actor=who(actor), recipient=who(recipient), date=date,
                 place=where, figures=figures, **more)
    return told(made, published, sentence, "", around)


REBELS, PEOPLE = ["rebels|YEM|REB"], ["people|YEM|CVL"]
SHELLING = ("Shells killed four people in a market in Aden on Monday.", "ASSAULT", REBELS, PEOPLE, "2020-05-04")


@pytest.mark.parametrize("sentence, kind, actor, recipient, day, more, same", [
    ("Four people died when shells hit a market in Aden on Monday.", "ASSAULT", REBELS, ["four people|YEM|CVL"], "2020-05-04", {}, True),
    ("Shells hit a market in Aden.", "ASSAULT heavy-weapons", REBELS, PEOPLE, "2020-05-04", {"place": "Aden|YEM"}, True),
    ("Shells killed four people in a market in Aden on Monday.", "ASSAULT", REBELS, PEOPLE, "2020-05-11", {}, False),
    ("Shells killed four people in a market on Monday.", "ASSAULT", ["rebels|SDN|REB"], ["people|SDN|CVL"], "2020-05-04", {}, False),
    ("A sniper wounded a nurse on Monday.", "ASSAULT firearms", REBELS, PEOPLE, "2020-05-04", {}, False),
    ("Shells killed four people in a market in Aden on Monday.", "COERCE", REBELS, PEOPLE, "2020-05-04", {}, False),
    ("Shells might hit a market in Aden.", "ASSAULT", REBELS, PEOPLE, None, {"status": "hypothetical"}, False),
    ("No shells hit a market in Aden on Monday, rebels said.", "ASSAULT", REBELS, PEOPLE, "2020-05-04",
     {"status": "negated"}, True)])
def test_an_event_is_another_only_where_something_says_so(sentence, kind, actor, recipient, day, more, same):
    one, two = tell("r1", *SHELLING), tell("r2", sentence, kind, actor, recipient, day, **more)
    assert alike(one, two).same is same
    assert alike(one, two) == alike(two, one)


def test_two_persons_of_one_state_are_two_but_a_state_stands_for_its_minister():
    minister = tell("r1", "Ada Lind met her guest in Oslo on Monday.", "CONSULT", ["Ada Lind|NOR|GOV"], ["Per Holm|SWE|GOV"], "2020-05-04")
    state = tell("r2", "Norway and Sweden met.", "CONSULT", ["Norway|NOR|GOV"], ["Sweden|SWE|GOV"], "2020-05-04", place="Oslo|NOR")
    other = tell("r3", "Kai Berg met a guest in Oslo on Monday.", "CONSULT", ["Kai Berg|NOR|GOV"], ["Per Holm|SWE|GOV"], "2020-05-04")
    turned = tell("r4", "Per Holm met Ada Lind in Oslo on Monday.", "CONSULT", ["Per Holm|SWE|GOV"], ["Ada Lind|NOR|GOV"], "2020-05-04")
    assert alike(minister, state).score > 0 and not alike(minister, state).apart
    assert alike(minister, turned).same
    assert not alike(minister, other).same


def test_what_is_dated_widely_is_loose_and_found_in_its_stretch():
    news = tell("r1", "The president called the king a killer.", "ACCUSE", ["Norland|NOR|GOV"], ["Sudland|SWE|GOV"], "2020-03-17",
                published="2020-03-17")
    recalled = tell("r2", "In March the president called the king a killer.", "ACCUSE", ["Norland|NOR|GOV"], ["Sudland|SWE|GOV"],
                    background=True, published="2020-06-04", day="2020-03-17")
    assert recalled.loose and not news.loose
    assert news.asks_for & recalled.held_under and recalled.asks_for & news.held_under
    assert alike(news, recalled).same


def test_the_sentences_around_tell_the_town_that_a_sentence_leaves_out():
    seized = ("COERCE arrest", ["police|YEM|COP"], ["weavers|YEM|LAB"])
    one = tell("r1", "Police arrested forty weavers in Aden on Monday.", *seized, "2020-05-04", "Aden|YEM")
    near = tell("r2", "Officers led off the weavers.", *seized, around="Weavers marched through Aden against a tax.")
    far = tell("r3", "Officers led off the weavers.", *seized, around="Weavers marched through Taiz against a tax.")
    assert alike(one, near).same and not alike(one, far).same


def test_a_counted_party_is_the_party_itself():
    one = tell("r1", "Police held 66 weavers in Aden on Monday.", "COERCE arrest", ["riot police|YEM|COP"],
               ["66 weavers|YEM|LAB"], "2020-05-04")
    two = tell("r2", "Police in Aden held at least 103 weavers on Monday.", "COERCE arrest", ["police|YEM|COP"],
               ["at least 103 weavers|YEM|LAB"], "2020-05-04")
    assert alike(one, two).same


def test_two_towns_of_one_day_are_two_blows_but_as_many_dead_of_one_patrol_tell_of_one():
    blow = ("ASSAULT firearms", REBELS, ["army patrol|YEM|MIL"], "2020-05-04")
    one = tell("r1", "Rebels shot seven soldiers of an army patrol near Aden on Monday.", *blow, "Aden|YEM", 7)
    same = tell("r2", "Seven men of an army patrol were gunned down near Taiz on Monday.", *blow, "Taiz|YEM", 7)
    other = tell("r3", "Three men of an army patrol were gunned down near Taiz on Monday.", *blow, "Taiz|YEM", 3)
    assert alike(one, same).same and not alike(one, other).same
