"""Chronologies out of every kind of file, and how each entry stands to the record."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ask.chronology import Entry, NoChronology, compare, entries
from onrecord.fuse import Fused
from onrecord.model import Analysis, Report

Told = tuple[Fused, list[Analysis], list[Report]]
DAY = date(2024, 3, 4)
CUT = "Norway suspends talks with Chile"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", f"date,event,source\n2024-03-04,{CUT},x\n"),
        ("a.csv", f"id;event;when\n1;{CUT};4 March 2024\n"),
        ("a.tsv", f"2024-03-04\t{CUT}\n"),
        ("a.csv", f'"2024-03-04","{CUT}"\r\n'),
        ("a.md", f"# Talks\n- 2024-03-04: {CUT}\n"),
        ("a.md", f"* **4 March 2024** – {CUT}\n"),
        ("a.md", f"| day | what |\n|---|---|\n| March 4, 2024 | {CUT} |\n"),
        ("a.md", f"## 4 March 2024\n\n{CUT}\n"),
        ("a.txt", f"1. 2024-03-04 {CUT}\n"),
        ("a.txt", f"\ufeff2024-03-04 — {CUT}"),
    ],
)
def test_entries(name: str, text: str) -> None:
    (e,) = entries(text.encode(), name)
    assert (e.earliest, e.latest, e.text) == (DAY, DAY, CUT)


def test_a_month_and_a_span() -> None:
    one, two = entries(
        b"2024-03 Norway suspends talks\n2024-03-04/2024-03-06 Norway resumes talks\n", "a.txt"
    )
    assert (one.earliest, one.latest) == (date(2024, 3, 1), date(2024, 3, 31))
    assert (two.earliest, two.latest) == (DAY, date(2024, 3, 6))


def test_docx() -> None:
    document = docx.Document()
    document.add_paragraph(f"4 March 2024: {CUT}")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2024-05-06", "Anna Lund meets Pedro Rojas"
    file = io.BytesIO()
    document.save(file)
    found = entries(file.getvalue(), "a.docx")
    assert [(e.earliest, e.text) for e in found] == [
        (DAY, CUT),
        (date(2024, 5, 6), "Anna Lund meets Pedro Rojas"),
    ]


def _zip(body: bytes, name: str = "word/document.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.txt", "no line with a day"),
        (b"no day here\n", "a.md", "no line with a day"),
        (b"\0\1\2" * 50, "a.md", "no text"),
        (b"PK\x03\x04broken", "a.docx", "no DOCX that can be read"),
        (_zip(b"<x"), "a.docx", "no DOCX that can be read"),
        (_zip(b"<x/>", "other.xml"), "a.docx", "no DOCX that can be read"),
        (_zip(b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), "a.docx", "no document that Word writes"),
        (_zip(b" " * 20_000_001), "a.docx", "larger than"),
    ],
)
def test_what_is_none_is_told(data: bytes, name: str, why: str) -> None:
    with pytest.raises(NoChronology, match=why):
        entries(data, name)


@settings(max_examples=80, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    st.sampled_from(["a.csv", "a.md", "a.docx"]),
)
def test_any_bytes_are_entries_or_one_clear_line(data: bytes, name: str) -> None:
    try:
        found = entries(data, name)
    except NoChronology:
        return
    assert all(e.earliest <= e.latest and e.text for e in found)


def test_how_each_stands(told: Told, analysed: Callable[..., Analysis]) -> None:
    listed = entries(
        b"2024-03-06 Norway suspended talks with Chile on fishing rights.\n2024-05-06 Anna Lund met Pedro "
        b"Rojas in Lisbon.\n"
        b"2024-05-30 Ghana opened an embassy in Vietnam.\n2024-06-30 Kenya opened a port.\n",
        "a.txt",
    )

    def of(found: Sequence[Entry]) -> list[Analysis]:
        return [analysed(e.text, e.latest.isoformat(), f"entry-{e.line}") for e in found]

    rows = compare(listed, of, told[0])
    by_line = {r.entry.line: r for r in rows if r.entry}
    assert (by_line[1].standing, by_line[1].apart) == ("another day", 2)
    assert by_line[1].event is not None
    assert by_line[1].event.reports == ("cut",)
    assert by_line[2].standing == "same"
    assert by_line[3].standing == by_line[4].standing == "missing here"
    left = [r.event for r in rows if r.standing == "missing there" and r.event]
    assert any("Kenya" in e.actors and e.type in ("SANCTION", "COERCE", "REJECT") for e in left), [
        e.summary for e in left
    ]
    assert all(e.status == "happened" for e in left)
