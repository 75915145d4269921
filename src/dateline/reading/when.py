"""When an event happened: the time told in its own clause, or plainly for it in the sentence; never the publication date for want of one.

>>> from dateline.records import Report, Time
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Kenya withdrew its troops on 3 May 2019, officials said on Friday."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> day = Time(report="r0", sentence=sentence.span, why="example", span=(29, 39), timex="DATE", value="2019-05-03",
...            start="2019-05-03", end="2019-05-03")
>>> friday = Time(report="r0", sentence=sentence.span, why="example", span=(59, 65), timex="DATE", value="2019-05-10",
...               start="2019-05-10", end="2019-05-10")
>>> date_of(sentence, sentence.words.index("withdrew"), Mentions((day, friday))).value
'2019-05-03'
"""

import re

from dateline.codes.actors import lexicon
from dateline.codes.actors_keys import fold
from dateline.codes.agenda import agenda_words
from dateline.codes.frames import frames, word_classes
from dateline.codes.timing import timing
from dateline.reading.clauses import CLAUSAL, auxiliaries, governor, is_verb, predicate, shares, under
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Sentence
from dateline.reading.when_steps import step_back, step_of, time_head, with_absolute
from dateline.records import EventDate, Time
from dateline.records.event import Status

DATED = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|W\d\d|Q\d|H\d|SP|SU|FA|AU|WI))?")
MOST = 24  # times of one sentence that are weighed
PHRASAL = frozenset(("bring", "come", "put", "take", "go", "throw", "fall", "grind", "place", "call"))  # "brought to a halt on Friday"
BLAST = word_classes()["BLAST"]
WRITING = word_classes()["WRITING"] | {"speech", "address", "interview", "broadcast", "communique", "plea", "call", "announcement", "text"}
WEAPON = word_classes()["artillery"] | word_classes()["weapon"]
LONGEST_DAY = 10  # characters of a TIMEX3 day


def date_of(sentence: Sentence, token: int, times: Mentions[Time], status: Status = "actual",
            published: str | None = None) -> EventDate | None:
    """The date of the act whose head word is `token`: from its own noun phrase, its clause, or what the sentence opens with."""
    near = [t for t in times.at(sentence.span) if _usable(t)][:MOST]
    if not near:
        return None
    ranked = sorted(((rank, i) for i, t in enumerate(near) if (rank := _rank(sentence, token, t, status, published)) is not None))
    if not ranked:
        return _stepped(sentence, token, times, published)
    best = [near[i] for rank, i in ranked if rank == ranked[0][0]]
    return _event_date(sentence, best, status == "planned")


def _stepped(sentence: Sentence, token: int, times: Mentions[Time], published: str | None) -> EventDate | None:
    """The day of an act told by its distance from that of the main clause: "sailed on Wednesday, a day after gunners fired"."""
    step = step_of(sentence, token)
    main = date_of(sentence, step[0], times, "actual", published) if step and step_of(sentence, step[0]) is None else None
    day = step_back(step[1], step[2], main.value) if step and main else None
    return EventDate(value=day, start=day, end=day, span=main.span) if day and main else None


def clause_times(sentence: Sentence, token: int, times: Mentions[Time]) -> tuple[Time, ...]:
    """The times that belong to the act's own phrase or clause."""
    return tuple(t for t in times.at(sentence.span) if _usable(t) and (_rank(sentence, token, t, "planned", None) or 9) <= 2)


def ahead(time: Time, published: str) -> bool:
    """Whether a time lies wholly after a day."""
    return time.start is not None and time.start > published[:10]


def _usable(time: Time) -> bool:
    return time.timex in ("DATE", "TIME") and (day_value(time.value) is not None or _weekend(time))


def _weekend(time: Time) -> bool:
    return time.value.endswith("-WE") and time.start is not None and time.end is not None


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
    """How a time hangs on an act: 1 in its noun phrase, 2 in its clause, 3 in a clause it shares, 4 at the end of its phrase."""
    head = time_head(sentence, time.span)
    if head is None or word_before(sentence, time) in timing()["until"]:
        return None
    if not is_verb(sentence, token):
        inside = _inside(sentence, head, token)
        if inside is not None:
            return inside
    if _of_count(sentence, head):
        return None
    verb, its = predicate(sentence, token), predicate(sentence, head)
    if sentence.deps[verb] == "relcl" and sentence.heads[verb] in sentence.tokens_in(time.span):
        return 2  # "in March, when the envoy left"
    if token != verb and not is_verb(sentence, token):
        return _noun_rank(sentence, token, head, verb, its, time, status, published)
    if status == "planned" and published and ahead(time, published) and _purpose_of(sentence, its, verb):
        return 4
    if its in (token, verb):
        if _before_to(sentence, its, head):
            return None
        return None if _of_other_noun(sentence, head, verb) else 2
    return _shared(sentence, verb, its, head, time)


