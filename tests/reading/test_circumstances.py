"""Background, topics, contexts, and all circumstances asked together."""

from typing import Any

import pytest
from tests.reading.circumstances import actors_of, bounds, cases, parsed, quotes_of, report_of, span_of, times_of, token_of

from dateline.codes.book import CodeBook
from dateline.codes.contexts import context_words
from dateline.reading.background import background_of
from dateline.reading.circumstances import circumstances, setting_of
from dateline.reading.contexts import contexts_of
from dateline.reading.topics import topics_of
from dateline.records import EventDate


@pytest.mark.parametrize("case", cases("background"), ids=lambda c: f"{c['act']}: {c['text'][:60]}")
def test_background(case: dict[str, Any]) -> None:
    sentence, token = token_of(parsed(case["text"]), case["act"])
    value = str(case["date"]) if case["date"] is not None else None
    when = None
    if value is not None:
        start, end = bounds(value.removesuffix("/.."))
        when = EventDate(value=value, start=start, end=None if value.endswith("/..") else end)
    found, why = background_of(str(case["published"]), when, sentence, token, "actual", case.get("about", False))
    assert found is case["background"], why


@pytest.mark.parametrize("case", cases("topics"), ids=lambda c: f"{c['act']}: {c['text'][:60]}")
def test_topics(case: dict[str, Any]) -> None:
    text = case["text"]
    sentence, token = token_of(parsed(text), case["act"])
    taken = tuple(span_of(text, words) for words in case.get("taken", ()))
    assert [text[s:e] for s, e in topics_of(sentence, token, case["event"], taken)] == case["topics"]


@pytest.mark.parametrize(("text", "act", "context"), [
    ("Hackers stole data with ransomware.", "stole", "cyber"),
    ("The court acquitted the ex-banker.", "acquitted", "legal"),
    ("Farmers protested against the pipeline.", "protested", "natural_resource"),
    ("Austria will take in two hundred asylum seekers.", "take", "asylum"),
    ("The junta imposed martial law.", "imposed", "pro_autocracy"),
    ("The ministers signed a pact on greenhouse gas emissions.", "signed", "environment"),
])
def test_contexts(text: str, act: str, context: str) -> None:
    sentence, token = token_of(parsed(text), act)
    assert context in contexts_of(sentence, token)


def test_every_context_has_words() -> None:
    assert len({context for contexts in context_words().values() for context in contexts}) == 37


def test_words_that_do_an_act_give_it_the_day_of_their_saying() -> None:
    text = "\"The rebels must leave Goma,\" Premier Ilunga said on Monday."
    actors = actors_of(text, {"Premier Ilunga": "COD GOV"})
    said = {"content": "The rebels must leave Goma,", "source": "Premier Ilunga", "cue": "said", "kind": "direct"}
    quotes = quotes_of(text, [said], actors)
    reading = parsed(text)
    setting = setting_of(report_of(text, "2013-07-16"), reading, CodeBook(), times_of(text, {"Monday": "2013-07-15"}), (), quotes)
    sentence, token = token_of(reading, "leave")
    told = circumstances(setting, sentence, token, "REQUEST", "yield", actors=actors)
    assert (told.status, told.date.value if told.date else None, told.claim.claimed) == ("actual", "2013-07-15", False)


def test_an_own_plan_in_a_quote_stays_a_plan() -> None:
    text = "Premier Ilunga said he would sue the mine on Monday."
    actors = actors_of(text, {"he": "COD GOV", "Premier Ilunga": "COD GOV"})
    quotes = quotes_of(text, [{"content": "he would sue the mine on Monday", "source": "Premier Ilunga", "cue": "said"}], actors)
    reading = parsed(text)
    setting = setting_of(report_of(text, "2013-07-12"), reading, CodeBook(), times_of(text, {"Monday": "2013-07-15"}), (), quotes)
    sentence, token = token_of(reading, "sue")
    told = circumstances(setting, sentence, token, "ACCUSE", "allege", actors=actors[1:])
    assert (told.status, told.date.value if told.date else None, told.claim.claimed) == ("planned", "2013-07-15", False)


