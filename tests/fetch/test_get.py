"""Pages by their address: whatever a server does, it costs a bounded time and one line, and nothing inside is
asked."""

from __future__ import annotations

import ipaddress
import resource
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import misbehaving
from onrecord.fetch import Fetcher, NotFetched, Wait
from onrecord.fetch.address import addresses, is_open, target_of
from onrecord.limits import FETCH_SECONDS
from onrecord.model import Report
from onrecord.read import Refused, read_paths


@pytest.fixture
def server() -> Iterator[misbehaving.Server]:
    made, end = misbehaving.started()
    yield made
    end()


@pytest.fixture
def fetcher(server: misbehaving.Server) -> Fetcher:
    return Fetcher(frozenset({server.base.removeprefix("http://")}), "desk@example.org\r\nX-Evil: 1")


def test_the_pages_behind_a_feed_are_read_on_request(server: misbehaving.Server, fetcher: Fetcher) -> None:
    item = (
        "<item><title>{0}</title><link>{1}</link><guid "
        "isPermaLink='false'>{1}</guid><description>{2}</description></item>"
    )
    items = item.format("Oslo", server.base + "/page", "Norway and Chile met.") + item.format(
        "Grid", server.base + "/gone", "Peru met Ecuador."
    )
    server.feed = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>P</title>{items}</channel></rss>".encode(),
        '"1"',
    )
    teasers = list(read_paths([server.base + "/feed"], fetcher=fetcher))
    assert [x.text for x in teasers if isinstance(x, Report)] == [
        "Norway and Chile met.",
        "Peru met Ecuador.",
    ]
    page, kept, told = read_paths([server.base + "/feed"], fetcher=fetcher, linked=True)
    assert isinstance(page, Report)
    assert isinstance(kept, Report)
    assert (page.title, page.format, kept.text) == ("Oslo", "HTML", "Peru met Ecuador.")
    assert "We will sign the accord by 2030" in page.text
    assert isinstance(told, Refused)
    assert "no such page (410)" in told.why


@pytest.mark.parametrize("path", ["/page", "/packed", "/deflated", "/hop"])
def test_a_page_is_read_by_its_address(path: str, server: misbehaving.Server, fetcher: Fetcher) -> None:
    (report,) = read_paths([server.base + path], fetcher=fetcher)
    assert isinstance(report, Report), str(report)
    assert (report.title, report.url, str(report.published)) == (
        "Norway and Chile meet in Oslo",
        "https://paper.example.org/oslo",
        "2024-05-08",
    )
    headers = server.asked[-1][1]
    assert headers["User-Agent"].startswith("onrecord/")
    assert headers["User-Agent"].endswith("(desk@example.orgX-Evil: 1)")
    assert "X-Evil" not in headers
    assert [p for p, _ in server.asked].count("/robots.txt") == 1


def test_a_page_without_markup_has_the_address_it_came_from(
    server: misbehaving.Server, fetcher: Fetcher
) -> None:
    (report,) = read_paths([server.base + "/bare"], fetcher=fetcher)
    assert isinstance(report, Report)
    assert (report.url, report.key) == (server.base + "/bare", server.base + "/bare")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/loop", "more than 5 redirects"),
        ("/nowhere", "a redirect that leads nowhere"),
        ("/to-file", "file: is not fetched"),
        ("/to-ftp", "ftp: is not fetched"),
        (
            "/to-inside",
            "127.0.0.2 is 127.0.0.2, on this machine or in a network of its own; name it with --allow",
        ),
        ("/to-metadata", "169.254.169.254, on this machine"),
        ("/to-private", "10.0.0.1, on this machine"),
        ("/to-six", "::1, on this machine"),
        ("/to-mapped", "on this machine"),
        ("/to-decimal", "127.0.0.1, on this machine"),
        ("/to-password", "a name or password in it"),
        ("/drip", "took longer"),
        ("/slow-head", "took longer|connection failed"),
        ("/endless", "more than 24 MB"),
        ("/long", "more than 24 MB"),
        ("/cut", "cut off"),
        ("/bomb", "more than 24 MB"),
        ("/bad-gzip", "not packed as it says"),
        ("/cut-gzip", "cut off"),
        ("/brotli", "packed as 'br'"),
        ("/gone", "no such page"),
        ("/forbidden", "does not give it out"),
        ("/broken", "answered 500"),
        ("/later", "come again later"),
        ("/no-http", "connection failed"),
        ("/many-headers", "connection failed"),
        ("/long-header", "connection failed"),
        ("/close", "connection failed"),
        ("/404", "no such page"),
    ],
)
def test_a_server_that_misbehaves_is_one_line(
    path: str, why: str, server: misbehaving.Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FETCH_SECONDS[0], "2")
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(NotFetched, match=why):
        fetcher.get(server.base + path)
    assert time.monotonic() - began < 6
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # kB
    assert not any("secret" in p or "meta-data" in p for p, _ in server.asked)


