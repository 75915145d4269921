"""The columns of the tables beside the pictures of the desk."""

from dateline.views.columns import Column, field, names

NETWORK: dict[str, Column] = {n: field(n) for n in ("actor", "recipient", "events", "reports", "origins", "claims")}
PLACES: dict[str, Column] = {n: field(n) for n in ("name", "country", "precision", "events", "reports", "origins", "lat", "lon")}
SPREAD: dict[str, Column] = {
    "published": field("published"), "outlet": field("outlet"), "wording": field("wording"),
    "first": lambda r: "first" if r["first"] else "",
    "origin": field("origin"), "speaker": names("speaker"), "report": field("report"), "id": field("id"), "words": field("words")}
