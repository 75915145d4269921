"""TIMEX3 XML: the sentences with a time in them, each time marked in place, a TimeML document for each report.

>>> marked("on Friday.", 0, [{"span": [3, 9], "timex": "DATE", "value": "2021-06-04", "id": "t1", "anchor": None, "codes": "x"}])
'on <TIMEX3 tid="t1" type="DATE" value="2021-06-04">Friday</TIMEX3>.'
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import quoteattr

from dateline.views.exports.content import Content, Row
from dateline.views.exports.xml import clean


def write(content: Content) -> Iterator[str]:
    """One file: a TimeML element for each report that tells a time."""
    yield (f'<?xml version="1.0" encoding="UTF-8"?>\n<Dateline version={quoteattr(content.stamp.version)} '
           f'codes={quoteattr(" ".join(content.stamp.codes))} configuration={quoteattr(content.stamp.configuration)}>\n')
    for row in content.reports:
        report = content.report(row["id"])
        times = sorted((f for f in report["findings"] if f["type"] == "time"), key=lambda f: (f["sentence"], f["span"], f["id"]))
        if times:
            yield from _document(report, times)
    yield "</Dateline>\n"


def _document(report: Row, times: Sequence[Row]) -> Iterator[str]:
    created = report["published"]
    yield f"<TimeML>\n<DOCID>{report['id']}</DOCID>\n"
    if created:
        yield (f'<DCT><TIMEX3 tid="t0-{report["id"]}" type="DATE" value="{created}" functionInDocument="CREATION_TIME">{created}'
               "</TIMEX3></DCT>\n")
    yield f"<TITLE>{clean(report['title'] or '')}</TITLE>\n<TEXT>\n"
    for sentence, group in groupby(times, key=lambda f: f["sentence"]):
        start, end = sentence
        yield f'<s start="{start}" end="{end}">{marked(report["text"][start:end], start, list(group), report)}</s>\n'
    yield "</TEXT>\n</TimeML>\n"


def marked(sentence: str, start: int, times: Sequence[Row], report: Row | None = None) -> str:
    """A sentence with its times in TIMEX3 elements; of two that overlap, the first stays."""
    parts, at = [], start
    for time in times:
        first, last = time["span"]
        if first < at:
            continue
        anchor = f' anchorTimeID="t0-{report["id"]}"' if report and time["anchor"] == "published" and report["published"] else ""
        parts += [clean(sentence[at - start:first - start]),
                  f'<TIMEX3 tid="{time["id"]}" type="{time["timex"]}" value={quoteattr(time["value"])}{anchor}>'
                  f"{clean(sentence[first - start:last - start])}</TIMEX3>"]
        at = last
    return "".join([*parts, clean(sentence[at - start:])])
