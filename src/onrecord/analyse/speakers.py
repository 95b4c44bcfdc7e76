"""Whose words: the actor behind the source of an attribution, and whether that is beyond doubt.

A name is; a description is where only one known actor bears it; a pronoun is where only one person it can
mean has been spoken of just before, or where the same person simply goes on speaking.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.analyse.english import BY_FROM_OF
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.said.lexicon import lexicon
from onrecord.analyse.who import Who
from onrecord.analyse.who.refs import Ref
from onrecord.model import Actor, Quote

Stretch = tuple[int, int]
PRONOUNS = {"he": "person", "she": "person", "it": "other", "they": "other"}
GENDERS = {"he": "m", "she": "f"}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
LINKS = frozenset({"of", "for", "to", "with", "from", "'s", "’s"})
# Titles after whose full stop the parser may end the sentence, before the name.
CUT_SHORT = frozenset(
    {
        "capt",
        "cmdr",
        "lt",
        "col",
        "gen",
        "maj",
        "adm",
        "sgt",
        "sen",
        "rep",
        "gov",
        "rev",
        "prof",
        "dr",
        "mr",
        "mrs",
        "ms",
    }
)
COUNTED = frozenset(
    {
        "a",
        "an",
        "one",
        "every",
        "each",
        "some",
        "many",
        "several",
        "most",
        "both",
        "few",
        "other",
        "another",
        "all",
        "nearly",
        "almost",
    }
)
STILL = 3  # paragraphs after which a pronoun need not be the last speaker
DEFINITE = frozenset({"the", "this", "that"})
ISSUED = 6  # sentences before "the statement" in which it must have been told of
FAR = 900  # characters after which it need not be, either
WINDOW = 2  # sentences before a pronoun in which its person is looked for
RECENT = (
    3  # sentences before a description in which its bearer must have been named, where others bear it too
)


def _named_after(parse: Parse, who: Who, head: int) -> Sequence[str]:
    """Whom one of the two words behind a title names."""
    near = range(head + 1, min(head + 3, len(parse.tokens)))
    return next((who.at[i] for i in near if i in who.at and parse.tokens[i].pos == "PROPN"), ())


def speaker_of(
    parse: Parse, who: Who, made: Sequence[Quote], head: int, span: Stretch, content: Sequence[Stretch]
) -> tuple[str | None, bool]:
    """The speaker's actor id, and whether it is sure: of ``content``, by the source at ``span``, after the
    attributions ``made``."""
    t = parse.tokens[head]
    found = who.at.get(head, ())
    if t.lower in PRONOUNS:
        speaker = still_speaking(parse, who, made, head) or (found[0] if found else None)
        return speaker, speaker is not None and _clear(parse, who, made, t, speaker, content)
    if t.lower.rstrip(".") in CUT_SHORT:
        after = _named_after(parse, who, head)
        return next(iter(after), None), bool(after)
    named = _in_apposition(parse, who, t, span)
    if named is not None:
        return named, True
    if found:
        ref = who.ref_at.get(head)
        alone = (
            len(found) == 1 and not _joined(parse, t, span) and not _part_of(parse, who, t, found[0], span)
        )
        if (
            ref is not None
            and ref.form == "name"
            and ref.kind in ("organization", "state")
            and (_counted(parse, t, span) or _members(who, t, found[0]))
        ):
            alone = False
        if ref is not None and ref.form == "name" and ref.first == ref.last and _namesake(who, found[0]):
            alone = False
        return found[0], alone and ref is not None and (
            ref.form == "name" or _only_bearer(parse, who, ref, found[0])
        )
    if _joined(parse, t, span):
        return None, False
    owner = _owner(parse, who, t) or _issuer(parse, who, t) or _bearer(who, t)
    return owner, owner is not None


def still_speaking(parse: Parse, who: Who, made: Sequence[Quote], head: int) -> str | None:
    """ "He said" after a quotation is the one who spoke last, where that can be a he."""
    t = parse.tokens[head]
    wanted = PRONOUNS[t.lower]
    for q in reversed(made):
        if q.speaker is None or q.speaker not in who.by_id:
            continue
        at = max(c.end for c in q.content)
        if at > t.end or parse.text.count("\n\n", at, t.start) > STILL or t.start - at > FAR:
            return None
        if (wanted == "person") != (who.by_id[q.speaker].kind == "person"):
            return None
        if wanted == "person" and _newly_named(parse, who, q.speaker, GENDERS[t.lower], (at, t.start)):
            return None
        own = who.at.get(head, ())
        if own and own[0] in who.by_id and wanted == "person":
            subject = next((r for r in who.refs if r.head == head), None)
            if (
                subject is not None
                and subject.gender
                and subject.gender not in (_gender(who, q.speaker), None)
                and _gender(who, q.speaker)
            ):
                return None
        return q.speaker
    return None


def _newly_named(parse: Parse, who: Who, speaker: str, gender: str, within: Stretch) -> bool:
    """Whether another one who can be a he is named as the subject of a sentence after the words last
    spoken."""
    for ref in who.refs:
        t = parse.tokens[ref.head]
        named = (
            within[0] <= t.start < within[1]
            and ref.form == "name"
            and ref.kind == "person"
            and t.dep in SUBJECTS
        )
        if named and any(a != speaker and _can_be(who, a, gender, "") for a in who.at.get(ref.head, ())):
            return True
    return False


def _gender(who: Who, actor: str) -> str | None:
    """The gender that the report's words for an actor tell."""
    return next(
        (
            r.gender
            for r in who.refs
            if r.gender in ("m", "f") and r.form != "pronoun" and actor in who.at.get(r.head, ())
        ),
        None,
    )


