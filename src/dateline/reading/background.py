"""Background: what a report recalls rather than tells as its news.

>>> background_of("2021-06-04", EventDate(value="2014/..", start="2014-01-01"))
(True, 'background.since')
>>> background_of("2021-06-04", EventDate(value="2021-06-03", start="2021-06-03", end="2021-06-03"))
(False, 'background.recent')
"""

from datetime import date, timedelta

from dateline.reading.clauses import auxiliaries, governor, is_verb, predicate
from dateline.reading.parse import Sentence
from dateline.records import EventDate
from dateline.records.event import Status

OLD = timedelta(days=7)
RECALLING = frozenset("previously formerly earlier once historically traditionally then repeatedly".split())
PAST_PHRASES = ("at the time", "in the past", "back then", "years ago", "year ago", "decades ago", "months ago", "weeks ago", "in recent years",
                "over the years", "for years", "for decades", "in recent months", "the last time", "for months", "long-running", "long-standing",
                "decades of", "years of", "months of", "weeks of")


def background_of(published: str | None, when: EventDate | None, sentence: Sentence | None = None, token: int | None = None,
                  status: Status = "actual", about: bool = False) -> tuple[bool, str]:
    """Whether the act is recalled: told as more than a week older than the report, or undated and recalled by its words.

    `about` says that the report is about this act (it is told in the headline or the opening): then it is no background.
    """
    if about and not (when and when.value.endswith("/..")):
        return False, "background.news"
    if when is not None and published is not None:
        return _by_date(published, when)
    if status == "planned" or sentence is None or token is None:
        return False, "background.none"
    return _by_words(sentence, token)


def _by_date(published: str, when: EventDate) -> tuple[bool, str]:
    if when.value.endswith("/.."):
        return (True, "background.since") if _older(when.start, published) else (False, "background.recent")
    return (True, "background.older") if _older(when.end or when.start, published) else (False, "background.recent")


def _older(day: str | None, published: str) -> bool:
    try:
        return day is not None and date.fromisoformat(published[:10]) - date.fromisoformat(day[:10]) > OLD
    except ValueError:
        return False


def _by_words(sentence: Sentence, token: int) -> tuple[bool, str]:
    verb = predicate(sentence, token)
    for child in sentence.childs(verb, "advmod"):
        if sentence.words[child].lower() in RECALLING and sentence.words[child].lower() not in ("then", "repeatedly", "once"):
            return True, f"background.{sentence.words[child].lower()}"
    told = " ".join(sentence.words[max(0, min(token, verb) - 12):max(token, verb) + 13]).lower()
    for phrase in PAST_PHRASES:
        if phrase in told:
            return True, f"background.{phrase.replace(' ', '-')}"
    if is_verb(sentence, verb) and any(sentence.words[a].lower() in ("had", "'d") for a in auxiliaries(sentence, verb)) \
            and sentence.deps[verb] == "relcl":
        return True, "background.had-relative"
    above = governor(sentence, token)
    if above is not None and sentence.words[above].lower() in ("former", "ex"):
        return True, "background.former"
    return False, "background.none"
