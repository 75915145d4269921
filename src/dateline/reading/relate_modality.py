"""What an act counts as when it is promised, refused or called off: a promise of aid is AGREE, a refusal REJECT.

Rows of `codes/events/told-as.tsv` give the event for an act of a kind that has a status.
"""

from dateline.codes.book import CodeBook
from dateline.codes.frames import frames
from dateline.codes.told_as import counts_as
from dateline.reading.frames_match import Match, Matcher
from dateline.reading.parse import Sentence
from dateline.reading.status import status_of

PURPOSE = "status.purpose"  # "sent tanks to support Boria": the deed done for it supports
Told = tuple[str, str | None, str, str]


def told_as(sentence: Sentence, matcher: Matcher, match: Match, inner: dict[int, Match], codes: CodeBook) -> Told:
    """The event, mode and status of a match in its place, and a note on what changed it."""
    frame = match.frame
    about = inner.get(match.head) or (inner.get(match.carrier) if match.carrier is not None else None)
    mode = frame.mode or (frames().mode_of(frame.event, about.frame.event, about.frame.mode) if about else None)
    status, why = status_of(sentence, match.top, codes)
    if match.undone_by is not None:
        status, why = "negated", match.undone_by.id
    if why == PURPOSE:
        return frame.event, mode, status, ""
    words = {sentence.lemmas[t].lower() for t in (match.head, match.top, *match.used)}
    event = counts_as(frame.event, frame.mode, status, words)
    if event == frame.event:
        return event, mode, status, ""
    return event, None, status, f" + {why}"
