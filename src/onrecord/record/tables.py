"""The record as plain tables: their columns with what they mean, and how they are filled and emptied.

One list for all faces: the SQL of the file, the tidy tables of an export, the codebook and what Datasette
shows are made of
it. The tables are filled in the transaction that keeps the view and emptied in the one that changes the
record, so they are
of this moment or empty, and never stale.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from msgspec import Struct

Value = str | int | float | None
Rows = Mapping[str, Sequence[tuple[Value, ...]]]


class Column(Struct, frozen=True):
    """name, SQLite type with what must hold, what it means, and the column that it refers to
    ("reports(id)")."""

    name: str
    kind: str
    meaning: str
    to: str | None = None


class Table(Struct, frozen=True):
    """A table: what a row is, its columns, and what it is looked up by."""

    name: str
    row: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...] = ()


_T, _TN, _I, _IN, _R = "TEXT", "TEXT NOT NULL", "INTEGER", "INTEGER NOT NULL", "REAL NOT NULL"
_ID = "TEXT NOT NULL UNIQUE"
_DAYS = (
    Column("earliest", _T, "first day that it can be (ISO 8601, inclusive); empty where none is known"),
    Column("latest", _T, "last day that it can be (inclusive)"),
)
_REPORT = Column("report", _TN, "the report that says so", "reports(id)")
_SPAN = (
    Column("start", _IN, "offset of the words in the report's text, in Unicode code points"),
    Column("end", _IN, "offset behind the words: text[start:end] are the words quoted"),
    Column("text", _TN, "the words, as they stand in the report"),
)
_STATUS = "happened, ongoing, planned, expected, possible, not_happened, called_off"
_OF_EVENT = Column("event", _TN, "the event", "events(id)")

REPORTS = Table(
    "reports",
    "a report that was read (kept by onrecord itself, beside its analysis)",
    (
        Column("n", "INTEGER PRIMARY KEY", "its number in this file"),
        Column("id", _ID, "its id"),
        Column("path", _TN, "where it was read from"),
        Column("sha", _TN, "SHA-256 of its text"),
        Column("title", _T, "its title"),
        Column("url", _T, "its address"),
        Column("publisher", _T, "who published it"),
        Column("agency", _T, "the agency that it is of"),
        Column("published", _T, "day of publication"),
        Column("published_basis", _TN, "what that rests on: given, markup, stated, inferred, unknown"),
        Column("text", _TN, "its words, untouched; for HTML the extracted text"),
        Column("head", "BLOB NOT NULL", "all that is known of it, for onrecord itself"),
    ),
)

TABLES: tuple[Table, ...] = (
    Table(
        "events",
        "an event, however many reports tell it; those that are right with a chance of at least .5",
        (
            Column("n", "INTEGER PRIMARY KEY", "its place in the order of time"),
            Column("id", _ID, "its id; another when one more report tells of it"),
            *_DAYS,
            Column("status", _TN, _STATUS),
            Column("type", _TN, "PLOVER's type; a planned event keeps the type of what is planned"),
            Column("mode", _T, "PLOVER's mode, where one is told"),
            Column("summary", _TN, "a line built from the fields, not quoted"),
            Column("actors", _TN, 'who acts, joined by "; "; in reciprocal events all are actors'),
            Column("recipients", _TN, 'on whom, joined by "; "'),
            Column("contexts", _TN, 'PLOVER\'s contexts, the likeliest first, joined by "; "'),
            Column("place", _T, "where"),
            Column("format", _T, "in_person, call, video, email, text_message, letter"),
            Column("channel", _T, "official, unofficial"),
            Column("p", _R, "chance that the line is right, of its independent witnesses together"),
            Column(
                "day_basis",
                _TN,
                "what the days rest on: told, inherited (from what the text is telling of), "
                "news (of the report's day or the day before), open",
            ),
            Column("reports", _IN, "how many reports tell it"),
            Column("independent_sources", _IN, "how many of them share no text and pass on nobody's word"),
            Column("according_to", _TN, 'who vouches for it where it is not the reporter, joined by "; "'),
            Column("relayed_from", _TN, 'outlets whose word is only passed on, joined by "; "'),
            Column("background", _IN, "1 where it is only told in retrospect"),
            Column("disputed", _TN, 'fields on which reports disagree, joined by "; "'),
            Column("outcome_of", _T, "the plan that it fulfils", "events(id)"),
            Column("part_of", _T, "the visit that it is part of", "events(id)"),
            Column("corrected", _TN, 'what an analyst said of it, e.g. "redate by A. Berg", joined by "; "'),
        ),
        ("earliest", "type"),
    ),
    Table(
        "participants",
        "a dyad of an event: who acted on whom; of those who act together every pair once; "
        "alone where nobody is acted on",
        (
            _OF_EVENT,
            Column("actor", _TN, "who acts, as the line calls it"),
            Column("actor_id", _T, "the actor, where the name means one alone", "actors(id)"),
            Column("actor_country", _T, "ISO 3166-1 alpha-3 (XKX: Kosovo)"),
            Column(
                "actor_sector",
                _T,
                "PLOVER's sector: GOV, MIL, COP, JUD, LEG, REB, PTY, JRN, IGO, NGO and so on",
            ),
            Column("recipient", _T, "on whom"),
            Column("recipient_id", _T, "the recipient, where the name means one alone", "actors(id)"),
            Column("recipient_country", _T, "ISO 3166-1 alpha-3"),
            Column("recipient_sector", _T, "PLOVER's sector"),
            Column("mutual", _IN, "1 where both act together and the order says nothing"),
            Column("score", _R, "PLOVER's score of the type and mode, -10 to 10"),
        ),
        ("event", "actor_country, recipient_country"),
    ),
    Table(
        "contexts",
        "a PLOVER context of an event",
        (_OF_EVENT, Column("context", _TN, "the context, e.g. environment")),
        ("event", "context"),
    ),
    Table(
        "evidence",
        "words of a report that say an event",
        (_OF_EVENT, Column("rank", _IN, "0 for the words that the line is made of"), _REPORT, *_SPAN),
        ("event", "report"),
    ),
    Table(
        "mentions",
        "an act as one report tells it, booked or not: "
        "those without an event are the ledger of what was left out",
        (
            Column(
                "event", _T, "the event that it was taken for; empty where it is not booked", "events(id)"
            ),
            _REPORT,
            *_SPAN,
            Column("evidence_start", _IN, "offset of the clause or sentence that tells it"),
            Column("evidence_end", _IN, "offset behind it"),
            Column("type", _TN, "PLOVER's type"),
            Column("mode", _T, "PLOVER's mode"),
            Column("status", _TN, _STATUS),
            *_DAYS,
            Column("p", _R, "chance that the mention is right"),
            Column("left_out", _TN, 'what speaks most against it, joined by "; "'),
            Column("rule", _TN, "the entry of the lexicon that found it"),
        ),
        ("event", "report"),
    ),
    Table(
        "actors",
        "a person, organization, state or group of the whole record",
        (
            Column("id", _ID, "its id"),
            Column("name", _TN, "the name that it is shown by"),
            Column("kind", _TN, "person, organization, state, group"),
            Column("country", _T, "ISO 3166-1 alpha-3 (XKX: Kosovo)"),
            Column("sector", _T, "PLOVER's sector"),
            Column("named", _IN, "1 where some report names it, 0 where it is only described"),
            Column("reports", _IN, "how many reports speak of it"),
        ),
        ("name", "country"),
    ),
    Table(
        "aliases",
        "another name of an actor",
        (Column("actor", _TN, "the actor", "actors(id)"), Column("alias", _TN, "the name")),
        ("actor", "alias"),
    ),
    Table(
        "roles",
        "a title or office that reports give an actor",
        (
            Column("actor", _TN, "the actor", "actors(id)"),
            Column("role", _TN, "the title"),
            Column("first", _T, "first day of publication on which it was given"),
            Column("last", _T, "last such day"),
        ),
        ("actor",),
    ),
    Table(
        "quotes",
        "a piece of reported speech",
        (
            Column("id", _ID, "its id"),
            Column("kind", _TN, "direct, indirect, mixed"),
            Column("speaker", _T, "who said it; anonymous where only that is told; empty where not found"),
            Column("speaker_id", _T, "the speaker, where the name means one alone", "actors(id)"),
            Column("speaker_role", _T, "the title given there"),
            _REPORT,
            Column("start", _IN, "offset of the first word"),
            Column("end", _IN, "offset behind the last word"),
            Column(
                "text", _TN, 'the words; pieces that the report parts are joined by " … " (see quote_spans)'
            ),
            Column("cue", _T, "the word of speech"),
            Column("date", _T, "the day on which it was said"),
            Column("contexts", _TN, 'PLOVER\'s contexts, joined by "; "'),
        ),
        ("speaker", "report"),
    ),
    Table(
        "quote_spans",
        "a piece of a quotation, word for word",
        (
            Column("quote", _TN, "the quotation", "quotes(id)"),
            Column("piece", _IN, "0 for the first"),
            *_SPAN,
        ),
        ("quote",),
    ),
    Table(
        "commitments",
        "a pledge, target or offer",
        (
            Column("id", _ID, "its id"),
            Column("actors", _TN, 'who is bound, joined by "; "'),
            Column("deadline", _T, "TIMEX3 value"),
            Column("status", _TN, "open, or due where the deadline has passed"),
            _REPORT,
            *_SPAN,
        ),
        ("report",),
    ),
    Table(
        "expectations",
        "what was planned or foreseen, and what came of it",
        (
            Column("id", _TN, "its id: that of its line, where it has one"),
            Column("event", _T, "the planned event; empty where no line tells it", "events(id)"),
            Column("what", _TN, "in a line, or in the report's words"),
            Column("p", _R, "the chance that it is right"),
            *_DAYS,
            Column("first_expected", _T, "first day of publication on which it was told"),
            Column("last_expected", _T, "last such day"),
            Column("outcome", _TN, "happened, did_not_happen, called_off, open"),
            Column("settled_report", _T, "the report that tells the outcome", "reports(id)"),
            Column("settled_start", _I, "offset of the words that do"),
            Column("settled_end", _I, "offset behind them"),
            Column("settled_text", _T, "those words"),
            Column("told_report", _T, "the report that says it first, where no line tells it", "reports(id)"),
            Column("told_start", _I, "offset of the words that do"),
            Column("told_end", _I, "offset behind them"),
            Column("told_text", _T, "those words"),
        ),
        ("event", "outcome"),
    ),
    Table(
        "disputes",
        "a value of something on which reports disagree, once for each report that gives it",
        (
            Column("event", _T, "the event; empty where the dispute is between two", "events(id)"),
            Column("field", _TN, "date, place, status, number, answered, or in words what is disputed"),
            Column("value", _TN, "what this report says"),
            Column("chosen", _I, "1 for the value that stands on the line; empty where none was chosen"),
            Column("reason", _TN, "why it was chosen"),
            _REPORT,
            Column("start", _I, "offset of the words"),
            Column("end", _I, "offset behind them"),
            Column("text", _T, "the words"),
        ),
        ("event", "report"),
    ),
    Table(
        "amendments",
        "a correction that a report made of itself and that touches an event",
        (
            _OF_EVENT,
            _REPORT,
            Column(
                "start", _I, "offset of the correction in the report's text; empty where it stood beside it"
            ),
            Column("end", _I, "offset behind it"),
            Column("text", _TN, "the correction, as the report has it"),
        ),
        ("event", "report"),
    ),
    Table(
        "ties",
        "how two states stood on an issue, from one change to the next",
        (
            Column("one", _TN, "alpha-3, the first in the alphabet"),
            Column("other", _TN, "alpha-3"),
            Column("context", _T, "PLOVER's context; empty for all issues together"),
            Column("state", _TN, "active, suspended, informal, resumed, ended"),
            Column("since", _T, "first day"),
            Column("until", _T, "day of the next change; empty where it lasts"),
            Column("event", _T, "the event behind the change", "events(id)"),
            _REPORT,
            *_SPAN,
        ),
        ("one, other, context",),
    ),
    Table(
        "months",
        "what passed between two states in a month",
        (
            Column("one", _TN, "alpha-3, the first in the alphabet"),
            Column("other", _TN, "alpha-3"),
            Column("context", _T, "PLOVER's context; empty for all issues together"),
            Column("month", _TN, "YYYY-MM"),
            Column("level", _R, "mean of PLOVER's score of its events, -10 to 10"),
            Column("direction", _T, "up, down or level against the month before that had events"),
            Column("events", _IN, "how many"),
        ),
        ("one, other, context, month",),
    ),
    Table(
        "lineages",
        "a report within its lineage: reports that share text count as one source",
        (
            Column("id", _TN, "the lineage"),
            Column("report", "TEXT NOT NULL UNIQUE", "the report", "reports(id)"),
            Column("rank", _IN, "0 for the earliest"),
            Column("reports", _IN, "how many there are in the lineage"),
        ),
        ("id",),
    ),
    Table(
        "copies",
        "a stretch of a report that stands in an earlier one too",
        (
            Column("lineage", _TN, "the lineage"),
            Column("earlier", _TN, "the report that it stands in as well", "reports(id)"),
            Column("report", _TN, "the later report", "reports(id)"),
            Column("start", _IN, "offset in the later report"),
            Column("end", _IN, "offset behind it"),
        ),
        ("report", "earlier"),
    ),
    Table(
        "stories",
        "a report within its story",
        (
            Column("id", _TN, "the story"),
            Column("name", _TN, "what it is about"),
            Column("report", _TN, "the report", "reports(id)"),
        ),
        ("id", "report"),
    ),
)

VIEWS: Mapping[str, tuple[str, str]] = {
    "timeline": (
        "the story by date, each line with the words that it is made of",
        """SELECT e.n, e.earliest, e.latest, e.status, e.summary, e.reports, e.independent_sources, e.p,
        e.disputed, e.corrected, v.report, v.start, v.end, v.text, e.id AS event FROM events e
        LEFT JOIN evidence v ON v.event = e.id AND v.rank = 0 ORDER BY e.n""",
    ),
    "dyads": (
        "who did what to whom, a row a dyad, with the days and PLOVER's score",
        """SELECT e.id AS event, e.earliest, e.latest, e.status, e.type, e.mode, p.actor, p.actor_country,
        p.actor_sector, p.recipient, p.recipient_country, p.recipient_sector, p.mutual, p.score, e.p,
        e.independent_sources, e.summary
        FROM participants p JOIN events e ON e.id = p.event""",
    ),
    "left_out": (
        "what was read and not booked, the likeliest first",
        """SELECT report, start, "end", text, type, status, earliest, latest, p, left_out, rule FROM mentions
        WHERE event IS NULL ORDER BY p DESC, report, start""",
    ),
}
FULL_TEXT = (
    "CREATE VIRTUAL TABLE event_words USING fts5 (summary, words, tokenize = 'unicode61 remove_diacritics 2')"
)
KNOWN = "tables"  # among the facts: the key of the view that the tables are of
SCHEMA = "tables_schema"


def ddl() -> list[str]:
    """The statements that make the tables, their indexes, the full text and the views."""
    out = []
    for t in TABLES:
        lines = [f'"{c.name}" {c.kind}' + (f" REFERENCES {c.to}" if c.to else "") for c in t.columns]
        out.append(f"CREATE TABLE {t.name} ({', '.join(lines)})")
        out += [f"CREATE INDEX {t.name}_{n} ON {t.name} ({key})" for n, key in enumerate(t.keys)]
    out.append(FULL_TEXT)
    out += [f"CREATE VIEW {name} AS {sql}" for name, (_, sql) in VIEWS.items()]
    return out


@functools.cache
def _schema() -> str:
    return blake2b("\n".join(ddl()).encode(), digest_size=8).hexdigest()


def fill(db: sqlite3.Connection, key: str, rows: Rows) -> None:
    """Puts the rows in place of those that are there, within the caller's transaction. ``key`` is that of the
    view."""
    _made(db)
    empty(db)
    for t in TABLES:
        marks = ", ".join("?" * len(t.columns))
        db.executemany(f"INSERT INTO {t.name} VALUES ({marks})", rows.get(t.name, ()))
    db.executemany("INSERT INTO event_words (rowid, summary, words) VALUES (?, ?, ?)", _words(rows))
    db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (KNOWN, key))


def _words(rows: Rows) -> Iterable[tuple[Value, ...]]:
    """Each event's line and the words of its reports, for full text."""
    at = {t.name: {c.name: n for n, c in enumerate(t.columns)} for t in TABLES}
    said: dict[Value, list[str]] = {}
    for v in rows.get("evidence", ()):
        said.setdefault(v[at["evidence"]["event"]], []).append(str(v[at["evidence"]["text"]]))
    for e in rows.get("events", ()):
        of = at["events"]
        yield e[of["n"]], e[of["summary"]], "\n".join(dict.fromkeys(said.get(e[of["id"]], ())))


