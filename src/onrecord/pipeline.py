"""The whole run on one screen: read, analyse, record, and what many reports say together.

    paths ── read ──▶ Report ── engine/analyse ──▶ Analysis ── record ──▶ SQLite
                                                                            │
                              Fused (events, actors, …) ◀── fuse ── analyses┘
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import msgspec

from onrecord.analyse.language import DEFAULT_PIPELINE, parses
from onrecord.analyse.language import pipeline as nlp
from onrecord.analyse.parse import Parse
from onrecord.analyse.report import from_parse, version
from onrecord.engine import Failed, analyse_all
from onrecord.fuse import Fused, fuse
from onrecord.fuse.dating import (
    MANY,
    act_traces,
    dated,
    day_of,
    day_of_text,
    is_undated,
    lot,
    occasion_traces,
)
from onrecord.fuse.lineage import CANDIDATE, RARE, rare_runs
from onrecord.model import Analysis, Report
from onrecord.read import Refused, read_paths
from onrecord.record import Places, Store, Traces, is_kept


@dataclass(slots=True)
class Done:
    """What a run of ``read`` did."""

    read: int = 0
    unchanged: int = 0
    refused: int = 0


def read_into(
    store: Store, paths: Iterable[str], *, published: date | None = None, workers: int | None = None,
    pipeline: str = DEFAULT_PIPELINE, refuse: Callable[[str], None] = lambda line: None,
    progress: Callable[[int], None] = lambda n: None,
) -> Done:  # fmt: skip
    """Reads reports into the record. Each report and all that follows from it is one transaction."""
    done = Done()

    places = Places(store)
    store.trace(_trace_version(), _traces)

    def fresh() -> Iterator[Report]:
        for item in read_paths(paths, published):
            if isinstance(item, Refused):
                done.refused += 1
                refuse(str(item))
                continue
            report = places.place(item)
            if report is None or is_kept(store, report, version(pipeline)):
                done.unchanged += 1
                progress(1)
                continue
            yield report

    for result in analyse_all(fresh(), workers=workers, pipeline=pipeline):
        progress(1)
        if isinstance(result, Failed):
            done.refused += 1
            refuse(str(Refused(f"{result.report.path} ({result.report.id})", result.why)))
        else:
            write(store, result)
            done.read += 1
    _date_the_undated(store, workers, pipeline)
    return done


def write(store: Store, analysis: Analysis, dated: int | None = None) -> None:
    """Keeps an analysis with what it is found again by."""
    store.write(analysis, _traces(analysis), dated)


def _traces(a: Analysis) -> Traces:
    r = a.report
    undated = is_undated(r)
    day = r.published.toordinal() if r.published and not undated else 0
    return Traces(undated, rare_runs(r.text), act_traces(a), occasion_traces(a), lot(r), day, RARE, MANY)


def _date_the_undated(store: Store, workers: int | None, pipeline: str) -> None:
    """Undated reports get a day from what the others tell, and are analysed again against it.

    Only those that were touched by what was read since; which they are is on record, so that a run that was cut
    short is completed by the next.
    """
    seen: dict[str, int] = {}

    def changed() -> Iterator[Report]:
        for report_id, touched in store.to_date():
            known = store.analysis(report_id)
            if known is None:
                continue
            new = _with_day(known, store, pipeline)
            if new == known.report:
                store.dated(report_id, touched)
            else:
                seen[report_id] = touched
                yield new

    for result in analyse_all(changed(), workers=workers, pipeline=pipeline):
        if isinstance(result, Analysis):
            write(store, result, seen[result.report.id])


def _with_day(known: Analysis, store: Store, pipeline: str) -> Report:
    """An undated report with the day that the others on record tell of it, or with none."""
    stripped, others, read = dated(known.report, None), _OnRecord(store), _Reader(pipeline)
    made = day_of_text(stripped, others)
    if made is None:
        made = day_of(known if known.report == stripped else read.bare(stripped), others, read)
    return dated(stripped, made)


class _OnRecord:
    """What dating asks of the other reports, answered by the store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def sharing(self, report: Report) -> list[Report]:
        return [a.report for a in self.store.sharing(report.id, CANDIDATE) if not is_undated(a.report)]

    def telling(self, act: int) -> list[Analysis]:
        return self.store.telling(act, MANY)

    def days(self, occasion: int) -> tuple[int, date, date] | None:
        found = self.store.days(occasion)
        return (found[0], date.fromordinal(found[1]), date.fromordinal(found[2])) if found else None


class _Reader:
    """One report as it reads on different days: parsed once, for its grammar does not depend on the day."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parse: Parse | None = None

    def bare(self, report: Report) -> Analysis:
        if self.parse is None:
            self.parse = next(iter(parses([report], nlp(self.name))))
        return from_parse(report, self.parse, version(self.name))

    def __call__(self, report: Report, day: date) -> Analysis:
        return self.bare(msgspec.structs.replace(report, published=day, published_basis="inferred"))


@functools.cache
def _trace_version() -> str:
    """A hash over the code that makes traces: those of another version are made anew."""
    code = b"".join((files("onrecord") / "fuse" / name).read_bytes() for name in ("lineage.py", "identity.py", "dating.py"))
    return hashlib.blake2b(code, digest_size=6).hexdigest()


def view(store: Store, as_of: date | None = None) -> Fused:
    """What the record's reports say together; kept until a report, a judgement or the rules change."""
    key = f"fused/{store.state()}/{_fuse_version()}/{as_of}"
    data = store.cached(key)
    if data is not None:
        return msgspec.msgpack.decode(data, type=Fused)
    made = fuse(list(store.analyses()), store.judgements(), as_of, store.runs(_trace_version()))
    store.cache(key, msgspec.msgpack.encode(made))
    return made


@functools.cache
def _fuse_version() -> str:
    digest = hashlib.blake2b(digest_size=6)
    root = files("onrecord")
    for part in (root / "fuse", root / "model", root / "rules" / "data" / "en"):
        for entry in sorted(part.iterdir(), key=lambda p: p.name):
            if entry.name.endswith((".py", ".toml")):
                digest.update(entry.read_bytes())
    return digest.hexdigest()
