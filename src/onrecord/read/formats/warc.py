"""Web archives (WARC): the pages that servers answered with, each with its address; the rest of them is no
report."""

from __future__ import annotations

import io
from collections.abc import Iterator

from onrecord.read.article import Fault, Hints, Member, Part
from onrecord.read.fields import address
from onrecord.read.refused import Unreadable
from onrecord.read.source import CUT, MAX_BYTES, Source

TYPES = (
    "text/html",
    "application/xhtml",
    "text/plain",
    "application/json",
    "application/ld+json",
    "application/xml",
    "text/xml",
    "application/rss",
    "application/atom",
    "application/pdf",
    "application/feed",
)
KINDS = frozenset(["response", "resource", "conversion"])


def is_warc(source: Source, hints: Hints) -> bool:
    return source.head.startswith(b"WARC/")


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    from onrecord.read.formats.form import lacking

    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise lacking("a web archive", "warc") from error
    found = 0
    try:
        for record in ArchiveIterator(source.stream()):
            headers = record.rec_headers
            url = address(headers.get_header("WARC-Target-URI"))
            answer = record.http_headers
            kind = (answer.get_header("Content-Type") if answer else headers.get_header("Content-Type")) or ""
            if record.rec_type not in KINDS or not url or not kind.lower().startswith(TYPES):
                continue
            if answer and answer.get_statuscode() != "200":
                continue
            found += 1
            data = record.content_stream().read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                yield Fault(
                    url,
                    f"more than {MAX_BYTES // 1_000_000} MB in one page; a report has a few thousand words",
                )
            elif data.strip() and not url.rstrip("/").endswith("/robots.txt"):
                yield Member(url, io.BytesIO(data), url)
    except (ArchiveLoadFailed, *CUT, ValueError, OSError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            f"a web archive that is cut off or damaged ({found} pages before were read); fetch it again"
        ) from error
    if not found:
        raise Unreadable("a web archive without a page in it; nothing to read")
