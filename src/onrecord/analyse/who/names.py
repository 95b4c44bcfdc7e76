"""Names: what the gazetteer knows, then the pipeline's entities, then surnames of people named in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from onrecord.analyse.english import (
    AND,
    AT,
    BEHIND_A_NAME,
    OF,
    OF_A_NAME,
    OF_OR_FOR,
    OF_OR_IN,
    ONE_BESIDE,
    ONE_OF_MANY,
    OTHER,
    THE,
    WITHIN_A_NAME,
)
from onrecord.analyse.parse import Parse, Token
from onrecord.analyse.who.refs import Ref
from onrecord.analyse.who.words import Words
from onrecord.analyse.who.words import words as lexicon_words
from onrecord.world import World
from onrecord.world.world import GENERATIONS

# Prepositions after which a state or a capital is where something happens rather than who acts.
PLACE_PREPOSITIONS = frozenset({
    "in", "at", "near", "across", "throughout", "inside", "outside", "around", "into", "through", "within",
    "off", "onto",
})  # fmt: skip
# Capitalised words that begin sentences or titles and are no name on their own.
NO_NAME = frozenset({
    "the", "a", "an", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december", "i", "god", "image", "source", "photo",
})  # fmt: skip

LEADING_IN = frozenset(
    {"following", "despite", "after", "before", "during", "meanwhile", "unlike", "including", "according"}
)  # words that open sentences
SOME = frozenset({"some", "many", "several", "most", "few", "certain"})  # of a party, they are not the party


def find_names(parse: Parse, world: World, words: Words) -> list[Ref]:
    """All names in text order, none overlapping."""
    tokens = parse.tokens
    taken: list[Ref | None] = [None] * len(tokens)
    refs: list[Ref] = []

    def add(ref: Ref) -> None:
        refs.append(ref)
        for i in range(ref.first, ref.last + 1):
            taken[i] = ref

    entities = _hyphenated(tokens, _entities(tokens))
    within = _known(parse, entities, taken, add, world, words)
    for first, last in _surnames_of_places(tokens, taken, world, words):
        add(_ref(parse, first, last, "person"))
    for first, last in _leaders(tokens, world):
        if _free(taken, first, last):
            add(_ref(parse, first, last, "person"))
    common = _common(tokens, words)
    for first, last, label in entities:
        a, b = _trim(tokens, first, last, label, taken, words)
        a += label == "PERSON" and b > a and tokens[a].lower in common
        made = _entity_ref(parse, a, b, label, world, words) if a <= b and _free(taken, a, b) else None
        if made is None:
            continue
        if made.kind == "organization" and not made.country:
            inside = [r.country for r in refs if first <= r.first and r.last <= last and r.country]
            inside += [k for i, k in within.items() if first <= i <= last and k in world.states]
            made.country = next(iter(inside), None)
        add(made)
    _surnames(parse, taken, add)
    _left_over(parse, taken, add, world, words, common)
    for ref in (r for r in refs if r.kind == "organization"):
        ref.country = ref.country or _country_around(parse, ref, taken)
    return sorted((r for r in refs if not _is_paper(tokens, r, words)), key=lambda r: r.first)


def _is_paper(tokens: Sequence[Token], ref: Ref, words: Words) -> bool:
    """Whether a law or treaty was taken for one who acts."""
    acting = ref.kind in ("organization", "person", "group")
    return acting and ref.key is None and tokens[ref.last].text in words.papers


def _surnames_of_places(
    tokens: Sequence[Token], taken: Sequence[Ref | None], world: World, words: Words
) -> Iterator[tuple[int, int]]:
    """A place's name that was left to be read as a surname: it and the name before are the person."""
    for t in tokens:
        named = t.i > 0 and (t.text,) in world.names and _free(taken, t.i - 1, t.i)
        if named and _surname_here(tokens, t.i, words):
            yield t.i - 1, t.i


