"""One row of another event data set, whatever its form, or the reason why a line is no such row.

>>> PeerRow("gdelt", "1", "2021-06-04", ("RUS",), ("USA",), "CONSULT", 1, "https://x.example/a", 7, "1\\t2021..").event
'CONSULT'
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.codes.peers import country_of_cameo, older_names
from dateline.codes.plover import kinds, sectors

_ISO, _PLAIN = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class PeerRow:
    """What a peer says: who (countries: ISO 3166-1 alpha-3, or PLOVER's codes that stand for one) did what to whom, on which day.

    `event` is PLOVER's, None where PLOVER has no such event (CAMEO's statements and appeals) or the peer names none; `quad` 1 to 4 is the
    event's in PLOVER, the peer's own where there is none; `line` counts from 1 in its file or member, `raw` is that line. `mutual`: the
    peer does not say who acted. `outlet` names the source where there is no address.
    """

    source: str
    id: str
    day: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    event: str | None
    quad: int | None
    url: str | None
    line: int
    raw: str
    outlet: str | None = None
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no row, and why."""

    line: int
    reason: str


class NoRow(ValueError):
    """Raised inside a reader: the line is no row; the message is the reason."""


def each(lines: Iterable[tuple[int, str]], row_of: Callable[[str, int], PeerRow], header: str) -> Iterator[PeerRow | BadLine]:
    """A row or a refusal for each line; a first line that starts with `header`, which some tools write, is passed over."""
    for number, line in lines:
        if number == 1 and line.startswith(header):
            continue
        try:
            yield row_of(line, number)
        except NoRow as error:
            yield BadLine(number, str(error))


def iso_day(text: str) -> str:
    """The day of `2021-06-04`, `2021-06-04T10:00` or `20210604`; raises NoRow for anything else.

    >>> iso_day("20210604")
    '2021-06-04'
    """
    try:
        if _ISO.match(text):
            return date.fromisoformat(text[:10]).isoformat()
        if _PLAIN.match(text) and text.isdigit():
            return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    except ValueError:
        pass
    raise NoRow(f"the day is {text[:20]!r}; allowed: 2021-06-04 or 20210604")


def event_of(name: str) -> tuple[str | None, int | None]:
    """PLOVER's event and quad for a name of today or an older one; (None, None) for a name that PLOVER does not have.

    >>> event_of("consult"), event_of("FIGHT"), event_of("YIELD"), event_of("CRIME")
    (('CONSULT', 1), ('ASSAULT', 4), (None, 2), (None, None))
    """
    known = kinds().get(name.strip().upper())
    return (known.event, known.quad) if known else older_names().get(name.strip().upper(), (None, None))


def country_of(code: str) -> str | None:
    """The country of a code that may have a sector behind it (RUS, RUSGOV), or PLOVER's code that stands for one; None for others.

    >>> country_of("RUSGOV"), country_of("IGO"), country_of("ROM"), country_of("---GOV")
    ('RUS', 'IGO', 'ROU', None)
    """
    first = code.strip().upper()[:3]
    special = sectors().get(first)
    return first if special and special.kind == "country" else country_of_cameo(first)


def once(values: list[str | None]) -> tuple[str, ...]:
    """What is known of some values, each once, in order.

    >>> once(["RUS", None, "USA", "RUS"])
    ('RUS', 'USA')
    """
    return tuple(dict.fromkeys(v for v in values if v))
