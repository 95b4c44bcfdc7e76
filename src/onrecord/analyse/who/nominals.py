"""Those who are described rather than named: roles, titles before names, pronouns, "both men"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.analyse.english import (
    AND,
    ARTICLES,
    AS,
    AT_LEAST,
    BELONGING,
    BETWEEN,
    BOUNDS,
    DISTRIBUTIVE,
    FOCUSING,
    OF,
    OF_IN_FROM,
    OF_OR_FROM,
    OPPOSING,
    POSSESSIVE,
    QUALIFYING,
    THE,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.names import name_text
from onrecord.analyse.who.refs import Ref
from onrecord.analyse.who.words import Words

PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "p", "them": "p", "their": "p", "themselves": "p", "it": "i", "its": "i", "itself": "i",
}  # fmt: skip
LEFT_DEPS = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "advmod", "case", "punct"}
)
APART = frozenset(
    {
        "breakaway",
        "splinter",
        "offshoot",
        "linked",
        "affiliated",
        "backed",
        "aligned",
        "inspired",
        "affiliate",
        "rival",
        "front",
    }
)  # "the Sami breakaway group" is not the Sami
TITLE_SPAN = 12
# Nouns that only say what kind of thing a name before them is.
BESIDE_TITLES = frozenset({"state", "organization", "place", "group"})
CROWDS = frozenset({"thousand", "hundred", "dozen", "score"})
ALSO_NAMED = frozenset({
    "agency", "newspaper", "group", "company", "party", "organization", "organisation", "militia",
    "broadcaster", "airline", "bank", "firm", "association", "watchdog", "charity", "institute", "federation",
    "movement",
})  # fmt: skip


def titles(parse: Parse, refs: Sequence[Ref], words: Words) -> None:
    """Gives each person the title before the name, its state and its sector; ``title_from`` marks the
    start."""
    at = {i: r for r in refs for i in range(r.first, r.last + 1)}
    tokens = parse.tokens
    for ref in refs:
        if ref.kind != "person":
            continue
        title = _title_before(tokens, ref, at, words)
        after = at.get(ref.last + 2)
        if (
            ref.country is None
            and after is not None
            and after.kind == "state"
            and ref.last + 2 < len(tokens)
            and tokens[ref.last + 1].lower == OF
        ):
            ref.country = after.country  # "Name of Norway"
        if title is None:
            continue
        low = tokens[title.at].lower
        if low.removesuffix("s") in words.person and low not in words.person and title.at == ref.first - 1:
            _share_title(refs, ref, tokens, tokens[title.at].text.removesuffix("s"))
        _take_forename(tokens, ref, title.at, at, words)
        ref.title_from = title.start
        ref.role = name_text(parse, title.start, ref.first - 1)
        ref.country = ref.country or title.country
        ref.sector = ref.sector or title.sector
        for i in range(title.start, ref.first):
            if i in at:
                at[i].consumed, at[i].place = True, False


@dataclass(frozen=True, slots=True)
class Title:
    """at: the token of the role; start: of the first that belongs to it."""

    at: int
    start: int
    country: str | None
    sector: str | None


def _is_role(t: Token, low: str, words: Words) -> bool:
    if t.pos == "VERB":
        return False
    titled = low in words.titles and t.pos in ("NOUN", "PROPN", "ADJ")
    return titled or low in words.person or low in words.counterparts


def _may_qualify(t: Token, low: str, last: bool) -> bool:
    """Whether a word can stand between a title and a name; "the family of Name" are others. last: whether
    the name follows it."""
    if t.pos == "ADP":
        return low in BELONGING and not last
    return low in QUALIFYING or t.pos in ("PROPN", "ADJ", "NOUN", "PART", "CCONJ")


def _qualifies(t: Token, low: str, after: Token) -> bool:
    """Whether a word belongs to the title behind it."""
    joined = t.text == "-" and t.end == after.start
    return low != "'" and (joined or t.pos in ("ADJ", "PROPN", "NOUN", "PART"))


def _title_before(tokens: Sequence[Token], ref: Ref, at: dict[int, Ref], words: Words) -> Title | None:
    """The title before a name; what tells the gender, or a former holder, is noted on ``ref``."""
    role_at, start, country, sector = -1, ref.first, None, None
    i = ref.first - 1
    sent = tokens[ref.first].sent
    while i >= max(ref.first - TITLE_SPAN, 0) and tokens[i].sent == sent:
        t, low, held = tokens[i], tokens[i].lower.rstrip("."), at.get(i)
        if t.pos == "PROPN" and low.removesuffix("s") in words.person and i == ref.first - 1:
            low = low.removesuffix("s")  # "Presidents Lund and Berg"
        if held is not None and held.kind not in BESIDE_TITLES:
            break
        if held is not None:
            country = held.country or country if country is None or role_at > 0 else country
            i, start = held.first - 1, (held.first if role_at > 0 else start)
            continue
        ref.gender = "m" if low in words.male else "f" if low in words.female else ref.gender
        if _is_role(t, low, words):
            sector = sector or words.person.get(low)
            role_at, start = i, i
        elif low in words.former:
            ref.former = True
            start = i
        elif role_at > 0:
            qualifies = _qualifies(t, low, tokens[i + 1])
            if qualifies or t.tag == "PRP$":
                start = i
            if not qualifies:
                break
        elif not _may_qualify(t, low, i == ref.first - 1):
            break
        i -= 1
    return Title(role_at, start, country, sector) if role_at >= 0 else None


def _share_title(refs: Sequence[Ref], ref: Ref, tokens: Sequence[Token], title: str) -> None:
    """ "Presidents Lund, Berg and Rojas": all of them are."""
    last = ref.last
    for other in sorted(
        (r for r in refs if r.first > ref.last and r.kind == "person"), key=lambda r: r.first
    ):
        between = {t.text for t in tokens[last + 1 : other.first]}
        if not between or not between <= {",", "and"}:
            return
        other.role = other.role or title
        last = other.last


def _take_forename(tokens: Sequence[Token], ref: Ref, role_at: int, at: dict[int, Ref], words: Words) -> None:
    """ "Secretary General Anders Berg-Soto": the pipeline takes the forename for a part of the title."""
    i = ref.first - 1
    t = tokens[i]
    if i <= role_at or i in at or (ref.first != ref.last and tokens[ref.first + 1].text != "-"):
        return
    known = t.text in words.given_male or t.text in words.given_female or (ref.name and "-" in ref.name)
    if (
        known
        and t.pos == "PROPN"
        and t.text.istitle()
        and t.text.isalpha()
        and t.lower not in words.titles
        and t.lower not in words.person
        and t.lower not in words.former
    ):
        ref.first = i
        ref.name = f"{t.text} {ref.name}"
        at[i] = ref


def nominals(parse: Parse, refs: Sequence[Ref], words: Words) -> list[Ref]:
    """People, groups and organisations described by a common noun, and pronouns and pairs."""
    tokens = parse.tokens
    at = {i: r for r in refs for i in range(r.first, r.last + 1)}
    titled = {i for r in refs if r.title_from is not None for i in range(r.title_from, r.first)}
    found: list[Ref] = _pairs(parse, words, at)
    used = {i for r in found for i in range(r.first, r.last + 1)}
    for t in tokens:
        if t.i in at or t.i in titled or t.i in used:
            continue
        if t.lower in PERSONAL and t.pos in ("PRON", "DET", "ADJ"):
            number = PERSONAL[t.lower]
            found.append(Ref(t.i, t.i, t.i, "person", "pronoun", gender=number, plural=number == "p"))
            continue
        if t.pos not in ("NOUN", "PROPN", "ADJ") or _is_compounded(tokens, t):
            continue
        role = _sector_told(tokens, t, at, words)
        if role is None and t.lemma not in words.counterparts:
            continue
        if _tells_of_things(t, words) or _names_a_thing(parse, t, words) or _is_of_its_subject(parse, t):
            continue
        if any(k.dep == "det" and k.lower in DISTRIBUTIVE for k in t.kids):
            continue
        found.append(_nominal(parse, t, role, at, words))
    return found


def _sector_told(tokens: Sequence[Token], t: Token, at: dict[int, Ref], words: Words) -> str | None:
    """The sector of those whom a noun, or an adjective that stands for people, tells of; None where it tells
    of none."""
    role = words.person.get(t.lemma) or words.organization.get(t.lemma)
    if t.pos == "ADJ" and not (role and t.dep in ("nsubj", "dobj", "pobj", "nsubjpass")):
        return None
    two = f"{tokens[t.i - 1].lower} {t.lemma}" if t.i and tokens[t.i - 1].head == t.i else ""
    role = words.organization.get(two) or words.person.get(two) or role
    if role is None and t.lemma in ALSO_NAMED:  # "the Houthi movement", and no other movement
        named = (at[k.i] for k in t.kids if k.i in at and at[k.i].kind == "organization")
        role = next((r.sector or "NGO" for r in named), None)
    return "CVL" if role is None and (_crowd(t) or _tells_of_people(t, words)) else role


def _is_compounded(tokens: Sequence[Token], t: Token) -> bool:
    """ "Rebel-held hills"."""
    return (
        t.i + 2 < len(tokens)
        and tokens[t.i + 1].text == "-"
        and tokens[t.i + 1].start == t.end
        and tokens[t.i + 2].tag == "VBN"
    )


def _tells_of_people(t: Token, words: Words) -> bool:
    """ "Met Chilean opposition figures", "90 members of the house"."""
    if t.tag != "NNS":
        return False
    behind = words.people_behind.get(t.lemma, ())
    return any(k.dep in ("compound", "amod") and k.lemma in behind for k in t.kids) or (
        t.lemma in words.people_counted and any(k.dep == "nummod" for k in t.kids)
    )


def _tells_of_things(t: Token, words: Words) -> bool:
    """ "The use of lethal force", "the sanctions regime"."""
    compounds = [k for k in t.kids if k.dep == "compound"]
    if t.lemma in words.things_but_behind and t.tag == "NN":
        somebodys = any(k.dep in ("det", "poss") or k.pos == "PROPN" for k in t.kids)
        if not somebodys and not any(k.lemma in words.things_but_behind[t.lemma] for k in compounds):
            return True
    return t.lemma in words.things_behind_nouns and any(k.pos == "NOUN" for k in compounds)


def _crowd(t: Token) -> bool:
    """ "Thousands marched": a number that stands for people, by itself and as who acts or suffers."""
    return (
        t.tag == "NNS"
        and t.lemma in CROWDS
        and t.dep in ("nsubj", "nsubjpass")
        and t.ent not in ("MONEY", "DATE", "TIME")
        and not any(k.lower == OF or k.dep == "nummod" for k in t.kids)
    )


def _names_a_thing(parse: Parse, t: Token, words: Words) -> bool:
    """ "The Man of the Match award", "Prime Minister's Questions": a capital within a sentence, and no
    office."""
    around = [(w, t.lemma) for x in parse.tokens[max(t.i - 1, 0) : t.i] for w in (x.lemma, x.lower)]
    around += [(t.lemma, x.lower) for x in parse.tokens[t.i + 1 : t.i + 2]]
    if not words.idioms.isdisjoint(around):
        return True  # "refused to make public who was there", "her opposition to the plan"
    if t.pos != "PROPN" or not t.text[:1].isupper() or parse.sentence(t).kind == "headline":
        return False
    after = parse.tokens[t.i + 1 : t.i + 4]
    if (
        len(after) == 3
        and after[0].lower == OF
        and after[1].lower == THE
        and after[2].text[:1].isupper()
        and t.lemma not in words.titles
    ):
        return True
    return (
        len(after) == 3 and after[0].tag == "POS" and after[1].text[:1].isupper() and after[1].tag == "NNPS"
    )


def _is_of_its_subject(parse: Parse, t: Token) -> bool:
    """ "As a teenager", "as chairman": what the subject was, nobody new."""
    head = parse.head(t)
    return (
        t.dep == "pobj"
        and head.lower == AS
        and parse.head(head).pos in ("VERB", "AUX")
        and all(k.lower in ARTICLES or k.dep in ("amod", "compound") for k in t.kids)
    )


def _nominal(parse: Parse, t: Token, sector: str | None, at: dict[int, Ref], words: Words) -> Ref:
    tokens = parse.tokens
    first = _numbered_from(parse, t, _described_from(parse, t))
    lemma = t.lemma
    gender = "m" if lemma in words.male_nouns else "f" if lemma in words.female_nouns else None
    ref = Ref(
        first, t.i, t.i, "person", "nominal", role=name_text(parse, first, t.i), sector=sector, gender=gender
    )
    ref.plural = t.tag in ("NNS", "NNPS") or lemma in words.plurals
    if (lemma in words.organization or lemma in ALSO_NAMED) and lemma not in words.person:
        ref.kind = "group" if sector in ("MIL", "REB", "CVL", "OPP") else "organization"
    elif ref.plural:
        ref.kind = "group"
    above = tokens[t.head].lemma
    ref.modifier = (
        t.dep in ("compound", "nmod", "amod")
        and above not in words.person
        and above not in words.organization
        and t.head != t.i
    )
    ref.former = any(x.lower in words.former for x in tokens[first : t.i])
    ref.countries = _states_of(parse, t, first, at) if ref.plural else ()
    ref.country = _qualifier(parse, t, first, at)
    if ref.country is None and lemma in words.for_state and _of_the_land(t, words):
        before = (at[i] for i in range(first - 1, -1, -1) if tokens[i].sent == t.sent and i in at)
        ref.country = next((r.country for r in before if r.kind == "state"), None)
        # "in Chile, the country's government"
    if ref.kind in ("organization", "group") and lemma in ALSO_NAMED:
        ref.within = _within(tokens[first : t.i], at)
    _sector_of(ref, lemma, tokens[first : t.i], words)
    return ref


def _of_the_land(t: Token, words: Words) -> bool:
    return any(k.dep == "poss" and k.lemma in words.lands for k in t.kids)


def _within(before: Sequence[Token], at: dict[int, Ref]) -> Ref | None:
    """The organisation by whose name a noun is described: "the Houthi movement"."""
    if any(x.lower in APART for x in before):
        return None
    inside = (at[x.i] for x in before if x.i in at)
    return next((r for r in inside if r.kind == "organization" and r.form == "name"), None)


def _sector_of(ref: Ref, lemma: str, before: Sequence[Token], words: Words) -> None:
    """What stands before a noun tells of its sector, and whether it stands for its state."""
    of = (x.lemma for x in before if x.lemma in words.person or x.lemma in words.organization)
    sub = next(of, None)
    if sub is not None and lemma in words.parts:
        ref.sector = words.person.get(sub) or words.organization.get(sub) or ref.sector
    if any(x.lower in words.military for x in before):
        ref.sector = "MIL" if lemma not in words.of_government else "GOV"
    if lemma in words.states and ref.country and not any(x.lower in words.below_states for x in before):
        ref.kind, ref.key = "state", ref.country


def _states_of(parse: Parse, t: Token, first: int, at: dict[int, Ref]) -> tuple[str, ...]:
    """The states that a plural noun tells of: "Kenyan and Peruvian envoys", "the leaders of Kenya and
    Peru"."""
    tokens = parse.tokens
    if any(tokens[i].text == "-" and i - 1 in at and i + 1 in at for i in range(first, t.i)):
        return ()  # "Cuban-American legislators" are of one state, not of two
    inside = [at[i] for i in range(first, t.i) if i in at and at[i].kind == "state"]
    before = dict.fromkeys(r.country for r in inside if r.country and not _opposed(parse, r))
    return tuple(before) or _states_behind(t, at)


