"""The live pages: what they show, what they refuse, and a real browser that sees, searches, corrects, undoes
and reloads."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import lxml.html
import pytest

pytest.importorskip("starlette", reason="Starlette is not installed")

from starlette.testclient import TestClient

from onrecord.cli.live_pages import app
from shell import EXAMPLES, run

BASE = "http://127.0.0.1:8765"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WOODSIDE = "Joe Biden and Xi Jinping meet in Woodside"
HOSTILE = "<script>alert(1)</script>\u202e\"'&"


def client(record: Path) -> TestClient:
    return TestClient(app(str(record), "A. Berg"), base_url=BASE, follow_redirects=False)


def tree(response: Any) -> Any:
    assert response.status_code < 500, response.text
    return lxml.html.document_fromstring(response.text)


def line_id(c: TestClient, words: str) -> str:
    (li,) = (
        x
        for x in tree(c.get("/", params={"words": words})).xpath("//li[contains(@class, 'line ')]")
        if words in x.text_content()
    )
    return str(li.get("id"))


def form(c: TestClient, id: str, verb: str) -> dict[str, str]:
    page = tree(c.get(f"/line/{id}"))
    (found,) = (f for f in page.forms if f.fields.get("verb") == verb)
    return dict(found.fields)


def corrected(c: TestClient, id: str, verb: str, **fields: str) -> Any:
    """The preview, and then the correction itself."""
    preview = c.post(f"/line/{id}", data=form(c, id, verb) | fields)
    assert preview.status_code == 200
    (do,) = (f for f in tree(preview).forms if f.method == "POST")
    return preview, c.post(f"/line/{id}", data=dict(do.fields))


# --- what is shown -------------------------------------------------------------------------------


PAST = "2023-07-13"


def test_all_that_is_linked_is_there(story: Path) -> None:
    """Of the views of the past, those of one day; of the reports' marks, that each is there."""
    c = client(story)
    todo, seen, pages = ["/"], set(), dict[str, set[str]]()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        page = c.get(path)
        assert page.status_code == 200, path
        assert "default-src 'none'" in page.headers["content-security-policy"]
        found = tree(page)
        ids = found.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        pages[path] = set(ids)
        for href in found.xpath("//a/@href"):
            where, _, anchor = href.partition("#")
            if not where:
                assert anchor in ids, (path, anchor)
            elif where.startswith("/") and ("as_of" not in where or PAST in where):
                if "mark=" in where:
                    assert anchor == f"r1-{where.partition('mark=')[2].partition('&')[0]}"
                if "mark=" not in where or len(seen) < 60:
                    todo.append(where)
        assert not found.xpath("//script|//img|//link|//iframe|//*[@style]|//@onclick")
    marked = [p for p in pages if "mark=" in p]
    assert marked
    assert all(f"r1-{p.partition('mark=')[2].partition('&')[0]}" in pages[p] for p in marked)
    for start, least in (
        ("/line/", 30),
        ("/report/", 10),
        ("/actor/", 15),
        ("/versions", 2),
        ("/people", 2),
        ("/lanes", 2),
        ("/left-out", 2),
    ):
        assert len([p for p in seen if p.startswith(start)]) >= least, start


def test_what_was_known_then_is_looked_at_and_not_corrected(story: Path) -> None:
    c = client(story)
    now, then = (tree(c.get("/", params=p)) for p in ({}, {"as_of": PAST}))
    assert "As known on 13 Jul 2023" in then.text_content()
    lines = {k: x.xpath("//li[contains(@class, 'line ')]") for k, x in (("now", now), ("then", then))}
    assert 0 < len(lines["then"]) < len(lines["now"])
    assert not then.xpath("//a[text()='Correct this line']")
    assert "Woodside" not in then.text_content()
    href = then.xpath("//a[starts-with(@href, '/line/')]/@href")[0]
    assert PAST in href
    report = then.xpath("//p[@class='cite']/a/@href")[0]
    assert PAST in report
    assert c.get(report).status_code == 200
    past = tree(c.get(href))
    assert "as it was known then" in past.text_content()
    assert not [f for f in past.forms if f.method == "POST"]
    for path in ("/lanes", "/people", "/disputes", "/sources", "/left-out"):
        page = tree(c.get(path, params={"as_of": PAST}))
        assert "As known on 13 Jul 2023" in page.text_content(), path
        assert PAST in page.xpath("//nav//a[text()='Timeline']/@href")[0]
    assert c.get("/", params={"as_of": "1990-01-01"}).status_code == 200
    assert c.get("/", params={"as_of": "soon"}).status_code == 200


