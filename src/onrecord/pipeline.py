"""The whole run on one screen: read, analyse, record, and what many reports say together.

paths ── read ──▶ Report ── engine/analyse ──▶ Analysis ── record ──▶ SQLite
                                                                        │
                          Fused (events, actors, …) ◀── fuse ── analyses┘
"""

from __future__ import annotations

import functools
import gc
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TypedDict, TypeVar

import msgspec

from onrecord.analyse.language import parses
from onrecord.analyse.language import pipeline as nlp
from onrecord.analyse.parse import Parse
from onrecord.analyse.report import from_parse, version
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.engine import Failed, analyse_all, analyse_spread, shared, work
from onrecord.fuse import Before, Fused, Gathered, Memo, fuse, gathered
from onrecord.fuse.corrected import parts_of, placed, withdrawn
from onrecord.fuse.dating import (
    MANY,
    act_traces,
    dated,
    day_of,
    day_of_text,
    is_undated,
    lot,
    occasion_traces,
)
from onrecord.fuse.lineage import CANDIDATE, RARE, rare_runs
from onrecord.fuse.memo import Spans
from onrecord.intake import Intake
from onrecord.model import Analysis, Change, Judgement, Report
from onrecord.progress import Tell, counted, quiet, within
from onrecord.read import Refused, read_paths
from onrecord.record import (
    Kept,
    Lost,
    Places,
    Store,
    Traces,
    head_of,
    is_kept,
    laid_out,
    pieces_of,
    rows_of,
    settled,
)
from onrecord.world import own_file

T = TypeVar("T")
TEXTS = 2_000  # reports whose texts are held at once while a page is made


@dataclass(slots=True)
class Done:
    """What a run of ``read`` did; ``intake`` has it by format, with the reasons. again: files and feeds of
    which a
    limit ended the analysis of a report."""

    read: int = 0
    unchanged: int = 0
    refused: int = 0
    again: set[str] = field(default_factory=set, repr=False)
    intake: Intake = field(default_factory=Intake, repr=False)

    @property
    def superseded(self) -> int:
        return self.intake.total("superseded")

    @property
    def withdrawn(self) -> int:
        return self.intake.total("withdrawn")


class Interrupted(KeyboardInterrupt):
    """Ctrl-C while reports were read; ``kept``: how many of them are on record."""

    def __init__(self, kept: int) -> None:
        super().__init__()
        self.kept = kept


class Options(TypedDict):
    """How reports are analysed, by whatever engine."""

    workers: int | None
    pipeline: str
    function: Callable[[bytes, str], bytes]


def read_into(
    store: Store, paths: Iterable[str], *, published: date | None = None,
    columns: tuple[tuple[str, str], ...] = (), workers: int | None = None, pipeline: str = DEFAULT_PIPELINE,
    refuse: Callable[[str], None] = lambda line: None, progress: Callable[[int], None] = lambda n: None,
) -> Done:  # fmt: skip
    """Reads files and folders into the record, as ``read_all`` does."""
    found = read_paths(paths, published, columns)
    return read_all(store, found, workers=workers, pipeline=pipeline, refuse=refuse, progress=progress)


def read_all(
    store: Store, found: Iterable[Report | Refused], *, workers: int | None = None,
    pipeline: str = DEFAULT_PIPELINE, refuse: Callable[[str], None] = lambda line: None,
    progress: Callable[[int], None] = lambda n: None, spread: bool = False,
) -> Done:  # fmt: skip
    """Reads reports into the record. Each report and all that follows from it is one transaction.

    spread: analysed by Ray instead of a pool of this process. Raises ``Interrupted`` on Ctrl-C, between two
    of them, and
    ``Unlike`` where there is no Ray, or a node of it would analyse otherwise.
    """
    done = Done()
    try:
        _read_all(store, found, done, workers, pipeline, refuse, progress, spread)
    except KeyboardInterrupt:
        raise Interrupted(done.read + done.unchanged) from None
    return done


