"""The only door to the database: what a store must keep, and the one of SQLite."""

from onrecord.record.store import NotARecord, SqliteStore, Store, open_store

__all__ = ["NotARecord", "SqliteStore", "Store", "open_store"]
