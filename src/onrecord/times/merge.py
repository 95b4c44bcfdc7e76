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
    if first.symbol != "N" and not (
        first.symbol == "a" and i + 1 < len(run) and run[i + 1].value in (100, 1000, 12)
    ):
        return 1, first
    figures = first.word[0].isdigit()
    values: list[float] = [1 if first.symbol == "a" else first.value]
    n = 1
    while i + n < len(run):
        j = i + n
        skip = 0
        if (run[j].symbol == "-" and run[j].start == run[j - 1].end) or (
            run[j].symbol == "&" and values[-1] >= 100
        ):
            skip = 1
        if j + skip >= len(run):
            break
        after = run[j + skip]
        if (
            after.symbol == "O"
            and not after.word[0].isdigit()
            and after.value < 10
            and 20 <= values[-1] <= 90
            and not figures
        ):
            return n + skip + 1, Token(first.start, after.end, "O", int(values[-1] + after.value), "ordinal")
        if after.symbol != "N" or after.word[0].isdigit():
            break
        value = after.value
        if value >= 100 or (value == 12 and values[-1] <= 10 and figures):
            if skip and run[j].symbol == "&":
                break
        elif figures or not (
            values[-1] >= 100
            or (20 <= values[-1] <= 90 and (value < 10 or value >= 10))
            or (13 <= values[-1] <= 19 and value >= 10)
        ):
            break
        values.append(value)
        n += skip + 1
    last = run[i + n - 1]
    if n == 1:
        return 1, first
    total, part = 0.0, 0.0
    year = None
    if not figures and 13 <= values[0] <= 20 and len(values) in (2, 3) and 10 <= values[1] <= 90:
        tail = sum(values[1:])
        if len(values) == 2 or (20 <= values[1] <= 90 and values[2] < 10):
            year = int(values[0] * 100 + tail)
    if year:
        return n, Token(first.start, last.end, "Y", year, str(year))
    for value in values:
        if value >= 1000:
            total, part = total + max(part, 1) * value, 0
        elif value in (100, 12) and part:
            part *= value
        else:
            part += value
    total += part
    return n, Token(first.start, last.end, "N", int(total) if total == int(total) else total, "number")
