"""Figures: what is counted, with bounds."""

from typing import Any

import pytest
from tests.reading.circumstances import cases, parsed, token_of

from dateline.codes.figures import figure_words
from dateline.reading.figures import MOST, figures_of


@pytest.mark.parametrize("case", cases("figures"), ids=lambda c: c["text"][:60])
def test_figures(case: dict[str, Any]) -> None:
    sentence, token = token_of(parsed(case["text"]), case["act"])
    assert [[f.what, f.low, f.high] for f in figures_of(sentence, token)] == case["figures"]


def test_a_figure_points_at_its_words() -> None:
    text = "Norway will send at least 200 troops to Mali."
    sentence, token = token_of(parsed(text), "send")
    figure, = figures_of(sentence, token)
    assert text[figure.span[0]:figure.span[1]] == "at least 200"


def test_a_list_of_numbers_is_cut() -> None:
    text = "The raid killed " + ", ".join(f"{n} men" for n in range(2, 60)) + "."
    sentence, token = token_of(parsed(text), "raid")
    assert len(figures_of(sentence, token)) <= MOST


def test_words_that_leave_a_bound_open() -> None:
    assert figure_words().bounds["up to"] == "most"
    assert figure_words().bounds["no fewer than"] == "least"
