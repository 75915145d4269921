"""Is it denied? Whether a verb, noun or adjective stands under "not", "no", "never", "nobody", "neither" in its own clause.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Nobody signed the pact."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> negated(sentence, sentence.words.index("signed"))
True
"""

from dateline.codes.status import status_codes
from dateline.reading.clauses import is_verb, shares
from dateline.reading.parse import Sentence

EMPTIED = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "expl"))
MORE = frozenset(("fewer", "less", "more", "doubt"))  # "no fewer than", "no doubt" deny nothing


def negated(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is denied, also by the "not" of the verb it is coordinated with ("did not call or visit")."""
    while not _denied_itself(sentence, verb):
        head = sentence.heads[verb]
        if not shares(sentence, verb) or head >= verb:
            return False
        if any(sentence.words[c].lower() == "but" for c in sentence.childs(head, "cc") if c < verb):
            return False
        verb = head
    return True


def _denied_itself(sentence: Sentence, verb: int) -> bool:
    marks = status_codes().marks
    for child in sentence.children[verb]:
        word, dep = sentence.words[child].lower(), sentence.deps[child]
        before = sentence.words[child - 1].lower() if child else ""
        if dep == "neg" or (dep in ("advmod", "preconj", "cc", "det") and word in marks["negator"] and child < verb):
            after = sentence.words[child + 1].lower() if child + 1 < len(sentence) else ""
            if after not in marks["scalar"] and not (dep == "cc" and word != "nor"):
                return True
        no_longer = dep == "advmod" and word in ("longer", "more") and before == "no"
        if no_longer or (dep in EMPTIED and no_noun(sentence, child)):
            return True
    return False


def no_noun(sentence: Sentence, noun: int) -> bool:
    """Whether a noun phrase is empty: "no troops", "nobody", "neither side"."""
    negators = status_codes().marks["negator"]
    if sentence.words[noun].lower() in negators:
        return True
    return any(sentence.words[c].lower() in ("no", "neither") and sentence.deps[c] in ("det", "neg", "preconj", "cc") and c < noun
               and (c + 1 >= len(sentence) or sentence.words[c + 1].lower() not in MORE)
               for c in sentence.children[noun])


def is_negated(sentence: Sentence, head: int) -> bool:
    """Whether a governing verb, noun or adjective is itself denied."""
    if is_verb(sentence, head):
        return negated(sentence, head)
    if no_noun(sentence, head) or any(sentence.deps[c] == "neg" for c in sentence.children[head]):
        return True
    above = sentence.heads[head]
    return sentence.deps[head] in ("acomp", "attr") and is_verb(sentence, above) and negated(sentence, above)
