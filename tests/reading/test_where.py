"""Places of events: what is told with the act, not what names its people."""

from typing import Any

import pytest
from tests.reading.circumstances import actors_of, cases, mentions, parsed, places_of, token_of

from dateline.codes.locating import locating
from dateline.reading.where import homes_of, place_of


@pytest.mark.parametrize("case", cases("where"), ids=lambda c: f"{c['act']}: {c['text'][:60]}")
def test_where(case: dict[str, Any]) -> None:
    text = case["text"]
    sentence, token = token_of(parsed(text), case["act"])
    places = places_of(text, case["places"])
    found = place_of(sentence, token, mentions(places), event=case["event"], mode=case.get("mode"),
                     actors=actors_of(text, case.get("actors")), recipients=actors_of(text, case.get("recipients")), homes=homes_of(places))
    assert (found.name if found else None) == case["place"]


def test_a_place_at_home_says_so_and_points_at_words() -> None:
    text = "Polish police arrested two smugglers."
    sentence, token = token_of(parsed(text), "arrested")
    found = place_of(sentence, token, mentions(()), event="COERCE", actors=actors_of(text, {"Polish police": "POL COP"}))
    assert found is not None
    assert (found.country, found.why, found.precision) == ("POL", "place.home", "country")
    assert text[found.span[0]:found.span[1]] == "Polish police"


def test_prepositions_place_only_their_kinds() -> None:
    assert locating().within("from", "RETREAT")
    assert not locating().within("from", "REQUEST")
