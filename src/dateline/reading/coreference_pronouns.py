"""Whom a pronoun means: "he" and "she" by gender, nearness and the preference for subjects; "they", "it", "who"; "both sides"."""

from __future__ import annotations

from dateline.codes.actors_words import word_set
from dateline.reading.actors_entities import Entity, Mention
from dateline.reading.actors_meaning import Meaning
from dateline.reading.parse import Sentence

MALE, FEMALE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
RELATIVE = frozenset(("who", "whose", "whom"))
PAIRED = frozenset(("two", "both"))
PEOPLE = word_set("people")
STATES = word_set("states")
PERSONAL = frozenset(("person", "name"))
JOINTS = frozenset(("after", "before", "when", "as", "while", "because", "since", "although", "though"))
FURTHER = frozenset(("more", "other", "further", "new", "additional", "extra", "of", "another"))
OWNING = frozenset(("its", "their"))
NOMINAL = frozenset(("PRON", "PROPN", "NOUN", "DET", "ADJ", "NUM"))
REACH = 4  # sentences back in which a pronoun finds its antecedent


def pronoun(entities: list[Entity], s: Sentence, at: int, mentions: list[Mention], before: list[Mention]) -> Mention | None:
    """The mention that a pronoun makes, or None where it is unsure whom it means."""
    word = s.words[at].lower()
    subject = s.deps[at] in ("nsubj", "nsubjpass")
    if word in RELATIVE:
        relative = _relative(s, at, mentions, before)
        if relative is not None and subject and relative.meaning.kind in PERSONAL:
            _spoken_of(entities, relative)
        return relative
    if word == "both":
        if at + 1 < len(s) and s.pos[at + 1] in NOMINAL:
            return None  # "both he and the minister" are told right there
        both = pair(entities, s, frozenset(("both",))) if subject else ()
        return Mention(s, at, at, at, both[0], subject, several=both) if both else None
    if word in PLURAL and (joint := _coordinated(s, at, before)):
        return Mention(s, at, at, at, joint[0], subject, several=joint)
    scored = sorted(((_score(e, s, at, word), e) for e in entities[-60:]
                     if 0 <= s.index - e.sentence <= REACH and _fits(e, word, s, at)), key=lambda x: -x[0])
    if not scored:
        return None
    best, entity = scored[0]
    margin = best - scored[1][0] if len(scored) > 1 else 2.0
    distance = s.index - entity.sentence
    if word in NEUTER and (distance > 1 or margin < 0.4):
        return None
    if word in PLURAL and distance > 2:
        return None
    if entity.gender is None or entity.gender == "x":
        entity.gender = "m" if word in MALE else "f" if word in FEMALE else entity.gender
    doubt = min(0.6, 0.15 + 0.08 * distance + (0.15 if margin < 0.5 else 0.0))
    meaning = entity.meaning._replace(why=f"coref.{word}; {entity.meaning.why}"[:120], doubt=round(doubt, 2))
    found = Mention(s, at, at, at, meaning, subject)
    if word not in ("his", "her", "their", "its"):
        entity.seen(found)
        entity.meant = s.index if subject else entity.meant
    elif distance:
        entity.sentence, entity.token, entity.subject = s.index, at, False
    return found


def _spoken_of(entities: list[Entity], m: Mention) -> None:
    """The person of a clause with "who" is its subject, and so at hand for "he" and "she" after it."""
    known = next((e for e in reversed(entities[-20:]) if e.sentence == m.sentence.index and e.meaning.name == m.meaning.name), None)
    if known is not None:
        known.subject, known.token = True, m.head
        known.clause = m.sentence.index, m.sentence.heads[m.head]


def _goes_on(e: Entity, s: Sentence, at: int) -> bool:
    """Whether a pronoun opens a clause right behind a "who" clause: "Cole, who left in 2017, after she had won"."""
    index, verb = e.clause
    if index != s.index or not verb < at:
        return False
    first = next((t for t in range(verb + 1, at) if s.deps[t] == "mark" and s.words[t].lower() in JOINTS), None)
    return first is not None and not any(s.pos[t] in ("VERB", "AUX") for t in range(verb + 1, first))


def salient(entities: list[Entity], s: Sentence) -> Entity | None:
    """The named person whom a report speaks of just now, for descriptions like "the 39-year-old teacher"."""
    near = [e for e in entities[-60:] if e.named and e.meaning.kind in PERSONAL and 0 <= s.index - e.sentence <= 3]
    return max(near, key=lambda e: _score(e, s, 0, "he"), default=None)


def _fits(e: Entity, word: str, s: Sentence, at: int) -> bool:
    if word in MALE or word in FEMALE:
        if e.kind not in PERSONAL or e.plural or e.gender == ("f" if word in MALE else "m"):
            return False
        return not (e.sentence == s.index and _same_clause(s, at, e.token))
    if word in PLURAL:
        return e.plural or (e.kind in ("body", "group") and not e.plural and e.subject and s.index - e.sentence <= 1)
    return e.kind in ("body", "state") or (e.kind == "group" and not e.plural)