def _known(
    parse: Parse,
    entities: Sequence[tuple[int, int, str]],
    taken: Sequence[Ref | None],
    add: Callable[[Ref], None],
    world: World,
    words: Words,
) -> dict[int, str]:
    """Adds the names of the gazetteer; gives, by first token, the states that stand within the name of an
    organisation."""
    tokens = parse.tokens
    in_entity = {i: e for e in entities for i in range(e[0], e[1] + 1)}
    within: dict[int, str] = {}
    for first, last, kind, key in list(_gazetteer(tokens, world)):
        entity = in_entity.get(first)
        if kind in ("state", "seat") and first == last and _surname_here(tokens, first, words):
            continue
        if first and _is_longer(tokens[first - 1], first, last, kind, world):
            continue
        if entity and _longer_name(entity, first, last, kind, tokens, words):
            within[first] = key
            continue
        water = _feature(tokens, first, last, words) if kind in ("state", "demonym") else None
        add(
            _ref(parse, *water, "place")
            if water is not None and _free(taken, *water)
            else _known_ref(parse, first, last, kind, key, world)
        )
    return within


def _free(taken: Sequence[Ref | None], first: int, last: int) -> bool:
    return all(ref is None for ref in taken[first : last + 1])


def _is_longer(before: Token, first: int, last: int, kind: str, world: World) -> bool:
    """Whether the word before makes a name of the gazetteer another, longer one."""
    if kind == "demonym":
        return before.text in CONTINENTAL  # "Central Americans", "Latin American"
    return (
        kind == "body"
        and before.pos == "PROPN"
        and before.text.istitle()
        and before.dep == "compound"
        and first <= before.head <= last
        and (before.text,) not in world.names
    )  # "the National Security Council" is not the Security Council


def _common(tokens: Sequence[Token], words: Words) -> frozenset[str]:
    """Nouns that the report has in lower case too, and no given names: in "Policy Lund", a heading ran into
    the name."""
    return frozenset(t.lower for t in tokens if t.pos == "NOUN" and t.text.islower() and len(t.text) > 4) - {
        n.lower() for n in words.given_male | words.given_female
    }


CONTINENTAL = frozenset({"Central", "Latin", "South", "North"})
QUARTERS = frozenset({"North", "South", "East", "West"})


def _feature(tokens: Sequence[Token], first: int, last: int, words: Words) -> tuple[int, int] | None:
    """The sea or land that is named after a state: "the South China Sea", "the Persian Gulf", "the Gulf of
    Mexico"."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.text in words.features:
        compass = first > 0 and tokens[first - 1].text in QUARTERS
        return first - compass, last + 1
    if first > 1 and tokens[first - 1].lower == OF and tokens[first - 2].text in words.features:
        return first - 2, last
    return None


def name_text(parse: Parse, first: int, last: int) -> str:
    """The words of a name as the report has them, blanks made plain."""
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[last].end].split())


def head_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of the stretch whose governor lies outside."""
    for i in range(last, first - 1, -1):
        if not first <= tokens[i].head <= last or tokens[i].head == i:
            return i
    return last


def _entities(tokens: Sequence[Token]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for t in tokens:
        if t.ent_iob == "B":
            found.append((t.i, t.i, t.ent))
        elif t.ent_iob == "I" and found and found[-1][1] == t.i - 1:
            found[-1] = (found[-1][0], t.i, found[-1][2])
    return [
        e
        for e in found
        if e[2]
        in ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "DATE")
    ]


def _hyphenated(tokens: Sequence[Token], entities: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """ "Moon Jae-in": the pipeline breaks the given name at its hyphen and leaves its second half out."""
    out = []
    for first, last, label in entities:
        if label == "PERSON" and last + 2 < len(tokens) and last > first:
            hyphen, rest = tokens[last + 1], tokens[last + 2]
            if (
                hyphen.text == "-"
                and rest.start == hyphen.end
                and hyphen.start == tokens[last].end
                and rest.text.isalpha()
                and rest.text.islower()
                and len(rest.text) <= 5
            ):
                last += 2
        out.append((first, last, label))
    return out


NUMBERED = re.compile(r"[A-Za-z]-\d+[A-Z]?$")  # "an F-16"
_GLUED = re.compile(r"^[A-Z][a-z]{3,}[A-Z][a-z]{3,}$")
_WORLD_STARTS: dict[int, dict[str, list[tuple[tuple[str, ...], str, str]]]] = {}


def _index(world: World) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    if id(world) not in _WORLD_STARTS:
        starts: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name, (kind, key) in world.names.items():
            starts.setdefault(name[0], []).append((name, kind, key))
        for rows in starts.values():
            rows.sort(key=lambda r: -len(r[0]))
        _WORLD_STARTS[id(world)] = starts
    return _WORLD_STARTS[id(world)]


def _gazetteer(tokens: Sequence[Token], world: World) -> list[tuple[int, int, str, str]]:
    starts, found, i, n = _index(world), [], 0, len(tokens)
    while i < n:
        hit = None
        for name, kind, key in starts.get(tokens[i].text, ()):
            if i + len(name) <= n and all(tokens[i + k].text == w for k, w in enumerate(name)):
                hit = (i, i + len(name) - 1, kind, key)
                break
        if (
            hit is None
            and i + 3 < n
            and tokens[i + 1].lower == AND
            and (both := world.names.get((tokens[i].text, tokens[i + 3].text))) is not None
            and (tokens[i + 2].text, tokens[i + 3].text) in world.names
        ):
            hit = (i, i, *both)  # "North and South Korea"
        if hit:
            found.append(hit)
            i = hit[1] + 1
        else:
            i += 1
    return found


NO_GIVEN_NAME = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "new",
        "greater",
        "upper",
        "lower",
        "downtown",
        "mainland",
        "metropolitan",
        "old",
        "inner",
        "outer",
        "saint",
        "st",
    ]
)


