"""Which of the places that bear a name a report means: one sense a name, in the light of what else the report names.

Countries and divisions come first; towns are weighed in their light. "Springfield, Ohio" settles what Springfield is.

>>> from dateline.codes.gazetteer import gazetteer
>>> from dateline.codes.places import places
>>> from dateline.reading.places_options import Options
>>> light = Light()
>>> light.add(Options(places(), gazetteer()).of("egypt")[0])
>>> light.settle()
>>> {o.country: light.of(o) for o in Options(places(), gazetteer()).of("alexandria") if o.country in ("EGY", "USA")}
{'EGY': 3.0, 'USA': 0.0}
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dateline.reading.places_mention import Mention
from dateline.reading.places_options import Option

SAME_COUNTRY, MAIN_COUNTRY, SAME_AREA, HOME, NAMED_AREA, SETTLED = 1.5, 1.5, 3.0, 1.0, 3.0, 8.0
SURE = 3.0  # margin from which a choice is as good as certain
STATE_AHEAD = 1.8  # by how much a state must lead the next reading to lend its light (Georgia does not)
PLAIN = 1.2  # margin from which a choice lends its light to the others
AMONG_DIVISIONS = 2.0  # in a list of divisions of one state: "Oregon, Washington and Idaho"
ITSELF = 1.0  # a state over a division of the same name elsewhere (Niger, Georgia, Luxembourg)
DISTRICT = 0.7  # degrees
TOWN = 30_000  # inhabitants
METROPOLIS = 5_000_000  # inhabitants
AREA_KINDS = {"county": "adm2", "parish": "adm2", "borough": "adm2"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a mention means, by how much it beat the next option, and why."""

    option: Option
    margin: float
    others: tuple[Option, ...]
    why: str


@dataclass(slots=True)
class Light:
    """What a report says of countries and divisions: how often each is named."""

    countries: Counter[str] = field(default_factory=Counter)
    areas: Counter[int] = field(default_factory=Counter)
    home: str | None = None
    top: int = 1
    total: int = 4

    def settle(self) -> None:
        """Counts what `of` divides by, once the naming is done; few divisions tell little about each."""
        self.top = max(self.countries.values(), default=1)
        self.total = max(4, self.areas.total())

    def add(self, option: Option, weight: int = 1) -> None:
        if option.country:
            self.countries[option.country] += weight
        area = option.geonameid if option.kind == "adm1" else option.area
        if area:
            self.areas[area] += weight

    def of(self, option: Option) -> float:
        """What the report adds to an option's worth."""
        total = 0.0
        if option.country:
            count = self.countries[option.country]
            if count:
                total += SAME_COUNTRY
                total += MAIN_COUNTRY * count / self.top
            total += HOME * (option.country == self.home)
        area = option.geonameid if option.kind == "adm1" else option.area
        if area and self.areas[area] and option.kind != "country":
            share = self.areas[area] / self.total
            total += min(2.2, SAME_AREA * share) * (0.5 if option.kind == "adm1" else 1.0)
        return total


def weigh(mentions: list[list[Mention]], peoples: Counter[str], home: str | None) -> dict[str, Choice]:
    """The sense of every name of a report, by key; `peoples` counts the demonyms that stand in it."""
    light = Light(home=home)
    for country, count in peoples.items():
        light.countries[country] += min(count, 3)
    flat = [m for sentence in mentions for m in sentence]
    pairs = _pairs(mentions)
    regions = frozenset(id(o) for _, o in pairs.values())
    for inner, outer in pairs.values():
        light.add(outer, 2)
        light.add(inner, 1)
    counts = Counter(m.key for m in flat if m.options)
    by_key: dict[str, list[Mention]] = {}
    for mention in flat:
        if mention.options:
            by_key.setdefault(mention.key, []).append(mention)
    for key, group in by_key.items():  # first pass: names with one reading, and those that are all but certain
        options = group[0].options
        rivals = [o for o in options[1:] if o.country != options[0].country]
        ahead = options[0].prior - rivals[0].prior if rivals else SURE + 1
        if key not in pairs and options[0].prior > 4.5 and ahead > (STATE_AHEAD if options[0].kind == "country" else SURE):
            light.add(options[0], min(counts[key], 5))
    light.settle()
    first = {key: _choose(key, group, light, pairs, regions) for key, group in by_key.items()}
    plain = {key for key, choice in first.items() if choice.margin > PLAIN and choice.option.kind in ("city", "capital", "adm1", "adm2")}
    for key in plain:  # second pass: the rest in the light of the towns that are now plain
        light.add(first[key].option)
    light.settle()
    return {key: first[key] if key in plain else _choose(key, group, light, pairs, regions) for key, group in by_key.items()}


