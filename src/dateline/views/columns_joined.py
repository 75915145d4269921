"""The columns in which tables and CSV show what joining made."""

from collections.abc import Mapping
from typing import Any

from dateline.views.columns import Column, field, names


def _kind(row: Mapping[str, Any]) -> str:
    return f"{row['event']} {row['mode']}" if row.get("mode") else str(row["event"])


def _counts(row: Mapping[str, Any]) -> str:
    """Always the three: events / reports / independent origins."""
    return f"{len(row['events']) + len(row['recalled'])}/{row['reports']}/{row['origins']}"


def _state_link(row: Mapping[str, Any]) -> str:
    return row["state_link"] or ("unknown" if row["known"] else "not in the table")


def _sides(row: Mapping[str, Any]) -> str:
    return "; ".join(f"{s['value']} ({len(s['events'])} events, {s['origins']} origins)" for s in row["sides"])


def _change(row: Mapping[str, Any]) -> str | None:
    return f"{row['moved_from'] or '?'} to {row['moved_to'] or '?'}" if row["state"] == "moved" else None


HAPPENINGS: dict[str, Column] = {
    "day": field("date"), "event": _kind, "status": lambda r: r["status"] + (" claimed" if r["claimed"] else ""), "actor": names("actor"),
    "recipient": names("recipient"), "place": field("place"), "events/reports/origins": _counts, "doubt": lambda r: f"{r['doubt']:.2f}",
    "id": field("id")}
OUTLETS: dict[str, Column] = {
    "reports": field("reports"), "copies": field("copies"), "agency copy": field("agency_copy"), "name": field("name"),
    "kind": field("kind"), "country": field("country"), "owner": field("owner"), "state link": _state_link,
    "legal form": field("legal_form"),
    "reviewed": lambda r: r["reviewed"] or "never"}
DYAD: dict[str, Column] = {n: field(n) for n in (
    "period", "events", "reports", "origins", "verbal", "material", "mean", "low", "high", "verbal_mean", "material_mean", "dyad")}
DISAGREEMENTS: dict[str, Column] = {"happening": field("happening"), "field": field("field"), "what": field("what"), "sides": _sides}
OUTCOMES: dict[str, Column] = {
    "when": field("when"), "state": field("state"), "moved": _change, "told by": lambda r: r.get("held_by") or r.get("told_by"),
    "who": names("who"), "published": field("published"), "outlet": field("outlet"), "id": field("id"), "what": field("what")}
UTTERANCES: dict[str, Column] = {
    "published": field("published"), "speaker": names("speaker"), "reports": field("reports"), "origins": field("origins"),
    "wordings": lambda r: len(r["variants"]), "carried by": lambda r: "; ".join(r["carried_by"]), "id": field("first"),
    "words": field("words")}
VERSIONS: dict[str, Column] = {
    "report": field("report"), "before": field("before"), "silent": lambda r: "silent" if r["silent"] else "noted", "was": field("was"),
    "now": field("now")}
AUDIT: dict[str, Column] = {n: field(n) for n in ("kind", "judged", "right", "precision", "low", "high")}
COMPARED: dict[str, Column] = {
    "published": field("published"), "outlet": field("outlet"), "chain": lambda r: " < ".join(r["chain"]),
    "day": lambda r: (r.get("date") or {}).get("value"),
    "status": lambda r: r["status"] + (" claimed" if r["claimed"] else "") + (" recalled" if r["recalled"] else ""),
    "actor": names("actor"), "recipient": names("recipient"), "place": lambda r: (r.get("place") or {}).get("name"),
    "figures": lambda r: "; ".join(f"{f['what']} {f['low']:g}" for f in r["figures"] if f["low"] is not None), "id": field("id"),
    "sentence": field("sentence_text")}


BESIDE = {"event": "dyad and event", "quad": "dyad and quad", "dyad": "dyad"}


def _evidence(row: Mapping[str, Any]) -> str:
    """The sentence that proves ours, and where the peer's row stands."""
    theirs = " ".join(f"line {t['line']}: {t['url'] or t['outlet'] or t['id']}" for t in row["theirs"][:1])
    return " | ".join(p for p in (*(e["sentence"] for e in row["ours"][:1]), theirs) if p)


def _events(name: str) -> Column:
    return lambda row: "; ".join(e or "no event of PLOVER's" for e in row[name])


AGAINST: dict[str, Column] = {
    "day": field("day"), "actor": field("actor"), "recipient": field("recipient"),
    "verdict": lambda r: f"agree on {r['level']}" if r["level"] else r["verdict"].replace("_", " "),
    "ours": _events("event"), "theirs": _events("their_event"),
    "happenings/reports/origins": lambda r: f"{r['happenings']}/{r['reports']}/{r['origins']}",
    "rows/addresses": lambda r: f"{r['their_rows']}/{r['their_addresses']}", "apart": lambda r: r["apart"] or None,
    "note": lambda r: "; ".join(p for p in (r["note"], r["beside"] and f"the same {BESIDE[r['beside']]} is told") if p),
    "evidence": _evidence}
