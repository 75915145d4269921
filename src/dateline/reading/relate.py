"""What happened between two given spans.

Every frame of the sentence is a candidate. The best one has the actor's span in its actor slot and the recipient's in its
recipient slot; then come looser ties: an owner of the slot's phrase, a place below the head, a head on the path between.

>>> from dateline.codes.book import CodeBook
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Aland has refused to meet Boria."
>>> find_relation(parse(text, [Block(kind="paragraph", span=(0, len(text)))]), CodeBook(), (0, 5), (26, 31)).event
'REJECT'
"""

from dataclasses import dataclass

from dateline.codes.book import CodeBook
from dateline.codes.frames import frames
from dateline.reading.frames_match import Filled, Match, Matcher
from dateline.reading.parse import Parse, Sentence
from dateline.reading.relate_modality import told_as
from dateline.records.span import Span

GUESS = 0.9
FULL, OWNER, BELOW, NEAR = 1.0, 0.8, 0.6, 0.35


@dataclass(frozen=True, slots=True)
class Relation:
    """The PLOVER event between two spans, or None, and what decided it."""

    event: str | None
    mode: str | None = None
    status: str = "actual"
    why: str = ""
    doubt: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate: the match and how well the two spans fit its slots."""

    score: float
    actor: float
    recipient: float
    match: Match


def find_relation(parse: Parse, codes: CodeBook, actor: Span, recipient: Span | None) -> Relation:
    """The event that the text tells between the actor's span and the recipient's."""
    best: tuple[Ranked, Pair] | None = None
    for sentence in parse.sentences:
        if sentence.end <= actor[0] or sentence.start >= actor[1]:
            continue
        pair = Pair(sentence, actor, recipient)
        top = max(pair.ranked(), key=lambda r: r.score, default=None)
        if top is not None and (best is None or top.score > best[0].score):
            best = top, pair
    if best is None:
        return Relation(event=None, why="no frame in the sentence")
    ranked, pair = best
    event, mode, status, why = told_as(pair.sentence, pair.matcher, ranked.match, pair.inner, codes)
    doubt = max(0.1, min(GUESS, 0.75 - 0.25 * ranked.actor - 0.2 * ranked.recipient - 0.02 * ranked.match.frame.weight))
    guess = ""
    if pair.loose:
        guess, doubt = " (guess: what the frame asks for is not there)", GUESS
    elif not (ranked.actor and ranked.recipient):
        guess = " (guess: the spans do not fill its slots)"
    return Relation(event=event, mode=mode, status=status, why=f"{ranked.match.frame.id}{why}{guess}", doubt=doubt)


class Pair:
    """One sentence with the two spans as tokens."""

    def __init__(self, sentence: Sentence, actor: Span, recipient: Span | None) -> None:
        s = self.sentence = sentence
        self.actor = frozenset(sentence.tokens_in(actor))
        self.recipient = frozenset(sentence.tokens_in(recipient)) if recipient else frozenset()
        self.actor_head, self.recipient_head = self._head(self.actor), self._head(self.recipient)
        self.matcher = Matcher(sentence, frames(), lambda t: t in self.actor or t in self.recipient or s.pos[t] in ("PROPN", "PRON"))
        self.path = self._path()
        self.inner: dict[int, Match] = {}
        self.loose = False

    def _head(self, tokens: frozenset[int]) -> int | None:
        s = self.sentence
        return next((t for t in sorted(tokens) if s.heads[t] not in tokens or s.heads[t] == t), None)

    def _path(self) -> frozenset[int]:
        """The tokens on the way through the tree from one head to the other."""
        if self.actor_head is None or self.recipient_head is None:
            return frozenset()
        left = [self.actor_head, *self.sentence.ancestors(self.actor_head)]
        right = [self.recipient_head, *self.sentence.ancestors(self.recipient_head)]
        meet = next((t for t in left if t in right), None)
        if meet is None:
            return frozenset()
        return frozenset((*left[:left.index(meet) + 1], *right[:right.index(meet)]))

    def ranked(self) -> list[Ranked]:
        """All candidates with their scores."""
        found: list[Ranked] = []
        heads: dict[int, list[Ranked]] = {}
        matches = self.matcher.all()
        self.loose = not matches
        matches = [m for m in matches or self.matcher.loose() if not m.frame.spoken or m.actor != (("speaker", (m.head,)),)]
        used = {t for m in matches for t in m.used if t != m.head}
        for match in matches:
            one = self.rank(match, match.head in used)
            heads.setdefault(match.head, []).append(one)
            found.append(one)
        tops = {head: max(group, key=lambda r: r.score) for head, group in heads.items()}
        for head, one in tops.items():
            for above in self.matcher.above(one.match.top):
                outer = tops.get(above.token)
                if above.embed.status == "drop":
                    self.inner.setdefault(above.token, one.match)
                    if outer is not None and outer.actor >= NEAR:
                        found = [r if r.match.head != head else Ranked(r.score - 2.5, r.actor, r.recipient, r.match) for r in found]
                        break
        return found

    def rank(self, match: Match, used: bool) -> Ranked:
        """How well the spans fit: slots first, then the path, then how much the frame asks."""
        actor = self._fit(match.actor, self.actor, self.actor_head)
        recipient = self._fit(match.recipient, self.recipient, self.recipient_head) if self.recipient else 0.5
        if recipient < BELOW and self._below(match.top, self.recipient_head):
            recipient = BELOW
        if actor < NEAR and self.actor_head is not None and self._below(match.top, self.actor_head):
            actor = NEAR
        crossed = self._fit(match.recipient, self.actor, self.actor_head) if actor < OWNER else 0.0
        crossed += self._fit(match.actor, self.recipient, self.recipient_head) if recipient < OWNER else 0.0
        score = 3 * actor + 2.5 * recipient - 1.2 * crossed + 0.15 * match.frame.weight
        score += 1.0 if match.head in self.path or match.top in self.path else 0.0
        if match.head in self.actor or match.head in self.recipient:
            score -= 1.0
        if self._aside(match.top):
            score -= 0.8
        return Ranked(score - 1.5 * used - 0.5 * match.frame.weak - 0.05 * self._depth(match.top), actor, recipient, match)

    def _aside(self, top: int) -> bool:
        """Whether the act is a purpose, a manner or a condition of another one."""
        s = self.sentence
        return s.deps[top] == "advcl" and s.heads[top] != top and s.pos[s.heads[top]] == "VERB"

    def _depth(self, token: int) -> int:
        return sum(1 for _ in self.sentence.ancestors(token))

    def _below(self, top: int, token: int | None) -> bool:
        return token is not None and (token == top or top in self.sentence.ancestors(token))

    def _fit(self, slots: tuple[Filled, ...], tokens: frozenset[int], head: int | None) -> float:
        """How well a span stands in one of the slots: in it, as owner of what is in it, somewhere below that."""
        best = 0.0
        for _, filled in slots:
            if any(t in tokens for t in filled):
                return FULL
            if any(o in tokens for t in filled for o in self.matcher.arguments.owners(t)):
                best = max(best, OWNER)
            elif head is not None and any(t in self.sentence.ancestors(head) for t in filled):
                best = max(best, BELOW)
        return best
