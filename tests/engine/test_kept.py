"""A paragraph that was read before is not read again, and nobody can tell by the result."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import made
from onrecord.analyse import language
from onrecord.analyse.language import STRAIGHT, Words, pieces, pipeline
from onrecord.analyse.report import analyse_reports
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.engine import Failed, analyse_all, encode_reports, kept, work
from onrecord.engine.kept import Parses, shared
from onrecord.model import Report
from onrecord.pipeline import read_into
from onrecord.read import report_of
from onrecord.record import open_store

PARAGRAPHS = [p for n in range(4) for p in made.text(n)[0].split("\n\n")] + [
    "As well as Anna Berg, said.",
    "“We met, ” he said:",
    "Monday",
    "The army asked; the navy asked Luis Rojas",
]
WORDS: Words = [(0, 4, "meet", "VERB", "VBD", "ROOT", 0, "", "O", True)]


@pytest.fixture
def file() -> Iterator[str]:
    with shared() as path:
        assert path is not None
        yield path


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    batches=st.lists(
        st.lists(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6), min_size=1, max_size=3),
        min_size=1,
        max_size=3,
    )
)
def test_no_result_changes(batches: list[list[list[str]]], file: str) -> None:
    """Whatever was parsed before, in this batch or an earlier one, and in whatever company."""
    for texts in batches:
        reports = [report_of("\n\n".join(t), id=f"r{n}") for n, t in enumerate(texts)]
        alone = [a for r in reports for a in analyse_reports([r])]
        with closing(Parses(file, "any")) as parses:
            assert msgspec.msgpack.encode(list(analyse_reports(reports, kept=parses))) == (
                msgspec.msgpack.encode(alone)
            )


def test_the_pipeline_reckons_the_same_in_any_company() -> None:
    """Bit for bit, before any label is chosen: what is left out of a batch can tip no scale."""
    nlp: Any = pipeline()
    reports = [report_of(made.text(n)[0], id=f"r{n}") for n in range(6)]
    texts = [r.text[s:e].translate(STRAIGHT) for r in reports for _, _, s, e in pieces(r)]
    together, alone = list(nlp.pipe(texts, batch_size=128)), [nlp(t) for t in texts]
    assert [d.tensor.tobytes() for d in together] == [d.tensor.tobytes() for d in alone]
    model = nlp.get_pipe("ner").model.get_ref("tok2vec")
    rows = model.predict([nlp.make_doc(t) for t in texts])
    assert rows.tobytes() == b"".join(model.predict([nlp.make_doc(t)]).tobytes() for t in texts)


def test_a_reprint_is_not_parsed_again(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def watched(texts: list[str], nlp: Any) -> Iterator[Words]:
        parsed.extend(texts)
        return fresh(texts, nlp)

    fresh = language._fresh
    monkeypatch.setattr(language, "_fresh", watched)
    first = report_of(made.text(1)[0], id="first")
    again = report_of("A headline of its own\n\n" + made.text(1)[0].partition("\n\n")[2], id="again")
    work(encode_reports([first]), DEFAULT_PIPELINE, file)
    count = len(parsed)
    assert count == len(set(parsed)) > 5
    work(encode_reports([again, again]), DEFAULT_PIPELINE, file)
    assert parsed[count:] == ["A headline of its own"]


def reprinted(count: int) -> list[Report]:
    """Every other report is an earlier one under another headline, short of its end."""
    found: list[Report] = []
    for n in range(count):
        text = made.text(n)[0]
        found.append(report_of(text, id=f"r{n}"))
        body = "\n\n".join(text.split("\n\n")[:-1])
        found.append(report_of(f"Reprinted for the {n}th time\n\n{body}", id=f"again-{n}"))
    return sorted(found, key=lambda r: r.text_sha256)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_stream_half_of_which_is_reprinted(workers: int, file: str) -> None:
    given = reprinted(30)
    plain = [x for x in analyse_all(given, workers=0) if not isinstance(x, Failed)]
    found = list(analyse_all(given, workers=workers, function=partial(work, kept=file)))
    assert msgspec.msgpack.encode(found) == msgspec.msgpack.encode(plain)


def test_a_record_is_the_same_without_a_place_for_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = [str(made.folder(tmp_path / "in", 3))]
    records = []
    for name in ("with", "without"):
        store = open_store(tmp_path / f"{name}.db")
        read_into(store, folder)
        records.append((store.state(), msgspec.msgpack.encode(list(store.analyses()))))
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert records[0] == records[1]


def test_kept_by_pipeline(file: str) -> None:
    with closing(Parses(file, "one")) as one, closing(Parses(file, "other")) as other:
        one.put({"Met.": WORDS})
        assert one.get(["Met.", "None."]) == {"Met.": WORDS}
        assert other.get(["Met."]) == {}


def test_it_grows_no_larger_than_it_may(file: str) -> None:
    """The oldest make room; what comes last is there."""
    most = 40 * 4096
    with closing(Parses(file, "one", most)) as parses:
        for n in range(400):
            parses.put({f"{n} {k}": [(k, n, str(n * 7919 + k), *WORDS[0][3:])] * 9 for k in range(5)})
        assert parses.get(["399 0", "399 4"]).keys() == {"399 0", "399 4"}
        assert parses.get(["0 0"]) == {}
        parses.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert 0 < Path(file).stat().st_size <= most


@pytest.mark.parametrize("harm", ["locked", "no file", "no rows", "rows of nothing"])
def test_whatever_is_wrong_with_it_costs_a_parse_and_no_more(
    harm: str, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "WAIT", 0.1)
    with closing(Parses(file, "one")) as parses:
        parses.put({"Met.": WORDS})
        parses.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other = sqlite3.connect(file, isolation_level=None)
    if harm == "locked":
        other.execute("BEGIN IMMEDIATE")
    elif harm == "no rows":
        other.execute("DROP TABLE parses")
        other.execute("CREATE TABLE parses (n)")
    elif harm == "rows of nothing":
        other.execute("UPDATE parses SET body = x'00ff'")
    else:
        other.close()
        Path(file).write_bytes(b"no database at all" * 400)
    with closing(Parses(file, "one")) as parses:
        assert parses.get(["Met."]) == ({"Met.": WORDS} if harm == "locked" else {})
        parses.put({"Left.": WORDS})
    other.close()
    assert work(encode_reports([report_of("Norway met Chile.", id="a")]), DEFAULT_PIPELINE, file)
