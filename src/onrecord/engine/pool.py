"""A pool of spawned workers, one pipeline each; a failed or stuck batch is tried again report by report.

spaCy's own ``n_process`` is not used: it waits for ever when a worker dies.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as WaitedTooLong
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.engine.batch import (
    Failed,
    Function,
    analysed_here,
    batches,
    decoded,
    patience,
    too_long,
    why_of,
)
from onrecord.engine.worker import begin, encode_reports, work
from onrecord.limits import ANALYSIS_SECONDS, limit
from onrecord.model import Analysis, Report

SMALL = 20_000  # characters that are analysed faster here than a worker starts
START = 60.0  # seconds that the first worker may take to load its pipeline


def analyse_all(
    reports: Iterable[Report],
    *,
    workers: int | None = None,
    pipeline: str = DEFAULT_PIPELINE,
    seconds: float | None = None,
    seconds_to_start: float = START,
    function: Function = work,
) -> Generator[Analysis | Failed, None, None]:
    """The analyses in the order of the reports; what fails is given back as ``Failed`` and the rest goes on.

    workers: processes (None: one a core, and none at all for little text; 0: none, all is done in this
    process, which a script without a ``__main__`` guard needs).
    seconds: how long a report may take (None: as ``limits`` says), and a little more for a long one;
    ``seconds_to_start`` is added once a pool.
    """  # fmt: skip
    stream = iter(reports)
    if workers == 0:
        for batch in batches(stream):
            yield from analysed_here(batch, pipeline, function)
        return
    if workers is None:
        first, small = _take_small(stream)
        if small:
            limited = limit(ANALYSIS_SECONDS) if seconds is None else seconds
            for batch in batches(iter(first)):
                yield from analysed_here(batch, pipeline, function, limited)
            return
        stream = chain(first, stream)
        workers = os.cpu_count() or 1
    yield from _Run(
        workers, pipeline, limit(ANALYSIS_SECONDS) if seconds is None else seconds, seconds_to_start, function
    ).over(stream)


def _take_small(stream: Iterator[Report]) -> tuple[list[Report], bool]:
    """The reports up to a size that is worth a worker, and whether that was all."""
    taken, size = [], 0
    for report in stream:
        taken.append(report)
        size += len(report.text)
        if size > SMALL:
            return taken, False
    return taken, True


class _Run:
    """One pass over a stream: batches in flight in order, a broken pool made new."""

    def __init__(self, workers: int, pipeline: str, seconds: float, start: float, function: Function) -> None:
        self.workers, self.pipeline, self.seconds, self.start, self.function = (
            workers,
            pipeline,
            seconds,
            start,
            function,
        )
        self.pool: ProcessPoolExecutor | None = None
        self.warm = False  # whether a worker of this pool has answered yet
        self.flight: deque[tuple[list[Report], Future[bytes] | None]] = deque()

    def over(self, stream: Iterator[Report]) -> Iterator[Analysis | Failed]:
        coming = batches(stream)
        try:
            for batch in islice(coming, self.workers * 2):
                self.flight.append((batch, self._submit(batch)))
            while self.flight:
                yield from self._result(*self.flight.popleft())
                for following in islice(coming, 1):
                    self.flight.append((following, self._submit(following)))
        finally:
            self._close()

    def _submit(self, batch: list[Report]) -> Future[bytes] | None:
        if self.pool is None:
            self.pool = ProcessPoolExecutor(
                self.workers, mp_context=multiprocessing.get_context("spawn"), initializer=begin
            )
        try:
            return self.pool.submit(self.function, encode_reports(batch), self.pipeline)
        except BrokenProcessPool:
            return None

    def _result(self, batch: list[Report], future: Future[bytes] | None) -> Iterator[Analysis | Failed]:
        try:
            data = self._wait(future, batch)
        except WaitedTooLong:
            if len(batch) == 1:  # it would take as long again
                self._close()
                yield Failed(batch[0], self._too_long(batch[0]), again=True)
                self._again()
                return
        except Exception:  # the pool broke or the work raised: found out report by report
            pass
        else:
            yield from decoded(data)
            return
        self._close()
        for report in batch:
            yield from self._alone(report)
        self._again()

    def _again(self) -> None:
        """Hands what was in flight to the new pool, but for what is done."""
        for n, (waiting, other) in enumerate(list(self.flight)):
            done = other is not None and other.done() and not other.cancelled() and other.exception() is None
            if not done:
                self.flight[n] = (waiting, self._submit(waiting))

    def _alone(self, report: Report) -> Iterator[Analysis | Failed]:
        try:
            data = self._wait(self._submit([report]), [report])
        except WaitedTooLong:
            why = self._too_long(report)
        except BrokenProcessPool:
            why = "ended its worker process (out of memory?); split it or leave it out"
        except Exception as error:
            yield Failed(report, why_of(error))
            return  # the worker itself is well
        else:
            yield from decoded(data)
            return
        self._close()
        yield Failed(report, why, again=True)

    def _wait(self, future: Future[bytes] | None, batch: list[Report]) -> bytes:
        if future is None:
            raise BrokenProcessPool("the pool broke before it took the batch")
        data = future.result(timeout=self._patience(batch) + (0 if self.warm else self.start))
        self.warm = True
        return data

    def _too_long(self, report: Report) -> str:
        return too_long(self._patience([report]))

    def _patience(self, batch: list[Report]) -> float:
        return patience(self.seconds, batch)

    def _close(self) -> None:
        """Ends the workers at once; what one of them was stuck in can't be asked to stop."""
        self.warm = False
        if self.pool is not None:
            for process in list((self.pool._processes or {}).values()):
                process.kill()
            self.pool.shutdown(
                wait=True, cancel_futures=True
            )  # its thread ends with them, and must before the program does
            self.pool = None
