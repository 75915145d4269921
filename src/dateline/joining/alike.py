"""Whether two reports tell one event: what speaks for it and against it, added up; some differences rule it out.

A wrong join is worse than two rows, so silence counts for nothing and every kind of difference has its price. The weights below were
set on hand-made cases, not learned; `docs/guide/joining.md` explains them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dateline.joining.told import FAR_DAYS, Told, Who
from dateline.records import Figure, Place

ENOUGH = 5.0  # the score from which two are one
BOTH_WAYS = frozenset(("CONSULT", "AGREE", "COOPERATE"))  # events in which actor and recipient may change places
MUST_SHARE_WORDS = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "SANCTION", "COERCE", "ASSAULT", "PROTEST",
                              "MOBILIZE", "RETREAT", "AID"))  # the same parties do these more than once a day
NEAR_MODES = ({"visit", "multilateral"}, {"visit", "third-party"}, {"multilateral", "third-party"}, {"aerial", "drone"},
              {"aerial", "heavy-weapons"}, {"explosives", "suicide-attack"}, {"demo", "riot"}, {"demo", "obstruct"},
              {"arrest", "seize"}, {"disapprove", "allege"})
ORGANS = ("GOV", "MIL", "COP", "SPY", "LEG", "JUD")  # sectors whose names the news swaps: troops, security forces, police
ANYBODY = frozenset(("people", "civilians", "residents", "persons", "men", "women", "citizens", "victims", "locals", "villagers"))
NEAR_KM = 60  # two towns nearer than this may be one place told finer and coarser
DAY, NEXT_DAY, FEW_DAYS, WIDE = 2.0, 0.0, -1.5, 0.5
OTHER_TOWN, OTHER_PARTY, APART = -3.5, -4.0, -1.5  # told of one act only where all else agrees: a disagreement
PARTY, PLACE, MODE, FIGURE, WORDS, SENTENCE = 1.6, 1.5, 0.5, 1.0, 3.5, 6.0


@dataclass(frozen=True, slots=True)
class Alike:
    """How far two events are one. `score` counts for it, `against` is the part of it that speaks against; `conflict` names what rules it
    out, "" where nothing does."""

    score: float
    conflict: str = ""
    why: str = ""
    against: float = 0.0

    @property
    def same(self) -> bool:
        return not self.conflict and self.score >= ENOUGH

    @property
    def apart(self) -> bool:
        """Whether the two may never be one, also not through a third."""
        return bool(self.conflict) or (self.against <= APART and not self.same)

    @property
    def doubt(self) -> float:
        """The chance that they are two: falls with the score."""
        return round(1 / (1 + math.exp(1.2 * (self.score - ENOUGH) + 1.5)), 4)


def alike(a: Told, b: Told) -> Alike:
    """Compare two events of two reports; the same for (a, b) and (b, a)."""
    conflict = _ruled_out(a, b)
    if conflict:
        return Alike(0.0, conflict)
    parties, known = _parties(a, b)
    place, day, figures, words = _place(a.place, b.place), _day(a, b), _figures(a.figures, b.figures), _words(a, b)
    if parties is None or place is None or day is None:
        return Alike(0.0, "parties" if parties is None else "place" if place is None else "day")
    against = sum(min(part, 0.0) for part in (parties if parties < 0 else 0.0, place, day, figures))
    if a.sentence != b.sentence:
        if words == 0 and a.event in MUST_SHARE_WORDS and not (place == PLACE and known == 2):
            return Alike(0.0, "", "no word in common", against)
        if known == 0 and words < 0.5:
            return Alike(0.0, "", "no party in common", against)
    score = parties + place + day + figures + _mode(a, b) + WORDS * words + (SENTENCE if a.sentence == b.sentence else 0)
    why = f"parties {parties:.1f} place {place:.1f} day {day:.1f} figures {figures:.1f} words {words:.2f}"
    return Alike(round(score, 4), "", why, against)


def _ruled_out(a: Told, b: Told) -> str:
    if a.event != b.event:
        return "kind"
    if "hypothetical" in (a.status, b.status) and a.status != b.status:
        return "status"
    if a.mode and b.mode and a.mode != b.mode and {a.mode, b.mode} not in NEAR_MODES:
        return "mode"
    return ""


def _parties(a: Told, b: Told) -> tuple[float | None, int]:
    """What the parties say, and on how many sides both name somebody; None where they are other people."""
    if a.event in BOTH_WAYS:
        found = _side(a.parties, b.parties)
        both = bool(a.parties and b.parties)
        if found is None:
            return None, int(both)
        whole = min(len({p.country or p.name for p in a.parties}), len({p.country or p.name for p in b.parties})) > 1
        return PARTY * found * (2 if whole else 1), int(both)
    sides = [(_side(x, y), bool(x and y)) for x, y in ((a.actor, b.actor), (a.recipient, b.recipient))]
    known, other = sum(k for _, k in sides), [value for value, _ in sides if value is not None]
    if len(other) == 2:
        return sum(PARTY * value for value in other), known
    # who did it, or to whom, may be what reports disagree on: only where the other side is surely one
    return (PARTY * other[0] + OTHER_PARTY if other and other[0] >= 0.6 else None), known


def _side(x: tuple[Who, ...], y: tuple[Who, ...]) -> float | None:
    """How well the smaller set of parties is found in the larger, 0 to 1; None when one of it is nowhere there."""
    if not x or not y:
        return 0.0
    few, many = (x, y) if (len(x), sorted(w.name for w in x)) <= (len(y), sorted(w.name for w in y)) else (y, x)
    best = [max(_who(p, q) for q in many) for p in few]
    return None if min(best) < 0.2 else sum(best) / len(best)


def _who(p: Who, q: Who) -> float:
    """How far two parties are one: 1 the same, 0.6 a state and its organ, 0.4 or 0.25 two organs or groups of one state, 0 others."""
    if p.wikidata and q.wikidata:
        return 1.0 if p.wikidata == q.wikidata else _two_of_a_state(p, q)
    if p.country and q.country and p.country != q.country:
        return 0.0
    if p.name == q.name or (p.words and q.words and (p.words <= q.words or q.words <= p.words)):
        return 1.0 if p.country or q.country or "person" in (p.make, q.make) or len(p.words & q.words) > 1 else 0.6
    return _two_of_a_state(p, q)


def _two_of_a_state(p: Who, q: Who) -> float:
    if not p.country or p.country != q.country:
        return 0.0
    if p.make == "state" or q.make == "state":
        other = q if p.make == "state" else p
        return 1.0 if other.make == "state" else 0.6 if other.sector in (None, *ORGANS) else 0.0
    if p.make == q.make == "person":
        return 0.0
    if p.sector == q.sector:
        return 0.4 if p.sector in ORGANS else 0.25
    of_state = p.sector in (None, *ORGANS) and q.sector in (None, *ORGANS)
    return 0.25 if of_state or p.words & ANYBODY or q.words & ANYBODY else 0.0


def _place(p: Place | None, q: Place | None) -> float | None:
    if p is None or q is None:
        return 0.0
    if p.country and q.country and p.country != q.country:
        return None
    fine = ("site", "city")
    if p.precision not in fine or q.precision not in fine:
        return 0.3 if p.country and p.country == q.country else 0.0
    if p.name == q.name or (p.geonameid and p.geonameid == q.geonameid):
        return PLACE
    return 0.2 if _near(p, q) else OTHER_TOWN


def _near(p: Place, q: Place) -> bool:
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return False
    return _km(p.lat, p.lon, q.lat, q.lon) <= NEAR_KM


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance of two points on the ground, well enough for short ways."""
    x = math.radians(lon2 - lon1) * math.cos(math.radians((lat1 + lat2) / 2))
    return 6371 * math.hypot(x, math.radians(lat2 - lat1))


