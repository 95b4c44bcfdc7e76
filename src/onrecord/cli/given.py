"""What the options of reading mean, checked before anything is done."""

from __future__ import annotations

import os
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from onrecord.cli.common import day as day_of
from onrecord.cli.common import (
    wrong,
)
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.guard import complain

if TYPE_CHECKING:
    from onrecord.fetch import Fetcher


def pipeline_of(name: str) -> str:
    """The name of a pipeline that can be loaded and tells what the analysis asks of one."""
    from onrecord.analyse.language import pipeline

    if name == DEFAULT_PIPELINE:
        return name
    name = str(Path(name).resolve()) if Path(name).is_dir() else name
    try:
        lacking = {"tagger", "parser", "lemmatizer", "ner"} - set(pipeline(name).pipe_names)
    except (OSError, ValueError, ImportError) as error:
        print(
            f"onrecord: {name}: no spaCy pipeline can be loaded by that name "
            f"({str(error).splitlines()[0]}); install one, or leave --pipeline out",
            file=sys.stderr,
        )
        raise typer.Exit(2) from None
    if lacking:
        print(
            f"onrecord: {name}: this pipeline has no {', no '.join(sorted(lacking))}; use one that has",
            file=sys.stderr,
        )
        raise typer.Exit(2)
    return name


def lay_world(path: str | None) -> None:
    """Lays a user's own file over the world, for this process and its workers."""
    from onrecord.world import OWN, load

    if path is None:
        return
    try:
        load(str(Path(path).resolve()))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        print(
            f"onrecord: {path}: no file of names ({getattr(error, 'strerror', None) or error}); its shape "
            "is told in docs/world.md",
            file=sys.stderr,
        )
        raise typer.Exit(2) from None
    os.environ[OWN] = str(Path(path).resolve())


def published_of(value: str | None) -> date | None:
    from onrecord.read import plausible

    day = day_of(value, "--published")
    if day is not None and not plausible(day):
        raise typer.BadParameter(
            f"{value} is no day that a report can have come out; correct it", param_hint="--published"
        )
    return day


def columns_of(value: str | None) -> tuple[tuple[str, str], ...]:
    from onrecord.read import ROLES

    pairs = [x.partition("=") for x in value.split(",")] if value else []
    for role, sign, name in pairs:
        if not sign or role.strip() not in ROLES or not name.strip():
            raise typer.BadParameter(
                f"{role + sign + name!r} is not ROLE=NAME with a role of {', '.join(ROLES)}",
                param_hint="--columns",
            )
    return tuple((role.strip(), name.strip()) for role, _, name in pairs)


def fetcher_of(allow: list[str] | None, contact: str | None) -> Fetcher:
    from onrecord.fetch import Fetcher

    return Fetcher(frozenset(x.strip().lower() for x in allow or ()), contact)


class Reading:
    """The reports of the paths; refusals are told on standard error as they come."""

    def __init__(
        self, paths: list[str], published: date | None, columns: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.paths, self.published, self.columns, self.refused = paths, published, columns, 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        from onrecord.read import Refused, read_paths

        for item in read_paths(self.paths, self.published, self.columns):
            if isinstance(item, Refused):
                self.refuse(str(item))
            else:
                yield item

    def refuse(self, line: str) -> None:
        self.refused += 1
        complain(line)


def lay_rules(path: str | None) -> None:
    """Lays the file over the lexicon, for this process and its workers; wrong usage where it is none."""
    if path is None:
        return
    from onrecord.analyse.happened.check import BadRules, compiled, examples
    from onrecord.lexicon import OWN

    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf8"))
        compiled(data)
        examples(data)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, BadRules) as error:
        raise wrong(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    os.environ[OWN] = str(Path(path).resolve())
