"""The only door to the database: what a store must keep, and the one of SQLite."""

from onrecord.record.places import Places, is_kept
from onrecord.record.protocol import NotARecord, Store
from onrecord.record.sqlite import SqliteStore, open_store
from onrecord.record.traces import Traces

__all__ = ["NotARecord", "Places", "SqliteStore", "Store", "Traces", "is_kept", "open_store"]
