"""Quality on annotated news does not fall: measured where that news lies beside the checkout, and skipped
elsewhere."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "quality.py"
spec = importlib.util.spec_from_file_location("quality", SCRIPT)
assert spec is not None
assert spec.loader is not None
quality = importlib.util.module_from_spec(spec)
sys.modules["quality"] = quality
spec.loader.exec_module(quality)


@pytest.mark.skipif(not quality.BENCH.exists(), reason="no annotated news beside the checkout")
def test_no_figure_under_its_floor():
    figures, printed = quality.measure(list(quality.QUICK))
    assert set(quality.floors()) <= set(figures), printed
    assert not quality.under(figures)


def test_a_figure_under_its_floor_is_told():
    low = {name: floor - 1 for name, floor in quality.floors().items()}
    assert len(quality.under(low)) == len(low) > 10


def test_figures_are_read_from_what_is_printed():
    printed = (
        "time timebank: F1 strict 91.7 relaxed 94.8 type 92.2 value 84.3   (1 gold)\nevents PLV: type P 1.0 "
        "R 2.0 F1 3.5   (4 texts)\n"
    )
    printed += "story2  100.0  72.6  50.0  59.0  54.1\n"
    printed += "mean    100.0  66.7  46.7  56.3  50.6  17.5   8.0  83.0  51.5\n"
    found = quality.read_figures(printed)
    assert (found["stories.found"], found["stories.f1"], found["stories.commitments"]) == (66.7, 50.6, 51.5)
    assert (found["time.timebank.value"], found["events.plv"]) == (84.3, 3.5)
    assert quality.fill("a <!-- events.plv -->1.0 b", found) == "a <!-- events.plv -->3.5 b"
