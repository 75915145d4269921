"""Fetching into a book, as its user does it: pages, feeds, sitemaps, PDFs; what is polled again adds only what is new."""
# ruff: noqa: E501  tables: one case a line

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.api.book import Book
from dateline.api.fetching import Wanted, fetch_into
from dateline.api.polled import polled
from dateline.errors import BookError
from dateline.views.cli.fetch import fetch
from tests.intake.pdfs import LEFT, column, pdf

from .servers import ROBOTS, html, page, serving, trusting

ESTONIAN = "Rahvusvahelised läbirääkijad kohtusid reedel Tallinnas ja leppisid kokku, et kõnelused jätkuvad kahe nädala pärast, teatas ministeerium. "


def words(n):
    """A text that is kept and not read: what is tested here is the way into the book, and the model takes seconds to load."""
    return f"{ESTONIAN * 3}See oli kohtumine number {n}."


def item(n, full=False, day=4, site="/"):
    text = f"<content:encoded><![CDATA[<p>{words(n)}</p>]]></content:encoded>" if full else f"<description>{words(n)[:80]} ...</description>"
    return f"<item><title>Kohtumine {n}</title><link>{site}{n}</link><guid>g{n}</guid><pubDate>{day:02d} Jun 2021 10:00:00 GMT</pubDate>{text}</item>"


def rss(*items):
    return 200, {"Content-Type": "application/rss+xml"}, f'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Balti Kuller</title>{"".join(items)}</channel></rss>'.encode()


def article(n):
    return page(html(f"Kohtumine {n}", words(n)))


def sitemap(*urls, index=False):
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    return 200, {"Content-Type": "application/xml"}, (f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
            + "".join(f"<{inner}><loc>{url}</loc>{more}</{inner}>" for url, more in urls) + f"</{outer}>").encode()


@pytest.fixture
def book(tmp_path):
    with Book(tmp_path / "b.db") as opened:
        yield opened


def run(book, site, *paths, **wanted):
    """A fetch as a new run: its own fetcher, the book's memory."""
    urls = [p if p.startswith("http") else site.url(p) for p in paths]
    return fetch_into(book, urls, trusting(site), Wanted(**wanted))


def numbers(book):
    return sorted(int(text.rstrip(".").rsplit(" ", 1)[-1]) for (text,) in book.store.db.execute("SELECT text FROM report"))


def test_a_page_with_its_bytes_and_its_address(book):
    with serving({"/2021/06/04/talks.html": article(1)}) as site:
        done = run(book, site, "/2021/06/04/talks.html")
        assert (done.added.new, done.added.refused) == (1, 0)
        (row,) = book.reports()
        assert (row["url"], row["path"], row["published"], row["title"]) == (site.url("/2021/06/04/talks.html"),) * 2 + ("2021-06-04", "Kohtumine 1")
        import zlib
        (original,) = book.store.db.execute("SELECT bytes FROM original").fetchone()
        assert zlib.decompress(original) == html("Kohtumine 1", words(1)) and book.verify() == []
        assert run(book, site, "/2021/06/04/talks.html").added.known == 1


def test_the_charset_that_the_server_names_counts(book):
    with serving({"/": (200, {"Content-Type": "text/html; charset=windows-1257"}, html("Kõnelused", words(1)).decode().encode("cp1257"))}) as site:
        run(book, site, "/")
        assert "läbirääkijad" in book.store.db.execute("SELECT text FROM report").fetchone()[0]


def test_a_feed_polled_twice_adds_only_what_is_new_and_asks_for_no_page_again(book):
    with serving({f"/{n}": article(n) for n in range(1, 5)}) as site:
        site.pages["/feed"] = rss(item(2, site=site.url("/")), item(1, site=site.url("/")))
        first = run(book, site, "/feed")
        assert (first.added.new, first.seen_before, numbers(book)) == (2, 0, [1, 2])
        site.pages["/feed"] = rss(*(item(n, site=site.url("/")) for n in (4, 3, 2, 1)))
        site.asked.clear()
        second = run(book, site, "/feed")
        assert (second.added.new, second.seen_before, numbers(book)) == (2, 2, [1, 2, 3, 4])
        assert site.paths == [ROBOTS, "/feed", "/4", "/3"]
        third = run(book, site, "/feed")
        assert (third.added.new, third.seen_before) == (0, 4)
        assert {r["outlet"] for r in book.reports()} == {"Balti Kuller"} and {r["published"] for r in book.reports()} == {"2021-06-04"}


