"""What of an event is read from the words of one mention."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from onrecord.fuse.events import counted


@pytest.mark.parametrize(
    ("what", "number"),
    [
        ("12 people", "12 people"),
        ("1,200 civilians", "1200 people"),
        ("three soldiers", "3 people"),
        ("the three wounded soldiers", "3 people"),
        ("several soldiers", None),
        ("the harbour of 12 ships", None),
        ("soldiers of 12", None),
        ("", None),
    ],
)
def test_how_many_people_are_acted_on(what: str, number: str | None) -> None:
    told = SimpleNamespace(mention=SimpleNamespace(what=SimpleNamespace(text=what) if what else None))
    assert counted(cast(Any, told)) == number
