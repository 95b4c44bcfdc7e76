"""Logistic regression over named facts, for the scripts that learn weights: sparse rows, an L2 prior a
feature, no random step.

Newton's method whose steps are found by conjugate gradients, so that no matrix of features by features is
made (Nocedal and Wright, Numerical Optimization, 2nd ed., 7.1); the optimum is the one of the dense method.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Row = Mapping[str, float]
STEPS, INNER = 40, 400
NEAR = 1e-5  # of a weight: what a step may still change at the end


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of a sparse matrix, one behind another: values, their columns, and where each row begins. No row
    is empty."""

    values: np.ndarray
    columns: np.ndarray
    starts: np.ndarray
    rows_of: np.ndarray
    width: int

    def times(self, v: np.ndarray) -> np.ndarray:
        """A number a row."""
        found: np.ndarray = np.add.reduceat(self.values * v[self.columns], self.starts)
        return found

    def transposed_times(self, u: np.ndarray) -> np.ndarray:
        """A number a column."""
        return np.bincount(self.columns, weights=self.values * u[self.rows_of], minlength=self.width)


def matrix(rows: Sequence[Row], index: Mapping[str, int], width: int | None = None) -> Matrix:
    """The features of ``rows`` that ``index`` knows; a row without any has a zero in the first column."""
    values: list[float] = []
    columns: list[int] = []
    starts: list[int] = []
    for r in rows:
        starts.append(len(values))
        known = sorted((index[f], v) for f, v in r.items() if f in index) or [(0, 0.0)]
        columns += [c for c, _ in known]
        values += [v for _, v in known]
    ends = [*starts[1:], len(values)]
    rows_of = np.repeat(np.arange(len(starts)), np.diff([*starts, len(values)])) if ends else np.zeros(0, int)
    return Matrix(
        np.array(values), np.array(columns, int), np.array(starts, int), rows_of, width or len(index)
    )


def frequent(rows: Sequence[Row], rare: int) -> dict[str, int]:
    """Columns of the features that at least ``rare`` rows have, in the order of their names."""
    counts = Counter(f for r in rows for f in r)
    return {f: n for n, f in enumerate(sorted(f for f, k in counts.items() if k >= rare))}


def newton(x: Matrix, y: np.ndarray, s: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Weights by column: y is what each row came out as (0 or 1), s what a row weighs, prior the L2 weight of
    each column."""
    w = np.zeros(x.width)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x.times(w), -30, 30)))
        gradient = x.transposed_times(s * (p - y)) + prior * w
        step = _solve(x, s * p * (1 - p), prior, gradient)
        w -= step
        if np.abs(step).max() < NEAR:
            break
    return w


def _solve(x: Matrix, d: np.ndarray, prior: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    """The Newton step by conjugate gradients, with the Hessian's diagonal before it."""
    diagonal = np.bincount(x.columns, weights=x.values**2 * d[x.rows_of], minlength=x.width) + prior
    step = np.zeros(x.width)
    rest = gradient.copy()
    z = rest / diagonal
    way = z.copy()
    inner = rest @ z
    least = 1e-20 + 1e-10 * inner
    for _ in range(INNER):
        if inner <= least:
            break
        curved = x.transposed_times(d * x.times(way)) + prior * way
        far = inner / (way @ curved)
        step += far * way
        rest -= far * curved
        z = rest / diagonal
        inner, before = rest @ z, inner
        way = z + (inner / before) * way
    return step


def fitted(rows: Sequence[Row], right: Sequence[bool], rare: int, prior: float = 2.0) -> dict[str, float]:
    """Weights by feature name; a feature that fewer rows than ``rare`` have is left out, and so is a weight
    of nothing."""
    index = frequent(rows, rare)
    priors = np.array([0.01 if f == "bias" else prior for f in index])
    w = newton(matrix(rows, index), np.array(right, dtype=float), np.ones(len(rows)), priors)
    return {f: round(float(w[n]), 3) for f, n in index.items() if abs(w[n]) >= 0.005}
