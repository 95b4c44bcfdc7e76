"""Quotations of a report: the attributions with their speakers resolved to actors, and when they were said."""

from __future__ import annotations

from onrecord.analyse.contexts import counts
from onrecord.analyse.parse import Parse
from onrecord.analyse.said import attributions
from onrecord.analyse.when import When
from onrecord.analyse.who import Who
from onrecord.model import Quote, Span


def find(parse: Parse, who: Who, when: When) -> tuple[Quote, ...]:
    """All reported speech in text order."""
    made = []
    for a in attributions(parse):
        speaker = None
        if a.source_head is not None:
            found = who.at.get(a.source_head, ())
            speaker = found[0] if found else _near(parse, who, a.source_head)
        content = tuple(Span.of(parse.text, s, e) for s, e in a.content)
        said = None
        if a.cue_token is not None:
            cue = parse.tokens[a.cue_token]
            for kid in cue.kids:
                index = when.at.get(kid.i)
                if index is None and kid.dep == "prep":
                    index = next((when.at[g.i] for g in kid.kids if g.i in when.at), None)
                if index is not None and not any(c.start <= when.times[index].span.start < c.end for c in content):
                    said = when.times[index]
                    break
        topics = counts(" ".join(c.text for c in content))
        made.append(
            Quote(
                kind=a.kind, content=content, rule=a.rule,
                source=tuple(Span.of(parse.text, s, e) for s, e in a.source),
                cue=tuple(Span.of(parse.text, s, e) for s, e in a.cue),
                speaker=speaker, anonymous=a.anonymous,
                said_earliest=said.earliest if said else None, said_latest=said.latest if said else None,
                contexts=tuple(c for c, _ in topics.most_common(2)),
            )
        )  # fmt: skip
    return tuple(made)


def _near(parse: Parse, who: Who, head: int) -> str | None:
    """A source whose head is no actor may be owned by one: "Chile's statement", "a ministry statement"."""
    for kid in parse.tokens[head].kids:
        if kid.dep in ("poss", "compound", "nmod", "amod", "appos") and kid.i in who.at:
            return who.at[kid.i][0]
        if kid.dep == "prep" and kid.lower in ("by", "from", "of"):
            for g in kid.kids:
                if g.i in who.at:
                    return who.at[g.i][0]
    return None
