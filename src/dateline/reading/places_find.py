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
BETWEEN = frozenset(((",",), ("(",), ("in",), ("located", "in"), (",", "in")))
LARGE = 100_000  # inhabitants from which a town is known without more evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name from the token `first` to `last`. `support` is what speaks for it, "" where nothing but the name does.

    `outer` is the index of the mention behind the comma ("Springfield, Ohio") among those of its sentence; `area`
    tells that a word like "province" follows; `options` are what the name could mean, none where the gazetteer
    lacks it; `among` the states whose divisions stand around it in a list.
    """

    sentence: Sentence
    first: int
    last: int
    key: str
    options: tuple[Option, ...]
    support: str = ""
    area: str = ""
    outer: int | None = None
    among: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        return any(o.ours for o in self.options)

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
        small, others = self.options.tables.small, self.options.tables.other
        at = 0
        while at < count:
            word = words[at]
            if not word[0].isupper() and word not in small:
                at += 1
                continue
            if word.lower() in others and (over := self._other_name(sentence, at)):
                at = over
                continue
            mention = self._match(sentence, at, shouting, found)
            if mention is None:
                unlocated = None if shouting else self._unlocated(sentence, at, found)
                found += [unlocated] if unlocated else []
                at = unlocated.last + 1 if unlocated else at + 1
                continue
            if found and found[-1].last == at - 1 and weak(found[-1]) and mention.support != "abbreviation" and not shouting:
                self.persons.update((found.pop().key, mention.key))  # "Merrick Garland": two towns in a row are a person
            elif (kept := self._judge(mention, found, shouting)) is not None:
                found.append(kept)
                mention = kept
            at = mention.last + 1
        return self._paired(sentence, found)

    def _other_name(self, sentence: Sentence, at: int) -> int:
        """The token behind a name that is no place ("West Nile"), 0 where none begins here."""
        for last in range(min(at + 8, len(sentence)) - 1, at, -1):
            if key_of(sentence_text(sentence, at, last)) in self.options.tables.other[sentence.words[at].lower()]:
                return last + 1
        return 0

    def _match(self, sentence: Sentence, at: int, shouting: bool, found: list[Mention]) -> Mention | None:
        """The longest name that begins at a token."""
        tables, words = self.options.tables, sentence.words
        word = words[at]
        spot = tables.capitals.get(word)
        if spot is not None and (not at or words[at - 1] != "$") and (not shouting or sentence.tags[at] in NAME_TAGS):
            return Mention(sentence, at, at, word, (from_spot(spot),))
        if (short := self._after(sentence, at, found)) is not None:
            return short
        for last in reversed(self._ends(sentence, at)):
            key = key_of(sentence_text(sentence, at, last))
            options = self.options.of(key)
            if options and self._spelled(sentence, at, last, key, options, shouting):
                return Mention(sentence, at, last, key, options)
        return None

    def _unlocated(self, sentence: Sentence, at: int, found: list[Mention]) -> Mention | None:
        """A name that the gazetteer lacks and the words around it call a place: "the village of Kampi", "Gondi district"."""
        tables, low = self.options.tables, sentence.words[at].lower()
        if sentence.tags[at] not in NAME_TAGS or not at or sentence.words[at].isupper() or low in tables.never or low in tables.peoples:
            return None
        last = at
        while last + 1 < len(sentence) and sentence.tags[last + 1] in NAME_TAGS and sentence.words[last + 1][0].isupper():
            last += 1
        words, settled = sentence.words, tables.words["settled"]
        before, after = words[at - 1].lower(), words[last + 1] if last + 1 < len(sentence) else ""
        support = ""
        if before in ("of", "called", "named") and at > 1 and words[at - 2].lower() in settled:
            support, area = "noun", words[at - 2].lower()
        elif before in settled and sentence.pos[at - 1] == "NOUN" and after in (",", ".", "in", "and", "on", ""):
            support, area = "noun", before
        elif after in settled and low not in tables.stops and not after.endswith("s"):
            support, area = "noun", after
        elif before in (",", "and") and found and not found[-1].options and found[-1].last == at - 2:
            support, area = "noun", found[-1].area
        elif before in ("in", "near", "at", "outside") and after == "," and low not in tables.given and low not in tables.stops \
                and self._outer_at(sentence, last + 2):
            support, area = "outer", "town"
        if not support or last - at > 3:
            return None
        return Mention(sentence, at, last, key_of(sentence_text(sentence, at, last)), (), support, area)

    def _outer_at(self, sentence: Sentence, at: int) -> bool:
        """Whether a country or first-order division begins at a token."""
        if at >= len(sentence) or not sentence.words[at][0].isupper():
            return False
        outer = self._match(sentence, at, False, [])
        return outer is not None and outer.options[0].kind in ("country", "adm1")

    def _ends(self, sentence: Sentence, at: int) -> list[int]:
        """The tokens on which a name that begins at `at` could end."""
        words, joiner = sentence.words, self.options.tables.words["joiner"]
        ends = [at] if words[at][0].isupper() else []
        for last in range(at + 1, min(at + LONGEST, len(words))):
            word = words[last]
            if word[0].isupper() or (word[:2] in ("d'", "d’", "l'") and word[2:3].isupper()) or (sentence.starts[last] == sentence.ends[last - 1] and word.isalpha()) \
                    or word in self.options.tables.inner:
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
            told = first > 1 and sentence.words[first - 1] == "of" and sentence.words[first - 2].lower() in tables.words["settled"]
            return told and key not in tables.never
        if word.isupper() and first == last and len(word) > 1 and not shouting and "." not in word:
            opens = first == 0 and last + 2 < len(sentence) and sentence.words[1] in (",", "(", "—", "–", "-", "--")
            settled = key not in tables.stops or (opens and sentence.words[2].rstrip(".") + "." in tables.after)
            return key in tables.upper or (opens and settled) or len(word) > 4 and (own or options[0].people >= LARGE)
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
        if not shouting and following[:1].isupper() and following.lower() in tables.words["feature"]:
            named = self._support(mention, found) in ("locative", "list", "noun", "modifier")
            return replace(mention, last=last + 1, key=mention.key + " " + following.lower(), options=(), support="feature") if named else None
        if self._of_a_name(mention, before, following, found, shouting):
            return None
        support = self._support(mention, found)
        area = following.lower() if following.lower() in tables.words["area"] else ""
        if area and area not in ("state", "city", "camp", "border", "department", "base") and support in ("", "of", "modifier"):
            support = "noun"
        area = area or self._area_before(mention) or ("state" if following.lower().rstrip(".") in ("governor", "gov", "legislature") else "")
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
                and following.lower() not in tables.words["organisation"] and not (key_of(following) in tables.own and (mention.own or mention.options[0].people >= LARGE)))

    def _of_a_name(self, mention: Mention, before: str, following: str, found: list[Mention], shouting: bool) -> bool:
        """Whether the name is part of the name of something else: a firm, a paper, a club, a law."""
        tables, sentence, first, last = self.options.tables, mention.sentence, mention.first, mention.last
        low, next_low = before.lower().rstrip("."), following.lower().rstrip(".")
        words = tables.words
        if following and following[0].isupper() and not shouting and sentence.tags[last + 1] in NAME_TAGS | {"JJ"}:
            if next_low in ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"):
                return False
            if next_low in words["area"] and last + 2 < len(sentence) and sentence.words[last + 2].lower() in words["organisation"]:
                return True
            if not self._state(mention) and next_low not in words["office"] and self._run_names(sentence, last + 1):
                return True
            keep = next_low in words["office"] or next_low in words["area"] or (next_low in words["strong"] and self._state(mention)) \
                or (bool(self.options.of(key_of(following))) and next_low not in words["organisation"] and key_of(following) not in tables.stops) \
                or next_low in tables.peoples
            if not keep:
                return sentence.tags[last + 1] in NAME_TAGS or next_low in words["organisation"]
        if last + 2 < len(sentence) and (next_low in ("el", "al", "ul") or next_low == "-") and sentence.words[last + 2][0].isupper() \
                and not self.options.of(key_of(sentence.words[last + 2])) and not self._state(mention):
            return True
        if next_low == "-" and last + 2 < len(sentence) and sentence.words[last + 2].lower() in words["dropsuffix"]:
            return True
        if before in ("-", "–") and first >= 2 and sentence.words[first - 2].lower() in words["dropprefix"]:
            return True
        if low == "of" and first >= 2 and sentence.words[first - 2][0].isupper() and sentence.words[first - 2].lower() in words["of"]:
            return True
        if low in words["modifier"] and first >= 3 and sentence.words[first - 2] == "of" and sentence.words[first - 3][0].isupper() \
                and sentence.words[first - 3].lower() in words["of"]:
            return True
        if low == "the" and first >= 3 and sentence.words[first - 2] == "of" and sentence.words[first - 3].lower() in ("bank", "university", "church") \
                and sentence.words[first - 3][0].isupper():
            return True
        return bool(before) and before[0].isupper() and self._tail(mention, low, found, shouting)

    def _run_names(self, sentence: Sentence, at: int) -> bool:
        """Whether a run of capitalised words holds the word for an organisation: "Stoke Mandeville Hospital"."""
        organisation = self.options.tables.words["organisation"]
        while at < len(sentence) and sentence.tags[at] in NAME_TAGS and sentence.words[at][0].isupper():
            if sentence.words[at].lower() in organisation:
                return True
            at += 1
        return False

    def _tail(self, mention: Mention, low: str, found: list[Mention], shouting: bool) -> bool:
        """Whether the capitalised word right before makes it the end of another name ("Deutsche Telekom Hungary" is none)."""
        tables, sentence, first = self.options.tables, mention.sentence, mention.first
        if shouting or sentence.tags[first - 1] not in NAME_TAGS or (found and found[-1].last == first - 1):
            return False
        if low in tables.words["modifier"] or low in tables.peoples or low in tables.words["locative"]:
            return False
        if low in tables.words["office"] or low in tables.words["title"]:
            return False
        if mention.single and mention.options[0].people < LARGE and not mention.own:
            self.persons.add(mention.key)
        return not self._state(mention) or low in tables.words["front"] or sentence.heads[first - 1] == first

    @staticmethod
    def _state(mention: Mention) -> bool:
        return mention.options[0].kind == "country"

    def _area_before(self, mention: Mention) -> str:
        """The word for a division or town in "the state of Washington", "the city of Kano"."""
        at, words = mention.first - 1, mention.sentence.words
        if at >= 1 and words[at] == "of" and words[at - 1].lower() in self.options.tables.words["area"]:
            return words[at - 1].lower()
        return ""

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
            modifier = sentence.deps[mention.last] == "compound" and sentence.words[mention.first - 1].lower() in ("the", "a", "an")
            return "modifier" if modifier else "locative"
        if low in (",", "and", "or", "&", "between") and found and found[-1].last in (at - 1, at - 2) and found[-1].support:
            return "list"
        if low == "of" and at >= 2 and sentence.words[at - 1] == "," and sentence.tags[at - 2] == "CD":
            return "locative"  # "Jane Roe, 39, of Fairfield"
        return "of" if low == "of" else ""

    def _paired(self, sentence: Sentence, found: list[Mention]) -> list[Mention]:
        """The mentions with `outer` set where "Town, Region" or "Town (Region)" holds."""
        for at in range(len(found) - 1):
            inner, outer = found[at], found[at + 1]
            between = sentence.words[inner.last + 1:outer.first]
            if not inner.options and between and between[0] in self.options.tables.words["settled"]:
                between = between[1:]
            if not inner.options and outer.options and between in BETWEEN and outer.options[0].kind in ("country", "adm1"):
                found[at] = replace(inner, outer=at + 1)
            if between in BETWEEN and not _in_a_list(found, at) and any(i.within(o) for o in outer.options for i in inner.options) \
                    and (inner.options[0].kind != "country" or outer.options[0].kind == "adm1" and between == (",",)):
                found[at] = replace(inner, support="pair", outer=at + 1)
                found[at + 1] = replace(outer, support=outer.support or "pair")
        return [replace(m, among=among) if (among := _among(found, at)) else m for at, m in enumerate(found)]


def weak(mention: Mention) -> bool:
    """Whether a mention is a small town's name with nothing that speaks for it but a word before."""
    return (bool(mention.options) and not mention.own and mention.options[0].kind in ("city", "adm2")
            and mention.options[0].people < LARGE and mention.outer is None and mention.support != "abbreviation")


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


