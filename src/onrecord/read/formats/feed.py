"""RSS and Atom, as they come: feedparser forgives what feeds get wrong; its texts are stripped to their words
here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.read.article import Article, Fault, Hints, Part
from onrecord.read.decode import text_of
from onrecord.read.fields import address, language, story_key, words
from onrecord.read.formats.blocks import text_of_markup
from onrecord.read.formats.xml import root_of
from onrecord.read.refused import Unreadable
from onrecord.read.source import Source

ROOTS = frozenset(["rss", "RDF", "feed"])
MAX_ITEMS = 20_000
_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s/>]")
_ENTITY = re.compile(rb"<!ENTITY", re.I)


def is_feed(source: Source, hints: Hints) -> bool:
    return root_of(source.text) in ROOTS


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    import feedparser

    data = source.whole()
    text_of(data[:4000])  # what is no text at all is told as such
    if _ENTITY.search(data[:200_000]):
        raise Unreadable(
            "a feed that declares entities of its own, which may unfold without end; save it without them"
        )
    if sum(1 for _ in _ITEM.finditer(data)) > MAX_ITEMS:
        raise Unreadable(f"a feed of more than {MAX_ITEMS:,} items; split it")
    found: Any = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not found.entries:
        damaged = bool(found.bozo) and not found.feed.get("title")
        raise Unreadable(
            "a feed that is cut off or damaged; fetch it again"
            if damaged
            else "a feed with no item in it; nothing to read"
        )
    for n, entry in enumerate(found.entries, 1):
        yield _item(n, entry, found.feed)
    if found.bozo and "SAX" in type(found.bozo_exception).__name__ and not data.rstrip().endswith(b">"):
        yield Fault("", "a feed that is cut off (the items before were read); fetch it again")


def _item(n: int, entry: Any, feed: Any) -> Part:
    where = f"item {n}"
    try:
        text = _text(entry)
        title = words(text_of_markup(str(entry.get("title") or "")))
    except Unreadable as error:
        return Fault(where, str(error))
    text = text or title or ""
    if not text.strip():
        return Fault(where, "an item without words; nothing to read")
    url = address(entry.get("link"))
    source = entry.get("source")
    return Article(
        text,
        where,
        key=story_key(entry.get("id"), feed.get("link") or feed.get("title")) or url,
        title=title,
        url=url,
        publisher=(words(source.get("title")) if isinstance(source, dict) else None)
        or words(feed.get("title")),
        byline=words(entry.get("author")),
        language=language(_stated_language(entry) or feed.get("language")),
        published=words(entry.get("published") or entry.get("created")),
        updated=words(entry["updated"]) if dict.__contains__(entry, "updated") else None,
        several=True,
    )


def _text(entry: Any) -> str:
    """The longest of an item's contents, else its summary."""
    contents = [str(c.get("value") or "") for c in entry.get("content", ())]
    marked = max(contents, key=len, default="") or str(entry.get("summary") or "")
    return text_of_markup(marked)


def _stated_language(entry: Any) -> str | None:
    return next((c.get("language") for c in entry.get("content", ()) if c.get("language")), None)
