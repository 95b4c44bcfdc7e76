"""What of the house is not there yet, held so that it only shrinks: long functions, words compared inline.

    python scripts/house.py            # `make check` runs it; exit 1 names what to do
    python scripts/house.py --told     # how much is left

Ruff holds lines to 110 columns and counts statements alone; here each ``and``, ``or``, conditional expression
and loop or condition of a comprehension is a branch too, and the functions over the limit stand by name in
``[tool.house]`` of ``pyproject.toml``. One that no longer needs it must be taken off, and the list may be no
longer than ``listed`` says.

In ``analyse`` no word of a report is compared with one that stands in the comparison itself: what words mean
is data, and the words of grammar have their names in ``analyse/english.py``.
"""

from __future__ import annotations

import argparse
import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FOLDERS = ("src", "scripts", "tests")
ANALYSIS = Path("src/onrecord/analyse")
OF_TEXT = frozenset({"lower", "lemma", "text", "modal", "oblique"})  # what holds words of a report
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


def _literals(node: ast.expr) -> Iterator[ast.Constant]:
    """The words that stand in one side of a comparison, also within tuples, lists and sets."""
    for part in node.elts if isinstance(node, ast.Tuple | ast.Set | ast.List) else [node]:
        match part:
            case ast.Tuple():
                yield from _literals(part)
            case ast.Constant(value=str() as word) if any(c.isalpha() for c in word):
                yield part
            case _:
                pass


def _is_of_text(node: ast.AST, names: set[str]) -> bool:
    return any(
        (isinstance(x, ast.Attribute) and x.attr in OF_TEXT) or (isinstance(x, ast.Name) and x.id in names)
        for x in ast.walk(node)
    )


def _given(tree: ast.AST) -> set[str]:
    """Names that are given a word of the text: ``low = t.lower``, ``t, low = tokens[i], tokens[i].lower``."""
    pairs: list[tuple[ast.expr, ast.expr]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                pairs += zip(names, values, strict=False)
            case ast.Assign(targets=[name], value=value) | ast.NamedExpr(target=name, value=value):
                pairs.append((name, value))
            case _:
                pass
    found = set()
    for name, value in pairs:
        of = (
            value.func.value
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)
            else value
        )
        if isinstance(name, ast.Name) and isinstance(of, ast.Attribute) and of.attr in OF_TEXT:
            found.add(name.id)
    return found


def words_compared(text: str) -> list[tuple[int, str]]:
    """Line and word of each word that a module compares with words of a report where it stands."""
    tree = ast.parse(text)
    names, found = _given(tree), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(_is_of_text(side, names) for side in sides):
                found += [(x.lineno, str(x.value)) for side in sides for x in _literals(side)]
    return sorted(found)


def words_left(root: Path) -> list[str]:
    return [
        f"{p.relative_to(root).as_posix()}:{line}: {word!r} is compared inline: "
        "name it in analyse/english.py, or make it data"
        for p in sorted((root / ANALYSIS).rglob("*.py"))
        for line, word in words_compared(p.read_text(encoding="utf8"))
    ]


def wrong(listed: list[str], over: set[str], most: int) -> list[str]:
    """What is to be done about the list of long functions: nothing, or a line each."""
    return [
        *(f"{x}: over the limit and not listed: part it" for x in sorted(over - set(listed))),
        *(f"{x}: listed and no longer over the limit: take it off" for x in listed if x not in over),
        *([f"{len(listed)} functions are listed, at most {most} may be: mend some"] * (len(listed) > most)),
    ]


def faults(root: Path, house: dict[str, Any]) -> list[str]:
    """What is to be done, by the ``[tool.house]`` of a ``pyproject.toml``."""
    over = set(long_functions(root, house["most-branches"]))
    return wrong(house["branches"], over, house["listed"]) + words_left(root)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--told", action="store_true", help="how much is left")
    house = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["tool"]["house"]
    if parser.parse_args().told:
        over = long_functions(ROOT, house["most-branches"])
        print(f"{len(over)} functions over {house['most-branches']} branches")
        print(f"{len(words_left(ROOT))} words compared inline in {ANALYSIS.as_posix()}")
        return 0
    found = faults(ROOT, house)
    print("\n".join(found) or "the house: whole")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
