"""Paragraphs that extraction missed: those of the same kind of place in the page as the ones it found.

Extraction takes one container, but pages split an article over several of one class, with advertisements
between. A paragraph counts as missed if others with the same parent's tag and class were found in the same
``<article>``; links, captions and pull quotes stand in places of another class.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

MIN_FOUND = 2  # paragraphs of one place that tell where the article stands
MIN_LENGTH = 40  # characters of a paragraph worth adding
OVERLAP = 40  # letters of either end that show a paragraph to be there in pieces
MAX_LINKED = 0.5  # of its characters; more is a list of links


def gathered(tree: Any, lines: list[str]) -> list[str]:
    """The lines with missed paragraphs at their place. As they were where nothing tells what was missed."""
    articles = list(
        tree.iter("article")
    )  # held, for lxml makes a new object whenever an element is asked for
    inside = {e: n for n, article in enumerate(articles, 1) for e in article.iter("p")}
    paragraphs = [
        (p, " ".join(p.text_content().split()), _place(p, inside.get(p, 0))) for p in tree.iter("p")
    ]
    at = {_plain(line): n for n, line in enumerate(lines)}
    found = Counter(place for _, text, place in paragraphs if _plain(text) in at)
    homes = {place for place, n in found.items() if n >= MIN_FOUND and place[1]}
    said = "\n".join(at)
    missed: dict[int, list[str]] = {}
    last = -1
    for p, text, place in paragraphs:
        key = _plain(text)
        if key in at:
            last = at[key]
        elif (
            last >= 0
            and place in homes
            and len(text) >= MIN_LENGTH
            and key
            and key[:OVERLAP] not in said
            and key[-OVERLAP:] not in said
            and _prose(p, text)
        ):
            at[key] = last  # a repeated paragraph is added once
            missed.setdefault(last, []).append(text)
    return [x for n, line in enumerate(lines) for x in (line, *missed.get(n, ()))]


def _plain(text: str) -> str:
    """What stays the same however tags and spaces were taken out."""
    return "".join(c for c in text if c.isalnum())


def _place(p: Any, article: int) -> tuple[str, str, int]:
    """Where a paragraph stands: its parent's tag, both classes, and the article it is of."""
    parent = p.getparent()
    classes = " ".join(sorted((parent.get("class") or "").split())) if parent is not None else ""
    return (f"{parent.tag}", f"{classes} / {p.get('class') or ''}", article) if classes else ("", "", article)


def _prose(p: Any, text: str) -> bool:
    """Whether a paragraph is words to read: it ends as a sentence, holds no code, and is not mostly links."""
    if text[-1] not in ".!?:…\"”’')" or any(True for _ in p.iter("script", "style")):
        return False
    return sum(len(a.text_content()) for a in p.iter("a")) <= MAX_LINKED * len(text)
