"""The tables as a user fills them, and Datasette on the same file."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.record.tables import TABLES
from shell import run


def test_filled_listed_and_told_to_datasette(mine: Path, tmp_path: Path) -> None:
    result = run("tables", "--record", mine, "--metadata", tmp_path / "metadata.json", "--format", "jsonl")
    assert result.exit_code == 0, result.output
    counts = {r["table"]: r["rows"] for r in map(json.loads, result.stdout.splitlines())}
    assert {t.name for t in TABLES} < set(counts)
    assert counts["events"] > 20
    assert counts["reports"] == 16
    metadata = json.loads((tmp_path / "metadata.json").read_text())
    assert metadata["databases"]["mine"]["tables"]["events"]["columns"]["p"].startswith("chance")
    assert f"datasette {mine}" in result.stderr
    assert "participants  " in run("tables", "--record", mine).stdout


def test_datasette_shows_them(mine: Path, tmp_path: Path) -> None:
    datasette = pytest.importorskip("datasette.app", reason="Datasette is not installed")
    run("tables", "--record", mine, "--metadata", tmp_path / "metadata.json")
    metadata = json.loads((tmp_path / "metadata.json").read_text())

    async def ask() -> list[Any]:
        ds = datasette.Datasette([str(mine)], metadata=metadata)
        await ds.invoke_startup()
        pages = [
            await ds.client.get(f"/mine{path}")
            for path in (
                "",
                "/events",
                "/events.json?_search=methane&_shape=array",
                "/timeline.json?_shape=array",
                "/corrections",
            )
        ]
        return [(p.status_code, p.text) for p in pages]

    (home, events, found, timeline, corrections) = asyncio.run(ask())
    assert [status for status, _ in (home, events, found, timeline, corrections)] == [200] * 5
    assert "/mine/participants" in home[1]
    assert home[1].index("/mine/participants") and "/mine/told" not in home[1].split("hidden table")[0]  # noqa: PT018
    assert "chance that the line is right" in events[1]
    assert "Search:" in events[1]
    assert 0 < len(json.loads(found[1])) < 10
    assert any("methane" in e["summary"] for e in json.loads(found[1]))
    assert json.loads(timeline[1])[0]["text"]


def test_wrong_usage(mine: Path, tmp_path: Path) -> None:
    assert run("tables", "--record", tmp_path / "none.db").exit_code == 2
    assert run("tables", "--record", mine, "--metadata", tmp_path).exit_code == 2