def _states_behind(t: Token, at: dict[int, Ref]) -> tuple[str, ...]:
    behind = [k for k in t.kids if k.dep == "prep" and k.lower in OF_OR_FROM and k.i == t.i + 1]
    row = [x for k in behind for h in k.kids if h.dep == "pobj" for x in (h, *coordinated(h))]
    named = [at[x.i] for x in row if x.i in at and at[x.i].kind == "state"]
    return tuple(dict.fromkeys(r.country for r in named if r.country)) if len(row) == len(named) > 1 else ()


def _described_from(parse: Parse, t: Token) -> int:
    """Where the words begin that describe a noun."""
    tokens, first = parse.tokens, t.i
    while first > 0 and tokens[first - 1].sent == t.sent and _belongs(parse, tokens[first - 1], t):
        first -= 1
    while first < t.i and (
        tokens[first].pos in ("PUNCT", "ADP", "CCONJ")
        or tokens[first].text in POSSESSIVE
        or tokens[first].ent in ("DATE", "TIME")
    ):
        first += 1
    first = max(
        [first, *(i + 1 for i in range(first, t.i) if tokens[i].tag in ("PRP", "VBZ", "VBP", "VBD", "MD"))]
    )
    while first < t.i and tokens[first].lower in FOCUSING:
        first += 1
    return first


