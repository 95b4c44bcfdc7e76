"""What a view keeps of its reports while it is made: enough for the same view, and a part of the memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec
import pytest

from onrecord.fuse import fuse, gathered
from onrecord.fuse.lineage import rare_runs
from onrecord.fuse.versions import changes, version
from onrecord.model import Analysis

TEXTS = (
    "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Lisbon on May 6. "
    "Lund said the talks were frank.",
    "Chile's envoy Pedro Rojas will visit Oslo in June, the ministry said. He called Anna Lund on Monday.",
    "Norway suspended talks with Chile in March over fishing rights off the southern islands.",
)


@pytest.fixture(scope="module")
def analyses(analysed: Callable[..., Analysis]) -> list[Analysis]:
    return [analysed(t, f"2024-05-{7 + n:02}", f"r{n}") for n, t in enumerate(TEXTS)]


def test_no_text_is_held_of_a_report_that_shares_none(analyses: Sequence[Analysis]) -> None:
    those = gathered(analyses, {a.report.id: rare_runs(a.report.text) for a in analyses})
    assert [a.report.text for a in those.analyses] == [""] * len(analyses)
    assert those.packed == {}
    with pytest.raises(KeyError):
        those.version("r0")


def test_what_may_share_text_comes_back_as_it_was_given(analyses: Sequence[Analysis]) -> None:
    odd = msgspec.structs.replace(analyses[0].report, text=analyses[0].report.text + " \ud800")
    given = [msgspec.structs.replace(analyses[0], report=odd), *analyses[1:]]
    those = gathered(given)  # whose runs are not known beforehand
    assert [changes(those.version(a.report.id), version(b), {}) for a in given for b in given] == [
        changes(version(a), version(b), {}) for a in given for b in given
    ]
    assert those.text("r0") == odd.text


def test_what_is_let_go_changes_nothing(analyses: Sequence[Analysis]) -> None:
    """A report that was slimmed once may be slimmed again: nothing that fusion asks of it was lost."""
    those = gathered(analyses)
    twice = msgspec.structs.replace  # the texts are put back, as lineages and stories have asked for them
    again = [twice(s, report=a.report) for s, a in zip(those.analyses, analyses, strict=True)]
    assert msgspec.json.encode(fuse(again)) == msgspec.json.encode(fuse(analyses))
    assert all(not s.times and not s.sentences for s in those.analyses)


def test_with_a_day_what_came_later_is_not_among_them(analyses: Sequence[Analysis]) -> None:
    early = gathered(analyses, as_of=date(2024, 5, 7))
    assert [a.report.id for a in early.analyses] == ["r0"]
    assert fuse(early, as_of=date(2024, 5, 7)) == fuse(analyses, as_of=date(2024, 5, 7))


def test_a_report_takes_much_less_memory(analyses: Sequence[Analysis]) -> None:
    many = 60
    packed = [
        msgspec.msgpack.encode(
            msgspec.structs.replace(a, report=msgspec.structs.replace(a.report, id=f"{a.report.id}-{n}"))
        )
        for n in range(many)
        for a in analyses
    ]

    def each() -> Any:
        return (msgspec.msgpack.decode(p, type=Analysis) for p in packed)

    runs = {f"r{k}-{n}": (n * 3 + k,) for n in range(many) for k in range(len(analyses))}
    tracemalloc.start()
    try:
        whole = list(each())
        plain = tracemalloc.get_traced_memory()[0]
        del whole
        before = tracemalloc.get_traced_memory()[0]
        those = gathered(each(), runs)
        slim = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert len(those.analyses) == len(packed)
    assert slim < plain * 0.65
