"""Bytes to text: the encodings that the wild has, told apart by content; and what is no text at all."""

from __future__ import annotations

import gzip
import io
import zlib

MAX_BYTES = 24_000_000  # of one text or page; longer ones are no news report
MAGIC = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document", b"RIFF": "a media file", b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program", b"BZh": "a bzip2 archive", b"\xfd7zXZ": "an xz archive", b"\x00\x00\x01\x00": "an icon",
}  # fmt: skip


class Unreadable(ValueError):
    """One clear line on why bytes can't be read as a report."""


def unpack(data: bytes) -> bytes:
    """What a gzip holds, or the bytes as they are."""
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.open(io.BytesIO(data)) as f:
            unpacked = f.read(MAX_BYTES * 4 + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise Unreadable("a gzip file that is cut off or damaged; fetch it again") from error
    if len(unpacked) > MAX_BYTES * 4:
        raise Unreadable(f"a gzip file that holds more than {MAX_BYTES * 4 // 1_000_000} MB; split it")
    return unpacked


def text_of(data: bytes) -> str:
    """The text of the bytes, untouched but for the byte order mark."""
    if not data.strip():
        raise Unreadable("empty; nothing to read")
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"{what}, not a text; convert it to plain text or HTML first")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _utf16(data, "utf-16")
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    head = data[:4000]
    if b"\0" in head:
        if head[1::2].count(0) > len(head) // 3:
            return _utf16(data, "utf-16-le")
        if head[0::2].count(0) > len(head) // 3:
            return _utf16(data, "utf-16-be")
        raise Unreadable("binary data, not a text; convert it to plain text or HTML first")
    try:
        return data.decode("utf8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:200_000]).best()
        if best is None:
            raise Unreadable("text in an encoding that can't be told; save it as UTF-8") from None
        return data.decode(best.encoding, errors="replace")


def _utf16(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("UTF-16 text that is cut off or damaged; fetch it again") from error
