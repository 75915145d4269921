"""What an act is about: the words after "on", "about", "over", "against", or the object of a verbal act.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Chad and Niger held talks on border security."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [text[s:e] for s, e in topics_of(sentence, sentence.words.index("talks"))]
['border security']
"""

from dateline.codes.timing import timing
from dateline.reading.clauses import CLAUSAL, is_verb, predicate
from dateline.reading.parse import Sentence
from dateline.records.span import Span

ABOUT = frozenset(["on", "about", "over", "regarding", "concerning", "against", "for", "of"])
VERBAL = frozenset(["ACCUSE", "REQUEST", "REJECT", "SUPPORT", "AGREE", "THREATEN", "CONCEDE"])
LEFT_OUT = frozenset(("conj", "cc", "punct", "relcl", "appos", "preconj", "aux", "mark"))
EMPTY = frozenset(("today", "tomorrow", "yesterday", "behalf", "condition"))  # "on behalf of", "on condition"


def topics_of(sentence: Sentence, token: int, event: str | None = None, taken: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """The spans that tell what the act at `token` is about; none that overlap `taken` (the actors and recipients)."""
    heads = [token] if not is_verb(sentence, token) else [token, *sentence.childs(token, "dobj", "prt", "attr", "acomp")]
    if not is_verb(sentence, token) and sentence.deps[token] in ("dobj", "nsubjpass", "attr"):
        heads.append(sentence.heads[token])
    found: list[Span] = []
    for head in heads:
        found += _under(sentence, head, taken)
    if not found and event in VERBAL:
        found += _objects(sentence, predicate(sentence, token), token, taken)
    return tuple(dict.fromkeys(sorted(found)))


def _under(sentence: Sentence, head: int, taken: tuple[Span, ...]) -> list[Span]:
    found = []
    for child in sentence.childs(head, "prep"):
        if sentence.words[child].lower() not in ABOUT:
            continue
        for thing in sentence.childs(child, "pobj", "pcomp"):
            found += phrases(sentence, thing, taken)
    return found


def _objects(sentence: Sentence, verb: int, token: int, taken: tuple[Span, ...]) -> list[Span]:
    found: list[Span] = []
    for child in sentence.childs(verb, "dobj", "nsubjpass", "xcomp", "ccomp"):
        if child != token:
            found += phrases(sentence, child, taken)
    return found[:1]


def phrases(sentence: Sentence, thing: int, taken: tuple[Span, ...]) -> list[Span]:
    """The phrase of a thing and of each thing coordinated with it, each without its relative clause and appositions."""
    out: list[Span] = []
    before = None
    for at in (thing, *_conjuncts(sentence, thing)):
        word = sentence.lemmas[at].lower()
        if word in EMPTY or word in timing()["timenoun"] or sentence.pos[at] in ("NUM", "PRON"):
            continue
        cut = frozenset(c for c in sentence.children[at] if sentence.deps[c] in LEFT_OUT
                        or (sentence.deps[c] in CLAUSAL and sentence.pos[c] in ("VERB", "AUX") and sentence.pos[at] == "NOUN"))
        nested = frozenset(t for t in sentence.subtree(at, cut) if sentence.deps[t] in ("relcl", "appos", "advcl"))
        tokens = sentence.subtree(at, cut | nested)
        run = _run(tokens, at)
        span = sentence.char_span(run[0], run[-1])
        if any(span[0] >= s and span[1] <= e for s, e in taken):
            continue
        if out and before is not None and _shares(sentence, before, at):
            late = [t for c in _of(sentence, before) for t in sentence.subtree(c)]
            out[-1] = (out[-1][0], max(span[1], sentence.char_span(late[0], late[-1])[1] if late else 0))
        else:
            out.append(span)
        before = at
    return out


def _shares(sentence: Sentence, first: int, second: int) -> bool:
    """Whether two coordinated things share what follows: "the imprisonment and alleged poisoning of the mayor"."""
    if sentence.child(second, "det") is not None or sentence.child(second, "poss") is not None:
        return False
    before = any(c < second for c in _of(sentence, first))
    return not before and bool(_of(sentence, second) or _of(sentence, first))


def _of(sentence: Sentence, token: int) -> list[int]:
    return [c for c in sentence.childs(token, "prep") if sentence.words[c].lower() == "of"]


def _conjuncts(sentence: Sentence, token: int) -> list[int]:
    found, at = [], token
    while (following := sentence.child(at, "conj")) is not None:
        found.append(following)
        at = following
    return found or _stray(sentence, token)


def _stray(sentence: Sentence, token: int) -> list[int]:
    """A noun that the parser hangs on the verb though "and" joins it to the noun right before: a verb is not coordinated with a noun."""
    cc = token + 1
    if cc >= len(sentence) or sentence.words[cc].lower() not in ("and", "or") or sentence.pos[token] != "NOUN":
        return []
    verb = sentence.heads[cc]
    return [c for c in sentence.childs(verb, "conj") if c > cc and sentence.pos[c] == "NOUN" and sentence.pos[verb] in ("VERB", "AUX")
            and all(sentence.heads[t] == c for t in range(cc + 1, c))]


def _run(tokens: list[int], at: int) -> list[int]:
    """The unbroken run of tokens around `at`."""
    place = tokens.index(at)
    first = last = place
    while first > 0 and tokens[first - 1] == tokens[first] - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
        last += 1
    return tokens[first:last + 1]
