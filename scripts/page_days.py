"""How often the day of publication of a page is right, of pages whose own markup tells it.

    python scripts/page_days.py [../shared/bench/html/pages]

The day is looked for here by a plain search for ``datePublished`` and ``published_time``, on the first that
the page has, and not as ``onrecord`` reads it. Pages that tell no day so are counted apart, and of pages in
other languages the day counts too.
"""

from __future__ import annotations

import argparse
import gzip
import re
from pathlib import Path

from onrecord.model import Report
from onrecord.read import read_paths

STATED = re.compile(
    r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)|(?:article:published_time'
    r'|datePublished)"[^>]{0,200}?(?:content|datetime)="(\d{4}-\d\d-\d\d)'
    r'|(?:content|datetime)="(\d{4}-\d\d-\d\d)[^"]*"[^>]{0,200}?(?:article:published_time|datePublished)"'
)


def stated(page: str) -> str | None:
    """The first day that the markup tells; the year 1 is none."""
    days = (next(filter(None, m.groups())) for m in STATED.finditer(page))
    return next((day for day in days if day > "1800"), None)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", default="../shared/bench/html/pages", type=Path)
    right, wrong, untold = 0, [], 0
    for path in sorted(parser.parse_args().folder.glob("*.html.gz")):
        day = stated(gzip.decompress(path.read_bytes()).decode("utf8", "replace"))
        # to its end, so that the next page finds its reader warm
        found = [r for r in read_paths([str(path)]) if isinstance(r, Report)]
        read = found[0] if found else None
        if day is None:
            untold += 1
        elif read is not None and str(read.published) == day:
            right += 1
        else:
            wrong.append(f"{path.name[:12]}: {day}, read {read.published if read else 'not at all'}")
    print(f"{right} of {right + len(wrong)} right; {untold} tell no day so")
    print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
