"""Cues in a sentence, and the complement that holds what each reports.

>>> from dateline.codes.cues import cues
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Kess promised to rebuild the bridge."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [(hit.of.name, hit.frame, sentence.words[hit.content[0]]) for hit in find_hits(sentence, cues(), frozenset())]
[('promise', 'to', 'to')]
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.codes.cues import CueClass, Cues, Entry
from dateline.reading.parse import Sentence
from dateline.reading.quotes_speaker import is_passive, noun_phrase, source_of, subject_token

WH = frozenset(("whether", "if", "who", "what", "when", "where", "why", "how", "which", "whom", "whose", "whatever"))
KEEPS_PERSON = frozenset(("want", "expect", "hope", "think", "plan", "permit", "predict"))
BARE = frozenset(("it", "this", "that", "which", "these", "those", "there"))
RANK = {f: n for n, f in enumerate(["that", "np.that", "wh", "np.wh", "np.to", "to", "np.as", "np.pred", "np.of", "np.for", "ing", "np.q", "np"])}


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue with its content and source as tokens of one sentence; `at` is the token that carries the cue."""

    sentence: Sentence
    at: int
    cue: tuple[int, ...]
    content: tuple[int, ...]
    source: tuple[int, ...]
    of: CueClass
    frame: str
    row: str
    addressee: tuple[int, ...] = ()


def find_hits(sentence: Sentence, table: Cues, marked: frozenset[int]) -> list[Hit]:
    """All cues of a sentence with their complements; `marked` are the tokens that stand between quotation marks."""
    found: list[Hit] = []
    for i, given in enumerate(sentence.lemmas):
        pos = sentence.pos[i]
        lemma = table.lemmas.get(given, given)
        hit = None
        word = sentence.words[i].lower()
        if pos == "VERB" and sentence.tags[i] == "VBN" and word in table.adjectives and sentence.child(i, "agent") is None:
            hit = _adjective(sentence, i, table, word)
        if hit is None and pos in ("VERB", "AUX") and lemma in table.verbs:
            hit = _verb(sentence, i, table, marked)
        if hit is None and lemma in table.adjectives and pos in ("ADJ", "VERB"):
            hit = _adjective(sentence, i, table, lemma)
        if hit is None and pos in ("NOUN", "PROPN") and lemma in table.nouns:
            hit = _noun(sentence, i, table)
        if hit is not None:
            found.append(hit)
    return found


def verb_entries(sentence: Sentence, verb: int, table: Cues) -> tuple[tuple[Entry, ...], tuple[int, ...]]:
    """The table's entries for a verb, with its particle where the table knows it so, and the cue's tokens."""
    particle = sentence.child(verb, "prt")
    if particle is not None:
        entries = table.verbs.get(f"{sentence.lemmas[verb]} {sentence.words[particle].lower()}")
        if entries:
            return entries, (verb, particle)
    given = sentence.lemmas[verb]
    return table.verbs.get(table.lemmas.get(given, given), ()), (verb,)


def _verb(sentence: Sentence, verb: int, table: Cues, marked: frozenset[int]) -> Hit | None:
    entries, cue = verb_entries(sentence, verb, table)
    if _withheld(sentence, verb, table):
        return None
    best: tuple[int, int, Entry, str, tuple[int, ...], tuple[int, ...]] | None = None
    for order, entry in enumerate(entries):
        for frame, content, addressee in _complements(sentence, verb, entry, marked):
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
    if not _asserted(sentence, verb, entry, source, marked, frame, sentence.words[content[0]] if content else ""):
        return None
    content = tuple(t for t in content if t not in source and t not in cue)
    if frame == "that":
        content = _whole_clause(sentence, verb, content, entry)
    if frame in ("np", "np.q", "np.resp") and not _telling_object(sentence, content, marked, frame, entry, table):
        return None
    return Hit(sentence, verb, cue, content, source, entry.of, frame, f"{frame} {entry.row}", addressee) if content else None


