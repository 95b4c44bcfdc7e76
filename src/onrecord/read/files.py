"""Paths to reports. Every refusal is one line that says what, where and what to do; the rest is read on.

JSON Lines are read line by line, so that a file of any length costs no more memory than its longest line.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import IO

from onrecord.fetch import Fetcher, NotFetched, is_address
from onrecord.model import Report
from onrecord.read.article import Fault, Hints
from onrecord.read.aside import SMALL, aside
from onrecord.read.formats.jsons import of_line, split
from onrecord.read.kind import is_lines, looks_like_html, may_be_document
from onrecord.read.linked import with_pages
from onrecord.read.refused import Refused, Unreadable
from onrecord.read.source import CUT, DAMAGED, MAX_JSON, Source
from onrecord.read.unfold import Begun, Found, Place, of_part, unfolded
from onrecord.read.walk import files
from onrecord.read.worker import Job, serve


def read_paths(
    paths: Iterable[str],
    published: date | None = None,
    columns: tuple[tuple[str, str], ...] = (),
    on_read: Callable[[int], None] = lambda n: None,
    fetcher: Fetcher | None = None,
    linked: bool = False,
) -> Iterator[Report | Refused]:
    """Every report below the paths, in sorted order; ``-`` is standard input.

    published: the day of reports that state none; columns: (role, column) of tables, where names don't tell.
    on_read: is told how many bytes of the files have been read since it was told last. fetcher: fetches what
    is an address; without one, only the open internet is asked. linked: whether the page behind each teaser
    of a feed is read in its place.

    A report in another language comes with its text and no blocks, followed by a ``Refused`` that says so.
    """
    hints = Hints(published, columns)
    fetcher = fetcher or Fetcher()
    if linked:
        found = read_paths(paths, published, columns, on_read, fetcher)
        yield from with_pages(found, lambda url: read_address(url, hints, fetcher))
        return
    for path in paths:
        if path == "-":
            yield from read_stream(path, sys.stdin.buffer, hints)
            continue
        if is_address(path):
            yield from read_address(path, hints, fetcher)
            continue
        for file in files(path):
            if isinstance(file, Refused):
                yield file
                continue
            try:
                with open(file, "rb") as stream:
                    done = 0
                    for item in read_stream(file, stream, hints, file):
                        yield item
                        at = (
                            stream.tell()
                        )  # of a file that is read aside or at once, its end or its beginning
                        on_read(max(0, at - done))
                        done = max(done, at)
                    on_read(max(0, os.fstat(stream.fileno()).st_size - done))
            except OSError as error:
                yield Refused(
                    file, f"can't be read ({error.strerror}); check that it is there and may be read"
                )


def read_address(url: str, hints: Hints, fetcher: Fetcher) -> Iterator[Report | Refused]:
    """The reports of a page or feed by its address."""
    try:
        found = fetcher.get(url)
    except NotFetched as error:
        yield Refused(url, str(error), "address")
        return
    yield from read_stream(url, io.BytesIO(found.body or b""), hints, url=found.url)


def read_fetched(
    name: str,
    url: str,
    stream: IO[bytes],
    fetcher: Fetcher | None = None,
    had: Callable[[Report], bool] = lambda item: False,
    took: Callable[[Report], None] = lambda item: None,
) -> Iterator[Report | Refused]:
    """The reports of what was fetched from ``url`` under the address ``name``; with a fetcher, of the pages
    behind its teasers too, but for those that were had; ``took`` is told of each that is asked for."""
    found = read_stream(name, stream, Hints(), url=url)
    if fetcher is None:
        yield from found
    else:
        yield from with_pages(found, lambda page: read_address(page, Hints(), fetcher), had, took)


def read_stream(
    path: str, stream: IO[bytes], hints: Hints, file: str | None = None, url: str | None = None
) -> Iterator[Report | Refused]:
    """The reports of one file. file: where it lies, if anywhere; url: where it was fetched from."""
    try:
        source = Source(stream)
        if _is_lines(source):
            yield from _lines(path, source, hints)
            return
        if file is not None and not source.ended:
            job = Job(path, path, hints, file=os.path.abspath(file), url=url, size=os.path.getsize(file))
        else:
            job = Job(path, path, hints, source.whole(MAX_JSON), url=url)
    except CUT:
        yield Refused(path, DAMAGED)
        return
    except Unreadable as error:
        yield Refused(path, str(error))
        return
    yield from _taken(job)


def _is_lines(source: Source) -> bool:
    """Whether the first bytes tell JSON Lines; other files of many lines are told apart where that can be
    ended."""
    return not may_be_document(source.head) and is_lines(source.head, whole=source.ended)


def _lines(path: str, source: Source, hints: Hints) -> Iterator[Report | Refused]:
    """JSON Lines. What fails on one line costs that line only."""
    for n, line in split(source.stream()):
        if isinstance(line, Fault):
            yield Refused(f"{path}, {line.where}", line.why, "JSON Lines")
        else:
            yield from _taken(Job(path, f"{path}, line {n}", hints, line, line=n))


def _taken(job: Job) -> Iterator[Report | Refused]:
    """The reports of a job: read here where that is quickly done, else aside, where it can be ended."""
    if _is_quick(job) or sys.platform == "win32":
        yield from (x for x in _here(job) if not isinstance(x, Begun))
    else:
        yield from aside().read(job)


def _is_quick(job: Job) -> bool:
    """Whether no such input was found that takes a second: little text that is no page, no XML and nothing
    packed."""
    data = job.data
    if (
        data is None
        or len(data) > SMALL
        or b"\0" in data
        or data[:2] in (b"PK", b"\x1f\x8b")
        or data[:4] == b"%PDF"
    ):
        return False
    head = data.decode("utf8", "replace")
    return not looks_like_html(head) and not head.lstrip("\ufeff \t\r\n").startswith("<?xml")


def _here(job: Job) -> Iterator[Found]:
    place = Place(job.path, job.url)
    if job.line and job.data is not None:
        yield from of_part(place, of_line(job.data, f"line {job.line}"), "JSON Lines", job.hints)
        return
    if job.data is not None:
        yield from unfolded(place, Source(io.BytesIO(job.data)), job.hints, job.skip)
        return
    try:
        with open(job.file or "", "rb") as stream:
            yield from unfolded(place, Source(stream), job.hints, job.skip)
    except CUT:
        yield Refused(job.path, DAMAGED)
    except OSError as error:
        yield Refused(job.path, f"can't be read ({error.strerror}); check that it is there and may be read")


def serve_jobs(memory: float) -> None:
    """What the process does that reads aside."""
    serve(_here, memory)
