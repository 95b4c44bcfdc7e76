"""The whole of one report: each question asked in turn of one parse. A question that fails is a problem, no
more."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from onrecord.analyse import foreseen, happened, promised, speech, when, who
from onrecord.analyse.clause import clauses
from onrecord.analyse.happened.parties import Names
from onrecord.analyse.happened.vouchers import Vouchers
from onrecord.analyse.language import Kept, parses, pipeline
from onrecord.analyse.parse import Parse
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.lexicon import own_rules
from onrecord.model import Analysis, Commitment, EventMention, Forecast, Problem, Quote, Report
from onrecord.world import load, own_file

T = TypeVar("T")


def version(name: str = DEFAULT_PIPELINE) -> str:
    """A hash over the code of analysis, its rules and the pipeline: an analysis of another version is
    redone."""
    return _version(name, *(Path(own).read_bytes() for own in (own_file(), own_rules()) if own))


@functools.cache
def _version(name: str, *own: bytes) -> str:
    digest = hashlib.blake2b(name.encode(), digest_size=8)
    root = files("onrecord")
    for part in ("analyse", "rules", "lexicon", "times", "world", "model"):
        for path in sorted(_sources(root / part), key=lambda p: str(p)):
            digest.update(path.read_bytes())
    for data in own:
        digest.update(data)
    return digest.hexdigest()


def _sources(folder: Any) -> Iterator[Any]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _sources(entry)
        elif entry.name.endswith((".py", ".toml", ".csv", ".json", ".onnx")):
            yield entry


def analyse_reports(
    reports: Iterable[Report], name: str = DEFAULT_PIPELINE, kept: Kept | None = None
) -> Iterator[Analysis]:
    """Analyses in the order of the reports. kept: paragraphs that were parsed before."""
    batch = list(reports)
    for report, parse in zip(batch, parses(batch, pipeline(name), kept), strict=True):
        yield from_parse(report, parse, version(name))


def from_parse(report: Report, parse: Parse, made_by: str = "") -> Analysis:
    """What a parsed report says; pure, but for the lexicons read once a process."""
    problems: list[Problem] = []

    def ask(name: str, question: Callable[[], T], nothing: T) -> T:
        try:
            return question()
        except Exception as error:  # a fault in one question must not cost the report's other answers
            problems.append(Problem(f"{name} failed: {type(error).__name__}: {error}", report.id))
            return nothing

    times = ask("when", lambda: when.find(parse, report), when.When((), {}, frozenset()))
    people = ask(
        "who", lambda: who.find(parse, report, load(own_file())), who.Who((), (), {}, {}, (), {}, {})
    )
    quotes: tuple[Quote, ...] = ask("said", lambda: speech.find(parse, people, times), ())
    told = clauses(parse)
    events: tuple[EventMention, ...] = ask(
        "happened", lambda: happened.find(parse, report, people, times, quotes, told), ()
    )
    names = Names(told, people, Vouchers(quotes))
    pledges: tuple[Commitment, ...] = ask("promised", lambda: promised.find(parse, told, names, times), ())
    ahead: tuple[Forecast, ...] = ask(
        "foreseen", lambda: foreseen.find(parse, report, told, names, times), ()
    )
    return Analysis(
        report,
        made_by,
        times.times,
        people.actors,
        people.places,
        quotes,
        events,
        pledges,
        tuple(problems),
        _sentences(parse),
        ahead,
    )


def _sentences(parse: Parse) -> tuple[tuple[int, int], ...]:
    """Offsets of the sentences that a timeline may quote: those of paragraphs."""
    return tuple(
        (parse.tokens[s.first].start, parse.tokens[s.last - 1].end)
        for s in parse.sentences
        if s.kind == "paragraph"
    )
