"""What was promised: a line a case, every field compared."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord import analyse

# sentence, commitments as (words, actors, deadline)
CASES = [
    ("Norway pledged to double its aid to Peru by 2027.", [("pledged to double its aid to Peru by 2027", {"Norway"}, "2027")]),
    ("Norway's president Anna Lund said that Norway will send two ships to Chile.", [("Norway will send two ships to Chile", {"Norway"}, None)]),
    ("President Anna Lund said she would visit Peru.", [("she would visit Peru", {"Anna Lund"}, None)]),
    ("Chile said that it plans to close the camp.", [("plans to close the camp", {"Chile"}, None)]),
    ("Chile is willing to negotiate with Peru.", [("willing to negotiate with Peru", {"Chile"}, None)]),
    ("Chile's decision that it will free the envoys was praised.", [("it will free the envoys", {"Chile"}, None)]),
    ("Chile's minister Pedro Rojas agreed on a date with Peru.", [("agreed on a date with Peru", {"Pedro Rojas"}, None)]),
    ("Chile reaffirmed its pledge to leave the base.", [("pledge to leave the base", {"Chile"}, None)]),
    ("Pedro Rojas committed a crime in Lima.", []),
    ("Pedro Rojas committed to leave Lima.", [("committed to leave Lima", {"Pedro Rojas"}, None)]),
    ("Chile is not willing to negotiate with Peru.", []),
    ("Norway's president Anna Lund did not say how she will free the envoys.", []),
    ("Anna Lund said: “We will free the envoys.”", [("We will free the envoys", {"Anna Lund"}, None)]),
    ("Chile hopes to sign the treaty.", []),
    ("Analysts said that Chile will lose the vote.", []),
    ("Chile refused to promise aid.", []),
    ("Norway said that it was sorry and would send two ships to Chile.", [("would send two ships to Chile", {"Norway"}, None)]),
    ("President Anna Lund said she would leave the talks if Peru did not sign.", [("she would leave the talks if Peru did not sign", {"Anna Lund"}, None)]),
    ("Norway said that it would be glad.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "promised"), CASES)
def test_commitments(text: str, promised: list[tuple[str, set[str], str | None]]) -> None:
    found = analyse(text, published=date(2024, 5, 8))
    assert found.problems == ()
    names = {a.id: a.name for a in found.actors}
    assert [(c.span.text, {names[i] for i in c.actors}, c.deadline) for c in found.commitments] == promised
