"""Quotations of a draft: what is verbatim is found where it stands, what is altered is shown where, the rest
is not found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ask.quoted import quotations, verify
from onrecord.fuse import Fused
from onrecord.model import Analysis, Report
from onrecord.read import report_of
from onrecord.read.report import Foreign

Told = tuple[Fused, list[Analysis], list[Report]]
SAID = "We waited far too long for an honest answer"


def draft(text: str) -> Analysis:
    try:
        return Analysis(report_of(text, id="draft"), "1")
    except Foreign as error:
        return Analysis(error.report, "1")


@pytest.mark.parametrize(
    ("text", "found", "differs"),
    [
        (f"“{SAID},”", "verbatim", ()),
        (f'"{SAID}"', "verbatim", ()),
        (f"«{SAID.upper()}!»", "verbatim", ()),
        ("“We waited … for an honest answer”", "verbatim", ()),
        ("“We waited far too long for an honest reply”", "altered", (("reply", "answer"),)),
        ("“We waited too long for an honest answer”", "altered", (("", "far"),)),
        ("“We never waited far too long for an honest answer”", "altered", (("never", ""),)),
        ("“The sea is calm and the boats are home”", "not found", ()),
        ("“answer honest an for long too far waited We”", "not found", ()),
    ],
)
def test_found(text: str, found: str, differs: tuple[tuple[str, str], ...], told: Told) -> None:
    (c,) = verify(draft(f"She said: {text} she said."), told[0], told[2])
    assert (c.found, c.differs) == (found, differs)
    assert c.text in text
    if found != "not found":
        assert c.source
        assert c.source.report == "cut"
        assert _text(told)[c.source.start : c.source.end] == c.source.text


def _text(told: Told) -> str:
    return next(r.text for r in told[2] if r.id == "cut")


def test_another_speaker(told: Told, analysed: Callable[..., Analysis]) -> None:
    right, wrong = (
        verify(analysed(f"“{SAID},” said {name}, a minister.", "2024-06-01", name), told[0], told[2])[0]
        for name in ("Anna Lund", "Pedro Rojas")
    )
    assert (right.speaker, right.other_speaker) == ("Anna Lund", False)
    assert (wrong.speaker, wrong.laid_to, wrong.other_speaker) == ("Anna Lund", "Pedro Rojas", True)


def test_the_reporters_words_are_told_as_such(told: Told) -> None:
    (c,) = verify(draft("“Kenya expelled two diplomats of Peru”"), told[0], told[2])
    assert (c.found, c.note) == ("verbatim", "in the report these are no quoted words")


def test_terms_in_marks_are_no_quotations() -> None:
    assert list(quotations("The “red line” and the 'grey zone' of \"talks\"")) == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_copied_is_verbatim(told: Told, data: st.DataObject) -> None:
    """Any stretch of whole words of any report, between any marks, however it is broken into lines."""
    report = data.draw(st.sampled_from(told[2]))
    words = report.text.replace("“", " ").replace("”", " ").split(" ")
    words = [w for w in words if w]
    start = data.draw(st.integers(0, len(words) - 5))
    piece = words[start : data.draw(st.integers(start + 4, len(words)))]
    if sum(any(ch.isalnum() for ch in w) for w in piece) < 4:
        return
    joined = data.draw(st.sampled_from([" ", "\n", "  "])).join(piece).replace('"', "")
    (c,) = verify(draft(f"“{joined}”"), told[0], told[2])
    assert c.found == "verbatim", joined


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200).filter(str.strip))
def test_any_draft_is_taken(told: Told, text: str) -> None:
    for c in verify(draft(text), told[0], told[2]):
        assert text[c.start : c.end] == c.text
