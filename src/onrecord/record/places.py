"""Under which id each report of a run is kept: two files of one name are two reports, an edited file is
one."""

from __future__ import annotations

import re
from collections import defaultdict

import msgspec

from onrecord.model import Report
from onrecord.record.protocol import Store

_ADDED = re.compile(r"(?<=.)-[0-9a-f]{6}\Z", re.S)  # what tells two reports of one id apart


class Places:
    """Places the reports of one run, of which earlier ones may still be on their way to the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.claimed: dict[str, str] = {}  # id to the digest of the text that this run keeps under it
        self.told: dict[tuple[str, str], str] = {}  # story and digest to the path that this run has it from
        self.path = ""
        self.there: dict[str, str] = {}
        self.families: dict[
            str, list[str]
        ] = {}  # a file of many reports is searched by their own ids, not through and through

    def place(self, report: Report) -> Report | None:
        """The report under the id that is its own; None where this run has the very same report already."""
        if self._is_copy(report):
            return None
        chosen = self._id(report)
        if self.claimed.get(chosen) == report.text_sha256:
            return None
        self.claimed[chosen] = report.text_sha256
        return report if chosen == report.id else msgspec.structs.replace(report, id=chosen)

    def _is_copy(self, report: Report) -> bool:
        """Whether the very words of this story are read from another file, and not from this one too."""
        if not report.key:
            return False
        first = self.told.setdefault((report.key, report.text_sha256), report.path)
        held = {h.path for h in self.store.bearing(report.key) if h.text_sha256 == report.text_sha256}
        return report.path not in held and (bool(held) or first != report.path)

    def _id(self, report: Report) -> str:
        if report.path != self.path:
            self.path, self.there = report.path, self.store.ids_at(report.path)
            self.families = defaultdict(list)
            for i in self.there:
                for own in {i, _ADDED.sub("", i)}:
                    self.families[own].append(i)
        family = self.families.get(report.id, [])
        for i in family:  # read before, as it is
            if (
                self.there[i] == report.text_sha256
                and self.claimed.get(i, report.text_sha256) == report.text_sha256
            ):
                return i
        # A version of a story stands beside the others; any other text that was edited stands in place of
        # what it was.
        for i in (
            ()
            if report.key
            else family[:1]
            if len(family) == 1
            else [report.id]
            if report.id in family
            else []
        ):  # read before, and edited since
            if i not in self.claimed:
                return i
        for length in (0, 6, 12, 64):
            chosen = f"{report.id}-{report.text_sha256[:length]}" if length else report.id
            if self._free(chosen, report.text_sha256):
                return chosen
        raise AssertionError("a digest holds one text only")

    def _free(self, chosen: str, sha: str) -> bool:
        known = self.store.head(chosen)
        return self.claimed.get(chosen, sha) == sha and (known is None or known[0].text_sha256 == sha)


def is_kept(store: Store, report: Report, version: str) -> bool:
    """Whether the store has this very report, analysed by this version.

    Where it was read from does not matter, and a copy that states no date takes none away.
    """
    known = store.head(report.id)
    if known is None or known[1] != version:
        return False
    head = known[0]
    again = msgspec.structs.replace(report, text="", path=head.path, set_aside=head.set_aside)
    if again.published_basis == "unknown":
        again = msgspec.structs.replace(
            again, published=head.published, published_basis=head.published_basis,
            published_at=head.published_at, published_earliest=head.published_earliest,
            published_latest=head.published_latest, published_why=head.published_why,
        )  # fmt: skip
    return again == head
