"""What is to come: planned events with a day, and scheduled public occasions - an election, a vote, a trial, a deadline.

>>> from dateline.codes.book import CodeBook
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Voters in Ghana will go to the polls on 7 December."
>>> report = Report(id="r0", sha256="", published="2024-11-30", blocks=(Block(kind="paragraph", span=(0, len(text))),))
>>> parsed = parse(text, report.blocks)
>>> day = Time(report="r0", sentence=(0, 51), why="example", span=(40, 50), timex="DATE", value="2024-12-07",
...            start="2024-12-07", end="2024-12-07")
>>> ghana = Actor(report="r0", sentence=(0, 51), why="example", span=(10, 15), name="Ghana", country="GHA")
>>> [(a.what, a.when, a.who[0].country) for a in find_agenda(report, parsed, CodeBook(), (ghana,), (), (day,), ())]
[('election', '2024-12-07', 'GHA')]
"""

from collections.abc import Iterator
from dataclasses import replace

from dateline.codes.agenda import Occasion, agenda_words
from dateline.codes.book import CodeBook
from dateline.codes.timing import timing
from dateline.reading.agenda_merge import linked, merged
from dateline.reading.agenda_topics import with_topics
from dateline.reading.agenda_words import event_words, noun_words, verb_item_words
from dateline.reading.clauses import clause_tokens, head_word, is_verb, predicate, under
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence
from dateline.reading.status import status_of
from dateline.reading.topics import topics_of
from dateline.reading.when import date_of, day_value, is_old_day, word_before
from dateline.reading.where import place_of
from dateline.records import Actor, Agenda, Event, Place, Report, Time
from dateline.records.span import Span, overlap

AHEAD = frozenset(("planned", "hypothetical"))
YEAR = 4  # characters of a TIMEX3 year
MOST = 8  # times of one sentence that are looked at
BY_YEAR = frozenset(("election", "referendum", "inauguration", "summit", "anniversary"))  # known without their day
POSSIBLE = frozenset(("status.could", "status.may", "status.might", "status.can", "status.require-inf", "status.must", "status.have-inf"))
WORDS_ONLY = frozenset(("AGREE", "REQUEST", "REJECT", "THREATEN"))  # acts of speech: what they speak of is to come, not they


def find_agenda(report: Report, parse: Parse, codes: CodeBook, actors: tuple[Actor, ...], places: tuple[Place, ...],
                times: tuple[Time, ...], events: tuple[Event, ...]) -> tuple[Agenda, ...]:
    """The agenda items of a report, in text order; one an occasion."""
    published = report.published
    if published is None:
        return ()
    reader = _Reader(report, codes, published[:10], actors, places, times, events)
    found: list[tuple[str, Agenda]] = [("event " + e.event, item) for e in events if (item := reader.of_event(e, parse)) is not None]
    for sentence in parse.sentences:
        found += reader.of_sentence(sentence)
    return with_topics(linked(merged(found), events), parse)


