"""What counts as one, and why: each merge and refusal with its evidence, each copied word shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from onrecord.fuse import fuse, mentions
from onrecord.fuse.alike import alike
from onrecord.fuse.copied import copied, house
from onrecord.fuse.sameness import barred
from onrecord.fuse.why import joined, named, refused
from onrecord.model import Analysis
from onrecord.pipeline import seen
from onrecord.record import open_store
from onrecord.world import load
from shell import run

WOODSIDE = "meet in Woodside"


def test_every_mention_of_every_line_says_by_which_it_was_joined(story: Path) -> None:
    store = open_store(story, reading=True)
    found = seen(store)
    told = mentions(found.analyses)
    of = {m: e.id for e in found.fused.events for m in e.mentions}
    assert set(of) <= set(told)
    pairs = 0
    for e in found.fused.events:
        reasons = joined(e, told)
        assert len(reasons) == len(e.mentions) - 1
        assert not any(barred(told[a], told[b]) for a, b in combinations(e.mentions, 2))
        for p in reasons:
            pairs += 1
            assert of[p.one] == of[p.other] == e.id
            assert p.chance == round(alike(told[p.one], told[p.other]), 3)
            assert [abs(w.weight) for w in p.evidence] == sorted(
                (abs(w.weight) for w in p.evidence), reverse=True
            )
        for p in refused(e, told, of):
            assert e.id in (of[p.one], of[p.other])
            assert of[p.one] != of[p.other]
            assert p.why
    assert pairs > 10


def test_every_name_of_every_actor_says_on_what_ground_it_is_taken_for_it(story: Path) -> None:
    store = open_store(story, reading=True)
    found = seen(store)
    for a in found.fused.actors:
        names = named(a, found.analyses)
        assert {n.name for n in names} >= {*a.aliases}, a
        assert all(n.why and n.reports and n.name != a.name for n in names)
        assert all(n.chance is None or 0.5 < n.chance < 1 for n in names)


@pytest.mark.parametrize(
    ("texts", "name", "other", "why", "chance"),
    [
        (
            ["Anna Berg of Norway met Rui Castro.", "Berg met Rui Castro in Lima."],
            "Anna Berg",
            "Berg",
            "one person alone on record bears",
            True,
        ),
        (["Anna Berg met Rui Castro. Berg then left."], "Anna Berg", "Berg", "a report names both", True),
        (
            ["Kim Jong Un met Rui Castro.", "Kim Jong-un met Rui Castro in Lima."],
            "Kim Jong Un",
            "Kim Jong-un",
            "how it is spelled",
            True,
        ),
        (
            [
                "The Harbour Workers Council sued Norway on Monday. The HWC said the law was unfair.",
                "Chile praised the HWC on Tuesday. The HWC thanked Chile.",
            ],
            "Harbour Workers Council",
            "HWC",
            "spells out what the initials",
            False,
        ),
        (
            ["The United States met Rui Castro.", "Washington met Rui Castro in Lima."],
            "United States",
            "Washington",
            "list of names",
            False,
        ),
    ],
)
def test_grounds_of_names(
    texts: list[str], name: str, other: str, why: str, chance: bool, analysed: Callable[..., Analysis]
) -> None:
    analyses = [analysed(t, "2024-05-08", f"r{n}") for n, t in enumerate(texts)]
    (actor,) = (a for a in fuse(analyses).actors if a.name == name)
    (found,) = (n for n in named(actor, analyses) if n.name == other and why in n.why)
    assert found.reports == (f"r{len(texts) - 1}",)
    assert (found.chance is not None) == chance


def test_merges_tell_why_of_actors(story: Path, tmp_path: Path) -> None:
    told = run("merges", "--why", "Xi Jinping", "--record", story).stdout
    assert re.search(r"“Xi” in \d reports", told)
    assert "0.88 of such are one: a report names both" in told
    assert "one with" not in told
    assert "Xi Jinping  Xi" in run("merges", "--record", story).stdout
    everything = run("merges", "--why", "--record", story).stdout
    assert told.splitlines()[1] in everything
    near = run("merges", "--why", "Xi Jinpin", "--record", story)
    assert near.exit_code == 2
    assert "Xi Jinping" in near.stderr
    mine = tmp_path / "mine.db"
    mine.write_bytes(story.read_bytes())
    run("correct", "join", "actor", "Xi Jinping", "Li Qiang", "--record", mine)
    joined = run("merges", "--why", "Xi Jinping", "--record", mine).stdout
    assert re.search(r"“Li Qiang” in 1 report .*\n +an analyst joined them", joined)


def test_merges_tell_why(story: Path, line_of: Callable[..., str]) -> None:
    id = line_of(WOODSIDE)
    one = run("merges", id[:8], "--why", "--record", story).stdout
    assert one.count("one with") - one.count("not one with") >= 1
    assert "a plan and what came of it stay two lines" in one
    assert "their days lie too far apart" in one
    assert re.search(r"[+-]\d\.\d actors", one)
    everything = run("merges", "--why", "--record", story).stdout
    assert id in everything
    assert "not one with" not in everything
    none = run("merges", "e-none", "--why", "--record", story)
    assert none.exit_code == 2
    assert "no event of that id" in none.stderr


def test_an_analysts_word_is_told_as_such(mine: Path) -> None:
    line = next(x for x in run("merges", "--record", mine).stdout.splitlines() if WOODSIDE in x)
    id, mention = line.split("  ")[0].strip(), line.split("  ")[-1].split(", ")[-1]
    assert run("correct", "split", "event", id, mention.rpartition(":")[0], "--record", mine).exit_code == 0
    told = run("timeline", "--record", mine, "--ids").stdout.splitlines()
    rest = [x.rsplit("  ", 1)[1] for x in told if "2023-11-15" in x and WOODSIDE in x]
    assert any("an analyst split them" in run("merges", i, "--why", "--record", mine).stdout for i in rest)


def test_copied_words_stand_in_both(story: Path) -> None:
    store = open_store(story, reading=True)
    found = seen(store)
    reports = {a.report.id: a.report for a in found.analyses}
    for line in found.fused.lineages:
        for a, b, _ in line.copied:
            made = copied(reports[b], reports[a], found.fused.lineages, load())
            assert made.one_source
            for c in made.words:
                assert reports[c.report].text[c.start : c.end] == c.text
    told = run("sources", "--why", "2022-11-09-sharm-2", "2022-11-09-sharm-1", "--record", story).stdout
    assert told.startswith("one source: 131 runs of 5 words in common, 92%")
    assert "what 2022-11-09-sharm-2 has word for word" in told
    apart = run("sources", "--why", "2022-11-09-sharm-1", "2023-12-14-recap", "--record", story).stdout
    assert apart.startswith("two sources: ")


def test_which_report_is_meant_is_asked(story: Path) -> None:
    near = run("sources", "--why", "2022-11-09-sharm-3", "2023-12-14-recap", "--record", story)
    assert near.exit_code == 2
    assert "did you mean 2022-11-09-sharm-" in near.stderr
    same = run("sources", "--why", "2023-12-14-recap", "2023-12-14-recap", "--record", story)
    assert same.exit_code == 2
    assert "two reports" in same.stderr


def test_reports_of_one_owner_are_of_one_house(tmp_path: Path) -> None:
    texts = {
        "The Oslo Courier": "Norway's envoy Anna Lund met Chile's envoy Pedro Rojas in Lisbon on Monday, "
        "May 6.",
        "Bergen Post": "In Lisbon, Pedro Rojas of Chile met Anna Lund, the envoy of Norway, on May 6, her "
        "office "
        "told us.",
    }
    rows = [
        {"id": name.split()[-1], "text": text, "published": "2024-05-08", "publisher": name}
        for name, text in texts.items()
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    (tmp_path / "mine.toml").write_text('[owners]\n"Northern Press" = ["Oslo Courier", "Bergen Post"]\n')
    run("read", tmp_path / "in.jsonl", "--record", tmp_path / "r.db")
    store = open_store(tmp_path / "r.db", reading=True)
    reports = [a.report for a in seen(store).analyses]
    assert house(reports, load()) is None
    own = load(str(tmp_path / "mine.toml"))
    assert house(reports, own) == "Northern Press"
    made = copied(*reports, (), own)
    assert not made.one_source
    assert made.house == "Northern Press"
    assert load().owner("Financial Times") == load().owner("the Nikkei Asia") == "Nikkei"
