"""Who passes on another's word is no witness."""

from __future__ import annotations

import pytest

from onrecord.fuse import fuse

FACT = "Norway suspended talks with Chile on Monday"


@pytest.mark.parametrize(
    ("texts", "witnesses"),
    [
        ([f"{FACT}.", f"OSLO - {FACT}, and shares fell."], 2),
        ([f"{FACT}, according to Reuters.", f"In Lima, traders were glum. {FACT}, Reuters reported."], 1),
        ([f"{FACT}, according to Reuters.", f"In Lima, traders were glum. {FACT}, according to Xinhua."], 2),
        ([f"OSLO (Reuters) - {FACT}.", f"Traders were glum. {FACT}, Reuters reported."], 1),
        ([f"OSLO (Reuters) - {FACT}.", f"Traders were glum. {FACT}, Xinhua reported."], 2),
        ([f"{FACT}, Norway's envoy Anna Lund told CNN.", f"{FACT}, CNN reported, and the peso fell."], 1),
    ],
)
def test_a_relay_counts_once_and_not_beside_its_own_report(analysed, texts, witnesses):
    fused = fuse([analysed(text, "2024-05-10", f"r{n}") for n, text in enumerate(texts)])
    event = next(e for e in fused.events if e.type == "SANCTION")
    assert len(event.reports) == 2
    assert event.independent_sources == witnesses
