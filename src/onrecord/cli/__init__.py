"""The command line: arguments in, exit codes out; the only place that prints.

Exit codes: 0 all was done, 1 some reports were refused (each with a line on standard error), 2 wrong usage, 3
stopped by the machine, 4 the record is damaged, 130 stopped by Ctrl-C (``guard``).

One command a module; what several of them take is in ``options``, what that means in ``given``, how a record
is opened and an answer printed in ``common``. ``mcp_tools`` and ``live_pages`` are the two that serve.
"""

from onrecord.cli.app import app, main

__all__ = ["app", "main"]
