"""What an act counts as between two given parties when it is only ahead or did not come about.

>>> told_as_codes()["AID", "planned"]
'AGREE'
"""

from functools import cache

from dateline.codes.lines import refuse, rows, table
from dateline.codes.plover import kinds


@cache
def told_as_codes() -> dict[tuple[str, str], str]:
    """The table `events/told-as.tsv`: event and status to the event that they count as."""
    found: dict[tuple[str, str], str] = {}
    for number, row in rows(("event", "status", "counts_as"), "events", "told-as.tsv"):
        if row["event"] not in kinds() or row["counts_as"] not in kinds() or row["status"] not in ("planned", "hypothetical", "negated"):
            raise refuse(table("events", "told-as.tsv"), number, "event and counts_as are events; status is planned, hypothetical or negated")
        found[row["event"], row["status"]] = row["counts_as"]
    return found
