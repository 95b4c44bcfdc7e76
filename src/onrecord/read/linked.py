"""The pages behind the teasers of a feed: fetched on request, so many of one run, one after another."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from onrecord.model import Report
from onrecord.read.refused import Refused

MOST = 50  # pages a run; what is behind them is told to be left
PAUSE = 1.0  # seconds between two pages, as a reader would take
TEASER = 700  # characters; more is a report of its own
FEEDS = frozenset({"feed", "JSON"})
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:continue reading|read (?:more|on|the (?:full|rest))\b.{0,60}))\W*$",
    re.I,
)

Pages = Callable[[str], Iterator[Report | Refused]]


def is_teaser(report: Report) -> bool:
    """Whether an item of a feed says where its story stands and little of it."""
    if report.format not in FEEDS or not report.url or not report.blocks or report.withdraws:
        return False
    return len(report.text) < TEASER or (len(report.text) < 3 * TEASER and bool(_CUT.search(report.text)))


def with_pages(
    found: Iterable[Report | Refused],
    pages: Pages,
    had: Callable[[Report], bool] = lambda item: False,
    took: Callable[[Report], None] = lambda item: None,
    wait: Callable[[float], None] = time.sleep,
) -> Iterator[Report | Refused]:
    """The reports, with the page behind each teaser in its place; where that can't be had, the teaser and
    why.

    pages: the reports at an address; had: whether the page of an item is on record, so that nothing came in
    with it; took: is told of each item whose page is asked for.
    """
    teasers: list[Report] = []
    for item in found:
        if isinstance(item, Report) and is_teaser(item):
            teasers.append(
                item
            )  # until the feed is read: both are read by the same process, one after the other
        else:
            yield item
    new = [item for item in teasers if not had(item)]
    for n, item in enumerate(new[:MOST]):
        if n:
            wait(PAUSE)
        took(item)
        yield from _page(item, pages)
    yield from new[MOST:]
    if left := len(new[MOST:]):
        yield Refused(
            "--linked",
            f"{left:,} more pages behind teasers than the {MOST} of one run; their teasers are kept, read "
            "again for the next",
            "address",
            again=True,
        )


def _page(item: Report, pages: Pages) -> Iterator[Report | Refused]:
    got = list(pages(item.url or ""))
    whole = [x for x in got if isinstance(x, Report) and x.blocks]
    if len(whole) == 1 and len(whole[0].text) > len(item.text):
        yield joined(item, whole[0])
        return
    refused = [x for x in got if isinstance(x, Refused)]
    why = refused[0].why if refused else "no more words stand there than in the feed"
    yield item
    yield Refused(
        item.url or "",
        f"{why} (the page behind a teaser, which is kept)",
        "address",
        again=any(x.again for x in refused),
    )


def joined(item: Report, page: Report) -> Report:
    """The page under its item's name and story; what it does not state is the item's."""
    dated = page if page.published else item
    return replace(
        page,
        id=f"{item.id.rpartition('-')[0] or 'page'}-{page.text_sha256[:12]}",
        key=item.key or page.key,
        title=item.title or page.title,
        publisher=page.publisher or item.publisher,
        byline=page.byline or item.byline,
        url=item.url,
        published=dated.published,
        published_at=dated.published_at,
        published_basis=dated.published_basis,
        published_why=dated.published_why,
        updated_at=item.updated_at or page.updated_at,
    )
