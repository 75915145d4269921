"""Agency credit and citations."""

import pytest

from dateline.joining.credits import cited, credit


@pytest.mark.parametrize("text, byline, outlet, agency", [
    ("TROMSO, March 4, 2019 (Northern Wire) - Norway's coast guard held a trawler.", (), "Oslo Courier", "Northern Wire"),
    ("LAGOS (AFP) — Soldiers took over the station.", (), None, "Agence France-Presse"),
    ("Soldiers took over the station.", ("The Associated Press",), "Daily Herald", "Associated Press"),
    ("Soldiers took over the station.", ("By Ada Obi",), "Punch", None),
    ("Soldiers took over the station.\nThe army said so.\n(Reuters)", (), None, "Reuters"),
    ("Soldiers took over the station.\nSource: Xinhua", (), None, "Xinhua"),
    ("Soldiers took over the station.", (), "TASS", "TASS"),
    ("Soldiers of the army (FARDC) took over the station.", (), None, None),
    ("Rebels fight army in the north (Khartoum Sun)\nFighting spread.", (), "Khartoum Sun", None),
    ("The report (published on Monday) - the third this year - named nobody.", (), None, None)])
def test_an_agency_is_credited_in_dateline_byline_or_at_the_end(text, byline, outlet, agency):
    assert credit(text, byline, outlet).agency == agency


@pytest.mark.parametrize("sentence, names", [
    ("The strike killed nine people, according to the state news agency SANA.", ("SANA",)),
    ("Anadolu Agency reported that the talks had failed.", ("Anadolu Agency",)),
    ("“We will stay,” the minister told Al Jazeera.", ("Al Jazeera",)),
    ("The time has come, he said.", ()), ("Reuters photographers were held.", ())])
def test_sources_that_a_sentence_names(sentence, names):
    assert cited(sentence) == names