def _read_all(
    store: Store, found: Iterable[Report | Refused], done: Done, workers: int | None, pipeline: str,
    refuse: Callable[[str], None], progress: Callable[[int], None], spread: bool,
) -> None:  # fmt: skip
    places = Places(store)
    store.begin()
    store.trace(_trace_version(), _traces)

    def fresh() -> Iterator[Report]:
        for item in found:
            if isinstance(item, Refused):
                done.refused += 1
                done.intake.refuse(item)
                refuse(str(item))
                continue
            report = places.place(item)
            if report is None or is_kept(store, report, version(pipeline)):
                done.unchanged += 1
                done.intake.row(item.format).unchanged += 1
                progress(1)
                continue
            yield report

    with shared() as kept:
        options: Options = {"workers": workers, "pipeline": pipeline, "function": partial(work, kept=kept)}
        analyse = analyse_spread if spread else analyse_all
        with closing(analyse(fresh(), **options)) as results:  # no worker outlives a full disk
            for result in results:
                progress(1)
                if isinstance(result, Failed):
                    done.refused += 1
                    done.intake.refuse(_refusal(result))
                    refuse(_why(result))
                    if result.again:
                        done.again.add(result.report.path)
                else:
                    _keep(store, result, done)
        _date_the_undated(store, options, refuse)


def _keep(store: Store, analysis: Analysis, done: Done) -> None:
    """Writes a report that came in, with what becomes of the other versions of its story."""
    what = settled(store, analysis.report)
    analysis = msgspec.structs.replace(analysis, report=what.report)
    beside = []
    for i, why in what.others:
        known = store.analysis(i)
        if known is not None:
            aside = msgspec.structs.replace(
                known, report=msgspec.structs.replace(known.report, set_aside=why)
            )
            beside.append((aside, _traces(aside)))
    store.write(analysis, _traces(analysis), beside=beside)
    done.read += 1
    done.intake.keep(what.report)
    for report in (what.report, *(a.report for a, _ in beside)):
        if report.set_aside is not None:
            row = done.intake.row(report.format)
            if report.set_aside.why == "superseded":
                row.superseded += 1
            else:
                row.withdrawn += 1


def _refusal(failed: Failed) -> Refused:
    return Refused(
        f"{failed.report.path} ({failed.report.id})", failed.why, failed.report.format or "", failed.again
    )


def _why(failed: Failed) -> str:
    return str(_refusal(failed))


def write(store: Store, analysis: Analysis, dated: int | None = None) -> None:
    """Keeps an analysis with what it is found again by."""
    store.write(analysis, _traces(analysis), dated)


def _traces(a: Analysis) -> Traces:
    r = a.report
    if r.set_aside is not None:  # it asks for no day, and gives none
        return Traces(False, rare_runs(r.text), (), (), lot(r), 0, RARE, MANY)
    undated = is_undated(r)
    day = r.published.toordinal() if r.published and not undated else 0
    return Traces(undated, rare_runs(r.text), act_traces(a), occasion_traces(a), lot(r), day, RARE, MANY)


def _date_the_undated(store: Store, options: Options, refuse: Callable[[str], None]) -> None:
    """Undated reports get a day from what the others tell, and are analysed again against it.

    Only those that were touched by what was read since; which they are is on record, so that a run that was
    cut
    short is completed by the next.
    """
    seen: dict[str, int] = {}

    def changed() -> Iterator[Report]:
        for report_id, touched in store.to_date():
            known = store.analysis(report_id)
            if known is None:
                continue
            new = _with_day(known, store, options["pipeline"])
            if new == known.report:
                store.dated(report_id, touched)
            else:
                seen[report_id] = touched
                yield new

    with closing(analyse_all(changed(), **options)) as results:
        for result in results:
            if isinstance(result, Failed):
                refuse(
                    f"{_why(result)} (kept without the day that others tell of it; "
                    "the same command tries again)"
                )
            else:
                write(store, result, seen[result.report.id])


def _with_day(known: Analysis, store: Store, pipeline: str) -> Report:
    """An undated report with the day that the others on record tell of it, or with none."""
    stripped, others, read = dated(known.report, None), _OnRecord(store), _Reader(pipeline)
    made = day_of_text(stripped, others)
    if made is None:
        made = day_of(known if known.report == stripped else read.bare(stripped), others, read)
    return dated(stripped, made)


class _OnRecord:
    """What dating asks of the other reports, answered by the store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def sharing(self, report: Report) -> list[Report]:
        return [a.report for a in self.store.sharing(report.id, CANDIDATE) if not is_undated(a.report)]

    def telling(self, act: int) -> list[Analysis]:
        return self.store.telling(act, MANY)

    def days(self, occasion: int) -> tuple[int, date, date] | None:
        found = self.store.days(occasion)
        return (found[0], date.fromordinal(found[1]), date.fromordinal(found[2])) if found else None


class _Reader:
    """One report as it reads on different days: parsed once, for its grammar does not depend on the day."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parse: Parse | None = None

    def bare(self, report: Report) -> Analysis:
        if self.parse is None:
            self.parse = next(iter(parses([report], nlp(self.name))))
        return from_parse(report, self.parse, version(self.name))

    def __call__(self, report: Report, day: date) -> Analysis:
        return self.bare(msgspec.structs.replace(report, published=day, published_basis="inferred"))


