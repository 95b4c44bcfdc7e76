"""Which machines may be asked: those of the open internet, and others only where the user named them."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_6TO4 = ipaddress.ip_network("2002::/16")


class NotFetched(ValueError):
    """Why an address is not fetched, in one clear line."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: what is asked of whom."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        named = f"[{self.host}]" if ":" in self.host else self.host
        plain = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{named}" + ("" if plain else f":{self.port}")

    @property
    def url(self) -> str:
        return self.origin + self.path


def target_of(url: str) -> Target:
    """The parts of an address. Raises ``NotFetched`` for what is none of http or https, and for one with a
    password."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (
            (parts.hostname or "").encode("idna").decode().lower()
            if not _is_ip(parts.hostname)
            else parts.hostname
        )
    except (ValueError, UnicodeError):
        raise NotFetched("no address that can be read; correct it") from None
    if parts.scheme not in ("http", "https"):
        raise NotFetched(f"{parts.scheme or 'nothing'}: is not fetched, http and https alone are")
    if not host or any(c.isspace() or ord(c) < 33 for c in url):
        raise NotFetched("an address without a host, or with spaces in it; correct it")
    if parts.username is not None or parts.password is not None:
        raise NotFetched("an address with a name or password in it is not fetched; leave them out")
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Target(
        parts.scheme, host.rstrip("."), port or (443 if parts.scheme == "https" else 80), _quoted(path)
    )


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/%?&=+:;,@!$'()*~#[]-._")


def _is_ip(host: str | None) -> bool:
    try:
        ipaddress.ip_address((host or "").split("%")[0])
    except ValueError:
        return False
    return True


def addresses(target: Target, allowed: frozenset[str]) -> list[str]:
    """The addresses of the host, all of which must be of the open internet unless the host is allowed by
    name.

    What is checked is what is connected to: a name that means another machine a moment later gains nothing.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(
            f"{target.host} is not known ({getattr(error, 'strerror', None) or 'no such name'}); check the "
            "spelling"
        ) from None
    ips = list(dict.fromkeys(str(info[4][0]) for info in found))
    if target.host in allowed or f"{target.host}:{target.port}" in allowed:
        return ips
    for ip in ips:
        if not is_open(ipaddress.ip_address(ip.split("%")[0])):
            raise NotFetched(
                f"{target.host} is {ip}, on this machine or in a network of its own; name it with --allow "
                f"{target.host} if it is meant"
            )
    return ips


def is_open(ip: IP) -> bool:
    """Whether an address is one of the open internet, also where it wraps another one."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None and ip in _6TO4:
            inner = ipaddress.IPv4Address((int(ip) >> 80) & 0xFFFFFFFF)
        if inner is not None:
            return is_open(inner)
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    )
