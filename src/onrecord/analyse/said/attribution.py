"""Who said what in a report: one ``Attribution`` for each time it reports speech, thought or intention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from onrecord.analyse.parse import Parse
from onrecord.analyse.said import clauses, framing, nearby, order, quoted, voices
from onrecord.analyse.said.draft import EDGE, Draft, Ground, join, kind_of, outermost, spans_of
from onrecord.analyse.said.firm import firm, told_by_another
from onrecord.analyse.said.lexicon import lexicon
from onrecord.analyse.said.marks import quotations
from onrecord.analyse.said.source import Source
from onrecord.analyse.said.tree import reach


@dataclass(frozen=True, slots=True)
class Attribution:
    """One piece of reported speech. Spans are character offsets of the report; heads are token indices.

    ``source_head`` heads the source phrase; ``relay`` an outlet that only passes on what the source said;
    ``addressee`` who was told; ``firm`` whether something was surely said, not supposed or thought.
    """

    kind: Literal["direct", "indirect", "mixed"]
    content: tuple[tuple[int, int], ...]
    rule: str
    source: tuple[tuple[int, int], ...] = ()
    cue: tuple[tuple[int, int], ...] = ()
    source_head: int | None = None
    relay: int | None = None
    anonymous: bool = False
    addressee: int | None = None
    cue_token: int | None = None
    firm: bool = True


def attributions(parse: Parse, *, nested: bool = False) -> list[Attribution]:
    """The attributions of a report, in the order of the text.

    What is reported within reported words ("Lund said he hoped …": the hope) is left out unless ``nested``.
    """
    if not parse.tokens:
        return []
    ground = Ground(parse, reach(parse), quotations(parse), lexicon())
    drafts = quoted.drafts(ground)
    drafts += framing.drafts(ground)
    drafts += clauses.drafts(ground, {d.cue for d in drafts})
    drafts += order.drafts(ground, {d.cue for d in drafts})
    drafts += nearby.drafts(ground, quoted.taken_by(ground, drafts), drafts)
    drafts = voices.settle_relayed(ground, drafts)
    quoted.carry_on(ground, drafts)
    voices.mark_relays(ground, drafts)
    if not nested:
        drafts = outermost(drafts, len(parse.tokens))
    found = [a for a in (_finish(ground, draft) for draft in drafts) if a is not None]
    passed_on = told_by_another(
        ground, drafts, {a.cue_token for a in found if a.firm and a.cue_token is not None}
    )
    found = [replace(a, firm=False) if a.cue_token in passed_on else a for a in found]
    found.sort(key=lambda a: (a.content[0], a.cue, a.rule))
    return found


def _finish(ground: Ground, draft: Draft) -> Attribution | None:
    content = spans_of(ground, draft)
    if not content:
        return None
    tokens = ground.parse.tokens
    source = draft.source
    if source is not None:
        last = source.last
        while last > source.head and tokens[last].text in EDGE:
            last -= 1
        source = Source(source.head, source.first, last)
    cue = tokens[draft.cue]
    kind = kind_of(ground, content)
    return Attribution(
        kind,
        content,
        draft.rule,
        () if source is None else ((tokens[source.first].start, tokens[source.last].end),),
        join((tokens[i].start, tokens[i].end) for i in voices.cue_tokens(cue)),
        None if source is None else source.head,
        draft.relay,
        voices.unnamed(ground, draft),
        voices.addressee(ground, cue),
        draft.cue,
        firm(ground, draft, content, kind),
    )
