"""What a noun phrase means as an actor: its country, sector, name and office on a day. Works on words alone, without a parse.

>>> who = resolve("the Saudi Defence Minister".split(), "2022-06-01", Setting())
>>> who.name, who.country, who.sector
('Khalid bin Salman Al Saud', 'SAU', 'GOV')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.codes.actors import Entry, lexicon
from dateline.codes.actors_given import gender_of
from dateline.codes.gazetteer import gazetteer
from dateline.codes.offices import Office, offices
from dateline.reading.actors_office import Person, choose, holder, persons
from dateline.reading.actors_scan import Hit, Phrase, capital, compact, scan
from dateline.records.candidate import Candidate

NONSTATE = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
TAILS = frozenset(("of", "in", "from", "at", "for", "across", "throughout", "inside", "within"))
CUTS = TAILS | frozenset(("to", "with", "on", "by", "against", "near", "over", "under", "outside", "loyal", "backed", "linked", "aligned",
                          "who", "which", "that", ",", "(", "where", "including", "between", "among", "as", "and"))
BY_WORDS = frozenset(["backed", "made", "built", "funded", "supported", "trained", "supplied", "allied", "aligned", "occupied", "born", "sponsored", "armed", "owned", "linked", "speaking", "brokered", "mediated", "proposed", "dominated"])
FORMER = frozenset(["former", "ex", "onetime", "deposed", "ousted", "toppled", "disgraced", "late", "retired", "fallen", "exiled", "longtime", "erstwhile"])
NOT_THE_HEAD = frozenset(["deputy", "vice", "assistant", "junior", "shadow", "local", "regional", "associate", "under", "state", "provincial", "deposed", "designate"])
OVER = frozenset(("president", "vice president", "chief executive", "governor", "deputy governor", "presidency", "negotiator", "envoy",
                  "ambassador", "leadership", "authority", "authorities"))
ELITE = frozenset(("GOV", "LEG", "SPY", "JUD", "OPP", "PTY", "MIL", "COP", None))
CONTAINERS = frozenset(["members", "member", "team", "teams", "group", "groups", "number", "handful", "majority", "several", "some", "most", "many", "dozens", "hundreds", "thousands", "crowd", "half", "unit", "units", "band", "pair", "trio", "all", "none", "one", "two", "three", "scores", "ranks", "leaders", "representatives", "tens", "millions", "elements", "supporters", "remnants", "lot", "rest", "part"])
HONORIFICS = frozenset(["mr", "mrs", "ms", "miss", "sir", "dame", "lady", "lord", "dr", "doctor", "prof", "professor", "madame", "mister"])
MANY = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "some", "dozens", "hundreds", "thousands", "both", "other", "various"])


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words around tell: the likeliest countries, and whether surnames may be taken without a title."""

    countries: tuple[str, ...] = ()
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
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


@dataclass(frozen=True, slots=True)
class Parts:
    """A phrase taken apart: the hits before and after its first preposition, the main one, owners ("Chile's"), and its words."""

    phrase: Phrase
    hits: list[Hit]
    cut: int
    main: Hit
    owners: list[Hit]
    tail: list[Hit]
    stance: list[Hit]
    led: list[Hit]


def resolve(words: Sequence[str], on: str | None, setting: Setting) -> Meaning | None:
    """What the words mean on an ISO day, or None where nothing in them is known."""
    phrase = compact(words)
    if setting.guess and setting.countries and (called := _called(phrase, on, setting)):
        return called
    hits = scan(phrase)
    parts = take_apart(phrase, hits)
    if (held := _held(phrase, hits, parts)) is not None and (tail := resolve(phrase.words[held + 1:], on, setting)):
        if tail.kind in ("group", "body", "title", "state", "adjective"):
            sector = "CVL" if tail.kind == "state" else tail.sector
            return replace(tail, kind="group", name=_joined(phrase, 1 if phrase.keys[0] in ("the", "a", "an") else 0, len(phrase.keys)), sector=sector, plural=True, office=None, since=None, until=None,
                           main=(0, phrase.at[-1] + 1))
    if parts is None:
        return None
    found = _by_kind(parts, on, setting)
    if found is None:
        return None
    end = max([parts.main.end, *(h.end for h in parts.hits if h.start < parts.cut)])
    rest = [w for w in phrase.keys[end:parts.cut] if w not in ("'s", "'")]
    return _former(parts, replace(found, whole=found.whole and (not rest or found.kind == "name"), countries=tuple(told_countries(parts, on, setting)),
                                  main=(phrase.at[parts.main.start], phrase.at[parts.main.end - 1] + 1)))


