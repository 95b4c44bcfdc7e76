"""Every command is documented and has help; what the documents show is so; what they link to is there."""

from __future__ import annotations

import doctest
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from onrecord.cli import app

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|Users)/")


def _commands(group: Any, name: str = "onrecord") -> Iterator[tuple[str, Any]]:
    for short, command in group.commands.items():
        full = f"{name} {short}"
        if hasattr(command, "commands"):
            yield from _commands(command, full)
        else:
            yield full, command


COMMANDS = dict(_commands(typer.main.get_command(app)))


def _page_of(command: str) -> str:
    """The document with a heading for the command."""
    for path in ROOT.glob("docs/*.md"):
        text = path.read_text(encoding="utf8")
        if re.search(rf"^#+ `{command}`$", text, re.M):
            return text
    raise AssertionError(f"no document has the heading `{command}`")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_a_document_with_its_options(command: str) -> None:
    assert (COMMANDS[command].help or "").strip()
    text = _page_of(command)
    for parameter in COMMANDS[command].params:
        if parameter.param_type_name == "option":
            assert parameter.help, parameter.name
            assert parameter.opts[0] in text, f"{command}: {parameter.opts[0]} is not documented"


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf8")
    for command in COMMANDS:
        assert re.search(rf"`(?:onrecord )?{command.split()[1]}`", text), command


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf8")):
        if not target.startswith(("https://", "http://")):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_no_path_of_one_machine(path: Path) -> None:
    assert not MACHINE_PATH.search(path.read_text(encoding="utf8"))


@pytest.mark.parametrize(
    "path", [p for p in DOCUMENTS if ">>>" in p.read_text(encoding="utf8")], ids=lambda p: p.name
)
def test_examples_do_what_they_say(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(path), module_relative=False, encoding="utf8")
    assert found.attempted
    assert not found.failed


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[\w.-]+", requirement)
        assert name
        assert f"| `{name.group()}` |" in text, requirement
