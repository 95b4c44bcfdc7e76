"""Every page in a real browser: no serious finding of axe, all within a narrow phone, in light and dark, by
keyboard, on paper."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shell import run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

PAGES = (
    "/",
    "/?as_of=2023-07-13",
    "/?about=nobody",
    "/lanes",
    "/people",
    "/disputes",
    "/sources",
    "/left-out",
    "/corrections",
    "/search?q=climate",
    "/nothing",
)
FOUND = {
    "line": "a[href^='/line/']",
    "report": "p.cite a[href^='/report/']",
    "actor": "dl a[href^='/actor/']",
}
PHONE = {"width": 320, "height": 640}
BAD = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        made = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def addresses(shown: str, browser: Any, story: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every kind of page, the one file and the brief among them."""
    page = browser.new_page()
    page.goto(shown)
    found = [page.locator(css).first.get_attribute("href") for css in FOUND.values()]
    page.goto(f"{shown}/sources")
    found.append(page.locator("a[href^='/versions']").first.get_attribute("href"))
    page.close()
    folder = tmp_path_factory.mktemp("pages")
    for name, more in (("page", ()), ("brief", ("--brief",))):
        assert run("page", "--record", story, "--to", folder / f"{name}.html", *more).exit_code == 0
    return [shown + p for p in (*PAGES, *found)] + [
        (folder / f"{n}.html").as_uri() for n in ("page", "brief")
    ]


def findings(page: Any) -> list[tuple[str, str]]:
    made = axe.Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in made if v["impact"] in BAD]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_a_phone_is_wide_enough(
    scheme: str, browser: Any, addresses: list[str]
) -> None:
    page = browser.new_page(viewport=PHONE, color_scheme=scheme)
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((d, i) => { d.open = i < 6 })")
        assert findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
    page.close()


def test_axe_would_find_what_is_wrong(browser: Any, shown: str) -> None:
    page = browser.new_page()
    page.goto(shown)
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><button></button>')"
    )
    assert {id for id, _ in findings(page)} >= {"image-alt", "button-name"}
    page.close()


def test_the_keyboard_reaches_everything_and_no_mark_of_a_picture_on_the_way(
    browser: Any, shown: str
) -> None:
    page = browser.new_page()
    page.goto(f"{shown}/lanes")
    told = []
    for _ in range(16):
        page.keyboard.press("Tab")
        told.append(
            page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || "
                "document.activeElement.name).trim()"
            )
        )
    assert told[0].startswith("Skip to")
    assert told[1:4] == ["Timeline", "Lanes", "People"]
    assert any("events of United States, China" in x for x in told)
    assert not [x for x in told if x.startswith("http")]
    inside = page.evaluate("!!document.activeElement.closest('svg')")
    assert not inside
    page.keyboard.press("Shift+Tab")
    page.locator("figure.lanes").focus()
    page.set_viewport_size(PHONE)
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('figure.lanes').scrollLeft > 0")
    page.close()


def test_live_pages_print_without_their_forms(browser: Any, shown: str) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    page = browser.new_page()
    page.goto(shown)
    text = " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(page.pdf())).pages)
    page.close()
    assert "At a glance" in text
    assert "Woodside" in text
    for form in ("Search reports", "Chance at least", "Correct this line"):
        assert form not in text
