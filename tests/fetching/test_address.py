"""Addresses: what is taken, and every spelling of a private one that is not."""
# ruff: noqa: E501  tables: one case a line

from ipaddress import ip_address

import pytest

from dateline.errors import TableError
from dateline.fetching.address import target_of
from dateline.fetching.errors import FetchRefused
from dateline.fetching.guard import Guard, networks, special, why_not

PUBLIC = Guard(resolve=lambda name, _: ["93.184.216.34"])


@pytest.mark.parametrize("url, same", [
    ("http://c.example", "http://c.example/"), ("HTTP://C.Example/A?b=C", "http://c.example/A?b=C"), ("https://c.example:443/a#b", "https://c.example/a"),
    ("https://c.example:8443/", "https://c.example:8443/"), ("http://c.example./a", "http://c.example/a"), (" http://c.example/ ", "http://c.example/"),
    ("http://c.example?q=1", "http://c.example/?q=1"), ("http://c.example/Rīga", "http://c.example/R%C4%ABga"), ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://c.example/%2e%2e/a%20b", "http://c.example/%2e%2e/a%20b"), ("http://93.184.216.34/", "http://93.184.216.34/"),
    ("http://[2606:2800:220:1::1]:8080/", "http://[2606:2800:220:1::1]:8080/")])
def test_a_public_address_in_one_spelling(url, same):
    assert target_of(url).url == same == target_of(same).url


@pytest.mark.parametrize("url", [
    "", "c.example", "//c.example/", "ftp://c.example/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "gopher://c.example/", "http:/c.example",
    "http://", "http:///a", "http://?a", "https://c.example:0/", "http://c.example:65536/", "http://c.example:8o/", "http://c.example:-1/", "http://c.example:٨٠/",
    "http://a@c.example/", "http://a:b@c.example/", "http://c.example@127.0.0.1/", "http://127.0.0.1\\@c.example/", "http://c.example\\@127.0.0.1/",
    "http://c.example/a b", "http://c.exam\tple/", "http://c.example/\r\nHost: x", "http://c.example/\x00", "http://c.example/\u2028", "http://c.example/\u00a0",
    "http://c..example/", "http://.c.example/", "http://-c.example/", "http://c_.exa%6dple/", "http://c.example:80:80/", "http://[::1/", "http://::1/", "http://[fe80::1%25eth0]/",
    "http://[v1.x]/", "http://" + "a" * 64 + ".example/", "http://" + "a." * 127 + "example/", "http://c.example/" + "a" * 2000, "http://c/", "http://intranet/"])
def test_what_is_no_public_address_is_refused(url):
    with pytest.raises(FetchRefused):
        target_of(url)


@pytest.mark.parametrize("host", [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0x7F.0x0.0x0.0x1", "017700000001", "0177.0.0.1", "127.0.0.01", "127.0.0.1.", "127.000.000.001",
    "0", "0.0.0.0", "0x0", "00000000", "１２７.０.０.１", "127。0。0。1", "①②⑦.0.0.1", "localhost", "localhost.", "LOCALHOST", "a.localhost", "localhost.localdomain", "db.local",
    "router.lan", "metadata.google.internal", "nas.home.arpa", "x.onion", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.100.100.200", "169.254.169.254",
    "169.254.170.2", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "192.88.99.1", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]",
    "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:c0a8:101::1]", "[2001:0:7f00:1::1]", "[2001:db8::1]", "[3fff::1]", "[100::1]", "[fe80::1]", "[fec0::1]", "[fc00::1]",
    "[fd00:ec2::254]", "[ff02::1]", "[4000::1]", "[2606:2800:220:1:0:5efe:7f00:1]", "[2606:2800:220:1:200:5efe:10.0.0.1]", "[::1%25lo]"])
def test_no_spelling_of_a_private_address_passes(host):
    with pytest.raises(FetchRefused):
        PUBLIC.addresses(target_of(f"http://{host}/"), 1)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["10.0.0.1", "93.184.216.34"], ["::1"], ["fe80::1%eth0"], ["64:ff9b::5db8:d822"], ["nonsense"]])
def test_a_name_that_leads_to_any_private_address_is_refused(found):
    with pytest.raises(FetchRefused, match=r"c\.example is at"):
        Guard(resolve=lambda name, _: found).addresses(target_of("http://c.example/"), 1)


def test_public_addresses_are_handed_on_as_they_were_checked():
    guard = Guard(resolve=lambda name, _: ["93.184.216.34", "2606:2800:220:1::1"])
    assert guard.addresses(target_of("https://c.example/"), 1) == ("93.184.216.34", "2606:2800:220:1::1")


@pytest.mark.parametrize("port", [21, 22, 25, 110, 445, 2375, 3306, 5432, 6379, 8000, 8321, 9200, 11211, 27017])
def test_only_the_webs_ports(port):
    with pytest.raises(FetchRefused, match=f"port {port}"):
        PUBLIC.addresses(target_of(f"http://c.example:{port}/"), 1)


def test_every_special_network_is_refused_from_its_first_to_its_last_address():
    assert len(special()) > 30
    for network, _ in special():
        assert why_not(network[0]) and why_not(network[-1])


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450::1"])
def test_neighbours_of_special_networks_are_public(address):
    assert why_not(ip_address(address)) is None


def test_the_standard_library_calls_nothing_private_that_passes():
    """Python's own table, another reading of the same registries, on addresses spread over all of IPv4."""
    for first in range(256):
        for rest in ("0.0.1", "0.2.1", "64.0.1", "88.99.1", "168.1.1", "254.169.254", "16.0.1", "51.100.1", "18.0.1"):
            address = ip_address(f"{first}.{rest}")
            assert why_not(address) or (address.is_global and not address.is_multicast)


@pytest.mark.parametrize("line", ["10.0.0.1/8\ta host, no network", "10.0.0.0/8", "10.0.0.0/8\t ", "ten\tx", ""])
def test_a_bad_line_of_the_table_is_refused_with_its_number(line):
    with pytest.raises(TableError, match="line 2"):
        networks(["network\twhat", line])
