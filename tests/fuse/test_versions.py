"""What changed between two versions of one dispatch."""

from __future__ import annotations

import pytest

from onrecord.fuse import fuse, versions

STEM = (
    "Norway suspended talks with Chile on fishing rights in March after Chilean patrol boats boarded a "
    "Norwegian trawler off the "
    "southern islands. The trawler is still held in the port of Valdivia, where its crew lives on board. "
)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("a b c", "a b c", 1.0), ("a b", "b c", 0.5), ("a b c d", "d", 0.4), ("a", "b", 0.0), ("", "", 0.0)],
)
def test_likeness_of_words(one, other, alike):
    assert versions._dice(versions._bag(one), versions._bag(other)) == pytest.approx(alike)


def facts(analysed, first, second):
    fused = fuse([analysed(STEM + first, "2024-04-10", "a"), analysed(STEM + second, "2024-04-11", "b")])
    return [
        (c.what, c.before and c.before.text, c.after and c.after.text)
        for line in fused.lineages
        for _, _, made in line.changed
        for c in made
    ]


def test_what_stands_word_for_word_in_both_is_no_change(analysed):
    assert facts(analysed, "Lund left.", "Lund left.") == []


@pytest.mark.parametrize(
    ("first", "second", "what", "fell_out", "came_in"),
    [
        (
            "Norway's envoy Anna Lund is not expected to meet Chile's envoy Pedro Rojas.",
            "Norway's envoy Anna Lund is not meeting Chile's envoy Pedro Rojas, an aide said.",
            "event",
            "not expected to meet",
            "not meeting",
        ),
        ("The ministers meet on May 6.", "The ministers meet soon.", "date", "May 6", None),
        (
            "The owner has written to the ministry.",
            "The owner has written nine letters to the ministry.",
            "number",
            None,
            "nine letters",
        ),
        (
            "“Our boats will come home before winter,” Lund said.",
            "Lund said little.",
            "quotation",
            "Our boats",
            None,
        ),
    ],
)
def test_a_fact_that_differs_is_told_with_the_words_of_both(analysed, first, second, what, fell_out, came_in):
    found = [(a, b) for kind, a, b in facts(analysed, first, second) if kind == what]
    assert any(
        (fell_out is None) == (a is None)
        and (came_in is None) == (b is None)
        and (fell_out or "") in (a or "")
        and (came_in or "") in (b or "")
        for a, b in found
    ), found


def test_changes_cite_what_the_reports_say(analysed):
    a = analysed(STEM + "Norway's envoy Anna Lund may visit Chile on May 6.", "2024-04-10", "a")
    b = analysed(STEM + "Norway's envoy Anna Lund will visit Chile, with eleven advisers.", "2024-04-11", "b")
    text = {x.report.id: x.report.text for x in (a, b)}
    cited = [
        c
        for line in fuse([a, b]).lineages
        for _, _, made in line.changed
        for x in made
        for c in (x.before, x.after)
        if c
    ]
    assert cited
    assert all(text[c.report][c.start : c.end] == c.text for c in cited)
