"""What tells JSON Lines, a JSON document and a page: JSON Lines by the lines themselves, so that one bad line
costs itself and no other."""

from __future__ import annotations

import json
import re
from typing import Any

from onrecord.read.fields import by_role

BLANK = b"\xef\xbb\xbf \t\r\0"
# Where exports keep their articles, from the outside in.
LISTS = ("articles", "results", "stories", "items", "_items", "hits", "documents", "docs", "data", "news")
LONG = 1 << 20  # bytes of a line that is not parsed to tell what it is: that is done where it can be ended
OPENS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|section|title|link|script|span|table"
    r"|h[1-6])\b",
    re.I,
)
ANYWHERE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|section)\b", re.I)
_OPENS = re.compile(r'\s*(?:\[\s*)?\{\s*"[^"\n]{0,200}"\s*:')


def is_lines(data: bytes, whole: bool) -> bool:
    """Whether the data is JSON Lines, as far as it goes.

    One line that is an object with a text tells so, whatever stands before it; where only objects
    without one are found, they must be half of the lines; and a web page that happens to hold such a line
    stays a page unless they are half of it. A JSON document, in which such a line may stand too, is to be
    tried before.

    whole: whether the data ends where the file does; else its last line is cut and not asked.
    """
    reports = objects = others = 0
    for line in data.split(b"\n")[: None if whole else -1]:
        if not line.strip(BLANK):
            continue
        item = _object(line)
        told = item is not None and isinstance(item.get("text") or by_role(item).get("text"), str)
        reports += told
        objects += item is not None and not told
        others += item is None
    if reports:
        return reports >= others or not looks_like_html(data[:20_000].decode("utf8", "replace"))
    return objects > 0 and objects >= others


def may_be_document(data: bytes) -> bool:
    """Whether the data may be one JSON document: it opens like one, and its first line is no object on its
    own."""
    first, _, rest = data.strip(BLANK + b"\n").partition(b"\n")
    if first[:1] not in (b"{", b"["):
        return False
    if len(first) > LONG:
        return not rest or first[:1] == b"["
    try:
        item = json.loads(first.decode("utf8", "replace"))
    except RecursionError:
        return not rest
    except ValueError:
        return True
    return not rest and (not isinstance(item, dict) or is_collection(item))


def is_collection(item: dict[str, Any]) -> bool:
    """Whether an object holds articles and is none: a feed, or what a collection exports."""
    if isinstance(item.get("text"), str):
        return False
    inner = next((item[name] for name in LISTS if isinstance(item.get(name), list | dict)), None)
    return isinstance(inner, dict) or (isinstance(inner, list) and any(isinstance(x, dict) for x in inner))


def is_broken_json(text: str) -> bool:
    """Whether a text that is no JSON was meant to be: it opens with an object and a key."""
    return bool(_OPENS.match(text))


def _object(line: bytes) -> dict[str, Any] | None:
    line = line.strip(b"\xef\xbb\xbf \t\r")
    if not line.startswith(b"{"):
        return None
    if len(line) > LONG:
        return {"text": "…"} if b'"text"' in line else {}
    try:
        item = json.loads(line.decode("utf8"))
    except (ValueError, RecursionError):
        return None
    return item if isinstance(item, dict) else None


def looks_like_html(text: str) -> bool:
    """Whether a text is a page: told by its first tag, past comments and declarations."""
    opening = _past_comments(text[:20_000])
    return bool(OPENS.match(opening)) and bool(ANYWHERE.search(opening))


def _past_comments(text: str) -> str:
    while True:
        text = text.lstrip("\ufeff\0 \t\r\n")
        for start, end in (("<!--", "-->"), ("<?", "?>")):
            if text.startswith(start):
                at = text.find(end)
                text = text[at + len(end) :] if at >= 0 else ""
                break
        else:
            return text
