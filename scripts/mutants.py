"""Breaks the code in one place at a time and asks whether its tests notice: the share that is caught.

A mutant is one small change of one expression or statement (a comparison turned round, a condition made true,
a call left out). It is made in a copy of the source, so the checkout stays as it is, and the tests of its
room are run on the copy, those that mirror the file first. Caught: a test fails, or the run takes four times
the time of the processor that it takes without.

    python scripts/mutants.py --sample 60 --seed 1     # exit 1 where less than --least is caught

What is drawn depends on the seed and the source alone. A mutant that means the same as the original cannot be
caught; none is taken out by hand, so 100 is out of reach.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "onrecord"

# Which tests are asked of a room, behind the one that mirrors the file.
ROOMS: dict[str, tuple[str, ...]] = {
    "analyse/clause": (
        "tests/analyse/test_clause.py",
        "tests/analyse/test_happened.py",
        "tests/analyse/test_on_record.py",
        "tests/analyse/test_promised.py",
        "tests/analyse/test_status.py",
        "tests/analyse/test_partakers.py",
        "tests/test_rules.py",
    ),
    "fuse": ("tests/fuse", "tests/test_pipeline.py"),
    "record": (
        "tests/record",
        "tests/test_succession.py",
        "tests/faults/test_damaged.py",
        "tests/faults/test_opened.py",
    ),
}
COPIED = ("src", "tests", "examples", "docs", "training", "scripts", "pyproject.toml", "README.md")

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
SMALL = 10  # a number from here on is a limit or a weight that somebody measured: one more of it is no fault
SWAPPED = {"any": "all", "all": "any", "min": "max", "max": "min"}

Change = Callable[[ast.AST], ast.AST | None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file, the place of its node in a walk of the tree, and the two wordings."""

    file: Path
    node: int
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT).as_posix()}:{self.line}: {self.before}  ->  {self.after}"


def changed(node: ast.AST) -> ast.AST | None:
    """The node broken in one way; None where nothing about it is broken here."""
    new = copy.deepcopy(node)
    match new:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            new.ops = [COMPARED[type(op)]()]
        case ast.BoolOp():
            new.op = ast.Or() if isinstance(new.op, ast.And) else ast.And()
        case ast.UnaryOp(op=ast.Not()):
            return new.operand
        case ast.BinOp(op=op) if type(op) in COUNTED and not isinstance(
            new.left, ast.Constant | ast.JoinedStr
        ):
            new.op = COUNTED[type(op)]()
        case ast.Constant(value=bool() as value):
            new.value = not value
        case ast.Constant(value=int() as value) if value < SMALL:
            new.value = value + 1
        case ast.If() | ast.IfExp():
            new.test = ast.Constant(True)
        case ast.comprehension(ifs=[_, *_]):
            new.ifs = new.ifs[1:]
        case ast.Return(value=ast.expr() as value) if not (
            isinstance(value, ast.Constant) and not value.value
        ):
            new.value = ast.Constant(None)
        case ast.Expr(value=ast.Call()):
            return ast.Pass()
        case ast.Call(func=ast.Name(id=name)) if name in SWAPPED:
            new.func = ast.Name(SWAPPED[name], ast.Load())
        case ast.Continue():
            return ast.Break()
        case _:
            return None
    return new


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """What of a tree is run: no annotations, no imports, no docstrings, no ``Protocol``, no
    ``TYPE_CHECKING``."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Import | ast.ImportFrom):
                continue
            if isinstance(child, ast.ClassDef) and any("Protocol" in ast.unparse(b) for b in child.bases):
                continue
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                continue
            yield from _run(child)


def mutants(file: Path) -> list[Mutant]:
    """Every mutant of a file, in the order of its text."""
    tree = ast.parse(file.read_text(encoding="utf8"))
    found = []
    for n, node in enumerate(_run(tree)):
        new = changed(node)
        if new is not None:
            line = getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)
            found.append(Mutant(file, n, line, _told(node), _told(new)))
    return found


def _told(node: ast.AST) -> str:
    words = ast.unparse(node).split("\n")[0]
    return words if len(words) < 90 else words[:88] + " …"


def source(text: str, mutant: Mutant) -> str:
    """The text of the mutant's file with the change in it."""
    tree = ast.parse(text)
    target = next(node for n, node in enumerate(_run(tree)) if n == mutant.node)
    new = changed(target)
    assert new is not None

    class Put(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            return new if node is target else self.generic_visit(node)

    return ast.unparse(ast.fix_missing_locations(Put().visit(tree)))


def tests_of(file: Path) -> list[str]:
    """The tests that are asked, the mirror of the file first."""
    room, asked = next((r, t) for r, t in ROOMS.items() if file.is_relative_to(PACKAGE / r))
    mirror = ROOT / "tests" / room / f"test_{file.stem}.py"
    first = [mirror.relative_to(ROOT).as_posix()] if mirror.exists() else []
    return list(dict.fromkeys([*first, *asked]))


def passes(tree: Path, tests: list[str], limit: int, quiet: bool = True) -> bool:
    """Whether the tests pass in a copy of the checkout; seconds of the processor at most, which end as a
    failure."""
    # CI: hypothesis draws the same each time and has no deadline, so that a busy machine catches nothing
    env = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]

    def held() -> None:  # time of the processor: on the clock, a busy machine would catch what no test does
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))

    try:
        done = subprocess.run(
            command, cwd=tree, env=env, capture_output=True, preexec_fn=held, timeout=20 * limit
        )
    except subprocess.TimeoutExpired:  # it waits for ever
        return False
    if done.returncode and not quiet:
        print(done.stdout.decode("utf8", "replace")[-2000:], file=sys.stderr)
    return done.returncode == 0


