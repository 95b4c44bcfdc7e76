"""A page to its words: what the markup states (``markup``), the text a reader sees, what was missed of it
(``gather``); a live blog to its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.read.article import Article, Hints, Part
from onrecord.read.decode import text_of
from onrecord.read.formats.gather import gathered
from onrecord.read.formats.markup import Entry, entries_of, notes_of, stated_by
from onrecord.read.refused import Unreadable
from onrecord.read.source import Source

MAX_PAGE = 8_000_000  # characters
MAX_TAGS = 40_000  # a long live page has a quarter of that, and extraction takes ten seconds for this many
MAX_DEPTH = 400  # elements open at once; deeper pages are broken or hostile
SHORT = 500  # characters; less is often a notice beside the article, so it is looked for again
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,5000}?(/?)>")
# Elements that never hold others, and those that HTML closes by itself: neither nests.
UNNESTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dt",
        "dd",
        "option",
    ]
)
BREAKS = re.compile(r"(?:<br\s*/?>\s*){3,}", re.I)
RESIDUE = re.compile(
    r"(?:- )?(?:related|read more|see also|more|also read|read next|recommended)(?: \w+)?:.*|(?:sign up"
    r"|subscribe) (?:for|to|now|here)\b.*|get the latest .*"
    r"|(?:follow|like) (?:him|her|them|us|@\w+).{0,80}\b(?:twitter|facebook|instagram)\b.*|have a tip\?.*"
    r"|this copy is for your personal.*",
    re.I,
)


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    """The article of a page, or the entries of a live blog. Raises ``Unreadable`` where there are no
    words."""
    text = BREAKS.sub("<br><br>", text_of(source.whole()).replace("\0", " "))
    bounded(text)
    from trafilatura.utils import load_html

    tree = load_html(text)
    if tree is None:
        raise Unreadable("a page whose markup can't be followed; save its text instead")
    stated = stated_by(tree)
    if entries := entries_of(tree):
        yield from (_entry(n, e, stated) for n, e in enumerate(entries, 1))
        return
    data = _extracted(text, precise=True)
    if len(data.get("text") or "") < SHORT:
        more = _extracted(text, precise=False)
        if len(more.get("text") or "") > 2 * len(data.get("text") or ""):
            data = more
    lines = gathered(tree, (data.get("text") or "").split("\n"))
    body = "\n".join(x for x in lines if x.strip() and not RESIDUE.fullmatch(x.strip()))
    if not body:
        raise Unreadable("a page without an article in it; save its text instead")
    yield replace(
        stated,
        text=body,
        title=stated.title or data.get("title"),
        url=stated.url or data.get("url"),
        publisher=stated.publisher or data.get("sitename"),
        published=stated.published or data.get("date"),
        notes=notes_of(tree, body),
    )


def _entry(n: int, entry: Entry, page: Article) -> Article:
    """One entry of a live blog: its own words, title and time, and the page's publisher and language."""
    from onrecord.read.formats.blocks import text_of_markup

    url = entry.url or (f"{page.url}#{n}" if page.url else None)
    return Article(
        text_of_markup(entry.text),
        f"entry {n}",
        key=url if entry.url != page.url else None,
        title=entry.title,
        url=url,
        publisher=page.publisher,
        byline=entry.byline,
        language=page.language,
        published=entry.published,
        updated=entry.updated,
        several=True,
    )


def _extracted(text: str, precise: bool) -> dict[str, Any]:
    import trafilatura
    from trafilatura.settings import use_config

    config = use_config()
    config.set(
        "DEFAULT", "EXTRACTION_TIMEOUT", "0"
    )  # its timeout is a signal, which only a main thread may set
    try:
        found = trafilatura.bare_extraction(
            text,
            favor_precision=precise,
            include_comments=False,
            include_tables=precise,
            with_metadata=True,
            config=config,
        )
    except Exception as error:  # it walks whatever the page holds; no page may end the run
        raise Unreadable(
            f"a page whose markup can't be followed ({type(error).__name__}); save its text instead"
        ) from error
    return {} if found is None else found if isinstance(found, dict) else found.as_dict()


def bounded(text: str) -> None:
    """Raises ``Unreadable`` for a page that would hold the run long or end it."""
    if len(text) > MAX_PAGE:
        raise Unreadable(f"a page of more than {MAX_PAGE // 1_000_000} MB; save the article alone")
    if text.count("<") > MAX_TAGS:
        raise Unreadable(f"a page of more than {MAX_TAGS:,} tags; save the article alone")
    depth = 0
    for m in TAG.finditer(text):
        if m.group(2).lower() in UNNESTED or m.group(3):
            continue
        depth = max(0, depth - 1) if m.group(1) else depth + 1
        if depth > MAX_DEPTH:
            raise Unreadable(
                f"a page nested more than {MAX_DEPTH} elements deep; it is broken, save its text instead"
            )
