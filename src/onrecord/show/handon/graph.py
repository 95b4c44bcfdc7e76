"""Who with whom, as GraphML: an edge for each pair and direction, with how often, how warm and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from onrecord.fuse import Fused
from onrecord.fuse.identity import called
from onrecord.model import Analysis, Event
from onrecord.record.rows import dyads, score
from onrecord.show.marked import clean

DONE = frozenset({"happened", "ongoing"})
NODE = (("name", "string"), ("kind", "string"), ("country", "string"), ("sector", "string"))
EDGE = (
    ("events", "int"),
    ("mutual", "boolean"),
    ("score", "double"),
    ("first", "string"),
    ("last", "string"),
    ("types", "string"),
    ("p", "double"),
)


def made(fused: Fused, analyses: Sequence[Analysis]) -> Iterator[bytes]:
    """Who took part in what happened. Those who act together are tied both ways by one edge that says so."""
    known = {name: a for a in reversed(fused.actors) for name in (a.name, called(a))}
    edges: dict[tuple[str, str, bool], list[Event]] = defaultdict(list)
    for e in fused.events:
        for one, other, mutual in dyads(e) if e.status in DONE else ():
            if one and other:
                edges[(one, other, mutual)].append(e)
    names = sorted({n for one, other, _ in edges for n in (one, other)})
    ids = {name: f"n{k}" for k, name in enumerate(names)}
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for on, keys in (("node", NODE), ("edge", EDGE)):
        for key, kind in keys:
            yield f'<key id="{on}_{key}" for="{on}" attr.name="{key}" attr.type="{kind}"/>\n'.encode()
    yield b'<graph edgedefault="directed">\n'
    for name in names:
        a = known.get(name)
        about = (name, *((a.kind, a.country, a.sector) if a else (None, None, None)))
        yield f'<node id="{ids[name]}">{_data("node", NODE, about)}</node>\n'.encode()
    for (one, other, mutual), events in sorted(edges.items()):
        days = sorted(str(e.earliest or e.latest) for e in events if e.earliest or e.latest)
        values = (
            str(len(events)),
            str(mutual).lower(),
            f"{sum(map(score, events)) / len(events):.2f}",
            days[0] if days else None,
            days[-1] if days else None,
            " ".join(sorted({e.type for e in events})),
            f"{max(e.p for e in events):.4f}",
        )
        ends = f"source={quoteattr(ids[one])} target={quoteattr(ids[other])}"
        yield f"<edge {ends}>{_data('edge', EDGE, values)}</edge>\n".encode()
    yield b"</graph>\n</graphml>\n"


def _data(on: str, keys: Sequence[tuple[str, str]], values: Sequence[str | None]) -> str:
    return "".join(
        f'<data key="{on}_{key}">{escape(clean(value))}</data>'
        for (key, _), value in zip(keys, values, strict=True)
        if value is not None
    )
