"""Cues in a sentence, and the complement that holds what each reports.

>>> from dateline.codes.cues import cues
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Kess promised to rebuild the bridge."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [(hit.of.name, hit.frame, sentence.words[hit.content[0]]) for hit in find_hits(sentence, cues(), frozenset())]
[('promise', 'to', 'to')]
"""

from collections.abc import Sequence

from dateline.codes.cues import Cues, Entry
from dateline.reading.parse import Sentence
from dateline.reading.quotes_frames import clauses_of, complements
from dateline.reading.quotes_hit import WH, Hit, verb_entries
from dateline.reading.quotes_nouns import adjective_hit, noun_hit
from dateline.reading.quotes_speaker import is_passive, noun_phrase, source_of, subject_token

FRAMES_BY_RANK = ("that", "np.that", "wh", "np.wh", "np.to", "to", "np.as", "np.pred", "np.of", "np.for", "np.at", "np.p.to", "ing",
                  "np.q", "np")
RANK = {frame: number for number, frame in enumerate(FRAMES_BY_RANK)}
SPEAKS = frozenset(("say", "tell", "answer", "confirm", "disclose", "reveal", "speculate", "specify", "name", "identify", "explain",
                    "respond", "give", "comment", "discuss", "talk", "elaborate"))
SAID_TO_BE = frozenset(("say", "allege", "report", "rumor", "rumour"))
OWN_VOICE = frozenset(("i", "you", "one", "me"))
SHOWING = frozenset(("show", "suggest", "indicate", "prove", "demonstrate", "reveal", "signal"))
REMARKS = frozenset(("remark", "comment", "word", "silence", "behaviour", "behavior", "answer", "conduct", "tone", "absence",
                     "visit", "move"))
UNREAL = frozenset(("can", "could", "may", "might", "should", "must", "ca"))
BEFORE_CONTENT = frozenset(("advmod", "npadvmod", "prep", "dative", "dobj", "punct", "prt", "agent", "dep", "intj"))
IN_CONTENT = frozenset(("unless", "if", "because", "until", "so", "whereas", "once", "lest", "provided", "even", "though", "although"))


def candidates(sentence: Sentence, table: Cues) -> list[int]:
    """The tokens that can carry a cue."""
    lemmas, words = table.lemmas_of_cues, table.words_of_cues
    return [i for i, (lemma, word) in enumerate(zip(sentence.lemmas, sentence.words, strict=True)) if lemma in lemmas or word in words]


def find_hits(sentence: Sentence, table: Cues, marked: frozenset[int], at: Sequence[int] | None = None) -> list[Hit]:
    """All cues of a sentence with their complements; `marked` are the tokens that stand between quotation marks, `at` its candidates."""
    found: list[Hit] = []
    for i in candidates(sentence, table) if at is None else at:
        pos, given = sentence.pos[i], sentence.lemmas[i]
        lemma = table.lemmas.get(given, given)
        hit = None
        word = sentence.words[i].lower()
        if pos == "VERB" and sentence.tags[i] == "VBN" and word in table.adjectives and sentence.child(i, "agent") is None:
            hit = adjective_hit(sentence, i, table, word)
        if hit is None and pos in ("VERB", "AUX"):
            hit = _verb(sentence, i, table, marked)
        if hit is None and lemma in table.adjectives and pos in ("ADJ", "VERB"):
            hit = adjective_hit(sentence, i, table, lemma)
        if hit is None and pos in ("NOUN", "PROPN") and lemma in table.nouns:
            hit = noun_hit(sentence, i, table)
            if hit is not None and (not hit.source or (hit.of.act == "speech" and not _made(sentence, hit, table))):
                hit = None
        if hit is not None:
            found.append(hit)
    return found


