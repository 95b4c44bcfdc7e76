"""What starting costs: what is not asked for is not imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"spacy", "numpy", "msgspec", "rich", "jinja2", "lxml", "trafilatura", "sqlite3"}
OURS = {"onrecord.analyse", "onrecord.fuse", "onrecord.read", "onrecord.record", "onrecord.pipeline"}
HELP = """
import sys
sys.argv = ["onrecord", *{arguments}]
from onrecord.cli import main
try:
    main()
except SystemExit:
    pass
"""


def _imported(code: str) -> set[str]:
    out = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n', *sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(out.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["timeline", "--help"], ["correct", "--help"], ["--version"]]
)
def test_help_imports_neither_a_library_of_reading_nor_our_own_middle(arguments: list[str]) -> None:
    assert not _imported(HELP.format(arguments=arguments)) & (HEAVY | OURS)


def test_importing_onrecord_imports_nothing_until_a_name_is_asked_for() -> None:
    assert not {m for m in _imported("import onrecord") if m.startswith("onrecord.")}
    assert _imported("import onrecord; onrecord.open") >= OURS


def test_the_names_of_the_package_are_those_it_lists() -> None:
    import onrecord
    from onrecord import api

    names = sorted(set(onrecord.__all__) - {"__version__", "analyse"})  # analyse: tests/test_house.py
    assert [getattr(onrecord, n) for n in names] == [api.Record, api.open, api.rows]
    assert set(onrecord.__all__) <= set(dir(onrecord))
