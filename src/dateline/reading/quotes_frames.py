"""The complements that hold what a verb reports: frame, content and person addressed.

>>> from dateline.codes.cues import cues
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "The court ordered the firm to pay."
>>> s = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [(c.frame, s.words[c.content[0]], s.words[c.addressee[-1]]) for c in complements(s, 2, cues().verbs["order"][0], frozenset())]
[('np.to', 'to', 'firm')]
"""

from collections.abc import Iterator
from typing import NamedTuple

from dateline.codes.cues import Entry
from dateline.reading.parse import Sentence
from dateline.reading.quotes_hit import WH, clause_kind
from dateline.reading.quotes_speaker import is_passive, noun_phrase

KEEPS_PERSON = frozenset(("want", "expect", "hope", "think", "plan", "permit", "predict"))


class Complement(NamedTuple):
    """What a verb's complement says, by which frame, to whom."""

    frame: str
    content: tuple[int, ...]
    addressee: tuple[int, ...]


def clauses_of(s: Sentence, verb: int) -> list[tuple[int, str, tuple[int, ...]]]:
    """The complement clauses of a verb: head, kind and tokens."""
    return [(c, clause_kind(s, c), tuple(s.subtree(c))) for c in s.children[verb] if s.deps[c] in ("ccomp", "xcomp")]


def complements(sentence: Sentence, verb: int, entry: Entry, marked: frozenset[int],
                clauses: list[tuple[int, str, tuple[int, ...]]] | None = None) -> Iterator[Complement]:
    """The frames of `entry` that the verb's complements fill: frame, content, addressee; `clauses`: its clauses, where known."""
    s, frames = sentence, entry.frames
    person = s.child(verb, "dobj", "dative")
    to_whom = _addressee(s, verb)
    for clause, kind, tokens in clauses_of(s, verb) if clauses is None else clauses:
        if kind == "that" and entry.of.act == "thought" and s.tags[clause] == "VB" and not s.childs(clause, "mark", "aux"):
            continue  # "saw him leave"
        if kind == "that" and s.deps[clause] == "ccomp" and clause > verb:
            if "that" in frames or "np.that" in frames:
                more = (c for c in s.childs(verb, "ccomp") if c > clause and s.child(c, "nsubj", "nsubjpass", "expl") is None)
                tokens = tuple(sorted({*tokens, *(t for c in more for t in s.subtree(c))}))
                yield Complement("that", tokens, to_whom or (_phrase(s, person) if "np.that" in frames or entry.of.name == "tell" else ()))
        elif kind == "that" and "that" in frames and s.deps[clause] == "ccomp" and clause < verb and not any(
                s.words[t] == ";" for t in range(clause, verb)):
            yield Complement("that", tuple(t for t in tokens if t < verb), to_whom)
        if kind == "wh" and ("wh" in frames or "np.wh" in frames) and not (
                entry.of.name == "say" and s.words[s.subtree(clause)[0]].lower() in ("when", "if")):
            yield Complement("wh", tokens, to_whom or (_phrase(s, person) if entry.of.name in ("tell", "ask") else ()))
        if kind == "to":
            yield from _infinitive(s, verb, clause, person, entry)
        if kind == "ing" and "ing" in frames:
            yield Complement("ing", tokens, ())
        wished = entry.of.name in ("want", "hope") and "np.to" in frames
        if kind == "small" and wished and s.child(clause, "nsubj", "nsubjpass") is not None:
            yield Complement("np.to", tokens, ())
        if kind == "small" and ("np.pred" in frames or "np.as" in frames):
            yield Complement("np.pred", tokens, ())
    if "wh" in frames and person is None:
        for clause in s.childs(verb, "advcl"):
            if clause > verb and s.words[s.subtree(clause)[0]].lower() in ("how", "why", "what", "whether"):
                yield Complement("wh", tuple(s.subtree(clause)), to_whom)
    if "that" in frames and entry.of.act in ("speech", "writing") and s.child(verb, "ccomp") is None:
        yield from _stray_clause(s, verb, frames, marked)
    if {"np.as", "np.pred", "np.of", "np.for", "np.at", "np.p.to"} & frames:
        yield from _object_and_more(s, verb, entry, marked)
    yield from _phrases(s, verb, entry)
    if person is not None and s.deps[person] == "dobj":
        tokens = tuple(s.subtree(person))
        if "np" in frames and verb not in marked:
            tokens = (*tokens, *_marks_behind(s, tokens[-1], marked))
        if "np" in frames:
            infinitive = _infinitive_at(s, verb, tokens[-1] + 1)
            if infinitive is not None:
                tokens = tuple(sorted({*tokens, *s.subtree(infinitive)}))
            yield Complement("np", tokens, to_whom)
        elif "np.resp" in frames:
            yield Complement("np.resp", tokens, to_whom)
        elif "np.q" in frames and any(t in marked for t in tokens) and verb not in marked:
            yield Complement("np.q", tokens, to_whom)