def _near(
    parse: Parse, who: Who, t: Token, wanted: str | None, spoken: Sequence[Stretch]
) -> list[tuple[Ref, str]]:
    """Who was spoken of shortly before a pronoun, outside of quotations, and can be meant by it."""
    found: list[tuple[Ref, str]] = []
    for ref in who.refs:
        place = parse.tokens[ref.head]
        if (
            ref.head >= t.i
            or t.sent - place.sent > WINDOW
            or any(s <= place.start < e and _marked(parse.text[s : place.start]) for s, e in spoken)
        ):
            continue
        found += [(ref, a) for a in who.at.get(ref.head, ()) if _can_be(who, a, wanted, t.lower)]
    return found


def _may_mean(who: Who, made: Sequence[Quote], t: Token, speaker: str, wanted: str | None) -> bool:
    """Whether what is known of somebody fits a pronoun. wanted: the gender that it tells."""
    if wanted is None:
        return _can_be(who, speaker, None, t.lower)
    heard = any(q.speaker == speaker and q.sure for q in made)
    return heard or _gender(who, speaker) is not None or _introduced(who, speaker)


def _goes_on(last: Quote, speaker: str, t: Token) -> bool:
    """Whether the last one who surely spoke is still near."""
    return last.speaker == speaker and last.sure and t.start - last.content[-1].end < FAR // 2


def _clear(
    parse: Parse, who: Who, made: Sequence[Quote], t: Token, speaker: str, content: Sequence[Stretch]
) -> bool:
    """Whether a pronoun can mean nobody else who has just been spoken of."""
    wanted = GENDERS.get(t.lower)
    if not _may_mean(who, made, t, speaker, wanted):
        return False
    spoken = [*((c.start, c.end) for q in made if q.kind != "indirect" for c in q.content), *content]
    near = _near(parse, who, t, wanted, spoken)
    before = [(ref, a) for ref, a in near if ref.form != "pronoun" or a == speaker]
    last = next(iter(made[-1:]), None)
    goes_on = last is not None and _goes_on(last, speaker, t)
    if all(a == speaker for _, a in before):
        return goes_on or bool(before)
    heads = ((parse.tokens[ref.head], ref, a) for ref, a in before)
    acting = [(place, ref, a) for place, ref, a in heads if _subject(parse, place)]
    if last is not None and goes_on:
        since = max(c.end for c in (*last.source, *last.cue, *last.content))
        return not any(place.start >= since and a != speaker for place, _, a in acting)
    if wanted is None:
        return False  # "it" and "they" may be anything told of
    # the subject of what was told last, with no other subject since
    return {a for place, ref, a in acting if ref.form != "pronoun" and t.sent - place.sent <= 1} == {speaker}


def _marked(before: str) -> bool:
    """Whether the words after these stand in quotation marks: "the minister called it “bad”" names him
    outside of them."""
    return (
        before.count("“") > before.count("”")
        or before.count('"') % 2 == 1
        or before.count("‘") > before.count("’")
    )


def _subject(parse: Parse, t: Token) -> bool:
    """Whether a word is a subject, or joined to one: "Peter and John"."""
    return t.dep in SUBJECTS or (t.dep == "conj" and parse.tokens[t.head].dep in SUBJECTS)


def _introduced(who: Who, actor: str) -> bool:
    """Whether someone is known by a full name, a title or a role: a lone word may be no person at all."""
    known = who.by_id.get(actor)
    return known is not None and (" " in known.name or bool(known.roles))


def _can_be(who: Who, actor: str, gender: str | None, pronoun: str) -> bool:
    known = who.by_id.get(actor)
    if known is None:
        return False
    if gender is not None:
        return known.kind == "person" and _gender(who, actor) in (None, gender)
    return known.kind != "person" and (pronoun != "it" or known.kind != "group")


def _in_apposition(parse: Parse, who: Who, head: Token, span: Stretch) -> str | None:
    """ "One of his friends, Name," and "the man's uncle, Name,": the name beside a description."""
    own = who.ref_at.get(head.i)
    if own is not None and own.form == "name":
        return None
    for kid in head.kids:
        ref = who.ref_at.get(kid.i)
        if (
            kid.dep == "appos"
            and ref is not None
            and ref.form == "name"
            and ref.kind == "person"
            and kid.end <= span[1]
            and kid.i in who.at
        ):
            return who.at[kid.i][0]
    return None


