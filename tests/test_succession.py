"""Versions of a story and withdrawals: which stands, in whatever order they come, and that nothing is
lost."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import files_made as made
from onrecord.cli import app
from onrecord.pipeline import Done, read_into, seen
from onrecord.record import SqliteStore, open_store
from onrecord.show.intake import Passage, passages

FIRST = (
    "Norway and Chile met in Oslo on Wednesday to speak of fishing quotas. The envoys will meet again in "
    "the spring, officials said."
)
SECOND = (
    "Norway and Chile met in Oslo on Wednesday to speak of fishing quotas. They signed an accord, officials "
    "said later."
)
OTHER = "Peru suspended talks on the shared grid with Ecuador on Thursday, the energy ministry said in Lima."


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return open_store(tmp_path / "r.db")


def wire(
    text: str, version: int, status: str = "usable", title: str = "Norway and Chile meet"
) -> dict[str, object]:
    return {
        "uri": "urn:x:1",
        "headline": title,
        "body_text": text,
        "version": str(version),
        "pubstatus": status,
        "firstcreated": "2024-05-08T10:00:00Z",
        "versioncreated": f"2024-05-08T1{version}:00:00Z",
    }


def read(store: SqliteStore, folder: Path, *items: object) -> Done:
    folder.mkdir(exist_ok=True)
    paths = []
    for item in items:
        path = folder / f"{len(list(folder.iterdir())):02}.{'txt' if isinstance(item, str) else 'json'}"
        path.write_text(item if isinstance(item, str) else json.dumps(item))
        paths.append(str(path))
    return read_into(store, paths, workers=0)


def states(store: SqliteStore) -> dict[str, str]:
    found = seen(store)
    return {a.report.text[-25:]: "stands" for a in found.analyses} | {
        r.text[-25:]: r.set_aside.why for r in found.aside if r.set_aside
    }


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_latest_version_stands_in_whatever_order_they_come(
    store: SqliteStore, tmp_path: Path, order: tuple[int, ...]
) -> None:
    texts = [FIRST, SECOND, SECOND + " Both sides will sign it again in Lima."]
    versions = [wire(t, n + 1) for n, t in enumerate(texts)]
    done = read(store, tmp_path / "in", *(versions[n] for n in order))
    assert states(store) == {
        texts[0][-25:]: "superseded",
        texts[1][-25:]: "superseded",
        texts[2][-25:]: "stands",
    }
    assert (done.read, done.superseded) == (3, 2)
    assert {e.evidence[0].report for e in seen(store).fused.events} <= {
        a.report.id for a in seen(store).analyses
    }


def test_reading_again_changes_nothing(store: SqliteStore, tmp_path: Path) -> None:
    read(store, tmp_path / "in", wire(FIRST, 1), wire(SECOND, 2), wire("", 3, "canceled"))
    before, told = store.state(), states(store)
    done = read_into(store, [str(tmp_path / "in")], workers=0)
    assert (done.read, done.unchanged) == (0, 3)
    assert (store.state(), states(store)) == (before, told)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_canceled_story_takes_its_facts_along(
    store: SqliteStore, tmp_path: Path, order: tuple[int, int]
) -> None:
    items = [wire(FIRST, 1), wire("", 2, "canceled", "CANCELED Norway and Chile")]
    done = read(store, tmp_path / "in", *(items[n] for n in order))
    found = seen(store)
    assert found.analyses == ()
    assert found.fused.events == ()
    assert {r.set_aside.why for r in found.aside if r.set_aside} == {"withdrawn"}
    assert done.withdrawn == 2
    assert {r.text for r in found.aside} == {FIRST, "CANCELED Norway and Chile"}  # kept, and told


def test_what_could_be_known_by_a_day(store: SqliteStore, tmp_path: Path) -> None:
    later = {
        **wire("", 2, "canceled", "CANCELED Norway and Chile"),
        "firstcreated": "2024-05-20T10:00:00Z",
        "versioncreated": "2024-05-20T10:00:00Z",
    }
    read(store, tmp_path / "in", wire(FIRST, 1), later)
    assert [a.report.text for a in seen(store, date(2024, 5, 10)).analyses] == [FIRST]
    assert seen(store, date(2024, 5, 21)).analyses == ()


@pytest.mark.parametrize(
    ("notice", "gone"),
    [
        (
            "MANDATORY KILL\n\nEDITORS: Please kill the story headlined “Norway and Chile Meet in Oslo”, "
            "sent on May 8. Its source was no minister.",
            True,
        ),
        (
            "STORY WITHDRAWN: https://paper.example.org/oslo\n\nThe story has been withdrawn because the "
            "talks were not held.",
            True,
        ),
        ("EDITORS: Please kill the story headlined “Peru and Chile Meet in Lima”, sent on May 8.", False),
        ("Norway and Chile killed the plan, “Norway and Chile Meet in Oslo” said.", False),
    ],
)
def test_a_kill_notice_names_its_story_by_headline_or_address(
    store: SqliteStore, tmp_path: Path, notice: str, gone: bool
) -> None:
    story = {
        "id": "a",
        "text": FIRST,
        "title": "Norway and Chile meet in Oslo",
        "url": "https://paper.example.org/oslo",
        "published": "2024-05-08",
    }
    read(store, tmp_path / "in", story, {"id": "b", "text": OTHER, "published": "2024-05-09"})
    read(store, tmp_path / "in", notice)
    standing = {a.report.id for a in seen(store).analyses}
    assert "b" in standing
    assert ("a" not in standing) == gone


def test_a_page_that_is_read_again_at_another_day(store: SqliteStore, tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_bytes(made.page())
    read_into(store, [str(page)], workers=0)
    page.write_bytes(
        made.page(body=(*made.BODY, "An earlier version of this story gave the wrong year of the accord."))
    )
    done = read_into(store, [str(page)], workers=0)
    assert (done.read, done.superseded) == (1, 1)
    (standing,) = seen(store).analyses
    assert [(n.kind, standing.report.text[n.start : n.end]) for n in standing.report.notes] == [
        ("correction", "An earlier version of this story gave the wrong year of the accord.")
    ]
    (aside,) = seen(store).aside
    assert aside.set_aside
    assert aside.set_aside.by == standing.report.id


def test_another_story_at_the_same_address_is_no_version(store: SqliteStore, tmp_path: Path) -> None:
    read(
        store,
        tmp_path / "in",
        {"id": "a", "text": FIRST, "url": "https://x.example.org/live", "published": "2024-05-08"},
        {"id": "b", "text": OTHER, "url": "https://x.example.org/live", "published": "2024-05-09"},
    )
    assert {a.report.id for a in seen(store).analyses} == {"a", "b"}


def test_at_one_address_the_same_headline_tells_of_a_version(store: SqliteStore, tmp_path: Path) -> None:
    """However its words were changed; under another headline, other words are another story."""
    page = {"url": "https://x.example.org/oslo", "published": "2024-05-08"}
    one = {"id": "a", "text": FIRST, "title": "Norway and Chile meet", **page}
    read(store, tmp_path, one, {"id": "b", "text": OTHER, "title": "Norway and Chile  Meet", **page})
    assert sorted(states(store).values()) == ["stands", "superseded"]
    third = "Ghana and Togo signed a treaty on ferries in Lome on Friday, a minister of Togo said."
    read(store, tmp_path, {"id": "c", "text": third, "title": "Ferries", **page})
    assert list(states(store).values()).count("stands") == 2


def test_an_edited_file_without_a_key_still_stands_in_place_of_what_it_was(
    store: SqliteStore, tmp_path: Path
) -> None:
    path = tmp_path / "x.txt"
    for text in (FIRST, SECOND):
        path.write_text(text)
        read_into(store, [str(path)], workers=0)
    assert [a.report.text for a in store.analyses()] == [SECOND]


def test_the_end_of_a_run_and_the_list(tmp_path: Path) -> None:
    for n, item in enumerate(
        [
            wire(FIRST, 1),
            wire(SECOND, 2),
            wire("", 3, "canceled"),
            {"id": "u", "text": OTHER},
            {"title": "T"},
            {"title": "U"},
        ]
    ):
        (tmp_path / f"{n}.json").write_text(json.dumps(item))
    record, report = str(tmp_path / "r.db"), tmp_path / "report.out"
    result = CliRunner().invoke(
        app,
        [
            "read",
            *(str(tmp_path / f"{n}.json") for n in range(6)),
            "--record",
            record,
            "--report",
            str(report),
        ],
    )
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert "undated 1: no date in it or beside it" in lines
    assert any(x.startswith("refused 2: a report without a") for x in lines)
    assert lines[-1].endswith("4 reports read, 0 unchanged, 2 refused, 1 superseded, 2 withdrawn")
    told = json.loads(report.read_text())
    assert told["total"] == {
        "read": 4,
        "unchanged": 0,
        "superseded": 1,
        "withdrawn": 2,
        "undated": 1,
        "refused": 2,
    }
    assert [x["where"].rsplit("/", 1)[1] for x in told["refused"]] == ["4.json, line 1", "5.json, line 1"]
    listed = CliRunner().invoke(app, ["reports", "--record", record, "--format", "jsonl"])
    rows = [json.loads(x) for x in listed.stdout.splitlines()]
    assert sorted(r["set_aside"]["why"] for r in rows if r["set_aside"]) == [
        "superseded",
        "withdrawn",
        "withdrawn",
    ]
    undated = CliRunner().invoke(app, ["reports", "--record", record, "--undated", "--format", "jsonl"])
    assert [json.loads(x)["id"] for x in undated.stdout.splitlines()] == ["u"]
    shown = CliRunner().invoke(app, ["reports", "--record", record, "--undated"])
    assert "no date in it or beside it" in shown.stdout


def test_what_a_later_version_changed(tmp_path: Path) -> None:
    for n, item in enumerate([wire(FIRST, 1), wire(SECOND, 2)]):
        (tmp_path / f"{n}.json").write_text(json.dumps(item))
    record = str(tmp_path / "r.db")
    CliRunner().invoke(app, ["read", str(tmp_path), "--record", record])
    rows = [
        json.loads(x)
        for x in CliRunner()
        .invoke(app, ["reports", "--record", record, "--format", "jsonl"])
        .stdout.splitlines()
    ]
    assert sorted((r["changed"] or [] for r in rows), key=len)[0] == []
    (changed,) = [r["changed"] for r in rows if r["changed"]]
    assert passages(FIRST, SECOND) == [Passage(p["out"], p["in"]) for p in changed]
    assert "signed an accord," in " ".join(p["in"] for p in changed)
    shown = CliRunner().invoke(app, ["reports", "--record", record, "--changes"]).stdout.splitlines()
    assert "superseded by" in shown[0]
    assert "words out," in shown[0]
    assert any(x.startswith("  - ") for x in shown)
    assert any(x.startswith("  + ") for x in shown)
    assert passages(FIRST, FIRST) == []


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=12),
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=12),
)
def test_passages_turn_one_version_into_the_other(one: list[str], other: list[str]) -> None:
    """No word is lost: what was taken out and put in accounts for the difference in length, and equal texts
    have none."""
    found = passages(" ".join(one), " ".join(other))
    out, put = sum(len(p.out.split()) for p in found), sum(len(p.put.split()) for p in found)
    assert len(one) - out == len(other) - put
    assert (found == []) == (one == other)


def test_a_preview_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(made.csv())
    result = CliRunner().invoke(
        app, ["read", str(tmp_path / "x.csv"), "--preview", "--record", str(tmp_path / "r.db")]
    )
    assert result.exit_code == 0
    assert "Norway and Chile meet in Oslo" in result.stdout
    assert not (tmp_path / "r.db").exists()
    wrong = CliRunner().invoke(app, ["read", str(tmp_path / "x.csv"), "--columns", "words=Body"])
    assert wrong.exit_code == 2
    assert "is not ROLE=NAME with a role of text" in " ".join(wrong.stderr.split())
