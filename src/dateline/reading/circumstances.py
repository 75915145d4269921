"""The circumstances of an act: status, claim, date, place, background, topics and figures, asked in their order.

The event reader finds acts and their actors; this file asks each question about one of them. A report's `Setting` is made once.

>>> from dateline.codes.book import CodeBook
>>> from dateline.records import Block, Report
>>> from dateline.reading.parse import parse
>>> text = "Chad and Niger plan to hold talks on border security."
>>> report = Report(id="r0", sha256="", blocks=(Block(kind="paragraph", span=(0, len(text))),))
>>> parsed = parse(text, report.blocks)
>>> setting = setting_of(report, parsed, CodeBook())
>>> told = circumstances(setting, parsed.sentences[0], parsed.sentences[0].words.index("talks"), "CONSULT")
>>> told.status, [text[s:e] for s, e in told.topics]
('planned', ['border security'])
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.codes.book import CodeBook
from dateline.codes.status import status_codes
from dateline.codes.timing import timing
from dateline.reading.background import background_of, recalls
from dateline.reading.claims import Claim, Quotes, claim_of, spoken_in
from dateline.reading.clauses import first_conjunct, predicate
from dateline.reading.contexts import contexts_of
from dateline.reading.figures import figures_of
from dateline.reading.mentions import Mentions
from dateline.reading.mood import Answer
from dateline.reading.parse import Parse, Sentence
from dateline.reading.status import status_of
from dateline.reading.times_calendar import interval
from dateline.reading.topics import topics_of
from dateline.reading.when import date_of, day_value
from dateline.reading.when_again import Told, told_again, told_of
from dateline.reading.where import homes_of, place_of
from dateline.records import Actor, EventDate, Figure, Place, Quote, Report, Time
from dateline.records.event import Status
from dateline.records.span import Span

SPOKEN: Answer = ("actual", "status.spoken")
DAY = 10  # characters of a TIMEX3 day
PASSAGE = 4  # sentences before that are asked whether a passage looks back
MOODS = ("must", "should", "ought", "need", "need-inf", "have-inf", "would", "want-inf", "imperative", "question")
DEMANDING = frozenset(f"status.{rule}" for rule in MOODS)
SAID = Claim(False, None, "claim.spoken")


@dataclass(frozen=True, slots=True)
class Setting:
    """A report with its earlier findings, indexed for the questions below. `opening` is where its first paragraph ends, `said` the day
    of each speaker whose dated sayings are all of one day, with their sentences."""

    report: Report
    parse: Parse
    codes: CodeBook
    times: Mentions[Time]
    places: Mentions[Place]
    quotes: Quotes
    homes: Mapping[str, Place]
    opening: int
    told: Told
    said: Mapping[str, tuple[str, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The answers for one act; `status_why` and `background_why` name the rules."""

    status: Status
    status_why: str
    date: EventDate | None
    place: Place | None
    topics: tuple[Span, ...]
    figures: tuple[Figure, ...]
    contexts: tuple[str, ...]
    background: bool
    background_why: str
    claim: Claim


def setting_of(report: Report, parse: Parse, codes: CodeBook, times: tuple[Time, ...] = (), places: tuple[Place, ...] = (),
               quotes: tuple[Quote, ...] = ()) -> Setting:
    """The setting of a report; made once, before its acts are looked at."""
    first = next((b for b in report.blocks if b.kind == "paragraph"), None)
    told = Mentions(times)
    return Setting(report, parse, codes, told, Mentions(places), Quotes(quotes), homes_of(places), first.span[1] if first else 0,
                   told_of(parse, told), _sayings(parse, quotes))


def _sayings(parse: Parse, quotes: tuple[Quote, ...]) -> dict[str, tuple[str, tuple[int, ...]]]:
    """The speakers whose dated sayings are all of one day: that day, and the sentences of their cues in order."""
    found: dict[str, dict[str, set[int]]] = {}
    for quote in quotes:
        day = (day_value(quote.said_on) or "") if quote.said_on else ""
        sentence = parse.sentence_at(quote.cue[0][0]) if quote.cue else None
        if sentence is not None and quote.speaker is not None and quote.speaker.name and len(day) == DAY and "W" not in day:
            found.setdefault(quote.speaker.name, {}).setdefault(day, set()).add(sentence.index)
    return {name: (day, tuple(sorted(where))) for name, days in found.items() if len(days) == 1 for day, where in days.items()}


