"""A small record that lives through the tests of what people see."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.analyse.report import analyse_reports
from onrecord.fuse import Fused, fuse
from onrecord.model import Analysis, Report
from onrecord.read import Refused, read_paths

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"


@pytest.fixture(scope="session")
def sample_analyses() -> list[Analysis]:
    """The analyses of the sample story, in order of publication."""
    found = [r for r in read_paths([str(EXAMPLES)]) if not isinstance(r, Refused)]
    return list(analyse_reports(sorted(found, key=lambda r: (r.published is None, r.published, r.id))))


@pytest.fixture(scope="session")
def sample(sample_analyses: list[Analysis]) -> tuple[Fused, list[Report]]:
    """What the sample story says, and its reports in order."""
    return fuse(sample_analyses), [a.report for a in sample_analyses]
