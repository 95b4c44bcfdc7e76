"""DOCX and ODT: their paragraphs in order, headings, lists and cells as lines of their own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from onrecord.read.article import Article, Hints, Part
from onrecord.read.formats.archive import checked, member
from onrecord.read.formats.blocks import local
from onrecord.read.formats.xml import said, tree
from onrecord.read.refused import Unreadable
from onrecord.read.source import MAX_BYTES, Source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Of a paragraph: what is text, what stands for a break, and what is no text of its own (what was struck,
# notes, fields).
_BREAKS = frozenset(["br", "cr", "tab", "line-break", "s"])
_SKIPPED = frozenset(
    [
        "del",
        "deltext",
        "instrtext",
        "annotation",
        "note",
        "tracked-changes",
        "sequence-decls",
        "footnote",
        "moveFrom".lower(),
        "pict",
        "object",
        "binary-data",
    ]
)


def is_docx(source: Source, hints: Hints) -> bool:
    return "word/document.xml" in source.names


def is_odt(source: Source, hints: Hints) -> bool:
    return "content.xml" in source.names and "META-INF/manifest.xml" in source.names


def docx_parts(source: Source, hints: Hints) -> Iterator[Part]:
    yield _article(source, "word/document.xml", "docProps/core.xml", frozenset(["p"]))


def odt_parts(source: Source, hints: Hints) -> Iterator[Part]:
    yield _article(source, "content.xml", "meta.xml", frozenset(["p", "h"]))


def _article(source: Source, body: str, meta: str, paragraphs: frozenset[str]) -> Article:
    with zipfile.ZipFile(source.seekable()) as archive:
        checked(archive)
        root = tree(member(archive, body, MAX_BYTES))
        facts = tree(member(archive, meta, 1_000_000)) if meta in archive.namelist() else None
    lines = [line for p in _outer(root, paragraphs) if (line := _line(p))]
    if not lines:
        raise Unreadable("a document without words in it (pictures alone?); save its text instead")
    title = said(facts, "title") if facts is not None else None
    return Article("\n\n".join(lines), title=title if title and title.lower() != "untitled" else None)


def _outer(root: Any, paragraphs: frozenset[str]) -> Iterator[Any]:
    """Paragraphs in order, without those within what is skipped."""
    todo = [root]
    while todo:
        element = todo.pop()
        name = local(element)
        if name in _SKIPPED:
            continue
        if name in paragraphs:
            yield element
        else:
            todo.extend(reversed(element))


def _line(paragraph: Any) -> str:
    """The words of a paragraph; what a change has struck is left out, what it has put in stays."""
    held: list[str] = []
    todo: list[tuple[Any, bool]] = [(paragraph, False)]
    while todo:
        element, after = todo.pop()
        if after:
            if element is not paragraph and not element.tag.startswith(_W):
                held.append(element.tail or "")
            continue
        name = local(element)
        todo.append((element, True))
        if name in _SKIPPED:
            continue
        if name in _BREAKS:
            held.append(" ")
        if name == "t" or not str(element.tag).startswith(_W):
            held.append(element.text or "")
        todo.extend((child, False) for child in reversed(element))
    return " ".join("".join(held).split())