def _same_clause(s: Sentence, at: int, other: int) -> bool:
    """Whether an object pronoun would mean the subject of its own verb: "Cole praised her" is somebody else."""
    return 0 <= other < len(s) and s.deps[at] in ("dobj", "dative") and s.heads[at] == s.heads[other] \
        and s.words[at].lower() not in ("himself", "herself")


def _score(e: Entity, s: Sentence, at: int, word: str) -> float:
    distance = s.index - e.sentence
    score = -1.1 * distance + (1.0 if e.subject else 0.0) + 0.1 * min(e.count, 6)
    if word in MALE or word in FEMALE:
        score += 0.6 if e.gender in ("m", "f") else 0.0
        score += (0.6 if len(e.tokens) > 1 else 0.3) if e.named else 0.0
        score += 0.6 if e.meant == s.index else 0.0
        score += 0.8 if _goes_on(e, s, at) else 0.0
    if word in PLURAL and e.plural:
        score += 0.8
    if word in OWNING and distance == 0 and e.subject and s.deps[at] == "poss" and _rules(s, e.token, at):
        score += 0.9  # "Hamas repeated its readiness": its own
    if word in NEUTER and e.kind in ("state", "body"):
        score += 0.2
    if distance == 0:
        score += 0.2 - 0.01 * max(0, at - e.token)
    return score


def _rules(s: Sentence, subject: int, at: int) -> bool:
    """Whether a subject's verb is the first one above a possessive."""
    if not 0 <= subject < len(s):
        return False
    verb = next((t for t in s.ancestors(at) if s.pos[t] in ("VERB", "AUX")), -1)
    joined = verb
    for _ in range(4):
        if joined >= 0 and s.deps[joined] == "conj" and not s.childs(joined, "nsubj", "nsubjpass"):
            joined = s.heads[joined]
    return s.heads[subject] in (verb, joined) and s.deps[subject] in ("nsubj", "nsubjpass")


def _relative(s: Sentence, at: int, mentions: list[Mention], before: list[Mention]) -> Mention | None:
    """ "who" means the noun that its clause hangs on, or the name right before it."""
    verb = at
    for verb in (at, *s.ancestors(at)):
        if s.deps[verb] == "relcl":
            break
    else:
        return None
    head = s.heads[verb]
    done = [m for m in before[-40:] if m.sentence is s and m.last < at and not m.place]
    found = next((m for m in reversed(done) if m.first <= head <= m.last), None) or \
        next((m for m in reversed(done) if m.last >= at - 2 and m.meaning.kind in PERSONAL), None)
    if found is None or found.drop or found.meaning.kind in ("state", "adjective"):
        return None
    meaning = found.meaning._replace(why=f"coref.who; {found.meaning.why}"[:120])
    return Mention(s, at, at, at, meaning, s.deps[at] in ("nsubj", "nsubjpass"), several=found.several)


def _coordinated(s: Sentence, at: int, before: list[Mention]) -> tuple[Meaning, ...]:
    """Two persons or states joined by "and" as the subject before: "Cole and Ruiz said they ..". """
    done = [m for m in before[-30:] if s.index - m.sentence.index <= 1 and (m.sentence is not s or m.last < at)
            and not m.drop and not m.place]
    for m in reversed(done):
        head = m.sentence.heads[m.head]
        if m.sentence.deps[m.head] != "conj" or m.meaning.plural or m.meaning.kind not in ("person", "name", "state", "body"):
            continue
        other = next((o for o in done if o.sentence is m.sentence and o.head == head and o.subject), None)
        if other and other.meaning.kind in ("person", "name", "state", "body") and not other.meaning.plural:
            return tuple(x.meaning._replace(why="coref.they; " + x.meaning.why, doubt=0.3) for x in (other, m))
    return ()


def pair(entities: list[Entity], s: Sentence, words: frozenset[str]) -> tuple[Meaning, ...]:
    """The two whom "the two leaders", "both sides" or "both" mean: the last two spoken of that fit, of different countries."""
    people = bool(words & PEOPLE)
    if words & FURTHER:
        return ()  # "two more battalions" are nobody told of before
    if not people and not words & STATES and words != {"both"}:
        return ()
    kinds = PERSONAL if people or words == {"both"} else ("state", "body", "group", "person")
    found: list[Entity] = []
    for e in sorted(entities[-60:], key=lambda e: (-e.sentence, -e.count)):
        if s.index - e.sentence > (8 if people else 3) or len(found) == 2:
            break
        if e.kind not in kinds or e.plural or (people and "leaders" in words and e.meaning.sector not in ("GOV", "REB", None)):
            continue
        if words != {"both"} and (e.meaning.country is None or any(f.meaning.country == e.meaning.country for f in found)):
            continue
        found.append(e)
    if len(found) < 2:
        return ()
    return tuple(e.meaning._replace(why="coref.two; " + e.meaning.why, doubt=0.35) for e in reversed(found))
