"""A pool of spawned workers, one pipeline each; a failed or stuck batch is tried again report by report.

spaCy's own ``n_process`` is not used: it waits for ever when a worker dies.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as WaitedTooLong
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice

import msgspec

from onrecord.analyse.language import DEFAULT_PIPELINE
from onrecord.model import Analysis, Report

BATCH_CHARACTERS = 60_000
BATCH_REPORTS = 24
SMALL = 20_000  # characters that are analysed faster here than a worker starts
SECONDS_PER_BATCH = 300.0
SECONDS_PER_REPORT = 120.0


@dataclass(frozen=True, slots=True)
class Failed:
    """A report whose analysis broke or took too long."""

    report: Report
    why: str


def encode_reports(reports: Iterable[Report]) -> bytes:
    return msgspec.msgpack.encode(list(reports))


def work(batch: bytes, pipeline: str) -> bytes:
    """What a worker does: reports in, analyses out, both as msgpack."""
    from onrecord.analyse.report import analyse_reports

    reports = msgspec.msgpack.decode(batch, type=list[Report])
    return msgspec.msgpack.encode(list(analyse_reports(reports, pipeline)))


def analyse_all(
    reports: Iterable[Report], *, workers: int | None = None, pipeline: str = DEFAULT_PIPELINE,
    seconds_per_report: float = SECONDS_PER_REPORT, function: Callable[[bytes, str], bytes] = work,
) -> Iterator[Analysis | Failed]:
    """The analyses in the order of the reports; what fails is given back as ``Failed`` and the rest goes on.

    workers: processes (None: one a core, and none at all for little text).
    """  # fmt: skip
    stream = iter(reports)
    if workers is None:
        first, small = _take_small(stream)
        if small:
            yield from _decode(function(encode_reports(first), pipeline)) if first else ()
            return
        stream = _chain(first, stream)
        workers = os.cpu_count() or 1
    yield from _Run(workers, pipeline, seconds_per_report, function).over(stream)


def _take_small(stream: Iterator[Report]) -> tuple[list[Report], bool]:
    taken, size = [], 0
    for report in stream:
        taken.append(report)
        size += len(report.text)
        if size > SMALL:
            return taken, False
    return taken, True


def _chain(first: list[Report], rest: Iterator[Report]) -> Iterator[Report]:
    yield from first
    yield from rest


def _batches(stream: Iterator[Report]) -> Iterator[list[Report]]:
    batch: list[Report] = []
    size = 0
    for report in stream:
        if batch and (size + len(report.text) > BATCH_CHARACTERS or len(batch) == BATCH_REPORTS):
            yield batch
            batch, size = [], 0
        batch.append(report)
        size += len(report.text)
    if batch:
        yield batch


def _decode(data: bytes) -> list[Analysis]:
    return msgspec.msgpack.decode(data, type=list[Analysis])


class _Run:
    """One pass over a stream: batches in flight in order, a broken pool made new."""

    def __init__(self, workers: int, pipeline: str, seconds: float, function: Callable[[bytes, str], bytes]) -> None:
        self.workers, self.pipeline, self.seconds, self.function = workers, pipeline, seconds, function
        self.pool: ProcessPoolExecutor | None = None

    def over(self, stream: Iterator[Report]) -> Iterator[Analysis | Failed]:
        batches = _batches(stream)
        flight: deque[tuple[list[Report], Future[bytes] | None]] = deque()
        try:
            for batch in islice(batches, self.workers * 2):
                flight.append((batch, self._submit(batch)))
            while flight:
                batch, future = flight.popleft()
                yield from self._result(batch, future, flight)
                for following in islice(batches, 1):
                    flight.append((following, self._submit(following)))
        finally:
            self._close()

    def _submit(self, batch: list[Report]) -> Future[bytes] | None:
        if self.pool is None:
            self.pool = ProcessPoolExecutor(self.workers, mp_context=multiprocessing.get_context("spawn"))
        try:
            return self.pool.submit(self.function, encode_reports(batch), self.pipeline)
        except BrokenProcessPool:
            return None

    def _result(self, batch: list[Report], future: Future[bytes] | None, flight: deque[tuple[list[Report], Future[bytes] | None]]) -> Iterator[Analysis | Failed]:
        try:
            if future is not None:
                yield from _decode(future.result(timeout=max(SECONDS_PER_BATCH, self.seconds)))
                return
        except (BrokenProcessPool, WaitedTooLong):
            pass
        except Exception:  # whatever a worker raised: found out report by report
            pass
        self._close()
        for report in batch:
            yield from self._alone(report)
        for n, (waiting, _) in enumerate(list(flight)):
            flight[n] = (waiting, self._submit(waiting))

    def _alone(self, report: Report) -> Iterator[Analysis | Failed]:
        future = self._submit([report])
        try:
            if future is None:
                raise BrokenProcessPool
            yield from _decode(future.result(timeout=self.seconds))
            return
        except WaitedTooLong:
            why = f"took longer than {self.seconds:.0f} s; split it or leave it out"
        except BrokenProcessPool:
            why = "ended its worker process (out of memory?); split it or leave it out"
        except Exception as error:
            why = f"could not be analysed ({type(error).__name__}: {error}); please report it"
        self._close()
        yield Failed(report, why)

    def _close(self) -> None:
        if self.pool is not None:
            for process in list((self.pool._processes or {}).values()):
                process.kill()
            self.pool.shutdown(wait=False, cancel_futures=True)
            self.pool = None