class _Reader:
    """One report's findings, indexed, and the two questions asked of them: which events, which occasions lie ahead."""

    def __init__(self, report: Report, codes: CodeBook, published: str, actors: tuple[Actor, ...], places: tuple[Place, ...],
                 times: tuple[Time, ...], events: tuple[Event, ...]) -> None:
        self.report, self.codes, self.published = report, codes, published
        self.actors, self.places, self.times = Mentions(actors), Mentions(places), Mentions(times)
        self.ahead = Mentions(tuple(t for t in times if self.is_ahead(t)))
        self.day_of_event = {e.anchor[0][0]: e for e in events if e.date is not None}
        self.ahead_at = {span[0]: e for e in events if e.status in AHEAD for span in (*e.anchor, *e.also)}
        counts: dict[str, int] = {}
        for actor in actors:
            if actor.country is not None:
                counts[actor.country] = counts.get(actor.country, 0) + 1
        self.main = max(actors, key=lambda a: (counts.get(a.country or "", 0), -a.span[0]), default=None)

    def is_ahead(self, time: Time) -> bool:
        """Whether a time reaches to the day of publication or past it, and names a day, week, month or year."""
        value = day_value(time.value) if time.timex in ("DATE", "TIME") else None
        return value is not None and "/" not in value and (time.end or time.start or "") >= self.published

    def of_event(self, event: Event, parse: Parse) -> Agenda | None:
        """The item of a planned event with a day that is not past."""
        if event.status not in AHEAD or event.date is None or event.event in WORDS_ONLY:
            return None
        if event.status == "hypothetical" and event.event != "ACCUSE":
            return None  # a trial that may open is awaited, a visit that was asked for is not
        if (event.date.end or event.date.start or "") < self.published:
            return None
        if len(event.date.value) == YEAR and event.date.value > str(int(self.published[:YEAR]) + 2):
            return None  # "by 2035": no occasion to wait for
        anchor, when = event.anchor[0], event.date.value.removesuffix("/..")
        return Agenda(report=event.report, sentence=event.sentence, why=f"agenda.event-{event.event.lower()}", doubt=max(event.doubt, 0.2),
                      codes=self.codes.version, span=anchor, event=event.id, what=event_words(event, parse),
                      who=(*event.actor, *event.recipient), when=when, where=event.place, topics=event.topics)

    def of_sentence(self, sentence: Sentence) -> Iterator[tuple[str, Agenda]]:
        """The occasions of a sentence that names a time ahead."""
        done: set[int] = set()
        for time in self.ahead.at(sentence.span)[:MOST]:
            head = sentence.head_of(time.span)
            if head is None or word_before(sentence, time) in timing()["until"] or is_old_day(sentence, time):
                continue
            found = self._occasion(sentence, head, time)
            if found is not None and found[0] not in done:
                token, kind, what = found
                done.add(token)
                yield kind, self._item(sentence, token, time, kind, what)

    def _occasion(self, sentence: Sentence, head: int, time: Time) -> tuple[int, str, str] | None:
        """The token, kind and words of what a time ahead is told of; None where that is no planned act or occasion."""
        noun = _noun_over(sentence, head)
        if noun is None:
            noun = _noun_before(sentence, time)
        if noun is not None:
            occasion = agenda_words().nouns[noun_key(sentence, noun) or ""]
            if self._may_stand(sentence, noun, time, occasion):
                return _noun_item(sentence, noun, time)
        verb = predicate(sentence, head)
        above = sentence.heads[verb]
        if noun is None and sentence.deps[verb] == "acl" and under(sentence, verb) == "inf" and noun_key(sentence, above) is not None \
                and status_of(sentence, above, self.codes, self.ahead, self.published)[0] == "planned":
            return _noun_item(sentence, above, time)  # "will table a motion to recall him on Friday"
        return self._of_verb(sentence, _done_verb(sentence, verb), time) if is_verb(sentence, verb) else None

    def _of_verb(self, sentence: Sentence, verb: int, time: Time) -> tuple[int, str, str] | None:
        """What a time ahead beside a verb is told of: the occasion it names, a verb that tells an occasion, a planned public act."""
        noun = _occasion_noun(sentence, verb)
        status, why = its, its_why = status_of(sentence, verb, self.codes, self.ahead, self.published)
        if noun is not None:
            status, why = status_of(sentence, noun, self.codes, self.ahead, self.published)
            if status == "actual":
                status, why = its, its_why
            elif its == "actual" and (time.start or "") <= self.published:
                return None  # "announced the coming vote earlier this week"
        if status not in AHEAD:
            scheduled = status == "actual" and sentence.lemmas[verb].lower() in agenda_words().topics["scheduling"]
            return _noun_item(sentence, noun, time) if noun is not None and scheduled and (time.start or "") > self.published else None
        if status == "hypothetical" and why not in POSSIBLE:
            return None
        if self._told_as_event(sentence, verb):
            return None
        if noun is not None:
            return _noun_item(sentence, noun, time)
        below = frozenset(sentence.lemmas[t].lower() for t in clause_tokens(sentence, verb))
        known = agenda_words().verb(head_word(sentence, verb), below)
        if status != "planned" and known is None:
            return None
        if (len(time.value) <= 4 and not (known and known.kind in BY_YEAR)) or (known is None and not self._public_act(sentence, verb)):
            return None
        kind = known.kind if known else sentence.lemmas[verb].lower()
        return verb, kind, verb_item_words(sentence, verb, time.span, known.what if known else "", kind in OF_SUBJECT)

    def _public_act(self, sentence: Sentence, verb: int) -> bool:
        """Whether a planned act that the table does not name is a public one: told with a verb of doing, by others than firms."""
        if sentence.lemmas[verb].lower() in agenda_words().topics["state"]:
            return False
        tokens = clause_tokens(sentence, verb)
        span = sentence.char_span(tokens[0], tokens[-1])
        return any(a.country not in (None, "MNC") and a.sector != "BUS" for a in (*self.actors.at(span), *self._doers(sentence, verb)))

    def _may_stand(self, sentence: Sentence, noun: int, time: Time, occasion: Occasion) -> bool:
        """Whether a noun with a time in its phrase lies ahead: the day does, or a named occasion's year does."""
        status, why = status_of(sentence, noun, self.codes)
        if status == "negated" or (status == "hypothetical" and why not in POSSIBLE):
            return False  # "called for elections in April"
        if (time.start or "") > self.published or (time.start == self.published and occasion.named):
            return len(time.value) > 4 or occasion.named
        return status == "planned" and len(time.value) > 4

    def _told_as_event(self, sentence: Sentence, verb: int) -> bool:
        """Whether a dated event of its own stands on the verb or on a word of its clause."""
        return any(sentence.starts[t] in self.day_of_event and self.day_of_event[sentence.starts[t]].status in AHEAD
                   for t in clause_tokens(sentence, verb))

    def _item(self, sentence: Sentence, token: int, time: Time, kind: str, what: str) -> Agenda:
        when = date_of(sentence, token, self.ahead, "planned", self.published)
        span = sentence.char_span(token, token)
        who = self._who(sentence, token)
        where = place_of(sentence, token, self.places)
        event = self.ahead_at.get(span[0])
        if event is not None and (event.event in WORDS_ONLY or (event.date and when and event.date.value != when.value)):
            event = None
        return Agenda(report=self.report.id, sentence=sentence.span, why=f"agenda.{kind}", doubt=0.3 if who else 0.5,
                      codes=self.codes.version, span=span, event=event.id if event is not None else None,
                      what=what, who=who, when=when.value if when and "/" not in when.value else day_value(time.value),
                      where=where, topics=topics_of(sentence, token, None, tuple(a.span for a in who)))

    def _who(self, sentence: Sentence, token: int) -> tuple[Actor, ...]:
        """The actors of the occasion's own phrase, else of its clause, else the sentence's first, else the report's chief one."""
        own = _subtree_span(sentence, token)
        inside = [a for a in self.actors.at(own) if a.country]
        if not inside and is_verb(sentence, token):
            inside = self._doers(sentence, token)
        if inside:
            return _each_once(inside)
        verb = predicate(sentence, token)
        clause = [a for a in self.actors.at(sentence.span) if a.country and any(
            overlap(a.span, (sentence.starts[t], sentence.ends[t])) for t in clause_tokens(sentence, verb))]
        if clause:
            return _each_once(clause)
        subject = sentence.child(verb, "nsubj", "nsubjpass")
        if subject is not None and sentence.pos[subject] == "PROPN":
            return ()  # a body that is named and not known: nobody stands in for it
        near = [a for a in self.actors.at(sentence.span) if a.country]
        if near:
            return (near[0],)
        if self.main is None or self.main.country is None:
            return ()
        return (replace(self.main, why="agenda.main-actor", doubt=max(self.main.doubt, 0.5)),)


    def _doers(self, sentence: Sentence, verb: int) -> list[Actor]:
        """The actors who are the subject of a planned act, over the verbs that govern its infinitive, with those beside its object."""
        for at in (verb, *_raised_over(sentence, verb)):
            subject = sentence.child(at, "nsubj")
            if subject is not None:
                span = (sentence.starts[subject], sentence.ends[subject])
                found = [a for a in self.actors.at(span) if a.country]
                thing = sentence.child(verb, "dobj")
                beside = [a for a in self.actors.at(_subtree_span(sentence, thing)) if a.country] if thing is not None and \
                    sentence.pos[thing] != "PRON" else []
                return [*found, *beside] if found else []
        return []