def _spent() -> float:
    """Seconds of the processor that ended children took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sample", type=int, default=60, help="mutants to draw; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--room", choices=sorted(ROOMS), action="append", help="only this room; may be repeated"
    )
    parser.add_argument("--minutes", type=float, default=60, help="no mutant is begun after so many")
    parser.add_argument(
        "--least", type=float, default=0, help="exit 1 where less than this share, in per cent, is caught"
    )
    parser.add_argument("--list", action="store_true", help="list what would be drawn, and run nothing")
    given = parser.parse_args()
    files = sorted(
        f for room in given.room or ROOMS for f in (PACKAGE / room).glob("*.py") if f.name != "__init__.py"
    )
    every = [m for f in files for m in mutants(f)]
    drawn = random.Random(given.seed).sample(every, given.sample) if 0 < given.sample < len(every) else every
    print(f"{len(every)} mutants in {len(files)} files, {len(drawn)} drawn by seed {given.seed}", flush=True)
    if given.list:
        print(*drawn, sep="\n")
        return 0
    began, caught, survived, usual = time.monotonic(), 0, list[Mutant](), dict[str, float]()
    with tempfile.TemporaryDirectory(prefix="onrecord-mutants-") as folder:
        tree = Path(folder)
        for name in COPIED:
            there = ROOT / name
            if there.is_dir():
                shutil.copytree(there, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(there, tree / name)
        for mutant in drawn:
            if time.monotonic() - began > given.minutes * 60:
                break
            tests = tests_of(mutant.file)
            room = tests[-1]
            if room not in usual:
                start = _spent()
                if not passes(tree, tests, 1800, quiet=False):
                    print(f"{' '.join(tests)}: fails without a mutant; mend that first", file=sys.stderr)
                    return 2
                usual[room] = _spent() - start
            place = tree / mutant.file.relative_to(ROOT)
            kept = place.read_text(encoding="utf8")
            place.write_text(source(kept, mutant), encoding="utf8")
            passed = passes(tree, tests, int(4 * usual[room]) + 20)
            place.write_text(kept, encoding="utf8")
            caught += not passed
            survived += [mutant] * passed
            print(f"{'SURVIVED' if passed else 'caught  '} {mutant}", flush=True)
    asked = caught + len(survived)
    share = 100 * caught / asked if asked else 0.0
    print(f"{caught} of {asked} caught ({share:.0f} %) in {(time.monotonic() - began) / 60:.0f} minutes")
    return 1 if share < given.least else 0


if __name__ == "__main__":
    sys.exit(main())
