"""A dossier: events, quotes and agenda, each line with the sentence that proves it and the number of its source.

>>> markdown_text("*a* [b]_c_ <d>")
'\\\\*a\\\\* \\\\[b\\\\]\\\\_c\\\\_ \\\\<d\\\\>'
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.views.exports.content import Content, Row, words

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")
HEADS = {"events": "Events", "quotes": "Quotes", "agenda": "Agenda"}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry: what it says, notes on how it is told, the sentence that proves it, its finding and the number of its source."""

    id: str
    day: str
    says: str
    notes: str
    sentence: str
    source: int
    note: str = ""  # what a person wrote about it


@dataclass(frozen=True, slots=True)
class Source:
    """A report that is cited."""

    number: int
    id: str
    said: str
    url: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The entries by section, and the sources in the order in which they are first cited."""

    made: str
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    sources: tuple[Source, ...]
    name: str = "Dossier"


def dossier(content: Content) -> Dossier:
    """Everything that the content tells, with its citations."""
    cited: dict[str, int] = {}
    sections = []
    for name, head in HEADS.items():
        made = tuple(line_of(name, row, content.text, cited) for row in getattr(content, name))
        if made:
            sections.append((head, made))
    sources = tuple(source_of(number, content.report(id_)) for id_, number in cited.items())
    return Dossier(str(content.stamp), tuple(sections), sources)


def line_of(kind: str, row: Row, text: Callable[[str], str], cited: dict[str, int]) -> Line:
    """The entry of a row of events, quotes or agenda; `text` gives the text of a report, `cited` numbers the sources as they come."""
    number = cited.setdefault(row["report"], len(cited) + 1)
    says, day, notes = {"events": _event, "quotes": _quote, "agenda": _agenda}[kind](row, text)
    told = [n for n in (*notes, f"doubt {row['doubt']:.2f}") if n]
    return Line(row["id"], day or "no day told", says, ", ".join(told), " ".join(row["sentence_text"].split()), number)


def _event(row: Row, _: Callable[[str], str]) -> tuple[str, str | None, list[str]]:
    act = " ".join(p for p in (row["event"], row["mode"]) if p)
    says = " → ".join(p for p in (_names(row["actor"]), act, _names(row["recipient"])) if p)
    place = row["place"]
    return (f"{says}{', ' + place['name'] if place else ''}", (row["date"] or {}).get("value"),
            [row["status"], "claimed by a source only" if row["claimed"] else "", "background" if row["background"] else ""])


def _quote(row: Row, text: Callable[[str], str]) -> tuple[str, str | None, list[str]]:
    said = words(text(row["report"]), row["content"])
    said = f"“{said}”" if row["kind"] == "direct" else said
    return f"{row['speaker']['name'] if row['speaker'] else 'Not named'}: {said}", row["said_on"], [row["kind"], row["stance"]]


def _agenda(row: Row, _: Callable[[str], str]) -> tuple[str, str | None, list[str]]:
    return row["what"], row["when"], [row["state"].replace("_", " ")]


def _names(actors: list[Row]) -> str:
    return ", ".join(a["name"] for a in actors)


def source_of(number: int, report: Row) -> Source:
    """A report as it is cited."""
    said = ", ".join(p for p in (report["outlet"] or "unknown outlet", report["title"], report["published"]) if p)
    return Source(number, report["id"], " ".join(said.split()), report["url"], report["sha256"])


def write(content: Content) -> Iterator[str]:
    """The dossier in Markdown, with footnotes as most renderers know them."""
    yield from markdown(dossier(content))


def markdown(made: Dossier) -> Iterator[str]:
    """A dossier in Markdown."""
    yield f"# {markdown_text(made.name)}\n\n{len(made.sources)} reports cited. Made by {markdown_text(made.made)}.\n"
    for head, lines in made.sections:
        yield f"\n## {head}\n\n"
        for line in lines:
            yield (f"- **{markdown_text(line.day)}** {markdown_text(line.says)} ({markdown_text(line.notes)}; `{line.id}`)"
                   f"[^{line.source}]\n  > {markdown_text(line.sentence)}\n")
            if line.note:
                yield f"\n  {markdown_text(' '.join(line.note.split()))}\n\n"
    yield "\n## Sources\n\n"
    for source in made.sources:
        url = f" <{source.url}>" if source.url and re.fullmatch(r"https?://[^\s<>]+", source.url) else ""
        yield f"[^{source.number}]: {markdown_text(source.said)}.{url} `{source.id}` SHA-256 `{source.sha256}`\n"


def markdown_text(text: str) -> str:
    """Text of a report that no Markdown reader takes for marks, links or HTML."""
    return _MARKS.sub(r"\\\1", text)
