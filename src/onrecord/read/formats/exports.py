"""What the collections and crawlers of news export as JSON: a line each of what tells it and where its facts
stand.

Fields that are not named here are found by their names (``fields``), as in any other object.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.read.article import Article
from onrecord.read.fields import by_role, language, page_key, story_key, words


@dataclass(frozen=True, slots=True)
class Export:
    """``marks`` must all be there. ``paths``: where a role stands, where its name does not tell, as
    "source.title".

    headline: whether the headline alone is read where there are no words, as these collections give none.
    """

    name: str
    marks: frozenset[str]
    paths: tuple[tuple[str, str], ...] = ()
    headline: bool = False
    text: Callable[[Any], str | None] | None = None


def _fundus_text(item: Any) -> str | None:
    """Summary, headings and paragraphs of a body that is kept by its sections."""
    body = item.get("body")
    if not isinstance(body, dict):
        return None
    lines = [*_strings(body.get("summary"))]
    for section in body.get("sections") or ():
        if isinstance(section, dict):
            lines += [*_strings(section.get("headline")), *_strings(section.get("paragraphs"))]
    return "\n\n".join(lines) or None


def _strings(value: Any) -> list[str]:
    return [x for x in value if isinstance(x, str) and x.strip()] if isinstance(value, list) else []


EXPORTS = (
    Export(
        "news-please",
        frozenset(["maintext", "source_domain"]),
        (
            ("id", ""),
            ("published", "date_publish"),
            ("publisher", "source_domain"),
        ),
    ),
    Export("Fundus", frozenset(["publishing_date", "authors"]), text=_fundus_text),
    Export(
        "Event Registry",
        frozenset(["uri", "body", "dataType"]),
        (
            ("publisher", "source.title"),
            ("published", "dateTimePub"),
            ("key", "uri"),
        ),
    ),
    Export(
        "GDELT DOC",
        frozenset(["seendate", "domain"]),
        (
            ("published", "seendate"),
            ("publisher", "domain"),
        ),
        headline=True,
    ),
    Export(
        "Media Cloud",
        frozenset(["publish_date", "media_name"]),
        (
            ("id", ""),
            ("publisher", "media_name"),
        ),
        headline=True,
    ),
)


def article(item: dict[str, Any]) -> Article | None:
    """The article of an object of a known export; None where it is of none, or has no words."""
    for export in EXPORTS:
        if export.marks <= item.keys():
            return _made(export, item)
    return None


def _made(export: Export, item: dict[str, Any]) -> Article | None:
    facts = {
        **by_role(item),
        **{role: _at(item, path) for role, path in export.paths if not path or _at(item, path)},
    }
    text = export.text(item) if export.text else None
    if text is None and isinstance(facts.get("text"), str):
        text = str(facts["text"])
    if not (text or "").strip() and export.headline:
        text = words(facts.get("title"))
    if not text or not text.strip():
        return None
    found = plain(facts, text)
    return replace(found, key=story_key(facts.get("key"), export.name) or found.key)


def plain(facts: Mapping[str, object], text: str) -> Article:
    """An article of facts by their roles."""
    return Article(
        text,
        id=words(facts.get("id")),
        key=page_key(facts.get("url")),
        title=words(facts.get("title")),
        url=words(facts.get("url")),
        publisher=words(facts.get("publisher")),
        agency=words(facts.get("agency")),
        byline=words(facts.get("byline")),
        language=language(facts.get("language")),
        published=words(facts.get("published")),
        updated=words(facts.get("updated")),
        version=words(facts.get("version")),
    )


def _at(item: Any, path: str) -> object:
    for name in path.split(".") if path else ():
        item = item.get(name) if isinstance(item, dict) else None
    return item if path else None
