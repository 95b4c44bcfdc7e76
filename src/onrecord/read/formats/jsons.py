"""JSON: one object, a list of them, JSON Lines, a JSON Feed, ninjs, or an export of a collection of news."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from onrecord.read.article import Article, Fault, Hints, Part
from onrecord.read.decode import text_of, wide_encoding
from onrecord.read.fields import ISO_DAY, by_role, language, story_key, words
from onrecord.read.formats import exports, ninjs
from onrecord.read.formats.blocks import text_of_markup
from onrecord.read.formats.feed import MAX_ITEMS
from onrecord.read.kind import LISTS, is_lines, may_be_document
from onrecord.read.refused import Unreadable
from onrecord.read.source import CUT, DAMAGED, MAX_BYTES, MAX_JSON, Source

TOO_DEEP = "JSON nested too deep; a report is one flat object"
NO_TEXT = 'a report without a "text"; add one or remove it'
JSON_FEED = "https://jsonfeed.org/version/"


def is_document(source: Source, hints: Hints) -> bool:
    """Whether the file is one JSON document. It is parsed for that, as nothing less tells."""
    return (
        may_be_document(_raw(source.head))
        and may_be_document(_raw(source.whole(MAX_JSON)))
        and parsed(source) is not None
    )


def is_json_lines(source: Source, hints: Hints) -> bool:
    """Whether the file is JSON Lines, as far as its head tells, or all of it where that fits."""
    if is_lines(source.head, whole=source.ended) or is_lines(_raw(source.head), whole=source.ended):
        return True
    return not source.ended and is_lines(_raw(source.whole(MAX_JSON)), whole=True)


def parsed(source: Source) -> Any:
    """The document, or None where it is none; parsed once. Raises ``Unreadable``."""
    if "json" not in source.kept:
        source.kept["json"] = _parsed(source)
    return source.kept["json"]


def _parsed(source: Source) -> Any:
    try:
        return json.loads(text_of(source.whole(MAX_JSON)))
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    except (ValueError, UnicodeError) as error:
        if isinstance(error, Unreadable):
            raise
        return None  # lines of which one is broken, or a plain text that merely opens with a bracket


def document(source: Source, hints: Hints) -> Iterator[Part]:
    whole = parsed(source)
    if whole == []:
        raise Unreadable("a JSON list with no report in it; nothing to read")
    if isinstance(whole, dict) and str(whole.get("version") or "").startswith(JSON_FEED):
        yield from _feed(whole)
        return
    items = whole if isinstance(whole, list) else _listed(whole)
    if items is None:
        yield article_of(whole)
        return
    for n, item in enumerate(items, 1):
        yield numbered(item, f"item {n}")


def lines(source: Source, hints: Hints) -> Iterator[Part]:
    """JSON Lines. What fails on one line costs that line only."""
    stream = source.stream()
    if not is_lines(source.head, whole=source.ended) and wide_encoding(source.head) is not None:
        stream = io.BytesIO(text_of(source.whole()).encode("utf8", "surrogatepass"))
    for n, line in split(stream):
        yield line if isinstance(line, Fault) else of_line(line, f"line {n}")


def split(stream: IO[bytes]) -> Iterator[tuple[int, bytes | Fault]]:
    """The lines that hold anything, each with its number from 1."""
    n = 0
    while True:
        try:
            line = stream.readline(MAX_BYTES + 1)
        except CUT:
            yield n + 1, Fault(f"line {n + 1}", f"{DAMAGED} (the lines before were read)")
            return
        if not line:
            return
        n += 1
        if len(line) > MAX_BYTES:
            yield n, Fault(f"line {n}", f"more than {MAX_BYTES // 1_000_000} MB in one line; split it")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            continue
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield n, line


def of_line(line: bytes, where: str) -> Article | Fault:
    """The report of one line."""
    try:
        return numbered(json.loads(text_of(line)), where)
    except Unreadable as error:
        return Fault(where, str(error))
    except RecursionError:
        return Fault(where, TOO_DEEP)
    except ValueError as error:
        return Fault(where, f"no JSON ({str(error).split(':')[0]}); each line is one object")


def numbered(item: Any, where: str) -> Article | Fault:
    """One of several objects."""
    try:
        return replace(article_of(item), where=where, several=True)
    except Unreadable as error:
        return Fault(where, str(error))


def article_of(item: Any) -> Article:
    """The article of one object. Raises ``Unreadable``."""
    if not isinstance(item, dict):
        raise Unreadable('no JSON object; a report is an object with a "text"')
    if ninjs.is_ninjs(item):
        return ninjs.article(item)
    if (found := exports.article(item)) is not None:
        return found
    facts = by_role(item)
    text = facts.get("text") if "text" not in item else item["text"]
    if not isinstance(text, str) or not text.strip():
        raise Unreadable(NO_TEXT)
    given = item.get("published")
    if given is not None and not isinstance(given, str):
        raise Unreadable(f'"published" is {str(given)[:60]}, which is no date; write it as "2023-07-28"')
    if (given or "").strip():
        return replace(exports.plain({**facts, "published": given}, text), basis="given")
    day = facts.get("published")
    found = exports.plain({**facts, "published": day if isinstance(day, str) else None}, text)
    return replace(found, basis="given") if isinstance(day, str) and ISO_DAY.match(day) else found


def _listed(whole: Any) -> list[Any] | None:
    """The articles of an export that is one object; None where the object is a report itself."""
    for _ in range(3):
        if not isinstance(whole, dict) or isinstance(whole.get("text"), str) or ninjs.is_ninjs(whole):
            return None
        inner = next((whole[name] for name in LISTS if isinstance(whole.get(name), list | dict)), None)
        if isinstance(inner, list):
            return inner if inner and all(isinstance(x, dict) for x in inner) else None
        whole = inner
    return None


def _feed(feed: dict[str, Any]) -> Iterator[Part]:
    """The items of a JSON Feed."""
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise Unreadable("a feed with no item in it; nothing to read")
    if len(items) > MAX_ITEMS:
        raise Unreadable(f"a feed of more than {MAX_ITEMS:,} items; split it")
    for n, item in enumerate(items, 1):
        where = f"item {n}"
        if not isinstance(item, dict):
            yield Fault(where, "no JSON object; an item of a feed is one")
            continue
        plain, marked = item.get("content_text"), item.get("content_html")
        text = (
            plain
            if isinstance(plain, str) and plain.strip()
            else text_of_markup(marked)
            if isinstance(marked, str)
            else words(item.get("summary"))
        )
        if not (text or "").strip():
            yield Fault(where, 'an item without words; it needs a "content_text" or "content_html"')
            continue
        authors = item.get("authors") or item.get("author") or feed.get("authors")
        yield Article(
            text or "",
            where,
            key=story_key(item.get("id"), feed.get("home_page_url") or feed.get("title")),
            title=words(item.get("title")),
            url=words(item.get("url")),
            publisher=words(feed.get("title")),
            byline=words(authors),
            language=language(item.get("language") or feed.get("language")),
            published=words(item.get("date_published")),
            updated=words(item.get("date_modified")),
            several=True,
        )


def _raw(head: bytes) -> bytes:
    """The head in a narrow encoding, for what looks at its bytes."""
    try:
        wide = wide_encoding(head)
        return (
            head if wide is None else head[: len(head) & ~3].decode(wide, "ignore").encode("utf8", "ignore")
        )
    except Unreadable:
        return head