def _day(a: Told, b: Told) -> float | None:
    gap = max(a.first - b.last, b.first - a.last, 0)
    exact = a.dated and b.dated and a.last == a.first and b.last == b.first
    if gap == 0:
        return DAY if exact else WIDE if a.loose or b.loose else 1.2
    if gap > FAR_DAYS or a.loose or b.loose:
        return None
    return NEXT_DAY if gap == 1 else FEW_DAYS


def _figures(x: tuple[Figure, ...], y: tuple[Figure, ...]) -> float:
    """Equal numbers of one kind speak for one event; numbers far apart against it."""
    best = 0.0
    for f in x:
        for g in y:
            if f.what != g.what:
                continue
            low, high = sorted((f.low or f.high or 0, g.low or g.high or 0))
            near = FIGURE if low == high else 0.2 if high <= 2 * max(low, 1) else -FIGURE
            best = near if abs(near) > abs(best) or near > best else best
    return best


def _mode(a: Told, b: Told) -> float:
    return MODE if a.mode and a.mode == b.mode else 0.0


def _words(a: Told, b: Told) -> float:
    """The share of the shorter sentence's telling words that the longer one has; a single common word counts for little."""
    fewer = min(len(a.words), len(b.words))
    common = len(a.words & b.words)
    return 0.0 if not fewer else common / max(fewer, 4)
