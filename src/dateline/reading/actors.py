"""Which actors a report mentions: every name, title, body, group and pronoun that means one, each with its words.

In "Russian President Vladimir Putin met his U.S. counterpart, Joe Biden", the mentions are "Russian President Vladimir Putin", "his",
"his U.S. counterpart" and "Joe Biden"; their countries, sectors and offices are those of the report's date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from dateline.codes.actors import lexicon
from dateline.codes.actors_given import gender_of
from dateline.codes.actors_keys import fold, keys
from dateline.codes.actors_words import word_set
from dateline.codes.book import CodeBook
from dateline.reading.actors_entities import Mention
from dateline.reading.actors_meaning import NONSTATE, Meaning, Setting, town
from dateline.reading.actors_phrase import resolve
from dateline.reading.actors_scan import NOT_SURNAMES, Marks, capital, marks_of
from dateline.reading.actors_spans import SUBJECT, Phrase, phrases
from dateline.reading.coreference import REMOTE, link
from dateline.reading.parse import Parse, Sentence
from dateline.reading.who import actor_of
from dateline.records import Actor, Report

PLACED = word_set("placed")
SPEECH = word_set("speech")
NEAR = frozenset(("near", "outside", "inside", "around"))
MARGIN = 1.1  # how much more often than the next a report tells the country that it is about
KOREAS = {"north": "PRK", "south": "KOR"}
FORCEFUL = word_set("forceful")
SAYING = word_set("saying")
MOTION = word_set("motion")
TOWNS = word_set("towns")
MASSES = word_set("masses")
HONORIFIC = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "dame": "f", "lady": "f", "lord": "m", "madame": "f", "dr": None,
             "doctor": None, "prof": None, "professor": None, "mister": "m"}
NO_PERSON = word_set("no person")
NAMING = frozenset(("NNP", "NNPS", "NN", "JJ", "FW"))
Look = Callable[[int, int], Meaning | None]  # what the words of a sentence from one to before another mean


def find_actors(report: Report, parse: Parse, codes: CodeBook) -> tuple[Actor, ...]:
    """The actors of a report, in text order; what a mention means is asked for the report's date."""
    on = report.published or (report.dateline.date if report.dateline else None)
    on = on[:10] if on else None
    marked = [marks_of(s.words) for s in parse.sentences]
    setting = Setting(_named_countries(parse, marked)[:4])
    head = report.dateline.span if report.dateline and report.dateline.span else (0, 0)  # "TOKYO (Kyodo) -" names no actors
    mentions = [m for s, marks in zip(parse.sentences, marked, strict=True) if s.block not in ("byline", "dateline")
                for m in sentence_mentions(s, marks, on, setting) if not (head[0] <= s.starts[m.first] and s.ends[m.last] <= head[1])]
    countries, home = told(report, mentions)
    found = [a for m in link(parse, mentions, on, countries, home) for a in _records(m, report, parse, codes)]
    return tuple(sorted(found, key=lambda a: (a.span, a.country or "")))


def _named_countries(parse: Parse, marked: list[Marks]) -> tuple[str, ...]:
    """The countries whose names, adjectives, capitals or cities a text holds, the most often named first."""
    count: Counter[str] = Counter()
    lex = lexicon()
    for s, marks in zip(parse.sentences, marked, strict=True):
        for i, told in enumerate(marks.told):
            if told and marks.upper[i] and marks.may[i]:
                _, entries = lex.longest_at([fold(w) for w in s.words[i:i + 3]], 0)
                if entries and entries[0].country and entries[0].kind in ("state", "adjective", "people", "capital", "seat", "city"):
                    count[entries[0].country] += 1
    return tuple(c for c, _ in sorted(count.items(), key=lambda item: (-item[1], item[0])))


def sentence_mentions(s: Sentence, marks: Marks, on: str | None, setting: Setting) -> list[Mention]:
    """The mentions of one sentence, not yet linked to what was said before."""
    found = []
    words, (upper, told, may) = s.words, marks

    def look(first: int, end: int) -> Meaning | None:
        return resolve(words[first:end], on, setting) if 1 in may[first:end] else None
    for phrase in phrases(s):
        # phrases with neither a capital letter nor a word that the lexicon knows mean nobody
        if (True in upper[phrase.first:phrase.near + 1] or True in told[phrase.first:phrase.last + 1]) \
                and (mention := _mention(s, phrase, look, setting)):
            found.append(mention)
    return found


