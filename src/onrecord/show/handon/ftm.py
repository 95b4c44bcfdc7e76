"""The record as entities of FollowTheMoney, one JSON object a line: reports, who takes part, events, mentions
of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha1

from onrecord.fuse import Fused
from onrecord.fuse.identity import KnownActor
from onrecord.model import Analysis, Event, Report

SCHEMA = {"person": "Person", "organization": "Organization", "group": "LegalEntity", "state": "PublicBody"}
_UNLIKE = (  # alpha-3 codes whose first two letters are not their alpha-2 code, with that behind them
    "ABWAW AGOAO ALAAX ANDAD AREAE ARMAM ATAAQ ATFTF ATGAG AUTAT BDIBI BENBJ BESBQ BGDBD BHSBS BIHBA "
    "BLRBY BLZBZ BRBBB BRNBN CAFCF CHLCL CHNCN CODCD COGCG COKCK COMKM CPVCV CUWCW CYMKY DNKDK ESHEH "
    "ESTEE FLKFK FROFO FSMFM GINGN GLPGP GNBGW GNQGQ GRDGD GRLGL GUFGF GUYGY IRLIE IRQIQ ISRIL JAMJM "
    "KAZKZ KORKR LBRLR LBYLY MACMO MAFMF MDGMG MDVMV MEXMX MLTMT MNEME MNPMP MOZMZ MTQMQ MYTYT NIUNU "
    "PAKPK PCNPN PLWPW PNGPG POLPL PRKKP PRTPT PRYPY PYFPF SENSN SGSGS SLBSB SLVSV SPMPM SRBRS SURSR "
    "SVKSK SVNSI SWESE SWZSZ SYCSC TCDTD TKMTM TUNTN TURTR TUVTV UKRUA UNKXK URYUY WLFWF XKXXK "
)
_ALPHA2 = {pair[:3]: pair[3:].lower() for pair in _UNLIKE.split()}


def alpha2(code: str | None) -> str | None:
    """A state's code of two letters, as FollowTheMoney writes it."""
    return _ALPHA2.get(code, code[:2].lower()) if code else None


def made(fused: Fused, analyses: Sequence[Analysis]) -> Iterator[bytes]:
    """Articles, then actors, then events that name both; ids are hashes, the same in every run."""
    known = {a.name: a for a in fused.actors}
    rows = [
        *(_article(a.report) for a in analyses),
        *(_actor(a) for a in fused.actors),
        *(_event(e, known) for e in fused.events),
    ]
    for row in rows:
        yield json.dumps(row, ensure_ascii=False).encode("utf8", "replace") + b"\n"


def _id(kind: str, key: str) -> str:
    return sha1(f"onrecord/{kind}/{key}".encode("utf8", "replace")).hexdigest()


def _entity(schema: str, id: str, properties: Mapping[str, Sequence[str | None]]) -> dict[str, object]:
    kept = {k: [v for v in values if v] for k, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {k: v for k, v in kept.items() if v}}


def _article(r: Report) -> dict[str, object]:
    web = r.url if r.url and r.url.startswith(("http://", "https://")) else None
    return _entity(
        "Article",
        _id("report", r.id),
        {
            "title": [r.title or r.id],
            "fileName": [r.id],
            "publisher": [r.publisher or r.agency],
            "publishedAt": [r.published.isoformat() if r.published else None],
            "sourceUrl": [web],
            "language": ["eng"],
            "bodyText": [r.text],
        },
    )


def _actor(a: KnownActor) -> dict[str, object]:
    properties: dict[str, Sequence[str | None]] = {
        "name": [a.name],
        "alias": list(a.aliases),
        "country": [alpha2(a.country)],
    }
    if a.kind == "person":
        properties["position"] = sorted({role for role, _, _ in a.roles})
    return _entity(SCHEMA[a.kind], _id("actor", a.id), properties)


def _event(e: Event, known: Mapping[str, KnownActor]) -> dict[str, object]:
    who = [known[n] for n in (*e.actors, *e.recipients) if n in known]
    return _entity(
        "Event",
        _id("event", e.id),
        {
            "name": [e.summary],
            "startDate": [e.earliest.isoformat() if e.earliest else None],
            "endDate": [e.latest.isoformat() if e.latest else None],
            "summary": [c.text for c in e.evidence[:5]],
            "notes": [
                f"{e.type}{'/' + e.mode if e.mode else ''}, {e.status}, chance {e.p:.2f}, "
                f"{e.independent_sources} independent sources"
            ],
            "involved": [_id("actor", a.id) for a in who],
            "country": sorted({c for a in who if (c := alpha2(a.country))}),
            "location": [e.place],
            "proof": [_id("report", r) for r in e.reports],
        },
    )
