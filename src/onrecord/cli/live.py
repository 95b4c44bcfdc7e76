"""A record that is looked at again and again by one process: fetched anew only when it has changed."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import date

from onrecord.cli.common import path_of, store_of
from onrecord.model import Analysis, Report
from onrecord.pipeline import Seen, seen

PAST = 4  # views of the past that are kept at hand


class Live:
    """The record at a path, at the moment of asking. Asked from several threads at once."""

    def __init__(self, path: str) -> None:
        self.path = path_of(path)
        self._lock = threading.Lock()
        self._state = ""
        self._known: dict[date | None, Seen] = {}

    def __call__(self, as_of: date | None = None) -> Seen:
        """All of it, or what was published by a day. Raises ``NotARecord``, ``Stopped``, ``Damaged``."""
        return self.at(as_of)[1]

    def at(self, as_of: date | None = None) -> tuple[str, Seen]:
        """The state that it is in, and all of it. What is seen may be newer than the state, never older: a
        correction of what is shown is then refused once too often and never once too seldom."""
        with self._lock, closing(store_of(self.path)) as store:
            state = store.state()
            if state != self._state:
                self._state, self._known = state, {}
            if as_of not in self._known:
                while len(self._known) > PAST:
                    self._known.pop(next(d for d in self._known if d is not None))
                self._known[as_of] = seen(store, as_of)
            return state, self._known[as_of]

    def analysis(self, report: str) -> Analysis | None:
        """One report's analysis, also of one that was superseded."""
        with closing(store_of(self.path)) as store:
            return store.analysis(report)

    def search(self, words: str, limit: int) -> list[tuple[Report, str]]:
        """The reports that hold all the words, the best first, each with the place where they stand."""
        with closing(store_of(self.path)) as store:
            found = store.search(words, limit)
        known = {a.report.id: a.report for a in self().analyses}
        return [(known[i], snippet) for i, snippet in found if i in known]
