"""The names that news collections give to the facts of an article: one list for JSON, tables and front
matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

# Roles in the order in which they choose; in each, the name that wins where there are several.
ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": (
            "text",
            "maintext",
            "plaintext",
            "fulltext",
            "bodytext",
            "articlebody",
            "articletext",
            "storytext",
            "body",
            "content",
            "story",
        ),
        "title": ("title", "headline", "heading", "head"),
        "url": ("url", "link", "permalink", "canonicalurl", "articleurl", "webaddress"),
        "published": (
            "published",
            "publicationdate",
            "datepublished",
            "publisheddate",
            "publishedat",
            "publishedon",
            "publishdate",
            "publishingdate",
            "datepublish",
            "publicationtime",
            "pubdate",
            "datetime",
            "date",
            "day",
        ),
        "updated": (
            "updated",
            "dateupdated",
            "updatedat",
            "lastupdated",
            "datemodified",
            "datemodify",
            "modified",
            "lastmodified",
            "versioncreated",
        ),
        "publisher": (
            "publisher",
            "outlet",
            "publication",
            "medianame",
            "newspaper",
            "sitename",
            "sourcename",
            "source",
            "sourcedomain",
            "domain",
        ),
        "agency": ("agency", "newsagency", "wire", "creditline"),
        "byline": ("byline", "authors", "author", "writer", "reporter", "creator"),
        "language": ("language", "lang"),
        "id": ("id", "guid", "uri", "uuid", "articleid", "storyid", "docid", "documentid", "storiesid"),
        "version": ("version",),
    }
)
LANGUAGES = MappingProxyType(
    {
        "english": "en",
        "eng": "en",
        "german": "de",
        "deu": "de",
        "ger": "de",
        "french": "fr",
        "fra": "fr",
        "fre": "fr",
        "spanish": "es",
        "spa": "es",
        "portuguese": "pt",
        "por": "pt",
        "italian": "it",
        "ita": "it",
        "russian": "ru",
        "rus": "ru",
        "chinese": "zh",
        "zho": "zh",
        "arabic": "ar",
        "ara": "ar",
        "japanese": "ja",
        "jpn": "ja",
        "turkish": "tr",
        "tur": "tr",
    }
)
MAX_FIELD = 500  # characters of a fact; the text has none
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d{8}T\d{6}Z?$")


def plain_name(name: str) -> str:
    """A field's name as it is looked up: "Date_Published" and "datePublished" are one."""
    return "".join(c for c in name.lower() if c.isalnum())


def by_role(item: Mapping[str, object]) -> dict[str, object]:
    """``{role: value}`` of an object's own fields; where several names stand for one role, the first that
    holds anything."""
    named = {plain_name(k): v for k, v in reversed(list(item.items()))}
    found = {}
    for role, names in ROLES.items():
        for name in names:
            if named.get(name) not in (None, "", [], {}):
                found[role] = named[name]
                break
    return found


def words(value: object) -> str | None:
    """A fact as text: a text or number, a list of them, or an object with a name; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str | int):
        text = " ".join(str(value).encode("utf8", "replace").decode().split())
        return text[:MAX_FIELD] or None
    if isinstance(value, list | tuple):
        return ", ".join(x for x in map(words, value[:20]) if x)[:MAX_FIELD] or None
    if isinstance(value, dict):
        return words(value.get("name") or value.get("title") or value.get("value"))
    return None


def language(value: object) -> str | None:
    """ISO 639-1 code of a language by code or name; None for what is not known."""
    text = (words(value) or "").lower().replace("_", "-").split("-")[0]
    text = LANGUAGES.get(text, text)
    return text if text.isalpha() and len(text) in (2, 3) else None


def address(value: object) -> str | None:
    """A web address, where it is one."""
    text = words(value)
    return text if text and re.match(r"https?://\S+$", text, re.I) else None


def story_key(name: object, by: object = None) -> str | None:
    """What all versions of a story bear: the source's own name for it, under who gives it where it is no name
    of the world's."""
    text = words(name)
    if not text:
        return None
    return text if ":" in text or "@" in text else f"{(words(by) or '').rstrip('/')}/{text}"


def page_key(value: object) -> str | None:
    """The address of a page as the name of its story; none for the front page of a site, where stories come
    and go."""
    url = address(value)
    return url if url and not re.fullmatch(r"https?://[^/?#]+/?", url, re.I) else None
