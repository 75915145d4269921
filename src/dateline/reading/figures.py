"""Numbers told of an event: how many were killed, wounded, arrested, how much money, how many troops.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "The raid killed at least 12 people."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [(f.what, f.low, f.high, text[f.span[0]:f.span[1]]) for f in figures_of(sentence, sentence.words.index("raid"))]
[('killed', 12.0, None, 'at least 12')]
"""

import re

from dateline.codes.figures import figure_words
from dateline.reading.clauses import governor, head_word, is_verb, predicate, under
from dateline.reading.parse import Sentence
from dateline.records import Figure

DIGITS = re.compile(r"[$€£¥]?(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,6})?(k|m|mn|bn)?")
MONEY = frozenset(["$", "€", "£", "¥", "us$", "a$", "c$", "usd", "eur", "gbp"])
JOINERS = frozenset(("-", "–", "to", "and", "or"))
SCALES = frozenset(["hundred", "thousand", "million", "billion", "trillion", "m", "mn", "bn", "dozen"])
LOSSES = frozenset(("killed", "wounded", "missing", "casualties"))  # told together: "two were killed and nine wounded"
SETTING = frozenset(("set", "let", "leave", "shoot", "find", "strike", "beat", "turn"))  # verbs with a state behind the object
JUDGING = frozenset(("sentence", "condemn", "doom"))  # "sentenced 12 to death" killed none
STATES = frozenset(("dead", "free", "homeless", "wounded", "injured", "missing"))
MOST = 12  # figures of one event


def figures_of(sentence: Sentence, token: int, event: str | None = None) -> tuple[Figure, ...]:
    """The figures in the clause of the act whose head word is `token`, and in the participles that hang on it; the losses of a blow (an
    ASSAULT) also behind a semicolon."""
    verb = predicate(sentence, token)
    found: list[Figure] = []
    last = -1
    for at in range(len(sentence)):
        if at <= last or len(found) >= MOST or not _is_number(sentence, at):
            continue
        first, last, low, high = _number(sentence, at)
        what = _what(sentence, first, last)
        if what is not None and _belongs(sentence, last, verb, token, what, event):
            begin, least, most = _bounded(sentence, first, low, high)
            found.append(Figure(what=what, low=least, high=most, span=sentence.char_span(begin, last)))
    return tuple(found)


def _is_number(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at].lower()
    if sentence.pos[at] == "NUM" or word in figure_words().numbers:
        return word in figure_words().numbers or DIGITS.fullmatch(word) is not None
    return False


def _value(sentence: Sentence, at: int) -> tuple[float, float | None] | None:
    word = sentence.words[at].lower()
    if word in figure_words().numbers:
        return figure_words().numbers[word]
    match = DIGITS.fullmatch(word)
    if match is None:
        return None
    value = float(match.group(1).replace(",", "") + (match.group(2) or ""))
    scale = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}.get(match.group(3) or "", 1.0)
    return value * scale, value * scale


def _number(sentence: Sentence, at: int) -> tuple[int, int, float, float | None]:
    """The number that starts at `at`: first and last token and bounds ("3.5 million", "two dozen", "between 3 and 5", "12-15")."""
    last, low, high = _scaled(sentence, at)
    if last + 2 < len(sentence) and sentence.words[last + 1].lower() in JOINERS and _is_number(sentence, last + 2):
        before = sentence.words[at - 1].lower() if at else ""
        joiner = sentence.words[last + 1].lower()
        if joiner in ("-", "–", "or") or (joiner == "and" and before == "between") \
                or (joiner == "to" and (before in ("from", "between", "some", "about") or sentence.deps[last + 1] == "quantmod")):
            end, _, top = _scaled(sentence, last + 2)
            if top is not None and top > low:
                scale = top / _first_value(sentence, last + 2) if _first_value(sentence, last + 2) else 1.0
                return at, end, low * scale if last == at and scale > 1 and low * scale < top else low, top
    return at, last, low, high


