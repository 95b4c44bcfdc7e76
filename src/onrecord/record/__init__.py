"""The only door to the database: what a store must keep, and the one of SQLite."""

from onrecord.record.check import faults
from onrecord.record.kept import Kept, Lost, head_of, laid_out, pieces_of
from onrecord.record.places import Places, is_kept
from onrecord.record.protocol import Changed, Damaged, NotARecord, Stopped, Store
from onrecord.record.rows import rows_of
from onrecord.record.salvage import Saved, salvage
from onrecord.record.sqlite import SqliteStore, open_store
from onrecord.record.succession import settled
from onrecord.record.traces import Traces

__all__ = [
    "Changed",
    "Damaged",
    "Kept",
    "Lost",
    "NotARecord",
    "Places",
    "Saved",
    "SqliteStore",
    "Stopped",
    "Store",
    "Traces",
    "faults",
    "head_of",
    "is_kept",
    "laid_out",
    "open_store",
    "pieces_of",
    "rows_of",
    "salvage",
    "settled",
]
