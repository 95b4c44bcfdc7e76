"""One of everything: what each format gives, field by field, alone and within others."""

from __future__ import annotations

import gzip
import io
import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import files_made as made
from onrecord.cli import app
from onrecord.model import Report
from onrecord.read import Refused, read_paths

EXAMPLES = Path(__file__).parents[3] / "examples" / "intake"
OSLO, LIMA, ACCRA = (
    "Norway and Chile meet in Oslo",
    "Peru suspends talks on the grid",
    "Ghana and Togo sign a treaty on ferries",
)
# file: of each report its format, day of publication, basis and title
EXPECTED: dict[str, list[tuple[str, str, str, str | None]]] = {
    "box.mbox": [("mail", "2024-05-08", "markup", OSLO), ("mail", "2024-05-09", "markup", LIMA)],
    "crawl.wacz": [("HTML", "2024-05-08", "markup", OSLO), ("HTML", "2024-05-09", "markup", LIMA)],
    "crawl.warc.gz": [("HTML", "2024-05-08", "markup", OSLO), ("HTML", "2024-05-09", "markup", LIMA)],
    "document.docx": [("DOCX", "2024-05-08", "stated", OSLO)],
    "document.odt": [("ODT", "2024-05-09", "stated", LIMA)],
    "event-registry.json": [("JSON", "2024-05-09", "markup", LIMA)],
    "feed.atom": [("feed", "2024-05-10", "markup", ACCRA)],
    "feed.json": [("JSON", "2024-05-08", "markup", OSLO)],
    "feed.rss": [
        ("feed", "2024-05-08", "markup", "Norway and Chile speak of fish"),
        ("feed", "2024-05-09", "markup", "Peru suspends talks on the grid"),
    ],
    "folder.tar.gz": [("DOCX", "2024-05-09", "stated", LIMA)],
    "folder.zip": [
        ("HTML", "2024-05-10", "markup", "Ghana and Togo sign a treaty"),
        ("text", "2024-05-08", "stated", OSLO),
    ],
    "fundus.json": [("JSON", "2024-05-09", "markup", LIMA)],
    "gdelt.json": [("JSON", "2024-05-08", "markup", OSLO)],
    "letter.eml": [("mail", "2024-05-08", "markup", OSLO)],
    "lines.jsonl": [("JSON Lines", "2024-05-08", "given", None), ("JSON Lines", "2024-05-10", "given", None)],
    "live.html": [
        ("HTML", "2024-05-08", "markup", "The envoys arrive"),
        ("HTML", "2024-05-08", "markup", "Talks end"),
    ],
    "media-cloud.json": [("JSON", "2024-05-10", "markup", ACCRA)],
    "news-please.json": [("JSON Lines", "2024-05-08", "markup", OSLO)],
    "newsletter.eml": [
        ("mail", "2024-05-11", "markup", OSLO),
        ("mail", "2024-05-11", "markup", LIMA),
        ("mail", "2024-05-11", "markup", ACCRA),
    ],
    "note.md": [("Markdown", "2024-05-08", "markup", OSLO)],
    "packed.txt.gz": [("text", "2024-05-09", "stated", "Peru suspends talks")],
    "page.html": [("HTML", "2024-05-08", "markup", OSLO)],
    "plain.txt": [("text", "2024-05-08", "stated", OSLO)],
    "printed.pdf": [("PDF", "2024-05-08", "stated", OSLO)],
    "table.csv": [("table", "2024-05-08", "given", OSLO), ("table", "2024-05-13", "given", LIMA)],
    "table.parquet": [("Parquet", "2024-05-08", "given", OSLO), ("Parquet", "2024-05-09", "given", LIMA)],
    "table.tsv": [("table", "2024-05-08", "given", OSLO), ("table", "2024-05-13", "given", LIMA)],
    "table.xlsx": [("XLSX", "2024-05-09", "given", OSLO), ("XLSX", "2024-05-10", "given", LIMA)],
    "wire-1.json": [("JSON Lines", "2024-05-08", "markup", OSLO)],
    "wire-2.json": [("JSON Lines", "2024-05-08", "markup", OSLO)],
    "wire-3.json": [("JSON Lines", "2024-05-08", "markup", OSLO)],
    "wire.newsml": [("NewsML-G2", "2024-05-09", "markup", LIMA)],
    "wire.nitf": [("NITF", "2024-05-10", "markup", ACCRA)],
}


