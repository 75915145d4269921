"""Happenings: events of many reports that are one event in the world."""

from dataclasses import dataclass
from typing import ClassVar

from dateline.records.finding import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Plain):
    """Who takes part in a happening, under the fullest name its reports give."""

    name: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Plain):
    """One event in the world. `reports`, `origins` and `claims` count; `day_first` and `day_last` are ISO days that hold it.

    `status` is what the latest word of the reports says: actual, negated, planned or hypothetical; `claimed`: sources tell it and no
    report does in its own voice; `doubt` is the chance that some event in it belongs elsewhere; `recalled` are events told as background.
    """

    kind_of_record: ClassVar[str] = "happening"

    id: str
    event: str
    mode: str | None = None
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    date: str | None = None
    day_first: str | None = None
    day_last: str | None = None
    place: str | None = None
    country: str | None = None
    status: str = "actual"
    claimed: bool = False
    intensity: float | None = None
    events: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    reports: int = 0
    origins: int = 0
    claims: int = 0
    doubt: float = 0.0