def _of_count(sentence: Sentence, head: int) -> bool:
    """Whether a time only bounds a count: "for the second time this year"."""
    return sentence.deps[head] == "npadvmod" and sentence.lemmas[sentence.heads[head]].lower() == "time" and any(
        sentence.deps[c] in ("amod", "nummod") for c in sentence.children[sentence.heads[head]])


def _purpose_of(sentence: Sentence, its: int, verb: int) -> bool:
    """Whether a time stands in the infinitive of purpose of a plan: "will send ministers to see him on Thursday"."""
    return its != verb and sentence.deps[its] in ("advcl", "relcl", "xcomp") and under(sentence, its) in ("purpose", "inf") and (
        sentence.heads[its] == verb or sentence.heads[sentence.heads[its]] == verb)


def _before_to(sentence: Sentence, verb: int, head: int) -> bool:
    """Whether a time stands before the "to" of an infinitive: then it is its governor's ("announced plans on Friday to close ..")."""
    to = next((c for c in sentence.childs(verb, "aux") if sentence.tags[c] == "TO"), None)
    return to is not None and head < to and sentence.heads[verb] != verb


def _inside(sentence: Sentence, head: int, token: int) -> int | None:
    """1 where a time stands in the phrase of the noun `token` ("last week's protests", "talks scheduled for Monday"), 4 where another
    noun of it stands between ("violence against marchers on 3 May"), None outside of it."""
    at, rank = head, 1
    while at != token:
        dep, above = sentence.deps[at], sentence.heads[at]
        if above == at:
            return None
        if dep in CLAUSAL and is_verb(sentence, at) and not _brings_time(sentence, at, above, token):
            return None
        if at != head and sentence.pos[at] in ("NOUN", "PROPN") and not _time_noun(sentence, at):
            if _eventive(sentence, at) or dep not in ("pobj", "conj", "appos"):
                return None
            rank = 4
        at = above
    return rank


def _brings_time(sentence: Sentence, verb: int, noun: int, token: int) -> bool:
    """A participle or relative clause that says when the noun's act is: "scheduled for Monday", "which took effect on Tuesday"."""
    lemma = sentence.lemmas[verb].lower()
    if sentence.deps[verb] == "acl":
        return noun == token and sentence.tags[verb] == "VBN" and lemma in timing()["arranged"]
    return sentence.deps[verb] == "relcl" and lemma in timing()["light"] and sentence.child(verb, "nsubj", "nsubjpass") is not None \
        and sentence.tags[sentence.child(verb, "nsubj", "nsubjpass") or 0] == "WDT"


def _eventive(sentence: Sentence, noun: int) -> bool:
    """Whether a noun tells an act of its own, whose time it then is."""
    word = sentence.lemmas[noun].lower()
    return sentence.pos[noun] == "NOUN" and (word in agenda_words().nouns or word.endswith(("tion", "sion", "ment", "ing", "ance", "al")))


def _of_other_noun(sentence: Sentence, head: int, verb: int) -> bool:
    """Whether a time belongs to another noun of the clause ("condemned Monday's raid", "the 2015 deal", "the war of 1999")."""
    if sentence.words[sentence.heads[head]].lower() == "since":
        return False  # "have worked on an engine since 2021"
    at, previous = sentence.heads[head], head
    done = sentence.child(verb, "dobj") if sentence.lemmas[verb].lower() in timing()["doing"] else None
    if done is not None and at == done:
        return False  # "orchestrated the 1998 bombings"
    if sentence.deps[at] == "prep" and sentence.deps[sentence.heads[at]] == "dobj" and sentence.heads[sentence.heads[at]] == verb \
            and sentence.lemmas[verb].lower() in timing()["light"]:
        return False  # "held talks in Oslo on Thursday with envoys"
    while at != verb and sentence.heads[at] != at:
        if sentence.pos[at] in ("NOUN", "PROPN") and not _time_noun(sentence, at) and sentence.deps[previous] != "pobj" \
                and not _setting(sentence, at, verb):
            bare_after = sentence.deps[previous] == "npadvmod" and previous > at
            worth = sentence.deps[previous] == "amod" and sentence.lemmas[previous] == "worth"  # "a deal worth $9m in Rome on Friday"
            after = (sentence.deps[previous] in ("prep", "appos") or worth) and previous > at
            idle = worth or sentence.pos[at] == "PROPN" or timeless(sentence, at) or _thing(sentence, at, previous)
            if not (bare_after or (after and idle)):
                return True
        previous, at = at, sentence.heads[at]
    return False


