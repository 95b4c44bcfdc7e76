"""What stands beside a name and is of the same person, or of others in one list with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.analyse.english import AND, BEHIND_AN_APPOSITION, COPULAS, JOINING, OF, TO
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.cast import SUBJECTS, Cast
from onrecord.analyse.who.entity import Entity, domain
from onrecord.analyse.who.refs import Ref

LEADING = frozenset({"nsubj", "nsubjpass", "appos", "compound", "poss"})
BEFORE_NAMES = frozenset({"nsubj", "dep", "npadvmod", "appos", "ROOT"})
KIN = frozenset(
    {
        "wife",
        "husband",
        "widow",
        "brother",
        "sister",
        "son",
        "daughter",
        "father",
        "mother",
        "cousin",
        "nephew",
        "niece",
        "uncle",
        "aunt",
        "friend",
        "lawyer",
    }
)


def people_by_role(parse: Parse, refs: list[Ref], heads: Mapping[str, str]) -> None:
    """ "Peru's president, Name, said": one who holds a role of a person is no body, whatever the pipeline
    takes him for."""
    tokens = parse.tokens
    bodies = {
        r.first: r
        for r in refs
        if r.kind == "organization" and r.form == "name" and r.key is None and r.last > r.first
    }
    for ref in refs:
        if ref.form != "nominal" or ref.kind != "person" or ref.plural or ref.modifier:
            continue
        name = bodies.get(ref.last + 2)
        if name is None or tokens[ref.last + 1].text != "," or name.last + 1 >= len(tokens):
            continue
        words = tokens[name.first : name.last + 1]
        personal = all(t.text[0].isupper() or not t.text.isalpha() for t in words)
        beside = tokens[name.head].dep == "appos" and tokens[name.head].head == ref.head
        closed = tokens[name.last + 1].text == "," or tokens[name.last + 1].pos in ("VERB", "AUX")
        if personal and beside and closed and not any(t.text in heads or t.text.isupper() for t in words):
            name.kind = "person"


def appositions(cast: Cast, refs: list[Ref]) -> dict[int, Ref]:
    """Roles beside a name that describe its bearer: "China's envoy, Name", "Name, the US envoy,"."""
    tokens = cast.parse.tokens
    names = {
        i: r
        for r in refs
        if r.form == "name" and r.kind in ("person", "organization")
        for i in range(r.first, r.last + 1)
    }
    linked: dict[int, Ref] = {}
    for ref in refs:
        if not _may_describe(ref):
            continue
        t = tokens[ref.head]
        if t.lemma in KIN and any(k.dep == "prep" and k.lower == OF for k in t.kids):
            continue  # "the wife of the premier, Name": the premier's name
        partner = _by_grammar(cast, t, names) or _before_it(cast, ref, names) or _after_it(cast, ref, names)
        if partner is None and ref.kind == "person":
            partner = _person_beside(cast, ref, refs, names)
        if partner is None or partner.kind != ref.kind:
            continue
        between = tokens[min(ref.last, partner.last) + 1 : max(ref.first, partner.first)]
        if any(x.text in ('"', ":") for x in between):
            continue  # a quotation begins between them
        others = partner.country and ref.country and partner.country != ref.country
        if not (others and partner.form == "name" and partner.role):
            linked[id(ref)] = partner
    return linked


def _person_beside(cast: Cast, ref: Ref, refs: list[Ref], names: dict[int, Ref]) -> Ref | None:
    partner = _named_after(cast, ref, names)
    common = cast.parse.tokens[ref.head].pos != "PROPN"
    return _titled_with(cast, ref, refs) if partner is None and common else partner


def _may_describe(ref: Ref) -> bool:
    single = ref.form == "nominal" and not ref.plural and ref.key != "pair"
    return single and not ref.modifier and ref.kind in ("person", "organization")


def _by_grammar(cast: Cast, t: Token, names: Mapping[int, Ref]) -> Ref | None:
    """The name that the parse has in apposition with a noun, or as whose predicate it has it."""
    above = cast.parse.tokens[t.head]
    partner = names.get(t.head) if t.dep == "appos" else None
    if t.dep == "attr" and above.lemma in COPULAS:
        partner = next((names[k.i] for k in above.kids if k.dep == "nsubj" and k.i in names), None)
    if partner is None:
        partner = next((names[k.i] for k in t.kids if k.dep == "appos" and k.i in names), None)
    return partner


def _before_it(cast: Cast, ref: Ref, names: Mapping[int, Ref]) -> Ref | None:
    """ "Name, the US envoy,": the name before a comma."""
    tokens, t = cast.parse.tokens, cast.parse.tokens[ref.head]
    start = ref.first
    while start > 1 and tokens[start - 1].lower in cast.lex.former:
        start -= 1  # "Name, then the speaker of the house,"
    if start < 2 or tokens[start - 1].text != "," or start - 2 not in names:
        return None
    after = tokens[ref.last + 1] if ref.last + 1 < len(tokens) else None
    ended = ref.last + 1
    while (
        ended < len(tokens)
        and tokens[ended].head >= ref.first
        and tokens[ended].sent == t.sent
        and _below(tokens, ended, ref.head)
    ):
        ended += 1
    closed = ended < len(tokens) and tokens[ended].text == ","  # "Name, then the speaker of the house, left"
    ends = after is None or after.text in BEHIND_AN_APPOSITION or after.pos == "VERB"
    return names[start - 2] if closed or (ends and t.dep not in (*SUBJECTS, "conj")) else None


def _after_it(cast: Cast, ref: Ref, names: Mapping[int, Ref]) -> Ref | None:
    """ "Chile's prime minister, Name said": the full name behind a comma."""
    tokens = cast.parse.tokens
    if tokens[ref.head].dep not in BEFORE_NAMES or ref.last + 2 >= len(tokens):
        return None
    following = names.get(ref.last + 2)
    if following is None or tokens[ref.last + 1].text != ",":
        return None
    if following.first != ref.last + 2 or following.last == following.first:
        return None
    after = tokens[following.last + 1 : following.last + 2]
    return following if any(x.text == "," or x.pos in ("VERB", "AUX") for x in after) else None


def _named_after(cast: Cast, ref: Ref, names: dict[int, Ref]) -> Ref | None:
    """ "The leader of the northern party, Name, said", "Peru's envoy to the union, Name,": the name behind
    what the role is of."""
    tokens = cast.parse.tokens
    to_whom = any(k.dep == "prep" and k.lower == TO and k.i == ref.head + 1 for k in tokens[ref.head].kids)
    if domain(cast.parse, ref) is None and not to_whom:
        return None
    for i in range(ref.last + 1, min(ref.last + 9, len(tokens) - 2)):
        if tokens[i].pos in ("VERB", "AUX") or tokens[i].sent != tokens[ref.last].sent:
            return None
        if tokens[i].text == ",":
            name = names.get(i + 1)
            after = tokens[name.last + 1] if name is not None and name.last + 1 < len(tokens) else None
            full = name is not None and name.kind == "person" and name.last > name.first
            return (
                name
                if full and after is not None and (after.text == "," or after.pos in ("VERB", "AUX"))
                else None
            )
    return None


def _titled_with(cast: Cast, ref: Ref, refs: list[Ref]) -> Ref | None:
    """ "Chilean academic and activist Name": two titles of one name, as the second has no word of its own
    before."""
    and_, last = ref.last + 1, cast.parse.tokens[ref.last]
    if (
        ref.plural
        or and_ >= len(cast.parse.tokens)
        or cast.parse.tokens[and_].lower != AND
        or cast.parse.tokens[ref.first].dep == "det"
    ):
        return None
    return next(
        (
            r
            for r in refs
            if r.form == "name"
            and r.kind == "person"
            and r.title_from is not None
            and r.title_from in (and_ + 1, ref.first)
            and r.first > and_ + 1
            and cast.parse.tokens[r.head].sent == last.sent
        ),
        None,
    )


def share_country(cast: Cast, refs: list[Ref]) -> None:
    """In "China's top diplomat A, Premier B and Vice-President C" the state holds for all three."""
    at = {r.head: r for r in refs if r.kind == "person" and r.form == "name"}
    for ref in refs:
        t = cast.parse.tokens[ref.head]
        if (
            ref.kind == "person"
            and ref.form == "name"
            and ref.role
            and not ref.country
            and t.dep in ("conj", "appos")
            and t.head in at
        ):
            first = at[t.head]
            if first.role and first.country and ref.sector == "GOV" and first.sector == "GOV":
                ref.country = first.country
                if ref.entity >= 0:
                    cast.entities[ref.entity].country = cast.entities[ref.entity].country or first.country


def named_together(cast: Cast, ref: Ref) -> bool:
    """ "A and B, the envoys of Kenya and Peru": two people and the role that both have."""
    t = cast.parse.tokens[ref.head]
    first = cast.parse.head(t)
    if t.dep != "appos":
        return False
    if first.dep == "conj":
        first = cast.parse.head(first)
    row = [first.i, *(k.i for k in first.kids if k.dep == "conj")]
    found = [
        n
        for i in row
        if (n := cast.entity_at.get(i)) is not None
        and cast.entities[n].kind == "person"
        and cast.entities[n].named
    ]
    if len(found) != 2 or len(row) != 2:
        return False
    ref.pair = (min(found), max(found))
    for n in ref.pair:
        cast.entities[n].roles[t.lemma] += 1
        cast.entities[n].add(ref, cast.parse)
    return True


def share_in_lists(parse: Parse, refs: list[Ref], entities: list[Entity]) -> None:
    """The state of the first of a list holds for its other officials: "China's top diplomat A, Premier B and
    C"."""
    at = {r.head: r for r in refs if r.form == "name" and r.kind == "person"}
    for head, others in listed(parse, refs).items():
        first = at.get(head)
        if first is None or first.entity < 0 or not first.role or not entities[first.entity].country:
            continue
        for other in (at[o] for o in others if o in at):
            if (
                other.entity >= 0
                and other.role
                and entities[other.entity].country is None
                and entities[other.entity].sector == "GOV"
            ):
                entities[other.entity].country = entities[first.entity].country


