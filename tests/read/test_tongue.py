"""Languages: short English sentences full of foreign names are English, sentences of other languages are
not."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from onrecord.read.tongue import language_of

HERE = Path(__file__).parent
BENCH = HERE.parents[2] / "shared" / "bench"
OTHERS = [
    tuple(line.split("\t")) for line in (HERE / "other_tongues.txt").read_text(encoding="utf8").splitlines()
]


@pytest.mark.parametrize(
    "text",
    [
        "Chilean Foreign Minister Ignacio Valdés Ossandón met José Luis Peñaloza in Viña del Mar.",
        "Ursula von der Leyen in Brussels",
        "Nguyễn Văn Hùng greets Phạm Thị Lan.",
        "Abdullah bin Rashid al-Nuaimi, Sahar al-Qadi and Reem As-Sabah.",
        "Rio de Janeiro police arrest João da Silva",
        "Marine Le Pen's La Rochelle rally",
        "Clinton’s primary opponent, Sen.",
        "Los Angeles Lakers vs.",
        "Norway and Chile met.",
        "Don’t panic!",
        "Berg: Nein",
        "State Department.",
        "He’s gone.",
        "Xi Jinping, Emmanuel Macron, Recep Tayyip Erdoğan, Luiz Inácio Lula da Silva",
    ],
)
def test_english_with_names_of_elsewhere(text: str) -> None:
    assert language_of(text) == "en"


def test_200_sentences_in_ten_other_languages() -> None:
    assert len(OTHERS) == 200
    assert len({language for language, _ in OTHERS}) == 10
    let_in = [text for _, text in OTHERS if language_of(text) == "en"]
    assert len(let_in) <= 2, let_in
    misnamed = [(language, language_of(text)) for language, text in OTHERS if language_of(text) != language]
    assert len(misnamed) <= 12, misnamed


def test_a_page_that_says_its_language_is_believed_where_its_words_agree() -> None:
    assert language_of(OTHERS[0][1], "de") == "de"
    assert language_of("Norway and Chile met in Oslo on Monday, officials said.", "de") == "en"


@pytest.mark.skipif(not BENCH.exists(), reason="no annotated news beside the checkout")
def test_no_sentence_of_500_of_the_news_is_refused() -> None:
    sentences = set()
    for path in sorted(
        [
            *BENCH.glob("quotes/*.jsonl"),
            *BENCH.glob("gum/*.jsonl"),
            *BENCH.glob("newswcl50/articles.jsonl"),
            *BENCH.glob("samestory/*.jsonl"),
        ]
    ):
        for line in path.read_text(encoding="utf8").splitlines()[:200]:
            text = json.loads(line).get("text") or ""
            sentences |= {s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", text) if len(s.split()) >= 4}
    drawn = random.Random(18).sample(sorted(sentences), 500)
    assert [s for s in drawn if language_of(s) != "en"] == []
