"""The command line as a user gives it."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from onrecord.cli import app

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """The command in this process, with what it wrote to each stream."""
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)