def _verb(sentence: Sentence, verb: int, table: Cues, marked: frozenset[int]) -> Hit | None:
    entries, cue = verb_entries(sentence, verb, table)
    if not entries:
        return None
    if _withheld(sentence, verb, table):
        return None
    best: tuple[int, int, Entry, str, tuple[int, ...], tuple[int, ...]] | None = None
    clauses = clauses_of(sentence, verb)
    for order, entry in enumerate(entries):
        for frame, content, addressee in complements(sentence, verb, entry, marked, clauses):
            rank = RANK.get(frame, 20)
            if best is None or (rank, order) < best[:2]:
                best = rank, order, entry, frame, content, addressee
    if best is None:
        return None
    _, _, entry, frame, content, addressee = best
    entry = _indicative(sentence, verb, entries, entry, frame)
    entry = _by_subject(sentence, verb, entries, entry, frame, table)
    source = source_of(sentence, verb)
    if is_passive(sentence, verb):
        content, addressee = _passive(sentence, verb, frame, content, addressee)
    opener = sentence.words[content[0]] if content else ""
    if not _asserted(sentence, verb, entry, source, marked, frame, opener, table):
        return None
    if entry.of.name == "deny" and frame == "np.as" and not _claim_at(sentence, verb, table):
        entry = next((e for e in table.verbs["denounce"] if e.of.name == "allege"), entry)  # "dismissed the offer as crumbs"
    content = tuple(t for t in content if t not in source and t not in cue)
    if frame not in ("that", "wh", "np.that", "np.wh"):
        content = _without_finite(sentence, content)
    if frame == "that":
        content = _whole_clause(sentence, verb, content, entry)
    if frame in ("np", "np.q", "np.resp") and not _telling_object(sentence, content, marked, frame, entry, table):
        return None
    return Hit(sentence, verb, cue, content, source, entry.of, frame, f"{frame} {entry.row}", addressee) if content else None


def _claim_at(s: Sentence, verb: int, table: Cues) -> bool:
    """Whether a verb of denial has a claim as its object: "dismissed the report as false"."""
    thing = s.child(verb, "dobj", "nsubjpass")
    return thing is None or s.pos[thing] == "PRON" or s.lemmas[thing].lower() in table.denied


def _without_finite(s: Sentence, content: tuple[int, ...]) -> tuple[int, ...]:
    """The content of an infinitive or noun frame without a finite verb that was joined to it: "accused Kess of lying and called on ..",
    and without a clause that comments on it: ".., which Oslo denies"."""
    cut: set[int] = set()
    for t in content:
        finite = s.tags[t] in ("VBD", "VBZ", "VBP") and s.deps[t] == "conj"
        if finite and s.tags[s.heads[t]] in ("VB", "VBG") and s.child(t, "nsubj") is None:
            cut |= {*s.subtree(t), t - 1}
        elif s.deps[t] == "relcl" and s.tags[t] == "VBZ" and t + 1 >= content[-1]:
            first = s.subtree(t)[0]
            if s.words[first] == "which" and s.words[first - 1] == "," and s.lemmas[t] in ("deny", "reject", "dispute"):
                cut |= set(s.subtree(t))
    return tuple(t for t in content if t not in cut) if cut else content


def _made(s: Sentence, hit: Hit, table: Cues) -> bool:
    """Whether a noun of speech tells that somebody really said it: "his claim that ..", "made a promise to ..", not "a request for"."""
    if not hit.source:
        return False
    if hit.frame in ("that", "wh") or s.pos[hit.at] == "VERB":
        return True
    return s.deps[hit.at] == "dobj" and s.lemmas[s.heads[hit.at]] in table.light


def _withheld(s: Sentence, verb: int, table: Cues) -> bool:
    """ "declined to say ..", "asked not to be named": nothing is said."""
    clause = s.child(verb, "xcomp")
    if clause is None or clause < verb:
        return False
    if s.lemmas[verb] in ("decline", "refuse") and s.lemmas[clause] in SPEAKS:
        return True
    unnamed = s.lemmas[clause] in ("name", "identify", "quote") and s.child(clause, "auxpass") is not None
    return unnamed and s.lemmas[verb] in ("ask", "request", "insist")


def _indicative(sentence: Sentence, verb: int, entries: tuple[Entry, ...], entry: Entry, frame: str) -> Entry:
    """ "suggested that there were .." says; "suggested that he leave" recommends."""
    if frame != "that" or entry.of.name not in ("recommend", "ask", "demand", "promise"):
        return entry
    clause = sentence.child(verb, "ccomp")
    if clause is None:
        return entry
    first = next((c for c in sentence.children[clause] if sentence.deps[c] in ("aux", "auxpass")), clause)
    modal = sentence.tags[first] == "MD" and sentence.words[first].lower() not in ("should", "must")
    if modal or sentence.tags[first] in ("VBD", "VBZ", "VBP"):
        return next((e for e in entries if e.of.name == "say"), entry)
    return entry


