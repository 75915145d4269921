"""Outlets and agencies: who publishes, and what is known of who stands behind them.

>>> outlets().named("AFP").name, outlets().at("www.presstv.com", "2019-05-01").name, outlets().at("presstv.com", "2022-01-01")
('Agence France-Presse', 'Press TV', None)
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

from dateline.codes.lines import refuse, rows, table
from dateline.codes.normal import normal
from dateline.errors import TableError
from dateline.records import Domain, Outlet
from dateline.records.ids import make_id
from dateline.records.outlet import OutletKind, StateLink

COLUMNS = ("name", "names", "kind", "country", "owner", "state_link", "form", "domains", "source", "reviewed")
DOMAIN = re.compile(r"([a-z0-9.-]+\.[a-z]{2,})(?:\[(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?\])?")
KINDS, LINKS = get_args(OutletKind), get_args(StateLink)


@dataclass(frozen=True, slots=True)
class Outlets:
    """The table, found by name and by domain. A name that two outlets bear finds neither."""

    all: tuple[Outlet, ...]
    by_name: Mapping[str, tuple[Outlet, ...]]
    by_domain: Mapping[str, tuple[tuple[Domain, Outlet], ...]]

    def named(self, name: str | None) -> Outlet | None:
        """The outlet of a name, however it is written; None where there is none or more than one."""
        found = self.by_name.get(_key(name), ()) if name else ()
        return found[0] if len(found) == 1 else None

    def at(self, host: str | None, on: str | None = None) -> Outlet | None:
        """The outlet that had a host, or a domain above it, on an ISO day; any day where `on` is None."""
        parts = re.sub(r"^[a-z]+://|[/:?#].*$", "", (host or "").lower()).split(".")
        for i in range(len(parts) - 1):
            for domain, outlet in self.by_domain.get(".".join(parts[i:]), ()):
                if on is None or ((domain.first or "") <= on <= (domain.last or "9999")):
                    return outlet
        return None


def _key(name: str) -> str:
    return normal(name).removeprefix("the ")


@cache
def outlets() -> Outlets:
    """The table `outlets/outlets.tsv`."""
    file, found = table("outlets", "outlets.tsv"), []
    for number, row in rows(COLUMNS, "outlets", "outlets.tsv"):
        try:
            found.append(outlet_of_row(row))
        except ValueError as error:
            raise refuse(file, number, str(error)) from None
    names = [o.name for o in found]
    for name in names:
        if names.count(name) > 1:
            raise TableError(f"codes/outlets.tsv: {name!r} stands there twice")
    return indexed(found)


def indexed(found: Iterable[Outlet]) -> Outlets:
    """A table of these outlets."""
    by_name: dict[str, tuple[Outlet, ...]] = {}
    by_domain: dict[str, tuple[tuple[Domain, Outlet], ...]] = {}
    all_ = tuple(found)
    for outlet in all_:
        for key in dict.fromkeys(_key(n) for n in (outlet.name, *outlet.names)):
            by_name[key] = (*by_name.get(key, ()), outlet)
        for domain in outlet.domains:
            by_domain[domain.name] = (*by_domain.get(domain.name, ()), (domain, outlet))
    own = {_key(o.name): o for o in all_}  # an outlet's own name wins over another's by-name
    return Outlets(all_, {k: (own[k],) if k in own else v for k, v in by_name.items()}, by_domain)


def with_given(given: Iterable[Outlet]) -> Outlets:
    """The table with a user's outlets, each in the place of ours of the same name where there is one."""
    mine = {o.id: o for o in given}
    return indexed([mine.pop(o.id, o) for o in outlets().all] + list(mine.values())) if mine else outlets()


def outlet_of_row(row: Mapping[str, str]) -> Outlet:
    """The outlet that a row of cells tells; raises ValueError for a cell that cannot be."""
    cell = {c: (row.get(c) or "").strip() for c in COLUMNS}
    if not cell["name"]:
        raise ValueError("an outlet needs a name")
    for column, allowed in (("kind", KINDS), ("state_link", LINKS)):
        if cell[column] and cell[column] not in allowed:
            raise ValueError(f"{column} is {cell[column]!r}; allowed: {', '.join(allowed)} or empty")
    if cell["country"] and not re.fullmatch("[A-Z]{3}", cell["country"]):
        raise ValueError(f"the country is {cell['country']!r}; allowed: three capitals (ISO 3166-1 alpha-3) or empty")
    if cell["reviewed"]:
        date.fromisoformat(cell["reviewed"])
    return Outlet.from_dict({
        "id": make_id("outlet", _key(cell["name"])), "name": cell["name"], "names": [n for n in cell["names"].split("|") if n],
        "kind": cell["kind"] or None, "country": cell["country"] or None, "owner": cell["owner"] or None,
        "state_link": cell["state_link"] or None, "legal_form": cell["form"] or None, "domains": list(_domains(cell["domains"])),
        "source": cell["source"] or None, "reviewed": cell["reviewed"] or None})


def _domains(cell: str) -> Iterator[dict[str, str | None]]:
    for piece in filter(None, cell.split("|")):
        match = DOMAIN.fullmatch(piece)
        if not match:
            raise ValueError(f"the domain is {piece!r}; write it as example.org or example.org[2010-01-01..2021-06-22]")
        for day in filter(None, match.groups()[1:]):
            date.fromisoformat(day)
        yield {"name": match[1], "first": match[2], "last": match[3]}


def outlets_of_csv(path: Path) -> list[Outlet]:
    """The outlets in a user's CSV file with the columns of our table, of which only `name` must be there; raises TableError."""
    found = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        strange = set(reader.fieldnames or ()) - set(COLUMNS)
        if strange or "name" not in (reader.fieldnames or ()):
            raise TableError(f"{path}: the columns are {reader.fieldnames}; allowed: {', '.join(COLUMNS)}, and name must be one")
        for row in reader:
            try:
                found.append(outlet_of_row(row))
            except ValueError as error:
                raise TableError(f"{path}, line {reader.line_num}: {error}") from None
    return found
