"""What does an expression denote? Gives each its TIMEX3 value, its modifier and the days it can mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.times.calendar import (
    add_months,
    days_of,
    easter,
    iso_week,
    nth_weekday,
    quarter_of,
    safe_date,
    shift_days,
)
from onrecord.times.direction import clause_of
from onrecord.times.filter import neighbours
from onrecord.times.found import Found
from onrecord.times.lexicon import lexicon
from onrecord.times.timex import Kind, Timex
from onrecord.times.tokens import Token

__all__ = ["Resolver"]

SEASON_ORDER = ("SP", "SU", "FA", "WI")
CLOCK_UNITS = ("H", "m", "S")
MONEY = re.compile(
    r"(?:[$£€¥#]\s?[0-9.,]+(?:\s(?:million|billion|trillion|[mb]n))?|(?:million|billion|thousand|hundred|dollars|pounds|euros|yen|francs|"
    r"cents|pence|percent|%|people|tons|tonnes|barrels|times|rate)|[0-9])(?:\s[a-z]+){0,2}\s$"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A value on its way to a Timex."""

    type: Kind
    value: str
    mod: str | None = None
    days: tuple[date | None, date | None] | None = None
    anchored: bool = True
    start: int = -1
    end: int = -1


class Resolver:
    """Resolves the expressions of one text in its order, remembering what went before."""

    def __init__(
        self, text: str, published: date | None, direction: Callable[[int, int], str | None] | None = None
    ) -> None:
        self.text = text
        self.published = published
        self.hint = direction
        self.base: date | None = published
        self.day: date | None = None  # the last day mentioned
        self.last: str | None = None  # the last value with days
        self.year: int | None = None
        self.quarter: str | None = None  # the quarter the report is about
        self.quarters: Counter[str] = Counter()
        self.recent: str | None = None
        self.focus: str | None = None  # the last period of accounts: a quarter, or "Y"

    # --- what the rules share ---------------------------------------------------------------------------------
    def direction(self, found: Found) -> str | None:
        """Whether the clause around an expression looks back or ahead."""
        return self.clause(found)[0]

    def clause(self, found: Found) -> tuple[str | None, int]:
        """The same, and how many words away it says so."""
        hint = self.hint(found.start, found.end) if self.hint is not None else None
        return (hint, 0) if hint else clause_of(self.text, found.start, found.end)

    def resolve(self, found: Found) -> Timex | None:
        """The Timex of an expression, or None where it turns out to be none."""
        draft = self.draft(found)
        if draft is None:
            return None
        start = draft.start if draft.start >= 0 else found.start
        end = draft.end if draft.end >= 0 else found.end
        earliest, latest = draft.days if draft.days is not None else self.span(draft)
        if draft.type == "SET":
            earliest = latest = None
        if earliest is not None and latest is not None and earliest > latest:
            latest = earliest
        self.remember(draft, found)
        return Timex(
            start, end, self.text[start:end], draft.type, draft.value, draft.mod, earliest, latest, draft.anchored
        )

    def draft(self, found: Found) -> Draft | None:
        """The draft of an expression by its rule."""
        rule: Callable[[Found], Draft | None] = getattr(self, "rule_" + found.rule)
        try:
            return rule(found)
        except (ValueError, OverflowError):
            return None

    def remember(self, draft: Draft, found: Found) -> None:
        """Keeps what later expressions are reckoned from."""
        if draft.type in ("DATE", "TIME"):
            span = days_of(draft.value)
            if span:
                self.last = draft.value
                self.year = span[0].year
                if span[0] == span[1]:
                    self.day = span[0]
                    if self.base is None and not draft.anchored:
                        self.base = span[0]
                if "-Q" in draft.value:
                    self.focus = draft.value
                    if found.rule in ("quarter", "quarternumber", "the", "ref", "yearsquarter") and self.elapsed(span, found):
                        self.quarters[draft.value] += 1
                        self.recent = draft.value
                        self.quarter = max(self.quarters, key=lambda q: (self.over(q), self.quarters[q], q == draft.value))
        if draft.type == "DURATION" and draft.value in ("P9M", "P6M") and self.quarter:
            self.focus = "Y"

    def elapsed(self, span: tuple[date, date], found: Found) -> bool:
        """Whether a span is spoken of as over."""
        if self.base is None or span[1] <= self.base:
            return True
        return span[0] <= self.base and self.direction(found) == "past"

    def over(self, value: str) -> bool:
        """Whether a value's days had all gone by the day of publication."""
        span = days_of(value)
        return span is not None and (self.base is None or span[1] <= self.base)

    def span(self, draft: Draft) -> tuple[date | None, date | None]:
        """First and last day of a value, narrowed by its modifier."""
        if draft.type in ("DURATION", "SET"):
            return None, None
        if draft.value.endswith("_REF"):
            if self.published is None:
                return None, None
            if draft.value == "PRESENT_REF":
                return self.published, self.published
            if draft.value == "PAST_REF":
                return None, self.published
            return self.published, None
        span = days_of(draft.value)
        if not span:
            return None, None
        return narrowed(span, draft.mod)

    def mods(self, found: Found) -> str | None:
        """The modifier that the words before an expression give it."""
        groups = found.groups
        if "i" in groups:
            token = groups["i"][0]
            if token.symbol == "B":
                return "START"
            if token.symbol == "G":
                return "END"
            return str(token.value)
        if "b" in groups:
            return str(groups["b"][0].value)
        if "x" in groups:
            return str(groups["x"][0].value)
        return None

    def start(self, found: Found, core: str) -> int:
        """Where the expression begins when "the" or "a" before it belongs to a longer phrase."""
        if any(name in found.groups for name in ("b", "i", "x")):
            return -1
        tokens = found.groups.get(core)
        return tokens[0].start if tokens else -1

    def attributive(self, found: Found) -> bool:
        """Whether a noun follows that the expression only describes."""
        _, space, _, _ = "", "", "", ""
        before, gap, space, after = neighbours(self.text, found.start, found.end)
        if not after or not after[0].isalpha() or ("\n" in space and space.count("\n") > 1):
            return False
        if not space:
            return False
        low = after.lower()
        if low in lexicon().filters["after_phrase"] or low.endswith("ed") or (low.endswith("ly") and len(low) > 6):
            return False
        return not after[0].isupper() or found.rule in ("quarter", "yearago")

    def undetermined(self, found: Found) -> int:
        """The start without a determiner where the expression only describes the noun behind it."""
        first = found.groups.get("d") or found.groups.get("bd")
        if first and first[0].symbol == "e" and first[0].start == found.start and found.rule == "quarter":
            rest = self.text[first[0].end : found.end]
            return first[0].end + len(rest) - len(rest.lstrip())
        if first and first[0].start == found.start and self.attributive(found):
            rest = self.text[first[0].end : found.end]
            return first[0].end + len(rest) - len(rest.lstrip())
        return -1

    # --- days ---------------------------------------------------------------------------------------------------
    def rule_iso(self, found: Found) -> Draft | None:
        raw = found.groups["iso"][0].word
        if found.groups["iso"][0].symbol == "7":
            a, b, year = (int(part) for part in raw.split("/"))
            year += 0 if year > 99 else 1900 if year > 50 else 2000
            month, day = (b, a) if a > 12 else (a, b)
            held = safe_date(year, month, day)
            return Draft("DATE", held.isoformat(), anchored=False) if held else None
        held = safe_date(int(raw[:4]), int(raw[5:7]), int(raw[8:10]))
        if held is None:
            return None
        if len(raw) > 10:
            return Draft("TIME", raw[:10] + "T" + raw[11:], anchored=False)
        return Draft("DATE", raw, anchored=False)

    rule_slash = rule_iso

    def rule_monthday(self, found: Found) -> Draft | None:
        groups = found.groups
        month = groups["M"][0].value
        numbers = [int(t.value) for name in ("n", "n2") for t in groups.get(name, ())]
        numbers.sort()
        first, final = numbers[0], numbers[-1]
        start = self.start(found, "W" if "W" in groups else "n" if found.rule == "daymonth" else "M")
        if (found.rule == "daymonth" and "W" not in groups) or groups["M"][0].start < found.start:
            start = -1
        if "Y" in groups:
            held = safe_date(groups["Y"][0].value, month, first)
            anchored = False
        else:
            held = self.nearest_day(found, month, first)
            anchored = True
            if held is None:
                if self.base is None and final <= 31:
                    return Draft("DATE", f"XXXX-{month:02}-{first:02}", self.mods(found), start=start)
                return None
        if held is None:
            return None
        draft = Draft("DATE", held.isoformat(), self.mods(found), anchored=anchored, start=start)
        if final != first:
            to = safe_date(held.year, month, final)
            if to is None:
                return None
            draft = replace(draft, days=(held, to))
        return draft

    rule_daymonth = rule_monthday

    def nearest_day(self, found: Found, month: int, day: int) -> date | None:
        """The day of that name nearest the day of publication, on the side the clause looks to."""
        base = self.base
        if base is None:
            return None
        options = [d for year in (base.year - 1, base.year, base.year + 1) if (d := safe_date(year, month, day))]
        if not options:
            return None
        side, distance = self.clause(found)
        doubt = 10 if distance <= 3 else 3

        def cost(d: date) -> float:
            away = (d - base).days
            if (side == "past" and away > 0) or (side == "future" and away < 0):
                return abs(away) * doubt + 60
            return abs(away)

        return min(options, key=cost)

    def rule_monthyear(self, found: Found) -> Draft | None:
        value = f"{found.groups['Y'][0].value:04}-{found.groups['M'][0].value:02}"
        return Draft("DATE", value, self.mods(found), anchored=False, start=self.start(found, "M"))

    def rule_month(self, found: Found) -> Draft | None:
        groups = found.groups
        month = groups["M"][0].value
        start = self.start(found, "t" if "t" in groups else "M")
        base = self.base
        if base is None:
            year = self.year
            value = f"{year:04}-{month:02}" if year else f"XXXX-{month:02}"
            return Draft("DATE", value, self.mods(found), start=start)
        which = groups["t"][0].symbol if "t" in groups else ""
        side = self.direction(found)
        if which == "l":
            year = base.year if month < base.month else base.year - 1
            side = "past"
        elif which == "n":
            year = base.year if month > base.month else base.year + 1
            side = "future"
        elif which == "t":
            year = base.year
        elif which in ("y", "m") and self.year:
            year = self.year
        else:
            year = self.month_year(month, side)
        value = f"{year:04}-{month:02}"
        return self.clipped(Draft("DATE", value, self.mods(found), start=start), side)

    def month_year(self, month: int, side: str | None) -> int:
        """The year of a month named alone."""
        base = self.base
        assert base is not None
        away = (month - base.month + 12) % 12
        if side == "past":
            return base.year if month <= base.month else base.year - 1
        if side == "future":
            return base.year if month >= base.month else base.year + 1
        if month <= base.month:
            return base.year if base.month - month <= 9 else base.year + 1
        return base.year if away <= 3 else base.year - 1

    def clipped(self, draft: Draft, side: str | None) -> Draft:
        """The draft held on the side of the day of publication that its clause looks to."""
        span = days_of(draft.value)
        if not span or self.published is None or draft.type not in ("DATE", "TIME"):
            return draft
        first, final = narrowed(span, draft.mod)
        if side == "past" and first <= self.published < final:
            return replace(draft, days=(first, self.published))
        if side == "future" and first < self.published <= final:
            return replace(draft, days=(self.published, final))
        return draft

    def rule_monthunit(self, found: Found) -> Draft | None:
        month = found.groups["M"][0].value
        if found.groups["u"][0].value != "Y":
            return None
        year = self.unit_value(found, found.groups["t2"][-1], "Y")
        if year is None or not year.isdigit():
            return Draft("DATE", f"XXXX-{month:02}", self.mods(found))
        return Draft("DATE", f"{year}-{month:02}", self.mods(found), start=self.start(found, "M"))

    def rule_weekday(self, found: Found) -> Draft | None:
        groups = found.groups
        weekday = groups["W"][0].value
        which = groups["t"][0].symbol if "t" in groups else ""
        start = self.start(found, "t" if which else "W")
        if which in ("l", "n") and found.text(self.text).lower().startswith(("the ", "this ")):
            start = -1
        part = str(groups["P"][0].value) if "P" in groups else None
        base = self.base
        if base is None:
            return self.timed(Draft("DATE", f"XXXX-WXX-{weekday}", self.mods(found), start=start), part)
        back = (base.isoweekday() - weekday) % 7
        if which == "l" and groups["t"][0].word in ("previous", "preceding") and self.day is not None:
            held = self.day - timedelta((self.day.isoweekday() - weekday) % 7 or 7)
        elif which == "l":
            held = base - timedelta(back or 7)
        elif which == "n":
            held = base + timedelta((7 - back) if back else 7)
            if groups["t"][0].word == "following" and self.day is not None:
                held = self.day + timedelta((weekday - self.day.isoweekday() - 1) % 7 + 1)
        elif which in ("y", "m") and self.day is not None:
            held = self.day - timedelta((self.day.isoweekday() - weekday) % 7)
        elif which == "t":
            held = base - timedelta(base.isoweekday() - weekday)
        elif self.ahead(found):
            held = base + timedelta((7 - back) % 7)
        else:
            held = base - timedelta(back)
        return self.timed(Draft("DATE", held.isoformat(), self.mods(found), start=start), part)

    def ahead(self, found: Found) -> bool:
        """Whether a day named alone is one to come. "Tuesday's ruling" has been, unless something waits for it."""
        if self.text[found.end : found.end + 2] in ("'s", "’s"):
            before = neighbours(self.text, found.start, found.end)[0].lower()
            return before in lexicon().tense["awaiting"]
        return self.direction(found) == "future"

    def timed(self, draft: Draft, part: str | None) -> Draft:
        """The draft of a day with the part of the day added."""
        if part is None or not re.match(r"\d{4}-\d\d-\d\d$|XXXX-", draft.value):
            return draft
        return replace(draft, type="TIME", value=f"{draft.value}T{part}")

    def rule_weekdayweek(self, found: Found) -> Draft | None:
        if found.groups["u"][0].value != "W" or self.base is None:
            return None
        move = {"l": -7, "n": 7}.get(found.groups["t"][-1].symbol, 0)
        held = self.base + timedelta(found.groups["W"][0].value - self.base.isoweekday() + move)
        return Draft("DATE", held.isoformat(), self.mods(found))

    def rule_deictic(self, found: Found) -> Draft | None:
        token = found.groups["T"][0]
        part = str(found.groups["P"][0].value) if "P" in found.groups else None
        if token.word == "tonight":
            part = "NI"
        if self.base is None:
            return Draft("DATE", "PRESENT_REF") if token.word == "today" else Draft("DATE", "XXXX-XX-XX")
        held = self.base + timedelta(token.value)
        start = self.start(found, "T") if "d" in found.groups else -1
        return self.timed(Draft("DATE", held.isoformat(), self.mods(found), start=start), part)

    def rule_partdeictic(self, found: Found) -> Draft | None:
        draft = self.rule_deictic(Found("deictic", found.start, found.end, {k: v for k, v in found.groups.items() if k in "TP"}))
        return replace(draft, mod=str(found.groups["i"][0].value)) if draft and "i" in found.groups else draft

    # --- clock times --------------------------------------------------------------------------------------------
    def clock(self, found: Found) -> str | None:
        """The part of a value behind its T."""
        groups = found.groups
        if found.rule == "noon":
            return str(groups["P"][0].value)
        token = groups["c"][0]
        hour, minute = (int(p) for p in (re.split("[:.]", token.word) + ["0"])[:2]) if token.symbol == "C" else (int(token.value), 0)
        meridiem = groups["A"][0].value if "A" in groups else ""
        if meridiem == "pm" and hour < 12:
            hour += 12
        elif meridiem == "am" and hour == 12:
            hour = 0
        if hour > 24 or minute > 59:
            return None
        zone = groups["Z"][0].value if "Z" in groups else ""
        return f"{hour:02}:{minute:02}" + ("Z" if zone == "Z" else "")

    def rule_clock(self, found: Found) -> Draft | None:
        clock = self.clock(found)
        if clock is None:
            return None
        day = self.base
        if self.day is not None and day is not None and abs((self.day - day).days) <= 10:
            day = self.day
        held = day.isoformat() if day else "XXXX-XX-XX"
        mod = str(found.groups["x"][0].value) if "x" in found.groups else None
        if "i" in found.groups:
            mod = str(found.groups["i"][0].value)
        return Draft("TIME", f"{held}T{clock}", mod)

    rule_oclock = rule_clock
    rule_noon = rule_clock

    def rule_joined(self, found: Found) -> Draft | None:
        left, right = found.parts
        if left.rule in ("clock", "oclock", "noon") or right.rule in ("clock", "oclock", "noon"):
            times, day = (left, right) if left.rule in ("clock", "oclock", "noon") else (right, left)
            clock, draft = self.clock(times), self.draft(day)
            if clock is None or draft is None:
                return None
            value = draft.value.split("T")[0]
            if draft.value.endswith(("TEV", "TNI", "TAF")) and clock[:2] < "12" and "A" not in times.groups:
                clock = f"{int(clock[:2]) + 12:02}{clock[2:]}"
            start = found.start if left is times else draft.start
            return Draft("TIME", f"{value}T{clock}", draft.mod, anchored=draft.anchored, start=start)
        if right.rule in ("ago", "before", "yearago") or left.unit() == "period":
            return self.joined_ago(found, left, right)
        if right.rule == "year":
            year = f"{right.groups['Y'][0].value:04}"
        else:
            year = self.unit_value(right, right.groups["t"][0], "Y") or ""
        if right.unit() == "W":
            return self.rule_weekdayweek(Found("", found.start, found.end, {**left.groups, "t": right.groups["t"], "u": right.groups["u"]}))
        draft = self.draft(left)
        if draft is None or not year.isdigit():
            return draft
        value = re.sub(r"^(\d{4}|XXXX)", year, draft.value)
        return Draft("DATE", value, draft.mod, start=draft.start)

    def joined_ago(self, found: Found, left: Found, right: Found) -> Draft | None:
        """"The quarter a year ago", "the same period last year"."""
        year = self.base.year - 1 if self.base else None
        if right.rule == "ref":
            text = self.unit_value(right, right.groups["t"][0], "Y") or ""
            year = int(text) if text.isdigit() else None
        if year is None:
            return Draft("DATE", "XXXX")
        quarter = self.quarter if self.focus != "Y" else None
        draft = self.draft(left) if left.unit() != "period" else None
        if draft is not None and "-Q" in draft.value:
            return Draft("DATE", f"{year:04}{draft.value[4:]}")
        return Draft("DATE", f"{year:04}{quarter[4:]}" if quarter else f"{year:04}")

    # --- this year, last week, the third quarter ----------------------------------------------------------------
    def unit_value(self, found: Found, which: Token | None, unit: str, fiscal: bool = False) -> str | None:
        """The value of "last week", "this year", "the following month"."""
        base = self.base
        symbol = which.symbol if which else ""
        word = which.word if which else ""
        anchor = days_of(self.last)[0] if self.last and days_of(self.last) else None  # type: ignore[index]
        step = {"l": -1, "n": 1}.get(symbol, 0)
        if symbol in ("y", "m") or word in ("following", "previous", "preceding", "prior"):
            if anchor is not None:
                base = anchor
        if word == "latest":
            step = 0
        if base is None:
            return None
        if unit == "Y":
            return f"{base.year + step:04}"
        if unit == "M":
            return add_months(base, step).isoformat()[:7]
        if unit == "W":
            return iso_week(shift_days(base, 7 * step))
        if unit == "WE":
            saturday = base - timedelta(base.isoweekday() - 6)
            if symbol == "l" or (step == 0 and base.isoweekday() < 6 and symbol in ("", "d") and self.direction(found) != "future"):
                saturday -= timedelta(7) if base.isoweekday() < 6 or symbol == "l" else timedelta(0)
            if symbol == "n":
                saturday += timedelta(7)
            return iso_week(saturday) + "-WE"
        if unit == "D":
            return shift_days(base, step).isoformat()
        if unit == "Q":
            if word == "latest" or (symbol == "l" and word in ("last", "previous", "past")):
                return self.past_quarter(base)
            return quarter_of(add_months(base, 3 * step))
        if unit == "DE":
            return f"{(base.year // 10) + step}"
        if unit == "CE":
            return f"{(base.year // 100) + step}"
        if unit == "ML":
            return f"{(base.year // 1000) + step}"
        if unit in SEASON_ORDER:
            return self.season_value(found, symbol, unit)
        if unit == "FN":
            return "P2W"
        return None

    def season_value(self, found: Found, symbol: str, season: str) -> str:
        """The season of that name last, next or nearest."""
        base = self.base
        assert base is not None
        index = SEASON_ORDER.index(season)
        now = (base.month // 3 - 1) % 4
        year = base.year
        if now == 3 and base.month < 3 and season == "WI":
            year -= 1
        if symbol == "l" and (index >= now or (now == 3 and base.month < 3)):
            year -= 1
        elif symbol == "n" and index <= now and base.month >= 3:
            year += 1
        elif symbol in ("", "d"):
            side = self.direction(found)
            if side == "past" and index > now:
                year -= 1
            elif side == "future" and index < now and base.month >= 3:
                year += 1
        return f"{year:04}-{season}"

    def past_quarter(self, base: date) -> str:
        """The last quarter that had ended, or the one the report is about."""
        if self.quarter:
            return self.quarter
        return quarter_of(add_months(base, -3))

    def rule_ref(self, found: Found) -> Draft | None:
        groups = found.groups
        which = groups["t"][0]
        unit = found.unit()
        fiscal = any(t.symbol == "f" for t in groups.get("r", ()))
        start = self.undetermined(found)
        mod = self.mods(found) or ("APPROX" if "so" in groups else None)
        if groups["u"][0].symbol == "P":
            return self.part_of_day(found, which, unit)
        if unit == "period":
            base = self.base
            if which.word in ("latest", "current") and base:
                return Draft("DATE", self.past_quarter(base))
            year = self.base.year - 1 if self.base else None
            return Draft("DATE", f"{year:04}{self.quarter[4:]}" if self.quarter and year else f"{year}", start=start) if year else None
        if which.word in ("last", "past") and unit in ("DE", "CE"):
            return self.stretch(found, which, 1, unit, mod)
        if "d" in groups and which.word in ("last", "past") and unit in ("Y", "M", "W", "D"):
            value = self.unit_value(found, which, unit)
            if value and self.published:
                return Draft("DATE", value, mod, (moved(self.published, -1, unit), self.published), start=start)
        if "d" in groups and which.symbol == "n" and unit in ("DE", "CE"):
            return self.stretch(found, which, 1, unit, mod)
        if which.symbol == "m" and self.last is None:
            return None
        if unit == "Q" and which.symbol == "t" and self.quarter and self.direction(found) == "past":
            return Draft("DATE", self.quarter, mod, start=start)
        value = self.unit_value(found, which, unit, fiscal)
        if value is None:
            value = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX"}.get(unit, "PAST_REF" if which.symbol == "l" else "FUTURE_REF" if which.symbol == "n" else "PRESENT_REF")
        draft = Draft("DATE", value, mod, start=start)
        if "i" in groups and groups["i"][0].symbol in "BG" and self.published:
            span = days_of(value)
            if span and span[0] <= self.published <= span[1]:
                if groups["i"][0].symbol == "B":
                    return replace(draft, days=(span[0], self.published))
                if self.direction(found) != "past":
                    return replace(draft, days=(self.published, span[1]))
                return replace(draft, days=span)
        if which.symbol == "t":
            return self.clipped(draft, self.direction(found))
        return draft

    def part_of_day(self, found: Found, which: Token, part: str) -> Draft | None:
        """"This morning", "last night", "that evening"."""
        base = self.base
        if which.symbol in ("y", "m") or which.word in ("following", "previous"):
            base = self.day or self.base
        step = 0
        if which.word in ("last", "previous"):
            step = -1
        elif which.symbol == "n":
            step = 1
        held = shift_days(base, step).isoformat() if base else "XXXX-XX-XX"
        return Draft("TIME", f"{held}T{part}", self.mods(found))

    def stretch(self, found: Found, which: Token, count: float | None, unit: str, mod: str | None) -> Draft:
        """"The past year", "the next three weeks": a duration that ends or begins on the day of publication."""
        value = period(count, unit)
        days: tuple[date | None, date | None] | None = None
        if self.published:
            length = count if count is not None else 5
            if which.symbol == "l":
                days = (moved(self.published, -length, unit), self.published)
            elif which.symbol == "n":
                days = (self.published, moved(self.published, length, unit))
        if which.word == "recent" and count is None and self.published and days and days[0]:
            days = (moved(self.published, -6, unit), self.published)
        return Draft("DURATION", value, mod, days, start=self.undetermined(found))

    def rule_refs(self, found: Found) -> Draft | None:
        which = found.groups["t"][0]
        if found.groups["u"][0].symbol != "U":
            return None
        unit = found.unit()
        if which.symbol in ("t", "y"):
            return None
        start = self.undetermined(found)
        draft = self.stretch(found, which, None, unit, None)
        return replace(draft, start=start)

    def rule_the(self, found: Found) -> Draft | None:
        groups = found.groups
        unit = found.unit()
        mod = self.mods(found)
        base = self.base
        fiscal = any(t.symbol == "f" for t in groups.get("r", ()))
        start = self.undetermined(found)
        if "b" not in groups and unit in ("D", "H", "m", "S"):
            return None
        if groups["u"][0].symbol == "P":
            return None
        if base is None:
            return Draft("DATE", "XXXX", mod, start=start) if unit == "Y" else None
        side = self.direction(found)
        if unit == "Q":
            value = self.quarter if self.quarter else quarter_of(base if side == "future" else add_months(base, -3))
            return Draft("DATE", value, mod, start=start)
        if unit == "D":
            held = self.day or base
            return Draft("DATE", held.isoformat(), mod)
        if unit == "Y" and "b" not in groups:
            _, _, _, after = neighbours(self.text, found.start, found.end)
            if after.lower() in ("ended", "ending", "to", "before", "after", "since", "through") or fiscal:
                return Draft("DURATION", "P1Y", mod, start=start)
        value = self.unit_value(found, None, unit) or ""
        if not value:
            return None
        return self.clipped(Draft("DATE", value, mod, start=start), side if unit != "Y" else None)

    def rule_year(self, found: Found) -> Draft | None:
        token = found.groups["Y"][0]
        start = self.start(found, "f" if "f" in found.groups else "Y")
        if "f" in found.groups and "d" in found.groups:
            start = -1
        return Draft("DATE", f"{token.value:04}", self.mods(found), anchored=False, start=start)

    def rule_yearwords(self, found: Found) -> Draft | None:
        return Draft("DATE", f"{int(found.groups['n'][0].value):04}", anchored=False)

    def rule_yearof(self, found: Found) -> Draft | None:
        year = found.groups["Y"][0].value
        if "O" in found.groups:
            return Draft("DATE", f"{year:04}-Q{self.ordinal(found)}", start=self.undetermined(found))
        unit = found.unit()
        if self.quarter and unit in ("Q", "period") and self.focus != "Y":
            return Draft("DATE", f"{year:04}{self.quarter[4:]}", start=self.undetermined(found))
        return Draft("DATE", f"{year:04}", start=self.undetermined(found))

    def ordinal(self, found: Found) -> int:
        """The number of an ordinal, "second" and "last" among them."""
        token = found.groups["O"][0]
        if token.symbol == "S":
            return 2
        if token.symbol == "l":
            return 4
        return int(token.value)

    def rule_quarter(self, found: Found) -> Draft | None:
        number = self.ordinal(found)
        if not 1 <= number <= 4:
            return None
        start = self.undetermined(found)
        mod = self.mods(found)
        if "Y" in found.groups:
            return Draft("DATE", f"{found.groups['Y'][0].value:04}-Q{number}", mod, anchored=False, start=start)
        base = self.base
        if base is None:
            year = self.year
            return Draft("DATE", f"{year:04}-Q{number}" if year else f"XXXX-Q{number}", mod, start=start)
        now = (base.month + 2) // 3
        side = self.direction(found)
        year = base.year
        if number > now + 1 or (number == now + 1 and side == "past"):
            year -= 1
        elif number < now - 2 and side == "future":
            year += 1
        return self.clipped(Draft("DATE", f"{year:04}-Q{number}", mod, start=start), side)

    def rule_quarternumber(self, found: Found) -> Draft | None:
        number = found.groups["O"][0].value
        if "Y" in found.groups:
            return Draft("DATE", f"{found.groups['Y'][0].value:04}-Q{number}", anchored=False)
        if self.base is None:
            return Draft("DATE", f"XXXX-Q{number}")
        year = self.base.year - (number > (self.base.month + 2) // 3)
        return Draft("DATE", f"{year:04}-Q{number}")

    rule_yearquarternumber = rule_quarternumber

    def rule_yearsquarter(self, found: Found) -> Draft | None:
        year = self.unit_value(found, found.groups["t"][0], "Y")
        if found.groups["u"][0].value != "Y" or not year:
            return None
        if "O" in found.groups:
            return Draft("DATE", f"{year}-Q{self.ordinal(found)}")
        return Draft("DATE", f"{year}{self.quarter[4:]}" if self.quarter else f"{year}-QX")

    def rule_half(self, found: Found) -> Draft | None:
        number = self.ordinal(found)
        if number not in (1, 2, 4):
            return None
        number = min(number, 2)
        start = self.undetermined(found)
        if "Y" in found.groups:
            return Draft("DATE", f"{found.groups['Y'][0].value:04}-H{number}", start=start, anchored=False)
        which = found.groups["t"][0] if "t" in found.groups else None
        if which is not None and found.groups["u"][0].value != "Y":
            return None
        year = self.unit_value(found, which, "Y") or "XXXX"
        if which is None and self.base and number == 2 and self.base.month <= 6 and self.direction(found) != "future":
            year = f"{self.base.year - 1:04}"
        return Draft("DATE", f"{year}-H{number}", start=start)

    def rule_yearshalf(self, found: Found) -> Draft | None:
        year = self.unit_value(found, found.groups["t"][0], "Y")
        return Draft("DATE", f"{year or 'XXXX'}-H{min(self.ordinal(found), 2)}") if found.unit() == "Y" else None

    def rule_manyquarters(self, found: Found) -> Draft | None:
        year, count = found.groups["Y"][0].value, found.groups["n"][0].value
        if found.unit() == "Q" and count == 2:
            return Draft("DATE", f"{year:04}-H{1 if self.ordinal(found) == 1 else 2}", anchored=False, start=self.undetermined(found))
        return Draft("DURATION", period(count, found.unit()))

    def rule_halfspan(self, found: Found) -> Draft | None:
        return Draft("DURATION", period(0.5, found.unit()), anchored=False)

    def rule_unitend(self, found: Found) -> Draft | None:
        which = found.groups["t"][0] if "t" in found.groups else None
        value = self.unit_value(found, which if which and which.symbol != "d" else None, found.unit())
        start = -1
        if which and which.symbol == "d":
            start = self.undetermined(Found(found.rule, found.start, found.end, {"d": [which]}))
        return Draft("DATE", value or "XXXX", str(found.groups["b"][0].value), start=start)

    def rule_yearend(self, found: Found) -> Draft | None:
        return Draft("DATE", self.unit_value(found, None, "Y") or "XXXX", "END")

    def rule_yearago(self, found: Found) -> Draft | None:
        if found.unit() != "Y" and found.groups["u"][0].value != "Y":
            return None
        start = self.undetermined(found)
        year = self.base.year - 1 if self.base else None
        if year is None:
            return Draft("DATE", "PAST_REF", start=start)
        if "O" in found.groups:
            return Draft("DATE", f"{year:04}-Q{self.ordinal(found)}", start=start)
        if "n" in found.groups:
            return Draft("DURATION", period(found.groups["n"][0].value, str(found.groups["n"][1].value)), start=start)
        if self.quarter and (self.focus != "Y" or ("q" in found.groups and found.groups["q"][0].symbol == "q")):
            return Draft("DATE", f"{year:04}{self.quarter[4:]}", start=start)
        return Draft("DATE", f"{year:04}", start=start)

    def rule_decade(self, found: Found) -> Draft | None:
        token = found.groups["D"][0]
        value = token.value
        base = self.base.year if self.base else 2000
        if value < 10:
            value += base // 100 * 10
            if value * 10 > base:
                value -= 10
        which = found.groups["t"][0] if "t" in found.groups else None
        return Draft("DATE", f"{value}", self.mods(found), anchored=False) if which is None or which.symbol != "n" else None

    def rule_century(self, found: Found) -> Draft | None:
        number = self.ordinal(found)
        return Draft("DATE", f"{number - 1:02}", self.mods(found), anchored=False, start=self.undetermined(found))

    def rule_season(self, found: Found) -> Draft | None:
        season = str(found.groups["F"][0].value)
        start = self.undetermined(found)
        if "Y" in found.groups:
            return Draft("DATE", f"{found.groups['Y'][0].value:04}-{season}", self.mods(found), anchored=False, start=start)
        if self.base is None:
            return Draft("DATE", f"XXXX-{season}", self.mods(found), start=start)
        return Draft("DATE", self.season_value(found, "", season), self.mods(found), start=start)

    def rule_seasonunit(self, found: Found) -> Draft | None:
        year = self.unit_value(found, found.groups["t"][0], "Y")
        if found.groups["u"][0].value != "Y" or not year:
            return None
        return Draft("DATE", f"{year}-{found.groups['F'][0].value}", self.mods(found))

    def rule_holiday(self, found: Found) -> Draft | None:
        groups = found.groups
        rule = groups["L"][0].value
        which = groups["t"][0].symbol if "t" in groups else ""
        part = str(groups["P"][0].value) if "P" in groups else None
        start = self.start(found, "t" if which else "L")
        if "Y" in groups:
            return self.timed(Draft("DATE", holiday(rule, groups["Y"][0].value).isoformat(), self.mods(found), anchored=False, start=start), part)
        base = self.base
        if base is None:
            value = f"XXXX-{rule[1]:02}-{rule[2]:02}" if rule[0] == "fixed" else "XXXX-XX-XX"
            return Draft("DATE", value, self.mods(found), start=start)
        options = [holiday(rule, year) for year in (base.year - 1, base.year, base.year + 1)]
        side = {"l": "past", "n": "future"}.get(which) or self.direction(found)
        if which == "t":
            held = options[1]
        elif side == "past":
            held = max(d for d in options if d <= base)
        elif side == "future":
            held = min(d for d in options if d >= base)
        else:
            held = min(options, key=lambda d: abs((d - base).days))
        return self.timed(Draft("DATE", held.isoformat(), self.mods(found), start=start), part)

    def rule_holidayunit(self, found: Found) -> Draft | None:
        draft = self.rule_holiday(Found("holiday", found.start, found.end, {"L": found.groups["L"]}))
        span = days_of(draft.value) if draft else None
        if draft is None or span is None:
            return None
        if found.unit() == "W":
            return Draft("DATE", iso_week(span[0]))
        if found.unit() == "WE":
            return Draft("DATE", iso_week(span[0]) + "-WE")
        return draft if found.unit() == "D" else None

    def rule_vague(self, found: Found) -> Draft | None:
        return Draft("DATE", str(found.groups["v"][0].value))

    def rule_vagueword(self, found: Found) -> Draft | None:
        return Draft("DATE", "PRESENT_REF" if found.groups["v"][0].symbol == "k" else "PAST_REF")

    # --- durations ----------------------------------------------------------------------------------------------
    def quantity(self, found: Found) -> float | None:
        """How many units; None for "a few"."""
        tokens = found.groups["q"]
        symbols = "".join(t.symbol for t in tokens)
        if symbols.startswith("N&aH"):
            return float(tokens[0].value) + 0.5
        if "H" in symbols:
            return 0.5
        if "X" in symbols:
            token = next(t for t in tokens if t.symbol == "X")
            return 2 if token.value == "2" else None
        numbers = [t.value for t in tokens if t.symbol in "NY"]
        extra = 0.5 if "o1" in found.groups and found.groups["o1"][-1].symbol == "H" else 0.0
        return (float(numbers[0]) if numbers else 1.0) + extra

    def spelt(self, found: Found) -> tuple[float | None, str, str | None]:
        """Count, unit and modifier of a quantity of time."""
        mod = None
        for name in ("q0", "so"):
            if name in found.groups:
                token = found.groups[name][0]
                mod = "APPROX" if name == "so" or token.symbol == "X" else str(token.value)
        tokens = found.groups["q"]
        if "".join(t.symbol for t in tokens).startswith("aX") and tokens[1].value == "2":
            mod = mod or "APPROX"
        return self.quantity(found), found.unit(), mod

    def rule_duration(self, found: Found) -> Draft | None:
        groups = found.groups
        count, unit, mod = self.spelt(found)
        start = -1
        tokens = groups["q"]
        symbols = "".join(t.symbol for t in tokens)
        text = self.text
        if groups["u"][0].symbol == "u" and tokens[0].word == "one" and unit == "D" and self.base:
            if neighbours(text, found.start, found.end)[0].lower() in lexicon().tense["modal"]:
                return Draft("DATE", "FUTURE_REF")
        if symbols == "a" and groups["u"][0].symbol == "u" and "q0" not in groups and "r" not in groups:
            if MONEY.search(text, max(0, found.start - 60), found.start):
                return Draft("SET", period(1, unit), anchored=False)
        if self.attributive(found) and "d" in groups and groups["d"][0].start == found.start:
            start = groups["d"][0].end + 1
        hyphen = text[tokens[-1].end : groups["u"][0].start].strip() in ("-", "‐", "‑", "–")
        if "d" in groups and groups["d"][0].symbol in "aye" and (hyphen or groups["d"][0].symbol in "ye"):
            start = tokens[0].start
        if groups["u"][0].symbol == "u" and "d" in groups and (("N" in symbols and count != 1) or self.attributive(found)):
            start = tokens[0].start
        if symbols == "aX" and hyphen:
            start = tokens[1].start
        if "p" in groups:
            return Draft("DURATION", period(count, unit), mod, anchored=False)
        if start < 0 and "d" in groups and groups["d"][0].symbol in "ea":
            start = tokens[0].start
        if "q0" in groups and groups["q0"][0].word in ("over", "under", "around"):
            before = neighbours(text, found.start, found.end)[0].lower()
            if hyphen or before not in lexicon().filters["before_over"]:
                start, mod = tokens[0].start, None
        return Draft("DURATION", period(count, unit), mod, anchored=False, start=start)

    def rule_stretch(self, found: Found) -> Draft | None:
        count, unit, mod = self.spelt(found)
        which = found.groups["l"][0]
        if which.symbol in "ln":
            return self.stretch(found, which, count, unit, mod)
        return Draft("DURATION", period(count, unit), mod, anchored=False, start=self.undetermined(found))

    def rule_theunits(self, found: Found) -> Draft | None:
        start = self.undetermined(found)
        if neighbours(self.text, found.start, found.end)[3].lower() in ("before", "after", "since"):
            start = found.groups["u"][0].start
        return Draft("DURATION", period(None, found.unit()), anchored=False, start=start)

    def rule_future(self, found: Found) -> Draft | None:
        return Draft("DATE", "FUTURE_REF")

    def rule_unitsago(self, found: Found) -> Draft | None:
        return Draft("DATE", "PAST_REF", start=found.groups["u"][0].start)

    def rule_inthepart(self, found: Found) -> Draft | None:
        base = self.day or self.base
        mod = str(found.groups["i"][0].value) if "i" in found.groups else None
        return Draft("TIME", f"{base.isoformat() if base else 'XXXX-XX-XX'}T{found.groups['P'][0].value}", mod)

    def rule_durationold(self, found: Found) -> Draft | None:
        count, unit, mod = self.spelt(found)
        return Draft("DURATION", period(count, unit), mod, anchored=False, start=self.start(found, "q"))

    def rule_units(self, found: Found) -> Draft | None:
        return Draft("DURATION", period(None, found.unit()), anchored=False, start=found.groups["r"][0].start if "r" in found.groups else found.groups["u"][0].start)

    def rule_unitlong(self, found: Found) -> Draft | None:
        count = 1.0 if found.groups["u"][0].symbol == "u" else None
        return Draft("DURATION", period(count, found.unit()), anchored=False)

    def rule_ago(self, found: Found) -> Draft | None:
        count, unit, mod = self.spelt(found)
        base = self.base
        if count is None:
            days: tuple[date | None, date | None] | None = None
            if self.published:
                days = (moved(self.published, -9, unit), moved(self.published, -2, unit))
            return Draft("DATE", "PAST_REF", mod, days)
        if base is None:
            return Draft("DATE", "PAST_REF", mod)
        if unit == "Y" and count == 1 and self.quarter and self.focus != "Y":
            return Draft("DATE", f"{base.year - 1:04}{(self.recent or self.quarter)[4:]}", mod)
        return self.moved_value(base, -count, unit, mod)

    def rule_agotoday(self, found: Found) -> Draft | None:
        return self.rule_ago(found)

    def moved_value(self, base: date, count: float, unit: str, mod: str | None) -> Draft:
        """The value so many units from a day, as coarse as the unit."""
        to = moved(base, count, unit)
        if unit == "Y":
            value = f"{to.year:04}"
        elif unit in ("M", "Q"):
            value = to.isoformat()[:7]
        elif unit in ("W", "FN"):
            value = iso_week(to)
        elif unit == "WE":
            value = iso_week(to) + "-WE"
        elif unit == "DE":
            value = f"{to.year // 10}"
        elif unit == "CE":
            value = f"{to.year // 100}"
        elif unit in CLOCK_UNITS:
            return Draft("TIME", f"{to.isoformat()}TXX:XX", mod)
        else:
            value = to.isoformat()
        return Draft("DATE", value, mod)

    def rule_before(self, found: Found) -> Draft | None:
        count, unit, mod = self.spelt(found)
        word = found.groups["g"][0].word
        end = found.groups["u"][0].end
        if word not in ("earlier", "later"):
            return replace(Draft("DURATION", period(count, unit), mod, anchored=False), end=end)
        step = -1 if word == "earlier" else 1
        anchor = self.day or self.base
        if word == "earlier" and unit == "Y" and count == 1 and self.base:
            if self.quarter and self.focus != "Y":
                return Draft("DATE", f"{self.base.year - 1:04}{(self.recent or self.quarter)[4:]}", mod)
            return Draft("DATE", f"{self.base.year - 1:04}", mod)
        if self.last and (span := days_of(self.last)):
            anchor = span[0] if unit not in ("D", "W", "FN") or span[0] == span[1] else anchor
        if count is None or unit in CLOCK_UNITS:
            return replace(Draft("DURATION", period(count, unit), mod, anchored=False), end=end)
        if anchor is None:
            return Draft("DATE", "PAST_REF" if step < 0 else "FUTURE_REF", mod)
        return self.moved_value(anchor, step * count, unit, mod)

    def rule_fromnow(self, found: Found) -> Draft | None:
        count, unit, mod = self.spelt(found)
        base = self.base
        if base is None or count is None:
            return Draft("DATE", "FUTURE_REF", mod)
        token = found.groups["T"][0]
        if token.symbol == "T":
            base = base + timedelta(token.value)
        elif token.word not in ("now", "right now"):
            return None
        return self.moved_value(base, count, unit, mod)

    # --- sets ---------------------------------------------------------------------------------------------------
    def rule_every(self, found: Found) -> Draft | None:
        token = found.groups["u"][0]
        if token.symbol == "W":
            value = f"XXXX-WXX-{token.value}"
            return Draft("SET", value + (f"T{found.groups['P'][0].value}" if "P" in found.groups else ""), anchored=False)
        if token.symbol == "M":
            return Draft("SET", f"XXXX-{token.value:02}", anchored=False)
        if token.symbol == "F":
            return Draft("SET", f"XXXX-{token.value}", anchored=False)
        if token.symbol == "P":
            return Draft("SET", f"XXXX-XX-XXT{token.value}", anchored=False)
        if token.symbol == "L":
            rule = token.value
            return Draft("SET", f"XXXX-{rule[1]:02}-{rule[2]:02}" if rule[0] == "fixed" else "P1Y", anchored=False)
        return Draft("SET", period(1, str(token.value)), anchored=False)

    def rule_everymany(self, found: Found) -> Draft | None:
        token, unit = found.groups["n"][0], found.groups["u"][0]
        count = 2.0 if token.symbol == "S" else None if token.symbol == "X" else float(token.value)
        if unit.symbol == "W":
            return Draft("SET", f"XXXX-WXX-{unit.value}", anchored=False)
        if unit.symbol == "S":
            return None
        return Draft("SET", period(count, str(unit.value)), anchored=False)

    def rule_weekdays(self, found: Found) -> Draft | None:
        day = (found.groups.get("w") or found.groups["W"])[0]
        part = found.groups.get("P") or found.groups.get("V")
        return Draft("SET", f"XXXX-WXX-{day.value}" + (f"T{part[0].value}" if part else ""), anchored=False)

    def rule_often(self, found: Found) -> Draft | None:
        return Draft("SET", str(found.groups["s"][0].value), anchored=False)

    def rule_times(self, found: Found) -> Draft | None:
        return Draft("SET", period(1, found.unit()), anchored=False)

    def rule_per(self, found: Found) -> Draft | None:
        return Draft("SET", period(1, found.unit()), anchored=False)


def holiday(rule: tuple[str, ...] | tuple[int, ...], year: int) -> date:
    """The day a holiday falls on in a year."""
    kind, *numbers = rule
    if kind == "fixed":
        return date(year, int(numbers[0]), int(numbers[1]))
    if kind == "easter":
        return easter(year) + timedelta(int(numbers[0]))
    return nth_weekday(year, int(numbers[0]), int(numbers[1]), int(numbers[2]))


def period(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time.

    >>> period(3, "W"), period(None, "Y"), period(24, "H"), period(0.5, "Y")
    ('P3W', 'PXY', 'PT24H', 'P6M')
    """
    if count == 0.5 and unit in ("Y", "H"):
        return "P6M" if unit == "Y" else "PT30M"
    if unit == "FN":
        count, unit = (count * 2 if count is not None else None), "W"
    if unit in ("DE", "CE") and count is not None:
        count, unit = count * (10 if unit == "DE" else 100), "Y"
    number = "X" if count is None else str(int(count)) if count == int(count) else str(count)
    if unit == "ML":
        number, unit = (str(int(count * 1000)) if count is not None else "X000"), "Y"
    if unit in CLOCK_UNITS:
        return f"PT{number}{unit.upper()}"
    return f"P{number}{unit}"


def moved(day: date, count: float, unit: str) -> date:
    """The day so many units on."""
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}.get(unit)
    if months:
        return add_months(day, round(min(max(count, -1e6), 1e6) * months))
    days = {"W": 7, "FN": 14, "WE": 7, "D": 1}.get(unit, 0)
    return shift_days(day, round(min(max(count, -1e6), 1e6) * days))


def narrowed(span: tuple[date, date], mod: str | None) -> tuple[date, date]:
    """The part of a span of days that a modifier leaves: a third of it, ten days of a month."""
    first, final = span
    length = (final - first).days + 1
    if mod not in ("START", "MID", "END") or length < 3:
        return span
    third = 10 if 28 <= length <= 31 else -(-length // 3)
    if mod == "START":
        return first, first + timedelta(third - 1)
    if mod == "END":
        return final - timedelta(third - 1), final
    return first + timedelta(third), final - timedelta(third)
