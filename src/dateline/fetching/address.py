r"""An address taken apart, strictly, and once: what is checked here is what is connected to.

>>> target_of("HTTPS://News.Example.org:443/a?b=c#d")
Target(scheme='https', host='news.example.org', port=443, path='/a?b=c')
>>> target_of("http://0x7f000001/")
Traceback (most recent call last):
...
dateline.fetching.errors.FetchRefused: '0x7f000001' is an IP address in an odd spelling; give a name, or an address as 93.184.216.34
"""

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote

from dateline.fetching.errors import FetchRefused

LONGEST = 2_000  # characters of an address; sitemaps allow 2,048, and no news page needs more
URL = re.compile(r"(https?)://([^/?#]*)([^#]*)", re.I)
AUTHORITY = re.compile(r"(?:(?P<name>[^:\[\]]*)|\[(?P<six>[^\[\]]*)\])(?::(?P<port>[0-9]*))?")
NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)+")
NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.I)
DEFAULT_PORTS = {"http": 80, "https": 443}
# Names that only a local resolver knows: RFC 6761, RFC 6762, RFC 8375, RFC 9476, ICANN's .internal, and what routers and firms use.
LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "corp", "home", "home.arpa", "private", "onion", "alt")
SAFE = "%/:=&?~+!$,;'@()*[]-._|^`{}"


@dataclass(frozen=True, slots=True)
class Target:
    """Scheme, host in small letters (a name in ASCII, or an IP address; IPv6 without brackets), port, path with its query in ASCII."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """The host, and the port where it is not the scheme's own: what the header Host says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str) -> Target:
    """The parts of an address; raises FetchRefused for all that is not plainly a public http(s) address."""
    url = url.strip(" ")
    if len(url) > LONGEST:
        raise FetchRefused(f"an address of {len(url):,} characters; at most {LONGEST:,} are taken")
    if any(c == "\\" or unicodedata.category(c)[0] in "CZ" for c in url):
        raise FetchRefused(f"{url!r} holds a space, a control character or a backslash, which no address does")
    parts = URL.fullmatch(url.split("#", 1)[0])
    if parts is None:
        raise FetchRefused(f"{url!r} is no address that is fetched; give one that starts with https:// or http://")
    scheme, authority, path = parts[1].lower(), parts[2], parts[3]
    if "@" in authority:
        raise FetchRefused(f"{url!r} holds a name or password before its host, which is not sent; leave it out")
    found = AUTHORITY.fullmatch(authority)
    if found is None:
        raise FetchRefused(f"{authority!r} is no host")
    host = _six(found["six"]) if found["six"] is not None else _name(found["name"])
    path = quote(path, safe=SAFE)
    return Target(scheme, host, _port(found["port"], scheme), path if path.startswith("/") else "/" + path)


def _port(words: str | None, scheme: str) -> int:
    if not words:
        return DEFAULT_PORTS[scheme]
    if len(words) > 5 or not 0 < int(words) < 65_536:
        raise FetchRefused(f"{words[:20]!r} is no port")
    return int(words)


def _six(words: str) -> str:
    try:
        if "%" in words:
            raise AddressValueError("it names an interface of this machine")
        return str(IPv6Address(words))
    except AddressValueError as error:
        raise FetchRefused(f"'[{words}]' is no IPv6 address: {error}") from error


def _name(words: str) -> str:
    """A name in ASCII and small letters, or an IPv4 address; what a resolver would take for a number in disguise is refused."""
    try:
        host = words.encode("idna").decode("ascii").lower() if not words.isascii() else words.lower()
    except UnicodeError as error:
        raise FetchRefused(f"{words!r} is no host: {error}") from error
    host = host.removesuffix(".")
    if NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        try:
            return str(IPv4Address(host))
        except AddressValueError as error:
            raise FetchRefused(f"{words!r} is an IP address in an odd spelling; give a name, or an address as 93.184.216.34") from error
    if host in LOCAL_NAMES or host.endswith(tuple("." + n for n in LOCAL_NAMES)):
        raise FetchRefused(f"{words!r} is a name of this machine or its network, not of the public web")
    if len(host) > 253 or not NAME.fullmatch(host):
        raise FetchRefused(f"{words!r} is no public host name")
    return host
