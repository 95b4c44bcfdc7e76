"""Why a word tells an act or none, and a user's own acts: laid over the shipped ones, checked, and read anew
where they change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.lexicon import OWN
from onrecord.lexicon.acts import acts, compile_acts, laid_over
from onrecord.lexicon.load import table
from shell import EXAMPLES, run

ENTRY = (
    '[[act]]\nid = "protest.serenade"\ntype = "PROTEST"\nverbs = "serenade"\nfires = ["Farmers serenaded '
    'Chile on Monday. -> PROTEST happened: farmers > Chile"]\n'
)
REPORT = "Norway's envoy Anna Lund serenaded Chile on Monday. Norway suspended its cooperation with Chile."


@pytest.fixture(autouse=True)
def _without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command sets the environment for its workers; the next test is to have none of it."""
    monkeypatch.setenv(OWN, "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(ENTRY)
    row = {"id": "one", "text": REPORT, "published": "2024-05-08"}
    (tmp_path / "in.jsonl").write_text(json.dumps(row))
    return tmp_path


def test_every_entry_that_was_asked_says_why(folder: Path) -> None:
    told = run("explain", folder / "in.jsonl", "--why", "suspended").stdout
    assert "suspended [one 59–68]" in told
    assert "looked up as: suspend cooperation" in told
    assert told.count("taken  ") == 1
    assert "taken    sanction.cut (SANCTION): chance 0." in told
    assert "refused  retreat.ceasefire (RETREAT): its object must be attack" in told
    none = run("explain", folder / "in.jsonl", "--why", "serenade").stdout
    assert "no act: no entry has it as a verb" in none
    near = run("explain", folder / "in.jsonl", "--why", "cooperaton")
    assert "did you mean cooperation?" in near.stderr
    head = run("explain", EXAMPLES / "2022-08-05-suspension.txt", "--why", "talks").stdout
    assert "it stands in a headline" in head
    assert "told by another word of the sentence" in head


@pytest.mark.slow
def test_what_is_taken_is_what_the_analysis_has(folder: Path) -> None:
    """The two ways to the same answer agree on every word of the sample story."""
    for path in sorted(EXAMPLES.glob("*.txt"))[:4]:
        found = json.loads(run("analyse", path).stdout)["events"]
        for e in found:
            word = path.read_text(encoding="utf8")[e["start"] : e["end"]]
            told = run("explain", path, "--why", word).stdout
            block = told.split(f" {e['start']}–{e['end']}]")[1].split("looked up as", 2)[1]
            assert f"taken    {e['rule']} ({e['type']})" in block, (path, word)


def test_ones_own_acts_are_read_and_what_was_read_before_is_read_anew(folder: Path) -> None:
    record = folder / "r.db"
    assert "1 report read" in run("read", folder / "in.jsonl", "--record", record).stderr
    assert "serenade" not in run("timeline", "--record", record, "--sure", "0").stdout
    own = run("read", folder / "in.jsonl", "--record", record, "--rules", folder / "mine.toml")
    assert "1 report read" in own.stderr
    assert "serenade" in run("timeline", "--record", record, "--sure", "0").stdout
    again = run("read", folder / "in.jsonl", "--record", record, "--rules", folder / "mine.toml")
    assert "1 unchanged" in again.stderr
    (folder / "mine.toml").write_text(ENTRY.replace("PROTEST", "THREATEN"))
    assert (
        "1 report read"
        in run("read", folder / "in.jsonl", "--record", record, "--rules", folder / "mine.toml").stderr
    )


def test_an_entry_of_ones_own_takes_the_place_of_the_shipped_one_of_its_name() -> None:
    shipped = table("acts")
    entry = {"id": "sanction.cut", "type": "SANCTION", "verbs": "zap"}
    made = compile_acts(laid_over({"act": [entry]}, shipped))
    assert [a.id for a in made.verbs["zap"]] == ["sanction.cut"]
    assert "sanction.cut" not in {a.id for a in made.verbs.get("suspend", ())}
    assert len(laid_over({"act": [entry]}, shipped)["act"]) == len(shipped["act"])
    assert "zap" not in acts().verbs


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[act]]\nid = 'x'\ntype = 'DANCE'\nverbs = 'dance'\n", "act x: Invalid enum value 'DANCE'"),
        (
            "[[act]]\nid = 'x'\ntype = 'PROTEST'\nverb = 'dance'\n",
            "act x: Object contains unknown field `verb`",
        ),
        ("[[act]]\nid = 'x'\ntype = 'PROTEST'\nverbs = 'dance'\nobject = '@none'\n", "no set @none"),
        (
            "[[act]]\nid = 'x'\ntype = 'PROTEST'\nverbs = 'dance'\nfires = ['They dance.']\n",
            "an example is written",
        ),
        ("[[act]]\nid = 'x'\ntype = 'PROTEST'\n", "act x: no verbs, nouns or adjectives"),
        ("hello", "Expected '='"),
        ("", "no [[act]] in it"),
    ],
)
def test_a_file_that_is_no_lexicon_is_told_and_nothing_is_read(text: str, why: str, folder: Path) -> None:
    (folder / "bad.toml").write_text(text)
    result = run("read", folder / "in.jsonl", "--record", folder / "r.db", "--rules", folder / "bad.toml")
    assert result.exit_code == 2
    assert why in result.stderr
    assert not (folder / "r.db").exists()


def test_a_file_that_is_not_there(folder: Path) -> None:
    result = run("read", folder / "in.jsonl", "--record", folder / "r.db", "--rules", folder / "none.toml")
    assert result.exit_code == 2
    assert "No such file" in result.stderr
