"""A cue with what it reports, as tokens of one sentence; what the steps that find cues share.

>>> "whether" in WH
True
"""

from dataclasses import dataclass

from dateline.codes.cues import CueClass, Cues, Entry
from dateline.reading.parse import Sentence

WH = frozenset(("whether", "if", "who", "what", "when", "where", "why", "how", "which", "whom", "whose", "whatever"))
PARTICLES = frozenset(("aside", "away", "off", "out", "down", "back", "up"))  # which the parser often takes for adverbs
BARE = frozenset(("it", "this", "that", "which", "these", "those", "there"))


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue with its content and source as tokens of one sentence; `at` is the token that carries the cue."""

    sentence: Sentence
    at: int
    cue: tuple[int, ...]
    content: tuple[int, ...]
    source: tuple[int, ...]
    of: CueClass
    frame: str
    row: str
    addressee: tuple[int, ...] = ()


def verb_entries(sentence: Sentence, verb: int, table: Cues) -> tuple[tuple[Entry, ...], tuple[int, ...]]:
    """The table's entries for a verb, with its particle where the table knows it so, and the cue's tokens."""
    particle = sentence.child(verb, "prt")
    if particle is not None:
        entries = table.verbs.get(f"{sentence.lemmas[verb]} {sentence.words[particle].lower()}")
        if entries:
            return entries, (verb, particle)
    given = sentence.lemmas[verb]
    after = sentence.words[verb + 1].lower() if verb + 1 < len(sentence) else ""
    if after == "it" and f"{given} it" in table.verbs:
        return table.verbs[f"{given} it"], (verb, verb + 1)
    if after in PARTICLES and f"{given} {after}" in table.verbs:
        return table.verbs[f"{given} {after}"], (verb, verb + 1)
    return table.verbs.get(table.lemmas.get(given, given), ()), (verb,)


def clause_kind(s: Sentence, clause: int) -> str:
    """that, wh, to, ing or small: the form of a complement clause."""
    kids = s.children[clause]
    if any(s.tags[c] == "TO" and s.deps[c] == "aux" for c in kids):
        return "wh" if any(s.words[c].lower() in WH and c < clause for c in kids) else "to"
    first = s.subtree(clause)[0]
    if s.words[first].lower() in WH or any(s.deps[c] == "mark" and s.words[c].lower() in WH for c in kids):
        return "wh"
    finite = s.tags[clause] in ("VBD", "VBZ", "VBP", "MD") or any(s.deps[c] in ("aux", "auxpass", "cop") for c in kids) or any(
        s.deps[c] == "mark" for c in kids)
    if not finite and s.tags[clause] == "VBG":
        return "ing"
    if not finite and s.pos[clause] not in ("VERB", "AUX"):
        return "small"
    if not finite and s.tags[clause] == "VBN" and not any(s.deps[c].startswith("nsubj") for c in kids):
        return "small"
    return "that"