def _held(phrase: Phrase, hits: list[Hit], parts: Parts | None) -> int | None:
    """The place of "of" in "members of the guard", "a team of police": what follows it tells who they are."""
    at = next((i for i, k in enumerate(phrase.keys) if k == "of" and not any(h.start <= i < h.end for h in hits)), None)
    if at is None or at == 0 or (phrase.keys[at - 1] not in CONTAINERS and phrase.keys[0] not in CONTAINERS):
        return None
    strong = any(e.strength == "own" for h in hits if h.end <= at for e in h.entries[:1] if e.sector not in ("SOC", "CVL", None))
    return None if strong else at


def _called(phrase: Phrase, on: str | None, setting: Setting) -> Meaning | None:
    """A leader's surname that is also another word ("Lagos" in a text on Chile)."""
    rows = offices().called(" ".join(phrase.keys)) if len(phrase.keys) < 4 and capital(phrase.words[0]) else []
    person = choose([o for o in rows if o.country in setting.countries[:2]], on, setting.countries[:2]) if rows else None
    if person is None or not person.held or person.office.role not in ("head_of_state", "head_of_government"):
        return None
    return replace(of_person(person, "surname", 0.1), main=(0, phrase.at[-1] + 1))


def take_apart(phrase: Phrase, hits: list[Hit]) -> Parts | None:
    """The parts of a phrase, or None where no hit can be its head."""
    if not hits:
        return None
    inside = {i for h in hits for i in range(h.start, h.end)}
    cut = next((i for i, k in enumerate(phrase.keys) if i > 0 and k in CUTS and i not in inside
                and phrase.at[i] - phrase.at[i - 1] < 2), len(phrase.keys))
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


def told_countries(parts: Parts, on: str | None, setting: Setting) -> list[str]:
    """The countries that the phrase itself tells, the nearest to its head first."""
    before = [h for h in parts.hits if h.start < parts.main.start and h not in parts.stance]
    order = [*reversed([h for h in before if h.kind != "person"]), *parts.tail]
    out: list[str] = []
    for h in order:
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
    return _joined(parts.phrase, start, end) if start < end else ""


def _by_kind(parts: Parts, on: str | None, setting: Setting) -> Meaning | None:
    main = parts.main
    if parts.stance and main in parts.stance:
        return Meaning("stance", words_from(parts, 0, parts.cut), None, None, why="stance", doubt=0.4)
    if main.kind in ("person", "surname"):
        ship = next((h.entries[0] for h in parts.hits if h.kind == "unit" and h.start < main.start), None)
        if ship:
            return Meaning("body", words_from(parts, 0, parts.cut), ship.country, ship.sector, why=ship.row, doubt=0.1)
        return _person(parts, on, setting)
    if main.kind == "agent":
        return _agent(parts, on, setting)
    entry = pick(main, on, setting)
    assert entry is not None
    told = told_countries(parts, on, setting)
    if main.kind in ("state", "capital", "seat"):
        kind = "state" if main.kind != "capital" or not parts.tail else "place"
        return Meaning(kind, entry.name, entry.country, "GOV", why=f"{main.kind} {entry.row}", doubt=0.08)
    if main.kind == "adjective" and _unknown_name(parts):
        return Meaning("name", _unknown_name(parts), entry.country, None, why=f"name after {entry.row}", doubt=0.3)
    if main.kind in ("adjective", "people"):
        people = next((e for e in main.entries if e.kind == "people"), None)
        article = parts.phrase.keys[0] in ("the", "a", "an") or bool(people and people.plural)
        return Meaning("group" if article else "adjective", words_from(parts, 0, parts.cut) if article else entry.name, entry.country,
                       "CVL" if people and article else "GOV", why=f"{main.kind} {entry.row}", doubt=0.2,
                       plural=bool(people and (people.plural or article)))
    if main.kind == "city":
        return Meaning("place", entry.name, entry.country, "CVL", why=entry.row, doubt=0.3)
    country = entry.country
    nearest = next((e for h in reversed(parts.owners or [h for h in parts.hits if h.end == main.start])
                    if h.kind in ("state", "adjective", "capital") and (e := pick(h, on, setting))), None)
    if nearest and nearest.country != country and country not in NONSTATE and entry.sector in ("GOV", "LEG", "JUD", "MIL", "COP", "SPY"):
        sector = "GOV" if {"ministry", "department"} & set(parts.phrase.keys[main.start:main.end]) else entry.sector
        return Meaning("body", words_from(parts, 0, parts.cut), nearest.country, sector, why=f"{entry.row} of {nearest.row}", doubt=0.15)
    if entry.needs:
        country = told[0] if told else None
        return Meaning("group", words_from(parts, 0, parts.cut), country, entry.sector, why=entry.row, doubt=0.15)
    name = words_from(parts, main.start, main.end) if main.kind == "unit" else entry.name
    return Meaning("body", name, country, entry.sector, why=entry.row, doubt=0.06, plural=entry.plural)


