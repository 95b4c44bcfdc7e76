"""What is known of pairs of reports from the view before: it changes no view, and saves asking again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.fuse import Before, Memo, fuse, lineage, together
from onrecord.fuse.lineage import rare_runs
from onrecord.fuse.memo import key_of
from onrecord.model import Analysis, Judgement

STEM = (
    "Norway suspended talks with Chile on fishing rights in March after Chilean patrol boats boarded a "
    "Norwegian trawler off the southern islands. The trawler is still held in the port of Valdivia where its "
    "crew lives. "
)
ENDS = (
    "Norway's envoy Anna Lund is not expected to meet Chile's envoy Pedro Rojas.",
    "Norway's envoy Anna Lund is not meeting Chile's envoy Pedro Rojas, an aide said.",
    "The ministers meet on May 6. The owner has written nine letters to the ministry.",
    "“Our boats will come home before winter,” Lund said.",
    "",
)
DAYS = ("2024-04-10", "2024-04-11", "2024-04-11", "2024-04-13", "2024-04-14")
Given = tuple[list[int], bool]


@pytest.fixture(scope="module")
def reports(analysed: Callable[..., Analysis]) -> list[Analysis]:
    stems = (STEM, STEM, STEM, STEM[:130] + ". ", STEM)
    return [
        analysed(stem + end, day, f"r{n}")
        for n, (stem, end, day) in enumerate(zip(stems, ENDS, DAYS, strict=True))
    ]


def split(reports: Sequence[Analysis]) -> list[Judgement]:
    e = next((e for e in fuse(reports).events if len(e.mentions) > 1), None)
    return [Judgement("split", "event", e.mentions)] if e else []


sets = st.tuples(st.lists(st.integers(0, len(ENDS) - 1), unique=True), st.booleans())


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(sets, min_size=2, max_size=5))
def test_a_view_is_the_same_whatever_was_known(reports: list[Analysis], steps: list[Given]) -> None:
    """Reports come and go, and an event is split and joined again: each view is that of nothing known."""
    before = Before()
    for which, apart in steps:
        some = [reports[n] for n in which]
        said = split(some) if apart else []
        before = Before(Memo(before.copied.now), Memo(before.changed.now))
        assert msgspec.json.encode(fuse(some, said, before=before)) == msgspec.json.encode(fuse(some, said))


def test_what_is_known_is_not_asked_again(reports: list[Analysis], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            asked.append(name)
            return real(*arguments)

        return call

    monkeypatch.setattr(lineage, "copies", counted("copied", lineage.copies))
    monkeypatch.setattr(together, "changes", counted("changed", together.changes))
    first = Before()
    fused = fuse(reports[:4], before=first)
    assert any(line.changed for line in fused.lineages)
    assert {"copied", "changed"} == set(asked)
    assert first.copied.differs
    asked.clear()
    again = Before(Memo(first.copied.now), Memo(first.changed.now))
    assert fuse(reports[:4], before=again) == fused
    assert asked == []
    assert not again.copied.differs
    assert not again.changed.differs
    one_more = Before(Memo(first.copied.now), Memo(first.changed.now))
    fuse(reports, before=one_more)
    near = lineage.near({a.report.id: rare_runs(a.report.text) for a in reports})
    assert asked.count("copied") == sum("r4" in pair for pair in near) > 0


def test_what_is_not_asked_for_is_let_go() -> None:
    memo = Memo({"a": (1,), "b": (2,)})
    assert memo.of("a", lambda: (3,)) == (1,)
    assert memo.of("c", lambda: (4,)) == (4,)
    assert memo.now == {"a": (1,), "c": (4,)}
    assert memo.differs


@given(st.lists(st.binary(max_size=3), max_size=3), st.lists(st.binary(max_size=3), max_size=3))
def test_parts_of_a_key_do_not_run_into_one_another(one: list[bytes], other: list[bytes]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)
