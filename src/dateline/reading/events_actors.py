"""Which actors stand in the slots of a frame, and which actor a phrase that is none leads to.

"Aland's decision", "the government of Aland", "Aland's forces", "the minister, Kess": the phrase itself is no known actor,
but its owner or its apposition is.
"""

from collections import Counter
from dataclasses import dataclass, replace

from dateline.codes.actors_words import word_set
from dateline.codes.frames import word_classes
from dateline.reading.arguments import VERBS, Arguments
from dateline.reading.claims import Quotes
from dateline.reading.frames_match import Filled
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence
from dateline.records import Actor, Place, Quote
from dateline.records.span import Span, overlap

UNPLACED = word_set("unplaced")
QUANTITIES = word_classes()["QUANTITY"]
BODIES = word_classes()["BODY"]
WRITINGS = word_classes()["WRITING"]
LIVING = frozenset[str]().union(*(word_classes()[name] for name in ("BODY", "crowd", "force", "leader", "person", "official", "prisoner")))
SHARED = word_classes()["deal"] | word_classes()["relation"] | {"border", "frontier"}
START = word_classes()["START"]
UNMADE = word_classes()["UNMADE"]  # "the duties that Boria rejects" are not Boria's
MONEY = frozenset(("dollar", "pound", "franc", "peso", "rupee", "crown", "dinar"))
OBJECTS = frozenset(("it", "him", "her", "them"))
FIRST = frozenset(("i", "me", "my", "we", "us", "our"))
PLACE_DOUBT = 0.3  # a country that the actor reader took for a place
SPOKEN_DOUBT = 0.2  # an act done by words that name it not
HOME_DOUBT = 0.3  # a body or person of no told country, in a report about one
HOME_SHARE = 0.5
BEYOND = frozenset(("IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM"))
AT_HOME = frozenset(("GOV", "MIL", "COP", "REB", "OPP", "LEG", "JUD", "PRM", "SPY", "PTY", "LAB"))
LOCAL = frozenset(("UAF", "CVL", "EDU", "MED", "AGR", "CRM", "REB", "COP", "LAB"))
GUESSED = "+report"  # the country is that which the report is about
ON_SCENE = AT_HOME | {"UAF", "CVL", "EDU", "MED", "AGR", "CRM"}
DEEDS = word_classes()["BLAST"] - {"bomber"} | {
    "strike", "airstrike", "attack", "raid", "bombing", "assault", "blast", "explosion", "ambush", "offensive", "shooting", "massacre",
    "killing", "stabbing", "siege", "bloodshed", "riot", "unrest"}
MADE = ("ion", "ment", "ance", "ence", "al", "ing", "ure")  # endings of nouns made from verbs
CHANGES = frozenset(("change", "amendment", "reform", "revision", "overhaul", "repeal", "extension", "alteration", "addition"))
PEERS = frozenset(("colleague", "counterpart", "opposite"))
WITHIN = ("in", "at", "near", "on", "around", "outside", "inside", "over", "across")
AS_PARTY, LAND = "country as party", "land"  # why a place is an actor: may be a party; only as the ground that a blow falls on
PARTIES = frozenset(("country", "city", "admin1"))
HOLDING = frozenset(("carry", "transport", "hold", "house", "shelter", "bring", "take", "ferry", "host", "accommodate", "treat", "serve"))
FILLED = frozenset(("full", "crowded", "packed", "crammed", "crowd", "pack", "cram", "fill", "load", "laden", "loaded"))
ROOMS = frozenset(("camp", "hospital", "school", "shelter", "home", "hostel", "centre", "center", "clinic", "ward", "market", "barracks",
                   "settlement", "site", "base", "prison", "college", "orphanage", "refuge", "bus", "train", "queue"))
OWNED_DOUBT = 0.12  # a slot filled through an owner


@dataclass(frozen=True, slots=True)
class Side:
    """The actors of one side, the slot they stand in and the doubt that the way there adds."""

    actors: tuple[Actor, ...] = ()
    slot: str = ""
    doubt: float = 0.0


