"""Fetching from servers of our own: the guard before every connection, caps on size and time, manners, redirects, TLS, proxies."""
# ruff: noqa: E501  tables: one case a line

import gzip
import http.server
import socket
import ssl
import subprocess
import threading
import time
import zlib
from datetime import UTC, datetime

import pytest

from dateline.fetching.address import target_of
from dateline.fetching.connection import proxy_of
from dateline.fetching.errors import FetchRefused
from dateline.fetching.fetcher import Fetcher, Validators
from dateline.fetching.guard import Guard, by_dns
from dateline.fetching.pace import Pace, retry_after
from dateline.fetching.robots import rules_of

from .servers import HOST, ROBOTS, Site, Slept, html, page, serving, trusting


def refused(fetcher, url, reason="."):
    with pytest.raises(FetchRefused, match=reason) as caught:
        fetcher.get(url)
    return caught.value


# -- the guard -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "[::1]", "[::ffff:127.0.0.1]", "localhost", "localhost.", "0.0.0.0", "0"])
def test_a_server_on_this_machine_is_never_asked(host):
    with serving({"/": page()}) as site:
        refused(Fetcher(), f"http://{host}:{site.port}/")
        refused(Fetcher(guard=Guard(ports=frozenset(range(65_536)))), f"http://{host}:{site.port}/", "this machine|odd spelling|IPv6 form|its network")
        assert site.asked == []


def test_a_name_that_leads_here_is_refused_by_the_address_not_the_name():
    with serving({"/": page()}) as site:
        guard = Guard(resolve=lambda *_: [HOST], ports=frozenset(range(65_536)))
        refused(Fetcher(guard=guard), site.url(), "news.example is at 127.0.0.1: this machine")
        assert site.asked == []


def test_a_name_is_resolved_once_for_a_connection_and_again_for_the_next_so_that_rebinding_finds_no_gap():
    """The name leads first to the server that is trusted and then to another address at which the same server would answer."""
    with serving({"/": page(), "/2": page()}, host="0.0.0.0") as site:
        answers = iter([[HOST], [HOST], ["127.0.0.2"], ["127.0.0.2"]])
        told = []
        guard = Guard(resolve=lambda name, _: told.append(name) or next(answers), trusted=frozenset({(HOST, site.port)}))
        slept = Slept()
        fetcher = Fetcher(guard=guard, pace=Pace(clock=slept.clock, sleep=slept.sleep))
        assert fetcher.get(site.url()).raw == html()
        assert site.paths == [ROBOTS, "/"] and told == ["news.example"] * 2
        refused(fetcher, site.url("/2"), "127.0.0.2: this machine")
        assert site.paths == [ROBOTS, "/"]


@pytest.mark.parametrize("to", ["http://127.0.0.1:{port}/secret", "http://localhost:{port}/secret", "http://[::1]:{port}/secret", "http://0x7f000001:{port}/secret", "//2130706433:{port}/secret",
                                "http://[::ffff:7f00:1]:{port}/secret", "http://inside.example:{port}/secret", "http://news.example@127.0.0.1:{port}/secret", "http://169.254.169.254/latest/meta-data/",
                                "file:///etc/passwd", "ftp://news.example/", "gopher://127.0.0.1:{port}/_x", "http://\t127.0.0.1:{port}/secret", "\\\\127.0.0.1:{port}\\secret"])
def test_each_redirect_is_checked_like_the_first_address(to):
    with serving({"/secret": page()}) as inner, serving() as site:
        site.pages["/"] = 302, {"Location": to.format(port=inner.port)}, b""
        guard = Guard(resolve=lambda name, _: ["10.0.0.7"] if name == "inside.example" else [HOST], trusted=frozenset({(HOST, site.port)}), ports=frozenset(range(65_536)))
        slept = Slept()
        refused(Fetcher(guard=guard, pace=Pace(clock=slept.clock, sleep=slept.sleep)), site.url())
        assert site.paths == [ROBOTS, "/"] and inner.asked == []


