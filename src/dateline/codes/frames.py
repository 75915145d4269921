"""Frames: which words tell which event, who is the doer and who is done to.

A frame is one row of `codes/events/frames*.tsv`; `docs/guide/code-book.md` explains the columns.

>>> frame = frames().of("condemn", "V")[0]
>>> frame.event, frame.actor[0], frame.recipient[0]
('ACCUSE', ('subj',), ('obj',))
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import cast

from dateline.codes.lines import refuse, rows, table
from dateline.codes.plover import kinds, modes
from dateline.records.event import Status

POS = frozenset("VNA")
COLUMNS = ("head", "pos", "needs", "event", "mode", "actor", "recipient", "effect")
PLACES = frozenset(
    ["obj", "obj.comp", "iobj", "subj", "xcomp", "xcomp.other", "ccomp", "ccomp.base", "ccomp.must", "acomp",
     "attr", "acl", "advcl", "advmod", "comp", "of", "by", "poss", "passive"])
SLOTS = frozenset(["speaker", "subj", "obj", "iobj", "poss", "comp", "of", "by", "xcomp.subj", "ccomp.subj", "comp.obj"])
EFFECTS = re.compile(r"weak|doerless|undo:obj|undo:prep:[a-z ]+|light:obj|light:prep:[a-z ]+|status:(?:planned|negated|hypothetical)")
PREP = re.compile(r"(?:prep|pcomp)[ :]([a-z]+(?: [a-z]+)*)")
SLOT_PREP = re.compile(r"(?:(?:obj|comp)\.)?prep:([a-z]+(?: [a-z]+)*)")
WHOM: dict[str, tuple[str, ...]] = {
    "xcomp": ("iobj", "prep:to", "comp.obj"), "ccomp": ("iobj", "ccomp.subj", "prep:to"), "obj": ("iobj", "comp.obj")}
STATUS = frozenset(("", "actual", "planned", "hypothetical", "negated", "drop"))


@dataclass(frozen=True, slots=True)
class Need:
    """One test on what stands around a head.

    `place` is where to look (`obj`, `prep`, `xcomp` ..), `prep` the preposition where it is one, `words` the lemmas that
    may stand there (empty: any), `actor` asks for an actor there, `absent` that nothing of the kind stands there.
    """

    place: str
    prep: str = ""
    words: frozenset[str] = frozenset()
    actor: bool = False
    absent: bool = False

    @property
    def weight(self) -> int:
        """How much the test tells: listed words most."""
        return 3 if self.words or "." in self.place else 2 if self.actor or self.prep else 1


@dataclass(frozen=True, slots=True)
class Frame:
    """One row. `words` is the head split at spaces; `actor` and `recipient` are slots, tried in order, each the parts joined by "+"."""

    id: str
    words: tuple[str, ...]
    pos: str
    needs: tuple[Need, ...]
    event: str
    mode: str | None
    actor: tuple[tuple[str, ...], ...]
    recipient: tuple[tuple[str, ...], ...]
    effect: str
    weight: int

    @property
    def weak(self) -> bool:
        """Whether the row only serves where actor and recipient are given."""
        return self.effect == "weak"

    @property
    def doerless(self) -> bool:
        """Whether the row tells an act even where nobody says who did it: "a bomb went off"."""
        return self.effect == "doerless"

    @property
    def spoken(self) -> bool:
        """Whether the act is done by the words of whoever says them."""
        return self.actor == (("speaker",),)

    @property
    def light(self) -> str:
        """Where the noun stands that tells the event (`obj`, `prep:into`), empty for other frames."""
        return self.effect[6:] if self.effect.startswith("light:") else ""

    @property
    def undo(self) -> str:
        """Where the word stands for the event that is called off, empty for other frames."""
        return self.effect[5:] if self.effect.startswith("undo:") else ""

    @property
    def status(self) -> Status | None:
        """The status that the row sets, or None."""
        return cast(Status, self.effect[7:]) if self.effect.startswith("status:") else None


@dataclass(frozen=True, slots=True)
class Embed:
    """What a word does to its complement. `status` "drop": the complement is no event of its own."""

    id: str
    words: tuple[str, ...]
    pos: str
    places: tuple[Need, ...]
    status: str
    claimed: bool
    own_event: str | None
    own_mode: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """All frames and embedding words, to be found by the lemma and part of speech of their head."""

    by_head: dict[tuple[str, str], tuple[Frame, ...]]
    strong: dict[tuple[str, str], tuple[Frame, ...]]
    supports: dict[str, tuple[Frame, ...]]
    embeds: dict[tuple[str, str], tuple[Embed, ...]]
    classes: dict[str, frozenset[str]]
    modes: dict[tuple[str, str, str], str]

    def of(self, lemma: str, pos: str) -> tuple[Frame, ...]:
        """The frames with an event whose head is `lemma`, most specific first."""
        return self.by_head.get((lemma, pos), ())

    def strong_of(self, lemma: str, pos: str) -> tuple[Frame, ...]:
        """Those of them that may speak for themselves."""
        return self.strong.get((lemma, pos), ())

    def supports_of(self, lemma: str) -> tuple[Frame, ...]:
        """The rows of a verb that carries a noun's event or calls it off."""
        return self.supports.get(lemma, ())

    def embed_of(self, lemma: str, pos: str) -> tuple[Embed, ...]:
        """The embedding rows of `lemma`."""
        return self.embeds.get((lemma, pos), ())

    def mode_of(self, outer: str, inner: str, inner_mode: str | None) -> str | None:
        """The mode of an outer event whose complement tells an inner one: demanding a withdrawal is `yield`."""
        return self.modes.get((outer, inner, inner_mode or "")) or self.modes.get((outer, inner, ""))


