"""The page of one reading: whole, self-contained, and harmless whatever the report holds."""

import re
from html.parser import HTMLParser

import pytest

import dateline
from dateline.views.page import page

NASTY = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</style><script>alert(1)</script>", "{{ 7 * 7 }}",
    "javascript:alert(1)", "<svg/onload=alert(1)>", "&lt;b&gt;", "]]><!--", "<iframe srcdoc='<script>1</script>'>",
    "' onmouseover='alert(1)", "<a href=//evil>x</a>"]


class Shape(HTMLParser):
    """Which elements and attributes a page holds."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.attributes = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}


def shape(html):
    found = Shape(html)
    return set(found.elements), found.attributes


CALM = "Norway frees crew\n\n\"We are glad,\" Prime Minister Bjarki Jonsson told reporters in Oslo on Friday.\n\nIceland thanked Norway."


def test_the_page_holds_the_whole_text_in_order():
    html = page(dateline.read(CALM, published="2019-03-08"))
    shown = re.sub(r"<aside>.*?</aside>", "", html.split("<main>")[1].split("</main>")[0], flags=re.S)
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", shown)).replace("&#34;", '"').replace("&quot;", '"')
    assert words.strip() == re.sub(r"\s+", " ", CALM)


def test_each_card_has_its_words_in_the_text():
    reading = dateline.read(CALM, published="2019-03-08")
    html = page(reading)
    for finding in reading.findings():
        assert html.count(f'data-f="{finding.id}"') >= 2, finding.why
    assert reading.quotes and reading.events


def test_the_page_asks_nothing_of_any_host():
    html = page(dateline.read(CALM, outlet="Oslo Courier", url="https://oslo.example/a"))
    assert "default-src 'none'" in html
    assert not re.search(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//", html)
    assert "@import" not in html and "url(" not in html


@pytest.mark.parametrize("nasty", NASTY)
def test_markup_in_a_report_stays_text(nasty):
    calm = shape(page(dateline.read(CALM.replace("Oslo", "Rome"), outlet="Outlet")))
    text = (f"Norway frees crew {nasty}\n\n\"We are {nasty} glad,\" Jonsson told {nasty} in Rome on Friday.\n\n"
            f"Iceland thanked Norway {nasty}.")
    elements, attributes = shape(page(dateline.read(text, outlet=nasty, url=nasty)))
    assert elements <= calm[0] | {"strong"} and attributes <= calm[1]


def test_a_report_in_another_language_says_so():
    french = "Le gouvernement norvégien a libéré vendredi les marins islandais, a annoncé le ministre des affaires étrangères à Oslo. " * 3
    reading = dateline.read(french)
    assert not reading.events and not reading.quotes
    assert "Dateline reads English" in page(reading)