def _withheld(s: Sentence, verb: int, table: Cues) -> bool:
    """ "declined to say ..", "asked not to be named": nothing is said."""
    clause = s.child(verb, "xcomp")
    if clause is None or clause < verb:
        return False
    if s.lemmas[verb] in ("decline", "refuse") and s.lemmas[clause] in (*SPEAKS, "comment", "discuss", "talk", "elaborate"):
        return True
    return s.lemmas[verb] in ("ask", "request", "insist") and s.lemmas[clause] in ("name", "identify", "quote") and s.child(clause, "auxpass") is not None


def _indicative(sentence: Sentence, verb: int, entries: tuple[Entry, ...], entry: Entry, frame: str) -> Entry:
    """ "suggested that there were .." says; "suggested that he leave" recommends."""
    if frame != "that" or entry.of.name not in ("recommend", "ask", "demand", "promise"):
        return entry
    clause = sentence.child(verb, "ccomp")
    if clause is None:
        return entry
    first = next((c for c in sentence.children[clause] if sentence.deps[c] in ("aux", "auxpass")), clause)
    if sentence.tags[first] in ("VBD", "VBZ", "VBP") or (sentence.tags[first] == "MD" and sentence.words[first].lower() not in ("should", "must")):
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


def _asserted(s: Sentence, verb: int, entry: Entry, source: tuple[int, ...], marked: frozenset[int], frame: str, first: str) -> bool:
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
        return s.lemmas[s.heads[verb]] in GOES_ON and s.deps[verb] in ("xcomp", "advcl")
    return True


SPEAKS = frozenset(("say", "tell", "answer", "confirm", "disclose", "reveal", "speculate", "specify", "name", "identify", "explain", "respond", "give"))
SAID_TO_BE = frozenset(("say", "allege", "report", "rumor", "rumour"))
OWN_VOICE = frozenset(("i", "you", "one", "me"))
UNREAL = frozenset(("can", "could", "may", "might", "should", "must", "ca"))
GOES_ON = frozenset(("go", "continue", "begin", "start", "take", "turn", "use", "come", "rush", "write", "phone", "appear", "appeal", "step",
                     "proceed", "hasten", "stand", "speak", "happen", "move", "call", "get", "join", "manage", "return"))
BEFORE_CONTENT = frozenset(("advmod", "npadvmod", "prep", "dative", "dobj", "punct", "prt", "agent", "dep", "intj"))


def _whole_clause(s: Sentence, verb: int, content: tuple[int, ...], entry: Entry) -> tuple[int, ...]:
    """A reported clause with what the parser hung on the cue instead: its first words, a second main clause."""
    if not content or content[0] < verb:
        return content
    other = [c for t in content for c in s.children[t] if s.deps[c] == "advcl" and s.child(c, "ccomp") is not None and s.child(c, "nsubj") is not None
             and any(s.words[m].lower() in ("while", "whereas") for m in s.childs(c, "mark"))]
    if other:
        content = tuple(t for t in content if t not in s.subtree(other[0]))  # ".., while others say ..": theirs
    extra = _gap(s, verb, content)
    for c in s.children[verb]:
        if s.deps[c] == "advcl" and c > content[-1] and any(s.words[k].lower() in IN_CONTENT for k in s.children[c] if s.deps[k] == "mark"):
            extra |= set(range(content[-1] + 1, max(s.subtree(c)) + 1))
        if s.deps[c] == "conj" and c > content[-1] and entry.of.act == "speech" and s.child(c, "nsubj", "nsubjpass", "expl") is not None:
            subject = s.child(c, "nsubj", "nsubjpass", "expl")
            if subject is not None and s.tags[c] != "VB" and not s.child(c, "ccomp") and min(s.subtree(c)) > content[-1]:
                extra |= set(s.subtree(c))
    return tuple(sorted({*content, *extra}))


