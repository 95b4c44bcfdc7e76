"""Time expressions in sentences of news: what is found, what it is worth, which days it means."""

from datetime import date, datetime
from pathlib import Path

import pytest

from onrecord.times import Timex, tag

Case = tuple[str, str, str]


def cases() -> list[Case]:
    rows = []
    for line in (Path(__file__).parent / "cases.txt").read_text(encoding="utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            published, sentence, wanted = (part.strip() for part in line.split(" | "))
            rows.append((published, sentence, wanted))
    return rows


def shown(t: Timex, wanted: str) -> str:
    """The Timex as the case writes it: with days only where the case has them."""
    parts = [
        t.type,
        t.value,
        *([t.mod] if t.mod else []),
        *([f"{t.earliest}..{t.latest}"] if ".." in wanted else []),
    ]
    return f"{t.text} => {' '.join(parts)}"


@pytest.mark.parametrize(("published", "sentence", "wanted"), cases())
def test_case(published: str, sentence: str, wanted: str) -> None:
    day = None if published == "-" else date.fromisoformat(published)
    expected = [] if wanted == "nothing" else [part.strip() for part in wanted.split(" ; ")]
    found = tag(sentence, day)
    got = [shown(t, expected[i] if i < len(expected) else "") for i, t in enumerate(found)]
    assert got == expected


def test_enough_cases() -> None:
    assert len(cases()) >= 150


def test_direction_of_the_caller_wins() -> None:
    """A caller with a parse knows better than the words nearby."""
    text = "The ministers agreed on Tuesday."
    assert tag(text, date(2022, 11, 9), direction=lambda start, end: "future")[0].value == "2022-11-15"
    assert tag(text, date(2022, 11, 9), direction=lambda start, end: None)[0].value == "2022-11-08"


def test_a_time_of_publication_is_its_day() -> None:
    assert tag("It fell on Tuesday.", datetime(2022, 11, 9, 12, 30)) == tag(
        "It fell on Tuesday.", date(2022, 11, 9)
    )


@pytest.mark.parametrize(
    "text",
    ["It fell this week.", "It fell this year.", "It fell earlier this month.", "It fell in November."],
)
def test_looking_back_ends_on_the_day_of_publication(text: str) -> None:
    assert tag(text, date(2022, 11, 9))[0].latest == date(2022, 11, 9)
