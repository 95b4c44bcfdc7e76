"""A report and its analysis as the record keeps them, each under a digest that tells whether it is still what
was kept."""

from __future__ import annotations

import hashlib
import zlib
from hashlib import blake2b

import msgspec
from msgspec import Struct

from onrecord.model import Analysis, Report

_PACKED = b"\x78"  # what zlib begins with; msgpack of an analysis never does
_HEAD, _BODY = msgspec.msgpack.Decoder(Report), msgspec.msgpack.Decoder(Analysis)


class Stored(Struct, frozen=True):
    """head: the report without its text, as msgpack; body: the analysis without its report, as msgpack that
    is packed;
    mark: 16 bytes over both, the body as it is before it is packed: another zlib packs otherwise and marks
    the same."""

    head: bytes
    body: bytes
    mark: bytes


def stored(analysis: Analysis) -> Stored:
    r = analysis.report
    head = msgspec.msgpack.encode(msgspec.structs.replace(r, text=""))
    body = msgspec.msgpack.encode(msgspec.structs.replace(analysis, report=Report(r.id, "", "", "")))
    return Stored(head, packed(body), mark_of(head, body))


def packed(body: bytes, level: int = 6) -> bytes:
    """A quarter of its size, for a millisecond an analysis; what is packed stays as it is."""
    return body if body.startswith(_PACKED) else zlib.compress(body, level)


def unpacked(body: bytes) -> bytes:
    """The msgpack of an analysis, also where an earlier version kept it unpacked. Raises ``ValueError``."""
    if not body.startswith(_PACKED):
        return body
    try:
        return zlib.decompress(body)
    except zlib.error as error:
        raise ValueError("its analysis is not the one that was kept") from error


def mark_of(head: bytes, body: bytes) -> bytes:
    return blake2b(head + body, digest_size=16).digest()


def head_of(head: bytes) -> Report:
    """The report without its text. Raises ``ValueError`` that says what is wrong."""
    try:
        return _HEAD.decode(head)
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise ValueError(f"what is known of it can't be read: {error}") from error


def is_text_of(text: object, sha: str) -> bool:
    """Whether the text is the one that was read."""
    return isinstance(text, str) and hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest() == sha


def restored(text: str, head: bytes, body: bytes, mark: bytes) -> Analysis:
    """The analysis with its report. Raises ``ValueError`` that says what is not as it was kept."""
    body = held(head, body, mark)
    report = with_text(head, text)
    try:
        analysis = _BODY.decode(body)
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise ValueError(f"its analysis can't be read: {error}") from error
    return msgspec.structs.replace(analysis, report=report)


def held(head: bytes, body: bytes, mark: bytes) -> bytes:
    """The msgpack of the analysis. Raises ``ValueError`` where it, or what is known of its report, is not
    what was kept."""
    if not isinstance(head, bytes) or not isinstance(body, bytes):
        raise ValueError("its analysis is not the one that was kept")
    body = unpacked(body)
    if mark_of(head, body) != mark:
        raise ValueError("its analysis is not the one that was kept")
    return body


def with_text(head: bytes, text: str) -> Report:
    """The report. Raises ``ValueError`` that says what is not as it was kept."""
    report = head_of(head)
    if not is_text_of(text, report.text_sha256):
        raise ValueError("its text is not the one that was read")
    return msgspec.structs.replace(report, text=text)
