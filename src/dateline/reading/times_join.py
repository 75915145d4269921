"""Joining neighbours: "3 p.m. on Friday" is one time, "early", "nearly" and "the end of" belong to what they qualify.

A day and a clock time (or part of the day) that stand side by side become one TIME on that day.
"""

from dataclasses import replace

from dateline.codes.times import TimeWords
from dateline.reading.times_context import Draft
from dateline.reading.times_lex import Lexed

COUNTED = ("ago", "earlier", "later", "from.now")
SPELT = ("earlier", "later", "previous.unit", "following.unit", "same.unit", "before.unit", "after.unit")
FURTHEST = 6  # tokens looked back for a qualifier


def joined(drafts: list[Draft], lexed: Lexed, book: TimeWords) -> list[Draft]:
    """The drafts of one sentence with neighbours joined and qualifiers taken in."""
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.first):
        draft = _qualified(draft, out[-1].last + 1 if out else 0, lexed, book)
        pair = _pair(out[-1], draft, lexed, book) if out else None
        if pair:
            out[-1] = pair
        else:
            out.append(draft)
    return [_told_next(_on_later_day(d, out[i + 1:]), out[i + 1:i + 2], lexed) for i, d in enumerate(out)]


def _told_next(draft: Draft, following: list[Draft], lexed: Lexed) -> Draft:
    """A counted day that the day after it spells out: "a week later, on 23 May"."""
    if not draft.why.startswith(SPELT) or not following or not _is_day(following[0]):
        return draft
    between = [t.text.lower() for t in lexed.tokens[draft.last + 1:following[0].first]]
    if between not in ([",", "on"], [","], ["on"], ["("], ["-", "on"], ["-"]):
        return draft
    return replace(draft, timex="DATE", value=following[0].value, anchor=following[0].anchor, doubt=0.1)


def _on_later_day(draft: Draft, later: list[Draft]) -> Draft:
    """A clock time that no day was told for, on the day that soon follows: "10 a.m. (1500 GMT) Monday"."""
    if draft.timex != "TIME" or not draft.why.startswith("clock"):
        return draft
    day = next((d for d in later if _is_day(d) and d.first - draft.last <= FURTHEST), None)
    if day is None or (draft.anchor != "published"):
        return draft
    return replace(draft, value=day.value + draft.value[draft.value.index("T"):], anchor=day.anchor)


def _is_day(draft: Draft) -> bool:
    return draft.timex == "DATE" and len(draft.value) == 10 and draft.value[5] != "W"


def _pair(a: Draft, b: Draft, lexed: Lexed, book: TimeWords) -> Draft | None:
    between = lexed.chars[a.last + 1:b.first]
    if (a.timex == "TIME" and _is_day(b) and "T" in a.value and book.helpers["join.day"].fullmatch(between or "", 0) is not None) or (
            a.timex == "TIME" and _is_day(b) and not between):
        return replace(a, last=b.last, value=b.value + a.value[a.value.index("T"):], anchor=b.anchor, doubt=max(a.doubt - 0.1, b.doubt))
    if _is_day(a) and b.timex == "TIME" and "T" in b.value and (not between or book.helpers["join.clock"].fullmatch(between)):
        return replace(b, first=a.first, value=a.value + b.value[b.value.index("T"):], anchor=a.anchor, doubt=max(b.doubt - 0.1, a.doubt))
    return None


def _qualified(draft: Draft, free: int, lexed: Lexed, book: TimeWords) -> Draft:
    """The draft with the qualifier before it, where one stands there."""
    kind = {"DATE": "prefix.date", "TIME": "prefix.date", "DURATION": "prefix.duration"}.get(draft.timex)
    if draft.why.startswith(COUNTED):
        kind = "prefix.duration"  # "more than two years ago"
    if kind is None or (kind == "prefix.duration" and lexed.tokens[draft.first].text.lower() == "the"):
        return draft  # "over the next two years": over is a preposition there
    found = book.helpers[kind].search(lexed.chars, max(free, draft.first - FURTHEST), draft.first)
    if found is None or found.start() == found.end():
        return draft
    return replace(draft, first=found.start())
