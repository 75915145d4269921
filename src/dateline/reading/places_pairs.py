"""Which place names belong together: "Springfield, Ohio", and lists such as "Oregon, Washington and Idaho".

>>> from dateline.codes.gazetteer import gazetteer
>>> from dateline.codes.places import places
>>> from dateline.reading.parse import parse
>>> from dateline.reading.places_options import Options
>>> from dateline.records import Block
>>> text = "A barn burned in Springfield, Ohio."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> options = Options(places(), gazetteer())
>>> town = Mention(sentence, 4, 4, "springfield", options.of("springfield"))
>>> region = Mention(sentence, 6, 6, "ohio", options.of("ohio"))
>>> [m.outer for m in paired(sentence, [town, region], frozenset())]
[1, None]
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from dateline.reading.parse import Sentence
from dateline.reading.places_mention import Mention

BETWEEN = frozenset(((",",), ("(",), ("in",), ("located", "in"), (",", "in")))  # what joins a town and its region
PARTS = frozenset(f"{far}{side}{end}" for far in ("", "north-", "south-") for side in ("north", "south", "east", "west", "central",
                  "northeast", "northwest", "southeast", "southwest") for end in ("", "ern"))
LINKS = frozenset(((",",), ("and",), (",", "and")))
LIST_REACH = 7  # tokens between two names that stand in one list


def paired(sentence: Sentence, found: list[Mention], settled: Set[str]) -> list[Mention]:
    """The mentions of a sentence with `outer` set where "Town, Region" or "Town (Region)" holds, and `among` in lists.

    `settled` are the words for towns and divisions that may stand behind a name ("Gondi district in Nepal").
    """
    for at in range(len(found) - 1):
        inner, outer = found[at], found[at + 1]
        between = sentence.words[inner.last + 1:outer.first]
        if not inner.options and between and between[0] in settled:
            between = between[1:]
        between = _without_part(between)
        if between not in BETWEEN or not outer.options:
            continue
        if not inner.options and outer.options[0].kind in ("country", "adm1"):
            found[at] = replace(inner, outer=at + 1)
        elif _absent(found, at, between):
            found[at] = replace(inner, options=(), support="outer", area="town", outer=at + 1)
        elif _town_and_region(found, at, between):
            found[at] = replace(inner, support="pair", outer=at + 1)
            found[at + 1] = replace(outer, support=outer.support or "pair")
    for at in range(len(found) - 1, 0, -1):  # "in Sokoto and Plateau states"
        left, right = found[at - 1], found[at]
        if right.area.endswith("s") and not left.area and sentence.words[left.last + 1:right.first] in LINKS:
            found[at - 1] = replace(left, area=right.area)
    return [replace(m, among=among) if (among := _among(found, at)) else m for at, m in enumerate(found)]


def _without_part(between: tuple[str, ...]) -> tuple[str, ...]:
    """What joins two names without the part of the region that it tells: "Gondi in western Nepal", "Gondi, in the far west of Nepal"."""
    words = tuple(w for w in between if w != "far")
    if words and words[-1].lower() in PARTS:
        return words[:-1]
    if len(words) > 2 and words[-1] == "of" and words[-2].lower() in PARTS and words[-3] == "the":
        return words[:-3]
    return between


def _town_and_region(found: list[Mention], at: int, between: tuple[str, ...]) -> bool:
    """Whether a reading of one mention lies in a reading of the next. A country's name is a town's only before a comma
    and a division: "Lebanon, Ohio", but "Mexico, China, Japan"."""
    inner, outer = found[at], found[at + 1]
    if inner.state and not (outer.options[0].kind == "adm1" and between == (",",)):
        return False
    return not _in_a_list(found, at) and any(i.within(o) for o in outer.options for i in inner.options)


def _absent(found: list[Mention], at: int, between: tuple[str, ...]) -> bool:
    """Whether the region behind the comma rules out every place that the gazetteer has under the name ("York, Maine")."""
    inner, outer = found[at], found[at + 1]
    if between != (",",) or outer.options[0].kind != "adm1" or not inner.options or inner.own or inner.options[0].kind == "adm1":
        return False
    return inner.single and not _in_a_list(found, at) and not any(i.within(o) for o in outer.options for i in inner.options)


def _in_a_list(found: list[Mention], at: int) -> bool:
    """Whether "Washington, Oregon and Idaho" is a list of divisions and no "Town, Region"."""
    if at + 2 >= len(found) or not any(o.kind == "adm1" for o in found[at].options):
        return False
    outer, third = found[at + 1], found[at + 2]
    between = outer.sentence.words[outer.last + 1:third.first]
    return bool(third.options) and third.options[0].kind == "adm1" == outer.options[0].kind and between in LINKS


def _among(found: list[Mention], at: int) -> tuple[str, ...]:
    """The state of which the neighbours of a mention in a list are divisions, if they all are."""
    mention = found[at]
    if len(mention.options) < 2 or not any(o.kind == "adm1" for o in mention.options):
        return ()
    near = [m for m in found[max(0, at - 2):at + 3]
            if m is not mention and m.options and m.options[0].kind == "adm1" and _listed(m, mention)]
    states = {str(m.options[0].country) for m in near}
    return tuple(states) if len(near) > 1 and len(states) == 1 else ()


def _listed(one: Mention, other: Mention) -> bool:
    """Whether two mentions stand in one list, at most two links apart."""
    left, right = (one, other) if one.first < other.first else (other, one)
    between = left.sentence.words[left.last + 1:right.first]
    return len(between) < LIST_REACH and all(w in (",", "and", "or", "&") or w[0].isupper() for w in between)
