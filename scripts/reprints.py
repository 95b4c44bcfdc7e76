"""What the analysis of a stream costs of which half is reprinted: part of ``scripts/bench.py``.

Behind each report, some way on, comes its reprint: the same text without its last paragraph under a headline
of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from onrecord.analyse.language import STRAIGHT, pieces, pipeline
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.engine import encode_reports, shared, work
from onrecord.model import Report
from onrecord.read import report_of

APART = 15  # reports that come between one and its reprint
BATCH = 24  # reports that are given to a worker at once


def reprinted(given: Sequence[Report]) -> list[Report]:
    """The reports and their reprints."""
    made = [
        report_of(f"Reprinted copy number {n}\n\n{r.text[: r.blocks[-1].start]}", id=f"{r.id}-again")
        for n, r in enumerate(given)
    ]
    at = [(n, r) for n, r in enumerate(given)] + [(n + APART, r) for n, r in enumerate(made)]
    return [r for _, r in sorted(at, key=lambda x: x[0])]


def reprints(given: Sequence[Report]) -> None:
    """The analysis with what is kept and without it, against a bare pass of the parser over the same
    paragraphs."""
    nlp, stream = pipeline(), reprinted(given)
    paragraphs = [r.text[s:e].translate(STRAIGHT) for r in stream for _, _, s, e in pieces(r)]
    distinct = set(paragraphs)
    again = 1 - sum(map(len, distinct)) / sum(map(len, paragraphs))
    print(f"{len(stream)} reports, {again:.0%} of their letters in paragraphs that came before")

    def analysed(file: str | None) -> list[bytes]:
        batches = (stream[n : n + BATCH] for n in range(0, len(stream), BATCH))
        return [work(encode_reports(b), DEFAULT_PIPELINE, file) for b in batches]

    bare, _ = _cpu(lambda: [len(d) for d in nlp.pipe(paragraphs, batch_size=128)])
    without, plain = _cpu(lambda: analysed(None))
    with shared() as file:
        within, found = _cpu(lambda: analysed(file))
        size = sum(p.stat().st_size for p in Path(file).parent.iterdir()) if file else 0
    print(f"  analysis over a bare pass of these paragraphs: {within / bare:.2f}   (asked: at most .55)")
    print(
        f"  without keeping any: {without / bare:.2f}; the same analyses: {'yes' if found == plain else 'NO'}"
    )
    print(f"  kept: {size / 1000 / len(distinct):.1f} kB a paragraph")


def _cpu(function: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    began = time.process_time()
    made = function()
    return time.process_time() - began, made
