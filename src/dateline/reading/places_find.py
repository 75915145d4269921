"""Where place names stand in a sentence, and what speaks for each: before anything is resolved.

>>> from dateline.codes.gazetteer import gazetteer
>>> from dateline.codes.places import places
>>> from dateline.reading.parse import parse
>>> from dateline.reading.places_options import Options
>>> from dateline.records import Block
>>> text = "Floods hit Kisumu, Kenya, a Kenya Airways pilot said."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> [(m.key, m.outer) for m in Finder(Options(places(), gazetteer()), set()).in_sentence(sentence)]
[('kisumu', 1), ('kenya', None)]
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.codes.gazetteer import key_of
from dateline.reading.parse import Sentence
from dateline.reading.places_mention import LARGE, NAME_TAGS, Mention, sentence_text, shouts
from dateline.reading.places_names import closes_as_surname, of_a_name, of_a_person
from dateline.reading.places_options import Option, Options, from_spot
from dateline.reading.places_pairs import paired

LONGEST = 6  # tokens of a name
OTHER_LONGEST = 8  # tokens of a name that is no place's
VAGUE = frozenset(("state", "city", "camp", "border", "department", "base"))  # behind a name they tell little


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
            if found and found[-1].last == at - 1 and found[-1].weak and mention.support != "abbreviation" and not shouting:
                self.persons.update((found.pop().key, mention.key))  # "Merrick Garland": two towns in a row are a person
            elif (kept := self._judge(mention, found, shouting)) is not None:
                found.append(kept)
                mention = kept
            at = mention.last + 1
        return paired(sentence, found, self.options.tables.words["settled"])

    def _other_name(self, sentence: Sentence, at: int) -> int:
        """The token behind a name that is no place ("West Nile"), 0 where none begins here."""
        for last in range(min(at + OTHER_LONGEST, len(sentence)) - 1, at, -1):
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
            if word == "The" and options and options[0].people < LARGE and not options[0].ours:
                continue  # "The Bank", "The Rock": an article before a common word
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
        support, area = self._told(sentence, at, last, found) if last - at <= 3 else ("", "")
        return Mention(sentence, at, last, key_of(sentence_text(sentence, at, last)), (), support, area) if support else None

    def _told(self, sentence: Sentence, at: int, last: int, found: list[Mention]) -> tuple[str, str]:
        """What calls an unknown name a place, and the word for what it is."""
        tables, words, low = self.options.tables, sentence.words, sentence.words[at].lower()
        settled = tables.words["settled"]
        before, after = words[at - 1].lower(), words[last + 1] if last + 1 < len(sentence) else ""
        if before in ("of", "called", "named") and at > 1 and words[at - 2].lower() in settled:
            return "noun", words[at - 2].lower()
        if before in settled and sentence.pos[at - 1] == "NOUN" and after in (",", ".", "in", "and", "on", ""):
            return "noun", before
        if after in settled and low not in tables.stops and not after.endswith("s"):
            return "noun", after
        if before in (",", "and") and found and not found[-1].options and found[-1].last == at - 2:
            return "noun", found[-1].area
        if before in ("in", "near", "at", "outside") and after == "," and low not in tables.given and low not in tables.stops \
                and self._outer_at(sentence, last + 2):
            return "outer", "town"
        return "", ""

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
            glued = sentence.starts[last] == sentence.ends[last - 1] and word.isalpha()
            if word[0].isupper() or glued or word in self.options.tables.inner or (word[1:2] in ("'", "’") and word[2:3].isupper()):
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
            return key not in tables.never and self._told_by_words(sentence, first, last, key, options[0])
        if word.isupper() and first == last and len(word) > 1 and not shouting and "." not in word:
            opens = first == 0 and last + 2 < len(sentence) and sentence.words[1] in (",", "(", "—", "–", "-", "--")
            settled = key not in tables.stops or (opens and sentence.words[2].rstrip(".") + "." in tables.after)
            return key in tables.upper or (opens and settled) or (len(word) > 4 and (own or options[0].people >= LARGE))
        if own and first == last == 0 and sentence.pos[0] == "VERB":
            return False
        return not (shouting and not own and (options[0].people < LARGE or key in tables.stops))

    def _told_by_words(self, sentence: Sentence, first: int, last: int, key: str, option: Option) -> bool:
        """Whether what the tagger takes for a common word is a place: "34, of Natchitoches", "Alaska state troopers"."""
        tables, before = self.options.tables, sentence.words[first - 1] if first else ""
        if before == "of" and first > 1 and sentence.words[first - 2].lower() in tables.words["settled"]:
            return True
        large = option.kind in ("adm1", "capital") or option.people >= LARGE
        if first == last and large and not option.alias and len(key) > 4 and key not in tables.stops and sentence.pos[first] != "VERB":
            return True
        return (first == last and before in ("in", "near", "from", "of", "to") and sentence.tags[last] in ("NN", "NNS")
                and key not in tables.stops and len(key) > 4)

    def _judge(self, mention: Mention, found: list[Mention], shouting: bool) -> Mention | None:
        """The mention with its support, or None where the name is part of another name or stands for somebody."""
        words, following = self.options.tables.words, mention.word(1)
        if mention.support == "abbreviation":
            return mention
        if not shouting and of_a_person(mention, found, self.options):
            self.persons.add(mention.key)
            return None
        if not shouting and following[:1].isupper() and following.lower() in words["feature"]:
            return self._feature(mention, found)
        if of_a_name(mention, found, self.options, shouting):
            if closes_as_surname(mention, found, self.options):
                self.persons.add(mention.key)
            return None
        support, low = self._support(mention, found), following.lower()
        area = low if low in words["area"] else ""
        if area and area not in VAGUE and support in ("", "of", "modifier"):
            support = "noun"
        if not area:
            area = self._area_before(mention) or ("state" if low.rstrip(".") in ("governor", "gov", "legislature") else "")
        return replace(mention, support=support, area=area)

    def _feature(self, mention: Mention, found: list[Mention]) -> Mention | None:
        """A valley, creek or park that is named after the place and that the tables lack: "in Salinas Valley"."""
        if self._support(mention, found) not in ("locative", "list", "noun", "modifier"):
            return None
        key = f"{mention.key} {mention.word(1).lower()}"
        return replace(mention, last=mention.last + 1, key=key, options=(), support="feature")

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
        if low in words["struck"] and at == mention.first - 1:
            return "struck"
        if low in (",", "and", "or", "&", "between") and found and found[-1].last in (at - 1, at - 2) and found[-1].support:
            return "list"
        if low == "of" and at >= 2 and sentence.words[at - 1] == "," and sentence.tags[at - 2] == "CD":
            return "locative"  # "Jane Roe, 39, of Fairfield"
        return "of" if low == "of" else ""
