"""The day of an act that is told twice and dated once: the other mention of the same act, or the lead under a headline, has it.

>>> from dateline import read
>>> reading = read("Kenya withdraws its troops\\n\\nOn Friday Kenya withdrew its troops from the port.", published="2019-05-12")
>>> {e.date.value for e in reading.events if e.date}
{'2019-05-10'}
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.codes.timing import timing
from dateline.reading.clauses import auxiliaries, is_verb
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence
from dateline.reading.when_steps import with_absolute
from dateline.records import EventDate, Time

NEWS = 7  # days before publication that are still news
MOST = 12  # mentions of one verb that are weighed
PRONOUNS = frozenset(("he", "him", "she", "her", "it", "they", "them"))
PERSONS = frozenset(("he", "him", "she", "her"))
DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "its", "their"))

Dated = Callable[[Sentence, int], EventDate | None]


@dataclass(frozen=True, slots=True)
class Told:
    """The verbs of the sentences that tell a time, by lemma; `lead` is the first sentence of the body."""

    verbs: dict[str, tuple[tuple[Sentence, int], ...]]
    lead: Sentence | None


def told_of(parse: Parse, times: Mentions[Time]) -> Told:
    """The index of a report; made once."""
    verbs: dict[str, list[tuple[Sentence, int]]] = {}
    for s in parse.sentences:
        if s.block == "paragraph" and any(t.timex in ("DATE", "TIME") for t in times.at(s.span)):
            for t in range(len(s.words)):
                if s.pos[t] == "VERB":
                    verbs.setdefault(s.lemmas[t].lower(), []).append((s, t))
    lead = next((s for s in parse.sentences if s.block == "paragraph"), None)
    return Told({lemma: tuple(found[:MOST]) for lemma, found in verbs.items()}, lead)


def told_again(told: Told, sentence: Sentence, token: int, dated: Dated, published: str | None) -> EventDate | None:
    """The one date of the other mentions of an act; that of the lead's main clause for the main verb of a headline with its subject."""
    verb = with_absolute(sentence, token)
    if not is_verb(sentence, verb) or sentence.pos[verb] != "VERB" or _unfit(sentence, verb):
        return None
    dates = {d.value: d for d in _others(told, sentence, verb, dated)}
    if len(dates) == 1:
        return _elsewhere(next(iter(dates.values())))
    if dates or sentence.block != "headline" or told.lead is None or sentence.heads[verb] != verb:
        return None
    return _of_lead(told.lead, sentence, verb, dated, published)


def _others(told: Told, sentence: Sentence, verb: int, dated: Dated) -> Iterator[EventDate]:
    for s, t in told.verbs.get(sentence.lemmas[verb].lower(), ()):
        if s is not sentence and not _unfit(s, t) and _same_undergoer(sentence, verb, s, t):
            when = dated(s, t)
            if when is not None:
                yield when


def _of_lead(lead: Sentence, sentence: Sentence, verb: int, dated: Dated, published: str | None) -> EventDate | None:
    main = next((t for t in range(len(lead.words)) if lead.heads[t] == t), None)
    subject = sentence.child(verb, "nsubj")
    if main is None or subject is None or published is None or _unfit(lead, main):
        return None
    its = lead.child(main, "nsubj")
    if its is None or not _content(lead, its) & {sentence.lemmas[subject].lower(), sentence.words[subject].lower()}:
        return None
    when = dated(lead, main)
    return _elsewhere(when) if when is not None and _is_news(when.value, published[:10]) else None


def _is_news(day: str, published: str) -> bool:
    try:
        last = date.fromisoformat(published)
        return len(day) == len(published) and last - timedelta(NEWS) <= date.fromisoformat(day) <= last
    except (ValueError, OverflowError):
        return False


def _elsewhere(when: EventDate) -> EventDate:
    """A date without its words: they stand in another sentence than the act."""
    return EventDate(value=when.value, start=when.start, end=when.end)


def _unfit(sentence: Sentence, verb: int) -> bool:
    """Verbs that say too little for two mentions to be one act, and acts that are not told as done just then."""
    if sentence.lemmas[verb].lower() in timing()["bare"]:
        return True
    helpers = {sentence.words[a].lower() for a in auxiliaries(sentence, verb)} | {
        sentence.words[c].lower() for c in sentence.childs(verb, "aux", "neg")}
    return bool(helpers & timing()["unfit"])


def _undergoer(sentence: Sentence, verb: int) -> int | None:
    """Whom an act befalls: its object, the subject of a passive or of a verb without an object."""
    found = sentence.child(verb, "dobj", "nsubjpass")
    return sentence.child(verb, "nsubj") if found is None else found


def _same_undergoer(sentence: Sentence, verb: int, other: Sentence, its: int) -> bool:
    """Whether an act befalls the same as another: by a shared name, a pronoun for a name, or a definite noun of the same word."""
    mine, theirs = _undergoer(sentence, verb), _undergoer(other, its)
    if mine is None or theirs is None:
        return False
    word = sentence.words[mine].lower()
    if word in PRONOUNS:
        return word == other.words[theirs].lower() or (word in PERSONS and other.pos[theirs] == "PROPN")
    if sentence.pos[mine] == "PROPN":
        return other.pos[theirs] == "PROPN" and bool(_names(sentence, mine) & _names(other, theirs))
    definite = sentence.block == "headline" or any(
        sentence.words[c].lower() in DEFINITE for c in sentence.childs(mine, "det", "poss"))
    return definite and sentence.lemmas[mine].lower() == other.lemmas[theirs].lower()


def _names(sentence: Sentence, head: int) -> set[str]:
    return {sentence.words[t].lower() for t in (head, *sentence.childs(head, "compound", "flat", "appos")) if sentence.pos[t] == "PROPN"}


def _content(sentence: Sentence, head: int) -> set[str]:
    nouns = [t for t in sentence.subtree(head) if sentence.pos[t] in ("NOUN", "PROPN")]
    return {w.lower() for t in nouns for w in (sentence.words[t], sentence.lemmas[t])}
