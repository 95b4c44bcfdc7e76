"""What a page's markup states of it: JSON-LD first, then meta tags. trafilatura keeps only the day of a
time."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.read.article import Article
from onrecord.read.dates import FIRST_YEAR, full_date, moment_of
from onrecord.read.fields import address, page_key, words
from onrecord.read.marks import note_kind

META = {
    "published": (
        "article:published_time",
        "datepublished",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dcterms.date",
        "publishdate",
        "date",
    ),
    "title": ("og:title",),
    "publisher": ("og:site_name",),
    "url": ("og:url",),
    "updated": ("article:modified_time", "datemodified", "last-modified", "lastmod"),
    "byline": ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator"),
}
MAX_VALUE = 500
MAX_LD = 1_000_000  # characters of one JSON-LD block


MAX_NOTES = 10  # of a page
MAX_PARTS = 12  # elements within one that holds a note
MAX_ENTRIES = 2_000  # of a live blog
MIN_ENTRIES = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a live blog, as its markup has it."""

    text: str
    title: str | None
    url: str | None
    byline: str | None
    published: str | None
    updated: str | None


def stated_by(tree: Any) -> Article:
    """What markup states of a page, as an article without words yet."""
    found: dict[str, str] = {}
    for node in _nodes(tree):
        if not isinstance(node.get("datePublished"), str):
            continue
        publisher = node.get("publisher")
        values = {
            "published": node["datePublished"],
            "title": node.get("headline"),
            "url": node.get("url"),
            "updated": node.get("dateModified"),
            "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
            "byline": words(node.get("author")),
        }
        for name, value in values.items():
            _keep(found, name, value)
    tags = _meta(tree)
    for name, keys in META.items():
        for key in keys:
            _keep(found, name, tags.get(key))
    for element in tree.iter("time"):  # the first <time> that says it is the publication
        about = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if "published" in about or element.get("pubdate") is not None:
            _keep(found, "published", element.get("datetime"))
        elif "modified" in about or "updated" in about:
            _keep(found, "updated", element.get("datetime"))
    _microdata(tree, found)
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            _keep(found, "canonical", address(link.get("href")))
    if "published" not in found:
        _keep(found, "published", _first_time(tree))
    if address(found.get("byline")):
        del found["byline"]  # the address of a profile is nobody's name
    url = found.get("url") or found.get("canonical")
    return Article(
        "",
        key=page_key(url),
        title=found.get("title"),
        url=url,
        publisher=found.get("publisher"),
        byline=_writer(found.get("byline")),
        language=_language(tree),
        published=found.get("published"),
        updated=found.get("updated"),
    )


def _first_time(tree: Any) -> str | None:
    """The first time below the page's headline, outside of what stands beside the article: where nothing
    states the day."""
    below = False
    for element in tree.iter("h1", "time"):
        if element.tag == "h1":
            below = True
        elif (
            below
            and element.get("datetime")
            and not any(True for _ in element.iterancestors("aside", "nav", "footer"))
        ):
            return str(element.get("datetime"))
    return None


def notes_of(tree: Any, body: str) -> tuple[str, ...]:
    """Corrections that a page shows beside the words that were found, as extraction often leaves them."""
    found: dict[str, None] = {}
    for element in tree.iter("p", "div", "li", "em", "section"):
        said = " ".join((element.text_content() or "").split()) if len(element) < MAX_PARTS else ""
        if note_kind(said) != "correction" or said in body:
            continue
        if not any(True for _ in element.iterancestors("nav", "footer", "a")):
            found[said] = None
    return tuple(x for x in found if not any(x != y and y in x for y in found))[:MAX_NOTES]


def _language(tree: Any) -> str | None:
    stated = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    language = str(stated).split("-")[0].strip().lower()
    return language if language.isalpha() and len(language) in (2, 3) else None


def _writer(named: str | None) -> str | None:
    """Who wrote it, without the date line that some pages put behind it."""
    name, _, rest = (named or "").partition(" | ")
    return name if full_date(rest) else named


def _microdata(tree: Any, found: dict[str, str]) -> None:
    """Properties of the first schema.org item that is an article; they come after JSON-LD and meta tags."""
    for item in tree.iter():
        kind = item.get("itemtype") if isinstance(item.tag, str) else None
        if not kind or not kind.rstrip("/").endswith(("Article", "BlogPosting")):
            continue
        names = {
            "headline": "title",
            "datePublished": "published",
            "dateModified": "updated",
            "author": "byline",
        }
        for element in item.iter():
            name = names.get(element.get("itemprop") or "") if isinstance(element.tag, str) else None
            if name:
                value = element.get("content") or element.get("datetime") or element.text_content()
                _keep(found, name, value)
        return


def entries_of(tree: Any) -> list[Entry]:
    """The entries of a live blog that carries their words in its JSON-LD, in the order in which they
    stand."""
    for node in _nodes(tree):
        updates = node.get("liveBlogUpdate")
        if not isinstance(updates, list):
            continue
        entries = [e for e in map(_entry, updates[:MAX_ENTRIES]) if e]
        if len(entries) >= MIN_ENTRIES:
            return entries
    return []


def _entry(update: Any) -> Entry | None:
    if not isinstance(update, dict):
        return None
    body = update.get("articleBody") or update.get("text")
    if not isinstance(body, str) or not body.strip():
        return None
    published, updated = words(update.get("datePublished")), words(update.get("dateModified"))
    return Entry(
        body,
        words(update.get("headline")),
        address(update.get("url")),
        words(update.get("author")),
        published,
        updated,
    )


def _keep(found: dict[str, str], name: str, value: Any) -> None:
    if (
        name not in found
        and isinstance(value, str)
        and value.strip()
        and (name not in ("published", "updated") or _is_date(value))
        and (name != "byline" or value.lower() != value)  # a name, and not that of an account
    ):
        found[name] = " ".join(html.unescape(value).split())[:MAX_VALUE]  # JSON-LD is often escaped twice


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