def _by_subject(sentence: Sentence, verb: int, entries: tuple[Entry, ...], entry: Entry, frame: str, table: Cues) -> Entry:
    """The entry that fits the subject: papers show and find, people say."""
    subject = subject_token(sentence, verb)
    paper = subject is not None and sentence.lemmas[subject].lower() in table.papers
    for other in entries:
        if frame in other.frames and (other.of.act == "finding") == paper and (entry.of.act == "finding") != paper:
            return other
    return entry


def _passive(sentence: Sentence, verb: int, frame: str, content: tuple[int, ...], addressee: tuple[int, ...]) -> tuple[
        tuple[int, ...], tuple[int, ...]]:
    """In the passive the subject is the person addressed ("was told that ..") or part of the content ("is said to be ..")."""
    subject = sentence.child(verb, "nsubjpass", "nsubj")
    if subject is None or sentence.words[subject].lower() == "it":
        return content, addressee
    if sentence.words[subject].lower() in WH or sentence.words[subject].lower() == "that":
        return content, addressee
    if frame in ("that", "wh", "np.that", "np.wh", "np.to"):
        return content, noun_phrase(sentence, subject)
    return tuple(sorted({*sentence.subtree(subject), *content})), addressee


def _asserted(s: Sentence, verb: int, entry: Entry, source: tuple[int, ...], marked: frozenset[int], frame: str, first: str,
              table: Cues) -> bool:
    """Whether the report has somebody really say it: not "can say", not "asked him to say", not the outlet's own "I suggest"."""
    if not source and not is_passive(s, verb) and s.tags[verb] in ("VB", "VBP"):
        return False  # an imperative: "Note that .."
    if any(s.deps[c] == "neg" for c in s.children[verb]) and first.lower() in WH:
        return False  # "Whether it is safe, they did not say"
    if s.lemmas[verb] == "ask" and s.tags[verb] in ("VBN", "VBD") and s.deps[verb] in ("acl", "advcl") and s.child(verb, "nsubj") is None:
        return False  # "Kess, asked whether .., nodded"
    if not source and frame == "to" and is_passive(s, verb) and s.lemmas[verb] in SAID_TO_BE:
        return True
    if not source and (frame not in ("that", "wh", "np.as", "np.pred", "np.q") or (frame != "that" and not (
            frame.startswith("np") and any(c in marked for c in range(verb + 1, len(s)))))):
        return False
    if len(source) == 1 and verb not in marked and s.words[source[0]].lower() in OWN_VOICE:
        return False
    subject = subject_token(s, verb) if entry.of.act == "finding" and s.lemmas[verb] in SHOWING and verb not in marked else None
    if subject is not None and s.lemmas[subject].lower() in REMARKS:
        return False  # "his remarks showed that ..": what the outlet reads into them
    if entry.of.act not in ("speech", "writing"):
        return True
    kids = s.children[verb]
    if any(s.deps[c] == "aux" and s.words[c].lower() in UNREAL for c in kids):
        return False
    if any(s.deps[c] == "mark" and s.words[c].lower() in ("if", "unless", "whether") for c in kids):
        return False
    if any(s.deps[c] == "neg" for c in kids) and frame in ("wh", "np", "np.to", "p.for"):
        return False
    if any(s.tags[c] == "TO" and s.deps[c] == "aux" for c in kids):
        return s.lemmas[s.heads[verb]] in table.goes_on and s.deps[verb] in ("xcomp", "advcl")
    return True