def test_a_feed_that_did_not_change_costs_one_request(book):
    def feed(handler):
        fresh = handler.headers.get("If-None-Match") == '"v1"'
        body = b"" if fresh else rss(item(1, full=True))[2]
        handler.send_response(304 if fresh else 200)
        handler.send_header("ETag", '"v1"')
        handler.send_header("Content-Type", "application/rss+xml")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
    with serving({"/feed": feed}) as site:
        assert run(book, site, "/feed").added.new == 1
        site.asked.clear()
        again = run(book, site, "/feed")
        assert (again.unchanged, again.added.new, site.paths) == (1, 0, [ROBOTS, "/feed"])


def test_whole_items_are_read_from_the_feed_and_teasers_from_their_pages(book):
    with serving({"/2": article(2)}) as site:
        site.pages["/feed"] = rss(item(1, full=True, site=site.url("/")), item(2, site=site.url("/")))
        assert run(book, site, "/feed").added.new == 2 and numbers(book) == [1, 2]
        assert site.paths == [ROBOTS, "/feed", "/2"]
        assert {r["path"] for r in book.reports()} == {site.url(f"/feed#{site.url('/1')}"), site.url("/2")}


def test_feed_only_takes_teasers_and_marks_them(book):
    with serving() as site:
        site.pages["/feed"] = rss(item(1, full=True, site=site.url("/")), item(2, site=site.url("/")))
        assert run(book, site, "/feed", follow=False).added.new == 2
        assert sorted(r["complete"] for r in book.reports()) == [False, True] and site.paths == [ROBOTS, "/feed"]


@pytest.mark.parametrize("answer, reason", [((403, {}, b""), "not free to read"), ((404, {}, b""), "no page there")])
def test_where_the_page_is_closed_its_teaser_is_the_report_and_the_refusal_is_kept(book, answer, reason):
    with serving({"/1": answer}) as site:
        site.pages["/feed"] = rss(item(1, site=site.url("/")))
        done = run(book, site, "/feed")
        assert (done.added.new, done.added.refused) == (1, 1) and not next(iter(book.reports()))["complete"]
        assert reason in book.refusals()[0]["reason"] and book.refusals()[0]["path"] == site.url("/1")
        assert run(book, site, "/feed").seen_before == 1


def test_what_may_pass_is_asked_for_again(book):
    with serving({"/1": (500, {}, b"")}) as site:
        site.pages["/feed"] = rss(item(1, site=site.url("/")))
        assert (run(book, site, "/feed").added.refused, numbers(book)) == (1, [])
        site.pages["/1"] = article(1)
        assert (run(book, site, "/feed").added.new, numbers(book)) == (1, [1])


def test_limit_and_since_and_what_is_left_for_the_next_run(book):
    with serving({f"/{n}": article(n) for n in range(1, 7)}) as site:
        site.pages["/feed"] = rss(*(item(n, day=n, site=site.url("/")) for n in (6, 5, 4, 3, 2, 1)))
        first = run(book, site, "/feed", limit=2, since=date(2021, 6, 3))
        assert (first.added.new, first.left, first.older, numbers(book)) == (2, 2, 2, [5, 6])
        second = run(book, site, "/feed", limit=2, since=date(2021, 6, 3))
        assert (second.added.new, second.left, second.seen_before, numbers(book)) == (2, 0, 2, [3, 4, 5, 6])


def test_a_dry_run_writes_nothing_and_asks_for_no_page(book):
    with serving({"/1": article(1)}) as site:
        site.pages["/feed"] = rss(item(1, site=site.url("/")))
        done = run(book, site, "/feed", dry_run=True)
        assert [(e.url, e.title) for e in done.listed] == [(site.url("/1"), "Kohtumine 1")] and site.paths == [ROBOTS, "/feed"]
        assert book.size() == 0 and not polled(book.store.path, 10**9).seen


