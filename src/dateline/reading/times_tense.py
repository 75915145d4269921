"""Whether the clause of a time expression tells of what was or of what is to come.

"The council met on Thursday" is past, "The council will meet on Thursday" is future: the verb that governs the expression
decides, through its auxiliaries, the verb it depends on, and words like "scheduled" (codes/times/tense.tsv).
"""

from typing import Literal

from dateline.codes.times import TenseWords
from dateline.codes.timing import timing
from dateline.reading.parse import Sentence

Tense = Literal["past", "future", "present"]

AHEAD = frozenset(("will", "'ll", "’ll", "wo", "would", "'d", "shall", "may", "might", "can", "could", "should", "must", "ca"))
VERBAL = frozenset(("VERB", "AUX"))
FEARED = frozenset(("threatened", "feared", "possible", "imminent", "impending", "potential", "future"))
FROM_TO = frozenset(("from", "to", "until", "till"))
OTHER = "-"  # the preposition is another noun's
STEPS = 12  # heads climbed before giving up


def tense_at(sentence: Sentence, token: int, words: TenseWords) -> Tense | None:
    """The tense of the clause that the token stands in, or None where no finite verb governs it."""
    at: int | None = token
    within, by = False, ""
    for _ in range(STEPS):
        if at is None:
            return None
        sudden = at != token and sentence.pos[at] == "NOUN" and sentence.lemmas[at].lower() in words.sudden
        if sudden and not _announced(sentence, at, words):
            return "past"  # "will mourn the dead of Monday's blast"
        if sentence.pos[at] == "ADP" and by != OTHER:
            by = sentence.words[at].lower()
        elif at != token and sentence.pos[at] == "NOUN" and sentence.lemmas[at].lower() not in timing()["timenoun"]:
            by = OTHER  # "brought to a halt on Thursday"
        within = within or (sentence.words[at].lower() == "during" and sentence.pos[at] == "ADP")
        if at != token or sentence.pos[at] in VERBAL:
            cue = _cue(sentence, at, words)
            if cue:
                return "past" if _long_past(sentence, at) else cue
            if sentence.pos[at] in VERBAL:
                if by in FROM_TO and sentence.lemmas[at].lower() in timing()["moving"]:
                    return "future"  # "has postponed the vote from June 11 to June 18"
                if within and _bare_infinitive(sentence, at):
                    return _above(sentence, at, words, 0)  # "invited him to visit during a call on Monday"
                return _verb(sentence, at, words)
        head = sentence.heads[at]
        at = None if head == at else head
    return None


def _announced(sentence: Sentence, noun: int, words: TenseWords) -> bool:
    """Whether a sudden act is only planned or feared: "a planned attack"."""
    return any(sentence.words[c].lower() in words.adjective or sentence.words[c].lower() in FEARED for c in sentence.childs(noun, "amod"))


def _bare_infinitive(sentence: Sentence, verb: int) -> bool:
    return sentence.tags[verb] == "VB" and any(sentence.words[c].lower() == "to" for c in sentence.childs(verb, "aux"))


def _long_past(sentence: Sentence, at: int) -> bool:
    """Whether "until" hangs on a verb with "had": "had given them until Thursday"."""
    head = sentence.heads[at]
    return sentence.pos[at] in ("ADP", "SCONJ") and any(sentence.words[c].lower() == "had" for c in sentence.childs(head, "aux"))


def _cue(sentence: Sentence, at: int, words: TenseWords) -> Tense | None:
    """What a preposition, noun or adjective on the way up says by itself."""
    word, pos = sentence.words[at].lower(), sentence.pos[at]
    if word in words.preposition and pos in ("ADP", "SCONJ", "ADV") and word in ("ahead", "until", "till"):
        return "future"
    if pos == "ADJ" and word in words.adjective:
        return "future"
    if pos in ("NOUN", "PROPN") and any(sentence.words[c].lower() in words.adjective and sentence.deps[c] == "amod"
                                        for c in sentence.children[at]):
        return "future"
    if pos == "NOUN" and sentence.lemmas[at] == "deadline":
        return "future"
    return None


def _verb(sentence: Sentence, verb: int, words: TenseWords, depth: int = 0) -> Tense | None:
    """The tense of a verb group, climbing to the governing verb where it is not finite itself."""
    if depth > STEPS:
        return None
    tag, lemma = sentence.tags[verb], sentence.lemmas[verb].lower()
    auxiliaries = [c for c in sentence.children[verb] if sentence.deps[c] in ("aux", "auxpass")]
    aux_words = {sentence.words[c].lower() for c in auxiliaries}
    passive = not auxiliaries or any(sentence.deps[c] == "auxpass" for c in auxiliaries)
    if tag == "VBN" and passive and lemma in words.participle and lemma not in ("set", "forecast", "expect"):
        return "future"
    if aux_words & AHEAD:
        return "past" if "have" in aux_words else "future"
    if tag == "MD":
        return "future"
    if aux_words & {"had", "did", "has", "have", "'ve", "’ve"} and "to" not in aux_words:
        return "past"
    if "to" in aux_words:
        return _infinitive(sentence, verb, words, depth)
    if tag == "VBN":
        return _participle(sentence, verb, auxiliaries, words, depth)
    if tag == "VBD":
        return "past"
    if tag == "VBG":
        if aux_words & {"is", "are", "'s", "'re", "’s", "’re", "am"}:
            return "present" if lemma == "be" else "future"
        return "past" if aux_words & {"was", "were"} else _above(sentence, verb, words, depth)
    if tag in ("VBZ", "VBP"):
        if sentence.block == "headline" or lemma in words.speech:
            return "past"
        return "present"
    return _above(sentence, verb, words, depth)


def _infinitive(sentence: Sentence, verb: int, words: TenseWords, depth: int) -> Tense | None:
    """"plans to meet": ahead; "met to discuss": as the verb above."""
    head = sentence.heads[verb]
    if head == verb:
        return "future"  # "Leaders to meet on Friday" in a headline
    if sentence.lemmas[head].lower() in words.matrix or sentence.deps[verb] in ("acl", "relcl"):
        return "future"
    if sentence.lemmas[head] == "be" and sentence.deps[verb] == "xcomp":
        turn = any(c > verb and sentence.words[c].lower() in ("but", "until") for c in sentence.children[head])
        thwarted = turn and sentence.tags[head] == "VBD"
        return "past" if thwarted else "future"  # "was to leave on Monday, but .."
    return _above(sentence, verb, words, depth)


def _participle(sentence: Sentence, verb: int, auxiliaries: list[int], words: TenseWords, depth: int) -> Tense | None:
    lemma = sentence.lemmas[verb].lower()
    if lemma in words.participle and sentence.child(verb, "prt") is None:  # "set up on Tuesday" is past
        return "future"
    aux_words = {sentence.words[c].lower() for c in auxiliaries}
    if aux_words & {"was", "were", "been", "got"}:
        return "past"
    if aux_words & {"is", "are", "'s", "'re", "be"}:
        return "past" if sentence.block == "headline" else "present"
    return "past" if sentence.deps[verb] in ("acl", "relcl", "ROOT", "advcl") else _above(sentence, verb, words, depth)


def _above(sentence: Sentence, verb: int, words: TenseWords, depth: int) -> Tense | None:
    at = sentence.heads[verb]
    if at == verb:
        return None
    for _ in range(STEPS):
        if sentence.pos[at] in VERBAL:
            return _verb(sentence, at, words, depth + 1)
        if sentence.heads[at] == at:
            return None
        at = sentence.heads[at]
    return None
