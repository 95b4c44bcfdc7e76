"""Files as they come: formats told apart by content, and every bad one told in a line that costs no other."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Report
from onrecord.read import Refused, read_paths

GOOD = "Norway and Chile met in Oslo on Monday. The ministers said they would sign the accord by 2030.\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def encoded(text: str) -> bytes:
    return text.encode("utf8", "surrogatepass")


def read(path: Path, data: bytes | str, **options: object) -> list[Report | Refused]:
    path.write_bytes(encoded(data) if isinstance(data, str) else data)
    return list(read_paths([str(path)], **options))  # type: ignore[arg-type]


def only(path: Path, data: bytes | str, **options: object) -> Report:
    (found,) = read(path, data, **options)
    assert isinstance(found, Report), str(found)
    return found


def page(head: str = "", body: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>T</title>{head}</head><body><article><h1>Talks "
        f"resume</h1>{body or f'<p>{GOOD * 3}</p>' * 4}</article></body></html>"
    )


# --- formats and encodings -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (GOOD.encode(), GOOD),
        (b"\xef\xbb\xbf" + GOOD.encode(), GOOD),
        (("\ufeff" + GOOD).encode("utf-16-le"), GOOD),
        (("\ufeff" + GOOD).encode("utf-16-be"), GOOD),
        (GOOD.encode("utf-16-le"), GOOD),
        (GOOD.encode("utf-16-be"), GOOD),
        ("Norway’s “yes” in São Paulo.\r\n".encode("cp1252"), "Norway’s “yes” in São Paulo.\r\n"),
        (GOOD.replace("\n", "\r\n").encode(), GOOD.replace("\n", "\r\n")),
        (" \n\n 𝒩orway met Chile. 🙂\t".encode(), " \n\n 𝒩orway met Chile. 🙂\t"),
        (gzip.compress(GOOD.encode()), GOOD),
        (b"Norway met\0 Chile.", "Norway met\0 Chile."),
        (f"[Editor] {GOOD}".encode(), f"[Editor] {GOOD}"),
        (f"{{Update}} {GOOD}".encode(), f"{{Update}} {GOOD}"),
        (b"< 5 percent of the ministers met in Oslo.", "< 5 percent of the ministers met in Oslo."),
        (json.dumps({"text": GOOD}).encode(), GOOD),
        (json.dumps({"text": GOOD}, indent=2).encode(), GOOD),
        (json.dumps([{"text": GOOD}]).encode(), GOOD),
        (json.dumps({"text": "\r\n Norway\u2028met 🙂 Chile. "}).encode(), "\r\n Norway\u2028met 🙂 Chile. "),
        (json.dumps({"text": GOOD}).encode("utf-16"), GOOD),
    ],
)
def test_the_text_is_what_came_in(tmp_path: Path, data: bytes, text: str) -> None:
    report = only(tmp_path / "x", data)
    assert report.text == text
    assert all(text[b.start : b.end].strip() for b in report.blocks)


def test_fields_of_json(tmp_path: Path) -> None:
    item = {
        "id": 7,
        "text": GOOD,
        "title": "T",
        "url": "u",
        "publisher": "P",
        "published": "2024-05-08T10:00:00+02:00",
    }
    r = only(tmp_path / "x.json", json.dumps(item), published=date(2020, 1, 1))
    assert (r.id, r.title, r.url, r.publisher, r.published, r.published_at, r.published_basis) == (
        "7",
        "T",
        "u",
        "P",
        date(2024, 5, 8),
        "2024-05-08T10:00:00+02:00",
        "given",
    )


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"date": "2024-05-08"}, date(2024, 5, 8)),
        ({"date": "2024-05-08", "published": "2024-05-09"}, date(2024, 5, 9)),
        ({"date": "some day"}, None),
        ({"date": 20240508}, None),
    ],
)
def test_a_date_is_the_day_of_publication_where_no_other_is_given(
    tmp_path: Path, fields: dict[str, object], day: date | None
) -> None:
    assert only(tmp_path / "x.jsonl", json.dumps({"text": GOOD, **fields})).published == day


def test_lines_without_ids_have_ids_of_their_own(tmp_path: Path) -> None:
    found = read(
        tmp_path / "x.jsonl", "".join(json.dumps({"text": f"Report {n}. {GOOD}"}) + "\n" for n in range(3))
    )
    assert len({r.id for r in found if isinstance(r, Report)}) == 3


def test_markup_comes_first(tmp_path: Path) -> None:
    ld = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "From LD",
                "datePublished": "2024-05-08T23:30:00-05:00",
                "publisher": {"name": "The Paper"},
            }
        ]
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(ld)}</script><meta property="og:title" '
        'content="From OG"><meta property="og:url" content="https://example.org/a">'
    )
    r = only(tmp_path / "x.html", page(head))
    assert (r.title, r.publisher, r.published, r.published_at, r.published_basis) == (
        "From LD",
        "The Paper",
        date(2024, 5, 8),
        "2024-05-08T23:30:00-05:00",
        "markup",
    )
    assert r.url == "https://example.org/a"
    r = only(
        tmp_path / "y.html",
        page('<meta content="2024-05-09" name="DC.date.issued"><meta content="From OG" property="og:title">'),
    )
    assert (r.title, r.published, r.published_at) == ("From OG", date(2024, 5, 9), None)


def test_a_date_that_is_none_is_passed_over(tmp_path: Path) -> None:
    head = (
        '<meta property="article:published_time" content="0001-01-01T00:00:00"><meta name="pubdate" '
        'content="Tue, 07 May 2024 13:16:49 GMT">'
    )
    assert only(tmp_path / "x.html", page(head)).published_at == "2024-05-07T13:16:49+00:00"


def test_an_article_in_two_containers_is_whole(tmp_path: Path) -> None:
    one = "".join(
        f"<p>Part one, sentence {n}: the envoys of both sides met in the morning and spoke for hours.</p>"
        for n in range(4)
    )
    two = "".join(
        f"<p>Part two, sentence {n}: in the afternoon they met again and agreed on a text.</p>"
        for n in range(4)
    )
    text = only(
        tmp_path / "x.html",
        page(
            body=f"<div class='body'>{one}</div><aside class='ad'><p>Buy shoes now, they are cheap "
            f"today.</p></aside><div class='body'>{two}</div>"
        ),
    ).text
    assert text.index("Part one, sentence 3") < text.index("Part two, sentence 0")
    assert "Part two, sentence 3" in text
    assert "shoes" not in text


# --- bad input -----------------------------------------------------------------------------------


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


NOISE = random.Random(1).randbytes(4000)
DATED = {"text": GOOD, "published": "3023-01-01"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"\0" * 50, "empty|binary"),
        (PNG, "a PNG picture, not a text; convert it"),
        (bytes(range(256)) * 30, "binary data|can't be told"),
        (half(gzip.compress(GOOD.encode() + NOISE)), "cut off or damaged; fetch it again"),
        (b"\x1f\x8b" + NOISE, "cut off or damaged"),
        (("\ufeff" + GOOD).encode("utf-16-le")[:-1], "UTF-16 text that is cut off"),
        (GOOD * 300_000, "more than 24 MB in one text"),
        (GOOD * 10_000, "characters in one report"),
        (b"x" * 1_000_000, "1,000,000 characters in one report"),
        ("[" * 200_000, "nested too deep"),
        ('{"a":' * 200_000, "nested too deep"),
        ("[1]", "no JSON object"),
        ("[]", "a JSON list with no report in it"),
        (json.dumps({"title": "T"}), 'without a "text"'),
        (json.dumps({"text": "  "}), 'without a "text"'),
        (json.dumps({"text": 5}), 'without a "text"'),
        (json.dumps(DATED), "dated 3023-01-01, which is in the future; correct the date"),
        (json.dumps({"text": GOOD, "published": "1492-01-01"}), "before 1800"),
        (json.dumps({"text": GOOD, "published": "soon"}), "no date; write it as 2023-07-28"),
        (json.dumps({"text": GOOD, "published": 20230101}), "no date; write it as"),
        ('{"text": "Norway met \\ud800 Chile."}', "half a character .* at 11"),
        (
            f"Talks resume in Oslo\n\nPublished July 28, 3023\n\n{GOOD}",
            "dated 3023-07-28, which is in the future",
        ),
        (f" date 3023-07-28 {GOOD}", "dated 3023-07-28"),
        (page('<meta property="article:published_time" content="3023-07-28T10:00:00Z">'), "dated 3023-07-28"),
        ("<html><body><p>Norway met Chile.</p>" + "<br>x" * 200_000, "more than 40,000 tags"),
        ("<html><body>" + "<div>" * 100_000 + "Norway" + "</div>" * 100_000, "more than 40,000 tags|nested"),
        (
            "<html><body>" + "<div>" * 10_000 + "Norway" + "</div>" * 10_000,
            "nested more than 400 elements deep",
        ),
        ("<html><body></body></html>", "without an article"),
        ("<html>" + "<" * 3_000_000, "tags"),
        ("<html><body>" + "<p>x</p>" * 2_000_000, "more than 8 MB|tags"),
    ],
)
def test_refused_in_one_line(tmp_path: Path, data: bytes | str, why: str) -> None:
    began = time.process_time()
    (found,) = read(tmp_path / "bad", data)
    assert time.process_time() - began < 5
    assert isinstance(found, Refused)
    assert str(found).startswith(f"{tmp_path / 'bad'}")
    assert "\n" not in str(found)
    assert re.search(why, found.why), found.why


def test_200_000_breaks_are_a_break(tmp_path: Path) -> None:
    report = only(
        tmp_path / "x.html", page(body=f"<p>{GOOD * 3}</p>" + "<br>" * 200_000 + f"<p>{GOOD * 4}</p>")
    )
    assert len(report.text) < 1000


def test_data_in_a_text_is_not_parsed(tmp_path: Path) -> None:
    report = only(tmp_path / "x.txt", f"{GOOD}\n{'Norway,met-Chile.' * 5000}\n\n{GOOD}")
    assert [b.kind for b in report.blocks] == ["paragraph", "residue", "paragraph"]


def test_a_bad_line_costs_that_line(tmp_path: Path) -> None:
    good = [json.dumps({"id": f"l{n}", "text": GOOD}) for n in range(3)]
    bad = [
        '{"id": "x", "title": "no text"}',
        "this is no json",
        "[1, 2]",
        json.dumps(DATED),
        '{"a":' * 100_000,
        '{"text": "half \\ud800"}',
    ]
    found = read(tmp_path / "x.jsonl", "\n".join([good[0], *bad, "", good[1], "\t", good[2]]))
    assert [r.id for r in found if isinstance(r, Report)] == ["l0", "l1", "l2"]
    assert [r.where.rsplit(", ", 1)[1] for r in found if isinstance(r, Refused)] == [
        f"line {n}" for n in range(2, 8)
    ]


def test_a_first_line_that_is_no_json(tmp_path: Path) -> None:
    found = read(tmp_path / "x.jsonl", "no json\n" + json.dumps({"id": "a", "text": GOOD}) + "\n")
    assert [type(f) for f in found] == [Refused, Report]


def test_lines_before_a_cut_are_read(tmp_path: Path) -> None:
    lines = "".join(
        json.dumps({"id": f"l{n}", "text": f"{GOOD} {random.Random(n).random()}"}) + "\n" for n in range(3000)
    )
    found = read(tmp_path / "x.jsonl.gz", half(gzip.compress(lines.encode())))
    assert len(found) > 500
    assert isinstance(found[-1], Refused)
    assert "the lines before were read" in found[-1].why


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "Die Regierung hat am Montag erklärt, dass sie die Gespräche wieder aufnehmen will, sagte der "
            "Minister in Berlin.",
            "de",
            "German",
        ),
        ("中国和美国的气候特使周四举行视频会谈，同意保持密切沟通。", "zh", "Chinese"),
        (
            "Le gouvernement a annoncé lundi que les négociations reprendront en automne, selon le ministre "
            "des affaires étrangères.",
            "fr",
            "French",
        ),
        ("Министры двух стран встретились в понедельник и обсудили соглашение о торговле.", "ru", "Russian"),
    ],
)
def test_another_language_is_kept_and_told(tmp_path: Path, text: str, language: str, name: str) -> None:
    report, told = read(tmp_path / "x.txt", text * 3)
    assert isinstance(report, Report)
    assert isinstance(told, Refused)
    assert (report.language, report.blocks) == (language, ())
    assert told.why.startswith(f"in {name}; onrecord reads English")


# --- folders -------------------------------------------------------------------------------------


def names(found: list[Report | Refused], root: Path) -> list[str]:
    return [
        os.path.relpath(f.path if isinstance(f, Report) else f.where, root)
        + ("" if isinstance(f, Report) else "!")
        for f in found
    ]


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/1.txt", ".hidden.txt", "r.db"):
        (tmp_path / name).write_text(f"{name}: {GOOD}")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("nothing")
    (tmp_path / "b" / "up").symlink_to("..")
    os.mkfifo(tmp_path / "fifo")
    assert names(list(read_paths([str(tmp_path)])), tmp_path) == [
        "a.txt",
        "b/1.txt",
        "b/up!",
        "c.txt",
        "fifo!",
        "loop!",
        "nowhere!",
    ]


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.txt").write_text(GOOD)
    real = os.listdir

    def listdir(path: str) -> list[str]:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    found = list(read_paths([str(tmp_path)]))
    assert names(found, tmp_path) == ["closed!", "z.txt"]
    assert "may not be read (Permission denied); change its permissions" in str(found[0])


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(GOOD)
    reading = read_paths([str(tmp_path)])
    next(reading)
    (tmp_path / "b").unlink()
    (gone,) = reading
    assert isinstance(gone, Refused)
    assert "no such file" in gone.why


def test_no_such_path() -> None:
    (found,) = read_paths(["nowhere/at/all"])
    assert str(found) == "nowhere/at/all: no such file or folder; check the spelling"


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/n\xff.txt", "wb") as f:
        f.write(GOOD.encode())
    (found,) = read_paths([str(tmp_path)])
    assert isinstance(found, Report)
    found.path.encode()
    found.id.encode()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    (found,) = read_paths(["-"])
    assert isinstance(found, Report)
    assert found.id.startswith("r-")
