"""Publication dates as fields, markup and date lines write them. The one place of ``read`` that looks at a
clock."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

FIRST_YEAR = 1800
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
FULL_DATE = (
    rf"(?:(?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)? ?,? (?P<y>\d{{4}})|(?P<d2>\d{{1,2}})(?:st|nd|rd"
    rf"|th)? (?P<m2>{MONTH}) ?,? (?P<y2>\d{{4}})|(?P<iso>\d{{4}}-\d\d-\d\d|\d{{4}} \d\d \d\d(?= \d\d:\d\d))"
    rf"|(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y3>\d{{4}}))"
)
_FULL_DATE = re.compile(rf"\b{FULL_DATE}(?!\d)", re.I)
_MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}


def last_year() -> int:
    """The last year that a report may be dated: next year, for magazines come out ahead of their date."""
    return date.today().year + 1


def plausible(day: date) -> bool:
    """Whether a report can have come out that day."""
    return FIRST_YEAR <= day.year <= last_year()


def moment_of(value: str) -> tuple[date, str | None] | None:
    """The day that a field or tag states, as written there, and the full time in ISO 8601 where it states
    one."""
    value = value.strip()
    for parse in (_iso, _mail):
        try:
            found = parse(value)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        return (found.date(), found.isoformat()) if isinstance(found, datetime) else (found, None)
    day = full_date(value[:80])
    return (day, None) if day else None


def _iso(value: str) -> date | datetime:
    if len(value) <= 10:
        return date.fromisoformat(value)
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00").replace(" +", "+"))
    except ValueError:
        if re.match(r"\d{4}-\d\d-\d\d(?!\d)", value):
            return date.fromisoformat(value[:10])
        raise


def _mail(value: str) -> datetime:
    if not re.match(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d", value):
        raise ValueError("no date of a mail")  # the parser reads "1:16 pm" as 01:16
    return parsedate_to_datetime(value)


def full_date(text: str) -> date | None:
    """The first date with day, month and year; ``7/8/2023`` is none, for it has two readings."""
    for m in _FULL_DATE.finditer(text):
        try:
            if m["iso"]:
                return date.fromisoformat(m["iso"].replace(" ", "-"))
            if m["y3"]:
                a, b = int(m["a"]), int(m["b"])
                if a <= 12 and b <= 12 and a != b:
                    continue
                month, day = (a, b) if a <= 12 else (b, a)
                return date(int(m["y3"]), month, day)
            name, number, year = (m["m"], m["d"], m["y"]) if m["m"] else (m["m2"], m["d2"], m["y2"])
            return date(int(year), _MONTHS[name[:3].lower()], int(number))
        except ValueError:
            continue
    return None
