"""An event as one report tells it, made ready to be compared with what other reports tell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Literal

from dateline.codes.actors import lexicon
from dateline.codes.actors_keys import key
from dateline.codes.lines import lines
from dateline.codes.normal import normal
from dateline.codes.phrases import has_phrase
from dateline.joining.words import stem, stems
from dateline.records import Actor, Event, Figure, Place

LOOSE = 8  # days from which an event's date is too wide to tell two events apart
RECENT = 3  # days before publication in which an undated deed is taken to lie
BUCKET, FAR_DAYS, WIDEST, MOST_NAMES = 8, 3, 70, 6  # days to a key, days looked around, widest date and most parties looked up by
LONG = 8  # words of a sentence that two reports do not hit upon by chance
MOVED_DAYS = 35  # days over which a plan that is told as moved is looked for under its old day
AHEAD = 45  # days after publication in which an undated plan is taken to lie
ALIKE = (("SUPPORT", "AGREE"), ("CONSULT", "COOPERATE"), ("SANCTION", "COERCE"), ("AID", "COOPERATE"),
         ("ASSAULT", "MOBILIZE"), ("SANCTION", "THREATEN"))  # kinds of one act that tellers choose between
KIN = {kind: tuple(sorted(other for pair in ALIKE if kind in pair for other in pair if other != kind))
       for kind in {k for pair in ALIKE for k in pair}}
Make = Literal["state", "person", "body"]


@dataclass(frozen=True, slots=True)
class Who:
    """A party: its name in normal form, its codes, and whether the name means the state itself, a person or an organ."""

    name: str
    words: frozenset[str]
    country: str | None
    sector: str | None
    wikidata: str | None
    make: Make
    letters: frozenset[str]
    stems: frozenset[str]
    shown: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Told:
    """One event of one report. `first` and `last` are day numbers; `dated` says that the text told them; `loose`: recalled or dated so
    widely that it can only be linked to a happening, not tell one from another; `around`: the words of its headline and near it."""

    id: str
    report: str
    published: str
    event: str
    mode: str | None
    status: str
    claimed: bool
    background: bool
    first: int
    last: int
    dated: bool
    actor: tuple[Who, ...]
    recipient: tuple[Who, ...]
    place: Place | None
    figures: tuple[Figure, ...]
    words: frozenset[str]
    sentence: str
    root: str = ""
    spot: int = 0
    around: frozenset[str] = frozenset()

    @property
    def loose(self) -> bool:
        return self.background or self.last - self.first >= LOOSE

    @property
    def moved(self) -> bool:
        """Whether the sentence takes a plan from one day to another."""
        return self.status == "planned" and has_phrase(self.sentence, "joining", "moving.txt")

    @property
    def day(self) -> int:
        """The day of publication, as a number."""
        return number_of(self.published) if self.published else 0

    @property
    def parties(self) -> tuple[Who, ...]:
        return self.actor + self.recipient

    @property
    def held_under(self) -> frozenset[str]:
        """The keys under which other events find this one."""
        heads: set[str] = set()
        for names in self._names():
            heads |= {f"{a}+{b}" for a, b in combinations(names, 2)}
            heads |= {f"{n} has" for n in names} if len(names) > 1 else {f"{names[0]} only"}
        return self._keys((self.event,), heads)

    @property
    def asks_for(self) -> frozenset[str]:
        """The keys under which this event looks for others: who tells of both parties looks for both, or for who tells of one only."""
        heads: set[str] = set()
        for names in self._names():
            heads |= {f"{a}+{b}" for a, b in combinations(names, 2)} | {f"{n} only" for n in names}
            heads |= {f"{names[0]} has"} if len(names) == 1 else set()
        return self._keys((self.event, *KIN.get(self.event, ())), heads)

    def _names(self) -> tuple[list[str], ...]:
        """Who takes part, by country, else by name; and once more with people by surname, since not every report tells whose they are.
        The country of the place where nobody is named."""
        lands = {p.country or p.name for p in self.parties} or {(self.place.country if self.place else None) or "-"}
        people = {p.name.rpartition(" ")[2] if _is_person(p) else p.country or p.name for p in self.parties} or lands
        return tuple(sorted(names)[:MOST_NAMES] for names in ((lands,) if people == lands else (lands, people)))

    def _keys(self, kinds: tuple[str, ...], heads: set[str]) -> frozenset[str]:
        keys = {"= " + self.event + " " + hashlib.blake2b(self.sentence.encode(), digest_size=8).hexdigest()}
        if self.last - self.first <= WIDEST:
            place = self.place
            town = {f"@{place.geonameid or place.name}"} if place and place.precision in ("site", "city") else set()
            reach = MOVED_DAYS if self.moved else FAR_DAYS
            for bucket in range((self.first - reach) // BUCKET, (self.last + reach) // BUCKET + 1):
                keys |= {f"{kind} {h} {bucket}" for kind in kinds for h in heads | town}
        return frozenset(keys)


def _is_person(who_: Who) -> bool:
    return who_.make == "person" or (who_.country is None and " " in who_.name)


def print_of(event: Told) -> tuple[str, str, int]:
    """What the prints of one sentence share: its words, and the act that they tell in it."""
    return (event.sentence, event.event, event.spot) if event.sentence.count(" ") + 1 >= LONG else (event.id, "", 0)


def told(event: Event, published: str | None, sentence: str, root: str = "", around: str = "") -> Told:
    """An event with the sentence that tells it; `root` is the origin it counts under, `around` the headline and the words near it."""
    first, last, dated = _days(event, published)
    return Told(
        id=event.id, report=event.report, published=published or "", event=event.event, mode=event.mode, status=event.status,
        claimed=event.claimed, background=event.background, first=first, last=last, dated=dated, actor=_whos(event.actor),
        recipient=_whos(event.recipient), place=event.place, figures=event.figures,
        words=stems(sentence) - _said_of(event), sentence=normal(sentence), root=root,
        spot=event.anchor[0][0] - event.sentence[0] if event.anchor else 0, around=stems(around))


def _days(event: Event, published: str | None) -> tuple[int, int, bool]:
    """The first and last day on which the event may lie, and whether the text told them."""
    when = event.date
    if when and (when.start or when.end):
        first, last = number_of(when.start or when.end or ""), number_of(when.end or when.start or "")
        if when.end is None and published:
            last = max(first, number_of(published))
        return min(first, last), max(first, last), True
    if published is None:
        return 0, 999_999, False
    day = number_of(published)
    if event.status in ("planned", "hypothetical"):
        return day, day + AHEAD, False
    return (0 if event.background else day - RECENT), day, False


def number_of(day: str) -> int:
    """The number of an ISO day; a month or a year counts from its first.

    >>> number_of("2021-06-04") - number_of("2021-06")
    3
    """
    return date.fromisoformat((day + "-01-01")[:10] if len(day) < 8 else day[:10]).toordinal()


def iso(number: int) -> str:
    return (date.min + timedelta(days=number - 1)).isoformat()


def _whos(actors: Iterable[Actor]) -> tuple[Who, ...]:
    return tuple(dict.fromkeys(who(a.name, a.country, a.sector, a.wikidata, a.office) for a in actors))


@lru_cache(maxsize=65536)
def who(name: str, country: str | None, sector: str | None, wikidata: str | None = None, office: str | None = None) -> Who:
    """A party from its name and codes.

    >>> who("the Kremlin", "RUS", "GOV").make, who("Bjarki Jonsson", "ISL", "GOV").make, who("the coast guard", "NOR", "MIL").make
    ('state', 'person', 'body')
    """
    plain = normal(name).removeprefix("the ")
    entries = lexicon().find(key(name)) or lexicon().find(key(plain))
    kinds = {e.kind for e in entries}
    make: Make = "body"
    if kinds & {"state", "seat", "capital", "adjective"} or plain.endswith(" government") or plain in GOVERNMENT:
        make = "state"
    elif office or (not kinds and wikidata is None and _like_a_person(name)):
        make = "person"
    return Who(plain, frozenset(plain.split()) - SMALL, country, sector, wikidata, make, frozenset(ABBREVIATION.findall(name)),
               frozenset(stem(w) for w in plain.split() if w not in COUNTING and not w.isdigit()) - SMALL, name)


ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9-]{1,7}\b")  # names of groups by their letters
GOVERNMENT = frozenset(("government", "authorities", "officials", "officials and", "state"))
COUNTING = frozenset(word for _, line in lines("joining", "counting.txt") for word in line.split())  # "at least 103 demonstrators"
SMALL = frozenset(("the", "of", "and", "s", "a", "for", "in"))


def _like_a_person(name: str) -> bool:
    """Capital letters throughout and no word of an office or a body: the tables knew it for nothing else."""
    words = name.split()
    agents = any(lexicon().find(key(w)) for w in words)
    return len(words) <= 4 and not agents and all(w[:1].isupper() for w in words if w not in ("al", "bin", "de", "van", "von", "of", "el"))


def _said_of(event: Event) -> frozenset[str]:
    """The words that the parties and the place bring into the sentence: they count as parties and place, not as words."""
    names = [a.name for a in event.actor + event.recipient] + ([event.place.name] if event.place else [])
    return frozenset(s for name in names for s in stems(name))
