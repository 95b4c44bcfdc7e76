"""The lines of a text, made whole where a wire or a mail program broke them in mid-sentence."""

from __future__ import annotations

import re

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# What a sentence may have behind its stop: marks, as treebanks write them too, and the numbers of notes.
TERMINAL = re.compile(r"[.!?…:;](?: ?(?:[\"”’»)\]]|''?|-R[RC]B-|\[\d{1,3}\]))*\s*$")
# A line that ends in one of these goes on, whatever stands between it and the next.
GOES_ON = re.compile(
    r"(?:\b(?:the|a|an|of|to|and|or|in|on|at|by|for|from|with|that|which|who|as|its|their|his|her|our|is|are"
    r"|was|were|be|been|has|have|had|will|would|but|into|than|between|under|over|against|about|after|before"
    r"|while|because|if|when|where)|[a-z],)\s*$"
)
GALLERY = re.compile(r"(?<=\S)\s+(?=hide caption \d+ of \d+\s)", re.I)
MIN_LINE = 30  # characters; a shorter line that ends without a stop is a heading or a list
MAX_WRAP = 120  # characters of the longest line of a text that is wrapped by hand
NEAR_FULL = 0.6  # of the usual width; a wrapped line is broken because it is full


def lines_of(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of the text's lines in order; lines of one broken sentence are one, captions of a
    gallery that run on in one line are many."""
    return [piece for start, end in _lines(text) for piece in _captions(text, start, end)]


def _captions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line cut before each "Hide caption 2 of 40"."""
    pieces = []
    for m in GALLERY.finditer(text, start, end):
        pieces.append((start, m.start()))
        start = m.end()
    return [*pieces, (start, end)]


def _lines(text: str) -> list[tuple[int, int]]:
    lines = [(m.start(), m.end()) for m in LINE.finditer(text) if m.group().strip()]
    if len(lines) < 2:
        return lines
    wrapped = _wrapped(text, lines)
    joined: list[tuple[int, int]] = []
    start = lines[0][0]
    for n, (_, end) in enumerate(lines):
        if n + 1 < len(lines) and _continues(text, (start, lines[n]), lines[n + 1], wrapped):
            continue
        joined.append((start, end))
        start = lines[n + 1][0] if n + 1 < len(lines) else end
    return joined


def _wrapped(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which a hand-wrapped text breaks its lines; 0 for a text with a line a paragraph."""
    widths = sorted(e - s for s, e in lines)
    if len(lines) < 4 or widths[-1] > MAX_WRAP:
        return 0
    broken = sum(not TERMINAL.search(text[slice(*line)]) for line in lines)
    return (
        widths[int(len(widths) * 0.9)]
        if broken >= 0.4 * len(lines) and widths[len(widths) // 2] > MIN_LINE
        else 0
    )


def _continues(text: str, open: tuple[int, tuple[int, int]], then: tuple[int, int], wrapped: int) -> bool:
    """Whether a line breaks off in mid-sentence and the next one goes on with it. open: where the sentence
    began, and its last line; a word that stands alone on a line, as a link of a page may, goes on what it was
    joined to."""
    (began, (start, end)), (after, after_end) = open, then
    line, following = text[start:end], text[after:after_end].lstrip()
    if TERMINAL.search(line) or end - began < MIN_LINE or following[:1] in "•*-–—·":
        return False
    adjacent = text.count("\n", end, after) <= 1 and not text.startswith(("\r\r", "\r\n\r"), end)
    if wrapped and adjacent:
        return end - start >= NEAR_FULL * wrapped
    return following[:1].islower() or (bool(GOES_ON.search(line)) and following[:1].isalnum())
