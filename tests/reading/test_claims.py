"""Claims: who vouches for a happening, the outlet or a source."""

from typing import Any

import pytest
from tests.reading.circumstances import actors_of, cases, parsed, quotes_of, token_of

from dateline.codes.book import CodeBook
from dateline.codes.status import status_codes
from dateline.reading.claims import Quotes, claim_of, spoken_in


@pytest.mark.parametrize("case", cases("claims"), ids=lambda c: f"{c['act']}: {c['text'][:60]}")
def test_claims(case: dict[str, Any]) -> None:
    text = case["text"]
    sentence, token = token_of(parsed(text), case["act"])
    actors = actors_of(text, case.get("actors"))
    quotes = quotes_of(text, case.get("quotes"), actors)
    claim = claim_of(sentence, token, Quotes(quotes), CodeBook(), event=case["event"], status=case.get("status", "actual"),
                     actors=actors[:1])
    assert claim.claimed is case["claimed"], claim.why
    assert claim.claimed_by == (quotes[0].id if case.get("by") else None)


def test_the_innermost_quote_is_the_claim() -> None:
    text = "The aide said Moro had told her that rebels took the fort."
    actors = actors_of(text, {"rebels": "COD REB", "Moro": "COD GOV", "The aide": "COD GOV"})
    quotes = quotes_of(text, [{"content": "Moro had told her that rebels took the fort", "source": "The aide"},
                              {"content": "rebels took the fort", "source": "Moro"}], actors)
    sentence, token = token_of(parsed(text), "took")
    assert claim_of(sentence, token, Quotes(quotes), CodeBook(), event="ASSAULT", actors=actors[:1]).claimed_by == quotes[1].id


def test_words_that_do_the_act_are_told_from_words_that_recall_it() -> None:
    for text, word, done in (("\"This is a shameful raid,\" said Rama.", "raid", True),
                             ("\"I condemned the raid,\" said Rama.", "condemned", False)):
        actors = actors_of(text, {"Rama": "ALB GOV"})
        quotes = quotes_of(text, [{"content": text[1:text.rindex("\"")], "source": "Rama", "kind": "direct"}], actors)
        sentence, token = token_of(parsed(text), word)
        assert (spoken_in(sentence, token, Quotes(quotes), "ACCUSE", "actual", actors) is not None) is done


def test_the_outlet_itself_is_no_source() -> None:
    text = "The Globe said rebels took the fort."
    actors = actors_of(text, {"rebels": "COD REB", "The Globe": "GBR MED"})
    quotes = quotes_of(text, [{"content": "rebels took the fort", "source": "The Globe"}], actors)
    sentence, token = token_of(parsed(text), "took")
    assert claim_of(sentence, token, Quotes(quotes), CodeBook(), event="ASSAULT", actors=actors[:1], outlet="The Globe").claimed_by is None


def test_hearsay_holds_every_kind() -> None:
    assert all(status_codes().hearsay[kind] for kind in ("adverb", "modifier", "raising", "charge", "noun", "phrase", "report"))