def test_an_actor_has_lines_statements_and_those_met(story: Path) -> None:
    c = client(story)
    people = tree(c.get("/people"))
    (href,) = people.xpath("//ul[@class='rows']//a[text()='John Kerry']/@href")
    page = tree(c.get(href))
    told = page.text_content()
    assert "Xie Zhenhua" in page.xpath("string(//p[contains(., 'Met:')])")
    assert "US climate envoy" in told
    assert len(page.xpath("//li[contains(@class, 'line ')]")) > 10
    assert page.xpath("//h2[text()='Said']/following-sibling::blockquote")
    before = tree(c.get(href, params={"as_of": "2022-08-03"}))
    assert "No report named this actor by then" in before.text_content()


def test_two_versions_stand_side_by_side(story: Path) -> None:
    c = client(story)
    hrefs = tree(c.get("/sources")).xpath("//a[starts-with(@href, '/versions')]/@href")
    pages = [tree(c.get(h)) for h in hrefs]
    (page,) = (p for p in pages if "Egypt" in p.text_content())
    only = [{m.text_content() for m in a.xpath(".//mark[@class='only']")} for a in page.xpath("//article")]
    assert len(only) == 2
    assert any("next week" in x for x in only[0])
    assert any("will not travel" in x for x in only[1])
    assert "date came in" in page.text_content()
    assert c.get("/versions", params={"one": "none", "other": "none"}).status_code == 404
    assert c.get("/versions").status_code == 404


def test_what_was_left_out_is_listed_with_reasons(story: Path) -> None:
    c = client(story)
    page = tree(c.get("/left-out"))
    rows = page.xpath("//main/ul[@class='rows']/li")
    assert len(rows) > 5
    assert all("chance 0." in r.text_content() for r in rows)
    assert "Against it" in rows[0].text_content()
    more = tree(c.get("/left-out", params={"sure": "0.9"}))
    assert len(more.xpath("//main/ul[@class='rows']/li")) > len(rows)


def test_words_are_marked_in_their_report(story: Path) -> None:
    c = client(story)
    page = tree(c.get("/", params={"words": "Woodside"}))
    href = page.xpath("//p[@class='cite']/a/@href")[0]
    where, anchor = href.split("#")
    (mark,) = tree(c.get(where)).xpath(f"//mark[@id='{anchor}']")
    assert mark.text_content() in page.xpath("string(//blockquote)")


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ({"about": "Kerry"}, "John Kerry"),
        ({"one": "USA", "other": "CHN"}, "Biden"),
        ({"type": "SANCTION"}, "suspends"),
        ({"status": "called_off"}, "Called off"),
        ({"from": "2023-11-01", "to": "2023-11-30"}, "Sunnylands"),
        ({"words": "methane"}, "methane"),
        ({"context": "environment"}, "climate"),
    ],
)
def test_filters(asked: dict[str, str], some: str, story: Path) -> None:
    c = client(story)
    everything, found = (
        tree(c.get("/", params=p)).xpath("//li[contains(@class, 'line ')]") for p in ({}, asked)
    )
    assert 0 < len(found) < len(everything)
    assert any(some in x.text_content() for x in found)


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "soon"},
        {"sure": "x"},
        {"page": "-1"},
        {"page": "9" * 50},
        {"about": HOSTILE},
        {"sure": "nan"},
        {"type": "X" * 5000},
    ],
)
def test_any_question_is_a_page(asked: dict[str, str], story: Path) -> None:
    page = client(story).get("/", params=asked)
    assert page.status_code == 200
    assert "<script" not in page.text