def test_robots_txt_cannot_be_led_inside_either():
    with serving({ROBOTS: (200, {}, b"")}) as inner, serving({"/": page()}) as site:
        site.pages[ROBOTS] = 301, {"Location": f"http://127.0.0.1:{inner.port}/robots.txt"}, b""
        guard = Guard(resolve=lambda *_: [HOST], trusted=frozenset({(HOST, site.port)}))
        refused(Fetcher(guard=guard, pace=Pace(sleep=lambda _: None)), site.url(), "127.0.0.1: this machine")
        assert inner.asked == [] and site.paths == [ROBOTS]


def test_a_resolver_that_hangs_is_not_waited_for():
    started = time.monotonic()
    with pytest.raises(FetchRefused, match=r"no address|no answer"):
        by_dns("nowhere.invalid", 0.2)
    assert time.monotonic() - started < 5


# -- redirects -----------------------------------------------------------------------------------------------------------
def test_redirects_are_followed_and_the_last_address_is_the_reports():
    with serving({"/a": (301, {"Location": "/b"}, b""), "/b": (302, {"Location": "c?x=1#top"}, b""), "/c?x=1": page()}) as site:
        found = trusting(site).get(site.url("/a"))
        assert (found.asked, found.url, found.media, found.charset) == (site.url("/a"), site.url("/c?x=1"), "text/html", "utf-8")
        assert site.paths == [ROBOTS, "/a", "/b", "/c?x=1"]


@pytest.mark.parametrize("pages, reason", [
    ({"/": (302, {"Location": "/"}, b"")}, "more than 5 redirects"), ({"/": (302, {"Location": "/a"}, b""), "/a": (302, {"Location": "/"}, b"")}, "more than 5 redirects"),
    ({"/": (302, {}, b"")}, "to nowhere"), ({"/": (301, {"Location": "http://[bad/"}, b"")}, "redirect|IPv6|host"), ({"/": (304, {}, b"")}, "answers 304")])
def test_redirects_that_lead_nowhere(pages, reason):
    with serving(pages) as site:
        refused(trusting(site), site.url(), reason)
        assert len(site.asked) <= 7


# -- sizes ---------------------------------------------------------------------------------------------------------------
def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>word word word</p>" * 1000)


def chunked(pieces, end=b"0\r\n\r\n"):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        handler.wfile.write(end)
    return answer


BOMB = b"\0" * 5_000_000
NESTED = gzip.compress(gzip.compress(BOMB))


@pytest.mark.parametrize("answer, reason", [
    (page(b"x" * 2_000_000), "2,000,000 bytes; at most 1,000,000"), (endless, "more than 1,000,000 bytes"), (chunked([b"x" * 100_000] * 20), "more than 1,000,000 bytes"),
    (page(gzip.compress(BOMB), Content_Encoding="gzip"), "looks like a bomb"), (page(gzip.compress(b"a" * 900_000) * 2, Content_Encoding="gzip"), "looks like a bomb"),
    (page(zlib.compress(BOMB), Content_Encoding="deflate"), "looks like a bomb"), (page(zlib.compress(BOMB)[2:-4], Content_Encoding="deflate"), "looks like a bomb"),
    (page(b"\x1b\x00\x00", Content_Encoding="br"), "coding 'br', which was not asked for"), (page(b"x", Content_Encoding="zstd"), "coding 'zstd'"), (page(NESTED, Content_Encoding="gzip, gzip"), "coding 'gzip, gzip'"),
    (page(b"no gzip", Content_Encoding="gzip"), "cannot be unpacked"), (page(gzip.compress(html())[:-9], Content_Encoding="gzip"), "breaks off"), (page(html(), Content_Length="99999"), "breaks off"),
    (chunked([html()], end=b""), "breaks off"), (chunked([html()], end=b"zz\r\n"), "breaks off|no HTTP answer"), ((200, {"Content-Type": "video/mp4"}, b"x" * 10_000), "'video/mp4' is not read"),
    ((200, {"Content-Type": "image/svg+xml"}, b"<svg/>"), "'image/svg\\+xml' is not read")])
def test_what_is_too_large_cut_short_or_of_another_kind(answer, reason):
    with serving({"/": answer}) as site:
        refused(trusting(site, most=1_000_000), site.url(), reason)