def _numbered_from(parse: Parse, t: Token, first: int) -> int:
    """The same with the number before them, and what bounds it."""
    tokens = parse.tokens
    if first and (tokens[first - 1].lower, tokens[first].lower) in BOUNDS:
        first -= 1
    of = parse.head(t) if t.dep == "pobj" else t
    number = parse.head(of)
    if of is not t and of.lower == OF and number.pos == "NUM" and 0 < t.i - number.i <= 9:
        # "about 55 of Chile's 93 judges"
        about = (k for k in number.kids if k.dep in ("advmod", "amod", "quantmod", "prep") and k.lower != OF)
        first = min([number.i, *(k.i for k in about if k.i < number.i)])
        first -= first > 0 and (tokens[first - 1].lower, tokens[first].lower) == AT_LEAST
    if (
        first
        and tokens[first - 1].lower == BETWEEN
        and tokens[first].pos == "NUM"
        and any(x.lower == AND for x in tokens[first : t.i])
    ):
        first -= 1
    if first > 2 and tokens[first - 1].lower == AND and tokens[first].pos == "NUM":
        between = next(
            (i for i in range(first - 2, max(first - 6, -1), -1) if tokens[i].lower == BETWEEN), None
        )
        first = first if between is None else between  # "between two and six people"
    return first


