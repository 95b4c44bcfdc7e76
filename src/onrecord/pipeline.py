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
from onrecord.analyse.report import version
from onrecord.engine import Failed, analyse_all
from onrecord.fuse import Fused, fuse
from onrecord.fuse.dating import inferred_dates
from onrecord.model import Analysis, Report
from onrecord.read import Refused, read_paths
from onrecord.record import Store


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

    def fresh() -> Iterator[Report]:
        for item in read_paths(paths, published):
            if isinstance(item, Refused):
                done.refused += 1
                refuse(str(item))
                continue
            report = _placed(store, item)
            known = store.head(report.id)
            if known and known[1] == report.text_sha256 and known[2] == version(pipeline):
                done.unchanged += 1
                progress(1)
                continue
            yield report

    for result in analyse_all(fresh(), workers=workers, pipeline=pipeline):
        progress(1)
        if isinstance(result, Failed):
            done.refused += 1
            refuse(f"{result.report.path}: {result.why}")
        else:
            store.write(result)
            done.read += 1
    if done.read:
        _date_the_undated(store, workers, pipeline)
    return done


def _placed(store: Store, report: Report) -> Report:
    """A report under an id that no other text holds: two files of one name are two reports."""
    same = store.same_text(report.path, report.text_sha256)
    if same is not None:
        return msgspec.structs.replace(report, id=same)
    known = store.head(report.id)
    if known and known[0] != report.path and known[1] != report.text_sha256:
        return msgspec.structs.replace(report, id=f"{report.id}-{report.text_sha256[:6]}")
    return report


def _date_the_undated(store: Store, workers: int | None, pipeline: str) -> None:
    """Undated reports get a day from those they share text with, and are analysed again against it."""
    reports = [a.report for a in store.analyses()]
    found = inferred_dates(reports)
    redo = [
        msgspec.structs.replace(r, published=found.get(r.id), published_basis="inferred" if r.id in found else "unknown")
        for r in reports
        if r.published_basis in ("unknown", "inferred") and r.published != found.get(r.id)
    ]
    for result in analyse_all(redo, workers=workers, pipeline=pipeline):
        if isinstance(result, Analysis):
            store.write(result)


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
