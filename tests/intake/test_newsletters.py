"""Newsletters: a row of headlines with a link each is as many reports; an article with subheads, however many links it has, is one."""
# ruff: noqa: E501  tables: one case a line

from pathlib import Path

import pytest

from dateline.intake.files import taken_of_file
from tests.intake.hostile import P, Q, mail, multipart

PAGES = Path(__file__).parent / "pages"
ITEMS = [("Truce holds in the capital", "The two sides kept the truce for a third day, monitors of the union said on Monday.", "https://c.example/truce"),
         ("Ministers agree on a budget after a night of talks", "Spending on schools rises by four per cent; the opposition called it a wasted chance.", "https://c.example/budget"),
         ("Court frees two reporters", "A court in the north freed two reporters who had been held since March. They were met by their families.", "https://c.example/court"),
         ("Will the ferry run again?", "The harbour master expects a decision this week, and the company says that its ship is ready.", "https://c.example/ferry")]
HEADERS = "From: Baltic Courier <news@c.example>\nSubject: Morning brief\nDate: Mon, 07 Jun 2021 06:00:00 +0300\nContent-Type: {0}; charset=utf-8"
FOOT = "<p>You are receiving this because you signed up. <a href='https://c.example/out'>Unsubscribe</a></p>"


def read(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(taken_of_file(path))


def as_html(item, style):
    head, words, url = item
    return {"linked": f"<h2><a href='{url}'>{head}</a></h2><p>{words}</p>", "more": f"<h3>{head}</h3><p>{words}</p><p><a href='{url}'>Read more</a></p>",
            "inside": f"<h3>{head}</h3><p>{words} <a href=\"{url}\">Continue reading &raquo;</a></p>",
            "table": f"<table><tr><td><a href='{url}'><b>{head}</b></a></td></tr><tr><td>{words}</td></tr></table>"}[style]


def as_text(item, style):
    head, words, url = item
    return {"blank": f"{head}\n\n{words}\n\n{url}\n\n", "tight": f"{head}\n{words}\n{url}\n\n", "more": f"{head}\n\n{words}\nRead more: {url}\n\n", "ruled": f"{head}\n\n{words} <{url}>\n\n-----------\n\n"}[style]


def check(found, name):
    items = [one for one in found if not one.source.endswith("#letter")]
    assert [one.source.split("#")[-1] for one in items] == ["1", "2", "3", "4"]
    assert [(one.report.title, one.report.url) for one in items] == [(head, url) for head, _, url in ITEMS]
    for one, (head, words, _) in zip(items, ITEMS, strict=True):
        assert one.text.startswith(head) and words in " ".join(one.text.split()) and len(one.text) < len(head) + len(words) + 20
        assert one.report.complete is False and one.report.outlet == "Baltic Courier" and one.report.published == "2021-06-07"
        for block in one.report.blocks:
            start, end = one.raw_map.to_raw(block.span)
            assert one.raw[start:end].split()[0].split(">")[-1] == one.text[block.span[0]:block.span[1]].split()[0]
    assert len({one.report.id for one in found}) == len(found)


@pytest.mark.parametrize("style", ["linked", "more", "inside", "table"])
def test_a_newsletter_in_html(tmp_path, style):
    body = "<html><body>" + "".join(as_html(item, style) for item in ITEMS) + FOOT + "</body></html>"
    check(read(tmp_path, "a.eml", mail(HEADERS.format("text/html"), body.encode())), style)


@pytest.mark.parametrize("style", ["blank", "tight", "more", "ruled"])
def test_a_newsletter_in_plain_text(tmp_path, style):
    check(read(tmp_path, "a.eml", mail(HEADERS.format("text/plain"), "".join(as_text(item, style) for item in ITEMS).encode())), style)


def test_what_the_letter_says_itself_is_a_report_too(tmp_path):
    letter = f"<p>{P}</p><p>{Q} That is what we will watch this week, and the weather with it.</p>"
    body = f"<html><body>{letter}" + "".join(as_html(item, "linked") for item in ITEMS) + "</body></html>"
    found = read(tmp_path, "a.eml", mail(HEADERS.format("text/html"), body.encode()))
    assert found[0].source.endswith("#letter") and P in found[0].text and len(found) == 5


def test_a_page_that_is_a_newsletter(tmp_path):
    body = "<html><body><h1>Morning brief</h1>" + "".join(as_html(item, "linked") for item in ITEMS) + "</body></html>"
    found = read(tmp_path, "2021-06-07-brief.html", body)
    assert [one.report.title for one in found if "#letter" not in one.source] == [head for head, _, _ in ITEMS]


ARTICLE = "<h1>Envoys meet</h1><p>By Ann Lee</p>" + "".join(f"<h2>{head}</h2><p>{words} As <a href='{url}'>the Courier reported</a>, it began in May.</p>" for head, words, url in ITEMS)
RELATED = f"<article><h1>Envoys meet</h1><p>{P}</p><p>{Q}</p></article><h3>Related</h3>" + "".join(f"<h3><a href='{url}'>{head}</a></h3>" for head, _, url in ITEMS)


@pytest.mark.parametrize("name, data", [
    ("article.html", f"<html><body>{ARTICLE}</body></html>"), ("article.eml", mail(HEADERS.format("text/html"), f"<html><body>{ARTICLE}</body></html>".encode())),
    ("related.html", f"<html><body>{RELATED}</body></html>"), ("related.eml", mail(HEADERS.format("text/html"), f"<html><body>{RELATED}</body></html>".encode())),
    ("two.eml", mail(HEADERS.format("text/html"), "".join(as_html(item, "linked") for item in ITEMS[:2]).encode())), ("plain.eml", mail(HEADERS.format("text/plain"), f"{P}\n\n{Q}\n\nhttps://c.example/a\n".encode())),
    ("sources.txt", f"Envoys meet\n\n{P} https://c.example/1\n\n{Q} https://c.example/2\n\nThey left by train. https://c.example/3\n"),
    ("one-address.eml", mail(HEADERS.format("text/plain"), "".join(as_text((h, w, "https://c.example/same"), "blank") for h, w, _ in ITEMS).encode())),
    ("both.eml", multipart(("Content-Type: text/plain", f"{P}\n\n{Q}".encode()), ("Content-Type: text/html", b"<p>x</p>")))])
def test_what_is_one_report_stays_one(tmp_path, name, data):
    (one,) = read(tmp_path, name, data)
    assert "#" not in one.source


@pytest.mark.parametrize("name", sorted(p.name for p in PAGES.iterdir()))
def test_no_page_of_our_own_is_taken_apart(name):
    assert len(list(taken_of_file(PAGES / name))) == 1


def test_a_letter_of_thousands_of_links_costs_little(tmp_path):
    import time

    started = time.process_time()
    found = read(tmp_path, "a.eml", mail(HEADERS.format("text/html"), (b"<a href='https://c.example/%s'>One more headline here</a><p>" + b"word " * 20 + b"</p>") * 1000))
    assert len(found) == 1 and time.process_time() - started < 8
