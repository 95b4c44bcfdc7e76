"""JSON Lines are decided line by line: whatever one line holds, it costs that line."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model import Report
from onrecord.read import Refused, read_paths

GOOD = "Norway and Chile met in Oslo on Monday. The ministers said they would sign the accord by 2030."
ODD = [
    b"\0",
    b"\0" * 9000,
    b"# reports of May",
    b"// reports",
    b"<!-- reports -->",
    b"<html><body><p>x</p></body></html>",
    b"no json",
    b"{",
    b"}",
    b"[",
    b"[1, 2]",
    b"null",
    b"7",
    b'"text"',
    b'{"text": 5}',
    b'{"title": "T"}',
    b'{"id": "x", "text": "Norway met',
    b'{"text": "a"},',
    b"{'text': 'a'}",
    b"\xff\xfe",
    b"\xff\xfea\0b\0",
    b"\x89PNG\r",
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b'{"a":' * 50_000,
    b"x" * 200_000,
    b'{"text": "' + b"x" * 200_000,
    b'{"text": "half \\ud800"}',
    b"\xe9t\xe9",
    b'{"text": "a\0b"}',
    b"id,text",
    b"---",
]


def read(data: bytes) -> list[Report | Refused]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.jsonl"
        path.write_bytes(data)
        return list(read_paths([str(path)]))


def lines(n: int) -> list[bytes]:
    return [json.dumps({"id": f"r{i}", "text": GOOD}).encode() for i in range(n)]


def tell(found: list[Report | Refused]) -> tuple[list[str], int]:
    """The ids that were read, and how many messages there were."""
    return [x.id for x in found if isinstance(x, Report)], sum(isinstance(x, Refused) for x in found)


@pytest.mark.parametrize("odd", ODD, ids=lambda b: repr(b[:20]))
@pytest.mark.parametrize("n", [1, 3])
def test_one_odd_line_costs_itself(odd: bytes, n: int) -> None:
    for at in range(n + 1):
        given_lines = lines(n)
        given_lines.insert(at, odd)
        assert tell(read(b"\n".join(given_lines) + b"\n")) == ([f"r{i}" for i in range(n)], 1), at


@given(
    st.integers(1, 12),
    st.integers(0, 12),
    st.binary(min_size=1, max_size=80)
    | st.text(max_size=60).map(lambda t: t.encode("utf8", "surrogatepass")),
    st.booleans(),
)
@example(3, 0, b"", True)
@settings(max_examples=300, deadline=None)
def test_any_bad_line_anywhere(n: int, at: int, bad: bytes, end: bool) -> None:
    bad = bad.replace(b"\n", b"") if bad[:2] != b"\x1f\x8b" else b""
    given_lines = lines(n)
    given_lines.insert(min(at, n), bad)
    blank = not bad.strip(b"\xef\xbb\xbf \t\r")
    assert tell(read(b"\n".join(given_lines) + (b"\n" if end else b""))) == (
        [f"r{i}" for i in range(n)],
        0 if blank else 1,
    )


@pytest.mark.parametrize("wide", ["utf-16", "utf-32"])
def test_wide_lines_too(wide: str) -> None:
    text = "# reports\n" + b"\n".join(lines(3)).decode() + "\n"
    assert tell(read(text.encode(wide))) == (["r0", "r1", "r2"], 1)


def test_many_odd_lines_before_the_first_good_one() -> None:
    assert tell(read(b"# a comment of the program that wrote this\n" * 5000 + b"\n".join(lines(2)))) == (
        ["r0", "r1"],
        5000,
    )
    assert tell(read(gzip.compress(b"\n" * 100_000 + b"\n".join(lines(2))))) == (["r0", "r1"], 0)


@pytest.mark.parametrize(
    "document",
    [
        json.dumps([{"id": f"r{i}", "text": GOOD} for i in range(3)], indent=1),
        "[\n" + ",\n".join(b.decode() for b in lines(3)) + "\n]\n",
        "[" + ",\n".join(b.decode() for b in lines(3)) + "]",
        "\ufeff \n[\n" + ",\n".join(b.decode() for b in lines(3)) + "]",
    ],
)
def test_a_document_with_an_object_a_line_is_a_document(document: str) -> None:
    assert tell(read(document.encode())) == (["r0", "r1", "r2"], 0)


def test_a_document_that_holds_reports_of_other_shape_is_one_report() -> None:
    text = '{"id": "whole",\n"related": [\n{"text": "another"}\n],\n"text": ' + json.dumps(GOOD) + "}"
    assert tell(read(text.encode())) == (["whole"], 0)


@pytest.mark.parametrize(
    "text",
    [
        '[\n{"text": "Norway met Chile."},\n{"text": "Ken',
        '{"id": "a",\n "text": "Norway',
        '[{"text": "Norway met Chile."}, {"te',
    ],
)
def test_a_document_that_is_cut_off_is_no_report(text: str) -> None:
    (found,) = read(text.encode())
    assert isinstance(found, Refused)
    assert "cut off or damaged; fetch it again" in found.why or "each line is one object" in found.why


def test_a_page_with_such_a_line_stays_a_page() -> None:
    script = '<script type="application/json">\n{"text": "Subscribe to our letter"}\n</script>'
    page = (
        f"<!DOCTYPE html>\n<html>\n<head>\n{script}\n</head>\n<body>\n<article>\n"
        + f"<p>{GOOD}</p>\n" * 5
        + "</article>\n</body>\n</html>\n"
    )
    (found,) = read(page.encode())
    assert isinstance(found, Report)
    assert "Subscribe" not in found.text
    assert found.text.count("Norway") >= 1
