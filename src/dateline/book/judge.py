"""What judgements make of findings: pure, so that the same findings and judgements always give the same book.

A judgement never edits what was read. It is attached to a finding's id, which is a hash of its words' places, so it holds for every
later reading that finds something on those words; where none does, it is listed as no longer fitting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.book.rows import CLASSES as CLASSES
from dateline.errors import RecordError

FIXED = {"id", "type", "report", "sentence", "ordinal", "codes", "span", "content", "anchor"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's correction, as it is stored."""

    id: str
    seq: int
    by: str
    at: str
    because: str
    target: str
    report: str
    change: Mapping[str, Any]


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no later one undoes, in order. An undo can itself be undone."""
    undone: set[str] = set()
    out = []
    for judgement in sorted(judgements, key=lambda j: j.seq, reverse=True):
        if judgement.id in undone:
            continue
        if "undo" in judgement.change:
            undone.add(judgement.change["undo"])
        else:
            out.append(judgement)
    return out[::-1]


def apply(data: dict[str, Any], judgements: Iterable[Judgement]) -> dict[str, Any] | None:
    """A finding's plain data after the standing judgements on it; None when it is removed."""
    current: dict[str, Any] | None = data
    for judgement in judgements:
        if judgement.target != data["id"]:
            continue
        if judgement.change.get("remove"):
            current = None
        elif current is not None and "set" in judgement.change:
            current = {**current, **judgement.change["set"], "why": f"judgement {judgement.id}", "doubt": 0.0}
    return current


def checked(data: dict[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The finding with `fields` set; raises RecordError for a field that is fixed, unknown or of a wrong kind."""
    fixed = FIXED & set(fields)
    if fixed:
        raise RecordError(f"{', '.join(sorted(fixed))} cannot be set: they say what the finding is; remove it and mark another")
    return CLASSES[data["type"]].from_dict({**data, **fields}).to_dict()


def marked(report: str, text: str, codes: str, mark: Mapping[str, Any]) -> dict[str, Any]:
    """The finding that a `mark` judgement makes from selected words.

    `mark` holds `type`, `spans` and any further fields; raises RecordError where they make no finding.
    """
    kind, spans = str(mark.get("type")), [tuple(s) for s in mark.get("spans", ())]
    if kind not in CLASSES:
        raise RecordError(f"cannot mark a {kind!r}; allowed: {', '.join(CLASSES)}")
    if not spans or any(not 0 <= s < e <= len(text) for s, e in spans):
        raise RecordError(f"the words to mark must lie within the text of {len(text)} characters; got {spans}")
    where = {"quote": {"content": spans}, "event": {"anchor": spans}}.get(kind, {"span": spans[0]})
    first = min(spans)
    around = max(text.rfind("\n", 0, first[0]) + 1, 0), text.find("\n", max(e for _, e in spans))
    base: dict[str, Any] = {"report": report, "sentence": (around[0], around[1] if around[1] > 0 else len(text)), "why": "marked",
                            "codes": codes, **where}
    if kind in ("actor", "place"):
        base["name"] = text[first[0]:first[1]]
    if kind == "agenda":
        base["what"] = text[first[0]:first[1]]
    if kind == "quote":
        base["kind"] = "direct"
    given = {k: v for k, v in mark.items() if k not in ("type", "spans")}
    return CLASSES[kind].from_dict({**base, **given}).to_dict()
