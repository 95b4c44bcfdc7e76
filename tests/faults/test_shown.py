"""What is shown steers no terminal, what is handed out runs in no spreadsheet, and both keep every word."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from onrecord import cli
from onrecord.show.export import guarded
from onrecord.show.handon.tidy import csv_of
from onrecord.show.plain import line, plain, plain_json
from onrecord.show.whole import write_folder

STEERS = (
    "\x1b[2J\x1b]0;owned\x07\x9b31m\r\u202eevil\u202c\u2066x\u2069\u200b\u200f\u061c\x00\x08\U000e0041"
    "\u2028\xad"
)
BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
TEXT = (
    "Norway and Chile met in Oslo on Monday. “We will sign by 2030,” said Anna Berg, a minister. Norway "
    "suspended talks with Peru."
)
UNICODE = [chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports whose every field holds what steers a terminal, one that is refused among them, and their
    record."""
    here = tmp_path_factory.mktemp("hostile")
    fields = {name: f"=cmd {STEERS}\n{name}" for name in ("title", "publisher", "url")}
    rows = [
        {"id": f"r{n}{STEERS}", "text": TEXT + " " * n + STEERS, "published": "2024-05-08", **fields}
        for n in range(3)
    ]
    rows.append({"id": f"bad{STEERS}", "text": TEXT, "published": STEERS})
    (here / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    result = run("read", here / "in.jsonl", "--record", here / "r.db")
    assert result.exit_code == 1, result.output
    assert not BAD.search(result.output)
    return here


@pytest.mark.parametrize(
    "command",
    [
        ["timeline", "--evidence"],
        ["timeline", "--dates", "3"],
        ["timeline", "--format", "jsonl"],
        ["relations"],
        ["expectations"],
        ["disputes"],
        ["sources"],
        ["stories"],
        ["search", "Norway"],
        ["merges"],
        ["check"],
        ["correct", "join", "actor", f"x{STEERS}", "y"],
        ["correct", "split", "event", STEERS, STEERS],
        ["corrections"],
        ["timeline", "--from", STEERS],
    ],
    ids=lambda c: "-".join(re.sub(r"[^a-z-]", "", x) for x in c[:2]),
)
def test_no_command_steers_a_terminal(command: list[str], hostile: Path) -> None:
    result = run(*command, "--record", hostile / "r.db")
    assert result.exit_code in (0, 2), result.exception
    assert result.output.strip() or command[0] == "timeline"  # no day of these weighs enough
    assert not BAD.search(result.output), ascii(BAD.search(result.output))


def test_a_report_is_explained_without_it(hostile: Path) -> None:
    (hostile / "x.txt").write_text(TEXT + STEERS)
    result = run("explain", hostile / "x.txt")
    assert result.exit_code == 0
    assert not BAD.search(result.output)


def test_names_of_files_and_options_are_told_without_it(tmp_path: Path) -> None:
    name = re.sub("[\x00]", "", STEERS) + "\nonrecord: all is well"
    for command in (
        ["analyse", str(tmp_path / name)],
        ["read", name, "--record", str(tmp_path / "r.db")],
        ["timeline", "--record", name],
        ["page", "--record", name],
        [name],
        ["timeline", f"--{name}"],
    ):
        result = run(*command)
        assert result.exit_code in (1, 2)
        assert not BAD.search(result.output), ascii(result.output)
        assert (
            not any(x.startswith("onrecord: all is well") for x in result.stderr.splitlines())
            or "Usage" in result.stderr
        )


def test_a_cell_is_one_line(hostile: Path) -> None:
    told = run("stories", "--record", hostile / "r.db").stdout
    assert "r0" in run("sources", "--record", hostile / "r.db").stdout
    assert len(told.splitlines()) <= 4


@given(st.text())
@settings(max_examples=200)
def test_the_filter_takes_nothing_else_away(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, plain(text), strict=True))
    assert plain(plain(text)) == plain(text)
    assert "\n" not in line(text)
    assert json.loads(plain_json(json.dumps(text, ensure_ascii=False))) == text


def test_letters_of_all_scripts_are_shown() -> None:
    hidden = {unicodedata.category(c) for c in UNICODE if plain(c) != c}
    assert hidden <= {"Cc", "Cf", "Cn", "Zl", "Zp", "Mn", "Lo"}
    assert [c for c in UNICODE if plain(c) != c and unicodedata.category(c) == "Lo"] == [
        "\u115f",
        "\u1160",
        "\u3164",
        "\uffa0",
    ]  # letters without a shape
    assert (
        plain("Ñandú 中文 עברית العربية ไทย हिन्दी 🇳🇴 👩\u200d👧 ①")
        == "Ñandú 中文 עברית العربية ไทย हिन्दी 🇳🇴 👩\u200d👧 ①"
    )


# --- spreadsheets --------------------------------------------------------------------------------


def round_trip(folder: Path, texts: list[str]) -> list[str]:
    write_folder(folder, {"t.csv": csv_of(["text"], [(t,) for t in texts])})
    with (folder / "t.csv").open(encoding="utf8", newline="") as f:
        cells = [row["text"] for row in csv.DictReader(f)]
    return [c[1:] if c[:1] == "'" else c for c in cells]


def test_all_of_unicode_comes_back(tmp_path: Path) -> None:
    texts = [*UNICODE, *("a" + c for c in UNICODE[:0x3000]), *(" " + c + "1" for c in UNICODE[:0x3000])]
    assert round_trip(tmp_path / "out", texts) == texts


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]))
        | st.sampled_from(
            ["'", "''x", '"', 'a"b', "a\r\nb", "\r", ",", ";", "=1", "'=1", "\ufeff=1", "", " "]
        ),
        min_size=1,
        max_size=20,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_text_comes_back(texts: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        assert round_trip(Path(folder) / "out", texts) == texts


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "＝1",
        "＋1",
        "－1",
        "＠A",
        "﹢1",
        "−1",
        "|cmd",
        "%0A",
        "'=1",
        "\x00=1",
    ],
)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert guarded(text) == "'" + text


def test_every_cell_is_in_quotation_marks(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", {"t.csv": csv_of(list("abcd"), [(1, -2.5, None, "Norway")])})
    rows = list(csv.reader(io.StringIO((tmp_path / "out" / "t.csv").read_text())))
    assert rows[1] == ["1", "-2.5", "", "Norway"]
    assert all(
        re.fullmatch(r'"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*', x)
        for x in (tmp_path / "out" / "t.csv").read_text().splitlines()
    )
