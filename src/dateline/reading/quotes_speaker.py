"""The words that name who says it: the source of a cue, without what follows the name.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Anna Kess, the mayor of Lund, said the bridge was safe."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [text[s:e] for s, e in sentence.pieces(source_of(sentence, sentence.words.index("said")))]
['Anna Kess']
"""

from dateline.reading.parse import Sentence

LATER = frozenset(("relcl", "acl", "appos", "parataxis", "advcl", "punct", "ccomp", "prep:after", "dep", "meta"))
NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "ADP", "SYM", "X"))
RELATIVES = frozenset(("who", "which", "that", "whom"))
TIMES = frozenset(("on", "in", "at", "during", "after", "before", "to", "through", "via", "by", "from", "when", "with", "about", "since"))
HOLDERS = frozenset(("of", "for", "at", "from", "with", "in", "on", "to"))
CITING = frozenset(("quote", "cite", "report", "show", "record", "hear", "describe", "paraphrase"))
SHARING = frozenset(("conj", "xcomp", "advcl", "aux", "pcomp", "dep", "parataxis", "ccomp", "prep"))
MAX_CLIMB = 6


def source_of(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The tokens of the source of a verb: its subject, its agent, or the subject that it shares with a higher verb."""
    if is_passive(sentence, verb):
        agent = sentence.child(verb, "agent")
        holder = sentence.child(agent, "pobj", "pcomp") if agent is not None else None
        return noun_phrase(sentence, holder) if holder is not None else ()
    subject = subject_token(sentence, verb)
    if subject is None:
        return ()
    found = noun_phrase(sentence, subject)
    pronoun = sentence.child(verb, "nsubj")
    if pronoun is not None and pronoun not in found and sentence.deps[verb] == "relcl" and sentence.words[pronoun].lower() in RELATIVES:
        found = (*found, pronoun)  # "Kess, who said": the name and the pronoun
    return found


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is in the passive: "was told", or a bare participle with an agent."""
    if sentence.tags[verb] not in ("VBN", "VBD"):
        return False
    return any(sentence.deps[c] in ("auxpass", "nsubjpass", "agent") for c in sentence.children[verb])


def subject_token(sentence: Sentence, verb: int) -> int | None:
    """The head of the noun phrase that does what `verb` tells, or None."""
    at = verb
    cited = _cited_as(sentence, verb)
    if cited is not None:
        return cited
    for _ in range(MAX_CLIMB):
        roles = ("nsubjpass",) if at != verb and is_passive(sentence, at) else ("nsubj", "nsubjpass")
        subject = sentence.child(at, *roles)
        if subject is not None:
            if sentence.words[subject].lower() in RELATIVES and sentence.deps[at] == "relcl":
                return sentence.heads[at]
            return subject
        if sentence.tags[at] == "VBN" and sentence.deps[at] == "acl" and _told_by(sentence, at):
            return sentence.heads[at]
        if sentence.deps[at] in ("acl", "relcl") and sentence.pos[sentence.heads[at]] in ("NOUN", "PROPN", "PRON"):
            return sentence.heads[at] if sentence.tags[at] in ("VBG", "VBZ", "VBD", "VBP") else None
        if sentence.deps[at] not in SHARING:
            return None
        at = sentence.heads[at]
    return None


def _told_by(sentence: Sentence, verb: int) -> bool:
    """Whether a verb taken for a participle tells what its noun said: "Kess, the mayor, tweeted that ..", without another verb."""
    noun = sentence.heads[verb]
    active = sentence.child(verb, "ccomp") is not None and sentence.child(verb, "agent", "auxpass") is None
    return active and sentence.deps[noun] == "ROOT" and sentence.child(noun, "nsubj", "cop") is None


def _cited_as(sentence: Sentence, verb: int) -> int | None:
    """Who is quoted in "quoted Kess as saying" and "Kess was quoted as saying"."""
    prep = sentence.heads[verb]
    if sentence.deps[verb] != "pcomp" or sentence.words[prep].lower() != "as":
        return None
    citing = sentence.heads[prep]
    if sentence.pos[citing] in ("NOUN", "PROPN", "PRON") and sentence.lemmas[sentence.heads[citing]] in CITING:
        return citing
    if sentence.lemmas[citing] not in CITING:
        return None
    return sentence.child(citing, "nsubjpass") if is_passive(sentence, citing) else sentence.child(citing, "dobj")


def citing_of(sentence: Sentence, verb: int) -> int | None:
    """The verb that cites in "quoted Kess as saying", or None."""
    prep = sentence.heads[verb]
    if sentence.deps[verb] != "pcomp" or sentence.words[prep].lower() != "as":
        return None
    citing = sentence.heads[prep]
    citing = citing if sentence.lemmas[citing] in CITING else sentence.heads[citing]
    return citing if sentence.lemmas[citing] in CITING else None


def noun_phrase(sentence: Sentence, head: int) -> tuple[int, ...]:
    """The tokens of the noun phrase of `head`, without appositions, clauses and brackets behind it."""
    without = frozenset(c for t in _near(sentence, head) for c in sentence.children[t]
                        if sentence.deps[c] in LATER and (c > t or sentence.deps[c] in ("relcl", "advcl", "parataxis", "punct"))
                        and not _named_by(sentence, t, c))
    tokens = sentence.subtree(head, without)
    keep = [head]
    for t in reversed([t for t in tokens if t < head]):
        if t != keep[0] - 1 and not _filled(sentence, t, keep[0]):
            break
        keep.insert(0, t)
    for t in [t for t in tokens if t > head]:
        if t != keep[-1] + 1 and not _filled(sentence, keep[-1], t):
            break
        keep.append(t)
    while len(keep) > 1 and sentence.pos[keep[-1]] in ("ADP", "CCONJ", "PUNCT", "ADV", "VERB"):
        keep.pop()
    while len(keep) > 1 and sentence.pos[keep[0]] in ("PUNCT", "CCONJ", "ADV", "SCONJ"):
        keep.pop(0)
    return tuple(range(keep[0], keep[-1] + 1))


def _named_by(sentence: Sentence, noun: int, name: int) -> bool:
    """Whether an apposition gives a common noun its name: "economist Anna Kess", "the mayor, Anna Kess,"."""
    if sentence.deps[name] != "appos" or sentence.pos[name] != "PROPN" or name < noun:
        return False
    first = min(sentence.subtree(name))
    if first == noun + 1:
        return True
    return sentence.pos[noun] == "NOUN" and first - max([noun, *(t for t in sentence.subtree(noun) if t < first - 1)]) <= 2


def _near(sentence: Sentence, head: int) -> list[int]:
    """The head and what is joined to it."""
    near = [head]
    for token in near[:40]:
        near += [c for c in sentence.children[token] if sentence.deps[c] in ("conj", "compound", "flat", "nmod", "poss", "prep", "pobj")]
    return near


def _filled(sentence: Sentence, a: int, b: int) -> bool:
    """Whether only quotation marks, hyphens and commas of a list stand between two tokens."""
    return b - a <= 4 and all(sentence.words[t] in ('"', "“", "”", "-", "'", "’", "‘", ",") for t in range(a + 1, b)) and (
        sentence.words[a + 1] != "," or any(sentence.deps[c] == "conj" for c in (a, b)) or sentence.pos[b] == "CCONJ"
        or any(sentence.deps[c] == "appos" for c in (b, sentence.heads[b])))


def following_name(sentence: Sentence, first: int, last: int) -> tuple[int, ...]:
    """The noun phrase that opens the tokens `first` to `last`, by their parts of speech: for inversions ("said Ms Kess, who ..")."""
    found: list[int] = []
    for t in range(first, min(last + 1, first + 15)):
        lower = sentence.words[t].lower()
        hyphen = sentence.words[t] == "-" and found and t < last
        if sentence.pos[t] not in NOMINAL and not hyphen:
            break
        if found and lower in TIMES and (lower not in HOLDERS or sentence.pos[found[-1]] == "PROPN"):
            break
        if found and sentence.pos[t] == "DET" and sentence.pos[found[-1]] != "ADP":
            break
        if sentence.deps[t] == "npadvmod" and found:
            break
        found.append(t)
    while found and sentence.pos[found[-1]] in ("ADP", "PART", "DET"):
        found.pop()
    return tuple(found)