def coordinated(t: Token) -> list[Token]:
    """What is listed behind a word, in order."""
    found: list[Token] = []
    waiting = [t]
    while waiting:
        x = waiting.pop()
        found.append(x)
        waiting += [k for k in reversed(x.kids) if k.dep == "conj"]
    return found[1:]


def _belongs(parse: Parse, left: Token, noun: Token) -> bool:
    """Whether a token to the left is a modifier within the noun's own phrase."""
    t = left
    for _ in range(5):
        if t.head == noun.i:
            return t.dep in LEFT_DEPS and (t.dep != "punct" or t.text in ("-", "'"))
        if t.head == t.i or t.head > noun.i:
            return False
        t = parse.tokens[t.head]
    return False


def _qualifier(parse: Parse, t: Token, first: int, at: dict[int, Ref]) -> str | None:
    """The state that qualifies a noun: before it, or after "of", "in", "from"."""
    held = [at[i] for i in range(first, t.i) if i in at and at[i].country and not _opposed(parse, at[i])]
    if held:
        for r in held:
            if r.kind == "state":
                r.consumed, r.place = True, False
        return held[0].country
    for kid in t.kids:
        if kid.dep == "prep" and kid.lower in OF_IN_FROM and kid.i == t.i + 1:
            for g in kid.kids:
                if g.dep == "pobj" and g.i in at and at[g.i].country:
                    return at[g.i].country
                if g.dep == "pobj":  # "envoys of the Peruvian government"
                    qualified = (
                        at[x.i] for x in g.kids if x.i < g.i and x.i in at and not _opposed(parse, at[x.i])
                    )
                    if own := next((r.country for r in qualified if r.kind == "state" and r.country), None):
                        return own
    # A role of an organisation that has a state: "the agency's director" is left open on purpose.
    return None


