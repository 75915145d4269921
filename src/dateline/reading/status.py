"""Did it happen? `actual`, `planned`, `hypothetical` or `negated`, by mood, tense, negation and what stands above it.

>>> from dateline.codes.book import CodeBook
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Kenya has decided to withdraw its troops."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> status_of(sentence, sentence.words.index("withdraw"), CodeBook())
('planned', 'status.decide-inf')

The walk goes from the act's own verb or noun up its governors. Each word on the way may give a status to what stands under
it (`codes/status/embedding.tsv`); where it is itself negated it gives another one ("did not manage to").
"""

from typing import cast

from dateline.codes.book import CodeBook
from dateline.codes.status import Effect, status_codes
from dateline.reading.clauses import auxiliaries, first_conjunct, governor, head_word, is_verb, part_of_speech, under
from dateline.reading.mentions import Mentions
from dateline.reading.mood import ACTUAL, Answer, own_status
from dateline.reading.negation import is_negated, negated, no_noun
from dateline.reading.parse import Sentence
from dateline.reading.when import ahead, clause_times
from dateline.records import Time
from dateline.records.event import Status

DEEPEST = 12  # governors looked at: sentences nested deeper are no news prose
LONGER = ("prior to", "rather than", "in advance of", "in case of", "in the event of", "in event of", "in lieu of", "in exchange for")


def status_of(sentence: Sentence, token: int, codes: CodeBook, times: Mentions[Time] | None = None, published: str | None = None) -> Answer:
    """The status of the act whose head word is `token`, and the rule that decided.

    `times` and `published` (an ISO day) let a present tense with a day ahead count as planned ("arrives on Tuesday").
    """
    if is_verb(sentence, token) and sentence.lemmas[token].lower() in status_codes().marks["attitude"] and not negated(sentence, token):
        lemma = sentence.lemmas[token].lower()
        return cast(Status, status_codes().marks["attitude"][lemma]), f"status.{lemma}"
    verbal = is_verb(sentence, token) or _predicative(sentence, token)
    answer = _verb(sentence, token, 0) if verbal else _noun(sentence, token, 0)
    if answer[0] == "actual" and published and times is not None and _present_ahead(sentence, token, times, published):
        return "planned", "status.present-ahead"
    return answer


def _predicative(sentence: Sentence, token: int) -> bool:
    return sentence.pos[token] not in ("NOUN", "PROPN") and any(sentence.pos[c] == "AUX" for c in sentence.children[token])


# -- nouns ---------------------------------------------------------------------------------------------------------------
def _noun(sentence: Sentence, token: int, depth: int) -> Answer:
    """The status of an act that a noun tells: by the words before it, then by what governs it."""
    table = status_codes()
    for child in sentence.children[token]:
        before = child < token and sentence.deps[child] in ("amod", "det", "compound", "neg", "advmod", "nmod")
        if before or (child > token and sentence.deps[child] == "acl" and sentence.tags[child] == "VBN"):
            found = table.modifiers.get(sentence.words[child].lower())
            if found:
                return _noun_marked(sentence, token, child, found, depth)
    return _from_above(sentence, token, ACTUAL, depth)


def _noun_marked(sentence: Sentence, token: int, child: int, found: str, depth: int) -> Answer:
    above = _from_above(sentence, token, ACTUAL, depth)
    if above[0] == "negated" and found != "negated":
        return above
    return cast(Status, found), f"status.{sentence.words[child].lower()}"


# -- verbs ---------------------------------------------------------------------------------------------------------------
def _verb(sentence: Sentence, verb: int, depth: int) -> Answer:
    """The status of an act that a verb tells: its own negation, modal and mood, then what governs it."""
    own = own_status(sentence, verb)
    if own[1] == "status.performative":
        return ACTUAL
    return _from_above(sentence, verb, own, depth)


