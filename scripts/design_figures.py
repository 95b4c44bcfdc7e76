"""The figures of ``docs/design.md``, measured here and now on the sample story.

python scripts/design_figures.py
"""

from __future__ import annotations

import time

from onrecord.analyse.language import pieces, pipeline
from onrecord.fuse.lineage import shingles
from onrecord.model import Report
from onrecord.read import Refused, read_paths

TIMES = 20
PAIRS = (
    ("video-call-2023-07-28", "video-call-reprint"),
    ("2022-11-09-sharm-1", "2022-11-09-sharm-2"),
    ("2023-11-16-woodside", "2023-12-14-recap"),
)


def parsing(reports: list[Report]) -> None:
    """CPU seconds of the parser over paragraphs, over whole reports, and over one long text."""
    nlp = pipeline()
    texts = {
        "by paragraph": [r.text[start:end] for r in reports for _, _, start, end in pieces(r)] * TIMES,
        "by report (1,000 characters)": [r.text for r in reports] * TIMES,
        "as one text (16,000 characters)": ["\n\n".join(r.text for r in reports)] * TIMES,
    }
    for name, parts in texts.items():
        start = time.process_time()
        for _ in nlp.pipe(parts, batch_size=128):
            pass
        print(f"{name}: {time.process_time() - start:.1f} CPU s")


def copying(reports: list[Report]) -> None:
    """Two measures of shared text, on two copies and on one pair that merely tells of the same."""
    found = {r.id: set(shingles(r.text)) for r in reports}
    for a, b in PAIRS:
        both = len(found[a] & found[b])
        print(
            f"{a} and {b}: containment {both / min(len(found[a]), len(found[b])):.2f}, Jaccard "
            f"{both / len(found[a] | found[b]):.2f}"
        )


if __name__ == "__main__":
    sample = [r for r in read_paths(["examples/reports"]) if not isinstance(r, Refused)]
    copying(sample)
    parsing(sample)
