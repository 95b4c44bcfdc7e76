"""What is no text is refused by name, and never kept as a report of noise; text in wide encodings is read."""

from __future__ import annotations

import io
import random
import re
import tarfile
from pathlib import Path

import pytest

from onrecord.model import Report
from onrecord.read import Refused, read_paths

GOOD = "Norway and Chile met in Oslo on Monday. The ministers said they would sign the accord by 2030.\n" * 3
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("report.txt")
        entry.size = len(GOOD)
        archive.addfile(entry, io.BytesIO(GOOD.encode()))
    return out.getvalue()


def read(path: Path, data: bytes) -> Report | Refused:
    path.write_bytes(data)
    (found,) = read_paths([str(path)])
    return found


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (PDF, "a PDF document"),
        (b"\n" + PDF, "a PDF document"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + PDF, "a PDF document"),
        (b"{\\rtf1\\ansi Norway met Chile.}", "an RTF document"),
        (b"Rar!\x1a\x07\x01\x00" + GOOD.encode(), "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c" + GOOD.encode(), "a 7z archive"),
        (b"\x28\xb5\x2f\xfd" + GOOD.encode(), "a Zstandard archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "an old office document"),
        (b"\0\0\0\x18ftypmp42" + bytes(40) + GOOD.encode(), "a media file"),
        (b"%!PS-Adobe-3.0\n" + GOOD.encode(), "a PostScript document"),
        (bytes(c for c in random.Random(3).randbytes(6000) if c), "binary data|can't be told"),
        (bytes(c for c in random.Random(4).randbytes(6000) if c and c < 128), "binary data"),
        (("\ufeff" + GOOD).encode("utf-32-le")[:-1], "UTF-32 text that is cut off or damaged"),
    ],
)
def test_refused_by_name(tmp_path: Path, data: bytes, why: str) -> None:
    found = read(tmp_path / "x", data)
    assert isinstance(found, Refused), found
    assert re.search(why, found.why), found.why


def test_a_tar_archive_is_read(tmp_path: Path) -> None:
    found = read(tmp_path / "x", tar())
    assert isinstance(found, Report), str(found)
    assert found.text == GOOD
    (tmp_path / "x").write_bytes(tar()[:700])
    member, archive = read_paths([str(tmp_path / "x")])
    assert "x/report.txt: cut off or damaged within its archive" in str(member)
    assert "a tar archive that is cut off or damaged" in str(archive)


@pytest.mark.parametrize("name", ["utf-32", "utf-32-le", "utf-32-be", "utf-16", "utf-16-le", "utf-16-be"])
def test_wide_text_is_read(tmp_path: Path, name: str) -> None:
    found = read(tmp_path / "x", GOOD.encode(name))
    assert isinstance(found, Report), str(found)
    assert found.text == GOOD


@pytest.mark.parametrize(
    "text",
    [
        f"The file began with %PDF-1.7, experts said. {GOOD}",
        f"II* of the ustar class {GOOD}",
        f"Rar! he cried. {GOOD}",
    ],
)
def test_a_text_that_speaks_of_them_is_read(tmp_path: Path, text: str) -> None:
    found = read(tmp_path / "x", text.encode())
    assert isinstance(found, Report), str(found)
    assert found.text == text
