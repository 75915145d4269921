"""FollowTheMoney (JSON lines), for Aleph, OpenAleph and the `ftm` tools: events with who took part, the articles that prove them, mentions.

Entities and properties are those of the FtM 4 model. Needs no library of theirs; a test has theirs check what is written here.

>>> schema({"name": "Norway", "country": "NOR", "sector": "GOV"}, office=None)
'PublicBody'
>>> schema({"name": "a crowd", "country": None, "sector": "CVL"}, office=None)
'LegalEntity'
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from dateline.codes.peers import alpha2
from dateline.codes.plover import kinds, sectors
from dateline.records.ids import make_id
from dateline.views.exports.content import Content, Row, words
from dateline.views.exports.gdelt import members
from dateline.views.exports.peers import fit_happenings
from dateline.views.exports.xml import clean

PUBLIC = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))  # sectors whose bodies are a state's
BODIES = frozenset(("PTY", "BUS", "EDU"))  # sectors whose named members are organisations
LANGUAGES = {"en": "eng"}  # ISO 639-3, which FtM wants; only English is read
LONGEST = {"name": 384, "title": 384}  # characters, of FtM's own limits; its other texts hold 1,024 and more
_QID = re.compile(r"Q[1-9]\d*")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+", re.I)


def write(content: Content) -> Iterator[str]:
    """Articles, then each happening with its parties and mentions, then the quotes whose speaker is known; each entity once."""
    seen: set[str] = set()
    for made in _entities(content):
        if made["id"] not in seen:
            seen.add(made["id"])
            yield json.dumps(made, ensure_ascii=False) + "\n"


def _entities(content: Content) -> Iterator[dict[str, Any]]:
    for row in content.reports:
        yield article(row, content)
    for row in fit_happenings(content):
        yield from _happening(row, content)
    for row in content.quotes:
        if row["speaker"]:
            yield from _quote(row, content)


def entity(id_: str, schema_: str, **properties: Any) -> dict[str, Any]:
    """An entity as FtM writes it: every value a list of text; what is not known has no property."""
    held = {name: _texts(name, value) for name, value in properties.items()}
    return {"id": id_, "schema": schema_, "properties": {name: values for name, values in held.items() if values}}


def article(row: Row, content: Content) -> dict[str, Any]:
    """A report, without its text. FtM's contentHash is SHA-1, so our SHA-256 stands in the notes."""
    return entity(row["id"], "Article", title=row["title"], author=row["byline"], publishedAt=row["published"], date=row["published"],
                  sourceUrl=_url(row["url"]), publisher=row["outlet"], language=LANGUAGES.get(row["language"] or ""),
                  processingAgent=str(content.stamp), notes=f"SHA-256 of the text: {row['sha256']}")


def schema(party: Row, office: str | None) -> str:
    """Person for who holds an office, PublicBody for a state and its organs, Organization for named bodies; else LegalEntity, which says
    neither."""
    if office:
        return "Person"
    special = sectors().get(party["country"] or "")
    if special and special.kind == "country":
        return "Organization"
    if party["sector"] in PUBLIC:
        return "PublicBody"
    return "Organization" if party["sector"] in BODIES and party["name"][:1].isupper() else "LegalEntity"


def party_id(party: Row, schema_: str, happening: str) -> str:
    """One id for one name, country and sector; what has no name of its own ("its crew") is told apart by its happening."""
    own = schema_ != "LegalEntity" and not party["name"][:1].islower() and not party["name"][:1].isdigit()
    return make_id("actor", "ftm", party["name"].casefold(), party["country"] or "", party["sector"] or "", "" if own else happening)


def _happening(row: Row, content: Content) -> Iterator[dict[str, Any]]:
    held = members(row, content)
    told = [a for event in held for a in (*event["actor"], *event["recipient"])]
    sides: list[list[str]] = []
    ids: dict[tuple[str | None, ...], str] = {}
    for side in ("actor", "recipient"):
        sides.append([])
        for party in row[side]:
            made = _party(party, told, row["id"], content)
            ids[party["name"], party["country"], party["sector"]] = made["id"]
            sides[-1].append(made["id"])
            yield made
    yield _event(row, held, sides, content)
    for event in held:
        yield from _mentions(event, ids)