def _among(found: list[Mention], at: int) -> tuple[str, ...]:
    """The states of which both neighbours of a mention in a list are divisions and nothing else."""
    mention = found[at]
    if len(mention.options) < 2 or not any(o.kind == "adm1" for o in mention.options):
        return ()
    near = [m for m in found[max(0, at - 2):at + 3] if m is not mention and m.options and m.options[0].kind == "adm1" and _listed(found, m, mention)]
    states = {m.options[0].country for m in near}
    return tuple(str(s) for s in states) if len(near) > 1 and len(states) == 1 else ()


def _listed(found: list[Mention], one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in one list, at most two links apart."""
    left, right = (one, other) if one.first < other.first else (other, one)
    return right.first - left.last <= 7 and all(w in (",", "and", "or", "&") or w[0].isupper()
                                                 for w in left.sentence.words[left.last + 1:right.first])


def _in_a_list(found: list[Mention], at: int) -> bool:
    """Whether "Washington, Oregon and Idaho" is a list of divisions and no "Town, Region"."""
    if at + 2 >= len(found) or not any(o.kind == "adm1" for o in found[at].options):
        return False
    outer, third = found[at + 1], found[at + 2]
    between = outer.sentence.words[outer.last + 1:third.first]
    return bool(third.options) and third.options[0].kind == "adm1" == outer.options[0].kind and between in ((",",), ("and",), (",", "and"))