def timeless(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is a person or a thing that has no time of its own: "stepped down as president on Sunday"."""
    return any(e.kind == "agent" for e in lexicon().find(fold(sentence.lemmas[noun])))


def _thing(sentence: Sentence, noun: int, preposition: int) -> bool:
    """Whether a noun tells no act, so that the day behind it ("on Friday") is the verb's: "brought the mines to a halt on Friday"."""
    lemma = sentence.lemmas[noun].lower()
    return sentence.words[preposition].lower() == "on" and sentence.pos[noun] == "NOUN" and lemma not in timing()["timenoun"] \
        and not frames().of(lemma, "N") and not _eventive(sentence, noun)


def _setting(sentence: Sentence, noun: int, verb: int) -> bool:
    """Whether a noun is what the act happened in, so that they share their time: "seized power in a 1973 coup"."""
    preposition = sentence.heads[noun]
    above = sentence.heads[preposition]
    if sentence.deps[above] == "dobj" and not _eventive(sentence, above):
        above = sentence.heads[above]
    if sentence.deps[noun] != "pobj" or above != verb:
        return False
    word = sentence.words[preposition].lower()
    return word in ("in", "during", "at") or (word in ("to", "into", "on", "under") and sentence.lemmas[verb].lower() in PHRASAL)


def _time_noun(sentence: Sentence, token: int) -> bool:
    return sentence.lemmas[token].lower() in timing()["timenoun"]


def _noun_rank(sentence: Sentence, token: int, head: int, verb: int, its: int, time: Time, status: Status,
               published: str | None) -> int | None:
    """A noun's time may hang on its verb: a light verb's is the noun's ("held talks on Monday"), others only where the tense fits."""
    kind, light = under(sentence, token), sentence.lemmas[verb].lower() in timing()["light"]
    past = published is not None and (time.end or "9") < published[:10]
    if past and _not_past(sentence, its) and _right_after(sentence, token, time):
        return 4
    if its != verb:
        return _shared(sentence, verb, its, head, time) if light and governor(sentence, token) is not None else None
    if _of_other_noun(sentence, head, verb):
        return None
    if light and kind in ("obj", "subj", "attr", "prep:for", "prep:in", "prep:to", "prep:with", "prep:into", "prep:under"):
        return 2
    if kind == "subj" and sentence.pos[verb] in ("VERB", "AUX") and sentence.child(verb, "auxpass") is None:
        return 3
    if status in ("planned", "hypothetical") and published and ahead(time, published) and head > token:
        return 3
    return None


def _right_after(sentence: Sentence, token: int, time: Time) -> bool:
    """Whether a time follows the noun's phrase with no more than its preposition between."""
    tokens = sentence.tokens_in(time.span)
    last = sentence.subtree(token)[-1]
    return bool(tokens) and tokens[0] > token and (last in tokens or 1 <= tokens[0] - last <= 2)


def _not_past(sentence: Sentence, verb: int) -> bool:
    """Whether a verb's own time is now or ahead, so that a past day beside it is its object's. Headlines tell the past as present."""
    tags = {sentence.tags[verb], *(sentence.tags[a] for a in auxiliaries(sentence, verb))}
    return sentence.block != "headline" and not tags & {"VBD", "VBN"} and bool(tags & {"VB", "VBZ", "VBP"})


def _shared(sentence: Sentence, verb: int, its: int, head: int, time: Time) -> int | None:
    """A time of one clause holds for another: coordinated verbs, participles after an opening time, clauses with "when"."""
    at = with_absolute(sentence, verb)
    if at == its and at != verb:
        return 3
    if sentence.deps[verb] == "acl" and sentence.tags[verb] == "VBN":
        carrier = carried_by(sentence, sentence.heads[verb])
        if carrier is not None and (carrier == its or beside_object(sentence, carrier, its)):
            return 3
    for _ in range(4):
        kind, above = under(sentence, at), sentence.heads[at]
        if above == at:
            break
        if not _passes(sentence, at, above, kind, head, time):
            break
        at = above
        if at == its:
            return 3
    if sentence.deps[its] == "xcomp" and sentence.heads[its] == verb and sentence.lemmas[verb].lower() in timing()["aspect"]:
        return 3
    if beside_object(sentence, verb, its):
        return 4
    if sentence.deps[its] == "conj" and sentence.heads[its] == verb and shares(sentence, its) and sentence.tags[its] == sentence.tags[verb]:
        return 4
    return None


def beside_object(sentence: Sentence, verb: int, its: int) -> bool:
    """Whether a clause shares its day with the act it hangs on, as it only says what those done to were doing: "struck a car carrying
    fighters on Tuesday"."""
    above = sentence.heads[its]
    if its < verb:
        return False
    if sentence.deps[its] == "relcl" and sentence.lemmas[above].lower() in WEAPON:
        return sentence.deps[above] == "dobj" and sentence.heads[above] == verb  # "fired the shell that killed two on Friday"
    if sentence.deps[its] == "acl" and sentence.tags[its] == "VBN" and sentence.lemmas[above].lower() in WRITING:
        return sentence.deps[above] == "pobj" and sentence.heads[sentence.heads[above]] == verb  # "urged in a letter published on Friday"
    if sentence.tags[its] != "VBG":
        return False
    if sentence.deps[its] == "ccomp":
        return above == verb and sentence.child(its, "nsubj") is not None and sentence.child(verb, "dobj") is None
    if sentence.deps[its] != "acl":
        return False
    while sentence.deps[above] in ("pobj", "prep", "conj") and sentence.heads[above] != above:
        above = sentence.heads[above]
    return above == verb or (sentence.deps[above] == "dobj" and sentence.heads[above] == verb)


def carried_by(sentence: Sentence, noun: int) -> int | None:
    """The verb whose subject a noun is that tells an act or its weapon, or in which one is lost by it: in "an attack carried out by
    rebels killed two" what kills is the attack, in "two died under bombs dropped by rebels" it is the bombs."""
    lemma = sentence.lemmas[noun].lower()
    if not (lemma in BLAST or lemma in WEAPON or frames().of(lemma, "N")):
        return None
    if sentence.deps[noun] in ("nsubj", "nsubjpass"):
        return sentence.heads[noun]
    above = sentence.heads[sentence.heads[noun]]
    return above if sentence.deps[noun] == "pobj" and is_verb(sentence, above) else None


def _passes(sentence: Sentence, at: int, above: int, kind: str, head: int, time: Time) -> bool:
    """Whether the time of the clause above may hold for the clause of `at`."""
    dep = sentence.deps[at]
    if dep == "conj":
        own = sentence.child(at, "nsubj", "nsubjpass") is not None
        return head < above or (head < at and not own)
    if dep in ("advcl", "acl") and kind == "part":
        return head < at
    if dep == "advcl" and kind.startswith("mark:"):
        return kind[5:] in timing()["during"] or (kind[5:] in timing()["later"] and len(time.value) < LONGEST_DAY and "W" not in time.value)
    return dep == "xcomp" and kind in ("inf", "ing") and sentence.lemmas[above].lower() in timing()["aspect"]


def _event_date(sentence: Sentence, times: list[Time], onward: bool = False) -> EventDate | None:
    """The most exact of equally near times; two that bound a range become an interval; "since" leaves the end open, and "from" that of
    a plan (`onward`)."""
    times = sorted(times, key=lambda t: t.span)
    time = max(times, key=lambda t: (len(day_value(t.value) or ""), -t.span[0]))
    value = f"{time.start}/{time.end}" if _weekend(time) else day_value(time.value)
    if value is None:
        return None
    before = word_before(sentence, time)
    ranged = len(times) == 2 and _bounds(sentence, times)
    if (before in timing()["open"] or (before == "from" and onward)) and "/" not in value and not ranged:
        return EventDate(value=f"{value}/..", start=time.start, end=None, span=time.span)
    if ranged:
        first, last = times
        if _is_moved(sentence, first):
            return EventDate(value=day_value(last.value) or "", start=last.start, end=last.end, span=last.span)
        return EventDate(value=f"{day_value(first.value)}/{day_value(last.value)}", start=first.start, end=last.end,
                         span=(first.span[0], last.span[1]))
    return EventDate(value=value, start=time.start, end=time.end, span=time.span)


def is_old_day(sentence: Sentence, time: Time) -> bool:
    """Whether a time is the day from which an occasion was moved."""
    return word_before(sentence, time) == "from" and _is_moved(sentence, time)


def _is_moved(sentence: Sentence, first: Time) -> bool:
    """Whether the range is the old day and the new one: "postponed from 3 May to 5 May"."""
    head = sentence.head_of(first.span)
    return head is not None and sentence.lemmas[predicate(sentence, head)].lower() in timing()["moving"]


def word_before(sentence: Sentence, time: Time) -> str:
    """The preposition before a time, or its first word where that is one ("since 2014", "until Friday"), in lower case."""
    tokens = sentence.tokens_in(time.span)
    first = tokens[0] if tokens else 0
    while first > 0 and sentence.words[first - 1].lower() in ("early", "late", "mid", "at", "least", "the"):
        first -= 1
    inside = sentence.words[tokens[0]].lower() if tokens else ""
    return inside if inside in timing()["open"] | timing()["until"] else sentence.words[first - 1].lower() if first else ""


def _bounds(sentence: Sentence, times: list[Time]) -> bool:
    """"from 3 May to 5 May", "between Monday and Wednesday"."""
    between = [w.lower() for w in sentence.words[sentence.tokens_in(times[0].span)[-1] + 1:sentence.tokens_in(times[1].span)[0]]]
    opener = word_before(sentence, times[0])
    return (opener == "from" and between in (["to"], ["until"], ["through"], ["till"])) or (opener == "between" and between == ["and"])
