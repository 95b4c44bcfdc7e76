"""A page and an export are old or new at every moment, never half: killed, or refused by the disk, at every
step."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.show import whole
from onrecord.show.export import Table, write
from onrecord.show.whole import write_file, write_folder

OLD = {"a.jsonl": b"old a\n" * 400, "b.jsonl": b"old b\n", "CODEBOOK.md": b"old\n"}
NEW = {"a.jsonl": b"new a\n" * 500, "b.jsonl": b"", "CODEBOOK.md": b"new\n", "c.jsonl": b"new c\n"}
WRITES = ("mkdir", "link", "rename", "replace", "fsync")
STEPS = {"killed": (*WRITES, "unlink", "open", "rmdir"), "full": WRITES}  # a full disk still lets files go


def parts(files: dict[str, bytes]) -> dict[str, list[bytes]]:
    return {name: [data[:7], data[7:]] for name, data in files.items()}


def there(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()} if folder.exists() else {}


def put(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def at_step(n: int, happens: str) -> None:
    """From now on the n-th step that touches the disk is preceded by what happens."""
    done = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **options: object) -> object:
            nonlocal done
            done += 1
            if done == n:
                HAPPENS[happens]()
            return real(*arguments, **options)

        return step

    for name in STEPS[happens]:
        setattr(os, name, counted(getattr(os, name)))
    whole.exchange = counted(whole.exchange)  # type: ignore[assignment]


def in_child(n: int, happens: str, work: Callable[[], None]) -> int:
    """The exit code of a forked process that works until its n-th step: 0 done, 1 an error of the system, 9
    killed."""
    pid = os.fork()
    if pid == 0:
        code = 0
        try:
            at_step(n, happens)
            work()
        except OSError:
            code = 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def refuse() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


HAPPENS = {"killed": lambda: os._exit(9), "full": refuse}


@pytest.mark.parametrize("happens", HAPPENS)
def test_a_folder_at_every_step(tmp_path: Path, happens: str) -> None:
    seen = set()
    for n in range(1, 200):
        folder = tmp_path / f"{n}" / "out"
        folder.parent.mkdir()
        put(folder, {**OLD, "mine.txt": b"mine"})
        code = in_child(n, happens, lambda folder=folder: write_folder(folder, parts(NEW)))  # type: ignore[misc]
        found = there(folder)
        assert found in ({**OLD, "mine.txt": b"mine"}, {**NEW, "mine.txt": b"mine"}), n
        seen.add(found["CODEBOOK.md"])
        if happens == "full":
            assert [p.name for p in folder.parent.iterdir()] == ["out"]
        write_folder(folder, parts(NEW))
        assert there(folder) == {**NEW, "mine.txt": b"mine"}
        if code == 0 and found["CODEBOOK.md"] == b"new\n" and n > 40:
            break
    assert seen == {b"old\n", b"new\n"}
    assert n < 199


@pytest.mark.parametrize("happens", HAPPENS)
def test_a_new_folder_at_every_step(tmp_path: Path, happens: str) -> None:
    for n in range(1, 40):
        folder = tmp_path / f"{n}" / "deep" / "out"
        in_child(n, happens, lambda folder=folder: write_folder(folder, parts(NEW)))  # type: ignore[misc]
        assert there(folder) in ({}, NEW), n


@pytest.mark.parametrize("happens", HAPPENS)
@pytest.mark.parametrize("old", [b"old\n" * 5000, None])
def test_a_file_at_every_step(tmp_path: Path, happens: str, old: bytes | None) -> None:
    new = b"new\n" * 6000
    seen = set()
    for n in range(1, 12):
        path = tmp_path / f"{n}" / "page.html"
        path.parent.mkdir()
        if old is not None:
            path.write_bytes(old)
        in_child(n, happens, lambda path=path: write_file(path, [new[:9], new[9:]]))  # type: ignore[misc]
        found = path.read_bytes() if path.exists() else None
        assert found in (old, new)
        seen.add(found)
    assert seen == {old, new}


def test_what_a_killed_run_left_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for step, work in (
        (2, lambda: write_file(tmp_path / "p.html", [b"x"])),
        (3, lambda: write_folder(tmp_path / "out", parts(NEW))),
    ):
        in_child(step, "killed", work)
        assert any(p.name.endswith(".part") for p in tmp_path.iterdir()), step
        monkeypatch.setattr(whole, "STALE", -1.0)
        work()
        assert not any(p.name.endswith(".part") for p in tmp_path.iterdir())
        monkeypatch.undo()


def test_rights_links_and_other_files_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real.html").write_bytes(b"old")
    (tmp_path / "real.html").chmod(0o640)
    (tmp_path / "page.html").symlink_to("real.html")
    write_file(tmp_path / "page.html", [b"new"])
    assert (tmp_path / "page.html").is_symlink()
    assert (tmp_path / "real.html").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "real.html").stat().st_mode) == 0o640
    put(tmp_path / "out", OLD)
    (tmp_path / "out" / "sub").mkdir()
    (tmp_path / "out" / "sub" / "mine").write_bytes(b"mine")
    write_folder(tmp_path / "out", parts(NEW))
    assert (tmp_path / "out" / "sub" / "mine").read_bytes() == b"mine"
    assert (tmp_path / "out" / "a.jsonl").read_bytes() == NEW["a.jsonl"]
    put(tmp_path / "here", OLD)
    monkeypatch.chdir(tmp_path / "here")
    write_folder(Path("."), parts(NEW))
    assert there(Path(".")) == NEW  # and not in a folder that was taken away below the one who stands in it


def test_an_export_that_can_not_be_encoded_leaves_the_old_one(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "x"}, {"id": "b", "text": "\ud800"}]
    write(tmp_path / "out", {"reports": Table(1, lambda: iter(rows[:1]))})
    before = there(tmp_path / "out")
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path / "out", {"reports": Table(2, lambda: iter(rows))})
    assert there(tmp_path / "out") == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_file(tmp_path / "pipe", [b"page"])
    assert os.read(reader, 10) == b"page"
    os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