OF_SUBJECT = frozenset(("entry", "start", "end", "deadline"))  # kinds of occasion that say little without what they are of


def _noun_item(sentence: Sentence, noun: int, time: Time) -> tuple[int, str, str]:
    """The token, kind and words of an occasion noun."""
    return noun, agenda_words().nouns[noun_key(sentence, noun) or ""].kind, noun_words(sentence, noun, time.span)


def _each_once(actors: list[Actor]) -> tuple[Actor, ...]:
    return tuple({(a.name, a.country): a for a in reversed(actors)}.values())[::-1]


def _done_verb(sentence: Sentence, verb: int) -> int:
    """The verb that tells what is to be done under "is to", "is due to", "is expected to": the last of the chain of infinitives."""
    for _ in range(4):
        adjective = sentence.child(verb, "acomp")
        below = sentence.child(verb, "xcomp") if adjective is None else sentence.child(adjective, "xcomp")
        if below is None or not is_verb(sentence, below) or under(sentence, below) != "inf":
            return verb
        verb = below
    return verb


def noun_key(sentence: Sentence, token: int) -> str | None:
    """The name under which the table knows an occasion: the noun, with the word before it where that is listed."""
    nouns = agenda_words().nouns
    if sentence.pos[token] not in ("NOUN", "PROPN"):
        return None
    word, lemma = sentence.words[token].lower(), sentence.lemmas[token].lower()
    if lemma in timing()["timenoun"]:
        return None  # "March" is a month
    before = sentence.words[token - 1].lower() if token else ""
    return next((k for k in (f"{before} {word}", f"{before} {lemma}", word, lemma) if k in nouns), None)