def _made(db: sqlite3.Connection) -> None:
    """Makes the tables where they are missing or of another version of onrecord."""
    known = db.execute("SELECT value FROM facts WHERE name = ?", (SCHEMA,)).fetchone()
    if known and known[0] == _schema():
        return
    ours = {*VIEWS, "event_words", *(t.name for t in TABLES)}
    there = db.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    for kind, name in sorted(there, reverse=True):  # views first
        if name in ours:
            db.execute(f"DROP {kind} {name}")
    for statement in ddl():
        db.execute(statement)
    db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (SCHEMA, _schema()))
    db.execute("DELETE FROM facts WHERE name = ?", (KNOWN,))


def empty(db: sqlite3.Connection) -> None:
    """Empties the tables, within the transaction that changes what they are made of. Those of another version
    of onrecord may be fewer; ``fill`` makes them anew."""
    if db.execute("SELECT 1 FROM facts WHERE name = ?", (KNOWN,)).fetchone() is None:
        return
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name in (*(t.name for t in reversed(TABLES)), "event_words"):
        if name in there:
            db.execute(f"DELETE FROM {name}")
    db.execute("DELETE FROM facts WHERE name = ?", (KNOWN,))


def is_filled(db: sqlite3.Connection, key: str) -> bool:
    """Whether the tables are those of this view."""
    return db.execute("SELECT 1 FROM facts WHERE name = ? AND value = ?", (KNOWN, key)).fetchone() is not None
