"""Which places a report names, and where on the globe they lie.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Floods hit Kaduna state in Nigeria."
>>> blocks = (Block(kind="paragraph", span=(0, len(text))),)
>>> found = find_places(Report(id="r0", sha256="", blocks=blocks), parse(text, blocks), CodeBook())
>>> [(p.country, p.precision) for p in found]
[('NGA', 'admin1'), ('NGA', 'country')]

In "LAGOS, Nigeria (AP) - Floods hit Kaduna state" it finds Lagos (the city, by its dateline), Nigeria and Kaduna (the state).
Names of people, firms and peoples are left alone; so are capitals that stand for a government ("Moscow denied it").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from dateline.codes.book import CodeBook
from dateline.codes.gazetteer import gazetteer, key_of
from dateline.codes.places import PlaceTables, places
from dateline.reading.parse import SUBJECTS, Parse, Sentence
from dateline.reading.places_find import Finder
from dateline.reading.places_mention import LARGE, Mention, sentence_text
from dateline.reading.places_options import Option, Options
from dateline.reading.places_weigh import PLAIN, Choice, weigh
from dateline.records import Place, Report
from dateline.records.candidate import Candidate

DATELINE = re.compile(r"[A-ZÀ-Þ][^\n!?]{1,70}?(?:\([^()\n]{2,40}\)\s?[-–—:]|\s[–—-]{1,2}\s|/PRNewswire)")
STRONG = frozenset(("locative", "noun", "list", "pair", "abbreviation"))
TOWN_WORDS = frozenset(("village", "town", "city", "hamlet", "suburb", "settlement", "township"))
FIRST = 6  # sentences in which a dateline may stand
VILLAGE = 3_000  # inhabitants below which a name before a noun is not believed
SMALL = 15_000  # inhabitants below which a town needs more than a preposition to be believed on its name


def find_places(report: Report, parse: Parse, codes: CodeBook) -> tuple[Place, ...]:
    """The places of a report, in text order."""
    tables, towns = places(), gazetteer()
    finder = Finder(Options(tables, towns), set())
    found = _without_absent([finder.in_sentence(s) for s in parse.sentences])
    choices = weigh(found, _peoples(parse, tables), _home(report.outlet, finder.options))
    out: list[Place] = []
    seen: set[str] = set()
    for sentence, mentions in zip(parse.sentences, found, strict=True):
        opening = _dateline_end(sentence) if sentence.index < FIRST or sentence.block == "dateline" else 0
        for mention in mentions:
            if not mention.options:
                out.append(_unlocated(report, codes, mention, mentions, choices, towns.area_name))
                continue
            choice = choices[mention.key]
            dateline = mention.last < opening and (mention.first == 0 or sentence.words[mention.first - 1] != "(")
            if not dateline and not _believed(mention, choice, finder, tables, seen):
                continue
            if mention.support in STRONG or dateline:
                seen.add(mention.key)
            out.append(_place(report, codes, mention, choice, dateline, towns.area_name))
    return tuple(out)


def _without_absent(found: list[list[Mention]]) -> list[list[Mention]]:
    """The mentions, those of a town that "Town, Region" showed to be missing from the gazetteer without their readings."""
    absent = {m.key for mentions in found for m in mentions if m.support == "outer"}
    if not absent:
        return found
    return [[replace(m, options=(), support="same", area="town") if m.key in absent and m.outer is None and m.options else m
             for m in mentions] for mentions in found]


def _home(outlet: str | None, options: Options) -> str | None:
    """The country of an outlet whose name tells it: "Sydney Morning Herald", "The Irish Times"; None for others."""
    words = (outlet or "").split()[:8]
    for first in range(len(words)):
        for last in range(min(len(words), first + 3), first, -1):
            key = key_of(" ".join(words[first:last]))
            if (country := options.tables.peoples.get(key)) is not None:
                return country
            known = options.of(key) if key not in options.tables.stops else ()
            if known and (known[0].kind == "country" or len(known) == 1 or known[0].prior - known[1].prior > 1.0) and known[0].prior > 5:
                return known[0].country
    return None


def _peoples(parse: Parse, tables: PlaceTables) -> Counter[str]:
    """How often each country's people are named."""
    peoples, counts = tables.peoples, Counter[str]()
    for sentence in parse.sentences:
        for word in sentence.words:
            if word[0].isupper() and (country := peoples.get(word.lower())) is not None:
                counts[country] += 1
    return counts


def _dateline_end(sentence: Sentence) -> int:
    """The token behind the dateline that opens a sentence, 0 where none does."""
    if sentence.block == "dateline":
        return len(sentence)
    head = sentence_text(sentence, 0, min(len(sentence), 24) - 1)
    match = DATELINE.match(head)
    if match is None or len(match.group()) > 90:
        return 0
    first = sentence.words[0]
    if not first.isupper() and "(" not in match.group():
        return 0
    end = sentence.start + match.end()
    return next((t for t in range(len(sentence)) if sentence.starts[t] >= end), len(sentence))


