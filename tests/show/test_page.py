"""The page: whole, closed off from the world, legible, and true to the reports."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import lxml.html
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.defaults import SHOWN
from onrecord.fuse import Fused, at_least, fuse
from onrecord.model import Analysis, Report
from onrecord.record import laid_out
from onrecord.show import lines, render
from onrecord.show import page as page_module
from onrecord.show.export import tables
from onrecord.show.marked import anchor, marked, windows
from onrecord.show.page import page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
Sample = tuple[Fused, list[Report]]


@pytest.fixture(scope="module")
def html(sample: Sample) -> str:
    return page(*sample)


@pytest.fixture(scope="module")
def tree(html: str) -> etree._Element:
    return lxml.html.document_fromstring(html)


def test_it_is_well_formed(html: str) -> None:
    parser = etree.HTMLParser(recover=True)
    etree.fromstring(html, parser)
    # libxml2 knows HTML 4 only: the elements that came later are no faults
    faults = [e.message for e in parser.error_log if "invalid" not in e.message]
    assert not faults
    for name in (
        "section",
        "details",
        "summary",
        "li",
        "ol",
        "ul",
        "p",
        "div",
        "span",
        "mark",
        "article",
        "blockquote",
        "code",
        "a",
    ):
        assert len(re.findall(rf"<{name}[ >]", html)) == html.count(f"</{name}>"), name


def test_nothing_is_loaded_from_elsewhere(tree: etree._Element, html: str) -> None:
    assert not tree.xpath("//script|//link|//img|//iframe|//object|//embed|//video|//audio|//form|//base")
    assert not tree.xpath("//@src|//@srcset|//@style|//@*[starts-with(name(), 'on')]")
    assert "@import" not in html
    assert "url(" not in html
    for href in tree.xpath("//@href"):
        assert href.startswith(("#", "https://")), href


def test_it_forbids_itself_everything_but_its_style(tree: etree._Element, html: str) -> None:
    import base64
    import hashlib

    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    assert style
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy


def test_every_link_within_the_page_arrives_and_no_id_is_twice(tree: etree._Element) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in tree.xpath("//@href[starts-with(., '#')]"):
        assert href[1:] in set(ids), href
    for label in tree.xpath("//@aria-labelledby"):
        assert label in set(ids)


def test_every_citation_leads_to_its_words(tree: etree._Element, sample: Sample) -> None:
    fused, _ = sample
    links = tree.xpath("//p[@class='cite']/a[starts-with(@href, '#r')]/@href")
    assert len(links) > 50
    by_id = {m.get("id"): " ".join(m.text_content().split()) for m in tree.iter("mark") if m.get("id")}
    cited = {" ".join(c.text.split()) for e in fused.events for c in e.evidence}
    assert cited <= set(by_id.values())
    assert {h[1:] for h in links} <= set(by_id)


def test_headings_are_in_order_and_landmarks_are_there(tree: etree._Element) -> None:
    levels = [int(h.tag[1]) for h in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert tree.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(tree.xpath(f"//{landmark}")) == 1
    (skip,) = tree.xpath("//a[@class='skip']/@href")
    assert tree.xpath(f"//*[@id='{skip[1:]}']")[0].tag == "main"


def test_no_status_is_told_by_colour_alone(tree: etree._Element) -> None:
    for line in tree.xpath("//li[contains(@class, 'line ')]"):
        status = line.get("class").split()[1]
        if status != "happened":
            assert line.xpath(".//*[@class='note']"), line.text_content()


def test_the_day_of_an_undated_report_says_what_it_rests_on(tree: etree._Element) -> None:
    assert tree.xpath(
        "//section[h2/@id='sources']//p[contains(., 'date unknown') or contains(., 'date inferred')]"
    )


def test_the_same_record_gives_the_same_bytes(sample: Sample, html: str) -> None:
    fused, reports = sample
    assert page(fused, list(reports)) == html


def test_texts_are_escaped(analysed: Callable[..., Analysis]) -> None:
    hostile = '<script>alert(1)</script> & "quotes"'
    a = analysed(
        'Norway suspended talks with <script>alert(2)</script> Chile on Monday.\n\nThe king said: "I '
        "<b>met</b> \u202eChile's envoy.\"",
        "2024-05-08",
        'x"><img src=x>',
    )
    report = msgspec.structs.replace(
        a.report,
        title=hostile,
        publisher="<img src=x onerror=alert(3)>",
        url="javascript:alert(4)",
        dateline="<i>OSLO</i>",
    )
    a = msgspec.structs.replace(a, report=report)
    out = page(fuse([a]), [report], title=hostile)
    tree = lxml.html.document_fromstring(out)
    assert not tree.xpath("//script|//img|//b|//i")
    assert "javascript:" not in out
    assert "\u202e" not in out
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in out


def test_words_that_no_longer_stand_there_are_named_as_such(analysed: Callable[..., Analysis]) -> None:
    a = analysed("Norway suspended talks with Chile on Monday.", "2024-05-08", "one")
    changed = msgspec.structs.replace(a.report, text=a.report.text.replace("suspended", "continued"))
    out = page(fuse([a]), [changed])
    assert "these words no longer stand there" in out


def test_an_empty_record_is_a_page_too() -> None:
    out = page(fuse([]), [])
    assert "No events in this record" in out
    lxml.html.document_fromstring(out)


def test_reports_that_tell_no_event_are_not_called_an_empty_record(analysed: Callable[..., Analysis]) -> None:
    a = analysed("The weather was fine.", "2024-05-08", "one")
    out = page(fuse([a]), [a.report])
    assert "onrecord explain" in out
    assert "Read reports into it" not in out


def test_a_long_record_says_what_it_left_out(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, most in (
        (page_module, "MAX_LINES", 5),
        (page_module, "MAX_ROWS", 1),
        (page_module, "MAX_QUOTES", 3),
        (page_module, "MAX_PEOPLE", 2),
        (lines, "MAX_EVIDENCE", 1),
        (page_module, "WHOLE_REPORT", 300),
    ):
        monkeypatch.setattr(module, name, most)
    out = page(*sample)
    tree = lxml.html.document_fromstring(out)
    assert len(tree.xpath("//li[contains(@class, 'line ')]")) == 5
    assert len(tree.xpath("//p[@class='left']")) >= 5
    assert "onrecord export" in out
    ids = set(tree.xpath("//@id"))
    assert all(h[1:] in ids for h in tree.xpath("//@href[starts-with(., '#')]"))


def test_as_of_is_told(sample: Sample) -> None:
    assert "As it was known on 1 Nov 2023." in page(*sample, as_of=date(2023, 11, 1))


TEXT = st.text(alphabet="ab <&\n\x00é", max_size=60)


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_marks_keep_the_text_and_hold_their_words(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [(a, b) for a, b in pairs if a < b <= len(text)]
    out = lxml.html.fragment_fromstring(f"<div>|{marked(text, spans, 1)}|</div>")
    assert out.text_content() == "|" + text.replace("\x00", "\ufffd") + "|"
    ids = {m.get("id") for m in out.iter("mark") if m.get("id")}
    assert ids == {anchor(1, a, b) for a, b in spans}


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_windows_cover_what_is_cited(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [(a, b) for a, b in pairs if a < b <= len(text)]
    parts = windows(text, spans, head=5, around=3)
    assert all(any(f <= a and b <= e for f, e in parts) for a, b in spans)
    out = lxml.html.fragment_fromstring(str(marked(text, spans, 1, parts)), create_parent="div")
    assert {m.get("id") for m in out.iter("mark") if m.get("id")} == {anchor(1, a, b) for a, b in spans}


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_contrast_meets_aa_in_light_dark_and_print() -> None:
    schemes = [
        dict(re.findall(r"--(\w+): (#\w+)", block))
        for block in re.findall(r":root \{(.*?)\}", render.style(), re.S)
    ]
    assert len(schemes) == 3
    for colours in schemes:
        for fore in ("ink", "soft", "link", "ahead", "not", "note"):
            for back in ("paper", "panel") + (("mark", "target") if fore == "ink" else ()):
                a, b = sorted((_luminance(colours[fore]), _luminance(colours[back])))
                assert (b + 0.05) / (a + 0.05) >= 4.5, (fore, back, colours)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_shows_it_and_unfolds_it_on_paper(html: str, tmp_path: Path) -> None:
    assert CHROMIUM
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--enable-logging=stderr",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    dump = subprocess.run(
        [CHROMIUM, *flags, "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "CONSOLE" not in dump.stderr, dump.stderr  # a refused style would be told here
    tree = lxml.html.document_fromstring(dump.stdout)
    assert len(tree.xpath("//mark")) == html.count("<mark")
    subprocess.run(
        [
            CHROMIUM,
            *flags,
            "--no-pdf-header-footer",
            f"--print-to-pdf={tmp_path / 'page.pdf'}",
            file.as_uri(),
        ],
        capture_output=True,
        timeout=60,
        check=False,
    )
    printed = (tmp_path / "page.pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    text = " ".join(p.extract_text() for p in pypdf.PdfReader(tmp_path / "page.pdf").pages)
    shown = "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
    for quotation in tree.xpath("//details//blockquote/text()"):
        assert "".join(c for c in quotation if c.isalnum())[:40] in shown  # unfolded


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.parametrize(("brief", "sheets"), [(True, 2), (False, 8)])
def test_five_reports_and_a_brief_are_few_sheets(
    brief: bool, sheets: int, sample_analyses: list[Analysis], tmp_path: Path
) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    assert CHROMIUM
    some = sample_analyses if brief else sorted(sample_analyses, key=lambda a: -len(a.report.text))[:5]
    html = page(fuse(some), [a.report for a in some], brief=brief)
    (tmp_path / "page.html").write_text(html, encoding="utf8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path / 'profile'}",
    ]
    command = [CHROMIUM, *flags, f"--print-to-pdf={tmp_path / 'page.pdf'}", (tmp_path / "page.html").as_uri()]
    subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert 1 <= len(pypdf.PdfReader(tmp_path / "page.pdf").pages) <= sheets


def test_a_glance_tells_ties_changes_plans(tree: etree._Element, sample: Sample) -> None:
    now = tree.xpath("//section[@aria-labelledby='now']")[0]
    text = " ".join(now.text_content().split())
    for said in (
        "China and United States",
        "environment: resumed since 14 Nov 2022",
        "What happened last",
        "Planned, and no word yet",
    ):
        assert said in text
    ids = set(tree.xpath("//@id"))
    assert {h.removeprefix("#") for h in now.xpath(".//a/@href")} <= ids
    assert len(now.xpath(".//li")) < 30


def test_a_strip_has_its_axis_and_says_all_in_words(tree: etree._Element, sample: Sample) -> None:
    strips = tree.xpath("//figure[@class='strip']")
    assert len(strips) == len(sample[0].relations)
    for figure in strips:
        told = figure.xpath("string(figcaption)")
        assert told in figure.get("aria-label")
        for title in figure.xpath("./svg/rect/title"):
            assert title.text in told
        assert figure.xpath(".//text[@class='axis']")
        assert {a.get("href") for a in figure.xpath(".//a")} <= {"#" + i for i in tree.xpath("//@id")}


def test_what_did_not_happen_is_said_before_the_line(tree: etree._Element) -> None:
    lines = tree.xpath(
        "//li[contains(@class, 'line ') and (contains(@class, 'not_happened') or contains(@class, "
        "'called_off'))]//span[@class='what']"
    )
    assert lines
    assert all(x.text_content().startswith(("Did not happen: ", "Called off: ")) for x in lines)


def test_a_brief_is_the_summary_and_the_weightiest_lines(sample: Sample) -> None:
    brief = lxml.html.document_fromstring(page(*sample, brief=True))
    assert [h.text for h in brief.xpath("//h2")] == ["At a glance", "Timeline"]
    assert len(brief.xpath("//li[contains(@class, 'line')]")) == page_module.BRIEF_LINES
    assert all(len(x.xpath(".//blockquote")) <= 1 for x in brief.xpath("//li[contains(@class, 'line')]"))


@pytest.mark.parametrize("most", [2, 6, 1500])
@pytest.mark.parametrize("brief", [False, True])
def test_of_a_kept_view_the_page_is_the_same(
    sample: Sample, most: int, brief: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines that it only counts come without their words, and reports without texts until they are cited."""
    monkeypatch.setattr(page_module, "MAX_LINES", most)
    monkeypatch.setattr(page_module, "BRIEF_LINES", most)
    fused, reports = sample
    kept = laid_out(fused, reports)
    thin = page_module.light(kept, SHOWN, brief)
    assert sum(bool(e.evidence) for e in thin.events) == min(most, len(fused.events))
    heads = [msgspec.structs.replace(r, text="") for r in reports]
    texts = {r.id: r for r in reports}
    assert page(thin, heads, brief=brief, texts=texts) == page(at_least(fused, SHOWN), reports, brief=brief)


def test_what_is_exported_of_a_kept_view_is_all_of_it(sample: Sample) -> None:
    fused, reports = sample
    made = tables(laid_out(fused, reports), lambda: reports, len(reports), 0.0)
    assert [r["id"] for r in made["events"]] == [e.id for e in at_least(fused, 0.0).events]
    assert {name: len(list(rows)) for name, rows in made.items()} == {
        n: len(rows) for n, rows in made.items()
    }
    assert [r["text"] for r in made["reports"]] == [r.text for r in reports]
    assert all(
        len(made[name]) == len(getattr(fused, name)) for name in ("quotes", "actors", "lineages", "stories")
    )