# -- what stands above ---------------------------------------------------------------------------------------------------
def _from_above(sentence: Sentence, token: int, own: Answer, depth: int) -> Answer:
    """The status that the governors leave of `own`."""
    head = governor(sentence, token)
    if head is None or depth > DEEPEST:
        return own
    kind, table = under(sentence, token), status_codes()
    if kind.startswith("mark:") and is_verb(sentence, token):
        return _under_mark(sentence, token, kind[5:], own, head)
    if kind == "purpose":
        return _purpose(sentence, head, own)
    effect, name = _effect(sentence, token, head, kind)
    if effect is None and kind == "inf" and own[0] == "actual" and sentence.deps[token] in ("acl", "relcl"):
        return _infinitive_of_noun(sentence, token, head, depth)
    if effect is None:
        return _passed_on(sentence, token, head, kind, own, depth)
    no = is_negated(sentence, head)
    status = effect.under_not if no else effect.status
    if _wished_thanks(sentence, token, head):
        return ACTUAL
    if status == "inherit":
        above = _verb(sentence, head, depth + 1) if is_verb(sentence, head) else _noun(sentence, head, depth + 1)
        return _combined(own, above)
    if status == "planned" and _but_failed(sentence, head):
        return "negated", f"status.{name}-but"
    answer: Answer = (cast(Status, status), f"status.{name}{'-not' if no else ''}")
    if status != "actual" and kind in ("inf", "ing", "fin") and head_word(sentence, head) not in table.marks["performative"]:
        answer = _combined(answer, _conditional_above(sentence, head))
    return _combined(own, answer)


def _effect(sentence: Sentence, token: int, head: int, kind: str) -> tuple[Effect | None, str]:
    """The row of the table that rules here: the preposition between, the particle verb, the verb, then a participle as adjective."""
    table, at = status_codes(), first_conjunct(sentence, token)
    if kind.startswith("prep:"):
        between = sentence.heads[at]
        phrase = _phrase(sentence, between)
        found = table.under(phrase, "P", "obj") or (table.under(phrase, "P", "ing") if sentence.deps[at] == "pcomp" else None)
        if found:
            return found, phrase.replace(" ", "-")
    if kind == "inf" and sentence.lemmas[head] in ("be", "have") and any(
            sentence.words[c].lower() == "yet" for c in sentence.childs(head, "advmod")):
        return Effect("negated", "negated"), "yet-to"
    word, pos = head_word(sentence, head), part_of_speech(sentence, head)
    for name in (word, sentence.lemmas[head].lower(), sentence.words[head].lower()):
        for part in (pos, "A") if pos == "V" else (pos, "V") if pos == "A" else (pos,):
            found = table.under(name, part, kind)
            if found:
                return found, f"{name}-{kind}".replace(" ", "-").replace(":", "-")
    if kind == "inf" and sentence.lemmas[head] == "be" and is_verb(sentence, head):
        return Effect("planned", "negated"), "be-to"
    return None, ""


def _phrase(sentence: Sentence, preposition: int) -> str:
    """A preposition with the words that make it a longer one: "ahead of", "in the event of"."""
    word = sentence.lemmas[preposition].lower()
    if word == "of" and preposition and sentence.words[preposition - 1].lower() in ("ahead", "instead"):
        return f"{sentence.words[preposition - 1].lower()} of"
    before = " ".join(w.lower() for w in sentence.words[max(0, preposition - 3):preposition])
    for phrase in LONGER:
        if phrase.endswith(" " + word) and before.endswith(phrase[:-len(word) - 1]):
            return phrase
    return word


def _infinitive_of_noun(sentence: Sentence, verb: int, noun: int, depth: int) -> Answer:
    """"figures to be published" are planned, "a law to ban" possible, "the first to sign" did sign."""
    if sentence.child(verb, "auxpass") is not None:
        return _combined(("planned", "status.to-be"), _from_above(sentence, noun, ACTUAL, depth + 1))  # "called for a vote to be held"
    return ACTUAL if _singled(sentence, noun) else ("hypothetical", "status.inf-of-noun")


