"""POLECAT: a header and 40 tab-separated columns, "None" for nothing, "; " between several.

>>> names = {"event id": 0, "event date": 1, "event type": 2, "actor country": 3, "recipient country": 4}
>>> row = row_of("p1\\t2021-06-04\\tCONSULT\\tRUS; RUS\\tUSA", 2, names)
>>> row.actor, row.recipient, row.quad
(('RUS',), ('USA',), 1)
"""

from collections.abc import Iterable, Iterator, Mapping

from dateline.peers.row import BadLine, NoRow, PeerRow, country_of, event_of, iso_day, once

WIDTH = 40
NEEDED = ("event id", "event date", "event type", "actor country", "recipient country")
PLACES = {"event id": 0, "event date": 1, "event type": 2, "quad code": 5, "actor country": 8, "recipient country": 16, "source": 33}


def rows(lines: Iterable[tuple[int, str]]) -> Iterator[PeerRow | BadLine]:
    """A row or a refusal for each line below the header; a file without a header is read by position, in POLECAT's order."""
    names: Mapping[str, int] | None = None
    for number, line in lines:
        if names is None:
            names = header(line) or PLACES
            if names is not PLACES:
                continue
        try:
            yield row_of(line, number, names)
        except NoRow as error:
            yield BadLine(number, str(error))


def header(line: str) -> dict[str, int] | None:
    """Where each column stands, by its name in small letters; None where the line is no header."""
    found = {name.strip().strip('"').lower(): at for at, name in enumerate(line.split("\t"))}
    return found if all(name in found for name in NEEDED) else None


def row_of(line: str, number: int, names: Mapping[str, int]) -> PeerRow:
    """The row that a line tells; raises NoRow."""
    cells = [_bare(cell) for cell in line.split("\t")]
    width = WIDTH if names is PLACES else len(names)
    if len(cells) != width:
        raise NoRow(f"{len(cells)} columns; the header has {width}")

    def cell(name: str) -> str:
        return cells[names[name]] if name in names else ""
    if not cell("event id"):
        raise NoRow("it has no Event ID")
    event, quad = event_of(cell("event type"))
    if event is None and quad is None:
        raise NoRow(f"Event Type is {cell('event type')[:20]!r}; allowed: an event of PLOVER")
    return PeerRow("polecat", cell("event id"), iso_day(cell("event date")), _countries(cell("actor country")),
                   _countries(cell("recipient country")), event, quad, None, number, line, cell("source") or None)


def _bare(cell: str) -> str:
    held = cell.strip()
    if len(held) > 1 and held[0] == held[-1] == '"':
        held = held[1:-1].strip()
    return "" if held == "None" else held


def _countries(cell: str) -> tuple[str, ...]:
    return once([country_of(code) for code in cell.split(";") if code.strip() not in ("", "None")])