def _whole_clause(s: Sentence, verb: int, content: tuple[int, ...], entry: Entry) -> tuple[int, ...]:
    """A reported clause with what the parser hung on the cue instead: its first words, a second main clause."""
    if not content or content[0] < verb:
        return content
    content = _without_day(s, verb, content)
    clauses = [c for t in content for c in s.children[t] if s.deps[c] == "advcl" and s.child(c, "ccomp") is not None]
    other = [c for c in clauses if s.child(c, "nsubj") is not None
             and any(s.words[m].lower() in ("while", "whereas") for m in s.childs(c, "mark"))]
    if other:
        content = tuple(t for t in content if t not in s.subtree(other[0]))  # ".., while others say ..": theirs
    extra = _gap(s, verb, content)
    for c in s.children[verb]:
        if s.deps[c] == "advcl" and c > content[-1] and any(s.words[k].lower() in IN_CONTENT for k in s.children[c] if s.deps[k] == "mark"):
            extra |= set(range(content[-1] + 1, max(s.subtree(c)) + 1))
        if s.deps[c] == "conj" and c > content[-1] and entry.of.act == "speech" and s.child(c, "nsubj", "nsubjpass", "expl") is not None:
            subject = s.child(c, "nsubj", "nsubjpass", "expl")
            if subject is not None and s.tags[c] != "VB" and not s.childs(c, "ccomp", "xcomp") and min(s.subtree(c)) > content[-1]:
                extra |= set(s.subtree(c))
    return tuple(sorted({*content, *extra}))


def _without_day(s: Sentence, verb: int, content: tuple[int, ...]) -> tuple[int, ...]:
    """The content without a day that belongs to the cue before it: "said late Friday the town had fallen"."""
    at = 0
    while at < len(content) - 2 and content[at] == verb + 1 + at and s.words[content[at]].lower() in ("late", "early", "earlier"):
        at += 1
    day = content[at]
    following = content[at + 1] if at + 1 < len(content) else day
    named_day = s.deps[day] == "npadvmod" and day == verb + 1 + at and s.words[day][:1].isupper()
    if named_day and s.pos[following] in ("DET", "PRON", "PROPN", "NOUN"):
        return content[at + 1:]
    return content


def _gap(s: Sentence, verb: int, content: tuple[int, ...]) -> set[int]:
    """The tokens between cue and content that belong to the content: after "that", or not an addressee, time or place of the cue."""
    gap = list(range(verb + 1, content[0]))
    if not gap:
        return set()
    that = next((t for t in gap if s.words[t].lower() == "that" and s.deps[t] == "mark"), None)
    if that is not None:
        return set(range(that + 1, content[0]))
    subject = set(s.subtree(s.child(verb, "nsubj") or verb)) if s.child(verb, "nsubj") is not None else set()
    has_subject = any(s.deps[c].startswith(("nsubj", "expl", "csubj")) for t in content for c in s.children[t] if s.heads[t] == verb)
    at = 0
    while at < len(gap):
        top = gap[at]
        while s.heads[top] != verb and s.heads[top] != top:
            top = s.heads[top]
        person = s.deps[top] == "dobj" and not has_subject
        if gap[at] in subject or (s.deps[top] in BEFORE_CONTENT and s.heads[top] == verb and not person):
            at += 1
            continue
        break
    kept = gap[at:]
    if kept and s.words[content[0] - 1] != "," and has_subject:
        return set()
    return set(kept)


def _telling_object(s: Sentence, content: tuple[int, ...], marked: frozenset[int], frame: str, entry: Entry, table: Cues) -> bool:
    """Whether an object can be what is said: words in marks, or a common noun."""
    if frame == "np.q":
        return any(t in marked for t in content)
    inside = set(content)
    first = next((t for t in content if s.heads[t] not in inside), None)
    if first is not None and s.lemmas[first] in table.nouns and any(
            s.deps[c] in ("acl", "ccomp") and s.words[s.subtree(c)[0]].lower() == "that" for c in s.children[first]):
        return False  # the noun's own clause is the content
    head = next((t for t in content if s.heads[t] not in inside), content[0] if content else None)
    if head is not None and s.lemmas[head].lower() in table.relays and entry.word in ("cite", "invoke", "quote"):
        return False
    if head is not None and frame == "np.resp":
        return s.lemmas[head] in table.claimed
    if head is not None and entry.of.name == "deny":
        return s.lemmas[head] in table.denied or s.tags[head] == "VBG"
    return head is not None and (s.pos[head] in ("NOUN", "VERB", "ADJ") or head in marked)