def read(path: Path, data: bytes) -> tuple[list[Report], list[str]]:
    path.write_bytes(data)
    found = list(read_paths([str(path)]))
    return [x for x in found if isinstance(x, Report)], [str(x) for x in found if isinstance(x, Refused)]


def told(reports: list[Report]) -> list[tuple[str | None, str, str, str | None]]:
    return [(r.format, str(r.published), r.published_basis, r.title) for r in reports]


def test_the_folder_of_examples_is_one_of_everything() -> None:
    found = list(read_paths([str(EXAMPLES)]))
    assert [str(x) for x in found if isinstance(x, Refused)] == []
    by_file: dict[str, list[Report]] = {}
    for x in found:
        assert isinstance(x, Report)
        by_file.setdefault(Path(x.path).relative_to(EXAMPLES).parts[0], []).append(x)
    assert {name: told(reports) for name, reports in by_file.items()} == EXPECTED


def test_the_folder_is_read_by_one_command(tmp_path: Path) -> None:
    """What is told in several files in the same words of one story is one report."""
    record = str(tmp_path / "r.db")
    done = CliRunner().invoke(app, ["read", str(EXAMPLES), "--record", record, "--workers", "1"])
    assert done.exit_code == 0, done.stderr
    assert done.stderr.splitlines()[-1] == f"{record}: 35 reports read, 11 unchanged, 0 refused"
    listed = CliRunner().invoke(app, ["reports", "--record", record, "--format", "jsonl"])
    rows = [json.loads(x) for x in listed.stdout.splitlines()]
    expected = {(form, day, title) for found in EXPECTED.values() for form, day, _, title in found}
    assert len(rows) == 35
    assert {(r["format"], r["published"], r["title"]) for r in rows} <= expected


@pytest.mark.parametrize("name", EXPECTED)
def test_each_as_it_is_made(name: str, tmp_path: Path) -> None:
    """And told by its content alone: the name of the file says nothing."""
    reports, refused = read(tmp_path / "x", made.every()[name])
    assert (told(reports), refused) == (EXPECTED[name], [])
    assert all(r.language == "en" and r.blocks for r in reports)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_within_an_archive_and_packed_once_more(name: str, tmp_path: Path) -> None:
    packed = gzip.compress(made.zipped({"inner": made.tar({"x": made.every()[name]})}))
    reports, refused = read(tmp_path / "x.zip", packed)
    assert (told(reports), refused) == (EXPECTED[name], [])


