"""iCalendar (RFC 5545): the agenda for any calendar, whole days where the text tells a day, a time only where it tells one.

>>> state({"state": "called_off"})
'CANCELLED'
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from dateline.views.exports.content import Content, Row
from dateline.views.exports.periods import bounds, next_day
from dateline.views.exports.xml import clean

EXACT = ("minute", "day", "days")
LONGEST = ("week", "month")  # longer stretches say too little for a calendar
LATER = ("held", "moved", "called_off", "unreported")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def write(content: Content) -> Iterator[bytes]:
    """One calendar with an entry for each agenda item that has a day, a week or a month."""
    made = Calendar()
    made.add("prodid", f"-//Dateline//{content.stamp}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", "Agenda")
    for row in content.agenda:
        entry = _entry(row, content)
        if entry is not None:
            made.add_component(entry)
    yield made.to_ical()


def state(row: Row) -> str:
    """RFC 5545's STATUS: CANCELLED for what was called off or moved to an unknown day, TENTATIVE where nothing tells that it took place
    or the day is not settled, else CONFIRMED."""
    if row["state"] == "called_off" or (row["state"] == "moved" and not row.get("moved_to")):
        return "CANCELLED"
    held = bounds(when_of(row))
    return "TENTATIVE" if row["state"] == "unreported" or not held or held[2] not in EXACT else "CONFIRMED"


def when_of(row: Row) -> str | None:
    """When it is to be: the new day of what was moved, as later reports tell it (with --as-of)."""
    when: str | None = row.get("moved_to") or row["when"]
    return when


def sequence(row: Row, content: Content) -> int:
    """How often an entry changed: once when something became of it, and once for each judgement made on it."""
    return int(row["state"] in LATER) + content.judged.get(row["id"], 0)


def _entry(row: Row, content: Content) -> Event | None:
    when = when_of(row)
    held = bounds(when)
    if when is None or held is None or held[2] not in EXACT + LONGEST:
        return None
    first, last, exact = held
    entry = Event()
    entry.add("uid", f"{row['id']}@dateline")
    entry.add("sequence", sequence(row, content))
    entry.add("dtstamp", datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row["published"] else UNDATED)
    if exact == "minute":
        entry.add("dtstart", datetime.fromisoformat(when))
    else:
        entry.add("dtstart", date.fromisoformat(first))
        entry.add("dtend", date.fromisoformat(next_day(last)))
    what = safe(row["what"])
    entry.add("summary", what if exact in EXACT else f"Some day in {when}: {what}")
    entry.add("description", safe(_told(row)))
    entry.add("status", state(row))
    entry.add("transp", "TRANSPARENT")
    place = row["where"]
    if place:
        entry.add("location", safe(", ".join(p for p in (place["name"], place["country"]) if p)))
        if place["precision"] in ("site", "city") and place["lat"] is not None and place["lon"] is not None:
            entry.add("geo", (place["lat"], place["lon"]))
    if row["url"] and re.fullmatch(r"[!-~]+", row["url"]):
        entry.add("url", row["url"])
    _mark(entry, row, content, exact)
    return entry


def _mark(entry: Event, row: Row, content: Content, exact: str) -> None:
    for name, value in (("id", row["id"]), ("report", row["report"]), ("event", row["event"]), ("state", row["state"]),
                        ("precision", exact), ("doubt", row["doubt"]), ("code-book", row["codes"]),
                        ("configuration", content.stamp.configuration or None), ("version", content.stamp.version)):
        if value is not None:
            entry.add(f"x-dateline-{name}", str(value))


def safe(text: str) -> str:
    """Text without the control characters and lone surrogates that the RFC forbids; a carriage return is a line break.

    >>> safe("a\\r\\nb\\x00")
    'a\\nb\ufffd'
    """
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"), escaped=False)


def _told(row: Row) -> str:
    """The sentence that proves it, and who reported it when."""
    source = ", ".join(p for p in (row["outlet"], row["published"], row["title"]) if p)
    return f"{' '.join(row['sentence_text'].split())}\n{source}".strip()
