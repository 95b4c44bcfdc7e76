"""What each line was made of, as W3C PROV-JSON: reports, the reading of each, the putting together, and who
corrected what."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from urllib.parse import quote

from onrecord.fuse import Fused
from onrecord.model import Analysis

Section = dict[str, dict[str, object]]


def made(fused: Fused, analyses: Sequence[Analysis]) -> Iterator[bytes]:
    """One document. A line is derived from its reports; each report from its publisher; corrections are
    activities of people."""
    parts: dict[str, Section] = defaultdict(dict)
    software = f"or:onrecord-{version('onrecord')}"
    parts["agent"][software] = {
        "prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"},
        "prov:label": f"onrecord {version('onrecord')}",
    }
    parts["activity"]["or:fusion"] = {"prov:label": "what many reports say together"}
    _relate(parts, "wasAssociatedWith", activity="or:fusion", agent=software)
    for a in analyses:
        r = a.report
        report, reading = _name("report", r.id), _name("analysis", r.id)
        parts["entity"][report] = {
            "prov:label": r.title or r.id,
            "or:sha256": r.text_sha256,
            **({"or:published": r.published.isoformat()} if r.published else {}),
            **({"prov:location": r.url} if r.url else {}),
        }
        parts["activity"][reading] = {"prov:label": "one report on its own", "or:version": a.version}
        _relate(parts, "used", activity=reading, entity=report)
        _relate(parts, "wasAssociatedWith", activity=reading, agent=software)
        _relate(parts, "wasInformedBy", informed="or:fusion", informant=reading)
        if publisher := r.publisher or r.agency:
            agent = _name("publisher", publisher)
            parts["agent"][agent] = {
                "prov:type": {"$": "prov:Organization", "type": "prov:QUALIFIED_NAME"},
                "prov:label": publisher,
            }
            _relate(parts, "wasAttributedTo", entity=report, agent=agent)
    for e in fused.events:
        line = _name("line", e.id)
        parts["entity"][line] = {
            "prov:label": e.summary,
            "or:p": e.p,
            "or:independent_sources": e.independent_sources,
        }
        _relate(parts, "wasGeneratedBy", entity=line, activity="or:fusion")
        for id in e.reports:
            _relate(parts, "wasDerivedFrom", generatedEntity=line, usedEntity=_name("report", id))
        for n, c in enumerate(e.evidence):
            words = _name("words", f"{e.id}-{n}")
            parts["entity"][words] = {"prov:value": c.text, "or:start": c.start, "or:end": c.end}
            _relate(parts, "wasQuotedFrom", generatedEntity=words, usedEntity=_name("report", c.report))
            _relate(parts, "wasDerivedFrom", generatedEntity=line, usedEntity=words)
        for k in e.corrected:
            act, who = _name("correction", k.id), _name("analyst", k.author or "an analyst")
            times = {"prov:startTime": k.made, "prov:endTime": k.made} if k.made else {}
            parts["activity"][act] = {
                "prov:label": f"{k.verb} {k.value or ''}".strip(),
                "or:note": k.note,
                **times,
            }
            parts["agent"][who] = {
                "prov:type": {"$": "prov:Person", "type": "prov:QUALIFIED_NAME"},
                "prov:label": k.author or "an analyst",
            }
            _relate(parts, "wasAssociatedWith", activity=act, agent=who)
            _relate(parts, "wasInfluencedBy", influencee=line, influencer=act)
    document = {"prefix": {"or": "urn:onrecord:", "prov": "http://www.w3.org/ns/prov#"}, **_valid(parts)}
    yield json.dumps(document, ensure_ascii=False, indent=1).encode("utf8", "replace")


def _name(kind: str, id: str) -> str:
    """A name within a namespace: what is no letter or digit is written as its code."""
    return f"or:{kind}-{quote(id, safe='').replace('%', '_').replace('~', '_7E')}"


def _relate(parts: dict[str, Section], kind: str, **ends: str) -> None:
    relation = parts[kind]
    relation[f"_:{kind}{len(relation) + 1}"] = {f"prov:{k}": v for k, v in ends.items()}


def _valid(parts: dict[str, Section]) -> dict[str, Section]:
    """PROV-JSON has no section of quotations: one is a derivation of that type."""
    quoted = parts.pop("wasQuotedFrom", {})
    kind = {"prov:type": {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"}}
    parts["wasDerivedFrom"] = {
        **parts.get("wasDerivedFrom", {}),
        **{k: {**v, **kind} for k, v in quoted.items()},
    }
    return dict(parts)
