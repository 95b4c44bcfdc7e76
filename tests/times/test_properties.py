"""What holds of the times in any text."""

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.times import Timex, tag

WORDS = re.findall(
    r"\S+|\n+",
    """the a an this that last next past early late mid end of beginning in on to and or by about more than
nearly at least up few several couple two three 15 31 1999 2022 10:30 5 p.m. EST March may May Nov.
Tuesday Tuesdays week weeks month year years quarter first second third half fiscal ago later earlier
before after day days night morning noon today now recently future every each daily twice times per 's '
- – , . 1990s '80s century decade summer Christmas Easter hundred thousand nineteen ninety-seven year-ago
old period 2022-11-08 3/4/2020 9/11 Q3 0 99 , $ will said was hour hours minutes 24 from now until
year-end weekend current same following""",
)
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
)
days = st.one_of(st.none(), st.dates(), st.dates(date(1980, 1, 1), date(2030, 12, 31)))
sides = st.sampled_from(["past", "future", None])


def check(text: str, found: tuple[Timex, ...]) -> None:
    last = 0
    for t in found:
        assert 0 <= last <= t.start < t.end <= len(text)
        assert t.text == text[t.start : t.end]
        assert t.text == t.text.strip()
        assert t.value
        assert t.type in ("DATE", "TIME", "DURATION", "SET")
        if t.earliest and t.latest:
            assert t.earliest <= t.latest
        last = t.end


@settings(max_examples=400, deadline=None)
@given(texts, days, sides)
def test_any_text(text: str, published: date | None, side: str | None) -> None:
    check(text, tag(text, published, direction=lambda start, end: side))
    check(text, tag(text, published))


@settings(max_examples=100, deadline=None)
@given(texts, days)
def test_same_every_time(text: str, published: date | None) -> None:
    assert tag(text, published) == tag(text, published)


@pytest.mark.parametrize(
    "piece",
    [
        "1 1 ",
        "the ",
        "two and ",
        "May ",
        "today ",
        "x",
        "A. ",
        "1,000,",
        "year-",
        "nineteen ninety ",
        "\n",
        "late the end of ",
    ],
)
def test_long_texts_stay_linear(piece: str) -> None:
    """A hundred thousand characters of anything take no more than a second or so."""
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    check(text, tag(text, date(2022, 11, 9)))
    assert time.process_time() - began < 3
