"""What the peers' formats call things: GDELT's CAMEO code for an event, CAMEO's and FIPS 10-4's codes for a country.

>>> gdelt_code("CONSULT", "visit"), gdelt_code("ACCUSE"), cameo_country("ROU"), fips("RUS")
('042', '112', 'ROM', 'RS')
"""

from functools import cache

from dateline.codes.lines import refuse, rows, table
from dateline.codes.plover import cameo, kinds, modes, sectors


@cache
def _codes() -> dict[tuple[str, str | None], str]:
    found: dict[tuple[str, str | None], str] = {}
    for number, row in rows(("event", "mode", "code"), "peers", "gdelt-codes.tsv"):
        key = row["event"], row["mode"] or None
        known = key[0] in kinds() and (key[1] is None or (key[0], key[1]) in modes())
        if not known or key in found or row["code"] not in cameo() or len(row["code"]) < 3:
            raise refuse(table("peers", "gdelt-codes.tsv"), number, f"{row}: PLOVER's event and mode, once, and 3 or 4 digits of CAMEO")
        found[key] = row["code"]
    return found


def gdelt_code(event: str, mode: str | None = None) -> str:
    """The CAMEO code, three or four digits, that says an event and its mode; the event's own where the mode has none."""
    return _codes().get((event, mode)) or _codes()[event, None]


@cache
def _countries() -> dict[str, tuple[str | None, str | None]]:
    found: dict[str, tuple[str | None, str | None]] = {}
    for number, row in rows(("country", "fips", "cameo"), "peers", "countries.tsv"):
        wrong = len(row["country"]) != 3 or len(row["fips"]) not in (0, 2) or len(row["cameo"]) not in (0, 3) or row["country"] in found
        if wrong or not "".join(row.values()).isupper():
            raise refuse(table("peers", "countries.tsv"), number, f"{row}: three capitals once, two or none, three or none")
        found[row["country"]] = row["fips"] or None, row["cameo"] or None
    return found


def fips(country: str) -> str | None:
    """The FIPS 10-4 code, which GDELT uses for places; None where there is none."""
    return _countries().get(country, (None, None))[0]


def cameo_country(country: str) -> str | None:
    """CAMEO's code of a country; None for codes that are no country's (IGO, NGO ..)."""
    known = _countries().get(country)
    return (known[1] or country) if known else None


@cache
def _sectors() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, row in rows(("sector", "cameo"), "peers", "sectors.tsv"):
        if row["sector"] not in sectors() or row["sector"] in found or len(row["cameo"]) not in (0, 3):
            raise refuse(table("peers", "sectors.tsv"), number, f"{row}: a sector of PLOVER, once, and three capitals or nothing")
        found[row["sector"]] = row["cameo"]
    return found


def cameo_type(sector: str) -> str | None:
    """CAMEO's actor type for a PLOVER sector or kind of organisation; None where it has none.

    >>> cameo_type("MED"), cameo_type("JRN"), cameo_type("PTY")
    ('HLH', 'MED', None)
    """
    return _sectors().get(sector) or None
