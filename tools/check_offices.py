"""Ask `who` for every head of state and government of the UN's members on given days and compare with the facts.

    python tools/check_offices.py FACTS_DIR [--errors 20]

Each holder in FACTS_DIR/office-holders.csv is asked for by full name, and by surname with the country in the context, on
1995-07-01, 2005-07-01, 2015-07-01 and 2024-07-01; those in office when last seen also on 2026-11-01, where the answer must be marked
last_known. Right is: the same country, sector GOV, and the same person (by Wikidata id or a shared name word).
"""

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

from dateline.codes.actors import lexicon
from dateline.codes.actors_keys import keys
from dateline.codes.book import CodeBook
from dateline.codes.offices import offices
from dateline.reading.who import find_who

DAYS = ("1995-07-01", "2005-07-01", "2015-07-01", "2024-07-01", "2026-11-01")
ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xiv", "xvi"}
MEMBERS = set("""
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD
CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC
GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG
MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL
POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK
THA TLS TGO TON TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
""".split())  # noqa: SIM905


def held(row, day):
    """Whether a row of the facts covers a day."""
    start, end = row["start"], row["end"]
    return start <= day[:len(start)] and (not end or day[:len(end)] <= end)


def right(answer, row, day, alone, others):
    """Whether the answer is the person of the row, in office. Asked for `alone`, a monarch of many realms may be given any of them."""
    if answer is None or answer.sector != "GOV":
        return False
    if answer.country != row["country"] and not (alone and (answer.country, row["name"]) in others):
        return False
    same = (answer.wikidata and answer.wikidata == row["wikidata"]) or set(keys(answer.name)) & set(keys(row["name"]))
    return bool(same) and answer.last_known == (not row["end"] and day > (row["seen"] or "2025-10-31"))


def questions(folder):
    """The rows to ask for, each once a day."""
    with (Path(folder) / "office-holders.csv").open(encoding="utf-8", newline="") as handle:
        rows = [r for r in csv.DictReader(handle) if r["role"] in ("head_of_state", "head_of_government") and r["country"] in MEMBERS
                and not r["name"].startswith("Australia ")]  # a slip of the source: "Australia Elizabeth II"
    for day in DAYS:
        seen = set()
        for row in rows:
            if held(row, day) and (row["country"], row["name"]) not in seen:
                seen.add((row["country"], row["name"]))
                yield day, row


def main():
    options = argparse.ArgumentParser()
    options.add_argument("folder")
    options.add_argument("--errors", type=int, default=20)
    options = options.parse_args()
    codes, counts, wrong = CodeBook(), {}, []
    names = {}
    for key, at in ((k, v) for k, v in offices().last.items() if not k.startswith("~")):
        for i in at:
            o = offices().rows[i]
            names.setdefault((o.country, o.name), set()).add(key)
    asked = list(questions(options.folder))
    rows = [row for _, row in asked]
    for day, row in asked:
        state = lexicon().states[row["country"]].name
        others = {(r["country"], r["name"]) for r in rows if r["name"] == row["name"]}
        last = max(names.get((row["country"], row["name"].strip()), {row["name"].split()[-1]}), key=lambda k: (len(k.split()), k))
        last = row["name"] if last in ROMAN else " ".join(w.capitalize() for w in last.split())
        for how, mention, context in (("full name", row["name"], None), ("surname", last, f"The talks in {state} went on.")):
            answer = find_who(mention, context, date.fromisoformat(day), codes)
            count = counts.setdefault((how, day), [0, 0])
            count[1] += 1
            good = right(answer, row, day, context is None, others)
            count[0] += good
            if not good:
                got = (answer.name, answer.country, answer.sector, answer.office, answer.last_known) if answer else None
                wrong.append(f"{day} {how} {mention!r} {row['country']} {row['title']} {row['start']}..{row['end']}: {got}")
    for (how, day), (good, asked) in sorted(counts.items()):
        sys.stdout.write(f"{how:10} {day} {good:4} of {asked:4}  {100 * good / asked:5.1f} %\n")
    for how in ("full name", "surname"):
        good, asked = (sum(c[i] for (h, _), c in counts.items() if h == how) for i in (0, 1))
        sys.stdout.write(f"{how:10} all        {good:4} of {asked:4}  {100 * good / asked:5.1f} %\n")
    sys.stdout.write("\n".join(wrong[:options.errors]) + "\n")


if __name__ == "__main__":
    main()