def _former(parts: Parts, found: Meaning) -> Meaning:
    """The meaning with "former", "ex-", "-elect" taken into account: they override the table."""
    keys = parts.phrase.keys
    head = keys[:parts.cut]
    before = set(keys[:parts.main.end])
    if found.kind in ("body", "state", "place", "adjective") or found.sector not in ELITE:
        return found
    if before & FORMER or "elect" in head:
        return replace(found, sector="ELI", last_known=False, why=found.why + " +former", office=found.office)
    return found


def _unknown_name(parts: Parts) -> str:
    """The capitalised words that follow the main hit up to the cut: a name that no table knows; "" where there is none."""
    words = parts.phrase.words[parts.main.end:parts.cut]
    if words and all(capital(w) or w.lower() in ("de", "la", "van", "von", "al", "el", "bin", "der", "da", "di", "del") for w in words) \
            and capital(words[-1]):
        return _joined(parts.phrase, parts.main.end, parts.cut)
    return ""


def _run(parts: Parts, end: int) -> int:
    """The end of the capitalised words that follow a place in the phrase."""
    others = {h.start for h in parts.hits if h.kind != "surname"}
    while end < parts.cut and capital(parts.phrase.words[end]) and end not in others:
        end += 1
    return end


def _joined(phrase: Phrase, start: int, end: int) -> str:
    """Words joined as a name, hyphens put back where the phrase had them."""
    out = phrase.words[start]
    for i in range(start + 1, end):
        if phrase.keys[i] not in ("'s", "'", ","):
            out += "-" if phrase.at[i] - phrase.at[i - 1] != 1 else " "
        out += phrase.words[i]
    return out


def of_person(person: Person, why: str, doubt: float = 0.0) -> Meaning:
    """The meaning of a person known to the table."""
    office: Office = person.office
    title = "" if office.title in ("leader", "leader (party)") else office.title
    held = person.held or person.sector == "ELI"
    return Meaning("person", office.name, office.country, person.sector, title or None if held else None,
                   office.start if held else None, office.end or None, office.wikidata or None, person.last_known,
                   f"{why} {person.why}", min(0.9, person.doubt + doubt + (0.1 if person.last_known else 0)), weight=person.weight)


def titles_before(parts: Parts) -> list[tuple[str, str]]:
    """The roles that titles before the main hit lead to."""
    found: list[tuple[str, str]] = []
    for h in parts.hits:
        if h.kind == "agent" and h.start < parts.main.start:
            found += lexicon().roles.get(" ".join(parts.phrase.keys[h.start:h.end]), ())
    return found


def _person(parts: Parts, on: str | None, setting: Setting) -> Meaning | None:
    main = parts.main
    told = told_countries(parts, on, setting)
    roles = {r for r, _ in titles_before(parts)}
    agents = [h for h in parts.hits if h.kind == "agent" and h.start < main.start]
    alone = main.start and capital(parts.phrase.words[main.start - 1]) and not any(h.end == main.start and h.kind != "surname" for h in parts.hits)
    surname = main.kind == "surname"
    if surname and _run(parts, main.end) > main.end:
        return _named(parts, told, agents, on, setting)
    if surname and alone and parts.phrase.keys[main.start - 1] not in ("mr", "mrs", "ms", "miss", "sir", "dr", "the"):
        return _named(parts, told, agents, on, setting)
    countries = told or setting.countries
    margin = 0.0
    if surname:
        if not told and not roles and not (setting.guess and setting.countries):
            margin, countries = 3.0, ()
        elif not told and not setting.countries:
            margin = 2.0
    person = choose(main.rows, on, countries, roles, margin)
    guess = surname and not told and not roles
    floor = 9 if setting.guess and setting.countries else 12
    if guess and main.end - main.start == 1 and gender_of(parts.phrase.words[main.start]):
        floor = 14  # "Michael" alone is a given name
    if parts.phrase.keys[main.start] in offices().full:
        floor = 9  # a king or one with a single name
    if guess and agents and (only := _only(main.rows, on, countries or setting.countries, _sector(parts, agents[-1], on, setting))):
        return replace(of_person(only, "surname and title", 0.15), main=(0, 0))
    if person is None or (guess and person.weight < floor):
        return _named(parts, told, agents, on, setting)
    fits = not told or person.office.country in told or person.office.country in NONSTATE or set(told) & NONSTATE
    if not fits or (surname and roles and not told and person.weight < 8 and not person.held):
        return _named(parts, told, agents, on, setting)
    found = of_person(person, "surname" if surname else "name", 0.15 if surname and not told else 0.0)
    if not person.held and agents and (entry := pick(agents[-1], on, setting)) and entry.strength == "own":
        sector = entry.sector if entry.sector != "CVL" else person.sector
        return replace(found, sector=sector, office=words_from(parts, agents[-1].start, agents[-1].end), since=None, until=None,
                       why=found.why + " " + entry.row)
    return found