def circumstances(setting: Setting, sentence: Sentence, token: int, event: str, mode: str | None = None, *, actors: tuple[Actor, ...] = (),
                  recipients: tuple[Actor, ...] = ()) -> Circumstances:
    """All circumstances of the act whose head word is `token`."""
    published = setting.report.published
    status, why = status_of(sentence, token, setting.codes, setting.times, published)
    quote = spoken_in(sentence, token, setting.quotes, event, status, actors)
    if quote is not None and _done_by_saying(sentence, token, event, status, why):
        status, why = SPOKEN
    elif status != "actual":
        quote = None
    when = date_of(sentence, token, _times_for(setting, sentence, token), status, published) if quote is None else _said_on(setting, quote)
    if when is None and quote is None and status == "actual":
        when = _answered_on(setting, sentence, token) or told_again(
            setting.told, sentence, token, lambda s, t: _dated_outside(setting, s, t), published)
    place = place_of(sentence, token, setting.places, event=event, mode=mode, actors=actors, recipients=recipients, homes=setting.homes)
    background, background_why = background_of(published, when, sentence, token, status, _is_news(setting, sentence),
                                               lambda: recalls(published, _days_before(setting, sentence)))
    claim = SAID if quote is not None else claim_of(
        sentence, token, setting.quotes, setting.codes, event=event, status=status, actors=actors, outlet=setting.report.outlet)
    taken = tuple(a.span for a in (*actors, *recipients))
    topics = topics_of(sentence, token, event, taken)
    return Circumstances(status=status, status_why=why, date=when, place=place, topics=topics,
                         contexts=contexts_of(sentence, token, topics), figures=figures_of(sentence, token, event), claim=claim,
                         background=background, background_why=background_why)


def _done_by_saying(sentence: Sentence, token: int, event: str, status: Status, why: str) -> bool:
    """Whether the mood of the words is part of the act they do: "must leave" demands, "cannot accept" rejects, "will attack" threatens."""
    if status == "negated":
        return event in ("ACCUSE", "REJECT") and sentence.lemmas[token].lower() not in status_codes().marks["performative"]
    if event == "THREATEN" or why in DEMANDING:
        return True
    return event == "REJECT" and why.startswith(("status.will", "status.would"))


def _is_news(setting: Setting, sentence: Sentence) -> bool:
    return sentence.block == "headline" or (sentence.start < setting.opening and sentence.index <= 2)


def _days_before(setting: Setting, sentence: Sentence) -> tuple[tuple[str | None, ...], ...]:
    """The last days that the sentence and those before it tell, the nearest sentence first."""
    near = setting.parse.sentences[max(0, sentence.index - PASSAGE):sentence.index + 1]
    return tuple(tuple(t.end or t.start for t in setting.times.at(s.span) if t.timex in ("DATE", "TIME") and (t.start or t.end))
                 for s in reversed(near))


def _said_on(setting: Setting, quote: Quote) -> EventDate | None:
    """An act done by words has the day on which they were said: that of the cue's clause."""
    for cue in quote.cue:
        sentence = setting.parse.sentence_at(cue[0])
        token = sentence.head_of(cue) if sentence is not None else None
        if sentence is not None and token is not None:
            when = date_of(sentence, token, _times_for(setting, sentence, token), "actual", setting.report.published)
            if when is not None:
                return when
    value = day_value(quote.said_on) if quote.said_on else _same_talk(setting, quote)
    return EventDate(value=value, start=interval(value)[0], end=interval(value)[1]) if value and "/" not in value else None


def _same_talk(setting: Setting, quote: Quote) -> str | None:
    """The day of an undated saying from what the speaker is told to have said in the same passage, where that is all of one day."""
    sentence = setting.parse.sentence_at(quote.cue[0][0]) if quote.cue else None
    if sentence is None or quote.speaker is None or not quote.speaker.name:
        return None
    day, where = setting.said.get(quote.speaker.name, ("", ()))
    first = bisect_left(where, sentence.index - PASSAGE)
    return day if first < len(where) and where[first] <= sentence.index + PASSAGE else None


def _dated_outside(setting: Setting, sentence: Sentence, token: int) -> EventDate | None:
    """The date of an act that the outlet tells itself."""
    if setting.quotes.around((sentence.starts[token], sentence.ends[token])):
        return None
    return date_of(sentence, token, _times_for(setting, sentence, token), "actual", setting.report.published)


def _answered_on(setting: Setting, sentence: Sentence, token: int) -> EventDate | None:
    """The day of what an act answers, where it tells none and the sentence before tells one: "fired on Thursday. The South retaliated"."""
    verb = first_conjunct(sentence, predicate(sentence, token))
    if sentence.deps[verb] == "pcomp":
        verb = sentence.heads[sentence.heads[verb]]  # "retaliated by firing"
    if sentence.lemmas[verb].lower() not in timing()["answering"] or sentence.index == 0 or setting.times.at(sentence.span):
        return None
    days: set[str] = set()
    for before in reversed(setting.parse.sentences[max(0, sentence.index - PASSAGE):sentence.index]):
        if before.block == "headline" or days:
            break
        days = {d for t in setting.times.at(before.span) if t.timex in ("DATE", "TIME") and (d := day_value(t.value)) and "/" not in d}
    day = next(iter(days)) if len(days) == 1 else ""
    published = (setting.report.published or "")[:10]
    return EventDate(value=day, start=day, end=day) if len(day) == len(published) == 10 and "W" not in day and day <= published else None


def _times_for(setting: Setting, sentence: Sentence, token: int) -> Mentions[Time]:
    """The sentence's times that stand in the same reported words as the act, or outside of any."""
    times = setting.times.at(sentence.span)
    act = (sentence.starts[token], sentence.ends[token])
    return Mentions(tuple(t for t in times if setting.quotes.same_words(act, t.span))) if times else setting.times
