"""The lists of what is not there yet only shrink, and nothing is off them that should be on."""

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


def test_a_list_only_shrinks() -> None:
    assert house.wrong("E501", ["a", "b"], {"a", "b"}, 2) == []
    assert "part it" in house.wrong("E501", ["a"], {"a", "b"}, 2)[0]
    assert "take it off" in house.wrong("E501", ["a", "b"], {"a"}, 2)[0]
    assert "at most 1" in house.wrong("E501", ["a", "b"], {"a", "b"}, 1)[0]


def test_the_lists_are_what_the_code_is() -> None:
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