@pytest.mark.parametrize("name", EXPECTED)
def test_each_from_a_pipe(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(made.every()[name])))
    reports = [x for x in read_paths(["-"]) if isinstance(x, Report)]
    assert told(reports) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_half_of_each_is_one_line_or_what_came_before_the_cut(name: str, tmp_path: Path) -> None:
    data = made.every()[name]
    reports, refused = read(tmp_path / "x", data[: len(data) // 2])
    assert len(refused) <= 2
    assert reports or refused
    assert all("\n" not in line and "Traceback" not in line for line in refused)
    for r in reports:
        assert not r.text.startswith(("<", "{", "PK", "%PDF", "WARC/", "From ", "Content-Type"))


@dataclass(frozen=True)
class Facts:
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    byline: str | None = None
    published_at: str | None = None
    updated_at: str | None = None
    key: str | None = None
    version: str | None = None
    dateline: str | None = None


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (
            "feed.rss",
            Facts(
                "https://news.example.org/rss-1",
                "The Daily Example",
                None,
                "Rui Castro",
                "2024-05-08T10:00:00+02:00",
                None,
                "https://news.example.org/rss-1",
                None,
                "OSLO",
            ),
        ),
        (
            "feed.atom",
            Facts(
                "https://coast.example.org/1",
                "Coast Wire",
                None,
                "Ama Mensah",
                "2024-05-10T09:00:00+00:00",
                "2024-05-10T11:30:00+00:00",
                "urn:example:atom-1",
                None,
                "ACCRA",
            ),
        ),
        (
            "feed.json",
            Facts(
                "https://feed.example.org/1",
                "Example Feed",
                None,
                "Anna Roe",
                "2024-05-08T18:00:00+02:00",
                None,
                "Example Feed/jf-1",
                None,
                "OSLO",
            ),
        ),
        (
            "wire-1.json",
            Facts(
                None,
                None,
                None,
                "Anna Roe",
                "2024-05-08T10:00:00+00:00",
                "2024-05-08T12:00:00+00:00",
                "urn:newsml:example.org:ninjs:1",
                "1",
                "OSLO",
            ),
        ),
        (
            "wire.newsml",
            Facts(
                None,
                "Andes Wire",
                None,
                "Luz Vega",
                "2024-05-09T17:30:00-05:00",
                "2024-05-09T18:00:00-05:00",
                "urn:newsml:example.org:20240509:lima",
                "1",
                "LIMA",
            ),
        ),
        (
            "wire.nitf",
            Facts(
                None,
                None,
                "Coast Wire",
                "Ama Mensah",
                "2024-05-10T10:15:00+00:00",
                None,
                "Coast Wire/nitf-accra-1",
                None,
                "ACCRA",
            ),
        ),
        (
            "news-please.json",
            Facts(
                "https://a.example.org/1",
                "a.example.org",
                None,
                "Anna Roe",
                "2024-05-08T10:00:00",
                None,
                "https://a.example.org/1",
                None,
                "OSLO",
            ),
        ),
        (
            "event-registry.json",
            Facts(
                "https://e.example.org/1",
                "Example E",
                None,
                "Luz Vega",
                "2024-05-09T17:55:00+00:00",
                None,
                "Event Registry/8001",
                None,
                "LIMA",
            ),
        ),
        (
            "letter.eml",
            Facts(
                None,
                "The Daily Example",
                None,
                None,
                "2024-05-08T20:15:00+02:00",
                None,
                "m1@example.org",
                None,
                "OSLO",
            ),
        ),
        (
            "newsletter.eml",
            Facts(
                "https://brief.example.org/0",
                "Morning Brief",
                None,
                None,
                "2024-05-11T06:00:00+00:00",
                None,
                "brief-1@example.org#1",
                None,
                "OSLO",
            ),
        ),
        (
            "page.html",
            Facts(
                "https://paper.example.org/oslo",
                "Example Paper",
                None,
                "Anna Roe",
                "2024-05-08T10:00:00+02:00",
                None,
                "https://paper.example.org/oslo",
                None,
                "OSLO",
            ),
        ),
        (
            "table.csv",
            Facts(
                "https://t.example.org/1",
                "Table Times",
                None,
                None,
                None,
                None,
                "https://t.example.org/1",
                None,
                "OSLO",
            ),
        ),
    ],
)
def test_what_the_source_says_of_it(name: str, facts: Facts, tmp_path: Path) -> None:
    first = read(tmp_path / "x", made.every()[name])[0][0]
    assert Facts(*(getattr(first, f) for f in Facts.__dataclass_fields__)) == facts