def _part_of(parse: Parse, who: Who, head: Token, actor: str, span: Stretch) -> bool:
    """ "The family of Name": the name in a description is not the one described."""
    own = who.ref_at.get(head.i)
    if own is None:
        return False
    if own.form == "name":
        return head.i < own.first and parse.tokens[own.first - 1].lower in LINKS
    for ref in who.refs:
        t = parse.tokens[ref.head]
        if ref.form == "name" and span[0] <= t.start < span[1] and actor in who.at.get(ref.head, ()):
            between = parse.tokens[min(own.last, ref.last) + 1 : max(own.first, ref.first)]
            if any(x.lower in LINKS for x in between):
                return True
    return False


def _counted(parse: Parse, head: Token, span: Stretch) -> bool:
    """ "Every Liberal", "two Liberals": its members, not the party."""
    i = head.i
    while i and parse.tokens[i - 1].start >= span[0]:
        i -= 1
    return parse.tokens[i].lower in COUNTED or parse.tokens[i].pos == "NUM"


def _namesake(who: Who, actor: str) -> bool:
    """Whether a bare surname may be another's of whom more is told: a wife's, a brother's."""
    known = who.by_id.get(actor)
    if known is None or known.kind != "person" or " " not in known.name:
        return False
    last = known.name.split()[-1]
    return any(
        x.id != actor
        and x.kind == "person"
        and x.name.split()[-1] == last
        and len(x.mentions) > len(known.mentions)
        for x in who.actors
    )


def _members(who: Who, head: Token, actor: str) -> bool:
    """ "House Liberals": a plural that is not the name itself."""
    known = who.by_id.get(actor)
    return head.tag in ("NNS", "NNPS") and known is not None and head.lower not in known.name.lower().split()


def _joined(parse: Parse, head: Token, span: Stretch) -> bool:
    """Whether the source is more than one: "the minister and her aides"."""
    return any(
        k.dep == "conj" and k.pos in ("PROPN", "NOUN") and span[0] <= k.start < span[1] for k in head.kids
    )


def _only_bearer(parse: Parse, who: Who, ref: Ref, actor: str) -> bool:
    """Whether nobody else could be meant by a description: no other bears it, or this one was named just
    before."""
    known = who.by_id.get(actor)
    if known is None:
        return False
    lemma = parse.tokens[ref.head].lemma
    if ref.plural:
        return known.kind != "organization"  # "several Liberals" are not the party
    rivals = {x.id for x in who.actors if x.id != actor and x.kind == known.kind and _bears(x, lemma)}
    if not rivals:
        return True
    at = parse.tokens[ref.head]
    near = [
        r
        for r in who.refs
        if r.form == "name" and r.head < ref.first and at.sent - parse.tokens[r.head].sent <= RECENT
    ]
    bearers = [a for r in near for a in who.at.get(r.head, ()) if a == actor or a in rivals]
    return bool(bearers) and set(bearers) == {actor}


def _bears(actor: Actor, lemma: str) -> bool:
    """Whether a description may fit; one in office of whom no office is told may have this one."""
    if actor.kind == "person" and not actor.roles and actor.sector == "GOV":
        return True
    return lemma in actor.name.lower().split() or any(lemma in role.lower().split() for role in actor.roles)


def _bearer(who: Who, head: Token) -> str | None:
    """The one person of a surname, where the parse took the name for another word."""
    if not head.text[0].isupper():
        return None
    found = [a.id for a in who.actors if a.kind == "person" and a.name.split()[-1] == head.text]
    return found[0] if len(found) == 1 else None


def _issuer(parse: Parse, who: Who, head: Token) -> str | None:
    """Who put out a document told of before: "the statement said", after "Lund pledged in a statement …"."""
    if head.lemma not in lexicon().record.voices or not any(k.lower in DEFINITE for k in head.kids):
        return None
    for t in reversed(parse.tokens[: head.i]):
        if parse.tokens[head.i].sent - t.sent > ISSUED:
            return None
        if t.lemma == head.lemma and t.pos == "NOUN":
            return _owner(parse, who, t) or _who_acts(parse, who, t)
    return None


def _who_acts(parse: Parse, who: Who, t: Token) -> str | None:
    """The named subject of the verb that a word hangs on."""
    for above in parse.ancestors(t):
        if above.pos == "VERB":
            found = [i for k in above.kids if k.dep in SUBJECTS for i in who.at.get(k.i, ())]
            return found[0] if len(found) == 1 else None
    return None


def _owner(parse: Parse, who: Who, head: Token) -> str | None:
    """Who speaks through a thing: "Chile's statement", "a ministry statement". A person's friend is not the
    person."""
    if head.lemma not in lexicon().record.voices:
        return None
    for kid in head.kids:
        if kid.dep in ("poss", "compound", "nmod", "amod", "appos") and kid.i in who.at:
            return who.at[kid.i][0]
        if kid.dep == "prep" and kid.lower in BY_FROM_OF:
            for g in kid.kids:
                if g.i in who.at:
                    return who.at[g.i][0]
    return None
