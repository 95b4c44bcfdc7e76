"""PDF: the text of its pages without what repeats at their head and foot; pages that are pictures are
told."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

from onrecord.read.article import Article, Fault, Hints, Part
from onrecord.read.refused import Unreadable
from onrecord.read.source import MAX_JSON, Source

WITHIN = 1024  # bytes that may stand before its own first, as its readers have it
MAX_PAGES = 500
EDGE = 3  # lines of a page's head or foot that may run through all pages
REPEATED = 0.6  # of the pages
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_NUMBER = re.compile(r"\d+")


def is_pdf(source: Source, hints: Hints) -> bool:
    at = source.head.find(b"%PDF-", 0, WITHIN + 5)
    return at == 0 or (at > 0 and b" obj" in source.head)


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    from onrecord.read.formats.form import lacking

    try:
        import pypdf
    except ImportError as error:
        raise lacking("a PDF document", "pdf") from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(source.whole(MAX_JSON)), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("a PDF document under a password; save it without one")
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise Unreadable(f"a PDF document of {count:,} pages; split it, a report has a few")
        pages = [_lines(page.extract_text() or "") for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # it walks whatever the document holds; none may end the run
        raise Unreadable(
            f"a PDF document that can't be followed ({type(error).__name__}); save its text instead"
        ) from error
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise Unreadable("a PDF document of scanned pages, with no text in it; have them read by OCR first")
    text = _HYPHEN.sub("", "\n".join(line for page in without_heads(pages) for line in page))
    yield Article(text, title=_title(title, text))
    if empty:
        yield Fault(
            "",
            f"{empty} of {count} pages are pictures without text; have them read by OCR (the others were "
            "read)",
        )


def _lines(text: str) -> list[str]:
    return [line for x in text.replace("\0", "").splitlines() if (line := " ".join(x.split()))]


def without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the lines that stand at the edge of most of them, whatever number is in them, and without
    page numbers."""
    edges = [_edges(page) for page in pages]
    count = Counter(key for found in edges for key in {k for _, k in found})
    full = sum(bool(page) for page in pages)
    repeated = {key for key, n in count.items() if full >= 2 and n >= max(2, REPEATED * full)}
    kept = []
    for page, found in zip(pages, edges, strict=True):
        gone = {at for at, key in found if key in repeated or not key.strip("#-–— .|/")}
        kept.append([line for n, line in enumerate(page) if n not in gone])
    return kept


def _edges(page: list[str]) -> list[tuple[int, str]]:
    """The first and last lines of a page with what stays the same of them from page to page."""
    at = sorted({*range(min(EDGE, len(page))), *range(max(0, len(page) - EDGE), len(page))})
    return [(n, _NUMBER.sub("#", page[n].lower())) for n in at]


def _title(title: object, text: str) -> str | None:
    """A document's own title, where its words have it: the rest is names of files and templates."""
    found = " ".join(str(title or "").split())
    head = "".join(c for c in text[:2000].lower() if c.isalnum())
    plain = "".join(c for c in found.lower() if c.isalnum())
    return found[:500] if len(plain) > 8 and plain in head else None
