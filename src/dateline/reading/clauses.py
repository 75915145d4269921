"""The clause that a word stands in, and what stands above it.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Kenya said it had planned to withdraw on Monday."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> at = sentence.words.index("withdraw")
>>> under(sentence, at), sentence.words[governor(sentence, at)]
('inf', 'planned')
"""

from dateline.reading.parse import Sentence

CLAUSAL = frozenset(["ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "pcomp", "parataxis", "conj"])
VERBAL = frozenset(("VERB", "AUX"))
SUBJECT = ("nsubj", "nsubjpass", "csubj", "expl")
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM", "X"))
PLAIN_TENSE = frozenset(("VBD", "VBZ", "VBP"))
WHETHER = frozenset(("whether", "if"))


def is_verb(sentence: Sentence, token: int) -> bool:
    """Whether the token is a verb that heads a clause (also a participle after a noun), not an adjective before a noun."""
    return sentence.pos[token] in VERBAL and sentence.deps[token] not in ("amod", "compound", "aux", "auxpass", "prep", "nmod")


def predicate(sentence: Sentence, token: int) -> int:
    """The verb of the clause that `token` stands in; the token itself where it is that verb; the root where there is none."""
    at = token
    while not (is_verb(sentence, at) or (sentence.deps[at] in CLAUSAL and not in_noun(sentence, at))):
        if sentence.heads[at] == at:
            return at
        at = sentence.heads[at]
    return at


def in_noun(sentence: Sentence, token: int) -> bool:
    """Whether the token is a noun that does no verb's work: coordinated with or hung on another noun, or under a preposition."""
    return sentence.pos[token] in NOMINAL and sentence.deps[token] in ("conj", "pcomp", "acl") \
        and sentence.pos[sentence.heads[token]] not in VERBAL


def first_conjunct(sentence: Sentence, token: int) -> int:
    """The first of the words that are coordinated with `token`."""
    while sentence.deps[token] == "conj" and sentence.heads[token] != token:
        token = sentence.heads[token]
    return token


def auxiliaries(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The auxiliaries of a verb, those of the verb that it is coordinated with where it has none and no subject of its own."""
    while not (own := sentence.childs(verb, "aux", "auxpass")):
        head = sentence.heads[verb]
        if not shares(sentence, verb) or head >= verb:
            break
        verb = head
    return own


def shares(sentence: Sentence, verb: int) -> bool:
    """Whether a coordinated verb takes the auxiliaries and the governor of the one before it ("will meet and sign")."""
    return sentence.deps[verb] == "conj" and not sentence.childs(verb, "aux", "auxpass") \
        and sentence.child(verb, *SUBJECT) is None and sentence.tags[verb] not in PLAIN_TENSE \
        and is_verb(sentence, sentence.heads[verb])


def governor(sentence: Sentence, token: int) -> int | None:
    """The word that governs a clause or a noun: the head, over a preposition and over coordination. None at the root."""
    at = upper_finite(sentence, token)
    head = sentence.heads[at]
    if head == at or (sentence.deps[at] in ("ccomp", "parataxis") and ";" in sentence.words[min(at, head):max(at, head)]):
        return None
    if sentence.deps[at] in ("pobj", "pcomp") and sentence.pos[head] in ("ADP", "SCONJ", "ADV", "VERB"):
        above = sentence.heads[head]
        return None if above == head else above
    told = sentence.child(head, "acomp") if sentence.lemmas[head] == "be" else None
    if told is not None and told < at and sentence.deps[at] in ("ccomp", "xcomp", "csubj", "advcl") and sentence.tags[at] != "VBG":
        return told  # "it is unclear whether ..", "it is possible that .."
    return head


def upper_finite(sentence: Sentence, token: int) -> int:
    """The word whose head governs `token`: its first conjunct; for a finite verb that the parser coordinates with an infinitive
    ("urged them to leave and spoke to .."), the finite verb above."""
    at = first_conjunct(sentence, token)
    if at != token and sentence.tags[token] in PLAIN_TENSE and sentence.tags[at] in ("VB", "VBG") and not auxiliaries_finite(sentence, at):
        while sentence.heads[at] != at and not (sentence.tags[at] in PLAIN_TENSE and is_verb(sentence, at)):
            at = sentence.heads[at]
    return at


def auxiliaries_finite(sentence: Sentence, verb: int) -> bool:
    """Whether a verb has a finite auxiliary ("is meeting", "will meet")."""
    return any(sentence.tags[c] in (*PLAIN_TENSE, "MD") for c in sentence.childs(verb, "aux", "auxpass"))


def under(sentence: Sentence, token: int) -> str:
    """How a clause or noun hangs on its governor.

    inf, ing, fin, whether, part, purpose, mark:WORD for clauses; obj, iobj, subj, attr, comp, prep:WORD; "" for anything else.
    """
    at = upper_finite(sentence, token)
    dep = sentence.deps[at]
    if dep in ("pobj", "pcomp"):
        return f"prep:{sentence.lemmas[sentence.heads[at]].lower()}"
    if dep in ("dobj", "nsubjpass", "attr", "oprd", "dative", "nsubj", "expl"):
        return {"dative": "iobj", "nsubj": "subj", "expl": "subj", "attr": "attr"}.get(dep, "obj")
    if dep in ("compound", "nmod", "poss"):
        return "comp"
    if dep == "relcl":
        return "inf" if _to(sentence, at) else ""
    if dep in ("xcomp", "ccomp", "acl", "advcl", "csubj", "csubjpass"):
        return _clause_kind(sentence, at, dep)
    return ""


def _clause_kind(sentence: Sentence, at: int, dep: str) -> str:
    marks = [sentence.words[c].lower() for c in sentence.childs(at, "mark", "advmod") if c < at]
    if dep == "advcl":
        opener = next((c for c in sentence.children[at] if sentence.deps[c] == "mark" or (sentence.tags[c] == "WRB" and c < at)), None)
        if opener is not None and sentence.words[opener].lower() == "for" and _to(sentence, at):
            return "inf"  # "called for a vote to be held"
        if opener is not None:
            return f"mark:{sentence.words[opener].lower()}"
        return "purpose" if _to(sentence, at) else "part"
    if any(m in WHETHER for m in marks):
        return "whether"
    if _to(sentence, at):
        return "inf"
    if sentence.tags[at] in ("VBG", "VBN") and not sentence.childs(at, "auxpass") and sentence.child(at, "nsubj", "nsubjpass") is None:
        has = any(sentence.tags[c] == "VBG" for c in sentence.childs(at, "aux"))
        if dep == "acl" and not has and sentence.child(at, "mark") is None:
            return "part"
        if not sentence.childs(at, "aux") or has:
            return "ing"
    if sentence.tags[at] == "VBG" and not sentence.childs(at, "aux"):
        return "ing"
    if sentence.tags[at] == "VB" and not any(sentence.tags[c] == "MD" for c in sentence.childs(at, "aux")) and dep in ("ccomp", "xcomp") \
            and sentence.child(at, "mark") is None:
        return "inf"
    return "fin"


def _to(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tags[c] == "TO" for c in sentence.childs(verb, "aux"))


def head_word(sentence: Sentence, token: int) -> str:
    """The lemma of a word in lower case, with its particle ("call off")."""
    particle = sentence.child(token, "prt")
    lemma = sentence.lemmas[token].lower()
    return f"{lemma} {sentence.lemmas[particle].lower()}" if particle is not None else lemma


def part_of_speech(sentence: Sentence, token: int) -> str:
    """V, N, A or P, as the tables write it."""
    if is_verb(sentence, token):
        return "V"
    pos = sentence.pos[token]
    return "N" if pos in NOMINAL else "P" if pos in ("ADP", "SCONJ") else "A"


def clause_tokens(sentence: Sentence, verb: int) -> list[int]:
    """The tokens of a verb's own clause: all below it without the clauses that hang on it with a verb of their own."""
    found, todo = [], [verb]
    while todo:
        at = todo.pop()
        found.append(at)
        todo += [c for c in sentence.children[at]
                 if not (sentence.deps[c] in CLAUSAL and sentence.pos[c] in VERBAL) or sentence.deps[c] == "amod"]
    return sorted(found)
