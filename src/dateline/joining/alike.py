"""Whether two reports tell one event: what speaks for it and against it, added up; some differences rule it out.

A wrong join is worse than two rows, so silence counts for nothing and every kind of difference has its price. The weights below were
set on hand-made cases, not learned; `docs/guide/joining.md` explains them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dateline.joining.told import FAR_DAYS, KIN, LONG, MOVED_DAYS, Told, Who
from dateline.joining.words import stems
from dateline.records import Figure, Place

ENOUGH = 5.0  # the score from which two are one
BOTH_WAYS = frozenset(("CONSULT", "AGREE", "COOPERATE"))  # events in which actor and recipient may change places
DEALS = frozenset(("SUPPORT", "AGREE"))
MUST_SHARE_WORDS = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "SANCTION", "COERCE", "ASSAULT", "PROTEST",
                              "MOBILIZE", "RETREAT", "AID"))  # the same parties do these more than once a day
NEAR_MODES = (frozenset(("visit", "multilateral", "third-party", "talk", "call")), frozenset(("demo", "riot", "obstruct")),
              frozenset(("strike", "obstruct", "boycott")), frozenset(("arrest", "seize")), frozenset(("disapprove", "allege")),
              frozenset(("aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "firearms", "targeted", "destroy")))
ORGANS = ("GOV", "MIL", "COP", "SPY", "LEG", "JUD")  # sectors whose names the news swaps: troops, security forces, police
ARMED = ("UAF", "REB", "CRM")
ANYBODY = frozenset(("people", "civilians", "residents", "persons", "men", "women", "citizens", "victims", "locals", "villagers"))
SAME_NEWS = 3  # days between two prints of one sentence
NEAR_KM = 60  # two towns nearer than this may be one place told finer and coarser
DAY, NEXT_DAY, FEW_DAYS, MOVED, WIDE = 2.0, 0.0, -1.5, -0.8, 0.5
OTHER_TOWN, OTHER_PARTY, APART = -3.5, -4.0, -1.5  # told of one act only where all else agrees: a disagreement
OTHER_NAME, SURELY, LEAST_ALIKE = -1.5, 0.9, 3
SCENE = 1.0  # a town that only the words around tell
FINE = ("site", "city")
KIN_WORDS, PRINT = 0.4, 12.0
SAME_WORDS, OTHER_DOER = 0.5, -2.0
PARTY, PLACE, MODE, FIGURE, WORDS, SENTENCE = 1.6, 1.5, 0.5, 1.0, 3.5, 6.0


@dataclass(frozen=True, slots=True)
class Alike:
    """How far two events are one. `score` counts for it, `against` is the part of it that speaks against; `conflict` names what rules it
    out, "" where nothing does; `disputed`: only who did it, or in which town, is told differently of what is else surely one."""

    score: float
    conflict: str = ""
    why: str = ""
    against: float = 0.0
    disputed: bool = False

    @property
    def same(self) -> bool:
        return not self.conflict and self.score >= ENOUGH

    @property
    def apart(self) -> bool:
        """Whether the two may never be one, also not through a third."""
        return bool(self.conflict) or (self.against <= APART and not self.same and not self.disputed)

    @property
    def doubt(self) -> float:
        """The chance that they are two: falls with the score."""
        return round(1 / (1 + math.exp(1.2 * (self.score - ENOUGH) + 1.5)), 4)


def alike(a: Told, b: Told) -> Alike:
    """Compare two events of two reports; the same for (a, b) and (b, a)."""
    conflict = _ruled_out(a, b)
    if conflict:
        return Alike(0.0, conflict)
    if _one_print(a, b):
        return Alike(PRINT, "", "one sentence in two prints")
    parties, known = _parties(a, b)
    place, day, figures, words = _place(a.place, b.place), _day(a, b), _figures(a.figures, b.figures), _words(a, b)
    if parties is None or place is None or day is None:
        # a plan may have been moved: another day alone keeps it and what was held not apart where a third tells of both
        conflict = "parties" if parties is None else "place" if place is None else "" if _may_be_moved(a, b) else "day"
        if parties is None and place == PLACE and day == DAY and words >= SAME_WORDS and a.mode == b.mode is not None:
            return Alike(0.0, "", "other parties", OTHER_PARTY, True)  # a third report may tell that it is one blow
        return Alike(0.0, conflict, "another day" if not conflict else "")
    if place == OTHER_TOWN and parties >= 2 * SURELY * PARTY and day == DAY and _many(a, b):
        place = OTHER_NAME  # as many lost to the same blow on the same day: one town told as two
    against = sum(min(part, 0.0) for part in (parties if parties < 0 else 0.0, place, day, figures))
    scene = _scene(a, b) if 0 <= place < SCENE else False
    if scene:
        place = SCENE
    if a.sentence != b.sentence:
        whole = known == 2 or (_two_sided(a, b) and parties > 0)
        sure = (place >= SCENE) + whole + (figures >= FIGURE) + _one_day(a, b, day) + _precise(a, b)
        if words == 0 and a.event in MUST_SHARE_WORDS and sure < 2:
            return Alike(0.0, "", "no word in common", against)
        if known == 0 and words < 0.5:
            return Alike(0.0, "", "no party in common", against)
        if figures == -FIGURE and place < PLACE and a.event in MUST_SHARE_WORDS:
            return Alike(0.0, "", "other figures, and no town in common", against)
        if a.event != b.event and words < KIN_WORDS and figures < FIGURE:
            return Alike(0.0, "", "other kind", against)
        if known == 2 and parties <= PARTY + OTHER_PARTY and place == PLACE and day == DAY and words >= SAME_WORDS:
            parties -= OTHER_PARTY - OTHER_DOER  # one blow, laid to two: all else is told alike
    score = parties + place + day + figures + _mode(a, b) + WORDS * words + (SENTENCE if a.sentence == b.sentence else 0)
    why = f"parties {parties:.1f} place {place:.1f} day {day:.1f} figures {figures:.1f} words {words:.2f}"
    return Alike(round(score, 4), "", why, against, _disputed(a, b, parties, place, day, figures))


def _scene(a: Told, b: Told) -> bool:
    """Whether one tells no town, and names that of the other in its headline or the sentences around."""
    for x, y in ((a, b), (b, a)):
        town = y.place
        if town is None or town.precision not in FINE or (x.place and x.place.precision in FINE):
            continue
        if (cut := stems(town.name)) and cut <= x.around:
            return True
    return False


def _one_day(a: Told, b: Told, day: float) -> bool:
    """Whether two tell the same way of the same act on the same day, and no blow: of those there may be more in one day."""
    if day != DAY or a.event != b.event or a.event == "ASSAULT":
        return False
    lands = {p.country for p in a.actor} != {p.country for p in a.recipient} and bool(a.recipient and b.recipient)
    return (a.mode is not None and a.mode == b.mode) or lands


def _precise(a: Told, b: Told) -> bool:
    """Whether both name the same thing or people as done to, in more than one word, on the same day: "a navy patrol boat"."""
    sides = [(a.recipient, b.recipient)] + ([(a.actor, b.actor)] if a.event == b.event == "PROTEST" else [])
    return bool(a.dated and b.dated and a.first == a.last == b.first == b.last) and any(
        len(p.stems & q.stems) > 1 for x, y in sides for p in x for q in y)


def _disputed(a: Told, b: Told, parties: float, place: float, day: float, figures: float) -> bool:
    """Whether a third report may bring two together that differ in their doer alone, or in their town alone."""
    if day != DAY or figures < 0 or a.event != b.event:
        return False
    if place == PLACE and a.mode == b.mode is not None and parties < 0:
        return (_side(a.recipient, b.recipient) or 0) >= SURELY  # one blow, laid to two
    return place in (OTHER_TOWN, OTHER_NAME) and parties >= 2 * SURELY * PARTY and _precise(a, b)


def _two_sided(a: Told, b: Told) -> bool:
    """Whether both tell two states as doers together: "Aland and Boria ceased fire"."""
    return all(len({p.country for p in x.actor if p.country}) > 1 for x in (a, b))


def _many(a: Told, b: Told) -> bool:
    """Whether both count as many of one kind, and no small number, which may agree by chance."""
    return any(f.what == g.what and f.low == f.high == g.low == g.high and (f.low or 0) >= LEAST_ALIKE
               for f in a.figures for g in b.figures)


def _one_print(a: Told, b: Told) -> bool:
    """Whether two reports print one long sentence in the same days: the same words tell the same act, however its parties were read."""
    return a.event == b.event and a.status == b.status and a.sentence == b.sentence and a.sentence.count(" ") + 1 >= LONG \
        and a.spot == b.spot and abs(a.day - b.day) <= SAME_NEWS and _day(a, b) is not None


def _ruled_out(a: Told, b: Told) -> str:
    if a.event != b.event and not _kin(a, b):
        return "kind"
    if "hypothetical" in (a.status, b.status) and a.status != b.status:
        return "status"
    if a.event == b.event and a.mode and b.mode and a.mode != b.mode and not any({a.mode, b.mode} <= near for near in NEAR_MODES):
        return "mode"
    return ""


def _kin(a: Told, b: Told) -> bool:
    """Whether two kinds may be one act told by two: a threat only beside what is still to be done."""
    if b.event not in KIN.get(a.event, ()):
        return False
    other = b if a.event == "THREATEN" else a
    return "THREATEN" not in (a.event, b.event) or other.status in ("planned", "hypothetical")


def _parties(a: Told, b: Told) -> tuple[float | None, int]:
    """What the parties say, and on how many sides both name somebody; None where they are other people."""
    if a.event in BOTH_WAYS or b.event in BOTH_WAYS or (_deal(a) and _deal(b)):
        found = _side(a.parties, b.parties)
        both = bool(a.parties and b.parties)
        if found is None:
            return None, int(both)
        return PARTY * found * (2 if _whole(a.parties, b.parties) else 1), int(both)
    sides = [(_side(x, y), bool(x and y)) for x, y in ((a.actor, b.actor), (a.recipient, b.recipient))]
    if a.event == b.event == "PROTEST" and sides[1][0] is None:
        sides[1] = (0.0, False)  # whom a crowd is up against is told as its government, a ministry, a house
    known, other = sum(k for _, k in sides), [value for value, _ in sides if value is not None]
    if len(other) == 2:
        return sum(PARTY * value for value in other) * (2 if _two_sided(a, b) and not a.recipient and not b.recipient else 1), known
    # who did it, or to whom, may be what reports disagree on: only where the other side is surely one
    return (PARTY * other[0] + OTHER_PARTY if other and other[0] >= 0.6 else None), known


def _whole(x: tuple[Who, ...], y: tuple[Who, ...]) -> bool:
    """Whether both tell two sides: two states, or two bodies of one state of which one is surely the same."""
    if min(len({p.country or p.name for p in x}), len({p.country or p.name for p in y})) > 1:
        return True
    return min(len(x), len(y)) > 1 and any(_who(p, q) == 1.0 for p in x for q in y)


def _deal(a: Told) -> bool:
    """Whether an event is told of two states together: "Aland and Boria signed a pact"."""
    return a.event in DEALS and len({p.country or p.name for p in a.parties}) > 1


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
    if p.name == q.name or (p.stems and q.stems and (p.stems <= q.stems or q.stems <= p.stems)):
        return 1.0 if p.country or q.country or "person" in (p.make, q.make) or len(p.stems & q.stems) > 1 else 0.6
    if p.letters & q.letters:
        return 1.0  # "guerrillas of the ELN", "ELN fighters"
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
        return 0.6 if p.sector in ORGANS else 0.25
    if p.sector in ARMED and q.sector in ARMED:
        return 0.4  # "gunmen" may be rebels or bandits
    of_state = p.sector in (None, *ORGANS) and q.sector in (None, *ORGANS)
    return 0.25 if of_state or p.words & ANYBODY or q.words & ANYBODY else 0.0


def _place(p: Place | None, q: Place | None) -> float | None:
    if p is None or q is None:
        return 0.0
    if "place.home" in (p.why, q.why) and p.country != q.country:
        return 0.0  # a country that was only taken from the doer's
    if p.country and q.country and p.country != q.country:
        return None
    fine = FINE
    if p.precision != "country" and p.name == q.name and p.country == q.country:
        return PLACE
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
    if a.status == b.status == "planned" and (a.moved or b.moved) and gap <= MOVED_DAYS:
        return MOVED
    if gap > FAR_DAYS or a.loose or b.loose:
        return None
    return NEXT_DAY if gap == 1 else FEW_DAYS


def _may_be_moved(a: Told, b: Told) -> bool:
    return (a.status == "planned") != (b.status == "planned") and max(a.first - b.last, b.first - a.last) <= MOVED_DAYS


def _figures(x: tuple[Figure, ...], y: tuple[Figure, ...]) -> float:
    """Equal numbers of one kind speak for one event; numbers far apart against it."""
    best = 0.0
    for f in x:
        for g in y:
            if f.what != g.what:
                continue
            low, high = sorted((f.low or f.high or 0, g.low or g.high or 0))
            near = FIGURE if low == high else 0.2 if high <= 3 * max(low, 1) else -FIGURE
            best = near if abs(near) > abs(best) or near > best else best
    return best


def _mode(a: Told, b: Told) -> float:
    return MODE if a.mode and a.mode == b.mode else 0.0


def _words(a: Told, b: Told) -> float:
    """The share of the shorter sentence's telling words that the longer one has; a single common word counts for little."""
    fewer = min(len(a.words), len(b.words))
    common = len(a.words & b.words)
    return 0.0 if not fewer else common / max(fewer, 4)
