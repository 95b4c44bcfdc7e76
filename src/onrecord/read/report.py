"""A text and what is known of it to a ``Report``: its language, layout, and date of publication with its
basis."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import date

from onrecord.model import Note, Report
from onrecord.model.report import PublishedBasis
from onrecord.read.article import Article, Hints
from onrecord.read.dates import FIRST_YEAR, last_year, moment_of, plausible
from onrecord.read.layout import layout
from onrecord.read.marks import BY, note_kind
from onrecord.read.refused import Unreadable, printable
from onrecord.read.tongue import language_of, name_of

MAX_TEXT = 250_000  # characters; four times the longest report that was met, and a worker stays small
SUFFIXES = re.compile(
    r"\.(?:txt|x?html?|jsonl?|ndjson|gz|md|markdown|xml|rss|atom|csv|tsv|xlsx|parquet|pdf|docx|odt|eml|mbox"
    r"|warc|wacz|nitf|zip|tar|tgz)$",
    re.I,
)


class Foreign(Unreadable):
    """A report in a language that is not analysed. ``report`` keeps its text, without blocks to parse."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            f"in {name_of(report.language or '')}; onrecord reads English, so its text is kept but nothing "
            "is found in it"
        )
        self.report = report


def report_of(
    text: str,
    *,
    path: str = "-",
    id: str | None = None,
    title: str | None = None,
    published: date | None = None,
) -> Report:
    """A report of a plain text. Raises ``Unreadable`` with one clear line."""
    return made(Article(text, id=id, title=title), path, Hints(published))


def made(article: Article, path: str, hints: Hints, form: str = "text") -> Report:
    """A report of an article. Raises ``Unreadable``, or ``Foreign`` with the report."""
    text = article.text
    if not text.strip():
        raise Unreadable("without words; nothing to read")
    if len(text) > MAX_TEXT:
        raise Unreadable(
            f"{len(text):,} characters in one report; more than {MAX_TEXT:,} is a book, split it"
        )
    try:
        digest = hashlib.sha256(text.encode("utf8")).hexdigest()
    except UnicodeEncodeError as error:
        raise Unreadable(
            f"half a character (a lone surrogate) at {error.start}; it was cut inside one, fetch it again"
        ) from error
    tongue = language_of(text, article.language)
    found = layout(text, article.title)
    day, basis, moment, why = _published(article, hints, found.stated, form)
    report = Report(
        id=_id(article, path, digest),
        path=printable(path),
        text=text,
        text_sha256=digest,
        title=found.title,
        url=article.url,
        publisher=article.publisher,
        agency=found.agency or article.agency,
        language=tongue,
        published=day,
        published_at=moment,
        published_basis=basis,
        dateline=found.dateline,
        blocks=found.blocks if tongue == "en" else (),
        published_why=why,
        byline=_name(article.byline) or found.byline,
        updated_at=_moment(article.updated) or (found.updated.isoformat() if found.updated else None),
        format=form,
        key=article.key,
        version=article.version,
        withdraws=article.withdraws or found.withdraws,
        notes=(
            *(
                Note("withdrawal" if article.withdraws else note_kind(x) or "editor", x)
                for x in article.notes
            ),
            *found.notes,
        ),
    )
    if tongue != "en":
        raise Foreign(report)
    return report


def _id(article: Article, path: str, digest: str) -> str:
    """The source's own id, else the name of the file, with a digest where it holds several."""
    if article.id:
        return article.id
    stem = SUFFIXES.sub("", SUFFIXES.sub("", os.path.basename(printable(path)))) if path != "-" else ""
    return f"{stem or 'r'}-{digest[:12]}" if article.several or not stem else stem


def _name(byline: str | None) -> str | None:
    """Who wrote it, without the word before it: "By ANNA BERG" of a page's markup."""
    return (BY.sub("", byline, count=1) if byline and BY.match(byline) else byline) or None


def _moment(value: str | None) -> str | None:
    """A stated time in ISO 8601, or its day; None where it is none."""
    found = moment_of(value) if value else None
    return (found[1] or found[0].isoformat()) if found else None


def _published(
    article: Article, hints: Hints, stated: date | None, form: str
) -> tuple[date | None, PublishedBasis, str | None, str | None]:
    """The day of publication, what it rests on, the full time where one is stated, and why there is none.
    Raises ``Unreadable``."""
    found = moment_of(article.published) if article.published else None
    if article.published and article.basis == "given":
        if not found:
            raise Unreadable(
                f'"published" is {article.published[:60]!r}, which is no date; write it as 2023-07-28'
            )
        return checked(found[0]), "given", found[1], None
    if hints.published and (
        found is None or form == "HTML"
    ):  # a page's markup errs, a feed or a wire says when it came out
        return checked(hints.published), "given", None, None
    if found:
        return checked(found[0]), "markup", found[1], None
    if stated:
        return checked(stated), "stated", None, None
    return (
        None,
        "unknown",
        None,
        f"its date, {article.published[:40]!r}, is none" if article.published else None,
    )


def checked(day: date) -> date:
    """The day, where a report can have come out then. Raises ``Unreadable``."""
    if not plausible(day):
        side = "in the future" if day.year > last_year() else f"before {FIRST_YEAR}"
        raise Unreadable(f"dated {day.isoformat()}, which is {side}; correct the date")
    return day
