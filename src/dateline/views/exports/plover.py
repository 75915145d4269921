"""PLOVER JSON, one event a line, with the fields of the PLOVER manual's table and the place of the words that prove it.

>>> entity({"name": "Norway", "country": "NOR", "sector": "GOV", "office": None, "wikidata": None})
{'code': 'NOR', 'sector': 'GOV', 'entity_text': 'Norway'}
"""

import json
from collections.abc import Iterator
from typing import Any

from dateline.views.exports.content import Content, Row, words
from dateline.views.exports.peers import day, fit


def write(content: Content) -> Iterator[str]:
    """A line for each event."""
    return (json.dumps(event(row, content), ensure_ascii=False) + "\n" for row in fit(content))


def event(row: Row, content: Content) -> dict[str, Any]:
    """An event in PLOVER's terms. Its sentence is left out, as the manual wants it; `text_info` says where it stands."""
    date = row["date"] or {}
    start, end = row["sentence"]
    made: dict[str, Any] = {
        "id": row["id"], "date": day(row), "enddate": date.get("end") if date.get("end") != day(row) else None,
        "actor": [entity(a) for a in row["actor"]], "recipient": [entity(a) for a in row["recipient"]], "has_event": True,
        "event": [row["event"]], "mode": [row["mode"]] if row["mode"] else [], "context": row["contexts"], "quad_code": row["quad"],
        "event_scale": row["intensity"], "event_loc": location(row["place"]),
        "event_text": words(content.text(row["report"]), row["anchor"]), "link": row["url"],
        "text_info": {"sequence": row["report"], "start": start, "end": end},
        "cite_info": {k: row[k] for k in ("outlet", "title", "published") if row[k]}, "coder": f"dateline {content.stamp.version}",
        "comment": f"code book {row['codes']}; configuration {content.stamp.configuration}; {row['why']}; doubt {row['doubt']}"}
    return {k: v for k, v in made.items() if v is not None}


def entity(actor: Row) -> dict[str, Any]:
    """An actor; what is not known is left out."""
    made = {"code": actor["country"], "sector": actor["sector"], "entity_text": actor["name"], "identifier_id": actor["wikidata"],
            "office": actor["office"]}
    return {k: v for k, v in made.items() if v}


def location(place: Row | None) -> dict[str, Any] | None:
    """A place, never finer than its text."""
    if place is None:
        return None
    made = {"resolved_place": place["name"], "geonameid": place["geonameid"], "lat": place["lat"], "lon": place["lon"],
            "city": place["name"] if place["precision"] == "city" else None, "province": place["admin1"], "country_code": place["country"],
            "feature_code": {"city": "PPL", "admin1": "ADM1", "country": "PCLI"}.get(place["precision"])}
    return {k: v for k, v in made.items() if v is not None}
