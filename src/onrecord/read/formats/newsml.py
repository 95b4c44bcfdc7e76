"""NewsML-G2: news items, alone or in a message; the body is NITF, XHTML or plain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.read.article import Article, Fault, Hints, Part
from onrecord.read.fields import language
from onrecord.read.formats import nitf
from onrecord.read.formats.blocks import fragment, lines_within, local
from onrecord.read.formats.ninjs import CANCELED, WITHHELD
from onrecord.read.formats.xml import XML_LANG, below, first, root_of, said, tree
from onrecord.read.refused import Unreadable
from onrecord.read.source import Source

ROOTS = frozenset(["newsItem", "newsMessage", "itemSet", "packageItem"])
TITLES = frozenset(["headline", "hedline"])


def is_newsml(source: Source, hints: Hints) -> bool:
    return root_of(source.text) in ROOTS


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    root = tree(source.whole())
    items = [root] if local(root) == "newsitem" else list(below(root, "newsitem"))
    if not items:
        raise Unreadable("a NewsML package without a news item in it; name the items themselves")
    for n, item in enumerate(items, 1):
        where = f"item {n}" if len(items) > 1 else ""
        try:
            yield _article(item, where)
        except Unreadable as error:
            yield Fault(where, str(error))


def _article(item: Any, where: str) -> Article:
    meta, content = first(item, "itemmeta"), first(item, "contentmeta")
    meta = item if meta is None else meta
    content = meta if content is None else content
    name = item.get("guid")
    status = _code(first(meta, "pubstatus"))
    if status in WITHHELD:
        raise Unreadable(f"withheld by its source ({name}); it is not to be used")
    note = said(meta, "ednote")
    title = said(content, "headline")
    text = _body(item)
    if not text and status in CANCELED:
        text = note or title or ""
    elif not text:
        raise Unreadable("a news item without words (a picture or a package?); nothing to read")
    stated = first(content, "language")
    tongue = stated.get("tag") if stated is not None else item.get(XML_LANG)
    made = said(content, "contentcreated") or said(meta, "firstcreated") or said(meta, "versioncreated")
    return Article(
        text,
        where,
        id=name,
        key=name,
        title=title,
        publisher=said(meta, "provider") or _literal(meta, "provider"),
        agency=said(content, "creditline"),
        byline=said(content, "by"),
        language=language(tongue),
        published=made,
        updated=said(meta, "versioncreated"),
        version=item.get("version"),
        withdraws=status in CANCELED,
        notes=(note,) if note else (),
        several=bool(where),
    )


def _body(item: Any) -> str:
    inline = first(item, "inlinexml")
    if inline is not None:
        body = first(inline, "body.content", "body")
        if body is not None and local(body) == "body.content":
            return nitf.words_of(inline)
        return "\n\n".join(lines_within(body if body is not None else inline))
    data = first(item, "inlinedata")
    if data is None:
        return ""
    text = "".join(data.itertext())
    return (
        "\n\n".join(lines_within(fragment(text)))
        if "html" in (data.get("contenttype") or "")
        else text.strip()
    )


def _code(element: Any) -> str:
    """The last part of a qualified code: "stat:canceled" is "canceled"."""
    return (element.get("qcode") or "").rsplit(":", 1)[-1].lower() if element is not None else ""


def _literal(meta: Any, name: str) -> str | None:
    found = first(meta, name)
    value = (found.get("literal") or found.get("qcode")) if found is not None else None
    return value.rsplit(":", 1)[-1] if value else None
