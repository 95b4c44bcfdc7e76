"""The pictures of the gallery (docs/gallery.md): each page of the sample story as a browser shows it.

    python scripts/pictures.py [--record FILE] [--to docs/pictures] [--all]

Without --record the sample story is read anew. --all also makes each page on a phone, in the dark and in
print, to look at.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from onrecord.model import Event
from onrecord.pipeline import read_into, seen
from onrecord.record import open_store
from onrecord.show.page import page as page_of

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PORT = 8799
SHOWN = ("glance", "as-of", "lanes", "people", "line", "versions", "left-out", "brief")  # in the gallery
LIVE = {
    "timeline": "/#timeline",
    "glance": "/",
    "as-of": "/?as_of=2023-07-13",
    "lanes": "/lanes",
    "people": "/people",
    "disputes": "/disputes",
    "sources": "/sources",
    "left-out": "/left-out",
    "corrections": "/corrections",
    "search": "/search?q=climate",
}
LOOKS: dict[str, dict[str, Any]] = {
    "": {"viewport": {"width": 1000, "height": 760}},
    "-phone": {"viewport": {"width": 390, "height": 780}, "device_scale_factor": 2},
    "-dark": {"viewport": {"width": 1000, "height": 760}, "color_scheme": "dark"},
}


@contextmanager
def served(record: str) -> Iterator[str]:
    command = [
        sys.executable,
        "-c",
        "from onrecord.cli import main; main()",
        "serve",
        "--record",
        record,
        "--port",
        str(PORT),
        "--author",
        "A. Berg",
    ]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/corrections", timeout=5)
                break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{PORT}"
    finally:
        running.terminate()
        running.wait(20)


def paths(browser: Any, site: str, line: Event) -> dict[str, str]:
    """The pages, with this line, one actor, one report and one pair of versions."""
    page = browser.new_page()
    page.goto(site)
    first = {
        "report": "p.cite a[href^='/report/']",
        "actor": "dl a[href^='/actor/']",
    }
    found = {name: page.locator(css).first.get_attribute("href") for name, css in first.items()}
    page.goto(f"{site}/sources")
    pair = page.locator("a[href^='/versions']")
    if pair.count():
        found["versions"] = pair.first.get_attribute("href")
    page.close()
    return {**LIVE, "line": f"/line/{line.id}", **{k: v for k, v in found.items() if v}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record")
    parser.add_argument("--to", default="docs/pictures")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    to = Path(asked.to)
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        record = asked.record or f"{folder}/story.db"
        store = open_store(record)
        if not asked.record:
            read_into(store, [str(EXAMPLES)], workers=0)
        whole = seen(store)
        store.close()
        reports = [a.report for a in whole.analyses]
        for name, brief in (("page", False), ("brief", True)):
            (Path(folder) / f"{name}.html").write_text(
                page_of(whole.fused, reports, brief=brief), encoding="utf8"
            )
        with served(record) as site, sync_playwright() as p:
            browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            # the line that most sources bear out, for what it rests on is what the picture is of
            line = max(whole.fused.events, key=lambda e: (e.independent_sources, e.p))
            pages = {k: site + v for k, v in paths(browser, site, line).items()}
            pages |= {name: (Path(folder) / f"{name}.html").as_uri() for name in ("page", "brief")}
            for look, options in LOOKS.items() if asked.all else [("", LOOKS[""])]:
                for name, address in pages.items() if asked.all else [(n, pages[n]) for n in SHOWN]:
                    page = browser.new_page(**options)
                    page.goto(address)
                    page.screenshot(path=to / f"{name}{look}.png", full_page=asked.all)
                    page.close()
            if asked.all:
                for name in ("page", "brief"):
                    page = browser.new_page()
                    page.goto(pages[name])
                    page.pdf(path=to / f"{name}.pdf", prefer_css_page_size=True)
                    page.close()
            browser.close()
    print(f"{len(list(to.glob('*.png')))} pictures in {to}")


if __name__ == "__main__":
    main()