def _pairs(mentions: list[list[Mention]]) -> dict[str, tuple[Option, Option]]:
    """The best inner and outer option of each "Town, Region", by the town's key; the first pair of a name counts."""
    found: dict[str, tuple[Option, Option]] = {}
    for sentence in mentions:
        for mention in sentence:
            if mention.outer is None or mention.key in found:
                continue
            both = [(i, o) for i in mention.options for o in sentence[mention.outer].options if i.within(o)]
            if both:
                found[mention.key] = max(both, key=lambda p: p[0].prior + p[1].prior)
    return found


def _choose(key: str, group: list[Mention], light: Light, pairs: dict[str, tuple[Option, Option]],
            regions: frozenset[int]) -> Choice:
    options = group[0].options
    pair = pairs.get(key)
    area = next((m.area for m in group if m.area), "")
    divisions = {c for m in group for c in m.among}
    scored = []
    for option in options:
        worth = option.prior + light.of(option)
        if pair is not None and option is pair[0]:
            worth += SETTLED
        if id(option) in regions:
            worth += 4.0
        if area:
            worth += NAMED_AREA * (option.kind == AREA_KINDS.get(area.rstrip("s"), "adm1")) * (option.kind != "country")
            worth += (area in ("city", "town", "airport", "suburb", "area")) * (option.kind in ("city", "capital")) * NAMED_AREA
        if option.kind == "adm1" and option.country in divisions:
            worth += AMONG_DIVISIONS
        if option.kind == "country":
            worth += ITSELF
        elif option.kind == "adm1" and (options[0].kind == "country" or any(o.kind == "capital" or o.people > METROPOLIS for o in options
                                                                            if o.kind != "adm1")):
            worth -= ITSELF
        if option.kind in ("adm1", "adm2") and options[0].ours and options[0].kind not in ("country", "site") and not area:
            worth -= SURE  # "Red Sea" is the sea before it is the governorate
        scored.append((worth, option))
    scored.sort(key=lambda s: (-s[0], s[1].geonameid or 0))
    best = _town_of(scored[0][1], options) if not (area or divisions or id(scored[0][1]) in regions) else scored[0][1]
    state = next((o for o in options if o.kind == "country" and o.country == best.country), None)
    if state is not None and not area and not (pair is not None and best is pair[0]):
        best = state  # "Mexico" is the state even where most of the report is about its capital
    rivals = [s for s in scored[1:] if not _one_place(s[1], best)]
    margin = scored[0][0] - rivals[0][0] if rivals else SURE + 3
    why = "pair" if pair is not None and best is pair[0] else "only" if len(options) == 1 else "context" if light.of(best) else "largest"
    return Choice(best, margin, tuple(o for _, o in scored[:5]), why)


def _town_of(best: Option, options: tuple[Option, ...]) -> Option:
    """The town where a division and its own town share their name: "Aleppo", "Mombasa". Not so where states of a federation are
    better known than a town in them ("Quebec")."""
    if best.kind not in ("adm1", "adm2") or best.country in ("USA", "CAN", "AUS"):
        return best
    return next((o for o in options if o.kind in ("city", "capital") and o.people > TOWN and o.prior > best.prior - SURE
                 and (o.area == best.geonameid or (best.kind == "adm2" and _one_place(o, best)))), best)


def _one_place(a: Option, b: Option) -> bool:
    """Whether two options are a town and the district around it, so that a mix-up costs little."""
    if a.country != b.country:
        return False
    near = abs((a.lat or 0) - (b.lat or 0)) < DISTRICT and abs((a.lon or 0) - (b.lon or 0)) < DISTRICT
    return near or "country" in (a.kind, b.kind)
