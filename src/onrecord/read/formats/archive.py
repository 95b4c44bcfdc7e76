"""ZIP and TAR: their members in order. Nothing is unpacked to the disk, no link is followed, and all have
limits."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from onrecord.read.article import Fault, Hints, Member, Part
from onrecord.read.refused import Unreadable
from onrecord.read.source import HEAD, MAX_MEMBERS, MAX_UNPACKED, Counted, Source
from onrecord.read.walk import SKIPPED_SUFFIXES

DAMAGED_ZIP = "a ZIP archive that is cut off or damaged; fetch it again"
NOTHING = "an archive without a file to read in it; hidden files and folders are passed over"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def is_wacz(source: Source, hints: Hints) -> bool:
    return "datapackage.json" in source.names and any(n.startswith("archive/") for n in source.names)


def is_zip(source: Source, hints: Hints) -> bool:
    return source.head.startswith(b"PK\x03\x04")


def is_tar(source: Source, hints: Hints) -> bool:
    return source.head[257:262] == b"ustar"


def wacz_parts(source: Source, hints: Hints) -> Iterator[Part]:
    """The web archives within; their indexes and logs are no reports."""
    yield from _zipped(
        source, lambda name: name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))
    )


def zip_parts(source: Source, hints: Hints) -> Iterator[Part]:
    yield from _zipped(source, _wanted)


def _zipped(source: Source, wanted: object) -> Iterator[Part]:
    assert callable(wanted)
    try:
        archive = zipfile.ZipFile(source.seekable())
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable(DAMAGED_ZIP) from error
    budget = [MAX_UNPACKED]
    found = False
    with archive:
        infos = archive.infolist()
        if len(infos) > MAX_MEMBERS:
            raise Unreadable(f"an archive of more than {MAX_MEMBERS:,} files; unpack it and name its folder")
        if not infos:
            raise Unreadable("an empty ZIP archive; nothing to read")
        for info in sorted(infos, key=lambda i: i.filename):
            if info.is_dir() or not wanted(plain_path(info.filename)):
                continue
            found = True
            if info.flag_bits & 1:
                yield Fault(plain_path(info.filename), "under a password; unpack it and name the file")
            elif (info.external_attr >> 16) & 0o170000 == 0o120000:
                yield Fault(
                    plain_path(info.filename),
                    "a link within an archive, not followed; unpack it and name its target",
                )
            else:
                yield _opened(archive, info, budget)
    if not found:
        raise Unreadable(NOTHING)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: list[int]) -> Part:
    try:
        return Member(plain_path(info.filename), counted(archive.open(info), budget))
    except BROKEN:
        return Fault(
            plain_path(info.filename),
            "damaged within its archive, or packed in a way that is not known; fetch it again",
        )


def counted(stream: IO[bytes], budget: list[int]) -> IO[bytes]:
    """A member's bytes, as far as the archive may still unpack."""
    return io.BufferedReader(Counted(stream, budget), HEAD)


def tar_parts(source: Source, hints: Hints) -> Iterator[Part]:
    budget = [MAX_UNPACKED]
    read, found = 0, False
    try:
        with tarfile.open(fileobj=source.stream(), mode="r|") as archive:
            for n, info in enumerate(archive):
                if n >= MAX_MEMBERS:
                    raise Unreadable(
                        f"an archive of more than {MAX_MEMBERS:,} files (the first were read); unpack it "
                        "and name its folder"
                    )
                name = plain_path(info.name)
                if info.isdir() or not _wanted(name):
                    continue
                found = True
                if info.issym() or info.islnk():
                    yield Fault(name, "a link within an archive, not followed; unpack it and name its target")
                elif not info.isreg():
                    yield Fault(
                        name, "not a plain file (a pipe or a device) within an archive; nothing to read"
                    )
                elif (stream := archive.extractfile(info)) is not None:
                    read += 1
                    yield Member(name, counted(stream, budget))
    except (tarfile.TarError, EOFError, ValueError, OverflowError, zlib.error) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            f"a tar archive that is cut off or damaged ({read} files before were read); fetch it again"
        ) from error
    if not found:
        raise Unreadable(NOTHING)


def _wanted(name: str) -> bool:
    """Hidden files and those of the system's own are passed over, as in folders."""
    parts = name.split("/")
    return (
        not any(p.startswith((".", "__MACOSX")) and p not in (".", "..") for p in parts)
        and os.path.splitext(name)[1] not in SKIPPED_SUFFIXES
    )


def plain_path(name: str) -> str:
    """A member's path as it is told: within the archive, wherever it points."""
    kept = [p for p in name.replace("\\", "/").split("/") if p not in ("", ".", "..")]
    return "/".join("".join(c if c.isprintable() else "?" for c in p) for p in kept)[:300] or "member"


def checked(archive: zipfile.ZipFile | IO[bytes]) -> None:
    """Raises ``Unreadable`` for an office document that would unpack to more than it may."""
    try:
        infos = (
            archive.infolist()
            if isinstance(archive, zipfile.ZipFile)
            else zipfile.ZipFile(archive).infolist()
        )
    except BROKEN as error:
        raise Unreadable(DAMAGED_ZIP) from error
    if len(infos) > 10_000 or sum(i.file_size for i in infos) > 500_000_000:
        raise Unreadable("an office document that unpacks to more than 500 MB; save its text instead")


def member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """A member of an office document. Raises ``Unreadable``."""
    try:
        with archive.open(name) as stream:
            data = stream.read(limit + 1)
    except (KeyError, *BROKEN) as error:
        raise Unreadable("an office document that is cut off or damaged; fetch it again") from error
    if len(data) > limit:
        raise Unreadable(f"an office document of more than {limit // 1_000_000} MB of text; split it")
    return data
