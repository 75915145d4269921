"""The filter grammar in the query string: the same words as the options of the command, and links that change one of them.

>>> asked = Asked("/events", {"actor": "RUS", "no": "such"}, [("actor", "RUS"), ("no", "such")])
>>> asked.wanted(), asked.link(event="CONSULT")
({'actor': 'RUS'}, '/events?actor=RUS&event=CONSULT')
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

KEYS = {  # key in the URL -> field of the filter
    "text": "text",
    "event": "event",
    "actor": "actor",
    "recipient": "recipient",
    "by": "by",
    "about": "about",
    "status": "status",
    "from": "day_from",
    "to": "day_to",
    "place": "place",
    "outlet": "outlet",
    "as-of": "as_of",
    "claims": "claims",
    "background": "background",
}
LABELS = {
    "text": "Words in the report",
    "event": "Event",
    "actor": "Who did it",
    "recipient": "To whom",
    "by": "Who said it",
    "about": "Anybody who takes part",
    "status": "Status",
    "from": "From day",
    "to": "To day",
    "place": "Country of the place",
    "outlet": "Outlet",
    "as-of": "As known on",
    "claims": "Claims",
    "background": "Background",
}
OF_KIND = {
    "report": ("text", "outlet", "from", "to", "as-of"),
    "event": ("text", "event", "actor", "recipient", "about", "status", "from", "to", "place", "outlet", "as-of", "claims", "background"),
    "quote": ("text", "by", "about", "status", "from", "to", "outlet", "as-of"),
    "agenda": ("text", "about", "status", "from", "to", "place", "outlet", "as-of"),
    "actor": ("text", "about", "outlet", "as-of"),
}
YES_NO = {"yes": True, "no": False}
DAYS = ("from", "to", "as-of")
LONGEST = 300  # characters of one value
SIZE, MOST = 50, 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a URL asks for: `values` are the last of each key, `pairs` all in order."""

    path: str
    values: Mapping[str, str]
    pairs: Iterable[tuple[str, str]]

    def wanted(self) -> dict[str, Any]:
        """The fields of the filter that are set. What is no value of its key is left out and named by `strange`."""
        found: dict[str, Any] = {}
        for key, name in KEYS.items():
            value = self.values.get(key, "").strip()
            if value and not self._wrong(key, value):
                found[name] = YES_NO.get(value) if key in ("claims", "background") else value
        return found

    def strange(self) -> list[str]:
        """What is asked for and not understood, in words."""
        return [f"{LABELS[k]}: {v!r} is {wrong}" for k in KEYS if (v := self.values.get(k, "").strip()) and (wrong := self._wrong(k, v))]

    def _wrong(self, key: str, value: str) -> str | None:
        if len(value) > LONGEST or "\x00" in value:
            return "too long" if len(value) > LONGEST else "no text"
        if key in ("claims", "background") and value not in YES_NO:
            return "neither yes nor no"
        return "no day; write it as 2021-06-04" if key in DAYS and not is_day(value) else None

    def set_keys(self) -> list[tuple[str, str]]:
        """The filter keys that are set, with their values."""
        return [(k, self.values[k].strip()) for k in KEYS if self.values.get(k, "").strip()]

    def after(self) -> tuple[str, str] | None:
        """The key behind which the page begins: a day, or nothing for rows without one, and an id."""
        day, comma, id_ = self.values.get("after", "").rpartition(",")
        return (day, id_) if comma and len(day) <= 20 and len(id_) <= 40 else None

    def size(self) -> int:
        """How many rows a page holds."""
        asked = self.values.get("size", "")
        return min(MOST, max(1, int(asked))) if asked.isascii() and asked.isdigit() and len(asked) < 6 else SIZE

    def link(self, path: str | None = None, **changes: str | None) -> str:
        """This address with some keys set (or, with None, left out); `as_of` is as-of, `from_` is from. The page begins anew."""
        changed = {k.rstrip("_").replace("_", "-"): v for k, v in changes.items()}
        kept = {k: v for k, v in self.values.items() if v.strip() and (k in KEYS or k in ("size", "order", "per", "a", "b", "who"))}
        query = {k: v for k, v in {**kept, **changed}.items() if v is not None}
        return (path or self.path) + ("?" + urlencode(query) if query else "")

    def without(self, key: str) -> str:
        return self.link(**{key: None})

    def more(self, key: str, value: str) -> str:
        return self.link(**{key: value})


def is_day(value: str) -> bool:
    """Whether a value is an ISO day.

    >>> is_day("2021-06-04"), is_day("2021-6-4"), is_day("yesterday")
    (True, False, False)
    """
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False
