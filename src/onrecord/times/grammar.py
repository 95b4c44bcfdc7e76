"""Which runs of time words are an expression? Patterns over one symbol a word; the symbols are in
data/en.toml.

A symbol stands for a class of words: M month, W weekday, w weekdays, Y year, N number, O ordinal, S second,
u unit, U units, q quarter, Q quarters, F season, P part of the day, T today, R vague reference, D decade,
L holiday, C clock, A a.m., Z zone, 9 ISO date, 7 date with strokes, # "Q2", X some, x about, * more than,
i early, b end, d the, a a, t this, y that, e its, n next, l last, k current, m same, v every, c per, g ago,
B earlier, G later, r more, j whole, f fiscal, p period, H half, s daily, o of, 8 in, 5 from, + on, > to,
& and, | or, ~ time, 1 once, z old, = year-end, and marks for themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Match", "matches"]

LOOKAHEAD = 18

PART = r"(?P<x>x)?(?:(?P<bd>[dea])?(?P<b>b)o)?"
PLAIN = r"(?:(?P<bd>[dea])?(?P<b>b)o)?"
EDGE = r"(?P<d>d)?(?:(?P<i>[iBG])-?8?(?P<d2>d)?)?"
WEEKDAY = r"(?:(?:t?[tln])?(?P<W>W)\.?,?d?)?"
WHICH = r"(?:t(?=[ln]))?"
QUANTITY = r"(?P<q>N-?&-?a-?H|N(?:(?:>|\||-)N)?|aXo?|Xo?|aH|Ha|H|a|(?<!,)Y(?=r*U))"
UNITS = r"-?(?P<r>(?:r-?)*)(?P<u>[uUqQS])(?P<o1>\|N|&aH|(?:\||&)U)?(?P<so>\|_)?(?P<p>-?p)?"
SPELL = rf"(?P<q0>[x*X])?{QUANTITY}{UNITS}"

RULES: dict[str, str] = {
    "iso": r"(?P<iso>9)",
    "slash": r"(?P<iso>7)",
    "monthday": PART
    + EDGE
    + WEEKDAY
    + r"(?P<t>[tlny])?(?P<M>M)\.?d?(?P<n>[NO])(?:-(?P<n2>[NO]))?(?:,?(?P<Y>Y))?",
    "daymonth": PART + EDGE + WEEKDAY + r"(?:(?P<n>[NO])-)?(?P<n2>[NO])o?(?P<M>M)(?:\.?,?(?P<Y>Y))?",
    "monthyear": PART + EDGE + r"-?(?P<M>M)\.?,?o?(?P<Y>Y)",
    "month": PART + EDGE + r"-?(?P<t>[tlnymk])?(?P<M>M)",
    "monthunit": PART + EDGE + r"(?P<t>[tlnymk])?(?P<M>M)o?(?P<t2>[tlny]|d[nl])(?P<u>u)",
    "weekday": PLAIN + EDGE + r"-?" + WHICH + r"(?P<t>[tlnym])?(?P<W>W)(?P<P>P)?",
    "weekdayweek": PART + EDGE + r"(?P<W>W)o?(?P<t>[tlny]|d[nl])(?P<u>u)",
    "ref": PLAIN + EDGE + WHICH + r"(?P<t>[tlnykm])(?P<r>[rfj]*)(?P<u>[uqFPp])(?P<so>\|_)?",
    "refs": EDGE + r"(?P<t>[tlny])(?P<r>r*)(?P<u>[UQKV])(?:[|&][UQ])?",
    "the": PART + r"(?:(?P<e>[iBG])8)?(?P<d>[dea])(?:(?P<i>i)-?)?(?P<r>[fj]*)(?P<u>[uqFPp])",
    "year": PART + EDGE + r"-?(?P<f>f?u?)(?P<Y>[Y%])",
    "yearwords": r"(?P<d>d)?(?P<u>u)(?P<n>N)",
    "yearof": r"(?P<d>d)(?P<Y>Y)(?P<f>f?)(?P<O>[OS]?)-?(?P<u>[qup])",
    "quarter": PART
    + r"(?P<d>[de])?(?:(?P<i>i)-?)?(?P<t>[tlnk])?(?P<f>f)?-?(?P<O>[OS])-?(?P<u>q)(?:(?:o|8|,)?f?(?P<Y>Y))?",
    "quarternumber": r"(?P<O>#)(?:o?(?P<Y>Y))?",
    "yearquarternumber": r"(?P<Y>Y)(?P<O>#)",
    "yearsquarter": r"(?P<t>[tln])(?P<u>u)'f?(?P<O>[OS])?-?(?P<q>q)",
    "half": r"(?P<d>d)?(?P<O>[OSl])-?(?P<h>H)(?:of?(?:(?P<Y>Y)|(?P<t>[tlnd])f?(?P<u>u)))?",
    "yearshalf": r"(?P<t>[tln])(?P<u>u)'f?(?P<O>[OS])-?(?P<h>H)",
    "manyquarters": r"(?P<d>d)?(?P<O>[OSl])(?P<n>N)(?P<u>Q)o(?P<Y>Y)",
    "halfspan": r"(?P<H>H)-(?P<u>u)",
    "unitend": r"(?P<t>[tlndk])?(?P<u>u)(?:'|-)?(?P<b>b)",
    "yearend": r"(?P<u>=)",
    "yearago": r"(?P<d>[da])?m?(?P<u>u)-(?P<g>[gB])(?P<f>f?)(?P<O>[OS]?)-?(?P<q>[pq]?)(?P<n>NU)?",
    "decade": PART + EDGE + r"-?(?P<t>[tlnyd])?(?P<D>D)",
    "century": PART + EDGE + r"-?(?P<O>O)-?(?P<u>u)",
    "season": PART + EDGE + r"-?(?P<F>F)(?:o?(?P<Y>[Y%]))?",
    "seasonunit": PART + EDGE + r"-?(?P<F>F)o?(?P<t>[tlny])(?P<u>u)",
    "deictic": PLAIN + EDGE + r"-?(?P<T>T)(?P<P>P)?",
    "partdeictic": r"(?:(?P<i>i)-?)?(?P<P>P)(?P<T>T)",
    "noon": r"(?:(?P<i>i)-?)?(?P<P>P)(?P<Z>Z)?",
    "inthepart": r"(?P<d>d)(?:(?P<i>i)-?)?(?P<P>P)",
    "clock": r"(?P<x>x)?(?P<c>C|N)-?(?P<A>A)?(?:,?(?P<Z>Z))?",
    "oclock": r"(?P<x>x)?(?P<c>N)(?P<A>A)",
    "clockpart": r"(?P<x>x)?(?P<c>[CN])8d(?P<P>P)",
    "holiday": PLAIN + EDGE + r"(?P<t>[tlny])?(?P<L>L)(?P<P>P)?(?:,?(?P<Y>Y))?",
    "weekof": r"(?P<d>d)?(?P<u>u)o(?P<M>M)\.?(?P<n>[NO])(?:,?(?P<Y>Y))?",
    "holidayunit": r"(?P<L>L)(?P<u>u)",
    "vague": r"(?P<v>R)",
    "vagueword": r"(?P<v>[klB])",
    "duration": rf"(?:(?P<d>[dtye]|a(?=N))|(?P<q0>[x*X]))?{QUANTITY}{UNITS}",
    "stretch": rf"(?P<q0>[x*])?(?P<d>[dtye])?(?P<l>[lnjkOS])(?=[NXYH]){QUANTITY}{UNITS}",
    "theunits": r"(?P<d>d)(?:(?P<i>[iO])-?)?(?P<u>U)",
    "durationold": rf"(?P<d>[dtea])?{SPELL}-(?P<z>z)",
    "units": r"(?P<q0>[*x])?(?P<r>(?:r-?)*)(?P<u>[UQ])(?:[|&][UQ])?",
    "future": r"(?P<v>\$)(?P<u>[UQ])",
    "unitsago": r"(?:_)?(?P<u>U)(?P<g>g)",
    "quartercentury": r"(?P<d>[da])?(?P<l>[lnB])?(?P<q>q)-?(?P<u>u)",
    "unitlong": r"(?P<u>[uU])-(?P<r>r)",
    "ago": rf"{SPELL}(?P<g>g)",
    "agotoday": rf"{SPELL}g(?:(?P<T>T)|\+?(?P<W>W))",
    "before": rf"{SPELL}(?P<g>[BG<^])",
    "fromnow": rf"{SPELL}5(?P<T>[RTW])",
    "dayaside": r"d?(?P<u>u)(?P<g>[<^])(?P<T>T)",
    "dayofmonth": r"d(?P<n>O)o(?P<t>[tlny]|d[nl])(?P<u>u)",
    "every": r"(?P<v>v)(?P<r>r?)(?P<u>[uqWMPFL])(?P<P>P)?",
    "everymany": r"(?P<v>v)(?P<n>[NOSX])(?P<u>[uUSW])",
    "weekdays": PART + r"(?:(?P<w>w)(?P<P>[PV])?|(?P<W>W)(?P<V>V))",
    "often": r"(?P<s>s)",
    "times": r"(?P<n>N?1)(?P<a>[acv])(?P<u>u)",
    "per": r"(?P<c>c)(?P<u>u)",
}
PATTERNS = [(name, re.compile(pattern)) for name, pattern in RULES.items()]


class Match(NamedTuple):
    """A rule that reads a run from some token on: how many tokens, and where its parts stand among them."""

    rule: str
    length: int
    groups: dict[str, tuple[int, int]]


@lru_cache(maxsize=32768)
def _matches(symbols: str) -> tuple[Match, ...]:
    found = []
    for name, pattern in PATTERNS:
        m = pattern.match(symbols)
        if m and m.end():
            groups = {key: m.span(key) for key, value in m.groupdict().items() if value}
            found.append(Match(name, m.end(), groups))
    found.sort(key=lambda match: -match.length)
    return tuple(found)


def matches(symbols: str, position: int) -> tuple[Match, ...]:
    """All rules that read the symbols from a position on, longest first."""
    return _matches(symbols[position : position + LOOKAHEAD])
