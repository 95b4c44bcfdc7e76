"""A user's own lexicon on the command line: checked before anything is read, then laid over the shipped one."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from onrecord.commands.common import wrong

Rules = Annotated[
    str | None,
    typer.Option(
        "--rules",
        metavar="FILE",
        help="Your own acts, as in docs/lexicon.md, laid over the shipped ones; reports are analysed anew where it has changed.",
    ),
]


def lay(path: str | None) -> None:
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
