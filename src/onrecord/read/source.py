"""Bytes of a file, a pipe or a member of an archive: what tells their format is looked at before they are
read, once."""

from __future__ import annotations

import functools
import gzip
import io
import tarfile
import zipfile
import zlib
from typing import IO, Any

from onrecord.read.decode import head_text
from onrecord.read.kind import is_lines
from onrecord.read.refused import Unreadable

HEAD = 1 << 16  # bytes that tell the formats apart
MAX_BYTES = 24_000_000  # of one text or page; longer ones are no news report
MAX_JSON = (
    100_000_000  # of one document that is read whole: JSON, a PDF, a table or an archive within another
)
MAX_UNPACKED = 2_000_000_000  # of all that an archive unpacks to
MAX_MEMBERS = 100_000  # of one archive
DAMAGED = "a gzip file that is cut off or damaged; fetch it again"
CUT = (EOFError, gzip.BadGzipFile, zlib.error)


class Joined(io.RawIOBase):
    """Bytes taken from a stream, put back before the rest of it: pipes can't be wound back."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.head[: len(buffer)] or self.rest.read(len(buffer))
        self.head = self.head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """A stream that ends with ``Unreadable`` where more comes out of it than an archive may hold."""

    def __init__(self, stream: IO[bytes], budget: list[int]) -> None:
        self.stream, self.budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.stream.read(len(buffer))
        except (tarfile.TarError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise Unreadable("cut off or damaged within its archive; fetch it again") from error
        self.budget[0] -= len(data)
        if self.budget[0] < 0:
            raise Unreadable(f"unpacks to more than {MAX_UNPACKED // 10**9} GB; unpack it and name its files")
        buffer[: len(data)] = data
        return len(data)


class Source:
    """One file to be read. gzip is taken off; ``head`` is what is within."""

    def __init__(self, stream: IO[bytes]) -> None:
        head = filled(stream, HEAD)
        self._file: IO[bytes] | None = stream
        if head[:2] == b"\x1f\x8b" and not is_lines(head, whole=len(head) < HEAD):
            packed = io.BufferedReader(Joined(head, stream), HEAD)
            self._file = None
            counted = Counted(gzip.GzipFile(fileobj=packed), [MAX_UNPACKED])  # type: ignore[arg-type]
            stream = io.BufferedReader(counted, HEAD)
            head = filled(stream, HEAD)
        self.head = head
        self.kept: dict[
            str, Any
        ] = {}  # what a format found while it was told, so that it is not looked for again
        self._rest = stream
        self._data: bytes | None = head if len(head) < HEAD else None

    @property
    def ended(self) -> bool:
        """Whether ``head`` is all of it."""
        return len(self.head) < HEAD

    @functools.cached_property
    def text(self) -> str:
        """The head as text, as far as it is one."""
        return head_text(self.head)

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The names in a ZIP archive; none where it is no archive."""
        if not self.head.startswith(b"PK\x03\x04"):
            return frozenset()
        try:
            with zipfile.ZipFile(self.seekable()) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            return frozenset()

    def whole(self, limit: int = MAX_BYTES) -> bytes:
        """All bytes. Raises ``Unreadable`` for more than the limit."""
        if self._data is None:
            self._data = self.head + filled(self._rest, limit + 1 - len(self.head))
        if len(self._data) > limit:
            raise Unreadable(
                f"more than {limit // 1_000_000} MB in one text; a report has a few thousand words, split it"
                " (JSON Lines may be long)"
            )
        return self._data

    def stream(self) -> IO[bytes]:
        """The bytes from the first, to be read once."""
        if self._data is not None:
            return io.BytesIO(self._data)
        return io.BufferedReader(Joined(self.head, self._rest), HEAD)

    def seekable(self) -> IO[bytes]:
        """The bytes to be read in any order: the file itself, or all of it in memory. Raises
        ``Unreadable``."""
        if self._data is None and self._file is not None and _winds(self._file):
            self._file.seek(0)
            return self._file
        return io.BytesIO(self.whole(MAX_JSON))


def _winds(stream: IO[bytes]) -> bool:
    try:
        return stream.seekable()
    except (AttributeError, ValueError):
        return False


def filled(stream: IO[bytes], size: int) -> bytes:
    """So many bytes, or all that there are: a pipe gives them in pieces."""
    data = bytearray()
    while len(data) < size:
        piece = stream.read(size - len(data))
        if not piece:
            break
        data += piece
    return bytes(data)
