"""When an event happened: the time told in its own clause, or plainly for it in the sentence; never the publication date for want of one.

>>> from dateline.records import Report, Time
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Kenya withdrew its troops on 3 May 2019, officials said on Friday."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> day = Time(report="r0", sentence=sentence.span, why="example", span=(29, 39), timex="DATE", value="2019-05-03", start="2019-05-03", end="2019-05-03")
>>> friday = Time(report="r0", sentence=sentence.span, why="example", span=(59, 65), timex="DATE", value="2019-05-10", start="2019-05-10", end="2019-05-10")
>>> date_of(sentence, sentence.words.index("withdrew"), Mentions((day, friday))).value
'2019-05-03'
"""

import re

from dateline.reading.clauses import CLAUSAL, governor, is_verb, predicate, shares, under
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Sentence
from dateline.records import EventDate, Time
from dateline.records.event import Status

DATED = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d|Q\d|H\d|SP|SU|FA|AU|WI))?")
OPEN = frozenset(("since",))
TIMELESS = frozenset("of by per under".split())  # prepositions that do not say when
LIGHT = frozenset("hold have conduct launch mount stage impose sign reach conclude open make give take undertake carry begin start"
                  " resume schedule plan set occur happen convene be call cancel postpone move due end follow kick".split())


def date_of(sentence: Sentence, token: int, times: Mentions[Time], status: Status = "actual", published: str | None = None) -> EventDate | None:
    """The date of the act whose head word is `token`: from its own noun phrase, its clause, or what the sentence opens with."""
    near = [t for t in times.at(sentence.span) if _usable(t)]
    if not near:
        return None
    ranked = sorted(((rank, i) for i, t in enumerate(near) if (rank := _rank(sentence, token, t, status, published)) is not None))
    if not ranked:
        return None
    best = [near[i] for rank, i in ranked if rank == ranked[0][0]]
    return _event_date(sentence, best)


def clause_times(sentence: Sentence, token: int, times: Mentions[Time]) -> tuple[Time, ...]:
    """The times that belong to the act's own phrase or clause."""
    return tuple(t for t in times.at(sentence.span) if _usable(t) and (_rank(sentence, token, t, "planned", None) or 9) <= 2)


def ahead(time: Time, published: str) -> bool:
    """Whether a time lies wholly after a day."""
    return time.start is not None and time.start > published[:10]


def _usable(time: Time) -> bool:
    return time.timex in ("DATE", "TIME") and day_value(time.value) is not None


def day_value(value: str) -> str | None:
    """The date of a TIMEX3 value without its time of day, EDTF intervals as they are; None where it names no date.

    >>> day_value("2021-06-04T09:00"), day_value("PAST_REF"), day_value("2014/..")
    ('2021-06-04', None, '2014/..')
    """
    if "/" in value:
        first, last = value.split("/", 1)
        return value if DATED.fullmatch(first) and (last == ".." or DATED.fullmatch(last)) else None
    day = value.split("T")[0]
    return day if DATED.fullmatch(day) else None


def _rank(sentence: Sentence, token: int, time: Time, status: Status, published: str | None) -> int | None:
    """How a time hangs on an act: 1 in its noun phrase, 2 in its clause, 3 opening a clause it shares, 4 plainly the sentence's."""
    head = sentence.head_of(time.span)
    if head is None:
        return None
    if _inside(sentence, head, token):
        return 1
    verb, its = predicate(sentence, token), predicate(sentence, head)
    if token != verb and not is_verb(sentence, token):
        return _noun_rank(sentence, token, head, verb, its, time, status, published)
    if its == token or its == verb:
        return None if _of_other_noun(sentence, head, verb) else 2
    return _shared(sentence, verb, its, head)


def _inside(sentence: Sentence, head: int, token: int) -> bool:
    """Whether a time stands in the phrase of the noun `token` with no clause between ("last week's protests", "the 2006 coup")."""
    if is_verb(sentence, token):
        return False
    at = head
    while sentence.heads[at] != at:
        if at == token:
            return True
        if sentence.deps[at] in CLAUSAL and is_verb(sentence, at):
            return False
        if at != head and sentence.pos[at] in ("NOUN", "PROPN") and sentence.deps[at] in ("pobj", "conj", "appos") and at != token \
                and sentence.lemmas[sentence.heads[at]].lower() not in ("on", "in", "at", "during", "since", "from", "for", "until"):
            return False
        at = sentence.heads[at]
    return at == token


