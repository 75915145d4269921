"""GDELT events: tab-separated, no header, no quoting; 61 columns in version 2.0, 58 or 57 in 1.0.

>>> cells = [""] * 61
>>> for at, value in {0: "42", 1: "20210604", 7: "RUS", 17: "USA", 26: "042", 29: "1", 60: "https://x.example/a"}.items():
...     cells[at] = value
>>> row = row_of("\\t".join(cells), 1)
>>> row.actor, row.event, row.recipient, row.day
(('RUS',), 'CONSULT', ('USA',), '2021-06-04')
"""

from collections.abc import Iterable, Iterator

from dateline.codes.peers import country_of_cameo
from dateline.codes.plover import cameo, kinds, sectors
from dateline.peers.row import BadLine, NoRow, PeerRow, each, iso_day

WIDTHS = {61: 60, 58: 57, 57: None}  # columns -> where the address stands
ID, DAY, CODE, QUAD = 0, 1, 26, 29
COUNTRY, GROUP, TYPE = 2, 3, 7  # within an actor's ten columns
ACTORS = (5, 15)


def rows(lines: Iterable[tuple[int, str]]) -> Iterator[PeerRow | BadLine]:
    """A row or a refusal for each line; a header line, which some tools write, is passed over."""
    return each(lines, row_of, "GLOBALEVENTID")


def row_of(line: str, number: int) -> PeerRow:
    """The row that a line tells; raises NoRow."""
    cells = line.split("\t")
    if len(cells) not in WIDTHS:
        raise NoRow(f"{len(cells)} columns; allowed: 61 (GDELT 2.0), 58 or 57 (1.0)")
    if not cells[ID].isdigit():
        raise NoRow(f"GLOBALEVENTID is {cells[ID][:20]!r}; allowed: a number")
    at = WIDTHS[len(cells)]
    event, quad = _event(cells[CODE], cells[QUAD])
    actor, recipient = (_country(cells[start:start + 10]) for start in ACTORS)
    return PeerRow("gdelt", cells[ID], iso_day(cells[DAY]), actor, recipient, event, quad, cells[at] or None if at else None, number, line)


def _event(code: str, quad: str) -> tuple[str | None, int | None]:
    """PLOVER's event for a CAMEO code, or for the nearest code above it that is known, and the quad."""
    known = next((cameo()[code[:n]] for n in (4, 3, 2) if code[:n] in cameo()), None)
    if known is None:
        raise NoRow(f"EventCode is {code[:20]!r}; allowed: a code of CAMEO")
    if known.event:
        return known.event, kinds()[known.event].quad
    if quad not in ("1", "2", "3", "4"):
        raise NoRow(f"QuadClass is {quad[:20]!r}; allowed: 1 to 4")
    return None, int(quad)


def _country(actor: list[str]) -> tuple[str, ...]:
    """The country, else the United Nations or another kind of organisation that PLOVER puts in a country's place."""
    country = country_of_cameo(actor[COUNTRY])
    if country:
        return (country,)
    for code in (actor[GROUP], *actor[TYPE:TYPE + 3]):
        known = sectors().get(code)
        if known and known.kind == "country":
            return (code,)
    return ()
