"""Watching folders and feeds: what changes is read once, what is being written later, what fails is asked
ever less."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import files_made as made
import misbehaving
from onrecord.fetch import Fetcher
from onrecord.model import Report
from onrecord.pipeline import read_all, seen
from onrecord.read import Refused
from onrecord.record import SqliteStore, open_store
from onrecord.watch import Watch, alone, seconds_of

MAIN = [sys.executable, "-c", "from onrecord.cli import main; main()"]


@pytest.fixture
def server() -> Iterator[misbehaving.Server]:
    started, end = misbehaving.started()
    started.feed = (made.rss(), '"one"')
    yield started
    end()


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return open_store(tmp_path / "r.db")


def watched(
    store: SqliteStore, folders: list[str], feeds: list[str], server: misbehaving.Server | None = None
) -> Watch:
    hosts = frozenset({server.base.removeprefix("http://")} if server else ())
    return Watch(store, folders, feeds, Fetcher(hosts), 900, draw=lambda: 0.5)


def came(watch: Watch, now: float, wall: float | None = None) -> tuple[list[str], list[str]]:
    found = list(watch.look(now, time.time() if wall is None else wall))
    watch.settle()
    return [x.title or x.id for x in found if isinstance(x, Report)], [
        x.why for x in found if isinstance(x, Refused)
    ]


def test_a_file_is_read_when_it_rests_and_again_when_it_changes(store: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    watch = watched(store, [str(folder)], [])
    path = folder / "a.txt"
    path.write_text(made.text())
    written = path.stat().st_mtime
    assert came(watch, 0, written + 0.2) == ([], [])  # may still be written
    assert came(watch, 2, written + 2.2) == (["a"], [])
    assert came(watch, 4, written + 4) == ([], [])
    path.write_text(made.text(made.SECOND) + "\n")
    os.utime(path, (written + 5, written + 5))
    assert came(watch, 6, written + 5.5) == ([], [])
    path.write_text(made.text(made.SECOND) + "\nMore of it comes in while one looks.\n")
    os.utime(path, (written + 6, written + 6))
    assert came(watch, 8, written + 7.5) == ([], [])  # changed since the last look
    assert came(watch, 10, written + 9.5) == (["a"], [])
    path.unlink()
    assert came(watch, 12, written + 12) == ([], [])


def test_a_feed_is_asked_when_it_is_due_and_only_for_changes(
    store: SqliteStore, server: misbehaving.Server
) -> None:
    url = server.base + "/feed"
    watch = watched(store, [], [url], server)
    assert len(came(watch, 0)[0]) == 2
    assert came(watch, 899) == ([], [])
    assert came(watch, 901) == ([], [])
    asked = [headers for path, headers in server.asked if path == "/feed"]
    assert [h.get("If-None-Match") for h in asked] == [None, '"one"']
    assert asked[1]["If-Modified-Since"] == "Wed, 08 May 2024 10:00:00 GMT"
    server.feed = (made.rss().replace(b"fishing quotas", b"whaling quotas"), '"two"')
    assert len(came(watch, 1900)[0]) == 2
    again = watched(store, [], [url], server)  # another run: what the server gave is on record
    assert came(again, 0) == ([], [])


def test_what_was_not_kept_is_asked_for_again(store: SqliteStore, server: misbehaving.Server) -> None:
    """A run that dies between the answer and the record has told nothing of it."""
    url = server.base + "/feed"
    list(watched(store, [], [url], server).look(0, 0))  # and never settled
    assert len(came(watched(store, [], [url], server), 0)[0]) == 2


def test_a_feed_that_fails_is_told_once_and_asked_ever_less(
    store: SqliteStore, server: misbehaving.Server
) -> None:
    server.failing = True
    watch = watched(store, [], [server.base + "/feed"], server)
    refused = [now for now in range(0, 20_000, 100) if came(watch, now)[1]]
    assert refused == [0]
    polls = sum(path == "/feed" for path, _ in server.asked)
    assert polls == 5  # at 0, 900, 2700, 6300, 13500
    server.failing = False
    assert len(came(watch, 40_000)[0]) == 2
    assert came(watch, 40_901) == ([], [])  # back to the usual time
    assert sum(path == "/feed" for path, _ in server.asked) == polls + 2


def test_a_server_that_asks_to_wait_is_left_alone(store: SqliteStore, server: misbehaving.Server) -> None:
    watch = watched(store, [], [server.base + "/later"], server)
    for now in range(0, 7200, 100):
        came(watch, now)
    assert sum(path == "/later" for path, _ in server.asked) == 1


def test_a_file_that_a_limit_ended_is_tried_again(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    page = folder / "a.html"
    page.write_bytes(made.page())
    wall = page.stat().st_mtime + 60
    monkeypatch.setattr("onrecord.read.aside.START", 0.0)
    monkeypatch.setenv("ONRECORD_READ_SECONDS", "0.001")
    watch = watched(store, [str(folder)], [])
    ((), (why,)) = came(watch, 0, wall)
    assert "took longer than" in why
    assert came(watch, 899, wall) == ([], [])
    assert came(watch, 901, wall)[1] == [why]  # and after twice the time again
    assert came(watch, 2700, wall) == ([], [])
    assert watch.wait(2700) <= 1.0
    monkeypatch.delenv("ONRECORD_READ_SECONDS")
    monkeypatch.undo()
    assert came(watch, 2702, wall) == (["Norway and Chile meet in Oslo"], [])
    assert came(watch, 90_000, wall) == ([], [])


def test_a_file_that_limits_always_end_is_let_be_until_it_changes(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.txt"
    path.write_text(made.text())
    wall = path.stat().st_mtime + 60
    monkeypatch.setattr("onrecord.watch.read_paths", lambda paths: [Refused(paths[0], "no", again=True)] * 2)
    watch = watched(store, [str(path.parent)], [])
    times = [now for now in range(0, 100_000, 100) if came(watch, now, wall)[1]]
    assert times == [0, 900, 2700, 6300, 13500]
    path.write_text(made.text(made.SECOND))
    assert came(watch, 100_000, path.stat().st_mtime + 60)[1] == ["no", "no"]


def test_a_report_whose_analysis_a_limit_ended_is_tried_again(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "both.zip"
    path.write_bytes(made.zipped({"a.txt": made.text().encode()}))
    wall = path.stat().st_mtime + 60
    watch = watched(store, [str(path.parent)], [])
    with monkeypatch.context() as stuck:
        stuck.setattr("onrecord.pipeline.work", lambda batch, pipeline, kept: time.sleep(60))
        stuck.setenv("ONRECORD_ANALYSIS_SECONDS", "0.1")
        done = read_all(store, watch.look(0, wall), workers=None)
    assert (done.read, done.refused, done.again) == (0, 1, {f"{path}/a.txt"})
    for name in done.again:
        watch.again(name, 0)
    assert read_all(store, watch.look(899, wall), workers=0).read == 0
    assert read_all(store, watch.look(901, wall), workers=0).read == 1


def test_more_pages_than_one_look_fetches_are_fetched_in_the_next(
    store: SqliteStore, server: misbehaving.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.read.linked.MOST", 1)
    items = "".join(
        f"<item><title>{n}</title><link>{server.base}/{page}</link><guid>{n}</guid>"
        f"<description>Norway met Chile in Oslo on Tuesday to speak of fish, item {n}.</description></item>"
        for n, page in enumerate(("page", "hop"))
    )
    server.feed = (f"<rss version='2.0'><channel><title>N</title>{items}</channel></rss>".encode(), '"one"')
    watch = watched(store, [], [server.base + "/feed"], server)
    watch.linked = True
    assert "1 more pages behind teasers" in came(watch, 0)[1][0]
    assert came(watch, 901) == (["1"], [])  # the other page, though the feed has not changed
    assert came(watch, 1802) == ([], [])
    asked = [(path, h.get("If-None-Match")) for path, h in server.asked if path in ("/feed", "/page", "/hop")]
    assert asked == [
        ("/feed", None), ("/page", None), ("/feed", None), ("/hop", None), ("/page", None), ("/feed", '"one"')
    ]  # fmt: skip


def test_a_list_of_feeds_is_read_anew(store: SqliteStore, server: misbehaving.Server, tmp_path: Path) -> None:
    listed = tmp_path / "feeds.opml"
    outline = "<opml version='2.0'><body><outline text='News'>{}</outline></body></opml>"
    listed.write_text(outline.format(f"<outline type='rss' xmlUrl='{server.base}/feed'/>"))
    watch = watched(store, [], [str(listed)], server)
    assert len(came(watch, 0)[0]) == 2
    listed.write_text(
        outline.format(
            f"<outline type='rss' xmlUrl='{server.base}/page'/><outline xmlUrl='file:///etc/passwd'/>"
        )
    )
    assert came(watch, 10) == (["Norway and Chile meet in Oslo"], [])
    listed.write_text("<opml")
    assert came(watch, 20) == ([], [])


@pytest.mark.parametrize(("value", "seconds"), [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400)])
def test_lengths_of_time(value: str, seconds: float) -> None:
    assert seconds_of(value) == seconds


@pytest.mark.parametrize("value", ["", "15", "m", "-1m", "0s", "1.5h", "soon", "99999d"])
def test_lengths_of_time_that_are_none(value: str) -> None:
    with pytest.raises(ValueError, match="is no length of time; write it as"):
        seconds_of(value)


def test_one_watcher_a_record(tmp_path: Path) -> None:
    record = str(tmp_path / "r.db")
    with alone(record) as first, alone(record) as second:
        assert (first, second) == (True, False)
    with alone(record) as again:
        assert again
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(stop: int, tmp_path: Path) -> None:
    """Started, it reads what is there, then what comes; stopped, it ends with 0 and leaves the record and
    nothing else."""
    folder, record = tmp_path / "in", tmp_path / "r.db"
    folder.mkdir()
    (folder / "a.txt").write_text(made.text())
    process = subprocess.Popen(
        [*MAIN, "watch", str(folder), "--record", str(record)],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(stop, signal.SIG_DFL),  # a job in the background inherits it ignored
    )
    assert process.stderr
    lines: list[str] = []
    while not any("1 report read" in x for x in lines):
        lines.append(process.stderr.readline())
        assert lines[-1], lines
    (folder / "b.txt").write_text(made.text(made.SECOND))
    while sum("1 report read" in x for x in lines) < 2:
        lines.append(process.stderr.readline())
        assert lines[-1], lines
    process.send_signal(stop)
    assert process.wait(120) == 0
    assert "Traceback" not in process.stderr.read()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "r.db"]
    assert {a.report.id for a in open_store(record).analyses()} == {"a", "b"}


def test_a_mail_box_a_feed_and_a_wire_with_a_kill_notice(
    store: SqliteStore, server: misbehaving.Server, tmp_path: Path
) -> None:
    """What changes is read once, later versions stand for earlier ones, and what is killed is gone from the
    record."""
    folder = tmp_path / "in"
    folder.mkdir()
    watch = watched(store, [str(folder)], [server.base + "/feed"], server)
    clock = [0.0]

    def wire(name: str, story: str, version: int, status: str = "usable") -> None:
        item = made.ninjs(2, status, f"urn:x:{story}") | {
            "version": str(version),
            "versioncreated": f"2024-05-08T1{version}:00:00Z",
            "headline": f"Norway and Chile meet, {story}",
            "body_text": f"{made.text()} Version {version}.",
        }
        (folder / name).write_text(json.dumps(item))

    def look() -> tuple[int, int, int, int, int]:
        clock[0] += 1000
        done = read_all(store, watch.look(clock[0], time.time() + 60 + clock[0]), workers=0)
        watch.settle()
        return done.read, done.unchanged, done.superseded, done.withdrawn, done.refused

    box = folder / "box.mbox"
    box.write_bytes(made.mbox())
    wire("1.json", "one", 1)
    wire("2.json", "two", 1)
    assert look() == (6, 0, 0, 0, 0)  # two mails, two items, two stories
    assert look() == (0, 0, 0, 0, 0)
    box.write_bytes(
        made.mbox() + made.mbox().replace(b"m1@", b"m3@").replace(b"fishing quotas", b"whaling rights")
    )
    server.feed = (made.rss().replace(b"fishing quotas", b"whaling quotas"), '"two"')
    wire("3.json", "one", 2)
    read, unchanged, superseded, withdrawn, refused = look()
    assert (superseded, withdrawn, refused) == (2, 0, 0)  # the wire's first version and the feed's
    assert read >= 3
    assert unchanged >= 3
    server.failing = True
    assert look()[-1] == 1
    server.failing = False
    wire("4.json", "one", 3, "canceled")
    (folder / "kill.txt").write_text(
        'KILL: Editors, withhold the story headlined "Norway and Chile meet, two" of May 8, 2024. It is '
        "wrong."
    )
    assert look()[3] == 4  # the version that stood, the other story, and the two that say so
    clock[0] += 10_000
    assert look()[:1] == (0,)
    found = seen(store)
    assert not any("Norway and Chile meet, " in (a.report.title or "") for a in found.analyses)
    gone = {r.title for r in found.aside if r.set_aside and r.set_aside.why == "withdrawn"}
    assert {"Norway and Chile meet, one", "Norway and Chile meet, two"} <= gone


def test_once_for_cron(server: misbehaving.Server, tmp_path: Path) -> None:
    command = [
        *MAIN,
        "watch",
        f"{server.base}/feed",
        f"{server.base}/gone",
        "--once",
        "--record",
        str(tmp_path / "r.db"),
        "--allow",
        "127.0.0.1",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no such page (410)" in done.stderr
    assert "2 reports read, 0 unchanged, 1 refused" in done.stderr
    wrong = subprocess.run(
        [*MAIN, "watch", str(tmp_path / "none.opml"), "--record", str(tmp_path / "r.db")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert wrong.returncode == 2
    assert "No such file" in wrong.stderr
