"""A page to a report: what its markup states (JSON-LD and meta tags first) and the text a reader sees."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from onrecord.read.decode import Unreadable

MAX_PAGE = 8_000_000  # characters
MAX_DEPTH = 400  # elements open at once; deeper pages are broken or hostile
LOOKS_LIKE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|meta|section)\b", re.I)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,5000}?(/?)>")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "tr", "th", "dt", "dd", "option"])
BREAKS = re.compile(r"(?:<br\s*/?>\s*){3,}", re.I)
LD = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script>", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    language: str | None


def looks_like_html(text: str) -> bool:
    head = text[:3000].lstrip("\ufeff \t\r\n")
    return (head.startswith("<") and bool(LOOKS_LIKE.search(text[:20_000])) and not head.startswith(("<!--", "<?xml"))) or bool(re.match(r"(?:<!--.*?-->|<\?xml.*?\?>|\s)*<(?:!doctype\s+html|html)\b", head, re.I | re.S))


def page_of(text: str) -> Page:
    """The page's own words. Raises ``Unreadable`` with one clear line where there are none."""
    if len(text) > MAX_PAGE:
        raise Unreadable(f"a page of more than {MAX_PAGE // 1_000_000} MB; save the article alone")
    text = BREAKS.sub("<br><br>", text)
    if _depth(text) > MAX_DEPTH:
        raise Unreadable(f"a page nested more than {MAX_DEPTH} elements deep; it is broken, save its text instead")
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    stated = _markup(text)
    try:
        found = trafilatura.bare_extraction(text, favor_precision=True, include_comments=False, include_tables=False, with_metadata=True, config=config)
    except (RecursionError, ValueError, AttributeError, TypeError) as error:
        raise Unreadable(f"a page whose markup can't be followed ({type(error).__name__}); save its text instead") from error
    data: dict[str, Any] = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    body = (data.get("text") or "").strip()
    if not body:
        raise Unreadable("a page without an article in it")
    language = re.search(r"<html[^>]{0,500}\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", text[:20_000], re.I)
    return Page(
        body,
        stated.get("title") or data.get("title"),
        stated.get("url") or data.get("url"),
        stated.get("publisher") or data.get("sitename"),
        stated.get("published") or data.get("date"),
        language.group(1).lower() if language else None,
    )


def _depth(text: str) -> int:
    """How many elements are open at once, at most; those that HTML closes by itself are not counted."""
    depth = deepest = 0
    for m in TAG.finditer(text):
        if m.group(2).lower() in VOID or m.group(3):
            continue
        depth = max(0, depth - 1) if m.group(1) else depth + 1
        deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            break
    return deepest


def _markup(text: str) -> dict[str, str]:
    """Title, address, publisher and full publication time as JSON-LD or meta tags state them."""
    found: dict[str, str] = {}
    for block in LD.findall(text):
        try:
            data = json.loads(block.strip())
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if isinstance(node.get("datePublished"), str):
                found.setdefault("published", node["datePublished"])
                for key, name in (("headline", "title"), ("url", "url")):
                    if isinstance(node.get(key), str):
                        found.setdefault(name, node[key])
                publisher = node.get("publisher")
                if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                    found.setdefault("publisher", publisher["name"])
    for name, keys in META.items():
        if name not in found:
            for key in keys:
                m = re.search(rf"<meta[^>]{{0,300}}(?:property|name|itemprop)\s*=\s*[\"']{re.escape(key)}[\"'][^>]{{0,300}}?content\s*=\s*[\"']([^\"']{{1,500}})", text, re.I) or re.search(
                    rf"<meta[^>]{{0,300}}content\s*=\s*[\"']([^\"']{{1,500}})[\"'][^>]{{0,300}}?(?:property|name|itemprop)\s*=\s*[\"']{re.escape(key)}[\"']", text, re.I
                )
                if m:
                    found[name] = m.group(1).strip()
                    break
    return found


META = {
    "published": ("article:published_time", "datePublished", "pubdate", "date", "DC.date.issued", "parsely-pub-date", "sailthru.date"),
    "title": ("og:title",),
    "publisher": ("og:site_name",),
    "url": ("og:url",),
}


def _nodes(data: Any, depth: int = 0) -> list[dict[str, Any]]:
    if depth > 6:
        return []
    if isinstance(data, list):
        return [n for x in data[:50] for n in _nodes(x, depth + 1)]
    if isinstance(data, dict):
        return [data, *_nodes(data.get("@graph", []), depth + 1)]
    return []
