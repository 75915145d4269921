"""The columns in which tables and CSV show each kind of row."""

from collections.abc import Callable, Mapping
from typing import Any

Column = Callable[[Mapping[str, Any]], Any]


def names(field: str) -> Column:
    """The actors of a field, with their codes."""
    def read(row: Mapping[str, Any]) -> str:
        value = row.get(field) or []
        actors = [value] if isinstance(value, dict) else value
        return "; ".join(_name(a) for a in actors)
    return read


def _name(actor: Mapping[str, Any]) -> str:
    codes = " ".join(c for c in (actor.get("country"), actor.get("sector")) if c)
    return f"{actor['name']} ({codes})" if codes else str(actor["name"])


def field(name: str) -> Column:
    return lambda row: row.get(name)


def _place(row: Mapping[str, Any]) -> str | None:
    place = row.get("place") or row.get("where")
    return place and ", ".join(p for p in (place["name"], place.get("country")) if p)


def _kind(row: Mapping[str, Any]) -> str:
    return f"{row['event']} {row['mode']}" if row.get("mode") else str(row["event"])


def _notes(row: Mapping[str, Any]) -> str:
    return " ".join(n for n in (row["status"], "claimed" if row["claimed"] else "", "background" if row["background"] else "") if n)


def _content(row: Mapping[str, Any]) -> str:
    start = row["sentence"][0]
    return " … ".join(row["sentence_text"][s - start:e - start] or "(goes on)" for s, e in row["content"])


EVENTS: dict[str, Column] = {
    "day": lambda r: (r.get("date") or {}).get("value"), "event": _kind, "status": _notes, "actor": names("actor"),
    "recipient": names("recipient"), "place": _place, "published": field("published"), "outlet": field("outlet"), "id": field("id"),
    "sentence": field("sentence_text")}
QUOTES: dict[str, Column] = {
    "published": field("published"), "outlet": field("outlet"), "speaker": names("speaker"), "kind": field("kind"), "act": field("act"),
    "stance": field("stance"), "said on": field("said_on"), "id": field("id"), "words": _content}
AGENDA: dict[str, Column] = {
    "when": field("when"), "state": field("state"), "who": names("who"), "where": _place, "published": field("published"),
    "outlet": field("outlet"), "id": field("id"), "what": field("what")}
ACTORS: dict[str, Column] = {n: field(n) for n in ("reports", "did", "was_done_to", "said", "country", "sector", "name")}
REPORTS: dict[str, Column] = {
    "published": field("published"), "outlet": field("outlet"), "events": field("events"), "quotes": field("quotes"),
    "agenda": field("agenda"), "language": field("language"), "id": field("id"), "title": lambda r: r["title"] or r["path"]}
