"""What a store must keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from onrecord.model import Analysis, Judgement, Report


class NotARecord(ValueError):
    """The file is not a record, or one of a later version, or can't be opened."""


class Store(Protocol):
    """A report and all that follows from it are written in one transaction; writing the same again changes
    nothing; nothing that was recorded is lost when the process dies; several processes may write at once."""

    def write(self, analysis: Analysis) -> str:
        """Keeps the report and its analysis, in place of what was kept under the report's id.

        Another report never gives way: if the id is held by another text from another path, an id of its
        own is made. Returns the id under which it was kept.
        """

    def head(self, report_id: str) -> tuple[Report, str] | None:
        """A report without its text, and the version of its analysis; None where there is none."""

    def ids_at(self, path: str) -> dict[str, str]:
        """``{id: text_sha256}`` of the reports that were read from this path."""

    def analyses(self) -> Iterator[Analysis]:
        """All analyses in the order of their ids."""

    def undated(self) -> bool:
        """Whether any report has no publication date of its own."""

    def judgements(self) -> list[Judgement]:
        """An analyst's joins and splits, oldest first."""

    def judge(self, judgement: Judgement) -> None:
        """Keeps a judgement for good."""

    def cached(self, key: str) -> bytes | None:
        """What was derived under this key, or None."""

    def cache(self, key: str, data: bytes) -> None:
        """Keeps what was derived, in place of what was kept before under the same name (the key up to its "/")."""

    def state(self) -> str:
        """A digest that changes with everything that could change what follows from the record."""

    def search(self, words: str, limit: int) -> list[tuple[str, str]]:
        """``(report id, snippet)`` of reports that hold the words, the best first."""
