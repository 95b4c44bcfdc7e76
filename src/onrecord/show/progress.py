"""What takes long is told on a terminal: how much of it is done and how long the rest will take.

Nothing is shown within the first two seconds, nor anywhere but on the standard error of a terminal.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.progress import Tell, quiet
from onrecord.show.plain import unfiltered

WAIT = 2.0  # seconds that need no word
PERIOD = 600.0  # seconds by whose speed the rest is judged: longer than a step that tells nothing takes


@contextmanager
def shown(what: str) -> Iterator[Tell]:
    """Within, whoever is given the function tells by it how far the work is."""
    if not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[words]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(file=unfiltered(sys.stderr)),
        transient=True,
        speed_estimate_period=PERIOD,
    )
    task = bar.add_task(what, total=None, words="")
    wait = threading.Timer(WAIT, bar.start)
    wait.daemon = True
    wait.start()
    try:
        yield lambda share, words: bar.update(task, total=1.0, completed=share, words=words)
    finally:
        wait.cancel()
        wait.join()  # it may be starting the bar just now
        bar.stop()
