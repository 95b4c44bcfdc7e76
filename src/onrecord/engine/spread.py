"""Reading spread by Ray, over this machine or a cluster: the batches of the pool, its worker's function, the
same bytes.

A batch is a task. A task whose worker died is given to another, which does no harm: an analysis is a function
of its report. What kills every worker that takes it is found out report by report. Before any work each node
is asked what its analyses would be made by: a node of another version, with other names or without the
pipeline, is told and nothing is begun.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any

import msgspec

from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.engine.batch import Failed, Function, analysed_here, batches, patience
from onrecord.engine.worker import encode_reports, work
from onrecord.limits import ANALYSIS_SECONDS, limit
from onrecord.model import Analysis, Report

TRIES = 2  # more workers that may die of a batch before its reports are tried one by one
START = 120.0  # seconds that a worker may take, beside its batch, to start and to load its pipeline
KNOCK = 10.0  # seconds that a cluster may take to be there
HELD = ("ONRECORD_WORLD", "ONRECORD_ANALYSIS_SECONDS")  # environment that workers need as it is here


class Unlike(ValueError):
    """A node that can't help, or no Ray to help with; the message says what to do."""


class _Answer(msgspec.Struct, array_like=True):
    """Of one report: its analysis, or why there is none and whether a limit ended it."""

    analysis: Analysis | None
    why: str = ""
    again: bool = False


def analyse_spread(
    reports: Iterable[Report],
    *,
    workers: int | None = None,
    pipeline: str = DEFAULT_PIPELINE,
    seconds: float | None = None,
    function: Function = work,
) -> Generator[Analysis | Failed, None, None]:
    """The analyses in the order of the reports, as ``analyse_all`` gives them.

    workers: how many batches are worked on at once (None: one a core of the cluster). The cluster is that of
    the environment's ``RAY_ADDRESS``; without one, Ray is started on this machine for as long as this takes.
    Raises ``Unlike``.
    """
    allowed = limit(ANALYSIS_SECONDS) if seconds is None else seconds
    coming = batches(iter(reports))
    first = next(coming, None)
    if first is None:  # nothing to start Ray for
        return
    coming = chain((first,), coming)
    with _cluster(workers, pipeline) as ray:
        task = ray.remote(num_cpus=1, max_retries=TRIES)(_answers)
        alone = ray.remote(num_cpus=1, max_retries=0)(_answers)
        flight: deque[tuple[list[Report], Any]] = deque()
        width = 2 * (workers or int(ray.cluster_resources().get("CPU", 1)))

        def send(count: int) -> None:
            for batch in islice(coming, count):
                flight.append((batch, task.remote(encode_reports(batch), pipeline, allowed, function)))

        send(width)
        while flight:
            batch, waiting = flight.popleft()
            try:
                yield from _of(batch, ray.get(waiting))
            except ray.exceptions.RayError:
                for report in batch:
                    try:
                        data = ray.get(alone.remote(encode_reports([report]), pipeline, allowed, function))
                    except ray.exceptions.RayTaskError as error:  # the worker itself is well
                        yield Failed(report, f"could not be analysed ({_last(error)}); please report it")
                    except ray.exceptions.RayError:
                        why = "ended its worker (out of memory, or too long?); split it or leave it out"
                        yield Failed(report, why, again=True)
                    else:
                        yield from _of([report], data)
            send(1)


def _of(batch: list[Report], data: bytes) -> Iterator[Analysis | Failed]:
    answers = msgspec.msgpack.decode(data, type=list[_Answer])
    for report, answer in zip(batch, answers, strict=True):
        yield answer.analysis if answer.analysis is not None else Failed(report, answer.why, answer.again)


def _last(error: Exception) -> str:
    """What a traceback from afar ends with."""
    return str(error).strip().splitlines()[-1]


def _answers(batch: bytes, pipeline: str, seconds: float, function: Function) -> bytes:
    """What runs in a worker: a batch, tried again report by report where it raises or takes too long."""
    reports = msgspec.msgpack.decode(batch, type=list[Report])
    allowed = START + patience(seconds, reports) + sum(patience(seconds, [r]) for r in reports)
    last = threading.Timer(allowed, os._exit, (1,))  # for what no alarm gets through to
    last.daemon = True
    last.start()
    try:
        found = analysed_here(reports, pipeline, function, seconds)
        return msgspec.msgpack.encode(
            [_Answer(None, x.why, x.again) if isinstance(x, Failed) else _Answer(x) for x in found]
        )
    finally:
        last.cancel()


@contextmanager
def _cluster(workers: int | None, pipeline: str) -> Iterator[Any]:
    """Ray, with nodes that would all say the same."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    try:
        import ray
        import ray.exceptions
    except ModuleNotFoundError:
        raise Unlike("Ray is not installed; install it with: pip install 'onrecord[ray]'") from None
    address = os.environ.get("RAY_ADDRESS") or "local"
    _knock(address)
    own: dict[str, Any] = {"num_cpus": workers, "include_dashboard": False} if address == "local" else {}
    held = {name: os.environ[name] for name in HELD if name in os.environ}
    try:
        ray.init(
            address=address,
            log_to_driver=False,
            logging_level=logging.ERROR,
            runtime_env={"env_vars": held},
            **own,
        )
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise Unlike(
            f"Ray does not start at {address} ({str(error).splitlines()[0]}); see to RAY_ADDRESS"
        ) from None
    try:
        _compare(ray, pipeline)
        yield ray
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raises ``Unlike`` where nobody listens: Ray itself would wait for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not port.isdecimal():
        return  # a word of Ray's own
    try:
        socket.create_connection((host.strip("[]"), int(port)), KNOCK).close()
    except (OSError, OverflowError) as error:
        raise Unlike(
            f"no Ray at {address} ({error}); correct RAY_ADDRESS, or unset it for this machine"
        ) from None


def _compare(ray: Any, pipeline: str) -> None:
    """Raises ``Unlike`` where a node would say something else than this process."""
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    made_by = ray.remote(num_cpus=0, max_retries=TRIES)(asked_there)
    nodes = [n for n in ray.nodes() if n["Alive"] and n["Resources"].get("CPU")]
    asked = [
        made_by.options(scheduling_strategy=NodeAffinitySchedulingStrategy(n["NodeID"], soft=False)).remote(
            pipeline
        )
        for n in nodes
    ]
    _, here = maker(pipeline)
    for node, answer in zip(nodes, asked, strict=True):
        try:
            host, there = ray.get(answer)
        except ray.exceptions.RayError as error:
            raise Unlike(
                f"node {node['NodeManagerAddress']} can't analyse ({_last(error)}); install onrecord there "
                "as it is here"
            ) from None
        if there != here:
            raise Unlike(
                f"node {host} would analyse otherwise ({there} there, {here} here); install the same "
                "onrecord and pipeline there, and the same file of names"
            )


def maker(pipeline: str) -> tuple[str, str]:
    """This machine's name, and by what it would make analyses: the code, rules and names, the parser and its
    model."""
    from importlib.metadata import version as installed

    from onrecord.analyse.language import pipeline as loaded
    from onrecord.analyse.report import version

    return (
        socket.gethostname(),
        f"{version(pipeline)}, spaCy {installed('spacy')}, model {loaded(pipeline).meta.get('version')}",
    )


asked_there = maker  # what a node is asked
