"""One request over one connection, to an address that was checked before: no redirects, no cookies, no proxy of the environment."""

from __future__ import annotations

import base64
import http.client
import io
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from dateline.fetching.address import Target
from dateline.fetching.body import read_body
from dateline.fetching.deadline import Deadline
from dateline.fetching.errors import FetchRefused

CONNECT_SECONDS = 10.0
Check = Callable[[Mapping[str, str]], None]
MOST_TRIED = 4  # addresses of one name
MOST_PROXY_HEAD = 8_192
TOO_MANY = 429
MAY_PASS = (408, 425, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: status, headers in small letters, and its body where one was asked for (status 200)."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that the user named: it is asked for a tunnel to an address that was checked here, never for a name."""

    host: str
    port: int
    login: str | None = None


def proxy_of(url: str) -> Proxy:
    """The proxy at an http:// address, as `http://user:password@proxy.example.org:3128`.

    >>> proxy_of("http://proxy.example.org:3128")
    Proxy(host='proxy.example.org', port=3128, login=None)
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchRefused(f"{url!r} is no proxy: {error}") from error
    if parts.scheme != "http" or not host or parts.path.strip("/"):
        raise FetchRefused("a proxy is given as http://HOST:PORT")
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
    return Proxy(host, port or 3128, base64.b64encode(login.encode()).decode() if login else None)


class Wire(io.RawIOBase):
    """A socket to read from: each read ends with the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self.sock, self.deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.sock.settimeout(self.deadline.next())
        return self.sock.recv_into(buffer)


class Timed:
    """What http.client takes for a socket. Closing it is the caller's, who holds the true one."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self.sock, self.deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self.sock.settimeout(self.deadline.next())
        self.sock.sendall(data)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(Wire(self.sock, self.deadline))

    def close(self) -> None:
        """Left to the caller."""


def ask(target: Target, addresses: tuple[str, ...], headers: Mapping[str, str], deadline: Deadline, most: int, check: Check,
        tls: ssl.SSLContext, proxy: Proxy | None = None) -> Answer:
    """The answer to a GET for `target`, from one of `addresses`; raises FetchRefused where there is none.

    `check` sees the headers of an answer with a body before that is read, and may refuse it.
    """
    sock: socket.socket | None = None
    try:
        sock = _connected(target, addresses, deadline, proxy)
        if target.scheme == "https":
            sock.settimeout(deadline.next())
            sock = tls.wrap_socket(sock, server_hostname=target.host)
        return _asked(target, sock, headers, deadline, most, check)
    except ssl.SSLCertVerificationError as error:
        raise FetchRefused(f"the certificate of {target.host} does not hold: {error.verify_message}") from error
    except ssl.SSLError as error:
        raise FetchRefused(f"no secure connection with {target.host}: {error.reason or error}") from error
    except TimeoutError as error:
        deadline.next()
        raise FetchRefused(f"{target.host} was silent for {deadline.idle:g} seconds", again=True) from error
    except http.client.HTTPException as error:
        said = f"{type(error).__name__} {error}"[:120]
        raise FetchRefused(f"{target.host} gave no HTTP answer that can be read: {said}", again=True) from error
    except OSError as error:
        raise FetchRefused(f"the connection with {target.host} broke: {error.strerror or error}", again=True) from error
    finally:
        if sock is not None:
            sock.close()


def _connected(target: Target, addresses: tuple[str, ...], deadline: Deadline, proxy: Proxy | None) -> socket.socket:
    """A connection to one of the addresses, or through the proxy to the first of them."""
    if proxy is not None:
        sock = socket.create_connection((proxy.host, proxy.port), deadline.next(CONNECT_SECONDS))
        try:
            _tunnel(sock, target, addresses[0], deadline, proxy)
        except BaseException:
            sock.close()
            raise
        return sock
    why = "it has no address"
    for address in addresses[:MOST_TRIED]:
        sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.settimeout(deadline.next(CONNECT_SECONDS))
            sock.connect((address, target.port))
            return sock
        except OSError as error:
            sock.close()
            why = "no answer in time" if isinstance(error, TimeoutError) else error.strerror or str(error)
        except BaseException:
            sock.close()
            raise
    raise FetchRefused(f"{target.host} cannot be connected to: {why}", again=True)


def _tunnel(sock: socket.socket, target: Target, address: str, deadline: Deadline, proxy: Proxy) -> None:
    """Ask the proxy for a tunnel to the checked address: it resolves nothing, so it cannot be led elsewhere."""
    where = f"[{address}]:{target.port}" if ":" in address else f"{address}:{target.port}"
    login = f"Proxy-Authorization: Basic {proxy.login}\r\n" if proxy.login else ""
    sock.sendall(f"CONNECT {where} HTTP/1.1\r\nHost: {where}\r\n{login}\r\n".encode("ascii"))
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        sock.settimeout(deadline.next())
        sign = sock.recv(1)  # one by one: what follows the head is the target's
        if not sign or len(head) > MOST_PROXY_HEAD:
            raise FetchRefused("the proxy gave no answer that can be read", again=True)
        head += sign
    status = head.split(None, 2)
    if len(status) < 2 or status[1] != b"200":
        raise FetchRefused(f"the proxy opens no tunnel to {where}: {head.splitlines()[0][:80].decode('latin-1')}")


def _asked(target: Target, sock: socket.socket, headers: Mapping[str, str], deadline: Deadline, most: int,
           check: Check) -> Answer:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = Timed(sock, deadline)
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": target.authority, **headers, "Accept-Encoding": "gzip, deflate", "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    with connection.getresponse() as response:
        found = {name.lower(): value.strip() for name, value in response.getheaders()}
        if response.status != 200:
            return Answer(response.status, found)
        check(found)
        try:
            body = read_body(response, response.length, found.get("content-encoding", ""), most)
        except http.client.IncompleteRead as error:
            raise FetchRefused("breaks off", again=True) from error
        return Answer(200, found, body)
