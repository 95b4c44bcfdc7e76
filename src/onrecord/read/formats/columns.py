"""Which column of a table holds what: what the user says, then the names, then what the first rows hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from onrecord.read.article import Article, Fault, Hints
from onrecord.read.dates import moment_of
from onrecord.read.fields import ROLES, address, language, page_key, plain_name, words
from onrecord.read.refused import Unreadable

SAMPLE = 200  # rows that tell what a column holds
LONG = 60  # characters of the median cell of a column of texts
MOSTLY = 0.8
MAX_COLUMNS = 1_000
_PAIR = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?\s*$")

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each role, by its place; ``day_first`` says how "7/8/2023" is read, None where it can't
    be told."""

    places: Mapping[str, int]
    names: tuple[str, ...]
    day_first: bool | None

    def told(self) -> str:
        """For a preview: each role with its column."""
        return ", ".join(f"{role} from {self.names[at]!r}" for role, at in self.places.items())


def columns_of(header: Sequence[str], rows: Sequence[Sequence[Cell]], hints: Hints) -> Columns:
    """The columns of a table. Raises ``Unreadable`` where it can't be told which holds the texts."""
    if len(header) > MAX_COLUMNS:
        raise Unreadable(f"a table of {len(header):,} columns; keep those of its articles")
    names = [plain_name(x) for x in header]
    places: dict[str, int] = {}
    for role, column in hints.columns:
        if plain_name(column) not in names:
            raise Unreadable(f"no column {column!r} (columns: {_listed(header)}); correct --columns")
        places[role] = names.index(plain_name(column))
    for role, known in ROLES.items():
        at = next(
            (names.index(x) for x in known if x in names and names.index(x) not in places.values()), None
        )
        if at is not None:
            places.setdefault(role, at)
    _by_content(places, header, rows)
    if "text" not in places and "title" in places:
        places["text"] = places["title"]  # a collection that keeps headlines alone
    if "text" not in places:
        raise Unreadable(
            f"a table of which no column is known to hold the texts (columns: {_listed(header)}); name it "
            "with --columns text=NAME"
        )
    day = places.get("published")
    return Columns(
        places, tuple(header), _day_first([r[day] for r in rows if day < len(r)]) if day is not None else None
    )


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(x[:30] for x in header[:12])
    return shown + (f" and {len(header) - 12} more" if len(header) > 12 else "")


def _by_content(places: dict[str, int], header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Texts are the longest cells, a day and an address are told by their form."""
    free = [n for n in range(len(header)) if n not in places.values()]
    cells = {n: [x for r in rows if n < len(r) and (x := shown(r[n]))] for n in free}
    if "text" not in places:
        lengths = {n: median(map(len, found)) for n, found in cells.items() if found}
        best = max(lengths, key=lambda n: lengths[n], default=None)
        if best is not None and lengths[best] >= LONG:
            places["text"] = best
    if "published" not in places:
        days = [
            n
            for n, found in cells.items()
            if found and _share(found, lambda x: moment_of(x) is not None) >= MOSTLY
        ]
        if len(days) == 1:
            places["published"] = days[0]
    if "url" not in places:
        links = [
            n
            for n, found in cells.items()
            if found and _share(found, lambda x: address(x) is not None) >= MOSTLY
        ]
        if links:
            places["url"] = links[0]


def _share(cells: Sequence[str], holds: object) -> float:
    assert callable(holds)
    return sum(1 for x in cells if holds(x)) / len(cells)


def _day_first(cells: Sequence[Cell]) -> bool | None:
    """Whether days stand before months, by the days after the 12th; None where none tells, or they differ."""
    pairs = [m for m in (_PAIR.match(x) for x in cells if isinstance(x, str)) if m]
    first, second = (any(int(m[n]) > 12 for m in pairs) for n in (1, 3))
    return first if first != second else None


def shown(cell: Cell) -> str:
    """A cell as text; a day and a time in ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return (
            cell.date().isoformat()
            if (cell.hour, cell.minute, cell.second) == (0, 0, 0)
            else cell.isoformat()
        )
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def article_of(row: Sequence[Cell], columns: Columns, where: str) -> Article | Fault:
    """The article of a row; a fault where it has no text or a day that is none."""
    facts = {role: shown(row[at]) if at < len(row) else "" for role, at in columns.places.items()}
    if not facts["text"].strip():
        return Fault(
            where,
            f"a row without a text (column {columns.names[columns.places['text']]!r}); fill it or remove "
            "the row",
        )
    day = facts.get("published", "").strip()
    written = _written(day, columns.day_first)
    if written is None:
        return Fault(
            where, f"{day[:40]!r} has two readings, and no other row tells which; write days as 2023-07-28"
        )
    return Article(
        facts["text"],
        where,
        id=words(facts.get("id")),
        key=page_key(facts.get("url")),
        title=words(facts.get("title")),
        url=words(facts.get("url")),
        publisher=words(facts.get("publisher")),
        agency=words(facts.get("agency")),
        byline=words(facts.get("byline")),
        language=language(facts.get("language")),
        published=written or None,
        basis="given",
        updated=words(facts.get("updated")),
        version=words(facts.get("version")),
        several=True,
    )


def _written(day: str, day_first: bool | None) -> str | None:
    """A day as it can be read; None where it has two readings."""
    found = _PAIR.match(day)
    if not found:
        return day
    a, b = int(found[1]), int(found[3])
    year = int(found[4]) + (0 if len(found[4]) == 4 else 2000 if int(found[4]) < 70 else 1900)
    if day_first is None and a <= 12 and b <= 12 and a != b:
        return None
    swapped = day_first if day_first is not None else a > 12
    month, number = (b, a) if swapped else (a, b)
    clock = f"T{found[5]:0>5}" if found[5] else ""
    return f"{year:04}-{month:02}-{number:02}{clock}"
