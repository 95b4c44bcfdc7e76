"""NITF, the wire's own markup: headline, byline, dateline, body, and what becomes of the story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.read.article import Article, Hints, Part
from onrecord.read.fields import address, language, story_key
from onrecord.read.formats.blocks import lines_within
from onrecord.read.formats.ninjs import CANCELED, WITHHELD
from onrecord.read.formats.xml import XML_LANG, first, root_of, said, tree
from onrecord.read.refused import Unreadable
from onrecord.read.source import Source


def is_nitf(source: Source, hints: Hints) -> bool:
    return root_of(source.text) == "nitf"


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    root = tree(source.whole())
    data = first(root, "docdata")
    status = (data.get("management-status") or "").lower() if data is not None else ""
    name = _attribute(root, "doc-id", "id-string")
    if status in WITHHELD:
        raise Unreadable(f"withheld by its source ({name}); it is not to be used")
    note = _attribute(root, "ed-msg", "info") or said(root, "ed-msg")
    title = said(root, "hl1", "title")
    text = words_of(root)
    if not text and status in CANCELED:
        text = note or title or ""
    elif not text:
        raise Unreadable("a NITF document without a body; nothing to read")
    published = (
        _attribute(root, "date.issue", "norm")
        or _attribute(root, "date.release", "norm")
        or _attribute(root, "story.date", "norm")
    )
    yield Article(
        text,
        id=name,
        key=story_key(name, said(root, "distributor")),
        title=title,
        url=address(_attribute(root, "pubdata", "ex-ref")),
        publisher=_attribute(root, "doc.copyright", "holder") or _attribute(root, "pubdata", "name"),
        agency=said(root, "distributor"),
        byline=said(root, "byttl", "byline"),
        language=language(root.get(XML_LANG) or root.get("lang")),
        published=published,
        version=_attribute(root, "du-key", "version"),
        withdraws=status in CANCELED,
        notes=(note,) if note else (),
    )


def words_of(root: Any) -> str:
    """The dateline and the body. Where the body does not open with the place, the dateline opens it, as it is
    printed."""
    body = first(root, "body.content")
    if body is None:
        return ""
    lines = lines_within(body, skip=frozenset(["media"]))
    dateline = first(root, "dateline")
    place = " ".join(lines_within(dateline)) if dateline is not None else ""
    if lines and place and not lines[0].lower().startswith(place.lower()[:12]):
        lines[0] = f"{place} — {lines[0]}"
    return "\n\n".join(lines)


def _attribute(root: Any, element: str, name: str) -> str | None:
    found = first(root, element)
    return (found.get(name) or None) if found is not None else None
