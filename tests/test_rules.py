"""Every entry of the lexicon gives the event beside its sentence, and ``onrecord rules`` says where one does
not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.analyse.clause.words import words
from onrecord.analyse.happened.check import BadRules, check, compiled, examples, unused
from onrecord.cli import app
from onrecord.lexicon import table
from onrecord.model import Analysis

run = CliRunner().invoke

GOOD = """
[[act]]
id = "mine.inspect"
type = "COOPERATE"
verbs = "inspect"
fires = ["Norway inspected Chile's ships. -> COOPERATE happened: Norway > Chile", "The wind blew. -> none"]
"""


def test_every_shipped_entry_gives_the_event_beside_its_sentence() -> None:
    assert [str(f) for f in check(table("acts"))] == []


def test_no_two_entries_have_one_id() -> None:
    ids = [a["id"] for a in table("acts")["act"]]
    assert sorted(ids) == sorted(set(ids))


def test_every_entry_with_words_has_a_sentence() -> None:
    assert not [
        a["id"]
        for a in table("acts")["act"]
        if any(a.get(k) for k in ("verbs", "nouns", "adjectives")) and not a.get("fires")
    ]


@pytest.mark.parametrize(
    "path",
    sorted((Path(onrecord.__file__).parent / "rules" / "data" / "en").glob("*.toml")),
    ids=lambda p: p.name,
)
def test_what_other_data_call_an_entry_is_one(path: Path) -> None:
    ids = {a["id"] for a in table("acts")["act"]}
    kinds = "|".join(sorted({a["type"].lower() for a in table("acts")["act"]}))
    assert set(re.findall(rf"\b(?:{kinds})\.[a-z-]+\b", path.read_text(encoding="utf8"))) <= ids


def test_the_table_of_factuality_gives_only_statuses() -> None:
    known = {
        "happened",
        "ongoing",
        "planned",
        "expected",
        "possible",
        "not_happened",
        "called_off",
        "same",
        "own",
    }
    assert {x for pair in words().governors.values() for x in pair} <= known


def test_a_good_file_passes(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD, encoding="utf8")
    result = run(app, ["rules", "check", str(file)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 act, 2 sentences, 0 failures" in result.stderr


def test_each_failure_is_one_line_that_says_what_came_instead(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        GOOD.replace("> Chile", "> Peru").replace("The wind blew.", "Peru inspected Chile's ships."),
        encoding="utf8",
    )
    result = run(app, ["rules", "check", str(file)])
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(
        "mine.inspect: “Norway inspected Chile's ships.” is to give COOPERATE happened: Norway > Peru; it "
        "gives COOPERATE"
    )
    assert second.startswith(
        "mine.inspect: “Peru inspected Chile's ships.” is to give none; it gives COOPERATE"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no [[act]] in it"),
        ("[[act]]\nverbs = 'meet'\n", "id"),
        ("[[act]]\nid = 'a'\ntype = 'FOO'\nverbs = 'meet'\n", "FOO"),
        ("[[act]]\nid = 'a'\ntype = 'CONSULT'\nverb = 'meet'\n", "verb"),
        ("[[act]]\nid = 'a'\ntype = 'CONSULT'\nverbs = 'meet'\nobject = '@nobody'\n", "@nobody"),
        ("[[act]]\nid = 'a'\ntype = 'CONSULT'\nverbs = 'meet'\nfires = ['They met.']\n", "They met."),
        ("[[act", "end of document"),
    ],
)
def test_a_file_that_is_no_lexicon_is_refused_by_name(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf8")
    result = run(app, ["rules", "check", str(file)])
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert str(file) in line
    assert told in line


def test_what_never_fires_is_told(analysed: Callable[..., Analysis]) -> None:
    found = [analysed("Norway's minister Anna Lund met Chile's envoy Pedro Rojas on Monday.", "2024-05-08")]
    assert unused(["consult.meet", "aid.give"], found) == ["aid.give"]


def test_examples_are_read_in_their_parts() -> None:
    (entry, m), (_, none) = examples(
        {"act": [{"id": "a", "fires": ["A met B. -> CONSULT planned: A, B >", "A ran. -> none"]}]}
    )
    assert (entry, m["type"], m["status"], m["actors"].strip(), m["recipients"], none["none"]) == (
        "a",
        "CONSULT",
        "planned",
        "A, B",
        "",
        "none",
    )


def test_bad_entries_are_an_error_of_their_own() -> None:
    with pytest.raises(BadRules, match="no \\[\\[act\\]\\]"):
        compiled({})
