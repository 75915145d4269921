"""Nouns and adjectives that report: "his claim that ..", "made a promise to ..", "is convinced that ..".

>>> from dateline.codes.cues import cues
>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Her claim that the well was poisoned was false."
>>> s = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> noun_hit(s, 1, cues()).of.name
'claim'
"""

from dateline.codes.cues import Cues, Entry
from dateline.reading.parse import Sentence
from dateline.reading.quotes_hit import BARE, Hit, clause_kind, verb_entries
from dateline.reading.quotes_speaker import noun_phrase, source_of, subject_token

DENIES = frozenset(("deny", "reject", "dismiss", "refute", "rebut", "dispute"))


def adjective_hit(s: Sentence, at: int, table: Cues, word: str) -> Hit | None:
    """ "is convinced that ..", "were willing to .."."""
    if s.deps[at] not in ("acomp", "ROOT", "ccomp", "conj", "advcl", "relcl", "amod", "acl", "xcomp", "oprd", "parataxis"):
        return None
    for entry in table.adjectives[word]:
        holding = s.childs(s.heads[at], "ccomp") if s.deps[at] == "acomp" else ()
        for c in (*s.childs(at, "ccomp", "xcomp", "advcl", "prep"), *holding):
            if c < at:
                continue
            kind = s.words[c].lower() if s.deps[c] == "prep" else clause_kind(s, c)
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


def noun_hit(s: Sentence, at: int, table: Cues) -> Hit | None:
    """ "his claim that ..", "made a promise to ..", "the point is that ..": the source is a possessor, a maker or "by X"."""
    source = _holder(s, at, table)
    said = _said_in(s, at, table) if not source else None
    for entry in table.nouns[table.lemmas.get(s.lemmas[at], s.lemmas[at])]:
        for c in s.childs(at, "acl", "ccomp", "relcl", "advcl", "prep", "appos"):
            if c < at:
                continue
            if s.deps[c] == "prep":
                inner = s.child(c, "pobj", "pcomp")
                if s.words[c].lower() in entry.frames and source and inner is not None and not set(source) & set(s.subtree(c)):
                    return Hit(s, at, (at,), tuple(s.subtree(inner)), source, entry.of, s.words[c].lower(), f"noun {entry.row}")
                continue
            kind = clause_kind(s, c)
            opener = s.words[s.subtree(c)[0]].lower()
            if kind == "that" and opener == "that" and s.deps[at] == "dobj" and _denies(s, s.heads[at], table) and not _relative(s, c):
                verb = s.heads[at]
                deny = next((e for e in table.verbs.get("deny", ()) if e.of.name == "deny"), entry)
                return Hit(s, verb, verb_entries(s, verb, table)[1], tuple(s.subtree(c)), source_of(s, verb), deny.of, "that",
                           f"that deny {s.lemmas[verb]}")
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


def _denies(s: Sentence, verb: int, table: Cues) -> bool:
    """Whether a verb refuses a claim: "denied", "brushed aside"."""
    return s.lemmas[verb] in DENIES or (s.pos[verb] == "VERB" and any(
        " " in e.word and e.of.name == "deny" for e in verb_entries(s, verb, table)[0]))


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