def test_a_threat_is_actual_though_its_deed_lies_ahead() -> None:
    text = "General Dao said his troops would shell the port."
    actors = actors_of(text, {"General Dao": "TGO MIL"})
    quotes = quotes_of(text, [{"content": "his troops would shell the port", "source": "General Dao", "cue": "said"}], actors)
    reading = parsed(text)
    setting = setting_of(report_of(text, "2013-07-12"), reading, CodeBook(), (), (), quotes)
    sentence, token = token_of(reading, "shell")
    assert circumstances(setting, sentence, token, "THREATEN", "violence", actors=actors).status == "actual"


def test_a_day_outside_the_marks_is_not_the_day_of_what_stands_inside() -> None:
    text = "Minister Roa said on Friday \"We sent them home\" and left."
    actors = actors_of(text, {"Minister Roa": "PRY GOV"})
    quotes = quotes_of(text, [{"content": "We sent them home", "source": "Minister Roa", "cue": "said", "kind": "direct"}], actors)
    reading = parsed(text)
    setting = setting_of(report_of(text, "2013-07-12"), reading, CodeBook(), times_of(text, {"Friday": "2013-07-12"}), (), quotes)
    sentence, token = token_of(reading, "sent")
    assert circumstances(setting, sentence, token, "COERCE", "deport", actors=actors).date is None
    sentence, token = token_of(reading, "said")
    told = circumstances(setting, sentence, token, "SUPPORT", actors=actors)
    assert told.date is not None and told.date.value == "2013-07-12"


def test_a_day_behind_indirect_speech_may_be_the_act_s() -> None:
    text = "Premier Kask announced he had asked for the chief's resignation Monday night."
    actors = actors_of(text, {"Premier Kask": "EST GOV"})
    said = {"content": "he had asked for the chief's resignation", "source": "Premier Kask", "cue": "announced"}
    quotes = quotes_of(text, [said], actors)
    reading = parsed(text)
    setting = setting_of(report_of(text, "2019-09-12"), reading, CodeBook(), times_of(text, {"Monday night": "2019-09-09TNI"}), (), quotes)
    sentence, token = token_of(reading, "asked")
    told = circumstances(setting, sentence, token, "REQUEST", "change", actors=actors)
    assert told.date is not None and told.date.value == "2019-09-09"


PASSAGES = [
    ("The two armies have been at odds over the valley since 2014. Chad's cabinet has also imposed sanctions on Niger.", "imposed", True),
    ("Chad closed the border on Thursday. Chad's cabinet has also imposed sanctions on Niger.", "imposed", False),
    ("In 2016 the two states signed a truce. The rebels had seized the valley.", "seized", True),
    ("In 2016 the two states signed a truce. The rebels seized the valley.", "seized", False),
]


@pytest.mark.parametrize(("text", "act", "background"), PASSAGES)
def test_what_stands_in_a_passage_that_looks_back_is_background(text: str, act: str, background: bool) -> None:
    text = "Talks ended in Lome on Wednesday. Both sides praised the host. The delegates left at once. " + text
    reading, days = parsed(text), {"Wednesday": "2021-06-02", "2014": "2014", "2016": "2016", "Thursday": "2021-06-03"}
    times = times_of(text, {word: day for word, day in days.items() if word in text})
    sentence, token = token_of(reading, act)
    told = circumstances(setting_of(report_of(text, "2021-06-04"), reading, CodeBook(), times=times), sentence, token, "SANCTION")
    assert told.background is background


def test_what_answers_the_act_of_the_sentence_before_has_its_day() -> None:
    text = "Chad's gunners shelled a village on Tuesday. Niger's army retaliated with mortars. Niger's army has bought mortars."
    reading = parsed(text)
    setting = setting_of(report_of(text, "2021-06-04"), reading, CodeBook(), times=times_of(text, {"Tuesday": "2021-06-01"}))
    days = [circumstances(setting, *token_of(reading, act), "ASSAULT").date for act in ("retaliated", "bought")]
    assert [day.value if day else None for day in days] == ["2021-06-01", None]
