"""Why: every frame that fits a sentence, whether it became an event, and if not, what stood against it.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Actor, Block
>>> text = "Aland threatened to bomb Boria."
>>> parsed = parse(text, [Block(kind="paragraph", span=(0, len(text)))])
>>> names = [("Aland", (0, 5)), ("Boria", (25, 30))]
>>> actors = tuple(Actor(report="r", sentence=(0, 31), why="example", span=s, name=n, country=n, sector="GOV") for n, s in names)
>>> tried = explain(parsed, actors)
>>> [(t.head, t.event, t.recipient) for t in tried if t.verdict == "event"]
[('threatened', 'THREATEN', ('Boria',))]
>>> next(t.verdict for t in tried if t.head == "bomb").split(" (")[0]
'no event of its own'
"""

from dataclasses import dataclass

from dateline.codes.frames import frames
from dateline.codes.parties import asks
from dateline.codes.quiet import is_quiet
from dateline.reading.claims import Quotes
from dateline.reading.events import events_in, is_sport, only_intends
from dateline.reading.events_actors import SentenceActors
from dateline.reading.events_sides import sides_of
from dateline.reading.frames_match import Match, Matcher
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence
from dateline.records import Actor, Quote
from dateline.records.span import Span


@dataclass(frozen=True, slots=True)
class Tried:
    """A frame that fits: its head and row, who fills it, what stands above it, and the verdict: "event", or what is against it."""

    sentence: Span
    span: Span
    head: str
    frame: str
    event: str
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    above: tuple[str, ...]
    verdict: str


def explain(parse: Parse, actors: tuple[Actor, ...], quotes: tuple[Quote, ...] = ()) -> tuple[Tried, ...]:
    """All that was tried, in text order."""
    mentions, spoken = Mentions(actors), Quotes(quotes)
    found: list[Tried] = []
    for sentence in parse.sentences:
        found += _of_sentence(sentence, mentions, spoken)
    return tuple(found)


def _of_sentence(sentence: Sentence, mentions: Mentions[Actor], quotes: Quotes) -> list[Tried]:
    matcher = Matcher(sentence, frames(), lambda t: False)
    actors = SentenceActors(sentence, matcher.arguments, mentions, quotes)
    matcher.is_actor = actors.is_actor
    kept = {f.match.head: f for f in events_in(sentence, mentions, (), quotes)}
    used = {t: f.match.frame.id for f in kept.values() for t in f.match.used if t != f.match.head}
    found = []
    for match in matcher.all():
        doer, done = sides_of(match, actors)
        one = kept.get(match.head)
        if one is not None and one.match.frame.id == match.frame.id:
            doer, done, verdict = one.actor, one.recipient, "event"
        else:
            verdict = _against(match, matcher, bool(doer.actors), one.match.frame.id if one else "", used)
        found.append(Tried(
            sentence.span, (sentence.starts[match.head], sentence.ends[match.head]), sentence.words[match.head], match.frame.id,
            match.frame.event, match.frame.mode, tuple(a.name for a in doer.actors), tuple(a.name for a in done.actors),
            tuple(f"{a.embed.id} {a.embed.status}" for a in matcher.above(match.top)), verdict))
    return found


def _against(match: Match, matcher: Matcher, doer: bool, instead: str, used: dict[int, str]) -> str:
    """What keeps a fitting frame from being an event: the first that holds."""
    if instead:
        return f"a more specific frame was taken ({instead})"
    if match.head in used:
        return f"stands on words of another frame ({used[match.head]})"
    if match.frame.weak:
        return "serves only between given parties"
    if is_quiet(match.frame.words, match.frame.event):
        return "the head is quiet (quiet.tsv)"
    if only_intends(match, matcher):
        return "only says what is planned or wished"
    if is_sport(matcher.s):
        return "tells of a game"
    if not doer:
        return "nobody who can be named fills the actor's slots"
    dropped = next((a.embed.id for a in matcher.above(match.top) if a.embed.status == "drop"), None)
    if dropped:
        return f"no event of its own ({dropped})"
    if match.undone_by is not None and match.undone_by.event:
        return f"undone ({match.undone_by.id})"
    return f"parties are missing: {match.frame.event} asks for {asks(match.frame.event, match.frame.mode).parties}"
