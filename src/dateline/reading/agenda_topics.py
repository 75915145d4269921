"""What a coming meeting will be about, told in a later sentence.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "The talks will focus on grain prices and fuel."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [text[s:e] for s, e in told_topics(sentence)]
['grain prices', 'fuel']
"""

from dataclasses import replace

from dateline.codes.agenda import agenda_words
from dateline.reading.clauses import governor, is_verb
from dateline.reading.parse import Parse, Sentence
from dateline.reading.topics import phrases
from dateline.records import Agenda
from dateline.records.span import Span

TALKS = frozenset(("meeting", "summit", "visit", "event-consult", "debate"))
REACH = 12  # sentences after the item in which its topics may still be told


def with_topics(items: tuple[Agenda, ...], parse: Parse) -> tuple[Agenda, ...]:
    """The items, meetings without topics of their own with those that a later sentence tells."""
    out = []
    for place, item in enumerate(items):
        if item.why.removeprefix("agenda.") not in TALKS or item.topics:
            out.append(item)
            continue
        sentence = parse.sentence_at(item.span[0])
        first = sentence.index if sentence is not None else 0
        following = parse.sentence_at(items[place + 1].span[0]) if place + 1 < len(items) else None
        last = min(first + REACH, following.index if following is not None and following.index > first else len(parse.sentences))
        topics = next((found for s in parse.sentences[first:last] if (found := told_topics(s))), ())
        out.append(replace(item, topics=topics))
    return tuple(out)


def told_topics(sentence: Sentence) -> tuple[Span, ...]:
    """The topics that a sentence tells of a coming meeting; none where it tells of no meeting's topics."""
    lemmas = {lemma.lower() for lemma in sentence.lemmas}
    topic = agenda_words().topics
    if not lemmas & (topic["verb"] | topic["list"]):
        return ()
    found = _listed(sentence) or _covered(sentence)
    return tuple(sorted(dict.fromkeys(found)))


def _listed(sentence: Sentence) -> list[Span]:
    """"Among the issues to be discussed are trade and fishing", "Trade and fishing are on the agenda"."""
    lists = agenda_words().topics["list"]
    for token, lemma in enumerate(sentence.lemmas):
        if lemma.lower() not in lists or sentence.deps[token] != "pobj":
            continue
        verb = governor(sentence, token)
        preposition = sentence.words[sentence.heads[token]].lower()
        if verb is None or not is_verb(sentence, verb) or sentence.lemmas[verb] != "be" or preposition not in ("among", "on", "of"):
            continue
        thing = sentence.child(verb, "nsubj", "attr")
        if thing is not None and thing != token:
            return phrases(sentence, thing, ())
    return _listed_by_words(sentence)


def _listed_by_words(sentence: Sentence) -> list[Span]:
    """What stands after "Among the issues, set to be raised, are", by the words alone: parsers get lost in such openings."""
    lists = agenda_words().topics["list"]
    if sentence.words[0].lower() != "among" or not any(lemma.lower() in lists for lemma in sentence.lemmas[1:8]):
        return []
    verb = next((t for t in range(1, len(sentence)) if sentence.words[t].lower() in ("is", "are", "were", "was")
                 and sentence.deps[t] != "auxpass"), None)
    found: list[Span] = []
    first = last = -1
    for token in range(len(sentence) if verb is None else verb + 1, len(sentence)):
        if sentence.words[token].lower() in (",", "and", ".", ";", "or"):
            if first >= 0 and any(sentence.pos[t] in ("NOUN", "PROPN") or sentence.tags[t] == "JJ" for t in range(first, last + 1)):
                found.append((sentence.starts[first], sentence.ends[last]))
            first = -1
            continue
        if sentence.pos[token] in ("VERB", "AUX", "PRON"):
            break
        if sentence.words[token].lower() == "as" and sentence.words[token + 1:token + 2] == ("well",):
            break
        first, last = (token if first < 0 else first), token
    return found


def _covered(sentence: Sentence) -> list[Span]:
    """"The talks will focus on grain", "They are expected to discuss the border", "will talk about fuel"."""
    found: list[Span] = []
    for token, lemma in enumerate(sentence.lemmas):
        if lemma.lower() not in agenda_words().topics["verb"] or not is_verb(sentence, token) or sentence.tags[token] not in ("VB", "VBN"):
            continue
        for child in sentence.childs(token, "dobj"):
            found += phrases(sentence, child, ())
        for child in sentence.childs(token, "prep"):
            if sentence.words[child].lower() in ("on", "about", "over", "around"):
                found += [s for thing in sentence.childs(child, "pobj") for s in phrases(sentence, thing, ())]
    return found
