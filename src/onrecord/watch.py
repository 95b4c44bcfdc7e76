"""Staying current: folders and feeds looked at again and again, each file when it rests, each feed when it is
due.

What is to be read is found by ``Watch.look``, which neither waits nor asks what time it is; ``run`` does
both.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec import json as fast

from onrecord.fetch import Fetcher, NotFetched, Wait, is_address
from onrecord.model import Report
from onrecord.read import Refused, addresses_of, files_below, read_fetched, read_paths
from onrecord.record import Store

LOOK = 2.0  # seconds between looks at folders
REST = 1.0  # seconds without a change after which a file is whole
JITTER = 0.1  # of the time between two polls, so that many who poll one server do not all come at once
BACK_OFF = 8  # times the usual wait that a failing feed is left alone at most
TRIES = 4  # more of a file that a limit ended, before it is let be until it changes
MOST_FEEDS = 2_000
NEVER = float("inf")
_NOTE = "watch/"
_LINKED = "linked/"


class Held(Struct, frozen=True):
    """What a server gave to tell by whether a feed has changed."""

    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True)
class _Feed:
    url: str
    due: float = 0.0
    failed: int = 0


@dataclass(slots=True)
class _Late:
    """A file that a limit ended: its size and time then, how often it was tried again, when it is next."""

    mark: tuple[int, int]
    tries: int = 0
    due: float = NEVER


@dataclass(slots=True)
class Watch:
    """What is watched, and what is known of it.

    every: seconds between two polls of a feed; draw: a number from 0 to 1, for the jitter; linked: whether
    the pages behind teasers are read.
    """

    store: Store
    folders: list[str]
    feeds: list[str]
    fetcher: Fetcher
    every: float
    draw: Callable[[], float] = random.random
    seen: dict[str, tuple[int, int]] = field(
        default_factory=dict
    )  # file to its size and time when it was last looked at
    read: dict[str, tuple[int, int]] = field(default_factory=dict)  # the same when it was read
    polled: dict[str, _Feed] = field(default_factory=dict)
    answered: dict[str, Held] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    linked: bool = False
    teasers: dict[str, str] = field(
        default_factory=dict
    )  # whose pages were read since the last note, and their digests
    late: dict[str, _Late] = field(default_factory=dict)  # files that a limit ended

    def look(self, now: float, wall: float) -> Iterator[Report | Refused]:
        """What came in since the last look. now: seconds of a clock that only goes on; wall: of the one that
        files have."""
        for path in self._rested(now, wall):
            for item in read_paths([path]):
                if isinstance(item, Refused) and item.again:
                    self.again(path, now)
                yield item
        for feed in self._feeds():
            if now >= feed.due:
                yield from self._poll(feed, now)

    def wait(self, now: float) -> float:
        """Seconds until something may be due."""
        due = min((f.due - now for f in self._feeds()), default=self.every)
        due = min([due, *(x.due - now for x in self.late.values())])
        return max(0.0, min(due, LOOK) if self.folders else due)

    def again(self, name: str, now: float) -> None:
        """A limit ended the reading or the analysis of something in a file or feed: it is asked for in full
        another time, a file ever later and so many times.

        name: of the file or feed, of a member of an archive, or of a page behind a teaser."""
        file = next((f for f in self.read if name == f or name.startswith(f"{f}/")), None)
        if file is None:
            self.teasers.pop(name, None)
            self.answered.clear()  # of whichever feed it is
            return
        late = self.late.setdefault(file, _Late(self.read[file]))
        if late.due != NEVER:  # told already, by another report of the same file
            return
        if late.tries < TRIES:
            late.due = now + min(2**late.tries, BACK_OFF) * self.every
            late.tries += 1

    def _is_due(self, path: str, mark: tuple[int, int], now: float) -> bool:
        late = self.late.get(path)
        if late is not None and late.mark != mark:
            del self.late[path]
            late = None
        if self.read.get(path) == mark and (late is None or now < late.due):
            return False
        if late is not None:
            late.due = NEVER
        return True

    def _rested(self, now: float, wall: float) -> Iterator[str]:
        """Files that have changed since they were read and not since the last look, and those that are tried
        again."""
        for folder in self.folders:
            for path in files_below(folder):
                if isinstance(path, Refused):
                    continue  # told by read; here it may come and go
                try:
                    found = os.stat(path)
                except OSError:
                    continue
                mark = (found.st_size, found.st_mtime_ns)
                still = self.seen.get(path) == mark or wall - found.st_mtime > REST + LOOK
                self.seen[path] = mark
                if still and wall - found.st_mtime >= REST and self._is_due(path, mark, now):
                    self.read[path] = mark
                    yield path

    def _feeds(self) -> list[_Feed]:
        """Every feed that is named, alone or in a list of them; a list is read anew at every look."""
        urls: dict[str, None] = {}
        for name in self.feeds:
            if is_address(name):
                urls[name] = None
                continue
            try:
                urls |= dict.fromkeys(addresses_of(Path(name).read_bytes())[:MOST_FEEDS])
            except (OSError, ValueError):
                continue  # it is being written, or was told at the start
        return [self.polled.setdefault(url, _Feed(url)) for url in urls]

    def _poll(self, feed: _Feed, now: float) -> Iterator[Report | Refused]:
        held = self._held(feed.url)
        wait = self.every * (1 + JITTER * (2 * self.draw() - 1))
        try:
            self.fetcher.robots.clear()  # rules may change while one watches
            found = self.fetcher.get(feed.url, held.etag, held.modified)
        except NotFetched as error:
            feed.failed += 1
            asked = error.seconds if isinstance(error, Wait) else 0.0
            feed.due = now + max(asked, min(2 ** (feed.failed - 1), BACK_OFF) * wait)
            if str(error) not in self.told:  # once, not at every poll
                self.told.add(str(error))
                yield Refused(feed.url, str(error), "address")
            return
        feed.failed, feed.due = 0, now + wait
        if found.body is None:
            return
        self.answered[feed.url] = Held(found.etag, found.modified)
        body = io.BytesIO(found.body)
        pages = self.fetcher if self.linked else None
        for item in read_fetched(feed.url, found.url, body, pages, self._had, self._took):
            if isinstance(item, Refused):
                self.teasers.pop(item.where, None)  # its page is asked for again
                if item.again:
                    self.again(feed.url, now)
            yield item

    def _had(self, item: Report) -> bool:
        """Whether the page behind a teaser was read when the teaser was the same."""
        return item.url is not None and self.store.noted(_LINKED + item.url) == item.text_sha256

    def _took(self, item: Report) -> None:
        if item.url is not None:
            self.teasers[item.url] = item.text_sha256

    def settle(self) -> None:
        """Notes what the feeds answered, once all that came of it is on record: a feed is never told to be
        unchanged whose items were not kept."""
        for url, held in self.answered.items():
            self.store.note(_NOTE + url, fast.encode(held).decode())
        for url, digest in self.teasers.items():
            self.store.note(_LINKED + url, digest)
        self.answered.clear()
        self.teasers.clear()

    def _held(self, url: str) -> Held:
        known = self.store.noted(_NOTE + url)
        try:
            return fast.decode(known, type=Held) if known else Held()
        except ValueError:
            return Held()


def run(
    watch: Watch, take: Callable[[Iterator[Report | Refused]], Iterable[str]], rounds: int | None = None
) -> None:
    """Looks until it is interrupted; ``take`` reads what was found and says of which files and feeds a limit
    ended something. rounds: how often, None for without end."""
    wake = _notifier(watch.folders)
    while rounds is None or rounds > 0:
        for name in take(watch.look(time.monotonic(), time.time())):
            watch.again(name, time.monotonic())
        watch.settle()
        rounds = None if rounds is None else rounds - 1
        if rounds is None or rounds > 0:
            wake(watch.wait(time.monotonic()))


def _notifier(folders: list[str]) -> Callable[[float], None]:
    """How to wait: until a folder changes where the system tells (the ``watch`` extra), else for all of the
    time."""
    try:
        from watchfiles import watch as changes
    except ImportError:
        return time.sleep
    there = [f for f in folders if os.path.isdir(f)]
    if not there:
        return time.sleep

    def wait(seconds: float) -> None:
        began = time.monotonic()
        found: Any = changes(
            *there, rust_timeout=max(1, int(seconds * 1000)), yield_on_timeout=True, raise_interrupt=True
        )
        next(iter(found), None)
        time.sleep(
            min(REST, max(0.0, seconds - (time.monotonic() - began)))
        )  # for what has just come to rest

    return wait


@contextlib.contextmanager
def alone(record: str) -> Iterator[bool]:
    """Whether this is the one that watches into the record; it stays so within."""
    path = f"{record}-watch"
    if sys.platform == "win32":
        yield True
        return
    import fcntl

    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        try:
            yield True
        finally:
            with contextlib.suppress(OSError):
                os.unlink(path)
    finally:
        os.close(handle)


def seconds_of(value: str) -> float:
    """A length of time as "90s", "15m", "2h" or "1d". Raises ``ValueError``."""
    number, unit = value[:-1], value[-1:]
    if unit not in "smhd" or not number.isdecimal() or not 0 < int(number) < 10_000:
        raise ValueError(f"{value!r} is no length of time; write it as 90s, 15m, 2h or 1d")
    return int(number) * {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}[unit]
