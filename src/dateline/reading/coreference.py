"""What a mention means in the light of what the report said before: surnames, titles, "the ministry", pronouns, "both sides".

"Ambassador Maria Cole arrived. Cole said she would stay" - "Cole" and "she" are the ambassador. What stays unsure gets no record.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter

from dateline.codes.actors_keys import fold, keys
from dateline.codes.actors_words import word_set
from dateline.reading.actors_entities import Entity, Mention, entity_of, is_body, name_tokens, nouns_of
from dateline.reading.actors_meaning import NONSTATE, Meaning, Setting
from dateline.reading.actors_phrase import resolve
from dateline.reading.actors_scan import PARTICLES
from dateline.reading.actors_spans import PRONOUNS
from dateline.reading.coreference_pronouns import PAIRED, pair, pronoun, salient
from dateline.reading.parse import Parse, Sentence

PROMINENT = 9.0
DEFINITE = word_set("definite")
PERSONAL = frozenset(("person", "name"))
COVERING = frozenset(("group", "body", "title", "person", "name"))
OUTSIDERS = NONSTATE | frozenset(("USA", "GBR", "FRA", "DEU", "CHN", "RUS", "CHE", "AUT"))
UNPLACED = word_set("unplaced")
ORGANS = word_set("organs")
REMOTE = word_set("remote")  # lands with hardly a government of their own
BOUND = frozenset(("to", "for", "from", "towards", "toward", "into"))  # before a place where those told of are not
SENDING = frozenset(("send", "dispatch", "deploy", "recall", "withdraw", "name", "appoint", "sack", "dismiss", "redeploy", "despatch"))
PRONOMINAL = frozenset(("PRON", "DET", "NUM", "CCONJ"))
SEATS = {"brussels": "BEL"}  # those who march in Brussels are Belgians, though Brussels that speaks is the European Union
COPULA = frozenset(("be", "become", "remain"))


def link(parse: Parse, mentions: Iterable[Mention], on: str | None, countries: tuple[str, ...], home: str | None) -> list[Mention]:
    """All mentions with their final meanings, pronouns among them, in text order of sentences.

    `countries` are those the report tells, the likeliest first; `home` the one that it is plainly about, if one is.
    """
    linker = Linker(on, countries, home)
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for m in mentions:
        by_sentence[m.sentence.index].append(m)
    for found in by_sentence.values():
        linker.introduce(found)
    for s in parse.sentences:
        linker.sentence(s, by_sentence.get(s.index, []))
    return linker.out


class Linker:
    """The entities of one report while it is read from start to end."""

    def __init__(self, on: str | None, countries: tuple[str, ...], home: str | None) -> None:
        self.on, self.countries, self.home = on, countries, home
        self.setting = Setting(countries[:6], guess=True)
        self.entities: list[Entity] = []
        self.full: dict[str, Entity] = {}
        self.last: dict[str, list[Entity]] = defaultdict(list)
        self.first: dict[str, list[Entity]] = defaultdict(list)
        self.place: str | None = None
        self.out: list[Mention] = []

    # -- names, looked at over the whole report first, so that a headline's surname finds its full name ---------------------------
    def introduce(self, mentions: list[Mention]) -> None:
        """Take up the names of a sentence that are told with more than a surname, and what appositions tell of them."""
        heads = {m.head: m for m in mentions}
        for m in mentions:
            self._doubtful(m)
        for m in mentions:
            self._explained(m, heads)
        for m in mentions:
            if m.meaning.kind in PERSONAL and not m.maybe and not m.meaning.why.startswith("surname"):
                tokens = name_tokens(m)
                if len(tokens) > 1:
                    self._register(m, tokens)

    def _doubtful(self, m: Mention) -> None:
        """A full name of a person of little weight from a country of which the report says nothing is somebody else's."""
        found = m.meaning
        if found.kind != "person" or not found.why.startswith("name ") or found.weight >= PROMINENT:
            return
        if found.country in self.countries[:8] or found.country in found.countries or found.country in NONSTATE:
            return
        words = m.sentence.words[m.first:m.last + 1]
        text = " ".join(words[found.main[0] if not m.part else 0:]).replace(" - ", "-")
        m.meaning = Meaning("name", text, why="name.bare", doubt=0.3, main=found.main)

    def _explained(self, m: Mention, heads: dict[int, Mention]) -> None:
        """A name takes country, sector and office from its apposition or its "is the mayor of X", and lends it its own."""
        s = m.sentence
        others = [heads[c] for t in range(m.first, m.last + 1) for c in s.childs(t, "appos") if c in heads and heads[c] is not m]
        if s.deps[m.head] == "nsubj" and s.lemmas[s.heads[m.head]] in COPULA:
            others += [heads[c] for c in s.childs(s.heads[m.head], "attr") if c in heads]
        for other in others:
            titled = m.meaning.why.startswith("title ")  # "Norway's foreign minister, Anna Kess": the name tells who it is, not our table
            name, role = (m, other) if m.meaning.kind in PERSONAL and not titled else (other, m)
            if name.meaning.kind not in PERSONAL or role.meaning.kind not in ("group", "title", "person") or role.meaning.plural:
                continue
            if role.meaning.kind == "person" and not role.meaning.why.startswith("title"):
                continue
            told = role.meaning
            if name.meaning.kind == "name":
                name.meaning = name.meaning._replace(country=name.meaning.country or told.country,
                                       sector=told.sector or name.meaning.sector, office=told.office or told.name,
                                       why=name.meaning.why + " +apposition", doubt=0.12)
            elif name.meaning.sector in (None, "ELI") and told.kind != "person" and told.sector and "former" not in told.why:
                name.meaning = name.meaning._replace(sector=told.sector, office=told.office or told.name, since=None, until=None)
            name.maybe = False
            role.same = name

    def _register(self, m: Mention, tokens: tuple[str, ...]) -> None:
        known = self.full.get(" ".join(tokens)) or next(
            (e for e in self.last.get(tokens[-1], ()) if e.tokens[0] == tokens[0]
             or (e.meaning.kind == m.meaning.kind == "person" and e.meaning.name == m.meaning.name)), None)
        if known is None:
            known = entity_of(m, tokens)
            self.last[tokens[-1]].append(known)
            self.first[tokens[0]].append(known)
            for joint in (tokens[-2:],) if len(tokens) > 2 else ():
                self.last[" ".join(joint)].append(known)
            if known.meaning.kind == "person":
                for other in {keys(known.meaning.name)[-1], keys(known.meaning.name)[0]} - {tokens[-1]}:
                    self.last[other].append(known)
        self.full[" ".join(tokens)] = known
        known.learn(m)

    # -- reading on -------------------------------------------------------------------------------------------------------------
    def sentence(self, s: Sentence, mentions: list[Mention]) -> None:
        """Link the mentions and pronouns of one sentence, left to right."""
        self.place = next((SEATS.get(s.words[m.head].lower(), m.meaning.country) for m in mentions
                           if m.place and m.meaning.country and m.meaning.country not in REMOTE
                           and s.words[s.heads[m.head]].lower() not in BOUND), None)
        items: list[tuple[int, int, Mention | int]] = [(m.first, 1, m) for m in mentions]
        items += [(t, 0, t) for t, pos in enumerate(s.pos) if pos in PRONOMINAL and s.words[t].lower() in PRONOUNS]
        if not items:
            return
        covered = sorted((m.first, m.last) for m in mentions if m.meaning.whole and m.meaning.kind in COVERING)
        for at, _, item in sorted(items, key=itemgetter(0, 1)):
            if isinstance(item, int):
                found = pronoun(self.entities, s, at, mentions, self.out)
                if found:
                    self.out.append(found)
                continue
            inside = self._covered(item, covered)
            item.drop = inside
            self._noun(item)
            self.out.append(item)

    def _covered(self, m: Mention, covered: list[tuple[int, int]]) -> bool:
        """Whether a state, a body or a capitalised noun only stands inside a longer mention."""
        if m.meaning.kind in ("group", "title"):
            if m.first != m.last or m.sentence.pos[m.first] != "PROPN":
                return False
        elif m.meaning.kind not in ("state", "place", "adjective", "body"):
            return False
        at = bisect_right(covered, (m.first, len(m.sentence)))
        return any(m.last <= b and (a, b) != (m.first, m.last) for a, b in covered[max(0, at - 8):at])

    def _noun(self, m: Mention) -> None:
        kind = m.meaning.kind
        if m.place or kind == "place":
            return
        if kind in PERSONAL and not m.meaning.why.startswith("title"):
            self._person(m)
        elif m.same is not None:
            self._same(m)
        elif kind in ("group", "title", "stance") or (kind == "person"):
            self._described(m)
        elif kind in ("body", "state", "adjective"):
            self._known(m)

    def _same(self, m: Mention) -> None:
        """A title that stands beside its name: the person's."""
        other = m.same
        assert other is not None
        tokens = name_tokens(other)
        entity = self.full.get(" ".join(tokens))
        meaning = entity.meaning if entity else other.meaning
        if entity:
            entity.nouns |= nouns_of(m)
        m.meaning = meaning._replace(why=meaning.why + " +beside", main=m.meaning.main)

    def _person(self, m: Mention) -> None:
        tokens = name_tokens(m)
        entity = self.full.get(" ".join(tokens)) if len(tokens) > 1 else None
        if entity is None and tokens:
            entity = self._by_part(tokens, m)
        if entity is None and m.maybe:
            m.drop = True
            return
        if entity is None and (len(tokens) == 1 or m.meaning.why.startswith("surname")):
            again = resolve(m.sentence.words[m.first:m.last + 1], self.on, self.setting)
            if again and again.kind == "person" and (again.country in self.countries[:6] or again.weight >= 13):
                m.meaning = again
            elif m.meaning.kind == "person" and m.meaning.weight < 13 and m.meaning.country not in self.countries[:6]:
                m.meaning = Meaning("name", " ".join(m.sentence.words[m.first:m.last + 1]), why="name.bare", doubt=0.4)
        if m.meaning.kind == "name" and m.meaning.sector and not m.meaning.country and (entity is None or not entity.meaning.country):
            self._placed(m, False)
            if entity is not None:
                entity.meaning = entity.meaning._replace(country=m.meaning.country, sector=entity.meaning.sector or m.meaning.sector)
        if entity is None:
            entity = entity_of(m, tokens or (fold(m.sentence.words[m.head]),))
            self.full[" ".join(entity.tokens)] = entity
            self.last[entity.tokens[-1]].append(entity)
        else:
            entity.learn(m)
            own = m.meaning
            m.meaning = entity.meaning._replace(why=entity.meaning.why if len(tokens) > 1 else "coref.surname; " + entity.meaning.why,
                                main=own.main)
            if own.sector and own.kind == "name" and own.sector != entity.meaning.sector and entity.meaning.sector is None:
                m.meaning = entity.meaning = entity.meaning._replace(sector=own.sector, office=own.office)
        self._seen(entity, m)

    def _by_part(self, tokens: tuple[str, ...], m: Mention) -> Entity | None:
        """The one person of the report with this surname; of several the one last spoken of; or the one with this given name."""
        found = self.last.get(" ".join(tokens[-2:])) or self.last.get(tokens[-1]) or []
        if len(tokens) > 1 and tokens[0] not in PARTICLES:
            found = [e for e in found if e.tokens[0] == tokens[0]]
        elif not found:
            found = self.first.get(tokens[0], []) if len(self.first.get(tokens[0], [])) == 1 else []
        sex = m.honorific
        found = [e for e in found if not (sex in ("m", "f") and e.gender in ("m", "f") and e.gender != sex)]
        seen = [e for e in found if e.sentence >= 0]
        return max(seen, key=lambda e: e.sentence) if seen else (found[0] if found else None)

    def _known(self, m: Mention) -> None:
        name = m.meaning.name + "/" + (m.meaning.country or "")
        entity = self.full.get(name)
        if entity is None:
            entity = self.full[name] = entity_of(m, keys(m.meaning.name))
        else:
            entity.nouns |= nouns_of(m)
        if not m.drop:
            self._seen(entity, m)

    def _described(self, m: Mention) -> None:
        """A phrase with an agent noun: a thing spoken of before, or a new one placed in the report's country."""
        s, meaning = m.sentence, m.meaning
        first = s.words[m.first].lower()
        if m.words & PAIRED and meaning.plural and (both := pair(self.entities, s, m.words)):
            m.several = both
            return
        if meaning.plural and len(meaning.countries) > 1 and meaning.kind in ("group", "title") and self._each(m):
            return
        owner = self._owner(m)
        if not meaning.country and owner:
            meaning = m.meaning = self._again(m, (owner,)) or meaning._replace(country=owner, doubt=min(0.9, meaning.doubt + 0.1))
            if owner and meaning.kind == "person" and first in ("his", "her", "their", "its") and m.sentence.words[m.head] == "counterpart":
                m.drop = True
        if first in ("the", "this") and {"year", "old"} <= m.words and not meaning.plural and (who := salient(self.entities, s)):
            m.meaning = who.meaning._replace(why="coref.aged; " + who.meaning.why, doubt=0.3, main=meaning.main)
            self._seen(who, m)
            return
        definite = first in DEFINITE or m.part or s.index == 0
        new = first in ("a", "an", "another", "some", "several", "many", "one", "other") or s.pos[m.first] == "NUM"
        if meaning.kind != "person" and not new and (not meaning.country or definite):
            before = self._before(m)
            if before is not None:
                before.nouns |= nouns_of(m)
                m.meaning = before.meaning._replace(why="coref.noun; " + before.meaning.why, doubt=min(0.9, before.meaning.doubt + 0.15),
                                    main=meaning.main)
                self._seen(before, m)
                return
        if not m.meaning.country:
            self._placed(m, definite)
        entity = entity_of(m, keys(m.meaning.name))
        if m.meaning.kind == "person":
            known = self.last.get(entity.tokens[-1], [])
            entity = next((e for e in known if e.meaning.name == m.meaning.name), None) or entity
            if not known:
                self.last[entity.tokens[-1]].append(entity)
            entity.nouns |= nouns_of(m)
        self._seen(entity, m)

    def _each(self, m: Mention) -> bool:
        """One meaning a country for "the French and German foreign ministers"; whether it is so."""
        s, found = m.sentence, m.meaning
        joined = any(s.words[t].lower() in ("and", ",") for t in range(m.first, m.last + 1))
        if not joined or any(c in NONSTATE for c in found.countries) or len(found.countries) > 5:
            return False
        base = m.first if not m.part else m.first - found.main[0]
        words = s.words[base + found.main[0]:base + found.main[1] - 1]
        out = []
        for country in reversed(found.countries):
            one = resolve([*_name(country), *words, s.lemmas[m.head].lower()], self.on, Setting())
            known = one if one and one.kind == "person" else None
            name = " ".join([*_name(country)[:-1], *words, s.words[m.head]])
            out.append((known or found)._replace(country=country, name=known.name if known else name, why="each; " + found.why, doubt=0.2))
        m.several = tuple(out)
        for meaning in out:
            self._seen(Entity(meaning, keys(meaning.name), meaning.kind, None, meaning.kind != "person", nouns_of(m), named=True), m)
        return True

    def _placed(self, m: Mention, definite: bool) -> None:
        """The country of an agent noun that tells none: that of the place in its sentence, or the one the report is about."""
        country = self._sender(m) or self.place or self.home
        if m.meaning.backers:
            country = next((c for c in (self.place, *self.countries) if c and c not in m.meaning.backers and c not in OUTSIDERS), None)
        if not m.meaning.backers and (m.meaning.sector == "REF" or m.words & UNPLACED):
            return
        if country is None or (country in NONSTATE and not self.place):
            return
        doubt = 0.2 if self.place else 0.3
        again = self._again(m, (country,)) if definite and not m.meaning.plural and m.sentence.words[m.first].lower() == "the" else None
        m.meaning = (again or m.meaning)._replace(country=country, doubt=min(0.9, m.meaning.doubt + doubt),
                            why=m.meaning.why + (" +place" if self.place else " +report"))

    def _sender(self, m: Mention) -> str | None:
        """The country of the subject whose people the object of "send" or "name" are: "Spain will send two ministers to Rabat"."""
        s, verb = m.sentence, m.sentence.heads[m.head]
        if s.deps[m.head] != "dobj" or s.lemmas[verb].lower() not in SENDING:
            return None
        subject = s.child(verb, "nsubj")
        done = (o for o in reversed(self.out[-12:]) if o.sentence is s and subject is not None and o.first <= subject <= o.last)
        country = next((o.meaning.country for o in done if not o.drop), None)
        return None if country in NONSTATE else country

    def _again(self, m: Mention, countries: tuple[str, ...]) -> Meaning | None:
        """The meaning of a title with a country put before it."""
        from_state = resolve([*(w for w in (m.sentence.words[m.first],) if w.lower() == "the"), *_name(countries[0]),
                              *m.sentence.words[m.head:m.head + 1]] if m.meaning.main[1] - m.meaning.main[0] < 2 else
                             [*_name(countries[0]), *m.sentence.words[m.first + m.meaning.main[0]:m.first + m.meaning.main[1]]],
                             self.on, Setting())
        if from_state and from_state.kind == "person" and m.meaning.kind == "title":
            return from_state._replace(doubt=min(0.9, from_state.doubt + 0.15))
        return None

    def _owner(self, m: Mention) -> str | None:
        """The country of a possessive pronoun at the start of the phrase ("his spokesman")."""
        if m.sentence.words[m.first].lower() not in ("his", "her", "their", "its"):
            return None
        return next((o.meaning.country for o in reversed(self.out[-3:]) if o.sentence is m.sentence and o.head == m.first), None)

    def _before(self, m: Mention) -> Entity | None:
        """The entity that a definite noun speaks of again, the latest first; None where none fits or two do."""
        noun = fold(m.sentence.lemmas[m.head])
        body = is_body(noun)
        s = m.sentence
        nouns = {fold(s.lemmas[t]) for t in range(m.first, m.last + 1) if s.pos[t] == "NOUN" and t != m.head}
        if m.meaning.plural:
            noun = fold(m.sentence.words[m.head])
        for entity in sorted([e for e in self.entities[-60:] if noun in e.nouns], key=lambda e: -e.sentence):
            if m.sentence.index - entity.sentence > (30 if body else 12):
                break
            if not nouns <= entity.nouns or (m.meaning.country and entity.meaning.country != m.meaning.country):
                continue
            if m.meaning.plural != entity.plural or (entity.kind in PERSONAL) == body:
                continue
            if entity.kind == "state" and entity.subject and entity.sentence == s.index:
                continue  # "Sweden froze exports to the kingdom": another one
            home = self.place or self.home
            if noun in ORGANS and m.sentence.index - entity.sentence > 1 and entity.meaning.country not in (home, None) and not m.part:
                continue
            return entity
        return None

    def _seen(self, entity: Entity, m: Mention) -> None:
        if entity.listed < len(self.entities) - 80 or entity.listed < 0:
            entity.listed = len(self.entities)
            self.entities.append(entity)
        entity.seen(m)


def _name(country: str) -> list[str]:
    from dateline.codes.actors import lexicon

    state = lexicon().states.get(country)
    return [*state.name.split(), "'s"] if state else []
