"""What a store must keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from onrecord.model import Analysis, Judgement, Report
from onrecord.record.runs import Run
from onrecord.record.tables import Rows
from onrecord.record.traces import Traces


class NotARecord(ValueError):
    """The file is not a record, or one of a later version, or can't be opened."""


class Damaged(RuntimeError):
    """The record is not what was written; the message says what to do."""


class Stopped(RuntimeError):
    """The machine stopped it: no room, a failing disk, another program's lock; what was kept is kept."""


class Changed(RuntimeError):
    """The record is not the one that was looked at when a correction was made up."""


CHANGED = "the record has changed since it was looked at; look again, then correct it"


class Store(Protocol):
    """A report and all that follows from it are written in one transaction; writing the same again changes
    nothing; nothing that was recorded is lost when the process dies; several processes may write at once."""

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is asked within is answered from one moment of the record, whoever writes meanwhile;
        nothing is
        written within. Held no longer than it takes to fetch: the journal grows while it is held."""

    def write(
        self,
        analysis: Analysis,
        left: Traces | None = None,
        dated: int | None = None,
        beside: Sequence[tuple[Analysis, Traces]] = (),
    ) -> str:
        """Keeps the report, its analysis and its traces, in place of what was kept under the report's id.

        Undated reports that the traces touch are to be dated again, and so is the report itself where it is
        undated,
        unless ``dated`` says up to which touch (of ``to_date``) this was done.

        Another report never gives way: if the id is held by another text from another path, an id of its
        own is made. Returns the id under which it was kept.

        beside: other reports that change with it, in the same transaction.
        """

    def begin(self) -> None:
        """What is written from now on came in in a new run of reading; a run that brings nothing is none."""

    def sittings(self) -> list[Run]:
        """The runs of reading, the first first."""

    def arrivals(self) -> dict[str, int]:
        """The run in which each report's text came in, by the report's id; 0 where that is not known."""

    def bearing(self, key: str) -> list[Report]:
        """The reports of one story by its key, without their texts, in the order in which they came in."""

    def head(self, report_id: str) -> tuple[Report, str] | None:
        """A report without its text, and the version of its analysis; None where there is none."""

    def ids_at(self, path: str) -> dict[str, str]:
        """``{id: text_sha256}`` of the reports that were read from this path."""

    def count(self) -> int:
        """How many reports there are."""

    def analyses(self) -> Iterator[Analysis]:
        """All analyses in the order of their ids."""

    def heads(self) -> Iterator[Report]:
        """All reports without their texts in the order of their ids."""

    def reports(self, id: str | None = None) -> Iterator[Report]:
        """All reports with their texts in the order of their ids, or that one; no analysis is read."""

    def analysis(self, report_id: str) -> Analysis | None:
        """One report's analysis."""

    def trace(self, version: str, of: Callable[[Analysis], Traces]) -> None:
        """Makes the traces of all reports where they are missing or of another version."""

    def runs(self, version: str) -> dict[str, Sequence[int]]:
        """The rare runs of each report, as far as they are traces of this version."""

    def to_date(self) -> list[tuple[str, int]]:
        """Undated reports that were touched since their day was looked for, and how often they were ever
        touched."""

    def dated(self, report_id: str, touched: int) -> None:
        """Notes that the day of an undated report was looked for after so many touches."""

    def sharing(self, report_id: str, least: int) -> list[Analysis]:
        """The reports that share so many rare runs with one on record."""

    def telling(self, act: int, most: int) -> list[Analysis]:
        """The dated reports that tell of the act; of many, those of the first lots."""

    def days(self, occasion: int) -> tuple[int, int, int] | None:
        """How many dated reports tell of the occasion, and the first and the last day on which they came
        out."""

    def note(self, name: str, value: str) -> None:
        """Keeps a fact about the record as a whole that no view depends on, in place of what was kept under
        its name."""

    def noted(self, name: str) -> str | None:
        """What was kept under this name."""

    def judgements(self, undone: bool = False) -> list[Judgement]:
        """An analyst's corrections that hold, oldest first; with ``undone`` also those that were taken
        back."""

    def judge(self, judgement: Judgement, seen: str | None = None) -> bool:
        """Keeps a correction for good; False where it holds already. Its opposite on the same members is
        taken back.

        seen: the ``state`` that was looked at; raises ``Changed`` where the record has another by now.
        """

    def undo(self, id: str, made: str) -> bool:
        """Takes a correction back at the moment ``made``; False where none that holds has this id."""

    def cached(self, key: str, part: str) -> bytes | None:
        """A part of what was derived under this key; None where there is none, or not as it was kept."""

    def cache(
        self, key: str, parts: Iterable[tuple[str, bytes]], rows: Callable[[], Rows] | None = None
    ) -> None:
        """Keeps the parts of what was derived, all of them or none, where that can be done at once; in place
        of what was kept before under the same name (the key up to its "/").

        rows: gives the plain tables of it, which are filled in the same transaction, if the record is still
        the one of the key.
        """

    def filled(self, key: str) -> bool:
        """Whether the plain tables are those of the view of this key, or can be of none because nothing may
        be kept."""

    def state(self) -> str:
        """A digest that changes with everything that could change what follows from the record."""

    def search(self, words: str, limit: int) -> list[tuple[str, str]]:
        """``(report id, snippet)`` of reports that hold the words, the best first."""
