"""What is handed on is read by what reads it: each form by its ecosystem's own library, with every word where
it is said to be."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.fuse import Fused
from onrecord.fuse.level import scale
from onrecord.model import Analysis, Citation, Corrected, Event, Expectation, Report
from onrecord.model.analysis import Status
from onrecord.record import laid_out
from onrecord.show.export import tables as contract
from onrecord.show.handon import FILES, calendar, ftm, graph, plover, prov, tidy, timelinejs, webannotation

Sample = tuple[Fused, list[Report]]
HOSTILE = "<script>alert(1)</script>]]>&\x1b[2J\u202e\x00;,\\\n=cmd"
STATUSES = st.sampled_from(Status.__args__)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def hostile(sample: Sample, sample_analyses: list[Analysis]) -> tuple[Fused, list[Analysis]]:
    """The sample with every title, name and line full of what steers a reader."""
    fused, _ = sample
    events = tuple(
        msgspec.structs.replace(e, summary=e.summary + HOSTILE, place=HOSTILE, actors=(*e.actors, HOSTILE))
        for e in fused.events
    )
    plans = tuple(msgspec.structs.replace(x, what=x.what + HOSTILE) for x in fused.expectations)
    analyses = [
        msgspec.structs.replace(a, report=msgspec.structs.replace(a.report, title=HOSTILE, publisher=HOSTILE))
        for a in sample_analyses
    ]
    return msgspec.structs.replace(fused, events=events, expectations=plans), analyses


def text(made: Any, fused: Fused, analyses: Sequence[Analysis]) -> str:
    return b"".join(made(fused, analyses)).decode()


@pytest.mark.parametrize("form", FILES)
def test_the_same_record_gives_the_same_bytes(
    form: str, sample: Sample, sample_analyses: list[Analysis]
) -> None:
    one, two = (text(FILES[form][1], sample[0], sample_analyses) for _ in "ab")
    assert one == two
    assert len(one) > 500


@pytest.mark.parametrize("form", FILES)
def test_nothing_makes_nothing_that_breaks(form: str) -> None:
    empty = Fused((), (), (), (), (), (), (), (), ())
    assert isinstance(text(FILES[form][1], empty, []), str)


# --- iCalendar -----------------------------------------------------------------------------------


def test_icalendar_is_read_by_icalendar(
    sample: Sample, hostile: tuple[Fused, list[Analysis]], sample_analyses: list[Analysis]
) -> None:
    icalendar = pytest.importorskip("icalendar")
    for fused, analyses in ((sample[0], sample_analyses), hostile):
        data = b"".join(calendar.made(fused, analyses))
        assert all(len(x) <= 75 for x in data.split(b"\r\n"))
        (read,) = icalendar.Calendar.from_ical(data, multiple=True)
        assert read.errors == []
        plans = {f"{x.id}@onrecord": x for x in fused.expectations if x.earliest or x.latest}
        events = read.walk("VEVENT")
        assert {str(e["UID"]) for e in events} == set(plans)
        for e in events:
            x = plans[str(e["UID"])]
            assert e["DTSTART"].dt == (x.earliest or x.latest)
            assert e["DTEND"].dt == (x.latest or x.earliest) + timedelta(days=1)  # type: ignore[operator]
            assert e["STATUS"] == {"happened": "CONFIRMED", "open": "TENTATIVE"}.get(x.outcome, "CANCELLED")
            assert "\x1b" not in e["SUMMARY"] and "\u202e" not in e["SUMMARY"]  # noqa: PT018
    assert {x.outcome for x in sample[0].expectations} >= {"happened", "open"}


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_words_come_back_out_of_a_calendar(what: str) -> None:
    icalendar = pytest.importorskip("icalendar")
    x = Expectation("e-1", what, (), date(2024, 5, 6), None, None, None, ("r",), "open")
    fused = msgspec.structs.replace(Fused((), (), (), (), (), (), (), (), ()), expectations=(x,))
    (event,) = icalendar.Calendar.from_ical(b"".join(calendar.made(fused, []))).walk("VEVENT")
    kept = what.replace("\r\n", " ").replace("\r", " ")
    assert len(str(event["SUMMARY"])) <= len(what)
    assert [c for c in str(event["SUMMARY"]) if c.isalnum()] == [c for c in kept if c.isalnum()]


# --- TimelineJS ----------------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert attrs == []
        self.seen.add(tag)


def test_timelinejs_has_its_fields_and_runs_nothing(
    sample: Sample, hostile: tuple[Fused, list[Analysis]], sample_analyses: list[Analysis]
) -> None:
    for fused, analyses in ((sample[0], sample_analyses), hostile):
        said = json.loads(text(timelinejs.made, fused, analyses))
        assert len(said["events"]) == sum(bool(e.earliest or e.latest) for e in fused.events)
        tags = _Tags()
        for slide in [said["title"], *said["events"]]:
            tags.feed(slide["text"]["headline"] + slide["text"]["text"])
        assert tags.seen <= {"p", "blockquote", "br", "cite"}
        for slide in said["events"]:
            date(**slide["start_date"])
            assert slide["unique_id"].startswith("e-")
            assert slide["group"] in timelinejs.GROUPS.values()


# --- FollowTheMoney ------------------------------------------------------------------------------


def test_followthemoney_is_valid(sample: Sample, sample_analyses: list[Analysis]) -> None:
    rows = [json.loads(x) for x in text(ftm.made, sample[0], sample_analyses).splitlines()]
    ids = {r["id"] for r in rows}
    assert len(ids) == len(rows)
    for r in rows:
        assert all(isinstance(v, str) and v for values in r["properties"].values() for v in values)
        for link in ("involved", "proof"):
            assert set(r["properties"].get(link, ())) <= ids
    kinds = {r["schema"] for r in rows}
    assert kinds >= {"Article", "Person", "PublicBody", "Event"}
    model = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: it builds ICU from source"
    ).model
    for r in rows:
        entity = model.get_proxy(r, cleaned=False)
        assert entity.to_dict()["properties"].keys() == r["properties"].keys()
        entity.schema.validate(r)


def test_every_state_has_its_two_letters() -> None:
    from onrecord.world import load

    codes = [ftm.alpha2(c) for c in load().states if c != "UNK"]
    assert all(c and len(c) == 2 and c.islower() for c in codes)
    assert len(set(codes)) == len(codes)
    assert [ftm.alpha2(c) for c in ("CHN", "CHL", "DNK", "UKR", "POL", "XKX", None)] == [
        "cn",
        "cl",
        "dk",
        "ua",
        "pl",
        "xk",
        None,
    ]


# --- Web Annotations -----------------------------------------------------------------------------


def test_annotations_stand_where_they_say(sample: Sample, sample_analyses: list[Analysis]) -> None:
    page = json.loads(text(webannotation.made, sample[0], sample_analyses))
    texts = {a.report.text_sha256: a.report.text for a in sample_analyses}
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == sum(len(e.evidence) for e in sample[0].events) + sum(
        len(q.content) for q in sample[0].quotes
    )
    assert len({i["id"] for i in page["items"]}) == len(page["items"])
    for item in page["items"]:
        assert item["type"] == "Annotation"
        target = item["target"]
        words, place = target["selector"]
        there = texts[target["source"]["sha256"]]
        assert there[place["start"] : place["end"]] == words["exact"]
        around = words["prefix"] + words["exact"] + words["suffix"]
        assert there.find(around) == place["start"] - len(words["prefix"])
        assert target["source"]["id"].startswith(("http", "urn:"))


# --- GraphML -------------------------------------------------------------------------------------


def test_graphml_is_read_by_networkx(
    sample: Sample, hostile: tuple[Fused, list[Analysis]], sample_analyses: list[Analysis]
) -> None:
    networkx = pytest.importorskip("networkx")
    read = networkx.parse_graphml(text(graph.made, sample[0], sample_analyses), force_multigraph=True)
    nodes = {d["name"]: d for _, d in read.nodes(data=True)}
    assert nodes["John Kerry"] == {"name": "John Kerry", "kind": "person", "country": "USA", "sector": "GOV"}
    edges = {
        (read.nodes[a]["name"], read.nodes[b]["name"], d["mutual"]): d for a, b, d in read.edges(data=True)
    }
    met = edges[("Joe Biden", "Xi Jinping", True)]
    assert met["events"] >= 2
    assert "CONSULT" in met["types"]
    assert met["first"] <= met["last"]
    assert -10 <= min(d["score"] for d in edges.values()) <= max(d["score"] for d in edges.values()) <= 10
    assert networkx.parse_graphml(text(graph.made, *hostile), force_multigraph=True).number_of_nodes() > 5


# --- PLOVER --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type", "status", "coded"),
    [
        ("CONSULT", "happened", ("CONSULT", "visit")),
        ("CONSULT", "planned", ("AGREE", None)),
        ("AID", "expected", ("AGREE", None)),
        ("RETREAT", "planned", ("CONCEDE", None)),
        ("SANCTION", "planned", ("THREATEN", None)),
        ("ASSAULT", "expected", ("THREATEN", None)),
        ("CONSULT", "called_off", ("REJECT", "meet")),
        ("CONSULT", "not_happened", None),
        ("AGREE", "called_off", None),
        ("CONSULT", "possible", None),
        ("REQUEST", "planned", None),
    ],
)
def test_what_lies_ahead_is_an_act_of_words(
    type: str, status: Status, coded: tuple[str, str | None] | None
) -> None:
    e = Event("e", type, ("a",), (), status, "s", (), 1, (), mode="visit" if type == "CONSULT" else None)
    assert plover.coding(e) == coded


def test_plover_has_the_fields_of_its_manual(sample: Sample, sample_analyses: list[Analysis]) -> None:
    rows = [json.loads(x) for x in text(plover.made, sample[0], sample_analyses).splitlines()]
    assert len(rows) > 20
    for r in rows:
        assert {"id", "date", "actor", "event"} <= set(r)  # those that it requires
        date.fromisoformat(r["date"])
        assert r["event"] in plover.QUAD
        assert r["quad_code"] == plover.QUAD[r["event"]]
        assert -10 <= r["event_scale"] <= 10
        assert r["event_scale"] in scale().values()
        assert r["actor"]
    ahead = {e.id for e in sample[0].events if e.status in ("planned", "expected") and e.type == "CONSULT"}
    assert ahead
    assert {r["event"] for r in rows if r["id"] in ahead} == {"AGREE"}


# --- PROV ----------------------------------------------------------------------------------------


def test_prov_is_read_by_prov(
    sample: Sample, hostile: tuple[Fused, list[Analysis]], sample_analyses: list[Analysis]
) -> None:
    model = pytest.importorskip("prov.model")
    said = Corrected(
        "k-1", "redate", "A. Berg", "their diary", "2024-05-08T10:00:00+00:00", "2024-05-07/2024-05-07"
    )
    first, *rest = sample[0].events
    fused = msgspec.structs.replace(
        sample[0], events=(msgspec.structs.replace(first, corrected=(said,)), *rest)
    )
    for shown, analyses in ((fused, sample_analyses), hostile):
        read = model.ProvDocument.deserialize(content=text(prov.made, shown, analyses), format="json")
        lines = [r for r in read.get_records(model.ProvEntity) if "line-" in str(r.identifier)]
        assert len(lines) == len(shown.events)
        derived = {str(r.args[0]) for r in read.get_records(model.ProvDerivation)}
        assert {str(r.identifier) for r in lines} <= derived
    activities = {
        str(r.label)
        for r in model.ProvDocument.deserialize(
            content=text(prov.made, fused, sample_analyses), format="json"
        ).get_records(model.ProvActivity)
    }
    assert "redate 2024-05-07/2024-05-07" in activities


# --- tidy tables ---------------------------------------------------------------------------------


def test_csv_holds_every_row_and_column(sample: Sample, sample_analyses: list[Analysis]) -> None:
    files = tidy.as_csv(sample[0], sample_analyses)
    rows = tidy.tables(sample[0], sample_analyses)
    book = b"".join(files["CODEBOOK.md"]).decode()
    for t in tidy.TIDY:
        header, *body = csv.reader(io.StringIO(b"".join(files[f"{t.name}.csv"]).decode()))
        assert header == [c.name for c in t.columns]
        assert len(body) == len(rows[t.name])
        assert all(f"| `{name}` |" in book for name in header)
    events = list(
        csv.DictReader(io.StringIO(b"".join(tidy.as_csv(sample[0], sample_analyses)["events.csv"]).decode()))
    )
    assert [e["id"] for e in events] == [e.id for e in sample[0].events]


def test_parquet_is_typed_and_says_the_same(
    sample: Sample, sample_analyses: list[Analysis], tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb")
    files = tidy.as_parquet(sample[0], sample_analyses)
    rows = tidy.tables(sample[0], sample_analyses)
    for t in tidy.TIDY:
        (tmp_path / f"{t.name}.parquet").write_bytes(b"".join(files[f"{t.name}.parquet"]))
        found = duckdb.sql(f"SELECT * FROM '{tmp_path}/{t.name}.parquet'").fetchall()
        plain = [tuple(v.isoformat() if isinstance(v, date) else v for v in row) for row in found]
        assert plain == [tuple(row) for row in rows[t.name]], t.name
    assert dict(
        duckdb.sql(f"DESCRIBE SELECT earliest, p, reports FROM '{tmp_path}/events.parquet'")
        .select("column_name, column_type")
        .fetchall()
    ) == {"earliest": "DATE", "p": "DOUBLE", "reports": "BIGINT"}


def test_the_contracts_files_have_every_field_in_their_codebook(
    sample: Sample, sample_analyses: list[Analysis]
) -> None:
    from onrecord.show.export import codebook

    known: dict[str, set[str]] = {}
    for line in codebook().splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) >= 3:
            known.setdefault(cells[0], set()).update(x.strip() for x in cells[1].split(","))
    reports = [a.report for a in sample_analyses]
    for name, rows in contract(laid_out(sample[0], reports), lambda: reports, len(reports)).items():
        fields = {k for r in rows for k in r}
        assert not rows or fields == known.get(name, set()), name


@given(STATUSES, st.sampled_from(sorted(plover.QUAD)))
def test_whatever_is_coded_is_of_plover(status: Status, type: str) -> None:
    e = Event("e", type, ("a",), (), status, "s", (), 1, (Citation("r", 0, 1, "x"),))
    coded = plover.coding(e)
    if status in ("happened", "ongoing"):
        assert coded == (type, None)
    else:
        assert coded is None or coded[0] in ("AGREE", "CONCEDE", "THREATEN", "REJECT")
