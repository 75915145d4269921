"""What a noun phrase is made of: its meaning, its parts, and what they tell of country and sector.

>>> from dateline.reading.actors_scan import compact, scan
>>> phrase = compact(["Chile", "'s", "former", "army", "chief"])
>>> parts = take_apart(phrase, scan(phrase))
>>> words_from(parts, 0, parts.cut), parts.main.kind
("Chile's former army chief", 'agent')
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.codes.actors import Entry
from dateline.codes.actors_words import word_set
from dateline.codes.gazetteer import gazetteer
from dateline.reading.actors_office import choose
from dateline.reading.actors_scan import Hit, Phrase, capital
from dateline.records.candidate import Candidate

NONSTATE = word_set("nonstate")
TAILS = word_set("tails")
LOCAL_RULE = frozenset(("GOV", "LEG", "COP", "JUD"))
COUNTRYLIKE = frozenset(("state", "adjective", "capital"))
CUTS = TAILS | frozenset(("to", "with", "on", "by", "against", "near", "over", "under", "outside", "loyal", "backed", "linked", "aligned",
                          "who", "which", "that", ",", "(", "where", "including", "between", "among", "as", "and"))
BY_WORDS = word_set("by words")
OVER = word_set("over")


class Setting(NamedTuple):  # a tuple, because it is part of a key that is looked up for each phrase
    """What the words around tell: the likeliest countries, and whether surnames may be taken without a title."""

    countries: tuple[str, ...] = ()
    guess: bool = False


class Meaning(NamedTuple):  # a tuple, because it is varied thousands of times a report
    """What a phrase means. `kind`: person, name (a person we do not know), title, group, body, state, adjective, place or stance.

    `whole`: nothing but the known words stands at the head; `main` the first word of the head that decided and the one after it;
    `countries` all that the phrase tells; `weight` how prominent a person is; `backers` whom "pro-" or "-backed" names.
    """

    kind: str
    name: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    since: str | None = None
    until: str | None = None
    wikidata: str | None = None
    last_known: bool = False
    why: str = ""
    doubt: float = 0.1
    plural: bool = False
    whole: bool = True
    weight: float = 0.0
    main: tuple[int, int] = (0, 0)
    countries: tuple[str, ...] = ()
    backers: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


class Parts(NamedTuple):
    """A phrase taken apart: the hits before and after its first preposition, the main one, owners ("Chile's"), and its words."""

    phrase: Phrase
    hits: list[Hit]
    cut: int
    main: Hit
    owners: list[Hit]
    tail: list[Hit]
    stance: list[Hit]
    led: list[Hit]


def take_apart(phrase: Phrase, hits: list[Hit]) -> Parts | None:
    """The parts of a phrase, or None where no hit can be its head."""
    if not hits:
        return None
    cut = len(phrase.keys)
    if not CUTS.isdisjoint(phrase.keys):
        inside = {i for h in hits for i in range(h.start, h.end)}
        cut = next((i for i, k in enumerate(phrase.keys) if i > 0 and k in CUTS and i not in inside
                    and phrase.at[i] - phrase.at[i - 1] < 2 and not (k == "and" and _joins(hits, i))), cut)
    stance, led, owners, heads = [], [], [], []
    for h in hits:
        if h.start >= cut:
            continue
        before = phrase.keys[h.start - 1] if h.start else ""
        after = phrase.keys[h.end] if h.end < len(phrase.keys) else ""
        if before in ("pro", "anti", "non") or after in BY_WORDS:
            stance.append(h)
        elif after in ("led", "run", "controlled", "held", "administered", "based", "ruled"):
            led.append(h)
        elif after in ("'s", "'") and h.end < cut:
            owners.append(h)
        else:
            heads.append(h)
    tail = [h for h in hits if h.start > cut] if cut < len(phrase.keys) and phrase.keys[cut] in TAILS else []
    if not heads:
        if owners and not stance:
            heads = owners[-1:]
        elif stance or led:
            heads = (stance or led)[-1:]
        else:
            return None
    return Parts(phrase, hits, cut, heads[-1], [o for o in owners if o is not heads[-1]], tail, stance, led)


def _joins(hits: list[Hit], at: int) -> bool:
    """Whether an "and" only joins countries before one noun: "French and German ministers"."""
    before, after = [h for h in hits if h.end <= at], [h for h in hits if h.start > at]
    return bool(before) and all(h.kind in COUNTRYLIKE for h in before) and len(after) > 1 and after[0].kind in COUNTRYLIKE


def told_countries(parts: Parts, on: str | None, setting: Setting) -> list[str]:
    """The countries that the phrase itself tells, the nearest to its head first."""
    start, stance = parts.main.start, parts.stance
    before = [h for h in parts.hits if h.start < start and h.kind != "person" and h not in stance] if start else []
    out: list[str] = []
    for h in (*reversed(before), *parts.tail):
        entry = pick(h, on, setting)
        if entry and entry.country and entry.country not in out:
            out.append(entry.country)
    if not out:
        for h in (*parts.owners, *parts.tail):
            if h.kind in ("person", "surname") and (p := choose(h.rows, on, setting.countries, margin=3.0)) and p.weight >= 9:
                out.append(p.office.country)
    if not out and parts.main.kind == "agent" and (country := _town_beside(parts, setting)):
        out.append(country)
    return out


def _town_beside(parts: Parts, setting: Setting) -> str | None:
    """The country of a town or province named right before an agent noun or after its "of" or "in"."""
    words, start = parts.phrase.words, parts.main.start
    covered = {i for h in parts.hits if h.kind != "surname" for i in range(h.start, h.end)}
    if start > 1 and parts.phrase.keys[start - 1] in ("'s", "'") and parts.main.entries[0].sector in LOCAL_RULE:
        start -= 1  # "Zabul's governor"; "Harry's mother" is of no town
    first = start
    while first > 0 and capital(words[first - 1]) and first - 1 not in covered and parts.phrase.keys[first - 1] not in ("the", "a", "an"):
        first -= 1
    if first < start and (country := town(" ".join(words[first:start]), setting.countries)):
        return country
    if parts.cut < len(words) and parts.phrase.keys[parts.cut] in TAILS:
        last = first = parts.cut + 1
        while last < len(words) and capital(words[last]) and last not in covered:
            last += 1
        return town(" ".join(words[first:last]), setting.countries) if last > first else None
    return None


def town(name: str, countries: Sequence[str]) -> str | None:
    """The country of a town or province: one of those told around, else that of one far larger than its namesakes.

    >>> town("Jalalabad", ()), town("Springfield", ("GBR",)), town("Perth", ("GBR",))
    ('AFG', 'USA', 'GBR')
    """
    found = [e for e in gazetteer().named(name) if e.weight == 3 and e.kind != "adm2"]
    near = next((e.country for c in countries[:3] for e in found if e.country == c), None)
    if near or not found or found[0].people < 50_000:
        return near
    rival = max((e.people for e in found if e.country != found[0].country), default=0)
    return found[0].country if found[0].people > 3 * rival else None


def pick(hit: Hit, on: str | None, setting: Setting) -> Entry | None:
    """The entry of a hit that fits the day and the countries around; None for people's names."""
    if not hit.entries:
        return None
    good = [e for e in hit.entries if e.holds(on)] or list(hit.entries)
    return next((e for e in good if e.country in setting.countries), good[0])


