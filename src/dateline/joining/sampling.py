"""A random sample to be judged, and what the answers say of the whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from math import sqrt

Z = 1.959964  # 95 %


def sample(ids: Iterable[str], size: int, seed: int) -> list[str]:
    """`size` ids at random, the same for the same set and seed, whatever the order; a larger sample holds the smaller one.

    >>> sample(["a", "b", "c"], 2, 1) == sample(["c", "b", "a"], 3, 1)[:2]
    True
    """
    return sorted(ids, key=lambda i: hashlib.sha256(f"{seed} {i}".encode()).digest())[:size]


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share.

    >>> [round(x, 3) for x in wilson(9, 10)]
    [0.596, 0.982]
    """
    if of == 0:
        return 0.0, 1.0
    share = right / of
    middle = share + Z * Z / (2 * of)
    wide = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return max(0.0, (middle - wide) / (1 + Z * Z / of)), min(1.0, (middle + wide) / (1 + Z * Z / of))


def precision(answers: Sequence[tuple[str, bool]]) -> list[dict[str, object]]:
    """For each kind, and for all: how many were judged, how many were right, the share and its interval."""
    kinds = [*sorted({k for k, _ in answers}), "all"]
    out = []
    for kind in kinds:
        held = [ok for k, ok in answers if kind in (k, "all")]
        low, high = wilson(sum(held), len(held))
        out.append({"kind": kind, "judged": len(held), "right": sum(held), "precision": round(sum(held) / len(held), 4) if held else None,
                    "low": round(low, 4), "high": round(high, 4)})
    return out