def test_a_name_that_is_not_on_record(story: Path) -> None:
    assert "did you mean Kerry or John Kerry" in client(story).get("/", params={"about": "Kery"}).text


def test_search(story: Path) -> None:
    c = client(story)
    hits = tree(c.get("/search", params={"q": "climate talks"})).xpath("//main//a/@href")
    assert hits
    assert all(c.get(h).status_code == 200 for h in hits)
    assert "No report holds" in c.get("/search", params={"q": "zebra"}).text


# --- correcting ----------------------------------------------------------------------------------


def test_shown_done_listed_and_taken_back(mine: Path) -> None:
    c = client(mine)
    id = line_id(c, WOODSIDE)
    preview, done = corrected(c, id, "redate", value="2023-11-16", note="their diary")
    assert "days: 2023-11-15/2023-11-15 → 2023-11-16/2023-11-16" in preview.text
    assert done.status_code == 303
    assert f"Noted as {done.headers['location'].split('=')[1]}" in c.get(done.headers["location"]).text
    assert "day corrected by A. Berg" in c.get("/", params={"words": "Woodside"}).text
    assert run("read", EXAMPLES, "--record", mine).exit_code == 0
    assert "16 Nov 2023" in tree(c.get(f"/line/{id}")).xpath("string(//header/p)")
    listed = tree(c.get("/corrections"))
    assert "their diary" in listed.text_content()
    undone = c.post("/undo", data=dict(listed.forms[-1].fields))
    assert "Taken back." in undone.text
    assert "15 Nov 2023" in tree(c.get(f"/line/{id}")).xpath("string(//header/p)")
    assert c.post("/undo", data=dict(listed.forms[-1].fields)).status_code == 409


@pytest.mark.parametrize(
    ("verb", "value"),
    [
        ("restatus", "called_off"),
        ("retype", "AGREE"),
        ("rename", "They met"),
        ("reject", ""),
        ("confirm", ""),
        ("join", ""),
        ("split", ""),
    ],
)
def test_each_correction_is_a_form(verb: str, value: str, mine: Path) -> None:
    c = client(mine)
    fields = {"value": value} if value else {}
    _, done = corrected(c, line_id(c, WOODSIDE), verb, **fields)
    assert done.status_code == 303, done.text
    assert verb in run("corrections", "--record", mine).stdout


def test_two_tabs_correct_one_line(mine: Path) -> None:
    c = client(mine)
    id = line_id(c, WOODSIDE)
    first, second = form(c, id, "redate"), form(c, id, "reject")
    assert c.post(f"/line/{id}", data=first | {"value": "2023-11-16", "done": "yes"}).status_code == 303
    late = c.post(f"/line/{id}", data=second | {"done": "yes"})
    assert late.status_code == 409
    assert "somebody else has changed the record" in late.text
    assert "2023-11-16" in late.text
    assert "reject" not in run("corrections", "--record", mine).stdout


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"value": "soon"}, "is no day"),
        ({"verb": "burn"}, "no such correction"),
        ({"verb": "join", "value": "e-none"}, "no event of that id"),
    ],
)
def test_what_is_wrong_is_told_on_the_page(fields: dict[str, str], why: str, mine: Path) -> None:
    c = client(mine)
    id = line_id(c, WOODSIDE)
    answer = c.post(f"/line/{id}", data=form(c, id, "redate") | fields)
    assert answer.status_code == 400
    assert why in tree(answer).xpath("string(//*[@role='alert'])")


# --- what is refused -----------------------------------------------------------------------------


