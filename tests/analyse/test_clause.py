"""The clause layer: who fills a predicate's roles, by which construction, and whether it is told as a fact.
One line a case."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gold import fields, gold
from onrecord.analyse.clause import Clauses, clauses
from onrecord.analyse.language import parses, pipeline
from onrecord.analyse.parse import Parse, Sentence, Token
from onrecord.model import Block, Report


def parsed(text: str) -> Parse:
    report = Report(id="r", path="", text=text, text_sha256="0", blocks=(Block("paragraph", 0, len(text)),))
    return next(iter(parses([report], pipeline())))


def words(parse: Parse, heads: tuple[int, ...]) -> str:
    return " ".join(parse.tokens[i].text for i in heads)


ROLES = [[field or "" for field in fields(line, 6)] for line in gold(__file__)]


@pytest.mark.parametrize(("text", "word", "subject", "how", "object", "status"), ROLES)
def test_a_predicate_has_its_roles_and_its_status(
    text: str, word: str, subject: str, how: str, object: str, status: str
) -> None:
    parse = parsed(text)
    clause = clauses(parse).of(next(t for t in parse.tokens if t.text == word))
    assert (
        words(parse, clause.subject.heads),
        clause.subject.how,
        words(parse, clause.object.heads),
        clause.status,
    ) == (
        subject,
        how if subject else clause.subject.how,
        object,
        status,
    )


@pytest.mark.parametrize(
    ("text", "word", "role", "who"),
    [
        ("Talks between Kenya and Uganda began.", "Talks", "between", "Kenya Uganda"),
        ("The recall of its envoy surprised Norway.", "recall", "of", "envoy"),
        ("Norway sent tents to Chile.", "sent", "to", "Chile"),
    ],
)
def test_phrases_are_found_by_their_preposition(text: str, word: str, role: str, who: str) -> None:
    parse = parsed(text)
    clause = clauses(parse).of(next(t for t in parse.tokens if t.text == word))
    assert words(parse, clause.oblique[role].heads) == who


@pytest.mark.parametrize("ahead", ["will", "is going to", "is to", "was to"])
def test_what_somebody_is_to_do_lies_ahead(ahead: str) -> None:
    parse = parsed(f"Chile {ahead} sign the treaty.")
    clause = clauses(parse).of(next(t for t in parse.tokens if t.text == "sign"))
    assert (clause.form.tense, clause.status) == ("future", "planned")


def test_who_is_named_in_according_to_takes_no_part() -> None:
    parse = parsed("Norway sent tents from Lima out of fear, according to Chile.")
    clause = clauses(parse).of(next(t for t in parse.tokens if t.text == "sent"))
    assert {prep: words(parse, role.heads) for prep, role in clause.oblique.items()} == {
        "from": "Lima",
        "of": "fear",
    }


def test_the_grounds_of_a_status_are_told_from_the_inside_out() -> None:
    parse = parsed("Chile said it did not agree to meet Norway.")
    steps = clauses(parse).of(next(t for t in parse.tokens if t.text == "meet")).steps
    assert [s.ground for s in steps] == ["told", "agree to"]
    assert steps[-1].status == "not_happened"


# --- any tree: a wrong parse must neither hang nor fail -----------------------------------------------------
DEPS = st.sampled_from(
    [
        "nsubj",
        "nsubjpass",
        "dobj",
        "prep",
        "pobj",
        "pcomp",
        "conj",
        "xcomp",
        "ccomp",
        "advcl",
        "acl",
        "relcl",
        "aux",
        "neg",
        "mark",
        "attr",
        "poss",
        "amod",
        "agent",
        "dative",
    ]
)
TAGS = st.sampled_from(
    [
        ("VERB", "VBD"),
        ("VERB", "VB"),
        ("VERB", "VBN"),
        ("VERB", "VBG"),
        ("NOUN", "NN"),
        ("ADP", "IN"),
        ("AUX", "MD"),
        ("ADJ", "JJ"),
    ]
)
LEMMAS = st.sampled_from(
    ["meet", "refuse", "plan", "talk", "cancel", "in", "with", "be", "ready", "hold", "not", "force"]
)


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    n = draw(st.integers(1, 24))
    tokens = []
    for i in range(n):
        (pos, tag), lemma, dep = draw(TAGS), draw(LEMMAS), draw(DEPS)
        head = draw(st.integers(0, n - 1))
        tokens.append(
            Token(i, 2 * i, 2 * i + 1, string.ascii_letters[i], lemma, pos, tag, dep, head, "", "O", 0)
        )
    for i in range(n):  # no loops: heads lead to the root
        seen, j = set(), i
        while tokens[j].head != j and j not in seen:
            seen.add(j)
            j = tokens[j].head
        if tokens[j].head != j:
            tokens[j].head, tokens[j].dep = j, "ROOT"
    for t in tokens:
        if t.head != t.i:
            tokens[t.head].kids.append(t)
    return Parse(" ".join(t.text for t in tokens), tokens, [Sentence(0, 0, n, 0, "paragraph")])


def every(made: Clauses) -> Iterator[tuple[object, ...]]:
    for t in made.parse.tokens:
        c = made.of(t)
        yield (c.status, c.subject, c.object, tuple(sorted(c.oblique)))


@settings(max_examples=150, deadline=None)
@given(trees())
def test_any_tree_has_clauses_and_their_order_of_asking_changes_nothing(parse: Parse) -> None:
    forward = list(every(clauses(parse)))
    assert all(0 <= h < len(parse.tokens) for _, s, o, _ in forward for h in (*s.heads, *o.heads))  # type: ignore[attr-defined]
    backward = clauses(parse)
    for t in reversed(parse.tokens):
        backward.of(t)
    assert forward == list(every(backward))


def test_a_list_of_many_names_and_a_chain_of_many_verbs_pass() -> None:
    names = ", ".join(f"Peru{i}" for i in range(400))
    chain = " and ".join("met Chile" for _ in range(300))
    for text in (f"{names} and Norway met Chile.", f"Norway {chain}."):
        parse = parsed(text)
        made = clauses(parse)
        assert all(made.of(t).status for t in parse.tokens if t.pos == "VERB")
