"""Short timelines: which days, which sentences, and the chronologies that reports print themselves."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.fuse.chronology import chronology
from onrecord.fuse.salience import days, timeline
from onrecord.fuse.telling import candidates, shares, story_words, telling, words

DAM = "Here is a chronology of the dispute over the Kessel dam:\n\n"
LISTED = (
    "The council of Arvik met on Tuesday to end the dispute over the dam. Nobody was hurt.\n\n"
    + DAM
    + "March 5 - Engineers find a crack in the Kessel dam above Arvik.\n\n"
    "April 9 - The mayor of Arvik orders the valley below the dam to be cleared.\n\nAbout 900 families "
    "leave for the coast.\n\n"
    "Sept 2: The regional court stops the work on the dam."
)
REPORTS = {
    "fire": (
        "A fire in the harbour of Arvik destroyed four trawlers on Monday, and the harbour master said that "
        "the port would stay closed for a week. Will it open again?",
        "2023-06-12",
    ),
    "fire2": (
        "The fire that destroyed four trawlers in the harbour of Arvik on Monday began in the engine room "
        "of one of them, the harbour master said.",
        "2023-06-13",
    ),
    "fire3": (
        "Arvik will reopen its harbour on June 19, one week after the fire that destroyed four trawlers "
        "there, the harbour master said on Wednesday.",
        "2023-06-14",
    ),
    "choir": (
        "The children of the Arvik choir sang on Monday in a church in the hills, and the audience of "
        "eighty gave them flowers and a warm ovation.",
        "2023-06-12",
    ),
    "later": (
        "Four trawlers burned on 12 June. The harbour of Arvik has been rebuilt since then with money from "
        "the fund for the islands and the coast.",
        "2023-09-20",
    ),
}


@pytest.fixture(scope="module")
def story(analysed):
    return [analysed(text, day, id) for id, (text, day) in REPORTS.items()]


def test_the_day_still_looked_back_on_comes_first(story):
    scores = days(story, story_words(story))
    assert max(scores, key=lambda d: scores[d]) == date(2023, 6, 12)


def test_a_day_of_another_story_weighs_less(analysed):
    texts = (
        "On June 3 the council of Arvik closed the dam.",
        "On June 5 a ship left Lisbon with a cargo of wine.",
        "The dam of Arvik is old.",
        "The council of Arvik met.",
    )
    reports = [analysed(t, "2023-06-20", f"r{n}") for n, t in enumerate(texts)]
    scores = days(reports, {"dam": 0.5, "arvik": 0.75, "council": 0.5})
    assert scores[date(2023, 6, 3)] > scores[date(2023, 6, 5)]


def test_a_day_ahead_is_a_plan_and_no_entry(story):
    assert date(2023, 6, 19) not in [c.day for c in timeline(story, 9, 1)]


def test_the_story_outweighs_the_odd_sentence(story):
    (chosen,) = timeline(story, 1, 1)
    assert "trawlers" in chosen.sentences[0].text
    assert "choir" not in chosen.sentences[0].text


def test_a_second_sentence_adds_something(story):
    (chosen,) = timeline(story, 1, 2)
    first, second = (words(c.text) for c in chosen.sentences)
    assert second - first


def test_no_sentence_stands_for_two_days(story):
    cited = [c for day in timeline(story, 9, 9) for c in day.sentences]
    assert len(cited) == len(set(cited))


def test_somebody_speaking_is_no_entry(analysed):
    spoken = (
        "We saw how the fire destroyed four trawlers in the harbour of Arvik on Monday and our boats could "
        "do nothing."
    )
    told = (
        "Four trawlers sank in the harbour of Arvik on Monday after a fire that began in an engine room, "
        "officials said."
    )
    (chosen,) = timeline([analysed(f"{spoken}\n\n{told}", "2023-06-12", "voices")], 1, 2)
    assert [c.text for c in chosen.sentences] == [told]


def test_no_question_and_no_scrap_is_an_entry(story):
    for c in timeline(story, 9, 9):
        assert all(s.text.endswith(".") and len(s.text.split()) >= 15 for s in c.sentences)


def test_a_readers_comment_is_no_entry(analysed):
    comment = (
        "June 12, 2023 at 4:20 pm | The harbour of Arvik needs new trawlers and a new harbour master after "
        "a fire like that one."
    )
    told = (
        "Four trawlers sank in the harbour of Arvik on Monday after a fire that began in an engine room, "
        "officials said."
    )
    (chosen,) = timeline([analysed(f"{told}\n\n{comment}", "2023-06-12", "comments")], 1, 2)
    assert [c.text for c in chosen.sentences] == [told]


def test_a_sentence_does_not_start_with_its_dateline(analysed):
    told = (
        "Four trawlers sank in the harbour of Arvik on Monday after a fire that began in an engine room, "
        "officials said."
    )
    (chosen,) = timeline([analysed(f"ARVIK, Norway (Reuters) - {told}", "2023-06-12", "wire")], 1, 1)
    assert [c.text for c in chosen.sentences] == [told]


def test_a_chronology_is_read_line_by_line(analysed):
    a = analysed(LISTED, "2022-10-04", "dam")
    assert [(x.day, a.report.text[x.start : x.end]) for x in chronology(a)] == [
        (date(2022, 3, 5), "Engineers find a crack in the Kessel dam above Arvik."),
        (date(2022, 4, 9), "The mayor of Arvik orders the valley below the dam to be cleared."),
        (date(2022, 4, 9), "About 900 families leave for the coast."),
        (date(2022, 9, 2), "The regional court stops the work on the dam."),
    ]


def test_two_days_are_no_chronology(analysed):
    assert (
        chronology(
            analysed("May 3 - The dam was closed.\n\nMay 4 - The dam was opened.", "2022-10-04", "two")
        )
        == ()
    )


def test_a_diary_of_days_ahead_is_no_chronology(analysed):
    diary = (
        "March 5 - The council votes on the dam.\n\nMarch 9 - The mayor speaks.\n\nApril 2 - The court "
        "hears the engineers."
    )
    assert chronology(analysed(diary, "2022-02-04", "diary")) == ()


def test_the_line_of_a_chronology_tells_its_day(analysed):
    lead = (
        "Engineers working above Arvik reported on Saturday that the Kessel dam had a crack, and the mayor "
        "of Arvik asked the court for time to look at the dam."
    )
    both = [analysed(lead, "2022-03-05", "lead"), analysed(LISTED, "2022-10-04", "dam")]
    chosen = {c.day: c.sentences for c in timeline(both, 4, 1)}
    assert chosen[date(2022, 3, 5)][0].text == "Engineers find a crack in the Kessel dam above Arvik."
    assert date(2022, 4, 9) in chosen
    assert date(2022, 9, 2) in chosen


def test_candidates_of_another_day_are_left_out(story):
    pool = candidates(story, frozenset([date(2023, 6, 13)]))
    assert not pool  # every sentence of the reports of that day and the next names the fire's day or its own


def test_shares_are_of_texts_not_of_words():
    assert shares([words("dam dam court"), words("the dam")]) == {"dam": 1.0, "court": 0.5}


def test_nothing_to_tell():
    assert telling({}, 3, {}) == {}
    assert timeline([], 3, 1) == []
