"""Files that were damaged on their way: a report or a line comes of each, and no fault of ours."""

from __future__ import annotations

import io
import zlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import files_made as made
from onrecord.model import Report
from onrecord.read import Refused
from onrecord.read.article import Hints
from onrecord.read.fields import ROLES, by_role, plain_name
from onrecord.read.formats.columns import Columns, article_of, columns_of
from onrecord.read.formats.pdf import without_heads
from onrecord.read.refused import Unreadable
from onrecord.read.source import Source
from onrecord.read.unfold import Begun, Place, unfolded

EVERY = made.every()
CUTS = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12))
WORDS = st.text(st.characters(codec="utf8", exclude_categories=["Cs"]), max_size=30)


@given(st.sampled_from(sorted(EVERY)), st.lists(CUTS, min_size=1, max_size=4))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_is_a_report_or_a_line(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    data = EVERY[name]
    for place, length, put in cuts:
        at = int(place * len(data))
        data = data[:at] + put + data[at + length :]
    for found in unfolded(Place("x"), Source(io.BytesIO(data)), Hints()) if _opens(data) else ():
        assert isinstance(found, Report | Refused | Begun)
        if isinstance(found, Report):
            assert found.text.strip()
            assert all(found.text[b.start : b.end].strip() for b in found.blocks)
            assert all(found.text[n.start : n.end] == n.text for n in found.notes if n.start is not None)
        elif isinstance(found, Refused):
            assert "\n" not in str(found)


def _opens(data: bytes) -> bool:
    """Whether the outermost packing is whole as far as its head; where it is not, ``files`` tells of it."""
    try:
        Source(io.BytesIO(data))
    except (Unreadable, EOFError, OSError, ValueError, zlib.error):
        return False
    return True


@given(
    st.dictionaries(
        st.sampled_from(["Text", "BODY", "full_text", "Date", "published-at", "URL", "x"]) | WORDS,
        WORDS,
        max_size=8,
    )
)
def test_roles_are_values_of_the_object(item: dict[str, str]) -> None:
    found = by_role(item)
    assert set(found) <= set(ROLES)
    assert all(value in item.values() and value for value in found.values())


@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6),
    st.permutations(["headline", "text", "date"]),
)
def test_rows_keep_their_words_wherever_their_columns_stand(rows: list[list[str]], header: list[str]) -> None:
    columns = columns_of(header, rows, Hints())
    assert isinstance(columns, Columns)
    for row in rows:
        found = article_of(row, columns, "row 2")
        text = row[header.index("text")]
        assert getattr(found, "text", None) == (text if text.strip() and hasattr(found, "text") else None)


@given(
    st.lists(st.lists(WORDS.filter(lambda x: bool(x.strip("#-–— .|/0123456789"))), max_size=8), max_size=6)
)
def test_of_pages_only_lines_at_their_edges_are_dropped(pages: list[list[str]]) -> None:
    kept = without_heads(pages)
    assert len(kept) == len(pages)
    for before, after in zip(pages, kept, strict=True):
        assert [x for x in before if x in after][: len(after)] == after or set(after) <= set(before)
        assert set(before[3:-3]) <= set(after)


@given(WORDS)
def test_a_name_is_looked_up_by_its_letters(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)
