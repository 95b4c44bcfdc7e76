"""Whatever the bytes: reading never raises, and blocks stand in order within the text."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Report
from onrecord.read import Refused, read_paths
from onrecord.read.layout import layout

PIECES = [
    "Norway and Chile met in Oslo on Monday.",
    "OSLO (Reuters) - ",
    "By Anna Berg",
    "July 18, 2023",
    "Advertisement",
    "Photo: AP",
    " date 2023-07-28 ",
    "\n",
    "\n\n",
    "\r\n",
    "\u2028",
    "\t",
    " ",
    "“",
    ":",
    "the",
    "___",
    "<p>",
    "</p>",
    "<html>",
    "<!--",
    "{",
    "[",
    '{"text": "a b"}',
    "\x00",
    "🙂",
    "\ufeff",
    "中文",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=25).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=10),
    lambda x: (
        st.lists(x, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "id", "published", "title"]), x, max_size=4)
    ),
    max_leaves=8,
)
BYTES = st.one_of(
    st.binary(max_size=300),
    TEXTS.map(lambda t: t.encode("utf8", "surrogatepass")),
    TEXTS.map(lambda t: t.encode("utf-16", "surrogatepass")),
    TEXTS.map(lambda t: f"<html><body>{t}</body></html>".encode("utf8", "surrogatepass")),
    st.lists(JSON, max_size=4).map(lambda xs: "\n".join(json.dumps(x) for x in xs).encode()),
    TEXTS.map(lambda t: gzip.compress(t.encode("utf8", "surrogatepass"))[:-5]),
)


@given(BYTES)
@settings(max_examples=250, deadline=None)
def test_any_bytes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(data)
        found = list(read_paths([str(path)]))
    assert found or not data.strip() or data.lstrip()[:1] in b"{["
    for item in found:
        assert isinstance(item, Report | Refused)
        if isinstance(item, Report):
            check(item.text, [(b.start, b.end) for b in item.blocks])
        else:
            assert "\n" not in str(item)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_blocks_cover_the_words_in_order(text: str) -> None:
    blocks = [(b.start, b.end) for b in layout(text).blocks]
    check(text, blocks)
    inside = {i for s, e in blocks for i in range(s, e)}
    assert all(c.isspace() or i in inside for i, c in enumerate(text) if c not in "\x1c\x1d\x1e\x85")


def check(text: str, blocks: list[tuple[int, int]]) -> None:
    last = 0
    for start, end in blocks:
        assert last <= start < end <= len(text)
        assert text[start:end].strip()
        last = end
