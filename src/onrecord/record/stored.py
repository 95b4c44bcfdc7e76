"""A report and its analysis as the record keeps them, each under a digest that tells whether it is still what
was kept."""

from __future__ import annotations

import hashlib
from hashlib import blake2b

import msgspec
from msgspec import Struct

from onrecord.model import Analysis, Report

_HEAD, _BODY = msgspec.msgpack.Decoder(Report), msgspec.msgpack.Decoder(Analysis)


class Stored(Struct, frozen=True):
    """head: the report without its text; body: the analysis without its report, both msgpack; mark: 16 bytes
    over both."""

    head: bytes
    body: bytes
    mark: bytes


def stored(analysis: Analysis) -> Stored:
    r = analysis.report
    head = msgspec.msgpack.encode(msgspec.structs.replace(r, text=""))
    body = msgspec.msgpack.encode(msgspec.structs.replace(analysis, report=Report(r.id, "", "", "")))
    return Stored(head, body, mark_of(head, body))


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
    if not isinstance(head, bytes) or not isinstance(body, bytes) or mark_of(head, body) != mark:
        raise ValueError("its analysis is not the one that was kept")
    report = head_of(head)
    if not is_text_of(text, report.text_sha256):
        raise ValueError("its text is not the one that was read")
    try:
        analysis = _BODY.decode(body)
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise ValueError(f"its analysis can't be read: {error}") from error
    return msgspec.structs.replace(analysis, report=msgspec.structs.replace(report, text=text))