@pytest.mark.parametrize("answer", [
    page(), page(gzip.compress(html()), Content_Encoding="gzip"), page(gzip.compress(html()[:50]) + gzip.compress(html()[50:]), Content_Encoding="x-gzip"), page(zlib.compress(html()), Content_Encoding="deflate"),
    page(zlib.compress(html())[2:-4], Content_Encoding="Deflate"), chunked([html()[:40], html()[40:]]), page(html(), Content_Encoding="identity")])
def test_every_packing_that_is_asked_for_is_undone(answer):
    with serving({"/": answer}) as site:
        assert trusting(site).get(site.url()).raw == html()
        assert site.asked[-1][1]["accept-encoding"] == "gzip, deflate"


# -- time ----------------------------------------------------------------------------------------------------------------
def dripping(first, pause):
    """Sends some bytes at once and then one at a time for ever."""
    def answer(handler):
        handler.wfile.write(first)
        while True:
            time.sleep(pause)
            handler.wfile.write(b"x")
            handler.wfile.flush()
    return answer


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 2"])
def test_a_server_that_drips_is_cut_off(first):
    with serving({"/": dripping(first, 0.02)}) as site:
        started = time.monotonic()
        assert refused(trusting(site, total=0.5, idle=0.3), site.url(), "not done within 0.5 seconds").again
        assert time.monotonic() - started < 2.0


def test_a_server_that_is_silent_is_cut_off():
    with serving({"/": lambda handler: time.sleep(1.0)}) as site:
        assert refused(trusting(site, idle=0.2), site.url(), "silent for 0.2 seconds").again


def test_endless_interim_answers_are_cut_off():
    def more(handler):
        while True:
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    with serving({"/": more}) as site:
        refused(trusting(site, total=0.5), site.url(), "not done within|no HTTP answer")


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n", b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000, b"HTTP/1.1 999999 No\r\n\r\n"])
def test_what_is_no_http_is_refused(answer):
    with serving({"/": lambda handler: handler.wfile.write(answer)}) as site:
        refused(trusting(site), site.url(), "no HTTP answer|broke")


def test_a_port_where_nobody_listens():
    with socket.socket() as held:
        held.bind((HOST, 0))
        closed = Site(port=held.getsockname()[1])
        assert refused(trusting(closed), closed.url(), "cannot be connected to: Connection refused").again


# -- robots and pace -----------------------------------------------------------------------------------------------------
def robots(text, **rest):
    return {ROBOTS: (200, {"Content-Type": "text/plain"}, text.encode()), "/a": page(), "/b": page(), "/c": page(), **rest}


def test_robots_txt_is_asked_first_and_once_and_followed():
    with serving(robots("User-agent: *\nDisallow: /b\n\nUser-agent: dateline\nDisallow: /a\n")) as site:
        fetcher = trusting(site)
        refused(fetcher, site.url("/a"), "robots.txt of news.example:.* does not allow")
        assert fetcher.get(site.url("/b")) and site.paths == [ROBOTS, "/b"]
        assert site.asked[0][1]["user-agent"].startswith("dateline/")


def test_a_redirect_into_what_robots_txt_forbids_is_not_followed():
    with serving(robots("User-agent: *\nDisallow: /a\n", **{"/go": (302, {"Location": "/a"}, b"")})) as site:
        refused(trusting(site), site.url("/go"), "does not allow")
        assert site.paths == [ROBOTS, "/go"]


@pytest.mark.parametrize("answer, reason", [((500, {}, b""), "cannot be told: news.example answers 500"), ((503, {}, b""), "cannot be told"), ((429, {}, b""), "cannot be told"),
                                            (lambda handler: None, "cannot be told")])
def test_where_robots_txt_cannot_be_had_nothing_is_asked(answer, reason):
    with serving({ROBOTS: answer, "/a": page(), "/b": page()}) as site:
        fetcher = trusting(site)
        assert refused(fetcher, site.url("/a"), reason).again and refused(fetcher, site.url("/b"), reason)
        assert site.paths == [ROBOTS]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_is_no_robots_txt_all_is_allowed(status):
    with serving({ROBOTS: (status, {}, b""), "/a": page()}) as site:
        assert trusting(site).get(site.url("/a"))


