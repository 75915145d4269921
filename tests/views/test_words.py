"""Plain English for codes."""

import pytest

from dateline.views.safe import inert
from dateline.views.words import day_in_words


@pytest.mark.parametrize("value, words", [
    ("2021-06-16", "16 June 2021"), ("2021-06", "June 2021"), ("2021", "2021"),
    ("2021-W23", "week of 7 June 2021"), ("2021-W99", "2021-W99"), ("2021-13-40", "2021-13-40"),
    ("2014/..", "since 2014"), ("2021-06-14/2021-06-16", "14 June 2021 to 16 June 2021"), ("PAST_REF", "PAST_REF"), (None, "no date")])
def test_days(value, words):
    assert day_in_words(value) == words


@pytest.mark.parametrize("cell, safe", [
    ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("@SUM(A1)", "'@SUM(A1)"), ("-12.5", "-12.5"), ("- a dash", "'- a dash"), ("", ""),
    ("a=b", "a=b")])
def test_cells_that_could_be_formulas(cell, safe):
    assert inert(cell) == safe
