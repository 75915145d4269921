"""GDELT 2.0 mentions: 16 tab-separated columns, a line for each article that tells an event; it names no actors.

>>> line = "42\\t20210604000000\\t20210605101500\\t1\\tx.example\\thttps://x.example/a\\t3\\t-1\\t-1\\t88\\t1\\t50\\t2300\\t-1.5\\t\\t"
>>> row_of(line, 1).url, row_of(line, 1).outlet
('https://x.example/a', 'x.example')
"""

from collections.abc import Iterable, Iterator

from dateline.peers.row import BadLine, NoRow, PeerRow, each, iso_day

WIDTH = 16
ID, DAY, KIND, OUTLET, WHERE = 0, 1, 3, 4, 5


def rows(lines: Iterable[tuple[int, str]]) -> Iterator[PeerRow | BadLine]:
    """A row or a refusal for each line. The id is that of the event which is mentioned, so many rows may have one."""
    return each(lines, row_of, "GLOBALEVENTID")


def row_of(line: str, number: int) -> PeerRow:
    """The mention that a line tells; raises NoRow."""
    cells = line.split("\t")
    if len(cells) != WIDTH:
        raise NoRow(f"{len(cells)} columns; allowed: {WIDTH}")
    if not cells[ID].isdigit():
        raise NoRow(f"GLOBALEVENTID is {cells[ID][:20]!r}; allowed: a number")
    return PeerRow("gdelt-mentions", cells[ID], iso_day(cells[DAY]), (), (), None, None, cells[WHERE] or None, number, line,
                   cells[OUTLET] or None)