@pytest.mark.parametrize("rules, url, allowed", [
    ("User-agent: *\nDisallow: /", "/a", False), ("", "/a", True), ("Disallow: /", "/a", True), ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True), ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True), ("User-agent: gptbot\nUser-agent: dateline\nDisallow: /\n", "/a", False), ("User-agent: otherbot\nDisallow: /", "/a", True),
    ("user-agent:DATELINE\ndisallow:/a", "/a", False), ("\x00\xff garbage\n<html>", "/a", True), ("User-agent: *\nDisallow: /r%C4%ABga", "/rīga", False)])
def test_rules(rules, url, allowed):
    assert rules_of(rules).allows("https://c.example" + url) is allowed


def test_a_robots_txt_of_thousands_of_agents_and_rules_costs_little():
    text = "".join(f"User-agent: b{i}\n" for i in range(15_000)) + "".join(f"Disallow: /{i}*x*y*z$\n" for i in range(12_000))
    started = time.process_time()
    assert rules_of(text + "User-agent: *\nDisallow: /a").allows("https://c.example/" + "x" * 1900)
    assert time.process_time() - started < 4


def test_two_requests_to_one_host_keep_their_distance_and_crawl_delay_is_honoured():
    with serving(robots("User-agent: *\nCrawl-delay: 7")) as site:
        slept = Slept()
        fetcher = trusting(site, slept=slept)
        for path in ("/a", "/b", "/c"):
            fetcher.get(site.url(path))
        fetcher.get(site.url("/a", host="other.example"))
        assert slept.naps == [1.0, 7.0, 7.0, 1.0]


def test_a_site_that_wants_more_patience_than_there_is_gives_one_page():
    with serving(robots("User-agent: *\nCrawl-delay: 3600")) as site:
        fetcher = trusting(site)
        assert fetcher.get(site.url("/a"))
        assert refused(fetcher, site.url("/b"), "asks for 3,600 seconds between two requests").again
        assert site.paths == [ROBOTS, "/a"]


# -- a busy host ---------------------------------------------------------------------------------------------------------
def busy(times, status=429, **headers):
    """Busy a number of times, then free."""
    left = [times]

    def answer(handler):
        left[0] -= 1
        if left[0] >= 0:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", "0")
        else:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.send_header("Content-Length", str(len(html())))
        handler.end_headers()
        handler.wfile.write(html() if left[0] < 0 else b"")
    return answer


@pytest.mark.parametrize("status, headers, nap", [(429, {"Retry_After": "30"}, 30.0), (503, {"Retry_After": "5"}, 5.0), (429, {}, 10.0), (429, {"Retry_After": "soon"}, 10.0), (503, {"Retry_After": "0"}, 1.0)])
def test_retry_after_is_waited_for(status, headers, nap):
    with serving({"/": busy(2, status, **headers)}) as site:
        slept = Slept()
        assert trusting(site, slept=slept).get(site.url()).raw == html()
        assert slept.naps == [1.0, nap, nap] and site.paths == [ROBOTS, "/", "/", "/"]


def test_a_wait_too_long_closes_the_host_for_the_run():
    with serving({"/": busy(1, Retry_After="86400"), "/b": page()}) as site:
        slept = Slept()
        fetcher = trusting(site, slept=slept)
        assert refused(fetcher, site.url(), "busy \\(429\\) and asks to come back in 86,400 seconds").again
        assert refused(fetcher, site.url("/b"), "asks to come back").again
        assert site.paths == [ROBOTS, "/"] and slept.naps == [1.0]


def test_a_host_that_stays_busy_is_left_alone():
    with serving({"/": busy(99, 503), "/b": page()}) as site:
        fetcher = trusting(site)
        assert refused(fetcher, site.url(), "was busy \\(503\\) 3 times").again
        assert refused(fetcher, site.url("/b"), "was busy").again
        assert site.paths == [ROBOTS, "/", "/", "/"]