def test_what_comes_is_read_as_any_file_is(server: misbehaving.Server, fetcher: Fetcher) -> None:
    for path, why in (("/empty", "empty"), ("/picture", "a PNG picture")):
        (refused,) = read_paths([server.base + path], fetcher=fetcher)
        assert isinstance(refused, Refused)
        assert why in refused.why
        assert str(refused).startswith(server.base)


def test_without_leave_nothing_on_this_machine_is_asked(server: misbehaving.Server) -> None:
    (refused,) = read_paths([server.base + "/page"])
    assert isinstance(refused, Refused)
    assert "name it with --allow 127.0.0.1" in refused.why
    assert server.asked == []


def test_a_name_that_resolves_to_the_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "192.168.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(NotFetched, match=r"news\.example\.org is 192\.168\.1\.1"):
        addresses(target_of("http://news.example.org/"), frozenset())
    assert addresses(target_of("http://news.example.org/"), frozenset({"news.example.org"})) == [
        "93.184.216.34",
        "192.168.1.1",
    ]


@pytest.mark.parametrize(
    ("status", "rules", "may"),
    [
        (200, b"User-agent: *\nDisallow: /private", False),
        (200, b"User-agent: onrecord\nDisallow: /", False),
        (200, b"User-agent: other\nDisallow: /", True),
        (200, b"", True),
        (404, b"", True),
        (403, b"", True),
        (500, b"", False),
        (200, b"\xff\xfe\x00nonsense", True),
        (200, b"User-agent: *\nDisallow:\n" * 100, True),
    ],
)
def test_robots_are_heeded(
    status: int, rules: bytes, may: bool, server: misbehaving.Server, fetcher: Fetcher
) -> None:
    server.robots = (status, rules)
    (found,) = read_paths([server.base + "/private"], fetcher=fetcher)
    assert isinstance(found, Report) == may
    if isinstance(found, Refused):
        assert "robots.txt asks not to fetch it" in found.why


def test_what_a_server_asks_for_is_kept(server: misbehaving.Server, fetcher: Fetcher) -> None:
    with pytest.raises(Wait) as told:
        fetcher.get(server.base + "/later")
    assert told.value.seconds == 7200


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///x",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://x/",
        "http://a b/",
        "http://exa\nmple.org/",
        "http://[::1",
        "http://example.org:99999/",
        "http://u:p@example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "http://\x00/",
        "http://" + "a" * 300 + ".org/",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(NotFetched):
        addresses(target_of(url), frozenset())


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.1.1",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "192.0.2.1",
        "198.18.0.1",
        "240.0.0.1",
    ],
)
def test_addresses_of_the_inside(ip: str) -> None:
    assert not is_open(ipaddress.ip_address(ip))


@given(st.ip_addresses())
def test_no_address_is_both(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_open(ip):
        assert ip.is_global
        assert not ip.is_private