def told(report: Report, mentions: list[Mention]) -> tuple[tuple[str, ...], str | None]:
    """The countries that a report tells, the most often told first, and the one that it is plainly about, if one is."""
    count: Counter[str] = Counter()
    for m in mentions:
        for country in {m.meaning.country, *m.meaning.countries} - {None}:
            if m.meaning.kind != "person" or m.meaning.weight > 9:
                count[country] += 1  # type: ignore[index]
    place = report.dateline.place if report.dateline else None
    for entry in lexicon().find(" ".join(keys(place))) if place else ():
        if entry.country and entry.kind in ("state", "capital", "city"):
            count[entry.country] += 2
    ranked = sorted(((c, n) for c, n in count.items()), key=lambda item: (-item[1], item[0]))
    states = [(c, n) for c, n in ranked if c not in NONSTATE and c not in REMOTE]
    plain = len(states) == 1 or (len(states) > 1 and states[0][1] >= MARGIN * states[1][1])
    return tuple(c for c, _ in ranked), states[0][0] if states and plain else None


def _mention(s: Sentence, p: Phrase, look: Look, setting: Setting) -> Mention | None:
    head = s.words[p.head]
    if head.lower() in KOREAS and p.near - p.first <= 1 and {"KOR", "PRK"} <= set(setting.countries):
        state = lexicon().states[KOREAS[head.lower()]]
        korea = Meaning("state", state.name, state.country, "GOV", why="state.korea", doubt=0.15, main=(0, p.near - p.first + 1))
        return Mention(s, p.head, p.first, p.near, korea, _subject(s, p.head))
    if head == "Korea" and {"north", "and", "south"} <= {w.lower() for w in s.words[max(0, p.head - 3):p.head]}:
        both = tuple(Meaning("state", lexicon().states[c].name, c, "GOV", why="state.koreas", doubt=0.1) for c in ("PRK", "KOR"))
        return Mention(s, p.head, p.head - 3, p.head, both[0], _subject(s, p.head), several=both)
    last, found = min(p.last, p.near + 20), None
    if s.pos[p.head] == "PROPN" and last > p.near and s.words[p.near + 1].lower() != "of":
        found = look(p.first, last + 1)
        if not (found and found.kind == "body" and found.main[1] == last + 1 - p.first):
            found, last = None, p.near
    if last > p.near and look(p.near + 2, last + 1) is None:
        found, last = None, p.near if not town(" ".join(w for w in s.words[p.near + 2:last + 1] if capital(w)), setting.countries) else last
    found = found or look(p.first, last + 1)
    if (found is None or not found.whole) and last > p.near and (near := look(p.first, p.near + 1)):
        found, last = near, p.near
    if found is None or (found.kind in ("adjective", "group", "place", "state") and not found.whole and s.pos[p.head] == "PROPN"):
        named = _bare_name(s, p)
        if named:
            return _of_body(s, p, last, Mention(s, p.head, named[1], p.near, named[0], _subject(s, p.head), maybe=named[2]), look)
    if found is None:
        return _speaking_body(s, p)
    if found.kind in ("group", "title") and (s.tags[p.head] in ("NNS", "NNPS") or s.words[p.head].lower() in MASSES):
        found = found._replace(plural=True)
    return _placed(s, p, last, found)


def _speaking_body(s: Sentence, p: Phrase) -> Mention | None:
    """A body that no table knows, because it speaks: "BC Hydro said", "according to EHS", "the city says"."""
    verb = s.heads[p.head]
    says = s.deps[p.head] == "nsubj" and s.lemmas[verb].lower() in SAYING
    says = says or (s.deps[p.head] == "pobj" and s.words[verb].lower() == "to" and p.first > 1 and s.words[verb - 1].lower() == "according")
    if not says:
        return None
    name = " ".join(w for w in s.words[p.first:p.near + 1] if w.lower() not in ("the", "a", "an")).replace(" 's", "'s").replace(" - ", "-")
    if s.words[p.head].lower() in TOWNS and p.near - p.first <= 1:
        return Mention(s, p.head, p.first, p.near, Meaning("group", name, None, "GOV", why="town.speaks", doubt=0.35), True)
    if s.pos[p.head] != "PROPN" or fold(s.words[p.head]) in NOT_SURNAMES or not name or len(s.words[p.head]) < 2:
        return None
    return Mention(s, p.head, p.first, p.near, Meaning("body", name, None, None, why="body.speaks", doubt=0.3), True)


def _of_body(s: Sentence, p: Phrase, last: int, m: Mention, look: Look) -> Mention:
    """A name with the country, or the body's sector, that its "of .." tells: "Ana Ruiz of the Liberal Party"."""
    tail = look(p.near + 2, last + 1) if last > p.near and s.words[p.near + 1].lower() == "of" else None
    if tail and tail.kind in ("body", "state", "place", "group") and tail.country:
        m.last = last
        m.meaning = m.meaning._replace(country=tail.country, sector=tail.sector if tail.kind == "body" else m.meaning.sector,
                            why=m.meaning.why + " +of", doubt=0.2)
    return m


