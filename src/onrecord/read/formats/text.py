"""Plain text, which stays exactly as it came in; what opens like JSON or XML of a kind that is not known is
told."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.article import Article, Hints, Part
from onrecord.read.decode import text_of
from onrecord.read.formats.xml import root_of
from onrecord.read.kind import is_broken_json
from onrecord.read.refused import Unreadable
from onrecord.read.source import Source


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    text = text_of(source.whole())
    if is_broken_json(text):
        raise Unreadable("JSON that is cut off or damaged; fetch it again")
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        raise Unreadable(
            f"XML of a kind that is not known (<{root_of(text[:60_000])[:40]}>); save its text instead"
        )
    yield Article(text)
