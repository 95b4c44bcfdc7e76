"""Corrections as a user gives them: shown before they are done, kept through a new reading, listed, undone,
handed on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from shell import EXAMPLES, run

WOODSIDE = "Joe Biden and Xi Jinping meet in Woodside"


def timeline(record: Path, *more: str) -> str:
    return run("timeline", "--record", record, *more).stdout


def test_a_preview_keeps_nothing(mine: Path, line_of: Callable[..., str]) -> None:
    before = mine.read_bytes()
    result = run("correct", "reject", line_of(WOODSIDE), "--record", mine, "--preview")
    assert result.exit_code == 0
    assert result.stdout.startswith("− 2023-11-15  ●  " + WOODSIDE)
    assert "nothing was kept" in result.stderr
    assert mine.read_bytes() == before
    assert run("corrections", "--record", mine).stdout.startswith("Nothing was corrected")


def test_said_shown_listed_kept_and_taken_back(mine: Path, line_of: Callable[..., str]) -> None:
    day = (
        "correct",
        "redate",
        line_of(WOODSIDE),
        "2023-11-16",
        "--record",
        mine,
        "--author",
        "A. Berg",
        "--note",
        "their diary",
    )
    result = run(*day)
    assert result.exit_code == 0, result.output
    assert "days: 2023-11-15/2023-11-15 → 2023-11-16/2023-11-16. corrected by A. Berg" in result.stdout
    told = f"2023-11-16  ●  {WOODSIDE}  2 reports, 2 sources, sure  day corrected by A. Berg"
    assert told in timeline(mine)
    assert run("read", EXAMPLES, "--record", mine).exit_code == 0  # read again
    assert told in timeline(mine)
    listed = run("corrections", "--record", mine).stdout
    assert f"redate event: {WOODSIDE}; 2023-11-15/2023-11-15 → 2023-11-16/2023-11-16  their diary" in listed
    id = listed.splitlines()[1].split()[0]
    undone = run("correct", "undo", id, "--record", mine)
    assert (undone.exit_code, "taken back" in undone.stderr) == (0, True)
    assert told not in timeline(mine)
    assert "taken back" in run("corrections", "--record", mine, "--all").stdout
    assert run("corrections", "--record", mine).stdout.startswith("Nothing was corrected")


def test_withdrawing_shows_what_falls_and_takes_it_along(mine: Path) -> None:
    (last,) = (
        x
        for x in run("timeline", "--record", mine, "--evidence").stdout.split("\n20")
        if WOODSIDE in x.split("\n")[0]
    )
    assert "2023-11-16-woodside" in last
    result = run("correct", "withdraw", "2023-11-16-woodside", "--record", mine)
    assert "no longer on record: 2023-11-16-woodside" in result.stdout
    assert "2 → 1" in result.stdout
    assert run("read", EXAMPLES, "--record", mine).exit_code == 0
    assert "2023-11-16-woodside" not in timeline(mine, "--evidence")
    id = run("corrections", "--record", mine).stdout.splitlines()[1].split()[0]
    run("correct", "undo", id, "--record", mine)
    assert "2023-11-16-woodside" in timeline(mine, "--evidence")


NOT_THERE = "visits Egypt  1 report, weak  did not happen"


def test_handed_to_another_record(mine: Path, tmp_path: Path, line_of: Callable[..., str]) -> None:
    """Its reports have other ids there, and one of them is not there yet."""
    run("correct", "reject", line_of(NOT_THERE), "--record", mine)
    run("correct", "rename", "actor", "Xie Zhenhua", "Envoy Xie", "--record", mine)
    data = run("corrections", "--record", mine, "--format", "jsonl").stdout
    theirs = tmp_path / "theirs.db"
    texts = [EXAMPLES / "2022-11-09-sharm-2.txt", EXAMPLES / "2023-12-14-recap.txt"]
    lines = [
        json.dumps({"id": f"other-{n}", "text": p.read_text(encoding="utf8")}) for n, p in enumerate(texts)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines[1:]))
    run("read", tmp_path / "in.jsonl", "--record", theirs)
    taken = run("correct", "load", "-", "--record", theirs, stdin=data + "\n{}\n")
    assert taken.exit_code == 1
    assert "line 4: no correction" in taken.stderr
    assert "2 corrections taken over, 1 refused" in taken.stderr
    rows = [
        json.loads(x) for x in run("corrections", "--record", theirs, "--format", "jsonl").stdout.splitlines()
    ]
    assert [r["orphaned"] for r in rows] == [True, False]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    run("read", tmp_path / "in.jsonl", "--record", theirs)
    assert "meet in Bali" in timeline(theirs)
    assert NOT_THERE not in timeline(theirs)
    assert "Envoy Xie" in timeline(theirs)
    assert "orphaned" not in run("corrections", "--record", theirs).stdout
    assert run("correct", "load", "-", "--record", theirs, stdin=data).stderr.endswith(
        "0 corrections taken over, 0 refused\n"
    )


def test_an_orphan_is_shown(mine: Path, tmp_path: Path, line_of: Callable[..., str]) -> None:
    """The report that told the line is read anew with another text."""
    text = "CANBERRA (Reuters) - Kenya and Peru signed a treaty on fishing on {}."
    for day in ("May 6", "May 7"):
        (tmp_path / "in.jsonl").write_text(
            json.dumps({"id": "r", "text": text.format(day), "published": "2024-05-08"})
        )
        run("read", tmp_path / "in.jsonl", "--record", mine)
        if day == "May 6":
            assert run("correct", "reject", line_of("treaty", mine), "--record", mine).exit_code == 0
            assert "treaty" not in timeline(mine)
    assert "treaty" in timeline(mine)
    assert "orphaned" in run("corrections", "--record", mine).stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["reject", "e-nothing"], "no event of that id"),
        (["rename", "actor", "Kery", "x"], "did you mean Kerry or John Kerry"),
        (["join", "thing", "a", "b"], "'thing' is not event or actor"),
        (["undo", "k-1"], "no correction that holds"),
        (["load", "nowhere.jsonl"], "can't be read"),
        (["withdraw", "../../etc/passwd"], "no report of that id"),
    ],
)
def test_wrong_usage(arguments: list[str], why: str, mine: Path) -> None:
    result = run("correct", *arguments, "--record", mine)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_two_who_correct_one_line(
    mine: Path, line_of: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was looked at has changed before it is kept: the second is told and nothing is kept."""
    from onrecord.cli import correct

    real = correct.store_of

    def meanwhile(path: str, reading: bool = True) -> object:
        if not reading:
            monkeypatch.setattr(correct, "store_of", real)
            run("correct", "confirm", line_of(WOODSIDE), "--record", mine)
        return real(path, reading)

    monkeypatch.setattr(correct, "store_of", meanwhile)
    result = run("correct", "reject", line_of(WOODSIDE), "--record", mine)
    assert result.exit_code == 2
    assert "the record has changed since it was looked at" in result.stderr
    assert "confirm" in run("corrections", "--record", mine).stdout
    assert "reject" not in run("corrections", "--record", mine).stdout


def test_hostile_words_steer_nothing(mine: Path, line_of: Callable[..., str]) -> None:
    steer = "\x1b[2J\u202eevil\nonrecord: done"
    run(
        "correct",
        "rename",
        "event",
        line_of(WOODSIDE),
        steer,
        "--record",
        mine,
        "--author",
        steer,
        "--note",
        steer,
    )
    for command in (["timeline"], ["corrections"], ["corrections", "--format", "jsonl"]):
        out = run(*command, "--record", mine).output
        assert "evil" in out
        assert "\x1b" not in out and "\u202e" not in out  # noqa: PT018
        assert not any(x.startswith("onrecord: done") for x in out.splitlines())
