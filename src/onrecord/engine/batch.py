"""A batch of reports: the unit of work of every engine. What raises or takes too long is found out report by
report.

The batches are the same whatever engine works on them with however many workers, so that the answers are the
same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from onrecord.engine.alarm import Overdue, ended_after
from onrecord.engine.worker import encode_reports
from onrecord.model import Analysis, Report

BATCH_CHARACTERS = 60_000  # two to three seconds of work: little is done again when a batch fails
BATCH_REPORTS = 24
CHARACTERS_PER_SECOND = 2_000  # a tenth of what a slow core does

Function = Callable[[bytes, str], bytes]


@dataclass(frozen=True, slots=True)
class Failed:
    """A report whose analysis broke or took too long; again: a limit ended it."""

    report: Report
    why: str
    again: bool = False


def batches(stream: Iterator[Report]) -> Iterator[list[Report]]:
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


def analysed_here(
    batch: list[Report], pipeline: str, function: Function, seconds: float | None = None
) -> Iterator[Analysis | Failed]:
    """A batch in this process; one that raises is tried again report by report.

    seconds: how long it may take and a little more by its length; None for as long as it takes.
    """
    allowed = None if seconds is None else patience(seconds, batch)
    try:
        with ended_after(allowed):
            found = function(encode_reports(batch), pipeline)
    except Overdue:
        if len(batch) == 1:
            yield Failed(batch[0], too_long(allowed or 0.0), again=True)
            return
    except Exception as error:  # whatever the analysis raised must not cost the other reports
        if len(batch) == 1:
            yield Failed(batch[0], why_of(error))
            return
    else:
        yield from decoded(found)
        return
    for report in batch:
        yield from analysed_here([report], pipeline, function, seconds)


def patience(seconds: float, batch: list[Report]) -> float:
    return seconds + sum(len(r.text) for r in batch) / CHARACTERS_PER_SECOND


def too_long(seconds: float) -> str:
    return f"took longer than {seconds:.0f} s; split it or leave it out"


def decoded(data: bytes) -> list[Analysis]:
    return msgspec.msgpack.decode(data, type=list[Analysis])


def why_of(error: Exception) -> str:
    return f"could not be analysed ({type(error).__name__}: {error}); please report it"