def _placed(s: Sentence, p: Phrase, last: int, found: Meaning) -> Mention | None:
    """The mention of a meaning: only its known words where others follow; places that are no actors are marked so."""
    first, head = p.first, p.head
    if not found.whole:
        first, last = p.first + found.main[0], p.first + found.main[1] - 1
        head = min(max(first, p.head), last) if first <= p.head <= last else last
        if found.kind == "name" or (found.kind in ("group", "title") and found.sector not in FORCEFUL):
            return None
        if found.kind in ("group", "title"):
            found = found._replace(name=" ".join(s.words[first:last + 1]), kind="group")
    where = found.kind in ("state", "place", "adjective") and s.deps[p.head] == "pobj" and s.words[s.heads[p.head]].lower() in PLACED
    if where and found.kind == "state" and s.words[s.heads[p.head]].lower() == "from":
        source = s.heads[s.heads[p.head]]  # "an answer from Rome" comes from the government, "migrants from Mali" from the land
        where = s.pos[source] != "NOUN" or bool(lexicon().find(fold(s.words[source])))
    if found.kind == "person" and found.why.startswith("surname") and first == last and s.deps[p.head] == "pobj" \
            and s.words[s.heads[p.head]].lower() in NEAR:
        where, found = True, found._replace(country=None)  # "near Mao" is a town, and says nothing of the man's country
    where = where or (found.kind in ("state", "place") and s.deps[p.head] == "pobj" and s.words[s.heads[p.head]].lower() in ("to", "for")
                      and s.lemmas[s.heads[s.heads[p.head]]] in MOTION)
    honorific = HONORIFIC.get(fold(s.words[first]), "") if last > first else ""
    return Mention(s, head, first, last, found, _subject(s, p.head), place=where or (found.kind == "place"), honorific=honorific or "",
                   part=not found.whole)


def _subject(s: Sentence, head: int) -> bool:
    return s.deps[head] in SUBJECT or (s.deps[head] == "conj" and s.deps[s.heads[head]] in SUBJECT)


def _bare_name(s: Sentence, p: Phrase) -> tuple[Meaning, int, bool] | None:
    """A personal name that no table knows, its first token, and whether it counts only where its full name stands elsewhere.

    Capitalised words with a known given name, or who speak or act.
    """
    if s.tags[p.near] not in NAMING or not capital(s.words[p.near]):
        return None
    first = p.near
    while first - 1 >= p.first and (s.pos[first - 1] == "PROPN" or capital(s.words[first - 1]) or s.words[first - 1] in ("-", ".")
                                    or s.words[first - 1] in ("de", "van", "von", "der", "al", "bin", "la", "del", "di")):
        first -= 1
    while first < p.near and not (capital(s.words[first]) and s.words[first][:1].isalpha()):
        first += 1
    sex = ""
    while first < p.near and fold(s.words[first]) in HONORIFIC:
        sex = "honorific"
        first += 1
    words = s.words[first:p.near + 1]
    folded = [fold(w) for w in words]
    if len(words) > 6 or any(f in NO_PERSON or any(c.isdigit() for c in f) for f in folded) or (words[-1].isupper() and len(words[-1]) < 5):
        return None
    given = gender_of(words[0])
    verb = s.heads[p.head]
    speaks = s.deps[p.head] == "nsubj" and s.lemmas[verb].lower() in SPEECH and s.pos[verb] in ("VERB", "AUX")
    if len(words) == 1:
        good = bool(sex) or (speaks and s.tags[p.near] == "NNP" and folded[0] not in NOT_SURNAMES and len(folded[0]) > 2) \
            or (given is not None and s.tags[p.near] == "NNP")
    else:
        beside = s.deps[p.head] == "conj" and s.pos[verb] == "PROPN"
        good = bool(sex) or given is not None or ((speaks or beside) and s.tags[p.near] == "NNP")
    if (s.tags[p.near] == "NNPS" and given is None) or (not good and s.tags[p.near] != "NNP"):
        return None
    name = "".join(w if w in ("-", ".") or i == 0 or words[i - 1] == "-" else " " + w for i, w in enumerate(words))
    return Meaning("name", name, why="name.bare", doubt=0.2 if given else 0.35), first, not good


def _records(m: Mention, report: Report, parse: Parse, codes: CodeBook) -> list[Actor]:
    """The records of a linked mention: one, several for "both sides", none for places and what stayed unsure."""
    if m.place or m.drop:
        return []
    span = m.sentence.char_span(m.first, m.last)
    out = []
    for i, meaning in enumerate(m.several or (m.meaning,)):
        if meaning.kind == "adjective" and meaning.whole and not m.part and not capital(m.sentence.words[m.head]):
            continue
        text = meaning.name or " ".join(parse.text[span[0]:span[1]].split())
        record = actor_of(meaning, text, report.id, span, m.sentence.span, codes)
        out.append(replace(record, ordinal=i) if i else record)
    return out
