"""Ids are hashes of content: the same input gives the same id on every machine, in any order."""

from __future__ import annotations

from hashlib import blake2b


def content_id(kind: str, *parts: object) -> str:
    """``kind`` and twelve hex digits over ``parts``, e.g. ``e-3f9a…``. None and empty are told apart."""
    digest = blake2b(digest_size=6)
    for part in parts:
        digest.update(repr(part).encode())
        digest.update(b"\x1f")
    return f"{kind}-{digest.hexdigest()}"
