"""Pages behind a feed's teasers: in their place, a bounded number, and nothing lost where one can't be
had."""

from __future__ import annotations

from collections.abc import Iterator

import files_made as made
from onrecord.model import Report
from onrecord.read import Refused, report_of
from onrecord.read.article import Article, Hints
from onrecord.read.linked import MOST, PAUSE, is_teaser, with_pages
from onrecord.read.report import made as report_made

SHORT = "Norway and Chile met in Oslo on Wednesday."


def teaser(n: int = 1, text: str = SHORT) -> Report:
    article = Article(
        f"{text} ({n})",
        url=f"https://news.example.org/{n}",
        key=f"k{n}",
        title="Norway and Chile meet",
        byline="Rui Castro",
        published="2024-05-08",
        several=True,
    )
    return report_made(article, "feed.rss", Hints(), "feed")


def page(url: str) -> Iterator[Report | Refused]:
    yield report_made(
        Article(made.text() * 3, url=url, title="Norway and Chile meet in Oslo - Paper"), url, Hints(), "HTML"
    )


def test_the_page_stands_in_place_of_its_teaser() -> None:
    asked: list[float] = []
    one, other = with_pages([teaser(1), teaser(2)], page, wait=asked.append)
    assert isinstance(one, Report)
    assert one.text == made.text() * 3
    assert (one.key, one.title, one.byline, one.url, str(one.published), one.format) == (
        "k1",
        "Norway and Chile meet",
        "Rui Castro",
        "https://news.example.org/1",
        "2024-05-08",
        "HTML",
    )
    assert isinstance(other, Report)
    assert asked == [PAUSE]  # between two pages, and not before the first


def test_what_is_whole_or_no_feed_is_left_alone() -> None:
    whole = teaser(text=made.text() * 4)
    assert not is_teaser(whole)
    assert not is_teaser(report_of(SHORT))
    assert is_teaser(teaser(text=made.text() * 2 + " Continue reading…"))
    assert list(with_pages([whole], page)) == [whole]


def test_a_page_that_is_not_had_leaves_its_teaser_and_says_why() -> None:
    item = teaser()

    def nothing(url: str) -> Iterator[Report | Refused]:
        yield Refused(url, "there is no such page (410); check the address", "address")

    kept, told = with_pages([item], nothing)
    assert kept == item
    assert isinstance(told, Refused)
    assert told.where == item.url
    assert "no such page (410)" in told.why
    assert "kept" in told.why


def test_no_more_than_the_limit_is_asked_and_none_twice() -> None:
    items = [teaser(n) for n in range(MOST + 3)]
    asked: list[str] = []

    def counted(url: str) -> Iterator[Report | Refused]:
        asked.append(url)
        yield from page(url)

    found = list(with_pages(items, counted, wait=lambda s: None))
    assert len(asked) == MOST
    assert sum(isinstance(x, Report) for x in found) == len(items)
    assert isinstance(found[-1], Refused)
    assert "3 more pages" in found[-1].why
    assert list(with_pages(items, counted, had=lambda item: True)) == []
    assert len(asked) == MOST
