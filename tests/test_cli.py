"""The command line as a user runs it: exit codes, what goes to which stream, pipes, and the same command
twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import spacy
from typer.testing import CliRunner, Result

import made
from onrecord.cli import app
from onrecord.defaults import DEFAULT_PIPELINE, SHOWN

GOOD = (
    "OSLO (Reuters) - Norway and Chile met in Oslo on Monday. “We will sign the accord by 2030,” said Anna "
    "Berg, a minister.\n"
)
COMMANDS = sorted(c.name or c.callback.__name__ for c in app.registered_commands if c.callback)
MAIN = [sys.executable, "-c", "from onrecord.cli import main; main()"]


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def process(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*MAIN, *map(str, arguments)], capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of made reports, read by the command."""
    here = tmp_path_factory.mktemp("record")
    result = run("read", made.folder(here / "reports", 6), "--record", here / "r.db")
    assert result.exit_code == 1, result.output  # the empty file and the German report
    return here / "r.db"


def exported(record: Path, to: Path) -> dict[str, bytes]:
    assert run("export", "--record", record, "--to", to).exit_code == 0
    return {p.name: p.read_bytes() for p in sorted(to.iterdir())}


# --- help and wrong usage ------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output
    assert len(result.output.splitlines()) > 4


def test_no_command_shows_help() -> None:
    result = run()
    assert result.exit_code in (0, 2)
    assert "analyse" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["read"],
        ["analyse"],
        ["export"],
        ["read", "x", "--no-such-option"],
        ["read", "x", "--workers", "0"],
        ["read", "x", "--published", "yesterday"],
        ["read", "x", "--published", "3023-07-28"],
        ["analyse", "x", "--published", "1066-10-14"],
        ["timeline", "--record", "none.db"],
        ["export", "--record", "none.db", "--to", "out"],
        ["relations", "--record", "none.db"],
        ["timeline", "--from", "soon"],
        ["timeline", "--format", "xml"],
        ["timeline", "--dates", "0"],
        ["export", "--to", "out", "--format", "xml"],
        ["search"],
        ["read", "x", "--record", "missing/folder/r.db"],
    ],
)
def test_wrong_usage(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert len(result.stderr.strip()) > 10
    assert "Traceback" not in result.output


def test_a_file_that_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(GOOD * 50)
    for arguments in (["timeline"], ["read", str(path)], ["export", "--to", str(tmp_path / "out")]):
        result = run(*arguments, "--record", path)
        assert result.exit_code == 2
        assert "name another file with --record" in result.stderr
    assert path.read_text() == GOOD * 50


# --- analyse -------------------------------------------------------------------------------------


def test_analyse_prints_one_object_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "x", "text": GOOD}) + "\n")
    result = run("analyse", tmp_path, "--published", "2024-05-08")
    assert result.exit_code == 0
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert [o["report"]["id"] for o in objects] == ["a", "x"]
    assert {o["report"]["published"] for o in objects} == {"2024-05-08"}
    assert result.stderr == ""


def test_analyse_tells_what_it_refuses(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_bytes(b"")
    result = run("analyse", tmp_path, tmp_path / "none")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert len(result.stderr.splitlines()) == 2
    assert all(line.startswith("onrecord: ") for line in result.stderr.splitlines())


def test_another_language_is_told_in_its_object(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Die Regierung hat am Montag erklärt, dass sie die Gespräche wieder aufnehmen will, sagte der "
        "Minister. " * 3
    )
    result = run("analyse", tmp_path)
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    said = json.loads(line)
    assert (said["report"]["language"], said["events"], said["actors"]) == ("de", [], [])
    assert "another language" in said["problems"][0]["what"]


@pytest.mark.slow
def test_another_pipeline_is_named_by_its_folder(tmp_path: Path) -> None:
    nlp = spacy.load(DEFAULT_PIPELINE)
    nlp.to_disk(tmp_path / "mine")
    nlp.remove_pipe("parser")
    nlp.to_disk(tmp_path / "lacking")
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf8")
    given = ("analyse", tmp_path / "a.txt", "--published", "2024-05-08", "--workers", "1", "--pipeline")
    assert json.loads(run(*given, tmp_path / "mine").stdout) == json.loads(
        run(*given, DEFAULT_PIPELINE).stdout
    )
    for name, why in (("nowhere", "no spaCy pipeline"), (tmp_path / "lacking", "has no parser")):
        refused = run(*given, name)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert why in refused.stderr
        assert refused.stderr.count("\n") == 1


def test_standard_input() -> None:
    result = run("analyse", "-", stdin=GOOD)
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)["quotes"]) == 1
    result = run("analyse", "-", stdin=json.dumps({"id": "x", "text": GOOD}) + "\n")
    assert json.loads(result.stdout)["report"]["id"] == "x"


@pytest.mark.slow
def test_workers_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("".join(json.dumps(o) + "\n" for o in made.objects(40, 9, 4)))
    one, two = (process("analyse", path, "--workers", n) for n in ("1", "2"))
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout
    assert one.stdout.count(b"\n") == 40


