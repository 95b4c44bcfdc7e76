"""Quotations of a report: the attributions with their speakers resolved to actors, and when they were
said."""

from __future__ import annotations

from onrecord.analyse.contexts import counts
from onrecord.analyse.english import IN_BY_FROM_OF
from onrecord.analyse.parse import Parse
from onrecord.analyse.said import Attribution, attributions
from onrecord.analyse.speakers import speaker_of
from onrecord.analyse.when import When
from onrecord.analyse.who import Who
from onrecord.model import Quote, Span


def find(parse: Parse, who: Who, when: When) -> tuple[Quote, ...]:
    """All reported speech in text order."""
    made: list[Quote] = []
    for a in attributions(parse):
        speaker, sure = None, False
        if a.source_head is not None:
            speaker, sure = speaker_of(parse, who, made, a.source_head, a.source[0], a.content)
        content = tuple(Span.of(parse.text, s, e) for s, e in a.content)
        said = None
        if a.cue_token is not None:
            cue = parse.tokens[a.cue_token]
            for kid in cue.kids:
                index = when.at.get(kid.i)
                if index is None and kid.dep == "prep":
                    index = next((when.at[g.i] for g in kid.kids if g.i in when.at), None)
                if index is not None and not any(
                    c.start <= when.times[index].span.start < c.end for c in content
                ):
                    said = when.times[index]
                    break
        topics = counts(" ".join(c.text for c in content))
        made.append(
            Quote(
                kind=a.kind, content=content, rule=a.rule,
                source=tuple(Span.of(parse.text, s, e) for s, e in a.source),
                cue=tuple(Span.of(parse.text, s, e) for s, e in a.cue),
                speaker=speaker, anonymous=a.anonymous, relay=_relay(parse, who, a, speaker),
                said_earliest=said.earliest if said else None, said_latest=said.latest if said else None,
                contexts=tuple(c for c, _ in topics.most_common(2)), firm=a.firm, sure=sure,
            )
        )  # fmt: skip
    made += _set_apart(parse, who, made)
    made.sort(key=lambda q: (q.content[0].start, q.rule))
    return tuple(made)


ANNOUNCING = frozenset({
    "add", "say", "write", "tell", "state", "note", "continue", "explain", "conclude", "declare", "read",
    "reply", "respond",
})  # fmt: skip


def _set_apart(parse: Parse, who: Who, made: list[Quote]) -> list[Quote]:
    """Words set apart without marks: "She added:" at the end of a paragraph, and the next paragraph."""
    found = []
    for sentence, following in zip(parse.sentences, parse.sentences[1:], strict=False):
        words = parse.sent_tokens(sentence)
        if words[-1].text != ":" or following.block == sentence.block or following.kind != "paragraph":
            continue
        cue = next((t for t in words if t.pos == "VERB" and t.lemma in ANNOUNCING), None)
        source = next((k for k in cue.kids if k.dep == "nsubj"), None) if cue is not None else None
        if cue is None or source is None:
            continue
        inside = [s for s in parse.sentences if s.block == following.block]
        content = Span.of(
            parse.text, parse.tokens[inside[0].first].start, parse.tokens[inside[-1].last - 1].end
        )
        if any(c.overlaps(content) for q in made for c in q.content):
            continue
        at = who.ref_at.get(source.i)
        first, last = (at.first, at.last) if at is not None else (source.i, source.i)
        before = [q for q in made if q.content[0].start < source.start]
        speaker, sure = speaker_of(
            parse, who, before, source.i, (parse.tokens[first].start, parse.tokens[last].end), ()
        )
        found.append(
            Quote(
                kind="direct", content=(content,), rule="set apart",
                source=(Span.of(parse.text, parse.tokens[first].start, parse.tokens[last].end),),
                cue=(Span.of(parse.text, cue.start, cue.end),), speaker=speaker, sure=sure,
            )
        )  # fmt: skip
    return found


def _relay(parse: Parse, who: Who, a: Attribution, speaker: str | None) -> str | None:
    """The outlet whose word the report passes on: the one that reported it, was told it, or is itself the
    source."""
    heads = [a.relay, a.addressee, *_in_source(parse, a.source_head)]
    found = [
        *(x for h in heads if h is not None for x in who.at.get(h, ())[:1]),
        *([speaker] if speaker else []),
    ]
    return next(
        (
            x
            for x in found
            if x in who.by_id and who.by_id[x].sector == "JRN" and who.by_id[x].kind == "organization"
        ),
        None,
    )


def _in_source(parse: Parse, head: int | None) -> list[int]:
    """ "A report in the Santiago Times" is the outlet's."""
    if head is None:
        return []
    return [
        g.i for k in parse.tokens[head].kids if k.dep == "prep" and k.lower in IN_BY_FROM_OF for g in k.kids
    ]
