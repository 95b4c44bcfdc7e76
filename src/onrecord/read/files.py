"""Paths to reports. Every refusal is one line that says what, where and what to do; the rest is read on."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.model import Report
from onrecord.model.report import PublishedBasis
from onrecord.read.decode import MAX_BYTES, Unreadable, text_of, unpack
from onrecord.read.html import looks_like_html, page_of
from onrecord.read.layout import layout
from onrecord.read.tongue import language_of

MAX_TEXT = 2_000_000  # characters of one report; a long book, no report
YEARS = range(1800, date.today().year + 2)
SKIPPED_SUFFIXES = frozenset({".db", ".db-wal", ".db-shm", ".py", ".pyc"})


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be read: where it is, why, and what to do about it."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def read_paths(paths: Iterable[str], published: date | None = None) -> Iterator[Report | Refused]:
    """Every report below the paths, in sorted order; ``-`` is standard input."""
    for path in paths:
        if path == "-":
            yield from _guarded("-", sys.stdin.buffer.read(), published)
            continue
        for file in _files(path):
            if isinstance(file, Refused):
                yield file
                continue
            yield from _read_file(file, published)


def _files(path: str) -> Iterator[str | Refused]:
    """The files below a path, sorted; hidden ones and links that lead back are passed over."""
    if not os.path.lexists(path):
        yield Refused(path, "no such file or folder; check the spelling")
        return
    try:
        mode_is_folder = Path(path).is_dir()
        exists = Path(path).exists()
    except OSError as error:
        yield Refused(path, f"can't be opened ({error.strerror})")
        return
    if not exists:
        yield Refused(path, "a link that leads nowhere or to itself; remove it or name its target")
    elif mode_is_folder:
        try:
            entries = sorted(os.listdir(path))
        except OSError as error:
            yield Refused(path, f"a folder that may not be read ({error.strerror}); change its permissions")
            return
        for entry in entries:
            full = os.path.join(path, entry)
            if entry.startswith(".") or os.path.splitext(entry)[1] in SKIPPED_SUFFIXES:
                continue
            if os.path.islink(full) and Path(full).is_dir():
                yield Refused(full, "a link to a folder, not followed; name its target")
                continue
            yield from _files(full)
    else:
        yield path


def _read_file(path: str, published: date | None) -> Iterator[Report | Refused]:
    try:
        if not Path(path).is_file():
            yield Refused(path, "not a plain file; name a file or a folder")
            return
        data = Path(path).read_bytes()
    except OSError as error:
        yield Refused(path, f"can't be read ({error.strerror}); check its permissions")
        return
    yield from _guarded(path, data, published)


def _guarded(path: str, data: bytes, published: date | None) -> Iterator[Report | Refused]:
    try:
        text = text_of(unpack(data))
    except Unreadable as error:
        yield Refused(path, str(error))
        return
    opening = text.lstrip()[:1]
    if opening in ("{", "["):
        yield from _json(path, text, published)
        return
    try:
        if len(data) > MAX_BYTES:
            raise Unreadable(f"{len(data) // 1_000_000} MB in one text; a report has a few thousand words, split it (JSON Lines may be long)")
        if looks_like_html(text):
            page = page_of(text)
            yield report_of(page.text, path=path, title=page.title, url=page.url, publisher=page.publisher, markup=page.published, language=page.language, published=published)
        else:
            yield report_of(text, path=path, published=published)
    except Unreadable as error:
        yield Refused(path, str(error))


def _json(path: str, text: str, published: date | None) -> Iterator[Report | Refused]:
    """One JSON object, a list of them, or JSON Lines."""
    whole: Any = None
    try:
        whole = json.loads(text)
    except RecursionError:
        yield Refused(path, "JSON nested too deep; a report is one flat object")
        return
    except ValueError:
        pass
    if isinstance(whole, list):
        for n, item in enumerate(whole, 1):
            yield _json_report(f"{path}, item {n}", path, item, published)
    elif isinstance(whole, dict):
        yield _json_report(path, path, whole, published)
    elif "\n" not in text.strip() or not re.match(r"\s*\{\s*\"", text):
        # a plain text that merely opens with a bracket
        try:
            yield report_of(text, path=path, published=published)
        except Unreadable as error:
            yield Refused(path, str(error))
    else:
        for n, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            where = f"{path}, line {n}"
            try:
                item = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Refused(where, f"no JSON ({str(error).split(':')[0]}); each line is one object")
                continue
            yield _json_report(where, path, item, published)


def _json_report(where: str, path: str, item: Any, published: date | None) -> Report | Refused:
    if not isinstance(item, dict):
        return Refused(where, "no JSON object; a report is an object with a \"text\"")
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        return Refused(where, "a report without a \"text\"; add one or remove the line")
    given = item.get("published")
    if given is not None and (not isinstance(given, str) or _day(given) is None):
        return Refused(where, f"\"published\" is {given!r}, no date between {YEARS[0]} and {YEARS[-1]}; write it as 2023-07-28")

    def field(name: str) -> str | None:
        value = item.get(name)
        return str(value) if isinstance(value, str | int) and str(value).strip() else None

    try:
        return report_of(text, path=path, id=field("id"), title=field("title"), url=field("url"), publisher=field("publisher"), given=given, published=published, trusted_text=True)
    except Unreadable as error:
        return Refused(where, str(error))


def report_of(
    text: str, *, path: str = "-", id: str | None = None, title: str | None = None, url: str | None = None,
    publisher: str | None = None, given: str | None = None, markup: str | None = None, language: str | None = None,
    published: date | None = None, trusted_text: bool = False,
) -> Report:  # fmt: skip
    """A report of a text, with its layout and its publication date and basis. Raises ``Unreadable``."""
    if len(text) > MAX_TEXT:
        raise Unreadable(f"{len(text):,} characters in one report; more than {MAX_TEXT:,} is a book, split it")
    tongue = language_of(text, language)
    if tongue != "en":
        raise Unreadable(f"in another language ({tongue}); onrecord reads English")
    found = layout(text, title)
    digest = hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
    day, basis, moment = _published(published, given, markup, found.stated)
    if day is None and found.stated is None and given is None and basis == "future":
        raise Unreadable(f"dated {moment}, which is in the future; correct the date")
    stem = re.sub(r"\.(?:txt|html?|json|jsonl|gz|md|xml)$", "", os.path.basename(path), flags=re.I) if path != "-" else ""
    return Report(
        id=id or stem or f"r-{digest[:12]}", path=path, text=text, text_sha256=digest, title=found.title, url=url,
        publisher=publisher, agency=found.agency, language=tongue, published=day,
        published_at=moment, published_basis=basis if day else "unknown", dateline=found.dateline, blocks=found.blocks,  # type: ignore[arg-type]
    )  # fmt: skip


def _published(published: date | None, given: str | None, markup: str | None, stated: date | None) -> tuple[date | None, PublishedBasis | str, str | None]:
    """The day of publication, what it rests on, and the full time where one is stated."""
    if given:
        return _day(given), "given", given if len(given) > 10 else None
    if published:
        return published, "given", None
    if markup:
        day = _day(markup)
        if day:
            return day, "markup", markup if len(markup) > 10 else None
    if stated:
        if stated.year not in YEARS:
            raise Unreadable(f"dated {stated.isoformat()}, which is in the future; correct the date")
        return stated, "stated", None
    return None, "unknown", None


def _day(value: str) -> date | None:
    value = value.strip()
    try:
        found = datetime.fromisoformat(value.replace("Z", "+00:00")).date() if len(value) > 10 else date.fromisoformat(value)
    except ValueError:
        m = re.match(r"(\d{4}-\d\d-\d\d)", value)
        if not m:
            return None
        try:
            found = date.fromisoformat(m.group(1))
        except ValueError:
            return None
    return found if found.year in YEARS else None
