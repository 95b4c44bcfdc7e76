"""Speed, compared in one run on the same texts: a ratio holds on any machine, seconds do not.

    python scripts/bench.py [--reports N] [--pool N] [--growth N]

1. CPU time of the analysis in one process, over a bare pass of the same spaCy pipeline: over whole texts, and
   over the same paragraphs. Asked: at most 1.0 times the bare pass.
2. The same on a stream of which half is reprinted: behind each report, some way on, comes the same under
   another headline and without its last paragraph. Asked: at most .55.
3. One worker against two, by the clock, on the reports of --pool. Asked: at most .65. This needs two idle
   cores, so the share of them that the run really got is printed beside it.
4. The most memory that a worker took. Asked: under 1 GB.
5. What one more report costs a record of 1,000 reports and one of --growth. Asked: at most twice as much.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from growth import SOURCES, TRIALS, growth
from onrecord.analyse.language import STRAIGHT, pieces, pipeline
from onrecord.analyse.report import analyse_reports
from onrecord.engine import Failed, analyse_all
from onrecord.model import Report
from onrecord.read import Refused, read_paths
from reprints import reprints

ROOT = Path(__file__).parent.parent
STREAM = ROOT.parent / "shared" / "bench" / "stream"
SAMPLE = ROOT / "examples"
ROUNDS = 2  # of each pass, in turn; the least is taken, for load only ever adds


def reports(count: int) -> list[Report]:
    """The first reports of the stream, or of the sample as often as it takes."""
    source = STREAM if STREAM.is_dir() else SAMPLE
    found = list(itertools.islice(_read(source), count))
    if not found:
        raise SystemExit(f"no reports below {source}")
    print(
        f"{count} reports of {source.name}, {sum(len(r.text) for r in found):,} characters in the first "
        f"{len(found)}"
    )
    return list(itertools.islice(itertools.cycle(found), count))


def _read(source: Path) -> Iterator[Report]:
    for item in read_paths([str(source)]):
        if not isinstance(item, Refused) and item.language == "en":
            yield item


def cpu(function: Callable[[], Any]) -> float:
    """CPU seconds of this process."""
    began = time.process_time()
    function()
    return time.process_time() - began


def analysis(given: list[Report]) -> None:
    """The analysis against a bare pass."""
    nlp = pipeline()  # all of its steps: what analysis leaves out of them counts for it
    whole = [r.text for r in given]
    paragraphs = [r.text[s:e].translate(STRAIGHT) for r in given for _, _, s, e in pieces(r)]
    passes: dict[str, Callable[[], Any]] = {
        "whole texts": lambda: [len(d) for d in nlp.pipe(whole)],
        "paragraphs": lambda: [len(d) for d in nlp.pipe(paragraphs, batch_size=128)],
        "analysis": lambda: list(analyse_reports(given)),
    }
    list(analyse_reports(given[:2]))  # lexicons and the gazetteer are loaded once a worker
    least = dict.fromkeys(passes, float("inf"))
    for _ in range(ROUNDS):
        for name, run in passes.items():
            least[name] = min(least[name], cpu(run))
    for name, seconds in least.items():
        print(f"  {name:12} {seconds:6.2f} CPU s")
    for name in ("whole texts", "paragraphs"):
        print(
            f"  analysis over a bare pass of {name}: {least['analysis'] / least[name]:.2f}   (asked: at "
            "most 1.0)"
        )


def workers(given: list[Report]) -> None:
    """One worker against two, and what they took of memory."""
    clock: dict[int, float] = {}
    peak = 0
    for n in (1, 2):
        before, began = _children(), time.monotonic()
        failed = 0
        for k, result in enumerate(analyse_all(given, workers=n)):
            failed += isinstance(result, Failed)
            if k % 10 == 0:
                peak = max([peak, *(_peak(p.pid) for p in multiprocessing.active_children())])
        clock[n] = time.monotonic() - began
        time.sleep(1)  # until the workers are gone, whose time counts only then
        used = _children() - before
        print(
            f"  {n} worker{'s'[: n - 1]}: {clock[n]:6.1f} s by the clock, {used:6.1f} CPU s in workers "
            f"({used / clock[n] / n:.0%} of the cores it asked for), {failed} failed"
        )
    print(
        f"  two over one: {clock[2] / clock[1]:.2f}   (asked: at most .65 with two idle cores; load now "
        f"{os.getloadavg()[0]:.1f} on {os.cpu_count()})"
    )
    print(f"  a worker took at most {peak / 1024:.0f} MB   (asked: under 1,000)")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(pid: int | None) -> int:
    """The most memory in kB that a process held. Not rusage's: that counts what its parent held when it was
    forked."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--reports",
        type=int,
        default=60,
        metavar="N",
        help="reports for the comparison with a bare pass; 0 leaves a part out",
    )
    parser.add_argument(
        "--pool",
        type=int,
        default=100,
        metavar="N",
        help="reports for the comparison of workers (300 for the figure asked)",
    )
    parser.add_argument(
        "--growth",
        type=int,
        default=10_000,
        metavar="N",
        help="reports in the larger of two records (100000 for the figure asked)",
    )
    options = parser.parse_args()
    if options.reports:
        print("analysis: ", end="")
        given = reports(options.reports)
        analysis(given)
        print("reprints: ", end="")
        reprints(given)
    if options.pool:
        print("workers:  ", end="")
        workers(reports(options.pool))
    if options.growth:
        print("growth:   ", end="")
        growth(reports(SOURCES + TRIALS), options.growth)


if __name__ == "__main__":
    main()