@cache
def frames() -> Frames:
    """The frames of every `events/frames*.tsv`, with `events/classes*.tsv`, `events/embed.tsv` and `events/embed-modes.tsv`."""
    classes = word_classes()
    found: dict[tuple[str, str], list[Frame]] = {}
    for name in _files("frames"):
        for frame in _frames_of(name, classes):
            found.setdefault((frame.words[0 if frame.pos == "V" else -1], frame.pos), []).append(frame)
    embeds: dict[tuple[str, str], list[Embed]] = {}
    for embed in _embeds(classes):
        embeds.setdefault((embed.words[0], embed.pos), []).append(embed)
        for frame in _own_frames(embed):
            found.setdefault((frame.words[0], frame.pos), []).append(frame)
    ordered = {head: tuple(sorted(group, key=lambda f: -f.weight)) for head, group in found.items()}
    telling = {head: tuple(f for f in group if not f.light and f.event) for head, group in ordered.items()}
    strong = {head: tuple(f for f in group if not f.weak) for head, group in telling.items()}
    supports = {head: tuple(f for f in group if f.light or f.undo) for (head, pos), group in ordered.items() if pos == "V"}
    return Frames(telling, {h: g for h, g in strong.items() if g}, {h: g for h, g in supports.items() if g},
                  {head: tuple(sorted(group, key=_exactness)) for head, group in embeds.items()}, classes, _modes())


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """The word classes that `needs` may name after `@`."""
    found: dict[str, frozenset[str]] = {}
    for name in _files("classes"):
        for number, row in rows(("class", "words"), "events", name):
            words = frozenset(w for w in row["words"].split("|") if w)
            if not re.fullmatch(r"[A-Za-z][A-Za-z_-]*", row["class"]) or not words:
                raise refuse(table("events", name), number, "a class is a word with words joined by |")
            found[row["class"]] = found.get(row["class"], frozenset()) | words
    return found


def _files(start: str) -> list[str]:
    """The tables of `codes/events` whose name starts with `start`."""
    return sorted(f.name for f in table("events").iterdir() if re.fullmatch(start + r"(?:-[a-z0-9-]+)?\.tsv", f.name))


def _frames_of(name: str, classes: dict[str, frozenset[str]]) -> Iterator[Frame]:
    file = table("events", name)
    short = name.removesuffix(".tsv").removeprefix("frames").removeprefix("-") or "frames"
    for number, row in rows(COLUMNS, "events", name):
        head = tuple((row["head"].replace("-", " ") if row["pos"] == "N" else row["head"]).split())
        if not head or row["head"] != row["head"].lower():
            raise refuse(file, number, f"the head {row['head']!r} is not in lower case")
        if row["pos"] not in POS:
            raise refuse(file, number, f"the part of speech is {row['pos']!r}; allowed: V, N, A")
        if row["effect"] and not EFFECTS.fullmatch(row["effect"]):
            raise refuse(file, number, f"the effect {row['effect']!r} is unknown; allowed: weak, doerless, undo:obj, light:obj, "
                         "light:prep:WORD, status:STATUS")
        if row["event"] not in kinds() and not (row["event"] == "" and row["effect"]):
            raise refuse(file, number, f"the event is {row['event']!r}; allowed: {', '.join(kinds())}")
        if row["mode"] and (row["event"], row["mode"]) not in modes():
            raise refuse(file, number, f"{row['event']} has no mode {row['mode']!r}")
        needs = tuple(_need(n, classes, file, number) for n in row["needs"].split(";") if n)
        if row["pos"] == "V" and not needs and row["head"] in classes["COMMON"] and not row["effect"]:
            row["effect"] = "weak"  # "go" alone tells nothing
        yield Frame(f"frame {'_'.join(head)} {short}:{number}", head, row["pos"], needs, row["event"], row["mode"] or None,
                    _slots(row["actor"], file, number), _slots(row["recipient"], file, number), row["effect"],
                    2 * len(head) + sum(n.weight for n in needs))