def test_sitemaps_their_indexes_and_packed_ones(book):
    with serving({f"/{n}": article(n) for n in range(1, 6)}) as site:
        at = site.url
        news = "<news:news><news:publication><news:name>Balti Kuller</news:name></news:publication><news:publication_date>2021-06-07T10:00:00Z</news:publication_date><news:title>Kohtumine 3</news:title></news:news>"
        site.pages["/sitemap.xml"] = sitemap((at("/a.xml"), ""), (at("/b.xml.gz"), "<lastmod>2021-06-08</lastmod>"), (at("/old.xml"), "<lastmod>2019-01-01</lastmod>"), index=True)
        site.pages["/a.xml"] = sitemap((at("/1"), "<lastmod>2021-06-05</lastmod>"), (at("/2"), "<lastmod>2020-01-01</lastmod>"))
        site.pages["/b.xml.gz"] = 200, {"Content-Type": "application/gzip"}, gzip.compress(sitemap((at("/3"), news), ("http://other.example/4", ""))[2])
        done = run(book, site, "/sitemap.xml", since=date(2021, 6, 1))
        assert (done.added.new, done.older, done.added.refused, numbers(book)) == (2, 1, 1, [1, 3])
        assert "addresses of other sites" in done.added.reasons[0] and "/old.xml" not in site.paths and "/2" not in site.paths
        three = next(r for r in book.reports() if r["url"] == at("/3"))
        assert (three["published"], three["outlet"]) == ("2021-06-07", "Balti Kuller")
        site.pages["/a.xml"] = sitemap((at("/1"), "<lastmod>2021-06-09</lastmod>"), (at("/5"), "<lastmod>2021-06-09</lastmod>"))
        site.asked.clear()
        assert run(book, site, "/sitemap.xml", since=date(2021, 6, 1)).added.new == 1
        assert [p for p in site.paths if p in ("/1", "/5")] == ["/1", "/5"]


def test_sitemaps_that_list_one_another_end(book):
    with serving() as site:
        site.pages["/a.xml"] = sitemap((site.url("/a.xml"), ""), (site.url("/b.xml"), ""), index=True)
        site.pages["/b.xml"] = sitemap((site.url("/a.xml"), ""), index=True)
        done = run(book, site, "/a.xml")
        assert done.added.new == 0 and done.added.refused >= 1 and len(site.asked) < 10


def test_feeds_that_list_one_another_are_no_pages(book):
    with serving() as site:
        site.pages["/a"] = rss(f"<item><title>b</title><link>{site.url('/b')}</link></item>")
        site.pages["/b"] = rss(f"<item><title>a</title><link>{site.url('/a')}</link></item>")
        done = run(book, site, "/a")
        assert site.paths == [ROBOTS, "/a", "/b"] and done.added.new == 0 and done.added.refused == 1


def test_a_pdf_and_a_plain_text(book):
    lines = [words(1)[i:i + 60].strip() for i in range(0, len(words(1)), 60)]
    with serving({"/a.pdf": (200, {"Content-Type": "application/pdf"}, pdf(column(LEFT, 740, lines))), "/b.txt": (200, {"Content-Type": "text/plain"}, words(2).encode())}) as site:
        assert run(book, site, "/a.pdf", "/b.txt").added.new == 2 and book.size() == 2


@pytest.mark.parametrize("media, body, reason", [("text/html", b"<html><body></body></html>", "without words"), ("application/octet-stream", b"\x89PNG\r\n", "PNG"), ("application/xml", b'<?xml version="1.0"?><x/>', "XML of a kind"),
                                                 ("application/pdf", b"%PDF-1.7\n", "cannot be read"), ("text/html", b"", "empty"), ("application/gzip", gzip.compress(b"\0" * 9_000_000), "bomb"), ("application/rss+xml", b"<rss><channel>", None)])
