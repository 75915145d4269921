"""What the reports of one happening tell differently: figures, dates, places, parties, and whether it happened at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from dateline.joining.alike import ORGANS
from dateline.joining.told import Told, Who, iso, print_of
from dateline.records import Disagreement, Figure, Side

AGAINST = ("REB", "CRM")  # sectors that fight the state
Count = Callable[[Iterable[Told]], int]


def disagreements(happening: str, news: Sequence[Told], count: Count | None = None) -> tuple[Disagreement, ...]:
    """The disagreements among the events of a happening; `count` counts independent origins.

    Two answers disagree when they cannot both hold: a wider date or place holds a finer one, `at least 9` holds 12.
    """
    origins = count or (lambda events: len({e.root or e.report for e in events}))
    out: list[Disagreement] = []
    told = sorted((e for e in news if e.status == "actual"), key=lambda e: e.id)
    for what in sorted({f.what for e in told for f in e.figures}):
        out += _of("figure", happening, [(e, _figure(e, what)) for e in told], origins, what)
    out += _of("date", happening, [(e, _date(e)) for e in told], origins)
    out += _of("place", happening, [(e, _place(e)) for e in told], origins)
    out += _of("actor", happening, [(e, _side(e.actor)) for e in told], origins)
    if not {e.event for e in told} & {"CONSULT", "AGREE", "COOPERATE"}:
        out += _of("recipient", happening, [(e, _side(e.recipient)) for e in told], origins)
    else:
        out = [d for d in out if d.field != "actor"]
    denied = [e for e in news if e.status in ("actual", "negated")]
    if {e.status for e in denied} == {"actual", "negated"}:
        out += _of("denial", happening, [(e, (("happened" if e.status == "actual" else "did not happen"),) * 2) for e in denied], origins)
    return tuple(out)


Answer = tuple[str, str] | None  # what tells answers apart, and how it is shown


def _of(field: str, happening: str, answers: Sequence[tuple[Told, Answer]], count: Count, what: str | None = None) -> list[Disagreement]:
    sides: dict[str, list[Told]] = defaultdict(list)
    shown: dict[str, str] = {}
    for event, answer in _one_a_print(answers):
        sides[answer[0]].append(event)
        shown.setdefault(answer[0], answer[1])
    if field in ("actor", "recipient"):
        sides = _apart(sides)
    if len(sides) < 2 or len({shown[k].casefold() for k in sides}) < 2:  # one name read as two countries is no disagreement
        return []
    made = [Side(value=shown[k], events=tuple(sorted(e.id for e in es)), origins=count(es)) for k, es in sides.items() if es]
    return [Disagreement.from_dict({"happening": happening, "field": field, "what": what, "sides": [
        s.to_dict() for s in sorted(made, key=lambda s: (-s.origins, s.value))]})]


def _one_a_print(answers: Sequence[tuple[Told, Answer]]) -> list[tuple[Told, tuple[str, str]]]:
    """The answers that were told. The prints of one sentence tell one: the answer that most of them were read to give."""
    votes: dict[tuple[str, str, int], Counter[tuple[str, str]]] = defaultdict(Counter)
    for event, answer in answers:
        if answer is not None:
            votes[print_of(event)][answer] += 1
    most = {key: min(counted, key=lambda a: (-counted[a], a)) for key, counted in votes.items()}
    return [(event, most[print_of(event)]) for event, answer in answers if answer is not None]


def _apart(sides: dict[str, list[Told]]) -> dict[str, list[Told]]:
    """Sides of parties, those that name some of the same countries put together: who tells more does not contradict."""
    kept: dict[str, list[Told]] = {}
    for key in sorted(sides, key=lambda k: (k.count(" "), k)):
        home = next((other for other in kept if set(other.split()) & set(key.split())), key)
        kept.setdefault(home, []).extend(sides[key])
    return kept


def _camps(country: str, sector: str | None) -> tuple[str, ...]:
    if sector in AGAINST:
        return (f"{country}~",)
    return (country,) if sector in ORGANS else (country, f"{country}~")


def _figure(event: Told, what: str) -> Answer:
    """The one exact figure of a kind that an event tells; a bound or a range does not contradict."""
    found = [f for f in event.figures if f.what == what]
    exact = {f.low for f in found if f.low is not None and f.low == f.high}
    if len(found) != 1 or len(exact) != 1:
        return None
    value = exact.pop()
    return f"{value:.12g}", _plain(found[0])


def _plain(figure: Figure) -> str:
    return f"{figure.low or 0:,.12g}"


def _date(event: Told) -> Answer:
    return (iso(event.first),) * 2 if event.dated and event.first == event.last else None


def _place(event: Told) -> Answer:
    place = event.place
    if place is None or place.precision not in ("site", "city"):
        return None
    return str(place.geonameid or place.name), place.name


def _side(side: tuple[Who, ...]) -> Answer:
    """The countries of a side, those who fight their own state apart from it; who is neither may be of either."""
    countries = sorted({c for w in side if w.country for c in _camps(w.country, w.sector)})
    return (" ".join(countries), ", ".join(dict.fromkeys(w.shown for w in side))) if countries else None