def _stray_clause(s: Sentence, verb: int, frames: frozenset[str], marked: frozenset[int]) -> Iterator[Complement]:
    """A reported clause that the parser hung elsewhere: on a noun of time or place ("said during a visit that .."), or on its own
    subject, taken for an object ("says the pumps leaked")."""
    thing = s.child(verb, "dobj")
    if thing is not None and s.block == "headline" and "np" not in frames and thing > verb and marked & set(s.subtree(thing)):
        yield Complement("that", tuple(s.subtree(thing)), ())
        return
    if thing is not None and "np" not in frames and any(
            s.deps[c] == "acl" and s.tags[c] in ("VBN", "VBD") and c > thing for c in s.children[thing]) and not is_passive(s, verb):
        yield Complement("that", tuple(s.subtree(thing)), ())
        return
    for t in range(verb + 1, len(s) - 1):
        if s.words[t].lower() == "that" and s.tags[t] == "IN" and s.deps[t] == "mark":
            clause, holder = s.heads[t], s.heads[s.heads[t]]
            on_noun = s.deps[clause] in ("relcl", "acl", "advcl") and s.deps[holder] == "pobj" and s.pos[holder] != "VERB"
            if on_noun and verb in s.ancestors(holder):
                yield Complement("that", tuple(s.subtree(clause)), _addressee(s, verb))
            return


def _infinitive(s: Sentence, verb: int, clause: int, person: int | None, entry: Entry) -> Iterator[Complement]:
    """ "asked Kess to go" (np.to) and "promised to go" (to)."""
    subject = s.child(clause, "nsubj", "nsubjpass")
    tokens = s.subtree(clause)
    if "np.to" in entry.frames and (subject is not None or person is not None):
        if entry.of.name in KEEPS_PERSON:
            whole = sorted({*tokens, *(s.subtree(person) if person is not None and subject is None else ())})
            yield Complement("np.to", tuple(whole), ())
            return
        whom = subject if subject is not None else person
        assert whom is not None
        yield Complement("np.to", tuple(t for t in tokens if t not in s.subtree(whom)), noun_phrase(s, whom))
    elif "to" in entry.frames and subject is None:
        yield Complement("to", tuple(tokens), _addressee(s, verb))
    elif "np.to" in entry.frames and is_passive(s, verb):
        yield Complement("np.to", tuple(tokens), ())


def _marks_behind(s: Sentence, last: int, marked: frozenset[int]) -> tuple[int, ...]:
    """The tokens between marks right behind the token `last`, where that stands outside marks: 'called the offer "a joke"'."""
    at = last + 1
    while at < len(s) and at not in marked and s.pos[at] == "PUNCT" and s.words[at] != ",":
        at += 1
    if at == last + 1 or at not in marked or last in marked:
        return ()
    while at < len(s) and at in marked:
        at += 1
    return tuple(range(last + 1, at))


