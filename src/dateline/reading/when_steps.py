"""Acts dated by a step from another: "sailed on Wednesday, a day after gunners shelled the island".

>>> step_back("a day", "after", "2010-11-24"), step_back("two days", "before", "2010-11-24"), step_back("hours", "after", "2010-11-24")
('2010-11-23', '2010-11-26', '2010-11-24')
"""

from datetime import date, timedelta

from dateline.reading.clauses import is_verb, predicate
from dateline.reading.parse import Sentence
from dateline.records.span import Span

NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
SAME_DAY = frozenset(("hour", "hours", "minute", "minutes", "moments", "seconds", "second"))
DAY_PREPOSITIONS = frozenset(("on", "in", "during"))
DAY = 10  # characters of a TIMEX3 day


def step_of(sentence: Sentence, token: int) -> tuple[int, str, str] | None:
    """The verb of the main clause, the distance and "after" or "before", where the act's clause hangs on it by a distance."""
    verb = token if is_verb(sentence, token) else predicate(sentence, token)
    if sentence.deps[verb] != "advcl" or not is_verb(sentence, verb):
        return None
    mark = next((c for c in sentence.childs(verb, "mark") if c < verb and sentence.words[c].lower() in ("after", "before")), None)
    if mark is None or mark == 0:
        return None
    unit = sentence.words[mark - 1].lower()
    number = sentence.words[mark - 2].lower() if mark > 1 else ""
    if unit in SAME_DAY:
        return sentence.heads[verb], unit, sentence.words[mark].lower()
    if unit in ("day", "days") and (number in NUMBERS or number.isdecimal()):
        return sentence.heads[verb], f"{number} {unit}", sentence.words[mark].lower()
    return None


def step_back(distance: str, mark: str, day: str) -> str | None:
    """The day of an act that lies `distance` before ("after" opens its clause) or behind another's day; None where it is no day."""
    if len(day) != DAY or "W" in day:
        return None
    number, _, unit = distance.partition(" ")
    if not unit:
        return day
    count = NUMBERS.get(number) or (int(number) if number.isdecimal() and len(number) < 3 else 0)
    try:
        return (date.fromisoformat(day) + timedelta(-count if mark == "after" else count)).isoformat()
    except (ValueError, OverflowError):
        return None


def with_absolute(sentence: Sentence, verb: int) -> int:
    """The verb of the main clause for one in "with .. opposing it", which shares its time; else the verb itself."""
    preposition = sentence.heads[verb]
    if sentence.deps[verb] == "pcomp" and sentence.words[preposition].lower() == "with":
        return sentence.heads[preposition]
    return verb


def time_head(sentence: Sentence, span: Span) -> int | None:
    """The token by which a time hangs in its sentence. Where the parser draws it to the noun behind ("On Monday rebels stormed ..") the
    preposition before it, left without its noun, tells whose time it is."""
    head = sentence.head_of(span)
    tokens = sentence.tokens_in(span)
    if head is None or not tokens or tokens[0] == 0 or sentence.deps[head] not in ("compound", "nmod"):
        return head
    before = tokens[0] - 1
    lone = sentence.deps[before] == "prep" and sentence.child(before, "pobj", "pcomp") is None
    return before if lone and sentence.words[before].lower() in DAY_PREPOSITIONS else head
