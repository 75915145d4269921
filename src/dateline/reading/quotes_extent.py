"""Where the content of a cue begins and ends.

>>> from dateline.codes.cues import cues
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "The bridge, Anna Kess said on Monday, is safe."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [text[s:e] for hit in asides(sentence, cues(), frozenset()) for s, e in content_spans(text, hit)]
['The bridge', 'is safe']
"""

from collections.abc import Iterator, Sequence

from dateline.codes.cues import Cues
from dateline.reading.parse import Sentence
from dateline.reading.quotes_hit import BARE, Hit, verb_entries
from dateline.reading.quotes_indirect import candidates
from dateline.reading.quotes_speaker import following_name, noun_phrase
from dateline.records.span import Span

STOPS = frozenset((",", "-", "—", "–", "--", "(", ")", ";", ".", "!", "?", ":", "...", "…"))
OPENERS = frozenset(("that", "to", "for", "as", "of", "and", "but", "about", "on"))
STRIPPED = frozenset(["that", "to", "for", "as", "of", "about", "on", "against", "with", "and", "but"])
EDGE = " \t\n\r,.;:—–-\u00a0("
QUOTES = "\"“”„«»‘’'`"


def asides(s: Sentence, table: Cues, marked: frozenset[int], at: Sequence[int] | None = None) -> Iterator[Hit]:
    """Cues that stand aside from what they report: "X, Kess said, Y", "X, according to Kess", "As Kess noted, X"; `at`: its candidates."""
    for i in candidates(s, table) if at is None else at:
        if i in marked:
            continue
        hit = None
        if s.pos[i] in ("VERB", "AUX") and s.words[i] not in table.openers:
            hit = _verb_aside(s, i, table)
        elif s.words[i] in table.openers:
            hit = _phrase_aside(s, i, table)
        if hit is not None:
            yield hit


def _verb_aside(s: Sentence, verb: int, table: Cues) -> Hit | None:
    entries, cue = verb_entries(s, verb, table)
    if not entries:
        return None
    subject = max((c for c in s.childs(verb, "nsubj") if c < verb), default=s.child(verb, "nsubj"))
    paper = subject is not None and s.lemmas[subject].lower() in table.papers
    fitting = sorted((e for e in entries if "that" in e.frames), key=lambda e: (e.of.act == "finding") != paper)
    entry = fitting[0] if fitting and fitting[0].of.name not in ("want", "plan", "hope", "know") else None
    if entry is None or s.deps[verb] in ("relcl", "acl", "xcomp", "pcomp", "amod", "compound") or not s.tags[verb].startswith("VB"):
        return None
    if any(s.deps[c] in ("ccomp", "xcomp") and c > verb for c in s.children[verb]):
        return None
    source = noun_phrase(s, subject) if subject is not None else ()
    if not source and verb + 1 < len(s) and s.tags[verb] in ("VBD", "VBZ"):
        source = following_name(s, verb + 1, len(s) - 1)
        if not source or s.pos[source[-1]] not in ("PROPN", "NOUN", "PRON"):
            return None
    if not source or (s.words[source[0]].lower() in BARE and len(source) == 1 and s.words[source[0]].lower() != "it"):
        return None
    first = min(source[0], verb)
    while first > 0 and s.heads[first - 1] == verb and s.deps[first - 1] in ("aux", "advmod", "neg", "cc"):
        first -= 1
    last = _right_edge(s, verb, max(verb, source[-1]))
    if last is None:
        return None
    return _aside(s, first, last, Hit(s, verb, cue, (), source, entry.of, "aside", f"aside {entry.row}"))


def _right_edge(s: Sentence, verb: int, last: int) -> int | None:
    """The last token of the aside: up to a stop, over adverbs and phrases that belong to the verb."""
    at = last + 1
    while at < len(s) and not _stop(s, at):
        if at - last > 16 or (s.deps[at] in ("ccomp", "dobj", "nsubj") and s.heads[at] == verb):
            return None
        if s.pos[at] in ("VERB", "AUX") and s.deps[at] not in ("relcl", "acl", "pcomp", "advcl"):
            return None
        at += 1
    return at - 1


def _stop(s: Sentence, at: int) -> bool:
    """Whether a token is a stop: a hyphen inside a word is none."""
    return s.words[at] in STOPS and not (s.words[at] == "-" and 0 < at < len(s) - 1 and s.ends[at - 1] == s.starts[at])


def _phrase_aside(s: Sentence, at: int, table: Cues) -> Hit | None:
    """ "according to X" and its like."""
    for length in (5, 4, 3, 2, 1):
        words = tuple(w.lower() for w in s.words[at:at + length])
        found = table.phrases.get(words) if len(words) == length else None
        if found is None or found[1] != "source":
            continue
        inner = s.child(at + length - 1, "pobj")
        source = noun_phrase(s, inner) if inner is not None else following_name(s, at + length, len(s) - 1)
        if not source or s.pos[source[-1]] in ("NUM", "ADV") or (words == ("per",) and not _somebody(s, at, source)):
            return None
        last = source[-1]
        if inner is not None:
            last = _phrase_end(s, inner, source[-1])
        cue = tuple(range(at, at + length))
        hit = Hit(s, at, cue, (), source, found[0], "phrase", "phrase " + " ".join(words))
        return _aside(s, at, last, hit)
    return None


