"""The annotated sentences of ``training/``: read, checked and counted.

python scripts/training_text.py [FILE...]        one line a fault; a table of types and statuses; exit 1 on a
fault
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

TYPES = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
STATUSES = frozenset(["happened", "ongoing", "planned", "expected", "possible", "not_happened", "called_off"])
GENRES = frozenset(
    [
        "wire",
        "readout",
        "analysis",
        "speech",
        "chronicle",
        "headline",
        "court",
        "market",
        "sport",
        "culture",
        "campaign",
    ]
)
MARK = re.compile(r"\[([^][|]+)\|([^][|]+)\]")
TRIGGER = re.compile(r"(\d+) ([A-Z]+) ([a-z_]+)")
ROLES = re.compile(r"[ar]\d+(,[ar]\d+)*")


@dataclass(frozen=True, slots=True)
class Act:
    """One marked act; spans are ``[start, end)`` in the plain text of its line."""

    trigger: tuple[int, int]
    type: str
    status: str
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    genre: str
    text: str
    acts: tuple[Act, ...]


def parse_line(line: str) -> Line:
    """A line's plain text and its acts in order of their numbers. Raises ValueError with the reason."""
    genre, _, marked = line.partition("\t")
    if genre not in GENRES or not marked.strip():
        raise ValueError(f"no genre before a tab: {genre[:30]!r}")
    text, at = "", 0
    triggers: dict[int, tuple[tuple[int, int], str, str]] = {}
    roles: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        span = (len(text), len(text) + len(m[1]))
        text += m[1]
        at = m.end()
        if t := TRIGGER.fullmatch(m[2]):
            if t[2] not in TYPES or t[3] not in STATUSES:
                raise ValueError(f"unknown type or status: {m[0]}")
            if int(t[1]) in triggers:
                raise ValueError(f"two triggers of act {t[1]}")
            triggers[int(t[1])] = (span, t[2], t[3])
        elif ROLES.fullmatch(m[2]):
            for role in m[2].split(","):
                roles.setdefault((role[0], int(role[1:])), []).append(span)
        else:
            raise ValueError(f"neither trigger nor roles: {m[0]}")
    text += marked[at:]
    if "[" in text or "]" in text or "|" in text:
        raise ValueError(f"a bracket or bar is left: {text[:80]!r}")
    if lost := {n for _, n in roles} - set(triggers):
        raise ValueError(f"roles of act {min(lost)}, which has no trigger")
    acts = tuple(
        Act(span, kind, status, tuple(roles.get(("a", n), ())), tuple(roles.get(("r", n), ())))
        for n, (span, kind, status) in sorted(triggers.items())
    )
    return Line(genre, text, acts)


def read(paths: list[Path]) -> tuple[list[Line], list[str]]:
    """All lines of the files, and a message for each line that is wrong or told before."""
    lines, faults, seen = [], [], set()
    for path in paths:
        for i, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not raw.strip() or raw.startswith("#"):
                continue
            try:
                line = parse_line(raw)
            except ValueError as error:
                faults.append(f"{path}:{i}: {error}")
                continue
            if line.text in seen:
                faults.append(f"{path}:{i}: the same sentence again")
            seen.add(line.text)
            lines.append(line)
    return lines, faults


def main(names: list[str]) -> int:
    paths = [Path(n) for n in names] or sorted((Path(__file__).parent.parent / "training").glob("*.txt"))
    lines, faults = read(paths)
    print(*faults, sep="\n" if faults else "")
    acts = [a for x in lines for a in x.acts]
    print(f"{len(lines)} lines, {sum(not x.acts for x in lines)} of them without an act; {len(acts)} acts")
    for counted in (
        Counter(x.genre for x in lines),
        Counter(a.type for a in acts),
        Counter(a.status for a in acts),
    ):
        print("  " + ", ".join(f"{k} {n}" for k, n in counted.most_common()))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
