"""Frames and the trained coder together: which event stands between two given spans.

The coder gives each event a probability; a frame that fits adds evidence for its own event, the more the surer it is. The weight
of that evidence was chosen on own sentences that neither the frames nor the coder had seen (docs/guide/training.md).

>>> from dateline.reading.relate import Relation
>>> frames_alone = Relation(event="AID", why="frame give.12", doubt=0.2)
>>> settle(frames_alone, None).event
'AID'
"""

import math
from dataclasses import replace

from dateline.reading.coder import Coded
from dateline.reading.relate import Relation

EVIDENCE = 4.0        # log odds that a frame without doubt adds to its event
FLOOR = 1e-6          # the least probability, so that a logarithm exists
NO_EVENT = 0.5        # of the coder's relation "none"; believed only where no frame fits
GUESSED = 0.85        # doubt from which a frame's answer is a guess
ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # chosen together first: giving way, by words or by deeds


def settle(found: Relation, coded: Coded | None) -> Relation:
    """The relation that frames found, with the coder's answer weighed in; as it was where there is no coder."""
    if coded is None:
        return found
    unsure = found.event is None or found.doubt >= GUESSED
    if unsure and coded.relation["none"] > NO_EVENT:
        return Relation(event=None, why=f"coder: no event between the two {coded.relation['none']:.2f}", doubt=1 - coded.relation["none"])
    scores: dict[str, float] = {}
    for event, probability in coded.events.items():
        root = ROOTS.get(event, event)
        scores[root] = scores.get(root, 0.0) + probability
    scores = {root: math.log(p + FLOOR) for root, p in scores.items()}
    if found.event is not None:
        scores[ROOTS.get(found.event, found.event)] += EVIDENCE * (1 - found.doubt)
    best = max(scores, key=lambda root: scores[root])
    sure = math.exp(scores[best]) / sum(map(math.exp, scores.values()))
    if found.event is not None and ROOTS.get(found.event, found.event) == best:
        return replace(found, doubt=round(1 - sure, 3), why=f"{found.why}; coder {coded.events[found.event]:.2f}")
    event = max((e for e in coded.events if ROOTS.get(e, e) == best), key=lambda e: coded.events[e])
    return Relation(event=event, mode=_mode(event, coded), status=found.status, doubt=round(1 - sure, 3),
                    why=f"coder {coded.events[event]:.2f} over {found.why}")


def _mode(event: str, coded: Coded) -> str | None:
    """The coder's mode for the event, where one is likelier than all others together."""
    own = {name.split(" ", 1)[1]: p for name, p in coded.modes.items() if name.startswith(event + " ")}
    best = max(own, key=lambda name: own[name], default=None)
    return best if best is not None and own[best] > sum(own.values()) / 2 and own[best] > 0.3 else None