def test_another_host_another_site_and_another_run(mine: Path) -> None:
    c = client(mine)
    id = line_id(c, WOODSIDE)
    good = form(c, id, "reject") | {"done": "yes"}
    assert c.get("/", headers={"Host": "evil.example"}).status_code == 400
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert c.post(f"/line/{id}", data=good, headers=headers).status_code == 403
    for data in (
        good | {"token": "x"},
        {k: v for k, v in good.items() if k != "token"},
        good | {"note": "x" * 70_000},
    ):
        assert c.post(f"/line/{id}", data=data).status_code == 403
    assert c.post("/undo", data={"id": "k-1"}).status_code == 403
    assert c.put(f"/line/{id}").status_code == 405
    assert run("corrections", "--record", mine).stdout.startswith("Nothing was corrected")
    assert c.post(f"/line/{id}", data=good, headers={"Origin": BASE}).status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/report/none",
        "/report/../../etc/passwd",
        "/report/%2e%2e%2fx",
        "/line/e-none",
        "/line/%00",
    ],
)
def test_what_is_not_there(path: str, story: Path) -> None:
    answer = client(story).get(path)
    assert answer.status_code == 404
    assert "Not here" in answer.text


def test_hostile_reports_run_nothing(tmp_path: Path) -> None:
    text = (
        f"Norway and Chile met in Oslo on Monday. “{HOSTILE} we will sign it by 2030,” said Anna Berg, a "
        f"minister. {HOSTILE}"
    )
    row = {
        "id": f"../{HOSTILE}",
        "text": text,
        "published": "2024-05-08",
        "title": HOSTILE,
        "url": "javascript:alert(1)",
        "publisher": HOSTILE,
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(row))
    run("read", tmp_path / "in.jsonl", "--record", tmp_path / "r.db")
    c = client(tmp_path / "r.db")
    home = c.get("/")
    paths = {h.split("#")[0] for h in tree(home).xpath("//main//a/@href") if h.startswith("/")}
    assert any(p.startswith("/report/") for p in paths)
    for page in [home, *(c.get(p) for p in sorted(paths))]:
        assert page.status_code == 200
        assert "<script" not in page.text
        assert "\u202e" not in page.text
        assert not re.search(r'href="\s*javascript', page.text)


def test_a_record_that_goes_away_is_told(mine: Path) -> None:
    c = client(mine)
    mine.unlink()
    answer = c.get("/")
    assert answer.status_code == 503
    assert "can&#39;t be read" in answer.text or "can't be read" in answer.text


# --- a browser -----------------------------------------------------------------------------------


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_sees_searches_corrects_undoes_and_reloads(server: str, mine: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda m: said.append(m.text))
        page.on("request", lambda r: said.append(r.url) if not r.url.startswith(server) else None)
        page.goto(server)
        assert page.locator("figure[role=group] svg").count() >= 1
        page.get_by_label("Words").fill("Woodside")
        page.get_by_role("button", name="Show").click()
        line = page.locator("li.line", has_text=WOODSIDE)
        line.locator("summary").focus()
        page.keyboard.press("Enter")
        assert line.locator("blockquote").first.is_visible()
        line.get_by_role("link", name="Correct this line").click()
        page.get_by_label("Days").fill("2023-11-16")
        page.get_by_role("button", name="Another day …").click()
        assert "2023-11-16" in page.locator(".diff").inner_text()
        page.get_by_role("button", name="Do it").click()
        assert "Noted as k-" in page.get_by_role("status").inner_text()
        assert run("read", EXAMPLES, "--record", mine).exit_code == 0
        page.goto(f"{server}/?words=Woodside")
        assert "day corrected by A. Berg" in page.locator("li.line", has_text=WOODSIDE).inner_text()
        page.get_by_role("link", name="Corrections").click()
        page.get_by_role("button", name=re.compile("Take back")).click()
        assert "Taken back." in page.get_by_role("status").inner_text()
        page.goto(f"{server}/?words=Woodside")
        assert "corrected" not in page.locator("li.line", has_text=WOODSIDE).inner_text()
        page.get_by_label("Search reports").fill("methane")
        page.get_by_role("button", name="Search").click()
        page.locator("main a").first.click()
        assert page.locator("article .text").is_visible()
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(server)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert said == []
        browser.close()
