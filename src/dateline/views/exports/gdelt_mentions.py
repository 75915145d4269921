"""GDELT 2.0 mentions: 16 tab-separated columns without a header, a line for each event that a report tells.

>>> len(COLUMNS)
16
"""

from collections.abc import Iterator
from typing import Any

from dateline.views.exports.content import Content, Row
from dateline.views.exports.gdelt import day_of, members, number, source, stamp
from dateline.views.exports.peers import fit_happenings, plain

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID",
    "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras")
WEB, CITATION = 1, 2


def write(content: Content) -> Iterator[str]:
    """The mentions of every happening that the format gdelt writes, in the same order."""
    for row in fit_happenings(content):
        held = members(row, content)
        when = day_of(row, held)
        for event in held if when else ():
            yield "\t".join(plain(v) for v in _values(row, event, when or "", content)) + "\n"


def _values(row: Row, event: Row, when: str, content: Content) -> list[Any]:
    """Offsets count characters of the report's text; the confidence is what the doubt leaves, in tens."""
    return [number(row["id"]), stamp(when), stamp(event["published"] or when), WEB if event["url"] else CITATION, event["outlet"] or "",
            source(event), "", *(a[0]["span"][0] if a else -1 for a in (event["actor"], event["recipient"])), event["anchor"][0][0], 1,
            round((1 - event["doubt"]) * 10) * 10, len(content.text(event["report"])), "", "",
            f"{content.stamp.of(event['codes'])} {event['id']}"]
