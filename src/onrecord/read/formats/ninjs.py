"""ninjs, the IPTC's news in JSON, versions 1 to 3, and what Superdesk makes of it."""

from __future__ import annotations

from typing import Any

from onrecord.read.article import Article
from onrecord.read.fields import address, language, words
from onrecord.read.formats.blocks import text_of_markup
from onrecord.read.refused import Unreadable

MARKS = frozenset(
    [
        "pubstatus",
        "versioncreated",
        "bodies",
        "headlines",
        "body_text",
        "body_html",
        "body_xhtml",
        "firstcreated",
        "representationtype",
    ]
)
CANCELED = frozenset(["canceled", "cancelled", "killed", "recalled"])
WITHHELD = frozenset(["withheld", "embargoed"])
NO_TEXT = frozenset(["picture", "graphic", "video", "audio"])


def is_ninjs(item: dict[str, Any]) -> bool:
    """Whether an object is a news item by its name and its marks."""
    return isinstance(item.get("uri") or item.get("guid"), str) and len(MARKS & item.keys()) >= 2


def article(item: dict[str, Any]) -> Article:
    """The article of a news item. A canceled one takes its story back. Raises ``Unreadable``."""
    name = words(item.get("uri") or item.get("guid"))
    status = (words(item.get("pubstatus")) or "").lower()
    note = words(item.get("ednote") or item.get("edNote"))
    title = words(item.get("headline")) or _preferred(item.get("headlines"))
    text = _body(item)
    if status in WITHHELD:
        raise Unreadable(f"withheld by its source ({name}); it is not to be used")
    if status in CANCELED:
        text = text or note or title or ""
    elif not text:
        kind = words(item.get("type")) or ""
        raise Unreadable(
            f"a {kind} without words; nothing to read"
            if kind in NO_TEXT
            else 'a news item without a body; it needs a "body_text" or "bodies"'
        )
    return Article(
        text,
        id=name,
        key=name,
        title=title,
        url=address(item.get("url") or item.get("canonicalurl")),
        publisher=words(item.get("provider")) or _source(item),
        agency=words(item.get("source")),
        byline=words(item.get("byline") or item.get("by")),
        language=language(item.get("language")),
        published=words(item.get("firstcreated") or item.get("contentcreated") or item.get("versioncreated")),
        updated=words(item.get("versioncreated")),
        version=words(item.get("version")),
        withdraws=status in CANCELED,
        notes=(note,) if note else (),
    )


def _preferred(values: Any) -> str | None:
    """Of several headlines the main one, else the first."""
    if not isinstance(values, list):
        return None
    found = [v for v in values if isinstance(v, dict) and words(v.get("value"))]
    main = [v for v in found if (words(v.get("role")) or "main") in ("main", "headline")]
    return words((main or found)[0]["value"]) if found else None


def _body(item: dict[str, Any]) -> str:
    """The body, as plain text where it is there as such, else out of its markup."""
    plain, marked = item.get("body_text"), item.get("body_xhtml") or item.get("body_html")
    bodies = item.get("bodies")
    for body in bodies[:20] if isinstance(bodies, list) else ():
        value = body.get("value") if isinstance(body, dict) else None
        if isinstance(value, str) and value.strip():
            if (
                "html" in (words(body.get("contenttype")) or words(body.get("contentType")) or "")
                or "</p>" in value
            ):
                marked = marked or value
            else:
                plain = plain or value
    if isinstance(plain, str) and plain.strip():
        return plain
    return text_of_markup(marked) if isinstance(marked, str) else ""


def _source(item: dict[str, Any]) -> str | None:
    sources = item.get("infosources") or item.get("infosource")
    return words(sources[0]) if isinstance(sources, list) and sources else None