def _opposed(parse: Parse, ref: Ref) -> bool:
    """ "Anti-Chilean", "pro-Norwegian" say whom one is against or for, not whose one is."""
    i = ref.first - 1
    if i >= 0 and parse.tokens[i].text == "-":
        i -= 1
    return i >= 0 and parse.tokens[i].lower in OPPOSING


def _pairs(parse: Parse, words: Words, at: dict[int, Ref]) -> list[Ref]:
    """ "Both men", "the two sides": two actors of the text at once."""
    tokens, found = parse.tokens, []
    starts = {p[0] for p in words.pairs}
    i = 0
    while i < len(tokens):
        hit = None
        if tokens[i].lower in starts and i not in at:
            for n in (4, 3, 2):
                key = tuple(t.lower for t in tokens[i : i + n])
                if key in words.pairs:
                    hit = (n, words.pairs[key])
                    break
                # with one word more before the noun: "the two trade envoys"
                longer = tokens[i : i + n + 1]
                if (
                    len(longer) == n + 1
                    and longer[-2].i not in at
                    and longer[-2].head == longer[-1].i
                    and (*(t.lower for t in longer[:-2]), longer[-1].lower) in words.pairs
                ):
                    hit = (n + 1, words.pairs[(*(t.lower for t in longer[:-2]), longer[-1].lower)])
                    break
        if hit:
            last = i + hit[0] - 1
            nxt = tokens[last + 1] if last + 1 < len(tokens) else None
            of_whom = tokens[last + 2].lower if last + 2 < len(tokens) else ""
            named = nxt is not None and (
                (nxt.lower == OF and of_whom not in words.of_states)
                or (nxt.pos in ("NOUN", "PROPN") and tokens[last].head == nxt.i)
            )
            if not named:  # "the leaders of Kenya and Peru" are those of Kenya and Peru
                kind = "person" if hit[1] == "person" else "state"
                pair = Ref(i, last, last, kind, "nominal", plural=True, key="pair")  # type: ignore[arg-type]
                found.append(pair)
                i = last
        i += 1
    return found
