"""``onrecord mcp``: the record as tools of an assistant."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.common import (
    DEFAULT_RECORD,
    RecordFile,
    path_of,
    wrong,
)


def mcp(
    record: RecordFile = DEFAULT_RECORD,
    http: Annotated[
        int | None,
        typer.Option(
            "--http", metavar="PORT", min=1, max=65535, help="Serve on 127.0.0.1 at this port instead."
        ),
    ] = None,
) -> None:
    """Let an assistant ask the record: seven read-only tools of the Model Context Protocol over standard
    input and output.

    Example, in a client's settings: {"command": "onrecord", "args": ["mcp", "--record", "story.db"]}
    """
    path_of(record)
    try:
        from onrecord.cli import mcp_tools
    except ModuleNotFoundError as error:
        raise wrong(f"{error.name} is not installed; install it with: pip install 'onrecord[mcp]'") from None
    mcp_tools.run(record, http)