@functools.cache
def _trace_version() -> str:
    """A hash over the code that makes traces: those of another version are made anew."""
    code = b"".join(
        (files("onrecord") / "fuse" / name).read_bytes()
        for name in ("lineage.py", "identity.py", "dating.py")
    )
    return hashlib.blake2b(code, digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Seen:
    """A record at one moment: what its reports say together, and each of them on its own, in the order of
    their ids.
    With a day, what was published by then, and undated reports. ``aside``: what no longer counts, and why."""

    fused: Fused
    analyses: tuple[Analysis, ...]
    aside: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class _Moment:
    """All that a view is made of, fetched from one moment: ``fused`` where it is kept, else the reports that
    count.
    ``analyses``: all that was not withdrawn, whole where that was asked, else as far as the tables want
    them."""

    key: str
    fused: Fused | None
    those: Gathered | None
    analyses: tuple[Analysis, ...]
    judgements: tuple[Judgement, ...]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for rings of objects: the value types make none, and among millions of them the search
    takes from a
    sixth (fusing) to half of the time (decoding)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def view(store: Store, as_of: date | None = None, tell: Tell = quiet) -> Fused:
    """What the record's reports say together; kept until a report, a judgement, the names or the rules
    change.

    tell: is told how far it is, also below.
    """
    return _fused(store, _moment(store, as_of, False, tell), as_of, tell)


def view_before(store: Store, run: int) -> Fused | None:
    """What the reports said together that came in before a run of reading, with the corrections made by then;
    None where
    there was no such run. A text that was exchanged since is not among them."""
    with _uncollected(), store.snapshot():
        begun = next((r.begun for r in store.sittings() if r.number == run), None)
        if begun is None:
            return None
        came, everything = store.arrivals(), tuple(store.analyses())
        judgements, runs = store.judgements(undone=True), store.runs(_trace_version())
    there = tuple(a for a in everything if came.get(a.report.id, 0) < run)
    said = placed(
        [j for j in judgements if j.made < begun and (j.undone is None or j.undone >= begun)], there
    )
    gone = withdrawn(said)
    standing = [
        a
        for a in there
        if a.report.id not in gone
        and (a.report.set_aside is None or came.get(a.report.set_aside.by, 0) >= run)
    ]
    return fuse(gathered(standing, _of(runs, standing)), said)


def seen(store: Store, as_of: date | None = None, tell: Tell = quiet) -> Seen:
    """The view and the reports that it rests on, both of one moment."""
    moment = _moment(store, as_of, True, tell)
    analyses = tuple(a for a in moment.analyses if _is_out(a.report, as_of))
    standing, aside = _parted(analyses, as_of)
    return Seen(_fused(store, moment, as_of, tell), standing, tuple(a.report for a in aside))


def told(store: Store, as_of: date | None = None, tell: Tell = quiet) -> tuple[Fused, tuple[Report, ...]]:
    """The view and the reports that count, of one moment. Where the view is kept and no correction can touch
    the reports,
    no analysis is read: that would take longer than all else."""
    with _uncollected(), store.snapshot():
        key = _key(store, as_of)
        fused = None if store.judgements() else _whole(_kept(store, key))
        if fused is not None:
            return fused, tuple(r for r in store.reports() if _is_out(r, as_of) and not _is_aside(r, as_of))
    found = seen(store, as_of, tell)
    return found.fused, tuple(a.report for a in found.analyses)


def asked(store: Store, ask: Callable[[Kept], T], as_of: date | None = None, tell: Tell = quiet) -> T:
    """What is asked of the view, which is made where it is not kept; of a kept one no more is read than that.

    ask: has all that it hands out before it does: it is called once more where a part is not what was kept.
    """
    with store.snapshot():
        found = _kept(store, _key(store, as_of))
        if found is not None:
            with suppress(Lost):
                return ask(found)
    moment = _moment(store, as_of, False, tell)
    made = _fused(store, moment, as_of, tell)
    with store.snapshot():
        found = _kept(store, moment.key)
        if found is not None:
            return ask(found)
    if moment.those is None:  # it was there, and the record has gone on since
        return asked(store, ask, as_of, tell)
    return ask(laid_out(made, (a.report for a in moment.those.analyses)))  # nothing can be kept here


def standing(store: Store, as_of: date | None = None) -> list[Report]:
    """The reports that count, without their texts, in order of publication."""
    with store.snapshot():
        _, counts = _counting(store, as_of)
        return sorted(
            (r for r in store.heads() if counts.get(r.id)), key=lambda r: (r.published or date.max, r.id)
        )


class Texts(Mapping[str, Report]):
    """Reports with their texts, each read when it is asked for; the last few are held."""

    def __init__(self, store: Store, reports: Iterable[Report]) -> None:
        self._ids = dict.fromkeys(r.id for r in reports)
        self._one = functools.lru_cache(maxsize=TEXTS)(lambda i: next(store.reports(i)))

    def __getitem__(self, id: str) -> Report:
        if id not in self._ids:
            raise KeyError(id)
        return self._one(id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def listed(store: Store, as_of: date | None = None) -> Iterator[Report]:
    """The reports that were not withdrawn, those that were superseded among them, one by one in order of
    publication. With a day, those that were out by then."""
    with store.snapshot():
        _, counts = _counting(store, as_of)
        there = [
            (r.published or date.max, r.id) for r in store.heads() if r.id in counts and _is_out(r, as_of)
        ]
        for _, i in sorted(there):
            yield from store.reports(i)


def _is_out(report: Report, as_of: date | None) -> bool:
    return as_of is None or report.published is None or report.published <= as_of


def _is_aside(report: Report, as_of: date | None) -> bool:
    """Whether it was superseded or withdrawn by the day."""
    why = report.set_aside
    return why is not None and (as_of is None or why.day is None or why.day <= as_of)


def _parted(
    analyses: Iterable[Analysis], as_of: date | None
) -> tuple[tuple[Analysis, ...], tuple[Analysis, ...]]:
    """What counts, and what was superseded or withdrawn by the day."""
    parts: tuple[list[Analysis], list[Analysis]] = ([], [])
    for a in analyses:
        parts[_is_aside(a.report, as_of)].append(a)
    return tuple(parts[0]), tuple(parts[1])


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The record as it is, and as it would be with other corrections. ``state`` is the one that was looked
    at."""

    now: Fused
    then: Fused
    analyses: tuple[Analysis, ...]
    state: str


def what_if(
    store: Store, change: Callable[[Seen, list[Judgement]], Sequence[Judgement]], tell: Tell = quiet
) -> WhatIf:
    """What another set of corrections would make of the record; nothing is kept.

    change: is given the record as it is and the corrections that hold, and gives those that would.
    """
    with store.snapshot():
        state, judgements, runs = store.state(), store.judgements(), store.runs(_trace_version())
        fused, everything = _whole(_kept(store, _key(store, None))), _analyses(store, tell)

    def made(wanted: Sequence[Judgement], tell: Tell) -> tuple[Fused, tuple[Analysis, ...]]:
        there = placed(wanted, everything)
        gone = withdrawn(there)
        analyses = tuple(a for a in everything if a.report.id not in gone)
        return fuse(gathered(analyses, _of(runs, analyses)), there, None, tell), analyses

    gone = withdrawn(placed(judgements, everything))
    left = tuple(a for a in everything if a.report.id not in gone)
    now = fused or made(judgements, within(tell, DECODED, HALF))[0]
    then = made(change(Seen(now, left), judgements), within(tell, DECODED if fused else HALF, 1))[0]
    return WhatIf(now, then, left, state)


DECODED, FUSED, HALF = 0.05, 0.9, 0.5  # shares of the time that a view takes after which a part of it is done


def _analyses(store: Store, tell: Tell) -> tuple[Analysis, ...]:
    return tuple(counted(store.analyses(), store.count(), within(tell, 0, DECODED)))


def _moment(store: Store, as_of: date | None, whole: bool, tell: Tell) -> _Moment:
    """whole: with the analyses also where the view is kept. Where neither is so, one report at a time is
    there whole."""
    with _uncollected(), store.snapshot():
        key = _key(store, as_of)
        fused = _whole(_kept(store, key))
        if fused is not None and not whole:
            return _Moment(key, fused, None, (), ())
        judgements, counts = _counting(store, as_of)
        kept: list[Analysis] = []

        def standing() -> Iterator[Analysis]:
            for a in counted(store.analyses(), len(counts), within(tell, 0, DECODED)):
                counted_in = counts.get(a.report.id)
                if whole and counted_in is not None:
                    kept.append(a)
                if counted_in:
                    yield a
                elif counted_in is not None and not whole:  # the tables tell what it said
                    bare = msgspec.structs.replace(a.report, text="", blocks=())
                    kept.append(Analysis(bare, a.version, events=a.events))

        if fused is not None:
            deque(standing(), maxlen=0)
            return _Moment(key, fused, None, tuple(kept), judgements)
        runs = {i: r for i, r in store.runs(_trace_version()).items() if counts.get(i)}
        those = gathered(standing(), runs)
        everything = kept if whole else sorted([*those.analyses, *kept], key=lambda a: a.report.id)
        return _Moment(key, None, those, tuple(everything), judgements)


def _counting(store: Store, as_of: date | None) -> tuple[tuple[Judgement, ...], dict[str, bool]]:
    """The corrections as they stand now; and by the id of each report that is not withdrawn, whether it
    counts on that day."""
    said = store.judgements()
    ids = {parts_of(m)[0] if j.subject == "event" else m for j in said for m in j.members}
    shas = {h.sha for j in said for h in j.held}
    counts: dict[str, bool] = {}
    concerned: list[str] = []
    for r in store.heads():
        counts[r.id] = _is_out(r, as_of) and not _is_aside(r, as_of)
        if r.id in ids or r.text_sha256 in shas:
            concerned.append(r.id)
    judgements = placed(said, [a for i in concerned if (a := store.analysis(i)) is not None])
    for i in withdrawn(judgements):
        counts.pop(i, None)
    return judgements, counts


def _of(runs: Mapping[str, Sequence[int]], analyses: Sequence[Analysis]) -> dict[str, Sequence[int]]:
    """The runs of these reports alone: which of them are rare depends on who else has them."""
    return {a.report.id: runs[a.report.id] for a in analyses if a.report.id in runs}


def _fused(store: Store, moment: _Moment, as_of: date | None, tell: Tell) -> Fused:
    """Made outside of the snapshot: a writer's journal is not held up by fusion."""
    if moment.fused is not None:
        return moment.fused
    assert moment.those is not None  # _moment
    with _uncollected():
        step = within(tell, DECODED, FUSED)
        before = _before(store)
        made = fuse(moment.those, moment.judgements, as_of, step, before)
        tell(FUSED, "writing it down")
        rows = None if as_of is not None else lambda: rows_of(made, moment.analyses)
        head = head_of(made, (a.report for a in moment.those.analyses))
        store.cache(moment.key, pieces_of(made, head), rows)
        if as_of is None and (before.copied.differs or before.changed.differs):
            pairs = {"copied": before.copied.now, "changed": before.changed.now}
            store.cache(_pairs_key(), [(n, msgspec.msgpack.encode(known)) for n, known in pairs.items()])
    return made


def _before(store: Store) -> Before:
    """What is known of pairs of reports from the view before."""
    copied, changed = (store.cached(_pairs_key(), part) for part in ("copied", "changed"))
    return Before(
        Memo(msgspec.msgpack.decode(copied, type=dict[str, Spans]) if copied else None),
        Memo(msgspec.msgpack.decode(changed, type=dict[str, tuple[Change, ...]]) if changed else None),
    )


def _pairs_key() -> str:
    return f"pairs/{_fuse_version()}"


def _kept(store: Store, key: str) -> Kept | None:
    """The view that is kept under this key; None where there is none, or without its tables."""
    if key.startswith("fused/") and not store.filled(key):
        return None  # by an onrecord that knew no tables, or other ones
    with suppress(Lost):
        return Kept(partial(store.cached, key))
    return None


def _whole(kept: Kept | None) -> Fused | None:
    with suppress(Lost):
        return kept.whole() if kept is not None else None
    return None


def _key(store: Store, as_of: date | None) -> str:
    """All that a view depends on: the record, the code and rules of fusion, the user's own names, and the
    day."""
    own = own_file()
    names = hashlib.blake2b(Path(own).read_bytes(), digest_size=6).hexdigest() if own else ""
    name = "fused" if as_of is None else "as_of"
    return f"{name}/{store.state()}/{_fuse_version()}/{names}/{as_of}"


@functools.cache
def _fuse_version() -> str:
    digest = hashlib.blake2b(digest_size=6)
    root = files("onrecord")
    for part in (
        root / "fuse",
        root / "model",
        root / "rules" / "data" / "en",
        root / "world",
        root / "world" / "data",
    ):
        for entry in sorted(part.iterdir(), key=lambda p: p.name):
            if entry.name.endswith((".py", ".toml", ".csv", ".json")):
                digest.update(entry.read_bytes())
    digest.update((root / "record" / "kept.py").read_bytes())  # and how it is kept
    return digest.hexdigest()
