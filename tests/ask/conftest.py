"""A small record of invented reports, with a dispute, a reprint, plans and what came of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.fuse import Fused, fuse
from onrecord.model import Analysis, Report

TEXTS = {
    "cut": (
        "OSLO (Reuters) - Norway suspended talks with Chile on fishing rights on March 4, the ministry "
        "said. “We waited far too long for an honest answer,” said Norway's envoy Anna Lund.",
        "2024-03-05",
    ),
    "plan": (
        "Norway's envoy Anna Lund will meet Chile's envoy Pedro Rojas in Lisbon on May 6. She will also "
        "visit Kenya in September.",
        "2024-05-02",
    ),
    "met": (
        "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Lisbon on Monday. Lund said that the "
        "trawler would be freed.",
        "2024-05-08",
    ),
    "late": (
        "Anna Lund of Norway met Pedro Rojas of Chile in Lisbon on May 7, officials said.",
        "2024-05-11",
    ),
    "off": (
        "Peru's president Elena Quispe called off her visit to Ghana on June 3. Kenya expelled two "
        "diplomats of Peru on June 2.",
        "2024-06-04",
    ),
}


@pytest.fixture(scope="session")
def told(analysed: Callable[..., Analysis]) -> tuple[Fused, list[Analysis], list[Report]]:
    """What the reports say together, their analyses, and the reports in order of publication."""
    analyses = [analysed(text, day, id) for id, (text, day) in TEXTS.items()]
    return fuse(analyses), analyses, [a.report for a in analyses]
