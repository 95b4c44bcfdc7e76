"""A file to its reports: its format is told, its articles become reports, its members are files again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model import Report
from onrecord.read.article import Article, Fault, Hints, Member
from onrecord.read.fields import page_key
from onrecord.read.formats import format_of
from onrecord.read.refused import Refused, Unreadable
from onrecord.read.report import Foreign, made
from onrecord.read.source import CUT, DAMAGED, Source

MAX_FAULTS = 10_000  # of one file that are told one by one; of more the number is told
MAX_DEPTH = 4  # files within one another: an archive, a mail box in it, a mail, what is attached to it


@dataclass(frozen=True, slots=True)
class Begun:
    """A member of the outermost file is about to be read; told so that it can be named, and left out, if it
    never ends."""

    where: str


Found = Report | Refused | Begun


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands: ``path`` of its reports, ``url`` it was taken from, how deep within others."""

    path: str
    url: str | None = None
    depth: int = 0


def unfolded(place: Place, source: Source, hints: Hints, skip: int = 0) -> Iterator[Found]:
    """The reports of a file, and what of it is refused. Never raises but ``MemoryError``.

    skip: how many of its members were read before, or never end.
    """
    name = ""
    faults = 0
    try:
        form = format_of(source, hints)
        name = form.name
        members = 0
        for part in form.parts(source, hints):
            faults += isinstance(part, Fault)
            if isinstance(part, Fault) and faults > MAX_FAULTS:
                continue
            if isinstance(part, Member):
                members += 1
                if members > skip:
                    yield from _member(place, part, hints)
            elif not skip:
                yield from of_part(place, part, name, hints)
        if faults > MAX_FAULTS:
            yield Refused(
                place.path,
                f"{faults - MAX_FAULTS:,} more could not be read, for reasons like those told",
                name,
            )
    except Unreadable as error:
        yield Refused(place.path, str(error), name)
    except CUT:
        yield Refused(place.path, DAMAGED, name)
    except RecursionError:
        yield Refused(place.path, "nested too deep to be followed; save its text instead", name)
    except MemoryError:
        raise
    except Exception as error:  # a fault of a library, or of ours, on what somebody made costs one file
        yield Refused(
            place.path,
            f"can't be followed as {name or 'any format'} ({type(error).__name__}); save its text instead",
            name,
        )


def _member(place: Place, member: Member, hints: Hints) -> Iterator[Found]:
    path = f"{place.path}/{member.name}"
    if not place.depth:
        yield Begun(path)
    if place.depth >= MAX_DEPTH:
        yield Refused(
            path, f"more than {MAX_DEPTH} files within one another; unpack them and name their folder"
        )
        return
    try:
        source = Source(member.stream)
    except Unreadable as error:
        yield Refused(path, str(error))
        return
    except CUT:
        yield Refused(path, DAMAGED)
        return
    except Exception as error:  # a member's bytes come out of a library that meets what strangers packed
        yield Refused(path, f"damaged within its archive ({type(error).__name__}); fetch it again")
        return
    yield from unfolded(Place(path, member.url, place.depth + 1), source, hints)


def of_part(place: Place, part: Article | Fault, name: str, hints: Hints) -> Iterator[Report | Refused]:
    """The report of an article; a report in another language is followed by the line that says so."""
    where = f"{place.path}, {part.where}" if part.where else place.path
    if isinstance(part, Fault):
        yield Refused(where, part.why, name)
        return
    if place.url and not part.url:
        part = replace(part, url=place.url, key=part.key or page_key(place.url))
    try:
        yield made(part, place.path, hints, name)
    except Foreign as error:
        yield error.report
        yield Refused(where, str(error), name)
    except Unreadable as error:
        yield Refused(where, str(error), name)
