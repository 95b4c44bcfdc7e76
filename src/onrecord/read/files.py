"""Paths to reports. Every refusal is one line that says what, where and what to do; the rest is read on.

JSON Lines are read line by line, so that a file of any length costs no more memory than its longest line.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import IO, Any

from onrecord.model import Report
from onrecord.read.aside import SMALL, aside
from onrecord.read.decode import text_of, wide_encoding
from onrecord.read.html import looks_like_html, page_of
from onrecord.read.kind import is_broken_json, is_lines, may_be_document
from onrecord.read.refused import Refused, Unreadable
from onrecord.read.report import Foreign, Known, made
from onrecord.read.walk import files
from onrecord.read.worker import serve

MAX_BYTES = 24_000_000  # of one text or page; longer ones are no news report
MAX_JSON = 100_000_000  # of one JSON document that is not JSON Lines
HEAD = 1 << 16  # bytes that tell the formats apart
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
DAMAGED = "a gzip file that is cut off or damaged; fetch it again"


def read_paths(paths: Iterable[str], published: date | None = None) -> Iterator[Report | Refused]:
    """Every report below the paths, in sorted order; ``-`` is standard input.

    A report in another language comes with its text and no blocks, followed by a ``Refused`` that says so.
    """
    known = Known(published=published)
    for path in paths:
        if path == "-":
            yield from _stream(path, sys.stdin.buffer, known)
            continue
        for file in files(path):
            if isinstance(file, Refused):
                yield file
                continue
            try:
                with open(file, "rb") as stream:
                    yield from _stream(file, stream, known)
            except OSError as error:
                yield Refused(
                    file, f"can't be read ({error.strerror}); check that it is there and may be read"
                )


class _Joined(io.RawIOBase):
    """Bytes taken from a stream, put back before the rest of it: pipes can't be wound back."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.head[: len(buffer)] or self.rest.read(len(buffer))
        self.head = self.head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _stream(path: str, stream: IO[bytes], known: Known) -> Iterator[Report | Refused]:
    try:
        head = stream.read(HEAD)
        rest = stream
        if head[:2] == b"\x1f\x8b" and not is_lines(head, whole=len(head) < HEAD):
            unpacked = gzip.GzipFile(fileobj=io.BufferedReader(_Joined(head, stream), HEAD))
            head = unpacked.read(HEAD)
            rest = io.BufferedReader(unpacked, HEAD)
        data = head
        while True:
            document = may_be_document(data)
            limit = MAX_JSON if document else MAX_BYTES
            if (not document or len(data) > limit) and is_lines(data, whole=False):
                yield from _lines(path, io.BufferedReader(_Joined(data, rest), HEAD), known, _taken)
                return
            more = rest.read(len(data) or 1) if len(data) <= limit else b""
            if more:
                data += more
                continue
            if not document and is_lines(data, whole=True):
                yield from _lines(path, io.BytesIO(data), known, _taken)
                return
            break
    except (EOFError, gzip.BadGzipFile, zlib.error):
        yield Refused(path, DAMAGED)
        return
    if len(data) > limit:
        yield Refused(
            path,
            f"more than {limit // 1_000_000} MB in one text; a report has a few thousand words, split it (JSON Lines may be long)",
        )
        return
    yield from _taken(path, path, data, known, False)


def _taken(path: str, where: str, data: bytes, known: Known, line: bool) -> Iterable[Report | Refused]:
    """The reports of a text or a line: read here where that is quickly done, else aside, where it can be ended."""
    long = (
        len(data) > SMALL or b"\0" in data[:HEAD] or looks_like_html(data[:SMALL].decode("utf8", "replace"))
    )
    if long and sys.platform != "win32":
        return aside().read(path, where, data, known, line)
    return _here(path, where, data, known, line)


def _here(path: str, where: str, data: bytes, known: Known, line: bool) -> Iterable[Report | Refused]:
    return _line(path, where, data, known) if line else _whole(path, data, known)


def serve_jobs(memory: float) -> None:
    """What the process does that reads aside."""
    serve(lambda job: list(_here(job.path, job.where, job.data, job.known, job.line)), memory)


