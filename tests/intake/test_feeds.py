"""Feeds: an item is a report; teasers are marked; entities and endless feeds harm nothing."""
# ruff: noqa: E501  tables: one case a line

import json

import pytest

from dateline.intake.files import taken_of_file
from dateline.intake.taken import Refused
from tests.intake.hostile import P, Q

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Baltic Courier</title>
<item><title>Envoys &amp; aides meet</title><link>https://c.example/1</link><guid>g1</guid><pubDate>Fri, 04 Jun 2021 23:30:00 -0500</pubDate>
<description>{P}</description><content:encoded><![CDATA[<p>{P}</p><p>{Q}</p>]]></content:encoded></item>
<item><title>Second</title><link>https://c.example/2</link><pubDate>2021-06-05</pubDate><description>&lt;p&gt;{Q}&lt;/p&gt;</description></item>
<item><title>Nothing</title><link>https://c.example/3</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Oslo Wire</title>
<entry><id>urn:1</id><title>Talks</title><link rel="self" href="https://w.example/self"/><link href="https://w.example/1"/>
<updated>2021-06-07T09:00:00Z</updated><published>2021-06-06T09:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{P}</p></div></content></entry>
<entry><id>urn:2</id><title>More</title><updated>2021-06-07T09:00:00Z</updated><summary>{Q}</summary></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Old Wire</title></channel><item><title>Talks</title><link>http://o.example/1</link><dc:date>2004-06-04</dc:date>
<description>{P}</description></item></rdf:RDF>"""
JSON = {"version": "https://jsonfeed.org/version/1.1", "title": "Json Wire", "items": [
    {"id": "1", "url": "https://j.example/1", "title": "Talks", "content_html": f"<p>{P}</p>", "date_published": "2021-06-04T10:00:00Z"},
    {"id": "2", "content_text": Q}, {"id": "3", "summary": Q}, {"id": "4"}]}


def read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(taken_of_file(path))


def told(one):
    return (one.report.outlet, one.report.url, one.report.published, one.report.title, one.report.complete)


@pytest.mark.parametrize("name", ["news.xml", "news.rss", "news"])
def test_rss(tmp_path, name):
    first, second, third = read(tmp_path, name, RSS)
    assert told(first) == ("Baltic Courier", "https://c.example/1", "2021-06-04", "Envoys & aides meet", True)
    assert P in first.text and Q in first.text
    assert told(second) == ("Baltic Courier", "https://c.example/2", "2021-06-05", "Second", False) and second.text == Q
    assert isinstance(third, Refused) and third.source.endswith("#https://c.example/3")


def test_atom(tmp_path):
    first, second = read(tmp_path, "news.atom", ATOM)
    assert told(first) == ("Oslo Wire", "https://w.example/1", "2021-06-06", "Talks", True) and first.text == P
    assert told(second) == ("Oslo Wire", None, "2021-06-07", "More", False) and second.source.endswith("#urn:2")


def test_rss_of_the_old_kind(tmp_path):
    (one,) = read(tmp_path, "news.rdf", RDF)
    assert told(one) == ("Old Wire", "http://o.example/1", "2004-06-04", "Talks", False)


def test_json_feed(tmp_path):
    first, second, third, fourth = read(tmp_path, "feed.json", json.dumps(JSON))
    assert told(first) == ("Json Wire", "https://j.example/1", "2021-06-04", "Talks", True)
    assert second.text == third.text == Q and second.report.complete and not third.report.complete
    assert isinstance(fourth, Refused)


@pytest.mark.parametrize("data, words", [
    ('<!DOCTYPE rss [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item><description>x &b;</description></item></channel></rss>', "haha"),
    ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><description>x &x;</description></item></channel></rss>', "root:"),
    ("<rss><channel><item>" + "<a>" * 50_000, "<a>"), ("<rss><channel>", "?"), ("<rss>", "?")])
def test_hostile_feeds_tell_nothing_and_end(tmp_path, data, words):
    for one in read(tmp_path, "news.rss", data):
        assert isinstance(one, Refused) or words not in one.text


def test_a_feed_that_is_cut_off_gives_what_stands_in_it(tmp_path):
    found = read(tmp_path, "news.rss", RSS[:RSS.index("<item><title>Nothing")])
    assert [isinstance(one, Refused) for one in found] == [False, False]


def test_a_feed_that_is_polled_again_adds_only_what_is_new(tmp_path):
    from dateline.api.book import Book

    with Book(tmp_path / "b.db") as book:
        (tmp_path / "f.rss").write_text(RSS.replace("<item><title>Second", "<skip><title>Second").replace("<item><title>Nothing", "<skip>"))
        assert book.add_paths([tmp_path / "f.rss"]).new == 1
        (tmp_path / "f.rss").write_text(RSS)
        again = book.add_paths([tmp_path / "f.rss"])
        assert (again.new, again.copies) == (1, 1)
