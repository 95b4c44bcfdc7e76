"""The tables of the record as files: CSV that is safe to open in a spreadsheet, and Parquet with days as
days."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from onrecord.fuse import Fused
from onrecord.model import Analysis
from onrecord.record.rows import rows_of
from onrecord.record.tables import REPORTS, TABLES, Column, Table, Value
from onrecord.scratch import Scratch
from onrecord.show.codebook import INTRO, tables_in_words
from onrecord.show.export import guarded

DAYS = frozenset(
    [
        "earliest",
        "latest",
        "published",
        "since",
        "until",
        "first",
        "last",
        "date",
        "first_expected",
        "last_expected",
    ]
)  # columns whose values are days
TYPES = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE"}
_KEPT = Table(
    REPORTS.name, "a report that was read", tuple(c for c in REPORTS.columns if c.name not in ("n", "head"))
)
TIDY: tuple[Table, ...] = (_KEPT, *TABLES)
"""The tables of the files: those of the record, without what onrecord keeps of a report for itself."""


class NoParquet(ValueError):
    """What writes Parquet is not installed; the message says what to do."""


def tables(fused: Fused, analyses: Sequence[Analysis]) -> dict[str, Sequence[tuple[Value, ...]]]:
    """The rows of each file, in the order of its columns."""
    reports = [
        (
            a.report.id,
            a.report.path,
            a.report.text_sha256,
            a.report.title,
            a.report.url,
            a.report.publisher,
            a.report.agency,
            a.report.published.isoformat() if a.report.published else None,
            a.report.published_basis,
            a.report.text,
        )
        for a in analyses
    ]
    return {"reports": reports, **rows_of(fused, analyses)}


def codebook() -> bytes:
    """What each file and column means."""
    safe = "In CSV every cell is quoted, and a text that a spreadsheet would run begins with an apostrophe.\n"
    return f"# Codebook\n\n{INTRO}{safe}\n{tables_in_words(TIDY)}\n".encode()


def as_csv(fused: Fused, analyses: Sequence[Analysis]) -> dict[str, Iterable[bytes]]:
    """A file a table, each with its header also where it has no row."""
    rows = tables(fused, analyses)
    files: dict[str, Iterable[bytes]] = {
        f"{t.name}.csv": csv_of([c.name for c in t.columns], rows[t.name]) for t in TIDY
    }
    return {**files, "CODEBOOK.md": (codebook(),)}


def csv_of(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """Every cell in quotation marks; a text that a spreadsheet would run begins with an apostrophe
    (``guarded``)."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in (header, *rows):
        writer.writerow([guarded(v) if isinstance(v, str) else v for v in row])
        yield line.getvalue().encode("utf8", "replace")
        line.seek(0)
        line.truncate()


def as_parquet(fused: Fused, analyses: Sequence[Analysis]) -> dict[str, Iterable[bytes]]:
    """A file a table, by DuckDB. Raises ``NoParquet`` where it is not installed."""
    try:
        import duckdb
    except ModuleNotFoundError:
        raise NoParquet("DuckDB is not installed; install it with: pip install 'onrecord[parquet]'") from None
    rows = tables(fused, analyses)
    files: dict[str, Iterable[bytes]] = {}
    with closing(Scratch()) as scratch, duckdb.connect() as db:
        folder = Path(scratch.name)
        db.execute("SET threads = 1")  # the rows stay in their order
        for t in TIDY:
            lines, to = folder / "rows.jsonl", folder / f"{t.name}.parquet"
            names = [c.name for c in t.columns]
            with open(lines, "w", encoding="utf8", errors="replace") as out:
                for row in rows[t.name]:
                    out.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
            columns = ", ".join(f"'{c.name}': '{_type(c)}'" for c in t.columns)
            source = (
                f"read_json('{lines}', format = 'newline_delimited', columns = {{{columns}}}, "
                "maximum_object_size = 268435456)"
            )
            db.execute(f"COPY (SELECT * FROM {source}) TO '{to}' (FORMAT parquet, COMPRESSION zstd)")
            files[to.name] = (to.read_bytes(),)
    return {**files, "CODEBOOK.md": (codebook(),)}


def _type(c: Column) -> str:
    return "DATE" if c.name in DAYS else TYPES[c.kind.split()[0]]
