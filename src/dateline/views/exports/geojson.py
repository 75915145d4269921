"""GeoJSON (RFC 7946): events as features. A point only for a site or a city; coarser places keep their name and no geometry.

>>> geometry({"precision": "country", "lat": 61.0, "lon": 8.0}), geometry({"precision": "city", "lat": 59.9, "lon": 10.7})
(None, {'type': 'Point', 'coordinates': [10.7, 59.9]})
"""

import json
from collections.abc import Iterator
from typing import Any

from dateline.views.exports.content import Content, Row

POINTS = ("site", "city")


def write(content: Content) -> Iterator[str]:
    """A FeatureCollection with a feature for each event that has a place."""
    head = {"type": "FeatureCollection", "dateline": content.stamp.version, "code_books": list(content.stamp.codes),
            "configuration": content.stamp.configuration}
    yield json.dumps(head)[:-1] + ', "features": ['
    comma = "\n"
    for row in content.events:
        if row["place"]:
            yield comma + json.dumps(feature(row, content), ensure_ascii=False)
            comma = ",\n"
    yield "\n]}\n"


def feature(row: Row, content: Content) -> dict[str, Any]:
    """An event with its place."""
    place, date = row["place"], row["date"] or {}
    return {"type": "Feature", "id": row["id"], "geometry": geometry(place), "properties": {
        "event": row["event"], "mode": row["mode"], "status": row["status"], "claimed": row["claimed"], "background": row["background"],
        "actor": [a["name"] for a in row["actor"]], "actor_country": [a["country"] for a in row["actor"]],
        "recipient": [a["name"] for a in row["recipient"]], "recipient_country": [a["country"] for a in row["recipient"]],
        "date": date.get("value"), "start": date.get("start"), "end": date.get("end"), "place": place["name"],
        "country": place["country"], "admin1": place["admin1"], "geonameid": place["geonameid"], "precision": place["precision"],
        "outlet": row["outlet"], "published": row["published"], "url": row["url"], "report": row["report"],
        "sentence": row["sentence_text"], "doubt": row["doubt"], "code_book": row["codes"],
        "configuration": content.stamp.configuration, "dateline": content.stamp.version}}


def geometry(place: Row) -> dict[str, Any] | None:
    """A point where the text tells one, never the middle of a country."""
    if place["precision"] not in POINTS or place["lat"] is None or place["lon"] is None:
        return None
    return {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
