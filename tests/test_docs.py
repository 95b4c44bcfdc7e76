"""Every command is documented and has help; what the documents show is so; what they link to is there."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html
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


def test_the_gallery_shows_what_its_script_makes() -> None:
    text = (ROOT / "docs" / "gallery.md").read_text(encoding="utf8")
    shown = re.findall(r"!\[([^\]]+)\]\(pictures/([\w-]+)\.png\)", text)
    script = (ROOT / "scripts" / "pictures.py").read_text(encoding="utf8")
    made = re.search(r"^SHOWN = \((.*?)\)", script, re.M)
    assert made
    assert sorted(name for _, name in shown) == sorted(re.findall(r'"([\w-]+)"', made[1]))
    assert all(len(told) > 30 for told, _ in shown)
    assert sorted(p.stem for p in (ROOT / "docs" / "pictures").iterdir()) == sorted(n for _, n in shown)


@pytest.mark.slow
def test_the_site_has_no_dead_link_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="zensical is not installed")
    subprocess.run(
        [sys.executable, ROOT / "scripts" / "docs_site.py", "--to", tmp_path / "site"],
        check=True,
        capture_output=True,
        timeout=300,
    )
    pages = {p: lxml.html.document_fromstring(p.read_bytes()) for p in (tmp_path / "site").rglob("*.html")}
    ids = {p.resolve(): set(t.xpath("//@id|//a/@name")) for p, t in pages.items()}
    assert len(pages) > len(list((ROOT / "docs").glob("*.md")))
    dead = []
    for page, tree in pages.items():
        assert not tree.xpath(
            "//*[starts-with(@src, 'http')]|//link[starts-with(@href, 'http') and @rel='stylesheet']"
        )
        if page.name == "404.html":  # its links are those of any address
            continue
        for target in tree.xpath("//a/@href|//img/@src"):
            where, _, anchor = unquote(target).partition("#")
            if "://" in where or where.startswith("mailto:"):
                continue
            there = (page.parent / where).resolve() if where else page.resolve()
            there = there / "index.html" if there.is_dir() else there
            if not there.exists() or (anchor and there in ids and anchor not in ids[there]):
                dead.append((page.name, target))
    assert dead == []
