"""What runs in a worker process: reports in, analyses out; and it never outlives the process that started
it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from multiprocessing import connection, parent_process

import msgspec

from onrecord.model import Analysis, Problem, Report


def encode_reports(reports: Iterable[Report]) -> bytes:
    """Reports as they cross to a worker."""
    return msgspec.msgpack.encode(list(reports))


def work(batch: bytes, pipeline: str, kept: str | None = None) -> bytes:
    """The analyses of a batch, both as msgpack. kept: the file of paragraphs that were parsed before, if
    there is one."""
    from onrecord.analyse.report import analyse_reports
    from onrecord.engine.kept import Parses

    reports = msgspec.msgpack.decode(batch, type=list[Report])
    with ExitStack() as stack:
        parses = stack.enter_context(closing(Parses(kept, pipeline))) if kept and _is_here(kept) else None
        return msgspec.msgpack.encode(list(_told(analyse_reports(reports, pipeline, parses))))


def _is_here(file: str) -> bool:
    """Whether the folder of the file is on this machine: a worker may be on another."""
    return os.path.isdir(os.path.dirname(file))


def _told(analyses: Iterable[Analysis]) -> Iterator[Analysis]:
    """A report in a language that is not analysed says so itself, in a record that is handed on too."""
    for a in analyses:
        if a.report.language not in (None, "en"):
            a = msgspec.structs.replace(
                a,
                problems=(
                    *a.problems,
                    Problem(f"not analysed: in another language ({a.report.language})", a.report.id),
                ),
            )
        yield a


def begin() -> None:
    """Leaves Ctrl-C to the parent, and ends this process when the parent is gone.

    A pool's worker waits on a queue whose other end it holds itself, so it would wait for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