def _surname_here(tokens: Sequence[Token], i: int, words: Words) -> bool:
    """ "Maria London left": a place's name that a given name before it makes a surname."""
    if i == 0 or tokens[i].dep not in ("nsubj", "nsubjpass", "poss", "dobj", "ROOT", "conj", "appos"):
        return False
    given = tokens[i - 1]
    low = given.lower.rstrip(".")
    return (
        given.pos == "PROPN"
        and given.head == i
        and given.dep == "compound"
        and given.text.istitle()
        and given.text.isalpha()
        and (
            given.ent == "PERSON"
            or given.text in words.given_male
            or given.text in words.given_female
            or tokens[i].ent == "PERSON"
            # "Maria London, a teacher,"
            or any(k.dep == "appos" and k.lemma in words.person for k in tokens[i].kids)
        )
        and low not in words.titles
        and low not in words.person
        and low not in NO_GIVEN_NAME
        and low not in NO_NAME
    )


def _longer_name(
    entity: tuple[int, int, str], first: int, last: int, kind: str, tokens: Sequence[Token], words: Words
) -> bool:
    """Whether the gazetteer's name is only part of a person's or organisation's own name."""
    a, b, label = entity
    if (a, b) == (first, last) or (a + 1, b) == (first, last):
        return False
    if label == "PERSON" and kind == "demonym":
        return False
    if label == "PERSON" and kind in ("state", "seat") and first > a and last == b:
        # "Maria London": a surname; but "Envoy China" is none
        return all(
            t.text[0].isupper() and t.lower not in words.titles and t.lower not in words.person
            for t in tokens[a:first]
        )
    if label == "PERSON":
        # "Jordan Smith", "Paris Hilton"; but "Chile Climate Envoy Soto" begins with its state.
        return (
            kind in ("state", "seat")
            and last < b
            and all(t.lower not in words.titles and t.text[0].isupper() for t in tokens[last + 1 : b + 1])
        )
    if label == "ORG" and b > last:
        # "China Daily", "Bank of England Museum" are names; "US Congress" is the state's.
        named = first > a or (
            any(t.text in words.heads for t in tokens[last + 1 : b])
            and any(t.lower in OF_OR_FOR for t in tokens[last + 1 : b])
        )
        return tokens[b].text in words.heads or (
            kind == "demonym" and named
        )  # "Chilean Initiative for Fair Seas"
    return False


def _known_ref(parse: Parse, first: int, last: int, kind: str, key: str, world: World) -> Ref:
    tokens = parse.tokens
    head = head_of(tokens, first, last)
    t = tokens[head]
    if kind == "body":
        return _body_ref(parse, first, last, key, world)
    if kind == "occasion":
        return Ref(first, last, head, "occasion", "name", name_text(parse, first, last))
    ref = Ref(first, last, head, "state", "name", world.states[key].name, key, None, key=key)
    if kind == "demonym":
        _demonym(parse, ref)
        return ref
    ref.modifier = t.dep in ("compound", "nmod", "amod") and t.head != t.i
    ref.place = _stands_as_place(parse, t, kind, world)
    return ref


