"""What the encoder learns from: the sentences of ``training/``, and labels on news by offset where their
texts are at hand.

``training/sentences.jsonl`` has whole sentences: report id, first half of the SHA-256 of its text, offsets of
the sentence and of each act's trigger with type and status; every other word of it tells no act.
``training/labels.jsonl`` has single mentions with a reader's verdict: only the word it is about is decided
there. Neither holds a word of the texts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import training_text

ENDS = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z\"“‘])|\n+")
TYPE_HOLDS = frozenset({None, "actors", "recipients", "day", "status"})  # errors that leave the type right


@dataclass(frozen=True, slots=True)
class Taught:
    """A sentence; its acts as (start, end, type, status or None where it is not told); and the words that are
    decided.

    ``decided`` is None where every word is; ``group`` is what folds keep together.
    """

    text: str
    group: str
    acts: tuple[tuple[int, int, str, str | None], ...]
    decided: tuple[tuple[int, int], ...] | None = None


def fold_of(group: str, folds: int) -> int:
    """The fold that a report or a sentence of our own is held out in."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % folds


def own(folder: Path) -> list[Taught]:
    """The sentences of ``training/*.txt``."""
    lines, _ = training_text.read(sorted(folder.glob("*.txt")))
    return [Taught(x.text, x.text, tuple((*a.trigger, a.type, a.status) for a in x.acts)) for x in lines]


def texts(reports: Sequence[Path]) -> dict[str, str]:
    """Texts of reports by id, from JSON Lines."""
    found = {}
    for path in reports:
        for raw in path.read_text(encoding="utf-8").splitlines():
            x = json.loads(raw)
            found[str(x["id"])] = x["text"]
    return found


def _known(path: Path, at: Mapping[str, str]) -> Iterator[tuple[dict[str, object], str]]:
    for raw in path.read_text(encoding="utf-8").splitlines():
        x = json.loads(raw)
        text = at.get(x["report"], "")
        if hashlib.sha256(text.encode()).hexdigest()[:16] == x["sha256"]:
            yield x, text


def whole(path: Path, at: Mapping[str, str]) -> list[Taught]:
    """Sentences labelled whole, of the reports at hand whose text is the one that was labelled."""
    return [
        Taught(
            text[x["start"] : x["end"]],  # type: ignore[misc]
            str(x["report"]),
            tuple((s - x["start"], e - x["start"], kind, status) for s, e, kind, status in x["acts"]),  # type: ignore[attr-defined,has-type]
        )
        for x, text in _known(path, at)
    ]


def single(path: Path, at: Mapping[str, str]) -> list[Taught]:
    """Single mentions with a verdict, each in its sentence; a wrong type says nothing of the right one and is
    left out."""
    made: dict[
        tuple[str, int], tuple[str, list[tuple[int, int, str, str | None]], list[tuple[int, int]]]
    ] = {}
    for x, text in _known(path, at):
        if x["error"] not in TYPE_HOLDS | {"no act"}:
            continue
        begin, finish = int(x["start"]), int(x["end"])  # type: ignore[call-overload]
        first = max((m.end() for m in ENDS.finditer(text, max(0, begin - 900), begin)), default=0)
        after = ENDS.search(text, finish)
        last = after.start() if after else len(text)
        if last - first > 900:
            continue
        span = (begin - first, finish - first)
        _, acts, decided = made.setdefault((str(x["report"]), first), (text[first:last], [], []))
        decided.append(span)
        if x["error"] in TYPE_HOLDS:
            acts.append((*span, str(x["type"]), None if x["error"] == "status" else str(x["status"])))
    return [Taught(s, report, tuple(a), tuple(d)) for (report, _), (s, a, d) in made.items()]


def all_of(folder: Path, reports: Sequence[Path]) -> list[Taught]:
    """Everything to learn from; the labels count only where ``reports`` brings their texts."""
    at = texts(reports)
    taught = own(folder)
    if (folder / "sentences.jsonl").is_file():
        taught += whole(folder / "sentences.jsonl", at)
    return taught + single(folder / "labels.jsonl", at)