@pytest.mark.parametrize("words, seconds", [("120", 120.0), (" 0 ", 0.0), ("Fri, 04 Jun 2021 10:00:30 GMT", 30.0), ("Fri, 04 Jun 2021 09:00:00 GMT", 0.0), ("soon", None), ("", None), (None, None), ("-5", None), ("٣", None), ("1e9", None)])
def test_what_retry_after_says(words, seconds):
    assert retry_after(words, datetime(2021, 6, 4, 10, tzinfo=UTC)) == seconds


# -- answers -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("status, reason, again", [(404, "no page there", False), (410, "no page there", False), (403, "not free to read", False), (402, "not free", False), (451, "not free", False), (500, "answers 500", True),
                                                   (502, "answers 502", True), (204, "answers 204", False), (206, "answers 206", False), (418, "answers 418", False)])
def test_statuses(status, reason, again):
    with serving({"/": (status, {}, b"" if status == 204 else html())}) as site:
        assert refused(trusting(site), site.url(), reason).again is again


def test_what_was_not_changed_is_not_sent_again():
    def feed(handler):
        fresh = handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since") == "Fri, 04 Jun 2021 10:00:00 GMT"
        handler.send_response(304 if fresh else 200)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.send_header("ETag", '"v1"')
        handler.send_header("Last-Modified", "Fri, 04 Jun 2021 10:00:00 GMT")
        handler.end_headers()
        handler.wfile.write(b"" if fresh else b"<rss/>")
    with serving({"/": feed, "/old": (302, {"Location": "/"}, b"")}) as site:
        fetcher = trusting(site)
        first = fetcher.get(site.url())
        assert first.validators == Validators(site.url(), '"v1"', "Fri, 04 Jun 2021 10:00:00 GMT")
        assert fetcher.get(site.url(), first.validators) is None
        assert fetcher.get(site.url("/old"), first.validators) is None
        assert "if-none-match" not in site.asked[-2][1] and fetcher.get(site.url(), Validators(site.url("/other"), '"v1"')).raw == b"<rss/>"


def test_no_cookie_and_no_referer_is_sent_and_the_agent_is_honest():
    with serving({"/": (302, {"Location": "/b", "Set-Cookie": "a=b"}, b""), "/b": page()}) as site:
        trusting(site, contact="desk@paper.example").get(site.url())
        for _, headers in site.asked:
            assert not {"cookie", "referer", "authorization"} & set(headers)
            assert headers["host"] == f"news.example:{site.port}" and headers["user-agent"].endswith("(desk@paper.example)")


# -- TLS -----------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate that signed itself, for news.example."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=news.example",
                    "-addext", "subjectAltName=DNS:news.example", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    return folder


def wrapped(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return lambda sock: context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)


def test_a_certificate_that_signed_itself_is_refused_with_the_reason(certificate):
    with serving({"/": page()}, wrap=wrapped(certificate)) as site:
        error = refused(trusting(site), site.url().replace("http:", "https:"), "certificate of news.example does not hold: self-signed certificate")
        assert not error.again and site.asked == []


def test_a_certificate_for_another_name_is_refused(certificate):
    with serving({"/": page()}, wrap=wrapped(certificate)) as site:
        trusted = ssl.create_default_context(cafile=certificate / "cert.pem")
        url = site.url().replace("http:", "https:")
        assert trusting(site, tls=trusted).get(url).raw == html()
        refused(trusting(site, tls=trusted), url.replace("news.example", "other.example"), "certificate of other.example does not hold: Hostname mismatch")


def test_plain_http_where_tls_is_spoken_and_the_other_way_round(certificate):
    with serving({"/": page()}) as site, serving({"/": page()}, wrap=wrapped(certificate)) as safe:
        refused(trusting(site, safe), site.url().replace("http:", "https:"), "no secure connection")
        refused(trusting(site, safe, idle=1.0), safe.url(), "no HTTP answer|broke|silent")


def test_https_is_never_left_for_http(certificate):
    with serving({"/": page()}) as plain, serving({"/": (301, {"Location": plain.url()}, b"")}, wrap=wrapped(certificate)) as safe:
        trusted = ssl.create_default_context(cafile=certificate / "cert.pem")
        refused(trusting(plain, safe, tls=trusted), safe.url().replace("http:", "https:"), "from https to http")
        assert plain.asked == []


