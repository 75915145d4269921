"""What reports speech: verbs, nouns, adjectives and phrases, each with its class and the complements it takes.

>>> [(e.of.name, e.of.stance) for e in cues().verbs["deny"]]
[('deny', 'denies')]
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from dateline.codes.lines import lines, refuse, rows, table

Act = Literal["speech", "writing", "thought", "intention", "finding"]
Stance = Literal["asserts", "denies", "alleges", "promises", "asks", "orders", "hopes", "expects"]
Use = Literal["source", "relay"]
FRAMES = frozenset(("that", "wh", "to", "ing", "np", "q", "np.to", "np.that", "np.wh", "np.as", "np.pred", "np.of", "np.for",
                    "np.q", "np.resp", "np.at", "np.p.to"))
NOUN_FRAMES = frozenset(("that", "wh", "to", "of", "for", "on", "about", "against", "over", "with", "at", "by"))


@dataclass(frozen=True, slots=True)
class CueClass:
    """A class of cues: the act of its quotes, the stance towards what is quoted, and whether that is `fixed` whatever the words."""

    name: str
    act: Act
    stance: Stance
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One cue: a verb with its particle, a noun, an adjective or a phrase; `frames` are the complements that hold the content."""

    word: str
    of: CueClass
    frames: frozenset[str]
    row: str


@dataclass(frozen=True, slots=True)
class Cues:
    """All tables of cues. The keys are lemmas; a verb with a particle is keyed as `point out`.

    `lemmas_of_cues` and `words_of_cues` hold every lemma and word that can open a cue: other tokens need no second look.
    """

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]
    phrases: dict[tuple[str, ...], tuple[CueClass, Use]]
    openers: frozenset[str]
    lemmas_of_cues: frozenset[str]
    words_of_cues: frozenset[str]
    papers: frozenset[str]
    light: frozenset[str]
    works: frozenset[str]
    naming: frozenset[str]
    outlets: frozenset[str]
    blame: frozenset[str]
    blame_openers: frozenset[str]
    relays: frozenset[str]
    occasions: frozenset[str]
    talks: frozenset[str]
    lead_ins: frozenset[str]
    goes_on: frozenset[str]
    denied: frozenset[str]
    claimed: frozenset[str]
    lemmas: dict[str, str]


@cache
def cues() -> Cues:
    """The tables under `codes/quotes`; raises TableError for a line that is wrong."""
    classes = _classes()
    phrases = _phrases(classes)
    verbs, nouns, adjectives = (
        entries(f"{kind}s.tsv", rows((kind, "class", "frames"), "quotes", f"{kind}s.tsv"), classes, frames)
        for kind, frames in (("verb", FRAMES), ("noun", NOUN_FRAMES), ("adjective", NOUN_FRAMES)))
    lemmas = {row["given"]: row["right"] for _, row in rows(("given", "right"), "quotes", "lemmas.tsv")}
    openers = frozenset(form for words in phrases for form in (words[0], words[0].capitalize()))
    blame = _words("blame.txt")
    return Cues(
        verbs=verbs, nouns=nouns, adjectives=adjectives, phrases=phrases, openers=openers,
        lemmas_of_cues=frozenset((*(v.split()[0] for v in verbs), *nouns, *adjectives, *lemmas)),
        words_of_cues=openers | frozenset(adjectives),
        papers=_words("papers.txt"), light=_words("light.txt"), works=_words("works.txt"), naming=_words("naming.txt"),
        outlets=_words("outlets.txt"), blame=blame,
        blame_openers=frozenset(w.split()[0] for w in blame if " " in w), relays=_words("relays.txt"),
        occasions=_words("occasions.txt"), talks=_words("talks.txt"), lead_ins=_words("lead-ins.txt"),
        goes_on=_words("goes-on.txt"), denied=_words("denied.txt"), claimed=_words("claimed.txt"),
        lemmas=lemmas)


def _classes() -> dict[str, CueClass]:
    file, found = table("quotes", "classes.tsv"), dict[str, CueClass]()
    for number, row in rows(("class", "act", "stance", "fixed"), "quotes", "classes.tsv"):
        act = next((a for a in get_args(Act) if a == row["act"]), None)
        stance = next((s for s in get_args(Stance) if s == row["stance"]), None)
        if act is None or stance is None or row["class"] in found or row["fixed"] not in ("", "fixed"):
            raise refuse(file, number, f"{row} is no new class; acts: {get_args(Act)}; stances: {get_args(Stance)}")
        found[row["class"]] = CueClass(row["class"], act, stance, row["fixed"] == "fixed")
    return found


def entries(name: str, given: Iterable[tuple[int, dict[str, str]]], classes: dict[str, CueClass], allowed: frozenset[str]) -> dict[
        str, tuple[Entry, ...]]:
    """The entries of the numbered rows of the table `name`, by their word; raises TableError for a row that is no cue."""
    column = name.removesuffix(".tsv").removesuffix("s")
    found: dict[str, list[Entry]] = {}
    for number, row in given:
        word, frames = row[column], frozenset(row["frames"].split())
        bad = {f for f in frames if f not in allowed and not f.startswith("p.")}
        if not word or not frames or bad or row["class"] not in classes:
            raise refuse(table("quotes", name), number, f"{row} is no cue; classes: {sorted(classes)}; frames: {sorted(allowed)}, p.X")
        here = found.setdefault(word, [])
        if any(e.of.name == row["class"] for e in here):
            raise refuse(table("quotes", name), number, f"{word} stands twice as {row['class']}")
        here.append(Entry(word, classes[row["class"]], frames, f"{row['class']} {word}"))
    order = {name: n for n, name in enumerate(classes)}
    return {word: tuple(sorted(entries, key=lambda e: order[e.of.name])) for word, entries in found.items()}


def _phrases(classes: dict[str, CueClass]) -> dict[tuple[str, ...], tuple[CueClass, Use]]:
    file, found = table("quotes", "phrases.tsv"), dict[tuple[str, ...], tuple[CueClass, Use]]()
    for number, row in rows(("phrase", "class", "use"), "quotes", "phrases.tsv"):
        use = next((u for u in get_args(Use) if u == row["use"]), None)
        if not row["phrase"] or use is None or row["class"] not in classes:
            raise refuse(file, number, f"{row} is no phrase; uses: {get_args(Use)}")
        found[tuple(row["phrase"].split())] = classes[row["class"]], use
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(_checked(name))


def _checked(name: str) -> Iterator[str]:
    """The words of a list; raises TableError for one that stands twice."""
    seen: set[str] = set()
    for number, word in lines("quotes", name):
        if word in seen or word != word.strip() or "\t" in word:
            raise refuse(table("quotes", name), number, f"{word!r} stands twice or holds stray space")
        seen.add(word)
        yield word
