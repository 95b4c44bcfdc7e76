"""Which time words belong together as one? Number words and the lexicon's phrases become single tokens."""

from __future__ import annotations

from onrecord.times.lexicon import lexicon
from onrecord.times.tokens import Token

__all__ = ["merged"]

# Phrases that a unit behind them makes the beginning of another: "the past three weeks".
OPEN = frozenset({("the", "past"), ("the", "present"), ("near", "future")})


def merged(run: list[Token]) -> list[Token]:
    """The run with every phrase and every spelt number made one token."""
    phrases = lexicon().phrases
    out: list[Token] = []
    i = 0
    while i < len(run):
        token = run[i]
        for parts, entry in phrases.get(token.word, ()):
            n = len(parts)
            if (
                len(run) - i >= n
                and tuple(t.word if t.symbol != "'" else _apostrophe(t) for t in run[i : i + n]) == parts
            ):
                if parts in OPEN and i + n < len(run) and run[i + n].symbol in "NXuUqQFKaHSrjpD":
                    continue
                if entry.symbol == "b" and (i + n >= len(run) or run[i + n].symbol != "o"):
                    continue
                out.append(Token(token.start, run[i + n - 1].end, entry.symbol, entry.value, " ".join(parts)))
                i += n
                break
        else:
            n, made = _number(run, i)
            out.append(made)
            i += n
    return out


def _apostrophe(token: Token) -> str:
    return token.value.replace("’", "'") if isinstance(token.value, str) else token.word


def _number(run: list[Token], i: int) -> tuple[int, Token]:
    """The number that starts at a token, in words or figures, and how many tokens it takes."""
    first = run[i]
    a_hundred = first.symbol == "a" and i + 1 < len(run) and run[i + 1].value in (100, 1000, 12)
    if first.symbol != "N" and not a_hundred:
        return 1, first
    figures = first.word[0].isdigit()
    values: list[float] = [1 if first.symbol == "a" else first.value]
    n = 1
    while i + n < len(run):
        skip = _joint(run, i + n, values[-1])
        if i + n + skip >= len(run):
            break
        after = run[i + n + skip]
        spelt = not after.word[0].isdigit()
        if after.symbol == "O" and spelt and after.value < 10 and 20 <= values[-1] <= 90 and not figures:
            return n + skip + 1, Token(first.start, after.end, "O", int(values[-1] + after.value), "ordinal")
        anded = skip > 0 and run[i + n].symbol == "&"
        if after.symbol != "N" or not spelt or not _goes_on(values[-1], after.value, figures, anded):
            break
        values.append(after.value)
        n += skip + 1
    if n == 1:
        return 1, first
    last = run[i + n - 1]
    year = None if figures else _year(values)
    if year:
        return n, Token(first.start, last.end, "Y", year, str(year))
    total = _total(values)
    return n, Token(first.start, last.end, "N", int(total) if total == int(total) else total, "number")


def _joint(run: list[Token], j: int, value: float) -> int:
    """How many tokens join a number to what follows: the hyphen of "twenty-one", the "and" of "a hundred and
    one"."""
    hyphen = run[j].symbol == "-" and run[j].start == run[j - 1].end
    return int(hyphen or (run[j].symbol == "&" and value >= 100))


def _goes_on(last: float, value: float, figures: bool, anded: bool) -> bool:
    """Whether a spelt number behind another belongs to it; figures: the first is "20", not "twenty"."""
    if value >= 100 or (value == 12 and last <= 10 and figures):
        return not anded
    return not figures and (last >= 100 or 20 <= last <= 90 or (13 <= last <= 19 and value >= 10))


def _year(values: list[float]) -> int | None:
    """The year that "nineteen eighty-four" is."""
    if not (13 <= values[0] <= 20 and len(values) in (2, 3) and 10 <= values[1] <= 90):
        return None
    whole = len(values) == 2 or (20 <= values[1] <= 90 and values[2] < 10)
    return int(values[0] * 100 + sum(values[1:])) if whole else None


def _total(values: list[float]) -> float:
    total, part = 0.0, 0.0
    for value in values:
        if value >= 1000:
            total, part = total + max(part, 1) * value, 0
        elif value in (100, 12) and part:
            part *= value
        else:
            part += value
    return total + part
