"""The readable account of a reading: each line cites the sentence that proves it.

    s5 means the fifth sentence that was read; the numbers behind it are its characters in the text.
"""

import textwrap
from collections.abc import Callable, Iterator

from dateline.records import Finding, Reading
from dateline.records.span import Span
from dateline.views.words import FROM, actors_in_words, day_in_words, event_in_words, place_in_words, quote_in_words

Style = Callable[[str, str], str]
WIDTH = 100


def plain(text: str, style: str) -> str:
    """No colours: for files, pipes and NO_COLOR."""
    return text


def account(reading: Reading, style: Style = plain) -> str:
    """The account as text. `style(text, name)` may colour the names "title", "head", "kind", "dim" and "words"."""
    return "\n".join(_lines(reading, style)) + "\n"


def _lines(reading: Reading, style: Style) -> Iterator[str]:
    report = reading.report
    yield style(report.title or "(no headline)", "title")
    yield _about(reading)
    if report.language not in (None, "en"):
        yield f"Not read: the text is in {report.language!r}, and Dateline reads English. It can be stored and searched."
        return
    number = {s: f"s{i}" for i, s in enumerate(sorted({f.sentence for f in reading.findings()}), 1)}
    parts = (("WHO SAID WHAT", reading.quotes, _quote), ("WHO DID WHAT TO WHOM", reading.events, _event),
             ("WHAT IS TO COME", reading.agenda, _agenda))
    for title, findings, tell in parts:
        yield ""
        yield style(f"{title} ({len(findings)})", "head")
        if not findings:
            yield "  nothing found in this report"
        for finding in findings:
            yield from tell(reading, finding, number[finding.sentence], style)


def _about(reading: Reading) -> str:
    report = reading.report
    when = "date unknown"
    if report.published:
        told = f": “{reading.words(report.published_span)}”" if report.published_span else ""
        when = f"{day_in_words(report.published)} (from {FROM[report.published_from or 'given']}{told})"
    furniture = sum(b.kind == "furniture" for b in report.blocks)
    aside = f"{furniture} block{'s' * (furniture != 1)} of page furniture put aside" if furniture else ""
    return " · ".join(filter(None, [report.outlet, when, aside, "" if report.complete else "the text is cut off"]))


def _cite(finding: Finding, number: str) -> str:
    return f"[{number} {finding.sentence[0]}-{finding.sentence[1]}]"


def _wrapped(text: str, style: Style, name: str = "words") -> Iterator[str]:
    for line in textwrap.wrap(" ".join(text.split()), WIDTH - 6):
        yield "      " + style(line, name)


def marked(reading: Reading, sentence: Span, spans: tuple[Span, ...]) -> str:
    """A sentence with the proving words between » and «."""
    out, at = [], sentence[0]
    for start, end in sorted(s for s in spans if sentence[0] <= s[0] and s[1] <= sentence[1]):
        if start >= at:
            out.append(f"{reading.text[at:start]}»{reading.text[start:end]}«")
            at = end
    return "".join(out) + reading.text[at:sentence[1]]


def _quote(reading: Reading, quote, number: str, style: Style) -> Iterator[str]:  # type: ignore[no-untyped-def]
    yield f"  {style(quote_in_words(quote, reading), 'kind')} {style(_cite(quote, number), 'dim')}"
    words = " … ".join(reading.words(s) for s in quote.content)
    yield from _wrapped(f"“{words}”" if quote.kind == "direct" else words, style)


def _event(reading: Reading, event, number: str, style: Style) -> Iterator[str]:  # type: ignore[no-untyped-def]
    yield f"  {style(event_in_words(event), 'kind')} {style(_cite(event, number), 'dim')}"
    yield from _wrapped(marked(reading, event.sentence, event.anchor), style)
    if event.topics:
        yield from _wrapped("topics: " + "; ".join(reading.words(s) for s in event.topics), style, "dim")


def _agenda(reading: Reading, item, number: str, style: Style) -> Iterator[str]:  # type: ignore[no-untyped-def]
    facts = [day_in_words(item.when), item.what, actors_in_words(item.who), place_in_words(item.where)]
    yield f"  {style(' · '.join(f for f in facts if f), 'kind')} {style(_cite(item, number), 'dim')}"
    yield from _wrapped(marked(reading, item.sentence, (item.span,)), style)
    if item.topics:
        yield from _wrapped("topics: " + "; ".join(reading.words(s) for s in item.topics), style, "dim")