def _first_value(sentence: Sentence, at: int) -> float:
    value = _value(sentence, at)
    return value[0] if value else 0.0


def _scaled(sentence: Sentence, at: int) -> tuple[int, float, float | None]:
    value = _value(sentence, at) or (0.0, 0.0)
    low, high, last = value[0], value[1], at
    if 20 <= low < 100 and low % 10 == 0 and low == high and sentence.words[at].isalpha() and last + 2 < len(sentence) \
            and sentence.words[last + 1] in ("-", "–"):
        ones = _value(sentence, last + 2)
        if ones and sentence.words[last + 2].isalpha() and 1 <= ones[0] < 10:
            low, high, last = low + ones[0], low + ones[0], last + 2  # "sixty-three"
    while last + 1 < len(sentence) and sentence.words[last + 1].lower() in SCALES and low < 1e15:
        scale = figure_words().numbers[sentence.words[last + 1].lower()][0]
        low, high, last = low * scale, None if high is None else high * scale, last + 1
    while last + 2 < len(sentence) and sentence.words[last].lower() in ("hundreds", "thousands", "dozens", "scores", "tens") \
            and sentence.words[last + 1].lower() == "of" and sentence.words[last + 2].lower() in ("thousands", "hundreds", "millions"):
        low, high, last = low * {"thousands": 1000.0, "hundreds": 100.0, "millions": 1e6}[sentence.words[last + 2].lower()], None, last + 2
    return last, round(low, 6), None if high is None else round(high, 6)


def _bounded(sentence: Sentence, first: int, low: float, high: float | None) -> tuple[int, float | None, float | None]:
    """The bounds after the words before the number: "at least 12" is 12 or more, "up to 40" 40 or fewer."""
    if first and high is not None and low < high and sentence.words[first - 1].lower() in ("between", "from"):
        return first - 1, low, high
    if first and sentence.words[first - 1].lower() in ("a", "an"):
        first -= 1  # "more than a hundred"
    for size in (3, 2, 1):
        if first >= size:
            phrase = " ".join(w.lower() for w in sentence.words[first - size:first])
            kind = figure_words().bounds.get(phrase)
            if kind == "least":
                return first - size, low, None
            if kind == "most":
                return first - size, None, high
            if kind == "about":
                return first - size, low, high
    return first, low, high


def _what(sentence: Sentence, first: int, last: int) -> str | None:
    """What is counted: by the sign before it, the noun after it, then the verb over it."""
    tables = figure_words()
    if (first and sentence.words[first - 1].lower() in MONEY) or sentence.words[first][0] in "$€£¥":
        return "money"
    if sentence.deps[last] == "conj" and first <= sentence.heads[last] < last:
        last = sentence.heads[last]  # "between 3 and 5 rebels"
    noun = sentence.heads[last] if sentence.deps[last] in ("nummod", "det", "amod", "quantmod", "compound", "predet") else last
    if sentence.deps[noun] in ("nummod", "quantmod") and sentence.heads[noun] != noun:
        noun = sentence.heads[noun]
    following = sentence.child(last, "prep")
    if noun == last and following is not None and sentence.words[following].lower() == "of":
        noun = sentence.child(following, "pobj") or noun
    counted = _verb_what(sentence, noun if noun != last or sentence.deps[last] == "nsubjpass" else last)
    named = tables.nouns.get(sentence.lemmas[noun].lower()) or tables.nouns.get(sentence.words[noun].lower())
    if named in ("money", "weapons", "vehicles", "ships", "aircraft", "buildings", "goods", "votes", "strikes", "settlements"):
        return named
    if counted:
        return counted
    if noun == last and named is None:
        return tables.tolls.get(_toll(sentence, last))
    return named