def _demonym(parse: Parse, ref: Ref) -> None:
    """ "Norwegian": qualifies, or is people of that state."""
    tokens, t = parse.tokens, parse.tokens[ref.head]
    ref.form = "nominal"
    ref.modifier = t.dep in ("amod", "compound", "nmod") and t.head != t.i
    descent = ref.first > 0 and tokens[ref.first - 1].lower in lexicon_words().descent
    if ref.modifier:
        return
    if t.tag in ("NNPS", "NNS") or descent:
        ref.kind, ref.plural, ref.name, ref.sector = (
            "group",
            True,
            name_text(parse, ref.first, ref.last),
            "CVL",
        )
        ref.key = f"people of {ref.key}"
    elif t.dep in (*ONE, "conj") and any(
        k.lower in ONE_OF_MANY for k in t.kids
    ):  # "an American was arrested"
        ref.kind, ref.name, ref.sector, ref.key = "person", None, "CVL", None
        ref.role = name_text(parse, ref.first, ref.last)


def _body_ref(parse: Parse, first: int, last: int, key: str, world: World) -> Ref:
    tokens, body = parse.tokens, world.bodies[key]
    head = head_of(tokens, first, last)
    t = tokens[head]
    if body.sector == "PTY" and (some := _of_party(tokens, t, first, last)) is not None:
        of, kind = some
        role = name_text(parse, of, last)
        return Ref(
            of, last, head, kind, "nominal", None, body.country, "PTY", role=role, plural=kind == "group"
        )
    ref = Ref(first, last, head, "organization", "name", body.name, body.country, body.sector, key=key)
    ref.modifier = t.dep in ("compound", "amod", "nmod")
    return ref


def _of_party(
    tokens: Sequence[Token], t: Token, first: int, last: int
) -> tuple[int, Literal["person", "group"]] | None:
    """Where people of a party are told of, not the party: from which token on, and whether it is one."""
    if (
        first == last
        and t.tag in ("NN", "NNP")
        and t.dep in ONE
        and t.i
        and (tokens[t.i - 1].lower in ONE_BESIDE or any(k.dep in ("det", "poss") for k in t.kids))
    ):
        return first, "person"  # "the Republican, who …"
    some = [k.i for k in t.kids if (k.dep in ("amod", "nummod") or k.lower in SOME) and k.i < first]
    some = [i for i in some if tokens[i].lower != OTHER]
    if t.tag in ("NNS", "NNPS") and some and first - min(some) <= 4:
        return min(some), "group"  # "moderate Liberals", "several Liberals" are not all of them
    return None


def _stands_as_place(parse: Parse, t: Token, kind: str, world: World) -> bool:
    """Whether a state's or a capital's name is where something happens, by the grammar around it."""
    top = t
    while top.dep in ("conj", "compound") and top.head != top.i and parse.tokens[top.head].pos == "PROPN":
        top = parse.tokens[top.head]
    if top.dep == "pobj":
        return parse.tokens[top.head].lower in PLACE_PREPOSITIONS and not (
            kind == "state" and parse.tokens[top.head].lower == AT
        )  # "lashed out at Chile"
    if kind != "seat":
        return False
    if t.dep in ("compound", "nmod") and parse.head(t).pos == "NOUN":
        # "the Paris accord": where it was made; but "Paris officials" are France's
        words = lexicon_words()
        lemma = parse.head(t).lemma
        return t.text in world.cities and not (
            lemma in words.person or lemma in words.organization or lemma in words.for_state
        )
    # "visit Beijing": a capital is the state only where it acts
    return top.dep in ("dobj", "npadvmod", "ROOT", "dep", "appos", "pcomp")


def _leaders(tokens: Sequence[Token], world: World) -> list[tuple[int, int]]:
    """Full names of leaders that the pipeline may have missed."""
    found = []
    for i in range(len(tokens) - 1):
        if tokens[i].text[0].isupper() and tokens[i + 1].text[0].isupper():
            for n in (4, 3, 2):
                row = " ".join(t.text for t in tokens[i : i + n])
                if i + n <= len(tokens) and (
                    row in world.terms or (n > 2 and row.title() in world.terms)
                ):  # also a name of three parts whose last is in lower case
                    found.append((i, i + n - 1 + _generation(tokens, i + n)))
                    break
    return found


