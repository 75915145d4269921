"""Which addresses may be connected to: public ones, on the ports of the web. A name is resolved once; what is checked is connected to.

>>> from ipaddress import ip_address
>>> why_not(ip_address("169.254.169.254")), why_not(ip_address("93.184.216.34"))
('link-local, where clouds keep their metadata', None)
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from dateline.errors import TableError
from dateline.fetching.address import Target
from dateline.fetching.errors import FetchRefused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, float], list[str]]  # (name, seconds it may take) -> its IP addresses
PORTS = frozenset((80, 443, 8080, 8443))
PUBLIC_SIX = IPv6Network("2000::/3")
ISATAP = 0x5EFE  # RFC 5214: these 32 bits (but for the "global" one) before an IPv4 address
MOST_ADDRESSES = 16


def by_dns(name: str, seconds: float) -> list[str]:
    """The addresses of a name, from this machine's resolver; raises FetchRefused where there are none in time."""
    found: list[str] = []
    failed: list[str] = []

    def ask() -> None:
        try:
            found.extend(str(row[4][0]) for row in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            failed.append(getattr(error, "strerror", None) or str(error))
    asking = threading.Thread(target=ask, daemon=True)  # getaddrinfo knows no time limit of its own
    asking.start()
    asking.join(seconds)
    if not found:
        raise FetchRefused(f"{name} has no address: {failed[0] if failed else f'no answer in {seconds:.0f} seconds'}", again=True)
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Guard:
    """The checks before each connection.

    `trusted` holds (address, port) pairs that are let through whatever they are: tests give the servers that they started themselves.
    Nothing a user can set leads there.
    """

    resolve: Resolve = by_dns
    ports: frozenset[int] = PORTS
    trusted: frozenset[tuple[str, int]] = frozenset()

    def addresses(self, target: Target, seconds: float) -> tuple[str, ...]:
        """The addresses to connect to for a target; raises FetchRefused where one of them is not public, or the port is not the web's."""
        names = self.resolve(target.host, seconds) if not _is_address(target.host) else [target.host]
        for name in names:
            if (name, target.port) not in self.trusted:
                self._check(target, name)
        return tuple(names[:MOST_ADDRESSES])

    def _check(self, target: Target, name: str) -> None:
        try:
            reason = why_not(ip_address(name))
        except ValueError:
            reason = "no address"
        if reason:
            raise FetchRefused(f"{target.host} is at {name}: {reason}; only the public web is fetched")
        if target.port not in self.ports:
            raise FetchRefused(f"port {target.port} is none of the web's; allowed: {', '.join(map(str, sorted(self.ports)))}")


def why_not(address: Address) -> str | None:
    """Why an address is not connected to, None for a public one."""
    if getattr(address, "scope_id", None):
        return "an address of one interface"
    for network, what in special():
        if address.version == network.version and address in network:
            return what
    if isinstance(address, IPv6Address):
        if address not in PUBLIC_SIX:
            return "outside the public part of IPv6"
        if (int(address) >> 32) & 0xFDFF_FFFF == ISATAP:
            return "an IPv4 address in IPv6 form (ISATAP)"
    return None


@cache
def special() -> tuple[tuple[Network, str], ...]:
    """The table of special addresses."""
    return networks(files("dateline.fetching").joinpath("special.tsv").read_text(encoding="utf-8").splitlines())


def networks(lines: list[str]) -> tuple[tuple[Network, str], ...]:
    """The networks of a table, each with what it is; raises TableError for a bad line.

    >>> networks(["network\\twhat", "10.0.0.0/8\\ta private network"])
    ((IPv4Network('10.0.0.0/8'), 'a private network'),)
    """
    found: list[tuple[Network, str]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("#") or line == "network\twhat":
            continue
        network, _, what = line.partition("\t")
        try:
            if not what.strip():
                raise ValueError("it does not say what the network is")
            found.append((ip_network(network), what))
        except ValueError as error:
            raise TableError(f"special.tsv, line {number}: {error}") from error
    return tuple(found)


def _is_address(host: str) -> bool:
    return ":" in host or host.rsplit(".", 1)[-1].isdigit()
