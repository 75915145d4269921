"""Background: what a report recalls rather than tells as its news.

>>> background_of("2021-06-04", EventDate(value="2014/..", start="2014-01-01"))
(True, 'background.since')
>>> background_of("2021-06-04", EventDate(value="2021-06-03", start="2021-06-03", end="2021-06-03"))
(False, 'background.recent')
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from dateline.codes.timing import recalling
from dateline.reading.clauses import auxiliaries, clause_tokens, governor, is_verb, predicate
from dateline.reading.parse import Sentence
from dateline.records import EventDate
from dateline.records.event import Status

LENGTH_OF_DAY = 10  # of an ISO day; a week, month or year has another
OLD = timedelta(days=7)
BESIDE = frozenset(["also", "previously", "already", "earlier", "repeatedly", "long", "once", "again", "since", "then", "twice"])
SPELLS = frozenset(["week", "month", "year", "decade", "century"])


def background_of(published: str | None, when: EventDate | None, sentence: Sentence | None = None, token: int | None = None,
                  status: Status = "actual", about: bool = False, passage: Callable[[], bool] = lambda: False) -> tuple[bool, str]:
    """Whether the act is recalled: told as more than a week older than the report, or undated and recalled by its words.

    `about` says that the report is about this act (it is told in the headline or the opening): an undated one is then no background.
    `passage` tells whether the sentences before it look back: see `recalls`.
    """
    if when is not None and published is not None:
        return _by_date(published, when)
    if sentence is not None and token is not None and _spell_of(sentence, token):
        return True, "background.spell"
    if about:
        return False, "background.news"
    if status == "planned" or sentence is None or token is None:
        return False, "background.none"
    told, why = _by_words(sentence, token)
    if not told and status == "actual" and _perfect(sentence, token) and passage():
        return True, "background.passage"
    return told, why


def recalls(published: str | None, days: Sequence[Sequence[str | None]]) -> bool:
    """Whether a passage looks back: of its sentences, the nearest first, the first that tells a day tells only old ones.

    >>> recalls("2021-06-04", [[], ["2014-12-31"], ["2021-06-03"]]), recalls("2021-06-04", [[], ["2021-06-03"], ["2014-12-31"]])
    (True, False)
    """
    nearest = next((told for told in days if told), ())
    return published is not None and bool(nearest) and all(_older(day, published) for day in nearest)


def _perfect(sentence: Sentence, token: int) -> bool:
    """Whether an act is told as done by now ("has also imposed", "had agreed") or beside the news ("also signed")."""
    verb = predicate(sentence, token)
    helping = {sentence.words[a].lower() for a in auxiliaries(sentence, verb)}
    beside = any(sentence.words[c].lower() in BESIDE for c in sentence.children[verb])
    return is_verb(sentence, verb) and sentence.tags[verb] in ("VBN", "VBD") and (
        "had" in helping or (beside and (bool(helping & {"has", "have", "’ve", "'ve"}) or sentence.tags[verb] == "VBD")))


def _by_date(published: str, when: EventDate) -> tuple[bool, str]:
    if when.value.endswith("/.."):
        return (True, "background.since") if _older(when.start, published) else (False, "background.recent")
    if len(when.value) != LENGTH_OF_DAY and "/" not in when.value and (when.end or "9") < published[:10] and _older(when.start, published):
        return True, "background.week-or-month"
    return (True, "background.older") if _older(when.end or when.start, published) else (False, "background.recent")


def _older(day: str | None, published: str) -> bool:
    try:
        return day is not None and date.fromisoformat(published[:10]) - date.fromisoformat(day[:10]) > OLD
    except ValueError:
        return False


def _by_words(sentence: Sentence, token: int) -> tuple[bool, str]:
    verb = predicate(sentence, token)
    first, last = min(token, verb), max(token, verb)
    clause = clause_tokens(sentence, verb)
    told = " ".join(sentence.words[at] for at in clause if first - 15 <= at <= last + 15).lower()
    found = recalling().search(told)
    if found:
        return True, f"background.{found.group().replace(' ', '-')}"
    had = any(sentence.words[a].lower() == "had" for a in auxiliaries(sentence, verb))
    if had and is_verb(sentence, verb) and sentence.deps[verb] == "relcl":
        return True, "background.had-relative"
    return False, "background.none"


def _spell_of(sentence: Sentence, token: int) -> bool:
    """"weeks of protests", "after years of war", "a decade of fighting"."""
    head = governor(sentence, token)
    spell = token if sentence.lemmas[token].lower() in SPELLS else head
    return spell is not None and sentence.lemmas[spell].lower() in SPELLS and any(
        sentence.words[c].lower() == "of" for c in sentence.childs(spell, "prep"))
