"""A large record from reports that were read, and what a view of it costs: ``make bench-large``.

    python scripts/large.py BASE --to RECORD [--reports N]     makes the record
    python scripts/large.py RECORD --view [--first N ...]      steps of a view of its first N reports

BASE is a record of real reports (docs/scale.md has the command that makes one of the shared stream, labels
and Timeline17). Its reports come first as they are; then again and again, each time with all days moved by
some years, the people renamed and a third of the plain words changed, letter for letter, so that every span
still holds. What is measured is CPU time: the steps of one run are compared with each other, and runs of
different sizes by what a report costs.
"""

from __future__ import annotations

import argparse
import functools
import gc
import hashlib
import json
import re
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

import msgspec

from onrecord.fuse import gathered, together
from onrecord.model import Analysis
from onrecord.pipeline import read_all, write
from onrecord.record import SqliteStore, open_store

STEPS = (
    "lineages",
    "identify",
    "stories",
    "tell",
    "cluster",
    "_rows",
    "_settled",
    "parts",
    "relations",
    "_disagreements",
    "_with_changes",
)  # each is called once: a look at the clock takes as long as making an event
MOVED = 364 * 3  # days: weeks stay weeks
_DAY = re.compile(r'"(\d{4}-\d\d-\d\d)"')
_TEXT = re.compile(r'("text":")((?:[^"\\]|\\.)*)"')
_PLAIN = re.compile(r"(?<![\\\w])[a-z]{4,}\b")


def analyses(base: SqliteStore, many: int) -> Iterator[Analysis]:
    """The reports of the base, then the same made other."""
    for turn in count():
        found = False
        for a in islice(base.analyses(), many):
            found = True
            yield _other(a, turn) if turn else a
            many -= 1
        if many <= 0 or not found:
            return


def _other(a: Analysis, turn: int) -> Analysis:
    text = json.dumps(msgspec.to_builtins(a), ensure_ascii=False, separators=(",", ":"))
    text = _DAY.sub(lambda m: f'"{_moved(m[1], turn)}"', text)
    people = {w for x in a.actors if x.kind == "person" for w in re.findall(r"\b[A-Z][a-z]{3,}\b", x.name)}
    if people:
        names = re.compile(r"\b(?:" + "|".join(sorted(people)) + r")\b")
        text = names.sub(lambda m: _code(m[0], turn).title(), text)
    text = _TEXT.sub(lambda m: f'{m[1]}{_PLAIN.sub(lambda w: _plain(w[0], turn), m[2])}"', text)
    made = msgspec.convert(json.loads(text), Analysis)
    r = made.report
    sha = hashlib.sha256(r.text.encode("utf8", "surrogatepass")).hexdigest()
    report = msgspec.structs.replace(
        r, id=f"{r.id}-{turn}", path=f"{r.path}-{turn}", key=None, text_sha256=sha
    )
    return msgspec.structs.replace(made, report=report)


@functools.cache
def _moved(day: str, turn: int) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=MOVED * turn)).isoformat()
    except (ValueError, OverflowError):
        return day  # of no calendar, or of the year 1


@functools.lru_cache(maxsize=500_000)
def _code(word: str, turn: int) -> str:
    """Another word of that length."""
    code = hashlib.blake2b(f"{word}/{turn}".encode(), digest_size=32).digest()
    return "".join(chr(97 + c % 26) for c in (code * 4)[: len(word)])


@functools.lru_cache(maxsize=500_000)
def _plain(word: str, turn: int) -> str:
    return _code(word, turn) if hashlib.blake2b(word.encode(), digest_size=1).digest()[0] % 3 == 0 else word


def make(base: str, to: str, many: int) -> None:
    """Writes the record. What takes part in no comparison need not be synced."""
    source, store = open_store(base, reading=True), open_store(to)
    store.db.execute("PRAGMA synchronous = OFF")
    read_all(store, ())  # nothing, but it notes by what the traces below are made
    began = time.process_time()
    for a in analyses(source, many):
        write(store, a)
    store.db.execute("PRAGMA synchronous = NORMAL")
    store.close()
    print(f"{to}: {many:,} reports in {time.process_time() - began:.0f} CPU s")


def view(record: str, first: int) -> None:
    """What each step of fusing the first reports costs."""
    store = open_store(record, reading=True)
    (version,) = store.db.execute("SELECT value FROM facts WHERE name = 'traces'").fetchone()
    gc.disable()
    began = time.process_time()
    ids = {i for (i,) in store.db.execute("SELECT id FROM reports ORDER BY id LIMIT ?", (first,))}
    runs = {i: r for i, r in store.runs(version).items() if i in ids}
    those = gathered(islice(store.analyses(), first), runs)
    read = time.process_time() - began
    spent = dict.fromkeys(STEPS, 0.0)
    for name in STEPS:
        setattr(together, name, _timed(name, getattr(together, name), spent))
    began = time.process_time()
    made = together.fuse(those)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    n = len(those.analyses)
    print(
        f"{n:,} reports: {seconds:.0f} CPU s, {seconds / n * 1000:.1f} ms a report, and "
        f"{read / n * 1000:.1f} to gather them; "
        f"{len(made.events):,} lines; at most {peak:,} MB"
    )
    for name, took in sorted(spent.items(), key=lambda x: -x[1]):
        print(f"  {name:16} {took / n * 1000:6.2f} ms a report")


def _timed(name: str, function: Any, spent: dict[str, float]) -> Any:
    @functools.wraps(function)
    def timed(*args: Any, **more: Any) -> Any:
        began = time.process_time()
        try:
            return function(*args, **more)
        finally:
            spent[name] += time.process_time() - began

    return timed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", metavar="BASE|RECORD")
    parser.add_argument("--to", metavar="RECORD", help="make this record")
    parser.add_argument("--reports", type=int, default=20_000, metavar="N", help="of the record to make")
    parser.add_argument("--view", action="store_true", help="measure a view")
    parser.add_argument("--first", type=int, default=10**9, metavar="N", help="of the reports alone")
    options = parser.parse_args()
    if options.to:
        make(options.record, options.to, options.reports)
    if options.view:
        view(options.to or options.record, options.first)


if __name__ == "__main__":
    main()