def _singled(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is singled out by what it did: "the first king to abdicate", "the only party to sign"."""
    words = {sentence.words[c].lower() for c in sentence.children[noun] if c < noun}
    return bool(words & status_codes().marks["singled"].keys()) or any(sentence.tags[c] == "JJS" for c in sentence.children[noun]) \
        or sentence.pos[noun] != "NOUN"


def _passed_on(sentence: Sentence, token: int, head: int, kind: str, own: Answer, depth: int) -> Answer:
    """No word of the table stands above: light verbs and parts of a clause take the status of their clause."""
    if kind == "part" and sentence.deps[token] == "advcl" and is_verb(sentence, head):
        return _combined(own, _verb(sentence, head, depth + 1)) if sentence.tags[token] == "VBG" else own
    if kind == "part" and sentence.deps[token] == "acl" and sentence.lemmas[head].lower() in status_codes().marks["law"]:
        return _combined(own, _noun(sentence, head, depth + 1))
    if is_verb(sentence, token) or not is_verb(sentence, head):
        return own
    if kind == "obj" and no_noun(sentence, token):
        return "negated", "status.no"
    if kind == "subj" and sentence.lemmas[head] == "be" and own[0] == "actual":
        above = own_status(sentence, head)
        return above if above[0] in ("planned", "hypothetical") else own
    return own


def _under_mark(sentence: Sentence, verb: int, mark: str, own: Answer, head: int) -> Answer:
    """A clause after "if", "unless", "before" .."""
    found = status_codes().marks["mark"].get(mark)
    if found and not (mark == "once" and sentence.tags[verb] in ("VBD", "VBN")):
        return ("negated", own[1]) if own[0] == "negated" and mark != "unless" else (cast(Status, found), f"status.{mark}")
    if mark in ("before", "until", "when", "as", "while", "after", "till") and own[0] == "actual" \
            and sentence.tags[verb] in ("VBZ", "VBP", "VB", "VBN") and own_status(sentence, head)[0] == "planned":
        return "planned", f"status.{mark}-ahead"
    return own


def _purpose(sentence: Sentence, head: int, own: Answer) -> Answer:
    if own[0] == "negated":
        return own
    if is_verb(sentence, head) and own[0] == "actual" and sentence.lemmas[head].lower() in status_codes().marks["doing"]:
        return own_status(sentence, head)  # "went on to bomb", "met to discuss": the first act is the way to the second
    return "hypothetical", "status.purpose"


def _wished_thanks(sentence: Sentence, token: int, head: int) -> bool:
    """"I want to thank ..", "we would like to condemn ..": said is done."""
    subject = sentence.child(head, "nsubj")
    return sentence.lemmas[token].lower() in status_codes().marks["performative"] and subject is not None \
        and sentence.words[subject].lower() in ("i", "we") and sentence.lemmas[head] in ("want", "wish", "like", "have", "love", "need")


def _but_failed(sentence: Sentence, head: int) -> bool:
    """"was due to visit but ..", "had planned to attend, but ..": a past plan that the next clause takes back."""
    at = head if is_verb(sentence, head) else sentence.heads[head]
    past = sentence.tags[at] == "VBD" or any(sentence.tags[c] == "VBD" for c in sentence.childs(at, "aux", "auxpass"))
    return past and any(sentence.words[c].lower() == "but" for c in sentence.childs(at, "cc"))


def _conditional_above(sentence: Sentence, head: int) -> Answer:
    """Whether a condition stands over the governor ("if Iran refuses to stop")."""
    at = first_conjunct(sentence, head)
    while sentence.deps[at] in ("xcomp", "acomp") and sentence.heads[at] != at:
        at = first_conjunct(sentence, sentence.heads[at])
    mark = sentence.child(at, "mark") if sentence.deps[at] == "advcl" else None
    if mark is not None and sentence.words[mark].lower() in ("if", "unless"):
        return "hypothetical", f"status.{sentence.words[mark].lower()}"
    return ACTUAL


def _combined(own: Answer, above: Answer) -> Answer:
    """What is left of a status under another one: a negation in a negation is none, the weaker of two others stays."""
    if above[0] == "actual":
        return own
    if own[0] == "actual":
        return above
    if own[0] == "negated":
        return ("actual", above[1]) if above[0] == "negated" else own
    return above if above[0] in ("negated", "hypothetical") else own


# -- a present tense with a day ahead --------------------------------------------------------------------------------------
def _present_ahead(sentence: Sentence, token: int, times: Mentions[Time], published: str) -> bool:
    verb = token if is_verb(sentence, token) else governor(sentence, token)
    if verb is None or not is_verb(sentence, verb) or not _present(sentence, verb):
        return False
    return any(ahead(time, published) for time in clause_times(sentence, token, times))


def _present(sentence: Sentence, verb: int) -> bool:
    auxes = auxiliaries(sentence, verb)
    if not auxes:
        return sentence.tags[verb] in ("VBZ", "VBP")
    return sentence.tags[verb] in ("VBG", "VBN") and all(
        sentence.tags[a] in ("VBZ", "VBP", "VBG") and sentence.lemmas[a] == "be" for a in auxes)