def words_from(parts: Parts, start: int, end: int) -> str:
    """The words of the phrase between two places, without an article."""
    while start < end - 1 and parts.phrase.keys[start] in ("the", "a", "an"):
        start += 1
    return joined(parts.phrase, start, end) if start < end else ""


def unknown_name(parts: Parts) -> str:
    """The capitalised words that follow the main hit up to the cut: a name that no table knows; "" where there is none."""
    words = parts.phrase.words[parts.main.end:parts.cut]
    if words and all(capital(w) or w.lower() in ("de", "la", "van", "von", "al", "el", "bin", "der", "da", "di", "del") for w in words) \
            and capital(words[-1]):
        return joined(parts.phrase, parts.main.end, parts.cut)
    return ""


def name_end(parts: Parts, end: int) -> int:
    """The end of the capitalised words that follow a place in the phrase."""
    others = {h.start for h in parts.hits if h.kind != "surname"}
    while end < parts.cut and capital(parts.phrase.words[end]) and end not in others:
        end += 1
    return end


def joined(phrase: Phrase, start: int, end: int) -> str:
    """Words joined as a name, hyphens put back where the phrase had them."""
    out = phrase.words[start]
    for i in range(start + 1, end):
        if phrase.keys[i] not in ("'s", "'", ","):
            out += "-" if phrase.at[i] - phrase.at[i - 1] != 1 else " "
        out += phrase.words[i]
    return out


def sector_of(parts: Parts, agent: Hit, on: str | None, setting: Setting) -> str | None:
    """The sector of an agent noun beside what stands before and after it."""
    entry = agent.entries[0]
    noun = " ".join(parts.phrase.keys[agent.start:agent.end])
    weak = entry.strength != "own" or noun in OVER
    around = [h for h in parts.hits if h is not agent and (h.start < agent.start or h in parts.tail) and h not in parts.stance]
    for h in (*reversed([h for h in around if h.start < agent.start]), *[h for h in around if h.start >= agent.start]):
        other = pick(h, on, setting)
        if other is None:
            continue
        if other.kind == "unit":
            return other.sector
        if other.kind == "body":
            if weak:
                return other.sector if other.sector or noun not in OVER else "GOV"
            if other.sector == "LEG" and entry.sector == "PTY":
                return "LEG"
        elif other.kind == "agent" and other.strength == "own" and h.start < agent.start:
            if weak or (other.sector in ("REB", "OPP") and entry.sector in ("MIL", "UAF", "PTY", "PRM")):
                return other.sector
        elif other.kind == "agent" and h in parts.tail and weak and other.strength == "own":
            return other.sector
    if parts.led and noun in ("coalition", "alliance", "force", "forces", "troops", "offensive"):
        return "MIL"
    return entry.sector
