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


@cache
def alpha2() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes by alpha-3, in capitals.

    >>> alpha2()["RUS"], alpha2()["EUR"]
    ('RU', 'EU')
    """
    found: dict[str, str] = {}
    for number, row in rows(("country", "alpha2"), "peers", "alpha2.tsv"):
        right = (len(row["country"]), len(row["alpha2"])) == (3, 2) and "".join(row.values()).isupper()
        if not right or row["country"] in found or row["alpha2"] in found.values():
            raise refuse(table("peers", "alpha2.tsv"), number, f"{row}: three capitals and two, each once")
        found[row["country"]] = row["alpha2"]
    return found


@cache
def cameo_names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 codes by the codes under which CAMEO, GDELT and older coders write a country."""
    found = {cameo or country: country for country, (_, cameo) in _countries().items()} | {"EUR": "EUR"}
    for number, row in rows(("cameo", "country"), "peers", "cameo-countries.tsv"):
        if len(row["cameo"]) != 3 or row["country"] not in _countries() or found.get(row["cameo"], row["country"]) != row["country"]:
            raise refuse(table("peers", "cameo-countries.tsv"), number, f"{row}: three capitals that mean nothing else, and a country")
        found[row["cameo"]] = row["country"]
    return found


def country_of_cameo(code: str) -> str | None:
    """The country that a CAMEO code means; None for regions and for codes that are no country's.

    >>> country_of_cameo("ROM"), country_of_cameo("WSB"), country_of_cameo("AFR"), country_of_cameo("ROU")
    ('ROU', 'PSE', None, 'ROU')
    """
    return cameo_names().get(code) or (code if code in _countries() else None)


def country_of_alpha2(code: str) -> str | None:
    """The country of an ISO 3166-1 alpha-2 code, in capitals or small letters.

    >>> country_of_alpha2("ru"), country_of_alpha2("zz")
    ('RUS', None)
    """
    return _by_alpha2().get(code.upper())


@cache
def _by_alpha2() -> dict[str, str]:
    return {two: three for three, two in alpha2().items()}


@cache
def older_names() -> dict[str, tuple[str | None, int]]:
    """The event and quad that an older PLOVER name of an event means today.

    >>> older_names()["FIGHT"], older_names()["YIELD"]
    (('ASSAULT', 4), (None, 2))
    """
    found: dict[str, tuple[str | None, int]] = {}
    for number, row in rows(("name", "event", "quad"), "peers", "plover-names.tsv"):
        known = row["event"] in kinds() if row["event"] else row["quad"] in ("1", "2", "3", "4")
        if not known or row["name"] in kinds() or row["name"] in found:
            raise refuse(table("peers", "plover-names.tsv"), number, f"{row}: an older name, once; an event of today or nothing; a quad")
        found[row["name"]] = row["event"] or None, int(row["quad"])
    return found