def _party(party: Row, told: list[Row], happening: str, content: Content) -> dict[str, Any]:
    known = [a for a in told if (a["name"], a["country"]) == (party["name"], party["country"])]
    kind = schema(party, next((a["office"] for a in known if a["office"]), None))
    return entity(party_id(party, kind, happening), kind, name=party["name"], country=alpha2().get(party["country"] or "", "").lower(),
                  sector=party["sector"], wikidataId=[a["wikidata"] for a in known if a["wikidata"] and _QID.fullmatch(a["wikidata"])],
                  **({"position": [a["office"] for a in known if a["office"]]} if kind == "Person" else {}))


def _event(row: Row, held: list[dict[str, Any]], sides: list[list[str]], content: Content) -> dict[str, Any]:
    """The event itself: who acted is its organizer, to whom are the involved."""
    first, last = row["day_first"], row["day_last"]
    days = {"date": first} if first == last else {"startDate": first, "endDate": last}
    act = " ".join(p for p in (row["event"], row["mode"]) if p)
    names = [", ".join(p["name"] for p in row[side]) for side in ("actor", "recipient")]
    contexts = [c for e in held for c in e["contexts"]]
    return entity(
        row["id"], "Event", name=" – ".join(p for p in (names[0], act, names[1]) if p), **days,
        summary=[" ".join(e["sentence_text"].split()) for e in held], location=(row["place"] or "").replace(";", ","),
        country=alpha2().get(row["country"] or "", "").lower(), organizer=sides[0], involved=[i for i in sides[1] if i not in sides[0]],
        proof=[e["report"] for e in held], keywords=[row["event"], row["mode"], f"quad {kinds()[row['event']].quad}", *contexts],
        sourceUrl=[_url(e["url"]) for e in held], publisher=[e["outlet"] for e in held], recordId=[e["id"] for e in held],
        notes=[f"{row['reports']} reports, {row['origins']} independent origins, doubt {row['doubt']}", str(content.stamp)])


def _mentions(event: Row, ids: dict[tuple[str | None, ...], str]) -> Iterator[dict[str, Any]]:
    """A mention for each party of an event, tied to the entity of the very same name and codes."""
    for actor in (*event["actor"], *event["recipient"]):
        resolved = ids.get((actor["name"], actor["country"], actor["sector"]))
        yield entity(actor["id"], "Mention", document=event["report"], name=actor["name"], resolved=resolved,
                     contextCountry=alpha2().get(actor["country"] or "", "").lower(), detectedSchema=schema(actor, actor["office"]))


def _quote(row: Row, content: Content) -> Iterator[dict[str, Any]]:
    """A quote as a note on its speaker: what was said, how, and where it stands."""
    speaker = _party(row["speaker"], [row["speaker"]], row["id"], content)
    yield speaker
    yield entity(row["id"], "Note", description=words(content.text(row["report"]), row["content"]), entity=speaker["id"],
                 proof=row["report"], summary=" ".join(row["sentence_text"].split()),
                 keywords=["quote", row["kind"], row["act"], row["stance"]],
                 sourceUrl=_url(row["url"]), publisher=row["outlet"], notes=[f"doubt {row['doubt']}", str(content.stamp)])


def _texts(name: str, value: Any) -> list[str]:
    """The values of a property, each once, without signs that no tool takes and as long as FtM holds."""
    values = value if isinstance(value, list) else [value]
    held = (" ".join(clean(str(v), escaped=False).split())[:LONGEST.get(name, 60_000)].strip() for v in values if v)
    return list(dict.fromkeys(v for v in held if v))


def _url(url: str | None) -> str | None:
    """A web address as FtM takes it; None for anything else."""
    try:
        parts = urlsplit(url or "")
        right = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.hostname or "") and not re.search(r"[\s<>\x00-\x1f]", url or "")
    except ValueError:
        return None
    return url if right else None
