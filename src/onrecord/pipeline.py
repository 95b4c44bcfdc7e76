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

from onrecord.analyse.language import DEFAULT_PIPELINE
from onrecord.analyse.report import analyse_reports, version
from onrecord.engine import Failed, analyse_all
from onrecord.fuse import Fused, fuse
from onrecord.fuse.dating import UNDATED, dated, inferred
from onrecord.model import Analysis, Report
from onrecord.read import Refused, read_paths
from onrecord.record import Places, Store, is_kept


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
            store.write(result)
            done.read += 1
    _date_the_undated(store, workers, pipeline)
    return done


def _date_the_undated(store: Store, workers: int | None, pipeline: str) -> None:
    """Undated reports get a day from what the others tell, and are analysed again against it.

    Done once for each state of the record, so that a run that was cut short is completed by the next.
    """
    if not store.undated() or store.cached(f"dated/{store.state()}") is not None:
        return
    known = list(store.analyses())
    stripped = [dated(a.report, {}) for a in known if a.report.published_basis == "inferred"]
    bare = {a.report.id: a for a in analyse_all(stripped, workers=workers, pipeline=pipeline) if isinstance(a, Analysis)}
    found = inferred([bare.get(a.report.id, a) for a in known], functools.partial(_read_as, pipeline))
    redo = [new for a in known if a.report.published_basis in UNDATED and (new := dated(a.report, found)) != a.report]
    for result in analyse_all(redo, workers=workers, pipeline=pipeline):
        if isinstance(result, Analysis):
            store.write(result)
    store.cache(f"dated/{store.state()}", b"")


def _read_as(pipeline: str, report: Report, day: date) -> Analysis:
    return next(iter(analyse_reports([msgspec.structs.replace(report, published=day, published_basis="inferred")], pipeline)))


def view(store: Store, as_of: date | None = None) -> Fused:
    """What the record's reports say together; kept until a report, a judgement or the rules change."""
    key = f"fused/{store.state()}/{_fuse_version()}/{as_of}"
    data = store.cached(key)
    if data is not None:
        return msgspec.msgpack.decode(data, type=Fused)
    made = fuse(list(store.analyses()), store.judgements(), as_of)
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
