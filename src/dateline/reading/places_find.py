"""Where place names stand in a sentence, and what speaks for each: before anything is resolved.

In "Flooding hit Kisumu, Kenya, the Kenya Airways office said" it finds Kisumu and Kenya, and leaves the airline.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.codes.gazetteer import key_of
from dateline.reading.parse import Sentence
from dateline.reading.places_options import Option, Options, from_spot

LONGEST = 6  # tokens of a name
NAME_TAGS = frozenset(("NNP", "NNPS"))
SHOUTING = 0.6  # share of words in capitals from which a sentence has no other letters to go by
LARGE = 100_000  # inhabitants from which a town is known without more evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name from the token `first` to `last`. `support` is what speaks for it, "" where nothing but the name does.

    `outer` is the index of the mention behind the comma ("Springfield, Ohio") among those of its sentence; `area`
    tells that a word like "province" follows; `options` are what the name could mean, none where the gazetteer lacks it.
    """

    sentence: Sentence
    first: int
    last: int
    key: str
    options: tuple[Option, ...]
    support: str = ""
    area: str = ""
    outer: int | None = None

    @property
    def own(self) -> bool:
        return any(o.kind == "country" or o.prior == 8.5 for o in self.options)

    @property
    def single(self) -> bool:
        return self.first == self.last