def _noun_over(sentence: Sentence, head: int) -> int | None:
    """The occasion noun in whose phrase a time stands ("the 24 March election", "a summit in Oslo on Monday")."""
    at = head
    while sentence.heads[at] != at:
        at = sentence.heads[at]
        if is_verb(sentence, at):
            return None
        if noun_key(sentence, at) is not None:
            return at
    return None


def _noun_before(sentence: Sentence, time: Time) -> int | None:
    """The named occasion right before a time that the parser hangs elsewhere: "after the election today"."""
    tokens = sentence.tokens_in(time.span)
    at = tokens[0] - 1 if tokens else -1
    key = noun_key(sentence, at) if at >= 0 else None
    return at if key is not None and agenda_words().nouns[key].named else None


def _occasion_noun(sentence: Sentence, verb: int) -> int | None:
    """The occasion noun that is the subject or object of a verb, or stands under its "for" ("set the date for the vote")."""
    for at in (verb, *_raised_over(sentence, verb)):
        for child in sentence.childs(at, "nsubjpass", "dobj", "nsubj", "attr"):
            if noun_key(sentence, child) is not None:
                return child
    for child in sentence.childs(verb, "prep", "dobj"):
        for below in (child, *sentence.childs(child, "prep")):
            thing = sentence.child(below, "pobj")
            if thing is not None and sentence.words[below].lower() in ("for", "of", "at", "in") and noun_key(sentence, thing) is not None:
                return thing
    return None


def _raised_over(sentence: Sentence, verb: int) -> list[int]:
    """The verbs whose subject is also the infinitive's: "the trial is set to begin"."""
    found = []
    while sentence.deps[verb] in ("xcomp", "acomp") and sentence.heads[verb] != verb:
        verb = sentence.heads[verb]
        found.append(verb)
    return found


def _subtree_span(sentence: Sentence, token: int) -> Span:
    tokens = sentence.subtree(token) if not is_verb(sentence, token) else [token]
    return sentence.char_span(tokens[0], tokens[-1])
