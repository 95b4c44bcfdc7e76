"""Bytes to text: the encodings that the wild has, told apart by content; and what is no text at all."""

from __future__ import annotations

from onrecord.read.refused import Unreadable

MAGIC = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document", b"RIFF": "a media file", b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program", b"BZh": "a bzip2 archive", b"\xfd7zXZ": "an xz archive", b"\x00\x00\x01\x00": "an icon",
}  # fmt: skip
HEAD = 4000  # bytes that tell text from binary


def text_of(data: bytes) -> str:
    """The text of the bytes, untouched but for the byte order mark. Raises ``Unreadable``."""
    if not data.strip():
        raise Unreadable("empty; nothing to read")
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"{what}, not a text; convert it to plain text or HTML first")
    if wide := wide_encoding(data):
        try:
            text = data.decode(wide)
        except UnicodeDecodeError as error:
            raise Unreadable("UTF-16 text that is cut off or damaged; fetch it again") from error
    else:
        text = _narrow(data.removeprefix(b"\xef\xbb\xbf"))
    if not text.strip("\0 \t\r\n\ufeff"):
        raise Unreadable("empty; nothing to read")
    return text


def wide_encoding(data: bytes) -> str | None:
    """The UTF-16 of the bytes by its mark or by where the zeros stand; None for narrow text. Raises ``Unreadable``."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = data[:HEAD]
    zeros = head.count(0)
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 3:
        return "utf-16-be"
    if zeros > 8 and zeros > len(head) // 100:  # a stray zero is dirt, many are a file of another kind
        raise Unreadable("binary data, not a text; convert it to plain text or HTML first")
    return None


def _narrow(data: bytes) -> str:
    for encoding in ("utf8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise Unreadable("text in an encoding that can't be told; save it as UTF-8")
    return data.decode(best.encoding, errors="replace")
