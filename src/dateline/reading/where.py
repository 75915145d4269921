"""Where an event happened: the place told with it, or the actor's own country for acts that bodies of a state do at home.

>>> from dateline.reading.parse import parse
>>> from dateline.records import Block
>>> text = "Envoys of Chad met in Oslo."
>>> sentence = parse(text, [Block(kind="paragraph", span=(0, len(text)))]).sentences[0]
>>> oslo = Place(report="r0", sentence=sentence.span, why="example", span=(22, 26), name="Oslo", country="NOR", precision="city")
>>> place_of(sentence, sentence.words.index("met"), Mentions((oslo,)), event="CONSULT").name
'Oslo'
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dateline.codes.locating import locating
from dateline.codes.places import places as place_tables
from dateline.reading.clauses import CLAUSAL, is_verb, predicate, shares, under
from dateline.reading.mentions import Mentions
from dateline.reading.parse import Sentence
from dateline.reading.when import beside_object, carried_by
from dateline.records import Actor, Place

AT_HOME = frozenset(["AID", "COERCE", "RETREAT", "PROTEST", "MOBILIZE", "ASSAULT"])
NO_STATE = frozenset(["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"])
PASSED = frozenset(("dobj", "pobj", "attr", "nsubjpass", "nsubj", "prep", "conj", "advmod", "acomp", "prt", "agent", "dative"))
NEARBY = frozenset(("close", "near", "next", "adjacent", "far", "north", "south", "east", "west", "northeast", "northwest", "southeast",
                    "southwest", "north-east", "north-west", "south-east", "south-west", "nearby", "hard", "inland"))
PEOPLE = frozenset(("resident", "villager", "townspeople", "townsfolk", "inhabitant", "citizen", "people", "islander", "farmer"))
FREED = frozenset(("advcl", "acomp", "oprd", "ccomp", "xcomp"))
MOST = 24  # places of one sentence that are weighed
FINENESS = {"site": 0, "city": 1, "admin1": 2, "region": 3, "country": 3}


def homes_of(places: Iterable[Place]) -> dict[str, Place]:
    """The first place that names each country, for acts done at home."""
    found: dict[str, Place] = {}
    for place in places:
        if place.country is not None and place.precision == "country":
            found.setdefault(place.country, place)
    return found


def place_of(sentence: Sentence, token: int, places: Mentions[Place], *, event: str | None = None, mode: str | None = None,
             actors: tuple[Actor, ...] = (), recipients: tuple[Actor, ...] = (), homes: Mapping[str, Place] | None = None) -> Place | None:
    """The place of the act whose head word is `token`: its own phrase, its clause, what opens the sentence, then the home country."""
    best: tuple[int, int, int, Place] | None = None
    for place in places.at(sentence.span)[:MOST]:
        rank = _rank(sentence, token, place, event)
        if rank is not None:
            candidate = (rank, FINENESS[place.precision], place.span[0], place)
            best = candidate if best is None or candidate[:3] < best[:3] else best
    if best is not None:
        return best[3]
    if event == "CONSULT" and mode == "visit" and recipients and recipients[0].country not in (None, *NO_STATE):
        return _home(recipients[0], homes or {})
    return _at_home(event, mode, actors, recipients, homes or {})


def _rank(sentence: Sentence, token: int, place: Place, event: str | None) -> int | None:
    """1 in the act's own phrase, 2 in its clause, 3 in a clause that it shares its place with; None if the place is not the act's."""
    head = sentence.head_of(place.span)
    if head is None:
        return None
    dep, above = sentence.deps[head], sentence.heads[head]
    if dep in ("compound", "nmod", "amod", "poss") and above == token and not is_verb(sentence, token):
        return 1 if dep != "poss" else None
    if _where_clause_of(sentence, token, head):
        return 2
    step = _up_to_preposition(sentence, head)
    if step is None:
        return _as_object(sentence, token, head, event)
    return _attached(sentence, token, step, event)


def _where_clause_of(sentence: Sentence, token: int, place: int) -> bool:
    """"the Donbas region of Ukraine, where both armies fight": the place is what the relative clause hangs on."""
    verb = predicate(sentence, token)
    if sentence.deps[verb] != "relcl" or not any(sentence.words[c].lower() == "where" for c in sentence.childs(verb, "advmod")):
        return False
    noun = sentence.heads[verb]
    while sentence.deps[noun] == "pobj" and sentence.words[sentence.heads[noun]].lower() == "of" \
            and sentence.pos[sentence.heads[sentence.heads[noun]]] in ("NOUN", "PROPN"):
        noun = sentence.heads[sentence.heads[noun]]
    return place == noun or noun in sentence.ancestors(place)


def _up_to_preposition(sentence: Sentence, head: int) -> int | None:
    """The preposition over a place, also over what it is part of ("in the Kenyan port of Lamu", "in Oslo and Bergen")."""
    at = head
    for _ in range(4):
        dep, above = sentence.deps[at], sentence.heads[at]
        if dep == "pobj":
            if sentence.words[above].lower() == "of" and locating().part(sentence.lemmas[sentence.heads[above]].lower()):
                at = sentence.heads[above]
                continue
            return above
        owned = dep in ("compound", "nmod", "poss", "amod") and _place_noun(sentence, above)
        if above != at and (dep in ("conj", "appos", "npadvmod") or owned):
            at = above
            continue
        return None
    return None


def _place_noun(sentence: Sentence, noun: int) -> bool:
    """Whether a noun over a place name is itself a place: "Syria's Idlib", "Oslo airport", "Kenya's capital"."""
    return locating().part(sentence.lemmas[noun].lower()) or (sentence.pos[noun] == "PROPN" and not _institution(sentence, noun))


def _institution(sentence: Sentence, noun: int) -> bool:
    return locating().institution(sentence.lemmas[noun].lower())


def _attached(sentence: Sentence, token: int, preposition: int, event: str | None) -> int | None:
    word = sentence.words[preposition].lower()
    above = sentence.heads[preposition]
    if sentence.lemmas[above].lower() in NEARBY and sentence.pos[above] in ("ADJ", "ADV") and word in ("to", "from", "of", "by"):
        word, above = "near", sentence.heads[above]  # "from a bus close to Reynosa"
    elif sentence.pos[above] == "ADJ" and sentence.deps[above] in FREED:
        above = sentence.heads[above]  # "set them free near Marib"
    of_noun = locating().object(sentence.lemmas[above].lower(), event)
    part = sentence.child(preposition, "pobj")
    on_part = word == "on" and part is not None and locating().part(sentence.lemmas[part].lower())  # "on the edge of Goma"
    if word == "of" and event in ("ASSAULT", "COERCE") and sentence.lemmas[above].lower() in PEOPLE:
        return 4 if predicate(sentence, above) == predicate(sentence, token) else None  # "killed five villagers of Kuru"
    if not (locating().within(word, event) or on_part or (word in ("of", "on", "to") and of_noun)):
        return None
    if above == token:
        return 1
    if preposition and sentence.words[preposition - 1] == "," and not is_verb(sentence, above):
        above = predicate(sentence, above)  # "met the envoy, a former minister, in Doha"
    if _institution(sentence, above) and sentence.deps[above] in ("pobj", "dobj", "appos") \
            and event != "CONSULT" and not locating().within(sentence.words[sentence.heads[above]].lower(), None):
        return None  # "wrote to the embassy in London"; but "gathered outside the embassy in London"
    while above != token and not is_verb(sentence, above) and sentence.heads[above] != above:
        behind = sentence.pos[above] == "ADJ" and above > sentence.heads[above]  # "a bus full of pilgrims near Goma"
        if sentence.deps[above] in PASSED or behind:
            above = sentence.heads[above]
        else:
            return None
        if above == token:
            return 1
    if sentence.deps[above] == "acl" and is_verb(sentence, above):
        noun = sentence.heads[above]
        if noun == token:
            return 1
        if predicate(sentence, noun) == predicate(sentence, token):
            return 3
    verb = predicate(sentence, token)
    if above == verb:
        return 2
    if sentence.deps[above] == "dobj" and sentence.deps[verb] == "acl":
        above = sentence.heads[above]
    return _shared(sentence, verb, above, preposition)


def _shared(sentence: Sentence, verb: int, other: int, preposition: int) -> int | None:
    if sentence.deps[verb] == "acl" and sentence.tags[verb] == "VBN":
        carrier = carried_by(sentence, sentence.heads[verb])
        if carrier is not None and (carrier == other or beside_object(sentence, carrier, other)):
            return 3
    if sentence.deps[verb] == "conj" and sentence.heads[verb] == other and (preposition < other or sentence.child(verb, "nsubj") is None):
        return 3 if preposition < verb else None
    if sentence.deps[verb] in ("xcomp", "advcl") and sentence.heads[verb] == other and under(sentence, verb) in ("inf", "ing", "part"):
        return 3
    if sentence.deps[other] == "conj" and sentence.heads[other] == verb and shares(sentence, other):
        return 3
    if sentence.deps[other] in ("xcomp", "pcomp") and predicate(sentence, sentence.heads[other]) == verb:
        return 3
    if sentence.deps[other] == "advcl" and sentence.heads[other] == verb and under(sentence, other) == "part":
        return 3
    return 4 if beside_object(sentence, verb, other) else None


def _as_object(sentence: Sentence, token: int, head: int, event: str | None) -> int | None:
    """"visited Rome", "bombed Aleppo": the object is the place."""
    at = head
    while sentence.deps[at] in ("conj", "appos", "compound", "nmod") and sentence.deps[at] not in CLAUSAL - {"conj"} \
            and sentence.pos[sentence.heads[at]] not in ("VERB", "AUX"):
        at = sentence.heads[at]
    if sentence.deps[at] in ("dobj", "nsubjpass") and sentence.heads[at] in (token, predicate(sentence, token)) \
            and locating().object(sentence.lemmas[sentence.heads[at]].lower(), event):
        return 1
    return None


# -- at home ---------------------------------------------------------------------------------------------------------------
def _at_home(event: str | None, mode: str | None, actors: tuple[Actor, ...], recipients: tuple[Actor, ...],
             homes: Mapping[str, Place]) -> Place | None:
    """The country of the actor for acts of a state's bodies or of people at home, unless another country is at the other end."""
    if event not in AT_HOME or not actors or mode == "withdraw":
        return None
    actor = actors[0]
    if actor.country is None or actor.country in NO_STATE or any(a.country != actor.country for a in actors):
        return None
    abroad = any(r.country not in (None, actor.country) for r in recipients)
    if abroad and event in ("ASSAULT", "AID", "COERCE", "RETREAT"):
        return None
    if event == "ASSAULT" and actor.sector in ("GOV", "MIL", None) and not any(r.country == actor.country for r in recipients):
        return None  # whom an army strikes, and where, is not told
    return _home(actor, homes)


def _home(actor: Actor, homes: Mapping[str, Place]) -> Place | None:
    found = homes.get(actor.country or "")
    if found is not None:
        return replace(found, why="place.home")
    return Place(report=actor.report, sentence=actor.sentence, why="place.home", doubt=max(actor.doubt, 0.3), codes=actor.codes,
                 span=actor.span, name=place_tables().names.get(actor.country or "") or actor.name,
                 country=actor.country, precision="country")
