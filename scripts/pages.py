"""How long the live pages take on a record of many events, beside Datasette on the same tables in the same
run.

    python scripts/pages.py [--events 10000] [--requests 200]

The events are those of the sample story, over and over, each with an id of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

import msgspec
from datasette.app import Datasette
from starlette.testclient import TestClient

from onrecord.cli import live_pages as serve
from onrecord.cli.live import Live
from onrecord.fuse import Fused
from onrecord.pipeline import Seen, read_into, seen
from onrecord.record import open_store, rows_of, tables

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
OURS = [
    "/",
    "/?page=37",
    "/?about=Kerry",
    "/?one=USA&other=CHN",
    "/?words=methane",
    "/?status=planned&page=2",
    "/line/e-000000000100",
    "/lanes",
    "/people",
    "/disputes",
]
THEIRS = [
    "events",
    "events?_next=3700",
    "events?_search=Kerry",
    "dyads?actor_country=USA&recipient_country=CHN",
    "events?_search=methane",
    "events?status=planned",
    "events?id=e-000000000100",
    "events?_sort=earliest",
    "dyads",
    "disputes",
]


def many(fused: Fused, count: int) -> Fused:
    made = [
        msgspec.structs.replace(
            fused.events[n % len(fused.events)], id=f"e-{n:012x}", outcome_of=None, part_of=None
        )
        for n in range(count)
    ]
    return msgspec.structs.replace(fused, events=tuple(made), expectations=(), relations=fused.relations)


def told(name: str, times: list[float]) -> None:
    times.sort()
    print(
        f"{name}: median {statistics.median(times):.0f} ms, 95th percentile "
        f"{times[int(0.95 * len(times))]:.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=200)
    asked = parser.parse_args()
    draw = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/story.db"
        store = open_store(path)
        read_into(store, [str(EXAMPLES)], workers=0)
        small = seen(store)
        large = Seen(many(small.fused, asked.events), small.analyses)
        rows = {**rows_of(large.fused, large.analyses), "ties": (), "mentions": ()}
        store.close()
        with sqlite3.connect(path) as db:
            tables.fill(db, "bench", rows)
        site = serve.app(path)
        Live.at = lambda self, as_of=None: ("", large)  # type: ignore[method-assign]
        ours = TestClient(site, base_url="http://127.0.0.1:1")
        for page in OURS:  # the first look at a state makes what its pages share
            ours.get(page)
        spent = []
        for _ in range(asked.requests):
            start = time.perf_counter()
            assert ours.get(draw.choice(OURS)).status_code == 200
            spent.append((time.perf_counter() - start) * 1000)
        told(f"onrecord serve, {asked.events:,} events", spent)

        async def theirs() -> list[float]:
            ds = Datasette([path])
            await ds.invoke_startup()
            await ds.client.get("/story/events")
            out = []
            for _ in range(asked.requests):
                start = time.perf_counter()
                assert (await ds.client.get(f"/story/{draw.choice(THEIRS)}")).status_code == 200
                out.append((time.perf_counter() - start) * 1000)
            return out

        told("Datasette, the same file", asyncio.run(theirs()))


if __name__ == "__main__":
    main()
