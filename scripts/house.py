"""What of the house is not there yet, held so that it only shrinks: long lines, long functions.

    python scripts/house.py            # `make check` runs it; exit 1 names what to do
    python scripts/house.py --told     # how many lines and functions are left, by folder

Lines over 110 columns and functions that ruff calls too complex are let pass file by file in
``pyproject.toml``
(per-file-ignores). Ruff counts statements alone; here each ``and``, ``or``, conditional expression and loop
or
condition of a comprehension is a branch too, and the functions over the limit stand by name in
``[tool.house]``. A file
or function on one of these lists that no longer needs it must be taken off, and no list may be longer than
``listed``
says.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RULES = ("E501", "C901")
FOLDERS = ("src", "scripts", "tests")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def branches(function: Function) -> int:
    """One, and one for each way in which its own body can go on; a function within it is counted on its
    own."""
    found, left = 1, list(ast.iter_child_nodes(function))
    while left:
        node = left.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                continue
            case ast.BoolOp(values=values):
                found += len(values) - 1
            case ast.comprehension(ifs=ifs):
                found += 1 + len(ifs)
            case ast.If() | ast.IfExp() | ast.For() | ast.AsyncFor() | ast.While() | ast.ExceptHandler():
                found += 1
            case ast.match_case():
                found += 1
            case _:
                pass
        left += ast.iter_child_nodes(node)
    return found


def functions(text: str) -> Iterator[tuple[str, int]]:
    """Each function of a module with its branches, by name; those of classes as ``Class.name``."""

    def walk(node: ast.AST, within: str) -> Iterator[tuple[str, int]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Function):
                yield within + child.name, branches(child)
                yield from walk(child, f"{within}{child.name}.")
            else:
                yield from walk(
                    child, f"{within}{child.name}." if isinstance(child, ast.ClassDef) else within
                )

    yield from walk(ast.parse(text), "")


def long_functions(root: Path, most: int) -> list[str]:
    """``path: name`` of each function with more branches, in order."""
    files = sorted(p for folder in FOLDERS for p in (root / folder).rglob("*.py"))
    return sorted(
        f"{p.relative_to(root).as_posix()}: {name}"
        for p in files
        for name, count in functions(p.read_text(encoding="utf8"))
        if count > most
    )


def ruffs(root: Path, rule: str) -> Counter[str]:
    """How often each file breaks a rule of ruff, whatever is let pass for it."""
    line, most = "line-length = 110", "lint.mccabe.max-complexity = 25"
    command = [
        "check",
        "--isolated",
        "--config",
        line,
        "--config",
        most,
        "--select",
        rule,
        "--output-format",
        "json",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--exit-zero", *FOLDERS],
        cwd=root, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return Counter(Path(x["filename"]).relative_to(root).as_posix() for x in json.loads(done.stdout))


def wrong(name: str, listed: list[str], broken: set[str], most: int) -> list[str]:
    """What is to be done about one list: nothing, or a line each."""
    return [
        *(f"{x}: not listed under {name} and over the limit: part it" for x in sorted(broken - set(listed))),
        *(
            f"{x}: listed under {name} and no longer over the limit: take it off"
            for x in listed
            if x not in broken
        ),
        *(
            [f"{name}: {len(listed)} are listed, at most {most} may be: mend some"]
            if len(listed) > most
            else []
        ),
    ]


def faults(root: Path, settings: dict[str, Any]) -> list[str]:
    """What is to be done, over all lists of a ``pyproject.toml``."""
    house, ignored = settings["tool"]["house"], settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    found = []
    for rule in RULES:
        listed = [path for path, rules in ignored.items() if rule in rules]
        found += wrong(rule, listed, set(ruffs(root, rule)), house["listed"][rule])
    over = set(long_functions(root, house["most-branches"]))
    return found + wrong("branches", house["branches"], over, house["listed"]["branches"])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--told", action="store_true", help="how much is left, by folder")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    if parser.parse_args().told:
        lines = ruffs(ROOT, "E501")
        over = long_functions(ROOT, settings["tool"]["house"]["most-branches"])
        print(
            f"{sum(lines.values())} lines over 110 columns in {len(lines)} files; "
            f"{len(over)} functions over 25"
        )
        for folder, count in Counter(Path(f).parent.as_posix() for f in lines.elements()).most_common():
            print(f"  {count:4} {folder}")
        return 0
    found = faults(ROOT, settings)
    print("\n".join(found) or "lists of the house: whole")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