class SentenceActors:
    """The actors of one sentence by the token that heads their mention."""

    def __init__(self, sentence: Sentence, arguments: Arguments, mentions: Mentions[Actor], quotes: Quotes | None = None) -> None:
        self.s, self.a, self.quotes = sentence, arguments, quotes
        self.by_token: dict[int, list[Actor]] = {}
        self.covered: dict[int, int] = {}
        self.lands: dict[int, Actor] = {}
        self.mentions = mentions
        here = mentions.at(sentence.span)
        token = 0
        for actor in here:
            while token < len(sentence) and sentence.ends[token] <= actor.span[0]:
                token += 1
            last = token
            while last + 1 < len(sentence) and sentence.starts[last + 1] < actor.span[1]:
                last += 1
            if token >= len(sentence):
                break
            if last + 1 < len(sentence) and sentence.lemmas[last + 1].lower() in MONEY:
                continue  # "US dollars" are no party
            head = next((t for t in range(token, last + 1) if not token <= sentence.heads[t] <= last or sentence.heads[t] == t), last)
            if sentence.lemmas[head].lower() in DEEDS and actor.why.startswith("agent"):
                continue  # an air strike strikes for whoever flew it
            if sentence.pos[head] == "ADJ" and sentence.words[head].islower():
                continue  # "military" in "a military pact" is nobody
            if actor.why == LAND:
                self.lands.setdefault(head, actor)
                continue
            self.by_token.setdefault(head, []).append(actor)
            for t in range(token, last + 1):
                self.covered.setdefault(t, head)

        self._unbind()

    def _unbind(self) -> None:
        """An object pronoun is never its own clause's subject: in "Aland cut ties with Boria, accusing it", `it` is Boria."""
        s = self.s
        for token in range(len(s)):
            if s.words[token].lower() not in OBJECTS or s.deps[token] != "dobj" or token not in self.by_token:
                continue
            subjects = {key_of(x) for t in self.a.surface(s.heads[token]) for x in self.by_token.get(t, ())}
            if not subjects & {key_of(x) for x in self.by_token[token]}:
                continue
            others = (t for t in range(token - 1, -1, -1) if t in self.by_token and s.pos[t] != "PRON")
            other = next((t for t in others if not subjects & {key_of(x) for x in self.by_token[t]}), None)
            self.by_token[token] = [] if other is None else self.by_token[other]

    def __bool__(self) -> bool:
        return bool(self.by_token)

    def is_actor(self, token: int) -> bool:
        """Whether the phrase that `token` heads is an actor."""
        return bool(self.of(token))

    def of(self, token: int) -> tuple[Actor, ...]:
        """The actors that `token` heads, or stands in the name of, or is in apposition to."""
        found = self.by_token.get(token)
        if found is None and token in self.covered:
            found = self.by_token.get(self.covered[token])
        if found is None:
            for child in self.s.children[token]:
                if self.s.deps[child] == "appos" and child in self.by_token:
                    found = self.by_token[child]
                    break
        if not found and self.s.lemmas[token].lower() in QUANTITIES:
            return tuple(x for t in self.a.preps(token, "of") if t > token for x in self.of(t))
        if found and self.s.tags[token] == "NNS":
            # "the ministers of Aland and Boria" are two, though the mention may end with Aland
            found = [*found, *(x for t in self.a.preps(token, "of") if self.covered.get(t) != token for x in self.by_token.get(t, ()))]
        return tuple(found or ())

    def land(self, token: int) -> tuple[Actor, ...]:
        """The place or country that `token` names or that it is told to lie in: "Yeonpyeong island", "villages in Darfur"."""
        a = self.a
        ways = ((token,), *(a.preps(token, p) for p in WITHIN), a.compounds(token), a.preps(token, "of"))
        for tokens in ways:
            for t in tokens:
                found = (self.lands[t],) if t in self.lands else tuple(x for x in self.by_token.get(t, ()) if x.country and is_land(x))
                if found:
                    return found
        return ()

    def owner(self, token: int) -> tuple[Actor, ...]:
        """The actors whose the phrase at `token` is: possessive, `by`, names before it, `of`."""
        a, s = self.a, self.s
        if s.lemmas[token].lower() in QUANTITIES and token not in self.covered:
            return tuple(x for t in a.preps(token, "of") if t > token for x in self.of(t) or self.owner(t))
        noun = s.pos[token] in ("NOUN", "PROPN")
        if a.suffered(token):
            return self._first(a.preps(token, "by"))
        if s.lemmas[token].lower() in PEERS and (theirs := self._first(a.compounds(token))):
            return theirs  # "her Finnish colleague" is not hers
        found = self._first(a.possessors(token), self._by(token) if noun else (), self._before(token), a.preps(token, "of"),
                            a.preps(token, "from") if noun else (), a.preps(token, "in") if s.lemmas[token].lower() in BODIES else ())
        if not found and s.lemmas[token].lower() in WRITINGS and (verb := self._outer(token)) is not None:
            return self._first(a.subjects(verb))  # "adopted a resolution calling on Boria": who adopted it calls
        if not found and s.lemmas[token].lower() in SHARED and (others := self._first(a.preps(token, "with"))):
            return others
        if not found and noun:
            found = self._first(self._inside(token))
        if not found and s.lemmas[token].lower() in CHANGES:
            return self._first(*(self._inner(t) for p in ("to", "in", "of") for t in a.preps(token, p)))  # "a change to Boria's law"
        if not found and s.lemmas[token] in START:
            return self._first(*(self._inner(t) for t in a.preps(token, "of")))  # "the start of talks between Aland and Boria"
        return found or (self._makers(token) if noun else ())

    def _inside(self, token: int) -> tuple[int, ...]:
        """Who is in a vehicle or a building: "a bus full of pilgrims", "a lorry carrying soldiers", "a camp for displaced people"."""
        a, s = self.a, self.s
        found = [t for c in s.childs(token, "acl", "relcl") if s.lemmas[c].lower() in HOLDING for t in s.childs(c, "dobj")]
        found += [t for c in s.childs(token, "amod", "acl", "advmod", "acomp") if s.lemmas[c].lower() in FILLED
                  for p in (*s.childs(c, "prep"), *s.childs(token, "prep")) if s.words[p].lower() in ("of", "with")
                  for t in s.childs(p, "pobj")]
        if s.lemmas[token].lower() in ROOMS:
            found += a.preps(token, "for")
        return tuple(m for t in found for m in a.members(t))

    def _by(self, token: int) -> tuple[int, ...]:
        """Who did what a noun tells by a "by" phrase, also one that hangs on a later noun: "the naming of Oslo as capital by Boria"."""
        s, a = self.s, self.a
        found = a.preps(token, "by")
        verb = s.heads[token]
        if found or s.deps[token] != "dobj" or not s.lemmas[token].lower().endswith(MADE):
            return found
        todo = [c for c in s.childs(verb, "prep") if c > token] + list(s.childs(token, "prep"))
        for _ in range(12):
            if not todo:
                break
            prep = todo.pop(0)
            below = s.childs(prep, "pobj")
            if s.words[prep].lower() == "by" and s.heads[prep] != verb:
                return below
            todo += [c for t in below for c in s.childs(t, "prep")]
        return ()

    def _before(self, token: int) -> tuple[int, ...]:
        """The words before a noun that may tell whose it is: "the Istanbul bombing" is not Turkey's."""
        found = self.a.compounds(token)
        if found and self.s.lemmas[token].lower() in DEEDS:
            return tuple(t for t in found if not any(map(is_town, self.of(t))))
        return found

    def _outer(self, token: int) -> int | None:
        """The verb whose object a writing is, or the release of it: "authorised the release of a report which accuses Boria"."""
        s = self.s
        above = s.heads[s.heads[token]]
        if s.deps[token] == "pobj" and s.words[s.heads[token]].lower() == "of" and s.lemmas[above] in ("release", "publication"):
            token = above
        return s.heads[token] if s.deps[token] in ("dobj", "nsubjpass") else None

    def _inner(self, token: int) -> tuple[int, ...]:
        a = self.a
        return a.preps(token, "between") or a.possessors(token) or a.preps(token, "with") or a.compounds(token)

    def _makers(self, token: int) -> tuple[Actor, ...]:
        """Whose a noun is by the clause at it: "the accord signed by Aland", "the tariffs that Aland imposed", "the talks between"."""
        a, s = self.a, self.s
        if s.lemmas[token].lower() in LIVING:
            return ()  # rebels backed by Aland are not Aland's
        between = self._first(a.preps(token, "between"))
        if between:
            return between
        for clause in s.childs(token, "acl", "relcl"):
            if s.pos[clause] not in VERBS or s.lemmas[clause].lower() in UNMADE or token not in a.objects(clause):
                continue
            makers = tuple(x for t in a.subjects(clause) for x in self.of(t))
            if makers:
                return makers
        return ()

    def _owned(self, token: int) -> bool:
        return self.s.pos[token] != "ADJ" or self.s.lemmas[token].lower() in QUANTITIES

    def _speaking(self, tokens: tuple[int, ...]) -> Side:
        """Whoever says the words: the subject of the verb of saying, or the speaker of the quote around them."""
        if len(tokens) == 1 and self.quotes is not None:
            span = (self.s.starts[tokens[0]], self.s.ends[tokens[0]])
            speaker = next((q.speaker for q in self.quotes.around(span) if q.speaker is not None), None)
            if speaker is not None:
                return Side((speaker,), "speaker", SPOKEN_DOUBT)
        found = unique(tuple(x for t in tokens for x in self.of(t)))
        return Side(found, "speaker", SPOKEN_DOUBT) if found else Side()

    def _first(self, *ways: tuple[int, ...]) -> tuple[Actor, ...]:
        """The actors of the first way that leads to any."""
        for tokens in ways:
            found = tuple(x for t in tokens for x in self.of(t))
            if found:
                return found
        return ()

    def side(self, slots: tuple[Filled, ...], owners: bool = True) -> Side:
        """The first slot that leads to an actor: first by the phrases themselves, else by their owners."""
        for name, tokens in slots:
            if name == "speaker":
                return self._speaking(tokens)
            direct = unique(tuple(x for t in tokens for x in self.of(t)))
            if direct and (len(tokens) == len(direct) or not owners):
                return Side(direct, name)
            both = unique(tuple(x for t in tokens for x in self.of(t) or (self.owner(t) if owners and self._owned(t) else ())))
            if both:
                return Side(both, name if direct else f"{name}.owner", 0.0 if direct else OWNED_DOUBT)
        return Side()