def _only(rows: Sequence[Office], on: str | None, countries: Sequence[str], sector: str | None) -> Person | None:
    """The only person of a surname who then held an office of a title's sector, in a country told around if any is."""
    held = [p for p in persons(rows, on) if p.held and p.sector == sector and (not countries or p.office.country in countries)]
    return held[0] if len(held) == 1 else None


def _named(parts: Parts, told: list[str], agents: list[Hit], on: str | None, setting: Setting) -> Meaning:
    """A person whom the tables do not know: named by the words, placed by title and country."""
    start = agents[-1].end if agents else 0
    while start < parts.main.start and not capital(parts.phrase.words[start]):
        start += 1
    while start < parts.main.start and any(h.start <= start < h.end for h in parts.hits if h is not parts.main and h.kind != "surname"):
        start += 1
    while start < parts.main.start and parts.phrase.keys[start] in HONORIFICS:
        start += 1
    sector = _sector(parts, agents[-1], on, setting) if agents else None
    office = words_from(parts, agents[-1].start, agents[-1].end) if agents else None
    return Meaning("name", _joined(parts.phrase, start, max(_run(parts, parts.main.end), start + 1)), told[0] if told else None, sector, office,
                   why="name with title" if agents else "name", doubt=0.25)


def _agent(parts: Parts, on: str | None, setting: Setting) -> Meaning:
    main, phrase = parts.main, parts.phrase
    entry = main.entries[0]
    told = told_countries(parts, on, setting)
    led = [e for h in parts.led if (e := pick(h, on, setting))]
    country = told[0] if told else (led[0].country if led else None)
    sector = _sector(parts, main, on, setting)
    name = _unknown_name(parts)
    title = words_from(parts, main.start, main.end)
    if name and not entry.plural:
        return Meaning("name", name, country, sector, title, why=f"name with title {entry.row}", doubt=0.12 if country else 0.2)
    whole = words_from(parts, 0, len(phrase.words))
    if parts.stance:
        backers = tuple(e.country for h in parts.stance if (e := pick(h, on, setting)) and e.country)
        theatre = country if country not in backers else None
        armed = "REB" if sector == "MIL" else sector
        return Meaning("group", whole, theatre, armed, why=f"stance {entry.row}", doubt=0.3, plural=entry.plural, backers=backers)
    if country and not entry.plural and not MANY & set(phrase.keys[:main.start]):
        titled = _titled(parts, country, on, sector)
        if titled:
            return titled
    kind = "title" if not entry.plural and " ".join(phrase.keys[main.start:main.end]) in lexicon().roles else "group"
    return Meaning(kind, whole, country, sector, title if kind == "title" else None, why=f"agent {entry.row}", doubt=0.12 if country else 0.2,
                   plural=entry.plural)


def _titled(parts: Parts, country: str, on: str | None, sector: str | None) -> Meaning | None:
    """The holder of the office that a title names, where the phrase means its one holder."""
    phrase, main = parts.phrase, parts.main
    before = phrase.keys[:main.start]
    if {"a", "an", "elect"} & {*before, *phrase.keys[main.end:parts.cut]} or NOT_THE_HEAD & set(before) or FORMER & set(before):
        return None
    title = " ".join(phrase.keys[main.start:main.end])
    roles = list(lexicon().roles.get(title, ()))
    if country in NONSTATE:
        bodies = [h for h in parts.hits if h.kind in ("body", "state", "adjective") and h is not main]
        names = {e.name.lower() for h in bodies for e in h.entries} | {" ".join(phrase.words[h.start:h.end]).lower() for h in bodies}
        roles = [("igo_head", f"{word} {name}") for r, word in roles for name in sorted(names) if r == "igo_head"]
    elif any(h.kind == "body" and h.start < parts.cut for h in parts.hits) or any(h.kind in ("body", "city") for h in parts.tail):
        return None
    if not roles:
        return None
    person, rows = holder(country, roles, on)
    candidates = tuple(Candidate(name=o.name, country=o.country, ref=o.wikidata or None, why=o.title) for o in rows[:5])
    if person is None:
        return None if not rows else Meaning("title", words_from(parts, 0, len(phrase.words)), country, sector, title,
                                             why="title.several", doubt=0.15, candidates=candidates)
    return replace(of_person(person, f"title {title}"), kind="person")


def _sector(parts: Parts, agent: Hit, on: str | None, setting: Setting) -> str | None:
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
