"""Measures quality on the annotated news of ../shared/bench and writes docs/quality.md; or checks the floors.

    python scripts/quality.py [--suites time,dates,…] [--write | --check]

--write  puts the figures into docs/quality.md, beside the peers' and the command that made them.
--check  exits 1 where a figure lies under its floor in tests/floors.toml. Floors are only raised.

The texts are for measuring only: none of them is in this repository. Without ../shared nothing is measured.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared" / "bench"
FLOORS = ROOT / "tests" / "floors.toml"
PAGE = ROOT / "docs" / "quality.md"
# One pattern a figure: where score.py prints it.
FIGURES = {
    "time.timebank.strict": r"time timebank: F1 strict ([\d.]+)",
    "time.timebank.relaxed": r"time timebank: .*?relaxed ([\d.]+)",
    "time.timebank.type": r"time timebank: .*?type ([\d.]+)",
    "time.timebank.value": r"time timebank: .*?value ([\d.]+)",
    "time.aquaint.strict": r"time aquaint: F1 strict ([\d.]+)",
    "time.aquaint.relaxed": r"time aquaint: .*?relaxed ([\d.]+)",
    "time.aquaint.type": r"time aquaint: .*?type ([\d.]+)",
    "time.aquaint.value": r"time aquaint: .*?value ([\d.]+)",
    "dates.gum.found": r"dates gum: found ([\d.]+)",
    "dates.gum.value": r"dates gum: .*?value right of found ([\d.]+)",
    "dates.meantime.value": r"dates meantime: .*?value right of found ([\d.]+)",
    "quotes.content": r"quotes polnear_dev: content P [\d.]+ R [\d.]+ F1 ([\d.]+)",
    "quotes.both": r"quotes polnear_dev: .*?content and source F1 ([\d.]+)",
    "quotes.source": r"quotes polnear_dev: .*?source right ([\d.]+)",
    "quotes.indirect": r"quotes polnear_dev: .*?indirect ([\d.]+)",
    "events.type": r"events PLOVER gold standard: type P [\d.]+ R [\d.]+ F1 ([\d.]+)",
    "events.full": r"events PLOVER gold standard: .*?type and countries right ([\d.]+)",
    "events.plv": r"events PLV: type P [\d.]+ R [\d.]+ F1 ([\d.]+)",
    "samestory.f1": r"same story .*?B-cubed P [\d.]+ R [\d.]+ F1 ([\d.]+)",
    "html.f1": r"html: P [\d.]+ R [\d.]+ F1 ([\d.]+)",
    "timelines.date": r"timelines \(Timeline17 part.*?date F1 ([\d.]+)",
    "timelines.ar1": r"timelines \(Timeline17 part.*?AR1 ([\d.]+)",
    "entities.date": r"timelines \(Entities part.*?date F1 ([\d.]+)",
}
STORIES = ("found", "right", "precise", "f1", "fused", "details", "quotes", "commitments", "expectations")
for at, column in enumerate(STORIES, 1):  # the row of means that stories.py prints; the first is evidence
    FIGURES[f"stories.{column}"] = rf"(?m)^mean(?: +[\d.]+){{{at}}} +([\d.]+)"
QUICK = ("time", "dates", "quotes", "events", "plv", "samestory", "stories")


def measure(suites: list[str], python: str = sys.executable) -> tuple[dict[str, float], str]:
    """Figures by name, and what score.py and stories.py printed."""
    scored = [s for s in suites if s != "stories"]
    printed = _printed([python, str(BENCH / "score.py"), *scored]) if scored else ""
    if "stories" in suites:
        printed += _printed([python, str(BENCH / "stories.py")])
    return read_figures(printed), printed


def _printed(command: list[str]) -> str:
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[1]).name} failed: {done.stderr[-500:]}")
    return done.stdout


def read_figures(printed: str) -> dict[str, float]:
    """The figures in what score.py printed."""
    found = {}
    for name, pattern in FIGURES.items():
        m = re.search(pattern, printed)
        if m:
            found[name] = float(m.group(1))
    return found


def floors() -> dict[str, float]:
    """The floors, by the names of ``FIGURES``."""
    data = tomllib.loads(FLOORS.read_text(encoding="utf8"))
    return {
        f"{a}.{b}.{c}" if isinstance(v, dict) else f"{a}.{b}": w
        for a, t in data.items()
        for b, v in t.items()
        for c, w in (v.items() if isinstance(v, dict) else [("", v)])
    }


def under(figures: dict[str, float]) -> list[str]:
    """What lies under its floor, one line each."""
    return [
        f"{name}: {figures[name]} is under its floor {floor}"
        for name, floor in floors().items()
        if name in figures and figures[name] < floor
    ]


def fill(page: str, figures: dict[str, float]) -> str:
    """The page with each ``<!-- name -->figure`` brought up to date; other figures stay as they were
    measured."""
    for name, value in figures.items():
        shown = f"{value:.3f}".lstrip("0") if name.endswith("ar1") else f"{value:.1f}"
        page = re.sub(rf"(<!-- {re.escape(name)} -->)[\d.]*", rf"\g<1>{shown}", page)
    return page


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--suites", default=",".join(QUICK))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--printed", help="a file with what score.py printed, in place of a run")
    options = parser.parse_args()
    if options.printed:
        figures = read_figures(Path(options.printed).read_text(encoding="utf8"))
    elif not BENCH.exists():
        sys.exit("no annotated news beside this checkout; nothing measured")
    else:
        figures, _ = measure(options.suites.split(","))
    for name, value in figures.items():
        print(f"{name:24} {value}")
    if options.write:
        PAGE.write_text(fill(PAGE.read_text(encoding="utf8"), figures), encoding="utf8")
    low = under(figures) if options.check else []
    if low:
        sys.exit("\n".join(low))


if __name__ == "__main__":
    main()