def _runs(parse: Parse, refs: list[Ref]) -> list[list[Ref]]:
    """Names of one kind in a sentence with nothing but commas and "and" between them; one "and" ends a
    list."""
    tokens = parse.tokens
    names = [
        r
        for r in refs
        if r.form == "name"
        and r.kind in ("person", "state", "organization")
        and not r.consumed
        and not (r.modifier and r.last + 1 < len(tokens) and tokens[r.last + 1].pos == "NOUN")
    ]  # "the Liberal politician B"
    runs: list[list[Ref]] = []
    closed = False
    for before, ref in zip([None, *names], names, strict=False):
        start = ref.title_from if ref.title_from is not None else ref.first
        between = {t.text for t in tokens[before.last + 1 : start]} if before is not None else {"."}
        joined = (
            before is not None
            and before.kind == ref.kind
            and start > before.last + 1
            and between <= JOINING | {","}
            and not closed
        )
        if joined and tokens[ref.head].sent == tokens[runs[-1][0].head].sent:
            runs[-1].append(ref)
            closed = not JOINING.isdisjoint(between)
        else:
            runs.append([ref])
            closed = False
    return runs


def listed(parse: Parse, refs: list[Ref]) -> dict[int, tuple[int, ...]]:
    """Names in one list, "A, Premier B and Vice-President C", by what stands between them: parses of long
    lists with titles break."""
    tokens = parse.tokens
    found: dict[int, tuple[int, ...]] = {}
    for run in _runs(parse, refs):
        last = run[-1]
        start = last.title_from if last.title_from is not None else last.first
        if len(run) > 1 and tokens[start - 1].text in JOINING:
            subject = tokens[last.head].dep in SUBJECTS and tokens[run[0].head].dep not in LEADING
            if not subject:
                for n, ref in enumerate(run):
                    found[ref.head] = tuple(r.head for r in run[n + 1 :])
            if _below(
                tokens, run[0].head, last.head
            ):  # "President A and Premier B met": A was taken for a part of B's title
                found[last.head] = tuple(r.head for r in run[:-1])
    return found


def _below(tokens: Sequence[Token], i: int, head: int) -> bool:
    """Whether a token hangs on another, over any number of steps."""
    for _ in range(12):
        if tokens[i].head == head:
            return True
        if tokens[i].head == i:
            return False
        i = tokens[i].head
    return False
