"""Who is who across reports."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord import analyse
from onrecord.fuse.identity import identify

DAY = date(2024, 5, 8)
BOTH = "The Harbour Workers Council sued Norway on Monday. The HWC said the law was unfair."
BRIEF = "Chile praised the HWC on Tuesday. The HWC thanked Chile."
OTHER = "The Highland Water Company sued Peru on Monday. The HWC said the law was unfair."


@pytest.mark.parametrize(
    ("texts", "bodies"),
    [
        ((BOTH, BRIEF), {"Harbour Workers Council"}),
        ((BRIEF,), {"HWC"}),
        ((BOTH, OTHER, BRIEF), {"Harbour Workers Council", "HWC", "Highland Water Company"}),
    ],
)
def test_initials_are_a_body_that_a_report_names_both_ways(texts: tuple[str, ...], bodies: set[str]) -> None:
    found = identify([analyse(text, DAY, id=str(n)) for n, text in enumerate(texts)])
    names = {x.name.removeprefix("The ") for x in found.actors.values() if x.kind == "organization"}
    assert names == bodies


def test_a_surname_is_no_part_of_a_bodys_name() -> None:
    """ "Berg" is the one person of that name, though a body bears it too."""
    texts = (
        "Anna Berg of Norway met Rui Castro.",
        "The Berg Council sued Norway.",
        "Berg met Rui Castro in Lima.",
    )
    found = identify([analyse(text, DAY, id=str(n)) for n, text in enumerate(texts)])
    (berg,) = (x for x in found.actors.values() if x.kind == "person" and "Berg" in x.name)
    assert (berg.name, berg.reports) == ("Anna Berg", 2)
