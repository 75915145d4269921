"""How a speaker stands to what is said: from the cue, then from the words themselves.

>>> from dateline.codes.cues import cues
>>> of = cues().verbs["say"][0].of
>>> words_stance("we will rebuild the bridge".split(), "we will rebuild the bridge".split(), of, cues(), own=True)
'promises'
"""

from bisect import bisect_left

from dateline.codes.cues import CueClass, Cues
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence
from dateline.reading.quotes_draft import Draft
from dateline.records import Actor
from dateline.records.quote import Stance
from dateline.records.span import Span

WILL = frozenset(("will", "'ll", "’ll", "wo", "shall", "ll"))
OUGHT = frozenset(("should", "must", "ought", "shall"))
WISHES = frozenset(("hope", "wish", "prefer", "hop", "pray"))
LIKELY = frozenset(("likely", "unlikely", "probably", "inevitable", "inevitably", "possibly", "presumably"))
ANNOUNCING = frozenset(("say", "tell", "announce", "report", "write"))
FORESEEN = frozenset(("last", "remain", "rise", "fall", "grow", "cost", "happen", "come", "become", "likely", "shrink", "fail",
                      "suffer", "drop"))
THINGS = (["this"], ["that"], ["there"], ["these"], ["those"], ["it"])
AHEAD = frozenset(("will", "'ll", "would", "shall", "can", "could", "should", "must", "going", "again"))
PLEADING = frozenset(("insist", "maintain", "protest", "swear", "counter", "retort"))
PAST = frozenset(("did", "had", "was", "were", "never"))
OFFICIAL = frozenset(("GOV", "MIL"))
HOPING = frozenset(("hope", "hopes", "hoping", "wish", "wishes", "prefer", "pray", "hoped", "wished", "prayed", "preferred"))
FIRST = frozenset(("i", "we", "our", "my", "us"))
NOT = frozenset(("not", "n't", "n’t", "never", "no", "nothing", "none", "neither"))
LONGEST = 60  # words of the content that decide its stance


def stance_of(parse: Parse, draft: Draft, table: Cues) -> tuple[Stance, str, float]:
    """The stance of a draft, a note for `why` (empty where the cue's class decides) and doubt to add."""
    of = draft.of
    if of is None:
        stance, note = _from_words(parse, draft, table, None)
        return stance, note, 0.0
    doubt, negated = 0.0, False
    s, at = draft.sentence, draft.at
    if s is not None and at is not None:
        negated = any(s.deps[c] == "neg" or s.words[c].lower() == "never" for c in s.children[at])
        if negated and of.stance == "denies":
            return "asserts", "not denied", 0.2
        if negated and of.name in ("say", "think", "claim", "admit", "agree", "know", "report") and draft.why.startswith(("that", "aside")):
            return "denies", "negated cue", 0.25
        if _asked(s, at):
            doubt = 0.4
    if of.fixed:
        return of.stance, "", doubt
    if of.name == "announce" and draft.why.startswith("np "):
        return "promises", "announced deed", doubt + 0.1
    stance, note = _from_words(parse, draft, table, of)
    return stance, note, doubt


def pledged(text: str, draft: Draft, speaker: Actor | None, actors: Mentions[Actor]) -> bool:
    """Whether an official tells what the own state will do: "Norway would sell its stake", from Norway's minister, is a promise."""
    if speaker is None or speaker.country is None or speaker.sector not in OFFICIAL or draft.of is None or draft.direct or (
            draft.of.name not in ("say", "tell", "announce", "warn")):
        return False
    start = draft.content[0][0]
    doer = next((a for a in actors.at((start, start + 1)) if a.country == speaker.country and a.sector == "GOV"), None)
    following = text[doer.span[1]:doer.span[1] + 40].split() if doer is not None else []
    return following[:1] in (["will"], ["would"]) and following[1:2] not in (["be"], ["have"], ["like"], ["suffer"], ["lose"], ["need"])


def _asked(s: Sentence, at: int) -> bool:
    """Whether the cue stands in a question of the report itself: "Did he say that ..?"."""
    return s.words[-1] == "?" and any(s.deps[c] == "aux" and s.lemmas[c] == "do" for c in s.children[at]) and s.deps[at] == "ROOT"


def _from_words(parse: Parse, draft: Draft, table: Cues, of: CueClass | None) -> tuple[Stance, str]:
    words: list[str] = []
    lemmas: list[str] = []
    for span in draft.content:
        for w, lemma in _tokens(parse, span):
            words.append(w)
            lemmas.append(lemma)
    own = bool(draft.source) and _own_voice(parse, draft, words)
    shown = _form(parse, draft, words, of) if draft.direct or draft.why == "turn" else None
    if shown is None and own and _refuses(words, draft.why.rsplit(" ", 1)[-1]):
        shown = "denies"
    stance = shown or words_stance(words[:LONGEST], lemmas[:LONGEST], of, table, own=own)
    return stance, "" if stance == (of.stance if of is not None else "asserts") else f"words {stance}"


def _form(parse: Parse, draft: Draft, words: list[str], of: CueClass | None) -> Stance | None:
    """What the form of direct speech shows: a question asks, an imperative orders."""
    if of is not None and of.act != "speech":
        return None
    if draft.source and parse.text[draft.start:draft.end].rstrip(" \n\"'”’")[-1:] == "?":
        return "asks"
    start = draft.content[0][0]
    s = parse.sentence_at(start)
    if s is None or not words or words[0] in ("let", "please") or draft.why == "turn":
        return None
    tokens = s.tokens_in((start, draft.content[0][1]))
    first = next((t for t in tokens if s.words[t].lower() not in ("then", "now", "so", "and", "but", ",")), None)
    if first is not None and s.tags[first] == "VB" and s.child(first, "nsubj", "nsubjpass", "aux", "expl") is None:
        return "asks" if draft.why.endswith(("chant", "plead", "beg", "pray")) else "orders"
    return None


