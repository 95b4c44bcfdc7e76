"""Bytes to text: the encodings that the wild has, told apart by content; and what is no text at all."""

from __future__ import annotations

from onrecord.read.refused import Unreadable

MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "a media file",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x00\x00\x01\x00": "an icon",
    b"PK\x05\x06": "an empty ZIP archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"\x04\x22\x4d\x18": "an LZ4 archive",
    b"\x1f\x9d": "a compressed file",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"%!PS": "a PostScript document",
    b"ID3\x02": "a sound file",
    b"ID3\x03": "a sound file",
    b"ID3\x04": "a sound file",
    b"OggS": "a media file",
    b"fLaC": "a sound file",
    b"\x1aE\xdf\xa3": "a media file",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
    b"ARROW1": "an Arrow table",
    b"\xca\xfe\xba\xbe": "a program",
    b"\x00asm": "a program",
    b"wOFF": "a font",
    b"wOF2": "a font",
    b"!<arch>\n": "an archive",
    b"bplist0": "a property list",
}
INSIDE = (
    (4, b"ftyp", "a media file"),
    (60, b"BOOKMOBI", "an e-book"),
)  # where a magic stands later
DIRT = bytes(c for c in range(32) if c not in b"\0\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e")  # no text has many of them
BINARY = "binary data, not a text; convert it to plain text or HTML first"
HEAD = 4000  # bytes that tell text from binary


def text_of(data: bytes) -> str:
    """The text of the bytes, untouched but for the byte order mark. Raises ``Unreadable``."""
    if not data.strip():
        raise Unreadable("empty; nothing to read")
    if what := _other(data):
        raise Unreadable(f"{what}, not a text; convert it to plain text or HTML first")
    if wide := wide_encoding(data):
        try:
            text = data.decode(wide)
        except UnicodeDecodeError as error:
            raise Unreadable(f"{wide[:6].upper()} text that is cut off or damaged; fetch it again") from error
    else:
        text = _narrow(data.removeprefix(b"\xef\xbb\xbf"))
    if not text.strip("\0 \t\r\n\ufeff"):
        raise Unreadable("empty; nothing to read")
    return text


def head_text(head: bytes) -> str:
    """The first bytes of a file as text, as far as they are one: for telling formats apart, never to be
    kept."""
    try:
        wide = wide_encoding(head)
    except Unreadable:
        return ""
    if wide:
        return head[: len(head) & ~3].decode(wide, "replace").lstrip("\ufeff")
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf8", "replace")


def _other(data: bytes) -> str | None:
    """What the bytes are if a program made them and no writer; None where they may be a text."""
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            return what
    for at, magic, what in INSIDE:
        if data.startswith(magic, at) and b"\0" in data[:512]:
            return what
    return None


def wide_encoding(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 of the bytes by its mark or by where the zeros stand; None for narrow text. Raises
    ``Unreadable``."""
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "utf-32"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = data[:HEAD]
    zeros = head.count(0)
    quarter = len(head) // 4
    if quarter > 1 and min(head[2::4].count(0), head[3::4].count(0)) >= quarter and head[0::4].count(0) == 0:
        return "utf-32-le"
    if quarter > 1 and min(head[0::4].count(0), head[1::4].count(0)) >= quarter and head[3::4].count(0) == 0:
        return "utf-32-be"
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 3:
        return "utf-16-be"
    if zeros > 8 and zeros > len(head) // 100:  # a stray zero is dirt, many are a file of another kind
        raise Unreadable(BINARY)
    dirt = len(head) - len(head.translate(None, DIRT))
    if dirt > 8 and dirt > len(head) // 50:
        raise Unreadable(BINARY)
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
