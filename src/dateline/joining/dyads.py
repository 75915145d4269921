"""Directed series of what one actor did to another, month by month; `docs/reference/dyad.md` has the formula.

>>> act = Act("2021-06-04", "CONSULT", 1, 4.0, 3, 2, "h1")
>>> [(p.month, p.verbal, p.material, p.mean) for p in series([act], "month")]
[('2021-06', 1, 0, 4.0)]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

SEED, DRAWS = 20210604, 1000
VERBAL = (1, 3)
MANY = 20  # happenings of one stretch from which the band is reckoned and not drawn: thousands would take seconds


@dataclass(frozen=True, slots=True)
class Act:
    """A happening as a series counts it: its day, PLOVER event, quad and intensity, its reports and origins, and its id."""

    day: str
    event: str
    quad: int
    intensity: float
    reports: int
    origins: int
    id: str


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch of a series. `mean` is the mean intensity of its happenings, -10 to 10; `low` and `high` bound it (95 %, bootstrap),
    None below two happenings; the `verbal_` and `material_` means are of quads 1 and 3, and of 2 and 4."""

    month: str
    events: int
    reports: int
    origins: int
    verbal: int
    material: int
    mean: float
    low: float | None
    high: float | None
    verbal_mean: float | None
    material_mean: float | None
    happenings: tuple[str, ...]


def series(acts: Iterable[Act], by: str = "month") -> list[Point]:
    """The points of a series in order; `by` is month, quarter or year. Stretches without a happening have no point."""
    held: dict[str, list[Act]] = defaultdict(list)
    for act in sorted(acts, key=lambda a: (a.day, a.id)):
        held[stretch(act.day, by)].append(act)
    return [_point(name, held[name]) for name in sorted(held)]


def stretch(day: str, by: str) -> str:
    """The month, quarter or year of an ISO day.

    >>> stretch("2021-06-04", "quarter"), stretch("2021-06-04", "year")
    ('2021-Q2', '2021')
    """
    if by == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) - 1) // 3 + 1}"
    return day[:4] if by == "year" else day[:7]


def _point(name: str, acts: Sequence[Act]) -> Point:
    values = [a.intensity for a in acts]
    verbal = [a.intensity for a in acts if a.quad in VERBAL]
    material = [a.intensity for a in acts if a.quad not in VERBAL]
    low, high = band(values, name)
    reports, origins = sum(a.reports for a in acts), sum(a.origins for a in acts)
    return Point(name, len(acts), reports, origins, len(verbal), len(material), _mean(values) or 0.0, low, high, _mean(verbal),
                 _mean(material), tuple(a.id for a in acts))


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def band(values: Sequence[float], name: str) -> tuple[float | None, float | None]:
    """A 95 % percentile bootstrap band of the mean; the seed is fixed and the stretch's name, so the same book gives the same band.

    From MANY values on it is the band of the normal distribution, to which the bootstrap's has come close by then.

    >>> band([1.0, -4.0, 2.0] * 9, "2021")
    (-1.3234, 0.6567)
    """
    if len(values) < 2:
        return None, None
    if len(values) >= MANY:
        middle = fmean(values)
        half = 1.96 * (fmean((v - middle) ** 2 for v in values) / len(values)) ** 0.5
        return round(middle - half, 4), round(middle + half, 4)
    chance = Random(f"{SEED} {name}")
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(DRAWS))
    return round(means[int(DRAWS * 0.025)], 4), round(means[int(DRAWS * 0.975) - 1], 4)
