"""How dates, counts and states are put in words, the same in the terminal and on the page."""

from __future__ import annotations

from datetime import date

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
STATUS = {"happened": "", "ongoing": "ongoing", "planned": "planned", "expected": "expected", "possible": "possible", "not_happened": "did not happen", "called_off": "called off"}
MARKS = {"happened": "●", "ongoing": "●", "planned": "○", "expected": "○", "possible": "◌", "not_happened": "✕", "called_off": "✕"}


def days(earliest: date | None, latest: date | None) -> str:
    """A day, a month, a span, or one open side ("to 2022-11-09"); nothing where nothing is known."""
    if earliest and latest:
        if earliest == latest:
            return earliest.isoformat()
        if earliest.day == 1 and (latest.year, latest.month) == (earliest.year, earliest.month) and _last_day(latest):
            return f"{earliest:%Y-%m}"
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year} to {latest.year}"
        if earliest.year == latest.year:
            return f"{earliest.isoformat()} to {latest:%m-%d}"
        return f"{earliest.isoformat()} to {latest.isoformat()}"
    if latest:
        return f"to {latest.isoformat()}"
    if earliest:
        return f"from {earliest.isoformat()}"
    return "undated"


def _last_day(d: date) -> bool:
    return (d.month == 12 and d.day == 31) or (d.month < 12 and (date(d.year, d.month + 1, 1) - d).days == 1)


def month(d: date) -> str:
    return f"{MONTHS[d.month - 1]} {d.year}"


def count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def witnesses(reports: int, sources: int) -> str:
    """"1 report", "3 reports, 2 sources"."""
    return count(reports, "report") if reports == 1 else f"{count(reports, 'report')}, {count(sources, 'source')}"
