"""A small record that lives through the tests of what people see."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.analyse.report import analyse_reports
from onrecord.fuse import Fused, fuse
from onrecord.model import Report
from onrecord.read import Refused, read_paths

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"


@pytest.fixture(scope="session")
def sample() -> tuple[Fused, list[Report]]:
    """What the sample story says, and its reports in order."""
    found = [r for r in read_paths([str(EXAMPLES)]) if not isinstance(r, Refused)]
    reports = sorted(found, key=lambda r: (r.published is None, r.published, r.id))
    return fuse(list(analyse_reports(reports))), reports