IN_CONTENT = frozenset(("unless", "if", "because", "until", "so", "whereas", "once", "lest", "provided", "even", "though", "although"))


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


def _complements(sentence: Sentence, verb: int, entry: Entry, marked: frozenset[int]) -> Iterator[
        tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """The frames of `entry` that the verb's complements fill: frame, content, addressee."""
    s, frames = sentence, entry.frames
    person = s.child(verb, "dobj", "dative")
    to_whom = _addressee(s, verb)
    for clause in s.childs(verb, "ccomp", "xcomp"):
        kind = _clause_kind(s, clause)
        tokens = tuple(s.subtree(clause))
        if kind == "that" and s.deps[clause] == "ccomp" and clause > verb:
            if "that" in frames or "np.that" in frames:
                more = (c for c in s.childs(verb, "ccomp") if c > clause and s.child(c, "nsubj", "nsubjpass", "expl") is None)
                tokens = tuple(sorted({*tokens, *(t for c in more for t in s.subtree(c))}))
                yield "that", tokens, to_whom or (_phrase(s, person) if "np.that" in frames or entry.of.name == "tell" else ())
        elif kind == "that" and "that" in frames and s.deps[clause] == "ccomp" and clause < verb and not any(
                s.words[t] == ";" for t in range(clause, verb)):
            yield "that", tuple(t for t in tokens if t < verb), to_whom
        if kind == "wh" and ("wh" in frames or "np.wh" in frames) and not (
                entry.of.name == "say" and s.words[s.subtree(clause)[0]].lower() in ("when", "if")):
            yield "wh", tokens, to_whom or (_phrase(s, person) if entry.of.name in ("tell", "ask") else ())
        if kind == "to":
            yield from _infinitive(s, verb, clause, person, entry)
        if kind == "ing" and "ing" in frames:
            yield "ing", tokens, ()
        if kind == "small" and entry.of.name in ("want", "hope") and "np.to" in frames and s.child(clause, "nsubj", "nsubjpass") is not None:
            yield "np.to", tokens, ()
        if kind == "small" and ("np.pred" in frames or "np.as" in frames):
            yield "np.pred", tokens, ()
    if "that" in frames and entry.of.act in ("speech", "writing") and s.child(verb, "ccomp") is None:
        yield from _stray_clause(s, verb, frames)
    if {"np.as", "np.pred", "np.of", "np.for"} & frames:
        yield from _object_and_more(s, verb, entry)
    yield from _phrases(s, verb, entry)
    if person is not None and s.deps[person] == "dobj":
        tokens = tuple(s.subtree(person))
        infinitive = next((c for c in s.childs(verb, "xcomp", "ccomp", "advcl") if c > tokens[-1] and s.subtree(c)[0] == tokens[-1] + 1), None)
        if "np" in frames:
            if infinitive is not None and infinitive > tokens[-1] and _clause_kind(s, infinitive) == "to":
                tokens = tuple(sorted({*tokens, *s.subtree(infinitive)}))
            yield "np", tokens, to_whom
        elif "np.resp" in frames:
            yield "np.resp", tokens, to_whom
        elif "np.q" in frames and any(t in marked for t in tokens) and verb not in marked:
            yield "np.q", tokens, to_whom


def _stray_clause(s: Sentence, verb: int, frames: frozenset[str]) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """A reported clause that the parser hung elsewhere: on a noun of time or place ("said during a visit that .."), or on its own
    subject, taken for an object ("says the pumps leaked")."""
    thing = s.child(verb, "dobj")
    if thing is not None and "np" not in frames and any(
            s.deps[c] == "acl" and s.tags[c] in ("VBN", "VBD") and c > thing for c in s.children[thing]) and not is_passive(s, verb):
        yield "that", tuple(s.subtree(thing)), ()
        return
    for t in range(verb + 1, len(s) - 1):
        if s.words[t].lower() == "that" and s.tags[t] == "IN" and s.deps[t] == "mark":
            clause, holder = s.heads[t], s.heads[s.heads[t]]
            if s.deps[clause] in ("relcl", "acl", "advcl") and verb in s.ancestors(holder) and s.deps[holder] == "pobj" and s.pos[holder] != "VERB":
                yield "that", tuple(s.subtree(clause)), _addressee(s, verb)
            return


def _clause_kind(s: Sentence, clause: int) -> str:
    """that, wh, to, ing or small: the form of a complement clause."""
    kids = s.children[clause]
    if any(s.tags[c] == "TO" and s.deps[c] == "aux" for c in kids):
        return "wh" if any(s.words[c].lower() in WH and c < clause for c in kids) else "to"
    first = s.subtree(clause)[0]
    if s.words[first].lower() in WH or any(s.deps[c] == "mark" and s.words[c].lower() in WH for c in kids):
        return "wh"
    finite = s.tags[clause] in ("VBD", "VBZ", "VBP", "MD") or any(s.deps[c] in ("aux", "auxpass", "cop") for c in kids) or any(
        s.deps[c] == "mark" for c in kids)
    if not finite and s.tags[clause] == "VBG":
        return "ing"
    if not finite and s.pos[clause] not in ("VERB", "AUX"):
        return "small"
    if not finite and s.tags[clause] == "VBN" and not any(s.deps[c].startswith("nsubj") for c in kids):
        return "small"
    return "that"


def _infinitive(s: Sentence, verb: int, clause: int, person: int | None, entry: Entry) -> Iterator[
        tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """ "asked Kess to go" (np.to) and "promised to go" (to)."""
    subject = s.child(clause, "nsubj", "nsubjpass")
    tokens = s.subtree(clause)
    if "np.to" in entry.frames and (subject is not None or person is not None):
        if entry.of.name in KEEPS_PERSON:
            whole = sorted({*tokens, *(s.subtree(person) if person is not None and subject is None else ())})
            yield "np.to", tuple(whole), ()
            return
        whom = subject if subject is not None else person
        assert whom is not None
        yield "np.to", tuple(t for t in tokens if t not in s.subtree(whom)), noun_phrase(s, whom)
    elif "to" in entry.frames and subject is None:
        yield "to", tuple(tokens), _addressee(s, verb)
    elif "np.to" in entry.frames and is_passive(s, verb):
        yield "np.to", tuple(tokens), ()


def _object_and_more(s: Sentence, verb: int, entry: Entry) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """ "called X Y", "described X as Y", "accused X of Y", "blamed X for Y": from X on."""
    thing = s.child(verb, "dobj", "dative")
    start = [] if thing is None or s.words[thing].lower() in WH else s.subtree(thing)
    predicate = s.child(verb, "oprd")
    passive = is_passive(s, verb)
    if "np.pred" in entry.frames and predicate is not None:
        last = max(s.subtree(predicate))
        more = next((c for c in s.childs(verb, "xcomp", "advcl") if last < c and s.subtree(c)[0] in (last + 1, last + 2) and _clause_kind(s, c) == "to"), None)
        yield "np.pred", tuple(sorted({*start, *s.subtree(predicate), *(range(last + 1, max(s.subtree(more)) + 1) if more is not None else ())})), ()
    for prep in s.childs(verb, "prep") + (s.childs(thing, "prep") if thing is not None else ()):
        frame = "np." + s.words[prep].lower()
        if frame in entry.frames and (thing is not None or passive) and prep > (thing if thing is not None else verb):
            yield frame, tuple(sorted({*start, *s.subtree(prep)})), ()


def _phrases(s: Sentence, verb: int, entry: Entry) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """ "called for X", "warned of X": what the preposition governs."""
    for prep in s.childs(verb, "prep", "prt"):
        frame = "p." + s.words[prep].lower()
        if frame in entry.frames:
            inner = s.child(prep, "pobj", "pcomp")
            if inner is not None:
                later = [c for c in (*s.childs(verb, "xcomp", "advcl"), *s.childs(prep, "ccomp")) if c > inner and _clause_kind(s, c) == "to"]
                more = s.subtree(later[0]) if later else []
                yield frame, tuple(sorted({*s.subtree(inner), *more})), _addressee(s, verb)
        elif frame == "p.to" and "p.to.as" in entry.frames:
            later = [c for c in (*s.childs(verb, "prep"), *s.childs(s.child(prep, "pobj") or prep, "prep")) if s.words[c].lower() == "as"]
            inner = s.child(prep, "pobj")
            if later and inner is not None:
                yield "np.as", tuple(sorted({*s.subtree(inner), *s.subtree(later[0])})), ()
        elif frame == "p.on" and s.lemmas[verb] == "call":
            yield from _call_on(s, verb, prep)


def _call_on(s: Sentence, verb: int, prep: int) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """ "called on X to do Y": the deed is the content, X is addressed."""
    whom = s.child(prep, "pobj")
    if whom is None:
        return
    for c in (*s.childs(verb, "xcomp", "advcl", "ccomp"), *s.childs(whom, "relcl", "acl"), *s.childs(prep, "xcomp")):
        if c > whom and _clause_kind(s, c) == "to":
            yield "np.to", tuple(s.subtree(c)), noun_phrase(s, whom)
            return


def _addressee(s: Sentence, verb: int) -> tuple[int, ...]:
    """To whom it is said: an indirect object or "to X"."""
    for c in s.children[verb]:
        if s.deps[c] == "dative" and s.pos[c] != "ADP":
            return noun_phrase(s, c)
        if s.deps[c] in ("prep", "dative") and s.words[c].lower() == "to":
            inner = s.child(c, "pobj")
            if inner is not None:
                return noun_phrase(s, inner)
    return ()


def _phrase(s: Sentence, head: int | None) -> tuple[int, ...]:
    return noun_phrase(s, head) if head is not None else ()


def _adjective(s: Sentence, at: int, table: Cues, word: str) -> Hit | None:
    """ "is convinced that ..", "were willing to .."."""
    if s.deps[at] not in ("acomp", "ROOT", "ccomp", "conj", "advcl", "relcl", "amod", "acl", "xcomp", "oprd", "parataxis"):
        return None
    for entry in table.adjectives[word]:
        holding = s.childs(s.heads[at], "ccomp") if s.deps[at] == "acomp" else ()
        for c in (*s.childs(at, "ccomp", "xcomp", "advcl", "prep"), *holding):
            if c < at:
                continue
            kind = s.words[c].lower() if s.deps[c] == "prep" else _clause_kind(s, c)
            if kind == "to" and any(s.lemmas[k] == "too" for k in s.children[at]):
                continue
            if kind == "wh" and s.deps[c] == "advcl":
                continue
            if kind == "that" and s.deps[c] == "advcl" and not any(s.words[k].lower() == "that" for k in s.children[c]):
                continue
            if kind in entry.frames:
                inner = s.child(c, "pobj", "pcomp") if s.deps[c] == "prep" else c
                holder = s.heads[at] if s.deps[at] in ("acomp", "oprd") else at
                subject = subject_token(s, holder)
                if subject is not None and s.words[subject].lower() == "it" and s.lemmas[s.heads[holder]] == "make":
                    subject = subject_token(s, s.heads[holder])  # "made it clear that .."
                if inner is None or subject is None or s.words[subject].lower() in BARE:
                    continue
                return Hit(s, at, (at,), tuple(s.subtree(inner)), noun_phrase(s, subject), entry.of, kind, f"{kind} {entry.row}")
    return None


def _noun(s: Sentence, at: int, table: Cues) -> Hit | None:
    """ "his claim that ..", "made a promise to ..", "the point is that ..": the source is a possessor, a maker or "by X"."""
    source = _holder(s, at, table)
    said = _said_in(s, at, table) if not source else None
    for entry in table.nouns[s.lemmas[at]]:
        for c in s.childs(at, "acl", "ccomp", "relcl", "advcl", "prep", "appos"):
            if c < at:
                continue
            if s.deps[c] == "prep":
                inner = s.child(c, "pobj", "pcomp")
                if s.words[c].lower() in entry.frames and source and inner is not None and not set(source) & set(s.subtree(c)):
                    return Hit(s, at, (at,), tuple(s.subtree(inner)), source, entry.of, s.words[c].lower(), f"noun {entry.row}")
                continue
            kind = _clause_kind(s, c)
            opener = s.words[s.subtree(c)[0]].lower()
            if kind == "that" and opener == "that" and s.deps[at] == "dobj" and s.lemmas[s.heads[at]] in DENIES and not _relative(s, c):
                verb = s.heads[at]
                deny = next((e for e in table.verbs.get("deny", ()) if e.of.name == "deny"), entry)
                return Hit(s, verb, (verb,), tuple(s.subtree(c)), source_of(s, verb), deny.of, "that", f"that deny {s.lemmas[verb]}")
            if said is not None and kind == "that" and opener == "that" and not _relative(s, c):
                verb, of = said
                return Hit(s, verb, (verb,), tuple(s.subtree(c)), source_of(s, verb), of.of, "that", f"that {of.row}")
            if (kind == "that" and opener == "that" and "that" in entry.frames and not _relative(s, c)) or (
                    kind in ("to", "wh") and kind in entry.frames and s.deps[c] != "relcl" and source):
                return Hit(s, at, (at,), tuple(s.subtree(c)), source, entry.of, kind, f"noun {entry.row}")
        copula = s.heads[at] if s.deps[at] == "nsubj" and s.lemmas[s.heads[at]] == "be" else None
        clause = s.child(copula, "ccomp") if copula is not None else None
        if clause is not None and clause > at and source and "that" in entry.frames:
            return Hit(s, at, (at,), tuple(s.subtree(clause)), source, entry.of, "that", f"noun {entry.row}")
    return None


DENIES = frozenset(("deny", "reject", "dismiss", "refute", "rebut", "dispute"))


def _said_in(s: Sentence, noun: int, table: Cues) -> tuple[int, Entry] | None:
    """The verb of "said in a statement that ..", where the clause hangs on the noun."""
    prep = s.heads[noun]
    verb = s.heads[prep]
    if s.deps[noun] != "pobj" or s.words[prep].lower() not in ("in", "by", "through", "via", "on") or s.deps[prep] != "prep":
        return None
    entry = next((e for e in table.verbs.get(s.lemmas[verb], ()) if "that" in e.frames and e.of.act in ("speech", "writing")), None)
    return (verb, entry) if entry is not None and source_of(s, verb) else None


def _relative(s: Sentence, clause: int) -> bool:
    """Whether the "that" of a clause is its subject or object: "the claim that he made"."""
    return any(s.words[c].lower() == "that" and s.deps[c] not in ("mark",) for c in s.children[clause])


def _holder(s: Sentence, noun: int, table: Cues) -> tuple[int, ...]:
    """Whose claim it is."""
    poss = s.child(noun, "poss")
    if poss is not None:
        return tuple(t for t in noun_phrase(s, poss) if s.tags[t] != "POS")
    for c in s.childs(noun, "prep", "agent"):
        if s.words[c].lower() in ("by", "from", "among"):
            inner = s.child(c, "pobj")
            if inner is not None:
                return noun_phrase(s, inner)
    head = s.heads[noun]
    if s.deps[noun] in ("dobj", "pobj", "attr") and s.deps[noun] == "dobj" and s.lemmas[head] in table.light:
        return source_of(s, head)
    return ()
