"""Which reports share rare words: the holders of each word in columns, so that one report is held against
all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Column = Any  # a numpy array


class Holders:
    """Reports by the rare words that they hold. They are added in the order of their numbers, and let go
    in the same order.

    rows: of each report the numbers of its words (each once) and their weights. rare: for each word
    whether it counts.
    """

    def __init__(self, rows: Sequence[tuple[Column, Column]], rare: Column) -> None:
        self._rows, self._rare = rows, rare
        room = np.zeros(len(rare), np.int64)
        for words, _ in rows:
            room[words] += 1
        room[~rare] = 0
        self._start = np.cumsum(room) - room  # where the holders of a word stand
        self._end = self._start.copy()  # behind the last that was added
        self._who = np.zeros(int(room.sum()), np.int32)
        self._weight = np.zeros(int(room.sum()))
        self._first, self._added = 0, 0

    def add(self, n: int) -> None:
        words, weights = self._of(self._rows[n])
        at = self._end[words]
        self._who[at], self._weight[at] = n, weights
        self._end[words] += 1
        self._added = n + 1

    def drop(self, n: int) -> None:
        """Lets go the first that is left."""
        words, _ = self._of(self._rows[n])
        self._start[words] += 1
        self._first = n + 1

    def sharing(self, row: tuple[Column, Column], least: float) -> list[int]:
        """Those whose rare words in common with the row weigh so much, by their numbers. The sums may be
        off by a rounding."""
        words, weights = self._of(row)
        start = self._start[words]
        many = self._end[words] - start
        total = int(many.sum())
        if not total:
            return []
        skipped = np.cumsum(many) - many
        at = np.repeat(start - skipped, many) + np.arange(total)
        shared = self._weight[at] * np.repeat(weights, many)
        sums = np.bincount(self._who[at] - self._first, shared, self._added - self._first)
        found: list[int] = (np.flatnonzero(sums >= least) + self._first).tolist()
        return found

    def _of(self, row: tuple[Column, Column]) -> tuple[Column, Column]:
        words, weights = row
        rare = self._rare[words]
        return words[rare], weights[rare]