def test_a_closed_pipe_is_no_fault_to_tell(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("".join(json.dumps(o) + "\n" for o in made.objects(60, 9, 6)))
    reader = subprocess.Popen(
        [*MAIN, "analyse", str(path), "--workers", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert reader.stdout
    assert reader.stderr
    reader.stdout.readline()
    reader.stdout.close()
    said = reader.stderr.read()
    reader.wait(60)
    assert said == b""


# --- the record ----------------------------------------------------------------------------------


def test_read_says_what_it_did(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(GOOD)
    first = run("read", tmp_path / "in", "--record", tmp_path / "r.db")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "1 report read, 0 unchanged, 0 refused" in first.stderr
    second = run("read", tmp_path / "in", "--record", tmp_path / "r.db")
    assert second.exit_code == 0
    assert "0 reports read, 1 unchanged, 0 refused" in second.stderr


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = run("read", tmp_path / "in", "--record", tmp_path / "r.db")
    assert (result.exit_code, "no file to read was found there" in result.stderr) == (0, True)


def test_the_version(tmp_path: Path) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"onrecord {version('onrecord')}\n")


def test_columns_are_honoured(record: Path) -> None:
    plain = {k: v for k, v in os.environ.items() if k != "COLUMNS"}  # readline sets it behind Python's back
    wide = process("timeline", "--record", record, env=plain)
    narrow = process("timeline", "--record", record, env={**os.environ, "COLUMNS": "60"})
    assert max(map(len, narrow.stdout.decode().splitlines()[1:])) <= 60
    lines = wide.stdout.decode().splitlines()
    assert len(lines) <= len(narrow.stdout.decode().splitlines())
    assert [line for line in lines[1:] if "   " in line] == []  # unpadded
    tabs = process("timeline", "--record", record, "--format", "tsv").stdout.decode().splitlines()
    assert {len(line.split("\t")) for line in tabs} == {7}
    assert all(SHOWN <= float(line.split("\t")[-1]) <= 1 for line in tabs)
    assert len(tabs) == len(lines) - 1


def test_the_same_command_twice_changes_nothing(tmp_path: Path) -> None:
    reports = made.folder(tmp_path / "reports", 4)
    one = run("read", reports, "--record", tmp_path / "r.db")
    before = exported(tmp_path / "r.db", tmp_path / "one")
    two = run("read", reports, "--record", tmp_path / "r.db")
    assert (one.exit_code, two.exit_code) == (1, 1)
    assert "0 reports read" in two.stderr
    assert exported(tmp_path / "r.db", tmp_path / "two") == before


def test_in_parts_or_at_once_is_the_same_record(tmp_path: Path) -> None:
    reports = made.folder(tmp_path / "reports", 4)
    run("read", reports, "--record", tmp_path / "whole.db")
    for path in sorted(reports.iterdir(), reverse=True):
        run("read", path, "--record", tmp_path / "parts.db")
    assert exported(tmp_path / "parts.db", tmp_path / "parts") == exported(
        tmp_path / "whole.db", tmp_path / "whole"
    )


def test_an_undated_copy_gets_the_day_of_its_source(record: Path, tmp_path: Path) -> None:
    reports = [json.loads(line) for line in exported(record, tmp_path / "out")["reports.jsonl"].splitlines()]
    by_id = {r["id"]: r for r in reports}
    assert by_id["undated"]["published_basis"] == "inferred"
    assert by_id["undated"]["published"] == by_id["report-00"]["published"]


@pytest.mark.parametrize(
    "command", ["timeline", "relations", "expectations", "disputes", "sources", "stories"]
)
def test_views_are_plain_in_a_pipe(command: str, record: Path) -> None:
    result = process(command, "--record", record, env={**os.environ, "TERM": "xterm-256color"})
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()
    assert b"\x1b" not in result.stdout
    assert result.stderr == b""


def test_timeline_as_lines(record: Path) -> None:
    result = run("timeline", "--record", record, "--dates", "3", "--sentences", "2", "--format", "jsonl")
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert 0 < len(rows) <= 3
    assert [r["date"] for r in rows] == sorted(r["date"] for r in rows)
    assert all(set(r) >= {"date", "sentences", "events"} for r in rows)


def test_timeline_without_events(record: Path) -> None:
    assert "No event to show" in run("timeline", "--record", record, "--from", "2100-01-01").stdout
    assert "No event to show" not in run("timeline", "--record", record).stdout


def test_search(record: Path) -> None:
    assert "[Norway]" in run("search", "Norway", "--record", record).stdout
    assert "No report holds these words." in run("search", "zebra", "--record", record).stdout
    assert run("search", '"(*', "--record", record).exit_code == 0


def test_export_to_a_file_is_told(record: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    result = run("export", "--record", record, "--to", tmp_path / "taken")
    assert result.exit_code == 2
    assert "name another folder with --to" in result.stderr
