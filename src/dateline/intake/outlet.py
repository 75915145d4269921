"""Which outlet a text names as its own, only where that is plain: its copyright line or its list of addresses.

>>> outlet_in("© 2021 The Baltic Courier. All rights reserved.")
'The Baltic Courier'
"""

import re

from dateline.codes.intake_words import intake_words

NAME = r"(?P<name>[^\W\d_][\w.&'’-]*(?: [^\W\d_][\w.&'’-]*){0,4}?)"
YEARS = r"(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)\d\d|\d\d|present))?"
FORMS = tuple(re.compile(p, re.I) for p in (
    rf"(?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?{YEARS},?\s*(?:by\s+)?{NAME}\s*(?:[.,|]|$|\ball rights)",
    rf"(?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?{NAME},?\s+{YEARS}",
    rf"copyright\s+{YEARS},?\s*(?:by\s+)?{NAME}\s*(?:[.,|]|$|\ball rights)",
    rf"{NAME}['’]s? (?:website|site|web site) can also be accessed",
))
NO_NAMES = frozenset(("all rights reserved", "all rights", "copyright", "all", "the", "by"))


def outlet_in(line: str) -> str | None:
    """The outlet that a furniture line names, None for an agency's notice and where no name stands."""
    if len(line) > 300:
        return None
    for form in FORMS:
        match = form.search(line)
        name = match["name"].strip(" .") if match else ""
        if name and name.lower() not in NO_NAMES | intake_words().agencies:
            return name
    return None


def only_outlet(lines: list[str]) -> str | None:
    """The outlet that furniture lines name, if they name one only."""
    names = {n for n in map(outlet_in, lines) if n}
    return names.pop() if len(names) == 1 else None