def _believed(mention: Mention, choice: Choice, finder: Finder, tables: PlaceTables, seen: set[str]) -> bool:
    """Whether a name is to be read as a place here."""
    option, key = choice.option, mention.key
    if mention.support in ("pair", "abbreviation"):
        return True
    if key in finder.persons and mention.single and option.kind != "country" and not _better_known(mention, option):
        return False
    if mention.own and key not in tables.weak and option.kind == "country":
        return True
    if (option.kind == "capital" and _speaks(mention, tables.words["speech"])) or (mention.own and _speaks(mention, tables.words["says"])):
        return False
    if mention.own and key not in tables.weak:
        return True
    strong = mention.support in ("locative", "noun", "list", "struck") or key in seen
    if key in tables.stops or key in tables.weak:
        if mention.support == "noun" or (mention.support == "locative" and option.people >= LARGE):
            return True
        return mention.support in ("locative", "list") and choice.why != "largest"
    if option.kind in ("adm1", "capital"):
        return True
    if choice.why == "largest" and option.alias and not strong:
        return False
    if option.people >= LARGE:
        return strong or mention.support == "of" or not mention.single or key not in tables.given
    if option.people >= SMALL:
        return strong or mention.support == "of" or choice.why in ("context", "pair") or not mention.single
    if not strong and mention.support in ("modifier", "") and mention.sentence.deps[mention.last] == "compound":  # "a Pineville man"
        return choice.why == "context" and choice.margin > PLAIN and option.people >= VILLAGE
    return (strong and choice.why != "largest") or mention.support == "noun"


def _better_known(mention: Mention, option: Option) -> bool:
    """Whether a name that a person of the report bears is still a place's here: a large town behind "in", or a metropolis."""
    return (option.people >= LARGE and mention.support in ("locative", "noun", "list")) or option.people >= 10 * LARGE


def _speaks(mention: Mention, verbs: frozenset[str]) -> bool:
    """Whether the name is the bare subject of one of the verbs: a government or firm that says or decides, not a place."""
    sentence, head = mention.sentence, mention.last
    return (sentence.deps[head] in SUBJECTS and sentence.lemmas[sentence.heads[head]].lower() in verbs
            and not mention.support)


def _place(report: Report, codes: CodeBook, mention: Mention, choice: Choice, dateline: bool,
           area_name: Callable[[int], str | None]) -> Place:
    sentence, option = mention.sentence, choice.option
    others = choice.others if len(choice.others) > 1 else ()
    candidates = tuple(_candidate(o) for o in others) + tuple(Candidate(name=option.name, country=c, why="claims it")
                                                            for c in option.claimants)
    area = option.geonameid if option.kind == "adm1" else option.area
    return Place(
        report=report.id, sentence=sentence.span, codes=codes.version, span=sentence.char_span(mention.first, mention.last),
        name=option.name, country=option.country, admin1=area_name(area) if area else None, geonameid=option.geonameid,
        lat=option.lat, lon=option.lon, precision=option.precision, candidates=candidates[:5],
        why="dateline" if dateline else f"{option.kind}.{choice.why}", doubt=_doubt(mention, choice, dateline))


def _unlocated(report: Report, codes: CodeBook, mention: Mention, mentions: list[Mention], choices: dict[str, Choice],
               area_name: Callable[[int], str | None]) -> Place:
    """A place that the gazetteer lacks: no coordinates; its country only where "Name, Country" tells it."""
    sentence = mention.sentence
    outer = choices[mentions[mention.outer].key].option if mention.outer is not None else None
    area = (outer.geonameid if outer.kind == "adm1" else outer.area) if outer else None
    span = sentence.char_span(mention.first, mention.last)
    return Place(
        report=report.id, sentence=sentence.span, codes=codes.version, span=span,
        name=sentence_text(sentence, mention.first, mention.last), country=outer.country if outer else None,
        admin1=area_name(area) if area else None, precision="city" if mention.area.rstrip("s") in TOWN_WORDS else "region",
        why=f"unlocated.{mention.support}", doubt=0.2 if mention.support == "noun" else 0.3)


def _candidate(option: Option) -> Candidate:
    return Candidate(name=option.name, country=option.country, ref=f"geonames:{option.geonameid}" if option.geonameid else None,
                     why=option.kind)


def _doubt(mention: Mention, choice: Choice, dateline: bool) -> float:
    """The chance that the place is wrong, from the margin over the next option and from what supports the mention."""
    doubt = 0.06 if choice.margin >= 3 else 0.5 - 0.14 * max(0.0, choice.margin)
    if not mention.own and not mention.support and not dateline:
        doubt += 0.12
    return round(min(0.9, doubt), 2)
