"""Who vouches for a happening: the outlet, or only a source that it reports.

>>> from dateline.codes.book import CodeBook
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Kenya reportedly shelled the port."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> claim_of(sentence, sentence.words.index("shelled"), Quotes(()), CodeBook(), event="ASSAULT")
Claim(claimed=True, claimed_by=None, why='claim.reportedly')
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.codes.book import CodeBook
from dateline.codes.status import status_codes
from dateline.reading.clauses import auxiliaries, first_conjunct, governor, head_word, is_verb, predicate, under, upper_finite
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Sentence
from dateline.records import Actor, Quote
from dateline.records.event import Status
from dateline.records.span import Span, within

VERBAL_EVENTS = frozenset(["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])
SPEECH_EVENTS = frozenset(["AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"])
BY_WORDS = frozenset(["REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN"])
FORCE = frozenset(["ASSAULT", "MOBILIZE", "PROTEST"])
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether the text has a happening only from a source; the quote in which the source says it; the rule that decided."""

    claimed: bool
    claimed_by: str | None
    why: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """One stretch of a quote's content, for looking quotes up by where they stand."""

    span: Span
    quote: Quote


class Quotes:
    """The quotes of a report, found again by what stands inside them."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._pieces = Mentions(tuple(_Piece(span, q) for q in quotes for span in q.content))

    def around(self, span: Span) -> tuple[Quote, ...]:
        """The quotes whose content holds `span`, the innermost first."""
        held = [p for p in self._pieces.at(span) if within(span, p.span)]
        return tuple(p.quote for p in sorted(held, key=lambda p: p.span[1] - p.span[0]))

    def same_words(self, act: Span, time: Span) -> bool:
        """Whether a time can be that of an act: both stand in the same reported words, or outside of any.

        A time behind the end of indirect speech whose cue comes first is let through, for that end is often drawn too early.
        """
        held, its = self._innermost(act), self._innermost(time)
        if (held and held.span) == (its and its.span):
            return True
        if its is not None and (held is None or within(its.span, held.span)):
            return its.quote.kind == "indirect"  # what a clause without marks holds, its grammar tells
        if held is None:
            return False
        cue = held.quote.cue
        return held.quote.kind == "indirect" and time[0] >= held.span[1] and bool(cue) and cue[0][0] < held.span[0]

    def _innermost(self, span: Span) -> _Piece | None:
        held = [p for p in self._pieces.at(span) if within(span, p.span)]
        return min(held, key=lambda p: p.span[1] - p.span[0], default=None)


def claim_of(sentence: Sentence, token: int, quotes: Quotes, codes: CodeBook, *, event: str | None = None, status: Status = "actual",
             actors: tuple[Actor, ...] = (), outlet: str | None = None) -> Claim:
    """Whether the act at `token` by `actors` is only claimed.

    Hearsay words decide first ("reportedly", "alleged", "accused of"). Inside a quote the act is the speaker's claim, unless the
    quote is what does it (a condemnation in the condemner's words) or the speaker announces an own plan, order or decision.
    """
    if status == "hypothetical":
        return Claim(False, None, "claim.hypothetical")
    hearsay = _hearsay(sentence, token)
    plain = hearsay in (None, "claim.report", "claim.phrase")
    around = tuple(q for q in quotes.around(_words_of(sentence, token)) if not _outlets(q, outlet))
    if plain and (around or hearsay) and _presupposed(sentence, token, event):
        return Claim(False, None, "claim.presupposed")
    if around:
        quote = next((q for q in around if not (plain and _own_announcement(sentence, token, q, event, status, actors))), None)
        if quote is None:
            return Claim(False, None, "claim.own-announcement")
        return Claim(True, quote.id, hearsay or f"claim.quote-{quote.kind}")
    if hearsay is None:
        return Claim(False, None, "claim.told")
    if plain and _own_act(event, status, _subject_of_report(sentence, token), actors):
        return Claim(False, None, "claim.own-announcement")
    return Claim(True, None, hearsay)


def spoken_in(sentence: Sentence, token: int, quotes: Quotes, event: str, status: Status, actors: tuple[Actor, ...]) -> Quote | None:
    """The quote that does the act by its own words, said by the actor: "This raid is barbaric", "The army must leave"; else None.

    What the speaker recalls ("I offered to resign") or plans ("we will sue") is told, not done.
    """
    if event not in BY_WORDS or (status == "planned" and event not in ("THREATEN", "REJECT")) or len({a.country for a in actors}) != 1:
        return None
    around = quotes.around((sentence.starts[token], sentence.ends[token]))
    if not around or (_told_past(sentence, token, around[0]) and _of_speaker(sentence, token, around[0])):
        return None
    noun = not is_verb(sentence, token) and around[0].kind != "direct"
    if not any(_same(around[0].speaker, around[0].source, a, strict=noun) for a in actors):
        return None
    return around[0]


def _words_of(sentence: Sentence, token: int) -> Span:
    """The words that a quote must hold to hold the act: the act's, and the finite verb that it is coordinated with over an
    infinitive ("urged them to leave and spoke to the king": "spoke" is none of what was urged)."""
    upper = upper_finite(sentence, token)
    if upper == token or sentence.tags[upper] not in ("VBD", "VBZ", "VBP") or sentence.tags[token] not in ("VBD", "VBZ", "VBP"):
        return sentence.starts[token], sentence.ends[token]
    return min(sentence.starts[upper], sentence.starts[token]), max(sentence.ends[upper], sentence.ends[token])


def _presupposed(sentence: Sentence, token: int, event: str | None) -> bool:
    """"He called the raid a disgrace", "found Moro's advice unlawful": the act is taken as known; the speaker does not vouch for it."""
    known = ("the", "this", "that", "these", "those")
    if is_verb(sentence, token):
        return False
    owner = sentence.child(token, "poss") if event in BY_WORDS else None
    return any(sentence.words[c].lower() in known for c in sentence.childs(token, "det")) or (
        owner is not None and sentence.pos[owner] == "PROPN")


def _outlets(quote: Quote, outlet: str | None) -> bool:
    return outlet is not None and quote.speaker is not None and quote.speaker.name.casefold() == outlet.casefold()


# -- the speaker's own acts -------------------------------------------------------------------------------------------------
def _own_announcement(sentence: Sentence, token: int, quote: Quote, event: str | None, status: Status, actors: tuple[Actor, ...]) -> bool:
    """Whether the quote does or announces the act rather than claims it."""
    if not actors or (status == "actual" and len({a.country for a in actors}) > 1):
        return False
    done = status == "actual" and event in ("COERCE", *FORCE)
    if not any(_same(quote.speaker, quote.source, a, strict=done) for a in actors):
        return False
    if event in SPEECH_EVENTS:
        return status != "actual" or not _told_past(sentence, token, quote) or event in ("REQUEST", "THREATEN", "ACCUSE", "REJECT")
    return status in ("planned", "hypothetical", "negated") or event not in (*FORCE, "SUPPORT", "CONSULT", "COOPERATE")


def _own_act(event: str | None, status: Status, source: Span | None, actors: tuple[Actor, ...]) -> bool:
    """The same without quotes: the subject of the reporting verb is the actor."""
    if source is None or len(actors) != 1 or not (actors[0].span[0] < source[1] and source[0] < actors[0].span[1]):
        return False
    return event in SPEECH_EVENTS or status != "actual" or event not in (*FORCE, "CONSULT", "COOPERATE")


def _same(speaker: Actor | None, source: tuple[Span, ...], actor: Actor, strict: bool = False) -> bool:
    """Whether the speaker is the actor; unless `strict`, also its spokesman or a body of the same state."""
    if any(actor.span[0] < s[1] and s[0] < actor.span[1] for s in source):
        return True
    if speaker is None:
        return False
    if speaker.name == actor.name or strict:
        return speaker.name == actor.name
    if speaker.office is not None and actor.office is not None:
        return False
    state = ("GOV", "MIL", "COP", "SPY", None)
    if speaker.country is None or speaker.country != actor.country:
        return False
    return speaker.sector == actor.sector or (speaker.sector in state and actor.sector in state)


def _of_speaker(sentence: Sentence, token: int, quote: Quote) -> bool:
    """Whether the clause of the act speaks of the speaker ("we condemned it"), not of others ("they fired on us": an accusation)."""
    subject = sentence.child(predicate(sentence, token), "nsubj", "nsubjpass")
    return quote.kind != "direct" or subject is None or sentence.words[subject].lower() in ("i", "we")


def _told_past(sentence: Sentence, token: int, quote: Quote) -> bool:
    """Whether the speaker looks back; in indirect speech a plain past is a present that the report has shifted."""
    verb = predicate(sentence, token)
    auxes = {sentence.words[c].lower() for c in auxiliaries(sentence, verb)}
    if quote.kind != "direct":
        return bool(auxes & {"had", "has", "have", "'d", "'ve", "’ve"})
    return sentence.tags[verb] == "VBD" or bool(auxes & {"had", "has", "have", "'ve", "’ve", "was", "were"})


# -- hearsay ---------------------------------------------------------------------------------------------------------------
def _hearsay(sentence: Sentence, token: int) -> str | None:
    """The hearsay word over an act: beside it or up its governors; None where the text itself tells it."""
    at = token
    for _ in range(DEEPEST):
        found = _beside(sentence, at, token)
        if found:
            return found
        head = governor(sentence, at)
        if head is None:
            return None
        found = _over(sentence, at, head)
        if found:
            return found
        kind = under(sentence, at)
        if is_verb(sentence, head) and not is_verb(sentence, at) and not (kind in ("obj", "subj", "comp") or kind.startswith("prep:")):
            return None
        dep = sentence.deps[first_conjunct(sentence, at)]
        if (dep in ("advcl", "relcl") and under(sentence, at) != "part") or (dep == "acl" and under(sentence, at) == "part"):
            return None
        at = head
    return None


def _beside(sentence: Sentence, at: int, token: int) -> str | None:
    tables = status_codes().hearsay
    for child in sentence.children[at]:
        word, dep = sentence.words[child].lower(), sentence.deps[child]
        if dep == "advmod" and (word, "") in tables["adverb"]:
            return f"claim.{word}"
        if at == token and dep == "amod" and not is_verb(sentence, at) and (word, "") in tables["modifier"]:
            return f"claim.{word}"
        if at == token and dep in ("acl", "appos") and not is_verb(sentence, at) and _laid_to(sentence, child):
            return "claim.laid-to"
        if dep == "prep" and is_verb(sentence, at) and word == "according":
            return "claim.phrase"
        if is_verb(sentence, at) and dep in ("advcl", "prep") and word == "citing":
            return "claim.phrase"
        if is_verb(sentence, at) and dep in ("ccomp", "parataxis") and child != token and _reporting(sentence, child) \
                and sentence.child(child, "ccomp") is None and sentence.child(child, "nsubj") is not None:
            return "claim.report"
    return None


def _laid_to(sentence: Sentence, child: int) -> bool:
    """"an attack blamed on the rebels", "a bombing, the third ascribed to them": the act is laid to somebody."""
    if sentence.tags[child] == "VBN":
        return sentence.lemmas[child].lower() in ("blame", "ascribe", "attribute", "claim", "pin")
    return any(sentence.tags[c] == "VBN" and _laid_to(sentence, c) for c in sentence.childs(child, "acl"))


def _over(sentence: Sentence, at: int, head: int) -> str | None:
    tables, kind, word = status_codes().hearsay, under(sentence, at), head_word(sentence, head)
    if (word, kind) in tables["charge"] and not (kind == "obj" and is_verb(sentence, at)):
        return f"claim.{word}"
    if kind == "inf" and (word, kind) in tables["raising"] and (sentence.child(head, "auxpass") is not None or word in ("appear", "seem")):
        return f"claim.{word}-to"
    if kind in ("fin", "prep:of") and not is_verb(sentence, head) and (word, "") in tables["noun"]:
        return f"claim.{word}"
    if kind == "fin" and _reporting(sentence, head) and sentence.deps[first_conjunct(sentence, at)] == "ccomp":
        return "claim.report"
    return None


def _reporting(sentence: Sentence, verb: int) -> bool:
    return is_verb(sentence, verb) and (sentence.lemmas[verb].lower(), "") in status_codes().hearsay["report"]


def _subject_of_report(sentence: Sentence, token: int) -> Span | None:
    """The words of the subject of the reporting verb over `token`."""
    at = predicate(sentence, token)
    for _ in range(DEEPEST):
        for verb in (at, *sentence.childs(at, "ccomp", "parataxis")):
            subject = sentence.child(verb, "nsubj")
            if verb != predicate(sentence, token) and subject is not None and _reporting(sentence, verb):
                tokens = sentence.subtree(subject)
                return sentence.char_span(tokens[0], tokens[-1])
        if sentence.heads[at] == at:
            return None
        at = sentence.heads[at]
    return None
