"""Markdown, told by its front matter or by a first line that is a heading: marks go, words and lines stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.read.article import Article, Hints, Part
from onrecord.read.decode import text_of
from onrecord.read.fields import by_role, language, words
from onrecord.read.formats.blocks import text_of_markup
from onrecord.read.source import Source

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n((?:[^\n]{0,1000}\n){1,60}?)---[ \t]*\r?\n")
_KEY = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*?)\s*$")
_HEADING = re.compile(r"\s*# (\S[^\n]{0,300})\n")


def is_markdown(source: Source, hints: Hints) -> bool:
    """A plain text opens with neither: front matter has a known field, and a heading its sign and a space."""
    found = _FRONT.match(source.text)
    return bool(by_role(_front(found[1])) if found else _HEADING.match(source.text))


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    from markdown_it import MarkdownIt

    text = text_of(source.whole())
    found = _FRONT.match(text)
    facts = by_role(_front(found[1])) if found else {}
    body = text[found.end() :] if found else text
    heading = _HEADING.match(body)
    markup = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table").render(body)
    yield Article(
        text_of_markup(markup),
        title=words(facts.get("title")) or (heading[1].strip(" #") if heading else None),
        url=words(facts.get("url")),
        publisher=words(facts.get("publisher")),
        byline=words(facts.get("byline")),
        language=language(facts.get("language")),
        published=words(facts.get("published")),
        updated=words(facts.get("updated")),
    )


def _front(block: str) -> dict[str, object]:
    """The plain fields of front matter; lists and what is nested are none of ours."""
    pairs = (_KEY.match(line) for line in block.splitlines())
    return {m[1]: m[2].strip("\"'") for m in pairs if m and m[2]}
