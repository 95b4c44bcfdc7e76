"""One page or feed by its address, within limits of size, time and redirects; robots.txt is heeded at every
step."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from onrecord.fetch.address import NotFetched, Target, addresses, target_of
from onrecord.limits import FETCH_SECONDS, limit

MAX_BYTES = 24_000_000  # of one page, as it comes and unpacked
MAX_ROBOTS = 500_000
MAX_REDIRECTS = 5
CONNECT = 10.0  # seconds to reach a machine
PIECE = 1 << 16
REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGENT = "onrecord"  # the name that robots.txt may speak to


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was answered. ``body`` is None where nothing has changed since ``etag`` or ``modified``."""

    url: str
    body: bytes | None
    etag: str | None = None
    modified: str | None = None


class Wait(NotFetched):
    """The server asks to come again later, after so many seconds."""

    def __init__(self, why: str, seconds: float) -> None:
        super().__init__(why)
        self.seconds = seconds


def is_address(path: str) -> bool:
    return bool(re.match(r"https?://", path, re.I))


@dataclass(slots=True)
class Fetcher:
    """Fetches for one run. allowed: hosts that may be on this machine or in its network; contact: whom a
    server's keeper can write to."""

    allowed: frozenset[str] = frozenset()
    contact: str | None = None
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)

    @property
    def agent(self) -> str:
        try:
            number = version("onrecord")
        except PackageNotFoundError:
            number = "0"
        return f"{AGENT}/{number} ({_header(self.contact) if self.contact else 'no contact given'})"

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The page. Raises ``NotFetched`` with one clear line, ``Wait`` where the server wants to be asked
        later."""
        until = time.monotonic() + limit(FETCH_SECONDS)
        for _ in range(MAX_REDIRECTS + 1):
            target = target_of(url)
            if not self._may(target, until):
                raise NotFetched(
                    "its robots.txt asks not to fetch it; save the page by hand if you may read it"
                )
            with self._answer(target, until, etag, modified) as answer:
                if answer.status in REDIRECTS:
                    place = answer.headers.get("Location")
                    if not place:
                        raise NotFetched("a redirect that leads nowhere; try again later")
                    url = urljoin(target.url, place.strip())
                    continue
                if answer.status == 304 and (etag or modified):
                    return Fetched(target.url, None, etag, modified)
                _refuse(answer)
                body = _body(answer, MAX_BYTES)
                return Fetched(
                    target.url, body, answer.headers.get("ETag"), answer.headers.get("Last-Modified")
                )
        raise NotFetched(f"more than {MAX_REDIRECTS} redirects; name the address at their end")

    def _may(self, target: Target, until: float) -> bool:
        """Whether robots.txt of the machine lets the page be fetched; asked once a run."""
        if target.origin not in self.robots:
            self.robots[target.origin] = self._rules(target, until)
        rules = self.robots[target.origin]
        return rules is not None and rules.can_fetch(AGENT, target.url)

    def _rules(self, target: Target, until: float) -> RobotFileParser | None:
        """The rules of a machine; none where it has none, None where it can't say now and so nothing may be
        fetched."""
        rules = RobotFileParser()
        place = Target(target.scheme, target.host, target.port, "/robots.txt")
        for _ in range(MAX_REDIRECTS + 1):
            with self._answer(place, until) as answer:
                if answer.status in REDIRECTS and answer.headers.get("Location"):
                    place = target_of(urljoin(place.url, answer.headers["Location"].strip()))
                    continue
                if answer.status >= 500 or answer.status == 429:
                    return None
                lines = (
                    _body(answer, MAX_ROBOTS).decode("utf8", "replace").splitlines()
                    if answer.status == 200
                    else []
                )
                rules.parse(lines)
                return rules
        rules.parse([])
        return rules

    @contextlib.contextmanager
    def _answer(
        self, target: Target, until: float, etag: str | None = None, modified: str | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        """The head of an answer; its body is read within. What takes too long is cut off."""
        headers = {
            "User-Agent": self.agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        headers |= {"If-None-Match": _header(etag)} if etag else {}
        headers |= {"If-Modified-Since": _header(modified)} if modified else {}
        late = threading.Event()
        connection = _Pinned(target, addresses(target, self.allowed), until)
        timer: threading.Timer | None = None
        try:
            connection.connect()
            left = until - time.monotonic()
            timer = threading.Timer(max(0.0, left), _cut, (connection.sock, late))
            timer.daemon = True
            timer.start()
            connection.request("GET", target.path, headers=headers)
            yield connection.getresponse()
            if late.is_set():  # cut off in a body whose length nobody told
                raise NotFetched(_TOO_LONG)
        except NotFetched:
            if late.is_set():
                raise NotFetched(_TOO_LONG) from None
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise NotFetched(_TOO_LONG) from None
            if isinstance(error, ssl.SSLCertVerificationError):
                raise NotFetched("its certificate is not valid; nothing was asked of it") from None
            raise NotFetched(f"the connection failed ({type(error).__name__}); try again later") from None
        finally:
            if timer is not None:
                timer.cancel()
            connection.close()


_TOO_LONG = f"took longer than the limit to answer; try again, or allow more with {FETCH_SECONDS[0]}"


def _cut(sock: socket.socket, late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name of the host."""

    def __init__(self, target: Target, ips: list[str], until: float) -> None:
        super().__init__(target.host, target.port)
        self.target, self.ips, self.until = target, ips, until

    def connect(self) -> None:
        last: OSError = OSError("no address")
        for ip in self.ips:
            left = self.until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                sock = socket.create_connection((ip, self.target.port), min(CONNECT, left))
            except OSError as error:
                last = error
                continue
            self.sock = sock
            if self.target.scheme == "https":
                self.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.target.host)
            self.sock.settimeout(max(0.1, self.until - time.monotonic()))
            return
        raise last


def _refuse(answer: http.client.HTTPResponse) -> None:
    """Raises for an answer that is no page."""
    if answer.status in (429, 503):
        asked = answer.headers.get("Retry-After", "")
        raise Wait(
            f"the server asks to come again later ({answer.status})", float(asked) if asked.isdigit() else 0.0
        )
    if answer.status in (401, 402, 403):
        raise NotFetched(
            f"the server does not give it out ({answer.status}); save the page by hand if you may read it"
        )
    if answer.status in (404, 410):
        raise NotFetched(f"there is no such page ({answer.status}); check the address")
    if answer.status != 200:
        raise NotFetched(f"the server answered {answer.status}; try again later")


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    """The body, unpacked. Raises ``NotFetched`` for more than the limit, packed or not."""
    packing = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise NotFetched(f"an answer packed as {packing[:20]!r}, which was not asked for; try again later")
    unpack = zlib.decompressobj(47) if packing in ("gzip", "x-gzip", "deflate") else None
    too_much = NotFetched(f"more than {most / 1_000_000:g} MB; a report has a few thousand words")
    if (answer.length or 0) > most:
        raise too_much
    out = bytearray()
    try:
        while piece := answer.read(PIECE):
            while piece:
                out += unpack.decompress(piece, PIECE) if unpack else piece
                piece = unpack.unconsumed_tail if unpack else b""
                if len(out) > most:
                    raise too_much
    except zlib.error:
        raise NotFetched("an answer that is not packed as it says; try again later") from None
    except http.client.IncompleteRead:
        raise NotFetched("the answer was cut off; try again") from None
    if answer.length or (unpack is not None and out and not unpack.eof):
        raise NotFetched("the answer was cut off; try again")
    return bytes(out)


def _header(value: str) -> str:
    """A value that stays within its line."""
    return "".join(c for c in value if 32 <= ord(c) < 127)[:500]