def _refuses(words: list[str], cue: str) -> bool:
    """Whether somebody's words on themselves refuse a charge: "I never took a penny", "maintained she had signed nothing"."""
    if set(words[:8]) & AHEAD:
        return False
    if words[1:2] == ["never"] or words[2:3] == ["never"] or words[1:3] == ["had", "never"]:
        return True
    return cue in PLEADING and bool(set(words[:6]) & NOT) and bool(set(words[:6]) & PAST)


def _tokens(parse: Parse, span: Span) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    sentence = parse.sentence_at(span[0])
    index = sentence.index if sentence is not None else len(parse.sentences)
    while index < len(parse.sentences) and parse.sentences[index].start < span[1] and len(found) < LONGEST:
        s = parse.sentences[index]
        found += [(s.words[t].lower(), s.lemmas[t].lower()) for t in range(bisect_left(s.starts, span[0]), bisect_left(s.starts, span[1]))]
        index += 1
    return found


def _own_voice(parse: Parse, draft: Draft, words: list[str]) -> bool:
    """Whether the content's subject is the speaker: first person in a direct quote, the source's own pronoun in an indirect one."""
    s = draft.sentence
    if words and words[0] in ("he", "she", "it", "they") and not draft.direct and s is not None:
        heads = [s.head_of(span) for span in draft.source]
        return any(h is not None and _many(s, h) for h in heads) == (words[0] == "they")
    return bool(set(words[:6]) & FIRST)


def _many(s: Sentence, head: int) -> bool:
    """Whether a noun phrase means several: a plural, or names joined."""
    return s.tags[head] in ("NNS", "NNPS") or s.words[head].lower() == "they" or s.child(head, "conj") is not None


def words_stance(words: list[str], lemmas: list[str], of: CueClass | None, table: Cues, *, own: bool) -> Stance:
    """The stance that the words of a statement show: a promise, a request, a hope, a forecast, a charge, a denial or a plain assertion."""
    default: Stance = of.stance if of is not None else "asserts"
    asked = words[:1] in (["whether"], ["if"], ["when"], ["how"], ["why"], ["who"], ["what"])
    modal = None if asked else next((n for n, w in enumerate(words) if w in WILL), None)
    ought = next((n for n, w in enumerate(words) if w in OUGHT and not (w == "shall" and words[n - 1:n] in (["i"], ["we"]))), None)
    if own and any((w in WISHES and words[n] in HOPING) or (w == "like" and n and words[n - 1] in ("would", "'d"))
                   for n, w in enumerate(lemmas[:8])):
        return "hopes"
    never = words[1:2] == ["never"] or (words[:1] == ["i"] and words[1:3] in (["did", "not"], ["did", "n't"]))
    if own and never and words[0] in ("i", "we"):
        return "denies"
    if modal is not None and modal < 12 and words[0] in ("this", "that", "there", "these", "those", "it"):
        own = False
    announced = of is not None and of.name in ("announce", "report") and (modal is not None or "would" in words[:14])
    if announced or _plans(words, lemmas, own):
        return "promises"
    if words[:2] == ["you", "must"]:
        return "orders"
    if of is not None and of.act in ("thought", "finding"):
        ought = None
    if (ought is not None and ought < 26 and words[ought + 1:ought + 2] != ["have"]) or _commands(words):
        return "asks"
    head = lemmas[:24]
    blamed = not table.blame.isdisjoint(head) or not table.blame.isdisjoint(words[:len(head)]) or any(
        f"{a} {b}" in table.blame for n, a in enumerate(head) if a in table.blame_openers for b in head[n + 1:n + 3])
    if blamed and not (own and set(words[:12]) & NOT):
        return "alleges"
    if set(lemmas[:14]) & LIKELY:
        return "expects"
    if of is not None and of.name == "warn" and (modal is not None or "would" in words[:14]):
        return "expects"
    if modal is not None and modal < 12:
        following = set(words[modal + 1:modal + 2])
        announced = of is not None and of.name in ANNOUNCING and not following & (NOT | FORESEEN) and words[:1] not in THINGS
        return "promises" if announced and words[modal + 1:modal + 2] != ["have"] else "expects"
    return default


def _plans(words: list[str], lemmas: list[str], own: bool) -> bool:
    """ "we will ..", "he intended to ..", "she would challenge ..", "the office plans to .."."""
    for n, w in enumerate(words[:8]):
        if own and w in WILL and n <= 4 and words[n + 1:n + 2] not in (["be"], ["have"]):
            return True
        if own and w == "would" and n <= 2 and n + 1 < len(lemmas) and words[n + 1] not in ("be", "have", "like", "prefer"):
            return True
        if lemmas[n] in ("intend", "plan", "vow", "promise", "pledge") and words[n + 1:n + 2] == ["to"]:
            return True
        if own and w == "going" and words[n + 1:n + 2] == ["to"]:
            return True
    return False


def _commands(words: list[str]) -> bool:
    """ "Let us ..", "Please ..", "Stop ..": an imperative opens the words."""
    return bool(words) and words[0] in ("let", "please", "stop", "give", "bring", "take", "free", "end")