def _of_other_noun(sentence: Sentence, head: int, verb: int) -> bool:
    """Whether a time belongs to another noun of the clause ("condemned Monday's raid", "the 2015 deal", "the war of 1999")."""
    at, previous = sentence.heads[head], head
    while at != verb and sentence.heads[at] != at:
        if sentence.pos[at] in ("NOUN", "PROPN") and sentence.deps[previous] in ("poss", "compound", "nmod", "amod", "nummod", "prep", "npadvmod", "appos", "acl") \
                and at not in range(min(head, previous), head + 1) and not _time_noun(sentence, at):
            return True
        previous, at = at, sentence.heads[at]
    return False


def _time_noun(sentence: Sentence, token: int) -> bool:
    return sentence.lemmas[token].lower() in TIME_NOUNS


TIME_NOUNS = frozenset("morning evening afternoon night day week month year hour end beginning start middle eve weekend dawn midnight noon"
                       " january february march april may june july august september october november december monday tuesday wednesday"
                       " thursday friday saturday sunday time spring summer autumn fall winter date part".split())


def _noun_rank(sentence: Sentence, token: int, head: int, verb: int, its: int, time: Time, status: Status, published: str | None) -> int | None:
    """A noun's time may hang on its verb: a light verb's is the noun's ("held talks on Monday"), others only where the tense fits."""
    above = governor(sentence, token)
    if its != verb:
        return _shared(sentence, verb, its, head) if above is not None and sentence.lemmas[verb].lower() in LIGHT else None
    if _of_other_noun(sentence, head, verb):
        return None
    if sentence.lemmas[verb].lower() in LIGHT and under(sentence, token) in ("obj", "subj", "attr", "prep:for", "prep:in"):
        return 2
    if status in ("planned", "hypothetical") and published and ahead(time, published) and head > token:
        return 3
    return None


def _shared(sentence: Sentence, verb: int, its: int, head: int) -> int | None:
    """A time of the verb before a coordinated one, or one that opens the sentence, holds for what follows from it."""
    if sentence.deps[verb] == "conj" and sentence.heads[verb] == its and sentence.pos[its] in ("VERB", "AUX"):
        if shares(sentence, verb) and head > verb:
            return None
        return 3 if head < its or (head < verb and sentence.child(verb, "nsubj", "nsubjpass") is None) else None
    if sentence.deps[its] == "conj" and sentence.heads[its] == verb and shares(sentence, its) and sentence.child(its, "nsubj", "nsubjpass") is None:
        return 4 if head > its and sentence.tags[its] == sentence.tags[verb] else None
    if sentence.deps[verb] in ("advcl", "acl") and sentence.heads[verb] == its and under(sentence, verb) == "part" and head < its:
        return 3
    if sentence.deps[verb] in ("xcomp",) and sentence.heads[verb] == its and under(sentence, verb) in ("inf", "ing"):
        return 3
    if sentence.deps[its] == "xcomp" and sentence.heads[its] == verb:
        return 3
    return None


def _event_date(sentence: Sentence, times: list[Time]) -> EventDate | None:
    """The most exact of equally near times; two that bound a range become an interval; "since" leaves the end open."""
    times = sorted(times, key=lambda t: t.span)
    time = max(times, key=lambda t: (len(day_value(t.value) or ""), -t.span[0]))
    value = day_value(time.value)
    if value is None:
        return None
    before = _word_before(sentence, time)
    if before in OPEN and "/" not in value:
        return EventDate(value=f"{value}/..", start=time.start, end=None, span=time.span)
    if len(times) == 2 and _bounds(sentence, times):
        first, last = times
        return EventDate(value=f"{day_value(first.value)}/{day_value(last.value)}", start=first.start, end=last.end,
                         span=(first.span[0], last.span[1]))
    return EventDate(value=value, start=time.start, end=time.end, span=time.span)


def _word_before(sentence: Sentence, time: Time) -> str:
    tokens = sentence.tokens_in(time.span)
    first = tokens[0] if tokens else 0
    while first > 0 and sentence.words[first - 1].lower() in ("early", "late", "mid", "at", "least", "the"):
        first -= 1
    inside = sentence.words[tokens[0]].lower() if tokens else ""
    return inside if inside in OPEN else sentence.words[first - 1].lower() if first else ""


def _bounds(sentence: Sentence, times: list[Time]) -> bool:
    """"from 3 May to 5 May", "between Monday and Wednesday"."""
    between = [w.lower() for w in sentence.words[sentence.tokens_in(times[0].span)[-1] + 1:sentence.tokens_in(times[1].span)[0]]]
    opener = _word_before(sentence, times[0])
    return (opener == "from" and between in (["to"], ["until"], ["through"], ["till"])) or (opener == "between" and between == ["and"])
