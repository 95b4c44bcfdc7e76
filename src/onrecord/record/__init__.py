"""The only door to the database: what a store must keep, and the one of SQLite."""

from onrecord.record.places import Places, is_kept
from onrecord.record.protocol import NotARecord, Store
from onrecord.record.sqlite import SqliteStore, open_store

__all__ = ["NotARecord", "Places", "SqliteStore", "Store", "is_kept", "open_store"]
