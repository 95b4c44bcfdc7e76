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
    made: list[Quote] = []
    for a in attributions(parse):
        speaker = None
        if a.source_head is not None:
            found = who.at.get(a.source_head, ())
            speaker = found[0] if found else _near(parse, who, a.source_head)
            if parse.tokens[a.source_head].lower in PRONOUNS:
                speaker = _still_speaking(parse, who, made, a.source_head) or speaker
        relayed = _relayed(parse, who, a.cue_token)
        if relayed is not None:
            speaker = relayed[0]
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
                source=(relayed[1],) if relayed is not None else tuple(Span.of(parse.text, s, e) for s, e in a.source),
                cue=tuple(Span.of(parse.text, s, e) for s, e in a.cue),
                speaker=speaker, anonymous=a.anonymous,
                said_earliest=said.earliest if said else None, said_latest=said.latest if said else None,
                contexts=tuple(c for c, _ in topics.most_common(2)),
            )
        )  # fmt: skip
    made += _set_apart(parse, who, made)
    made.sort(key=lambda q: (q.content[0].start, q.rule))
    return tuple(made)


ANNOUNCING = frozenset({"add", "say", "write", "tell", "state", "note", "continue", "explain", "conclude", "declare", "read", "reply", "respond"})  # fmt: skip


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
        content = Span.of(parse.text, parse.tokens[inside[0].first].start, parse.tokens[inside[-1].last - 1].end)
        if any(c.overlaps(content) for q in made for c in q.content):
            continue
        speaker = _still_speaking(parse, who, made, source.i) if source.lower in PRONOUNS else None
        speaker = speaker or next(iter(who.at.get(source.i, ())), None)
        at = who.ref_at.get(source.i)
        first, last = (at.first, at.last) if at is not None else (source.i, source.i)
        found.append(
            Quote(
                kind="direct", content=(content,), rule="set apart",
                source=(Span.of(parse.text, parse.tokens[first].start, parse.tokens[last].end),),
                cue=(Span.of(parse.text, cue.start, cue.end),), speaker=speaker,
            )
        )  # fmt: skip
    return found


PRONOUNS = {"he": "person", "she": "person", "it": "other", "they": "other"}
STILL = 3  # sentences after which a pronoun need not be the last speaker


def _still_speaking(parse: Parse, who: Who, made: list[Quote], head: int) -> str | None:
    """"He said" after a quotation is the one who spoke last, where that can be a he."""
    t = parse.tokens[head]
    for q in reversed(made):
        if q.speaker is None or q.speaker not in who.by_id:
            continue
        at = max(c.end for c in q.content)
        if at > t.end or parse.text.count("\n\n", at, t.start) > STILL or t.start - at > 900:
            return None
        person = who.by_id[q.speaker].kind == "person"
        wanted = PRONOUNS[t.lower]
        own = who.at.get(head, ())
        if (wanted == "person") != person:
            return None
        if own and own[0] in who.by_id and wanted == "person":
            subject = next((r for r in who.refs if r.head == head), None)
            if subject is not None and subject.gender and _other_gender(who, q.speaker, subject.gender):
                return None
        return q.speaker
    return None


def _other_gender(who: Who, actor: str, gender: str) -> bool:
    return any(r.gender in ("m", "f") and r.gender != gender for r in who.refs if r.form == "name" and actor in who.at.get(r.head, ()))


def _relayed(parse: Parse, who: Who, cue: int | None) -> tuple[str, Span] | None:
    """"Reuters quoted the minister as saying": the minister speaks, and Reuters only passes it on."""
    if cue is None:
        return None
    verb = parse.tokens[cue]
    for t in parse.tokens[cue + 1 : cue + 9]:
        if t.lower == "as" and t.i + 1 < len(parse.tokens) and parse.tokens[t.i + 1].lower == "saying":
            for kid in parse.tokens[cue + 1 : t.i]:
                found = who.at.get(kid.i)
                if found and kid.head in (verb.i, t.i, t.i + 1):
                    ref = who.ref_at[kid.i]
                    return found[0], Span.of(parse.text, parse.tokens[ref.first].start, parse.tokens[ref.last].end)
    return None


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
