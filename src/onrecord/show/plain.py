"""The one filter of what is shown in a terminal: texts, titles and names are other people's, and may hold
what steers it.

Escape sequences, controls, turns of the reading direction and characters without a shape become U+FFFD; a
carriage return too, for it would let a line overwrite itself. Line ends and tabs stay.
"""

from __future__ import annotations

import io
import re
from typing import IO, Any

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff"
    "\uffa0\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)


def plain(text: str) -> str:
    """The text with U+FFFD for every character that a terminal would not show as one."""
    return UNSEEN.sub("\ufffd", text)


def line(text: str) -> str:
    """The same as one line: what breaks lines becomes a space."""
    return plain(re.sub(r"\r\n|[\r\n\t\v\f\x85\u2028\u2029]", " ", text))


def plain_json(text: str) -> str:
    """JSON that says the same with such characters escaped; between strings it can hold none of them."""
    return UNSEEN.sub(lambda m: "".join(f"\\u{n:04x}" for n in _units(ord(m.group()))), text)


def _units(code: int) -> tuple[int, ...]:
    return (
        (code,)
        if code < 0x10000
        else (0xD800 + ((code - 0x10000) >> 10), 0xDC00 + ((code - 0x10000) & 0x3FF))
    )


class PlainStream(io.TextIOBase):
    """A text stream through the filter; ``raw`` is the stream itself."""

    def __init__(self, raw: IO[str]) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        self.raw.write(plain(text))
        return len(text)

    def flush(self) -> None:
        self.raw.flush()

    def isatty(self) -> bool:
        return self.raw.isatty()

    def fileno(self) -> int:
        return self.raw.fileno()

    def writable(self) -> bool:
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return str(getattr(self.raw, "encoding", "utf-8"))

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        found: str | None = getattr(self.raw, "errors", None)
        return found


def unfiltered(stream: Any) -> Any:
    """The stream below the filter, for a progress bar, which steers the terminal itself."""
    return stream.raw if isinstance(stream, PlainStream) else stream
