"""Time expressions in sentences of news: what is found, what it is worth, which days it means."""

from datetime import date

import pytest

from onrecord.times import tag

DAY = date(2022, 11, 9)  # a Wednesday


def test_tuesday_past() -> None:
    (t,) = tag("The ministers agreed on Tuesday to meet again.", DAY)
    assert (t.text, t.type, t.value, t.earliest, t.latest) == ("Tuesday", "DATE", "2022-11-08", date(2022, 11, 8), date(2022, 11, 8))


@pytest.mark.parametrize("text", ["", "may", "The Sun said 51-49.", "1 1 1 1"])
def test_nothing(text: str) -> None:
    assert tag(text, DAY) == ()