def test_what_comes_goes_through_the_same_intake_as_files(book, media, body, reason):
    with serving({"/": (200, {"Content-Type": media}, body)}) as site:
        done = run(book, site, "/")
        assert done.added.new == 0
        if reason:
            assert reason in book.refusals()[0]["reason"] and book.refusals()[0]["path"].startswith(site.url("/"))


def test_a_book_that_lost_what_was_fetched_forgets_what_was_seen(tmp_path):
    with serving({"/1": article(1)}) as site:
        site.pages["/feed"] = rss(item(1, site=site.url("/")))
        with Book(tmp_path / "b.db") as book:
            assert run(book, site, "/feed").added.new == 1
        for file in tmp_path.glob("b.db*"):
            if "fetched" not in file.name:
                file.unlink()
        with Book(tmp_path / "b.db") as book:
            assert run(book, site, "/feed").added.new == 1


def test_a_broken_memory_is_named(tmp_path):
    (tmp_path / "b.db.fetched.json").write_text("{")
    with pytest.raises(BookError, match=r"b\.db\.fetched\.json.*move it away"):
        polled(tmp_path / "b.db", 1)


# -- the command ---------------------------------------------------------------------------------------------------------
def command(*args, obj=None, **env):
    return CliRunner(env={"HTTP_PROXY": "", "HTTPS_PROXY": "", "http_proxy": "", "https_proxy": "", **env}).invoke(fetch, [str(a) for a in args], obj=obj)


def test_the_command_tells_what_came(tmp_path):
    with serving({"/1": article(1)}) as site:
        site.pages["/feed"] = rss(item(1, site=site.url("/")), item(2, site=site.url("/")))
        listed = command(site.url("/feed"), "--into", tmp_path / "b.db", "--dry-run", obj=trusting(site))
        assert listed.exit_code == 0 and listed.stdout.splitlines() == [f"2021-06-04\t{site.url('/1')}\tKohtumine 1", f"2021-06-04\t{site.url('/2')}\tKohtumine 2"]
        came = command(site.url("/feed"), "--into", tmp_path / "b.db", obj=trusting(site))
        assert came.exit_code == 3 and came.stdout.startswith("3 seen: 2 new") and f"refused: {site.url('/2')}: no page there (404)" in came.stderr
        again = command(site.url("/feed"), "--into", tmp_path / "b.db", obj=trusting(site))
        assert again.exit_code == 0 and "2 entries taken before" in again.stdout


def test_without_a_fetcher_of_the_tests_no_option_and_no_variable_leads_to_this_machine(tmp_path):
    with serving({"/": article(1)}) as site:
        for host in ("127.0.0.1", "localhost", "[::1]", "0x7f000001"):
            done = command(f"http://{host}:{site.port}/", "--into", tmp_path / "b.db", DATELINE_TRUSTED="127.0.0.1", NO_PROXY="*")
            assert done.exit_code == 3 and "refused" in done.stderr
        assert site.asked == []
        with Book(tmp_path / "b.db") as book:
            assert len(book.refusals()) == 4 and book.size() == 0


@pytest.mark.parametrize("name", ["HTTP_PROXY", "https_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment_is_a_question(tmp_path, name):
    asked = command("https://c.example/", "--into", tmp_path / "b.db", **{name: "http://127.0.0.1:1"})
    assert asked.exit_code == 2 and f"{name} is set" in asked.stderr and "--proxy none" in asked.stderr and not (tmp_path / "b.db").exists()


def test_a_bad_proxy_and_a_bad_day_are_usage(tmp_path):
    assert command("https://c.example/", "--into", tmp_path / "b.db", "--since", "yesterday").exit_code == 2
    assert "http://HOST:PORT" in str(command("https://c.example/", "--into", tmp_path / "b.db", "--proxy", "socks5://x").exception)


def test_the_memory_is_plain_json(tmp_path):
    with serving({"/1": article(1)}) as site, Book(tmp_path / "b.db") as book:
        site.pages["/feed"] = rss(item(1, site=site.url("/")))
        run(book, site, "/feed")
        held = json.loads(Path(tmp_path / "b.db.fetched.json").read_text())
        assert held["seen"] == {site.url("/feed"): {site.url("/1"): ""}} and held["form"] == 1