def _verb_what(sentence: Sentence, noun: int) -> str | None:
    verbs, at = figure_words().verbs, noun
    while sentence.deps[at] in ("conj", "pobj") and sentence.heads[at] != at and not is_verb(sentence, sentence.heads[at]):
        if sentence.deps[at] == "pobj" and sentence.lemmas[sentence.heads[at]].lower() not in ("of", "between"):
            return None
        at = sentence.heads[at]
        if sentence.pos[at] == "ADP":
            at = sentence.heads[at]
            if is_verb(sentence, at):
                return verbs.get(sentence.lemmas[at].lower())
    head = sentence.heads[at]
    what = _by_phrase(sentence, head) or verbs.get(head_word(sentence, head)) or verbs.get(sentence.lemmas[head].lower())
    if what and sentence.pos[head] == "ADJ" and at < head and sentence.lemmas[sentence.heads[head]].lower() in SETTING:
        return what  # "set seventy prisoners free"
    if sentence.lemmas[head].lower() == "lose" and sentence.deps[at] == "nsubj" and any(
            sentence.lemmas[c].lower() == "life" for c in sentence.childs(head, "dobj")):
        return "killed"
    dies = sentence.lemmas[head] in ("die", "perish", "drown", "fall") or sentence.tags[head] == "VBN"
    if what and (sentence.deps[at] in ("dobj", "nsubjpass", "oprd") or (sentence.deps[at] == "nsubj" and dies)):
        return what
    for child in sentence.childs(noun, "acl", "amod"):
        if verbs.get(sentence.lemmas[child].lower()) and sentence.tags[child] == "VBN":
            return verbs[sentence.lemmas[child].lower()]
    return None


def _by_phrase(sentence: Sentence, verb: int) -> str | None:
    """What a plain verb with a preposition counts: "took 103 demonstrators into custody", "put them behind bars"."""
    verbs = figure_words().verbs if sentence.lemmas[verb].lower() not in JUDGING else {}
    if sentence.lemmas[verb].lower() in SETTING:
        for child in sentence.children[verb]:
            if sentence.pos[child] in ("ADJ", "VERB") and sentence.deps[child] != "relcl" and sentence.lemmas[child].lower() in STATES:
                return verbs.get(sentence.lemmas[child].lower())  # "shot 12 villagers dead"
    for preposition in sentence.childs(verb, "prep"):
        for noun in sentence.childs(preposition, "pobj"):
            what = verbs.get(f"{sentence.words[preposition].lower()} {sentence.lemmas[noun].lower()}")
            if what:
                return what
    return None


def _toll(sentence: Sentence, at: int) -> str:
    verb = predicate(sentence, at)
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    return sentence.lemmas[subject].lower() if subject is not None else ""


def _told_above(sentence: Sentence, its: int, verb: int) -> bool:
    """Whether a loss stands in the main clause of the blow: "eleven people died when armed men shot at a ferry"."""
    return sentence.deps[verb] == "advcl" and sentence.heads[verb] == its and any(
        sentence.words[c].lower() in ("when", "as", "after") for c in sentence.childs(verb, "advmod", "mark"))


def _belongs(sentence: Sentence, at: int, verb: int, token: int, what: str, event: str | None) -> bool:
    """Whether a number stands in the clause of the act or in a participle of it; losses also in a coordinated clause."""
    its, loss = predicate(sentence, at), what in LOSSES
    if loss and event == "ASSAULT" and (_told_above(sentence, its, verb) or ";" in sentence.words[min(at, token):max(at, token)]):
        return True
    seen = 0
    while its != verb and seen < 4:
        dep = sentence.deps[its]
        joined = (dep == "conj" and loss) or dep in ("acl", "relcl", "xcomp") or (
            dep == "advcl" and under(sentence, its) in ("part", "inf", "purpose"))
        if joined and sentence.heads[its] != its:
            if sentence.deps[its] == "relcl" and sentence.heads[its] != token and governor(sentence, its) != token:
                worth = what == "money" and sentence.deps[sentence.heads[its]] == "dobj" and sentence.heads[sentence.heads[its]] == verb
                if not worth:  # "signed a deal that puts off payment of two billion dollars"
                    return False
            its = predicate(sentence, sentence.heads[its])
            seen += 1
        else:
            return False
    return its == verb
