"""An agenda item in words, taken from the text.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "The court will hear the appeal of the union on Monday."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> verb_words(sentence, sentence.words.index("hear"), (47, 53))
'hear the appeal of the union'
"""

from dateline.reading.clauses import is_verb, under
from dateline.reading.parse import Parse, Sentence
from dateline.records import Event
from dateline.records.span import Span, overlap

LONGEST = 14  # words
LEFT_OUT = frozenset(("det", "punct", "cc", "conj", "relcl", "appos", "acl", "predet", "case"))
QUOTE_MARKS = frozenset(['"', "“", "”", "'", "‘", "’", "«", "»", "``", "''", ","])


def noun_words(sentence: Sentence, noun: int, time: Span) -> str:
    """The occasion's phrase from its first modifier, without articles, clauses and its time."""
    def dated(child: int) -> bool:
        return any(overlap((sentence.starts[t], sentence.ends[t]), time) for t in (child, *sentence.children[child]))
    cut = frozenset(c for c in sentence.children[noun] if sentence.deps[c] in LEFT_OUT
                    or dated(c)
                    or (sentence.deps[c] == "prep" and sentence.words[c].lower() not in ("of", "on", "for", "between", "with")))
    tokens = [t for t in sentence.subtree(noun, cut) if sentence.words[t] not in QUOTE_MARKS]
    return _words(sentence, tokens[:LONGEST])


def event_words(event: Event, parse: Parse) -> str:
    """A planned event in words: "meeting of A and B", "strike of the dockers", "Kenya to expel two diplomats"."""
    names = " and ".join(dict.fromkeys(a.name for a in event.actor))
    anchor = event.anchor[0]
    sentence = parse.sentence_at(anchor[0])
    token = sentence.head_of(anchor) if sentence is not None else None
    if sentence is None or token is None or not is_verb(sentence, token):
        words = parse.text[anchor[0]:event.anchor[-1][1]]
        return f"{words} of {names}" if names else words
    if event.event == "CONSULT":
        return f"{'visit' if event.mode == 'visit' else 'meeting'} of {names}"
    time = event.date.span if event.date is not None and event.date.span is not None else (0, 0)
    words = sentence.lemmas[token] + verb_words(sentence, token, time)[len(sentence.words[token]):]
    return f"{names} to {words}" if names else words


def verb_item_words(sentence: Sentence, verb: int, time: Span, what: str, of_subject: bool) -> str:
    """The words of an occasion told by a verb: the table's, or the verb's own; with its subject where that is what begins or ends."""
    words = what or verb_words(sentence, verb, time)
    if not of_subject:
        return words
    at: int | None = verb
    subject = None
    while at is not None and subject is None:
        subject = sentence.child(at, "nsubj", "nsubjpass")
        at = sentence.heads[at] if sentence.deps[at] in ("xcomp", "acomp") and sentence.heads[at] != at else None
    if subject is None:
        return words
    return f"{words} of {noun_words(sentence, subject, time)}" if what else f"{noun_words(sentence, subject, time)} {words}"


def verb_words(sentence: Sentence, verb: int, time: Span) -> str:
    """The verb with what follows it in its clause, without its time."""
    cut = frozenset(c for c in sentence.children[verb] if c < verb or sentence.deps[c] in ("punct", "cc", "conj", "advcl", "parataxis")
                    or any(overlap((sentence.starts[t], sentence.ends[t]), time) for t in (c, *sentence.children[c])))
    below = sentence.subtree(verb, cut)
    nested = frozenset(t for t in below if sentence.deps[t] in ("advcl", "relcl") and t != verb)
    tokens = [t for t in sentence.subtree(verb, cut | nested) if t >= verb and sentence.words[t] not in QUOTE_MARKS][:LONGEST]
    noun = sentence.heads[verb]
    if sentence.deps[verb] in ("acl", "relcl") and under(sentence, verb) == "inf" and sentence.child(verb, "auxpass") is not None:
        return f"{noun_words(sentence, noun, time)} to be {_words(sentence, tokens)}"
    return _words(sentence, tokens)


def _words(sentence: Sentence, tokens: list[int]) -> str:
    out = ""
    for before, at in zip([None, *tokens], tokens, strict=False):
        gap = "" if before is None or (at == before + 1 and sentence.ends[before] == sentence.starts[at]) else " "
        out += gap + sentence.words[at]
    return out.strip()
