"""Where quotation marks open and close: the outermost quoted stretches of a report.

Every style is read (curly, straight, single, guillemets, low, doubled ticks). Marks inside a quotation
belong to it. A paragraph may open with a mark though the one before never closed: one speaker goes on.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from onrecord.analyse.parse import Parse

OPENERS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "‘": "’'", "``": "''"}
DOUBLE = frozenset('"“”«»„‹›')
BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u2009\u202f([{—–-―/:;,…\"“‘«‹`'")
# Cut-off words that begin with an apostrophe ("the '90s", "'em").
ELIDED = ("em ", "til ", "cause ", "tis ", "twas ", "n' ", "round ")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters ``[start, end)`` with their marks, tokens ``[first, last)``; whether each mark is there."""

    start: int
    end: int
    first: int
    last: int
    block: int
    opened: bool = True
    closed: bool = True
    goes_on: bool = False  # the paragraph after opens with a mark that continues this one


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    opened: bool
    closed: bool


def quotations(parse: Parse) -> list[Quotation]:
    """The outermost quotations in text order; each within one layout block."""
    blocks: list[tuple[int, int, int]] = []  # block, first token, last token
    for sentence in parse.sentences:
        if blocks and blocks[-1][0] == sentence.block:
            blocks[-1] = (sentence.block, blocks[-1][1], sentence.last)
        else:
            blocks.append((sentence.block, sentence.first, sentence.last))
    starts = [t.start for t in parse.tokens]
    found: list[Quotation] = []
    for n, (block, first, last) in enumerate(blocks):
        start, end = parse.tokens[first].start, parse.tokens[last - 1].end
        follower = blocks[n + 1] if n + 1 < len(blocks) else None
        goes_on = follower is not None and _opens(parse.text, parse.tokens[follower[1]].start)
        for s in _stretches(parse.text, start, end, goes_on):
            left = bisect_left(starts, s.start, first, last)
            right = bisect_left(starts, s.end, first, last)
            if left < right:
                unclosed = not s.closed and goes_on
                found.append(Quotation(s.start, s.end, left, right, block, s.opened, s.closed, unclosed))
    return found


def _opens(text: str, at: int) -> bool:
    return text[at] in '"“«„‹‘' or text.startswith(("``", "''"), at)


def _mark(text: str, i: int) -> str:
    """The mark at ``i`` (doubled ticks are one mark), or an empty string."""
    c = text[i]
    if c in DOUBLE or c in "‘’":
        return c
    if c in "`'":
        return c + c if text.startswith(c, i + 1) else c
    return ""


def _stretches(text: str, start: int, end: int, goes_on: bool) -> list[_Stretch]:
    found: list[_Stretch] = []
    opened = -1
    closers = ""
    i = start
    while i < end:
        mark = _mark(text, i)
        if not mark:
            i += 1
            continue
        before = text[i - 1] if i > start else " "
        after = text[i + len(mark)] if i + len(mark) < end else " "
        if opened < 0:
            closers = _closers(text, i, mark, before, after)
            if closers:
                opened = i
            elif mark in ("”", "»") and not any(s.start > start for s in found) and not found:
                found.append(_Stretch(_sentence_start(text, start, i), i + 1, False, True))
        elif mark in closers and _closes(mark, before, after, text, i):
            found.append(_Stretch(opened, i + len(mark), True, True))
            opened = -1
        elif mark == "“" and closers == "”" and before in " \t\u00a0":
            # A second opening mark where one is open: the first was never closed.
            cut = _trim(text, opened, i)
            found.append(_Stretch(opened, cut, True, False))
            opened = i
        i += len(mark)
    if opened >= 0:
        whole = goes_on or not text[start:opened].strip() or text[start:opened].rstrip()[-1:] in ":,"
        if closers.startswith("’") or closers == "'":
            return found  # a lone single mark is an apostrophe
        stop = end if whole else _sentence_end(text, opened, end)
        found.append(_Stretch(opened, stop, True, False))
    return found


def _closers(text: str, i: int, mark: str, before: str, after: str) -> str:
    """The marks that would close the one at ``i``, or an empty string where it can't open."""
    if after.isspace() and mark not in "«“":
        return ""
    if mark == "“" or (mark == "”" and before in BEFORE_OPENING and after.isalnum()):
        return '”"'
    if mark in ("«", "„", "‹", "``"):
        return OPENERS[mark]
    if mark == '"':
        return '"”' if before in BEFORE_OPENING or not after.isspace() else ""
    if mark == "''":
        return "''"
    if mark in ("‘", "'", "`"):
        if before not in BEFORE_OPENING or not (after.isalnum() or after in '“"[…'):
            return ""
        rest = text[i + 1 : i + 7].lower()
        if rest[:2].isdigit() or rest.startswith(ELIDED):
            return ""
        return "’'" if mark != "'" else "'’"
    return ""


def _closes(mark: str, before: str, after: str, text: str, i: int) -> bool:
    if mark in ("’", "'"):
        if after.isalnum():
            return False
        # "players' wages": a plural owner, unless punctuation stands before the mark
        return not (before == "s" and after == " " and text[i + 2 : i + 3].islower())
    if mark == '"':
        return not before.isspace() or not after.isalnum()
    return True


def _sentence_start(text: str, start: int, i: int) -> int:
    for cut in range(i - 2, start, -1):
        if text[cut] in ".!?" and text[cut + 1].isspace():
            return cut + 2
    return start


def _sentence_end(text: str, i: int, end: int) -> int:
    for cut in range(i + 1, end - 1):
        if text[cut] in ".!?" and text[cut + 1].isspace():
            return cut + 1
    return end


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
