"""What may come, told by any word: a line a case, every field compared; and what every forecast keeps to."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from onrecord import analyse
from onrecord.analyse.foreseen import KEPT

DAY = date(2024, 5, 8)

# sentence | word | its clause | whom it names | status | first day | last day
CASES = """
A court in Lima will hear the appeal of President Ana Torres on 20 May. | hear | A court in Lima will hear the appeal of President Ana Torres on 20 May | court, Ana Torres | planned | 2024-05-20 | 2024-05-20
Prime Minister Ana Torres may lose her majority in the June election. | lose | Prime Minister Ana Torres may lose her majority in the June election | Ana Torres | possible | 2024-06-01 | 2024-06-30
If the inquiry goes ahead, Ana Torres could be forced to hand over her diaries. | forced | If the inquiry goes ahead, Ana Torres could be forced to hand over her diaries | Ana Torres | possible | 2024-05-08 | -
The Andes Party is expected to win the vote in November. | win | The Andes Party is expected to win the vote in November | Andes Party | expected | 2024-11-01 | 2024-11-30
Judge Luis Vega has scheduled a hearing for 17 May on the motion of Ana Torres. | scheduled | Judge Luis Vega has scheduled a hearing for 17 May on the motion of Ana Torres | Luis Vega | happened | 2024-05-17 | 2024-05-17
That, however, Ana Torres will not attend the games in Quito was plain. | attend | Ana Torres will not attend the games in Quito | Ana Torres, Ecuador | not_happened | - | 2024-05-08
We should all want Ana Torres to be happy. |
Would Ana Torres lose? |
Ana Torres lost the vote. |
If Ana Torres loses, the road stays shut. |
"""  # noqa: E501


@pytest.mark.parametrize("row", CASES.strip().split("\n"))
def test_forecasts(row: str) -> None:
    text, *wanted = (x.strip() for x in row.split("|"))
    found = analyse(text, published=DAY)
    assert found.problems == ()
    names = {a.id: a.name for a in found.actors}
    told = [
        [f.head.text, f.span.text, ", ".join(names[i] for i in f.actors), f.status, str(f.earliest or "-"),
         str(f.latest or "-")]
        for f in found.forecasts
    ]  # fmt: skip
    assert told == ([wanted] if wanted[0] else [])


SUBJECTS = ("Ana Torres", "the Andes Party", "Peru and Chile", "He")
VERBS = ("will", "may soon", "is set to", "did not say whether it would", "was never likely to")
ENDS = (
    "close the port of Callao by 2030.",
    "resign, and her rivals will stand.",
    "pay: “We shall win,” she said.",
)


@pytest.mark.parametrize("words", list(product(SUBJECTS, VERBS, ENDS)))
def test_every_forecast_stands_in_the_text(words: tuple[str, ...]) -> None:
    text = f"President Ana Torres spoke in Lima. {' '.join(words)[0].upper()}{' '.join(words)[1:]}"
    found = analyse(text, published=DAY)
    assert found.problems == ()
    for f in found.forecasts:
        assert text[f.span.start : f.span.end] == f.span.text
        assert f.span.start <= f.head.start < f.head.end <= f.span.end
        assert f.actors
        assert {*f.actors} <= {a.id for a in found.actors}
        assert KEPT <= f.p <= 1
        assert f.latest is None or f.earliest is None or f.earliest <= f.latest
