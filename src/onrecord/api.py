"""The Python face: plain typed objects, which go into pandas or polars as they are.

>>> import onrecord
>>> from datetime import date
>>> a = onrecord.analyse("Norway suspended talks with Chile on Monday.", published=date(2024, 5, 8))
>>> [(e.type, e.status, e.earliest.isoformat()) for e in a.events]
[('SANCTION', 'happened', '2024-05-06')]
>>> sorted(x.name for x in a.actors)
['Chile', 'Norway']
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from onrecord.analyse.report import analyse_reports
from onrecord.ask.claim import Verdict, check
from onrecord.defaults import SHOWN
from onrecord.fuse import Fused, at_least
from onrecord.fuse.salience import Chosen
from onrecord.fuse.salience import timeline as salient
from onrecord.fuse.together import SaidOnRecord
from onrecord.model import Analysis, Event, Expectation, Relation, Report
from onrecord.pipeline import Done, read_into, view
from onrecord.read import report_of
from onrecord.record import Store, open_store


def analyse(
    text: str, published: date | None = None, *, title: str | None = None, id: str | None = None
) -> Analysis:
    """What one report says. ``text`` is kept as it is; offsets are code points of it.

    published: the day it came out, against which "on Monday" is read; None where unknown.
    Raises ValueError with one clear line where the text can't be read (empty, another language).
    """
    if not text.strip():
        raise ValueError("no text; give the words of a report")
    report = report_of(text, id=id, title=title, published=published)
    return next(iter(analyse_reports([report])))


T = TypeVar("T", bound=msgspec.Struct)


class Rows(list[T]):
    """Typed objects in a list, which go into a data frame as they are."""

    def to_frame(self) -> Any:
        """A ``pandas.DataFrame``, or a ``polars.DataFrame`` where only polars is installed: a column a field,
        days as days.

        Raises ``ModuleNotFoundError`` where neither is there.
        """
        columns = {
            name: [getattr(x, name) for x in self] for name in (self[0].__struct_fields__ if self else ())
        }
        plain = {
            k: [v if isinstance(v, date) else msgspec.to_builtins(v) for v in values]
            for k, values in columns.items()
        }
        for library in ("pandas", "polars"):
            try:
                frames = importlib.import_module(library)
            except ModuleNotFoundError:
                continue
            return frames.DataFrame(plain) if library == "pandas" else frames.DataFrame(plain, strict=False)
        raise ModuleNotFoundError("neither pandas nor polars is installed; install one of them")


class Record:
    """A record on disk. Everything that several reports say together is derived on asking and then kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, paths: Iterable[str | Path], published: date | None = None, workers: int = 0) -> Done:
        """Reads files and folders into the record; what was read before is passed over.

        workers: processes to use beside this one; with any, a script needs its ``if __name__ ==
        "__main__":``.
        """
        return read_into(self._store, [str(p) for p in paths], published=published, workers=workers)

    def reports(self) -> list[Report]:
        """The reports in order of publication, undated ones last."""
        return sorted(
            (a.report for a in self._store.analyses()), key=lambda r: (r.published or date.max, r.id)
        )

    def analyses(self) -> list[Analysis]:
        """What each report says on its own."""
        return list(self._store.analyses())

    def fused(self, as_of: date | None = None) -> Fused:
        """All that follows from the reports; with ``as_of``, from those published by that day."""
        return view(self._store, as_of)

    def events(self, as_of: date | None = None, sure: float = SHOWN) -> Rows[Event]:
        """Each event once, in order of time; those that are right with at least this chance."""
        return Rows(at_least(self.fused(as_of), sure).events)

    def quotes(self, as_of: date | None = None) -> Rows[SaidOnRecord]:
        """Everything that is reported as said, its speaker known across reports."""
        return Rows(self.fused(as_of).quotes)

    def relations(self, as_of: date | None = None) -> Rows[Relation]:
        """How each pair of states stood on each issue over time."""
        return Rows(self.fused(as_of).relations)

    def expectations(self, as_of: date | None = None) -> Rows[Expectation]:
        """What was planned or foreseen, and what came of it."""
        return Rows(self.fused(as_of).expectations)

    def check_claim(self, text: str, published: date | None = None) -> list[Verdict]:
        """What the record says to each act of a claim: its ``word``, ``why`` and the events and words behind
        it."""
        return check(analyse(text, published), self.fused())

    def timeline(
        self, dates: int, sentences: int = 1, first: date | None = None, last: date | None = None
    ) -> list[Chosen]:
        """The days that matter most with sentences word for word."""
        return salient(list(self._store.analyses()), dates, sentences, first, last)


def open(path: str | Path) -> Record:
    """The record at ``path``, made where there is none. Raises ``NotARecord`` for another kind of file."""
    return Record(open_store(path))


def rows(things: Iterable[msgspec.Struct]) -> list[dict[str, Any]]:
    """Plain dictionaries of objects: ``pandas.DataFrame(onrecord.rows(record.events()))``."""
    return [msgspec.to_builtins(t) for t in things]
