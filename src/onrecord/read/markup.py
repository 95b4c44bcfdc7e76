"""What a page's markup states of it: JSON-LD first, then meta tags. trafilatura keeps only the day of a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.read.dates import FIRST_YEAR, moment_of

META = {
    "published": ("article:published_time", "datepublished", "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.date", "publishdate", "date"),
    "title": ("og:title",),
    "publisher": ("og:site_name",),
    "url": ("og:url",),
}  # fmt: skip
MAX_VALUE = 500
MAX_LD = 1_000_000  # characters of one JSON-LD block


def stated_by(tree: Any) -> dict[str, str]:
    """Title, address, publisher, language and full publication time, as far as markup states them."""
    found: dict[str, str] = {}
    for node in _nodes(tree):
        if not isinstance(node.get("datePublished"), str):
            continue
        publisher = node.get("publisher")
        values = {
            "published": node["datePublished"], "title": node.get("headline"), "url": node.get("url"),
            "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
        }  # fmt: skip
        for name, value in values.items():
            _keep(found, name, value)
    tags = _meta(tree)
    for name, keys in META.items():
        for key in keys:
            _keep(found, name, tags.get(key))
    for element in tree.iter("time"):  # the first <time> that says it is the publication
        if (
            "published" in f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
            or element.get("pubdate") is not None
        ):
            _keep(found, "published", element.get("datetime"))
    language = (
        (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        .split("-")[0]
        .strip()
        .lower()
    )
    if language.isalpha() and len(language) in (2, 3):
        found["language"] = language
    return found


def _keep(found: dict[str, str], name: str, value: Any) -> None:
    if (
        name not in found
        and isinstance(value, str)
        and value.strip()
        and (name != "published" or _is_date(value))
    ):
        found[name] = " ".join(value.split())[:MAX_VALUE]


def _is_date(value: str) -> bool:
    """Whether a tag states a day; the year 1 is what a program writes where it has none."""
    found = moment_of(value)
    return found is not None and found[0].year >= FIRST_YEAR


def _meta(tree: Any) -> dict[str, str]:
    """The first content of every meta tag, by its lower-cased name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                found.setdefault(key.lower(), content)
    return found


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (
            "ld+json" not in (script.get("type") or "").lower()
            or not script.text
            or len(script.text) > MAX_LD
        ):
            continue
        try:
            data = json.loads(script.text.strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _flat(data)


def _flat(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for x in data[:50]:
            yield from _flat(x, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _flat(data.get("@graph", []), depth + 1)
