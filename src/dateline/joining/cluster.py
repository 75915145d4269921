"""From pairs to happenings: the surest pairs first, and never two events together that something keeps apart.

>>> cluster(["e1", "e2", "e3"], {("e1", "e2"): 6.0, ("e2", "e3"): 5.0}, lambda a, b: {a, b} == {"e1", "e3"})
[('e1', 'e2'), ('e3',)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Pair = tuple[str, str]


def cluster(ids: Iterable[str], scores: Mapping[Pair, float], apart: Callable[[str, str], bool],
            must: Iterable[Pair] = ()) -> list[tuple[str, ...]]:
    """The sets of events that are one happening, a function of the pairs alone: order of arrival does not matter.

    `apart` names pairs that may never meet, also not through others; `must` are pairs that a person joined: they win over it.
    """
    home = {i: i for i in ids}
    held = {i: [i] for i in home}

    def join(a: str, b: str) -> None:
        keep, gone = sorted((home[a], home[b]))
        if keep != gone:
            held[keep] = sorted(held[keep] + held.pop(gone))
            for i in held[keep]:
                home[i] = keep
    for a, b in sorted(must):
        if a in home and b in home:
            join(a, b)
    for (a, b), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if home[a] != home[b] and not any(apart(x, y) for x in held[home[a]] for y in held[home[b]]):
            join(a, b)
    return sorted(tuple(group) for group in held.values())


def attach(group: Iterable[str], links: Mapping[Pair, float], home: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """The one happening that a loosely dated group can be linked to; None where there is none, or more than one.

    >>> attach(["e9"], {("e1", "e9"): 5.5}, {"e1": ("e1", "e2")})
    ('e1', 'e2')
    """
    inside = set(group)
    found = {home[other] for (a, b), _ in links.items() for mine, other in ((a, b), (b, a)) if mine in inside and other in home}
    return found.pop() if len(found) == 1 else None


def neighbourhood(start: Iterable[str], near: Callable[[Iterable[str]], Iterable[str]]) -> set[str]:
    """Everything that can be reached from `start` by steps of `near`."""
    seen: set[str] = set()
    todo = set(start)
    while todo:
        seen |= todo
        todo = set(near(sorted(todo))) - seen
    return seen