def _object_and_more(s: Sentence, verb: int, entry: Entry, marked: frozenset[int]) -> Iterator[Complement]:
    """ "called X Y", "described X as Y", "accused X of Y", "blamed X for Y": from X on."""
    thing = s.child(verb, "dobj", "dative")
    start = [] if thing is None or s.words[thing].lower() in WH else s.subtree(thing)
    predicate = s.child(verb, "oprd")
    passive = is_passive(s, verb)
    if "np.pred" in entry.frames and predicate is not None:
        last = max(s.subtree(predicate))
        if verb not in marked:
            last = max((last, *_marks_behind(s, last, marked)))
        more = _infinitive_at(s, verb, last + 1)
        if more is None:
            more = _infinitive_at(s, verb, last + 2)  # a closing mark stands between
        behind = tuple(range(last + 1, max(s.subtree(more)) + 1)) if more is not None else ()
        run = tuple(range(max(s.subtree(predicate)) + 1, last + 1))
        yield Complement("np.pred", tuple(sorted({*start, *s.subtree(predicate), *run, *behind})), ())
    elif "np.pred" in entry.frames and thing is not None and start and verb not in marked:
        behind = _marks_behind(s, start[-1], marked)
        if behind:
            yield Complement("np.pred", (*start, *behind), ())
    for prep in s.childs(verb, "prep") + (s.childs(thing, "prep") if thing is not None else ()):
        frame = "np." + s.words[prep].lower()
        if frame == "np.to":
            frame = "np.p.to"
        if frame == "np.at" and not any(s.pos[t] == "NUM" for t in s.subtree(prep)):
            continue
        if frame in entry.frames and (thing is not None or passive) and prep > (thing if thing is not None else verb):
            yield Complement(frame, tuple(sorted({*start, *s.subtree(prep)})), ())


def _infinitive_at(s: Sentence, verb: int, first: int) -> int | None:
    """An infinitive that hangs on the verb and opens at the token `first`."""
    return next((c for c in s.childs(verb, "xcomp", "ccomp", "advcl")
                 if c >= first and s.subtree(c)[0] == first and clause_kind(s, c) == "to"), None)


def _phrases(s: Sentence, verb: int, entry: Entry) -> Iterator[Complement]:
    """ "called for X", "warned of X": what the preposition governs."""
    for prep in s.childs(verb, "prep", "prt"):
        frame = "p." + s.words[prep].lower()
        if frame in entry.frames:
            inner = s.child(prep, "pobj", "pcomp")
            if inner is not None:
                clauses = (*s.childs(verb, "xcomp", "advcl"), *s.childs(prep, "ccomp"))
                later = [c for c in clauses if c > inner and clause_kind(s, c) == "to"]
                more = s.subtree(later[0]) if later else []
                yield Complement(frame, tuple(sorted({*s.subtree(inner), *more})), _addressee(s, verb))
        elif frame == "p.to" and "p.to.as" in entry.frames:
            later = [c for c in (*s.childs(verb, "prep"), *s.childs(s.child(prep, "pobj") or prep, "prep")) if s.words[c].lower() == "as"]
            inner = s.child(prep, "pobj")
            if later and inner is not None:
                yield Complement("np.as", tuple(sorted({*s.subtree(inner), *s.subtree(later[0])})), ())
        elif frame == "p.on" and s.lemmas[verb] == "call":
            yield from _call_on(s, verb, prep)


def _call_on(s: Sentence, verb: int, prep: int) -> Iterator[Complement]:
    """ "called on X to do Y": the deed is the content, X is addressed."""
    whom = s.child(prep, "pobj")
    if whom is None:
        return
    for c in (*s.childs(verb, "xcomp", "advcl", "ccomp"), *s.childs(whom, "relcl", "acl"), *s.childs(prep, "xcomp")):
        if c > whom and clause_kind(s, c) == "to":
            yield Complement("np.to", tuple(s.subtree(c)), noun_phrase(s, whom))
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