def test_the_words_are_the_article_s_and_no_markup(tmp_path: Path) -> None:
    for name in (
        "feed.rss",
        "feed.atom",
        "feed.json",
        "wire-1.json",
        "wire-2.json",
        "table.csv",
        "table.parquet",
    ):
        reports, _ = read(tmp_path / "x", made.every()[name])
        assert reports[0].text == made.text(made.THIRD if name == "feed.atom" else made.BODY), name
    (printed,), _ = read(tmp_path / "x", made.printed())
    assert "fishing quotas" in printed.text
    assert "Example Weekly" not in printed.text
    assert "Page" not in printed.text


def test_a_day_of_the_user_s_is_for_reports_that_state_none(tmp_path: Path) -> None:
    for name, day in (
        ("feed.rss", "2024-05-08"),
        ("letter.eml", "2024-05-08"),
        ("page.html", "2020-01-02"),
        ("document.docx", "2020-01-02"),
    ):
        (tmp_path / "x").write_bytes(made.every()[name])
        first = next(iter(read_paths([str(tmp_path / "x")], published=date(2020, 1, 2))))
        assert isinstance(first, Report)
        assert str(first.published) == day, name


def test_columns_in_the_user_s_words(tmp_path: Path) -> None:
    rows = "what;when;said\n" + "".join(f'A{n};2024-05-0{n + 1};"{made.BODY[1]}"\n' for n in range(4))
    (tmp_path / "x.csv").write_text(rows)
    by_content = [x for x in read_paths([str(tmp_path / "x.csv")]) if isinstance(x, Report)]
    assert [(x.text, str(x.published)) for x in by_content] == [
        (made.BODY[1], f"2024-05-0{n + 1}") for n in range(4)
    ]
    columns = (("text", "said"), ("title", "what"), ("published", "when"))
    named = [x for x in read_paths([str(tmp_path / "x.csv")], columns=columns) if isinstance(x, Report)]
    assert [x.title for x in named] == ["A0", "A1", "A2", "A3"]
    (told_off,) = read_paths([str(tmp_path / "x.csv")], columns=(("text", "speech"),))
    assert "no column 'speech' (columns: what, when, said); correct --columns" in str(told_off)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["08/05/2024", "13/05/2024"], ["2024-05-08", "2024-05-13"]),
        (["05/08/2024", "05/13/2024"], ["2024-05-08", "2024-05-13"]),
        (["08/05/2024", "09/05/2024"], None),
        (["8.5.24", "13.5.24"], ["2024-05-08", "2024-05-13"]),
    ],
)
def test_days_of_a_column_tell_their_order(
    days: list[str], expected: list[str] | None, tmp_path: Path
) -> None:
    rows = "title,text,date\n" + "".join(f'T,"{made.BODY[1]} {n}",{day}\n' for n, day in enumerate(days))
    reports, refused = read(tmp_path / "x", rows.encode())
    if expected is None:
        assert len(refused) == 2
        assert "has two readings" in refused[0]
    else:
        assert [str(r.published) for r in reports] == expected


@pytest.mark.parametrize(
    ("module", "name", "line"),
    [
        ("pypdf", "printed.pdf", "onrecord[pdf]"),
        ("openpyxl", "table.xlsx", "onrecord[xlsx]"),
        ("duckdb", "table.parquet", "onrecord[parquet]"),
        ("warcio.archiveiterator", "crawl.warc.gz", "onrecord[warc]"),
    ],
)
def test_a_package_that_is_missing_is_named(
    module: str, name: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.read.article import Hints
    from onrecord.read.source import Source
    from onrecord.read.unfold import Place, unfolded

    data = made.every()[name]
    monkeypatch.setitem(sys.modules, module, None)
    (found,) = unfolded(Place("x"), Source(io.BytesIO(data)), Hints())
    assert isinstance(found, Refused)
    assert line in found.why


def test_withheld_is_not_used(tmp_path: Path) -> None:
    for data in (
        json.dumps(made.ninjs(1, "withheld")).encode(),
        made.newsml("withheld"),
        made.nitf("embargoed"),
    ):
        reports, refused = read(tmp_path / "x", data)
        assert reports == []
        assert "withheld by its source" in refused[0]
