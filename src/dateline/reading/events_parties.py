"""Whether a match names the parties that a record asks for.

An act needs a doer who can be named: one with a country. Words that tell the act are no actor ("the military coup"), a meeting
needs two parties, most acts of speech need somebody they are aimed at; "declined to comment" refuses nobody.
"""

from dateline.codes.frames import word_classes
from dateline.codes.parties import asks
from dateline.reading.events_actors import Side, without_spans
from dateline.reading.frames_match import Match
from dateline.reading.parse import Sentence

COMMENT = word_classes()["COMMENT"]


def own_words_apart(side: Side, match: Match, sentence: Sentence) -> Side:
    """A side without actors that stand on the act's own words."""
    tokens = (match.head, *match.used) if match.frame.pos == "N" else (match.head,)
    return without_spans(side, tuple((sentence.starts[t], sentence.ends[t]) for t in tokens))


def tellable(match: Match, doer: Side, done: Side, sentence: Sentence) -> bool:
    """Whether the parties are enough for a record."""
    if not any(a.country for a in doer.actors):
        return False
    if match.frame.event == "REJECT" and any(sentence.lemmas[c] in COMMENT for c in sentence.childs(match.head, "xcomp")):
        return False
    wanted = asks(match.frame.event, match.frame.mode)
    told = {match.frame.words[0], match.frame.words[-1], *(sentence.lemmas[t].lower() for t in match.used)}
    if told & wanted.unless:
        return True
    match wanted.parties:
        case "both":
            return len(doer.actors) + len(done.actors) > 1
        case "recipient":
            return bool(done.actors) or (len(doer.actors) > 1 and match.frame.event == "SUPPORT")
    return True