def _need(text: str, classes: dict[str, frozenset[str]], file: Traversable, number: int) -> Need:
    """A test such as `obj:@actor`, `no obj`, `prep to:minister|president`, `pcomp from`."""
    text = text.strip()
    absent = text.startswith("no ")
    body = text[3:] if absent else text
    place, _, asked = body.partition(":")
    prep = ""
    if match := PREP.match(body):
        place, prep = body[:match.start(1) - 1], match.group(1)
        rest = body[match.end():]
        asked = rest[1:] if rest.startswith(":") else ""
        if rest and not rest.startswith(":"):
            raise refuse(file, number, f"the test {text!r} is not understood")
    elif place not in PLACES:
        raise refuse(file, number, f"the test {text!r} looks at {place!r}; allowed: prep WORD, pcomp WORD, {', '.join(sorted(PLACES))}")
    if asked == "@actor":
        return Need(place, prep, actor=True, absent=absent)
    return Need(place, prep, _words(asked, classes, file, number), absent=absent)


def _words(asked: str, classes: dict[str, frozenset[str]], file: Traversable, number: int) -> frozenset[str]:
    words: set[str] = set()
    for word in filter(None, asked.split("|")):
        if word.startswith("@"):
            if word[1:] not in classes:
                raise refuse(file, number, f"the class {word} is in no classes table")
            words |= classes[word[1:]]
        else:
            words.add(word)
    return frozenset(words)


def _slots(text: str, file: Traversable, number: int) -> tuple[tuple[str, ...], ...]:
    found = tuple(tuple(part.strip() for part in slot.split("+")) for slot in text.split("|") if slot)
    for slot in found:
        for part in slot:
            if part not in SLOTS and not SLOT_PREP.fullmatch(part):
                raise refuse(file, number, f"the slot {part!r} is unknown; allowed: prep:WORD, comp.prep:WORD, {', '.join(sorted(SLOTS))}")
    return found


def _embeds(classes: dict[str, frozenset[str]]) -> Iterator[Embed]:
    columns = ("head", "pos", "complement", "status", "claimed", "own_event", "own_mode", "note")
    file = table("events", "embed.tsv")
    for number, row in rows(columns, "events", "embed.tsv"):
        if row["status"] not in STATUS:
            raise refuse(file, number, f"the status is {row['status']!r}; allowed: {', '.join(sorted(STATUS))}")
        if row["own_event"] and row["own_event"] not in kinds():
            raise refuse(file, number, f"the event is {row['own_event']!r}; allowed: {', '.join(kinds())}")
        if row["pos"] not in POS or row["claimed"] not in ("", "yes") or not row["complement"]:
            raise refuse(file, number, "pos is V, N or A, claimed is yes or empty, complement is told")
        head = tuple(row["head"].split())
        places = tuple(_need(p, classes, file, number) for p in row["complement"].split("|"))
        yield Embed(f"embed {'_'.join(head)}.{number}", head, row["pos"], places, row["status"], row["claimed"] == "yes",
                    row["own_event"] or None, row["own_mode"] or None)


def _exactness(embed: Embed) -> tuple[bool, bool, int]:
    """Rows with listed words and rows of narrow places come first."""
    narrow = any("." in need.place for need in embed.places)
    return not any(need.words for need in embed.places), not narrow, -len(embed.words)


def _own_frames(embed: Embed) -> Iterator[Frame]:
    """The frames of the embedding word's own event: by its complement, with the doer or owner of that as the recipient."""
    if embed.own_event is None:
        return
    actor = (("subj",),) if embed.pos != "N" else (("poss",), ("comp",), ("by",), ("of",), ("subj",))
    for place in embed.places:
        other = (f"prep:{place.prep}",) if place.place == "prep" else ("iobj",)
        ending = WHOM.get(place.place, other)
        first = ("obj",) if place.place != "obj" else ()
        yield Frame(embed.id, embed.words, embed.pos, (place,), embed.own_event, embed.own_mode, actor,
                    tuple((slot,) for slot in (*first, *ending)), "", 2 * len(embed.words) + place.weight - 1)


def _modes() -> dict[tuple[str, str, str], str]:
    """The table `events/embed-modes.tsv`: outer event, inner event, inner mode (empty: any), mode of the outer."""
    file, found = table("events", "embed-modes.tsv"), {}
    for number, row in rows(("outer", "inner", "inner_mode", "mode"), "events", "embed-modes.tsv"):
        if row["outer"] not in kinds() or row["inner"] not in kinds() or not row["mode"]:
            raise refuse(file, number, "outer and inner are events, mode is told")
        found[row["outer"], row["inner"], row["inner_mode"]] = row["mode"]
    return found
