"""The list of what is too long only shrinks, and no word is compared where it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import house  # noqa: E402


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("return 1", 1),
        ("return a and b and c", 3),
        ("return 1 if a else 2", 2),
        ("return [x for x in y if x if z]", 4),
        ("for x in y:\n        if x: pass\n        elif z: pass", 4),
        ("try: pass\n    except E: pass", 2),
        ("match x:\n        case 1: pass\n        case _: pass", 3),
        ("assert x", 1),
        ("def g():\n        if x: pass\n    return g", 1),
        ("return lambda x: x or y", 2),
    ],
)
def test_branches_are_counted(body: str, count: int) -> None:
    assert dict(house.functions(f"def f(a, b, c):\n    {body}\n"))["f"] == count


def test_a_method_is_named_with_its_class() -> None:
    text = "class A:\n    def f(self):\n        def g(): return 1 or 2\n        return g\n"
    assert list(house.functions(text)) == [("A.f", 1), ("A.f.g", 2)]


def test_the_list_only_shrinks() -> None:
    assert house.wrong(["a", "b"], {"a", "b"}, 2) == []
    assert "part it" in house.wrong(["a"], {"a", "b"}, 2)[0]
    assert "take it off" in house.wrong(["a", "b"], {"a"}, 2)[0]
    assert "at most 1" in house.wrong(["a", "b"], {"a", "b"}, 1)[0]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('t.lower == "of"', ["of"]),
        ('"of" != t.head.lemma', ["of"]),
        ('t.lower in ("a", "an")', ["a", "an"]),
        ('(t.text, u.text) == ("at", "least")', ["at", "least"]),
        ('(low := t.lower.rstrip(".")) and low in {"mr"}', ["mr"]),
        ('"by" in clause.oblique', ["by"]),
        ("t.lower == OF or t.lower in (OF, *OTHERS)", []),
        ('t.dep == "prep" and t.kind in ("name", "title")', []),
        ('t.text == ","', []),
        ('heads("Lund") == t.lower', []),
    ],
)
def test_words_compared_inline_are_found(code: str, words: list[str]) -> None:
    assert [word for _, word in house.words_compared(code)] == words


def test_a_word_is_known_by_the_name_it_was_given() -> None:
    code = "t, low = tokens[i], tokens[i].lower\nif low == 'the': pass\nif t == 'the': pass\n"
    assert house.words_compared(code) == [(2, "the")]


def test_the_house_is_whole() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "house.py"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


# --- names ---------------------------------------------------------------------------------------


def test_the_package_of_analysis_can_be_imported_under_another_name() -> None:
    """``onrecord.analyse`` is a function and a package; whichever is met first, the other still works."""
    code = (
        "import onrecord.analyse.report as R\n"
        "import onrecord\n"
        "from onrecord.analyse.report import analyse_reports\n"
        "assert R.analyse_reports is analyse_reports\n"
        "from datetime import date\n"
        "told = onrecord.analyse('Norway suspended talks with Chile.', published=date(2024, 5, 8))\n"
        "assert [e.type for e in told.events] == ['SANCTION']\n"
        "assert onrecord.analyse.report is R\n"
        "import onrecord.analyse.clause.form as F\n"
        "assert F.__name__ == 'onrecord.analyse.clause.form'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
