"""A report's own text with the cited words marked, each mark an anchor that a line's evidence links to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup, escape

HEAD = 600  # characters of a shortened report's opening that are always shown
AROUND = 240  # characters on each side of cited words in a shortened report
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """``text`` without characters that have no place in a page (controls, turns of the reading direction)."""
    return _UNPRINTABLE.sub("\ufffd", text)


def anchor(report: int, start: int, end: int) -> str:
    """The id of cited words: the report's number and their offsets."""
    return f"r{report}-{start}-{end}"


def marked(
    text: str,
    spans: Iterable[tuple[int, int]],
    report: int,
    windows: Sequence[tuple[int, int]] | None = None,
    only: Collection[tuple[int, int]] = (),
) -> Markup:
    """``text`` with every span in a ``<mark>`` of its own id; spans may lie in one another or cross.

    only: spans among them that another version does not have, which look otherwise.

    windows: the stretches to show, in order and apart; None for the whole. They must cover the spans.
    """
    events = sorted(set(spans), key=lambda s: (s[0], -s[1]))
    shown = windows if windows is not None else [(0, len(text))]
    out: list[str] = []
    at = 0
    for first, last in shown:
        if first > at:
            out.append(_left_out(first - at))
        inside = [s for s in events if first <= s[0] < last]
        out.append(_stretch(text, first, last, inside, report, only))
        at = last
    if at < len(text):
        out.append(_left_out(len(text) - at))
    return Markup("".join(out))


def windows(
    text: str, spans: Iterable[tuple[int, int]], head: int = HEAD, around: int = AROUND
) -> list[tuple[int, int]]:
    """The stretches of a long text to show: its opening, and the surroundings of what is cited, cut between
    words."""
    wanted = sorted(
        [(0, min(head, len(text))), *((max(0, s - around), min(len(text), e + around)) for s, e in spans)]
    )
    out: list[tuple[int, int]] = []
    for start, end in wanted:
        start, end = _word_start(text, start), _word_end(text, end)
        if out and start <= out[-1][1] + 80:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _word_start(text: str, at: int) -> int:
    found = text.rfind(" ", max(0, at - 40), at)
    return found + 1 if at and found >= 0 else at


def _word_end(text: str, at: int) -> int:
    found = text.find(" ", at, at + 40)
    return found if at < len(text) and found >= 0 else at


def _left_out(n: int) -> str:
    return f'<span class="gap">[{n:,} characters left out here]</span>'


def _stretch(
    text: str,
    first: int,
    last: int,
    spans: Sequence[tuple[int, int]],
    report: int,
    only: Collection[tuple[int, int]],
) -> str:
    """Marks nest: one that crosses the end of the mark around it is closed with it and goes on after it."""
    out: list[str] = []
    open_ends: list[int] = []
    todo = [(s, min(e, last), anchor(report, s, e)) for s, e in spans][::-1]
    looks = {anchor(report, s, e): ' class="only"' for s, e in only}
    at = first

    def close_to(where: int) -> None:
        nonlocal at
        while open_ends and open_ends[-1] <= where:
            out.append(escape(clean(text[at : open_ends[-1]])))
            at = open_ends.pop()
            out.append("</mark>")

    while todo:
        start, end, name = todo.pop()
        close_to(start)
        out.append(escape(clean(text[at:start])))
        at = start
        if open_ends and end > open_ends[-1]:
            later = (open_ends[-1], end, "")
            todo.append(later)
            todo.sort(key=lambda s: (-s[0], s[1]))
            end = open_ends[-1]
        out.append(f'<mark id="{name}"{looks.get(name, "")}>' if name else "<mark>")
        open_ends.append(end)
    close_to(last)
    out.append(escape(clean(text[at:last])))
    return "".join(out)
