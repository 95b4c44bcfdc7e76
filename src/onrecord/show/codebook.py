"""The codebook of the tables, and what Datasette shows of them: made of the one list of columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.record.tables import REPORTS, TABLES, VIEWS, Column, Table

CORRECTIONS = Table(
    "corrections",
    "an analyst's word on a line, an actor or a report (kept by onrecord itself)",
    (
        Column("n", "INTEGER PRIMARY KEY", "its place in the order in which they are applied"),
        Column("id", "TEXT", "its id, the same in every record"),
        Column(
            "verb", "TEXT", "join, split, rename, retype, redate, restatus, reject, confirm, alias, withdraw"
        ),
        Column("subject", "TEXT", "event, actor or report"),
        Column(
            "members", "TEXT", "JSON: the mentions (REPORT:OFFSET:TYPE), names or report that it is said of"
        ),
        Column("value", "TEXT", "what is right: a name, a type, days as FIRST/LAST, a status"),
        Column("was", "TEXT", "what stood there when it was said"),
        Column("line", "TEXT", "what it was said of, in words"),
        Column("held", "TEXT", "JSON: the words and the hash of their report that it holds on to"),
        Column("author", "TEXT", "who says it"),
        Column("note", "TEXT", "why"),
        Column("made", "TEXT", "when (UTC)"),
        Column("undone", "TEXT", "when it was taken back; empty where it holds"),
    ),
)
ALL: tuple[Table, ...] = (REPORTS, *TABLES, CORRECTIONS)
INTERNAL = (
    "analyses",
    "arrivals",
    "derived",
    "facts",
    "runs",
    "sittings",
    "told",
    "traces",
    "undated",
    "versions",
)
FULL_TEXTS = {"reports": ("words", "n"), "events": ("event_words", "n")}
INTRO = (
    "Offsets are half-open `[start, end)` in Unicode code points of the report's `text`; `text[start:end]` "
    "are the words quoted.\n"
    "Days are ISO 8601; `earliest` and `latest` are both inclusive, and empty where nothing is known. "
    "Countries are ISO 3166-1\nalpha-3 (XKX: Kosovo). Yes is 1 and no is 0.\n"
)


def tables_in_words(tables: Iterable[Table] = ALL) -> str:
    """A section a table: what a row is, and each column with its meaning and what it refers to."""
    out = []
    for t in tables:
        out += [f"## `{t.name}`", "", f"A row is {t.row}.", "", "| column | meaning |", "|---|---|"]
        for c in t.columns:
            to = f" → `{c.to.replace('(', '.').rstrip(')')}`" if c.to else ""
            out.append(f"| `{c.name}` | {c.meaning.replace('|', ', ')}{to} |")
        out.append("")
    return "\n".join(out)


def codebook() -> str:
    """The whole of it: tables and views."""
    views = [f"| `{name}` | {what} |" for name, (what, _) in VIEWS.items()]
    table = "\n".join(["## Views", "", "| view | what it shows |", "|---|---|", *views])
    return f"{INTRO}\n{tables_in_words()}\n{table}\n"


def datasette(name: str) -> dict[str, Any]:
    """``metadata.json`` for Datasette: what each table and column means, full text, and what is onrecord's
    own.

    name: the database's as Datasette calls it, the file's name without its end.
    """
    shown: dict[str, Any] = {t.name: _shown(t) for t in ALL}
    shown |= {view: {"description": what} for view, (what, _) in VIEWS.items()}
    hidden = {name: {"hidden": True} for name in INTERNAL}
    hidden |= {
        f"{t}{end}": {"hidden": True}
        for t, _ in FULL_TEXTS.values()
        for end in ("", "_data", "_idx", "_content", "_docsize", "_config")
    }
    return {
        "title": "A record of news reports",
        "description": "Every line is tied to the words of the reports that say so; "
        "texts are the publishers' own.",
        "databases": {name: {"tables": {**shown, **hidden}}},
    }


def _shown(t: Table) -> dict[str, Any]:
    said: dict[str, Any] = {
        "description": f"A row is {t.row}",
        "columns": {c.name: c.meaning for c in t.columns},
    }
    if t.name in FULL_TEXTS:
        said["fts_table"], said["fts_pk"] = FULL_TEXTS[t.name]
    names = {c.name for c in t.columns}
    label = next((n for n in ("summary", "title", "name", "text") if n in names), None)
    if label:
        said["label_column"] = label
    return said
