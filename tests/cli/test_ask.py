"""Questions as a user asks them: the words that scripts look for, what goes to which stream, and what is
refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shell import EXAMPLES, run

SAID = "punish the United States – it punishes the world"


def rows(*arguments: str | Path, stdin: str | None = None) -> list[dict[str, object]]:
    result = run(*arguments, "--format", "jsonl", stdin=stdin)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def texts(record: Path) -> dict[str, str]:
    sources = run("sources", "--record", record).stdout
    assert sources
    return {p.stem: p.read_text(encoding="utf8") for p in EXAMPLES.glob("*.txt")}


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("China suspended its climate talks with the United States in August 2022.", "supported"),
        ("The United States suspended its climate talks with China.", "contradicted"),
        ("Joe Biden and Xi Jinping met in Woodside on November 18, 2023.", "contradicted"),
        ("Xie Zhenhua retired.", "planned"),
        ("Norway met Chile in Lisbon.", "not on record"),
    ],
)
def test_check_claim(claim: str, word: str, story: Path) -> None:
    result = run("check-claim", *claim.split(), "--record", story)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith(word)
    (v,) = rows("check-claim", "-", "--record", story, stdin=claim)
    assert v["verdict"] == word
    known = texts(story)
    for e in v["events"]:  # type: ignore[attr-defined]
        assert 0 <= e["p"] <= 1
        for c in e["evidence"]:
            assert c["report"] not in known or known[c["report"]][c["start"] : c["end"]] == c["text"]


def test_verify_quotes(story: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        f"“Suspending cooperation doesn’t {SAID},” said John Kerry. “Suspending cooperation would {SAID},” "
        "said Nancy Pelosi. "
        "“The boats are home and the sea is calm,” said John Kerry.",
        encoding="utf8",
    )
    found = rows("verify-quotes", draft, "--record", story)
    assert [c["found"] for c in found] == ["verbatim", "altered", "not found"]
    assert found[1]["differs"] == [{"draft": "would", "report": "doesn't"}]
    assert (found[1]["other_speaker"], found[1]["speaker"]) == (True, "John Kerry")
    text = run("verify-quotes", draft, "--record", story).stdout
    assert [line.split(":")[0].split(",")[0] for line in text.splitlines() if not line.startswith(" ")] == [
        "verbatim",
        "altered",
        "not found",
    ]
    assert "other speaker: Nancy Pelosi in the draft, John Kerry on record" in text


def test_changes_since_a_day(story: Path) -> None:
    found = rows("changes", "--since", "2023-11-09", "--record", story)
    assert {"new", "changed", "settled", "withdrawn"} >= {str(d["kind"]) for d in found} >= {"new"}
    assert all(d["cause"] for d in found)
    assert all(str(d["cause"]).startswith("joined with: ") for d in found if d["kind"] == "withdrawn")
    assert any(d["summary"] == "Joe Biden and Xi Jinping meet in Woodside" for d in found)
    assert "Nothing changed" in run("changes", "--since", "2030-01-01", "--record", story).stdout
    assert run("changes", "--since", "soon", "--record", story).exit_code == 2


def test_compare(story: Path, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(
        "date,event\n2022-08-05,China suspends climate talks with the United States\n2023-11-17,Biden and "
        "Xi meet in Woodside\n2023-03-01,Norway and Chile sign a treaty\n"
    )
    found = rows("compare", tmp_path / "c.csv", "--record", story)
    by_line = {r["entry"]["line"]: r["standing"] for r in found if r["entry"]}  # type: ignore[index]
    assert by_line == {2: "same", 3: "another day", 4: "missing here"}
    assert any(r["standing"] == "missing there" for r in found)
    text = run("compare", tmp_path / "c.csv", "--record", story)
    assert "another day, 2 days apart: 2023-11-17" in text.stdout
    assert "1 same, 1 another day, 1 missing here" in text.stderr


def test_similar_first_quotes_actors(story: Path) -> None:
    (first,) = rows("first", "Xie Zhenhua", "--record", story)
    assert first["report"] == "2022-08-05-suspension"
    lines = run("timeline", "--record", story, "--ids").stdout.splitlines()
    id = next(x for x in lines if "Woodside" in x).rsplit("  ", 1)[1]
    found = rows("similar", id, "--record", story, "--limit", "3")
    assert len(found) == 3
    assert {str(q["speaker"]) for q in rows("quotes", "--by", "kerry", "--record", story)} == {"John Kerry"}
    people = rows("actors", "--kind", "person", "--record", story)
    assert people[0]["name"] == "John Kerry"
    for command in (
        ["first", "Kerry"],
        ["similar", id],
        ["quotes", "--words", "channel"],
        ["actors", "--country", "chn"],
    ):
        assert run(*command, "--record", story).stdout.count("\n") >= 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["check-claim", " "], "no words"),
        (
            ["check-claim", "Das Ministerium hat die Gespräche am Montag abgesagt, sagte der Minister."],
            "reads English",
        ),
        (["check-claim", "x", "--format", "xml"], "is not text or jsonl"),
        (["verify-quotes", "nowhere.txt"], "can't be read"),
        (["compare", "nowhere.csv"], "can't be read"),
        (["first", "Xie Zenhua"], "did you mean Xie Zhenhua"),
        (["similar", "e-none"], "no event of that id"),
        (["actors", "--kind", "ship"], "is not person, organization, state or group"),
    ],
)
def test_wrong_usage(arguments: list[str], why: str, story: Path) -> None:
    result = run(*arguments, "--record", story)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_a_name_nobody_has(story: Path) -> None:
    result = run("quotes", "--by", "Kerri", "--record", story)
    assert (result.exit_code, "did you mean John Kerry" in result.stderr) == (0, True)


def test_what_a_run_of_reading_brought(tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    first, then = sorted(EXAMPLES.glob("2022-*.txt")), sorted(EXAMPLES.glob("2023-*.txt"))
    run("read", *first, "--record", record)
    run("read", *first, "--record", record)  # brings nothing, so it is no run
    run("read", *then, "--record", record)
    listed = [json.loads(x) for x in run("runs", "--record", record, "--format", "jsonl").stdout.splitlines()]
    assert [(x["run"], x["reports"]) for x in listed] == [("run-1", len(first)), ("run-2", len(then))]
    assert "run-2" in run("runs", "--record", record).stdout
    last, second, all = (
        run("changes", "--record", record, "--format", "jsonl", *more).stdout
        for more in ((), ("--since", "run-2"), ("--since", "run-1"))
    )
    assert last == second
    found = [json.loads(x) for x in last.splitlines()]
    assert any("Woodside" in x["summary"] for x in found if x["kind"] == "new")
    assert not any("Taipei" in x["summary"] for x in found if x["kind"] == "new")
    assert {x["kind"] for x in map(json.loads, all.splitlines())} == {"new"}
    line = next(
        x for x in run("timeline", "--record", record, "--ids").stdout.splitlines() if "Woodside" in x
    )
    run("correct", "redate", line.rsplit("  ", 1)[1], "2023-11-16", "--record", record)
    assert "corrected" in run("changes", "--record", record).stdout


@pytest.mark.parametrize(
    ("since", "why"),
    [("run-9", "the last is run-1"), ("yesterday", "neither a day"), ("run-", "neither a day")],
)
def test_what_is_no_day_and_no_run(since: str, why: str, story: Path) -> None:
    result = run("changes", "--since", since, "--record", story)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.replace("│", " ").split())


def test_how_ties_stood_on_a_day(story: Path) -> None:
    told = run("relations", "--on", "2022-10-15", "--context", "environment", "--record", story).stdout
    assert "Relations on 2022-10-15" in told
    assert "China – United States, environment  suspended from 5 Aug 2022 to 14 Nov 2022" in told
    assert "level by month" not in told
    both = run("relations", "--between", "usa", "China", "--record", story).stdout
    assert "Taiwan –" not in both
    assert "China – United States" in both
    assert (
        "stood in any state on 1990-01-01" in run("relations", "--on", "1990-01-01", "--record", story).stdout
    )
    month = run("relations", "--on", "2022-11", "--context", "environment", "--record", story).stdout
    assert "suspended from 5 Aug 2022" in month
    assert "resumed since 14 Nov 2022" in month


def test_a_suspension_stands_with_and_without_its_issue(story: Path) -> None:
    early = ("relations", "--as-of", "2022-08", "--record", story)
    assert "suspended since 5 Aug 2022" in run(*early).stdout
    assert "suspended since 5 Aug 2022" in run(*early, "--context", "environment").stdout


def test_a_month_may_be_asked_for(story: Path) -> None:
    told = run("timeline", "--on", "2023-11", "--format", "tsv", "--record", story).stdout
    assert "Woodside" in told
    assert "Beijing" not in told
    refused = run("timeline", "--on", "2022-13", "--record", story)
    assert refused.exit_code == 2
    assert "is no day, month or year" in " ".join(refused.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("relations", "--context", "enviroment"), "did you mean environment?"),
        (("relations", "--between", "Chna", "USA"), "did you mean China"),
        (
            ("relations", "--as-of", "1990-01-01"),
            "no report on record is known to have come out by 1990-01-01",
        ),
        (("timeline", "--context", "enviroment"), "did you mean environment?"),
        (("timeline", "--story", "Kery"), "'Kery' is no story"),
        (("actors", "--country", "ZZZ"), "there are CHN"),
        (("search", "Kery"), "did you mean Kerry"),
    ],
)
def test_what_is_near_is_named(arguments: tuple[str, ...], hint: str, story: Path) -> None:
    result = run(*arguments, "--record", story)
    assert result.exit_code == 0
    assert hint in result.stderr
