"""A server on this machine that does to its readers all that servers do."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

import files_made as made

Handler = http.server.BaseHTTPRequestHandler
BOMB = gzip.compress(bytes(200_000_000), 9)


@dataclass
class Server:
    """``base`` is its address; ``asked`` what it was asked, ``robots`` what it says to robots, ``feed`` its
    feed and that one's ETag."""

    base: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    robots: tuple[int, bytes] = (404, b"")
    feed: tuple[bytes, str] = (b"", "")
    failing: bool = False


def _send(handler: Handler, body: bytes, status: int = 200, kind: str = "text/html", **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    if "Content_Length" not in headers:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def _drip(handler: Handler, server: Server) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def _slow_head(handler: Handler, server: Server) -> None:
    for _ in range(600):
        handler.wfile.write(b"H")
        handler.wfile.flush()
        time.sleep(0.1)


def _endless(handler: Handler, server: Server) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(bytes(1 << 16))


def _feed(handler: Handler, server: Server) -> None:
    body, etag = server.feed
    if server.failing:
        _send(handler, b"", 500)
    elif handler.headers.get("If-None-Match") == etag:
        _send(handler, b"", 304)
    else:
        _send(
            handler,
            body,
            kind="application/rss+xml",
            ETag=etag,
            Last_Modified="Wed, 08 May 2024 10:00:00 GMT",
        )


def _to(place: str) -> Callable[[Handler, Server], None]:
    return lambda h, s: _send(h, b"", 302, Location=place.replace("BASE", s.base))


ROUTES: dict[str, Callable[[Handler, Server], None]] = {
    "/robots.txt": lambda h, s: _send(h, s.robots[1], s.robots[0], "text/plain"),
    "/page": lambda h, s: _send(h, made.page(url="https://paper.example.org/oslo")),
    "/bare": lambda h, s: _send(
        h,
        b"<html><body><article><h1>Talks resume</h1>"
        + made.paragraphs().encode() * 2
        + b"</article></body></html>",
    ),
    "/feed": _feed,
    "/packed": lambda h, s: _send(h, gzip.compress(made.page()), Content_Encoding="gzip"),
    "/deflated": lambda h, s: _send(h, zlib.compress(made.page()), Content_Encoding="deflate"),
    "/hop": _to("/page"),
    "/loop": _to("/loop"),
    "/nowhere": lambda h, s: _send(h, b"", 302),
    "/to-file": _to("file:///etc/passwd"),
    "/to-ftp": _to("ftp://example.org/x"),
    "/to-inside": _to("http://127.0.0.2:9/secret"),
    "/to-metadata": _to("http://169.254.169.254/latest/meta-data/"),
    "/to-private": _to("http://10.0.0.1/"),
    "/to-six": _to("http://[::1]:9/"),
    "/to-mapped": _to("http://[::ffff:127.0.0.1]:9/"),
    "/to-decimal": _to("http://2130706433:9/"),
    "/to-password": _to("http://a:b@example.org/"),
    "/drip": _drip,
    "/slow-head": _slow_head,
    "/endless": _endless,
    "/long": lambda h, s: _send(h, b"x", Content_Length="30000000"),
    "/cut": lambda h, s: _send(h, b"<html>", Content_Length="5000"),
    "/bomb": lambda h, s: _send(h, BOMB, Content_Encoding="gzip"),
    "/bad-gzip": lambda h, s: _send(h, b"no gzip at all", Content_Encoding="gzip"),
    "/cut-gzip": lambda h, s: _send(h, gzip.compress(made.page())[:-20], Content_Encoding="gzip"),
    "/brotli": lambda h, s: _send(h, b"\x0b\x02\x80", Content_Encoding="br"),
    "/gone": lambda h, s: _send(h, b"", 410),
    "/forbidden": lambda h, s: _send(h, b"", 403),
    "/broken": lambda h, s: _send(h, b"", 500),
    "/later": lambda h, s: _send(h, b"", 503, Retry_After="7200"),
    "/empty": lambda h, s: _send(h, b""),
    "/no-http": lambda h, s: (h.wfile.write(b"SSH-2.0-OpenSSH\r\n"), None)[1],
    "/many-headers": lambda h, s: _send(h, b"x", **{f"X_{n}": "y" for n in range(500)}),
    "/long-header": lambda h, s: _send(h, b"x", X_Long="y" * 100_000),
    "/close": lambda h, s: h.connection.close(),
    "/picture": lambda h, s: _send(h, b"\x89PNG\r\n\x1a\n" + bytes(300), kind="text/html"),
    "/private": lambda h, s: _send(h, made.page()),
}


def started() -> tuple[Server, Callable[[], None]]:
    """A server that is running, and what ends it."""
    server = Server()

    class Answers(Handler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers)))
            with contextlib.suppress(OSError):  # whoever asked is gone
                ROUTES.get(self.path.split("?")[0], lambda h, s: _send(h, b"", 404))(self, server)

        def log_message(self, *_: object) -> None:
            pass

    listening = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    listening.daemon_threads = True
    server.base = f"http://127.0.0.1:{listening.server_address[1]}"
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    return server, lambda: (listening.shutdown(), listening.server_close(), None)[2]
