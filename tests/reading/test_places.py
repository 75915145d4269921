"""Places: the cases in cases/places_*.yaml, and what holds for every text."""

import multiprocessing
import re
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.codes.book import CodeBook
from dateline.codes.gazetteer import gazetteer, key_of
from dateline.codes.places import places
from dateline.reading.parse import parse
from dateline.reading.places import find_places
from dateline.records import Block, Place, Report

FILES = sorted((Path(__file__).parent / "cases").glob("places_*.yaml"))
CASES = [pytest.param(case, id=f"{file.stem}-{number}")
         for file in FILES for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), 1)]


def places_of(text: str, outlet: str | None = None) -> tuple[Place, ...]:
    blocks = tuple(Block(kind="paragraph", span=(m.start(), m.end())) for m in re.finditer(r"[^\n]+", text))
    report = Report(id="r0", sha256="", outlet=outlet, blocks=blocks)
    return find_places(report, parse(text, blocks), CodeBook())


def line_of(text: str, place: Place, expected: str) -> str:
    """A place as the cases write it; its division is left open where the case leaves it open."""
    area = "*" if expected.endswith(" *") else place.admin1 or "-"
    return f"{text[place.span[0]:place.span[1]]} = {place.country or '-'} {place.precision} {area}"


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    text, expected = case["text"], case["places"]
    found = places_of(text, case.get("outlet"))
    padded = [*expected, *[""] * len(found)]
    assert [line_of(text, p, e) for p, e in zip(found, padded, strict=False)] == expected
    if "claimants" in case:
        assert [c.country for c in found[0].candidates if c.why == "claims it"] == case["claimants"]
    if "why" in case:
        assert found[0].why == case["why"]


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 150


def test_countries_divisions_and_towns_carry_geonames_ids() -> None:
    found = places_of("Kenya sent doctors to Gujarat, India, and to Kisumu.")
    assert [p.geonameid is not None for p in found] == [True] * 4
    assert all(p.lat is not None and p.lon is not None for p in found)


def test_candidates_name_the_other_readings() -> None:
    (place,) = places_of("He lives in Birmingham.")
    assert {"GBR", "USA"} <= {c.country for c in place.candidates}
    assert all(c.ref and c.ref.startswith("geonames:") for c in place.candidates)


def test_a_name_that_is_settled_by_its_region_is_doubted_less() -> None:
    (alone,) = places_of("A barn burned down in Springfield.")
    settled = places_of("A barn burned down in Springfield, Ohio.")[0]
    assert settled.doubt < alone.doubt


def test_one_sense_for_a_name_in_a_report() -> None:
    text = "Springfield mourns.\nThe fire in Springfield, Ohio, killed four.\nSchools in Springfield will stay shut."
    towns = [p for p in places_of(text) if p.name == "Springfield"]
    assert len(towns) >= 2
    assert {p.admin1 for p in towns} == {"Ohio"}


def test_a_surname_is_not_a_town_later_in_the_report() -> None:
    text = "Judge Merrick Garland spoke first.\nLater Garland took questions."
    assert places_of(text) == ()


def test_every_span_holds_the_name_in_the_text() -> None:
    text = "MANILA (Reuters) - Rice from Vietnam  and\tThailand reached Cebu, Philippines."
    for place in places_of(text):
        words = text[place.span[0]:place.span[1]]
        assert words == words.strip() and words[0].isupper()
        assert place.sentence[0] <= place.span[0] and place.span[1] <= place.sentence[1]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="AaUuSs.,-'()–\u0301\u200f\x00 \nParisGeorgia’", max_size=200))
def test_hostile_text_is_read(text: str) -> None:
    for place in places_of(text):
        assert 0 <= place.span[0] < place.span[1] <= len(text)


def test_the_gazetteer_is_read_only_and_works_in_threads_and_processes() -> None:
    with pytest.raises(Exception, match="readonly"):
        gazetteer()._base().execute("DELETE FROM name")
    seen: list[int] = []
    threads = [threading.Thread(target=lambda: seen.append(gazetteer()._look_up("lusaka")[0].geonameid)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        seen += pool.map(_lusaka, range(4))
    assert len(seen) == 8 and len(set(seen)) == 1


def _lusaka(_: int) -> int:
    return gazetteer()._look_up("lusaka")[0].geonameid


def test_keys() -> None:
    assert key_of("São Tomé") == "sao tome"
    assert key_of("N'Djamena") == key_of("N’Djamena") == "ndjamena"
    assert key_of("Ústí nad Labem") == "usti nad labem"


def test_the_tables_hold_every_member_of_the_united_nations() -> None:
    assert len(places().names) >= 240
    assert {"SSD", "TLS", "MNE", "PSE", "VAT", "XKX", "TWN"} <= places().names.keys()
