"""What a report says, stage by stage, and the times of a text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.model import Analysis
from onrecord.show.explain import explain

run = CliRunner().invoke
TEXT = (
    "Envoys meet\n\nOSLO – Norway suspended talks with Chile on Monday. \"We met Peru's envoy,\" Chile's "
    "president said.\n\nChile pledged to cut tariffs by 2030.\n"
)


def test_every_stage_is_told_with_rule_and_place(analysed: Callable[..., Analysis]) -> None:
    a = analysed(TEXT, "2024-05-08", "one")
    stages = {s.name: s.lines for s in explain(a)}
    assert list(stages) == [
        "Report",
        "Layout",
        "Times",
        "Actors",
        "Places",
        "Quotes",
        "Events",
        "Commitments",
    ]
    assert any("dateline" in line for line in stages["Layout"])
    assert any("'Monday'" in line and "2024-05-06" in line for line in stages["Times"])
    events = "\n".join(stages["Events"])
    for e in a.events:
        assert e.rule in events
        assert f"[{e.trigger.start}–{e.trigger.end}]" in events
    assert "from 'Monday'" in events
    for q in a.quotes:
        assert any(q.rule in line for line in stages["Quotes"])


def test_the_command_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(TEXT, encoding="utf8")
    result = run(app, ["explain", str(file), "--published", "2024-05-08"])
    assert result.exit_code == 0
    assert "sanction.cut" in result.stdout
    assert run(app, ["explain", str(tmp_path / "none.txt")]).exit_code == 1


def test_times_are_one_object_a_line() -> None:
    result = run(
        app,
        ["times", "-", "--published", "2022-11-09"],
        input="They met on Tuesday and will meet again next week.",
    )
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(r["text"], r["type"], r["value"]) for r in rows] == [
        ("Tuesday", "DATE", "2022-11-08"),
        ("next week", "DATE", "2022-W46"),
    ]
    assert rows[0]["earliest"] == rows[0]["latest"] == "2022-11-08"
