"""A record that is looked at again and again by one process: fetched anew only when it has changed."""

from __future__ import annotations

import threading
from contextlib import closing

from onrecord.commands.common import path_of, store_of
from onrecord.model import Report
from onrecord.pipeline import Seen, seen


class Live:
    """The record at a path, at the moment of asking. Asked from several threads at once."""

    def __init__(self, path: str) -> None:
        self.path = path_of(path)
        self._lock = threading.Lock()
        self._known: tuple[str, Seen] | None = None

    def __call__(self) -> Seen:
        """All of it. Raises ``NotARecord``, ``Stopped``, ``Damaged``."""
        return self.at()[1]

    def at(self) -> tuple[str, Seen]:
        """The state that it is in, and all of it. What is seen may be newer than the state, never older: a correction of what
        is shown is then refused once too often and never once too seldom."""
        with self._lock, closing(store_of(self.path)) as store:
            state = store.state()
            if self._known is None or state != self._known[0]:
                self._known = state, seen(store)
            return self._known

    def search(self, words: str, limit: int) -> list[tuple[Report, str]]:
        """The reports that hold all the words, the best first, each with the place where they stand."""
        with closing(store_of(self.path)) as store:
            found = store.search(words, limit)
        known = {a.report.id: a.report for a in self().analyses}
        return [(known[i], snippet) for i, snippet in found if i in known]