# -- proxies -------------------------------------------------------------------------------------------------------------
class Tunnels:
    """A proxy of our own: it notes what it is asked for and opens tunnels to this machine, or refuses."""

    def __init__(self, status=b"200 Connection established"):
        self.status, self.asked = status, []

    def __enter__(self):
        self.listening = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self.listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listening.close()

    def _serve(self):
        while True:
            try:
                near, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._tunnel, args=(near,), daemon=True).start()

    def _tunnel(self, near):
        with near:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += near.recv(1)
            self.asked.append(head.decode())
            near.sendall(b"HTTP/1.1 " + self.status + b"\r\n\r\n")
            if not self.status.startswith(b"200"):
                return
            host, port = head.split()[1].decode().rsplit(":", 1)
            with socket.create_connection((host, int(port))) as far:
                back = threading.Thread(target=self._pump, args=(far, near), daemon=True)
                back.start()
                self._pump(near, far)
                back.join()

    @staticmethod
    def _pump(source, sink):
        try:
            while piece := source.recv(65_536):
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    with Tunnels() as proxy, serving({"/": page()}) as site:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert trusting(site).get(site.url()) and proxy.asked == []


def test_a_proxy_that_is_named_is_asked_for_the_checked_address_never_for_a_name(certificate):
    with Tunnels() as proxy, serving({"/": page()}) as site, serving({"/": page()}, wrap=wrapped(certificate)) as safe:
        trusted = ssl.create_default_context(cafile=certificate / "cert.pem")
        fetcher = trusting(site, safe, proxy=proxy_of(proxy.url.replace("//", "//desk:p%40ss@")), tls=trusted)
        assert fetcher.get(site.url()).raw == html() == fetcher.get(safe.url().replace("http:", "https:")).raw
        assert {a.split()[1] for a in proxy.asked} == {f"127.0.0.1:{site.port}", f"127.0.0.1:{safe.port}"}
        assert all("Proxy-Authorization: Basic ZGVzazpwQHNz\r\n" in a for a in proxy.asked)
        assert site.asked[-1][1]["host"] == f"news.example:{site.port}" and "proxy-authorization" not in site.asked[-1][1]


@pytest.mark.parametrize("host", ["127.0.0.1", "inside.example", "0x7f000001", "[::1]", "localhost"])
def test_behind_a_proxy_the_guard_holds_as_without_one(host):
    with Tunnels() as proxy, serving({"/": page()}) as site:
        guard = Guard(resolve=lambda *_: ["127.0.0.1"], ports=frozenset(range(65_536)))
        refused(Fetcher(guard=guard, proxy=proxy_of(proxy.url)), f"http://{host}:{site.port}/")
        assert proxy.asked == [] and site.asked == []


@pytest.mark.parametrize("status", [b"403 Forbidden", b"407 Proxy Authentication Required", b"502 Bad Gateway", b"200", b"x"])
def test_a_proxy_that_opens_no_tunnel(status):
    with Tunnels(status) as proxy, serving({"/": page()}) as site:
        if status == b"200":
            assert trusting(site, proxy=proxy_of(proxy.url)).get(site.url())
        else:
            refused(trusting(site, proxy=proxy_of(proxy.url)), site.url(), "opens no tunnel")
            assert site.asked == []


@pytest.mark.parametrize("url", ["", "proxy.example", "https://proxy.example", "socks5://proxy.example", "http://proxy.example/path", "http://:80", "http://[x"])
def test_what_is_no_proxy(url):
    with pytest.raises(FetchRefused):
        proxy_of(url)


def test_the_servers_of_these_tests_are_what_they_seem():
    """The independent count: http.server's own client sees what the fetcher is given."""
    import urllib.request

    with serving({"/": page()}) as site, urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{site.port}/") as answer:
        assert answer.read() == html() and issubclass(http.server.ThreadingHTTPServer, http.server.HTTPServer)
    assert target_of(site.url()).port == site.port