def _generation(tokens: Sequence[Token], after: int) -> bool:
    """Whether a name goes on with "Jr." or "III": its bearer is the son, not the leader."""
    return after < len(tokens) and tokens[after].text.rstrip(".").lower() in GENERATIONS


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether a sentence begins with a word."""
    return i == 0 or tokens[i - 1].sent != tokens[i].sent


def _is_title(t: Token, words: Words) -> bool:
    low = t.lower.rstrip(".")
    return low in words.titles or low in words.person or low in words.former


def _no_name(t: Token) -> bool:
    return (
        t.text == "-" or t.text[0].isdigit() or (t.text.islower() and t.pos in ("VERB", "AUX", "ADP", "ADV"))
    )


def _trim(
    tokens: Sequence[Token], first: int, last: int, label: str, taken: list[Ref | None], words: Words
) -> tuple[int, int]:
    """An entity without the title, state, article and possessive that the pipeline left on it."""
    while first <= last and (tokens[first].lower in OF_A_NAME or tokens[first].pos == "PUNCT"):
        first += 1
    while last >= first and (
        tokens[last].text in BEHIND_A_NAME or tokens[last].pos in ("PUNCT", "ADP", "VERB", "AUX")
    ):
        last -= 1
    if label == "ORG":
        last = _last_of_body(tokens, first, last, words)
    opening = last > first and _opens(tokens, first)
    if opening and label == "PERSON" and tokens[first].lower in ASKING and _asks(tokens, last):
        first += 1  # "Will Lund resign?"
    elif opening and tokens[first].lower in LEADING_IN:
        first += 1  # "Following Lund's call"
    return _trim_person(tokens, first, last, taken, words) if label == "PERSON" else (first, last)


def _last_of_body(tokens: Sequence[Token], first: int, last: int, words: Words) -> int:
    while last > first and tokens[last].text.islower() and tokens[last].pos in ("NOUN", "ADP", "DET"):
        last -= 1  # "the Berg administration for answers"
    while (
        last > first
        and tokens[last].lower.rstrip(".") in words.titles
        and tokens[last].lower not in words.organization
    ):
        last -= 1  # "Army Sgt."
    return last


def _trim_person(
    tokens: Sequence[Token], first: int, last: int, taken: list[Ref | None], words: Words
) -> tuple[int, int]:
    start = first
    for i in range(first, last):
        if taken[i] is not None or _is_title(tokens[i], words) or (i == start and _no_name(tokens[i])):
            start = i + 1  # also "meet Lund"
    first = start
    while last > first and (tokens[last].lower in words.titles or not tokens[last].text[0].isupper()):
        if tokens[last - 1].text == "-" and tokens[last].text.isalpha() and last - 2 >= first:
            break  # "Ing-wen", "Jae-in"
        last -= 1
    return first, last


ASKING = frozenset({"will", "may", "can", "could", "should", "would", "might", "must"})


def _asks(tokens: Sequence[Token], i: int) -> bool:
    """Whether the sentence of a token ends as a question."""
    sent = tokens[i].sent
    end = next((x.text for x in tokens[i + 1 : i + 60] if x.text in ("?", ".", "!") or x.sent != sent), "")
    return end == "?"


def _ref(parse: Parse, first: int, last: int, kind: str) -> Ref:
    head = head_of(parse.tokens, first, last)
    dep = parse.tokens[head].dep
    ref = Ref(first, last, head, kind, "name", name_text(parse, first, last))  # type: ignore[arg-type]
    ref.modifier = dep in ("compound", "nmod", "amod")
    return ref


def _entity_ref(parse: Parse, first: int, last: int, label: str, world: World, words: Words) -> Ref | None:
    tokens = parse.tokens
    text = name_text(parse, first, last)
    if words.occasion.match(text) or (
        label in ("EVENT", "ORG") and tokens[last].lower in words.occasion_nouns
    ):
        return _ref(parse, first, last, "occasion")
    if label == "DATE" or tokens[last].text in words.matters or _is_no_name(text):
        return None
    if _leaders_name(tokens, last, label, world, words) and first == last:
        return _ref(parse, first, last, "person")
    if label in ("GPE", "LOC", "FAC"):
        return _place_ref(parse, first, last, label, world, words)
    capital = tokens[first].text[0].isupper() or tokens[last].text[0].isupper()
    if label in NO_ACTORS or not capital or _is_two_names(text, label, world):
        return None
    if label == "PERSON" and (len(text.split()) > 1 or text not in world.cities):
        ref = _ref(parse, first, last, "person")
        if len(text.split()) > 2 and (sectors := _sectors(text, words)):
            ref.kind, ref.sector = "organization", sectors[0]
        return ref
    if text in world.cities and label != "ORG":
        ref = _ref(parse, first, last, "place")
        ref.country, ref.place = world.cities[text].country, True
        return ref
    if tokens[last].text in words.papers or label not in ("ORG", "NORP"):
        return None  # "the Trade Act" is signed and does nothing
    return _entity_of_body(parse, first, last, label, words)


def _is_no_name(text: str) -> bool:
    """Also "the U.S.-led embargo"."""
    plain = len(text) < 2 or text.lower() in NO_NAME or not any(c.isalpha() for c in text)
    return plain or bool(LED.search(text) or NUMBERED.search(text))


def _entity_of_body(parse: Parse, first: int, last: int, label: str, words: Words) -> Ref | None:
    tokens, text = parse.tokens, name_text(parse, first, last)
    if any(t.pos == "VERB" and t.text.islower() for t in tokens[first + 1 : last]):
        return None  # a piece of a clause
    if all(w.lower() in words.titles or w.lower() in words.person for w in text.split()):
        return None
    ref = _ref(parse, first, last, "organization" if label == "ORG" else "group")
    opening = tokens[first + (tokens[first].lower == THE and first < last)].text
    ends = (words.heads.get(tokens[last].text), words.heads.get(opening), *_sectors(text, words))
    ref.sector = next((sector for sector in ends if sector), None)
    return ref


def _sectors(text: str, words: Words) -> list[str]:
    """The sectors that the words of a body's name tell, in order."""
    return [words.heads[w] for w in text.split() if w in words.heads]