@dataclass(slots=True)
class Finder:
    """The search through one report's sentences; `persons` gathers names that turned out to be surnames."""

    options: Options
    persons: set[str]

    def in_sentence(self, sentence: Sentence) -> list[Mention]:
        """The place names of a sentence, left to right."""
        found: list[Mention] = []
        words, count = sentence.words, len(sentence.words)
        shouting = shouts(sentence)
        small = self.options.tables.small
        at = 0
        while at < count:
            word = words[at]
            if not word[0].isupper() and word not in small:
                at += 1
                continue
            mention = self._match(sentence, at, shouting, found)
            if mention is None:
                at += 1
                continue
            if (kept := self._judge(mention, found, shouting)) is not None:
                found.append(kept)
            at = mention.last + 1
        return self._paired(sentence, found)

    def _match(self, sentence: Sentence, at: int, shouting: bool, found: list[Mention]) -> Mention | None:
        """The longest name that begins at a token."""
        tables, words = self.options.tables, sentence.words
        word = words[at]
        spot = tables.capitals.get(word)
        if spot is not None and (not shouting or sentence.tags[at] in NAME_TAGS):
            return Mention(sentence, at, at, word, (from_spot(spot),))
        if (short := self._after(sentence, at, found)) is not None:
            return short
        for last in reversed(self._ends(sentence, at)):
            key = key_of(sentence_text(sentence, at, last))
            options = self.options.of(key)
            if options and self._spelled(sentence, at, last, key, options, shouting):
                return Mention(sentence, at, last, key, options)
        return None

    def _ends(self, sentence: Sentence, at: int) -> list[int]:
        """The tokens on which a name that begins at `at` could end."""
        words, joiner = sentence.words, self.options.tables.words["joiner"]
        ends = [at] if words[at][0].isupper() else []
        for last in range(at + 1, min(at + LONGEST, len(words))):
            word = words[last]
            if word[0].isupper() or (sentence.starts[last] == sentence.ends[last - 1] and word.isalpha()) \
                    or word in ("region", "state", "territories", "strait", "peninsula", "area"):
                ends.append(last)
            elif word.lower() not in joiner and not (last == at + 1 and not ends):
                break
        return ends

    def _after(self, sentence: Sentence, at: int, found: list[Mention]) -> Mention | None:
        """A division's abbreviation behind a town and a comma: "Boise, ID", "Lynn, Mass."."""
        after = self.options.tables.after
        if at < 2 or sentence.words[at - 1] != "," or not sentence.words[at - 2][0].isupper():
            return None
        for last in (at + 1, at):
            if last >= len(sentence):
                continue
            text = sentence_text(sentence, at, last)
            known = after.get(text) or after.get(text + ".")
            if known is not None:
                options = tuple(o for o in self.options.of(key_of(known[1])) if o.kind == "adm1" and o.country == known[0])
                if options and (len(text) > 2 or "." in text or (found and found[-1].last == at - 2)):
                    return Mention(sentence, at, last, key_of(known[1]), options, "abbreviation")
        return None

    def _spelled(self, sentence: Sentence, first: int, last: int, key: str, options: tuple[Option, ...], shouting: bool) -> bool:
        """Whether the letters and tags of the words allow a place name."""
        tables, word = self.options.tables, sentence.words[first]
        own = key in tables.own
        if key in tables.the and (first == 0 or sentence.words[first - 1].lower() != "the"):
            return False
        if own and first == last and not word[0].isupper():
            return False
        if not own and sentence.tags[last] not in NAME_TAGS and sentence.tags[first] not in NAME_TAGS:
            return False
        if word.isupper() and first == last and len(word) > 1 and not shouting and "." not in word:
            return len(word) > 4 and (own or options[0].people >= LARGE)
        if own and first == last == 0 and sentence.pos[0] == "VERB":
            return False
        return not (shouting and not own and (options[0].people < LARGE or key in tables.stops))

    def _judge(self, mention: Mention, found: list[Mention], shouting: bool) -> Mention | None:
        """The mention with its support, or None where the name is part of another name or stands for somebody."""
        sentence, first, last = mention.sentence, mention.first, mention.last
        tables = self.options.tables
        before = sentence.words[first - 1] if first else ""
        following = sentence.words[last + 1] if last + 1 < len(sentence) else ""
        if mention.support == "abbreviation":
            return mention
        if not shouting and self._of_a_person(mention, before, following, found):
            self.persons.add(mention.key)
            return None
        if self._of_a_name(mention, before, following, found, shouting):
            return None
        support = self._support(mention, found)
        area = following.lower() if following.lower() in tables.words["area"] else ""
        if area and area not in ("state", "city", "camp", "border", "river", "department", "mountains", "base") and not support:
            support = "noun"
        return replace(mention, support=support, area=area)

    def _of_a_person(self, mention: Mention, before: str, following: str, found: list[Mention]) -> bool:
        """Whether the name is somebody's: behind a title or given name, or a given name before a surname."""
        tables, sentence = self.options.tables, mention.sentence
        country = mention.options[0].kind == "country"
        first, last = mention.first, mention.last
        low = before.lower().rstrip(".")
        touching = bool(before) and before[0].isupper() and not (found and found[-1].last == first - 1)
        if touching and low in tables.words["title"] and sentence.starts[first] - sentence.ends[first - 1] == 1:
            return (not country and low not in ("president", "premier", "king", "queen")) or (country and low in ("mr", "mrs", "ms", "dr"))
        if touching and mention.single and low in tables.given and sentence.tags[first - 1] in NAME_TAGS:
            return not (first == 1 and low in ("will", "may"))
        if touching and mention.single and len(low) == 1 and before.endswith(".") and not country:
            return True
        if not mention.single or not following:
            return False
        return (mention.key in tables.given and following[0].isupper() and sentence.tags[last + 1] in NAME_TAGS
                and following.lower().rstrip(".") not in tables.words["office"] | tables.words["area"]
                and following.lower() not in tables.words["organisation"] and not self.options.of(key_of(following)))

    def _of_a_name(self, mention: Mention, before: str, following: str, found: list[Mention], shouting: bool) -> bool:
        """Whether the name is part of the name of something else: a firm, a paper, a club, a law."""
        tables, sentence, first, last = self.options.tables, mention.sentence, mention.first, mention.last
        low, next_low = before.lower().rstrip("."), following.lower().rstrip(".")
        words = tables.words
        if following and following[0].isupper() and not shouting and sentence.tags[last + 1] in NAME_TAGS | {"JJ"}:
            keep = next_low in words["office"] or next_low in words["area"] or (next_low in words["strong"] and self._state(mention)) \
                or (bool(self.options.of(key_of(following))) and next_low not in words["organisation"] and key_of(following) not in tables.stops) \
                or next_low in tables.peoples
            if not keep:
                return sentence.tags[last + 1] in NAME_TAGS or next_low in words["organisation"]
        if next_low == "-" and last + 2 < len(sentence) and sentence.words[last + 2].lower() in words["dropsuffix"]:
            return True
        if before in ("-", "–") and first >= 2 and sentence.words[first - 2].lower() in words["dropprefix"]:
            return True
        if low == "of" and first >= 2 and sentence.words[first - 2][0].isupper() and sentence.words[first - 2].lower() in words["of"]:
            return True
        if low == "the" and first >= 3 and sentence.words[first - 2] == "of" and sentence.words[first - 3].lower() in ("bank", "university", "church") \
                and sentence.words[first - 3][0].isupper():
            return True
        return bool(before) and before[0].isupper() and self._tail(mention, low, found, shouting)

    def _tail(self, mention: Mention, low: str, found: list[Mention], shouting: bool) -> bool:
        """Whether the capitalised word right before makes it the end of another name ("Deutsche Telekom Hungary" is none)."""
        tables, sentence, first = self.options.tables, mention.sentence, mention.first
        if shouting or sentence.tags[first - 1] not in NAME_TAGS or (found and found[-1].last == first - 1):
            return False
        if low in tables.words["modifier"] or low in tables.peoples or low in tables.words["locative"]:
            return False
        if low in tables.words["office"] or low in tables.words["title"]:
            return False
        return not self._state(mention) or low in tables.words["front"] or sentence.heads[first - 1] == first

    @staticmethod
    def _state(mention: Mention) -> bool:
        return mention.options[0].kind == "country"

    def _support(self, mention: Mention, found: list[Mention]) -> str:
        """What around the name speaks for a place: "locative", "noun", "list", or ""."""
        sentence, words = mention.sentence, self.options.tables.words
        at = mention.first - 1
        if at >= 1 and sentence.words[at] in ("of", "called", "named", "in") and sentence.words[at - 1].lower() in words["noun"]:
            return "noun"
        if at >= 0 and sentence.words[at].lower() in words["noun"] and sentence.pos[at] == "NOUN":
            return "noun"
        while at >= 0 and (sentence.pos[at] in ("DET", "ADJ") or sentence.words[at].lower() in words["modifier"]):
            if sentence.words[at].lower() in words["modifier"] and sentence.words[at][0].islower():
                return "locative"
            at -= 1
        if at < 0:
            return ""
        low = sentence.words[at].lower()
        if low in words["locative"] and low != "of":
            return "locative"
        if low in (",", "and", "or", "&", "between") and found and found[-1].last in (at - 1, at - 2) and found[-1].support:
            return "list"
        return "of" if low == "of" else ""

    def _paired(self, sentence: Sentence, found: list[Mention]) -> list[Mention]:
        """The mentions with `outer` set where "Town, Region" or "Town (Region)" holds."""
        for at in range(len(found) - 1):
            inner, outer = found[at], found[at + 1]
            if outer.first == inner.last + 2 and sentence.words[inner.last + 1] in (",", "(") \
                    and any(i.within(o) for o in outer.options for i in inner.options):
                found[at] = replace(inner, support="pair", outer=at + 1)
                found[at + 1] = replace(outer, support=outer.support or "pair")
        return found


def sentence_text(sentence: Sentence, first: int, last: int) -> str:
    """The words from one token to another as they stand in the text; white space of any kind is one space."""
    parts = [sentence.words[first]]
    for token in range(first + 1, last + 1):
        if sentence.starts[token] > sentence.ends[token - 1]:
            parts.append(" ")
        parts.append(sentence.words[token])
    return "".join(parts)


def shouts(sentence: Sentence) -> bool:
    """Whether the sentence is written in capitals."""
    letters = [w for w in sentence.words if len(w) > 1 and w[0].isalpha()]
    return len(letters) > 2 and sum(w.isupper() for w in letters) >= SHOUTING * len(letters)
