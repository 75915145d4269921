"""Mentions, and the entities that they are mentions of, while a report is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.codes.actors_given import gender_of
from dateline.codes.actors_keys import fold, keys
from dateline.codes.actors_words import word_set, word_sets
from dateline.reading.actors_meaning import Meaning
from dateline.reading.parse import Sentence

BODIES = word_set("bodies")
KINGDOMS = word_set("kingdoms")  # ISO codes
VESSELS = frozenset(("ship", "vessel", "destroyer", "frigate", "warship", "submarine"))
MEN, WOMEN = word_set("men"), word_set("women")
SKIP = word_set("skip")
HONORIFICS = word_set("honorifics")


def is_body(noun: str) -> bool:
    """Whether an agent noun names a body and no single person."""
    return noun in BODIES


@dataclass(slots=True, eq=False)
class Mention:
    """A mention: its sentence, its tokens `first` to `last` with their `head`, and what it means.

    `place`: it only tells where; `part`: it is part of a longer phrase ("Russian" in "Russian invasion"); `drop`: no record;
    `maybe`: a name only if the report tells more of it elsewhere; `several`: the meanings of "both sides"; `same`: the name that
    stands beside a title; `honorific`: m, f or "".
    """

    sentence: Sentence
    head: int
    first: int
    last: int
    meaning: Meaning
    subject: bool
    place: bool = False
    honorific: str = ""
    part: bool = False
    drop: bool = False
    maybe: bool = False
    several: tuple[Meaning, ...] = ()
    same: Mention | None = None

    @property
    def words(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(w.lower() for w in self.sentence.words[self.first:self.last + 1])


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that a report speaks of: its best meaning, its name's keys, and where it was last seen."""

    meaning: Meaning
    tokens: tuple[str, ...]
    kind: str
    gender: str | None
    plural: bool
    nouns: set[str] = field(default_factory=set)
    sentence: int = -1
    token: int = -1
    subject: bool = False
    count: int = 0
    named: bool = False
    clause: tuple[int, int] = (-1, -1)  # the sentence and verb of the last "who" clause of which it is the subject
    listed: int = -1  # its latest place in the linker's list
    meant: int = -1  # the last sentence in which a pronoun as subject meant it

    def learn(self, m: Mention) -> None:
        """Take over what a further mention by name tells: country, sector, office, gender, title nouns."""
        self.nouns |= nouns_of(m)
        if m.honorific in ("m", "f"):
            self.gender = m.honorific
        best, new = self.meaning, m.meaning
        if best.kind == "name" and new.kind == "person" and not new.why.startswith("surname"):
            self.meaning = new
        elif best.kind == "name" and new.kind == "name":
            values = {k: getattr(best, k) or getattr(new, k) for k in ("country", "sector", "office")}
            name = new.name if len(new.name) > len(best.name) and len(keys(new.name)) >= len(keys(best.name)) else best.name
            self.meaning = Meaning("name", name, why=best.why, doubt=min(best.doubt, new.doubt), **values)

    def seen(self, m: Mention) -> None:
        """Note where it stands now."""
        self.sentence, self.token, self.subject = m.sentence.index, m.head, m.subject
        self.count += 1


def entity_of(m: Mention, tokens: tuple[str, ...]) -> Entity:
    """A new entity for a mention."""
    gender = m.honorific or None
    if m.meaning.kind in ("person", "name") and not gender:
        gender = gender_of(keys(m.meaning.name)[0]) if keys(m.meaning.name) else None
    kind = m.meaning.kind if m.meaning.kind != "title" else "name"
    if kind == "group" and not m.meaning.plural and not m.part and not is_body(fold(m.sentence.lemmas[m.head])):
        kind = "name"
    if kind == "name" and not gender:
        noun = m.sentence.lemmas[m.head]
        gender = "f" if noun in WOMEN else "m" if noun in MEN else None
    return Entity(m.meaning, tokens or ("?",), kind, gender, m.meaning.plural, nouns_of(m), named=m.meaning.kind in ("person", "name"))


def nouns_of(m: Mention) -> set[str]:
    """The nouns by which a mention can be spoken of again: those of its words that are common nouns or its office's."""
    s = m.sentence
    forms, found = s.words if m.meaning.plural else s.lemmas, set[str]()
    for t in range(m.first, m.last + 1):
        pos = s.pos[t]
        if pos == "NOUN":
            found.add(fold(forms[t]))
        elif pos == "PROPN":
            found.add(fold(forms[t]))
            found.add(fold(s.words[t]))
    if found & VESSELS:
        found |= {"vessel", "ship"}
    if m.meaning.kind == "state" and (m.meaning.country or "").lower() in KINGDOMS:
        found.add("kingdom")
    if m.meaning.kind in ("person", "name", "body"):
        found |= set(keys(m.meaning.office or "")) | (set(keys(m.meaning.name)) if m.meaning.kind == "body" else set())
        sector = m.meaning.sector or ("SOC" if m.meaning.country == "NGO" else "ANY")
        body = word_sets().get(f"again {sector}", frozenset())
        found |= body if m.meaning.kind == "body" else _more(found, m.meaning.sector)
    return found - SKIP


def _more(nouns: set[str], sector: str | None) -> set[str]:
    """Further nouns that the news uses for the holders of some offices."""
    out: set[str] = set()
    if nouns & {"president", "premier", "chancellor", "king", "leader", "minister", "taoiseach"}:
        out |= {"leader", "politician"}
    if nouns & {"minister", "ambassador", "envoy", "diplomat"} and nouns & {"foreign", "ambassador", "envoy", "diplomat", "affairs"}:
        out |= {"diplomat", "envoy"}
    if nouns & {"spokesman", "spokeswoman", "spokesperson"}:
        out |= {"spokesman", "spokeswoman", "spokesperson", "official"} | ({"diplomat"} if sector == "GOV" else set())
    if sector == "LEG":
        out |= {"lawmaker", "legislator", "politician"}
    if sector == "MIL":
        out |= {"officer", "commander", "general"}
    if nouns & {"premier"}:
        out |= {"minister"}
    if sector == "GOV":
        out |= {"official"}
    return out


def name_tokens(m: Mention) -> tuple[str, ...]:
    """The keys of the name in a mention of a person, without titles."""
    s, found = m.sentence, m.meaning
    if found.kind == "name":
        folded = keys(found.name)
    else:
        start, end = found.main
        base = m.first if not m.part else m.first - found.main[0]
        words = s.words[base + start:base + end]
        folded = tuple(k for w in words for k in keys(w))
    while len(folded) > 1 and folded[0] in HONORIFICS:
        folded = folded[1:]
    return folded