def _is_two_names(text: str, label: str, world: World) -> bool:
    """ "Lund-Rojas": two names, each found on its own; "BergSoto": two that a page ran together."""
    parts = text.replace("–", "-").split("-")
    if len(parts) == 2 and all(p in world.surnames or (p,) in world.names for p in parts):
        return True
    return label == "PERSON" and any(_GLUED.search(w) for w in text.split())


def _place_ref(parse: Parse, first: int, last: int, label: str, world: World, words: Words) -> Ref | None:
    text = name_text(parse, first, last)
    city = world.cities.get(text)
    ref = _ref(parse, first, last, "place")
    ref.country, ref.place = (city.country if city else None), True
    if label == "GPE" and not city and _sectors(text, words):
        ref.kind, ref.place = "organization", False
    return ref if text[0].isupper() else None


def _leaders_name(tokens: Sequence[Token], i: int, label: str, world: World, words: Words) -> bool:
    """A leader's surname that is a town's too: "Bush said", "the Bush administration"."""
    if tokens[i].text not in world.surnames:
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return label == "PERSON" or (
        after is not None and tokens[i].head == after.i and after.lemma in words.for_state
    )


MONTH_BEFORE = frozenset(
    {
        "in",
        "since",
        "by",
        "until",
        "till",
        "through",
        "during",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "of",
        "-",
    }
)


def _no_month(tokens: Sequence[Token], t: Token) -> bool:
    """ "Gave May his backing", where somebody of that name is told of."""
    after = tokens[t.i + 1] if t.i + 1 < len(tokens) else t
    return (
        t.text in lexicon_words().given_months
        and t.dep in (*ARGUMENTS, "dative")
        and tokens[t.i - 1].lower not in MONTH_BEFORE
        and after.pos != "NUM"
    )


def _each(taken: Sequence[Ref | None]) -> list[Ref]:
    """The names that are marked, each once."""
    return list({id(r): r for r in taken if r is not None}.values())


def _begins(before: Token, t: Token) -> bool:
    """Whether a word is the first part of the name that ends with ``t``."""
    return (
        before.pos == "PROPN"
        and before.text[0].isupper()
        and before.text.isalpha()
        and before.dep == "compound"
        and before.lower not in NO_NAME
        and before.head == t.i
    )


def _surnames(parse: Parse, taken: list[Ref | None], add: Callable[[Ref], None]) -> None:
    """Marks single surnames of people who are named in full elsewhere in the report."""
    full = [r for r in _each(taken) if r.kind == "person" and r.last > r.first]
    ends = [r.last for r in full] + [r.first for r in full if r.last - r.first <= 2]
    last_names = {parse.tokens[i].text for i in ends}
    alone = [t for t in parse.tokens if t.text in last_names and t.pos in ("PROPN", "NOUN")]
    for t in alone:
        if taken[t.i] is not None:
            continue
        before = parse.tokens[t.i - 1] if t.i else None
        if before is not None and taken[before.i] is None and _begins(before, t):
            continue  # part of another, longer name
        if t.text.lower() not in NO_NAME or _no_month(parse.tokens, t):
            add(_ref(parse, t.i, t.i, "person"))
    for ref in _each(taken):
        if ref.first == ref.last and parse.tokens[ref.first].text in last_names:
            _surname_after_all(parse, ref)


