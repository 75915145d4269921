"""The peers' formats by name, and which one a file is in.

>>> guess("20210604.export.CSV.zip", ""), guess("events.jsonl", '{"id": "a", "schema": "Event", "properties": {}}')
('gdelt', 'ftm')
"""

from collections.abc import Callable, Iterable, Iterator

from dateline.peers import ftm, gdelt, gdelt_mentions, plover, polecat
from dateline.peers.row import BadLine, NoRow, PeerRow

Reader = Callable[[Iterable[tuple[int, str]]], Iterator[PeerRow | BadLine]]
READERS: dict[str, Reader] = {"gdelt": gdelt.rows, "gdelt-mentions": gdelt_mentions.rows, "polecat": polecat.rows, "plover": plover.rows,
                              "ftm": ftm.rows}


def guess(name: str, first: str) -> str | None:
    """The format of a file with this name and first line; None where neither tells."""
    if first.lstrip().startswith("{"):
        try:
            data = plover.object_of(first)
        except NoRow:
            return None
        return "ftm" if "schema" in data and "properties" in data else "plover" if "event" in data else None
    width = first.count("\t") + 1
    if width in gdelt.WIDTHS or ".export." in name.lower():
        return "gdelt"
    if width == gdelt_mentions.WIDTH or ".mentions." in name.lower():
        return "gdelt-mentions"
    return "polecat" if polecat.header(first) or width == polecat.WIDTH else None
