"""What is said of a picture is no report text: it may show another year, and nothing is told from it."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.model import Analysis

CAPTION = "Anna Berg, left, meets Rui Castro in Lima in March 2019."
BODY = "OSLO (Reuters) - Norway suspended its talks with Chile on Monday, a minister said."


def test_nothing_is_told_from_a_caption(analysed: Callable[..., Analysis]) -> None:
    a = analysed(f"{CAPTION}\n\n{BODY}", "2024-05-08", "c")
    assert [b.kind for b in a.report.blocks] == ["caption", "dateline", "paragraph"]
    alone = analysed(BODY, "2024-05-08", "b")
    assert [(e.type, e.trigger.text) for e in a.events] == [(e.type, e.trigger.text) for e in alone.events]
    assert {x.name for x in a.actors} == {x.name for x in alone.actors}
    assert a.report.text.startswith(CAPTION)  # and it stays where it stands


def test_the_same_words_tell_in_a_paragraph(analysed: Callable[..., Analysis]) -> None:
    a = analysed("Anna Berg of Norway met Rui Castro of Chile in Lima on Monday.", "2024-05-08", "p")
    assert any(e.type == "CONSULT" for e in a.events)