def _surname_after_all(parse: Parse, ref: Ref) -> None:
    """What was taken for a body or a state is the person of that surname."""
    if ref.kind in ("organization", "group", "place") and ref.key is None:
        ref.kind, ref.place, ref.sector = "person", False, None
    elif ref.kind == "state" and not ref.place and (ref.form == "name" or not ref.modifier):
        # "Jordan", where a Name Jordan is told of
        ref.kind, ref.key, ref.country, ref.name = "person", None, None, parse.tokens[ref.first].text


NO_ACTORS = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "EVENT"})
LED = re.compile(r"-(?:led|backed|brokered|sponsored|controlled)$")
ONE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "attr"})  # what a name of one stands as
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "agent"})
NUMERALS = frozenset({"II", "III", "IV", "V", "VI", "IX", "X"})  # "Queen Name II"
NO_ACTOR_ENTITIES = frozenset({
    "DATE", "TIME", "MONEY", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "QUANTITY", "ORDINAL", "CARDINAL",
    "PERCENT",
})  # fmt: skip


def _is_role(t: Token, words: Words) -> bool:
    return t.lower in words.titles or t.lower in words.person or t.lower in words.organization


def _leads(before: Token, t: Token, words: Words, common: frozenset[str]) -> bool:
    """Whether a word belongs to the name that ends with ``t``."""
    return (
        before.head == t.i
        and before.pos == "PROPN"
        and before.text[0].isupper()
        and before.lower.rstrip(".") not in words.titles
        and before.lower not in common
    )


def _left_over(
    parse: Parse,
    taken: list[Ref | None],
    add: Callable[[Ref], None],
    world: World,
    words: Words,
    common: frozenset[str],
) -> None:
    """Proper names that the pipeline tagged as such but took for no entity: places by the gazetteer, else
    actors where they stand as one."""
    tokens = parse.tokens
    for t in tokens:
        if t.pos != "PROPN" or taken[t.i] is not None or t.dep not in ARGUMENTS or t.ent in NO_ACTOR_ENTITIES:
            continue
        short = len(t.text) < 3 and not (t.text in NUMERALS and tokens[t.i - 1].pos == "PROPN")
        if short or not t.text[0].isupper() or t.lower in NO_NAME or _is_role(t, words):
            continue
        first = t.i
        while first > 0 and taken[first - 1] is None and _leads(tokens[first - 1], t, words, common):
            first -= 1
        text = name_text(parse, first, t.i)
        if text in words.matters:
            continue
        if text in world.cities:
            ref = _ref(parse, first, t.i, "place")
            ref.country, ref.place = world.cities[text].country, True
            add(ref)
        elif (
            (t.dep in ("nsubj", "nsubjpass", "dobj", "poss") or (t.text in NUMERALS and first < t.i))
            and not tokens[first].text.isupper()
            and not NUMBERED.search(text)
        ):
            ref = _ref(
                parse, first, t.i, "organization" if any(w in words.heads for w in text.split()) else "person"
            )
            add(ref)


def _country_around(parse: Parse, ref: Ref, taken: list[Ref | None]) -> str | None:
    """The state before or inside an organisation's name: "China's Ministry of …", "Russian Foreign
    Ministry"."""
    tokens = parse.tokens
    for i in range(ref.first, ref.last + 1):
        held = taken[i]
        if held is not None and held.country:
            return held.country
    i = ref.first - 1
    while i >= 0 and ref.first - i <= 4:
        held = taken[i]
        if held is not None and held.kind == "state":
            return held.country
        if tokens[i].text not in WITHIN_A_NAME and tokens[i].pos not in ("ADJ", "PROPN", "NOUN"):
            break
        i -= 1
    i = ref.last + 1
    if i + 1 < len(tokens) and tokens[i].lower in OF_OR_IN:
        held = taken[i + 1] or (taken[i + 2] if i + 2 < len(tokens) and tokens[i + 1].lower == THE else None)
        if held is not None and held.country:
            return held.country
    return None
