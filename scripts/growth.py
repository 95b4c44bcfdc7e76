"""What one more report costs a small record and a large one: part of ``scripts/bench.py``.

The reports of the records are made: each is a report of the sample with the analysis it really has, under
another id and day, with a third of its words and most of its people renamed. So the words and the names of a
record grow with it, as those of news do, while some of the people are in every tenth report.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

from onrecord.analyse.report import analyse_reports
from onrecord.model import Analysis, Report
from onrecord.pipeline import read_into, view, write
from onrecord.record import SqliteStore, open_store

SMALL = 1_000
SOURCES = 40  # reports that the records are made of
TRIALS = 12  # reports that are added to each record, none of them among the sources
VIEWED = 2_000  # reports of the largest record that a view is measured on
FIRST = date(2020, 1, 1)
_WORD = re.compile(r"\b[a-z]{4,}\b")


def growth(sample: Sequence[Report], large: int) -> None:
    """Adds the same reports to a record of 1,000 and to one of ``large``, in turn, and compares."""
    distinct = [r for r in {r.text_sha256: r for r in sample}.values() if len(r.text) < 12_000]
    trials, sources = distinct[:TRIALS], distinct[TRIALS : TRIALS + SOURCES] or distinct[:SOURCES]
    given: dict[str, Any] = {"published": FIRST, "published_basis": "given"}
    analyses = list(analyse_reports([msgspec.structs.replace(r, **given) for r in sources]))
    with tempfile.TemporaryDirectory() as folder:
        records = {}
        for size in (SMALL, large):
            began = time.monotonic()
            records[size] = _made(Path(folder, f"{size}.db"), analyses, size)
            megabytes = Path(folder, f"{size}.db").stat().st_size / 1e6
            print(
                f"  a record of {size:,} reports: {megabytes:,.0f} MB, written in "
                f"{time.monotonic() - began:.0f} s without the analysis"
            )
        dated: list[list[tuple[float, float]]] = []
        undated: list[list[tuple[float, float]]] = []
        for n, report in enumerate(trials):
            path, copied = Path(folder, f"dated-{n}.txt"), Path(folder, f"undated-{n}.txt")
            path.write_text(f"May {n + 1}, 2024\n\n{report.text}", encoding="utf8")
            copied.write_text(report.text[: len(report.text) * 2 // 3], encoding="utf8")
            dated.append([_timed(lambda s=s, p=path: _add(s, p, "stated")) for s in records.values()])  # type: ignore[misc]
            undated.append([_timed(lambda s=s, p=copied: _add(s, p, "inferred")) for s in records.values()])  # type: ignore[misc]
        for name, runs in (
            ("a dated report", dated[1:]),
            ("an undated one that shares text with one on record", undated[1:]),
        ):
            for k, clock in enumerate(("CPU", "clock")):
                small, big = ([run[i][k] for run in runs] for i in (0, 1))
                ratio = median(b / s for s, b in zip(small, big, strict=True))
                print(
                    f"  {name}: {median(small) * 1000:.0f} ms and {median(big) * 1000:.0f} ms by the "
                    f"{clock}, {ratio:.2f} times as long   (asked: at most 2)"
                )
        for store in records.values():
            store.close()
        for size in (SMALL, min(large, VIEWED)):
            store = _made(Path(folder, f"view-{size}.db"), analyses, size)
            seconds, _ = _timed(lambda s=store: view(s))  # type: ignore[misc]
            print(
                f"  a view of all {size:,} reports: {seconds:.1f} CPU s, {seconds / size * 1000:.1f} ms a "
                "report (made once after a change, and kept)"
            )
            store.close()


def _made(path: Path, analyses: Sequence[Analysis], size: int) -> SqliteStore:
    store = open_store(path)
    store.db.execute("PRAGMA synchronous = OFF")
    for n in range(size):
        write(store, _clone(analyses[n % len(analyses)], n))
    store.db.execute("PRAGMA synchronous = NORMAL")
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store


def _clone(a: Analysis, n: int) -> Analysis:
    """The ``n``th report of a made record."""

    def other(word: str, of: int, many: int) -> str:
        code = blake2b(f"{word}/{of}".encode(), digest_size=16).digest()
        return (
            word if code[0] % 3 >= many else "".join(chr(97 + c % 26) for c in (code * 4)[1 : len(word) + 1])
        )

    text = _WORD.sub(lambda m: other(m.group(), n, 1), a.report.text)
    actors = tuple(
        msgspec.structs.replace(x, name=" ".join(other(w.lower(), n // 8, 2).title() for w in x.name.split()))
        if x.kind == "person"
        else x
        for x in a.actors
    )
    report = msgspec.structs.replace(
        a.report,
        id=f"{a.report.id}-n{n}",
        path=f"made-{n}.txt",
        text=text,
        text_sha256=blake2b(text.encode()).hexdigest()[:64],
        published=FIRST + timedelta(days=n // 40),
        published_basis="given",
    )
    return msgspec.structs.replace(a, report=report, actors=actors)


def _add(store: SqliteStore, path: Path, basis: str) -> None:
    done = read_into(store, [str(path)], workers=0)
    kept = store.head(path.stem)
    if done.read != 1 or kept is None or kept[0].published_basis != basis:
        raise SystemExit(f"{path.name}: not taken as {basis}: {kept and kept[0].published_basis}")


def _timed(function: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds and seconds by the clock."""
    cpu, clock = time.process_time(), time.monotonic()
    function()
    return time.process_time() - cpu, time.monotonic() - clock
