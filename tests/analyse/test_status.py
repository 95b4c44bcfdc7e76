"""The second opinion on a status: only where a family is clearly likelier, and from the evidence of the
clause alone."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.happened.opinions import NONE, shipped
from onrecord.analyse.happened.status import CLEARLY, chances, evidence, family, reconsidered

FACTS = {
    "ground noun": 1.0,
    "type ASSAULT": 1.0,
    "actors 1": 1.0,
    "definite": 1.0,
    "word attack ASSAULT": 1.0,
}
STATUSES = ("happened", "ongoing", "planned", "expected", "possible", "not_happened", "called_off")


def test_evidence_is_the_clause_alone_and_with_what_the_table_says():
    assert set(evidence(FACTS, "possible")) == {
        "ground noun",
        "ground noun @possible",
        "definite",
        "definite @possible",
    }


def test_another_family_wins_only_where_it_is_clearly_likelier():
    def with_weight(w: float) -> str:
        return reconsidered(FACTS, "possible", {"real": {"definite": w}, "possible": {"definite": 0.0}})

    level = (0.5 + CLEARLY / 2) / (0.5 - CLEARLY / 2)  # odds at which the two lie CLEARLY apart
    share = level * 0.5  # "possible" has one half before both are brought to one
    edge = math.log(share / (1 - share)) if share < 1 else 30.0
    assert with_weight(0.0) == "possible"
    assert with_weight(edge - 0.1) == "possible"
    assert with_weight(edge + 0.1) == "happened"


def test_without_weights_the_table_has_the_last_word():
    assert [reconsidered(FACTS, s, NONE.status) for s in STATUSES] == list(STATUSES)


@given(st.sets(st.sampled_from(sorted({f for t in shipped().status.values() for f in t})), max_size=30))
def test_chances_of_the_shipped_weights_sum_to_one(found):
    p = chances(dict.fromkeys(found, 1.0), shipped().status)
    assert set(p) == {family(s) for s in STATUSES}
    assert math.isclose(sum(p.values()), 1.0)
