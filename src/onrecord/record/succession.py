"""Versions of one story, and what takes a story back: which report stands, and which are set aside by which.

A later version stands for the earlier ones, a withdrawal for nothing at all. Nothing is deleted: what is set
aside is
kept with the reason, and no line is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from onrecord.model import Report, SetAside
from onrecord.record.protocol import Store

ALIKE = 0.15  # of the shorter text's runs of three words: less is another story at the same address
RUN = 3
MOST = 500  # versions of one story that are looked at
_URL = re.compile(r"https?://[^\s<>()\"“”]+")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{12,200})[”\"]|(?:headlined|titled|slugged) (?![“\"])([^\n.;]{12,200})")


@dataclass(frozen=True, slots=True)
class Settled:
    """The report that came in as it stands among the others, and who of them is set aside from now on."""

    report: Report
    others: tuple[tuple[str, SetAside], ...] = ()


def settled(store: Store, report: Report) -> Settled:
    """What becomes of a report that came in, and of the others of its story."""
    if report.withdraws:
        mine = SetAside("withdrawn", report.id, report.published)
        gone = [h.id for h in _targets(store, report) if _stands(h)]
        return Settled(msgspec.structs.replace(report, set_aside=mine), tuple((i, mine) for i in gone))
    family = [h for h in _family(store, report) if h.id != report.id]
    for head in family:
        if head.withdraws and not _later(report, head):
            return Settled(
                msgspec.structs.replace(report, set_aside=SetAside("withdrawn", head.id, head.published))
            )
    standing = [h for h in family if _stands(h) and not h.withdraws and _is_version(store, report, h)]
    newer = [h for h in standing if not _later(report, h)]
    if newer:
        newest = newer[-1]
        for head in newer:
            newest = head if _later(head, newest) else newest
        return Settled(
            msgspec.structs.replace(report, set_aside=SetAside("superseded", newest.id, newest.published))
        )
    mine = SetAside("superseded", report.id, report.published)
    return Settled(report, tuple((h.id, mine) for h in standing))


def _stands(head: Report) -> bool:
    return head.set_aside is None


def _family(store: Store, report: Report) -> list[Report]:
    return store.bearing(report.key)[:MOST] if report.key else []


def _targets(store: Store, notice: Report) -> Iterator[Report]:
    """The reports that a withdrawal takes back: of its story, of an address or of a headline that it
    names."""
    seen = {notice.id}
    bearing = (h for url in _URL.findall(notice.text) for h in store.bearing(url.rstrip(".,;)")))
    for head in (*_family(store, notice), *bearing, *_headlined(store, notice)):
        if head.id not in seen and _later(notice, head):
            seen.add(head.id)
            yield head


def _headlined(store: Store, notice: Report) -> Iterator[Report]:
    for one, other in _QUOTED.findall(notice.text):
        title = one or other
        for i, _ in store.search(title, 20):
            known = store.head(i)
            if known and _plain(known[0].title or "") == _plain(title):
                yield known[0]


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _moment(report: Report) -> datetime | None:
    """When this version was made, as far as its source tells; a day is its first moment, no zone is UTC."""
    day = report.published.isoformat() if report.published else None
    value = report.updated_at or report.published_at or day
    if value is None:
        return None
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _later(report: Report, other: Report) -> bool:
    """Whether the one that came in is the later version: by number, then by time; where neither tells, it
    is."""
    numbers = [int(x.version) for x in (report, other) if x.version and x.version.isdecimal()]
    if len(numbers) == 2 and numbers[0] != numbers[1]:
        return numbers[0] > numbers[1]
    mine, its = _moment(report), _moment(other)
    return mine is None or its is None or mine >= its


def _is_version(store: Store, report: Report, head: Report) -> bool:
    """Whether two reports of one key tell one story. A source's own name for it is believed; an address may
    be used again."""
    if report.text_sha256 == head.text_sha256:
        return False  # a copy, and no version
    if report.key is None or not report.key.startswith(("http://", "https://")):
        return True
    if report.title and head.title and _plain(report.title) == _plain(head.title):
        return True
    known = store.analysis(head.id)
    if known is None:
        return False
    one, other = _runs(report.text), _runs(known.report.text)
    return len(one & other) >= ALIKE * max(1, min(len(one), len(other)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[n:] for n in range(RUN)), strict=False))
