"""Every rule keeps to its own sentences, and ``onrecord rules`` says where one does not."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.analyse.happened.check import BadRules, check, compiled, unused
from onrecord.analyse.happened.rules import rules
from onrecord.cli import app
from onrecord.model import Analysis
from onrecord.rules import lexicon

run = CliRunner().invoke

# What the shipped rules get wrong of their own sentences. This list may only grow shorter.
KNOWN: set[tuple[str, str, str]] = {
    ("consult.visit", "silent", "Patients visit the clinic twice a year."),
    ("retreat.withdraw", "silent", "She withdrew ten pesos from the bank."),
    ("reject.negated", "fires", "The rebels did not agree to the terms."),
    ("coerce.noun", "fires", "The arrest of two students by police drew protests."),
    ("coerce.noun", "silent", "Cardiac arrest is common."),
}

GOOD = """
[[rule]]
id = "mine.inspect"
type = "COOPERATE"
verbs = "inspect"
fires = ["Norway inspected Chile's ships."]
silent = ["The wind blew."]
"""


def test_no_shipped_rule_fails_its_sentences_but_the_known_ones() -> None:
    failures = {(f.rule, f.expected, f.sentence): f for f in check(lexicon("happened"))}
    assert not [str(f) for key, f in failures.items() if key not in KNOWN]
    mended = KNOWN - failures.keys()
    if mended:
        warnings.warn(f"mended, take off the list of known failures: {sorted(mended)}", stacklevel=1)


def test_no_two_rules_have_one_id() -> None:
    ids = [rule["id"] for rule in lexicon("happened")["rule"]]
    assert sorted(ids) == sorted(set(ids))


def test_every_shipped_rule_has_a_sentence_it_must_fire_on() -> None:
    assert not [r["id"] for r in lexicon("happened")["rule"] if not r.get("fires")]


def test_a_good_file_passes(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD, encoding="utf8")
    result = run(app, ["rules", "check", str(file)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 rule, 2 sentences, 0 failures" in result.stderr


def test_each_failure_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD.replace("The wind blew.", "Peru inspected Chile's ships.").replace("Norway inspected", "Norway painted"), encoding="utf8")
    result = run(app, ["rules", "check", str(file)])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "mine.inspect: must fire on “Norway painted Chile's ships.” (nothing fired)",
        "mine.inspect: must be silent on “Peru inspected Chile's ships.”",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no [[rule]] in it"),
        ("[[rule]]\nverbs = 'meet'\n", "no id or no type"),
        ("[[rule]]\nid = 'a'\ntype = 'CONSULT'\nverb = 'meet'\n", "verb"),
        ("[[rule]]\nid = 'a'\ntype = 'CONSULT'\nverbs = 'meet'\nobjects = '@nothing'\n", "@nothing"),
        ("[[rule]]\nid = 'a'\ntype = 'CONSULT'\nfires = 'A sentence.'\n", "no list of sentences"),
        ("[[rule", "Expected"),
    ],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf8")
    result = run(app, ["rules", "check", str(file)])
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_file_is_told() -> None:
    result = run(app, ["rules", "check", "nowhere.toml"])
    assert result.exit_code == 2
    assert "nowhere.toml" in result.stderr


def test_the_sets_of_a_file_go_before_the_shipped_ones() -> None:
    data = {"rule": [{"id": "a", "type": "CONSULT", "verbs": "meet", "objects": "@talks @mine"}], "sets": {"mine": "circle"}}
    objects = compiled(data).verbs["meet"][0].objects
    assert {"circle", "summit"} <= objects
    with pytest.raises(BadRules):
        compiled({"rule": []})


def test_unused_rules_are_those_without_an_event(analysed: Callable[..., Analysis]) -> None:
    left = unused(rules(), [analysed("The foreign ministers of Norway and Chile met in Lisbon.", "2024-05-08")])
    assert "consult.meet" not in left
    assert "agree.promise" in left


def test_the_command_lists_them(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The foreign ministers of Norway and Chile met in Lisbon.", encoding="utf8")
    result = run(app, ["rules", "unused", str(tmp_path)])
    assert result.exit_code == 0
    assert "consult.meet" not in result.stdout.split()
    assert "never fired" in result.stderr