def is_land(actor: Actor) -> bool:
    """Whether an actor stands for a place: a country, its capital or another place."""
    return actor.why in (AS_PARTY, LAND) or actor.why.startswith(("state", "capital"))


def is_town(actor: Actor) -> bool:
    """Whether an actor stands for a town, as "Istanbul" does in "the Istanbul bombing"."""
    return actor.why == AS_PARTY or actor.why.startswith("capital")


def key_of(actor: Actor) -> tuple[str, str | None]:
    """What makes two mentions one actor."""
    return actor.name, actor.country


def unique(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors without repeats, in order."""
    found: dict[tuple[str, str | None], Actor] = {}
    for actor in actors:
        found.setdefault(key_of(actor), actor)
    return tuple(found.values())


def without(side: Side, other: Side) -> Side:
    """A side without the actors of the other one."""
    taken = {key_of(a) for a in other.actors}
    return _only(side, tuple(a for a in side.actors if key_of(a) not in taken))


def without_spans(side: Side, spans: tuple[Span, ...]) -> Side:
    """A side without the actors whose mention overlaps one of the spans."""
    return _only(side, tuple(a for a in side.actors if not any(overlap(a.span, s) for s in spans)))


def _only(side: Side, left: tuple[Actor, ...]) -> Side:
    return side if len(left) == len(side.actors) else replace(side, actors=left) if left else Side()


def with_countries(actors: tuple[Actor, ...], places: tuple[Place, ...]) -> tuple[Actor, ...]:
    """The actors, and the countries and cities that stand only as places: in "demanded an answer from Aland" the place is a party."""
    mentions = Mentions(actors)
    return (*actors, *(Actor(report=p.report, sentence=p.sentence, why=AS_PARTY if p.precision in PARTIES else LAND, doubt=PLACE_DOUBT,
                             codes=p.codes, span=p.span, name=p.name, country=p.country, sector="GOV")
                       for p in places if p.country and not mentions.at(p.span)))


def with_home(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The actors, where officials, soldiers, rebels and parties of no told country are those of the country the report is about."""
    told = Counter(a.country for a in actors if a.country and a.country not in BEYOND)
    if not told:
        return actors
    (home, times), rest = told.most_common(1)[0], sum(told.values())
    if times < HOME_SHARE * rest:
        return actors
    return tuple(replace(a, country=home, doubt=min(0.9, a.doubt + HOME_DOUBT), why=f"{a.why} +home")
                 if a.country is None and a.sector in AT_HOME and not unplaced(a) else a for a in actors)


def with_scene(actors: tuple[Actor, ...], places: tuple[Place, ...]) -> tuple[Actor, ...]:
    """The actors, where people and bodies that are only described have the country of the one place that their sentence names, or that
    the whole report names where it tells no other country: "an army post at Zouar was attacked by rebels".

    The towns of a sentence say more than the lands it names: "gunmen stopped a bus near Reynosa and seized migrants from Honduras".
    """
    lands: dict[Span, set[str]] = {}
    towns: dict[Span, set[str]] = {}
    for place in places:
        if place.country:
            lands.setdefault(place.sentence, set()).add(place.country)
            if place.precision != "country":
                towns.setdefault(place.sentence, set()).add(place.country)
    told = {a.country for a in actors if a.country and not a.why.endswith(GUESSED)}
    every = set[str]().union(*lands.values()) if not told else set[str]()
    return tuple(_on_scene(a, towns.get(a.sentence) or lands.get(a.sentence) or every, a.sentence in towns) for a in actors)


def _on_scene(actor: Actor, countries: set[str], in_town: bool) -> Actor:
    """The actor in the one country of the scene: where none is told, and for people of the place also where it was only guessed."""
    guessed = in_town and actor.why.endswith(GUESSED) and actor.sector in LOCAL
    if (actor.country is not None and not guessed) or len(countries) != 1 or actor.sector not in ON_SCENE \
            or not actor.why.startswith("agent") or actor.country in countries or unplaced(actor):
        return actor
    return replace(actor, country=next(iter(countries)), doubt=min(0.9, actor.doubt + HOME_DOUBT), why=f"{actor.why} +scene")


def unplaced(actor: Actor) -> bool:
    """Whether people may be from anywhere: hostages, donors, allies."""
    return not UNPLACED.isdisjoint(actor.name.lower().split())


def with_speakers(actors: tuple[Actor, ...], quotes: tuple[Quote, ...], parse: Parse) -> tuple[Actor, ...]:
    """The actors, and the speaker wherever a quote says "I" or "we"."""
    mentions, found = Mentions(actors), []
    for quote in quotes:
        if quote.speaker is None or quote.kind == "indirect":
            continue
        for piece in quote.content:
            sentence = parse.sentence_at(piece[0])
            while sentence is not None and sentence.start < piece[1]:
                for token in range(len(sentence)):
                    span = (sentence.starts[token], sentence.ends[token])
                    if sentence.words[token].lower() in FIRST and piece[0] <= span[0] < piece[1] and not mentions.at(span):
                        found.append(replace(quote.speaker, span=span, sentence=sentence.span, why=f"speaker; {quote.speaker.why}"))
                index = sentence.index + 1
                sentence = parse.sentences[index] if index < len(parse.sentences) else None
    return (*actors, *found)
