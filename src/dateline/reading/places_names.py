"""Whether a place's name is part of another name: a person's, a firm's, a law's ("Jack London", "Boston University").

Every function looks at one mention and at the mentions found before it in the sentence.

>>> from dateline.codes.gazetteer import gazetteer
>>> from dateline.codes.places import places
>>> from dateline.reading.parse import parse
>>> from dateline.reading.places_options import Options
>>> from dateline.records import Block
>>> text = "Boston University wrote to him."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> options = Options(places(), gazetteer())
>>> of_a_name(Mention(sentence, 0, 0, "boston", options.of("boston")), [], options, shouting=False)
True
"""

from __future__ import annotations

from dateline.codes.gazetteer import key_of
from dateline.reading.places_mention import LARGE, NAME_TAGS, Mention
from dateline.reading.places_options import Options

HEADS = frozenset(("president", "premier", "king", "queen"))  # a name behind them may be the country's: "President Chad"
MARRIED = frozenset(("mr", "mrs", "ms", "dr"))
DAYS = frozenset(("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"))


def of_a_person(mention: Mention, found: list[Mention], options: Options) -> bool:
    """Whether the name is somebody's: behind a title or given name, or a given name before a surname."""
    tables, sentence, first = options.tables, mention.sentence, mention.first
    before = mention.word(-1)
    low = before.lower().rstrip(".")
    if before[:1].isupper() and not _follows(mention, found):
        if low in tables.words["title"] and sentence.starts[first] - sentence.ends[first - 1] == 1:
            return low in MARRIED if mention.state else low not in HEADS
        if mention.single and low in tables.given and mention.named(-1):
            return not (first == 1 and low in ("will", "may"))
        if mention.single and len(low) == 1 and before.endswith(".") and not mention.state:
            return True
    return mention.single and mention.key in tables.given and mention.named(1) and _a_surname(mention, options)


def _a_surname(mention: Mention, options: Options) -> bool:
    """Whether the capitalised word behind a given name can be a surname."""
    words, following = options.tables.words, mention.word(1)
    low = following.lower().rstrip(".")
    if low in words["office"] or low in words["area"] or low in words["organisation"]:
        return False
    return not (key_of(following) in options.tables.own and (mention.own or mention.options[0].people >= LARGE))


def of_a_name(mention: Mention, found: list[Mention], options: Options, shouting: bool) -> bool:
    """Whether the name is part of the name of something else: a firm, a paper, a club, a law."""
    if mention.word(1)[:1].isupper() and not shouting and mention.sentence.tags[mention.last + 1] in (*NAME_TAGS, "JJ"):
        if mention.word(1).lower() in DAYS:
            return False
        if _opens_a_name(mention, options):
            return True
    return _hyphened(mention, options) or _behind_of(mention, options) or (
        mention.named(-1) and not shouting and not _follows(mention, found) and _closes_a_name(mention, options))


def closes_as_surname(mention: Mention, found: list[Mention], options: Options) -> bool:
    """Whether a small town's name right behind another name is likely a surname."""
    return (mention.weak and mention.single and mention.named(-1) and not _follows(mention, found)
            and not _plain_before(mention.word(-1).lower().rstrip("."), options))


def _follows(mention: Mention, found: list[Mention]) -> bool:
    """Whether the mention stands right behind another one."""
    return bool(found) and found[-1].last == mention.first - 1


def _opens_a_name(mention: Mention, options: Options) -> bool:
    """Whether the capitalised word behind the name goes on with a name that is no place's."""
    tables, words, following = options.tables, options.tables.words, mention.word(1)
    low, key = following.lower().rstrip("."), key_of(following)
    if low in words["area"] and mention.word(2).lower() in words["organisation"]:
        return True
    if not mention.state and low not in words["office"] and _run_names(mention, words["organisation"]):
        return True
    if low in words["office"] or low in words["area"] or low in tables.peoples or (mention.state and low in words["strong"]):
        return False
    if options.of(key) and low not in words["organisation"] and key not in tables.stops:
        return False
    return mention.named(1) or low in words["organisation"]


def _run_names(mention: Mention, organisation: frozenset[str]) -> bool:
    """Whether the run of capitalised words behind holds the word for an organisation: "Stoke Mandeville Hospital"."""
    offset = 1
    while mention.named(offset):
        if mention.word(offset).lower() in organisation:
            return True
        offset += 1
    return False


def _hyphened(mention: Mention, options: Options) -> bool:
    """Whether a hyphen makes it another word: "Iran-backed", "pro-Russia", "Bab el-Oued"."""
    words, low, second = options.tables.words, mention.word(1).lower(), mention.word(2)
    if low == "-" and second.lower() in words["dropsuffix"]:
        return True
    if low in ("el", "al", "ul", "-") and second[:1].isupper() and not mention.state and not options.of(key_of(second)):
        return True
    return mention.word(-1) in ("-", "–") and mention.word(-2).lower() in words["dropprefix"]


def _behind_of(mention: Mention, options: Options) -> bool:
    """Whether "of" ties it to a name that is no place's: "University of Oxford", "University of Southern Indiana"."""
    words, low = options.tables.words, mention.word(-1).lower()
    head = mention.word(-2) if low == "of" else ""
    if (low in words["modifier"] or low == "the") and mention.word(-2) == "of":
        head = mention.word(-3)
        if low == "the" and head.lower() not in ("bank", "university", "church"):
            return False
    return head[:1].isupper() and head.lower() in words["of"]


def _plain_before(low: str, options: Options) -> bool:
    """Whether a capitalised word before a place leaves it one: "Northern", "Kenyan", "Governor"."""
    words = options.tables.words
    return (low in words["modifier"] or low in options.tables.peoples or low in words["locative"] or low in words["office"]
            or low in words["title"])


def _closes_a_name(mention: Mention, options: Options) -> bool:
    """Whether the capitalised word right before makes it the end of another name."""
    low = mention.word(-1).lower().rstrip(".")
    if _plain_before(low, options):
        return False
    return not mention.state or low in options.tables.words["front"] or mention.sentence.heads[mention.first - 1] == mention.first