Take = Callable[[str, str, bytes, Known, bool], Iterable[Report | Refused]]


def _lines(path: str, stream: IO[bytes], known: Known, take: Take) -> Iterator[Report | Refused]:
    """JSON Lines. What fails on one line costs that line only."""
    n = 0
    while True:
        where = f"{path}, line {n + 1}"
        try:
            line = stream.readline(MAX_BYTES + 1)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            yield Refused(where, f"{DAMAGED} (the lines before were read)")
            return
        if not line:
            return
        n += 1
        if len(line) > MAX_BYTES:
            yield Refused(where, f"more than {MAX_BYTES // 1_000_000} MB in one line; split it")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            continue
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        yield from take(path, where, line, known, True)


def _line(path: str, where: str, line: bytes, known: Known) -> Iterator[Report | Refused]:
    """One line of JSON Lines."""
    try:
        item = json.loads(text_of(line))
    except Unreadable as error:
        yield Refused(where, str(error))
    except RecursionError:
        yield Refused(where, "JSON nested too deep; a report is one flat object")
    except ValueError as error:
        yield Refused(where, f"no JSON ({str(error).split(':')[0]}); each line is one object")
    else:
        yield from _item(where, path, item, known, numbered=True)


def _whole(path: str, data: bytes, known: Known) -> Iterator[Report | Refused]:
    """One text, one page, or one JSON document."""
    try:
        text = text_of(data)
        raw = data if wide_encoding(data) is None else text.encode("utf8", "surrogatepass")
        if may_be_document(raw):
            try:
                whole: Any = json.loads(text)
            except RecursionError:
                raise Unreadable("JSON nested too deep; a report is one flat object") from None
            except ValueError:
                whole = None  # lines of which one is broken, or a plain text that merely opens with a bracket
            if whole == []:
                raise Unreadable("a JSON list with no report in it; nothing to read")
            if isinstance(whole, list):
                for n, item in enumerate(whole, 1):
                    yield from _item(f"{path}, item {n}", path, item, known, numbered=True)
                return
            if isinstance(whole, dict):
                yield from _item(path, path, whole, known)
                return
        if is_lines(raw, whole=True):
            yield from _lines(path, io.BytesIO(raw), known, _here)
            return
        if is_broken_json(text):
            raise Unreadable("JSON that is cut off or damaged; fetch it again")
        if looks_like_html(text):
            page = page_of(text)
            known = replace(
                known,
                title=page.title,
                url=page.url,
                publisher=page.publisher,
                markup=page.published,
                language=page.language,
            )
            text = page.text
    except Unreadable as error:
        yield Refused(path, str(error))
        return
    yield from _made(path, text, path, known)


def _item(
    where: str, path: str, item: Any, known: Known, numbered: bool = False
) -> Iterator[Report | Refused]:
    if not isinstance(item, dict):
        yield Refused(where, 'no JSON object; a report is an object with a "text"')
        return
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        yield Refused(where, 'a report without a "text"; add one or remove it')
        return
    given = item.get("published")
    if given is None and ISO_DAY.match(str(item.get("date"))):
        given = item["date"]  # what other collections of news call it
    if given is not None and not isinstance(given, str):
        yield Refused(where, f'"published" is {str(given)[:60]}, which is no date; write it as "2023-07-28"')
        return

    def field(name: str) -> str | None:
        value = item.get(name)
        ok = isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip()
        return str(value).encode("utf8", "replace").decode() if ok else None

    known = replace(
        known,
        id=field("id"),
        title=field("title"),
        url=field("url"),
        publisher=field("publisher"),
        given=(given or "").strip() or None,
    )
    yield from _made(where, text, path, known, numbered)


def _made(
    where: str, text: str, path: str, known: Known, numbered: bool = False
) -> Iterator[Report | Refused]:
    try:
        yield made(text, path, known, numbered)
    except Foreign as error:
        yield error.report
        yield Refused(where, str(error))
    except Unreadable as error:
        yield Refused(where, str(error))
