"""A verb's own status: by its negation, its modal, its adverbs and its mood, before anything that governs it is asked.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "The fleet may sail."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> own_status(sentence, sentence.words.index("sail"))
('hypothetical', 'status.may')
"""

from typing import cast

from dateline.codes.status import Effect, status_codes
from dateline.reading.clauses import SUBJECT, auxiliaries, first_conjunct, is_verb, under
from dateline.reading.negation import negated
from dateline.reading.parse import Sentence
from dateline.records.event import Status

Answer = tuple[Status, str]
ACTUAL: Answer = ("actual", "status.told")
WILL = frozenset(("will", "'ll", "’ll", "shall"))
WOULD = frozenset(("would", "'d", "’d"))
COUNTERFACTUAL = WOULD | {"could", "should", "might"}


def own_status(sentence: Sentence, verb: int) -> Answer:
    """The status that a verb has by itself, and the rule."""
    table, no = status_codes(), negated(sentence, verb)
    for aux in auxiliaries(sentence, verb):
        effect = table.modals.get(sentence.words[aux].lower())
        if effect is not None and sentence.tags[aux] == "MD":
            return _modal(sentence, verb, aux, effect, no)
    if no:
        return "negated", "status.not"
    for child in sentence.childs(verb, "advmod"):
        found = table.marks["adverb"].get(sentence.words[child].lower())
        if found and found != "actual" and (found != "negated" or child == verb - 1):
            return cast(Status, found), f"status.{sentence.words[child].lower()}"
    if _question(sentence, verb):
        return "hypothetical", "status.question"
    return _infinitive_or_order(sentence, verb)


def _modal(sentence: Sentence, verb: int, aux: int, effect: Effect, no: bool) -> Answer:
    word = sentence.words[aux].lower()
    if _performative(sentence, verb, aux):
        return "actual", "status.performative"
    perfect = any(sentence.lemmas[c] == "have" and sentence.tags[c] == "VB" for c in auxiliaries(sentence, verb))
    if perfect and word in COUNTERFACTUAL and not no:
        return "hypothetical", "status.counterfactual"
    if no:
        return cast(Status, effect.under_not), f"status.{word}-not"
    if word in WOULD and _reported(sentence, verb):
        return "planned", "status.would-reported"
    if word in WILL and _question(sentence, verb):
        return "hypothetical", "status.question"
    if word in WILL and _conditional(sentence, verb):
        return "hypothetical", "status.will-if"
    return cast(Status, effect.status), f"status.{word}"


def _performative(sentence: Sentence, verb: int, aux: int) -> bool:
    """"We must condemn this", "I would urge restraint": the act is done by the saying of it."""
    subject = sentence.child(verb, "nsubj")
    return sentence.lemmas[verb].lower() in status_codes().marks["performative"] and subject is not None \
        and sentence.words[subject].lower() in ("i", "we") and sentence.words[aux].lower() not in WILL


def _reported(sentence: Sentence, verb: int) -> bool:
    """Whether "would" is a "will" that a report in the past has shifted, and no condition stands beside it."""
    at = first_conjunct(sentence, verb)
    head = sentence.heads[at]
    if sentence.deps[at] not in ("ccomp", "acl", "conj") or head == at or sentence.tags[head] not in ("VBD", "VBN", "NN", "NNS"):
        return False
    return not _conditional(sentence, verb)


def _conditional(sentence: Sentence, verb: int) -> bool:
    """Whether a condition hangs on the verb: "will attack if .."."""
    return any(sentence.deps[c] == "advcl" and under(sentence, c) in ("mark:if", "mark:unless") for c in sentence.children[verb])


def _question(sentence: Sentence, verb: int) -> bool:
    """Whether the verb heads a question: a question mark at the end and an auxiliary before the subject, or a question word."""
    if "?" not in sentence.words[-2:] or sentence.deps[first_conjunct(sentence, verb)] not in ("ROOT", "ccomp", "advcl"):
        return False
    subject, aux = sentence.child(verb, *SUBJECT), sentence.child(verb, "aux", "auxpass")
    if aux is None:
        return sentence.deps[verb] == "ROOT" and subject is not None and sentence.tags[subject] in ("WP", "WDT")
    return subject is None or aux < subject


def _infinitive_or_order(sentence: Sentence, verb: int) -> Answer:
    root = sentence.heads[verb] == verb or sentence.deps[verb] in ("parataxis", "ccomp")
    to = any(sentence.tags[c] == "TO" for c in sentence.childs(verb, "aux"))
    if to and sentence.deps[verb] in ("relcl", "acl") and _is_headline_subject(sentence, sentence.heads[verb]):
        return "planned", "status.headline-to"
    if to and root and sentence.deps[verb] != "ccomp" and (sentence.child(verb, *SUBJECT) is not None or sentence.block == "headline"):
        return "planned", "status.headline-to"
    if root and sentence.tags[verb] == "VB" and not auxiliaries(sentence, verb) and sentence.child(verb, *SUBJECT) is None \
            and sentence.deps[verb] != "ccomp":
        return "hypothetical", "status.imperative"
    return ACTUAL


def _is_headline_subject(sentence: Sentence, noun: int) -> bool:
    """Whether a noun heads a whole sentence without a verb of its own: "Pope to visit Mongolia"."""
    return sentence.heads[noun] == noun and not is_verb(sentence, noun) and sentence.child(noun, "det", "cop") is None \
        and not status_codes().under(sentence.lemmas[noun].lower(), "N", "inf")
