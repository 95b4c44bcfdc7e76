"""Who takes part, weighed: the rule's word holds unless the chance is clearly against it."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analyse.happened.opinions import shipped
from onrecord.analyse.happened.partakers import (
    IN,
    LEAST,
    OUT,
    TURNED,
    Chances,
    chances,
    chosen,
    facts,
)
from onrecord.analyse.happened.parties import Parties

IDS = st.sampled_from(["a1", "a2", "a3", "a4", "a5"])
SOME = st.lists(IDS, unique=True, max_size=3)
P = st.dictionaries(IDS, st.floats(LEAST, 1 - LEAST), min_size=5)


def told(actors, recipients):
    return Parties(tuple(actors), tuple(recipients), frozenset(), ())


def test_the_shipped_weights_answer_both_questions():
    assert set(shipped().partakers) == {"part", "recipient"}
    assert all(len(t) > 1000 for t in shipped().partakers.values())


def test_without_weights_everyone_is_even():
    assert chances({"a1": {"bias": 1.0}}, {}) == Chances({"a1": 0.5}, {"a1": 0.5})


def test_a_chance_never_says_certainly():
    p = chances({"a1": {"x": 1.0}, "a2": {"y": 1.0}}, {"part": {"x": 99.0, "y": -99.0}})
    assert (p.part["a1"], p.part["a2"]) == (1 - LEAST, LEAST)


def test_the_rules_word_holds_unless_clearly_wrong():
    p = Chances(
        {"a1": OUT, "a2": OUT - 0.01, "a3": IN, "a4": IN + 0.01}, dict.fromkeys(["a1", "a2", "a3", "a4"], 0.4)
    )
    assert chosen(["a1", "a2"], [], False, p) == (["a1", "a4"], [])


def test_a_role_turns_only_where_the_other_is_clearly_likelier():
    p = Chances(dict.fromkeys(["a1", "a2", "a3"], 0.9), {"a1": TURNED + 0.01, "a2": TURNED, "a3": 1 - TURNED})
    assert chosen(["a1", "a2"], ["a3"], False, p) == (["a2", "a3"], ["a1"])


def test_an_outlet_is_not_added():
    p = Chances({"a1": 0.9, "a2": 0.9}, {"a1": 0.1, "a2": 0.1})
    assert chosen(["a1"], [], True, p, no=["a2"]) == (["a1"], [])


@given(SOME, SOME, st.booleans(), P, P)
def test_nobody_is_in_both_roles_and_nobody_comes_from_elsewhere(actors, recipients, both, part, recipient):
    recipients = [i for i in recipients if i not in actors]
    a, r = chosen(actors, recipients, both, Chances(part, recipient))
    assert len({*a, *r}) == len(a) + len(r)
    assert {*a, *r} <= {*actors, *recipients, *part}
    assert not (both and r)
    assert {i for i in part if part[i] > IN} <= {*a, *r}


@given(SOME, P)
def test_the_surer_the_set_the_higher_its_fact(actors, part):
    even = Chances(dict.fromkeys(part, 0.5), part)
    sure = Chances({i: 1 - LEAST if i in actors else LEAST for i in part}, part)
    assert facts(told(actors, ()), sure)["partakers"] > facts(told(actors, ()), even)["partakers"]
