"""What the tests of circumstances share: reading a case, its sentence, its word and its findings.

>>> one_sentence("Chad met Niger.").words[1]
'met'
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from dateline.reading.mentions import Mentions
from dateline.reading.parse import Parse, Sentence, parse
from dateline.records import Actor, Block, Place, Quote, Report, Time

CASES = Path(__file__).parent / "cases"


def cases(topic: str) -> list[dict[str, Any]]:
    """The cases of one table."""
    found: list[dict[str, Any]] = yaml.safe_load((CASES / f"{topic}.yaml").read_text(encoding="utf-8"))
    return found


def parsed(text: str, headline: bool = False) -> Parse:
    """The parse of a text as one paragraph or one headline."""
    return parse(text, [Block(kind="headline" if headline else "paragraph", span=(0, len(text)))])


def one_sentence(text: str, headline: bool = False) -> Sentence:
    """The first sentence of a text."""
    return parsed(text, headline).sentences[0]


def report_of(text: str, published: str | None = None) -> Report:
    """A report of one paragraph."""
    return Report(id="r0", sha256="", published=published, blocks=(Block(kind="paragraph", span=(0, len(text))),))


def token_of(reading: Parse, word: str, at: int = 1) -> tuple[Sentence, int]:
    """The sentence and token of a word's n-th place in the text."""
    found = [(s, i) for s in reading.sentences for i, w in enumerate(s.words) if w == word]
    return found[at - 1]


def span_of(text: str, words: str) -> tuple[int, int]:
    """Where the words first stand in the text."""
    start = text.index(words)
    return start, start + len(words)


def bounds(value: str) -> tuple[str | None, str | None]:
    """The first and last day of a TIMEX3 date: a day, week, month or year.

    >>> bounds("2020-02"), bounds("2019-W24")
    (('2020-02-01', '2020-02-29'), ('2019-06-10', '2019-06-16'))
    """
    value = value.split("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value, value
    if re.fullmatch(r"\d{4}-\d\d", value):
        year, month = map(int, value.split("-"))
        return f"{value}-01", f"{value}-{monthrange(year, month)[1]:02}"
    if re.fullmatch(r"\d{4}-W\d\d", value):
        first = date.fromisocalendar(int(value[:4]), int(value[6:]), 1)
        return first.isoformat(), (first + timedelta(days=6)).isoformat()
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    return None, None


def times_of(text: str, times: dict[str, str] | None) -> tuple[Time, ...]:
    """The times of a case: words and value."""
    return tuple(Time(report="r0", sentence=(0, len(text)), why="case", span=span_of(text, words), timex="DATE", value=str(value),
                      start=bounds(str(value))[0], end=bounds(str(value))[1]) for words, value in (times or {}).items())


def places_of(text: str, places: dict[str, str] | None) -> tuple[Place, ...]:
    """The places of a case: words and country; a country in capitals after a slash is its own place ("Kenya": "KEN/country")."""
    return tuple(Place(report="r0", sentence=(0, len(text)), why="case", span=span_of(text, words), name=words, country=code.split("/")[0],
                       precision="country" if code.endswith("/country") else "city") for words, code in (places or {}).items())


def actors_of(text: str, actors: dict[str, str] | None) -> tuple[Actor, ...]:
    """The actors of a case: words, and country and sector ("KEN GOV")."""
    return tuple(Actor(report="r0", sentence=(0, len(text)), why="case", span=span_of(text, words), name=words, country=code.split()[0],
                       sector=([*code.split(), None])[1]) for words, code in (actors or {}).items())


def quotes_of(text: str, quotes: list[dict[str, Any]] | None, actors: tuple[Actor, ...]) -> tuple[Quote, ...]:
    """The quotes of a case: content, cue, source, kind, and the name of the speaker among the actors."""
    return tuple(Quote(report="r0", sentence=(0, len(text)), why="case", kind=q.get("kind", "indirect"),
                       content=(span_of(text, q["content"]),),
                       cue=(span_of(text, q["cue"]),) if "cue" in q else (), source=(span_of(text, q["source"]),) if "source" in q else (),
                       speaker=next((a for a in actors if a.name == q.get("speaker", q.get("source"))), None)) for q in quotes or ())


def mentions(found: tuple[Any, ...]) -> Mentions[Any]:
    """Findings by where they stand."""
    return Mentions(found)
