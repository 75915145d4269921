"""The tables of intake: a bad line is refused with its number."""

import pytest

from dateline.codes import intake_elements, intake_words
from dateline.codes.intake_words import intake_words as words
from dateline.errors import TableError


@pytest.mark.parametrize(("row", "why"), [
    ({"reason": "share", "match": "ends", "most": "3", "phrase": "a"}, "match is 'ends'"),
    ({"reason": "share", "match": "part", "most": "many", "phrase": "a"}, "most is 'many'"),
    ({"reason": "share", "match": "part", "most": "3", "phrase": "Share"}, "has capitals"),
    ({"reason": "share", "match": "part", "most": "3", "phrase": ""}, "is empty"),
    ({"reason": "a b", "match": "part", "most": "3", "phrase": "a"}, "is no word"),
])
def test_bad_furniture_is_refused(row: dict[str, str], why: str) -> None:
    with pytest.raises(TableError, match=f"furniture.tsv, line 7: .*{why}"):
        intake_words._phrase(7, row)


def test_phrases_meet_whole_words() -> None:
    assert words().furniture_of("Share this article with your friends") == "share"
    assert words().furniture_of("Shares of the bank fell on Monday.") is None
    assert words().furniture_of("Cookie makers uses cookiesheets") is None


def test_element_marks_by_whole_words() -> None:
    marks = intake_elements.element_marks()
    assert marks.of("unshared headlines") == frozenset()
    assert marks.of("storyBody") == {"body"}
    assert marks.of("wp-caption-text") == {"caption"}