def _somebody(s: Sentence, per: int, source: tuple[int, ...]) -> bool:
    """Whether "per X" names a source and no rate ("40 per cent", "twice per day")."""
    led = per == 0 or s.words[per - 1] in STOPS
    return (s.pos[source[0]] in ("PROPN", "DET") and s.pos[source[-1]] in ("PROPN", "NOUN") and s.tags[source[-1]] != "NN") or (
        led and s.pos[source[0]] in ("PROPN", "DET", "NOUN") and s.words[source[0]].lower() not in RATES)


RATES = frozenset(("cent", "capita", "annum", "day", "year", "week", "month", "hour", "head"))


def _phrase_end(s: Sentence, head: int, last: int) -> int:
    """The end of the phrase: to the next comma or stop, over what modifies the name."""
    end = max(s.subtree(head))
    at = last + 1
    while at <= end and s.words[at] not in STOPS:
        at += 1
    if at < len(s) and s.words[at] == "," and at < end:
        # an apposition: "according to Kess, the mayor, .."
        apposed = [c for c in s.children[head] if s.deps[c] in ("appos", "relcl") and c > at]
        if apposed:
            return max(s.subtree(apposed[0]))
    return at - 1


def _aside(s: Sentence, first: int, last: int, hit: Hit) -> Hit | None:
    """The hit with what stands before and after the aside as its content; None where it is no aside."""
    left = first - 1
    led = left >= 0 and s.words[left].lower() in ("as", "and", "but", "or") and hit.frame == "aside"
    opener = s.words[left].lower() if led else ""
    if led:
        left -= 1
    right = last + 1
    ends = right >= len(s) or all(s.pos[t] == "PUNCT" for t in range(right, len(s)))
    phrase = hit.frame == "phrase"
    if left < 0:
        if not (phrase or opener == "as") or ends or s.words[right] != ",":
            return None
        content = list(range(right + 1, len(s)))
    else:
        comma = s.words[left] in STOPS or s.words[left] in QUOTES
        if (not comma and not phrase) or (opener in ("and", "but", "or")):
            return None
        if not ends and not (phrase and not comma) and s.words[right] not in STOPS:
            return None
        start = max((t + 1 for t in range(first) if s.words[t] == ";"), default=0)
        stop = min((t for t in range(last + 1, len(s)) if s.words[t] == ";"), default=len(s))
        content = [t for t in range(start, stop) if t < (left if comma else first) or t > last]
        content = _without_clauses_of(s, hit.source, content)
        behind = [t for t in content if t > last]
        if behind and s.pos[behind[0] + (s.words[behind[0]] == ",")] == "CCONJ" and any(
                s.pos[t] == "VERB" and s.child(t, "nsubj") is not None and s.child(t, "ccomp") is not None for t in behind):
            content = [t for t in content if t < first]  # ".., and opponents reply that ..": theirs
        elif behind and not any(s.pos[t] in ("VERB", "AUX") for t in behind) and any(s.pos[t] in ("VERB", "AUX") for t in content):
            content = [t for t in content if t < first]  # what follows the source is an apposition: "said Kess, the mayor"
    if not any(s.pos[t] in ("VERB", "AUX") for t in content) and (s.pos[len(s) - 1] == "PUNCT" or not ends or phrase):
        return None  # only a headline reports words without a verb: "No survivors, police say"
    return Hit(s, hit.at, hit.cue, tuple(content), hit.source, hit.of, hit.frame, hit.row)


def _without_clauses_of(s: Sentence, source: tuple[int, ...], content: list[int]) -> list[int]:
    """The content without what describes the source: "says Kess, who has tried it twice"."""
    told = {t for n in source for c in s.children[n] if c > source[-1] and s.deps[c] in ("relcl", "appos", "acl") for t in s.subtree(c)}
    return [t for t in content if t not in told] if told else content


def content_spans(text: str, hit: Hit) -> tuple[Span, ...]:
    """The content of a hit as spans, without an opening "that" or "to" and without stops at its edges."""
    s = hit.sentence
    tokens = list(hit.content)
    if hit.frame == "that" and len(tokens) > 2 and s.words[tokens[0]].lower() == "that" and s.pos[tokens[1]] not in ("VERB", "AUX", "ADV"):
        tokens.pop(0)
    while tokens and ((s.pos[tokens[0]] in ("PUNCT", "SPACE", "CCONJ") and s.words[tokens[0]] not in QUOTES) or (
            s.words[tokens[0]].lower() in STRIPPED and s.pos[tokens[0]] != "PRON" and s.deps[tokens[0]] not in ("det", "nsubj", "dobj"))):
        tokens.pop(0)
    while tokens and s.pos[tokens[-1]] in ("CCONJ", "SPACE"):
        tokens.pop()
    if all(s.pos[t] in ("PRON", "PUNCT", "DET", "ADP", "SCONJ", "ADV") for t in tokens):
        return ()
    pieces = (trimmed(text, piece) for piece in s.pieces(tokens))
    return tuple(p for p in pieces if p is not None and any(c.isalnum() for c in text[p[0]:p[1]]))


def trimmed(text: str, piece: Span) -> Span | None:
    """A span without stops and space at its edges, or None where nothing is left."""
    start, end = piece
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return (start, end) if end > start else None
