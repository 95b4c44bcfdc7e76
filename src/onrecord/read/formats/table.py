"""Tables of articles as CSV, TSV and the like, read row by row; XLSX and Parquet where their packages are
installed."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from onrecord.read.article import Fault, Hints, Part
from onrecord.read.decode import text_of, wide_encoding
from onrecord.read.fields import ROLES, plain_name
from onrecord.read.formats.columns import SAMPLE, Cell, Columns, article_of, columns_of
from onrecord.read.refused import Unreadable
from onrecord.read.source import MAX_BYTES, Source

DELIMITERS = ",\t;|"
MAX_NAME = 60  # characters of the name of a column
TELLING = 2  # columns whose names are known make a table of a text
SQUARE = 3  # rows and columns that make one where no name is known


def is_csv(source: Source, hints: Hints) -> bool:
    """Whether a text is a table: its first line names known columns, or its first rows are all of one
    shape."""
    return _delimiter(source.text, hints) is not None


def _delimiter(head: str, hints: Hints) -> str | None:
    first = head.lstrip("\ufeff\r\n").split("\n", 1)[0].rstrip("\r")
    if not first or len(first) > 10_000 or first[0] in "{[<":
        return None
    known = {name for names in ROLES.values() for name in names} | {plain_name(c) for _, c in hints.columns}
    best, most = None, 0
    for delimiter in DELIMITERS:
        if delimiter not in first:
            continue
        try:
            names = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(names) < 2 or any(len(x) > MAX_NAME for x in names):
            continue
        telling = sum(plain_name(x) in known for x in names)
        if (
            telling >= TELLING or (telling and len(names) == telling) or _square(head, delimiter, len(names))
        ) and len(names) > most:
            best, most = delimiter, len(names)
    return best


def _square(head: str, delimiter: str, width: int) -> bool:
    """Whether the first rows have all as many cells, and enough of them; a line that was cut is not asked."""
    if width < SQUARE:
        return False
    try:
        rows = [r for r in itertools.islice(csv.reader(io.StringIO(head), delimiter=delimiter), 20) if r]
    except csv.Error:
        return False
    rows = rows[:-1] if len(rows) > SQUARE and not head.endswith("\n") else rows
    return len(rows) >= SQUARE and all(len(r) == width for r in rows)


def csv_parts(source: Source, hints: Hints) -> Iterator[Part]:
    delimiter = _delimiter(source.text, hints)
    assert delimiter
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(_text(source), delimiter=delimiter)
    yield from parts_of(_rows(reader), hints)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        for row in reader:
            if any(x.strip() for x in row):
                yield row
    except csv.Error as error:
        raise Unreadable(
            f"a table that is damaged ({error}; the rows before were read); save it again"
        ) from error


def _text(source: Source) -> IO[str]:
    """The table as text: in UTF-8 it may be of any length, else it is read whole."""
    if wide_encoding(source.head) is None:
        try:
            source.head[: len(source.head) - 4].decode("utf-8-sig")
            return io.TextIOWrapper(source.stream(), "utf-8-sig", errors="replace", newline="")
        except UnicodeDecodeError:
            pass
    return io.StringIO(text_of(source.whole()), newline="")


def parts_of(rows: Iterable[Sequence[Cell]], hints: Hints) -> Iterator[Part]:
    """The articles of a table whose first row names the columns. Raises ``Unreadable``."""
    columns, rest = headed(rows, hints)
    for n, row in rest:
        yield article_of(row, columns, f"row {n}")


def headed(
    rows: Iterable[Sequence[Cell]], hints: Hints
) -> tuple[Columns, Iterator[tuple[int, Sequence[Cell]]]]:
    """The columns of a table, and its rows with their numbers, as a spreadsheet counts them."""
    counted = enumerate(rows, 1)
    head = next(counted, None)
    if head is None:
        raise Unreadable("an empty table; nothing to read")
    sample = list(itertools.islice(counted, SAMPLE))
    if not sample:
        raise Unreadable("a table with a header and no row; nothing to read")
    columns = columns_of([str(x or "") for x in head[1]], [r for _, r in sample], hints)
    return columns, itertools.chain(sample, counted)


def is_xlsx(source: Source, hints: Hints) -> bool:
    return "xl/workbook.xml" in source.names


def xlsx_parts(source: Source, hints: Hints) -> Iterator[Part]:
    """The first sheet that has rows. Formulas are not worked out: their last value is read."""
    from onrecord.read.formats.form import lacking

    try:
        import openpyxl
    except ImportError as error:
        raise lacking("an Excel workbook", "xlsx") from error
    from onrecord.read.formats.archive import checked

    stream = source.seekable()
    checked(stream)
    stream.seek(0)
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
        rows = (r for s in sheets[:1] for r in s.iter_rows(values_only=True) if any(x is not None for x in r))
        yield from parts_of(rows, hints)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # it walks whatever the workbook holds; none may end the run
        raise Unreadable(
            f"an Excel workbook that can't be followed ({type(error).__name__}); save it as CSV"
        ) from error
    if len(sheets) > 1:
        yield Fault(
            "", f"only the first of {len(sheets)} sheets was read; save the others as tables of their own"
        )


def is_parquet(source: Source, hints: Hints) -> bool:
    return source.head.startswith(b"PAR1")


def parquet_parts(source: Source, hints: Hints) -> Iterator[Part]:
    from onrecord.read.formats.form import lacking

    try:
        import duckdb
    except ImportError as error:
        raise lacking("a Parquet table", "parquet") from error
    with _on_disk(source) as path:
        try:
            db = duckdb.connect(
                config={
                    "threads": "1",
                    "memory_limit": "500MB",
                    "autoinstall_known_extensions": "false",
                    "autoload_known_extensions": "false",
                }
            )
            found = db.execute("SELECT * FROM read_parquet(?)", [path])
            header = [str(d[0]) for d in found.description or ()]
            rows: Iterator[Sequence[Cell]] = itertools.chain.from_iterable(
                iter(lambda: found.fetchmany(500), [])
            )
            yield from parts_of(itertools.chain([header], rows), hints)
        except duckdb.Error as error:
            raise Unreadable(
                f"a Parquet table that is cut off or damaged ({type(error).__name__}); fetch it again"
            ) from error


@contextlib.contextmanager
def _on_disk(source: Source) -> Iterator[str]:
    """A path to the bytes, for what opens files alone: the file itself, else one in memory, which goes with
    the process."""
    stream = source.seekable()
    name = getattr(stream, "name", None)
    if isinstance(name, str) and os.path.isfile(name):
        yield name
        return
    handle = os.memfd_create("table") if hasattr(os, "memfd_create") else -1
    if handle < 0:
        raise Unreadable("a Parquet table within another file; unpack it and name it")
    with os.fdopen(handle, "wb") as held:
        while piece := stream.read(1 << 20):
            held.write(piece)
        held.flush()
        yield f"/proc/self/fd/{held.fileno()}"
