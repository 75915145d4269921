"""Given names and the gender that their bearers have, for pronouns and for knowing a person's name.

>>> gender_of("Ursula"), gender_of("Jean-Yves"), gender_of("Robin"), gender_of("Zxyq")
('f', 'm', 'x', None)
"""

from functools import cache

from dateline.codes.actors_keys import fold
from dateline.codes.lines import refuse, rows, table


@cache
def given_names() -> dict[str, str]:
    """The table `actors/given_names.tsv`: folded name to "m", "f" or "x" (both)."""
    found: dict[str, str] = {}
    for number, row in rows(("gender", "names"), "actors", "given_names.tsv"):
        if row["gender"] not in ("m", "f", "x") or not row["names"]:
            raise refuse(table("actors", "given_names.tsv"), number, f"gender {row['gender']!r}; allowed: m, f, x, with names")
        for name in row["names"].split():
            k = fold(name)
            found[k] = row["gender"] if found.get(k, row["gender"]) == row["gender"] else "x"
    return found


def gender_of(given: str) -> str | None:
    """The gender of a given name: m, f, x where it goes both ways, None where it is not known."""
    names, folded = given_names(), fold(given)
    found = names.get(folded)
    if found is None and "-" in folded:
        found = names.get(folded.split("-")[0])
    return found
