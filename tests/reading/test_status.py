"""Status: each case is a sentence, the word that tells the act, and whether it happened."""

from typing import Any

import pytest
from tests.reading.circumstances import cases, mentions, parsed, times_of, token_of

from dateline.codes.book import CodeBook
from dateline.codes.status import STATUSES, status_codes
from dateline.reading.status import status_of


@pytest.mark.parametrize("case", cases("status"), ids=lambda c: f"{c['act']}: {c['text'][:60]}")
def test_status(case: dict[str, Any]) -> None:
    text = case["text"]
    sentence, token = token_of(parsed(text, case.get("headline", False)), case["act"], case.get("at", 1))
    times = mentions(times_of(text, case.get("times")))
    published = str(case["published"]) if "published" in case else None
    assert status_of(sentence, token, CodeBook(), times, published)[0] == case["status"]


def test_every_status_of_the_table_is_known() -> None:
    for effect in status_codes().embedding.values():
        assert effect.status in STATUSES
        assert effect.under_not in STATUSES


def test_a_long_chain_of_governors_ends() -> None:
    text = "He " + "wants to try to begin to hope to " * 200 + "leave."
    sentence, token = token_of(parsed(text[:1400] + " leave."), "leave")
    assert status_of(sentence, token, CodeBook())[0] in ("actual", "hypothetical")
